/* authority_body.c - the body that stands in front of a word of origin.
   SPDX-License-Identifier: Apache-2.0

   In the clause of that word, between a word of place or the name of a known body
   and the last ending that names of bodies have.  Offices, times and a second body
   end it. */
#include "extract/context/authority_parts.h"

enum {
  BODY_LEAST = 3,    /* units of a body's name */
  BODY_MOST = 30,
  REST_MOST = 24     /* units between the body and the word: office, person, day */
};

/* ---- the clause in front of a word ---- */

/* May the unit part clauses or close a parenthesis?  No ideograph does. */
static inline bool may_end(const struct search *s, uint32_t i)
{
  return !unit_is_han(s->u[i]) &&
         (s->x->single[s->u[i]] & (PARTS_CLAUSE | CLOSES_PARENTHESIS)) != 0;
}

/* Where it begins; *parenthesis: behind the last one that closes in it, 0 for none. */
static uint32_t clause_begin(const struct search *s, uint32_t floor, uint32_t at,
                             uint32_t *parenthesis)
{
  const uint8_t *single = s->x->single;
  uint32_t i = at;
  *parenthesis = 0;
  if (at - floor > CLAUSE_UNITS)
    floor = at - CLAUSE_UNITS;
  for (;;) {
    while (i > floor && !may_end(s, i - 1))
      i--;
    if (i <= floor || (single[s->u[i - 1]] & PARTS_CLAUSE) != 0)
      return i;
    if (*parenthesis == 0)
      *parenthesis = i;
    uint32_t k = i - 1;
    while (k > floor && s->u[k - 1] != '(')
      k--;
    if (k == floor)
      return i;
    i = k - 1;
  }
}

/* ---- where a body begins ---- */

static bool is_name(const struct mark *m)
{
  return m->class == WORD_REGION || m->payload == AGENCY_NAME;
}

/* The first name of a region or a body within [start, end), `end` for none. */
static uint32_t first_name(struct cursor *of, uint32_t start, uint32_t end)
{
  cursor_seek(of, start);
  for (const struct mark *m = of->at; m < of->end && m->start < end; m++) {
    if (is_name(m) && m->start + m->len <= end)
      return m->start;
  }
  return end;
}

/* Behind the last word like "from" in [start, end), `start` for none. */
static uint32_t behind_from(struct search *s, uint32_t start, uint32_t end)
{
  uint32_t begin = end;
  while (begin > start && !(has_low_byte(s->x->from, s->u[begin - 1]) &&
                            authority_kind(s, begin - 1) == SOURCE_FROM))
    begin--;
  cursor_seek(&s->sources, start);
  for (const struct mark *m = s->sources.at; m < s->sources.end && m->start < end; m++) {
    if (m->payload == SOURCE_FROM && m->start + m->len > begin)
      begin = m->start + m->len;
  }
  return begin;
}

/* Goes to the first time that ends behind `at`. */
static void seek_time(struct search *s, uint32_t at)
{
  const struct time_mark *times = s->c->times;
  while (s->time > 0 && times[s->time - 1].span.end > at)
    s->time--;
  while (s->time < s->c->n_times && times[s->time].span.end <= at)
    s->time++;
}

/* The end of the last time that covers or touches `at` from the left. */
static uint32_t behind_time(struct search *s, uint32_t at, uint32_t limit)
{
  const struct chunk *c = s->c;
  seek_time(s, at);
  for (; s->time < c->n_times && c->times[s->time].span.start <= at &&
         c->times[s->time].span.end <= limit;
       s->time++)
    at = c->times[s->time].span.end;
  return at;
}

/* The body begins behind the last word that stands in front of bodies, else at
   the first name or region of the clause, else where the clause does. */
static uint32_t body_begin(struct search *s, uint32_t start, uint32_t end)
{
  uint32_t begin = behind_from(s, start, end);
  uint32_t region = first_name(&s->regions, start, end);
  uint32_t named = first_name(&s->agencies, start, end);
  named = region < named ? region : named;
  if (named < begin)
    named = end; /* it stands in front of "from" */
  begin = behind_time(s, begin, end);
  while (begin < end && s->u[begin] == ' ')
    begin++;
  return begin == start && named < end ? named : begin;
}

static const struct mark *mark_at(struct cursor *of, uint32_t at)
{
  cursor_seek(of, at);
  return cursor_start(of) == at ? of->at : NULL;
}

