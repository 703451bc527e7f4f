/* indicator.c - what a figure counts, in the document's words.
   SPDX-License-Identifier: Apache-2.0

   Goes through the figures of a chunk in order and remembers, within a
   paragraph, whose indicator holds on: a growth rate behind a level, the second
   end of "from 3 to 5" and a bare "up 5%" name none of their own. */
#include "extract/context/indicator.h"

#include <string.h>

#include "base/str.h"
#include "extract/context/indicator_parts.h"

enum { MEMBERS_MAX = 24, LENGTH_MAX = 20, NO_FIGURE = UINT32_MAX };

/* What holds on from figure to figure. */
struct thread {
  uint32_t sentence, paragraph;
  uint32_t last;   /* figure whose indicator holds on, NO_FIGURE for none */
  uint32_t first;  /* first figure of the sentence */
  struct phrase phrase; /* of `last`, where it stands in front of it; else empty */
  bool bare;            /* that phrase is a verb alone */
  uint32_t depth;       /* of parentheses */
  uint32_t outer;       /* `last` outside them */
  uint32_t behind;      /* end of the sentence's last figure outside them, or its start */
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

/* `first` and `second` as one; false without memory. */
static bool join(struct work *w, uint32_t i, struct govfig_str first, struct govfig_str second)
{
  char *text = arena_alloc(w->r.c->arena, first.len + second.len + 1);
  if (text == NULL)
    return false;
  memcpy(text, first.data, first.len);
  memcpy(text + first.len, second.data, second.len);
  figure(w, i)->indicator = (struct govfig_str){text, first.len + second.len};
  return true;
}

/* Characters of a string. */
static uint32_t characters(struct govfig_str s)
{
  uint32_t n = 0;
  for (size_t i = 0; i < s.len; i++)
    n += (s.data[i] & 0xC0) != 0x80;
  return n;
}

static void hold_on(struct work *w, uint32_t i, struct phrase left)
{
  w->t.last = i;
  w->t.phrase = left;
  w->t.bare = left.bare;
}

static bool inherit(struct work *w, uint32_t i, uint32_t from)
{
  struct found *f = figure(w, i);
  const struct found *other = figure(w, from);
  f->indicator = other->indicator;
  f->indicator_key = other->indicator_key;
  return true;
}

/* "sports grounds are 1.9 billion m2, 1.46 per head": with what it is per head of. */
static bool give_per(struct work *w, uint32_t i, struct phrase left)
{
  struct govfig_str last = figure(w, w->t.last)->indicator, per;
  return phrase_text(&w->r, left, &per) && join(w, i, per, last);
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
  case KIND_NUMBER:
    return true;
  default:
    return kind >= KIND_BUILTIN;
  }
}

static bool prefers_right(const struct found *f, struct phrase left, struct phrase right)
{
  bool strong = !is_empty(left) && !left.bare && !left.relative;
  if (is_empty(right) || f->kind == KIND_RANK || (right.weak && !is_empty(left)))
    return false;
  if (f->measure == MEASURE_SHARE && right.linked)
    return true;
  if (f->kind == KIND_MONEY && right.linked)
    return !left.quantity;
  if (f->kind == KIND_PERCENT && f->measure == MEASURE_LEVEL && !left.quantity)
    return true;
  if (f->change != CHANGE_NONE && !counts_what_follows(f->kind) && (is_empty(left) || strong))
    return strong && left.verbal && !right.verbal;
  if (f->kind == KIND_MONEY && (left.bare || left.verbal))
    return !right.verbal;
  if (!strong || left.among)
    return true;
  if (right.linked)
    return left.verbal;
  return !left.quantity && counts_what_follows(f->kind);
}

/* ---- lists that are dealt out ---- */

