/* test_layout.c - lines, their kinds, and sentences.  SPDX-License-Identifier: Apache-2.0 */
#include "layout_fixture.h"

#include "extract/text/bits.h"

static void test_sentences_end_at_full_stops(void **state)
{
  struct chunk *c = fixture_split(
      *state, "今年新建3.5万套，比去年多1.2万套；已交付八成。“都住上了吗？”他问。好！\n");
  assert_int_equal(c->n_sentences, 4);
  assert_str(sentence_text(c, 0), "今年新建3.5万套，比去年多1.2万套；已交付八成。");
  assert_str(sentence_text(c, 1), "“都住上了吗？”");
  assert_str(sentence_text(c, 2), "他问。");
  assert_str(sentence_text(c, 3), "好！");
  assert_int_equal(c->sentences[0].paragraph, c->sentences[3].paragraph);
}

static void test_title_with_question_mark_goes_on(void **state)
{
  struct chunk *c = fixture_split(*state, "展览题为《水从哪里来？》，共接待2万人次。\n");
  assert_int_equal(c->n_sentences, 1);
}

#define LONG                                                                                                                                \
  "全县整治河道四十余条，累计清淤三百二十万立方米，新建堤防二十余公里，"                                  \
  "受益群众达到八万余人，沿线建成绿道六十公里，安装路灯一千余盏，栽植树木三万株，修复湿地五千" \
  "亩，受益村"

static void test_broken_lines_join(void **state)
{
  struct chunk *c =
      fixture_split(*state, "河道\n\n" LONG "\n\n庄达到96个。\n\n" LONG
                            "\n\n庄97个。\n\n把好源头治理的“方向盘”,全县\n\n持续发力。\n");
  assert_int_equal(c->n_sentences, 4);
  assert_true(c->lines[2].joins_next);
  assert_int_equal(c->sentences[1].line, 2);
  assert_str(sentence_text(c, 1), LONG "\n\n庄达到96个。");
  assert_str(sentence_text(c, 3), "把好源头治理的“方向盘”,全县\n\n持续发力。");
}

static void test_wrapped_page_joins_over_its_number(void **state)
{
  struct chunk *c =
      fixture_split(*state, "一、总体情况\n"
                            "二零二三年全市审计机关共审计项目三百二十个，查出主要问题金额\n"
                            "一百二十亿元，移送案件线索四十五起，促进增收节支九十八亿元，推\n"
                            "动建章立制二百余项。其中涉及民生资金的项目占到总数的一半以上，\n"
                            "- 3 -\n"
                            "资金总量比上一年度增加了三成左右，覆盖了全部县区和开发区的主\n"
                            "要部门。\n");
  assert_int_equal(c->lines[0].kind, LINE_HEADING);
  assert_int_equal(c->lines[0].level, 1);
  assert_int_equal(c->lines[4].kind, LINE_NOISE);
  assert_int_equal(c->n_sentences, 3);
  assert_int_equal(c->sentences[2].line, 3);
}

static void test_headings_stay_alone(void **state)
{
  struct chunk *c = fixture_split(
      *state,
      "某县工作回顾\n\n（一）农业生产\n\n粮食产量12万吨。\n\n（二）工业\n\n产值30亿元。\n");
  assert_int_equal(c->lines[0].kind, LINE_TITLE);
  assert_int_equal(c->lines[2].kind, LINE_HEADING);
  assert_int_equal(c->lines[2].level, 2);
  assert_int_equal(c->lines[4].heading, 2);
  assert_int_equal(c->lines[8].heading, 6);
  assert_int_equal(c->n_sentences, 5);
}

static void test_numbered_text_is_no_heading(void **state)
{
  struct chunk *c = fixture_split(*state, "第一条规定适用。\n3.5万人参加。\n");
  assert_int_equal(c->lines[1].kind, LINE_TEXT);
}

