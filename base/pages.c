/* pages.c - advice to the system about memory.  SPDX-License-Identifier: Apache-2.0 */
#ifdef __linux__
#define _DEFAULT_SOURCE /* madvise */
#include <sys/mman.h>
#endif
#include "base/pages.h"

void pages_prefer_large(void *p, size_t bytes)
{
#ifdef MADV_HUGEPAGE
  (void)madvise(p, bytes, MADV_HUGEPAGE); /* advice: it does not matter whether it is taken */
#else
  (void)p;
  (void)bytes;
#endif
}
