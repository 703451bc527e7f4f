/* period.c - gives every figure its period.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/context/period_parts.h"

void period_state_init(struct period_state *state)
{
  *state = (struct period_state){0};
}

static const struct force nothing = {{{0}, {0}, false, false, false}, {0, 0}};

/* ---- figures ---- */

static const struct force *in_force(const struct walk *w, struct force *usual)
{
  if (w->current.period.known)
    return &w->current;
  if (w->head.period.known)
    return &w->head;
  if (w->section.period.known)
    return &w->section;
  *usual = (struct force){w->state->usual, {0, 0}};
  return usual;
}

static bool is_level(const struct found *f)
{
  const uint32_t levels = 1u << MEASURE_LEVEL | 1u << MEASURE_SHARE | 1u << MEASURE_RANK;
  return (levels >> f->measure & 1) != 0;
}

/* The time of `once` is the figure's where it stands right in front of it. */
static bool once_fits(const struct walk *w, const struct found *f)
{
  enum { FAR = 8 };
  if (!w->once.period.known || f->span.start < w->once_end || !is_level(f) ||
      f->change != CHANGE_NONE)
    return false;
  return f->span.start - w->once_end <= FAR &&
         period_stop(w, w->once_end, f->span.start) == f->span.start;
}

static void give(struct found *f, const struct force *force)
{
  f->period = force->period;
  f->period_words = force->words;
}

/* What grew year by year did so over the years that its section is about. */
static const struct force *over_years(const struct walk *w, const struct found *f,
                                      const struct force *force)
{
  const struct force *wide = w->head.period.known ? &w->head : &w->section;
  if (f->basis != BASIS_AVG || !calendar_whole_years(&force->period) ||
      force->period.first.year != force->period.last.year)
    return force;
  if (wide->period.first.year == wide->period.last.year)
    wide = &w->section;
  return calendar_whole_years(&wide->period) && wide->period.first.year < wide->period.last.year
             ? wide
             : force;
}

/* An aim without a time of its own is of the report's year. */
static bool aims(const struct walk *w, const struct found *f, const struct force *force)
{
  return f->status == STATUS_TARGET && w->state->ahead && w->state->aim.known && !w->current.period.known &&
         force->period.known && calendar_whole_years(&force->period) &&
         force->period.last.year < w->state->aim.last.year;
}

/* "From" right in front of the figure, or "from ... each" a few characters before. */
static bool behind_from(const struct walk *w, const struct found *f)
{
  enum { FAR = 6 };
  uint32_t at = f->span.start, floor = at > FAR ? at - FAR : 0;
  if (at == 0 || period_role_before(w, at) == ROLE_FROM)
    return at > 0;
  for (uint32_t i = at - 1; i > floor; i--) {
    if (period_role(w, i - 1) == ROLE_FROM)
      return period_role(w, i) == ROLE_LASTING;
  }
  return false;
}

/* "From 26.6 (to 51.9)": where the figure begins what its period has changed. */
static bool begins_pair(const struct walk *w, const struct found *f)
{
  enum { FAR = 20 };
  const struct found *next = f + 1;
  if (next >= w->c->found + w->c->n_found || f->change != CHANGE_NONE)
    return false;
  uint32_t gap = next->span.start - f->span.end; /* large where they overlap */
  if (((gap - 1 < FAR) & is_level(f) & ((f->status == STATUS_ACTUAL) | f->status_above)) == 0)
    return false;
  enum time_role before = period_role_before(w, next->span.start);
  return (before == ROLE_TO || before == ROLE_REACH || before == ROLE_BECOME) &&
         behind_from(w, f);
}

/* Does the figure begin a pair like the one before, which told its years? */
static bool repeats_pair(const struct walk *w, const struct found *f)
{
  return w->from.period.known && begins_pair(w, f) &&
         calendar_equal(&w->to.period, &w->current.period);
}

/* Where in its period a level stands: in front of the first year, or at its end. */
static void place_level(const struct walk *w, struct found *f)
{
  struct period *p = &f->period;
  bool pair = begins_pair(w, f);
  if ((!pair && p->first.year == p->last.year) || !calendar_whole_years(p) || f->span.start == 0)
    return;
  enum time_role before = period_role_before(w, f->span.start);
  if (pair)
    *p = calendar_years(p->first.year - 1, p->first.year - 1);
  else if (is_level(f) && f->change == CHANGE_NONE &&
           (before == ROLE_REACH || before == ROLE_TO || f->measure == MEASURE_RANK))
    *p = calendar_years(p->last.year, p->last.year);
}

/* The mark that begins at `start`, or NULL. */
static const struct time_mark *mark_at(const struct chunk *c, uint32_t start)
{
  uint32_t i = times_from(c, start);
  return i < c->n_times && c->times[i].span.start == start ? &c->times[i] : NULL;
}

/* The mark that the figure stands in (a span is a figure too), or NULL: one of the
   two that begin in front of the figure's end last. */
