/* test_plot.c - charts: text, scales, periods, models, scripts, drawing.
   SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <govfig/plot.h>

#include "base/str.h"
#include "plot/chart.h"
#include "plot/font.h"
#include "plot/period.h"
#include "plot/text.h"

/* --- helpers --- */

static enum govfig_status collect(void *ctx, const void *bytes, size_t len)
{
  return buf_add(ctx, bytes, len) ? GOVFIG_OK : GOVFIG_E_NOMEM;
}

static void assert_text(struct govfig_str s, const char *expected)
{
  assert_int_equal(s.len, strlen(expected));
  assert_memory_equal(s.data, expected, s.len);
}

static void assert_buf(struct buf *b, const char *expected)
{
  assert_false(b->failed);
  assert_text((struct govfig_str){b->data, b->len}, expected);
  buf_clear(b);
}

static bool has(const struct buf *b, const char *text)
{
  size_t n = strlen(text);
  for (size_t i = 0; i + n <= b->len; i++)
    if (memcmp(b->data + i, text, n) == 0)
      return true;
  return false;
}

/* A row of figures: columns that matter here, the others empty. */
struct row {
  const char *region, *period, *value, *unit, *measure, *status, *kind, *indicator;
};

static struct govfig_plot *plot_of(const struct row *row, size_t n,
                                   const struct govfig_plot_options *options,
                                   struct govfig_stats_options *stats, enum govfig_status expected,
                                   struct govfig_error *err)
{
  struct govfig_stats *s;
  struct govfig_report *report;
  struct govfig_plot *plot;
  assert_int_equal(govfig_plot_prepare(options, stats, err), GOVFIG_OK);
  assert_int_equal(govfig_stats_new(stats, &s, err), GOVFIG_OK);
  for (size_t i = 0; i < n; i++) {
    struct govfig_figure f = {0};
    char document[32];
    snprintf(document, sizeof document, "d%zu", i);
    f.column[GOVFIG_COLUMN_DOCUMENT] = str_of(document);
    f.column[GOVFIG_COLUMN_REGION] = str_of(row[i].region);
    f.column[GOVFIG_COLUMN_PERIOD] = str_of(row[i].period);
    f.column[GOVFIG_COLUMN_VALUE] = str_of(row[i].value);
    f.column[GOVFIG_COLUMN_UNIT] = str_of(row[i].unit != NULL ? row[i].unit : "%");
    f.column[GOVFIG_COLUMN_MEASURE] = str_of(row[i].measure != NULL ? row[i].measure : "level");
    f.column[GOVFIG_COLUMN_STATUS] = str_of(row[i].status != NULL ? row[i].status : "actual");
    f.column[GOVFIG_COLUMN_KIND] = str_of(row[i].kind != NULL ? row[i].kind : "percent");
    f.column[GOVFIG_COLUMN_INDICATOR] = str_of(row[i].indicator);
    f.column[GOVFIG_COLUMN_BOUND] = str_of("exact");
    assert_int_equal(govfig_stats_add(s, &f, err), GOVFIG_OK);
  }
  assert_int_equal(govfig_stats_finish(s, &report, err), GOVFIG_OK);
  assert_int_equal(govfig_plot_new(options, stats, report, &plot, err), expected);
  assert_int_equal(plot != NULL, expected == GOVFIG_OK);
  govfig_report_free(report);
  govfig_stats_free(s);
  return plot;
}

static struct govfig_stats_options stats_by(const char *by)
{
  struct govfig_stats_options o = govfig_stats_defaults();
  o.by = by;
  return o;
}

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* --- text --- */

