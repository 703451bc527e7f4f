/* row.c - found figures as rows of the table.  SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/digits.h"
#include "base/error.h"
#include "base/prefetch.h"
#include "extract/document.h"
#include "extract/given.h"
#include "extract/names.h"

enum { DIGITS_MAX = 24, DAY_TEXT = 10 }; /* in eights: a number of 64 bits has 20 */

/* Text of cells that is made for the table.  A row takes over the cells of the row
   before it, so what their text lies in is written only when a cell changes. */
struct room {
  char article[DIGITS_MAX], line[DIGITS_MAX], start[DIGITS_MAX], end[DIGITS_MAX];
  char repeat_of[DIGITS_MAX];
  char published[DAY_TEXT], passage[PASSAGE_TEXT];
  char value[DECIMAL_TEXT_MAX], high[DECIMAL_TEXT_MAX];
};

/* A period's cell, kept where it was printed last. */
enum { PERIOD_TEXTS = 64, PERIOD_SHIFT = 32 - 6 };
struct period_text {
  struct period period;
  uint8_t len;
  char text[PERIOD_TEXT];
};

struct rows {
  struct govfig_extractor *x;
  struct chunk *c;
  /* what the cells of `figure` were made from; NONE in front of the first row */
  uint32_t article, heading, sentence, line;
  uint64_t *hash; /* of the sentences with figures that are to come, and one more */
  struct span period_words;
  struct govfig_figure figure;
  struct room room;
  struct period_text periods[PERIOD_TEXTS]; /* those that were printed last */
};
#define NONE (UINT32_MAX - 1) /* NO_LINE is a heading */

static void put(struct rows *r, enum govfig_column column, struct govfig_str s)
{
  r->figure.column[column] = s;
}

static void put_name(struct rows *r, enum govfig_column column, enum name_set set,
                     uint8_t value)
{
  put(r, column, name_of(set, value));
}

/* `room` has DIGITS_MAX bytes, of which the last are used.  Eight digits at a time:
   each row has four numbers of this kind. */
static void put_integer(struct rows *r, enum govfig_column column, char *room, uint64_t n)
{
  enum { EIGHT = 100000000 };
  char *end = room + DIGITS_MAX, *p = end;
  for (; n >= EIGHT; n /= EIGHT)
    digits_put(p -= 8, digits_eight((uint32_t)(n % EIGHT)));
  uint64_t digits = digits_eight((uint32_t)n);
  digits_put(p -= 8, digits);
  p += digits_zeros(digits);
  put(r, column, (struct govfig_str){p, (size_t)(end - p)});
}

static void put_decimal(struct rows *r, enum govfig_column column, char *room, bool known,
                        struct decimal d)
{
  put(r, column, (struct govfig_str){room, known ? decimal_print(d, room) : 0});
}

/* ---- what the rows of a sentence share ---- */

/* Copies `text` into `out`, as long, without its line breaks; what is left of it. */
static size_t without_breaks(struct govfig_str text, char *out)
{
  const char *p = text.data, *end = p + text.len;
  char *to = out;
  for (; p < end; p++) {
    if (*p != '\n' && *p != '\r')
      *to++ = *p;
    else if (to > out && p + 1 < end && (to[-1] & 0x80) == 0 && (p[1] & 0x80) == 0)
      *to++ = ' ';
  }
  return (size_t)(to - out);
}

/* The sentence's characters with layout's line breaks taken out; between two
   words of Latin letters a break stands for a blank.  False without memory. */
static bool put_sentence_text(struct rows *r, const struct sentence *s)
{
  struct govfig_str text = units_text(&r->c->text, (struct span){s->start, s->end});
  bool breaks = s->end > r->c->lines[s->line].end && memchr(text.data, '\n', text.len) != NULL;
  if (breaks || (r->c->returns && memchr(text.data, '\r', text.len) != NULL)) {
    char *out = arena_alloc(r->c->arena, text.len + 1);
    if (out == NULL)
      return false;
    text = (struct govfig_str){out, without_breaks(text, out)};
  }
  put(r, GOVFIG_COLUMN_SENTENCE, text);
  return true;
}

/* Text and fingerprint of a sentence. */
static bool put_sentence(struct rows *r, const struct sentence *s)
{
  uint64_t hash = *r->hash++;
  passage_text(hash, r->room.passage);
  passage_begin(r->x->passages, hash, *r->hash);
  put(r, GOVFIG_COLUMN_PASSAGE, (struct govfig_str){r->room.passage, PASSAGE_TEXT});
  return put_sentence_text(r, s);
}

