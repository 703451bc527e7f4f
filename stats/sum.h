/* sum.h - exact sums.  SPDX-License-Identifier: GPL-3.0-or-later

   Positive and negative parts are added up apart, so that whether the sum fits
   does not depend on the order.  Everything is kept at the smallest exponent
   seen. */
#ifndef GOVFIG_STATS_SUM_H
#define GOVFIG_STATS_SUM_H

#include <stdbool.h>

#include "base/decimal.h"

struct sum {
  decimal_int positive, negative; /* both >= 0, times 10^exponent */
  int exponent;
  bool overflow; /* more than 38 digits */
};

void sum_init(struct sum *s);
void sum_add(struct sum *s, struct decimal d);

/* False when it does not fit in 38 digits. */
bool sum_value(const struct sum *s, struct decimal *out);

#endif
