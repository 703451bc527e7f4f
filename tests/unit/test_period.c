/* test_period.c - when: the period that a figure covers.  SPDX-License-Identifier: Apache-2.0 */
#include "context_fixture.h"

#include "extract/context/calendar.h"

struct expected {
  const char *text, *period;
};

static void check(struct fixture *t, const struct expected *rows, size_t n)
{
  for (size_t i = 0; i < n; i++)
    assert_string_equal(fixture_cell(t, rows[i].text, GOVFIG_COLUMN_PERIOD), rows[i].period);
}

/* A text printed on 2024-03-01. */
#define EXPECT(text, ...)                                                                          \
  do {                                                                                             \
    static const struct expected rows[] = {__VA_ARGS__};                                           \
    fixture_read(*state, text);                                                                    \
    check(*state, rows, sizeof rows / sizeof *rows);                                               \
  } while (0)

static void read_titled(struct fixture *t, const char *title, const char *day, const char *text)
{
  struct govfig_document d = {.id = {"t", 1},
                              .title = {title, strlen(title)},
                              .published = {day, strlen(day)}};
  t->n = 0;
  assert_int_equal(govfig_extract(t->x, &d, text, strlen(text), fixture_take, t, NULL), GOVFIG_OK);
}

#define EXPECT_TITLED(title, day, text, ...)                                                       \
  do {                                                                                             \
    static const struct expected rows[] = {__VA_ARGS__};                                           \
    read_titled(*state, title, day, text);                                                         \
    check(*state, rows, sizeof rows / sizeof *rows);                                               \
  } while (0)

static void test_time_of_the_clause(void **state)
{
  EXPECT("2023年全县粮食产量31.2万吨，比上年增长4.1%。", {"31.2万吨", "2023"}, {"4.1%", "2023"});
  EXPECT("昨天，市里出动执法人员310人次。", {"310人次", "2024-02-29"});
  EXPECT("今年1月，全县接待游客12万人次。", {"12万人次", "2024-01"});
}

static void test_two_ends(void **state)
{
  EXPECT("农户从2019年的1.2万户增加到2023年的3.5万户。", {"1.2万户", "2019"}, {"3.5万户", "2023"});
  EXPECT("2023年，茶园面积由3万亩扩大到5万亩。", {"3万亩", "2022"}, {"5万亩", "2023"});
  EXPECT("2023年能耗由上年的2.5吨降低到2.2吨。", {"2.5吨", "2022"}, {"2.2吨", "2023"});
}

static void test_comparison_puts_nothing_in_force(void **state)
{
  EXPECT("截至去年年底，全市有场地169万块，与2003年85万块相比，增长近1倍。", {"169万块", "../2023-12-31"},
         {"85万块", "2003"}, {"近1倍", "../2023-12-31"});
}

static void test_carried(void **state)
{
  EXPECT("2022年，全县产粮31万吨。油料产量4万吨。\n\n新建学校12所。", {"31万吨", "2022"}, {"4万吨", "2022"});
  EXPECT("2023年，全区发放贷款80亿元。12月份，发放9亿元。其中个人贷款3亿元。", {"80亿元", "2023"},
         {"9亿元", "2023-12"}, {"3亿元", "2023"});
}

static void test_embedded_time_rules_its_clause(void **state)
{
  EXPECT("2022年，全县完成年初确定的主要目标，粮食产量31万吨。", {"31万吨", "2022"});
}

static void test_month_without_year(void **state)
{
  EXPECT("11月21日至22日，检查企业52家。", {"52家", "2023-11-21/2023-11-22"});
  EXPECT("2月20日，检查企业52家。", {"52家", "2024-02-20"});
  EXPECT("2021年全县新建学校3所，9月投用2所。", {"3所", "2021"}, {"2所", "2021-09"});
}

static void test_up_to_and_since(void **state)
{
  EXPECT("截至2月底，共受理举报412件，办结388件。", {"412件", "../2024-02-29"}, {"388件", "../2024-02-29"});
  EXPECT("2021年以来，选派干部103名。", {"103名", "2021-01-01/.."});
  EXPECT("目前，全市已建成食堂52家。", {"52家", "../2024-03-01"});
}

static void test_day_of_announcement(void **state)
{
  EXPECT("记者2月29日从市水利局获悉，2023年全市新建水库12座。", {"12座", "2023"});
}