static void put_article(struct rows *r, const struct article *a)
{
  put_integer(r, GOVFIG_COLUMN_ARTICLE, r->room.article, a->number);
  put(r, GOVFIG_COLUMN_PUBLISHER, a->publisher);
  put(r, GOVFIG_COLUMN_PUBLISHED,
      (struct govfig_str){r->room.published, given_print_day(a->published, r->room.published)});
  put(r, GOVFIG_COLUMN_TITLE, a->title);
}

static void put_heading(struct rows *r, uint32_t heading)
{
  struct span s = {0, 0};
  if (heading != NO_LINE)
    s = (struct span){r->c->lines[heading].start, r->c->lines[heading].end};
  put(r, GOVFIG_COLUMN_SECTION, units_text(&r->c->text, s));
}

/* Begins the sentence of `f`, with its article and section where these are new. */
static bool begin_sentence(struct rows *r, const struct found *f)
{
  const struct sentence *s = &r->c->sentences[f->sentence];
  const struct line *line = &r->c->lines[s->line];
  if (line->article != r->article)
    put_article(r, &r->c->articles[line->article]);
  if (line->heading != r->heading)
    put_heading(r, line->heading);
  r->article = line->article;
  r->heading = line->heading;
  r->sentence = f->sentence;
  return put_sentence(r, s);
}

/* ---- what each row has of its own ---- */

static void put_number(struct rows *r, const struct found *f)
{
  put_name(r, GOVFIG_COLUMN_MEASURE, NAMES_MEASURE, f->measure);
  put_name(r, GOVFIG_COLUMN_STATUS, NAMES_STATUS, f->status);
  put_name(r, GOVFIG_COLUMN_KIND, NAMES_KIND, f->kind);
  put_decimal(r, GOVFIG_COLUMN_VALUE, r->room.value, f->has_value, f->value);
  put_decimal(r, GOVFIG_COLUMN_HIGH, r->room.high, f->has_value && f->has_high, f->high);
  put_name(r, GOVFIG_COLUMN_BOUND, NAMES_BOUND, f->bound);
  put(r, GOVFIG_COLUMN_UNIT, f->unit_name);
  put(r, GOVFIG_COLUMN_UNIT_CODE, f->unit_code);
  put_name(r, GOVFIG_COLUMN_CHANGE, NAMES_CHANGE, f->change);
  put_name(r, GOVFIG_COLUMN_BASIS, NAMES_BASIS, f->basis);
  put(r, GOVFIG_COLUMN_RULE, rule_set_name(r->x->knowledge->rules, f->rule));
}

static struct region_text *region_text_of(struct govfig_extractor *x, uint32_t region)
{
  return &x->region_texts[region * UINT32_C(0x9E3779B1) >> 20 & (REGION_TEXTS - 1)];
}

/* From a code to its name it is a long way, through places all over a large table, and
   few regions are printed again and again. */
static void region_text_fill(struct region_text *t, const struct regions *x, uint32_t region)
{
  uint64_t digits = digits_eight(region);
  t->tag = region + 1;
  t->name = regions_name(x, region);
  if (t->name.len <= sizeof t->text)
    t->name.data = memcpy(t->text, t->name.data, t->name.len);
  digits_put(t->code, digits);
  t->zeros = region != 0 ? (uint8_t)digits_zeros(digits) : sizeof t->code;
}

/* Is not asked whether the row before had the same, which is as often so as not. */
static void put_region(struct rows *r, uint32_t region)
{
  struct region_text *t = region_text_of(r->x, region);
  if (t->tag != region + 1)
    region_text_fill(t, r->x->knowledge->regions, region);
  put(r, GOVFIG_COLUMN_REGION, t->name);
  put(r, GOVFIG_COLUMN_REGION_CODE,
      (struct govfig_str){t->code + t->zeros, sizeof t->code - t->zeros});
}

static inline bool same_period(const struct period *a, const struct period *b)
{
  return memcmp(&a->first, &b->first, sizeof a->first) == 0 &&
         memcmp(&a->last, &b->last, sizeof a->last) == 0 && a->known == b->known &&
         a->open_start == b->open_start && a->open_end == b->open_end;
}

static struct period_text *period_text_of(struct rows *r, const struct period *p)
{
  uint32_t first, last;
  _Static_assert(sizeof first == sizeof p->first, "a day is copied as one number");
  memcpy(&first, &p->first, sizeof first);
  memcpy(&last, &p->last, sizeof last);
  return &r->periods[(first ^ last << 1) * UINT32_C(0x9E3779B1) >> PERIOD_SHIFT];
}

