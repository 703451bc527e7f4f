/* test_stats_reports.c - tables in, reports out.  SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <gsl/gsl_errno.h>

#include "base/buf.h"
#include "base/str.h"
#include <govfig/stats.h>

static enum govfig_status collect(void *ctx, const void *bytes, size_t len)
{
  return buf_add(ctx, bytes, len) ? GOVFIG_OK : GOVFIG_E_NOMEM;
}

static enum govfig_next take(const struct govfig_figure *figure, void *ctx)
{
  struct govfig_error err = {0};
  if (govfig_stats_add(ctx, figure, &err) != GOVFIG_OK)
    fail_msg("%s", err.text);
  return GOVFIG_CONTINUE;
}

/* Adds the rows of a CSV text. */
static void feed(struct govfig_stats *s, const char *table)
{
  struct govfig_reader_options o = govfig_reader_defaults();
  struct govfig_reader *r;
  struct govfig_error err = {0};
  o.needed = govfig_stats_needed(s, &o.n_needed);
  assert_int_equal(govfig_reader_new(&o, &r, &err), GOVFIG_OK);
  enum govfig_status status = govfig_reader_feed(r, table, strlen(table), take, s, &err);
  if (status == GOVFIG_OK)
    status = govfig_reader_finish(r, take, s, &err);
  if (status != GOVFIG_OK)
    fail_msg("%zu:%zu: %s", err.line, err.column, err.text);
  govfig_reader_free(r);
}

static struct govfig_stats *started(const struct govfig_stats_options *o)
{
  struct govfig_stats *s;
  struct govfig_error err = {0};
  if (govfig_stats_new(o, &s, &err) != GOVFIG_OK)
    fail_msg("%s", err.text);
  return s;
}

static struct govfig_report *finished(struct govfig_stats *s)
{
  struct govfig_report *r;
  struct govfig_error err = {0};
  if (govfig_stats_finish(s, &r, &err) != GOVFIG_OK)
    fail_msg("%s", err.text);
  return r;
}

static struct govfig_report *reported(const struct govfig_stats_options *o, const char *table)
{
  struct govfig_stats *s = started(o);
  feed(s, table);
  struct govfig_report *r = finished(s);
  govfig_stats_free(s);
  return r;
}

/* The columns named, of all rows: cells with blanks between, a line per row. */
static void expect(const struct govfig_report *r, const char *columns, const char *want)
{
  struct buf got = {0};
  for (size_t row = 0; row < govfig_report_rows(r); row++) {
    for (const char *p = columns; *p != '\0';) {
      char name[40];
      size_t len = strcspn(p, " ");
      snprintf(name, sizeof name, "%.*s", (int)len, p);
      size_t c = govfig_report_find(r, name);
      if (c == govfig_report_columns(r))
        fail_msg("no column %s", name);
      struct govfig_str cell = govfig_report_text(r, row, c);
      if (p != columns)
        buf_add_char(&got, ' ');
      buf_add(&got, cell.len > 0 ? cell.data : "-", cell.len > 0 ? cell.len : 1);
      p += len + (p[len] == ' ');
    }
    buf_add_char(&got, '\n');
  }
  buf_add_char(&got, '\0');
  assert_string_equal(got.data, want);
  buf_done(&got);
}

static void expect_written(const struct govfig_report *r, const char *format, const char *want)
{
  struct govfig_writer_options o = {format, 0, 0};
  struct buf out = {0};
  assert_int_equal(govfig_report_write(r, &o, collect, &out, NULL), GOVFIG_OK);
  buf_add_char(&out, '\0');
  assert_string_equal(out.data, want);
  buf_done(&out);
}

#define HEAD "document,publisher,published,region,region_code,period,indicator,indicator_key,measure,status,kind,value,high,bound,unit,passage,repeat_of,line,text\n"

