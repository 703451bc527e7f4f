/* test_time.c - expressions of time in a text.  SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "extract/context/calendar.h"
#include "extract/context/time.h"
#include "extract/text/fold.h"
#include "extract/words/lexicon.h"

struct fixture {
  struct fold *fold;
  struct times *times;
  struct lexicon *lexicon;
  struct arena arena;
  struct chunk chunk;
};

static void read_files(const struct table_handler *h, size_t n, bool fold)
{
  for (const struct embedded_file *f = embedded_files; f->name != NULL; f++) {
    struct govfig_str text = {(const char *)f->bytes, f->len};
    if ((strncmp(f->name, "fold", 4) == 0) == fold)
      assert_int_equal(table_read(f->name, text, h, n, NULL), GOVFIG_OK);
  }
}

static int open_fixture(void **state)
{
  struct fixture *t = calloc(1, sizeof *t);
  struct table_handler h[4];
  *state = t;
  t->fold = fold_new();
  h[0] = fold_handler(t->fold);
  read_files(h, 1, true);
  struct lexicon_builder *b = lexicon_builder_new(t->fold);
  t->times = times_new();
  size_t n = times_handlers(t->times, b, h);
  h[n++] = (struct table_handler){"*", NULL, NULL, NULL};
  read_files(h, n, false);
  t->lexicon = lexicon_finish(b);
  times_classify(t->times, t->fold);
  fold_spread(t->fold);
  return t->lexicon == NULL;
}

static int close_fixture(void **state)
{
  struct fixture *t = *state;
  lexicon_free(t->lexicon);
  times_free(t->times);
  fold_free(t->fold);
  arena_done(&t->arena);
  free(t);
  return 0;
}

/* Scans `text`, printed on 2024-03-05. */
static void scan(struct fixture *t, const char *text)
{
  struct given given = {.published = {2024, 3, 5}};
  struct chunk *c = &t->chunk;
  arena_reset(&t->arena);
  *c = (struct chunk){.arena = &t->arena};
  assert_true(units_make(t->fold, text, strlen(text), &t->arena, &c->text));
  assert_true(lexicon_mark(t->lexicon, &c->text, &t->arena, c->by_class));
  assert_true(time_scan(t->times, &given, c));
}

static void expect_text(const struct fixture *t, uint32_t i, const char *words)
{
  struct govfig_str s = units_text(&t->chunk.text, t->chunk.times[i].span);
  char text[128] = "";
  assert_true(s.len < sizeof text);
  memcpy(text, s.data, s.len);
  assert_string_equal(text, words);
}

/* The text has one expression, `words`, that means `period` ("" where that
   depends on the text around). */
static void expect(struct fixture *t, const char *text, const char *words, const char *period)
{
  char out[PERIOD_TEXT + 1] = "";
  scan(t, text);
  assert_int_equal(t->chunk.n_times, 1);
  expect_text(t, 0, words);
  out[period_print(&t->chunk.times[0].period, out)] = '\0';
  assert_string_equal(out, period);
}

static void expect_none(struct fixture *t, const char *text)
{
  scan(t, text);
  assert_int_equal(t->chunk.n_times, 0);
}

static void test_years(void **state)
{
  struct fixture *t = *state;
  expect(t, "到2023年的产量", "2023年", "2023");
  expect(t, "到２０２３年的产量", "２０２３年", "2023");
  expect(t, "二〇二三年，全县", "二〇二三年", "2023");
  expect(t, "一九五六年的计划", "一九五六年", "1956");
  expect(t, "1 9 9 7 年产量", "1 9 9 7 年", "1997");
  expect(t, "1978-2020年", "1978-2020年", "1978/2020");
  expect(t, "从2019年到2023年", "2019年到2023年", "2019/2023");
  expect(t, "2022/23年度预算", "2022/23年度", "2022/2023");
  expect(t, "2023—2024学年", "2023—2024学年", "2023/2024");
  expect(t, "民国100年的", "民国100年", "2011");
  expect(t, "100年度预算", "100年度", "2011");
  expect(t, "去年全县", "去年", "2023");
  expect(t, "1978、1979两年共", "1978、1979", "1978/1979");
  expect(t, "2014全年预计", "2014全年", "2014");
}

