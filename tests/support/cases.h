/* cases.h - the folders of tests/cases/.  SPDX-License-Identifier: Apache-2.0

   tests/README.md says what a case consists of.  Everything here ends the test
   program when memory or the folder itself is missing. */
#ifndef GOVFIG_TESTS_CASES_H
#define GOVFIG_TESTS_CASES_H

#include <stdbool.h>
#include <stddef.h>

#include "tests/support/csv.h"

struct test_case {
  char *name;  /* of the folder, .d or .b included */
  char *path;
  char *input; /* file name of the input */
  bool known_gap;
};

struct test_cases {
  struct test_case *item; /* in order of name */
  size_t n;
};

/* The cases of `folder` whose name contains `filter` (NULL: all). */
struct test_cases cases_load(const char *folder, const char *filter);
void cases_free(struct test_cases *cases);

/* A file of the case; NULL when it is not there. */
char *case_file(const struct test_case *c, const char *name, size_t *len);

/* Does `cell` satisfy what the case expects?  `*` takes anything, `~words` a
   cell that contains them, `a|b` either, all else just itself. */
bool cell_matches(const char *expected, const char *cell);

#endif
