/* rule_view.c - a sentence as rules see it.  SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/rules/rule_run.h"

static void copy_units(struct view *v, const struct chunk *c, uint32_t from, uint32_t to)
{
  for (uint32_t i = from; i < to; i++) {
    unit u = c->text.u[i];
    if (u != '\n') /* a line break inside a sentence is layout */
      v->u[v->n++] = u >= 0xE000 && u < 0xF8FF ? UNIT_BAD : u;
  }
}

/* Notes which rules the characters of the view let match at all. */
static void note_firsts(struct apply *a)
{
  const struct rule_index *x = a->set->index;
  struct view *v = &a->view;
  memcpy(v->may, x->first, x->words * sizeof *v->may);
  v->n_hits = 0;
  for (uint32_t i = 0; i < v->n; i++) {
    uint32_t row = x->row_of[v->u[i]];
    if (row == 0)
      continue;
    v->hits[v->n_hits++] = (struct hit){i, row};
    for (uint32_t w = 0; w < x->words; w++)
      v->may[w] |= x->first[row * x->words + w];
  }
}

void rule_view_make(struct apply *a, uint32_t first)
{
  const struct sentence *s = &a->chunk->sentences[a->q[first].sentence];
  struct view *v = &a->view;
  uint32_t from = s->start, i = first;
  v->n = 0;
  v->first = first;
  for (; i < a->n_q && a->q[i].sentence == a->q[first].sentence; i++) {
    copy_units(v, a->chunk, from, a->q[i].span.start);
    v->at[i - first] = v->n;
    v->u[v->n++] = (unit)(OTHER_BASE + a->q[i].class);
    from = a->q[i].span.end;
  }
  copy_units(v, a->chunk, from, s->end);
  v->u[v->n] = 0;
  v->count = i - first;
  note_firsts(a);
}
