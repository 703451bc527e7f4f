/* text.c - strings for charts.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/text.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/str.h"

/* Bytes of the sequence that `first` begins; 0 for none. */
static size_t sequence_length(unsigned char first)
{
  if (first < 0x80)
    return 1;
  if (first < 0xC2 || first > 0xF4)
    return 0;
  return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/* The character at `s`, which is not empty; *len becomes its bytes.  Malformed
   bytes give U+FFFD, one each. */
static uint32_t character(struct govfig_str s, size_t *len)
{
  const unsigned char *p = (const unsigned char *)s.data;
  size_t n = sequence_length(p[0]);
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  uint32_t c = n <= 1 ? p[0] : p[0] & (0x7Fu >> n);
  *len = 1;
  if (n == 0 || n > s.len)
    return 0xFFFD;
  for (size_t i = 1; i < n; i++) {
    if ((p[i] & 0xC0) != 0x80)
      return 0xFFFD;
    c = c << 6 | (p[i] & 0x3Fu);
  }
  if (c < least[n] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
    return 0xFFFD;
  *len = n;
  return c;
}

/* Controls, line and paragraph marks, and what turns the direction of text. */
static bool is_unfit(uint32_t c)
{
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xFFF9 && c <= 0xFFFD);
}

struct govfig_str text_clean(struct arena *a, struct govfig_str s)
{
  size_t room = s.len < 4 * TEXT_UNITS_MAX ? s.len : 4 * TEXT_UNITS_MAX, len = 0;
  char *copy = arena_alloc(a, room + 1);
  if (copy == NULL)
    return (struct govfig_str){NULL, 0};
  for (int units = 0; s.len > 0 && units < TEXT_UNITS_MAX; units++) {
    size_t n;
    uint32_t c = character(s, &n);
    if (!is_unfit(c) && c != ' ') {
      memcpy(copy + len, s.data, n);
      len += n;
    } else if (len > 0 && copy[len - 1] != ' ') {
      copy[len++] = ' ';
    }
    s = (struct govfig_str){s.data + n, s.len - n};
  }
  while (len > 0 && copy[len - 1] == ' ')
    len--;
  copy[len] = '\0';
  return (struct govfig_str){copy, len};
}

static bool is_wide(uint32_t c)
{
  return (c >= 0x1100 && c < 0x1160) || (c >= 0x2010 && c < 0x2100 && c != 0x2022) ||
         (c >= 0x2150 && c < 0xA4D0) || (c >= 0xAC00 && c < 0xD7A4) ||
         (c >= 0xF900 && c < 0xFB00) || (c >= 0xFE30 && c < 0xFE70) ||
         (c >= 0xFF01 && c < 0xFF61) || c >= 0x1F300;
}

/* Means of common sans-serif fonts; a little wide rather than narrow. */
static double character_em(uint32_t c)
{
  if (is_wide(c))
    return 1.0;
  if (c >= 'A' && c <= 'Z')
    return 0.68;
  return c == ' ' || c == '.' || c == ',' || c == 'i' || c == 'l' ? 0.32 : 0.56;
}

double text_width(struct govfig_str s)
{
  double em = 0;
  while (s.len > 0) {
    size_t n;
    em += character_em(character(s, &n));
    s = (struct govfig_str){s.data + n, s.len - n};
  }
  return em;
}

struct govfig_str text_line(struct govfig_str *rest, double em)
{
  struct govfig_str s = *rest;
  size_t at = 0, fit = 0; /* bytes that fit; the last good place to break */
  double used = 0;
  bool wide_before = false;
  while (at < s.len) {
    size_t n;
    uint32_t c = character((struct govfig_str){s.data + at, s.len - at}, &n);
    bool wide = is_wide(c);
    if (at > 0 && (c == ' ' || wide || wide_before))
      fit = at;
    used += character_em(c);
    if (used > em && at > 0)
      break;
    wide_before = wide;
    at += n;
  }
  size_t take = at == s.len ? at : fit > 0 ? fit : at;
  size_t skip = take;
  while (skip < s.len && s.data[skip] == ' ')
    skip++;
  *rest = (struct govfig_str){s.data + skip, s.len - skip};
  return (struct govfig_str){s.data, take};
}

static const char ellipsis[] = "\xE2\x80\xA6";

struct govfig_str text_wrap(struct arena *a, struct govfig_str s, double em, int lines)
{
  char *out = arena_alloc(a, s.len + (size_t)lines + sizeof ellipsis);
  size_t len = 0;
  if (out == NULL)
    return (struct govfig_str){NULL, 0};
  for (int i = 0; i < lines && s.len > 0; i++) {
    struct govfig_str rest = s, line = text_line(&rest, em);
    if (i + 1 == lines && rest.len > 0) {
      rest = s;
      line = text_line(&rest, em - 1 > 1 ? em - 1 : 1);
    }
    if (i > 0)
      out[len++] = '\n';
    memcpy(out + len, line.data, line.len);
    len += line.len;
    s = rest;
  }
  if (s.len > 0) {
    memcpy(out + len, ellipsis, sizeof ellipsis - 1);
    len += sizeof ellipsis - 1;
  }
  out[len] = '\0';
  return (struct govfig_str){out, len};
}

/* The end of `s` that fits into `em`. */
static struct govfig_str text_tail(struct govfig_str s, double em)
{
  double width = text_width(s);
  while (s.len > 0 && width > em) {
    size_t n;
    width -= character_em(character(s, &n));
    s = (struct govfig_str){s.data + n, s.len - n};
  }
  return s;
}

struct govfig_str text_middle(struct arena *a, struct govfig_str s, double em)
{
  if (text_width(s) <= em)
    return s;
  double room = em > 3 ? em - 1 : 2;
  struct govfig_str rest = s, head = text_line(&rest, room * 0.6);
  struct govfig_str parts[3] = {head, {ellipsis, sizeof ellipsis - 1},
                                text_tail(rest, room - text_width(head))};
  return text_join(a, parts, 3, "");
}

int text_lines(struct govfig_str wrapped)
{
  int n = 1;
  for (size_t i = 0; i < wrapped.len; i++)
    n += wrapped.data[i] == '\n';
  return n;
}

struct govfig_str text_cut(struct govfig_str *rest, char separator)
{
  const char *end = rest->len > 0 ? memchr(rest->data, separator, rest->len) : NULL;
  struct govfig_str part = {rest->data, end != NULL ? (size_t)(end - rest->data) : rest->len};
  size_t used = part.len + (end != NULL);
  if (used > 0)
    *rest = (struct govfig_str){rest->data + used, rest->len - used};
  return part;
}

void text_add_quoted(struct buf *out, struct govfig_str s)
{
  buf_add_char(out, '\'');
  for (size_t i = 0; i < s.len; i++) {
    if (s.data[i] == '\'')
      buf_add_char(out, '\'');
    buf_add_char(out, (unsigned char)s.data[i] < 0x20 ? ' ' : s.data[i]);
  }
  buf_add_char(out, '\'');
}

void text_add_field(struct buf *out, struct govfig_str s)
{
  for (size_t i = 0; i < s.len; i++) {
    char c = s.data[i];
    if (c == '"')
      buf_add_text(out, "\xE2\x80\x9D");
    else if (c == '\\')
      buf_add_char(out, '/');
    else
      buf_add_char(out, (unsigned char)c < 0x20 ? ' ' : c);
  }
}

void text_add_json(struct buf *out, struct govfig_str s)
{
  char code[8];
  buf_add_char(out, '"');
  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.data[i];
    if (c == '"' || c == '\\') {
      buf_add_char(out, '\\');
      buf_add_char(out, (char)c);
    } else if (c < 0x20 || c == '<' || c == '>' || c == '&') {
      snprintf(code, sizeof code, "\\u%04x", c);
      buf_add_text(out, code);
    } else {
      buf_add_char(out, (char)c);
    }
  }
  buf_add_char(out, '"');
}

