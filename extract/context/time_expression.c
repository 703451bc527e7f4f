/* time_expression.c - points of time with what stands around them: ranges, "up to",
   "since", lengths of time.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/context/calendar.h"
#include "extract/context/time_parts.h"

/* ---- what a point means, as far as the article's day tells ---- */

static void settle_year(struct time_point *p, int year)
{
  p->first.year = (int16_t)(p->first.year + year);
  p->last.year = (int16_t)(p->last.year + year);
  p->sort = TIME_FIXED;
}

static void settle_month(struct time_point *p, struct day month)
{
  struct day day = {month.year, month.month, 1};
  int offset = p->first.year;
  uint8_t first = p->first.day, last = p->last.day;
  day = calendar_add_months(day, offset);
  p->first = (struct day){day.year, day.month, first};
  p->last = (struct day){day.year, day.month, last};
  p->sort = TIME_FIXED;
}

static void settle_day(struct time_point *p, struct day day)
{
  p->first = p->last = calendar_add_days(day, p->first.year);
  p->sort = TIME_FIXED;
}

void time_settle(const struct time_scan *s, struct time_point *p)
{
  struct day r = s->reference;
  if (p->sort == TIME_OF_ARTICLE && r.year != 0)
    settle_year(p, r.year);
  else if (p->sort == TIME_MONTH_OF_ARTICLE && r.month != 0)
    settle_month(p, r);
  else if (p->sort == TIME_DAY_OF_ARTICLE && r.day != 0)
    settle_day(p, r);
}

/* ---- ranges ---- */

/* Gives the end of a range what its beginning has told, or the other way round. */
static void inherit(struct time_point *a, struct time_point *b)
{
  if (b->top > RANK_YEAR && a->top == RANK_YEAR) {
    b->sort = a->sort;
    b->first.year = a->first.year;
    b->last.year = a->last.year;
  }
  if (b->top == RANK_DAY && a->top <= RANK_MONTH) {
    b->first.month = a->first.month;
    b->last.month = a->last.month;
  }
  if (b->top == RANK_DAY && a->top == RANK_MONTH) {
    b->sort = a->sort;
    b->first.year = b->last.year = a->last.year;
  }
  if (a->top > RANK_YEAR && b->top == RANK_YEAR && a->sort == TIME_IN_FORCE) {
    a->sort = b->sort;
    a->first.year = a->last.year =
        (int16_t)(b->last.year - (a->first.month > b->last.month ? 1 : 0));
  }
}

static uint32_t connector(const struct time_scan *s, uint32_t i)
{
  enum time_role role = i < s->n ? time_role(s, i) : ROLE_NONE;
  if (role == ROLE_DASH)
    return i + 1 < s->n && time_role(s, i + 1) == ROLE_DASH ? i + 2 : i + 1;
  return role == ROLE_TO ? i + 1 : 0;
}

/* Extends a point to a range where another one follows. */
static void read_range(const struct time_scan *s, struct time_point *a)
{
  struct time_point b;
  uint32_t at = time_blank(s, a->end);
  at = connector(s, at);
  if (at == 0 || !time_point(s, time_blank(s, at), a, &b))
    return;
  if (b.sort == TIME_PLAIN) { /* to an hour, or a clock time to another */
    if (a->rank == RANK_CLOCK)
      a->end = b.end;
    return;
  }
  if (b.sort > TIME_DAY || b.rank == RANK_NONE || a->sort > TIME_DAY || a->sort == TIME_PLAIN)
    return;
  time_settle(s, &b);
  inherit(a, &b);
  if (a->sort != b.sort)
    return;
  a->last = b.last;
  a->rank = b.rank;
  a->end = b.end;
}

/* ---- whole expressions ---- */

/* "From now on": a word, or one character where a clause ends behind it or a
   "from" stands in front. */
uint32_t time_since(const struct time_scan *s, uint32_t start, uint32_t i)
{
  uint32_t len, behind_blank = time_blank(s, i);
  const struct time_word *word = time_word_at(s, behind_blank, &len);
  if (word != NULL && word->use == USE_SINCE)
    return behind_blank + len;
  if (word != NULL || i >= s->n || time_role(s, i) != ROLE_SINCE)
    return 0;
  enum time_role behind = i + 1 < s->n ? time_role(s, i + 1) : ROLE_STOP;
  return behind == ROLE_STOP || behind == ROLE_LIST ||
                 (start > 0 && time_role(s, start - 1) == ROLE_FROM)
             ? i + 1
             : 0;
}

struct time_mark time_mark_of(const struct time_point *p, uint32_t start)
{
  struct time_mark m = {.span = {start, p->end}, .covers = true, .sort = p->sort};
  if (p->sort == TIME_FIXED)
    m.period = calendar_period(p->first, p->last);
  if (!m.period.known) {
    m.period.first = p->first;
    m.period.last = p->last;
  }
  return m;
}

void time_clip(struct day *d)
{
  if (d->year > 0 && d->month != 0 && d->month <= 12 && d->day > calendar_days(d->year, d->month))
    d->day = (uint8_t)calendar_days(d->year, d->month);
}

