/* test_stats.c - the parts of the statistics, one by one.  SPDX-License-Identifier: GPL-3.0-or-later

   Expected numbers come from R 4.2.2; the command stands above them. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <gsl/gsl_multifit.h>

#include "base/str.h"
#include "stats/additive.h"
#include "stats/convert.h"
#include "stats/describe.h"
#include "stats/period.h"
#include "stats/plan.h"
#include "stats/region.h"
#include "stats/report.h"
#include "stats/span.h"
#include "stats/strings.h"
#include "stats/sum.h"
#include "stats/width.h"

static void near(double got, double want, double tolerance)
{
  if (!(fabs(got - want) <= tolerance * fmax(fabs(want), 1e-300)) && got != want)
    fail_msg("%.17g is not %.17g", got, want);
}

#define NEAR(got, want) near(got, want, 1e-12)

/* --- statistics ----------------------------------------------------------- */

static struct describe described(const double *x, size_t n)
{
  double sorted[64], room[64];
  struct describe d;
  for (size_t i = 0; i < n; i++)
    sorted[i] = x[i];
  describe_sort(sorted, n);
  describe(sorted, n, room, &d);
  return d;
}

static void expect_all(const struct describe *d, const double want[13], double tolerance)
{
  double got[13] = {d->mean, d->sd, d->se, d->cv, d->p05, d->q1, d->median, d->q3, d->p95,
                    d->iqr, d->mad, d->skew, d->kurtosis};
  for (int i = 0; i < 13; i++)
    near(got[i], want[i], tolerance);
}

/* n<-length(x); m<-mean(x); s<-sd(x); m2<-mean((x-m)^2); g1<-mean((x-m)^3)/m2^1.5;
   g2<-mean((x-m)^4)/m2^2-3; sprintf("%.17g", c(m, s, s/sqrt(n), s/m,
   quantile(x, c(.05,.25,.5,.75,.95), type=7), IQR(x), mad(x), g1*sqrt(n*(n-1))/(n-2),
   (n-1)/((n-2)*(n-3))*((n+1)*g2+6))) */
static void test_describe(void **state)
{
  (void)state;
  /* x <- c(1,2,3,4,100) */
  struct describe d = described((double[]){4, 100, 1, 3, 2}, 5);
  expect_all(&d, (double[]){22, 43.617656975128774, 19.506409203131156, 1.9826207715967625, 1.2, 2, 3,
                            4, 80.799999999999983, 2, 1.4825999999999999, 2.2323959116364578,
                            4.9868659572006546}, 1e-14);
  /* x <- c(-3.5,0.25,12,7.75,7.75,-1e6,3e5,42) */
  d = described((double[]){-3.5, 0.25, 12, 7.75, 7.75, -1e6, 3e5, 42}, 8);
  expect_all(&d, (double[]){-87491.71875, 383361.37282908492, 135538.71318621511,
                            -4.3816875277591336, -650001.22499999986, -0.6875, 7.75, 19.5,
                            195014.69999999987, 20.1875, 13.899374999999999, -2.3584853688917082,
                            6.4693948921681983}, 1e-13);
}

/* The hard case of the NIST reference sets: a large mean over a small spread.
   x <- 1e9+c(4,7,13,16); its variance is 30 */
static void test_describe_hard(void **state)
{
  (void)state;
  struct describe d = described((double[]){1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16}, 4);
  NEAR(d.mean, 1000000010);
  NEAR(d.sd, 5.4772255750516612);
  NEAR(d.median, 1000000010);
  NEAR(d.p05, 1000000004.45);
  NEAR(d.mad, 6.6716999999999995);
  near(d.kurtosis, -3.2999999999999989, 1e-12);
  assert_true(fabs(d.skew) < 1e-12);
}

static void test_no_number_where_there_is_none(void **state)
{
  (void)state;
  struct describe d = described(NULL, 0);
  assert_true(isnan(d.mean) && isnan(d.median) && isnan(d.sd) && isnan(d.mad));
  d = described((double[]){7}, 1);
  assert_true(d.mean == 7 && d.median == 7 && d.p05 == 7 && d.p95 == 7);
  assert_true(isnan(d.sd) && isnan(d.se) && isnan(d.cv) && isnan(d.iqr) && isnan(d.mad) &&
              isnan(d.skew) && isnan(d.kurtosis));
  d = described((double[]){1, 3}, 2);
  NEAR(d.sd, sqrt(2));
  assert_true(isnan(d.skew) && isnan(d.kurtosis));
  d = described((double[]){0.1, 0.1, 0.1, 0.1, 0.1}, 5); /* a constant series */
  assert_true(d.sd == 0 && d.iqr == 0 && d.mad == 0);
  assert_true(isnan(d.skew) && isnan(d.kurtosis));
  d = described((double[]){-1, 1}, 2);
  assert_true(isnan(d.cv)); /* the mean is zero */
}

