/* test_region.c - the gazetteer, and which region figures are about.
   SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <govfig/extractor.h>

#include "base/str.h"
#include "extract/context/region.h"
#include "extract/knowledge.h"

static int load(void **state)
{
  return govfig_rules_load(NULL, (struct govfig_rules **)state, NULL) != GOVFIG_OK;
}

static int unload(void **state)
{
  govfig_rules_free(*state);
  return 0;
}

/* ---- names and codes ---- */

static void finds_names_and_codes(void **state)
{
  static const struct {
    const char *name;
    uint32_t code;
  } cases[] = {
      {"350900", 350900},           {"宁德市", 350900},
      {"宁德", 350900},             {"内蒙古呼伦贝尔市海拉尔区", 150702},
      {"新疆", 650000},             {"广西壮族自治区", 450000},
      {"臺灣", 710000},             {"香港", 810000},
      {"全国", 100000},             {"中国", 100000},
      {"江苏省南京市鼓楼区", 320106},
      {"福建省福州市鼓楼区", 350102},
      {"民和县", 630222},           {"临夏州", 622900},
      {"雄安新区", 130600},         {"新疆生产建设兵团", 650000},
      {"110103", 110103}, /* abolished, still a code */
      {"999999", 0},                {"", 0},
      {"宁德市晚报", 0},            {"无此地", 0},
      {"福建省无锡市", 0},          {"12345", 0},
  };
  const struct govfig_rules *k = *state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    uint32_t code = regions_find_name(k->regions, str_of(cases[i].name));
    if (code != cases[i].code)
      fail_msg("%s: %u, not %u", cases[i].name, code, cases[i].code);
  }
}

static void names_codes(void **state)
{
  const struct govfig_rules *k = *state;
  assert_true(str_is(regions_name(k->regions, 350900), "宁德市"));
  assert_true(str_is(regions_name(k->regions, 100000), "全国"));
  assert_true(str_is(regions_name(k->regions, 110103), "崇文区"));
  assert_true(str_is(regions_name(k->regions, 420600), "襄阳市")); /* once 襄樊市 */
  assert_true(str_is(regions_name(k->regions, 0), ""));
  assert_true(str_is(regions_name(k->regions, 123456), ""));
}

/* ---- attribution ---- */

struct codes {
  char text[256];
  size_t len;
};

static enum govfig_next note(const struct govfig_figure *figure, void *ctx)
{
  struct codes *c = ctx;
  struct govfig_str code = figure->column[GOVFIG_COLUMN_REGION_CODE];
  if (code.len == 0)
    code = str_of("-");
  c->len += (size_t)snprintf(c->text + c->len, sizeof c->text - c->len, "%s%.*s",
                             c->len > 0 ? " " : "", (int)code.len, code.data);
  return GOVFIG_CONTINUE;
}

struct text_case {
  const char *publisher, *region, *text;
  const char *codes; /* of its figures, in order; "-" for none */
};

static void check(const struct govfig_rules *k, const struct text_case *cases, size_t n)
{
  struct govfig_extractor *x;
  assert_int_equal(govfig_extractor_new(k, &x, NULL), GOVFIG_OK);
  for (size_t i = 0; i < n; i++) {
    struct codes got = {.len = 0};
    struct govfig_document d = {.id = str_of("t"), .publisher = str_of(cases[i].publisher),
                                .region = str_of(cases[i].region),
                                .published = str_of("2024-05-06")};
    const char *text = cases[i].text;
    assert_int_equal(govfig_extract(x, &d, text, strlen(text), note, &got, NULL), GOVFIG_OK);
    if (strcmp(got.text, cases[i].codes) != 0)
      fail_msg("%s\n  has %s, not %s", text, got.text, cases[i].codes);
  }
  govfig_extractor_free(x);
}
#define CHECK(state, cases) check(*(state), cases, sizeof(cases) / sizeof *(cases))

