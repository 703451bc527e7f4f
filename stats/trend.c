/* trend.c - a line through values over time.  SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_fit.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_statistics_double.h>

#include "stats/describe.h"

/* Least squares; the p-value is Student's for slope 0 with n - 2 degrees of freedom. */
static void fit_line(const double *t, const double *y, size_t n, struct describe_trend *out)
{
  double intercept, c00, c01, c11, squares;
  gsl_fit_linear(t, 1, y, 1, n, &intercept, &out->slope, &c00, &c01, &c11, &squares);
  out->slope_se = out->slope_p = NAN;
  if (n < 3)
    return;
  out->slope_se = sqrt(c11);
  if (out->slope_se > 0)
    out->slope_p = 2 * gsl_cdf_tdist_Q(fabs(out->slope / out->slope_se), (double)n - 2);
}

/* --- robust --------------------------------------------------------------- */

/* Tukey's bisquare by iterated weights, as gsl_multifit_robust does it for two
   parameters and to the same result; but GSL's own loses memory where it finds
   none, and needs two matrices of n rows. */
enum { ROUNDS_MAX = 100, PARAMETERS = 2 };

static const double tuning = 4.685, normal_quartile = 0.6745, leverage_max = 0.9999;

struct robust {
  const double *t, *y;
  size_t n;
  double centre;                /* of the times */
  double *time, *factor, *weight, *residual; /* n each; factor: 1 / sqrt(1 - leverage) */
  double intercept, slope;
};

/* How far a residual is drawn towards 0 because its own point pulls the line. */
static void find_leverages(struct robust *r)
{
  double squares = 0;
  r->centre = gsl_stats_mean(r->t, 1, r->n);
  for (size_t i = 0; i < r->n; i++) {
    r->time[i] = r->t[i] - r->centre;
    squares += r->time[i] * r->time[i];
  }
  for (size_t i = 0; i < r->n; i++) {
    double leverage = 1 / (double)r->n + r->time[i] * r->time[i] / squares;
    r->factor[i] = 1 / sqrt(1 - fmin(leverage, leverage_max));
  }
}

/* Sizes of the residuals sorted; as many of the smallest as there are
   parameters, less one, are zero by the fit and left out. */
static double spread_of(struct robust *r)
{
  for (size_t i = 0; i < r->n; i++)
    r->weight[i] = fabs(r->residual[i]);
  describe_sort(r->weight, r->n);
  return gsl_stats_median_from_sorted_data(r->weight + PARAMETERS - 1, 1,
                                           r->n - PARAMETERS + 1) / normal_quartile;
}

static void set_weights(struct robust *r, double smallest)
{
  for (size_t i = 0; i < r->n; i++)
    r->residual[i] = (r->y[i] - r->intercept - r->slope * r->time[i]) * r->factor[i];
  double scale = fmax(spread_of(r), smallest) * tuning;
  for (size_t i = 0; i < r->n; i++) {
    double u = r->residual[i] / scale;
    r->weight[i] = fabs(u) < 1 ? (1 - u * u) * (1 - u * u) : 0;
  }
}

static bool is_close(double a, double b)
{
  return fabs(a - b) <= GSL_SQRT_DBL_EPSILON * fmax(fabs(a), fabs(b));
}

/* The slope, NAN where the rounds do not settle. */
static double settle(struct robust *r)
{
  double c00, c01, c11, squares, smallest = 1e-6 * gsl_stats_sd(r->y, 1, r->n);
  if (!(smallest > 0))
    smallest = 1;
  find_leverages(r);
  gsl_fit_linear(r->time, 1, r->y, 1, r->n, &r->intercept, &r->slope, &c00, &c01, &c11, &squares);
  for (int round = 0; round < ROUNDS_MAX; round++) {
    double intercept = r->intercept, slope = r->slope;
    set_weights(r, smallest);
    gsl_fit_wlinear(r->time, 1, r->weight, 1, r->y, 1, r->n, &r->intercept, &r->slope, &c00, &c01,
                    &c11, &squares);
    if (!isfinite(r->slope))
      return NAN;
    if (is_close(intercept, r->intercept) && is_close(slope, r->slope))
      return r->slope;
  }
  return NAN;
}

static bool fit_robust(const double *t, const double *y, size_t n, double *slope)
{
  double *room = n <= SIZE_MAX / 4 / sizeof *room ? malloc(4 * n * sizeof *room) : NULL;
  if (room == NULL)
    return false;
  struct robust r = {.t = t, .y = y, .n = n, .time = room, .factor = room + n,
                     .weight = room + 2 * n, .residual = room + 3 * n};
  *slope = settle(&r);
  free(room);
  return true;
}

bool describe_trend(const double *t, const double *y, size_t n, struct describe_trend *out)
{
  *out = (struct describe_trend){n, NAN, NAN, NAN, NAN};
  if (n < 2 || !(t[0] < t[n - 1]))
    return true;
  fit_line(t, y, n, out);
  return n < 4 || fit_robust(t, y, n, &out->slope_robust);
}
