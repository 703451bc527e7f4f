/* layout_words.c - the marks of a chunk, by place.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/text/layout_parts.h"

/* The first mark of a list that starts at `at` or behind it.  One asks for places near
   to each other: the search spreads from the last answer in growing steps before it
   halves. */
static size_t seek(const struct mark_list *list, size_t near, uint32_t at)
{
  const struct mark *m = list->items;
  size_t n = list->n, low = near, high = low, step = 1;
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
  return low;
}

uint32_t layout_word(const struct splitter *s, enum word_class class, uint32_t at,
                     uint32_t *payload)
{
  const struct mark_list *list = &s->chunk->by_class[class];
  size_t *near = &s->near[class == WORD_PUBLISHER];
  *near = seek(list, *near, at);
  if (*near == list->n || list->items[*near].start != at)
    return 0;
  *payload = list->items[*near].payload;
  return list->items[*near].len;
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
