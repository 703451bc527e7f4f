/* pages.c - advice to the system about memory.  SPDX-License-Identifier: Apache-2.0 */
#ifdef __linux__
#define _DEFAULT_SOURCE /* madvise */
#include <sys/mman.h>
#endif
#include "base/pages.h"

#include <stdint.h>

void pages_prefer_large(void *p, size_t bytes)
{
#ifdef MADV_HUGEPAGE
  (void)madvise(p, bytes, MADV_HUGEPAGE); /* advice: it does not matter whether it is taken */
#else
  (void)p;
  (void)bytes;
#endif
}

void *pages_calloc_large(size_t bytes, void **block)
{
  bytes = (bytes + PAGES_LARGE - 1) / PAGES_LARGE * PAGES_LARGE;
  char *p = calloc(1, bytes + PAGES_LARGE);
  *block = p;
  if (p == NULL)
    return NULL;
  p += (PAGES_LARGE - (uintptr_t)p % PAGES_LARGE) % PAGES_LARGE;
  pages_prefer_large(p, bytes);
  return p;
}