static const struct time_mark *mark_around(const struct walk *w, const struct found *f)
{
  const struct time_mark *m = w->c->times + w->mark;
  for (uint32_t k = 0; k < 2 && k < w->mark; k++) {
    m--;
    if (m->span.end > f->span.start && m->span.start < f->span.end && m->period.known)
      return m;
  }
  return NULL;
}

/* A cell of a table: its own head, else the caption. */
static void decide_cell(struct walk *w, struct found *f)
{
  struct force usual;
  if (f->period_words.end > f->period_words.start) {
    const struct time_mark *m = mark_at(w->c, f->period_words.start);
    if (m != NULL)
      f->period = m->period.known ? m->period : period_resolve(w, m);
    return;
  }
  give(f, w->caption.period.known ? &w->caption : in_force(w, &usual));
}

/* Can an article be about the period?  It is recent, and longer than days. */
static bool lasts(const struct period_state *st, const struct period *p)
{
  struct day r = st->reference;
  if (p->open_end || p->last.year > r.year || p->last.year + 1 < r.year ||
      (!p->open_start && calendar_compare(p->first, r) > 0))
    return false;
  if (p->open_start)
    return calendar_compare(p->last, r) == 0;
  return period_long(p) ||
         (p->first.day != p->last.day && r.month - p->last.month <= 2 && p->last.year == r.year);
}

/* The first time that a piece of news tells is what its figures are about. */
static void lead(struct walk *w, const struct found *f)
{
  enum { FIGURES = 4, PARAGRAPHS = 3 };
  struct period_state *st = w->state;
  if (st->report | (st->led >= FIGURES) | (st->paragraphs > PARAGRAPHS))
    return;
  if (!w->current.period.known) {
    st->led++;
    return;
  }
  st->led = FIGURES;
  if (!lasts(st, &f->period))
    return;
  const struct time_mark *m = mark_at(w->c, w->current.words.start);
  if (m == NULL || m->sort == TIME_FIXED || m->sort == TIME_IN_FORCE)
    st->usual = f->period;
}

/* Has the clause in front of the figure told a time? */
static bool told_in_clause(const struct walk *w, const struct found *f)
{
  enum { FAR = 40 };
  uint32_t far = f->span.start > FAR ? f->span.start - FAR : 0;
  return w->current.period.known && w->current.words.start >= far &&
         w->current.words.start >= period_clause(w, far, f->span.start);
}

/* "Twice that of 1950": the time is what the figure is compared with. */
static bool times_of(const struct walk *w, const struct found *f)
{
  uint32_t end = w->current.words.end, start = f->span.start;
  if (start > 0 && period_role(w, start - 1) == ROLE_BLANK)
    start--;
  return f->kind == KIND_RATIO && w->hold == HOLD_UNUSED && end + 1 == start &&
         period_role(w, end) == ROLE_OF;
}

/* The time that the words right beside a figure tell; false when they tell none. */
static bool told_beside(struct walk *w, struct found *f)
{
  struct force behind;
  const struct time_mark *m = mark_around(w, f);
  if (m != NULL) {
    f->period = m->period;
    f->period_words = m->span;
  } else if (once_fits(w, f)) {
    give(f, &w->once);
    w->from = w->once;
    w->to = w->once = nothing;
  } else if (period_follows(w, f) && period_behind(w, f, &behind) && !told_in_clause(w, f)) {
    give(f, &behind);
  } else if (repeats_pair(w, f)) {
    give(f, &w->from);
  } else {
    return false;
  }
  return true;
}

/* Is the figure one of a year: against the year before, or the level in front of that? */
static bool of_one_year(const struct walk *w, const struct found *f)
{
  enum { FAR = 12 };
  const struct found *next = f + 1;
  if (f->basis == BASIS_YOY)
    return true;
  return is_level(f) && next < w->c->found + w->c->n_found && next->sentence == f->sentence &&
         next->basis == BASIS_YOY && next->span.start - f->span.end <= FAR;
}

/* The years of a plan that goes on are not what such a figure covers. */
static bool plan_goes_on(const struct walk *w, const struct found *f, const struct period *p)
{
  return p->first.year + 1 < p->last.year && calendar_whole_years(p) &&
         p->last.year > w->state->reference.year && w->state->reference.year != 0 &&
         w->state->usual.known && of_one_year(w, f);
}

/* "The whole year", "the first half": of what an aim is to be reached in, they are the
   year's that has begun, of whichever year the text reports. */
static void aim_ahead(const struct walk *w, struct found *f)
{
  struct day r = w->state->reference;
  struct period next = f->period;
  if (f->status != STATUS_TARGET || f->status_above || w->state->report || !next.known ||
      next.open_start || next.open_end || next.first.year != r.year - 1 ||
      next.last.year != r.year - 1 || f->period_words.end == f->period_words.start)
    return;
  const struct time_mark *m = mark_at(w->c, f->period_words.start);
  next.first.year++;
  next.last.year++;
  if (m != NULL && m->sort == TIME_IN_FORCE && calendar_compare(next.last, r) >= 0)
    f->period = next;
}

