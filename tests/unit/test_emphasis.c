/* test_emphasis.c - asterisks of Markdown are taken out, and places lead back to the
   document.  SPDX-License-Identifier: Apache-2.0 */
#include "layout_fixture.h"

#include "extract/text/emphasis.h"

static struct units take_out(struct fixture *x, const char *text, struct emphasis *e)
{
  struct units t;
  arena_reset(&x->arena);
  assert_true(units_make(x->fold, text, strlen(text), &x->arena, &t));
  assert_true(emphasis_take_out(x->fold, &x->arena, &t, e));
  return t;
}

static void test_what_is_taken_out(void **state)
{
  static const char *const texts[][2] = {
      {"增长**5.7%**，达**63亿元**。", "增长5.7%，达63亿元。"},
      {"*增加值*为***3***亿元", "增加值为3亿元"},
      {"**全文。**", "全文。"},
      {"**甲****乙**", "甲乙"},
      {"增长5%*", "增长5%"},
      {"* 第一\n* 第二", "* 第一\n* 第二"},
      {"***\n正文\n* * *", "***\n正文\n* * *"},
      {"138****1234，3*4，a**b", "138****1234，3*4，a**b"},
      {"身份证*****号", "身份证*****号"},
      {"没有", "没有"},
      {"", ""},
  };
  struct emphasis e;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    struct units t = take_out(*state, texts[i][0], &e);
    struct govfig_str read = units_text(&t, (struct span){0, t.n});
    struct govfig_str source = units_text(&e.source, (struct span){0, e.source.n});
    assert_true(str_is(read, texts[i][1]));
    assert_true(str_is(source, texts[i][0]));
    assert_int_equal(t.n + e.n, e.source.n);
  }
}

static void check_span(const struct units *t, const struct emphasis *e, struct span s,
                       const char *read, const char *source)
{
  assert_true(str_is(units_text(t, s), read));
  assert_true(str_is(units_text(&e->source, emphasis_span(e, s)), source));
}

static void test_places_lead_back(void **state)
{
  struct emphasis e;
  struct units t = take_out(*state, "快**0.3**个百分点，**超过**5", &e);
  check_span(&t, &e, (struct span){0, 1}, "快", "快");
  check_span(&t, &e, (struct span){1, 4}, "0.3", "0.3");
  check_span(&t, &e, (struct span){1, 8}, "0.3个百分点", "0.3**个百分点");
  check_span(&t, &e, (struct span){9, 12}, "超过5", "超过**5");
  check_span(&t, &e, (struct span){0, t.n}, "快0.3个百分点，超过5", "快**0.3**个百分点，**超过**5");
  assert_int_equal(emphasis_span(&e, (struct span){3, 3}).end, 3);
}

static void test_damaged_bytes_stay_apart(void **state)
{
  struct emphasis e;
  struct units t = take_out(*state, "\xE4\xB8**\xAD数**5**", &e);
  assert_int_equal(t.n, 4); /* two malformed sequences, not one character */
  assert_int_equal(e.source.replaced, 2);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_what_is_taken_out),
      cmocka_unit_test(test_places_lead_back),
      cmocka_unit_test(test_damaged_bytes_stay_apart),
  };
  return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
