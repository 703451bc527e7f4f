/* test_buf.c - a growing buffer and its ceiling.  SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/limits.h"

static void test_append(void **state)
{
  (void)state;
  struct buf b = {0};
  assert_true(buf_add_text(&b, "abc"));
  assert_true(buf_add_char(&b, 'd'));
  assert_true(buf_add(&b, "ef\0g", 4));
  assert_true(buf_add(&b, NULL, 0));
  assert_int_equal(b.len, 8);
  assert_memory_equal(b.data, "abcdef\0g", 8);
  buf_done(&b);
  assert_int_equal(b.len, 0);
  assert_true(buf_add_text(&b, "again"));
  buf_done(&b);
}

static void test_growth_keeps_content(void **state)
{
  (void)state;
  struct buf b;
  buf_init(&b, 0);
  for (int i = 0; i < 100000; i++)
    assert_true(buf_add_char(&b, (char)(i % 128)));
  assert_int_equal(b.len, 100000);
  for (int i = 0; i < 100000; i++)
    assert_int_equal(b.data[i], i % 128);
  buf_done(&b);
}

static void test_ceiling_is_exact_and_sticky(void **state)
{
  (void)state;
  struct buf b;
  char bytes[1000] = {0};
  buf_init(&b, 1000);
  assert_true(buf_add(&b, bytes, 999));
  assert_true(buf_add_char(&b, 'x'));
  assert_false(buf_add_char(&b, 'y'));
  assert_true(b.failed);
  assert_int_equal(b.len, 1000);
  assert_false(buf_add(&b, "", 0)); /* failed stays failed */
  buf_clear(&b);
  assert_false(b.failed);
  assert_true(buf_add(&b, bytes, 1000));
  buf_done(&b);
  assert_int_equal(b.max, 1000); /* done keeps the ceiling */
}

static void test_absurd_sizes(void **state)
{
  (void)state;
  struct buf b = {0};
  assert_true(buf_add_text(&b, "x"));
  assert_false(buf_reserve(&b, SIZE_MAX));
  buf_clear(&b);
  assert_false(buf_reserve(&b, GOVFIG_BUF_BYTES_MAX + (size_t)1));
  buf_clear(&b);
  assert_int_equal(b.len, 0);
  buf_done(&b);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_append),
      cmocka_unit_test(test_growth_keeps_content),
      cmocka_unit_test(test_ceiling_is_exact_and_sticky),
      cmocka_unit_test(test_absurd_sizes),
  };
  return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