static const char table[] =
    HEAD
    "a.txt,新华社,2023-01-02,福建省,350000,2022,地区生产总值,GDP,level,actual,money,53109.85,,exact,元,p4,,6,\n"
    "a.txt,新华社,2023-01-02,宁德市,350900,2022,地区生产总值,GDP,level,actual,money,3554.62,,exact,元,p5,,7,\n"
    "b.txt,福建日报,2023-02-02,宁德市,350900,2022,地区生产总值,GDP,level,actual,money,3554.62,,exact,元,p5,,7,\n"
    "b.txt,福建日报,2023-02-02,宁德市,350900,2021,全市生产总值,GDP,level,actual,money,3151.08,,exact,元,p6,,8,\n"
    "b.txt,福建日报,2023-02-02,宁德市,350900,2022,地区生产总值,GDP,growth,actual,percent,10.7,,exact,%,p6,,9,\n"
    "b.txt,福建日报,2023-02-02,宁德市,350900,2023,地区生产总值,GDP,growth,target,percent,8,,about,%,p7,,9,\n"
    "b.txt,福建日报,2023-02-02,宁德市,350900,2022,茶园面积,,level,actual,area,1500,,over,亩,p8,,10,\n"
    "b.txt,福建日报,2023-02-02,宁德市,350900,2022,海域面积,,level,actual,area,3,5,range,平方公里,p9,,11,\n"
    "b.txt,福建日报,2023-02-02,宁德市,350900,2022,海域面积,,level,actual,area,,,about,平方公里,p9,,12,\n";

static void test_groups(void **state)
{
  (void)state;
  struct govfig_report *r = reported(NULL, table);
  expect(r, "region region_code publisher kind unit measure status n sum reprints note",
         "福建省 350000 新华社 money 元 level actual 1 53109.85 0 -\n"
         "宁德市 350900 新华社 money 元 level actual 1 3554.62 0 -\n"
         "宁德市 350900 福建日报 area 亩 level actual 1 1500 0 -\n"
         "宁德市 350900 福建日报 area 平方公里 level actual 1 3 0 -\n"
         "宁德市 350900 福建日报 money 元 level actual 1 3151.08 1 -\n"
         "宁德市 350900 福建日报 percent % growth actual 1 - 0 percentages do not add up\n"
         "宁德市 350900 福建日报 percent % growth target 1 - 0 percentages do not add up\n");
  assert_int_equal(govfig_report_keys(r), 7);
  govfig_report_free(r);
}

static void test_counts_and_bounds(void **state)
{
  (void)state;
  struct govfig_stats_options o = govfig_stats_defaults();
  const char *const where[] = {"kind = area"};
  o.by = "region";
  o.where = where;
  o.n_where = 1;
  o.convert = "平方公里";
  struct govfig_report *r = reported(&o, table);
  expect(r, "unit n documents publishers indicators sum min max no_value approximate lower_bounds ranges",
         "平方公里 2 1 1 2 4 1 3 1 1 1 1\n");
  assert_non_null(govfig_report_note(r, 0)); /* several indicators */
  assert_null(govfig_report_note(r, 1));
  govfig_report_free(r);
  o.bounds = "midpoint";
  r = reported(&o, table);
  expect(r, "n sum max", "2 5 4\n");
  govfig_report_free(r);
  o.bounds = "exact";
  r = reported(&o, table);
  expect(r, "n sum mean min median max sd", "0 - - - - - -\n");
  govfig_report_free(r);
}

static void test_one_and_none(void **state)
{
  (void)state;
  struct govfig_stats_options o = govfig_stats_defaults();
  o.robust = o.ci = o.trend = 1;
  struct govfig_report *r = reported(&o, HEAD);
  assert_int_equal(govfig_report_rows(r), 0);
  govfig_report_free(r);
  r = reported(&o, HEAD "a,b,2023,c,110000,2022,x,,level,actual,count,5,,exact,家,p1,,1,\n");
  expect(r, "n sum mean median sd se cv iqr mad skew kurtosis sn qn trimmed mean_low trend_n slope",
         "1 5 5 5 - - - - - - - - - 5 - 1 -\n");
  double x;
  assert_int_equal(govfig_report_number(r, 0, govfig_report_find(r, "mean"), &x), 1);
  assert_true(x == 5);
  assert_int_equal(govfig_report_number(r, 0, govfig_report_find(r, "sd"), &x), 0);
  assert_int_equal(govfig_report_number(r, 0, govfig_report_find(r, "region"), &x), 0);
  struct buf out = {0};
  assert_int_equal(govfig_report_write(r, NULL, collect, &out, NULL), GOVFIG_OK);
  buf_add_char(&out, '\0');
  assert_null(strstr(out.data, "nan"));
  assert_null(strstr(out.data, "inf"));
  buf_done(&out);
  govfig_report_free(r);
}

