/* store.c - figures in.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/str.h"

static const char *const bound_names[] = {"exact",    "about",   "over", "under",
                                          "at_least", "at_most", "range"};

const char *store_bound_name(enum store_bound bound)
{
  return bound_names[bound];
}

/* 10^0 ... 10^22, all exact as doubles. */
static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
enum { POWERS = sizeof powers / sizeof powers[0] };

double store_double(struct decimal d)
{
  decimal_int limit = (decimal_int)1 << 53;
  if (d.mantissa > -limit && d.mantissa < limit && d.exponent > -POWERS && d.exponent <= 0)
    return (double)d.mantissa / powers[-d.exponent]; /* rounded once */
  /* Digits, then e and the exponent: no decimal point, so no locale. */
  char text[DECIMAL_TEXT_MAX + 8];
  int exponent = d.exponent;
  d.exponent = 0;
  size_t n = decimal_print(d, text);
  snprintf(text + n, sizeof text - n, "e%d", exponent);
  return strtod(text, NULL);
}

struct decimal store_value(const struct govfig_stats *s, size_t i)
{
  const struct store_figure *f = &s->figure[i];
  struct decimal d = {f->mantissa, f->exponent};
  if (f->flags & STORE_BIG) {
    struct govfig_str text = store_text(s, i, GOVFIG_COLUMN_VALUE);
    if (!decimal_parse(text.data, text.len, &d))
      d = (struct decimal){0, 0}; /* cannot be: it was parsed when it came */
  }
  return d;
}

enum govfig_status govfig_stats_new(const struct govfig_stats_options *options,
                                    struct govfig_stats **out, struct govfig_error *err)
{
  struct plan *plan;
  *out = NULL;
  enum govfig_status status = plan_new(options, &plan, err);
  if (status != GOVFIG_OK)
    return status;
  struct govfig_stats *s = calloc(1, sizeof *s);
  if (s == NULL || !strings_init(&s->strings)) {
    plan_free(plan);
    free(s);
    return error_nomem(err);
  }
  s->plan = plan;
  *out = s;
  return GOVFIG_OK;
}

void govfig_stats_free(struct govfig_stats *s)
{
  if (s == NULL)
    return;
  plan_free(s->plan);
  strings_done(&s->strings);
  free(s->figure);
  free(s->id);
  free(s->official);
  free(s);
}

const enum govfig_column *govfig_stats_needed(const struct govfig_stats *s, size_t *n)
{
  *n = s->plan->n_needed;
  return s->plan->needed;
}

/* --- room ----------------------------------------------------------------- */

static enum govfig_status make_room(struct govfig_stats *s, struct govfig_error *err)
{
  if (s->n < s->room)
    return GOVFIG_OK;
  size_t room = s->room == 0 ? 1024 : s->room * 2;
  if (room > UINT32_MAX)
    return error_set(err, GOVFIG_E_LIMIT, NULL, 0, 0, "more than four thousand million figures");
  struct store_figure *figure = realloc(s->figure, room * sizeof *figure);
  if (figure == NULL)
    return error_nomem(err);
  s->figure = figure;
  uint32_t *id = realloc(s->id, room * s->plan->n_slots * sizeof *id);
  if (id == NULL)
    return error_nomem(err);
  s->id = id;
  s->room = room;
  return GOVFIG_OK;
}

/* --- one figure ----------------------------------------------------------- */

/* Plain decimals of up to 18 digits, which nearly all are; the rest is
   decimal_parse's. */
static bool read_short(struct govfig_str s, struct decimal *out)
{
  size_t i = s.len > 0 && s.data[0] == '-', start = i, point = 0;
  int64_t m = 0;
  if (s.len - i > 19 || s.len == i)
    return false;
  for (; i < s.len; i++) {
    unsigned digit = (unsigned)(s.data[i] - '0');
    if (digit <= 9)
      m = m * 10 + (int64_t)digit;
    else if (s.data[i] == '.' && point == 0 && i > start)
      point = i + 1;
    else
      return false;
    if (m > INT64_MAX / 100)
      return false;
  }
  if (point == s.len)
    return false;
  *out = (struct decimal){start > 0 ? -m : m, point > 0 ? -(int)(s.len - point) : 0};
  return true;
}

