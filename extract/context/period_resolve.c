/* period_resolve.c - what a mark means by what is in force.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/context/period_parts.h"

static const struct period unknown = {{0}, {0}, false, false, false};

static struct period resolve_point(const struct walk *w, const struct time_mark *m);

/* ---- the year in force ---- */

/* The period that the words around have put in force, or NULL. */
static const struct period *spoken(const struct walk *w)
{
  const struct force *forces[] = {&w->current, &w->head, &w->section};
  for (size_t i = 0; i < sizeof forces / sizeof *forces; i++) {
    if (forces[i]->period.known && !forces[i]->period.open_end)
      return &forces[i]->period;
  }
  return NULL;
}

/* A month and day shortly before the article's, or its own? */
static bool fresh(struct day d, struct day r)
{
  enum { DAYS = 31 };
  int days = (r.month - d.month) * 31 + r.day - d.day;
  return r.day != 0 && d.day != 0 && days >= 0 && days <= DAYS;
}

/* The year that a month and day without one belong to; 0 for none. */
static int year_in_force(const struct walk *w, struct day d)
{
  const struct period *p = spoken(w);
  struct day r = w->state->reference;
  int month = d.month;
  if (!w->state->report && fresh(d, r))
    return r.year;
  if (p != NULL && p->last.year != 0)
    return p->last.year;
  if (w->state->report && w->state->usual.known)
    return w->state->usual.last.year;
  if (r.year == 0)
    return w->state->usual.known ? w->state->usual.last.year : w->state->told;
  if (w->state->usual.known && w->state->usual.last.year < r.year)
    return w->state->usual.last.year;
  return r.year - (month != 0 && r.month != 0 && month > r.month + 1 ? 1 : 0);
}

/* ---- kinds of marks ---- */

static void clip(struct day *d)
{
  if (d->month != 0 && d->day > calendar_days(d->year, d->month))
    d->day = (uint8_t)calendar_days(d->year, d->month);
}

static struct period with_year(const struct time_mark *m, int year)
{
  struct day first = m->period.first, last = m->period.last;
  if (year <= 0)
    return unknown;
  first.year = (int16_t)(first.year + year);
  last.year = (int16_t)(last.year + year);
  if (first.month > last.month && first.year == last.year)
    first.year--;
  clip(&first);
  clip(&last);
  return calendar_period(first, last);
}

/* Does the sentence say of the mark that it is to come? */
static bool is_to_come(const struct walk *w, struct span words)
{
  uint32_t from = period_sentence(w) < words.start ? period_sentence(w) : words.start;
  if (words.end < w->c->text.n && period_role(w, words.end) == ROLE_WILL)
    return true;
  for (uint32_t i = words.start; i > from; i--) {
    if (period_role(w, i - 1) == ROLE_WILL)
      return true;
  }
  return false;
}

/* A month for which no year is in force, and which the article's year has before it:
   has it begun, or is it to come, so that it is not the year before's?  What began with
   the year is early in the year mostly the year before's. */
static bool lies_ahead(const struct walk *w, const struct time_mark *m)
{
  struct day r = w->state->reference, first = m->period.first;
  if (w->state->report || r.month == 0 || spoken(w) != NULL || m->period.last.year != 0 ||
      first.year != 0 || m->period.last.month <= r.month + 1)
    return false;
  bool review = first.month == 1 && r.month > 1 && period_early(w->state);
  return (first.month <= r.month + 1 && !review) || is_to_come(w, m->span);
}

/* A month, a part of a year or a year of the one spoken of. */
static struct period resolve_in_force(const struct walk *w, const struct time_mark *m)
{
  bool whole = m->period.first.month == 0 ||
               (m->period.first.month == 12 && m->period.first.day == 31);
  struct day none = {0};
  int year = year_in_force(w, whole ? none : m->period.last);
  if (!whole && year == w->state->reference.year - 1 && lies_ahead(w, m))
    year++;
  if (whole && spoken(w) == NULL && !w->state->report && period_early(w->state) &&
      year == w->state->reference.year)
    year--;
  return with_year(m, year);
}

/* "That year": the paragraph must have named one. */
static struct period resolve_told(const struct walk *w, const struct time_mark *m)
{
  const struct period *p = w->current.period.known ? &w->current.period : &w->head.period;
  return p->known && !p->open_end ? with_year(m, p->last.year) : unknown;
}