void text_add_int(struct buf *out, long value)
{
  char digits[24];
  snprintf(digits, sizeof digits, "%ld", value);
  buf_add_text(out, digits);
}

/* printf follows the locale of the process; a foreign decimal mark is undone. */
void text_add_fixed(struct buf *out, double value, int places)
{
  char digits[352];
  int n = snprintf(digits, sizeof digits, "%.*f", places, value);
  bool point = false;
  for (int i = 0; i < n; i++)
    if (digits[i] != '-' && (digits[i] < '0' || digits[i] > '9')) {
      digits[i] = '.';
      point = true;
    }
  while (point && n > 0 && digits[n - 1] == '0')
    n--;
  if (point && n > 0 && digits[n - 1] == '.')
    n--;
  if (n == 2 && digits[0] == '-' && digits[1] == '0')
    buf_add_char(out, '0');
  else
    buf_add(out, digits, (size_t)(n > 0 ? n : 0));
}

struct govfig_str text_join(struct arena *a, const struct govfig_str *parts, size_t n,
                            const char *between)
{
  size_t gap = strlen(between), len = 0;
  for (size_t i = 0; i < n; i++)
    len += parts[i].len + gap;
  char *out = arena_alloc(a, len + 1), *p = out;
  if (out == NULL)
    return (struct govfig_str){NULL, 0};
  for (size_t i = 0; i < n; i++) {
    if (parts[i].len == 0)
      continue;
    if (p > out) {
      memcpy(p, between, gap);
      p += gap;
    }
    memcpy(p, parts[i].data, parts[i].len);
    p += parts[i].len;
  }
  *p = '\0';
  return (struct govfig_str){out, (size_t)(p - out)};
}
