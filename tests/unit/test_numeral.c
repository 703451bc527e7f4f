/* test_numeral.c - numerals in every spelling.  SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "extract/knowledge.h"
#include "extract/number/quantity_parts.h"

struct expectation {
  const char *text;
  uint32_t units;    /* how much of the text the numeral takes */
  const char *value; /* NULL: vague */
  const char *high;  /* NULL: none */
  bool over;
};

static const struct expectation numerals[] = {
    {"1624", 4, "1624", NULL, false},
    {"27,203,319", 10, "27203319", NULL, false},
    {"２７，２０３", 6, "27203", NULL, false},
    {"1,0000,0000", 11, "100000000", NULL, false},
    {"3,4,5", 1, "3", NULL, false},
    {"12,34", 2, "12", NULL, false},
    {"1,2345678", 1, "1", NULL, false},
    {"45.48亿", 6, "4548000000", NULL, false},
    {"0.0003亿", 7, "30000", NULL, false},
    {"19·5", 4, "19.5", NULL, false},
    {"8 ．8", 4, "8.8", NULL, false},
    {"７ ４ ７ ７ ２亿", 10, "7477200000000", NULL, false},
    {"1 5 ．3", 6, "15.3", NULL, false},
    {"四亿零七百多万", 7, "407000000", NULL, true},
    {"一亿零五十万", 6, "100500000", NULL, false},
    {"3亿5000万", 7, "350000000", NULL, false},
    {"1亿2578万", 7, "125780000", NULL, false},
    {"1万5千亿", 5, "1500000000000", NULL, false},
    {"3万4000", 6, "34000", NULL, false},
    {"2億7,094萬2,000", 13, "270942000", NULL, false},
    {"三十万亿", 4, "30000000000000", NULL, false},
    {"两万多", 3, "20000", NULL, true},
    {"1.5万多", 5, "15000", NULL, true},
    {"300余万", 5, "3000000", NULL, true},
    {"一百零三", 4, "103", NULL, false},
    {"二百三", 3, "230", NULL, false},
    {"三万五", 3, "35000", NULL, false},
    {"十七", 2, "17", NULL, false},
    {"廿五", 2, "25", NULL, false},
    {"壹佰贰拾叁", 5, "123", NULL, false},
    {"二〇二三", 4, "2023", NULL, false},
    {"二三十", 3, "20", "30", false},
    {"八九十", 3, "80", "90", false},
    {"三五", 2, "3", "5", false},
    {"十七八", 3, "17", "18", false},
    {"数十", 2, NULL, NULL, false},
    {"几百", 2, NULL, NULL, false},
    {"十几", 2, NULL, NULL, false},
    {"数百万", 3, NULL, NULL, false},
    {"百分之九十五点三", 8, "95.3", NULL, false},
    {"百分之百", 4, "100", NULL, false},
    {"千分之五", 4, "5", NULL, false},
    {"三分之二", 4, "0.666667", NULL, false},
    {"十分之一", 4, "0.1", NULL, false},
    {"1／4", 3, "0.25", NULL, false},
    {"35个亿", 4, "3500000000", NULL, false},
    {"三万亿三万亿", 3, "3000000000000", NULL, false},
    {"99999999999999999999999999999999999999", 38, "99999999999999999999999999999999999999",
     NULL, false},
};

struct fixture {
  struct govfig_rules *rules;
  struct arena arena;
};

static struct fixture fixture;

static int load(void **state)
{
  *state = &fixture;
  return govfig_rules_load(NULL, &fixture.rules, NULL) != GOVFIG_OK;
}

static int unload(void **state)
{
  struct fixture *f = *state;
  govfig_rules_free(f->rules);
  arena_done(&f->arena);
  return 0;
}

static uint32_t read_text(struct fixture *f, const char *text, struct numeral *num)
{
  struct units t;
  assert_true(units_make(f->rules->fold, text, strlen(text), &f->arena, &t));
  struct numeral_reader reader = {.n = f->rules->numerals, .u = t.u, .end = t.n};
  return numeral_read(&reader, 0, num);
}

static void assert_decimal(struct decimal d, const char *expected, const char *text)
{
  char printed[DECIMAL_TEXT_MAX];
  decimal_print(d, printed);
  if (strcmp(printed, expected) != 0)
    fail_msg("%s: expected %s, got %s", text, expected, printed);
}