/* The GSL handler of whoever calls is left as it was. */
static void handler(const char *reason, const char *file, int line, int gsl_errno)
{
  (void)reason, (void)file, (void)line, (void)gsl_errno;
}

static void test_gsl_handler_comes_back(void **state)
{
  (void)state;
  gsl_error_handler_t *before = gsl_set_error_handler(handler);
  govfig_report_free(reported(NULL, table));
  assert_ptr_equal(gsl_set_error_handler(before), handler);
}

static void test_sum_of_region_and_parts(void **state)
{
  (void)state;
  struct govfig_stats_options o = govfig_stats_defaults();
  const char *const where[] = {"kind = money", "period = 2022"};
  o.where = where;
  o.n_where = 2;
  o.by = "indicator_key";
  struct govfig_report *r = reported(&o, table);
  expect(r, "n sum note", "2 - a region and its own parts would count twice\n");
  govfig_report_free(r);
  o.by = "region";
  o.level = "province"; /* the city's own figure becomes the province's */
  r = reported(&o, table);
  expect(r, "region region_code n sum", "福建省 350000 2 -\n");
  govfig_report_free(r);
  const char *const cities[] = {"kind = money", "region = 宁德市"};
  o.where = cities;
  r = reported(&o, table);
  expect(r, "region region_code n sum mean", "福建省 350000 2 6705.7 3352.85\n");
  govfig_report_free(r);
}

static void test_reprints(void **state)
{
  (void)state;
  static const char copies[] =
      HEAD
      "late.txt,乙报,2023-03-02,c,110000,2022,x,,level,actual,count,5,,exact,家,p1,,1,\n"
      "early.txt,甲报,2023-03-01,c,110000,2022,x,,level,actual,count,5,,exact,家,p1,,1,\n"
      "early.txt,甲报,2023-03-01,c,110000,2022,x,,level,actual,count,5,,exact,家,p1,,2,\n" /* twice in it */
      "early.txt,甲报,2023-03-01,c,110000,2022,x,,level,actual,count,5,,exact,家,p1,17,9,\n" /* its own copy */
      "other.txt,丙报,2023-03-09,c,110000,2021,x,,level,actual,count,5,,exact,家,p1,,1,\n" /* another year */
      "empty.txt,丁报,2023-03-09,c,110000,2022,x,,level,actual,count,5,,exact,家,,,1,\n"
      "void.txt,戊报,,c,110000,2022,x,,level,actual,count,5,,exact,家,p1,,1,\n"; /* no day: the last */
  struct govfig_stats_options o = govfig_stats_defaults();
  o.by = "publisher";
  struct govfig_report *r = reported(&o, copies);
  expect(r, "publisher n reprints", "丁报 1 0\n丙报 1 0\n乙报 0 1\n戊报 0 1\n甲报 2 1\n");
  govfig_report_free(r);
  o.reprints = "count";
  r = reported(&o, copies);
  expect(r, "publisher n reprints", "丁报 1 0\n丙报 1 0\n乙报 1 0\n戊报 1 0\n甲报 3 0\n");
  govfig_report_free(r);
}

static void test_places_of_one_name(void **state)
{
  (void)state;
  struct govfig_stats_options o = govfig_stats_defaults();
  o.by = "region";
  struct govfig_report *r = reported(
      &o, "region,region_code,measure,status,kind,unit,value\n鼓楼区,350102,level,actual,count,家,1\n"
          "鼓楼区,320106,level,actual,count,家,2\n鼓楼区,,level,actual,count,家,4\n,,level,actual,count,家,8\n");
  expect(r, "region region_code n sum", "- - 1 8\n鼓楼区 320106 1 2\n鼓楼区 350102 1 1\n鼓楼区 - 1 4\n");
  expect(r, "documents publishers indicators", "- - -\n- - -\n- - -\n- - -\n");
  govfig_report_free(r);
}

static void test_every_and_trend(void **state)
{
  (void)state;
  struct govfig_stats_options o = govfig_stats_defaults();
  o.by = "indicator_key";
  o.every = "year";
  const char *const where[] = {"kind = money", "region = 宁德市"};
  o.where = where;
  o.n_where = 2;
  struct govfig_report *r = reported(&o, table);
  expect(r, "indicator_key period n sum", "GDP 2021 1 3151.08\nGDP 2022 1 3554.62\n");
  govfig_report_free(r);
  o.every = NULL;
  o.trend = 1;
  r = reported(&o, table);
  expect(r, "indicator_key n trend_n slope slope_se", "GDP 2 2 403.54 -\n");
  govfig_report_free(r);
}

