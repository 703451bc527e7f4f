/* replay.c - runs a fuzz target over files, without a fuzzer.
   SPDX-License-Identifier: Apache-2.0 */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>

#include "tests/support/csv.h" /* file_read */

int main(int argc, char **argv)
{
  for (int i = 1; i < argc; i++) {
    size_t len;
    char *bytes = file_read(argv[i], &len);
    if (bytes == NULL) {
      perror(argv[i]);
      return 1;
    }
    LLVMFuzzerTestOneInput((const uint8_t *)bytes, len);
    free(bytes);
  }
  printf("%d inputs\n", argc - 1);
  return 0;
}