static void test_robust(void **state)
{
  (void)state;
  double room[64];
  int counts[64];
  struct describe_robust d;
  /* mean(c(1:9, 1000), trim = .2) */
  describe_robust((double[]){1, 2, 3, 4, 5, 6, 7, 8, 9, 1000}, 10, room, counts, &d);
  NEAR(d.trimmed, 5.5);
  /* By Rousseeuw and Croux's definition, in R:
     himed <- function(v) sort(v)[floor(length(v)/2)+1]
     lomed <- function(v) sort(v)[floor((length(v)+1)/2)]
     lomed(sapply(seq_along(x), function(i) himed(abs(x[i]-x))))               2
     h <- length(x)%/%2+1; sort(as.vector(dist(x)))[choose(h,2)]               2
     times 1.1926 and 2.21914, and for Qn of even n over
     1 + (3.67561 + 1.9654/n + 6.987/n^2 - 77/n^3)/n (robustbase 0.92 and later). */
  double x[] = {1, 1, 2, 3, 3, 4, 5, 5, 5, 6, 8, 9};
  describe_robust(x, 12, room, counts, &d);
  near(d.sn, 2 * 1.1926, 1e-4);
  near(d.qn, 2 * 2.21914 / (1 + (3.67561 + 1.9654 / 12 + 6.987 / 144 - 77.0 / 1728) / 12), 1e-4);
  describe_robust(x, 1, room, counts, &d);
  assert_true(isnan(d.sn) && isnan(d.qn) && d.trimmed == 1);
  describe_robust(x, 0, room, counts, &d);
  assert_true(isnan(d.sn) && isnan(d.qn) && isnan(d.trimmed));
}

static void test_trend(void **state)
{
  (void)state;
  struct describe_trend d;
  double t[] = {2015.5, 2016.5, 2017.5, 2018.5, 2019.5, 2020.5, 2021.5};
  double y[] = {6.9, 6.7, 6.9, 6.6, 6.1, 2.3, 8.1};
  /* summary(lm(y ~ t))$coefficients[2, c(1, 2, 4)] */
  assert_true(describe_trend(t, y, 7, &d));
  near(d.slope, -0.21428571428567639, 1e-11);
  near(d.slope_se, 0.36770107646375422, 1e-11);
  near(d.slope_p, 0.58533904419460447, 1e-11);
  /* a line of slope 2 and one wild value: the robust slope does not follow it */
  double line[] = {0, 2.01, 3.99, 6, 8.01, 9.99, 500};
  assert_true(describe_trend(t, line, 7, &d));
  assert_true(d.slope > 20);
  near(d.slope_robust, 2, 0.02);
  assert_true(describe_trend(t, y, 2, &d));
  near(d.slope, -0.2, 1e-9);
  assert_true(isnan(d.slope_se) && isnan(d.slope_p) && isnan(d.slope_robust));
  assert_true(describe_trend(t, y, 1, &d) && isnan(d.slope));
  assert_true(describe_trend(t, y, 0, &d) && isnan(d.slope));
  double same[] = {1, 1, 1};
  assert_true(describe_trend(same, y, 3, &d) && isnan(d.slope)); /* no time passes */
}