static void test_short_years(void **state)
{
  struct fixture *t = *state;
  expect(t, "，98年6月的洪水", "98年6月", "1998-06");
  expect(t, "，九三年的产量", "九三年", "1993");
  expect_none(t, "用了98年才建成");
  expect_none(t, "过了五六年");
}

static void test_parts_of_years(void **state)
{
  struct fixture *t = *state;
  expect(t, "2023年前三季度", "2023年前三季度", "2023-01-01/2023-09-30");
  expect(t, "2023年第二季度", "2023年第二季度", "2023-04-01/2023-06-30");
  expect(t, "去年上半年", "去年上半年", "2023-01-01/2023-06-30");
  expect(t, "2023年1—10月", "2023年1—10月", "2023-01-01/2023-10-31");
  expect(t, "2023年3、4、5月份", "2023年3、4、5月份", "2023-03-01/2023-05-31");
  expect(t, "今年前2个月", "今年前2个月", "2024-01-01/2024-02-29");
  expect(t, "2023年底", "2023年底", "2023-12-31");
  expect(t, "2002年初", "2002年初", "2002-01-01");
  expect(t, "2023年4月末", "2023年4月末", "2023-04-30");
  expect(t, "2023年12月上旬", "2023年12月上旬", "2023-12-01/2023-12-10");
  expect(t, "2023年初步统计", "2023年", "2023");
}

static void test_days(void **state)
{
  struct fixture *t = *state;
  expect(t, "（2022-10-03）", "2022-10-03", "2022-10-03");
  expect(t, "日期2022.10.3", "2022.10.3", "2022-10-03");
  expect(t, "日期2022/10/3", "2022/10/3", "2022-10-03");
  expect(t, "2023年11月21日至22日", "2023年11月21日至22日", "2023-11-21/2023-11-22");
  expect(t, "2019年4月30日至5月4日", "2019年4月30日至5月4日", "2019-04-30/2019-05-04");
  expect(t, "昨天上午", "昨天上午", "2024-03-04");
  expect(t, "2023年2月31日", "2023年2月31日", "2023-02-28");
  expect(t, "，15号，", "15号", "");
  expect(t, "今年1月5日上午9时30分", "今年1月5日上午9时30分", "2024-01-05");
}

static void test_clock_times(void **state)
{
  struct fixture *t = *state;
  expect(t, "在18:30开始", "18:30", "");
  expect(t, "上午9时30分开会", "上午9时30分", "");
  expect(t, "下午3时开会", "下午3时", "");
  expect_none(t, "比例为3:20的");
  expect_none(t, "开放8小时");
  expect_none(t, "提出3点要求");
}

static void test_open_ends(void **state)
{
  struct fixture *t = *state;
  expect(t, "2021年以来，", "2021年以来", "2021-01-01/..");
  expect(t, "今年以来，", "今年以来", "2024-01-01/..");
  expect(t, "自2023年5月1日起施行", "2023年5月1日起", "2023-05-01/..");
  expect(t, "截至2023年12月4日晚，", "截至2023年12月4日晚", "../2023-12-04");
  expect(t, "截至去年年底，", "截至去年年底", "../2023-12-31");
}

static void test_plans_and_decades(void **state)
{
  struct fixture *t = *state;
  expect(t, "“十四五”期间，", "“十四五”期间", "2021/2025");
  expect(t, "“十二五”末，", "“十二五”末", "2015-12-31");
  expect(t, "“八五”时期，", "“八五”时期", "1991/1995");
  expect(t, "“十四五”前三年，", "“十四五”前三年", "2021/2023");
  expect(t, "落实“十四五”规划", "“十四五”", "");
  expect(t, "上世纪80年代，", "上世纪80年代", "1980/1989");
  expect(t, "九十年代，", "九十年代", "1990/1999");
}

