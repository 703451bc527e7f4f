/* test_authority.c - the body that a number comes from.  SPDX-License-Identifier: Apache-2.0 */
#include "context_fixture.h"

static void expect(void **state, const char *text, const char *figure, const char *body)
{
  fixture_read(*state, text);
  assert_string_equal(fixture_cell(*state, figure, GOVFIG_COLUMN_AUTHORITY), body);
}

static void test_learned_from(void **state)
{
  expect(state, "记者6日从国家能源局获悉，全国风电装机增加12%。", "12%", "国家能源局");
  expect(state, "12月6日，记者从绵阳市水利局了解到，全市已建水库31座。", "31座", "绵阳市水利局");
}

static void test_announced(void **state)
{
  expect(state, "水利部今天公布，全国大中型水库蓄水增加9%。", "9%", "水利部");
  expect(state, "日前，审计署发布公告称，查出违规资金3亿元。", "3亿元", "审计署");
}

static void test_according_to(void **state)
{
  expect(state, "据宜昌市交通运输局局长李明介绍，全市新建公路210公里。", "210公里",
         "宜昌市交通运输局");
  expect(state, "来自文化和旅游部的消息，假期出游1.2亿人次。", "1.2亿人次", "文化和旅游部");
  expect(state, "国家统计局数据显示，上月价格上涨0.3%。", "0.3%", "国家统计局");
}

static void test_holds_for_the_paragraph(void **state)
{
  const char *text = "县林业局介绍，今年造林3000亩。成活率达到92%。\n\n另外，全县有公园7座。\n";
  expect(state, text, "92%", "县林业局");
  expect(state, text, "7座", "");
}

static void test_report_shows(void **state)
{
  expect(state, "审计署公布了审计结果。\n\n审计结果显示，整改资金8亿元。\n", "8亿元", "审计署");
}

static void test_no_body(void **state)
{
  expect(state, "据统计，全县共有水库7座。", "7座", "");
  expect(state, "纠正和查处发布虚假信息的企业40家。", "40家", "");
  expect(state, "张强说，他家种了6亩茶。", "6亩", "");
}

static void test_dateline(void **state)
{
  expect(state, "新华社北京5月6日电（记者 王某）商务部6日发布消息，零售额增长4.7%。", "4.7%",
         "商务部");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_learned_from),
      cmocka_unit_test(test_announced),
      cmocka_unit_test(test_according_to),
      cmocka_unit_test(test_holds_for_the_paragraph),
      cmocka_unit_test(test_report_shows),
      cmocka_unit_test(test_no_body),
      cmocka_unit_test(test_dateline),
  };
  return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
