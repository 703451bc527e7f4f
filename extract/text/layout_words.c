/* layout_words.c - the marks of a chunk, by place.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/text/layout_parts.h"

/* One asks for places near to each other: the search spreads from the last answer
   in growing steps before it halves. */
size_t layout_mark(const struct splitter *s, uint32_t at)
{
  const struct mark *m = s->chunk->marks;
  size_t n = s->chunk->n_marks, low = *s->near, high = low, step = 1;
  for (; high < n && m[high].start < at; step *= 2) { /* all in front of low start before */
    low = high + 1;
    high = n - low > step ? low + step : n;
  }
  for (; low > 0 && m[low - 1].start >= at; step *= 2) {
    high = low - 1;
    low = high > step ? high - step : 0;
  }
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (m[middle].start < at)
      low = middle + 1;
    else
      high = middle;
  }
  *s->near = low;
  return low;
}

uint32_t layout_word(const struct splitter *s, enum word_class class, uint32_t at,
                     uint32_t *payload)
{
  const struct chunk *c = s->chunk;
  for (size_t i = layout_mark(s, at); i < c->n_marks && c->marks[i].start == at; i++) {
    if (c->marks[i].class == class) {
      *payload = c->marks[i].payload;
      return c->marks[i].len;
    }
  }
  return 0;
}

uint32_t layout_role_at(const struct splitter *s, uint32_t at, enum layout_role *role)
{
  uint32_t payload = LAYOUT_ROLES;
  uint32_t len = layout_word(s, WORD_LAYOUT, at, &payload);
  uint8_t single = s->x->single[s->u[at]];
  if (len == 0 && single > 0) {
    payload = single - 1u;
    len = 1;
  }
  *role = (enum layout_role)payload;
  return len;
}

struct span layout_find(const struct splitter *s, enum layout_role role, struct span within)
{
  for (uint32_t i = within.start; i < within.end; i++) {
    uint32_t len = layout_says(s, role, i);
    if (len > 0 && i + len <= within.end)
      return (struct span){i, i + len};
  }
  return (struct span){within.end, within.end};
}