static void test_spans(void **state)
{
  EXPECT("五年来，全市新建道路310公里。", {"310公里", "2019/2023"});
  EXPECT("2022年产量31万吨，连续4年稳定在30万吨以上。", {"31万吨", "2022"}, {"4年", "2019/2022"});
}

static void test_said_with_the_words(void **state)
{
  fixture_read(*state, "截至2月底，共受理举报412件。");
  assert_string_equal(fixture_cell(*state, "412件", GOVFIG_COLUMN_PERIOD_TEXT), "截至2月底");
}

static void test_news_without_time(void **state)
{
  EXPECT("全市共有公园52个。", {"52个", "2024"});
}

static void test_nothing_known(void **state)
{
  read_titled(*state, "", "", "全市共有公园52个。今年以来新建3个。");
  assert_string_equal(fixture_cell(*state, "52个", GOVFIG_COLUMN_PERIOD), "");
  assert_string_equal(fixture_cell(*state, "3个", GOVFIG_COLUMN_PERIOD), "");
}

/* A report looks back on the year before and sets aims for its own. */
static void test_report(void **state)
{
  EXPECT_TITLED("2024年青河县政府工作报告", "2024-01-12",
                "过去一年，全县产粮31万吨。\n新建学校12所。\n"
                "今年发展主要预期目标是：地区生产总值增长6%左右，新增就业3000人。\n",
                {"31万吨", "2023"}, {"12所", "2023"}, {"6%左右", "2024"}, {"3000人", "2024"});
}

static void test_report_on_five_years(void **state)
{
  EXPECT_TITLED("2013年青河县政府工作报告", "2013",
                "五年来，全县财政收入从2亿元增加到6亿元，新建学校12所。\n修路310公里。\n"
                "2012年，接待游客12万人次。\n",
                {"2亿元", "2007"}, {"6亿元", "2012"}, {"12所", "2008/2012"},
                {"310公里", "2008/2012"}, {"12万人次", "2012"});
}

/* Each sentence of a report is of something else. */
static void test_times_in_reports_hold_for_their_sentence(void **state)
{
  EXPECT_TITLED("2024年青河县政府工作报告", "2024-01-12",
                "一、2023年工作回顾\n县城扩大，四季度销售住房310套，增长12%。新建学校12所。"
                "新设企业52家，近三年增加180家。改造公路31公里。\n",
                {"310套", "2023-10-01/2023-12-31"}, {"12%", "2023-10-01/2023-12-31"},
                {"12所", "2023"}, {"52家", "2023"}, {"180家", "2021/2023"}, {"31公里", "2023"});
}

static void test_average_growth_is_over_the_years(void **state)
{
  EXPECT_TITLED("2013年青河县政府工作报告", "2013",
                "过去五年，全县经济较快发展。2012年地区生产总值达到52亿元，年均增长8.5%。\n",
                {"52亿元", "2012"}, {"8.5%", "2008/2012"});
}

static void test_multiple_of_another_year(void **state)
{
  EXPECT("2023年全县财政收入12亿元，相当于2012年的3.1倍。", {"12亿元", "2023"}, {"3.1倍", "2023"});
}

static void test_undated_text_that_names_one_year(void **state)
{
  EXPECT_TITLED("", "", "2021年度安全考核近日启动。\n\n12个考核组赴各县检查，11月9日结束。\n"
                        "其中3个组在11月10日返回。\n",
                {"12个", "2021"}, {"3个", "2021-11-10"});
}

static void test_rules_are_of_no_year(void **state)
{
  EXPECT("违反前款规定的，处2万元以上5万元以下罚款。", {"2万元以上5万元以下", ""});
}

static void test_names_of_plans(void **state)
{
  EXPECT("按照《青河县水利发展规划（2016-2020年）》，共建水库12座。", {"12座", "2024"});
}

static void test_bulletin(void **state)
{
  EXPECT_TITLED("青河县2022年国民经济和社会发展统计公报", "2023-03-20",
                "全年粮食产量31万吨。年末常住人口52万人。\n", {"31万吨", "2022"},
                {"52万人", "2022-12-31"});
}

