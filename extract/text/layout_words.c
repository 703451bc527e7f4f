/* layout_words.c - the marks of a chunk, by place.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/text/layout_parts.h"

/* One asks for places near to each other: the search spreads from the last answer
   in growing steps before it halves. */
size_t layout_mark(const struct splitter *s, enum word_class class, uint32_t at)
{
  const struct mark_list *marks = &s->chunk->by_class[class];
  const struct mark *m = marks->items;
  size_t n = marks->n, low = s->near[class], high = low, step = 1;
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
  s->near[class] = low;
  return low;
}

uint32_t layout_word(const struct splitter *s, enum word_class class, uint32_t at,
                     uint32_t *payload)
{
  const struct mark_list *marks = &s->chunk->by_class[class];
  size_t i = layout_mark(s, class, at);
  if (i == marks->n || marks->items[i].start != at)
    return 0;
  *payload = marks->items[i].payload;
  return marks->items[i].len;
}

uint32_t layout_publisher(const struct splitter *s, uint32_t at)
{
  uint32_t payload;
  return lexicon_longest(s->x->lexicon, WORD_PUBLISHER, s->u + at, s->chunk->text.n - at,
                         &payload);
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

static struct span find_unit_by_unit(const struct splitter *s, enum layout_role role,
                                     struct span within)
{
  for (uint32_t i = within.start; i < within.end; i++) {
    uint32_t len = layout_says(s, role, i);
    if (len > 0 && i + len <= within.end)
      return (struct span){i, i + len};
  }
  return (struct span){within.end, within.end};
}

struct span layout_find(const struct splitter *s, enum layout_role role, struct span within)
{
  const struct mark_list *marks = &s->chunk->by_class[WORD_LAYOUT];
  if ((s->x->singles >> role & 1) != 0)
    return find_unit_by_unit(s, role, within);
  for (size_t m = layout_mark(s, WORD_LAYOUT, within.start);
       m < marks->n && marks->items[m].start < within.end; m++) {
    const struct mark *word = &marks->items[m];
    if (word->payload == role && word->start + word->len <= within.end)
      return (struct span){word->start, word->start + word->len};
  }
  return (struct span){within.end, within.end};
}
