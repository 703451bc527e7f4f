/* test_tables.c - cells into figures.  SPDX-License-Identifier: Apache-2.0 */
#include "layout_fixture.h"

#include "extract/text/tables.h"
#include "extract/text/tables_row.h"

struct engine {
  struct fixture text;
  struct numerals *numerals;
  struct unit_registry *units;
  struct tables *tables;
};

static int setup(void **state)
{
  static const char *const folds[] = {"fold", NULL};
  static const char *const names[] = {"layout", "publishers", "heads", "numerals",
                                      "units",  "measures",   NULL};
  struct engine *x = calloc(1, sizeof *x);
  struct table_handler handlers[24];
  size_t n = 0;
  x->text.fold = fold_new();
  handlers[0] = fold_handler(x->text.fold);
  fixture_read(folds, handlers, 1);
  struct lexicon_builder *words = lexicon_builder_new(x->text.fold);
  x->text.layout = layout_new();
  x->numerals = numerals_new(x->text.fold);
  x->units = unit_registry_new();
  x->tables = tables_new(x->text.fold);
  n += layout_handlers(x->text.layout, words, handlers + n);
  n += numerals_handlers(x->numerals, handlers + n);
  n += unit_registry_handlers(x->units, words, handlers + n);
  n += tables_handlers(x->tables, handlers + n);
  fixture_read(names, handlers, n);
  x->text.lexicon = lexicon_finish(words);
  numerals_classify(x->numerals, x->text.fold);
  layout_classify(x->text.layout, x->text.fold);
  fold_spread(x->text.fold);
  *state = x;
  return 0;
}

static int teardown(void **state)
{
  struct engine *x = *state;
  tables_free(x->tables);
  unit_registry_free(x->units);
  numerals_free(x->numerals);
  lexicon_free(x->text.lexicon);
  layout_free(x->text.layout);
  fold_free(x->text.fold);
  arena_done(&x->text.arena);
  free(x);
  return 0;
}

static struct chunk *cells(void **state, const char *text)
{
  struct engine *x = *state;
  struct tables_engine e = {x->tables, x->numerals, x->units, x->text.lexicon, 100, NULL};
  struct chunk *c = fixture_split(&x->text, text);
  assert_true(tables_cells(&e, c));
  return c;
}

/* The figure of the cell `text`, of the n-th that reads so. */
static const struct found *figure(const struct chunk *c, const char *text, int n)
{
  for (uint32_t i = 0; i < c->n_found; i++) {
    struct govfig_str s = units_text(&c->text, c->found[i].span);
    if (s.len == strlen(text) && memcmp(s.data, text, s.len) == 0 && n-- == 0)
      return &c->found[i];
  }
  fail_msg("no figure %s", text);
  return NULL;
}

static void assert_value(const struct found *f, const char *value, const char *unit_name)
{
  char text[DECIMAL_TEXT_MAX];
  decimal_print(f->value, text);
  assert_string_equal(text, value);
  assert_str(f->unit_name, unit_name);
  assert_true(f->from_table);
}

static void test_caption_unit_and_change_columns(void **state)
{
  struct chunk *c =
      cells(state, "金 融\n单位：亿元\n指 标\t3月末\t比年初增减额\t增长（%）\n"
                   "存款余额\t2291.6 \t34.8 \t5.1\n#住户存款\t417.3 \t-26.3\t-0.4\n");
  assert_int_equal(c->n_found, 6);
  const struct found *f = figure(c, "2291.6", 0);
  assert_value(f, "229160000000", "元");
  assert_str(f->unit_code, "CNY");
  assert_int_equal(f->kind, KIND_MONEY);
  assert_int_equal(f->rule, 100 + KIND_MONEY);
  assert_int_equal(f->measure, MEASURE_LEVEL);
  assert_int_equal(f->change, CHANGE_NONE);
  f = figure(c, "-26.3", 0);
  assert_value(f, "-2630000000", "元");
  assert_int_equal(f->measure, MEASURE_CHANGE);
  assert_int_equal(f->change, CHANGE_DECREASE);
  assert_int_equal(f->basis, BASIS_OTHER);
  f = figure(c, "-0.4", 0);
  assert_value(f, "-0.4", "%");
  assert_int_equal(f->measure, MEASURE_GROWTH);
  assert_true(strncmp(f->indicator.data, "住户存款", strlen("住户存款")) == 0);
}