/* Figures from `i` on that stand in one list. */
static uint32_t list_length(struct work *w, uint32_t i)
{
  uint32_t n = 1;
  while (n < MEMBERS_MAX && i + n < w->r.c->n_found &&
         figure(w, i + n)->kind == figure(w, i)->kind &&
         figures_adjoin(&w->r, i + n - 1, i + n, true))
    n++;
  return n;
}

static bool give_members(struct work *w, uint32_t i, uint32_t n)
{
  for (uint32_t k = 0; k < n; k++) {
    if (!give(w, i + k, w->t.members[k]))
      return false;
  }
  hold_on(w, i + n - 1, (struct phrase){0});
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
  bool behind_figure = w->t.behind > floor;
  floor = w->t.behind;
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

/* The subject of the sentence before in the paragraph, else of what follows. */
static struct phrase nearby_subject(struct work *w, uint32_t i)
{
  const struct chunk *c = w->r.c;
  uint32_t s = figure(w, i)->sentence;
  if (s > 0 && c->sentences[s - 1].paragraph == c->sentences[s].paragraph) {
    struct phrase p = phrase_subject(&w->r, c->sentences[s - 1].start, c->sentences[s - 1].end);
    if (!is_empty(p))
      return p;
  }
  uint32_t start = figure(w, i)->span.end, end = c->sentences[s].end;
  while (start < end && (w->r.x->single[w->r.u[start]] & USE_BREAK) == 0)
    start++;
  uint32_t stop = start < end ? start + 1 : start;
  while (stop < end && (w->r.x->single[w->r.u[stop]] & USE_BREAK) == 0)
    stop++;
  return phrase_subject(&w->r, start, stop);
}

/* "GDP grew by 5%, third in the country": the rank is the growth's. */
static struct phrase ranked_growth(struct work *w, uint32_t i)
{
  struct phrase p = w->t.phrase;
  if (figure(w, i)->kind != KIND_RANK || w->t.last + 1 != i ||
      figure(w, i - 1)->measure != MEASURE_GROWTH || is_empty(p))
    return (struct phrase){0};
  p.end = figure(w, i - 1)->span.start;
  return phrase_length(&w->r, p.start, p.end) <= LENGTH_MAX ? p : (struct phrase){0};
}

static bool continue_thread(struct work *w, uint32_t i, struct phrase left, struct phrase right)
{
  struct phrase subject = earlier_subject(w, i);
  if (is_empty(subject) && w->t.last != NO_FIGURE) {
    struct phrase growth = ranked_growth(w, i);
    if (!is_empty(growth))
      return give(w, i, growth);
    return left.per ? give_per(w, i, left) : inherit(w, i, w->t.last);
  }
  if (is_empty(subject))
    subject = is_empty(right) ? left : right;
  if (is_empty(subject))
    subject = nearby_subject(w, i);
  hold_on(w, i, (struct phrase){0});
  return give(w, i, subject);
}

/* "completed 300, or 20 km, of pipes": the noun stands behind the next one. */
static struct phrase shared_right(struct work *w, uint32_t i)
{
  for (uint32_t k = i + 1; k < w->r.c->n_found && k < i + 4; k++) {
    if (!figures_adjoin(&w->r, k - 1, k, false))
      break;
    struct phrase right = phrase_right(&w->r, k);
    if (!is_empty(right))
      return right;
  }
  return (struct phrase){0};
}

/* ---- one figure ---- */

static bool same_unit(const struct found *a, const struct found *b)
{
  return a->kind == b->kind && str_equal(a->unit_name, b->unit_name);
}

/* "153 problems, corrected 121": a verb alone means what was counted before. */
static bool give_verb(struct work *w, uint32_t i, struct phrase left)
{
  struct found *f = figure(w, i);
  uint32_t last = w->t.last;
  if (!give(w, i, left))
    return false;
  if (last == NO_FIGURE || !left.done || w->t.bare || figure(w, last)->sentence != f->sentence ||
      !same_unit(f, figure(w, last)) ||
      characters(f->indicator) + characters(figure(w, last)->indicator) > LENGTH_MAX) {
    hold_on(w, i, left);
    return true;
  }
  f->indicator_key = 0;
  return join(w, i, f->indicator, figure(w, last)->indicator);
}

/* The noun behind; a verb that says it is new stays with it. */
static bool give_right(struct work *w, uint32_t i, struct phrase left, struct phrase right)
{
  hold_on(w, i, (struct phrase){0});
  if ((w->r.x->single[w->r.u[right.end]] & USE_AND) != 0)
    w->r.behind = right.end;
  struct govfig_str verb;
  if (!give(w, i, right) || !left.fresh || !phrase_text(&w->r, left, &verb))
    return !left.fresh;
  figure(w, i)->indicator_key = 0;
  return join(w, i, verb, figure(w, i)->indicator);
}

/* "from 3 tons of coal to 2": is there something that it is said of? */
static bool goes_on_from(struct work *w, uint32_t i)
{
  if (w->t.last != NO_FIGURE && figure(w, w->t.last)->sentence == figure(w, i)->sentence)
    return true;
  return earlier_subject(w, i).quantity;
}

static bool give_one(struct work *w, uint32_t i, struct phrase left)
{
  struct found *f = figure(w, i);
  struct phrase right = phrase_right(&w->r, i);
  if (is_empty(right) && (is_empty(left) || left.bare) && counts_what_follows(f->kind))
    right = shared_right(w, i);
  bool goes_on = is_empty(left) && left.to && !right.linked && goes_on_from(w, i);
  if (!goes_on && prefers_right(f, left, right))
    return give_right(w, i, left, right);
  if (is_empty(left) || left.relative || left.per)
    return continue_thread(w, i, left, right);
  w->t.n_members = 0;
  if (left.bare)
    return give_verb(w, i, left);
  if (!left.operand)
    hold_on(w, i, left);
  return give(w, i, left);
}

/* Figures in parentheses do not hold on behind them. */
static void follow_parentheses(struct work *w, uint32_t start, uint32_t end)
{
  for (uint32_t p = start; p < end; p++) {
    if (w->r.u[p] == '(' && w->t.depth++ == 0)
      w->t.outer = w->t.last;
    if (w->r.u[p] == ')' && w->t.depth > 0 && --w->t.depth == 0 && w->t.last != w->t.outer) {
      w->t.last = w->t.outer;
      w->t.phrase = (struct phrase){0};
      w->t.bare = false;
    }
  }
}

/* A new sentence keeps the indicator, a new paragraph does not. */
static void follow(struct work *w, uint32_t i)
{
  uint32_t sentence = figure(w, i)->sentence;
  if (i > 0 && sentence == w->t.sentence) {
    follow_parentheses(w, figure(w, i - 1)->span.end, figure(w, i)->span.start);
    return;
  }
  uint32_t paragraph = w->r.c->sentences[sentence].paragraph;
  if (i == 0 || paragraph != w->t.paragraph)
    w->t.last = NO_FIGURE;
  w->t.paragraph = paragraph;
  w->t.sentence = sentence;
  w->t.first = i;
  w->t.n_members = 0;
  w->t.depth = 0;
  w->t.behind = w->r.c->sentences[sentence].start;
  w->t.phrase = (struct phrase){0};
  follow_parentheses(w, w->r.c->sentences[sentence].start, figure(w, i)->span.start);
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
    uint32_t behind = w.t.depth == 0 ? UINT32_MAX : w.t.behind;
    if (chunk->found[i].indicator.len == 0) {
      struct phrase left = phrase_left(&w.r, i);
      if (!deal(&w, i, left, &served) || (served == 0 && !give_one(&w, i, left)))
        return false;
    }
    i += served > 0 ? served : 1;
    w.t.behind = behind == UINT32_MAX ? chunk->found[i - 1].span.end : behind;
  }
  return true;
}
