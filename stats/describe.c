/* describe.c - GSL's statistics behind checks of what it may be asked.
   SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/describe.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_statistics_double.h>

/* R's constant, about 1 / qnorm(3/4): on normal data the MAD is then the SD.
   GSL has more digits of it; users compare with R. */
#define MAD_FACTOR 1.4826

static int compare_doubles(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

void describe_sort(double *x, size_t n)
{
  if (n > 32) {
    qsort(x, n, sizeof *x, compare_doubles);
    return;
  }
  for (size_t i = 1; i < n; i++) { /* most groups are small */
    double v = x[i];
    size_t j = i;
    for (; j > 0 && x[j - 1] > v; j--)
      x[j] = x[j - 1];
    x[j] = v;
  }
}

static double quantile(const double *x, size_t n, double p)
{
  return n > 0 ? gsl_stats_quantile_from_sorted_data(x, 1, n, p) : NAN;
}

/* The sorted distances from the median: its middle is the MAD. */
static double mad_of(const double *x, size_t n, double median, double *room)
{
  if (n == 0)
    return NAN;
  for (size_t i = 0; i < n; i++)
    room[i] = fabs(x[i] - median);
  describe_sort(room, n);
  return MAD_FACTOR * quantile(room, n, 0.5);
}

/* GSL divides by powers of the sample SD; G1 and G2 are the unbiased forms
   (SAS, SPSS, pandas; type 2 of R's e1071). */
static void shape(const double *x, size_t n, struct describe *d)
{
  double k = (double)n;
  if (n >= 3 && d->sd > 0)
    d->skew = gsl_stats_skew_m_sd(x, 1, n, d->mean, d->sd) * k * k / ((k - 1) * (k - 2));
  if (n < 4 || !(d->sd > 0))
    return;
  double b2 = gsl_stats_kurtosis_m_sd(x, 1, n, d->mean, d->sd) + 3;
  double g2 = b2 * (k / (k - 1)) * (k / (k - 1)) - 3;
  d->kurtosis = (k - 1) / ((k - 2) * (k - 3)) * ((k + 1) * g2 + 6);
}

void describe(const double *x, size_t n, double *room, struct describe *out)
{
  *out = (struct describe){NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
  if (n == 0)
    return;
  out->mean = gsl_stats_mean(x, 1, n);
  out->p05 = quantile(x, n, 0.05);
  out->q1 = quantile(x, n, 0.25);
  out->median = quantile(x, n, 0.5);
  out->q3 = quantile(x, n, 0.75);
  out->p95 = quantile(x, n, 0.95);
  if (n < 2)
    return; /* a single value does not vary, and nobody knows how much */
  out->iqr = out->q3 - out->q1;
  out->mad = mad_of(x, n, out->median, room);
  out->sd = x[0] < x[n - 1] ? gsl_stats_sd_m(x, 1, n, out->mean) : 0;
  out->se = out->sd / sqrt((double)n);
  if (out->mean != 0)
    out->cv = out->sd / out->mean;
  shape(x, n, out);
}

void describe_robust(const double *x, size_t n, double *room, int *counts,
                     struct describe_robust *out)
{
  *out = (struct describe_robust){NAN, NAN, NAN};
  if (n == 0)
    return;
  out->trimmed = gsl_stats_trmean_from_sorted_data(0.2, x, 1, n);
  if (n < 2)
    return;
  out->sn = gsl_stats_Sn_from_sorted_data(x, 1, n, room);
  out->qn = gsl_stats_Qn_from_sorted_data(x, 1, n, room, counts);
}

/* --- bootstrap ------------------------------------------------------------ */

/* The middle of a resample, of which x[i] was drawn count[i] times. */
static double resampled_median(const double *x, const uint32_t *count, size_t n)
{
  size_t below = (n - 1) / 2, above = n / 2, seen = 0, i = 0;
  while (seen + count[i] <= below)
    seen += count[i++];
  double low = x[i];
  while (seen + count[i] <= above)
    seen += count[i++];
  return low + (x[i] - low) / 2;
}

static double resampled_mean(const double *x, const uint32_t *count, size_t n)
{
  long double sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += (long double)count[i] * (long double)(x[i] - x[0]);
  return x[0] + (double)(sum / (long double)n);
}

bool describe_bootstrap(const double *x, size_t n, double confidence, size_t resamples,
                        unsigned long seed, double *room, uint32_t *counts,
                        struct describe_interval *out)
{
  *out = (struct describe_interval){NAN, NAN, NAN, NAN};
  if (n < 2)
    return true;
  gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
  if (rng == NULL)
    return false;
  gsl_rng_set(rng, seed);
  double *means = room, *medians = room + resamples, tail = (1 - confidence) / 2;
  for (size_t k = 0; k < resamples; k++) {
    memset(counts, 0, n * sizeof *counts);
    for (size_t i = 0; i < n; i++)
      counts[gsl_rng_uniform_int(rng, n)]++;
    means[k] = resampled_mean(x, counts, n);
    medians[k] = resampled_median(x, counts, n);
  }
  gsl_rng_free(rng);
  describe_sort(means, resamples);
  describe_sort(medians, resamples);
  *out = (struct describe_interval){
      quantile(means, resamples, tail), quantile(means, resamples, 1 - tail),
      quantile(medians, resamples, tail), quantile(medians, resamples, 1 - tail)};
  return true;
}

/* --- weights and correlation ---------------------------------------------- */

void describe_weighted(const double *x, const double *w, size_t n, struct describe_weighted *out)
{
  size_t used = 0;
  *out = (struct describe_weighted){NAN, NAN, NAN};
  double sum = 0;
  for (size_t i = 0; i < n; i++) {
    sum += w[i];
    used += w[i] > 0;
  }
  if (used == 0)
    return;
  out->weight = sum;
  out->mean = gsl_stats_wmean(w, 1, x, 1, n);
  if (used > 1)
    out->sd = gsl_stats_wsd_m(w, 1, x, 1, n, out->mean);
}

static bool varies(const double *x, size_t n)
{
  for (size_t i = 1; i < n; i++) {
    if (x[i] != x[0])
      return true;
  }
  return false;
}

void describe_correlation(const double *x, const double *y, size_t n, double *room,
                          struct describe_correlation *out)
{
  *out = (struct describe_correlation){NAN, NAN, NAN};
  if (n < 3 || !varies(x, n) || !varies(y, n)) /* two points lie on a line whatever they are */
    return;
  double r = gsl_stats_correlation(x, 1, y, 1, n);
  out->pearson = r > 1 ? 1 : r < -1 ? -1 : r;
  out->spearman = gsl_stats_spearman(x, 1, y, 1, n, room);
  if (!(fabs(out->pearson) < 1))
    return;
  double freedom = (double)n - 2, t = fabs(r) * sqrt(freedom / (1 - r * r));
  out->pearson_p = 2 * gsl_cdf_tdist_Q(t, freedom);
}