/* Does a body's name begin at `at`: a known one, a region's, a word of place, or
   whatever stands behind a word like "from"? */
static bool may_begin(struct search *s, uint32_t at, uint32_t clause)
{
  uint32_t before = at > clause ? authority_kind(s, at - 1) : 0;
  if (authority_kind(s, at) == AGENCY_PLACE || before == SOURCE_FROM ||
      mark_at(&s->regions, at) != NULL)
    return true;
  const struct mark *m = mark_at(&s->agencies, at);
  if (m != NULL && m->payload == AGENCY_NAME)
    return true;
  cursor_seek(&s->sources, at > clause + 4 ? at - 4 : clause);
  for (m = s->sources.at; m < s->sources.end && m->start < at; m++) {
    if (m->payload == SOURCE_FROM && m->start + m->len == at)
      return true;
  }
  return false;
}

/* ---- where it ends ---- */

/* Where a time begins in [start, end); `end` for none. */
static uint32_t time_in(struct search *s, uint32_t start, uint32_t end)
{
  const struct chunk *c = s->c;
  seek_time(s, start);
  uint32_t i = s->time;
  while (i < c->n_times && c->times[i].span.start < start)
    i++;
  return i < c->n_times && c->times[i].span.start < end ? c->times[i].span.start : end;
}

/* The end of the body that begins at `start`; `start` when there is none. */
static uint32_t body_end(struct search *s, uint32_t start, uint32_t end)
{
  uint32_t last = start, limit = time_in(s, start, end);
  cursor_seek(&s->agencies, start);
  const struct mark *next = s->agencies.at, *behind = s->agencies.end;
  for (uint32_t i = start; i < limit;) {
    while (next < behind && next->start < i)
      next++;
    const struct mark *k = next < behind && next->start == i ? next : NULL;
    uint32_t kind = k != NULL ? k->payload : authority_kind(s, i);
    uint32_t far = i + (k != NULL ? k->len : 1u);
    if (kind == AGENCY_TITLE || (kind == AGENCY_JOINT && last == i))
      break;
    if (ends_body(kind) && far <= limit)
      last = far;
    i = far;
  }
  return last;
}

/* Does every parenthesis within [start, end) open and close there? */
static bool balanced(const struct search *s, uint32_t start, uint32_t end)
{
  int depth = 0;
  for (uint32_t i = start; i < end && depth >= 0; i++)
    depth += (s->u[i] == '(') - (s->u[i] == ')');
  return depth == 0;
}

/* May anything within [start, end) end the name of a body?  Mostly nothing does, and no
   more needs to be looked at. */
static bool may_hold_body(const struct search *s, uint32_t start, uint32_t end)
{
  const struct authorities *x = s->x;
  for (uint32_t i = start; i < end; i++) {
    if (has_low_byte(x->ends, s->u[i]) || pairs_have(&x->endings, s->u[i], s->u[i + 1]))
      return true;
  }
  return false;
}

/* Finds the known bodies, and words of their names, that begin in [start, end): so little
   of a text is asked for them that they are not marked all over it. */
static void find_agencies(struct search *s, uint32_t start, uint32_t end)
{
  struct mark *m = s->known;
  for (uint32_t i = start, payload, len; i < end; i++) {
    len = lexicon_longest(s->x->lexicon, WORD_AGENCY, s->u + i, s->c->text.n - i, &payload);
    if (len > 0)
      *m++ = (struct mark){i, (uint16_t)len, WORD_AGENCY, payload};
  }
  s->agencies = (struct cursor){s->known, s->known, m};
}

static bool body_between(struct search *s, uint32_t clause, uint32_t at, struct span *body)
{
  if (!may_hold_body(s, clause, at))
    return false;
  find_agencies(s, clause, at);
  uint32_t begin = body_begin(s, clause, at), end = body_end(s, begin, at);
  if (end < begin + BODY_LEAST || end > begin + BODY_MOST || at - end > REST_MOST ||
      !may_begin(s, begin, clause) || !balanced(s, begin, end))
    return false;
  *body = (struct span){begin, end};
  return true;
}

/* It rather stands behind a parenthesis (a dateline's) than in front of it. */
bool authority_body(struct search *s, uint32_t floor, uint32_t at, struct span *body)
{
  uint32_t parenthesis, clause = clause_begin(s, floor, at, &parenthesis);
  return (parenthesis > clause && body_between(s, parenthesis, at, body)) ||
         body_between(s, clause, at, body);
}
