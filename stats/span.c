/* span.c - rounding and bounds as intervals.  SPDX-License-Identifier: GPL-3.0-or-later

   An exact figure stands for everything that rounds to it: half a unit of its
   last place either way.  Which place that is, the words tell: 45.50 in units of
   10^8 was rounded to 10^6 though its value ends in seven zeros.  Where the words
   hold no such number (a Chinese numeral, say), the last digit that is not zero
   counts.  "About" is half a unit of the last digit that is not zero; a bound is
   open to one side.  Of a negative value the size is meant: a fall of more than
   three is below minus three. */
#include "stats/span.h"

#include <math.h>

/* Decimal exponent of the last digit that is not zero. */
static int last_place(struct decimal d)
{
  if (d.mantissa == 0)
    return 0;
  while (d.mantissa % 10 == 0) {
    d.mantissa /= 10;
    d.exponent++;
  }
  return d.exponent;
}

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* The first numeral in Arabic digits: thousands commas are left out. */
static bool first_numeral(struct govfig_str text, struct decimal *out, int *places)
{
  size_t i = 0;
  bool point = false;
  *out = (struct decimal){0, 0};
  *places = 0;
  while (i < text.len && !is_digit(text.data[i]))
    i++;
  if (i == text.len)
    return false;
  for (; i < text.len; i++) {
    if (text.data[i] == ',' && !point)
      continue;
    if (text.data[i] == '.' && !point) {
      point = true;
      continue;
    }
    if (!is_digit(text.data[i]) || !decimal_push_digit(out, text.data[i] - '0'))
      break;
    *places += point;
  }
  out->exponent = -*places;
  return out->mantissa != 0;
}

/* The last digit that is not zero; nobody rounds what is below a hundred to tens. */
static int guessed_place(struct decimal value)
{
  int last = last_place(value);
  return last == 1 && fabs(store_double(value)) < 100 ? 0 : last;
}

/* The exponent of the place that `value` was rounded to. */
static int rounded_place(struct decimal value, struct govfig_str text)
{
  struct decimal stated;
  int places, last = last_place(value);
  if (value.mantissa < 0)
    value.mantissa = -value.mantissa;
  if (value.mantissa == 0 || !first_numeral(text, &stated, &places))
    return guessed_place(value);
  int scale = last - last_place(stated), guessed = guessed_place(value);
  while (value.mantissa % 10 == 0)
    value.mantissa /= 10;
  while (stated.mantissa % 10 == 0)
    stated.mantissa /= 10;
  /* the same digits: the words are the value over a power of ten */
  return value.mantissa == stated.mantissa ? scale - places : guessed;
}

/* The span of a size >= 0; `top` is the upper end of a range. */
static struct span of_size(double x, double top, double half, double about, enum store_bound bound)
{
  switch (bound) {
  case STORE_ABOUT: return (struct span){x - about, x + about};
  case STORE_OVER:
  case STORE_AT_LEAST: return (struct span){x, INFINITY};
  case STORE_UNDER:
  case STORE_AT_MOST: return (struct span){-INFINITY, x};
  case STORE_RANGE: return (struct span){x - half, top + half};
  case STORE_EXACT: break;
  }
  return (struct span){x - half, x + half};
}

struct span span_of(struct decimal value, struct govfig_str high, enum store_bound bound,
                    struct govfig_str text)
{
  struct decimal top = value;
  bool negative = value.mantissa < 0;
  if (high.len > 0 && !decimal_parse(high.data, high.len, &top))
    top = value;
  double x = fabs(store_double(value)), y = fabs(store_double(top));
  double half = 0.5 * pow(10, rounded_place(value, text)) * (1 + 1e-9);
  double about = 0.5 * pow(10, last_place(value)) * (1 + 1e-9);
  struct span s = of_size(x < y ? x : y, x < y ? y : x, half, about > half ? about : half, bound);
  return negative ? (struct span){-s.high, -s.low} : s;
}
