/* test_image.c - memory as data comes back as it was.  SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/image.h"

/* A list of words, as it would lie in memory. */
struct word {
  const char *text;
  struct word *next;
  uintptr_t number;
};

enum { TEXT = 8, FAR = 100 /* words */ };

/* Two words, the second behind a long gap; the first is behind the second in the list. */
static void test_list(void **state)
{
  static const unsigned char text[TEXT] = "one\0two";
  const uintptr_t data[] = {4, 0, 2, 0, TEXT + 0, 1};
  const struct image_stretch stretches[] = {{0, 3}, {FAR, 3}};
  const uint32_t pointers[] = {0, FAR, FAR + 1};
  const struct image image = {.data = data, .stretches = stretches, .pointers = pointers,
                              .n_stretches = 2, .n_pointers = 3, .words = FAR + 4, .text = TEXT,
                              .root = FAR * sizeof(uintptr_t)};
  void *block;
  (void)state;
  const struct word *first = image_load(&image, text, &block);
  assert_non_null(first);
  assert_ptr_equal(first->text, text);
  assert_int_equal(first->number, 1);
  assert_string_equal(first->next->text, "two");
  assert_int_equal((const char *)first - (const char *)first->next, image.root);
  assert_int_equal(first->next->number, 2);
  assert_null(first->next->next);
  assert_int_equal(first->next[1].number, 0); /* the gap */
  assert_null(first->next[1].text);
  free(block);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_list)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
