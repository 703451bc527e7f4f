/* signature.c - options as one line of text, and back.  SPDX-License-Identifier: GPL-3.0-or-later

   name=value pairs with & between; bytes that are no letters, digits or one of
   . _ , - are %XX, so the line holds neither blanks nor quotes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/str.h"
#include "stats/plan.h"

enum field_type { FIELD_TEXT, FIELD_SIZE, FIELD_FLAG, FIELD_LONG, FIELD_DOUBLE };

static const struct field {
  const char *name;
  enum field_type type;
  size_t offset;
} fields[] = {
#define FIELD(name, type) {#name, type, offsetof(struct govfig_stats_options, name)}
    FIELD(by, FIELD_TEXT),         FIELD(pivot, FIELD_TEXT),      FIELD(corr, FIELD_TEXT),
    FIELD(convert, FIELD_TEXT),    FIELD(level, FIELD_TEXT),      FIELD(every, FIELD_TEXT),
    FIELD(bounds, FIELD_TEXT),     FIELD(reprints, FIELD_TEXT),   FIELD(robust, FIELD_FLAG),
    FIELD(ci, FIELD_FLAG),         FIELD(trend, FIELD_FLAG),      FIELD(bins, FIELD_SIZE),
    FIELD(resamples, FIELD_SIZE),  FIELD(seed, FIELD_LONG),       FIELD(confidence, FIELD_DOUBLE),
#undef FIELD
};

enum { FIELDS = sizeof fields / sizeof fields[0] };

static void add_escaped(struct buf *b, struct govfig_str s)
{
  static const char hex[] = "0123456789ABCDEF";
  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.data[i];
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
        (c != '\0' && strchr("._,-", c) != NULL)) {
      buf_add_char(b, (char)c);
    } else {
      buf_add_char(b, '%');
      buf_add_char(b, hex[c >> 4]);
      buf_add_char(b, hex[c & 15]);
    }
  }
}

static void add_pair(struct buf *b, const char *name, struct govfig_str value)
{
  buf_add_char(b, '&');
  buf_add_text(b, name);
  buf_add_char(b, '=');
  add_escaped(b, value);
}

static void add_field(struct buf *b, const struct field *f, const struct govfig_stats_options *o)
{
  const char *at = (const char *)o + f->offset, *text = NULL;
  char number[40] = "";
  if (f->type == FIELD_TEXT) {
    memcpy(&text, at, sizeof text);
    if (text != NULL)
      add_pair(b, f->name, str_of(text));
    return;
  }
  if (f->type == FIELD_SIZE)
    snprintf(number, sizeof number, "%zu", *(const size_t *)(const void *)at);
  else if (f->type == FIELD_FLAG)
    snprintf(number, sizeof number, "%d", *(const int *)(const void *)at != 0);
  else if (f->type == FIELD_LONG)
    snprintf(number, sizeof number, "%lu", *(const unsigned long *)(const void *)at);
  else /* in thousand millionths: no decimal point, so no locale */
    snprintf(number, sizeof number, "%ld",
             (long)(*(const double *)(const void *)at * 1e9 + 0.5));
  add_pair(b, f->name, str_of(number));
}

const char *plan_signature(struct plan *p)
{
  struct buf b = {0};
  char report[16];
  const struct govfig_stats_options *o = &p->options;
  snprintf(report, sizeof report, "report=%d", (int)o->report);
  buf_add_text(&b, report);
  for (size_t i = 0; i < FIELDS; i++)
    add_field(&b, &fields[i], o);
  for (size_t i = 0; i < o->n_where; i++)
    add_pair(&b, "where", str_of(o->where[i]));
  if (o->weights.len > 0)
    add_pair(&b, "weights", o->weights);
  char *text = b.failed ? NULL : arena_copy(&p->memory, b.data, b.len);
  buf_done(&b);
  return text;
}

/* --- back ----------------------------------------------------------------- */

static int hex_digit(char c)
{
  const char *digits = "0123456789ABCDEF", *at = c != '\0' ? strchr(digits, c) : NULL;
  return at != NULL ? (int)(at - digits) : -1;
}

/* The value without its escapes, as a string; NULL for malformed ones. */
static char *unescape(struct arena *a, struct govfig_str s, size_t *len)
{
  char *out = arena_copy(a, s.data, s.len);
  size_t n = 0;
  for (size_t i = 0; out != NULL && i < s.len; i++) {
    if (s.data[i] != '%') {
      out[n++] = s.data[i];
      continue;
    }
    int high = i + 2 < s.len ? hex_digit(s.data[i + 1]) : -1;
    int low = i + 2 < s.len ? hex_digit(s.data[i + 2]) : -1;
    if (high < 0 || low < 0)
      return NULL;
    out[n++] = (char)(high * 16 + low);
    i += 2;
  }
  if (out != NULL)
    out[n] = '\0';
  *len = n;
  return out;
}

static void set_field(const struct field *f, struct govfig_stats_options *o, char *value)
{
  char *at = (char *)o + f->offset;
  const char *text = value;
  switch (f->type) {
  case FIELD_TEXT: memcpy(at, &text, sizeof text); break;
  case FIELD_SIZE: *(size_t *)(void *)at = strtoul(value, NULL, 10); break;
  case FIELD_FLAG: *(int *)(void *)at = value[0] == '1'; break;
  case FIELD_LONG: *(unsigned long *)(void *)at = strtoul(value, NULL, 10); break;
  case FIELD_DOUBLE: *(double *)(void *)at = (double)strtol(value, NULL, 10) / 1e9; break;
  }
}

static bool set_option(struct arena *a, struct govfig_stats_options *o, const char **where,
                       struct govfig_str name, struct govfig_str value)
{
  size_t len = 0;
  char *text = unescape(a, value, &len);
  if (text == NULL)
    return false;
  if (str_is(name, "where") && o->n_where < PLAN_CONDITIONS_MAX) {
    where[o->n_where++] = text;
    return true;
  }
  if (str_is(name, "weights")) {
    o->weights = (struct govfig_str){text, len};
    return true;
  }
  if (str_is(name, "report") && len == 1 && text[0] >= '0' &&
      text[0] <= '0' + GOVFIG_REPORT_CONFLICTS) {
    o->report = (enum govfig_report_kind)(text[0] - '0');
    return true;
  }
  for (size_t i = 0; i < FIELDS; i++) {
    if (str_is(name, fields[i].name)) {
      set_field(&fields[i], o, text);
      return true;
    }
  }
  return false;
}

enum govfig_status plan_options(struct arena *a, struct govfig_str signature,
                                struct govfig_stats_options *out, struct govfig_error *err)
{
  const char **where = arena_zalloc(a, PLAN_CONDITIONS_MAX, sizeof *where);
  if (where == NULL)
    return error_nomem(err);
  *out = govfig_stats_defaults();
  out->where = where;
  for (size_t i = 0; i < signature.len;) {
    struct govfig_str pair = {signature.data + i, 0}, name = pair;
    while (i + pair.len < signature.len && pair.data[pair.len] != '&')
      pair.len++;
    while (name.len < pair.len && name.data[name.len] != '=')
      name.len++;
    struct govfig_str value = {name.data + name.len + 1, 0};
    if (name.len < pair.len)
      value.len = pair.len - name.len - 1;
    if (name.len == pair.len || !set_option(a, out, where, name, value))
      return error_set(err, GOVFIG_E_FORMAT, NULL, 1, i + 1, "unknown option '%.*s' in a state",
                       (int)(name.len > 40 ? 40 : name.len), name.data);
    i += pair.len + 1;
  }
  return GOVFIG_OK;
}
