/* layout_words.c - the marks of a chunk, by place.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/text/layout_parts.h"

size_t layout_mark(const struct splitter *s, uint32_t at)
{
  const struct mark *m = s->chunk->marks;
  size_t low = 0, high = s->chunk->n_marks;
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
  const struct chunk *c = s->chunk;
  for (size_t i = layout_mark(s, at); i < c->n_marks && c->marks[i].start == at; i++) {
    if (c->marks[i].class == class) {
      *payload = c->marks[i].payload;
      return c->marks[i].len;
    }
  }
  return 0;
}

uint32_t layout_says(const struct splitter *s, enum layout_role role, uint32_t at)
{
  uint32_t payload = LAYOUT_ROLES;
  uint32_t len = layout_word(s, WORD_LAYOUT, at, &payload);
  return payload == (uint32_t)role ? len : 0;
}

struct span layout_find(const struct splitter *s, enum layout_role role, struct span within)
{
  const struct chunk *c = s->chunk;
  for (size_t i = layout_mark(s, within.start); i < c->n_marks; i++) {
    const struct mark *m = &c->marks[i];
    if (m->start >= within.end)
      break;
    if (m->class == WORD_LAYOUT && m->payload == (uint32_t)role &&
        m->start + m->len <= within.end)
      return (struct span){m->start, m->start + m->len};
  }
  return (struct span){within.end, within.end};
}
