/* sum.c - 128-bit accumulators.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/sum.h"

void sum_init(struct sum *s)
{
  *s = (struct sum){0};
}

/* 10^38, the first number that does not fit. */
static inline decimal_int ceiling(void)
{
  const decimal_int half = 10000000000000000000u; /* 10^19 */
  return half * half;
}

/* m * 10^n; false past 38 digits. */
static bool scale(decimal_int *m, int n)
{
  decimal_int limit = ceiling() / 10;
  for (; n > 0 && *m != 0; n--) {
    if (*m >= limit)
      return false;
    *m *= 10;
  }
  return true;
}

void sum_add(struct sum *s, struct decimal d)
{
  decimal_int m = d.mantissa < 0 ? -d.mantissa : d.mantissa;
  decimal_int *side = d.mantissa < 0 ? &s->negative : &s->positive;
  if (s->overflow || m == 0)
    return;
  if (s->positive == 0 && s->negative == 0)
    s->exponent = d.exponent;
  if (d.exponent < s->exponent) {
    int n = s->exponent - d.exponent;
    s->overflow = !scale(&s->positive, n) || !scale(&s->negative, n);
    s->exponent = d.exponent;
  } else if (d.exponent > s->exponent) {
    s->overflow = !scale(&m, d.exponent - s->exponent);
  }
  if (m >= ceiling() - *side)
    s->overflow = true;
  if (!s->overflow)
    *side += m;
}

bool sum_value(const struct sum *s, struct decimal *out)
{
  struct decimal positive = {s->positive, 0}, negative = {-s->negative, 0};
  if (s->overflow || !decimal_add(positive, negative, out))
    return false;
  return decimal_shift(out, s->exponent);
}