/* The robust slope is that of GSL's gsl_multifit_robust (bisquare). */
static void test_robust_slope_is_gsls(void **state)
{
  (void)state;
  enum { N = 25 };
  unsigned random = 99;
  for (int turn = 0; turn < 40; turn++) {
    double t[N], y[N];
    gsl_matrix *x = gsl_matrix_alloc(N, 2), *covariance = gsl_matrix_alloc(2, 2);
    gsl_vector *values = gsl_vector_alloc(N), *c = gsl_vector_alloc(2);
    gsl_multifit_robust_workspace *w =
        gsl_multifit_robust_alloc(gsl_multifit_robust_bisquare, N, 2);
    for (int i = 0; i < N; i++) {
      random = random * 1103515245u + 12345u;
      t[i] = 2000.5 + i / (turn % 3 + 1);
      y[i] = 3 + 0.7 * i + (double)(random >> 16) / 8192 + (i % 9 == turn % 9 ? 60.0 : 0);
      gsl_matrix_set(x, (size_t)i, 0, 1);
      gsl_matrix_set(x, (size_t)i, 1, t[i] - 2010);
      gsl_vector_set(values, (size_t)i, y[i]);
    }
    struct describe_trend d;
    assert_true(describe_trend(t, y, N, &d));
    assert_int_equal(gsl_multifit_robust(x, values, c, covariance, w), 0);
    near(d.slope_robust, gsl_vector_get(c, 1), 1e-6);
    gsl_multifit_robust_free(w);
    gsl_matrix_free(x);
    gsl_matrix_free(covariance);
    gsl_vector_free(values);
    gsl_vector_free(c);
  }
}

static void test_correlation(void **state)
{
  (void)state;
  struct describe_correlation d;
  double x[] = {1, 5, 2, 8, 7, 3}, y[] = {2.5, 4, 4, 9, 6.5, 1}, room[12];
  /* cor.test(x, y)$estimate; $p.value; cor(x, y, method = "spearman") */
  describe_correlation(x, y, 6, room, &d);
  NEAR(d.pearson, 0.8466552629925822);
  near(d.pearson_p, 0.033468991833809129, 1e-11);
  NEAR(d.spearman, 0.78269089813080539);
  double constant[] = {3, 3, 3, 3, 3, 3};
  describe_correlation(x, constant, 6, room, &d);
  assert_true(isnan(d.pearson) && isnan(d.spearman) && isnan(d.pearson_p));
  describe_correlation(x, y, 1, room, &d);
  assert_true(isnan(d.pearson));
}

static void test_weighted(void **state)
{
  (void)state;
  struct describe_weighted d;
  double x[] = {10, 20, 5, 8}, w[] = {1, 2, 3, 4}, none[] = {0, 0, 0, 0}, one[] = {0, 2, 0, 0};
  /* weighted.mean(x, w); cov.wt(matrix(x), wt = w/sum(w))$cov^.5 */
  describe_weighted(x, w, 4, &d);
  NEAR(d.weight, 10);
  NEAR(d.mean, 9.6999999999999993);
  NEAR(d.sd, 6.4376126897210222);
  describe_weighted(x, none, 4, &d);
  assert_true(isnan(d.weight) && isnan(d.mean) && isnan(d.sd));
  describe_weighted(x, one, 4, &d);
  assert_true(d.mean == 20 && isnan(d.sd));
}

static void test_bootstrap(void **state)
{
  (void)state;
  double x[40], room[4000];
  uint32_t counts[40];
  struct describe_interval a, b;
  for (int i = 0; i < 40; i++)
    x[i] = i;
  assert_true(describe_bootstrap(x, 40, 0.95, 2000, 1, room, counts, &a));
  assert_true(describe_bootstrap(x, 40, 0.95, 2000, 1, room, counts, &b));
  assert_memory_equal(&a, &b, sizeof a);
  assert_true(describe_bootstrap(x, 40, 0.95, 2000, 2, room, counts, &b));
  assert_memory_not_equal(&a, &b, sizeof a);
  /* se of the mean is 1.848, so the interval is about 19.5 -+ 3.6 */
  assert_true(a.mean_low > 15 && a.mean_low < 17 && a.mean_high > 22 && a.mean_high < 24);
  assert_true(a.median_low < 19.5 && a.median_high > 19.5);
  assert_true(describe_bootstrap(x, 1, 0.95, 100, 1, room, counts, &a));
  assert_true(isnan(a.mean_low) && isnan(a.median_high));
  double same[] = {0.1, 0.1, 0.1};
  assert_true(describe_bootstrap(same, 3, 0.95, 100, 1, room, counts, &a));
  assert_true(a.mean_low == 0.1 && a.mean_high == 0.1 && a.median_low == 0.1);
}

/* --- exact sums ----------------------------------------------------------- */

static struct decimal decimal(const char *text)
{
  struct decimal d;
  assert_true(decimal_parse(text, strlen(text), &d));
  return d;
}

