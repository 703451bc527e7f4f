/* test_article.c - articles: where they begin, who printed them, and when.
   SPDX-License-Identifier: Apache-2.0 */
#include "layout_fixture.h"

static void test_label_line(void **state)
{
  struct chunk *c = fixture_split(
      *state, "某市新增公园30座\n\n2021-05-06 08:17 来源：江畔日报\n\n今年建成公园30座。\n");
  assert_int_equal(c->n_articles, 1);
  assert_str(c->articles[0].title, "某市新增公园30座");
  assert_str(c->articles[0].publisher, "江畔日报");
  assert_day(c->articles[0].published, 2021, 5, 6);
  assert_int_equal(c->lines[2].kind, LINE_CREDIT);
}

static void test_label_and_value_on_two_lines(void **state)
{
  struct chunk *c = fixture_split(
      *state, "标题一行\n2026年02月10日 07时41分\n来源:\n江畔日报\n正文共3条。\n");
  assert_str(c->articles[0].publisher, "江畔日报");
  assert_day(c->articles[0].published, 2026, 2, 10);
}

static void test_empty_label_says_nothing(void **state)
{
  struct fixture *x = *state;
  layout_state_init(&x->state);
  x->given = (struct given){.publisher = str_of("给定报"), .published = {2011, 3, 28}};
  struct chunk *c = fixture_go_on(
      x, "标题一行\n\n发布时间：2011-03-29\n发布人：-\n\n小标题\n\n正文共3条。\n");
  assert_str(c->articles[0].publisher, "给定报");
  assert_day(c->articles[0].published, 2011, 3, 29);
}

static void test_source_of_money_is_no_credit(void **state)
{
  struct chunk *c =
      fixture_split(*state, "标题一行\n\n正文共3条。\n\n资金来源：财政拨款5万元。\n");
  assert_str(c->articles[0].publisher, "");
  assert_int_equal(c->lines[4].kind, LINE_TEXT);
}

static void test_dateline_takes_the_year_of_the_text(void **state)
{
  struct chunk *c = fixture_split(
      *state, "考核已完成\n\n新华社北京12月6日电（记者 "
              "甲乙）2022年度考核组检查了64个市。到2035年建成。2022年收入增长。\n");
  assert_str(c->articles[0].publisher, "新华社");
  assert_day(c->articles[0].published, 2022, 12, 6);
}

static void test_dateline_before_new_year_of_the_given_day(void **state)
{
  struct fixture *x = *state;
  layout_state_init(&x->state);
  x->given = (struct given){.published = {2013, 1, 2}};
  struct chunk *c = fixture_go_on(x, "岁末\n\n江畔日报12月31日讯（记者 甲）今年共5件。\n");
  assert_str(c->articles[0].publisher, "江畔日报");
  assert_day(c->articles[0].published, 2012, 12, 31);
  c = fixture_split(x, "岁末\n\n江畔日报12月31日讯（记者 甲）共5件。\n");
  assert_int_equal(c->articles[0].published.year, 0);
}

static void test_page_of_several_articles(void **state)
{
  struct chunk *c = fixture_split(*state, "河畔新建桥梁两座\n\n——某区交通纪实\n\n江畔日报讯("
                                          "记者/甲) 2023年12月6日，两座桥通车。\n\n"
                                          "▶▶下转08版\n\n市长会议召开\n抓好年末工作\n\n江畔日报"
                                          "讯(记者/乙) 12月6日，会议召开，到会120人。\n\n"
                                          "全民护河\n\n江畔日报记者/丙\n\n4000余人参与。\n");
  assert_int_equal(c->n_articles, 3);
  assert_str(c->articles[0].title, "河畔新建桥梁两座——某区交通纪实");
  assert_str(c->articles[1].title, "市长会议召开 抓好年末工作");
  assert_str(c->articles[2].title, "全民护河");
  for (uint32_t i = 0; i < 3; i++) {
    assert_str(c->articles[i].publisher, "江畔日报");
    assert_day(c->articles[i].published, 2023, 12, 6);
    assert_int_equal(c->articles[i].number, i + 1);
  }
}

static void test_closing_mark_of_the_wire(void **state)
{
  struct chunk *c = fixture_split(
      *state,
      "# 甲文\n\n2023年共办结15件。\n\n（新华社北京12月6日电）\n\n# 乙文\n\n办结16件。\n");
  assert_int_equal(c->n_articles, 2);
  assert_str(c->articles[0].publisher, "新华社");
  assert_day(c->articles[0].published, 2023, 12, 6);
  assert_str(c->articles[1].title, "乙文");
  assert_str(c->articles[1].publisher, "");
}

