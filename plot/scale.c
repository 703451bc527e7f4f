/* scale.c - value axes.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/scale.h"

#include <math.h>

#include "base/decimal.h"
#include "plot/text.h"

static double step_of(const struct scale *s)
{
  return s->mantissa * pow(10, s->exponent);
}

/* A range of some width, zero included where wished. */
static void widen(double *low, double *high, bool zero)
{
  if (zero && *low > 0)
    *low = 0;
  if (zero && *high < 0)
    *high = 0;
  double size = fmax(fabs(*low), fabs(*high));
  if (size < 1e-30) {
    *high = *low + 1;
  } else if (*high - *low < 1e-6 * size) {
    *low -= size / 10;
    *high += size / 10;
  }
}

/* The smallest of 1, 2, 5 times a power of ten that is at least `wanted`. */
static void choose_step(struct scale *s, double wanted, bool whole)
{
  static const int mantissas[] = {1, 2, 5};
  s->exponent = (int)floor(log10(wanted));
  for (int i = 0; i < 3; i++) {
    s->mantissa = mantissas[i];
    if (step_of(s) >= wanted * (1 - 1e-9))
      break;
    if (i == 2) {
      s->mantissa = 1;
      s->exponent++;
    }
  }
  if (whole && s->exponent < 0) {
    s->mantissa = 1;
    s->exponent = 0;
  }
}

void scale_fit(struct scale *s, const struct scale_wish *wish, const struct words *words)
{
  double low = wish->low, high = wish->high;
  widen(&low, &high, wish->zero);
  choose_step(s, (high - low) / (wish->ticks > 1 ? wish->ticks : 2), wish->whole);
  double step = step_of(s);
  if (wish->tight) {
    s->first = (long)ceil(low / step - 1e-9);
    s->last = (long)floor(high / step + 1e-9);
    s->low = low;
    s->high = high;
  } else {
    s->first = (long)floor(low / step + 1e-9);
    s->last = (long)ceil(high / step - 1e-9);
    s->low = scale_tick(s, s->first);
    s->high = scale_tick(s, s->last);
  }
  words_scale(words, fmax(fabs(low), fabs(high)), &s->shift, &s->word);
}

double scale_tick(const struct scale *s, long i)
{
  double units = (double)i * s->mantissa;
  return s->exponent < 0 ? units / pow(10, -s->exponent) : units * pow(10, s->exponent);
}

/* Prints a decimal with commas between thousands. */
static void add_decimal(struct decimal d, int places, struct buf *out)
{
  char text[DECIMAL_TEXT_MAX];
  size_t n = decimal_print(d, text), whole = 0, at = 0, shown = 0;
  if (text[0] == '-')
    buf_add_text(out, "\xE2\x88\x92"); /* U+2212, the minus sign */
  at = text[0] == '-';
  while (at + whole < n && text[at + whole] != '.')
    whole++;
  for (size_t i = 0; i < whole; i++) {
    if (i > 0 && (whole - i) % 3 == 0)
      buf_add_char(out, ',');
    buf_add_char(out, text[at + i]);
  }
  at += whole;
  if (places > 0)
    buf_add_char(out, '.');
  for (at += at < n; shown < (size_t)places; shown++)
    buf_add_char(out, at + shown < n ? text[at + shown] : '0');
}

void scale_add_tick(const struct scale *s, long i, struct buf *out)
{
  struct decimal d = decimal_of((long long)i * s->mantissa);
  int exponent = s->exponent - s->shift;
  if (decimal_shift(&d, exponent))
    add_decimal(d, exponent < 0 ? -exponent : 0, out);
  else
    text_add_fixed(out, scale_tick(s, i) / pow(10, s->shift), 12);
}

void scale_add_value(const struct scale *s, struct govfig_str text, double value, int places,
                     struct buf *out)
{
  struct decimal d, rounded;
  if (decimal_parse(text.data, text.len, &d) && decimal_shift(&d, -s->shift) &&
      decimal_divide(d, decimal_of(1), places, &rounded))
    add_decimal(rounded, places, out);
  else
    text_add_fixed(out, value / pow(10, s->shift), places);
}

int scale_places(const struct scale *s, struct govfig_str text)
{
  struct decimal d;
  char printed[DECIMAL_TEXT_MAX];
  if (!decimal_parse(text.data, text.len, &d) || !decimal_shift(&d, -s->shift))
    return 12;
  size_t n = decimal_print(d, printed), at = 0;
  while (at < n && printed[at] != '.')
    at++;
  return at + 1 >= n ? 0 : n - at - 1 > 12 ? 12 : (int)(n - at - 1);
}

int scale_places_max(const struct scale *s, double largest)
{
  largest = fabs(largest) / pow(10, s->shift);
  if (largest >= 10000)
    return 0;
  if (largest >= 100)
    return 1;
  if (largest >= 1 || largest < 1e-30)
    return 2;
  int places = 2 - (int)floor(log10(largest));
  return places > 12 ? 12 : places;
}