static void test_clean(void **state)
{
  struct arena a = {0};
  (void)state;
  assert_text(text_clean(&a, str_of("  北京\t\n 市  ")), "北京 市");
  assert_text(text_clean(&a, str_of("a\x01" "b\x7F" "c")), "a b c");
  assert_text(text_clean(&a, str_of("\xFF\xE5\x8C" "x")), "x");                /* malformed */
  assert_text(text_clean(&a, str_of("x\xE2\x80\xAE" "y\xC2\x9B" "z")), "x y z"); /* U+202E, C1 */
  assert_text(text_clean(&a, str_of("\xC0\xAF\xED\xA0\x80")), ""); /* overlong, surrogate */
  assert_text(text_clean(&a, (struct govfig_str){NULL, 0}), "");
  char longer[3000];
  memset(longer, 'x', sizeof longer);
  assert_int_equal(text_clean(&a, (struct govfig_str){longer, sizeof longer}).len, TEXT_UNITS_MAX);
  arena_done(&a);
}

static void test_wrap(void **state)
{
  struct arena a = {0};
  (void)state;
  assert_text(text_wrap(&a, str_of("一二三四五六"), 3, 2), "一二三\n四五六");
  assert_text(text_wrap(&a, str_of("一二三四五六七"), 3, 2), "一二三\n四五…");
  assert_text(text_wrap(&a, str_of("一二"), 3, 2), "一二");
  assert_text(text_wrap(&a, str_of("plain words here"), 4, 3), "plain\nwords\nhere");
  assert_text(text_wrap(&a, str_of(""), 3, 2), "");
  assert_text(text_wrap(&a, str_of("一二"), 0.1, 9), "一\n二"); /* never less than a character */
  assert_text(text_middle(&a, str_of("一二三四五六七八九"), 6), "一二三…八九");
  assert_text(text_middle(&a, str_of("一二三"), 3), "一二三");
  assert_text(text_middle(&a, str_of("一二三四"), 0), "一…四"); /* never nothing */
  assert_int_equal(text_lines(text_wrap(&a, str_of("一二三四五六"), 3, 2)), 2);
  arena_done(&a);
}

static void test_quoting(void **state)
{
  struct buf b = {0};
  (void)state;
  text_add_quoted(&b, str_of("it's `x` @y \"z\" \\"));
  assert_buf(&b, "'it''s `x` @y \"z\" \\'");
  text_add_quoted(&b, str_of("a\nb"));
  assert_buf(&b, "'a b'");
  text_add_field(&b, str_of("a\t\"b\\n"));
  assert_buf(&b, "a \xE2\x80\x9D" "b/n");
  text_add_json(&b, str_of("a\"b\\</script>\n"));
  assert_buf(&b, "\"a\\\"b\\\\\\u003c/script\\u003e\\u000a\"");
  text_add_fixed(&b, -0.00001, 3);
  assert_buf(&b, "0");
  text_add_fixed(&b, 2.500, 3);
  assert_buf(&b, "2.5");
  buf_done(&b);
}

/* --- scales and periods --- */

static void check_ticks(double low, double high, bool zero, const char *expected)
{
  struct arena a = {0};
  const struct words *words;
  struct scale s;
  struct buf b = {0};
  assert_int_equal(words_load(&a, "zh", &words, NULL), GOVFIG_OK);
  scale_fit(&s, &(struct scale_wish){.low = low, .high = high, .zero = zero, .ticks = 5}, words);
  for (long i = s.first; i <= s.last; i++) {
    if (i > s.first)
      buf_add_char(&b, ' ');
    scale_add_tick(&s, i, &b);
  }
  buf_add_char(&b, '|');
  buf_add(&b, s.word.data, s.word.len);
  assert_buf(&b, expected);
  buf_done(&b);
  arena_done(&a);
}

static void test_ticks(void **state)
{
  (void)state;
  check_ticks(0, 10, false, "0 2 4 6 8 10|");
  check_ticks(3, 9, true, "0 2 4 6 8 10|");
  check_ticks(-3, 7, false, "\xE2\x88\x92" "4 \xE2\x88\x92" "2 0 2 4 6 8|");
  check_ticks(0, 0.031, true, "0.00 0.01 0.02 0.03 0.04|");
  check_ticks(0, 45e8, true, "0 10 20 30 40 50|亿");
  /* ten thousands from 1e5 on */
  check_ticks(0, 99999, true, "0 20,000 40,000 60,000 80,000 100,000|");
  check_ticks(0, 250000, true, "0 5 10 15 20 25|万");
  check_ticks(0, 0, true, "0.0 0.2 0.4 0.6 0.8 1.0|");
}

