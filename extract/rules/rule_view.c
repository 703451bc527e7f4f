/* rule_view.c - a sentence as rules see it.  SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/limits.h"
#include "extract/rules/rule_run.h"

/* Appends `n` units, four at a time: there is room for three more, as there are
   three to be read behind a text. */
static void append(struct view *v, const unit *u, uint32_t n)
{
  for (uint32_t i = 0; i < n; i += 4)
    memcpy(v->u + v->n + i, u + i, 4 * sizeof *u);
  v->n += n;
}

/* Without line breaks, which are layout inside a sentence, and without private use. */
static void copy_units(struct view *v, const struct units *t, uint32_t from, uint32_t to)
{
  while (from < to) {
    uint32_t plain = units_next(t, from, to, UNIT_BREAK | UNIT_SIGN);
    append(v, t->u + from, plain - from);
    if (plain < to && t->u[plain] != '\n')
      v->u[v->n++] = unit_is_private(t->u[plain]) ? UNIT_BAD : t->u[plain];
    from = plain + 1;
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
  copy_units(v, &c->text, s.start, s.end);
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
  for (uint32_t w = a->set->index->whole_from; w < a->set->index->whole_to; w++)
    v->begin[w] = 0;
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
}

/* ---- where rules can begin ---- */

/* Finds the hits in front of place `to`. */
static void search(const struct rule_index *x, struct view *v, uint32_t to)
{
  const struct pair_rows *first = &x->pairs[PLACE_FIRST];
  unit c = v->u[v->searched], next;
  for (uint32_t i = v->searched; i < to; i++, c = next) {
    next = v->u[i + 1];
    if ((x->filter[c & 1023] >> (next & 63) & 1) == 0)
      continue;
    uint32_t row = pair_row(first, c, next);
    if (row == 0)
      continue;
    v->hits[v->n_hits++] = (struct hit){i, row};
    for (uint32_t w = x->whole_from; w < x->whole_to; w++)
      v->begin[w] |= first->bits[(size_t)row * x->words + w];
  }
  v->searched = to;
}

uint64_t rule_view_begin(struct apply *a, uint32_t word)
{
  const struct rule_index *x = a->set->index;
  struct view *v = &a->view;
  uint32_t at = a->focus.at;
  if (v->searched < at)
    search(x, v, at);
  while (v->near < v->n_hits && v->hits[v->near].at + GOVFIG_RULE_WINDOW_BEFORE < at)
    v->near++;
  uint64_t bits = v->begin[word] & x->whole[word];
  const uint64_t *rows = x->pairs[PLACE_FIRST].bits + word;
  for (uint32_t i = v->near; i < v->n_hits; i++)
    bits |= rows[(size_t)v->hits[i].row * x->words];
  return bits;
}