static void test_cut_anywhere(void **state)
{
  static const char text[] = "2023年，全县产粮31万吨。\n\n截至12月底，共有公园52个。\n";
  struct fixture *t = *state;
  static const char day[] = "2024-03-01";
  struct govfig_document d = {.id = {"t", 1}, .published = {day, sizeof day - 1}};
  for (size_t cut = 0; cut < sizeof text; cut++) {
    t->n = 0;
    assert_int_equal(govfig_extractor_begin(t->x, &d, NULL), GOVFIG_OK);
    govfig_extractor_feed(t->x, text, cut, fixture_take, t, NULL);
    govfig_extractor_feed(t->x, text + cut, sizeof text - 1 - cut, fixture_take, t, NULL);
    assert_int_equal(govfig_extractor_end(t->x, fixture_take, t, NULL), GOVFIG_OK);
    assert_string_equal(fixture_cell(t, "31万吨", GOVFIG_COLUMN_PERIOD), "2023");
    assert_string_equal(fixture_cell(t, "52个", GOVFIG_COLUMN_PERIOD), "../2023-12-31");
  }
}

/* ---- the calendar ---- */

static void expect_print(struct period p, const char *text)
{
  char out[PERIOD_TEXT + 1];
  out[period_print(&p, out)] = '\0';
  assert_string_equal(out, text);
}

static void test_calendar(void **state)
{
  (void)state;
  assert_int_equal(calendar_days(2000, 2), 29);
  assert_int_equal(calendar_days(1900, 2), 28);
  assert_int_equal(calendar_days(2024, 13), 0);
  assert_true(calendar_valid((struct day){2024, 2, 29}));
  assert_false(calendar_valid((struct day){2023, 2, 29}));
  assert_false(calendar_valid((struct day){2023, 0, 5}));
  struct day d = calendar_add_days((struct day){2024, 3, 1}, -1);
  assert_int_equal(calendar_compare(d, (struct day){2024, 2, 29}), 0);
  d = calendar_add_months((struct day){2024, 1, 31}, 1);
  assert_int_equal(calendar_compare(d, (struct day){2024, 2, 29}), 0);
  assert_int_equal(calendar_add_days((struct day){0, 0, 0}, 5).year, 0);
}

static void test_printing(void **state)
{
  (void)state;
  struct period p = calendar_period((struct day){2023, 5, 2}, (struct day){2023, 5, 2});
  expect_print(p, "2023-05-02");
  p.open_start = true;
  expect_print(p, "../2023-05-02");
  p = calendar_period((struct day){2023, 5, 0}, (struct day){2023, 5, 0});
  expect_print(p, "2023-05");
  expect_print(calendar_years(2008, 2012), "2008/2012");
  expect_print(calendar_years(2012, 2008), "");
  p = calendar_period((struct day){2023, 1, 0}, (struct day){2023, 9, 0});
  expect_print(p, "2023-01-01/2023-09-30");
}

static void test_heading_rules_until_the_next(void **state)
{
  read_titled(*state, "国内联播快讯", "2023-06-08",
              "今年前五个月海洋修复推进\n修复海岸线30公里。\n住房公积金缴存额超3万亿\n缴存额已达31935亿元。\n");
  assert_string_equal(fixture_cell(*state, "30公里", GOVFIG_COLUMN_PERIOD), "2023-01-01/2023-05-31");
  assert_string_equal(fixture_cell(*state, "31935亿元", GOVFIG_COLUMN_PERIOD), "2023");
  read_titled(*state, "经济运行情况", "2023-07-20",
              "一、上半年情况\n（一）工业\n增加值30亿元。\n（二）投资\n完成20亿元。\n二、存在问题\n欠税8亿元。\n");
  assert_string_equal(fixture_cell(*state, "20亿元", GOVFIG_COLUMN_PERIOD), "2023-01-01/2023-06-30");
  assert_string_equal(fixture_cell(*state, "8亿元", GOVFIG_COLUMN_PERIOD), "2023");
}

static void test_news_of_a_record(void **state)
{
  read_titled(*state, "公报发布", "2024-08-30",
              "卫生健康委29日发布《2023年我国卫生健康事业发展统计公报》。\n总诊疗人次达95.5亿。今年新增3家。\n");
  assert_string_equal(fixture_cell(*state, "95.5亿", GOVFIG_COLUMN_PERIOD), "2023");
  assert_string_equal(fixture_cell(*state, "3家", GOVFIG_COLUMN_PERIOD), "2024");
  read_titled(*state, "意见发布", "2024-08-30", "近日发布《2023年改革若干意见》。\n总诊疗人次达95.5亿。\n");
  assert_string_equal(fixture_cell(*state, "95.5亿", GOVFIG_COLUMN_PERIOD), "2024");
}

