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

/* A blank beside a quantity says nothing: some set numbers off so.  Two blanks,
   or one that is all there is between two quantities, are a gap and stay. */
static struct span without_blanks(const struct chunk *c, struct span s, bool behind, bool before)
{
  const unit *u = c->text.u;
  if (s.end - s.start < 2)
    return s;
  if (behind && u[s.start] == ' ' && u[s.start + 1] != ' ')
    s.start++;
  if (before && u[s.end - 1] == ' ' && u[s.end - 2] != ' ')
    s.end--;
  return s;
}

static void copy_between(struct view *v, const struct chunk *c, struct span s, bool behind,
                         bool before)
{
  s = without_blanks(c, s, behind, before);
  copy_units(v, c, s.start, s.end);
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
    copy_between(v, a->chunk, (struct span){from, a->q[i].span.start}, i > first, true);
    v->at[i - first] = v->n;
    v->u[v->n++] = (unit)(OTHER_BASE + a->q[i].class);
    from = a->q[i].span.end;
  }
  copy_between(v, a->chunk, (struct span){from, s->end}, i > first, false);
  v->u[v->n] = 0;
  v->count = i - first;
  note_firsts(a);
}
