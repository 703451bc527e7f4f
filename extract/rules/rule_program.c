/* rule_program.c - from a pattern to steps.  SPDX-License-Identifier: Apache-2.0

   What is behind an element is made first, so that the element knows where to go on. */
#include <stdlib.h>
#include <string.h>

#include "extract/rules/rule_program.h"

/* Longer or deeper ones are PCRE2's. */
enum { PROGRAM_MAX = 3000, DEPTH_MAX = 200, REPEATS_MAX = 32, WORDS_MAX = 4096, WORD_MAX = 64, LISTED = 32 };

/* The words among the alternatives in [from, behind - 1), if there are two or more and any;
   is that all? */
struct listed {
  uint32_t from, behind;
  const struct word_set *words;
  bool only;
};

struct making {
  struct programs *all;
  const struct pattern *p;
  unit focus;
  struct step *steps;
  uint64_t *begins; /* of each, see struct step */
  unit *words; /* room for a list of them */
  uint32_t n, depth, looks; /* looks: in so many */
  uint32_t mark; /* place of the quantity */
  struct listed listed[LISTED]; /* by `from`, modulo their number */
  bool strange, nomem;
};

static uint16_t alternatives(struct making *m, uint32_t from, uint32_t to, uint16_t next);

/* With what a step begins, and what is behind it if it takes nothing. */
static uint64_t begins_of(const struct making *m, const struct step *s)
{
  uint64_t next = m->begins[s->next];
  switch (s->sort) {
  case STEP_UNIT:
    return begin_bit(s->c);
  case STEP_FOCUS:
    return UINT64_C(1) << FOCUS_BIT;
  case STEP_SET:
    return s->set->begins;
  case STEP_SPAN:
    return s->set->begins | (s->least == 0 ? next : 0);
  case STEP_WORDS:
    return s->words->begins;
  case STEP_SPLIT:
    return s->begins | next;
  case STEP_AHEAD:
  case STEP_BEHIND:
  case STEP_START:
    return next;
  default:
    return ~UINT64_C(0);
  }
}

/* Is the quantity, and then nothing, a way on from a step? */
static bool is_done(const struct making *m, const struct step *s)
{
  switch (s->sort) {
  case STEP_FOCUS:
    return s->next == 0;
  case STEP_SPAN:
    return s->least == 0 && m->steps[s->next].done;
  case STEP_SPLIT:
    return m->steps[s->next].done || m->steps[s->other].done;
  default:
    return false;
  }
}

static uint16_t put(struct making *m, struct step s)
{
  m->strange |= m->n == PROGRAM_MAX;
  if (m->strange || m->nomem)
    return 0;
  m->steps[m->n] = s;
  m->steps[m->n].done = is_done(m, &s);
  m->begins[m->n] = begins_of(m, &s);
  return (uint16_t)m->n++;
}

static uint16_t split(struct making *m, uint16_t one, uint16_t other)
{
  return put(m, (struct step){.sort = STEP_SPLIT, .begins = m->begins[one], .next = other, .other = one});
}

/* ---- one element ---- */

static bool is_once(const struct element *e)
{
  return e->least == 1 && e->most == 1;
}

/* Does it keep what it has once taken?  Then not every way counts. */
static bool is_possessive(const struct making *m, const struct element *e)
{
  const unit *u = m->p->u;
  return (e->behind > e->end + 1 && u[e->behind - 1] == '+') ||
         (e->sort == ELEMENT_GROUP && u[e->start + 1] == '?' && u[e->start + 2] == '>');
}

/* A unit, a class and the like, perhaps several times, in none of whose places the steps at
   `unless` match. */
static uint16_t one_unit(struct making *m, const struct element *one, const struct element *times,
                         uint16_t unless, uint16_t next)
{
  const unit *u = m->p->u;
  if (is_once(times) && unless == 0 && one->sort == ELEMENT_UNIT)
    return put(m, (struct step){.sort = STEP_UNIT, .c = one->c, .next = next});
  bool dot = one->sort == ELEMENT_ONE && u[one->start] == '.';
  const struct unit_set *set = dot ? NULL : unit_set_of(m->all, m->p, one, &m->strange);
  m->strange |= dot;
  m->nomem |= set == NULL && !m->strange;
  bool once = is_once(times) && unless == 0;
  return put(m, (struct step){.sort = once ? STEP_SET : STEP_SPAN,
                              .begins = m->begins[next],
                              .inner = m->looks == 0 && times->behind <= m->mark,
                              .next = next,
                              .other = unless,
                              .least = (uint16_t)(times->least < UINT16_MAX ? times->least : UINT16_MAX),
                              .most = times->most,
                              .set = set});
}

/* ---- groups ---- */