static void test_depends_on_text(void **state)
{
  struct fixture *t = *state;
  expect(t, "9月的产量", "9月", "");
  expect(t, "上年同期，", "上年同期", "");
  expect(t, "年末人口", "年末", "");
  expect(t, "全年共", "全年", "");
  expect(t, "据5日消息", "5日", "");
  expect(t, "国庆期间，", "国庆期间", "");
}

/* A span of time is a figure too. */
static void test_spans_do_not_cover(void **state)
{
  struct fixture *t = *state;
  static const char *const spans[] = {"过去五年", "五年来", "近三年", "35年来", "连续4年", "近两年多来"};
  for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
    expect(t, spans[i], spans[i], "");
    assert_false(t->chunk.times[0].covers);
  }
  scan(t, "2023年");
  assert_true(t->chunk.times[0].covers);
}

static void test_no_times(void **state)
{
  struct fixture *t = *state;
  expect_none(t, "有3年和15年两种");
  expect_none(t, "1500年历史");
  expect_none(t, "自收到之日起15日内");
  expect_none(t, "为期6个月");
  expect_none(t, "13月");
  expect_none(t, "乘2号线");
  expect_none(t, "提前3个月完成");
  expect_none(t, "学前教育");
  expect_none(t, "在十二年内，");
  expect_none(t, "几十年来");
}

static void test_several(void **state)
{
  struct fixture *t = *state;
  scan(t, "2023年增长3%，2024年1月增长5%，10时结束");
  assert_int_equal(t->chunk.n_times, 3);
  expect_text(t, 1, "2024年1月");
  expect_text(t, 2, "10时");
}

static void test_hostile(void **state)
{
  struct fixture *t = *state;
  enum { N = 20000 };
  static char text[N * 8 + 1];
  static const char *const pieces[] = {"1-", "年", "2023", "3、", "一", "截至", "年1-",
                                       "近3", ":", "1 ", "全年", "期间"};
  for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++) {
    text[0] = '\0';
    size_t len = strlen(pieces[k]), n = 0;
    for (; n + len < sizeof text - 1 && n < N; n += len)
      memcpy(text + n, pieces[k], len);
    text[n] = '\0';
    scan(t, text);
  }
  scan(t, "");
  assert_int_equal(t->chunk.n_times, 0);
  scan(t, "2023");
  scan(t, "2023年1月1");
}

static void test_bad_rows(void **state)
{
  static const char *const bad[] = {"@table time\twords\tuse\n" "词\tnonsense\n",
                                    "@table time\twords\tuse\tnumber\n" "词\tyear\tx\n",
                                    "@table time_characters\tcharacters\trole\n" "两个\tyear\n",
                                    "@table time\twords\tuse\n"
                                    "甲 乙 丙 丁 戊 己 庚 辛 壬 癸 子 丑 寅 卯 辰 巳 午 未 申 酉 戌 亥 乾 坤 坎\treport\n",
                                    "@table time\twords\tuse\n"
                                    "甲 乙 丙 丁 戊 己 庚 辛 壬 癸 子 丑 寅 卯 辰 巳 午 未 申 酉 戌 亥 乾 坤 坎\taccount\n"};
  struct fixture *t = *state;
  struct lexicon_builder *b = lexicon_builder_new(t->fold);
  struct times *x = times_new();
  struct table_handler h[2];
  size_t n = times_handlers(x, b, h);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    assert_int_equal(table_read("bad", str_of(bad[i]), h, n, NULL), GOVFIG_E_SYNTAX);
  times_free(x);
  lexicon_builder_free(b);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_years),
      cmocka_unit_test(test_short_years),
      cmocka_unit_test(test_parts_of_years),
      cmocka_unit_test(test_days),
      cmocka_unit_test(test_clock_times),
      cmocka_unit_test(test_open_ends),
      cmocka_unit_test(test_plans_and_decades),
      cmocka_unit_test(test_depends_on_text),
      cmocka_unit_test(test_spans_do_not_cover),
      cmocka_unit_test(test_no_times),
      cmocka_unit_test(test_several),
      cmocka_unit_test(test_hostile),
      cmocka_unit_test(test_bad_rows),
  };
  return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
