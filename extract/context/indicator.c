/* indicator.c - what a figure counts, in the document's words.
   SPDX-License-Identifier: Apache-2.0

   Goes through the figures of a chunk in order and remembers, within a
   paragraph, whose indicator holds on: a growth rate behind a level, the second
   end of "from 3 to 5" and a bare "up 5%" name none of their own. */
#include "extract/context/indicator.h"

#include "extract/context/indicator_parts.h"

enum { MEMBERS_MAX = 24, NO_FIGURE = UINT32_MAX };

/* What holds on from figure to figure. */
struct thread {
  uint32_t sentence, paragraph;
  uint32_t last;   /* figure whose indicator holds on, NO_FIGURE for none */
  uint32_t first;  /* first figure of the sentence */
  struct phrase members[MEMBERS_MAX]; /* of the list that was dealt out last */
  uint32_t n_members;
};

struct work {
  struct reader r;
  struct thread t;
};

static struct found *figure(struct work *w, uint32_t i)
{
  return &w->r.c->found[i];
}

static bool is_empty(struct phrase p)
{
  return p.end <= p.start;
}

/* ---- giving a figure its indicator ---- */

static bool give(struct work *w, uint32_t i, struct phrase p)
{
  struct found *f = figure(w, i);
  if (f->indicator.len > 0)
    return true;
  f->indicator_key = phrase_key(&w->r, p, f->region);
  return phrase_text(&w->r, p, &f->indicator);
}

static void inherit(struct work *w, uint32_t i, uint32_t from)
{
  struct found *f = figure(w, i);
  const struct found *other = figure(w, from);
  if (f->indicator.len > 0)
    return;
  f->indicator = other->indicator;
  f->indicator_key = other->indicator_key;
}

/* ---- choosing between the words in front and behind ---- */

static bool counts_what_follows(uint8_t kind)
{
  switch (kind) {
  case KIND_COUNT:
  case KIND_LENGTH:
  case KIND_AREA:
  case KIND_VOLUME:
  case KIND_MASS:
  case KIND_ENERGY:
  case KIND_POWER:
  case KIND_DATA:
  case KIND_AGE:
    return true;
  default:
    return kind >= KIND_BUILTIN;
  }
}

static bool prefers_right(const struct found *f, struct phrase left, struct phrase right)
{
  bool strong = !is_empty(left) && !left.bare && !left.relative;
  if (is_empty(right) || f->kind == KIND_RANK)
    return false;
  if (f->change != CHANGE_NONE && (is_empty(left) || strong))
    return strong && left.verbal && !right.verbal;
  if (f->kind == KIND_MONEY && (left.bare || left.verbal))
    return !right.verbal;
  if (!strong || left.among)
    return true;
  return !left.quantity && counts_what_follows(f->kind);
}

/* ---- lists that are dealt out ---- */

/* Figures from `i` on that stand in one list. */
static uint32_t list_length(struct work *w, uint32_t i)
{
  uint32_t n = 1;
  while (n < MEMBERS_MAX && i + n < w->r.c->n_found &&
         figure(w, i + n)->kind == figure(w, i)->kind && figures_adjoin(&w->r, i + n - 1, i + n))
    n++;
  return n;
}

static bool give_members(struct work *w, uint32_t i, uint32_t n)
{
  for (uint32_t k = 0; k < n; k++) {
    if (!give(w, i + k, w->t.members[k]))
      return false;
  }
  w->t.last = i + n - 1;
  return true;
}

/* "A and B grew by 1% and 2%": figures that were served, 0 for none. */
static bool deal(struct work *w, uint32_t i, struct phrase left, uint32_t *served)
{
  uint32_t n = list_length(w, i);
  *served = 0;
  if (left.each && n > 1 && phrase_deal(&w->r, left, w->t.members, n)) {
    w->t.n_members = n;
    *served = n;
  } else if (is_empty(left) && n > 1 && n == w->t.n_members) {
    *served = n;
  } else if (left.each) {
    w->t.n_members = 0;
  }
  return *served == 0 || give_members(w, i, n);
}

