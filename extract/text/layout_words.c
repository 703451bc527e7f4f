/* layout_words.c - the words of layout in a chunk, by place, and names of publishers.
   SPDX-License-Identifier: Apache-2.0 */
#include "extract/text/layout_parts.h"

uint32_t layout_publisher(const struct splitter *s, uint32_t at)
{
  uint32_t payload;
  return lexicon_longest(s->x->lexicon, WORD_PUBLISHER, s->u + at, s->chunk->text.n - at,
                         &payload);
}

uint32_t layout_role_at(const struct splitter *s, uint32_t at, enum layout_role *role)
{
  if ((s->blocks[at / 64].words >> at % 64 & 1) != 0) {
    const struct mark *word = layout_mark(s, at);
    *role = (enum layout_role)word->payload;
    return word->len;
  }
  uint32_t single = layout_single(s->x, s->u[at]);
  *role = single > 0 ? (enum layout_role)(single - 1) : LAYOUT_ROLES;
  return single > 0;
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
  if ((s->x->singles >> role & 1) != 0)
    return find_unit_by_unit(s, role, within);
  const struct mark *behind = layout_mark(s, within.end);
  for (const struct mark *word = layout_mark(s, within.start); word < behind; word++) {
    if (word->payload == role && word->start + word->len <= within.end)
      return (struct span){word->start, word->start + word->len};
  }
  return (struct span){within.end, within.end};
}