static void check_value(const char *value, double largest, const char *expected)
{
  struct arena a = {0};
  const struct words *words;
  struct scale s;
  struct buf b = {0};
  assert_int_equal(words_load(&a, "zh", &words, NULL), GOVFIG_OK);
  scale_fit(&s, &(struct scale_wish){.high = largest, .zero = true, .ticks = 5}, words);
  int places = scale_places(&s, str_of(value)), most = scale_places_max(&s, largest);
  scale_add_value(&s, str_of(value), strtod(value, NULL), places < most ? places : most, &b);
  assert_buf(&b, expected);
  buf_done(&b);
  arena_done(&a);
}

static void test_values(void **state)
{
  (void)state;
  check_value("4548000000", 4548000000, "45.48");
  check_value("1624", 1624, "1,624");
  check_value("1234567890123456789", 1234567890123456789.0, "1,234,568"); /* of a billion billion */
  check_value("-3.25", 9, "\xE2\x88\x92" "3.25");
  check_value("2.345", 9, "2.35"); /* half away from zero */
}

static void check_period(const char *period, double expected, const char *label)
{
  struct arena a = {0};
  double years = 0;
  assert_true(period_position(str_of(period), &years));
  assert_true(years > expected - 0.002 && years < expected + 0.002);
  assert_text(period_label(&a, str_of(period)), label);
  arena_done(&a);
}

static void test_periods(void **state)
{
  double years;
  (void)state;
  check_period("2024", 2025, "2024");
  check_period("2024-03", 2024.25, "2024-03");
  check_period("2024-Q1", 2024.25, "2024-Q1");
  check_period("2024-06-30", 2024.5, "2024-06-30");
  check_period("2024-01-01/2024-12-31", 2025, "2024");
  check_period("2024-01-01/2024-09-30", 2024.75, "2024-01/09");
  check_period("2024-02-01/2024-02-29", 2024 + 2 / 12.0, "2024-02");
  check_period("2023-07-01/2024-06-30", 2024.5, "2023-07/2024-06");
  check_period("../2024-12-31", 2025, "../2024-12-31");
  check_period("2021/..", 2022, "2021/..");
  assert_true(period_years(str_of("2024")) > 0.99 && period_years(str_of("2024")) < 1.01);
  assert_true(period_years(str_of("2021/2025")) > 4.99);
  assert_true(period_years(str_of("2024-Q2")) > 0.24 && period_years(str_of("2024-Q2")) < 0.26);
  assert_true(period_years(str_of("2024-01-01/2024-09-30")) < 0.76);
  assert_true(period_years(str_of("2021/..")) < 0.01);
  assert_false(period_position(str_of(""), &years));
  assert_false(period_position(str_of("2024-13"), &years));
  assert_false(period_position(str_of("2024-00-10"), &years));
  assert_false(period_position(str_of("soon"), &years));
  assert_false(period_position(str_of("2024年"), &years));
}

/* --- models --- */

static void test_split(void **state)
{
  /* two percentages, one sum of money: the percentages are drawn, a note says so */
  const struct row rows[] = {{.region = "甲市", .period = "2024", .value = "5"},
                             {.region = "乙市", .period = "2024", .value = "7"},
                             {.region = "甲市", .period = "2024", .value = "900", .unit = "元",
                              .kind = "money"}};
  struct govfig_plot_options o = govfig_plot_defaults();
  struct govfig_stats_options s = stats_by(NULL);
  struct govfig_error err = {0};
  (void)state;
  struct govfig_plot *p = plot_of(rows, COUNT(rows), &o, &s, GOVFIG_OK, &err);
  assert_int_equal(p->model.n_groups, 2);
  assert_int_equal(p->model.n_series, 1);
  assert_text(p->model.groups[0].label, "乙市"); /* the largest first */
  assert_text(p->model.unit, "%");
  assert_non_null(govfig_plot_note(p, 0));
  assert_non_null(strstr(govfig_plot_note(p, 0), "unit = %"));
  assert_non_null(strstr(govfig_plot_note(p, 0), "67%"));
  assert_null(govfig_plot_note(p, 1));
  govfig_plot_free(p);
}

