/* Libraries that are loaded when they are needed.  SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/late.h"

static void tells_of_a_missing_library(void **state)
{
  (void)state;
  static const char *const names[] = {"f", NULL};
  void (*f)(void);
  struct govfig_error err = {.status = GOVFIG_OK};
  assert_int_equal(late_load("libgovfig-none.so.7", names, &f, &err), GOVFIG_E_READ);
  assert_non_null(strstr(err.text, "libgovfig-none.so.7 is needed"));
}

#ifdef __GLIBC__
static void tells_of_a_missing_function(void **state)
{
  (void)state;
  static const char *const names[] = {"govfig_no_such_function", NULL};
  void (*f)(void);
  struct govfig_error err = {.status = GOVFIG_OK};
  assert_int_equal(late_load("libc.so.6", names, &f, &err), GOVFIG_E_READ);
  assert_non_null(strstr(err.text, "govfig_no_such_function"));
}
#endif

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(tells_of_a_missing_library),
#ifdef __GLIBC__
      cmocka_unit_test(tells_of_a_missing_function),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
