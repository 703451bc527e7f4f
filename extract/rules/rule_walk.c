/* rule_walk.c - walks the steps of a pattern.  SPDX-License-Identifier: Apache-2.0

   Tries one way after the other, as a matcher does that goes back; which of them is tried
   first does not matter, since only whether there is one is asked.  No step leads back, so
   it comes to an end; that can be far, and so it tires. */
#include "extract/rules/rule_pairs.h"
#include "extract/rules/rule_program.h"

enum { STEPS_MAX = 4000 };

struct walk_state {
  const struct step *steps;
  const unit *u;
  uint32_t end, at;
  int32_t left; /* so many steps may still be taken */
};

static bool walk(struct walk_state *w, uint32_t i, uint32_t pos);

/* May what begins with these be at `pos`?  What is not in the text any more does not matter:
   what needs a unit there fails for want of it. */
static inline bool may_begin(const struct walk_state *w, uint64_t begins, uint32_t pos)
{
  uint32_t bit = w->u[pos] % 64;
  bit = pos == w->at ? FOCUS_BIT : bit; /* without a branch */
  return (begins >> bit & 1) != 0;
}

/* The longest word first. */
static bool walk_words(struct walk_state *w, const struct step *s, uint32_t pos)
{
  uint64_t ends = 0; /* a bit by length, behind which to go on */
  bool goes_on = true;
  for (uint32_t at = pos, node = 0; goes_on && at < w->end; at++) {
    const struct word_edge *e = word_edge_at(s->words, node, w->u[at]);
    node = e->to;
    goes_on = e->goes_on;
    ends |= (uint64_t)(e->ends & may_begin(w, s->begins, at + 1)) << (at - pos);
  }
  for (uint32_t len = 64; ends != 0; ends &= ~(UINT64_C(1) << len)) {
    len = highest_bit(ends);
    if ((ends & (ends - 1)) == 0)
      return walk(w, s->next, pos + len + 1);
    if (walk(w, s->next, pos + len + 1))
      return true;
  }
  return false;
}

/* Behind as many units as a span can take from `pos` on. */
static inline uint32_t span_end(struct walk_state *w, const struct step *s, uint32_t pos)
{
  uint32_t end = s->inner ? w->at : w->end;
  if (end > pos && end - pos > s->most)
    end = pos + s->most;
  uint32_t to = pos;
  while (to < end && unit_set_has(s->set, w->u[to]) && (s->other == 0 || !walk(w, s->other, to)))
    to++;
  w->left -= (int32_t)(to - pos);
  return to;
}

static bool walk_span(struct walk_state *w, const struct step *s, uint32_t pos)
{
  uint32_t to = span_end(w, s, pos), least = pos + s->least;
  const struct step *next = &w->steps[s->next];
  if (to < least)
    return false;
  if (next->sort == STEP_FOCUS)
    return w->at >= least && w->at <= to && walk(w, next->next, w->at + 1);
  for (; to > least; to--) {
    if (may_begin(w, s->begins, to) && walk(w, s->next, to))
      return true;
  }
  return may_begin(w, s->begins, to) && walk(w, s->next, to);
}

static bool is_behind(struct walk_state *w, const struct step *s, uint32_t pos)
{
  return pos >= s->least && may_begin(w, s->begins, pos - s->least) && walk(w, s->other, pos - s->least);
}

/* At the end, also in front of a line break that ends the text? */
static inline bool is_end(const struct walk_state *w, uint32_t pos)
{
  return pos + (pos + 1 == w->end && w->u[pos] == '\n') == w->end;
}

/* Does a step that takes nothing hold at `pos`? */
static inline bool holds(struct walk_state *w, const struct step *s, uint32_t pos)
{
  switch (s->sort) {
  case STEP_AHEAD:
    return (may_begin(w, s->begins, pos) && walk(w, s->other, pos)) != s->negative;
  case STEP_BEHIND:
    return is_behind(w, s, pos) != s->negative;
  case STEP_START:
    return pos == 0;
  default:
    return is_end(w, pos);
  }
}

/* From step `i` on, at `pos`. */
static bool walk(struct walk_state *w, uint32_t i, uint32_t pos)
{
  for (bool goes_on = true; goes_on && w->left-- > 0;) {
    const struct step *s = &w->steps[i];
    if (s->done & (pos == w->at))
      return true;
    switch (s->sort) {
    case STEP_ACCEPT:
      return true;
    case STEP_SPAN:
      return walk_span(w, s, pos);
    case STEP_WORDS:
      return walk_words(w, s, pos);
    case STEP_SPLIT:
      if (may_begin(w, s->begins, pos) && walk(w, s->other, pos))
        return true;
      break;
    case STEP_UNIT:
      goes_on = pos < w->end && w->u[pos++] == s->c;
      break;
    case STEP_FOCUS:
      goes_on = pos++ == w->at;
      break;
    case STEP_SET:
      goes_on = pos < w->end && unit_set_has(s->set, w->u[pos++]);
      break;
    default:
      goes_on = holds(w, s, pos);
    }
    i = s->next;
  }
  return false;
}

enum walk program_walk(const struct program *g, const unit *u, uint32_t end, uint32_t at,
                       uint32_t begin)
{
  struct walk_state w = {g->steps, u, end, at, STEPS_MAX};
  bool matches = walk(&w, g->start, begin);
  return w.left <= 0 ? WALK_TIRED : matches ? WALK_MATCHES : WALK_FAILS;
}