static void test_series(void **state)
{
  const struct row rows[] = {{.region = "甲市", .period = "2024", .value = "5"},
                             {.region = "甲市", .period = "2024", .value = "6", .status = "target"},
                             {.region = "乙市", .period = "2024", .value = "7", .status = "target"}};
  struct govfig_plot_options o = {.chart = GOVFIG_CHART_DOT};
  struct govfig_stats_options s = stats_by("region,status");
  struct govfig_error err = {0};
  (void)state;
  struct govfig_plot *p = plot_of(rows, COUNT(rows), &o, &s, GOVFIG_OK, &err);
  assert_int_equal(p->model.n_groups, 2);
  assert_int_equal(p->model.n_series, 2);
  assert_text(p->model.series[0].label, "实际");
  assert_text(p->model.series[1].label, "目标");
  assert_text(p->model.groups[0].label, "乙市"); /* it has 7, though only as a target */
  assert_false(model_cell(&p->model, 0, 0)->has);
  assert_int_equal(chart_side(&p->model, 0, 1), 1);
  assert_int_equal(chart_side(&p->model, 1, 0), -1);
  assert_int_equal(chart_side(&p->model, 1, 1), 1);
  assert_null(govfig_plot_note(p, 0));
  govfig_plot_free(p);
}

static void test_top(void **state)
{
  struct row rows[70];
  char names[70][16], values[70][16];
  struct govfig_plot_options o = govfig_plot_defaults();
  struct govfig_stats_options s = stats_by(NULL);
  struct govfig_error err = {0};
  (void)state;
  for (int i = 0; i < 70; i++) {
    snprintf(names[i], sizeof names[i], "r%02d", i);
    snprintf(values[i], sizeof values[i], "%d", i);
    rows[i] = (struct row){.region = names[i], .period = "2024", .value = values[i]};
  }
  struct govfig_plot *p = plot_of(rows, 70, &o, &s, GOVFIG_OK, &err);
  assert_int_equal(p->model.n_groups, 60);
  assert_text(p->model.groups[0].label, "r69");
  assert_text(p->model.remark, "此处为前60组，共70组");
  assert_non_null(strstr(govfig_plot_note(p, 0), "60 of 70"));
  govfig_plot_free(p);
  o.top = SIZE_MAX;
  o.sort = "name";
  p = plot_of(rows, 70, &o, &s, GOVFIG_OK, &err);
  assert_int_equal(p->model.n_groups, 70);
  assert_text(p->model.groups[0].label, "r00");
  govfig_plot_free(p);
  o.sort = "size";
  plot_of(rows, 70, &o, &s, GOVFIG_E_USAGE, &err);
  assert_non_null(strstr(err.text, "size"));
}

static void test_line(void **state)
{
  const struct row rows[] = {{.region = "甲市", .period = "2024", .value = "5"},
                             {.region = "甲市", .period = "2023", .value = "4"},
                             {.region = "甲市", .period = "", .value = "9"},
                             {.region = "甲市", .period = "2021/2025", .value = "8"}};
  struct govfig_plot_options o = {.chart = GOVFIG_CHART_LINE};
  struct govfig_stats_options s = stats_by(NULL), no_time = stats_by("region");
  struct govfig_error err = {0};
  (void)state;
  struct govfig_plot *p = plot_of(rows, COUNT(rows), &o, &s, GOVFIG_OK, &err);
  assert_int_equal(p->model.n_groups, 2);
  assert_text(p->model.groups[0].label, "2023");
  assert_true(p->model.groups[0].position > 2023.99 && p->model.groups[0].position < 2024.01);
  assert_non_null(strstr(govfig_plot_note(p, 0), "1 periods of several years"));
  assert_non_null(strstr(govfig_plot_note(p, 1), "1 groups without a date"));
  govfig_plot_free(p);
  assert_int_equal(govfig_plot_prepare(&o, &no_time, &err), GOVFIG_E_USAGE);
  s = stats_by("period");
  plot_of(rows + 2, 1, &o, &s, GOVFIG_E_FORMAT, &err);
  p = plot_of(rows + 3, 1, &o, &s, GOVFIG_OK, &err); /* spans alone are drawn */
  assert_int_equal(p->model.n_groups, 1);
  govfig_plot_free(p);
}