static void expect_sum(const char *const *parts, size_t n, const char *want)
{
  struct sum s;
  struct decimal total;
  char text[DECIMAL_TEXT_MAX];
  sum_init(&s);
  for (size_t i = 0; i < n; i++)
    sum_add(&s, decimal(parts[i]));
  assert_int_equal(sum_value(&s, &total), want != NULL);
  if (want == NULL)
    return;
  decimal_print(total, text);
  assert_string_equal(text, want);
}

static void test_sum(void **state)
{
  (void)state;
  expect_sum((const char *const[]){"0.1", "0.2"}, 2, "0.3");
  expect_sum((const char *const[]){"1000000000000", "0.001", "-1000000000000"}, 3, "0.001");
  expect_sum((const char *const[]){"-5", "2.50", "2.5"}, 3, "0");
  expect_sum(NULL, 0, "0");
  /* Whether it fits does not depend on the order. */
  const char *big = "90000000000000000000000000000000000000";
  expect_sum((const char *const[]){big, big, "-90000000000000000000000000000000000000"}, 3, NULL);
  expect_sum((const char *const[]){big, "-90000000000000000000000000000000000000", big}, 3, NULL);
  expect_sum((const char *const[]){big, "0.1"}, 2, NULL);
  expect_sum((const char *const[]){"0.1", big}, 2, NULL);
}

/* --- numbers as text ------------------------------------------------------ */

static void test_print(void **state)
{
  (void)state;
  static const struct {
    double x;
    const char *text;
  } cases[] = {{0, "0"}, {-0.0, "0"}, {1, "1"}, {-2.5, "-2.5"}, {0.1 + 0.2, "0.3"},
               {1.0 / 3, "0.333333333333333"}, {123456789012345678.0, "123456789012346000"},
               {1e21, "1000000000000000000000"}, {5e-9, "0.000000005"}, {2.5e-12, "2.5e-12"},
               {1e300, "1e300"}, {999999999999999.9, "1000000000000000"}, {100, "100"}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char text[REPORT_NUMBER_MAX];
    text[report_print(cases[i].x, text)] = '\0';
    assert_string_equal(text, cases[i].text);
  }
  unsigned random = 1;
  for (int i = 0; i < 20000; i++) { /* fifteen digits, whatever the size */
    char text[REPORT_NUMBER_MAX];
    random = random * 1103515245u + 12345u;
    double x = ldexp((double)random, (int)(random >> 16) % 300 - 150);
    text[report_print(x, text)] = '\0';
    near(strtod(text, NULL), x, 5.1e-15);
  }
}

/* Cells stand one behind the other; none may be read into the next. */
static void test_cells_as_numbers(void **state)
{
  (void)state;
  static const double values[] = {2.5e-12, 345, -0.125, 1e300, 7};
  struct govfig_report *r = report_new();
  double x;
  assert_non_null(r);
  for (int i = 0; i < 7; i++)
    report_column_named(r, "x", GOVFIG_DECIMAL);
  for (int i = 0; i < 5; i++)
    report_double(r, values[i]);
  report_words(r, "3|4");
  report_double(r, NAN);
  for (size_t i = 0; i < 5; i++) {
    assert_int_equal(govfig_report_number(r, 0, i, &x), 1);
    near(x, values[i], 1e-15);
  }
  assert_int_equal(govfig_report_number(r, 0, 5, &x), 0);
  assert_int_equal(govfig_report_number(r, 0, 6, &x), 0);
  assert_true(report_ok(r));
  govfig_report_free(r);
}

/* --- regions, periods, units ---------------------------------------------- */