static void test_noise(void **state)
{
  struct chunk *c = fixture_split(
      *state, "打印\n大\n标题在此一行\n正文有10项内容。\n![](http://x.example/1.png)\n"
              "http://x.example/2\n— 12 —\n▶▶下转08版\n责任编辑：甲乙\n第 3 页 共 9 页\n");
  assert_int_equal(c->lines[0].kind, LINE_NOISE);
  assert_int_equal(c->lines[1].kind, LINE_NOISE);
  assert_int_equal(c->lines[2].kind, LINE_TITLE);
  for (uint32_t i = 4; i < 10; i++)
    assert_int_equal(c->lines[i].kind, LINE_NOISE);
  assert_int_equal(c->n_sentences, 2);
}

static void test_markdown_marks_are_taken_off(void **state)
{
  struct chunk *c = fixture_split(*state, "# 标题\n\n**小节名称**\n\n内容共5条。\n");
  assert_str(units_text(&c->text, (struct span){c->lines[0].start, c->lines[0].end}), "标题");
  assert_str(units_text(&c->text, (struct span){c->lines[2].start, c->lines[2].end}),
             "小节名称");
}

static void test_rows_and_captions(void **state)
{
  struct chunk *c = fixture_split(*state, "表1 产量\n单位：万吨\n指标 | 产量\n--- | ---\n稻谷 "
                                          "| 12.5\n小麦 | 3\n\n甲\t5\t6\n乙\t7\t8\n");
  assert_int_equal(c->lines[1].kind, LINE_CAPTION);
  assert_int_equal(c->lines[2].kind, LINE_CAPTION);
  assert_int_equal(c->lines[3].kind, LINE_NOISE);
  assert_int_equal(c->lines[4].kind, LINE_ROW);
  assert_int_equal(c->lines[5].kind, LINE_ROW);
  assert_int_equal(c->lines[7].kind, LINE_ROW);
}

static void test_a_bar_or_tab_alone_makes_no_row(void **state)
{
  struct chunk *c = fixture_split(*state, "报告\t——某年某会\n文 | 某某\n本项目共3期。\n");
  for (uint32_t i = 0; i < c->n_lines; i++)
    assert_int_not_equal(c->lines[i].kind, LINE_ROW);
}

static void test_empty_and_hostile(void **state)
{
  struct fixture *x = *state;
  static char big[400001];
  struct chunk *c = fixture_split(x, "");
  assert_int_equal(c->n_sentences, 0);
  assert_int_equal(c->n_articles, 1);
  fixture_split(x, "\n\n\n");
  fixture_split(x, "\xff\xfe|\t#**\n(((\n");
  static const char *const fills[] = {"!", "?,", "\n", "|", "\t", "(",
                                      "1", "**", "# ", " ", "年"};
  for (size_t k = 0; k < sizeof fills / sizeof *fills; k++) {
    size_t len = strlen(fills[k]);
    for (size_t i = 0; i + len < sizeof big; i += len)
      memcpy(big + i, fills[k], len + 1);
    c = fixture_split(x, big);
    for (uint32_t i = 0; i < c->n_sentences; i++)
      assert_true(c->sentences[i].end - c->sentences[i].start <= 4096);
  }
}

static void test_long_sentence_is_cut_outside_numerals(void **state)
{
  static char text[40000];
  size_t n = 0;
  for (int i = 0; i < 1200; i++)
    n += (size_t)snprintf(text + n, sizeof text - n, "增长12345%%");
  struct chunk *c = fixture_split(*state, text);
  assert_true(c->n_sentences >= 2);
  for (uint32_t i = 1; i < c->n_sentences; i++)
    assert_false(unit_is_digit(c->text.u[c->sentences[i].start - 1]));
}

/* The next unit with a bit, from every place up to every other; both ways to find the
   lowest byte. */
