/* outlook.c - texts that plan and do not say so.  SPDX-License-Identifier: Apache-2.0

   Excerpts lose the heading over their tasks, or their date.  Two signs remain.  In a
   report on last year, items numbered from the fourth on begin behind a hole: the
   heading above it looked back, what stands behind it may look ahead.  And a text
   without a date that names years to be reached by is of the time before them.  What
   decides in both is whether growth, change or rank is reported there at all: a
   paragraph that looks back does it in every other sentence, tasks never do.  The other
   way round, a plan whose title names its years reports what it says of earlier ones. */
#include "extract/context/outlook.h"

#include "extract/context/calendar.h"
#include "extract/context/time_parts.h"

/* An article, and a stretch of it. */
struct outlook {
  const struct times *x;
  struct chunk *c;
  const struct article *a;
  struct found *from, *to; /* figures */
  uint32_t time;           /* the article's first */
};

/* Does a figure tell what came about? */
static bool reports(const struct found *f)
{
  if (f->status != STATUS_ACTUAL || (f->bound != BOUND_EXACT && f->bound != BOUND_OVER))
    return false;
  return f->measure == MEASURE_GROWTH || f->measure == MEASURE_GAP || f->measure == MEASURE_RANK ||
         (f->measure == MEASURE_CHANGE && f->kind == KIND_PERCENT);
}

static bool any_reports(const struct outlook *o)
{
  for (const struct found *f = o->from; f < o->to; f++) {
    if (reports(f))
      return true;
  }
  return false;
}

static const struct line *line_of(const struct outlook *o, const struct found *f)
{
  return &o->c->lines[o->c->sentences[f->sentence].line];
}

static void aim(struct found *f)
{
  f->status = STATUS_TARGET;
  f->status_above = true;
}

/* ---- a hole in the numbering of a report ---- */

/* The Chinese number in brackets with which a line begins; 0 for none. */
static int bracketed(const struct outlook *o, const struct line *line)
{
  const uint8_t *role = o->x->role, *value = o->x->value;
  const unit *u = o->c->text.u;
  uint32_t i = line->start;
  int n = 0;
  while (i < line->end && role[u[i]] == ROLE_BLANK)
    i++;
  if (u[i++] != '(')
    return 0;
  if (role[u[i]] == ROLE_NUMERAL && u[i] > 0x7F)
    n = value[u[i++]];
  if (role[u[i]] == ROLE_TEN && n == 0 && value[u[i]] == 0) {
    n = 10;
    i++;
    if (role[u[i]] == ROLE_NUMERAL && u[i] > 0x7F)
      n += value[u[i++]];
  }
  return u[i] == ')' ? n : 0;
}

/* The year before its article's, put in force by what stands above the sentence. */
static bool looks_back(const struct outlook *o, const struct found *f)
{
  const struct period *p = &f->period;
  int year = o->a->published.year;
  return calendar_whole_years(p) && p->first.year == year - 1 && p->last.year == year - 1 &&
         (f->period_words.start == f->period_words.end ||
          f->period_words.start < o->c->sentences[f->sentence].start);
}

/* The figures of the lines from..to-1. */
static struct outlook stretch(const struct outlook *o, const struct line *from,
                              const struct line *to)
{
  struct outlook part = *o;
  while (part.from < o->to && line_of(o, part.from) < from)
    part.from++;
  part.to = part.from;
  while (part.to < o->to && line_of(o, part.to) < to)
    part.to++;
  return part;
}

/* Do the units from..to-1 name a time that is over? */
static bool names_past(const struct outlook *o, uint32_t from, uint32_t to)
{
  for (uint32_t i = times_from(o->c, from); i < o->c->n_times; i++) {
    const struct time_mark *m = &o->c->times[i];
    if (m->span.start >= to)
      return false;
    if (m->period.known && !m->period.open_end && m->sort != TIME_PLAIN && m->period.last.year < o->a->published.year)
      return true;
  }
  return false;
}

/* The tasks may begin some paragraphs above the first number that is seen of them. */
static const struct line *first_task(const struct outlook *o, const struct line *numbered)
{
  const struct line *l = numbered;
  while (l > o->c->lines && (l[-1].kind == LINE_TEXT || l[-1].kind == LINE_BLANK) &&
         bracketed(o, l - 1) == 0 && !names_past(o, l[-1].start, l[-1].end)) {
    struct outlook above = stretch(o, l - 1, l);
    if (any_reports(&above))
      break;
    l--;
  }
  return l;
}

/* The lines behind a hole, up to `end`, are tasks if they neither report anything nor
   look back. */
