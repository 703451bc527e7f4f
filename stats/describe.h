/* describe.h - one sorted series in numbers.  SPDX-License-Identifier: GPL-3.0-or-later

   All functions take sorted, finite values and give NAN where there is no
   number to give (too few values, a constant series): GSL is asked only where
   it has an answer.  Definitions: docs/STATS.md. */
#ifndef GOVFIG_STATS_DESCRIBE_H
#define GOVFIG_STATS_DESCRIBE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct describe {
  double mean, sd, se, cv, p05, q1, median, q3, p95, iqr, mad, skew, kurtosis;
};

/* `room`: n doubles. */
void describe(const double *x, size_t n, double *room, struct describe *out);

struct describe_robust {
  double sn, qn, trimmed; /* 20 % trimmed at each end */
};

/* `room`: 3 n doubles; `counts`: 5 n ints. */
void describe_robust(const double *x, size_t n, double *room, int *counts,
                     struct describe_robust *out);

struct describe_interval {
  double mean_low, mean_high, median_low, median_high;
};

/* Percentile bootstrap; `room`: 2 * resamples doubles; `counts`: n.  The same
   seed and values give the same interval.  False without memory. */
bool describe_bootstrap(const double *x, size_t n, double confidence, size_t resamples,
                        unsigned long seed, double *room, uint32_t *counts,
                        struct describe_interval *out);

struct describe_trend {
  size_t n;
  double slope, slope_se, slope_p, slope_robust;
};

/* Value over time (years); pairs sorted by time.  False without memory. */
bool describe_trend(const double *t, const double *y, size_t n, struct describe_trend *out);

struct describe_weighted {
  double weight, mean, sd;
};

/* Values of weight 0 do not count. */
void describe_weighted(const double *x, const double *w, size_t n, struct describe_weighted *out);

struct describe_correlation {
  double pearson, pearson_p, spearman;
};

/* `room`: 2 n doubles. */
void describe_correlation(const double *x, const double *y, size_t n, double *room,
                          struct describe_correlation *out);

void describe_sort(double *x, size_t n);

#endif
