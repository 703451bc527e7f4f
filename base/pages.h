/* pages.h - memory as the system brings it, in pages.
   SPDX-License-Identifier: Apache-2.0

   Fresh memory costs a microsecond per page when it is first touched.

   A page that is first read and then written, as a hash table's are,
   is brought twice by most systems; one that is written at once only once. */
#ifndef GOVFIG_BASE_PAGES_H
#define GOVFIG_BASE_PAGES_H

#include <stdlib.h>

/* Says that nearly all of the memory at p will be used, so that it may come in large
   pages, a few hundred plain ones in one; p and `bytes` are multiples of PAGES_LARGE. */
enum { PAGES_LARGE = 2 * 1024 * 1024 };
void pages_prefer_large(void *p, size_t bytes);

/* As calloc, in such pages, for tables that are touched here and there: of few pages the
   machine knows where they are.  What is to be freed is *block. */
void *pages_calloc_large(size_t bytes, void **block);

/* As calloc, for a table of which nearly every page will be used. */
static inline void *pages_calloc(size_t n, size_t size)
{
  enum { PAGE = 4096 };
  volatile char *p = calloc(n, size);
  for (size_t at = 0; p != NULL && at < n * size; at += PAGE)
    p[at] = 0;
  return (void *)p;
}

#endif