static bool read_decimal(struct govfig_str s, struct decimal *out)
{
  return read_short(s, out) || decimal_parse(s.data, s.len, out);
}

static enum store_bound bound_of(struct govfig_str word)
{
  for (int i = STORE_ABOUT; i <= STORE_RANGE; i++) {
    if (str_is(word, bound_names[i]))
      return (enum store_bound)i;
  }
  return STORE_EXACT;
}

static enum govfig_status bad_number(enum govfig_column c, struct govfig_str cell,
                                     struct govfig_error *err)
{
  return error_set(err, GOVFIG_E_FORMAT, NULL, 0, 0, "'%.*s' in column %s is no number",
                   (int)(cell.len > 40 ? 40 : cell.len), cell.data, govfig_column_name(c));
}

/* Turns value, high and unit of `f` into the unit asked for; their new text is
   in `text`. */
static void convert_figure(const struct convert *c, struct govfig_figure *f,
                           struct decimal *value, char text[DECIMAL_TEXT_MAX])
{
  struct govfig_str *unit = &f->column[GOVFIG_COLUMN_UNIT];
  struct govfig_str *high = &f->column[GOVFIG_COLUMN_HIGH], from = *unit, to = *unit;
  struct decimal upper = {0, 0}, v = *value;
  if (!convert_applies(c, from) ||
      (high->len > 0 && (!read_decimal(*high, &upper) || !convert_value(c, &from, &upper))) ||
      !convert_value(c, &to, &v))
    return; /* a value that would not fit stays in its own unit */
  *value = v;
  *unit = to;
  f->column[GOVFIG_COLUMN_UNIT_CODE] = (struct govfig_str){0};
  if (high->len > 0)
    *high = (struct govfig_str){text, decimal_print(upper, text)};
}

static enum govfig_status set_value(struct govfig_stats *s, struct store_figure *to,
                                    struct govfig_figure *f, char texts[2][DECIMAL_TEXT_MAX],
                                    struct govfig_error *err)
{
  struct govfig_str cell = f->column[GOVFIG_COLUMN_VALUE];
  struct govfig_str high = f->column[GOVFIG_COLUMN_HIGH];
  struct decimal d, ignored;
  f->column[GOVFIG_COLUMN_VALUE] = (struct govfig_str){0};
  if (high.len > 0 && !read_decimal(high, &ignored))
    return bad_number(GOVFIG_COLUMN_HIGH, high, err);
  if (cell.len == 0) {
    to->flags |= STORE_NO_VALUE;
    return GOVFIG_OK;
  }
  if (!read_decimal(cell, &d))
    return bad_number(GOVFIG_COLUMN_VALUE, cell, err);
  if (s->plan->convert.n_targets > 0)
    convert_figure(&s->plan->convert, f, &d, texts[0]);
  to->x = store_double(d);
  to->exponent = (int8_t)d.exponent;
  to->mantissa = (int64_t)d.mantissa;
  if (to->mantissa != d.mantissa) {
    to->flags |= STORE_BIG;
    f->column[GOVFIG_COLUMN_VALUE] =
        (struct govfig_str){texts[1], decimal_print(d, texts[1])};
  }
  return GOVFIG_OK;
}

/* Rolls the region up and puts the period into its bucket. */
static void move_up(const struct plan *p, struct govfig_figure *f, char *code, char *bucket)
{
  struct govfig_str *c = &f->column[GOVFIG_COLUMN_REGION_CODE];
  if (p->level != REGION_UNKNOWN && stats_region_up(*c, p->level, code) &&
      memcmp(code, c->data, REGION_CODE_DIGITS) != 0) {
    c->data = code;
    f->column[GOVFIG_COLUMN_REGION] = (struct govfig_str){0}; /* it is the part's name */
  }
  size_t len = stats_period_bucket(f->column[GOVFIG_COLUMN_PERIOD], p->every, bucket);
  if (len > 0)
    f->column[GOVFIG_COLUMN_PERIOD] = (struct govfig_str){bucket, len};
}