static void test_nothing(void **state)
{
  struct govfig_plot_options o = govfig_plot_defaults();
  struct govfig_stats_options s = stats_by(NULL);
  struct govfig_error err = {0};
  const struct row one[] = {{.region = "甲市", .period = "2024", .value = "5"}};
  (void)state;
  plot_of(NULL, 0, &o, &s, GOVFIG_E_FORMAT, &err);
  assert_non_null(strstr(err.text, "no figures"));
  o.stat = "sd"; /* one figure has none */
  plot_of(one, 1, &o, &s, GOVFIG_E_FORMAT, &err);
  o.stat = "beauty";
  plot_of(one, 1, &o, &s, GOVFIG_E_USAGE, &err);
  assert_non_null(strstr(err.text, "beauty"));
  o.stat = NULL;
  o.language = "fr";
  plot_of(one, 1, &o, &s, GOVFIG_E_USAGE, &err);
  o.language = NULL;
  o.width = 5000;
  plot_of(one, 1, &o, &s, GOVFIG_E_USAGE, &err);
}

static void test_same_name(void **state)
{
  /* two districts of one name are two groups, told apart by their codes */
  struct govfig_plot_options o = govfig_plot_defaults();
  struct govfig_stats_options so = stats_by("region");
  struct govfig_stats *s;
  struct govfig_report *report;
  struct govfig_plot *p;
  static const char *const codes[] = {"350102", "320106"};
  (void)state;
  govfig_plot_prepare(&o, &so, NULL);
  assert_int_equal(govfig_stats_new(&so, &s, NULL), GOVFIG_OK);
  for (int i = 0; i < 2; i++) {
    struct govfig_figure f = {0};
    f.column[GOVFIG_COLUMN_REGION] = str_of("鼓楼区");
    f.column[GOVFIG_COLUMN_REGION_CODE] = str_of(codes[i]);
    f.column[GOVFIG_COLUMN_VALUE] = str_of(i == 0 ? "3" : "2");
    f.column[GOVFIG_COLUMN_KIND] = str_of("number");
    assert_int_equal(govfig_stats_add(s, &f, NULL), GOVFIG_OK);
  }
  assert_int_equal(govfig_stats_finish(s, &report, NULL), GOVFIG_OK);
  assert_int_equal(govfig_plot_new(&o, &so, report, &p, NULL), GOVFIG_OK);
  assert_int_equal(p->model.n_groups, 2);
  assert_int_equal(p->model.n_series, 1);
  assert_text(p->model.groups[0].label, "鼓楼区 350102");
  assert_text(p->model.groups[1].label, "鼓楼区 320106");
  govfig_plot_free(p);
  govfig_report_free(report);
  govfig_stats_free(s);
}

static void test_small_values(void **state)
{
  /* among hundreds of millions, what is far smaller says its own unit */
  const struct row rows[] = {{.region = "甲市", .value = "45600000000", .unit = "元"},
                             {.region = "乙市", .value = "1860000", .unit = "元"},
                             {.region = "丙市", .value = "0", .unit = "元"}};
  struct govfig_plot_options o = govfig_plot_defaults();
  struct govfig_stats_options s = stats_by(NULL);
  struct govfig_error err = {0};
  struct buf b = {0};
  (void)state;
  struct govfig_plot *p = plot_of(rows, COUNT(rows), &o, &s, GOVFIG_OK, &err);
  assert_text(p->model.unit_name, "亿元");
  static const char *const labels[] = {"456.0", "186万元", "0.0"};
  for (size_t g = 0; g < 3; g++) {
    chart_add_label(&p->model, model_cell(&p->model, g, 0), &b);
    assert_buf(&b, labels[g]);
  }
  buf_done(&b);
  govfig_plot_free(p);
}

