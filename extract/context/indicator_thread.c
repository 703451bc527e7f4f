/* indicator_thread.c - what holds on from figure to figure.
   SPDX-License-Identifier: Apache-2.0

   A growth rate behind a level, the second end of "from 3 to 5" and a bare "up
   5%" name no indicator of their own: within a paragraph the last one holds on. */
#include "extract/context/indicator_thread.h"

#include <string.h>

#include "base/str.h"

enum { JOINED_MAX = 20 }; /* characters of a verb and what it finishes */

bool thread_give(struct work *w, uint32_t i, const struct phrase *p)
{
  struct found *f = thread_figure(w, i);
  if (f->indicator.len > 0)
    return true;
  f->indicator_key = w->r.n_keys > 0 ? phrase_key(&w->r, p, f->region) : 0;
  return phrase_text(&w->r, p, &f->indicator);
}

bool thread_join(struct work *w, uint32_t i, struct govfig_str first, struct govfig_str second)
{
  char *text = arena_alloc(w->r.c->arena, first.len + second.len + 1);
  if (text == NULL)
    return false;
  memcpy(text, first.data, first.len);
  memcpy(text + first.len, second.data, second.len);
  thread_figure(w, i)->indicator = (struct govfig_str){text, first.len + second.len};
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

void thread_hold(struct work *w, uint32_t i, const struct phrase *left)
{
  w->t.last = i;
  w->t.phrase = left != NULL ? *left : (struct phrase){0};
  w->t.bare = w->t.phrase.bare;
}

bool thread_inherit(struct work *w, uint32_t i, uint32_t from)
{
  struct found *f = thread_figure(w, i);
  const struct found *other = thread_figure(w, from);
  f->indicator = other->indicator;
  bool lasted = f->kind == KIND_DURATION && other->kind != KIND_DURATION;
  f->indicator_key = lasted ? 0 : other->indicator_key; /* "for 10 quarters": how long, not it */
  return true;
}

bool thread_same_unit(const struct found *a, const struct found *b)
{
  return a->kind == b->kind && str_equal(a->unit_name, b->unit_name);
}

/* "153 problems, corrected 121": a verb alone means what was counted before. */
bool thread_give_verb(struct work *w, uint32_t i, const struct phrase *left)
{
  struct found *f = thread_figure(w, i);
  uint32_t last = w->t.last;
  if (!thread_give(w, i, left))
    return false;
  if (last == NO_FIGURE || !(left->done || left->fresh) || w->t.bare ||
      thread_figure(w, last)->sentence != f->sentence ||
      !thread_same_unit(f, thread_figure(w, last)) ||
      characters(f->indicator) + characters(thread_figure(w, last)->indicator) > JOINED_MAX) {
    thread_hold(w, i, left);
    return true;
  }
  f->indicator_key = 0;
  return thread_join(w, i, f->indicator, thread_figure(w, last)->indicator);
}

/* Where the clause that ends at `end` begins, within reach. */
static uint32_t clause_before(const struct work *w, uint32_t floor, uint32_t end)
{
  uint32_t start = end;
  while (start > floor && end - start < WINDOW_UNITS &&
         (uses_at(&w->r, start - 1) & USE_BREAK) == 0)
    start--;
  return start;
}

/* Where the clause that `start` is in ends, within reach. */
static uint32_t clause_behind(const struct work *w, uint32_t start, uint32_t limit)
{
  uint32_t end = start;
  while (end < limit && end - start < WINDOW_UNITS &&
         (uses_at(&w->r, end) & USE_BREAK) == 0)
    end++;
  return end;
}

struct phrase thread_subject(struct work *w, uint32_t i, uint32_t clause)
{
  const struct chunk *c = w->r.c;
  uint32_t floor = c->sentences[thread_figure(w, i)->sentence].start;
  uint32_t at = clause;
  bool behind_figure = w->t.behind > floor;
  floor = w->t.behind;
  struct phrase none = {0};
  for (int clauses = 0; clauses < 4 && at > floor + 2; clauses++) {
    uint32_t end = at - 1, start = clause_before(w, floor, end);
    struct phrase p = phrase_subject(&w->r, start, end);
    bool whole = p.end == end && start > floor && w->r.u[start - 1] == ';';
    bool own = whole || (clauses == 0 && w->r.u[at - 1] == ':');
    if (p.end >= p.start + 2 && !p.relative && (!behind_figure || p.quantity || own))
      return p;
    at = start;
  }
  return none;
}

struct phrase thread_list(struct work *w, uint32_t i)
{
  const struct chunk *c = w->r.c;
  uint32_t floor = c->sentences[thread_figure(w, i)->sentence].start;
  uint8_t traits = 0;
  uint32_t at = clause_start(&w->r, i, &traits);
  struct phrase p = {0};
  floor = w->t.behind > floor ? w->t.behind : floor;
  if (at < floor + 4)
    return p;
  uint32_t end = at - 1, start = clause_before(w, floor, end);
  bool opened = start > floor && w->r.u[start - 1] == ':';
  struct window k;
  window_read(&w->r, start, end, UINT8_MAX, &k);
  for (uint32_t n = 0; n < k.n; n++) {
    if ((k.tokens[n].uses & USE_IS) != 0) {
      start = k.tokens[n].end;
      opened = true;
    } else if ((k.tokens[n].uses & USE_AMONG) != 0 && k.tokens[n].start > start) {
      end = k.tokens[n].start;
      opened = true;
      break;
    }
  }
  return opened && end > start ? (struct phrase){.start = start, .end = end} : p;
}

/* Where a clause [start, end) behind figure `i` ends, or the next figure in it begins. */
static uint32_t in_front_of_next(const struct work *w, uint32_t i, uint32_t start, uint32_t end)
{
  const struct chunk *c = w->r.c;
  uint32_t next = i + 1 < c->n_found ? c->found[i + 1].span.start : end;
  return next >= start && next < end ? next : end;
}

bool thread_nearby(struct work *w, uint32_t i, struct phrase *subject)
{
  const struct chunk *c = w->r.c;
  uint32_t s = thread_figure(w, i)->sentence;
  if (s > 0 && c->sentences[s - 1].paragraph == c->sentences[s].paragraph) {
    if (!reader_two_sentences(&w->r, thread_figure(w, i)))
      return false;
    *subject = phrase_subject(&w->r, c->sentences[s - 1].start, c->sentences[s - 1].end);
    if (!phrase_empty(*subject))
      return true;
  }
  uint32_t at = thread_figure(w, i)->span.end, end = c->sentences[s].end;
  if (end < at) /* a cell behind the first sentence of its row */
    end = at;
  uint32_t start = clause_behind(w, at, end);
  *subject = phrase_subject(&w->r, at, start);
  if (subject->end <= subject->start + 1) {
    uint32_t last = clause_behind(w, start < end ? start + 1 : end, end);
    *subject = phrase_subject(&w->r, start, in_front_of_next(w, i, start, last));
    if (subject->end <= subject->start + 1)
      *subject = phrase_subject(&w->r, start, last);
  }
  return true;
}

/* Is one of the units of [start, end), or of the seven behind it, a parenthesis?  Eight
   at a time without a branch, as most sentences have none. */
static bool has_parenthesis(const unit *u, uint32_t start, uint32_t end)
{
  unit found[8] = {0}, any = 0;
  for (const unit *at = u + start, *stop = u + end; at < stop; at += 8) {
    for (uint32_t k = 0; k < 8; k++)
      found[k] |= (unit)-((at[k] | 1) == ')'); /* all bits: as compare instructions give it */
  }
  for (uint32_t k = 0; k < 8; k++)
    any |= found[k];
  return any != 0;
}

/* The next parenthesis in [at, end); `end` for none. */
static inline uint32_t next_parenthesis(const struct units *t, uint32_t at, uint32_t end)
{
  for (at = units_next(t, at, end, UNIT_CLAUSE); at < end;
       at = units_next(t, at + 1, end, UNIT_CLAUSE)) {
    if (t->u[at] == '(' || t->u[at] == ')')
      break;
  }
  return at;
}

/* Figures in parentheses do not hold on behind them. */
static void follow_parentheses(struct work *w, uint32_t start, uint32_t end)
{
  const struct units *t = &w->r.c->text;
  const unit *u = t->u;
  for (uint32_t p = next_parenthesis(t, start, end); p < end; p = next_parenthesis(t, p + 1, end)) {
    if (u[p] == '(' && w->t.depth++ == 0)
      w->t.outer = w->t.last;
    if (u[p] == ')' && w->t.depth > 0 && --w->t.depth == 0 && w->t.last != w->t.outer) {
      w->t.last = w->t.outer;
      w->t.phrase = (struct phrase){0};
      w->t.bare = false;
    }
  }
}

/* A new sentence keeps the indicator, a new paragraph does not. */
void thread_follow(struct work *w, uint32_t i)
{
  const struct found *f = thread_figure(w, i);
  uint32_t sentence = f->sentence;
  if (i > 0 && sentence == w->t.sentence) {
    if (w->t.parentheses)
      follow_parentheses(w, f[-1].span.end, f->span.start);
    return;
  }
  const struct sentence *s = &w->r.c->sentences[sentence];
  uint32_t paragraph = s->paragraph;
  if (i == 0 || paragraph != w->t.paragraph)
    w->t.last = NO_FIGURE;
  w->t.paragraph = paragraph;
  w->t.sentence = sentence;
  w->t.n_members = 0;
  w->t.depth = 0;
  w->t.behind = s->start;
  w->t.phrase = (struct phrase){0};
  w->t.parentheses = has_parenthesis(w->r.u, s->start, s->end);
  if (w->t.parentheses)
    follow_parentheses(w, s->start, f->span.start);
}