static void takes_the_subject(void **state)
{
  static const struct text_case cases[] = {
      {"央视网", "全国", "今年前四个月，浙江省新建厂房350万平方米。\n", "330000"},
      {"央视网", "全国", "目前，在江苏盱眙，当地投入收割机600台。\n", "320830"},
      {"央视网", "全国", "新疆棉花收获120万吨，甘肃棉花收获3万吨。\n", "650000 620000"},
      {"央视网", "全国", "青海海东市民和县安置群众1200人。\n", "630222"},
      /* what is measured against, and where things come from or go to */
      {"央视网", "全国", "我国棉花产量560万吨，出口到浙江的纱线20万吨。\n", "100000 100000"},
      {"央视网", "全国", "全国接待来自山东的游客300万人次。\n", "100000"},
      /* the topic holds for the rest of the paragraph, until another takes over */
      {"央视网", "全国",
       "安徽省抢收小麦4300万亩。今年投入收割机16万台。全国投入收割机80万台。\n",
       "340000 340000 100000"},
      /* a list of provinces is about none of them */
      {"央视网", "全国", "黑龙江、湖南、四川等地轮作耕地1200万亩。\n", "100000"},
      {"央视网", "全国", "河北中南部、河南南部和安徽北部降雨30毫米。\n", "100000"},
      {"央视网", "全国", "全国31个省（区、市）和新疆生产建设兵团接种260万人。\n", "100000 100000"},
      {"央视网", "全国", "江西南昌等21个城市入选，我国森林城市已达96个。\n",
       "100000 100000"},
      {"央视网", "全国", "北京开通线路139条、天津119条。\n", "110000 120000"},
      /* unless it is dealt out */
      {"央视网", "全国", "山东、四川药品价格分别下降63.5%、52.6%。\n", "370000 510000"},
  };
  CHECK(state, cases);
}

static void test_whole_city_inside_a_clause(void **state)
{
  static const struct text_case cases[] = {
      {"湖南日报", "", "湖南暴雨灾情\n\n资兴市平均降雨量412毫米。\n\n截至8月1日，灾害已造成全市11万人受灾。",
       "431081 431081"},
  };
  CHECK(state, cases);
}

static void test_whose_county_is_not_said(void **state)
{
  static const struct text_case cases[] = {
      {"", "", "我县一季度开门红\n\n今年一季度，我县产值18亿元。全县产粮3万吨。", "- -"},
      {"陇西日报", "", "我县一季度开门红\n\n今年一季度，我县产值18亿元。全县产粮3万吨。", "621122 621122"},
  };
  CHECK(state, cases);
}

static void stays_in_its_region(void **state)
{
  static const struct text_case cases[] = {
      {"海拉尔区人民政府", "内蒙古呼伦贝尔市海拉尔区",
       "政府工作报告\n\n各位代表：\n我区实现生产总值235.2亿元，占全市的18%，位居自治区前列，"
       "高于全国3.1个百分点。\n",
       "150702 150702 150702"},
      {"黑龙江省人民政府", "黑龙江省",
       "政府工作报告\n\n全省粮食产量1600亿斤，连续15年居全国首位。哈尔滨机场旅客2600万人次，"
       "公路通车里程5000公里。\n",
       "230000 230000 230100 230000"},
      {"株洲日报", "", "全市造林2万亩。芦淞区造林3000亩，我市治理河道60公里。\n",
       "430200 430203 430200"},
      {"大庆市统计局", "黑龙江省大庆市", "金融\n单位：亿元\n指标\t3月末\n存款\t2291.6\n", "230600"},
  };
  CHECK(state, cases);
}

static void settles_shared_names(void **state)
{
  static const struct text_case cases[] = {
      {"央视网", "全国", "北京市朝阳区改造老楼38栋。\n", "110105"},
      {"央视网", "全国", "吉林省长春市朝阳区改造老楼38栋。\n", "220104"},
      {"南京日报", "江苏省南京市", "鼓楼区改造老楼38栋。\n", "320106"},
      {"福州日报", "福建省福州市", "鼓楼区改造老楼38栋。\n", "350102"},
      {"央视网", "全国", "鼓楼区改造老楼38栋。\n", "100000"},
      {"央视网", "全国", "吉林省治理河道80公里，海南治理河道60公里。\n", "220000 460000"},
      {"央视网", "全国", "海南区域医疗中心有床位600张，河北区域总部有3家。\n", "460000 130000"},
      {"央视网", "全国", "天津市河北区改造老楼38栋。\n", "120105"},
      /* common words that are short names too */
      {"央视网", "全国", "各地公安机关破案4500起。\n", "100000"},
      {"央视网", "全国", "双方合作建设电站12座。\n", "100000"},
      {"央视网", "全国", "城市和县城新建污水厂90座。\n", "100000"},
      /* names inside other names */
      {"央视网", "全国", "北京大学录取新生4000人。\n", "100000"},
      {"央视网", "全国", "在重大庆祝活动中，志愿者服务群众3000人。\n", "100000"},
      {"新华社", "", "新华社福州12月6日电 我国督察组收到举报6395件。\n", "100000"},
  };
  CHECK(state, cases);
}

static void leaves_out_what_is_abroad(void **state)
{
  static const struct text_case cases[] = {
      {"央视网", "全国", "国际联播快讯\n\n美国高温持续\n\n美国多地高温，已有31人死亡。\n", "-"},
      {"央视网", "全国", "我国对美国出口服装120亿美元。\n", "100000"},
      {"央视网", "全国", "今年我国外贸增长3%。东盟是大伙伴，占我国外贸的14.9%。\n", "100000 100000"},
      {"", "", "这家工厂年产零件300万件。\n", "-"},
  };
  CHECK(state, cases);
}

