/* trend.c - a line through values over time.  SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_fit.h>
#include <gsl/gsl_multifit.h>

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

struct robust {
  gsl_multifit_robust_workspace *work;
  gsl_matrix *x, *covariance;
  gsl_vector *y, *c;
};

static void robust_free(struct robust *r)
{
  if (r->work != NULL)
    gsl_multifit_robust_free(r->work);
  gsl_matrix_free(r->x); /* NULL is allowed */
  gsl_matrix_free(r->covariance);
  gsl_vector_free(r->y);
  gsl_vector_free(r->c);
}

static bool robust_make(struct robust *r, size_t n)
{
  *r = (struct robust){
      .work = gsl_multifit_robust_alloc(gsl_multifit_robust_bisquare, n, 2),
      .x = gsl_matrix_alloc(n, 2), .covariance = gsl_matrix_alloc(2, 2),
      .y = gsl_vector_alloc(n), .c = gsl_vector_alloc(2)};
  if (r->work != NULL && r->x != NULL && r->covariance != NULL && r->y != NULL && r->c != NULL)
    return true;
  robust_free(r);
  return false;
}

/* Tukey's bisquare; time is centred, which leaves the slope as it is and the
   matrix well-conditioned. */
static bool fit_robust(const double *t, const double *y, size_t n, double *slope)
{
  struct robust r;
  if (!robust_make(&r, n))
    return false;
  double centre = t[n / 2];
  for (size_t i = 0; i < n; i++) {
    gsl_matrix_set(r.x, i, 0, 1);
    gsl_matrix_set(r.x, i, 1, t[i] - centre);
    gsl_vector_set(r.y, i, y[i]);
  }
  if (gsl_multifit_robust(r.x, r.y, r.c, r.covariance, r.work) == GSL_SUCCESS)
    *slope = gsl_vector_get(r.c, 1);
  robust_free(&r);
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
