/* layout_rows.c - which lines are rows of a table.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/text/layout_parts.h"

void layout_rows(struct splitter *s)
{
  struct chunk *c = s->chunk;
  for (uint32_t i = 0; i < c->n_lines; i++) {
    const struct look *k = &s->looks[i];
    uint8_t kind = c->lines[i].kind;
    if (kind != LINE_BLANK && kind != LINE_NOISE && (k->pipes >= 2 || k->tabs >= 1))
      c->lines[i].kind = LINE_ROW;
  }
}