static void test_empty_series(void **state)
{
  /* the only estimate belongs to a group that --top leaves out */
  const struct row rows[] = {{.region = "甲市", .value = "5"},
                             {.region = "乙市", .value = "6"},
                             {.region = "丙市", .value = "2", .status = "estimate"},
                             {.region = "乙市", .value = "7", .status = "target"}};
  struct govfig_plot_options o = {.chart = GOVFIG_CHART_BAR, .top = 2};
  struct govfig_stats_options s = stats_by("region,status");
  struct govfig_error err = {0};
  (void)state;
  struct govfig_plot *p = plot_of(rows, COUNT(rows), &o, &s, GOVFIG_OK, &err);
  assert_int_equal(p->model.n_groups, 2);
  assert_int_equal(p->model.n_series, 2); /* no estimate is left */
  assert_text(p->model.series[1].label, "目标");
  assert_text(model_cell(&p->model, 0, 0)->text, "6");
  assert_text(model_cell(&p->model, 0, 1)->text, "7");
  assert_text(model_cell(&p->model, 1, 0)->text, "5");
  assert_false(model_cell(&p->model, 1, 1)->has);
  govfig_plot_free(p);
}

static void test_units(void **state)
{
  /* units named in `by` share a chart: they part groups and stand behind the values */
  const struct row rows[] = {{.region = "甲市", .value = "1624", .unit = "家"},
                             {.region = "甲市", .value = "5732", .unit = "项"},
                             {.region = "乙市", .value = "17", .unit = "人"}};
  struct govfig_plot_options o = govfig_plot_defaults();
  struct govfig_stats_options s = stats_by("region,unit");
  struct govfig_error err = {0};
  struct buf b = {0};
  (void)state;
  struct govfig_plot *p = plot_of(rows, COUNT(rows), &o, &s, GOVFIG_OK, &err);
  assert_int_equal(p->model.n_groups, 3);
  assert_int_equal(p->model.n_series, 1);
  assert_false(p->model.named_series);
  assert_int_equal(p->model.unit_name.len, 0);
  static const char *const groups[] = {"甲市 项", "甲市 家", "乙市"};
  static const char *const labels[] = {"5,732项", "1,624家", "17人"};
  for (size_t g = 0; g < 3; g++) {
    assert_text(p->model.groups[g].label, groups[g]);
    chart_add_label(&p->model, model_cell(&p->model, g, 0), &b);
    assert_buf(&b, labels[g]);
  }
  assert_null(govfig_plot_note(p, 0));
  buf_done(&b);
  govfig_plot_free(p);
}

/* --- what is handed over --- */

static const char hostile[] = "a'`touch govfig-hack`\"b\\\n$(touch govfig-hack) @MACRO |x<y{z}_^";

static const enum govfig_chart all_charts[] = {GOVFIG_CHART_BAR, GOVFIG_CHART_DOT,
                                               GOVFIG_CHART_LINE, GOVFIG_CHART_BOX,
                                               GOVFIG_CHART_HISTOGRAM, GOVFIG_CHART_HEATMAP};

static struct govfig_plot *hostile_plot(enum govfig_chart chart)
{
#define HOSTILE .unit = hostile, .measure = hostile, .status = hostile, .kind = hostile
  static const struct row rows[] = {
      {.region = hostile, .period = "2023", .value = "5", HOSTILE},
      {.region = hostile, .period = "2024", .value = "-6.5", HOSTILE},
      {.region = "EOD\nset output 'govfig-hack'", .period = "2024", .value = "9", HOSTILE},
      {.region = "#", .period = "2024", .value = "1", HOSTILE}};
#undef HOSTILE
  struct govfig_plot_options o = {.chart = chart, .title = hostile, .source = hostile};
  struct govfig_stats_options s =
      stats_by(chart == GOVFIG_CHART_LINE ? "period,region" : "region,period");
  struct govfig_error err = {0};
  return plot_of(rows, COUNT(rows), &o, &s, GOVFIG_OK, &err);
}