/* Rows and columns of tables that name regions. */
static void reads_tables(void **state)
{
  static const struct text_case cases[] = {
      {"福建省统计局", "福建省",
       "主要指标\n单位：亿元\n地区\t生产总值\t工业\n全省\t57761.0\t9000.2\n福州市\t14236.8\t3000.1\n",
       "350000 350000 350100 350100"},
      {"国家统计局", "全国",
       "| 指标（亿元） | 全国 | 北京 | 河北 |\n|---|---|---|---|\n| 生产总值 | 1349084 | 49843.1 | 47526.9 |\n",
       "100000 110000 130000"},
  };
  CHECK(state, cases);
}

/* A name that opens a paragraph and was read with one character too many. */
static void reads_misread_names(void **state)
{
  static const struct text_case cases[] = {
      {"三门峡日报", "河南省三门峡市", "湖滨区植树90亩。\n\n义市马市开展宣讲192场，3万人次受益。\n",
       "411202 411281 411281"},
  };
  CHECK(state, cases);
}

/* Noise does no harm. */
static void survives_noise(void **state)
{
  static char noise[6 * 3000 + 1];
  struct govfig_extractor *x;
  struct codes got = {.len = 0};
  assert_int_equal(govfig_extractor_new(*state, &x, NULL), GOVFIG_OK);
  for (size_t i = 0; i < 3000; i++)
    memcpy(noise + i * 6, i % 3 == 0 ? "北京" : i % 3 == 1 ? "\xff\xe5、(" : "全市", 6);
  struct govfig_document d = {.id = str_of("t"), .publisher = str_of(noise),
                              .region = str_of(noise)};
  assert_int_equal(govfig_extract(x, &d, noise, strlen(noise), note, &got, NULL), GOVFIG_OK);
  assert_int_equal(got.len, 0);
  govfig_extractor_free(x);
}

/* ---- tables ---- */

static enum govfig_status read(const char *text, struct govfig_error *err)
{
  struct table_handler handlers[3];
  struct fold *fold = fold_new();
  struct lexicon_builder *b = lexicon_builder_new(fold);
  struct regions *x = regions_new();
  size_t n = regions_handlers(x, b, handlers);
  assert_int_equal(n, 3);
  enum govfig_status status = table_read("t", str_of(text), handlers, n, err);
  struct lexicon *lexicon = lexicon_finish(b);
  if (status == GOVFIG_OK)
    status = regions_finish(x, fold, lexicon, err);
  regions_free(x);
  lexicon_free(lexicon);
  fold_free(fold);
  return status;
}

static void refuses_bad_tables(void **state)
{
  static const struct {
    const char *text;
    size_t line;
  } cases[] = {
      {"@table region code name\n12\t甲省\n", 2},
      {"@table region code name until\n120000\t甲省\tlater\n", 2},
      {"@table region code name\n120000\t\n", 2},
      {"@table region_name name code\n甲\tabcdef\n", 2},
      {"@table region_word words role\n\n甲\tnosuchrole\n", 3},
      {"@table region_word words role detail\n甲报\tpaper\tx\n", 2},
      {"@table region_word words role\n甲乙\tclause\n", 2}, /* for characters alone */
      {"@table region code name\n120000\t甲省\n", 0},        /* no nation */
      {"@table region code name\n100000\t甲国\n@table region_name name code\n乙\t120000\n", 0},
  };
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct govfig_error err = {0};
    if (read(cases[i].text, &err) != GOVFIG_E_SYNTAX || err.line != cases[i].line)
      fail_msg("%s: line %zu, %s", cases[i].text, err.line, err.text);
  }
  assert_int_equal(read("@table region code name\n100000\t甲国\n", NULL), GOVFIG_OK);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_whole_city_inside_a_clause),
      cmocka_unit_test(test_whose_county_is_not_said),
      cmocka_unit_test(finds_names_and_codes),
      cmocka_unit_test(names_codes),
      cmocka_unit_test(takes_the_subject),
      cmocka_unit_test(stays_in_its_region),
      cmocka_unit_test(settles_shared_names),
      cmocka_unit_test(leaves_out_what_is_abroad),
      cmocka_unit_test(reads_tables),
      cmocka_unit_test(reads_misread_names),
      cmocka_unit_test(survives_noise),
      cmocka_unit_test(refuses_bad_tables),
  };
  return cmocka_run_group_tests(tests, load, unload);
}