static void test_pivot(void **state)
{
  (void)state;
  struct govfig_stats_options o = govfig_stats_defaults();
  o.report = GOVFIG_REPORT_PIVOT;
  o.pivot = "region,period";
  const char *const where[] = {"measure = level", "kind = money"};
  o.where = where;
  o.n_where = 2;
  static const char more[] =
      HEAD "x.txt,甲,2023,宁德市,350900,2022,地区生产总值,GDP,level,actual,money,3600,,exact,元,p99,,7,\n"
           "x.txt,甲,2023,宁德市,350900,2022,地区生产总值,GDP,level,actual,money,3600.0,,exact,元,p98,,8,\n";
  struct govfig_stats *s = started(&o);
  feed(s, table);
  feed(s, more);
  struct govfig_report *r = finished(s);
  expect_written(r, "csv",
                 "region,region_code,indicator,kind,unit,measure,status,2021,2022\n"
                 "福建省,350000,GDP,money,元,level,actual,,53109.85\n"
                 "宁德市,350900,GDP,money,元,level,actual,3151.08,3554.62|3600\n");
  expect_written(r, "table",
                 "region  region_code  indicator  kind   unit  measure  status     2021          2022\n"
                 "福建省  350000       GDP        money  元    level    actual                53109.9\n"
                 "宁德市  350900       GDP        money  元    level    actual  3151.08  3554.62|3600\n");
  assert_non_null(govfig_report_note(r, 0));
  govfig_report_free(r);
  govfig_stats_free(s);
  struct govfig_error err = {0};
  o.pivot = "region";
  assert_int_equal(govfig_stats_new(&o, &s, &err), GOVFIG_E_USAGE);
  o.pivot = "region,region";
  assert_int_equal(govfig_stats_new(&o, &s, &err), GOVFIG_E_USAGE);
  o.pivot = "region,period,";
  assert_int_equal(govfig_stats_new(&o, &s, &err), GOVFIG_E_USAGE);
  o.pivot = "region,period,period";
  assert_int_equal(govfig_stats_new(&o, &s, &err), GOVFIG_E_USAGE);
  o.pivot = "region,period,kind,unit,measure,status,publisher,published,authority";
  assert_int_equal(govfig_stats_new(&o, &s, &err), GOVFIG_E_USAGE);
}

/* What stands across parts no lines: a region's level, growth and aim side by side. */
static void test_pivot_of_several(void **state)
{
  (void)state;
  struct govfig_stats_options o = govfig_stats_defaults();
  o.report = GOVFIG_REPORT_PIVOT;
  o.pivot = "region,period,measure,unit,status";
  static const char mixed[] = "region,period,indicator,measure,status,kind,unit,value\n"
                              "A,2024,GDP,level,actual,money,CNY,100\n"
                              "A,2024,GDP,growth,actual,percent,%,5\n"
                              "A,2025,GDP,growth,target,percent,%,6\n"
                              "B,2024,GDP,growth,actual,percent,%,4\n"
                              "B,2025,GDP,growth,target,percent,%,7\n"
                              "B,2025,GDP,growth,target,percent,%,8\n";
  struct govfig_report *r = reported(&o, mixed);
  expect_written(r, "csv",
                 "region,region_code,indicator,2024 growth % actual,2024 level CNY actual,"
                 "2025 growth % target\n"
                 "A,,GDP,5,100,6\n"
                 "B,,GDP,4,,7|8\n");
  govfig_report_free(r);
  o.pivot = "region,status"; /* the others part lines still */
  r = reported(&o, mixed);
  expect_written(r, "csv",
                 "region,region_code,indicator,kind,unit,measure,actual,target\n"
                 "A,,GDP,money,CNY,level,100,\n"
                 "A,,GDP,percent,%,growth,5,6\n"
                 "B,,GDP,percent,%,growth,4,7|8\n");
  govfig_report_free(r);
}

