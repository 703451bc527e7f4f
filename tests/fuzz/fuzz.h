/* fuzz.h - what the fuzz targets share.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_TESTS_FUZZ_H
#define GOVFIG_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A broken promise is a crash, so that the fuzzer keeps the input. */
static inline void require(int holds)
{
  if (!holds)
    abort();
}

#endif
