/* row.c - found figures as rows of the table.  SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "base/str.h"
#include "extract/document.h"
#include "extract/given.h"
#include "extract/names.h"

/* What the rows of one sentence share, made once. */
struct shared {
  uint32_t sentence;
  struct govfig_str text, passage;
};

struct rows {
  struct govfig_extractor *x;
  struct chunk *c;
  struct shared shared;
  struct govfig_figure figure;
  bool nomem;
};

static void put(struct rows *r, enum govfig_column column, struct govfig_str s)
{
  r->figure.column[column] = s;
}

static void put_name(struct rows *r, enum govfig_column column, enum name_set set, uint8_t value)
{
  put(r, column, str_of(name_of(set, value)));
}

static void put_copy(struct rows *r, enum govfig_column column, const char *text, size_t len)
{
  char *copy = arena_copy(r->c->arena, text, len);
  r->nomem |= copy == NULL;
  put(r, column, (struct govfig_str){copy, copy != NULL ? len : 0});
}

static void put_integer(struct rows *r, enum govfig_column column, uint64_t n)
{
  char digits[24], *p = digits + sizeof digits;
  do
    *--p = (char)('0' + n % 10);
  while ((n /= 10) != 0);
  put_copy(r, column, p, (size_t)(digits + sizeof digits - p));
}

static void put_decimal(struct rows *r, enum govfig_column column, bool known, struct decimal d)
{
  char text[DECIMAL_TEXT_MAX];
  if (known)
    put_copy(r, column, text, decimal_print(d, text));
}

static void put_day(struct rows *r, enum govfig_column column, struct day d)
{
  char text[10];
  size_t len = given_print_day(d, text);
  if (len > 0)
    put_copy(r, column, text, len);
}

/* The sentence's characters with layout's line breaks taken out; between two
   words of Latin letters a break stands for a blank. */
static void make_text(struct rows *r, uint32_t index)
{
  const struct sentence *s = &r->c->sentences[index];
  struct govfig_str text = units_text(&r->c->text, (struct span){s->start, s->end});
  if (text.len == 0 || (memchr(text.data, '\n', text.len) == NULL &&
                        memchr(text.data, '\r', text.len) == NULL)) {
    r->shared.text = text;
    return;
  }
  char *out = arena_alloc(r->c->arena, text.len + 1);
  size_t n = 0;
  if (out == NULL) {
    r->nomem = true;
    return;
  }
  for (size_t i = 0; i < text.len; i++) {
    bool inside = n > 0 && i + 1 < text.len;
    if (text.data[i] != '\n' && text.data[i] != '\r')
      out[n++] = text.data[i];
    else if (inside && (out[n - 1] & 0x80) == 0 && (text.data[i + 1] & 0x80) == 0)
      out[n++] = ' ';
  }
  r->shared.text = (struct govfig_str){out, n};
}

/* Text and fingerprint of a sentence whose first figure is being written. */
static void make_sentence(struct rows *r, uint32_t index)
{
  const struct sentence *s = &r->c->sentences[index];
  uint64_t hash = passage_hash(r->c->text.u, s->start, s->end);
  char *passage = arena_alloc(r->c->arena, PASSAGE_TEXT);
  r->shared = (struct shared){.sentence = index};
  make_text(r, index);
  if (passage == NULL) {
    r->nomem = true;
    return;
  }
  passage_text(hash, passage);
  r->shared.passage = (struct govfig_str){passage, PASSAGE_TEXT};
  passage_begin(r->x->passages, hash);
}

static void put_article(struct rows *r, const struct found *f)
{
  const struct line *line = &r->c->lines[r->c->sentences[f->sentence].line];
  const struct article *a = &r->c->articles[line->article];
  put_integer(r, GOVFIG_COLUMN_ARTICLE, a->number);
  put(r, GOVFIG_COLUMN_PUBLISHER, a->publisher);
  put_day(r, GOVFIG_COLUMN_PUBLISHED, a->published);
  put(r, GOVFIG_COLUMN_TITLE, a->title);
  if (line->heading != NO_LINE) {
    const struct line *h = &r->c->lines[line->heading];
    put(r, GOVFIG_COLUMN_SECTION, units_text(&r->c->text, (struct span){h->start, h->end}));
  }
}