/* Six digits, right-aligned numbers, no control characters, no silent columns. */
static void test_for_people(void **state)
{
  (void)state;
  struct govfig_stats_options o = govfig_stats_defaults();
  o.report = GOVFIG_REPORT_PIVOT;
  o.pivot = "region,period";
  struct govfig_report *r = reported(
      &o, "region,period,measure,status,kind,unit,value\n"
          "\"甲\x1B[31m\n\",a,,,count,,999.9999996\n\"甲\x1B[31m\n\",b,,,count,,-0.000123456789\n"
          "乙,a,,,count,,-1234567.89\n乙,b,,,count,,0\n丙\xC2\x9B,a,,,count,,12.3456500\n");
  expect_written(r, "table",
                 "region    kind          a             b\n"
                 "丙?       count   12.3457\n"
                 "乙        count  -1234568             0\n"
                 "甲?[31m?  count      1000  -0.000123457\n");
  govfig_report_free(r);
}

static void test_conflicts(void **state)
{
  (void)state;
  static const char said[] =
      HEAD
      "a.txt,甲报,2023,全国,100000,2022,国内生产总值,GDP,level,actual,money,110000000000000,,over,元,p1,,1,突破110万亿元\n"
      "b.txt,乙报,2023,全国,100000,2022,国内生产总值,GDP,level,actual,money,114370000000000,,exact,元,p2,,1,114.37万亿元\n"
      "a.txt,甲报,2023,全国,100000,2021,国内生产总值,GDP,level,actual,money,114370000000000,,exact,元,p3,,2,114.37万亿元\n"
      "b.txt,乙报,2023,全国,100000,2021,国内生产总值,GDP,level,actual,money,114920000000000,,exact,元,p4,,2,114.92万亿元\n"
      "c.txt,丙报,2023,全国,100000,2021,国内生产总值,GDP,level,actual,money,115000000000000,,about,元,p5,,1,约115万亿元\n"
      "c.txt,丙报,2023,全国,100000,2020,国内生产总值,GDP,level,actual,money,1,,exact,元,p6,,1,1元\n"
      "c.txt,丙报,2023,全国,100000,2020,国内生产总值,GDP,level,actual,money,2,,exact,元,p7,,1,2元\n" /* one document */
      "d.txt,丁报,2023,,,2021,国内生产总值,GDP,level,actual,money,7,,exact,元,p8,,1,7元\n"; /* of what region? */
  struct govfig_stats_options o = govfig_stats_defaults();
  o.report = GOVFIG_REPORT_CONFLICTS;
  struct govfig_report *r = reported(&o, said);
  expect(r, "conflict period value bound publisher document text",
         "1 2021 114370000000000 exact 甲报 a.txt 114.37万亿元\n"
         "1 2021 114920000000000 exact 乙报 b.txt 114.92万亿元\n"
         "1 2021 115000000000000 about 丙报 c.txt 约115万亿元\n");
  govfig_report_free(r);
}

static void test_outliers(void **state)
{
  (void)state;
  struct buf t = {0};
  buf_add_text(&t, HEAD);
  for (int i = 1; i <= 9; i++) {
    char row[200];
    snprintf(row, sizeof row, "d.txt,报,2023,c,110000,2022,x,,level,actual,count,%d,,exact,家,p%d,,%d,t\n",
             i < 9 ? 10 + i : 1000, i, i);
    buf_add_text(&t, row);
  }
  buf_add_char(&t, '\0');
  struct govfig_stats_options o = govfig_stats_defaults();
  o.report = GOVFIG_REPORT_OUTLIERS;
  struct govfig_report *r = reported(&o, t.data);
  /* median 15, mad 1.4826 * 2; quartiles 13 and 17, so fences 7 and 23 */
  expect(r, "value hampel tukey median mad fence_low fence_high document line",
         "1000 yes yes 15 2.9652 7 23 d.txt 9\n");
  govfig_report_free(r);
  buf_done(&t);
}

static void test_histogram(void **state)
{
  (void)state;
  struct govfig_stats_options o = govfig_stats_defaults();
  o.report = GOVFIG_REPORT_HISTOGRAM;
  o.by = "";
  o.bins = 4;
  static const char rows[] = "kind,unit,measure,status,value\ncount,家,level,actual,0\ncount,家,level,actual,1\n"
                             "count,家,level,actual,2\ncount,家,level,actual,4\ncount,家,level,actual,4\n"
                             "money,元,level,actual,3\nmoney,元,level,actual,\n";
  struct govfig_report *r = reported(&o, rows);
  expect(r, "kind bin low high n",
         "count 1 0 1 1\ncount 2 1 2 1\ncount 3 2 3 1\ncount 4 3 4 2\nmoney 1 3 3 1\n");
  govfig_report_free(r);
}

