/* emphasis.h - the asterisks of Markdown.  SPDX-License-Identifier: Apache-2.0

   "grew by **5.7%**": what is emphasised reads as if it were not, so the asterisks are
   taken out of the text in which every stage reads, and put back where the document's
   own characters and places are asked for. */
#ifndef GOVFIG_EXTRACT_EMPHASIS_H
#define GOVFIG_EXTRACT_EMPHASIS_H

#include "extract/text/units.h"

/* A text as it stands in the document, and where it has more than what is read. */
struct emphasis {
  struct units source;
  const uint32_t *gone; /* in order: units of the text in front of each one taken out */
  uint32_t n;
};

/* Takes the asterisks that emphasise out of `text`, remakes it with `fold` if there are
   any and notes them in `out`.  Bullets, rules, products and masked digits stay.  All
   memory comes from `a`; false without it. */
bool emphasis_take_out(const struct fold *fold, struct arena *a, struct units *text,
                       struct emphasis *out);

/* The unit of the source that unit `i` of the text is. */
static inline uint32_t emphasis_source(const struct emphasis *e, uint32_t i)
{
  uint32_t low = 0, high = e->n;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (e->gone[middle] <= i)
      low = middle + 1;
    else
      high = middle;
  }
  return i + low;
}

/* The stretch of the source that a stretch of the text is. */
static inline struct span emphasis_span(const struct emphasis *e, struct span s)
{
  if (e->n == 0 || s.end <= s.start)
    return s;
  return (struct span){emphasis_source(e, s.start), emphasis_source(e, s.end - 1) + 1};
}

#endif