/* A day of the month spoken of. */
static struct period resolve_day(const struct walk *w, const struct time_mark *m)
{
  const struct period *p = spoken(w);
  struct day r = w->state->reference, month = {0};
  struct day first = m->period.first, last = m->period.last;
  if (p != NULL && p->last.month == p->first.month && p->last.year == p->first.year)
    month = p->last;
  else if (r.month != 0)
    month = last.day > r.day && r.day != 0 ? calendar_add_months((struct day){r.year, r.month, 1}, -1)
                                           : r;
  if (month.year == 0)
    return unknown;
  first = (struct day){month.year, month.month, first.day};
  last = (struct day){month.year, month.month, last.day};
  clip(&first);
  clip(&last);
  return calendar_period(first, last);
}

static bool is_day(const struct period *p)
{
  return p->known && !p->open_end && p->last.day != 0 && calendar_compare(p->first, p->last) == 0;
}

static struct period resolve_that_day(const struct walk *w, const struct time_mark *m, bool asks);

/* What a time in front of the one that is resolved means.  Another "that day" may ask
   those in front of it, but not one more in turn: with a row of them that would take
   time without end. */
static struct period told_by(const struct walk *w, const struct time_mark *m, bool asks)
{
  if (m->period.known)
    return m->period;
  if (m->sort != TIME_SAME || m->period.first.year != 0)
    return resolve_point(w, m);
  return asks ? resolve_that_day(w, m, false) : unknown;
}

/* The last day that a time behind unit `from` has told, be it only the one of which
   something was announced; `unknown` for none. */
static struct period day_told(const struct walk *w, const struct time_mark *m, uint32_t from,
                              bool asks)
{
  enum { FAR = 16 };
  for (uint32_t k = 0; k < FAR && m > w->c->times; k++) {
    m--;
    if (m->span.start < from)
      break;
    struct period p = told_by(w, m, asks);
    if (m->sort != TIME_NOW && is_day(&p))
      return calendar_period(p.last, p.last);
  }
  return unknown;
}

/* "That day": the one just told, else the one spoken of, else the last that the article
   has told; at the head of a clause of news at least its own. */
static struct period resolve_that_day(const struct walk *w, const struct time_mark *m, bool asks)
{
  const struct period *p = spoken(w);
  struct day r = w->state->reference;
  const struct article *a = &w->c->articles[w->c->lines[w->line].article];
  struct period day = day_told(w, m, period_sentence(w), asks);
  const struct time_mark *feast = m > w->c->times ? m - 1 : m;
  if (feast->span.end == m->span.start && feast->sort == TIME_FEAST && feast->period.known)
    return calendar_period(feast->period.first, feast->period.first);
  if (feast->span.end == m->span.start && feast->sort == TIME_PLAIN)
    return unknown; /* a movable one */
  if (day.known)
    return day;
  if (p != NULL && is_day(p))
    return calendar_period(p->last, p->last);
  day = day_told(w, m, a->start, asks);
  if (!day.known && !w->state->report && r.day != 0 && period_begins_clause(w, m->span.start))
    return calendar_period(r, r);
  return day;
}

/* The same part of a year, so many years from the one spoken of. */
static struct period resolve_same(const struct walk *w, const struct time_mark *m)
{
  const struct period *p = spoken(w);
  int offset = m->period.first.year;
  if (offset == 0)
    return resolve_that_day(w, m, true);
  if (p == NULL)
    p = &w->state->usual;
  if (!p->known || p->open_start || p->open_end)
    return unknown;
  struct day first = calendar_add_months(p->first, offset * 12);
  struct day last = calendar_add_months(p->last, offset * 12);
  return calendar_period(first, last);
}

/* So many years back: whole years, and the last of them is the one that an early
   report looks back on. */
static struct period back(const struct period_state *st, struct day length)
{
  struct day r = st->reference;
  if (length.year != 0)
    return period_early(st) ? calendar_years(r.year - length.year, r.year - 1)
                     : calendar_years(r.year - length.year, r.year);
  if (r.day == 0)
    return unknown;
  return calendar_period(length.month != 0 ? calendar_add_months(r, -length.month)
                                           : calendar_add_days(r, -length.day),
                         r);
}

static struct period ahead(const struct period_state *st, struct day length)
{
  struct day r = st->reference;
  if (length.year != 0) {
    int first = period_early(st) ? r.year : r.year + 1;
    return calendar_years(first, first + length.year - 1);
  }
  if (r.day == 0)
    return unknown;
  return calendar_period(r, length.month != 0 ? calendar_add_months(r, length.month)
                                              : calendar_add_days(r, length.day));
}