static void test_correlation_across_regions(void **state)
{
  (void)state;
  static const char rows[] =
      "region,region_code,period,indicator,measure,status,kind,unit,value\n"
      "甲,110000,2022,人口,level,actual,count,人,1\n乙,120000,2022,人口,level,actual,count,人,2\n"
      "丙,130000,2022,人口,level,actual,count,人,3\n丁,130100,2022,人口,level,actual,count,人,99\n"
      "甲,110000,2022,产值,level,actual,money,元,2\n乙,120000,2022,产值,level,actual,money,元,4\n"
      "丙,130000,2022,产值,level,actual,money,元,5\n丙,130000,2022,产值,level,actual,money,元,7\n"
      "甲,110000,2021,产值,level,actual,money,元,2\n丁,130100,2022,产值,level,actual,money,元,0\n";
  struct govfig_stats_options o = govfig_stats_defaults();
  o.report = GOVFIG_REPORT_CORRELATION;
  o.corr = "人口,产值";
  struct govfig_report *r = reported(&o, rows);
  /* cities are not mixed with provinces; the median of 5 and 7 is 6 */
  expect(r, "period level a a_unit b b_unit n pearson spearman",
         "2022 province 人口 人 产值 元 3 1 1\n");
  govfig_report_free(r);
}

/* Two thousand series of one indicator against two thousand of another. */
static void test_correlation_stays_small(void **state)
{
  (void)state;
  struct govfig_stats_options o = govfig_stats_defaults();
  struct govfig_report *r;
  struct govfig_error err = {0};
  o.report = GOVFIG_REPORT_CORRELATION;
  o.corr = "A,B";
  struct govfig_stats *s = started(&o);
  for (int i = 0; i < 8000; i++) {
    char row[200];
    snprintf(row, sizeof row,
             "region,period,indicator,measure,status,kind,unit,value\nr,2022,%s,level,actual,count,u%d,1\n",
             i % 2 ? "A" : "B", i);
    feed(s, row);
  }
  assert_int_equal(govfig_stats_finish(s, &r, &err), GOVFIG_E_LIMIT);
  assert_null(r);
  govfig_stats_free(s);
}

static void test_weights(void **state)
{
  (void)state;
  struct govfig_stats_options o = govfig_stats_defaults();
  o.by = "";
  o.weights = str_of("region_code,weight\n110000,1\n120000,3\n");
  static const char rows[] = "region,region_code,measure,status,kind,unit,value\n"
                             "甲,110000,growth,actual,percent,%,2\n乙,120000,growth,actual,percent,%,6\n"
                             "丙,130000,growth,actual,percent,%,100\n";
  struct govfig_report *r = reported(&o, rows);
  expect(r, "n mean weight wmean", "3 36 4 5\n");
  govfig_report_free(r);
  struct govfig_stats *s;
  struct govfig_error err = {0};
  static const char *const bad[] = {"region_code\n1\n", "region_code,weight\n110000,-1\n",
                                    "weight\n1\n", "region_code,weight\n1,1\n1,2\n"};
  for (size_t i = 0; i < 4; i++) {
    o.weights = str_of(bad[i]);
    s = started(&o);
    feed(s, rows);
    assert_int_equal(govfig_stats_finish(s, &r, &err), GOVFIG_E_FORMAT);
    assert_null(r);
    govfig_stats_free(s);
  }
}

/* --- states --------------------------------------------------------------- */

static char *state_of(struct govfig_stats *s)
{
  struct buf out = {0};
  assert_int_equal(govfig_stats_save(s, collect, &out, NULL), GOVFIG_OK);
  buf_add_char(&out, '\0');
  return out.data;
}

static char *report_text_of(struct govfig_stats *s)
{
  struct buf out = {0};
  struct govfig_report *r = finished(s);
  assert_int_equal(govfig_report_write(r, NULL, collect, &out, NULL), GOVFIG_OK);
  govfig_report_free(r);
  buf_add_char(&out, '\0');
  return out.data;
}

