/* period_mark.c - what an expression of time puts in force.
   SPDX-License-Identifier: Apache-2.0 */
#include "extract/context/period_parts.h"

/* ---- what a mark is for ---- */

/* The day of a dateline, or of an announcement. */
static bool announces(const struct walk *w, const struct time_mark *m)
{
  enum { FAR = 24 };
  uint32_t at = m->span.end, n = w->c->text.n;
  if (period_role(w, at) == ROLE_WIRE)
    return true;
  if (w->c->text.u[at] == ',')
    at++;
  uint32_t far = n - at < FAR ? n : at + FAR;
  if (w->state->reference.month != 0 && m->period.last.year + 1 < w->state->reference.year)
    return false; /* what was announced then is what happened */
  uint32_t word = period_word(w, at, far, USE_ANNOUNCE);
  return word < far && m->period.known && !m->period.open_start && !m->period.open_end &&
         calendar_compare(m->period.first, m->period.last) == 0 &&
         period_stop(w, at, word) == word;
}

/* Is it what something is compared with? */
static bool compared(const struct walk *w, const struct time_mark *m)
{
  uint32_t at = m->span.start;
  if (at == 0)
    return false;
  enum time_role before = period_role_before(w, at);
  if (before == ROLE_BASIS)
    return true;
  if (before == ROLE_LIST) { /* "than in January, the first quarter" */
    uint32_t first = w->mark > 0 ? w->c->times[w->mark - 1].span.start : 0;
    return first > 0 && w->c->times[w->mark - 1].span.end + 1 == at &&
           period_role_before(w, first) == ROLE_BASIS;
  }
  if (before == ROLE_AND) { /* "with 2003", unless it goes on from another time */
    uint32_t first = w->mark > 0 ? w->c->times[w->mark - 1].span.start : 0;
    return w->mark == 0 || w->c->times[w->mark - 1].span.end + 1 != at ||
           (first > 0 && period_role_before(w, first) == ROLE_BASIS);
  }
  uint32_t end = m->span.end;
  return period_word(w, end, end + 1, USE_AGAINST) == end ||
         (at >= 2 && period_word(w, at - 2, at, USE_AGAINST) < at);
}

/* Does a time in front of it, joined by "and", belong to it? */
static bool joined(const struct walk *w, const struct time_mark *m)
{
  if (w->mark == 0 || m->span.start == 0)
    return false;
  const struct time_mark *before = m - 1;
  enum time_role role = period_role(w, m->span.start - 1);
  return before->span.end + 1 == m->span.start && (role == ROLE_AND || role == ROLE_LIST) &&
         before->period.known && m->period.known && !before->period.open_start &&
         !before->period.open_end && calendar_compare(before->period.last, m->period.first) < 0;
}

/* ---- marks take force ---- */

static bool first_sentence(const struct walk *w)
{
  return w->sentence < w->c->n_sentences &&
         (w->sentence == 0 || w->c->sentences[w->sentence - 1].paragraph != w->paragraph);
}

/* Does a mark at the head of a paragraph rule those that follow too?  In a report
   the years that it looks back on and that of its aims do. */
static bool rules_section(const struct walk *w, const struct time_mark *m)
{
  int latest = w->state->aim.known ? w->state->aim.last.year : w->state->reference.year;
  return w->state->report && calendar_whole_years(&m->period) &&
         (m->period.last.year <= latest || m->sort == TIME_SPAN);
}

static void put_current(struct walk *w, const struct time_mark *m, const struct force *f,
                        enum hold hold)
{
  if (hold == HOLD_SENTENCE || hold == HOLD_NONE) {
    period_end_clause(w);
    if (hold == HOLD_SENTENCE && !w->for_sentence)
      w->before = w->current;
    w->for_sentence = hold == HOLD_SENTENCE;
  } else {
    if (w->hold == HOLD_NONE)
      w->outside = w->current;
    w->hold = hold;
    w->hold_end = m->span.end;
  }
  w->current = *f;
}

static bool is_range(const struct walk *w, const struct time_mark *m)
{
  for (uint32_t i = m->span.start; i < m->span.end; i++) {
    if (period_role(w, i) == ROLE_TO || period_role(w, i) == ROLE_DASH)
      return true;
  }
  return false;
}

/* "Since its start on 1 July": what began then goes on, whatever stands between. */
static bool goes_on(const struct walk *w, const struct time_mark *m)
{
  enum { FAR = 30 };
  uint32_t from = m->span.end, n = w->c->text.n, to = n - from < FAR ? n : from + FAR;
  const struct time_mark *next = m + 1;
  if (next < w->c->times + w->c->n_times && next->span.start < to)
    to = next->span.start;
  to = period_stop(w, from, to);
  return period_word(w, from, to, USE_SINCE) < to;
}

