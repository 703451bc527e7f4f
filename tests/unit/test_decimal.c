/* test_decimal.c - exact decimals, at and beyond their 38 digits.
   SPDX-License-Identifier: Apache-2.0 */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/decimal.h"

#define NINES_38 "99999999999999999999999999999999999999"
#define NINES_37 "9999999999999999999999999999999999999"

static struct decimal parse(const char *text)
{
  struct decimal d = {0, 0};
  if (!decimal_parse(text, strlen(text), &d))
    fail_msg("does not parse: %s", text);
  return d;
}

static void assert_prints(struct decimal d, const char *expected)
{
  char text[DECIMAL_TEXT_MAX];
  memset(text, '#', sizeof text);
  size_t n = decimal_print(d, text);
  assert_string_equal(text, expected);
  assert_int_equal(n, strlen(expected));
}

static void test_print(void **state)
{
  (void)state;
  assert_prints((struct decimal){0, 0}, "0");
  assert_prints((struct decimal){0, -5}, "0");
  assert_prints((struct decimal){0, 12}, "0");
  assert_prints((struct decimal){4548, 6}, "4548000000");
  assert_prints((struct decimal){-32, -1}, "-3.2");
  assert_prints((struct decimal){5, -3}, "0.005");
  assert_prints((struct decimal){-5, -3}, "-0.005");
  assert_prints((struct decimal){1500, -3}, "1.5");
  assert_prints((struct decimal){1000, -3}, "1");
  assert_prints((struct decimal){99999999, 0}, "99999999"); /* the last of eight digits */
  assert_prints((struct decimal){100000000, 0}, "100000000");
  assert_prints((struct decimal){99999999, 8}, "9999999900000000");
  assert_prints((struct decimal){99999999, 9}, "99999999000000000");
  assert_prints((struct decimal){99999999, -7}, "9.9999999");
  assert_prints((struct decimal){99999999, -8}, "0.99999999");
  assert_prints((struct decimal){12345670, -7}, "1.234567");
  assert_prints((struct decimal){10000000, -7}, "1");
  assert_prints((struct decimal){1, -7}, "0.0000001");
  assert_prints((struct decimal){1, -38}, "0.00000000000000000000000000000000000001");
  assert_prints((struct decimal){1, 37}, "10000000000000000000000000000000000000");
  assert_prints(decimal_of(LLONG_MIN), "-9223372036854775808");
}