static void test_units_in_heads_and_labels(void **state)
{
  struct chunk *c = cells(state, "| 指标 | 年末数（万人） | 比重（%） |\n|---|---|---|\n"
                                 "| 其中：城镇[6] | 94350 | 67.0 |\n");
  const struct found *f = figure(c, "94350", 0);
  assert_value(f, "943500000", "人");
  assert_str(f->indicator, "城镇");
  f = figure(c, "67.0", 0);
  assert_value(f, "67", "%");
  assert_int_equal(f->measure, MEASURE_SHARE);
  c = cells(state, "指标名称\t指标值\t同比增长（±%）\n牛（万头）\t29.4\t5.2\n奶牛\t1.5\t-1\n");
  assert_value(figure(c, "29.4", 0), "294000", "头");
  assert_value(figure(c, "1.5", 0), "15000", "头");
  assert_int_equal(figure(c, "-1", 0)->basis, BASIS_YOY);
}

static void test_column_of_units(void **state)
{
  struct chunk *c =
      cells(state, "指标\t计量单位\t绝对数\t比上年增长%\n粮食产量\t万吨\t12.5\t3.1\n"
                   "电价\t元/吨\t7\t-2\n");
  assert_value(figure(c, "12.5", 0), "125000", "吨");
  assert_value(figure(c, "3.1", 0), "3.1", "%");
  const struct found *f = figure(c, "7", 0);
  assert_value(f, "7", "元/吨");
  assert_int_equal(f->kind, KIND_RATE);
}

static void test_columns_that_name_quantities(void **state)
{
  struct chunk *c = cells(state, "内容\t本年新制作数量\t对外公开总数量\n规章\t13\t524\n");
  assert_str(figure(c, "13", 0)->indicator, "规章本年新制作数量");
  assert_int_equal(figure(c, "13", 0)->kind, KIND_NUMBER);
  c = cells(
      state,
      "地区\t生产总值（亿元）\t增长（%）\t财政收入（亿元）\t增长（%）\n甲县\t10\t5\t2\t6\n");
  assert_str(figure(c, "6", 0)->indicator, "甲县财政收入");
  assert_int_equal(figure(c, "6", 0)->measure, MEASURE_GROWTH);
}

static void test_broken_heads_and_missing_cells(void **state)
{
  struct chunk *c = cells(state, "表2 价格比上年涨跌幅度\n单位：%\n指标 | 全国\n城市 | 农村\n"
                                 "食品 | 0.2 | -0.1 | 0.3\n");
  const struct found *f = figure(c, "-0.1", 0);
  assert_int_equal(f->measure, MEASURE_GROWTH);
  assert_int_equal(f->basis, BASIS_YOY);
  assert_int_equal(f->change, CHANGE_DECREASE);
  c = cells(state,
            "指标 \t 指标值（亿元） \t   \t 同比增长（%）\n工业 \t 3157.4 \t   \t 9.9\n");
  assert_value(figure(c, "9.9", 0), "9.9", "%");
  c = cells(state, "名称 \t 产量（万吨） \t 同比增长（%）\n玉米 \t 540.4 \t   \t 17.8\n");
  assert_value(figure(c, "17.8", 0), "17.8", "%");
}

static void test_captions_one_after_the_other(void **state)
{
  struct chunk *c = cells(
      state,
      "表1 收支\n单位：亿元、%\n指标\t2023年\t增长\n支出\t12\t1.7\n赤字率\t3.0\t—\n\n"
      "表2  各季度增速\n            一季度    上半年    全年\n工业    4.9       -6.8    5\n"
      "农业    3.5       3.6    4\n");
  assert_value(figure(c, "12", 0), "1200000000", "元");
  assert_value(figure(c, "1.7", 0), "1.7", "%");
  assert_value(figure(c, "3.0", 0), "3", "%");
  const struct found *f = figure(c, "-6.8", 0);
  assert_value(f, "-6.8", "%");
  assert_int_equal(f->measure, MEASURE_GROWTH);
  assert_int_equal(f->change, CHANGE_DECREASE);
}