static void fill_hole(const struct outlook *o, const struct line *numbered, const struct line *end)
{
  struct outlook tasks = stretch(o, numbered, end);
  if (any_reports(&tasks) || names_past(o, numbered->start, end[-1].end))
    return;
  tasks = stretch(o, first_task(o, numbered), end);
  for (struct found *f = tasks.from; f < tasks.to; f++) {
    if (f->status != STATUS_ACTUAL || f->kind == KIND_DURATION || !looks_back(o, f))
      continue;
    aim(f);
    f->period = calendar_years(o->a->published.year, o->a->published.year);
    f->period_words = (struct span){0, 0};
  }
}

static const struct line *first_line(const struct outlook *o)
{
  const struct line *l = line_of(o, o->from);
  while (l > o->c->lines && l[-1].article == l->article)
    l--;
  return l;
}

/* Finds the first hole of the article, and where its part of the report ends. */
static void mend_report(const struct outlook *o)
{
  const struct line *l = first_line(o), *end = o->c->lines + o->c->n_lines, *hole = NULL;
  uint32_t article = l->article;
  for (int last = 0; l < end && l->article == article; l++) {
    int n = bracketed(o, l);
    if (hole != NULL && (n == 1 || (l->kind == LINE_HEADING && l->level == 1 && n == 0)))
      break;
    if (hole == NULL && n > last + 1)
      hole = l;
    last = n != 0 ? n : last;
  }
  if (hole != NULL)
    fill_hole(o, hole, l);
}

/* ---- a plan without a date ---- */

/* Is it a year to be reached by: "by 2020,", "before the end of 2020"? */
static bool is_deadline(const struct outlook *o, struct span words)
{
  const unit *u = o->c->text.u;
  return words.start > 0 && words.start < words.end &&
         ((o->x->role[u[words.start - 1]] == ROLE_TO && u[words.end] == ',') ||
          o->x->role[u[words.end]] == ROLE_FIRST);
}

static bool names_deadline(const struct outlook *o)
{
  for (uint32_t i = o->time; i < o->c->n_times; i++) {
    const struct time_mark *m = &o->c->times[i];
    if (m->span.start >= o->a->end)
      return false;
    if (m->sort == TIME_FIXED && is_deadline(o, m->span))
      return true;
  }
  return false;
}

static void mend_undated(const struct outlook *o)
{
  if (any_reports(o) || !names_deadline(o))
    return;
  for (struct found *f = o->from; f < o->to; f++) {
    if (f->status == STATUS_ACTUAL && f->kind != KIND_DURATION &&
        (!f->period.known || is_deadline(o, f->period_words)))
      aim(f);
  }
}

/* ---- a plan that looks back ---- */

/* The years that the first words of the article name, where they are those of a plan; a
   plan's name is no time, but tells them. */
static const struct time_mark *planned(const struct outlook *o)
{
  enum { TITLE = 60, FIRST = 1950, YEARS = 3 };
  const struct time_mark *m = o->c->times + o->time;
  const struct time_mark *end = o->c->times + o->c->n_times;
  for (; m < end && m->span.start < o->a->start + TITLE; m++) {
    if ((m->sort == TIME_FIXED || m->sort == TIME_PLAIN) &&
        m->period.first.year > FIRST && !m->period.open_start && !m->period.open_end &&
        m->period.last.year >= m->period.first.year + YEARS)
      return m;
  }
  return NULL;
}

/* What is of the years before those of the plan has come about. */
static void mend_plan(const struct outlook *o)
{
  const struct time_mark *plan = planned(o);
  for (struct found *f = o->from; plan != NULL && f < o->to; f++) {
    if (f->status == STATUS_TARGET && f->period.known && !f->period.open_end &&
        f->period.last.year < plan->period.first.year)
      f->status = STATUS_ACTUAL;
  }
}

/* ---- articles ---- */

static bool any_looks_back(const struct outlook *o)
{
  for (const struct found *f = o->from; f < o->to; f++) {
    if (looks_back(o, f))
      return true;
  }
  return false;
}

void outlook_settle(const struct times *x, const struct period_state *state, struct chunk *c)
{
  struct outlook o = {.x = x, .c = c, .to = c->found};
  while ((o.from = o.to) < c->found + c->n_found) {
    o.a = &c->articles[line_of(&o, o.from)->article];
    while (o.time < c->n_times && c->times[o.time].span.start < o.a->start)
      o.time++;
    while (o.to < c->found + c->n_found && o.to->span.start < o.a->end)
      o.to++;
    if (o.a->published.year == 0)
      mend_undated(&o);
    else if (state->report && state->article == o.a->number && any_looks_back(&o))
      mend_report(&o);
    if (!state->report)
      mend_plan(&o);
  }
}
