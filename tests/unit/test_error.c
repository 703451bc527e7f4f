/* test_error.c - statuses and the error object.  SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/error.h"

static void test_every_status_has_words_and_an_exit(void **state)
{
  (void)state;
  for (int i = 0; i < GOVFIG_STATUS_COUNT; i++) {
    const char *message = govfig_status_message((enum govfig_status)i);
    assert_non_null(message);
    assert_true(strlen(message) > 0);
    int status = govfig_status_exit((enum govfig_status)i);
    assert_in_range(status, 0, 4);
    assert_int_equal(status == 0, i == GOVFIG_OK);
    for (int k = 0; k < i; k++)
      assert_string_not_equal(message, govfig_status_message((enum govfig_status)k));
  }
}

/* The exits that scripts rely on: 2 usage, 3 no input, 4 no output. */
static void test_exits(void **state)
{
  (void)state;
  assert_int_equal(govfig_status_exit(GOVFIG_E_USAGE), 2);
  assert_int_equal(govfig_status_exit(GOVFIG_E_SYNTAX), 2);
  assert_int_equal(govfig_status_exit(GOVFIG_E_PATTERN), 2);
  assert_int_equal(govfig_status_exit(GOVFIG_E_READ), 3);
  assert_int_equal(govfig_status_exit(GOVFIG_E_WRITE), 4);
  assert_int_equal(govfig_status_exit(GOVFIG_E_MATCH), 1);
}

static void test_values_outside_the_list(void **state)
{
  (void)state;
  assert_non_null(govfig_status_message(GOVFIG_STATUS_COUNT));
  assert_non_null(govfig_status_message((enum govfig_status)-1));
  assert_int_not_equal(govfig_status_exit((enum govfig_status)-1), 0);
}

static void test_set(void **state)
{
  (void)state;
  struct govfig_error err;
  memset(&err, 0xFF, sizeof err);
  assert_int_equal(error_set(&err, GOVFIG_E_SYNTAX, "a.rules", 3, 7, "no %s", "name"),
                   GOVFIG_E_SYNTAX);
  assert_int_equal(err.status, GOVFIG_E_SYNTAX);
  assert_int_equal(err.line, 3);
  assert_int_equal(err.column, 7);
  assert_string_equal(err.file, "a.rules");
  assert_string_equal(err.text, "no name");
  assert_int_equal(error_set(&err, GOVFIG_E_READ, NULL, 0, 0, "x"), GOVFIG_E_READ);
  assert_string_equal(err.file, "");
  assert_int_equal(error_set(NULL, GOVFIG_E_READ, NULL, 0, 0, "x"), GOVFIG_E_READ);
}

static void test_nomem(void **state)
{
  (void)state;
  struct govfig_error err;
  assert_int_equal(error_nomem(&err), GOVFIG_E_NOMEM);
  assert_int_equal(err.status, GOVFIG_E_NOMEM);
  assert_true(strlen(err.text) > 0);
  assert_int_equal(error_nomem(NULL), GOVFIG_E_NOMEM);
}

/* Text that is cut must stay whole characters, at every offset of the cut. */
static void test_long_text_is_cut_between_characters(void **state)
{
  (void)state;
  struct govfig_error err;
  for (int pad = 0; pad < 4; pad++) {
    char text[600] = {0};
    memset(text, 'a', (size_t)pad);
    for (size_t n = (size_t)pad; n < 500; n += 3)
      memcpy(text + n, "\xE4\xB8\x87", 3);
    error_set(&err, GOVFIG_E_SYNTAX, text, 0, 0, "%s", text);
    size_t n = strlen(err.text);
    assert_true(n >= sizeof err.text - 4 && n < sizeof err.text);
    assert_int_equal((n - (size_t)pad) % 3, 0);
    assert_int_equal(strlen(err.file), n);
  }
  char four[400];
  for (size_t i = 0; i < 396; i += 4)
    memcpy(four + i, "\xF0\xA0\x80\x80", 4);
  four[396] = '\0';
  error_set(&err, GOVFIG_E_SYNTAX, NULL, 0, 0, "%s", four);
  assert_int_equal(strlen(err.text), 252);
  error_set(&err, GOVFIG_E_SYNTAX, NULL, 0, 0, "%s", "\xF0\xA0\x80\x80");
  assert_int_equal(strlen(err.text), 4); /* what is whole stays */
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_status_has_words_and_an_exit),
      cmocka_unit_test(test_exits),
      cmocka_unit_test(test_values_outside_the_list),
      cmocka_unit_test(test_set),
      cmocka_unit_test(test_nomem),
      cmocka_unit_test(test_long_text_is_cut_between_characters),
  };
  return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}