/* Is not asked either whether the row before had the same. */
static void put_period(struct rows *r, const struct period *p)
{
  struct period_text *t = period_text_of(r, p);
  if (!same_period(p, &t->period)) {
    t->period = *p;
    t->len = (uint8_t)period_print(p, t->text);
  }
  put(r, GOVFIG_COLUMN_PERIOD, (struct govfig_str){t->text, t->len});
}

static void put_context(struct rows *r, const struct found *f)
{
  struct span words = f->period_words;
  put_region(r, f->region);
  put_period(r, &f->period);
  if (words.start != r->period_words.start || words.end != r->period_words.end) {
    words.end = words.end > words.start ? words.end : words.start;
    put(r, GOVFIG_COLUMN_PERIOD_TEXT, units_text(&r->c->text, words));
    r->period_words = f->period_words;
  }
  put(r, GOVFIG_COLUMN_AUTHORITY, f->authority);
  put(r, GOVFIG_COLUMN_INDICATOR, f->indicator);
  put(r, GOVFIG_COLUMN_INDICATOR_KEY,
      indicators_key_name(r->x->knowledge->indicators, f->indicator_key));
}

/* The line in which a unit of the sentence stands; figures come in order, so the
   search goes on where it ended for the figure before. */
static void put_line(struct rows *r, const struct found *f, bool anew)
{
  const struct chunk *c = r->c;
  uint32_t line = anew ? c->sentences[f->sentence].line : r->line;
  while (line + 1 < c->n_lines && c->lines[line + 1].start <= f->span.start)
    line++;
  if (line != r->line)
    put_integer(r, GOVFIG_COLUMN_LINE, r->room.line, c->base_line + line + 1);
  r->line = line;
}

static void put_place(struct rows *r, const struct found *f)
{
  const struct chunk *c = r->c;
  struct span s = emphasis_span(&c->emphasis, f->span);
  put_integer(r, GOVFIG_COLUMN_START, r->room.start, c->base_unit + s.start);
  put_integer(r, GOVFIG_COLUMN_END, r->room.end, c->base_unit + s.end);
  put(r, GOVFIG_COLUMN_TEXT, units_text(&c->emphasis.source, s));
  int64_t before = passage_figure(r->x->passages, c->base_unit + s.start);
  put(r, GOVFIG_COLUMN_REPEAT_OF, (struct govfig_str){r->room.repeat_of, 0});
  if (before != PASSAGE_NEW)
    put_integer(r, GOVFIG_COLUMN_REPEAT_OF, r->room.repeat_of, (uint64_t)before);
}

/* False without memory. */
static bool put_figure(struct rows *r, const struct found *f)
{
  bool anew = f->sentence != r->sentence;
  if (anew && !begin_sentence(r, f))
    return false;
  put_line(r, f, anew);
  put_context(r, f);
  put_number(r, f);
  put_place(r, f);
  return true;
}

/* The fingerprints of all sentences with figures; false without memory. */
static bool hash_sentences(struct rows *r)
{
  const struct chunk *c = r->c;
  uint32_t n = 0, last = NONE;
  struct span *s = arena_alloc(c->arena, c->n_found * sizeof *s);
  r->hash = arena_alloc(c->arena, (c->n_found + (size_t)1) * sizeof *r->hash);
  if (s == NULL || r->hash == NULL)
    return false;
  for (const struct found *f = c->found, *stop = f + c->n_found; f < stop; f++) {
    if (f->sentence != last)
      s[n++] = (struct span){c->sentences[f->sentence].start, c->sentences[f->sentence].end};
    last = f->sentence;
  }
  passage_hashes(c->text.u, s, n, r->hash);
  r->hash[n] = 0;
  return true;
}

enum govfig_status row_emit_all(struct govfig_extractor *x, struct chunk *c,
                                govfig_figure_fn *found, void *ctx, struct govfig_error *err)
{
  struct rows r = {.x = x,
                   .c = c,
                   .article = NONE,
                   .heading = NONE,
                   .sentence = NONE,
                   .line = NONE,
                   .period_words = {NONE, NONE}};
  put(&r, GOVFIG_COLUMN_DOCUMENT, x->given.document);
  if (!hash_sentences(&r))
    return error_nomem(err);
  for (uint32_t i = 0; i < c->n_found; i++) {
    if (i + 1 < c->n_found)
      PREFETCH(region_text_of(x, c->found[i + 1].region));
    if (!put_figure(&r, &c->found[i]))
      return error_nomem(err);
    if (found(&r.figure, ctx) == GOVFIG_STOP)
      return error_set(err, GOVFIG_E_STOPPED, NULL, 0, 0, "%s",
                       govfig_status_message(GOVFIG_E_STOPPED));
  }
  return GOVFIG_OK;
}
