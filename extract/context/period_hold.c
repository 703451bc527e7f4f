/* period_hold.c - for how long an expression of time holds, by where it stands.
   SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/context/period_parts.h"

/* ---- what stands around it ---- */

uint32_t period_word_of(const struct walk *w, uint32_t from, uint64_t tells, uint32_t to,
                        enum time_use use)
{
  for (; tells != 0; tells &= tells - 1) {
    uint32_t at = from + bits_first(tells);
    const struct mark *m = &w->marks[time_rank_of(w->c->time_blocks, at)];
    if (w->x->words[m->payload].use == use)
      return at;
  }
  return to;
}

bool period_begins_clause(const struct walk *w, uint32_t at)
{
  enum { LEAD = 1 };
  uint32_t start = period_sentence(w);
  for (uint32_t i = at; i > start; i--) {
    if (period_role(w, i - 1) == ROLE_STOP || period_role(w, i - 1) == ROLE_COLON)
      return true;
    if (at - i >= LEAD)
      return false;
  }
  return true;
}

uint64_t period_signs(const struct units *t, uint32_t at, uint32_t n, enum unit_class class)
{
  uint8_t first[64] = {0};
  uint64_t bits;
  if (n == 0)
    return 0;
  if (at >= sizeof first) {
    bits = bits_of_class(t->class + at - sizeof first, class);
  } else {
    memcpy(first + sizeof first - at, t->class, at);
    bits = bits_of_class(first, class);
  }
  return bits & ~UINT64_C(0) << (64 - n);
}

/* "..., is last year's (double)": it says what something is compared with. */
static bool measures(const struct walk *w, const struct time_mark *m)
{
  return m->span.start > 0 && period_role_before(w, m->span.start) == ROLE_IS &&
         period_role(w, m->span.end) == ROLE_OF;
}

/* Is `b` a part of `a`? */
static bool part_of(const struct period *a, const struct period *b)
{
  return a->known && !a->open_start && !a->open_end && !b->open_start && !b->open_end &&
         calendar_compare(a->first, b->first) <= 0 && calendar_compare(b->last, a->last) <= 0 &&
         !calendar_equal(a, b);
}

/* The first or last day of the year in force. */
static bool year_edge(const struct time_mark *m)
{
  struct day d = m->period.first;
  return m->sort == TIME_IN_FORCE && !m->period.open_start &&
         calendar_compare(d, m->period.last) == 0 &&
         ((d.month == 12 && d.day == 31) || (d.month == 1 && d.day == 1));
}

/* What marks of clauses stand in front of a time, no further than its sentence begins and
   not further than FAR. */
struct in_front {
  bool stop;     /* one that ends a clause */
  bool behind_head; /* the same, but for one that ends "he said," */
  bool brackets; /* round ones have been opened and not closed */
  bool far;      /* the sentence begins further in front */
};

/* Where the sentence begins behind its credit, "(by wire): ...".  `marks`: those of clauses
   in the 64 units in front of `at`. */
static uint32_t behind_credit(const struct walk *w, uint32_t at, uint64_t marks)
{
  enum { FAR = 64, CREDIT = 24 };
  const unit *u = w->c->text.u;
  uint32_t start = period_sentence(w), floor = at > start + FAR ? at - FAR : start;
  uint32_t end = at > start + CREDIT ? start + CREDIT : at, begin = start;
  if (end <= floor)
    return start;
  uint64_t of_credit = ~UINT64_C(0) << (floor + FAR - at) & ~UINT64_C(0) >> (at - end);
  marks &= of_credit & (marks << 1 | (at > FAR && (w->c->text.class[at - FAR - 1] & UNIT_CLAUSE) != 0));
  for (; marks != 0; marks &= marks - 1) { /* two in a row */
    uint32_t i = at - FAR + bits_first(marks);
    begin = u[i] == ':' && u[i - 1] == ')' ? i + 1 : begin;
  }
  return begin;
}

