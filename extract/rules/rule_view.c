/* rule_view.c - a sentence as rules see it.  SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/rules/rule_run.h"

/* Copies `n` units, eight at a time: there is room for seven more, as there are seven
   to be read behind a text. */
static inline void copy(unit *out, const unit *u, uint32_t n)
{
  for (uint32_t i = 0; i < n; i += 8)
    memcpy(out + i, u + i, 8 * sizeof *u);
}

/* Copies a stretch without line breaks, which are layout inside a sentence, and without
   private use; how many units are left of it. */
static uint32_t copy_changed(unit *out, const struct units *t, struct span s)
{
  uint32_t n = 0;
  for (uint32_t from = s.start; from < s.end;) {
    uint32_t plain = units_next(t, from, s.end, UNIT_BREAK | UNIT_SIGN);
    copy(out + n, t->u + from, plain - from);
    n += plain - from;
    if (plain < s.end && t->u[plain] != '\n')
      out[n++] = unit_is_private(t->u[plain]) ? UNIT_BAD : t->u[plain];
    from = plain + 1;
  }
  return n;
}

/* Does a view have the units of [from, to) as they are?  Most that are UNIT_SIGN are no
   private use. */
static inline bool is_plain(const struct units *t, uint32_t from, uint32_t to)
{
  while ((from = units_next(t, from, to, UNIT_BREAK | UNIT_SIGN)) < to) {
    if (t->u[from] == '\n' || unit_is_private(t->u[from]))
      return false;
    from++;
  }
  return true;
}

/* A blank beside a quantity says nothing: some set numbers off so.  Two blanks,
   or one that is all there is between two quantities, are a gap and stay. */
static inline struct span without_blanks(const unit *u, struct span s, bool behind, bool before)
{
  if (s.end - s.start < 2)
    return s;
  if (behind && u[s.start] == ' ' && u[s.start + 1] != ' ')
    s.start++;
  if (before && u[s.end - 1] == ' ' && u[s.end - 2] != ' ')
    s.end--;
  return s;
}

/* Copies what stands between quantities, or at an end of the sentence. */
static inline uint32_t copy_between(unit *out, const struct units *t, struct span s, bool plain)
{
  if (!plain)
    return copy_changed(out, t, s);
  copy(out, t->u + s.start, s.end - s.start);
  return s.end - s.start;
}

static void make(struct apply *a)
{
  struct view *v = &a->view;
  const struct units *t = &a->chunk->text;
  const struct quantity *first = a->q + v->first, *q = first, *end = a->q + a->n_q;
  const struct sentence *s = &a->chunk->sentences[first->sentence];
  bool plain = is_plain(t, s->start, s->end);
  uint32_t from = s->start, n = 0, *at = v->at;
  for (; q < end && q->sentence == first->sentence; q++) {
    struct span between = without_blanks(t->u, (struct span){from, q->span.start}, q > first, true);
    n += copy_between(v->u + n, t, between, plain);
    *at++ = n;
    v->u[n++] = (unit)(OTHER_BASE + q->class);
    from = q->span.end;
  }
  struct span rest = without_blanks(t->u, (struct span){from, s->end}, true, false);
  n += copy_between(v->u + n, t, rest, plain);
  v->u[n] = v->u[n + 1] = 0;
  v->n = n;
  v->n_hits = v->searched = 0;
  memset(v->begun, 0, 2 * a->set->index->words * sizeof *v->begun);
  v->made = true;
}

void rule_view_enter(struct apply *a, uint32_t first)
{
  a->view.first = first;
  a->view.made = false;
}

/* ---- the quantity in focus ---- */

static inline const uint64_t *row_of(const struct pair_rows *t, unit c, unit next)
{
  if (!pair_passes(t, c, next))
    return t->bits;
  return t->bits + (size_t)pair_row(t, c, next) * t->words;
}

void rule_view_focus(struct apply *a, uint32_t i)
{
  const struct rule_index *x = a->set->index;
  struct focus *f = &a->focus;
  if (!a->view.made)
    make(a);
  const unit *u = a->view.u + (f->at = a->view.at[i - a->view.first]);
  f->class = a->q[i].class;
  f->class_of = x->class_of + (size_t)f->class * x->words;
  f->left = row_of(&x->pairs[PLACE_LEFT], u[-1], u[-2]);
  f->right = row_of(&x->pairs[PLACE_RIGHT], u[1], u[2]);
}