/* Blanks what stands between single quotes; the quotes must be closed on their line. */
static void blank_quoted(struct buf *script)
{
  bool inside = false;
  for (size_t i = 0; i < script->len; i++) {
    char *c = &script->data[i];
    if (*c == '\'')
      inside = !inside;
    else if (*c == '\n')
      assert_false(inside);
    else if (inside)
      *c = ' ';
  }
  assert_false(inside);
}

static void test_hostile_text(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT(all_charts); i++) {
    struct govfig_plot *p = hostile_plot(all_charts[i]);
    struct buf script = {0}, data = {0};
    assert_int_equal(govfig_plot_script(p, "svg", "Some Font", "./a's.tsv", "./a.svg", collect,
                                        &script, NULL), GOVFIG_OK);
    assert_true(has(&script, "'./a''s.tsv'"));
    blank_quoted(&script);
    assert_false(has(&script, "`"));
    assert_false(has(&script, "\""));
    assert_false(has(&script, "@"));
    assert_false(has(&script, "hack"));
    assert_int_equal(govfig_plot_data(p, collect, &data, NULL), GOVFIG_OK);
    assert_false(has(&data, "\""));
    assert_false(has(&data, "\\"));
    buf_done(&script);
    buf_done(&data);
    govfig_plot_free(p);
  }
}

static void test_names(void **state)
{
  struct govfig_plot *p = hostile_plot(GOVFIG_CHART_BAR);
  struct buf b = {0};
  static const char *const bad[] = {"< rm x", "|x", "a\nb", "", "$x", "@x", "-", "+"};
  (void)state;
  for (size_t i = 0; i < COUNT(bad); i++)
    assert_int_equal(govfig_plot_script(p, "svg", "F", bad[i], "./o", collect, &b, NULL),
                     GOVFIG_E_USAGE);
  assert_int_equal(govfig_plot_script(p, "svg", "F,20", "./d", "./o", collect, &b, NULL),
                   GOVFIG_E_USAGE);
  assert_int_equal(govfig_plot_script(p, "gif", "F", "./d", "./o", collect, &b, NULL),
                   GOVFIG_E_USAGE);
  assert_int_equal(b.len, 0);
  buf_done(&b);
  govfig_plot_free(p);
}

/* A JSON text's braces, brackets and quotes match. */
static void assert_json(const struct buf *b)
{
  char open[64];
  size_t depth = 0;
  bool text = false;
  for (size_t i = 0; i < b->len; i++) {
    char c = b->data[i];
    if (text) {
      assert_true((unsigned char)c >= 0x20 && c != '<');
      i += c == '\\';
      text = c != '"';
    } else if (c == '"') {
      text = true;
    } else if (c == '{' || c == '[') {
      assert_true(depth < sizeof open);
      open[depth++] = c == '{' ? '}' : ']';
    } else if (c == '}' || c == ']') {
      assert_true(depth > 0 && open[--depth] == c);
    }
  }
  assert_true(depth == 0 && !text);
}

static void test_vega(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT(all_charts); i++) {
    struct govfig_plot *p = hostile_plot(all_charts[i]);
    struct buf b = {0};
    assert_int_equal(govfig_plot_vega(p, collect, &b, NULL), GOVFIG_OK);
    assert_json(&b);
    buf_done(&b);
    govfig_plot_free(p);
  }
}

/* --- drawing --- */