static void test_month_of_the_title(void **state)
{
  read_titled(*state, "", "", "2023年9月全省水质状况\n断面达标率92%。\n主要江河：优良率为100%。\n");
  assert_string_equal(fixture_cell(*state, "92%", GOVFIG_COLUMN_PERIOD), "2023-09");
  assert_string_equal(fixture_cell(*state, "100%", GOVFIG_COLUMN_PERIOD), "2023-09");
}

static void test_two_times_compared_with(void **state)
{
  EXPECT("前三季度增长5.2%，比上半年和上年同期分别加快0.2和0.4个百分点。其中一季度增长5.4%。", {"0.2", "2023-01-01/2023-09-30"},
         {"0.4个百分点", "2023-01-01/2023-09-30"}, {"5.4%", "2023-01-01/2023-03-31"});
}

static void test_what_has_begun_is_of_this_year(void **state)
{
  read_titled(*state, "", "2013-08-03", "下半年，国资委还将考核113家央企。");
  assert_string_equal(fixture_cell(*state, "113家", GOVFIG_COLUMN_PERIOD), "2013-07-01/2013-12-31");
  read_titled(*state, "", "2013-03-03", "前三季度，新建学校3所。");
  assert_string_equal(fixture_cell(*state, "3所", GOVFIG_COLUMN_PERIOD), "2012-01-01/2012-09-30");
}

static void test_quarters_of_the_republic(void **state)
{
  EXPECT("113年第3季經濟成長率為4.21%，113年2月失業率3.43%。", {"4.21%", "2024-07-01/2024-09-30"},
         {"3.43%", "2024-02"});
  EXPECT("去年《密档》第二季首播，观众达3亿人。", {"3亿人", "2023"});
}

static void test_days_that_last(void **state)
{
  EXPECT("去年7月20日，责令停业整顿15日，罚款20万元。", {"15日", "2023-07-20"}, {"20万元", "2023-07-20"});
  EXPECT("去年九年义务教育巩固率97.5%。", {"97.5%", "2023"});
}

static void test_looking_back_over_decades(void **state)
{
  EXPECT("全市培训渔民300人。\n30年来，渔港换了新颜。\n县里组织2400名干部下乡，今年新建学校3所。", {"300人", "2024"},
         {"2400名", ""}, {"3所", "2024"});
  EXPECT("3年来，渔港换了新颜。\n县里组织2400名干部下乡。", {"2400名", "2024"});
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_time_of_the_clause),
      cmocka_unit_test(test_two_ends),
      cmocka_unit_test(test_comparison_puts_nothing_in_force),
      cmocka_unit_test(test_carried),
      cmocka_unit_test(test_embedded_time_rules_its_clause),
      cmocka_unit_test(test_month_without_year),
      cmocka_unit_test(test_up_to_and_since),
      cmocka_unit_test(test_day_of_announcement),
      cmocka_unit_test(test_spans),
      cmocka_unit_test(test_said_with_the_words),
      cmocka_unit_test(test_news_without_time),
      cmocka_unit_test(test_nothing_known),
      cmocka_unit_test(test_report),
      cmocka_unit_test(test_report_on_five_years),
      cmocka_unit_test(test_times_in_reports_hold_for_their_sentence),
      cmocka_unit_test(test_average_growth_is_over_the_years),
      cmocka_unit_test(test_multiple_of_another_year),
      cmocka_unit_test(test_undated_text_that_names_one_year),
      cmocka_unit_test(test_rules_are_of_no_year),
      cmocka_unit_test(test_names_of_plans),
      cmocka_unit_test(test_bulletin),
      cmocka_unit_test(test_cut_anywhere),
      cmocka_unit_test(test_heading_rules_until_the_next),
      cmocka_unit_test(test_news_of_a_record),
      cmocka_unit_test(test_month_of_the_title),
      cmocka_unit_test(test_two_times_compared_with),
      cmocka_unit_test(test_what_has_begun_is_of_this_year),
      cmocka_unit_test(test_quarters_of_the_republic),
      cmocka_unit_test(test_days_that_last),
      cmocka_unit_test(test_looking_back_over_decades),
      cmocka_unit_test(test_calendar),
      cmocka_unit_test(test_printing),
  };
  return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
