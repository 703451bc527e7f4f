/* layout_join.c - lines that layout broke in mid-sentence.
   SPDX-License-Identifier: Apache-2.0 */
#include "extract/text/layout_parts.h"

/* Lines narrower than this (columns) are headings or items, not broken text. */
enum { BROKEN_COLUMNS = 40 };

static bool goes_on(const struct splitter *s, uint32_t i, uint32_t next)
{
  const struct look *a = &s->looks[i], *b = &s->looks[next];
  enum char_role first = layout_role(s->x, s->u[b->start]);
  if (a->finished)
    return false;
  if (a->open_ended || first == CHAR_COMMA || first == CHAR_CLOSE || first == CHAR_END)
    return true;
  if (b->indented && !a->indented)
    return false;
  return a->width >= BROKEN_COLUMNS && (a->commas > 0 || next == i + 1);
}

void layout_join(struct splitter *s)
{
  struct chunk *c = s->chunk;
  for (uint32_t i = 0; i < c->n_lines; i++) {
    uint32_t next = c->lines[i].kind == LINE_TEXT ? layout_next(s, i) : c->n_lines;
    if (next < c->n_lines && c->lines[next].kind == LINE_TEXT)
      c->lines[i].joins_next = goes_on(s, i, next);
  }
}