/* Is [from, to) a look ahead that must not match, and behind it one unit? */
static bool is_guarded(const struct making *m, uint32_t from, uint32_t to, struct element *look,
                       struct element *one)
{
  const struct pattern *p = m->p;
  *look = element_at(p, from, to);
  if (look->sort != ELEMENT_AHEAD || p->u[look->start + 2] != '!' || look->behind >= to)
    return false;
  *one = element_at(p, look->behind, to);
  bool takes = one->sort == ELEMENT_UNIT || one->sort == ELEMENT_CLASS || one->sort == ELEMENT_ONE;
  return takes && one->behind == to && is_once(look) && is_once(one);
}

static uint16_t look_steps(struct making *m, const struct element *e)
{
  m->looks++;
  uint16_t steps = alternatives(m, e->from, e->to, 0);
  m->looks--;
  return steps;
}

/* A group, so many times: those that need not be are split off each. */
static uint16_t group(struct making *m, const struct element *e, uint16_t next)
{
  struct element look, one;
  if (e->to > e->from && is_guarded(m, e->from, e->to, &look, &one)) {
    uint16_t unless = look_steps(m, &look);
    m->strange |= unless == 0;
    return one_unit(m, &one, e, unless, next);
  }
  m->strange |= e->most > REPEATS_MAX;
  uint16_t tail = next;
  for (uint32_t i = e->least; i < e->most && !m->strange; i++)
    tail = split(m, alternatives(m, e->from, e->to, tail), next);
  for (uint32_t i = 0; i < e->least && !m->strange; i++)
    tail = alternatives(m, e->from, e->to, tail);
  return tail;
}

/* ---- looking around ---- */

static uint16_t ahead(struct making *m, const struct element *e, uint16_t next)
{
  uint16_t steps = look_steps(m, e);
  return put(m, (struct step){.sort = STEP_AHEAD, .negative = m->p->u[e->start + 2] == '!',
                              .begins = m->begins[steps], .next = next, .other = steps});
}

/* How many units [from, to) takes, each element one. */
static uint16_t length_of(struct making *m, uint32_t from, uint32_t to)
{
  uint16_t n = 0;
  for (uint32_t at = from; at < to;) {
    struct element e = element_at(m->p, at, to);
    bool takes = e.sort == ELEMENT_UNIT || e.sort == ELEMENT_CLASS || e.sort == ELEMENT_ONE;
    m->strange |= !is_once(&e) || (!takes && e.sort != ELEMENT_BEHIND && e.sort != ELEMENT_AHEAD);
    n = (uint16_t)(n + takes);
    at = e.behind;
  }
  return n;
}

static uint16_t sequence(struct making *m, uint32_t from, uint32_t to, uint16_t next);

/* Each alternative by itself, since each has its own length: one of them, or none. */
static uint16_t behind(struct making *m, const struct element *e, uint16_t next)
{
  bool negative = m->p->u[e->start + 3] == '!';
  uint16_t all = negative ? next : 0;
  m->looks++;
  for (uint32_t at = e->from, end; at <= e->to && !m->strange; at = end + 1) {
    end = alternative_end(m->p, at, e->to);
    uint16_t steps = sequence(m, at, end, 0);
    struct step s = {.sort = STEP_BEHIND, .negative = negative, .begins = m->begins[steps],
                     .other = steps, .least = length_of(m, at, end)};
    s.next = negative ? all : next;
    uint16_t own = put(m, s);
    all = negative || at == e->from ? own : split(m, own, all);
  }
  m->looks--;
  return all;
}

/* ---- sequences and alternatives ---- */

static uint16_t element(struct making *m, const struct element *e, uint16_t next)
{
  bool looks = e->sort == ELEMENT_AHEAD || e->sort == ELEMENT_BEHIND;
  m->strange |= is_possessive(m, e) || (looks && !is_once(e));
  switch (m->strange ? ELEMENT_ODD : e->sort) {
  case ELEMENT_UNIT:
    if (e->c != m->focus)
      return one_unit(m, e, e, 0, next);
    m->strange |= !is_once(e);
    return put(m, (struct step){.sort = STEP_FOCUS, .next = next});
  case ELEMENT_CLASS:
  case ELEMENT_ONE:
    return one_unit(m, e, e, 0, next);
  case ELEMENT_GROUP:
    return group(m, e, next);
  case ELEMENT_AHEAD:
    return ahead(m, e, next);
  case ELEMENT_BEHIND:
    return behind(m, e, next);
  case ELEMENT_START:
    return put(m, (struct step){.sort = STEP_START, .next = next});
  case ELEMENT_END:
    m->strange |= m->p->u[e->start] != '$';
    return put(m, (struct step){.sort = STEP_END, .next = next});
  default:
    m->strange = true;
    return 0;
  }
}