static void test_values(void **state)
{
  for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++) {
    const struct expectation *e = &numerals[i];
    struct numeral num;
    uint32_t end = read_text(*state, e->text, &num);
    if (end != e->units)
      fail_msg("%s: expected %u units, got %u", e->text, e->units, end);
    if (num.has_value != (e->value != NULL) || num.has_high != (e->high != NULL) ||
        num.over != e->over)
      fail_msg("%s: value, high or over", e->text);
    if (e->value != NULL)
      assert_decimal(num.value, e->value, e->text);
    if (e->high != NULL)
      assert_decimal(num.high, e->high, e->text);
  }
}

static void test_no_numerals(void **state)
{
  static const char *const texts[] = {"多", "余", "几把", "数据", "点", "分之一", "个", ".5", "，1"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    struct numeral num;
    if (read_text(*state, texts[i], &num) != 0)
      fail_msg("%s is no numeral", texts[i]);
  }
}

static void test_too_long(void **state)
{
  struct numeral num;
  char digits[2001];
  memset(digits, '7', 2000);
  digits[2000] = '\0';
  assert_int_equal(read_text(*state, digits, &num), 2000);
  assert_true(num.overflow);
  assert_false(num.has_value);
}

static void test_flags(void **state)
{
  struct numeral num;
  read_text(*state, "一", &num);
  assert_true(num.one && num.chinese);
  read_text(*state, "一百", &num);
  assert_false(num.one);
  read_text(*state, "千", &num);
  assert_true(num.bare_scale);
  read_text(*state, "2.5万", &num);
  assert_true(num.point && num.magnitude);
  assert_int_equal(num.shift, 4);
}

/* The next number of a series that is the same in every run. */
static uint32_t draw(uint32_t *seed)
{
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 16;
}

/* A random text of numerals and what stands beside them, in `text`. */
static void draw_text(uint32_t *seed, char *text, size_t size)
{
  static const char *const parts[] = {
      "0", "1", "2", "9", "20", "345", "6789", "一", "二", "三", "九", "零", "两", "十", "百", "千",
      "万", "亿", "多", "余", "来", "几", "数", "点", "半", "个", "分", "之", "百分之", "廿", ",", ".", "·",
      " ", "\n", "/", "元", "克", "瓦", "年", "%", "人", "，"};
  size_t n = 0;
  for (uint32_t left = 1 + draw(seed) % 7; left > 0; left--) {
    const char *part = parts[draw(seed) % (sizeof parts / sizeof *parts)];
    if (n + strlen(part) < size)
      n += strlen(strcpy(text + n, part));
  }
}

static void assert_same(const struct numeral *a, const struct numeral *b, const char *text)
{
  bool same = a->start == b->start && a->end == b->end && a->form == b->form &&
              a->has_value == b->has_value && a->has_high == b->has_high &&
              a->chinese == b->chinese && a->overflow == b->overflow && a->digits == b->digits &&
              a->over == b->over && a->about == b->about && a->one == b->one &&
              a->bare_scale == b->bare_scale && a->magnitude == b->magnitude &&
              a->point == b->point && a->shift == b->shift;
  if (!same || (a->has_value && (decimal_compare(a->value, b->value) != 0 ||
                                 decimal_compare(a->high, b->high) != 0)))
    fail_msg("%s: read in short and by the grammar it differs", text);
}

/* Short numerals are read without the grammar: to what it would read. */
static void test_short_agrees(void **state)
{
  struct fixture *f = *state;
  struct number_engine engine = {f->rules->numerals, f->rules->units, f->rules->bounds,
                                 f->rules->lexicon, f->rules->phrases};
  uint32_t seed = 20260506;
  for (int i = 0; i < 40000; i++) {
    char text[128] = "";
    struct units t;
    struct numeral shortly, fully;
    draw_text(&seed, text, sizeof text);
    arena_reset(&f->arena);
    assert_true(units_make(f->rules->fold, text, strlen(text), &f->arena, &t));
    struct numeral_reader r = {.n = f->rules->numerals, .u = t.u, .end = t.n, .ctx = &engine};
    r.keep = i % 2 == 0 ? quantity_unit_here : NULL;
    uint32_t end = numeral_read(&r, 0, &shortly);
    if (end != numeral_grammar(&r, 0, &fully))
      fail_msg("%s: read in short and by the grammar it ends elsewhere", text);
    if (end > 0)
      assert_same(&shortly, &fully, text);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_values),
      cmocka_unit_test(test_no_numerals),
      cmocka_unit_test(test_too_long),
      cmocka_unit_test(test_flags),
      cmocka_unit_test(test_short_agrees),
  };
  return cmocka_run_group_tests(tests, load, unload);
}
