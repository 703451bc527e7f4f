/* test_indicator.c - what figures count.  SPDX-License-Identifier: Apache-2.0 */
#include "context_fixture.h"

struct expected {
  const char *text, *indicator;
};

static void expect(struct fixture *t, const char *text, const struct expected *rows, size_t n)
{
  fixture_read(t, text);
  for (size_t i = 0; i < n; i++)
    assert_string_equal(fixture_cell(t, rows[i].text, GOVFIG_COLUMN_INDICATOR), rows[i].indicator);
}

#define EXPECT(text, ...)                                                                          \
  do {                                                                                             \
    static const struct expected rows[] = {__VA_ARGS__};                                           \
    expect(*state, text, rows, sizeof rows / sizeof *rows);                                        \
  } while (0)

static void test_noun_in_front(void **state)
{
  EXPECT("全县粮食产量31.2万吨。", {"31.2万吨", "粮食产量"});
  EXPECT("去年全市旅游收入达到85亿元。", {"85亿元", "旅游收入"});
  EXPECT("当日全县城镇调查失业率为5.3%。", {"5.3%", "城镇调查失业率"});
}

static void test_object_of_the_verb(void **state)
{
  EXPECT("全年受理群众投诉812件，追回欠薪3400万元。", {"812件", "受理群众投诉"},
         {"3400万元", "追回欠薪"});
  EXPECT("各镇共发放种粮补贴2600万元。", {"2600万元", "发放种粮补贴"});
}

static void test_noun_behind(void **state)
{
  EXPECT("县里选派了46名农技人员驻村。", {"46名", "农技人员驻村"});
  EXPECT("建成12座污水处理厂、7个便民服务点。", {"12座", "污水处理厂"}, {"7个", "便民服务点"});
  EXPECT("新增18家科技企业。", {"18家", "新增科技企业"});
}

static void test_one_noun_for_two_figures(void **state)
{
  EXPECT("全年完成2.3万户、150万平方米旧房改造任务。", {"2.3万户", "旧房改造任务"},
         {"150万平方米", "旧房改造任务"});
}

static void test_growth_keeps_the_levels_indicator(void **state)
{
  EXPECT("进出口总额92亿元，增长6.1%，比全省平均水平高1.2个百分点。", {"92亿元", "进出口总额"},
         {"6.1%", "进出口总额"}, {"1.2个百分点", "进出口总额"});
  EXPECT("茶叶面积由3万亩扩大到5.5万亩。", {"3万亩", "茶叶面积"}, {"5.5万亩", "茶叶面积"});
  EXPECT("粮食产量再创新高，突破60万吨。", {"突破60万吨", "粮食产量"});
}

static void test_list_is_dealt_out(void **state)
{
  EXPECT("建筑业、批发和零售业增加值分别增长4.1%、7.3%。", {"4.1%", "建筑业增加值"},
         {"7.3%", "批发和零售业增加值"});
  EXPECT("城镇、农村居民人均可支配收入分别为4.2万元和2.1万元，增长4.4%和6.2%。",
         {"4.2万元", "城镇居民人均可支配收入"}, {"2.1万元", "农村居民人均可支配收入"},
         {"4.4%", "城镇居民人均可支配收入"}, {"6.2%", "农村居民人均可支配收入"});
}

static void test_parentheses_do_not_hold_on(void **state)
{
  EXPECT("实现税收40亿元（其中企业所得税9亿元），增长3.5%。", {"40亿元", "税收"},
         {"9亿元", "企业所得税"}, {"3.5%", "税收"});
}

static void test_number_of_an_item(void **state)
{
  EXPECT("二、一季度人民币贷款增加9.46万亿元。", {"9.46万亿元", "人民币贷款"});
  EXPECT("三、存款余额3万亿元。", {"3万亿元", "存款余额"});
  EXPECT("一、二、三产业增加值分别增长3%、4%和5%。", {"3%", "一产业增加值"}, {"5%", "三产业增加值"});
}