static uint16_t sequence(struct making *m, uint32_t from, uint32_t to, uint16_t next)
{
  m->strange |= m->depth == DEPTH_MAX;
  if (from >= to || m->strange || m->nomem)
    return next;
  struct element e = element_at(m->p, from, to);
  m->depth++;
  uint16_t rest = sequence(m, e.behind, to, next), own = element(m, &e, rest);
  m->depth--;
  return own;
}

/* The end of a word, which is a whole alternative, at `at`; `at` where none stands. */
static uint32_t word_end(const struct making *m, uint32_t at, uint32_t to)
{
  const unit *u = m->p->u;
  uint32_t end = at;
  while (end < to && element_is_plain(u, end, to) && u[end] != m->focus)
    end++;
  return end == to || u[end] == '|' ? end : at;
}

/* Writes the words among alternatives, a bar behind each; returns how many units that is.
   *only: there is nothing else. */
static uint32_t gather_words(struct making *m, uint32_t from, uint32_t to, bool *only)
{
  uint32_t n = 0;
  *only = true;
  for (uint32_t at = from, end; at <= to; at = end + 1) {
    uint32_t word = word_end(m, at, to) - at;
    end = word > 0 ? at + word : alternative_end(m->p, at, to);
    *only &= word > 0;
    m->strange |= n + word + 1 > WORDS_MAX || word > WORD_MAX;
    if (word == 0 || m->strange)
      continue;
    memcpy(m->words + n, m->p->u + at, word * sizeof *m->words);
    n += word;
    m->words[n++] = '|';
  }
  return n;
}

/* The words among alternatives: a group that is repeated is asked again and again. */
static const struct listed *listed_at(struct making *m, uint32_t from, uint32_t to)
{
  struct listed *l = &m->listed[from % LISTED];
  if (l->behind == to + 1 && l->from == from)
    return l;
  *l = (struct listed){.from = from, .behind = to + 1};
  uint32_t n = 0;
  if (alternative_end(m->p, from, to) < to)
    n = gather_words(m, from, to, &l->only);
  if (n > 0 && !m->strange) {
    l->words = word_set_of(m->all, m->words, n - 1);
    m->nomem |= l->words == NULL;
  }
  return l;
}

static uint16_t alternatives(struct making *m, uint32_t from, uint32_t to, uint16_t next)
{
  struct listed l = *listed_at(m, from, to);
  bool any = l.words != NULL;
  uint16_t all = 0;
  if (any)
    all = put(m, (struct step){.sort = STEP_WORDS, .begins = m->begins[next], .next = next,
                               .words = l.words});
  for (uint32_t at = from, end; at <= to && !l.only && !m->strange && !m->nomem; at = end + 1) {
    end = alternative_end(m->p, at, to);
    if (l.words != NULL && word_end(m, at, to) > at)
      continue;
    uint16_t own = sequence(m, at, end, next);
    all = any ? split(m, own, all) : own;
    any = true;
  }
  return all;
}

/* ---- a pattern ---- */

static bool keep(struct making *m, uint16_t start, const struct program **out)
{
  struct program *g = arena_alloc(&m->all->arena, sizeof *g + m->n * sizeof *m->steps);
  if (g == NULL)
    return false;
  g->start = start;
  memcpy(g->steps, m->steps, m->n * sizeof *m->steps);
  *out = g;
  return true;
}

/* Is the quantity, once, in every match?  Then no span in front of it goes beyond. */
static bool has_focus(const struct making *m)
{
  const struct pattern *p = m->p;
  if (alternative_end(p, 0, p->n) < p->n)
    return false;
  for (uint32_t at = 0; at < p->n;) {
    struct element e = element_at(p, at, p->n);
    if (e.start == m->mark)
      return e.behind == m->mark + 1;
    at = e.behind;
  }
  return false;
}

/* Makes the steps of a pattern, unless it is strange. */
static bool make_steps(struct making *m, const struct program **out)
{
  m->steps[0] = (struct step){.sort = STEP_ACCEPT};
  m->begins[0] = ~UINT64_C(0);
  m->n = 1;
  uint16_t start = alternatives(m, 0, m->p->n, 0);
  return !m->nomem && (m->strange || keep(m, start, out));
}

bool program_make(struct programs *all, const struct pattern *p, unit focus,
                  const struct program **out)
{
  struct making m = {.all = all, .p = p, .focus = focus};
  m.steps = malloc(PROGRAM_MAX * sizeof *m.steps);
  m.begins = malloc(PROGRAM_MAX * sizeof *m.begins);
  m.words = malloc(WORDS_MAX * sizeof *m.words);
  bool ok = m.steps != NULL && m.begins != NULL && m.words != NULL;
  *out = NULL;
  while (m.mark < p->n && p->u[m.mark] != focus)
    m.mark++;
  if (ok)
    ok = !has_focus(&m) || make_steps(&m, out);
  free(m.steps);
  free(m.begins);
  free(m.words);
  return ok;
}