static bool intern(struct govfig_stats *s, const struct govfig_figure *f, uint32_t *id)
{
  for (size_t i = 0; i < s->plan->n_slots; i++) {
    struct govfig_str cell = f->column[s->plan->slot[i]];
    if (!str_equal(cell, s->last[i])) { /* neighbours mostly share publisher, region, ... */
      if (!strings_add(&s->strings, cell, &s->last_id[i]))
        return false;
      s->last[i] = strings_text(&s->strings, s->last_id[i]);
    }
    id[i] = s->last_id[i];
  }
  return true;
}

/* A figure is the same as another where the same sentence says the same of the
   same place and time.  The key must not depend on the run: states carry it. */
static void make_key(const struct govfig_stats *s, const struct govfig_figure *f,
                     uint64_t key[2])
{
  static const enum govfig_column parts[] = {
      GOVFIG_COLUMN_VALUE, GOVFIG_COLUMN_HIGH, GOVFIG_COLUMN_UNIT, GOVFIG_COLUMN_BOUND,
      GOVFIG_COLUMN_INDICATOR, GOVFIG_COLUMN_MEASURE, GOVFIG_COLUMN_STATUS,
      GOVFIG_COLUMN_REGION_CODE, GOVFIG_COLUMN_PERIOD};
  struct govfig_str passage = f->column[GOVFIG_COLUMN_PASSAGE];
  key[0] = key[1] = 0;
  if (passage.len == 0 || !s->plan->drop_reprints)
    return;
  uint64_t a = strings_hash(passage.data, passage.len), b = strings_mix(a);
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
    int slot = s->plan->slot_of[parts[i]];
    struct govfig_str cell = f->column[parts[i]];
    bool known = slot >= 0 && str_equal(cell, s->last[slot]);
    uint64_t h = known ? s->strings.entry[s->last_id[slot]].hash
                       : strings_hash(cell.data, cell.len);
    a = strings_mix(a ^ h) + i;
    b = strings_mix(b + h * 0x9E3779B97F4A7C15u) ^ a;
  }
  key[0] = a | 1;
  key[1] = b;
}

enum govfig_status store_add(struct govfig_stats *s, const struct govfig_figure *figure,
                             const uint64_t *key, struct govfig_error *err)
{
  char code[REGION_CODE_DIGITS], bucket[PERIOD_NAME_MAX], texts[2][DECIMAL_TEXT_MAX];
  enum govfig_status status = make_room(s, err);
  if (status != GOVFIG_OK)
    return status;
  struct govfig_figure f = *figure;
  struct store_figure *to = &s->figure[s->n];
  *to = (struct store_figure){.bound = (uint8_t)bound_of(f.column[GOVFIG_COLUMN_BOUND])};
  if (f.column[GOVFIG_COLUMN_REPEAT_OF].len > 0)
    to->flags |= STORE_REPEAT;
  if (key != NULL)
    memcpy(to->key, key, sizeof to->key);
  else
    make_key(s, &f, to->key);
  status = set_value(s, to, &f, texts, err);
  if (status != GOVFIG_OK)
    return status;
  move_up(s->plan, &f, code, bucket);
  if (!strings_add(&s->strings, figure->column[GOVFIG_COLUMN_REGION_CODE], &to->origin) ||
      !intern(s, &f, s->id + s->n * s->plan->n_slots))
    return error_nomem(err);
  s->n++;
  return GOVFIG_OK;
}

enum govfig_status govfig_stats_add(struct govfig_stats *s, const struct govfig_figure *figure,
                                    struct govfig_error *err)
{
  return plan_accepts(s->plan, figure) ? store_add(s, figure, NULL, err) : GOVFIG_OK;
}