/* "By 1 June, this year's": of the year, as far as it has come. */
static void end_where_told(const struct walk *w, struct force *f)
{
  const struct period *by = &w->current.period;
  struct period *p = &f->period;
  bool year = calendar_whole_years(p) ? p->first.year == p->last.year
                                      : p->open_end && p->first.month == 1 && p->first.day == 1;
  if (!year || !by->known || !by->open_start || by->open_end || by->last.year != p->first.year ||
      w->current.words.start < period_sentence(w))
    return;
  p->last = by->last;
  p->open_end = false;
}

/* A mark in running text; `earlier`: it names the year before the one in force. */
static void take_text(struct walk *w, const struct time_mark *m, bool earlier)
{
  struct force f = {m->period, m->span};
  if (joined(w, m)) {
    f.period.first = (m - 1)->period.first;
    f.words.start = (m - 1)->span.start;
  }
  struct time_mark since = *m;
  if (period_role_before(w, m->span.start) == ROLE_FROM && !m->period.open_end && !is_range(w, m)) {
    if (!goes_on(w, m)) {
      w->once = f;
      w->once_end = m->span.end;
      return;
    }
    f.period.open_end = since.period.open_end = true;
    f.period.last = (struct day){0, 0, 0};
  }
  end_where_told(w, &f);
  enum hold hold = period_hold_of(w, &since, earlier);
  put_current(w, m, &f, hold);
  if (hold != HOLD_NONE || !w->untold)
    return;
  w->head = f;
  if (period_line(w) == LINE_TEXT && first_sentence(w) && rules_section(w, m)) {
    w->section = f;
    w->state->section = f.period;
  }
}

static void rule_section(struct walk *w, const struct time_mark *m)
{
  w->section = (struct force){m->period, m->span};
  w->state->section = m->period;
  w->state->section_level = w->line < w->c->n_lines ? period_heading_level(w, w->line) : 0;
}

static void take_heading(struct walk *w, const struct time_mark *m)
{
  if (!m->period.open_start && period_long(&m->period)) /* a day is that of the text */
    rule_section(w, m);
}

/* The last year that the text has told serves months that have none. */
static void note_year(struct walk *w, const struct time_mark *m)
{
  if (m->sort == TIME_FIXED && !period_far_ahead(w, m))
    w->state->told = m->period.last.year;
  if (w->state->aim.known && calendar_whole_years(&m->period) &&
      m->period.first.year == m->period.last.year &&
      (period_line(w) == LINE_HEADING || period_begins_clause(w, m->span.start)))
    w->state->ahead = m->period.last.year >= w->state->aim.last.year;
  if (m->sort == TIME_OF_ARTICLE) /* it counts from a year that is not known */
    w->state->told = 0;
}

/* Is it part of the name of a book or a plan? */
static bool in_title(const struct walk *w, const struct time_mark *m)
{
  enum { FAR = 48 };
  uint32_t at = m->span.start;
  bool title = false;
  for (uint64_t signs = period_signs(&w->c->text, at, FAR, UNIT_SIGN); signs != 0;
       signs &= signs - 1) {
    enum time_role role = period_role(w, at - 64 + bits_first(signs));
    title = role == ROLE_OPEN_TITLE || (title && role != ROLE_CLOSE_TITLE);
  }
  return title;
}

/* "The Communique of 2023", read in 2024: its news is of that year until the next heading,
   where nothing else is told. */
static bool names_record(const struct walk *w, const struct time_mark *m)
{
  enum { FAR = 40 };
  const struct period_state *st = w->state;
  const struct period *p = &m->period;
  bool candidate = (m->sort == TIME_FIXED) & (p->last.year + 1 == st->reference.year) &
                   st->printed & !st->report & (p->first.month == 1) & (p->last.month == 12);
  if (!candidate || p->first.year != p->last.year || !calendar_whole_years(p) ||
      w->section.period.known || !in_title(w, m))
    return false;
  uint32_t end = m->span.end, limit = end + FAR < w->c->text.n ? end + FAR : w->c->text.n;
  while (end < limit && period_role(w, end) != ROLE_CLOSE_TITLE)
    end++;
  return end < limit && period_of_record(w, (struct span){m->span.end, end});
}

/* "Today (20 December)": the same said again. */
static bool repeats(const struct walk *w, const struct time_mark *m)
{
  return w->mark > 0 && m->span.start > 0 && (m - 1)->span.end + 1 == m->span.start &&
         w->c->text.u[m->span.start - 1] == '(';
}

bool period_behind(struct walk *w, const struct found *f, struct force *out)
{
  const struct time_mark *m = &w->c->times[w->mark];
  if (!period_follows(w, f) ||
      (m->sort != TIME_FIXED && m->sort != TIME_IN_FORCE && m->sort != TIME_DAY) ||
      period_role_before(w, m->span.start) != ROLE_AT)
    return false;
  if (period_stop(w, f->span.end, m->span.start) < m->span.start || compared(w, m))
    return false;
  *out = (struct force){period_resolve(w, m), m->span};
  return out->period.known && !out->period.open_end;
}