/* A row of a table with doubtful numbers, reprints, ranges and rolled-up regions. */
static void random_row(unsigned *random, char *row, size_t size)
{
  unsigned x[8];
  for (int i = 0; i < 8; i++) {
    *random = *random * 1103515245u + 12345u;
    x[i] = *random >> 16;
  }
  static const char *const values[] = {"1", "0.1", "-3.25", "1234567890123456789012", "7e3", "", "100", "2"};
  snprintf(row, size, "d%u.txt,报%u,2023-0%u,区%u,3%u0%u00,202%u,x%u,,level,%s,%s,%s,%s,%s,%s,p%u,%s,%u,t\n",
           x[0] % 5, x[0] % 3, 1 + x[0] % 5, x[1] % 3, x[1] % 3, x[1] % 2, x[2] % 3, x[2] % 2,
           x[3] % 5 ? "actual" : "target", "area", values[x[4] % 8], x[4] % 8 == 6 ? "200" : "",
           x[4] % 8 == 6 ? "range" : x[4] % 3 ? "exact" : "about", x[5] % 2 ? "亩" : "平方公里",
           x[6] % 40, x[7] % 17 ? "" : "3", x[7] % 100);
}

static void test_merge_any_way(void **state)
{
  (void)state;
  enum { ROWS = 400, PARTS = 4 };
  static const enum govfig_report_kind kinds[] = {GOVFIG_REPORT_SUMMARY, GOVFIG_REPORT_PIVOT,
                                                  GOVFIG_REPORT_HISTOGRAM, GOVFIG_REPORT_OUTLIERS,
                                                  GOVFIG_REPORT_CONFLICTS, GOVFIG_REPORT_CORRELATION};
  const char *const where[] = {"value != 100 ", "region ~ 区"};
  for (size_t k = 0; k < 6; k++) {
    struct govfig_stats_options o = govfig_stats_defaults();
    o.report = kinds[k];
    o.pivot = "region,period";
    o.corr = "x0,x1";
    o.by = k == 0 ? "region,publisher" : "bound,repeat_of,region_code";
    o.level = "province";
    o.every = k == 0 ? NULL : "year";
    o.convert = "公顷";
    o.bounds = "midpoint";
    o.robust = o.ci = o.trend = kinds[k] == GOVFIG_REPORT_SUMMARY;
    o.resamples = 20;
    o.where = where;
    o.n_where = k % 2 + 1;
    o.weights = k == 0 ? str_of("publisher,weight\n报0,1\n报1,0.5\n") : str_of("");
    struct govfig_stats *whole = started(&o), *part[PARTS];
    for (int p = 0; p < PARTS; p++)
      part[p] = started(&o);
    unsigned random = 7;
    for (int i = 0; i < ROWS; i++) {
      char text[600];
      memcpy(text, HEAD, sizeof HEAD);
      random_row(&random, text + sizeof HEAD - 1, sizeof text - sizeof HEAD);
      feed(whole, text);
      feed(part[(i * 7 + i / 13) % PARTS], text);
    }
    char *want = report_text_of(whole), *want_state = state_of(whole);
    for (int first = 0; first < PARTS; first++) { /* joined in several orders, through states */
      struct govfig_stats *joined = NULL;
      for (int p = 0; p < PARTS; p++) {
        char *text = state_of(part[(first + p * 3) % PARTS]);
        struct govfig_stats *loaded;
        struct govfig_error err = {0};
        if (govfig_stats_load("s", text, strlen(text), &loaded, &err) != GOVFIG_OK)
          fail_msg("%zu:%zu: %s", err.line, err.column, err.text);
        if (joined == NULL) {
          joined = loaded;
        } else {
          if (govfig_stats_merge(joined, loaded, &err) != GOVFIG_OK)
            fail_msg("%s", err.text);
          govfig_stats_free(loaded);
        }
        free(text);
      }
      char *got = report_text_of(joined), *got_state = state_of(joined);
      assert_string_equal(got_state, want_state);
      assert_string_equal(got, want);
      free(got);
      free(got_state);
      govfig_stats_free(joined);
    }
    free(want);
    free(want_state);
    govfig_stats_free(whole);
    for (int p = 0; p < PARTS; p++)
      govfig_stats_free(part[p]);
  }
}