static void put_number(struct rows *r, const struct found *f)
{
  put_name(r, GOVFIG_COLUMN_MEASURE, NAMES_MEASURE, f->measure);
  put_name(r, GOVFIG_COLUMN_STATUS, NAMES_STATUS, f->status);
  put_name(r, GOVFIG_COLUMN_KIND, NAMES_KIND, f->kind);
  put_decimal(r, GOVFIG_COLUMN_VALUE, f->has_value, f->value);
  put_decimal(r, GOVFIG_COLUMN_HIGH, f->has_value && f->has_high, f->high);
  put_name(r, GOVFIG_COLUMN_BOUND, NAMES_BOUND, f->bound);
  put(r, GOVFIG_COLUMN_UNIT, f->unit_name);
  put(r, GOVFIG_COLUMN_UNIT_CODE, f->unit_code);
  put_name(r, GOVFIG_COLUMN_CHANGE, NAMES_CHANGE, f->change);
  put_name(r, GOVFIG_COLUMN_BASIS, NAMES_BASIS, f->basis);
  put(r, GOVFIG_COLUMN_RULE, rule_set_name(r->x->knowledge->rules, f->rule));
}

static void put_context(struct rows *r, const struct found *f)
{
  const struct govfig_rules *k = r->x->knowledge;
  if (f->region != 0) {
    put(r, GOVFIG_COLUMN_REGION, regions_name(k->regions, f->region));
    put_integer(r, GOVFIG_COLUMN_REGION_CODE, f->region);
  }
  char period[PERIOD_TEXT];
  size_t len = period_print(&f->period, period);
  if (len > 0)
    put_copy(r, GOVFIG_COLUMN_PERIOD, period, len);
  if (f->period_words.end > f->period_words.start)
    put(r, GOVFIG_COLUMN_PERIOD_TEXT, units_text(&r->c->text, f->period_words));
  put(r, GOVFIG_COLUMN_AUTHORITY, f->authority);
  put(r, GOVFIG_COLUMN_INDICATOR, f->indicator);
  put(r, GOVFIG_COLUMN_INDICATOR_KEY, indicators_key_name(k->indicators, f->indicator_key));
}

/* 1-based line of a unit: its sentence's, plus the breaks between. */
static uint64_t line_of(const struct chunk *c, const struct found *f)
{
  const struct sentence *s = &c->sentences[f->sentence];
  uint64_t line = c->base_line + s->line + 1;
  for (uint32_t i = s->start; i < f->span.start; i++)
    line += c->text.u[i] == '\n';
  return line;
}

static void put_place(struct rows *r, const struct found *f)
{
  const struct chunk *c = r->c;
  put_integer(r, GOVFIG_COLUMN_LINE, line_of(c, f));
  put_integer(r, GOVFIG_COLUMN_START, c->base_unit + f->span.start);
  put_integer(r, GOVFIG_COLUMN_END, c->base_unit + f->span.end);
  put(r, GOVFIG_COLUMN_TEXT, units_text(&c->text, f->span));
  if (r->shared.sentence != f->sentence)
    make_sentence(r, f->sentence);
  put(r, GOVFIG_COLUMN_SENTENCE, r->shared.text);
  put(r, GOVFIG_COLUMN_PASSAGE, r->shared.passage);
  int64_t before = passage_figure(r->x->passages, c->base_unit + f->span.start);
  if (before != PASSAGE_NEW)
    put_integer(r, GOVFIG_COLUMN_REPEAT_OF, (uint64_t)before);
}

enum govfig_status row_emit_all(struct govfig_extractor *x, struct chunk *c,
                                govfig_figure_fn *found, void *ctx, struct govfig_error *err)
{
  struct rows r = {.x = x, .c = c, .shared = {.sentence = UINT32_MAX}};
  for (uint32_t i = 0; i < c->n_found; i++) {
    r.figure = (struct govfig_figure){0};
    put(&r, GOVFIG_COLUMN_DOCUMENT, x->given.document);
    put_article(&r, &c->found[i]);
    put_context(&r, &c->found[i]);
    put_number(&r, &c->found[i]);
    put_place(&r, &c->found[i]);
    if (r.nomem)
      return error_nomem(err);
    if (found(&r.figure, ctx) == GOVFIG_STOP)
      return error_set(err, GOVFIG_E_STOPPED, NULL, 0, 0, "%s",
                       govfig_status_message(GOVFIG_E_STOPPED));
  }
  return GOVFIG_OK;
}