/* Unit `i` where a view has it as it is; false where it may not. */
static inline bool plain_unit(const struct units *t, uint32_t i, unit *out)
{
  *out = t->u[i];
  return (t->class[i] & (UNIT_BLANK | UNIT_BREAK)) == 0 && !unit_is_private(t->u[i]);
}

/* The two units in front of quantity `i`, the nearest first, as its view would have them;
   false where the view changes something or another quantity is near. */
static inline bool units_left(const struct apply *a, uint32_t i, unit u[2])
{
  const struct quantity *q = &a->q[i];
  const struct units *t = &a->chunk->text;
  bool first = i == a->view.first;
  uint32_t at = q->span.start;
  uint32_t n = at - (first ? a->chunk->sentences[q->sentence].start : q[-1].span.end);
  u[0] = u[1] = 0;
  return (n < 1 ? first : plain_unit(t, at - 1, &u[0])) &&
         (n < 2 ? first : plain_unit(t, at - 2, &u[1]));
}

/* The same behind it. */
static inline bool units_right(const struct apply *a, uint32_t i, unit u[2])
{
  const struct quantity *q = &a->q[i];
  const struct units *t = &a->chunk->text;
  bool last = i + 1 == a->n_q || q[1].sentence != q->sentence;
  uint32_t at = q->span.end;
  uint32_t n = (last ? a->chunk->sentences[q->sentence].end : q[1].span.start) - at;
  u[0] = u[1] = 0;
  return (n < 1 ? last : plain_unit(t, at, &u[0])) &&
         (n < 2 ? last : plain_unit(t, at + 1, &u[1]));
}

/* Is there a rule in all of three rows that makes a figure of what is none by itself? */
static inline bool claimed(const struct rule_index *x, const uint64_t *class,
                           const uint64_t *left, const uint64_t *right)
{
  uint64_t claims = 0;
  for (uint32_t w = x->word_of[TOPIC_FIGURE]; w < x->word_of[TOPIC_FIGURE + 1]; w++)
    claims |= class[w] & left[w] & right[w] & x->claims[w];
  return claims != 0;
}

bool rule_view_dismisses(const struct apply *a, uint32_t i)
{
  const struct rule_index *x = a->set->index;
  const uint64_t *class = x->class_of + (size_t)a->q[i].class * x->words;
  const uint64_t *left = class; /* forbids nothing more */
  unit u[2];
  if (units_left(a, i, u)) {
    left = row_of(&x->pairs[PLACE_LEFT], u[0], u[1]);
    if (!claimed(x, class, left, class))
      return true;
  }
  return units_right(a, i, u) &&
         !claimed(x, class, left, row_of(&x->pairs[PLACE_RIGHT], u[0], u[1]));
}

/* ---- where rules can begin ---- */

static inline void note_hit(const struct pair_rows *first, struct view *v, uint32_t at,
                            uint32_t row)
{
  const uint64_t *bits = first->bits + (size_t)row * first->words;
  v->hits[v->n_hits++] = (struct hit){at, row};
  for (uint32_t w = 0; w < first->words; w++)
    v->begun[w] |= bits[w];
}

/* The first place in [u, end) at which a pair passes; `end` for none. */
static inline const unit *next_passing(const struct pair_rows *first, const unit *u,
                                       const unit *end)
{
  while (u < end && !pair_passes(first, u[0], u[1]))
    u++;
  return u;
}

void rule_view_search(struct apply *a)
{
  const struct pair_rows *first = &a->set->index->pairs[PLACE_FIRST];
  struct view *v = &a->view;
  const unit *u = v->u + v->searched, *end = v->u + a->focus.at;
  for (u = next_passing(first, u, end); u < end; u = next_passing(first, u + 1, end)) {
    uint32_t row = pair_row(first, u[0], u[1]);
    if (row != 0)
      note_hit(first, v, (uint32_t)(u - v->u), row);
  }
  v->searched = a->focus.at;
}