/* A point with what stands behind it; false when there is none at `i`. */
static bool read_expression(const struct time_scan *s, uint32_t i, uint32_t start,
                            struct time_mark *out)
{
  struct time_point p;
  if (!time_point(s, i, NULL, &p))
    return false;
  time_settle(s, &p);
  if (time_goes_on(s, p.end))
    read_range(s, &p);
  if (p.sort == TIME_FIXED) {
    time_clip(&p.first);
    time_clip(&p.last);
  }
  *out = time_mark_of(&p, start);
  uint32_t end = time_goes_on(s, p.end) ? time_since(s, i, p.end) : 0;
  if (end != 0 && p.sort != TIME_PLAIN) {
    out->period.open_end = true;
    out->span.end = end;
  }
  return true;
}

/* "Up to" and a point. */
static bool read_until(const struct time_scan *s, uint32_t i, uint32_t len, struct time_mark *out)
{
  uint32_t at = time_blank(s, i + len);
  if (!read_expression(s, at, i, out))
    return false;
  if (out->sort != TIME_PLAIN && out->sort != TIME_NOW)
    out->period.open_start = true;
  return true;
}

/* "The past so many years", "the coming ..."; the numeral follows at `at`. */
static bool read_span(const struct time_scan *s, uint32_t i, uint32_t at, enum time_sort sort,
                      bool coming, struct time_mark *out)
{
  struct time_point p;
  if (!time_length(s, time_blank(s, at), at > i, &p) || (sort == TIME_RUN && p.first.year == 0))
    return false;
  *out = (struct time_mark){.span = {i, p.end}, .sort = (uint8_t)sort};
  out->period.first = p.first;
  out->period.open_end = coming;
  return true;
}

/* "Five years": where a clause begins so, what follows happened in them.  Marked by
   open_start, because it tells less than "these five years". */
static bool read_bare_span(const struct time_scan *s, uint32_t i, struct time_mark *out)
{
  enum { FEWEST = 3, MOST = 10 };
  struct time_point p;
  enum time_role before = i > 0 ? time_role(s, i - 1) : ROLE_STOP;
  if (i > 0 && before != ROLE_STOP && before != ROLE_BLANK && s->u[i - 1] != '\n')
    return false;
  if (!time_length(s, i, true, &p) || p.first.year < FEWEST || p.first.year > MOST ||
      p.end >= s->n || time_role(s, p.end) != ROLE_NONE || !unit_is_han(s->u[p.end]))
    return false;
  *out = (struct time_mark){.span = {i, p.end}, .sort = TIME_THESE};
  out->period.first = p.first;
  out->period.open_start = true;
  return true;
}

/* Can an expression begin with what a word at `i` begins with, whatever the word says? */
static bool begins_numeral(const struct time_scan *s, uint32_t i)
{
  enum time_role role = time_role(s, i);
  return role == ROLE_NUMERAL || role == ROLE_TEN || role == ROLE_HUNDRED ||
         role == ROLE_ORDINAL || role == ROLE_FIRST;
}

void time_alone(const struct time_scan *s, const struct mark *m, struct time_told *out)
{
  const struct time_word *word = &s->x->words[m->payload];
  uint32_t end = m->start + m->len;
  struct time_point p = {.end = m->start};
  out->alone = begins_numeral(s, m->start) ? ALONE_ASK : ALONE_NOTHING;
  switch (word->use) {
  case USE_PLAN: /* they look at what stands behind */
  case USE_UNTIL:
    out->alone = ALONE_ASK;
    return;
  case USE_OTHER:
  case USE_PAST:
  case USE_COMING:
  case USE_SINCE:
  case USE_RUN:
    return;
  default:
    if (!time_word_part(s, word, end, &p) || p.end != end)
      return;
  }
  out->alone = ALONE_TELLS;
  out->point = p;
  time_settle(s, &p);
  out->mark = time_mark_of(&p, m->start);
}

bool time_expression(const struct time_scan *s, uint32_t i, struct time_mark *out)
{
  uint32_t len;
  const struct time_word *word = time_word_at(s, i, &len);
  if (word == NULL) {
    enum time_role role = time_role(s, i);
    if (role == ROLE_NEAR || role == ROLE_THIS)
      return read_span(s, i, i + 1, role == ROLE_NEAR ? TIME_NEAR : TIME_THESE, false, out);
    return read_expression(s, i, i, out) ||
           ((role == ROLE_NUMERAL || role == ROLE_TEN) &&
            (i == 0 || time_role(s, i - 1) != ROLE_SOME) &&
            (read_span(s, i, i, TIME_SPAN, false, out) || read_bare_span(s, i, out)));
  }
  switch (word->use) {
  case USE_OTHER:
    return read_expression(s, i, i, out);
  case USE_UNTIL:
    return read_until(s, i, len, out);
  case USE_PAST:
  case USE_COMING:
  case USE_SINCE: /* "the five years since ..." */
    return read_span(s, i, i + len, TIME_SPAN, word->use == USE_COMING, out);
  case USE_RUN:
    return read_span(s, i, i + len, TIME_RUN, false, out);
  case USE_RECENT:
    return read_span(s, i, i + len, TIME_NEAR, false, out) || read_expression(s, i, i, out);
  default:
    return read_expression(s, i, i, out);
  }
}