/* "For 35 years ...": does the mark open a paragraph that looks back over decades?  One
   that has taken force is resolved. */
static bool looks_far_back(const struct walk *w, const struct time_mark *m)
{
  enum { DECADE = 10 /* years */ };
  const struct period *p = &m->period;
  int years = p->known ? p->last.year - p->first.year + 1 : p->first.year;
  uint32_t at = m->span.start;
  return m->sort == TIME_SPAN && !p->open_end && years >= DECADE &&
         (at == 0 || (w->c->text.class[at - 1] & UNIT_BREAK) != 0);
}

/* Has the article looked back over decades in front of the figure?  Then what it tells
   without a time need not be of the year of printing. */
static bool looked_back(struct walk *w, const struct found *f)
{
  for (; w->retold < w->mark; w->retold++) {
    const struct time_mark *m = &w->c->times[w->retold];
    if (m->span.start >= f->span.start)
      break;
    w->state->looked_back = w->state->looked_back || looks_far_back(w, m);
  }
  return w->state->looked_back;
}

/* Gives a figure what is in force. */
static void give_in_force(struct walk *w, struct found *f)
{
  struct force usual;
  const struct force *force = over_years(w, f, in_force(w, &usual));
  if (plan_goes_on(w, f, &force->period)) {
    usual = (struct force){w->state->usual, {0, 0}};
    force = &usual;
  }
  if (force == &usual && w->state->printed && calendar_equal(&usual.period, &w->state->apart) &&
      (f->status == STATUS_RULE || looked_back(w, f)))
    force = &nothing; /* a rule is of no year, either */
  give(f, force);
  if (aims(w, f, force)) {
    f->period = w->state->aim;
    f->period_words = (struct span){0, 0};
  }
  aim_ahead(w, f);
}

/* What a report that looks back says of its own year is still to be done, where it is
   given early in the year.  How long something takes is no aim, nor is what a rule calls
   actual, but for a part of a plan. */
static void look_ahead(const struct walk *w, struct found *f)
{
  enum { EARLY = 3 };
  const struct period_state *st = w->state;
  if (st->report && st->aim.known && st->reference.month <= EARLY &&
      f->status == STATUS_ACTUAL && f->kind != KIND_DURATION &&
      (!f->status_told || f->measure == MEASURE_COMPLETION) &&
      (st->ahead || (f->period_words.end > f->period_words.start &&
                     f->period_words.start >= period_sentence(w))) &&
      calendar_equal(&f->period, &st->aim) && !begins_pair(w, f))
    f->status = STATUS_TARGET;
}

static void decide(struct walk *w, struct found *f)
{
  if (told_beside(w, f))
    return;
  if (times_of(w, f))
    period_end_clause(w);
  give_in_force(w, f);
  if (w->hold == HOLD_UNUSED)
    period_keep(w);
  if (!w->to.period.known)
    w->to = w->current;
  lead(w, f);
  place_level(w, f);
  look_ahead(w, f);
}

/* Does a cell take its time from running text? */
static bool asks_text(const struct chunk *c, const struct found *f)
{
  uint32_t low = 0, high = c->n_lines;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (c->lines[middle].end <= f->period_words.start)
      low = middle + 1;
    else
      high = middle;
  }
  return low < c->n_lines && c->lines[low].kind == LINE_TEXT;
}

static bool cells_ask_text(const struct chunk *c)
{
  bool ask = false;
  for (uint32_t i = 0; i < c->n_found && !ask; i++) {
    const struct found *f = &c->found[i];
    ask = f->from_table && f->period_words.end > f->period_words.start && asks_text(c, f);
  }
  return ask;
}

bool periods_attribute(const struct times *x, struct period_state *state,
                       const struct given *given, struct chunk *chunk)
{
  const struct mark_list *words = &chunk->by_class[WORD_TIME];
  struct walk w = {.x = x, .state = state, .given = given, .c = chunk, .marks = words->items,
                   .paragraph = UINT32_MAX,
                   .thorough = cells_ask_text(chunk), .untold = true};
  w.section.period = state->section;
  for (uint32_t i = 0; i < chunk->n_found; i++) {
    struct found *f = &chunk->found[i];
    if (w.mark < chunk->n_times && chunk->times[w.mark].span.start < f->span.end)
      period_take_marks(&w, f->span.end, f->sentence);
    period_move(&w, f->span.start, f->sentence);
    if (f->period.known)
      continue;
    if (f->from_table)
      decide_cell(&w, f);
    else
      decide(&w, f);
    w.untold = false;
  }
  period_take_marks(&w, UINT32_MAX, UINT32_MAX);
  return true;
}
