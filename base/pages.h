/* pages.h - memory for tables that are filled in no order.
   SPDX-License-Identifier: Apache-2.0

   A page of fresh memory that is first read and then written, as a hash table's are,
   is brought twice by most systems; one that is written at once only once. */
#ifndef GOVFIG_BASE_PAGES_H
#define GOVFIG_BASE_PAGES_H

#include <stdlib.h>

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
