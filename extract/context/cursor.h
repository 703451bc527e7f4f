/* cursor.h - the marks of one class, place after place.  SPDX-License-Identifier: Apache-2.0

   For engines that ask at places that follow each other through a chunk, with a few
   steps back: going to the next place is cheap when it is near. */
#ifndef GOVFIG_EXTRACT_CONTEXT_CURSOR_H
#define GOVFIG_EXTRACT_CONTEXT_CURSOR_H

#include "extract/chunk.h"

struct cursor {
  const struct mark_list *list;
  size_t next; /* first mark that starts at the place or behind it */
};

/* Goes on to `at`, where it is ahead. */
static inline void cursor_forward(struct cursor *c, uint32_t at)
{
  const struct mark *m = c->list->items + c->next, *end = c->list->items + c->list->n;
  while (end - m > 4 && m[4].start < at)
    m += 4;
  while (m < end && m->start < at)
    m++;
  c->next = (size_t)(m - c->list->items);
}

static inline void cursor_seek(struct cursor *c, uint32_t at)
{
  while (c->next > 0 && c->list->items[c->next - 1].start >= at)
    c->next--;
  cursor_forward(c, at);
}

/* Where the next mark starts; behind everything when there is none. */
static inline uint32_t cursor_start(const struct cursor *c)
{
  return c->next < c->list->n ? c->list->items[c->next].start : UINT32_MAX;
}

#endif