static void test_parse_and_print_agree(void **state)
{
  (void)state;
  static const char *const texts[] = {
      "0", "1", "-1", "0.5", "-0.5", "105.2", "270942000", "0.666667", NINES_38, "-" NINES_38,
      "0." NINES_38, "-0." NINES_38, "1.0000000000000000000000000000000000001"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    assert_prints(parse(texts[i]), texts[i]);
  assert_prints(parse("+7"), "7");
  assert_prints(parse("007.50"), "7.5");
  assert_prints(parse("-0"), "0");
}

static void test_parse_rejects(void **state)
{
  (void)state;
  static const char *const texts[] = {
      "", "-", "+", ".", "-.", "1e5", "1.2.3", "1,000", " 1", "1 ", "--1", "0x10", "nan", "inf",
      NINES_38 "9", "0." NINES_38 "9", "1-", "\xEF\xBC\x91"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    struct decimal d = {42, 0};
    if (decimal_parse(texts[i], strlen(texts[i]), &d))
      fail_msg("parses: '%s'", texts[i]);
    assert_true(d.mantissa == 42);
  }
  struct decimal d;
  assert_false(decimal_parse("1\0002", 3, &d));
}

static void test_push_digit(void **state)
{
  (void)state;
  struct decimal d = {0, 0};
  for (int i = 0; i < 38; i++)
    assert_true(decimal_push_digit(&d, 9));
  assert_false(decimal_push_digit(&d, 0));
  assert_prints(d, NINES_38);
  d = (struct decimal){0, 0};
  for (int i = 0; i < 2000; i++) /* leading zeros are no digits */
    assert_true(decimal_push_digit(&d, 0));
  assert_true(decimal_push_digit(&d, 3));
  assert_prints(d, "3");
}

static void test_shift(void **state)
{
  (void)state;
  struct decimal d = parse("45.48");
  assert_true(decimal_shift(&d, 8));
  assert_prints(d, "4548000000");
  assert_true(decimal_shift(&d, -8));
  assert_prints(d, "45.48");
  d = parse("1");
  assert_true(decimal_shift(&d, 37));
  assert_false(decimal_shift(&d, 1));
  assert_prints(d, "10000000000000000000000000000000000000");
  d = parse("1");
  assert_false(decimal_shift(&d, -39));
  assert_true(decimal_shift(&d, -38));
  d = parse("0");
  assert_true(decimal_shift(&d, 100));
  assert_true(decimal_is_zero(d));
}

/* What is kept out of the exponent's range by zeros in the mantissa must stay
   within the stated invariant afterwards. */
static void test_shift_keeps_exponent_in_range(void **state)
{
  (void)state;
  struct decimal d = {100, -37};
  assert_true(decimal_shift(&d, -2));
  assert_true(d.exponent >= -38 && d.exponent <= 38);
  assert_prints(d, "0.0000000000000000000000000000000000001");
  struct decimal parsed;
  char text[DECIMAL_TEXT_MAX];
  assert_true(decimal_parse(text, decimal_print(d, text), &parsed));
  assert_int_equal(decimal_compare(d, parsed), 0);
}

static void assert_sum(const char *a, const char *b, const char *expected)
{
  struct decimal r = decimal_of(-7);
  bool fits = decimal_add(parse(a), parse(b), &r);
  if (expected == NULL) {
    assert_false(fits);
    assert_prints(r, "-7");
    return;
  }
  assert_true(fits);
  assert_prints(r, expected);
}

static void test_add(void **state)
{
  (void)state;
  assert_sum("0.1", "0.2", "0.3");
  assert_sum("1", "-1", "0");
  assert_sum("100", "0.01", "100.01");
  assert_sum("0", "0.00005", "0.00005");
  assert_sum("-3.2", "0", "-3.2");
  assert_sum(NINES_37, "1", "10000000000000000000000000000000000000");
  assert_sum(NINES_38, "-" NINES_38, "0");
  assert_sum(NINES_38, "1", NULL);
  assert_sum(NINES_38, NINES_38, NULL); /* 2*10^38 passes 2^127 */
  assert_sum("-" NINES_38, "-" NINES_38, NULL);
  assert_sum("0." NINES_38, "0." NINES_38, NULL);
  assert_sum(NINES_38, "0.1", NULL);
}

static void assert_product(const char *a, const char *b, const char *expected)
{
  struct decimal r = decimal_of(-7);
  bool fits = decimal_multiply(parse(a), parse(b), &r);
  if (expected == NULL) {
    assert_false(fits);
    assert_prints(r, "-7");
    return;
  }
  assert_true(fits);
  assert_prints(r, expected);
}

static void test_multiply(void **state)
{
  (void)state;
  assert_product("0", NINES_38, "0");
  assert_product("-1.5", "4", "-6");
  assert_product("666.6666666666", "0.0015", "0.9999999999999");
  assert_product("3", "33333333333333333333333333333333333333", NINES_38);
  assert_product("33333333333333333333333333333333333333", "-3", "-" NINES_38);
  assert_product("33333333333333333333333333333333333334", "3", NULL);
  assert_product(NINES_38, NINES_38, NULL);
  assert_product("10000000000000000000", "10000000000000000000", NULL);
  assert_product("1000000000000000000", "10000000000000000000",
                 "10000000000000000000000000000000000000");
}

static void assert_quotient(const char *a, const char *b, int places, const char *expected)
{
  struct decimal r = decimal_of(-7);
  bool fits = decimal_divide(parse(a), parse(b), places, &r);
  if (expected == NULL) {
    assert_false(fits);
    assert_prints(r, "-7");
    return;
  }
  assert_true(fits);
  assert_prints(r, expected);
}

static void test_divide(void **state)
{
  (void)state;
  assert_quotient("2", "3", 6, "0.666667");
  assert_quotient("-2", "3", 6, "-0.666667");
  assert_quotient("1", "8", 2, "0.13"); /* half goes away from zero */
  assert_quotient("-1", "8", 2, "-0.13");
  assert_quotient("1", "-8", 2, "-0.13");
  assert_quotient("1", "3", 0, "0");
  assert_quotient("1", "2", 0, "1");
  assert_quotient("0", "5", 6, "0");
  assert_quotient("0", "4.5000000000000000333333333333333333", 6, "0");
  assert_quotient("1", "0", 6, NULL);
  assert_quotient("1", "1000000000000000000000", 6, "0");
  assert_quotient(NINES_38, "1", 6, NULL);
  assert_quotient("4548000000", "100000000", 2, "45.48");
}

static void test_compare(void **state)
{
  (void)state;
  static const char *const ascending[] = {
      "-" NINES_38, "-10", "-1.5", "-1", "-0." NINES_38, "-0.00000000000000000000000000000000000001",
      "0", "0.00000000000000000000000000000000000001", "0.1", "0.10001", "1", "1.5", "10",
      NINES_37, NINES_38};
  size_t n = sizeof ascending / sizeof *ascending;
  for (size_t i = 0; i < n; i++) {
    for (size_t j = 0; j < n; j++) {
      int c = decimal_compare(parse(ascending[i]), parse(ascending[j]));
      assert_int_equal(c > 0 ? 1 : c < 0 ? -1 : 0, i > j ? 1 : i < j ? -1 : 0);
    }
  }
  assert_int_equal(decimal_compare((struct decimal){100, -2}, (struct decimal){1, 0}), 0);
  assert_int_equal(decimal_compare((struct decimal){0, 5}, (struct decimal){0, -5}), 0);
}

static void test_negate(void **state)
{
  (void)state;
  assert_prints(decimal_negate(parse("3.2")), "-3.2");
  assert_prints(decimal_negate(parse("0")), "0");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_print),
      cmocka_unit_test(test_parse_and_print_agree),
      cmocka_unit_test(test_parse_rejects),
      cmocka_unit_test(test_push_digit),
      cmocka_unit_test(test_shift),
      cmocka_unit_test(test_shift_keeps_exponent_in_range),
      cmocka_unit_test(test_add),
      cmocka_unit_test(test_multiply),
      cmocka_unit_test(test_divide),
      cmocka_unit_test(test_compare),
      cmocka_unit_test(test_negate),
  };
  return cmocka_run_group_tests_name("decimal", tests, NULL, NULL);
}