static void test_bad_states(void **state)
{
  (void)state;
  static const struct {
    const char *text, *words;
    size_t line;
  } cases[] = {
      {"", "no state", 1},
      {"region,value\n1,2\n", "no state", 1},
      {"#govfig-stats 1 report=0", "no state", 1},
      {"#govfig-stats 1 report=9\nvalue,key\n", "unknown option", 1},
      {"#govfig-stats 1 report=0&by=region%2\nvalue,key\n", "unknown option", 1},
      {"#govfig-stats 1 report=0&colour=1\nvalue,key\n", "unknown option 'colour'", 1},
      {"#govfig-stats 1 report=0&by=colour\nvalue,key\n", "colour", 0},
      {"#govfig-stats 1 report=0\nvalue\n1\n", "no column key", 2},
      {"#govfig-stats 1 report=0\nvalue,key\n1,\nx,\n", "'x'", 4},
      {"#govfig-stats 1 report=0\nvalue,key\n1,12\n", "damaged key", 3},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct govfig_stats *s;
    struct govfig_error err = {0};
    assert_int_not_equal(govfig_stats_load("s", cases[i].text, strlen(cases[i].text), &s, &err),
                         GOVFIG_OK);
    assert_null(s);
    if (strstr(err.text, cases[i].words) == NULL || err.line != cases[i].line)
      fail_msg("case %zu: %zu: %s", i, err.line, err.text);
  }
  struct govfig_stats_options o = govfig_stats_defaults();
  struct govfig_stats *a = started(&o), *b;
  struct govfig_error err = {0};
  o.by = "region";
  b = started(&o);
  assert_int_equal(govfig_stats_merge(a, b, &err), GOVFIG_E_USAGE);
  govfig_stats_free(a);
  govfig_stats_free(b);
}

static void test_wrong_options(void **state)
{
  (void)state;
  struct govfig_stats_options base = govfig_stats_defaults(), o;
  struct govfig_stats *s;
  struct govfig_error err;
#define WRONG(field, value, words)                                     \
  do {                                                                 \
    o = base;                                                          \
    o.field = value;                                                   \
    assert_int_equal(govfig_stats_new(&o, &s, &err), GOVFIG_E_USAGE);  \
    assert_null(s);                                                    \
    assert_non_null(strstr(err.text, words));                          \
  } while (0)
  WRONG(by, "region,colour", "colour");
  WRONG(by, "value", "summarised");
  WRONG(level, "village", "province, city, county");
  WRONG(every, "week", "year, quarter, month");
  WRONG(bounds, "some", "all, exact, midpoint");
  WRONG(reprints, "keep", "drop, count");
  WRONG(convert, "丈八", "丈八");
  WRONG(confidence, 1.0, "confidence");
  base.report = GOVFIG_REPORT_CORRELATION;
  WRONG(corr, "A", "corr");
  WRONG(corr, "A,B,C", "corr");
  base.report = GOVFIG_REPORT_SUMMARY;
  base.ci = 1;
  WRONG(resamples, 5, "resamples");
  const char *const where[] = {"value >> 3"};
  base.n_where = 1;
  WRONG(where, where, "value >> 3");
}

static void test_sums_past_38_digits(void **state)
{
  (void)state;
  struct govfig_stats_options o = govfig_stats_defaults();
  o.by = "";
  struct govfig_report *r = reported(
      &o, "measure,status,kind,unit,value\n"
          "level,actual,count,家,90000000000000000000000000000000000000\n"
          "level,actual,count,家,90000000000000000000000000000000000000\n"
          "level,actual,count,家,-0.5\n");
  expect(r, "n sum min max note", "3 - -0.5 90000000000000000000000000000000000000 the sum has more than 38 digits\n");
  govfig_report_free(r);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_groups),
      cmocka_unit_test(test_counts_and_bounds),
      cmocka_unit_test(test_one_and_none),
      cmocka_unit_test(test_gsl_handler_comes_back),
      cmocka_unit_test(test_sum_of_region_and_parts),
      cmocka_unit_test(test_reprints),
      cmocka_unit_test(test_places_of_one_name),
      cmocka_unit_test(test_every_and_trend),
      cmocka_unit_test(test_pivot),
      cmocka_unit_test(test_pivot_of_several),
      cmocka_unit_test(test_for_people),
      cmocka_unit_test(test_conflicts),
      cmocka_unit_test(test_outliers),
      cmocka_unit_test(test_histogram),
      cmocka_unit_test(test_correlation_across_regions),
      cmocka_unit_test(test_correlation_stays_small),
      cmocka_unit_test(test_weights),
      cmocka_unit_test(test_merge_any_way),
      cmocka_unit_test(test_bad_states),
      cmocka_unit_test(test_wrong_options),
      cmocka_unit_test(test_sums_past_38_digits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