/* ---- figures without words of their own ---- */

/* The subject of the nearest clause of the sentence before `at` that has one;
   where a figure stands in between only a clause behind it that names an
   amount. */
static struct phrase earlier_subject(struct work *w, uint32_t i)
{
  const struct chunk *c = w->r.c;
  uint32_t floor = c->sentences[figure(w, i)->sentence].start, at = clause_start(&w->r, i);
  bool behind_figure = i > w->t.first;
  if (behind_figure)
    floor = figure(w, i - 1)->span.end;
  struct phrase none = {0};
  for (int clauses = 0; clauses < 4 && at > floor + 2; clauses++) {
    uint32_t end = at - 1, start = end;
    while (start > floor && (w->r.x->single[w->r.u[start - 1]] & USE_BREAK) == 0)
      start--;
    struct phrase p = phrase_subject(&w->r, start, end);
    if (p.end >= p.start + 2 && (!behind_figure || p.quantity))
      return p;
    at = start;
  }
  return none;
}

static bool continue_thread(struct work *w, uint32_t i, struct phrase left, struct phrase right)
{
  struct phrase subject = earlier_subject(w, i);
  if (!is_empty(subject)) {
    w->t.last = i;
    return give(w, i, subject);
  }
  if (w->t.last != NO_FIGURE) {
    inherit(w, i, w->t.last);
    return true;
  }
  w->t.last = i;
  return give(w, i, is_empty(right) ? left : right);
}

/* "completed 300, or 20 km, of pipes": the noun stands behind the next one. */
static struct phrase shared_right(struct work *w, uint32_t i)
{
  for (uint32_t k = i + 1; k < w->r.c->n_found && k < i + 4; k++) {
    if (!figures_adjoin(&w->r, k - 1, k))
      break;
    struct phrase right = phrase_right(&w->r, k);
    if (!is_empty(right))
      return right;
  }
  return (struct phrase){0};
}

/* ---- one figure ---- */

static bool give_one(struct work *w, uint32_t i, struct phrase left)
{
  struct found *f = figure(w, i);
  struct phrase right = phrase_right(&w->r, i);
  if (is_empty(right) && (is_empty(left) || left.bare) && counts_what_follows(f->kind))
    right = shared_right(w, i);
  if (prefers_right(f, left, right)) {
    w->t.last = i;
    return give(w, i, right);
  }
  if (is_empty(left) || left.relative)
    return continue_thread(w, i, left, right);
  if (!left.operand)
    w->t.last = i;
  w->t.n_members = 0;
  return give(w, i, left);
}

/* A new sentence keeps the indicator, a new paragraph does not. */
static void follow(struct work *w, uint32_t i)
{
  uint32_t sentence = figure(w, i)->sentence;
  if (i > 0 && sentence == w->t.sentence)
    return;
  uint32_t paragraph = w->r.c->sentences[sentence].paragraph;
  if (i == 0 || paragraph != w->t.paragraph)
    w->t.last = NO_FIGURE;
  w->t.paragraph = paragraph;
  w->t.sentence = sentence;
  w->t.first = i;
  w->t.n_members = 0;
}

bool indicators_attribute(const struct indicators *x, struct chunk *chunk)
{
  struct work w = {.t = {.last = NO_FIGURE}};
  if (chunk->n_found == 0)
    return true;
  if (!reader_init(&w.r, x, chunk))
    return false;
  for (uint32_t i = 0; i < chunk->n_found;) {
    uint32_t served = 1;
    follow(&w, i);
    if (chunk->found[i].indicator.len == 0) {
      struct phrase left = phrase_left(&w.r, i);
      if (!deal(&w, i, left, &served) || (served == 0 && !give_one(&w, i, left)))
        return false;
    }
    i += served > 0 ? served : 1;
  }
  return true;
}
