/* fuzz_rules.c - any bytes as a user's rule file.  SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE /* memfd_create */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include <govfig/rules.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static int file = -1;
  static char path[64];
  const char *files[] = {path};
  struct govfig_rules_options options = govfig_rules_defaults();
  struct govfig_rules *rules;
  struct govfig_error err = {0};
  if (file < 0) {
    file = memfd_create("fuzz.rules", 0);
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  }
  require(file >= 0 && ftruncate(file, 0) == 0 &&
          pwrite(file, data, size, 0) == (ssize_t)size);
  options.files = files;
  options.n_files = 1;
  options.jit = 0; /* the built-in patterns would be compiled every time */
  enum govfig_status s = govfig_rules_load(&options, &rules, &err);
  require(s == GOVFIG_OK ? rules != NULL : rules == NULL && err.status == s && err.text[0] != 0);
  govfig_rules_free(rules);
  return 0;
}