static void test_bundle_of_items(void **state)
{
  struct chunk *c = fixture_split(
      *state, "国内联播快讯\n\n来源：央视网 2014-12-25\n\n央视网消息(新闻联播)：\n\n"
              "　　新增就业1300万人\n\n　　人社部门公布了数据。\n\n　　普查明年启动\n\n　　普查"
              "涵盖全部单位。\n");
  assert_int_equal(c->n_articles, 3);
  assert_str(c->articles[1].title, "新增就业1300万人");
  assert_str(c->articles[2].title, "普查明年启动");
  assert_str(c->articles[2].publisher, "央视网");
  assert_day(c->articles[2].published, 2014, 12, 25);
}

static void test_subheads_do_not_split(void **state)
{
  struct chunk *c = fixture_split(
      *state,
      "水泥价格上涨\n\n发布时间：2011-05-24\n\n上周上涨0.57%。\n\n趋势向好\n\n各地涨20元。\n");
  assert_int_equal(c->n_articles, 1);
  assert_int_equal(c->lines[6].kind, LINE_HEADING);
}

static void test_speech_and_office(void **state)
{
  struct chunk *c =
      fixture_split(*state, "政府工作报告\n——2018年3月7日在某区人民代表大会第二次会议上\n某区区"
                            "长　　甲乙丙\n各位代表：\n现在报告工作，共完成12项。\n");
  assert_str(c->articles[0].title, "政府工作报告");
  assert_day(c->articles[0].published, 2018, 3, 7);
  assert_int_equal(c->lines[2].kind, LINE_CREDIT);
  c = fixture_split(
      *state,
      "某市2012年统计公报\n\n某市统计局\n\n（2013年3月20日）\n\n一、综合\n\n总产值3亿元。\n");
  assert_str(c->articles[0].publisher, "某市统计局");
  assert_day(c->articles[0].published, 2013, 3, 20);
  c = fixture_split(*state,
                    "1956年工作报告——１９５６年６月１５日在全国大会第三次会议上\n总数12项。\n");
  assert_str(c->articles[0].title, "1956年工作报告");
  assert_day(c->articles[0].published, 1956, 6, 15);
}

static void test_chinese_day(void **state)
{
  struct chunk *c =
      fixture_split(*state, "工作报告\n——二〇二六年一月二十七日在某会议上\n共12项。\n");
  assert_day(c->articles[0].published, 2026, 1, 27);
}

static void test_rights_name_the_publisher(void **state)
{
  struct chunk *c = fixture_split(
      *state,
      "组长带队\n\n共20个组。\n\n【版权声明】本文著作权归某某新媒体独家所有，不得转载。\n");
  assert_str(c->articles[0].publisher, "某某新媒体");
}

static void test_mastheads_crumbs_and_signatures(void **state)
{
  struct chunk *c = fixture_split(*state, "第03版：要闻\n上一版 下一版\n首页 > 要闻\n项目提速\n"
                                          "江畔日报 2021年03月04日\n开工12个。\n统筹：甲\n");
  assert_int_equal(c->n_articles, 1);
  assert_str(c->articles[0].title, "项目提速");
  assert_str(c->articles[0].publisher, "江畔日报");
  assert_day(c->articles[0].published, 2021, 3, 4);
  assert_int_equal(c->lines[6].kind, LINE_NOISE);
  c = fixture_split(*state,
                    "关于印发规划的通知\n某发〔2023〕5号\n各市：\n投资3亿元。\n某省人民政府\n"
                    "2023年3月1日\n");
  assert_int_equal(c->lines[1].kind, LINE_CREDIT);
  assert_str(c->articles[0].publisher, "某省人民政府");
  assert_day(c->articles[0].published, 2023, 3, 1);
}