static void test_regions(void **state)
{
  (void)state;
  char up[7] = "";
  assert_int_equal(stats_region_level_of(str_of("100000")), REGION_NATION);
  assert_int_equal(stats_region_level_of(str_of("350000")), REGION_PROVINCE);
  assert_int_equal(stats_region_level_of(str_of("350900")), REGION_CITY);
  assert_int_equal(stats_region_level_of(str_of("350902")), REGION_COUNTY);
  assert_int_equal(stats_region_level_of(str_of("35090")), REGION_UNKNOWN);
  assert_int_equal(stats_region_level_of(str_of("35o900")), REGION_UNKNOWN);
  assert_true(stats_region_up(str_of("350902"), REGION_PROVINCE, up));
  assert_string_equal(up, "350000");
  assert_true(stats_region_up(str_of("350902"), REGION_CITY, up));
  assert_string_equal(up, "350900");
  assert_true(stats_region_up(str_of("350000"), REGION_CITY, up));
  assert_string_equal(up, "350000"); /* larger than asked: stays */
  assert_true(stats_region_up(str_of("100000"), REGION_PROVINCE, up));
  assert_string_equal(up, "100000");
  assert_false(stats_region_up(str_of(""), REGION_PROVINCE, up));
  assert_true(stats_region_is_part(str_of("350902"), str_of("350000")));
  assert_true(stats_region_is_part(str_of("350902"), str_of("100000")));
  assert_false(stats_region_is_part(str_of("350902"), str_of("350902")));
  assert_false(stats_region_is_part(str_of("350902"), str_of("330000")));
  assert_false(stats_region_is_part(str_of("350000"), str_of("350900")));
}

static void expect_bucket(const char *period, enum period_step step, const char *want)
{
  char out[PERIOD_NAME_MAX + 1] = "";
  out[stats_period_bucket(str_of(period), step, out)] = '\0';
  assert_string_equal(out, want);
}

static void test_periods(void **state)
{
  (void)state;
  expect_bucket("2023", PERIOD_YEAR, "2023");
  expect_bucket("2023-09", PERIOD_YEAR, "2023");
  expect_bucket("2023-01-01/2023-09-30", PERIOD_YEAR, "2023");
  expect_bucket("2023-01-01/2023-09-30", PERIOD_QUARTER, "");
  expect_bucket("2023-07/2023-09", PERIOD_QUARTER, "2023-Q3");
  expect_bucket("2023-12-04", PERIOD_MONTH, "2023-12");
  expect_bucket("../2023-11-30", PERIOD_QUARTER, "2023-Q4");
  expect_bucket("2021-01-01/..", PERIOD_YEAR, "");
  expect_bucket("2022-12/2023-01", PERIOD_YEAR, "");
  expect_bucket("2023-Q3", PERIOD_QUARTER, ""); /* already one: stays as it is */
  expect_bucket("2023-13", PERIOD_YEAR, "");
  expect_bucket("2023-02-29", PERIOD_YEAR, "");
  expect_bucket("2024-02-29", PERIOD_YEAR, "2024");
  expect_bucket("", PERIOD_YEAR, "");
  double t;
  assert_true(stats_period_middle(str_of("2023"), &t) && t == 2023.5);
  assert_true(stats_period_middle(str_of("2024"), &t) && t == 2024.5);
  assert_true(stats_period_middle(str_of("2023-Q1"), &t) && t == 2023.125);
  assert_true(stats_period_middle(str_of("2023-01-01"), &t));
  near(t, 2023 + 0.5 / 365, 1e-15);
  assert_true(stats_period_middle(str_of("2022/2023"), &t) && t == 2023);
  assert_true(stats_period_middle(str_of("../2023-12-31"), &t));
  near(t, 2024 - 0.5 / 365, 1e-15);
  assert_false(stats_period_middle(str_of("2021/.."), &t));
  assert_false(stats_period_middle(str_of("2023-Q5"), &t));
}

static void expect_converted(const char *targets, const char *value, const char *unit,
                             const char *want, const char *want_unit)
{
  static struct convert c;
  struct govfig_error err = {0};
  struct govfig_str u = str_of(unit);
  struct decimal d = decimal(value);
  char text[DECIMAL_TEXT_MAX];
  if (convert_init(&c, targets, &err) != GOVFIG_OK)
    fail_msg("%s", err.text);
  assert_true(convert_value(&c, &u, &d));
  decimal_print(d, text);
  assert_string_equal(text, want);
  assert_true(str_is(u, want_unit));
}

static void test_convert(void **state)
{
  (void)state;
  expect_converted("平方公里", "1500", "亩", "1", "平方公里");
  expect_converted("亩", "1", "公顷", "15", "亩");
  expect_converted("平方米", "1", "亩", "666.666666666667", "平方米");
  expect_converted("吨,平方公里", "2500", "公斤", "2.5", "吨");
  expect_converted("吨", "-3", "斤", "-0.0015", "吨");
  expect_converted("天", "36", "小时", "1.5", "天");
  expect_converted("平方公里", "12.5", "元", "12.5", "元"); /* another kind: untouched */
  static struct convert c;
  struct govfig_error err = {0};
  assert_int_equal(convert_init(&c, "光年", &err), GOVFIG_E_USAGE);
  assert_int_equal(convert_init(&c, "亩,公顷", &err), GOVFIG_E_USAGE);
  assert_int_equal(convert_init(&c, "", &err), GOVFIG_OK);
}