static void test_words_inside_names_stay(void **state)
{
  struct chunk *c = cells(state, "项目名称\t采购项目数量\t图书馆（个）\n集中采购\t6\t7\n");
  assert_str(figure(c, "6", 0)->indicator, "集中采购采购项目数量");
  assert_str(figure(c, "7", 0)->indicator, "集中采购图书馆");
}

static void test_ranks_and_regions(void **state)
{
  struct chunk *c = cells(state, "地区\t人均收入（元）\t位次\n甲县\t35000\t12\n");
  const struct found *f = figure(c, "12", 0);
  assert_value(f, "12", "名次");
  assert_int_equal(f->measure, MEASURE_RANK);
  assert_int_equal(f->kind, KIND_RANK);
}

static void test_merged_heads(void **state)
{
  struct chunk *c =
      cells(state, "单位：亿元\n指标\t指标值\t指标值\t\t同比增长（%）\t同比增长（%）\n"
                   "工业\t3157.4\t\t\t9.9\t\n");
  assert_value(figure(c, "9.9", 0), "9.9", "%");
  c = cells(state, "\t产量（吨）\t增长（%）\n玉米\t5\t6\n大豆\t\t7\n");
  assert_value(figure(c, "5", 0), "5", "吨");
  assert_value(figure(c, "7", 0), "7", "%");
}

static void test_cells_with_units_and_without_numbers(void **state)
{
  struct chunk *c = cells(state, "项目\t数量\t总金额\n采购\t6\t251000元\n其他\t—\t…\n");
  assert_value(figure(c, "251000元", 0), "251000", "元");
  assert_int_equal(c->n_found, 2);
}

static void test_prose_figures_in_labels_go(void **state)
{
  struct engine *x = *state;
  struct tables_engine e = {x->tables, x->numerals, x->units, x->text.lexicon, 0, NULL};
  struct chunk *c =
      fixture_split(&x->text, "前有5人。\n\n指标 | 人数（人）\n60岁以上 | 12\n\n后有6人。\n");
  struct found prose[3] = {{.span = {2, 4}}, {.span = {18, 23}}, {.span = {32, 34}}};
  assert_int_equal(c->text.u[18], '6');
  assert_int_equal(c->text.u[32], '6');
  c->found = prose;
  c->n_found = 3;
  assert_true(tables_cells(&e, c));
  assert_int_equal(c->n_found, 3);
  assert_int_equal(c->found[0].span.start, 2);
  assert_true(c->found[1].from_table);
  assert_int_equal(c->found[2].span.start, 32);
}

static void test_time_of_the_head(void **state)
{
  struct engine *x = *state;
  struct tables_engine e = {x->tables, x->numerals, x->units, x->text.lexicon, 0, NULL};
  struct chunk *c = fixture_split(&x->text, "指标\t3月末\t增减额\n存款（元）\t8\t-1\n");
  struct time_mark time = {
      .span = {3, 6}, .period = {.last = {2020, 3, 31}, .known = true, .open_start = true}};
  c->times = &time;
  c->n_times = 1;
  assert_true(tables_cells(&e, c));
  assert_int_equal(c->n_found, 2);
  assert_str(c->found[0].indicator, "存款");
  assert_int_equal(c->found[0].period.last.month, 3);
  assert_int_equal(c->found[1].period_words.start, 3);
}

static void test_time_of_a_comparison_is_none(void **state)
{
  struct engine *x = *state;
  struct tables_engine e = {x->tables, x->numerals, x->units, x->text.lexicon, 0, NULL};
  struct chunk *c =
      fixture_split(&x->text, "指标\t3月末\t比年初增减额\t年末数\n存款（元）\t8\t-1\t9\n");
  struct time_mark times[] = {{.span = {3, 6}}, {.span = {8, 10}}, {.span = {14, 16}}};
  assert_int_equal(c->text.u[14], c->text.u[8]);
  c->times = times;
  c->n_times = 3;
  assert_true(tables_cells(&e, c));
  assert_int_equal(c->n_found, 3);
  assert_int_equal(c->found[1].period_words.start, 3);
  assert_int_equal(c->found[2].period_words.start, 14);
  assert_str(c->found[2].indicator, "存款");
}