/* Is the clause that ends at `stop` but the head of one that is reported: "..., he said,"? */
static bool reports(const struct walk *w, uint32_t start, uint32_t stop)
{
  enum { FAR = 48, SAYS = 2 };
  unit last = w->c->text.u[stop > 0 ? stop - 1 : 0];
  if (w->c->text.u[stop] != ',' || stop - start > FAR)
    return false;
  return (w->x->role[last] == ROLE_NONE && w->x->value[last] == SAYS) ||
         period_word(w, start, stop, USE_ANNOUNCE) < stop;
}

static struct in_front in_front_of(const struct walk *w, uint32_t at)
{
  enum { FAR = 40 };
  const unit *u = w->c->text.u;
  uint64_t marks = period_signs(&w->c->text, at, at < 64 ? at : 64, UNIT_CLAUSE);
  uint32_t start = behind_credit(w, at, marks);
  struct in_front seen = {.far = at > start + FAR + 1};
  uint32_t n = seen.far ? FAR : at - start;
  marks &= n > 0 ? ~UINT64_C(0) << (64 - n) : 0;
  bool head = true;
  for (; marks != 0; marks &= marks - 1) {
    uint32_t i = at - 64 + bits_first(marks);
    bool stop = period_role(w, i) == ROLE_STOP;
    seen.stop |= stop;
    seen.behind_head |= stop && !(head && reports(w, start, i));
    head = false;
    if (at - i <= FAR && (u[i] == '(' || u[i] == ')'))
      seen.brackets = u[i] == '(';
  }
  return seen;
}

/* A time in the first clause is what its sentence is about, unless it only
   describes something there. */
static bool opens_sentence(const struct walk *w, const struct time_mark *m,
                           const struct in_front *seen)
{
  bool day = !m->period.open_start && !m->period.open_end &&
             calendar_compare(m->period.first, m->period.last) == 0;
  return !(day ? seen->behind_head : seen->stop) && !seen->far && !year_edge(m) &&
         period_role(w, m->span.end) != ROLE_OF;
}

bool period_far_ahead(const struct walk *w, const struct time_mark *m)
{
  const struct period_state *st = w->state;
  int latest = st->aim.known ? st->aim.last.year : st->reference.year + 1;
  return st->reference.year != 0 && m->period.last.year > latest;
}

/* ---- how long it rules ---- */

/* Is the section one of the tasks of the year that a report looks ahead to? */
static bool tasks(const struct walk *w)
{
  const struct period *p = &w->section.period, *aim = &w->state->aim;
  return w->state->report && aim->known && p->known && calendar_equal(p, aim);
}

enum hold period_hold_of(const struct walk *w, const struct time_mark *m, bool earlier)
{
  struct in_front seen = in_front_of(w, m->span.start);
  if (seen.brackets)
    return HOLD_CLAUSE;
  bool opens = (period_begins_clause(w, m->span.start) && !measures(w, m)) ||
               opens_sentence(w, m, &seen) || w->c->text.u[m->span.end] == ',';
  enum time_role before = m->span.start > 0 ? period_role_before(w, m->span.start) : ROLE_STOP;
  if (before == ROLE_ABOUT || before == ROLE_WILL)
    return HOLD_UNUSED;
  if (m->period.open_end && (before == ROLE_IS || before == ROLE_BECOME))
    return HOLD_CLAUSE; /* "is the highest since 1951" */
  bool span = m->sort == TIME_SPAN || m->sort == TIME_THESE || m->period.open_end;
  if (m->sort == TIME_RUN || (span && !opens) || (earlier && !opens))
    return HOLD_CLAUSE;
  if (m->sort == TIME_NEAR)
    return opens && w->untold ? HOLD_SENTENCE : HOLD_CLAUSE;
  if (!opens)
    return HOLD_UNUSED;
  if (year_edge(m) && m->period.first.month == 1)
    return HOLD_CLAUSE;
  bool lasting = !w->state->report || (w->untold && calendar_whole_years(&m->period));
  bool brief = year_edge(m) || !lasting || (tasks(w) && period_far_ahead(w, m)) ||
               (span && !w->untold) || part_of(&w->current.period, &m->period);
  return brief ? HOLD_SENTENCE : HOLD_NONE;
}
