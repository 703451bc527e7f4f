/* rule_view.c - a sentence as rules see it.  SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/limits.h"
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
  v->u[v->n] = v->u[v->n + 1] = 0;
  v->count = i - first;
  v->n_hits = v->searched = v->near = 0;
  memset(v->begin, 0, a->set->index->words * sizeof *v->begin);
}

void rule_view_focus(struct apply *a, uint32_t i)
{
  const struct rule_index *x = a->set->index;
  const struct pair_rows *left = &x->pairs[PLACE_LEFT], *right = &x->pairs[PLACE_RIGHT];
  struct focus *f = &a->focus;
  const unit *u = a->view.u + (f->at = a->view.at[i - a->view.first]);
  f->class = a->q[i].class;
  f->left = left->bits + (size_t)pair_row(left, u[-1], u[-2]) * x->words;
  f->right = right->bits + (size_t)pair_row(right, u[1], u[2]) * x->words;
  f->searched = false;
}

/* ---- where rules can begin ---- */

static const uint64_t *begin_at(const struct rule_index *x, uint32_t hit_row)
{
  return x->pairs[PLACE_FIRST].bits + (size_t)hit_row * x->words;
}

/* Finds the hits in front of the quantity. */
static void search(const struct rule_index *x, struct view *v, uint32_t to)
{
  for (uint32_t i = v->searched; i < to; i++) {
    if ((x->filter[v->u[i] & 1023] >> (v->u[i + 1] & 63) & 1) == 0)
      continue;
    uint32_t row = pair_row(&x->pairs[PLACE_FIRST], v->u[i], v->u[i + 1]);
    if (row == 0)
      continue;
    v->hits[v->n_hits++] = (struct hit){i, row};
    for (uint32_t w = 0; w < x->words; w++)
      v->begin[w] |= begin_at(x, row)[w];
  }
  v->searched = to;
}

const uint64_t *rule_view_search(struct apply *a)
{
  const struct rule_index *x = a->set->index;
  struct view *v = &a->view;
  struct focus *f = &a->focus;
  if (f->searched)
    return f->begin;
  f->searched = true;
  search(x, v, f->at);
  while (v->near < v->n_hits && v->hits[v->near].at + GOVFIG_RULE_WINDOW_BEFORE < f->at)
    v->near++;
  for (uint32_t w = 0; w < x->words; w++)
    f->begin[w] = v->begin[w] & x->whole[w];
  for (uint32_t i = v->near; i < v->n_hits; i++) {
    for (uint32_t w = 0; w < x->words; w++)
      f->begin[w] |= begin_at(x, v->hits[i].row)[w];
  }
  return f->begin;
}
