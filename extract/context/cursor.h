/* cursor.h - the marks of one class, place after place.  SPDX-License-Identifier: Apache-2.0

   For engines that ask at places that follow each other through a chunk, with a few
   steps back: going to the next place is cheap when it is near. */
#ifndef GOVFIG_EXTRACT_CONTEXT_CURSOR_H
#define GOVFIG_EXTRACT_CONTEXT_CURSOR_H

#include "extract/chunk.h"

struct cursor {
  const struct mark *first, *at, *end; /* `at`: the first at the place or behind it */
};

static inline struct cursor cursor_on(const struct mark_list *list)
{
  return (struct cursor){list->items, list->items, list->items + list->n};
}

/* Goes on to `place`, where it is ahead. */
static inline void cursor_forward(struct cursor *c, uint32_t place)
{
  const struct mark *m = c->at, *end = c->end;
  while (end - m > 4 && m[4].start < place)
    m += 4;
  if (end - m > 4) { /* none of them decides a branch, as any is as likely as the next */
    m += (m[0].start < place) + (m[1].start < place) + (m[2].start < place) +
         (m[3].start < place);
  } else {
    while (m < end && m->start < place)
      m++;
  }
  c->at = m;
}

static inline void cursor_seek(struct cursor *c, uint32_t place)
{
  while (c->at > c->first && c->at[-1].start >= place)
    c->at--;
  cursor_forward(c, place);
}

/* Where the next mark starts; behind everything when there is none. */
static inline uint32_t cursor_start(const struct cursor *c)
{
  return c->at < c->end ? c->at->start : UINT32_MAX;
}

#endif
