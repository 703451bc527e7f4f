/* article.c - lines into articles.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/text/article.h"

bool article_split(struct splitter *s)
{
  struct chunk *c = s->chunk;
  struct article *a = arena_zalloc(c->arena, 1, sizeof *a);
  if (a == NULL)
    return false;
  s->state->number = s->state->number == 0 ? 1 : s->state->number;
  *a = (struct article){.start = 0, .end = c->text.n, .number = s->state->number,
                        .title = s->given->title, .publisher = s->given->publisher,
                        .published = s->given->published, .region = s->given->region};
  c->articles = a;
  c->n_articles = 1;
  uint32_t heading = NO_LINE;
  for (uint32_t i = 0; i < c->n_lines; i++) {
    c->lines[i].heading = heading;
    if (c->lines[i].kind == LINE_HEADING)
      heading = i;
  }
  return true;
}