/* Does a feast, which looks at the times around it, follow the mark shortly? */
static bool near_feast(struct walk *w, uint32_t mark)
{
  enum { FEAST_FAR = 24 };
  const struct chunk *c = w->c;
  while (w->feast < c->n_times && (w->feast < w->mark || c->times[w->feast].sort != TIME_FEAST))
    w->feast++;
  return w->feast < c->n_times && w->feast <= mark + FEAST_FAR;
}

/* Passes over the marks in front of the article of a line: what they say ends with theirs. */
static void pass_articles(struct walk *w, uint32_t line)
{
  const struct chunk *c = w->c;
  uint32_t i = w->mark, article = c->lines[line].article;
  if (article >= c->n_articles || w->thorough)
    return;
  while (i < c->n_times && c->times[i].span.start < c->articles[article].start)
    i++;
  if (i > w->mark && !near_feast(w, i))
    w->mark = i;
}

/* What an expression in running text says to the figures behind it in its paragraph,
   where there is none: only the year that it may tell to months without one is
   looked at, and that where the article has no day.  Reports go on to the next
   paragraph, and feasts look at the times around them. */
static bool says_nothing(struct walk *w, uint32_t paragraph)
{
  const struct period_state *st = w->state;
  return w->paragraph != paragraph && period_line(w) == LINE_TEXT && !st->report &&
         !w->thorough && st->reference.year != 0 && !st->aim.known && !near_feast(w, w->mark);
}

/* A mark of known period in running text: what it is for. */
static void take_sentence(struct walk *w, const struct time_mark *m, bool earlier)
{
  if (announces(w, m))
    return;
  if (compared(w, m)) {
    w->once = (struct force){m->period, m->span};
    w->once_end = m->span.end;
    return;
  }
  take_text(w, m, earlier);
  w->untold = false;
}

/* Is it a whole month? */
static bool whole_month(const struct period *p)
{
  struct day next = {p->last.year, p->last.month, (uint8_t)(p->last.day + 1)};
  return p->first.day == 1 && p->last.day >= 28 && p->first.month == p->last.month &&
         !calendar_valid(next);
}

/* A time in a title: "September 2023: quality of the water" begins with a month, "Trade
   in September 2023: a bulletin" is a record of it. */
static void take_title(struct walk *w, const struct time_mark *m)
{
  const struct line *l = &w->c->lines[w->line];
  bool record = period_of_record(w, (struct span){l->start, l->end});
  bool month = whole_month(&m->period) && (record || m->span.start == l->start);
  if ((m->sort == TIME_FIXED || m->sort == TIME_IN_FORCE) && (month || period_long(&m->period)))
    period_title(w, &m->period, record);
}

/* A mark of known period, by the line that it stands in. */
static void take_line(struct walk *w, const struct time_mark *m, bool earlier)
{
  switch (period_line(w)) {
  case LINE_TITLE:
    take_title(w, m);
    break;
  case LINE_HEADING:
    take_heading(w, m);
    break;
  case LINE_CAPTION:
    if (!compared(w, m))
      w->caption = (struct force){m->period, m->span};
    return;
  case LINE_TEXT:
    break;
  default:
    return;
  }
  take_sentence(w, m, earlier);
}

/* What the mark means, and what that says. */
static void settle(struct walk *w, struct time_mark *m)
{
  bool earlier = m->sort == TIME_IN_FORCE && !m->period.known && m->period.first.year < 0;
  bool bare = m->sort == TIME_THESE && !m->period.known && m->period.open_start;
  if (m->sort != TIME_FIXED)
    m->period = period_resolve(w, m);
  if (bare)
    m->sort = TIME_NEAR;
  note_year(w, m);
  if (m->period.known)
    take_line(w, m, earlier);
}

/* "Recently": of the days before the article, whatever year it has been speaking of. */
static void take_recent(struct walk *w, const struct time_mark *m)
{
  struct force f = {w->state->apart, {0, 0}};
  if (w->state->report || !f.period.known || period_line(w) != LINE_TEXT ||
      !period_begins_clause(w, m->span.start))
    return;
  put_current(w, m, &f, HOLD_SENTENCE);
}

void period_take_marks(struct walk *w, uint32_t end, uint32_t sentence)
{
  const struct sentence *s = sentence < w->c->n_sentences ? &w->c->sentences[sentence] : NULL;
  uint32_t paragraph = s != NULL ? s->paragraph : UINT32_MAX;
  if (s != NULL && paragraph != w->paragraph)
    pass_articles(w, s->line);
  struct time_mark *m = w->c->times + w->mark;
  for (; w->mark < w->c->n_times && m->span.start < end; w->mark++, m++) {
    period_move(w, m->span.start, w->sentence);
    if (m->sort == TIME_RECENT)
      take_recent(w, m);
    else if (names_record(w, m))
      rule_section(w, m);
    else if (m->sort != TIME_PLAIN && !says_nothing(w, paragraph) && !repeats(w, m) &&
             !in_title(w, m))
      settle(w, m);
  }
}