static void test_years_as_labels_and_heads(void **state)
{
  struct chunk *c = cells(state, "年份\t产量（吨）\n2019\t8\n2020\t9\n");
  assert_int_equal(c->n_found, 2);
  assert_int_equal(c->found[1].period.first.year, 2020);
  assert_str(c->found[1].indicator, "产量");
  c = cells(state, "指标\t2019\t2020\n产量（吨）\t8\t9\n");
  assert_int_equal(c->n_found, 2);
}

static void test_table_goes_on_in_the_next_chunk(void **state)
{
  struct engine *x = *state;
  struct tables_state kept;
  struct tables_engine e = {x->tables, x->numerals, x->units, x->text.lexicon, 0, &kept};
  tables_state_init(&kept);
  struct chunk *c = fixture_split(
      &x->text, "收支\n单位：亿元\n指标\t金额\t3月末余额\t增长（%）\n税收\t5\t6\t7\n");
  struct time_mark time = {
      .span = {15, 18}, .period = {.last = {2020, 3, 31}, .known = true, .open_start = true}};
  assert_int_equal(c->text.u[15], '3');
  c->times = &time;
  c->n_times = 1;
  assert_true(tables_cells(&e, c));
  assert_int_equal(c->n_found, 3);
  for (int i = 0; i < 2; i++) { /* the second chunk hands it on to the third */
    c = fixture_go_on(&x->text, "规费\t8\t9\t10\n罚没\t1\t2\t3\n");
    assert_true(tables_cells(&e, c));
    assert_int_equal(c->n_found, 6);
    assert_value(figure(c, "8", 0), "800000000", "元");
    assert_int_equal(figure(c, "9", 0)->period.last.month, 3);
    assert_true(strncmp(figure(c, "9", 0)->indicator.data, "规费余额", strlen("规费余额")) ==
                0);
    assert_value(figure(c, "10", 0), "10", "%");
    assert_int_equal(figure(c, "3", 0)->measure, MEASURE_GROWTH);
  }
  c = fixture_go_on(&x->text, "完。\n\n甲\t8\t9\n乙\t1\t2\n");
  assert_true(tables_cells(&e, c));
  assert_value(figure(c, "8", 0), "8", "");
}

static void test_cells_are_cut(void **state)
{
  (void)state;
  static const unit row[] = {'|', 'a', ' ', '|', '|', ' ', '-', '5', '|', 0, 0};
  struct cells cut;
  assert_int_equal(cells_separator(row, 0, 9), '|');
  cells_read(row, 0, 9, '|', &cut);
  assert_int_equal(cut.n, 3);
  assert_int_equal(cut.filled, 2);
  assert_true(cell_is_numeric(row, cut.cell[2]));
  assert_false(cell_is_numeric(row, cut.cell[0]));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_caption_unit_and_change_columns),
      cmocka_unit_test(test_units_in_heads_and_labels),
      cmocka_unit_test(test_column_of_units),
      cmocka_unit_test(test_columns_that_name_quantities),
      cmocka_unit_test(test_broken_heads_and_missing_cells),
      cmocka_unit_test(test_captions_one_after_the_other),
      cmocka_unit_test(test_words_inside_names_stay),
      cmocka_unit_test(test_ranks_and_regions),
      cmocka_unit_test(test_merged_heads),
      cmocka_unit_test(test_cells_with_units_and_without_numbers),
      cmocka_unit_test(test_prose_figures_in_labels_go),
      cmocka_unit_test(test_time_of_the_head),
      cmocka_unit_test(test_time_of_a_comparison_is_none),
      cmocka_unit_test(test_years_as_labels_and_heads),
      cmocka_unit_test(test_table_goes_on_in_the_next_chunk),
      cmocka_unit_test(test_cells_are_cut)};
  return cmocka_run_group_tests(tests, setup, teardown);
}