/* --- conditions ----------------------------------------------------------- */

static bool accepts(const char *condition, enum govfig_column column, const char *cell)
{
  static struct plan p;
  struct govfig_figure f = {0};
  struct govfig_error err = {0};
  if (plan_condition_parse(condition, &p.where[0], &err) != GOVFIG_OK)
    fail_msg("%s", err.text);
  p.options.n_where = 1;
  f.column[column] = str_of(cell);
  return plan_accepts(&p, &f);
}

static void test_conditions(void **state)
{
  (void)state;
  assert_true(accepts("region = 宁德市", GOVFIG_COLUMN_REGION, "宁德市"));
  assert_false(accepts("region=宁德市", GOVFIG_COLUMN_REGION, "宁德"));
  assert_true(accepts("region != 宁德市", GOVFIG_COLUMN_REGION, ""));
  assert_true(accepts("region ~ 宁德", GOVFIG_COLUMN_REGION, "福建宁德市"));
  assert_true(accepts("region !~ 宁德", GOVFIG_COLUMN_REGION, "福州市"));
  assert_true(accepts("region =", GOVFIG_COLUMN_REGION, ""));
  /* numbers are compared as numbers */
  assert_true(accepts("value >= 100", GOVFIG_COLUMN_VALUE, "1000"));
  assert_false(accepts("value >= 100", GOVFIG_COLUMN_VALUE, "99.9"));
  assert_true(accepts("value = 2.50", GOVFIG_COLUMN_VALUE, "2.5"));
  assert_true(accepts("value<-1", GOVFIG_COLUMN_VALUE, "-2"));
  assert_false(accepts("value < 5", GOVFIG_COLUMN_VALUE, "")); /* not stated is not less */
  assert_true(accepts("value != ", GOVFIG_COLUMN_VALUE, "3"));
  assert_true(accepts("published >= 2023-02", GOVFIG_COLUMN_PUBLISHED, "2023-02-01"));
  struct plan_condition c;
  struct govfig_error err = {0};
  assert_int_equal(plan_condition_parse("region", &c, &err), GOVFIG_E_USAGE);
  assert_int_equal(plan_condition_parse("colour = red", &c, &err), GOVFIG_E_USAGE);
  assert_non_null(strstr(err.text, "colour"));
  assert_int_equal(plan_condition_parse("value > much", &c, &err), GOVFIG_E_USAGE);
  assert_int_equal(plan_condition_parse("", &c, &err), GOVFIG_E_USAGE);
}

/* --- rounding and bounds -------------------------------------------------- */

static bool agree(const char *a, enum store_bound bound_a, const char *text_a, const char *b,
                  enum store_bound bound_b, const char *text_b)
{
  struct span x = span_of(decimal(a), str_of(""), bound_a, str_of(text_a));
  struct span y = span_of(decimal(b), str_of(""), bound_b, str_of(text_b));
  return x.low <= y.high && y.low <= x.high;
}

static void test_spans(void **state)
{
  (void)state;
  assert_true(agree("110000000000000", STORE_OVER, "突破110万亿元", "114370000000000", STORE_EXACT,
                    "114.37万亿元"));
  assert_false(agree("120000000000000", STORE_OVER, "突破120万亿元", "114370000000000",
                     STORE_EXACT, "114.37万亿元"));
  assert_true(agree("4548000000", STORE_EXACT, "45.48亿元", "4550000000", STORE_EXACT, "45.5亿元"));
  /* 45.50 was rounded to the hundredth, 45.5 to the tenth */
  assert_false(agree("4548000000", STORE_EXACT, "45.48亿元", "4550000000", STORE_EXACT,
                     "45.50亿元"));
  assert_false(agree("3000", STORE_EXACT, "3000人", "3004", STORE_EXACT, "3004人"));
  assert_true(agree("3000", STORE_ABOUT, "约3000人", "3004", STORE_EXACT, "3,004人"));
  assert_true(agree("15000", STORE_EXACT, "一万五", "15400", STORE_EXACT, "15400"));
  assert_true(agree("10", STORE_EXACT, "百分之十", "10.4", STORE_EXACT, "10.4%"));
  assert_false(agree("10", STORE_EXACT, "百分之十", "12", STORE_EXACT, "12%"));
  assert_true(agree("-3", STORE_OVER, "下降超过3%", "-3.4", STORE_EXACT, "下降3.4%"));
  assert_false(agree("-3", STORE_OVER, "下降超过3%", "-2", STORE_EXACT, "下降2%"));
  assert_true(agree("5", STORE_UNDER, "不到5%", "4.8", STORE_EXACT, "4.8%"));
  assert_false(agree("5", STORE_AT_MOST, "不超过5%", "5.8", STORE_EXACT, "5.8%"));
  struct span s = span_of(decimal("10"), str_of("20"), STORE_RANGE, str_of("10—20%"));
  near(s.low, 9.5, 1e-6);
  near(s.high, 20.5, 1e-6);
  s = span_of(decimal("0"), str_of(""), STORE_EXACT, str_of("0"));
  near(s.high, 0.5, 1e-6);
}