static void test_parenthesis_with_a_figure_alone(void **state)
{
  EXPECT("粳米每斤3元；花生油（5升）138.6元，下降1.7%。", {"5升", "花生油"}, {"138.6元", "花生油"},
         {"1.7%", "花生油"});
  EXPECT("举报包括网购（312件）、餐饮（208件）。", {"312件", "举报包括网购"}, {"208件", "餐饮"});
}

static void test_share(void **state)
{
  EXPECT("服务业增加值占地区生产总值比重达52.4%。", {"52.4%", "服务业增加值占地区生产总值比重"});
  EXPECT("63%的村通了公交车。", {"63%", "村通了公交车"});
  EXPECT("税收收入完成预算的97.1%。", {"97.1%", "税收收入"});
}

static void test_rank(void **state)
{
  EXPECT("茶叶产量居全省第二位。", {"二位", "茶叶产量"});
}

static void test_span_of_time(void **state)
{
  EXPECT("三年来，全县持续治理水土流失。", {"三年", "治理水土流失"});
}

static void test_what_is_left_out(void **state)
{
  EXPECT("年末户籍人口[3]52.7万人。", {"52.7万人", "户籍人口"});
  EXPECT("城市居民 人均消费支出2.6万元。", {"2.6万元", "城市居民人均消费支出"});
}

static void test_verb_that_finishes(void **state)
{
  EXPECT("排查隐患430处，已整改412处。", {"430处", "排查隐患"}, {"412处", "整改排查隐患"});
}

static void test_number_that_is(void **state)
{
  EXPECT("在抽查的80个项目中，有9个（占11%）是新建项目。", {"9个", "新建项目"});
}

static void test_keys(void **state)
{
  struct fixture *t = *state;
  fixture_read(t, "泰州市全市生产总值7000亿元。");
  assert_string_equal(fixture_cell(t, "7000亿元", GOVFIG_COLUMN_INDICATOR_KEY), "地区生产总值");
  fixture_read(t, "全国GDP增长5.2%。");
  assert_string_equal(fixture_cell(t, "5.2%", GOVFIG_COLUMN_INDICATOR_KEY), "国内生产总值");
  fixture_read(t, "全县工农业总产值3亿元。");
  assert_string_equal(fixture_cell(t, "3亿元", GOVFIG_COLUMN_INDICATOR_KEY), "工农业总产值");
  fixture_read(t, "占地区生产总值比重40%。");
  assert_string_equal(fixture_cell(t, "40%", GOVFIG_COLUMN_INDICATOR_KEY), "");
}

/* At most 40 characters, whatever stands in front. */
static void test_length(void **state)
{
  struct fixture *t = *state;
  char text[4096] = "";
  for (int i = 0; i < 300; i++)
    strcat(text, "甲乙丙");
  strcat(text, "收入5亿元。");
  fixture_read(t, text);
  assert_true(strlen(fixture_cell(t, "5亿元", GOVFIG_COLUMN_INDICATOR)) <= 120);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_noun_in_front),
      cmocka_unit_test(test_object_of_the_verb),
      cmocka_unit_test(test_noun_behind),
      cmocka_unit_test(test_one_noun_for_two_figures),
      cmocka_unit_test(test_growth_keeps_the_levels_indicator),
      cmocka_unit_test(test_list_is_dealt_out),
      cmocka_unit_test(test_parentheses_do_not_hold_on),
      cmocka_unit_test(test_number_of_an_item),
      cmocka_unit_test(test_parenthesis_with_a_figure_alone),
      cmocka_unit_test(test_share),
      cmocka_unit_test(test_rank),
      cmocka_unit_test(test_span_of_time),
      cmocka_unit_test(test_what_is_left_out),
      cmocka_unit_test(test_verb_that_finishes),
      cmocka_unit_test(test_number_that_is),
      cmocka_unit_test(test_keys),
      cmocka_unit_test(test_length),
  };
  return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