static void test_font_choice(void **state)
{
  struct arena a = {0};
  const struct words *words;
  struct buf b = {0};
  struct govfig_error err = {0};
  const struct govfig_str none = {"", 0};
  (void)state;
  assert_int_equal(words_load(&a, "zh", &words, &err), GOVFIG_OK);
  const struct govfig_str two = str_of("Other Sans,别体\nWenQuanYi Zen Hei\n");
  assert_int_equal(font_choose(words, none, two, &b, &err), GOVFIG_OK);
  assert_buf(&b, "WenQuanYi Zen Hei");
  assert_int_equal(font_choose(words, none, str_of("别'体,Odd\\-Font\n"), &b, &err), GOVFIG_OK);
  assert_buf(&b, "Odd-Font");
  assert_int_equal(font_choose(words, none, str_of(""), &b, &err), GOVFIG_E_READ);
  assert_non_null(strstr(err.text, "fonts-noto-cjk"));
  const struct govfig_str ab = str_of("A\nB\n");
  assert_int_equal(font_choose(words, str_of("Courier"), ab, &b, &err), GOVFIG_E_USAGE);
  assert_non_null(strstr(err.text, "Courier"));
  assert_int_equal(font_choose(words, str_of("B"), ab, &b, &err), GOVFIG_OK);
  assert_buf(&b, "B");
  buf_done(&b);
  arena_done(&a);
}

static void test_draw(void **state)
{
  char font[128];
  struct govfig_error err = {0};
  (void)state;
  for (size_t i = 0; i < COUNT(all_charts); i++) {
    struct govfig_plot *p = hostile_plot(all_charts[i]);
    struct buf b = {0};
    if (govfig_plot_font(p, font, sizeof font, &err) != GOVFIG_OK) {
      govfig_plot_free(p);
      print_message("no font: %s\n", err.text);
      skip();
    }
    enum govfig_status status = govfig_plot_draw(p, "svg", collect, &b, &err);
    if (status != GOVFIG_OK)
      print_message("%s\n", err.text);
    assert_int_equal(status, GOVFIG_OK);
    assert_true(has(&b, "<svg"));
    assert_true(has(&b, "sans-serif"));
    assert_true(has(&b, "`touch govfig-hack`"));
    assert_false(has(&b, "x<y")); /* text is no markup either */
    assert_int_not_equal(access("govfig-hack", F_OK), 0);
    buf_done(&b);
    govfig_plot_free(p);
  }
}

static void test_draw_failures(void **state)
{
  struct govfig_plot *p = hostile_plot(GOVFIG_CHART_BAR);
  struct govfig_error err = {0};
  struct buf b = {0};
  (void)state;
  assert_int_equal(govfig_plot_draw(p, "bmp", collect, &b, &err), GOVFIG_E_USAGE);
  const char *path = getenv("PATH");
  char *kept = strdup(path != NULL ? path : "");
  assert_non_null(kept);
  setenv("PATH", "/nonexistent", 1);
  assert_int_equal(govfig_plot_draw(p, "svg", collect, &b, &err), GOVFIG_E_READ);
  assert_non_null(strstr(err.text, "fontconfig"));
  setenv("PATH", kept, 1);
  setenv("TMPDIR", "/nonexistent", 1);
  assert_int_equal(govfig_plot_draw(p, "svg", collect, &b, &err), GOVFIG_E_WRITE);
  unsetenv("TMPDIR");
  assert_int_equal(b.len, 0); /* nothing or all */
  free(kept);
  buf_done(&b);
  govfig_plot_free(p);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_clean),        cmocka_unit_test(test_wrap),
      cmocka_unit_test(test_quoting),      cmocka_unit_test(test_ticks),
      cmocka_unit_test(test_values),       cmocka_unit_test(test_periods),
      cmocka_unit_test(test_split),        cmocka_unit_test(test_series),
      cmocka_unit_test(test_top),          cmocka_unit_test(test_line),
      cmocka_unit_test(test_nothing),      cmocka_unit_test(test_same_name),
      cmocka_unit_test(test_small_values), cmocka_unit_test(test_hostile_text),
      cmocka_unit_test(test_names),        cmocka_unit_test(test_vega),
      cmocka_unit_test(test_font_choice),  cmocka_unit_test(test_draw),
      cmocka_unit_test(test_draw_failures), cmocka_unit_test(test_units),
      cmocka_unit_test(test_empty_series),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
