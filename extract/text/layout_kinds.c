/* layout_kinds.c - what each line is.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/text/layout_parts.h"

uint32_t layout_next(const struct splitter *s, uint32_t line)
{
  for (line++; line < s->chunk->n_lines && s->chunk->lines[line].kind == LINE_BLANK; line++) {
  }
  return line;
}

void layout_kinds(struct splitter *s)
{
  struct chunk *c = s->chunk;
  for (uint32_t i = 0; i < c->n_lines; i++) {
    const struct look *k = &s->looks[i];
    uint8_t kind = LINE_TEXT;
    if (k->start == k->end)
      kind = LINE_BLANK;
    else if (k->hashes > 0)
      kind = LINE_HEADING;
    else if (k->pipes >= 2 || k->tabs >= 1)
      kind = LINE_ROW;
    c->lines[i].kind = kind;
    c->lines[i].level = kind == LINE_HEADING ? k->hashes : 0;
  }
}