/* --- strings, widths, sums by kind ---------------------------------------- */

static void test_strings(void **state)
{
  (void)state;
  struct strings s;
  assert_true(strings_init(&s));
  uint32_t first, again, id;
  assert_true(strings_add(&s, str_of(""), &id));
  assert_int_equal(id, 0);
  assert_true(strings_add(&s, str_of("宁德市"), &first));
  for (int i = 0; i < 5000; i++) {
    char text[16];
    snprintf(text, sizeof text, "%d", i);
    assert_true(strings_add(&s, str_of(text), &id));
  }
  assert_true(strings_add(&s, str_of("宁德市"), &again));
  assert_int_equal(first, again);
  assert_true(strings_find(&s, str_of("4999"), &id));
  assert_true(str_is(strings_text(&s, id), "4999"));
  assert_false(strings_find(&s, str_of("5000"), &id));
  assert_int_equal(s.n, 5002);
  uint32_t a = 0, b = 0;
  assert_true(strings_find(&s, str_of("10"), &a) && strings_find(&s, str_of("9"), &b));
  assert_true(strings_compare(&s, a, b) < 0);
  assert_true(strings_compare(&s, 0, a) < 0);
  assert_int_equal(strings_compare(&s, a, a), 0);
  strings_done(&s);
}

static void test_widths(void **state)
{
  (void)state;
  assert_int_equal(width_of(str_of("abc")), 3);
  assert_int_equal(width_of(str_of("宁德市")), 6);
  assert_int_equal(width_of(str_of("％")), 2);
  assert_int_equal(width_of(str_of("é")), 1);
  assert_int_equal(width_of(str_of("e\xCC\x81")), 1); /* combining accent */
  assert_int_equal(width_of(str_of("𠀀")), 2);
  assert_int_equal(width_of(str_of("")), 0);
}

static void test_what_adds_up(void **state)
{
  (void)state;
  assert_null(additive_objection(str_of("money"), str_of("level")));
  assert_null(additive_objection(str_of("count"), str_of("change")));
  assert_null(additive_objection(str_of("my_kind"), str_of("level")));
  assert_non_null(additive_objection(str_of("percent"), str_of("level")));
  assert_non_null(additive_objection(str_of("rank"), str_of("rank")));
  assert_non_null(additive_objection(str_of("rate"), str_of("level")));
  assert_non_null(additive_objection(str_of("money"), str_of("gap")));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_describe),
      cmocka_unit_test(test_describe_hard),
      cmocka_unit_test(test_no_number_where_there_is_none),
      cmocka_unit_test(test_robust),
      cmocka_unit_test(test_trend),
      cmocka_unit_test(test_robust_slope_is_gsls),
      cmocka_unit_test(test_correlation),
      cmocka_unit_test(test_weighted),
      cmocka_unit_test(test_bootstrap),
      cmocka_unit_test(test_sum),
      cmocka_unit_test(test_print),
      cmocka_unit_test(test_cells_as_numbers),
      cmocka_unit_test(test_regions),
      cmocka_unit_test(test_periods),
      cmocka_unit_test(test_convert),
      cmocka_unit_test(test_conditions),
      cmocka_unit_test(test_spans),
      cmocka_unit_test(test_strings),
      cmocka_unit_test(test_widths),
      cmocka_unit_test(test_what_adds_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