static void test_units_next(void **state)
{
  (void)state;
  enum { N = 40 };
  uint8_t classes[N + 8] = {0};
  const struct units t = {.class = classes, .n = N};
  for (uint32_t at = 0; at < N; at++) {
    classes[at] = UNIT_STOP | UNIT_TIME;
    for (uint32_t from = 0; from < N; from++) {
      for (uint32_t to = from; to <= N; to++) {
        uint32_t expected = at >= from && at < to ? at : to;
        assert_int_equal(units_next(&t, from, to, UNIT_STOP | UNIT_BREAK), expected);
        assert_int_equal(units_next(&t, from, to, UNIT_BREAK | UNIT_TIME), expected);
        assert_int_equal(units_next(&t, from, to, UNIT_BREAK), to);
      }
    }
    classes[at] = 0;
  }
  for (uint32_t bit = 0; bit < 64; bit++) {
    assert_int_equal(units_first(UINT64_C(1) << bit), bit / 8);
    assert_int_equal(units_first_portable(UINT64_C(1) << bit), bit / 8);
    assert_int_equal(units_first_portable(~UINT64_C(0) << bit), bit / 8);
  }
}

/* What a machine has instructions for is the same without them. */
static void test_bits(void **state)
{
  (void)state;
  uint8_t classes[64];
  uint32_t random = 1;
  for (uint32_t bit = 0; bit < 62; bit++) {
    assert_int_equal(bits_count(~UINT64_C(0) << bit), 64 - bit);
    assert_int_equal(bits_first(UINT64_C(5) << bit), bit);
    assert_int_equal(bits_first_portable(UINT64_C(5) << bit), bit);
    assert_int_equal(units_behind(UINT64_C(5) << bit), (61 - bit) / 8);
    assert_int_equal(units_behind_portable(UINT64_C(5) << bit), (61 - bit) / 8);
  }
  for (uint32_t n = 0; n < 1000; n++) {
    struct bits_of_classes expected = {0, 0, 0};
    for (uint32_t k = 0; k < 64; k++) {
      uint64_t bit = UINT64_C(1) << k;
      random = random * 1664525 + 1013904223;
      uint8_t class = classes[k] = (uint8_t)(random >> 24);
      expected.breaks |= (class & UNIT_BREAK) != 0 ? bit : 0;
      expected.blanks |= (class & UNIT_BLANK) != 0 ? bit : 0;
      expected.others |= (class & (UNIT_STOP | UNIT_SIGN)) != 0 ? bit : 0;
    }
    struct bits_of_classes one = bits_of_classes(classes);
    struct bits_of_classes other = bits_of_classes_portable(classes);
    assert_memory_equal(&one, &expected, sizeof one);
    assert_memory_equal(&other, &expected, sizeof other);
    uint8_t value = classes[random % 64];
    assert_true(bits_equal(classes, value) == bits_equal_portable(classes, value));
    assert_true((bits_equal(classes, value) >> random % 64 & 1) != 0);
    for (uint32_t class = UNIT_NUMERAL; class <= UNIT_TIME; class *= 2) {
      uint64_t bits = bits_of_class(classes, (enum unit_class)class);
      assert_true(class != UNIT_BREAK || bits == expected.breaks);
      assert_true(bits == bits_of_class_portable(classes, (enum unit_class)class));
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_sentences_end_at_full_stops),
      cmocka_unit_test(test_title_with_question_mark_goes_on),
      cmocka_unit_test(test_broken_lines_join),
      cmocka_unit_test(test_wrapped_page_joins_over_its_number),
      cmocka_unit_test(test_headings_stay_alone),
      cmocka_unit_test(test_numbered_text_is_no_heading),
      cmocka_unit_test(test_noise),
      cmocka_unit_test(test_markdown_marks_are_taken_off),
      cmocka_unit_test(test_rows_and_captions),
      cmocka_unit_test(test_a_bar_or_tab_alone_makes_no_row),
      cmocka_unit_test(test_empty_and_hostile),
      cmocka_unit_test(test_long_sentence_is_cut_outside_numerals),
      cmocka_unit_test(test_units_next),
      cmocka_unit_test(test_bits)};
  return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