static void test_mastheads_with_other_words(void **state)
{
  static const char *const heads[] = {
      "江畔日报  2021年3月4日  星期四", "江畔日报 2021年3月4日 星期四 第2版：要闻",
      "2021年3月4日 星期四 江畔日报 A02", "江畔日报 A02 2021-03-04",
      "2 要闻 江畔日报 2021年3月4日 责编：某人"};
  static const char *const others[] = {"江畔日报社召开2021年3月4日党委会", "省里2021年3月4日 到江畔日报调研",
                                       "2021年3月4日 本次会议研究开春以后全市各项重点工程建设 江畔日报"};
  char text[512];
  for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
    snprintf(text, sizeof text, "%s\n项目提速\n本报讯（记者 甲）开工12个。\n", heads[i]);
    struct chunk *c = fixture_split(*state, text);
    assert_str(c->articles[0].title, "项目提速");
    assert_str(c->articles[0].publisher, "江畔日报");
    assert_day(c->articles[0].published, 2021, 3, 4);
  }
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    snprintf(text, sizeof text, "%s\n项目提速\n本报讯（记者 甲）开工12个。\n", others[i]);
    assert_str(fixture_split(*state, text)->articles[0].publisher, "");
  }
}

static void test_day_at_the_end_with_a_clock(void **state)
{
  struct chunk *c = fixture_split(*state, "立法會十四題\n答覆：共檢測66個樣本。\n完\n2024年5月15日（星期三）\n香港時間15時30分\n");
  assert_day(c->articles[0].published, 2024, 5, 15);
}

static void test_turned_page_ends_the_article(void **state)
{
  struct chunk *c = fixture_split(*state, "项目提速\n本报讯（记者 甲）开工12个。\n（下转第4版）\n"
                                          "小庭院大经济\n村民说，今年卖菜6000元。\n");
  assert_int_equal(c->n_articles, 2);
  assert_str(c->articles[1].title, "小庭院大经济");
}

static void test_days_of_a_chronicle_are_headings(void **state)
{
  struct chunk *c =
      fixture_split(*state, "某县大事\n\n全年共12件。\n\n2023年1月5日\n\n开工3个项目。\n\n"
                            "2023年2月6日\n\n竣工4个项目。\n");
  assert_int_equal(c->n_articles, 1);
  assert_int_equal(c->lines[4].kind, LINE_HEADING);
  assert_int_equal(c->lines[10].heading, 8);
  assert_int_equal(c->articles[0].published.year, 0);
}

static void test_wires_of_the_other_shore(void **state)
{
  struct chunk *c =
      fixture_split(*state, "政府赤字減少\n\n（新華社北京12月6日電）2012年赤字減少20億元。\n\n"
                            "旅客大增\n\n中央社記者甲台北6日電　旅客300萬人次。\n");
  assert_int_equal(c->n_articles, 2);
  assert_str(c->articles[0].publisher, "新華社");
  assert_str(c->articles[1].publisher, "中央社");
}

static void test_article_goes_on_in_the_next_chunk(void **state)
{
  struct fixture *x = *state;
  fixture_split(x, "长篇\n\n来源：江畔日报 2020-02-03\n\n第一部分共3条。\n");
  struct chunk *c = fixture_go_on(x, "第二部分共4条。\n");
  assert_int_equal(c->n_articles, 1);
  assert_int_equal(c->articles[0].number, 1);
  assert_str(c->articles[0].title, "长篇");
  assert_str(c->articles[0].publisher, "江畔日报");
  assert_day(c->articles[0].published, 2020, 2, 3);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_label_line),
      cmocka_unit_test(test_label_and_value_on_two_lines),
      cmocka_unit_test(test_empty_label_says_nothing),
      cmocka_unit_test(test_source_of_money_is_no_credit),
      cmocka_unit_test(test_dateline_takes_the_year_of_the_text),
      cmocka_unit_test(test_dateline_before_new_year_of_the_given_day),
      cmocka_unit_test(test_page_of_several_articles),
      cmocka_unit_test(test_closing_mark_of_the_wire),
      cmocka_unit_test(test_bundle_of_items),
      cmocka_unit_test(test_subheads_do_not_split),
      cmocka_unit_test(test_speech_and_office),
      cmocka_unit_test(test_chinese_day),
      cmocka_unit_test(test_rights_name_the_publisher),
      cmocka_unit_test(test_mastheads_crumbs_and_signatures),
      cmocka_unit_test(test_mastheads_with_other_words),
      cmocka_unit_test(test_turned_page_ends_the_article),
      cmocka_unit_test(test_day_at_the_end_with_a_clock),
      cmocka_unit_test(test_days_of_a_chronicle_are_headings),
      cmocka_unit_test(test_wires_of_the_other_shore),
      cmocka_unit_test(test_article_goes_on_in_the_next_chunk)};
  return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