/* "In the month from 21 October to 1 December": the time in front of it, NULL for none. */
static const struct period *span_of(const struct walk *w, const struct time_mark *m)
{
  const struct time_mark *of = m > w->c->times ? m - 1 : m;
  bool told = of < m && of->period.known && of->span.end + 1 == m->span.start;
  return told && period_role(w, of->span.end) == ROLE_OF ? &of->period : NULL;
}

static struct period resolve_span(const struct walk *w, const struct time_mark *m)
{
  struct day r = w->state->reference;
  const struct period *of = span_of(w, m);
  if (of != NULL)
    return *of;
  if (r.year == 0)
    return unknown;
  if (m->period.open_end)
    return ahead(w->state, m->period.first);
  if (m->period.first.year == 1 && w->state->report && w->state->usual.known)
    return w->state->usual;
  return back(w->state, m->period.first);
}

/* So many years up to the one in force. */
static struct period resolve_run(const struct walk *w, const struct time_mark *m)
{
  int last = year_in_force(w, (struct day){0});
  return last != 0 ? calendar_years(last - m->period.first.year + 1, last) : unknown;
}

/* Does a mark tell the days of the feast that begins on `first`? */
static bool tells_feast(const struct time_mark *t, struct day first)
{
  const struct period *q = &t->period;
  return (t->sort == TIME_IN_FORCE || t->sort == TIME_FIXED) && !q->open_start && !q->open_end &&
         q->first.month == first.month && q->first.day == first.day && q->last.day > first.day &&
         q->last.month >= first.month && q->last.month <= first.month + 1;
}

/* The year in which the feast is nearest to the article. */
static int year_of_feast(const struct walk *w, const struct time_mark *m)
{
  struct day r = w->state->reference;
  int months = m->period.first.month - r.month;
  if (r.month == 0)
    return year_in_force(w, m->period.first);
  return months > 6 ? r.year - 1 : months < -6 ? r.year + 1 : r.year;
}

/* A feast: the days that the article tells for it go before the usual ones. */
static struct period resolve_feast(const struct walk *w, const struct time_mark *m)
{
  enum { NEAR = 24 };
  struct period p = m->period.first.year != 0 ? calendar_period(m->period.first, m->period.last)
                                              : with_year(m, year_of_feast(w, m));
  uint32_t at = (uint32_t)(m - w->c->times);
  uint32_t start = at > NEAR ? at - NEAR : 0;
  uint32_t end = w->c->n_times - at > NEAR ? at + NEAR : w->c->n_times;
  for (uint32_t i = start; p.known && i < end; i++) {
    const struct time_mark *t = &w->c->times[i];
    if (tells_feast(t, p.first)) {
      p.last.month = t->period.last.month;
      p.last.day = t->period.last.day;
      break;
    }
  }
  return p;
}

/* Up to the article's day. */
static struct period resolve_now(const struct walk *w)
{
  struct day r = w->state->reference;
  struct period p = calendar_period(r, r);
  if (r.month == 0)
    return unknown;
  p.open_start = p.known;
  return p;
}

/* The days of a mark that tells a part of some year, month or feast. */
static struct period resolve_point(const struct walk *w, const struct time_mark *m)
{
  switch ((enum time_sort)m->sort) {
  case TIME_IN_FORCE:
    return resolve_in_force(w, m);
  case TIME_OF_ARTICLE: /* its year was not known: the title's may be */
    return with_year(m, w->state->reference.year);
  case TIME_DAY:
    return resolve_day(w, m);
  case TIME_SAME:
    return resolve_same(w, m);
  case TIME_FEAST:
    return resolve_feast(w, m);
  case TIME_TOLD:
    return resolve_told(w, m);
  default:
    return unknown;
  }
}

struct period period_resolve(const struct walk *w, const struct time_mark *m)
{
  switch ((enum time_sort)m->sort) {
  case TIME_FIXED:
    return m->period;
  case TIME_RUN:
    return resolve_run(w, m);
  case TIME_THESE:
    return spoken(w) != NULL && m->period.first.year != 0 ? resolve_run(w, m) : resolve_span(w, m);
  case TIME_NEAR:
  case TIME_SPAN:
    return resolve_span(w, m);
  case TIME_NOW:
    return resolve_now(w);
  default:
    break;
  }
  struct period p = resolve_point(w, m);
  p.open_start = p.known && m->period.open_start;
  p.open_end = p.known && m->period.open_end;
  return p;
}
