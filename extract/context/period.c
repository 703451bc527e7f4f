/* period.c - gives every figure its period.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/context/period.h"

#include "extract/context/period_parts.h"

void period_state_init(struct period_state *state)
{
  *state = (struct period_state){0};
}

static const struct force nothing = {{{0}, {0}, false, false, false}, {0, 0}};

/* ---- position ---- */

static enum time_role role_at(const struct walk *w, uint32_t i)
{
  return (enum time_role)w->x->role[w->c->text.u[i]];
}

static enum line_kind kind_here(const struct walk *w)
{
  return w->line < w->c->n_lines ? (enum line_kind)w->c->lines[w->line].kind : LINE_TEXT;
}

static void enter_article(struct walk *w, uint32_t article)
{
  const struct article *a = &w->c->articles[article];
  if (a->number == w->state->article)
    return;
  period_article(w, a);
  w->section = w->head = w->current = w->caption = nothing;
}

static void enter_paragraph(struct walk *w, uint32_t paragraph)
{
  w->paragraph = paragraph;
  if (w->state->paragraphs < UINT8_MAX && kind_here(w) == LINE_TEXT)
    w->state->paragraphs++;
  w->head = w->current = nothing;
  w->hold = HOLD_NONE;
}

/* A mark that was for its clause alone gives way where the clause ends. */
static void release(struct walk *w, uint32_t at)
{
  if (w->hold == HOLD_NONE || w->hold == HOLD_SENTENCE)
    return;
  for (; w->hold_end < at; w->hold_end++) {
    if (role_at(w, w->hold_end) == ROLE_STOP) {
      w->current = w->before;
      w->hold = HOLD_NONE;
      return;
    }
  }
}

/* Moves to unit `at`: its line, article, sentence and paragraph. */
static void move_to(struct walk *w, uint32_t at)
{
  const struct chunk *c = w->c;
  while (w->line + 1 < c->n_lines && c->lines[w->line + 1].start <= at)
    w->line++;
  if (w->line < c->n_lines && c->lines[w->line].article < c->n_articles)
    enter_article(w, c->lines[w->line].article);
  uint32_t before = w->sentence;
  while (w->sentence + 1 < c->n_sentences && c->sentences[w->sentence + 1].start <= at)
    w->sentence++;
  if (w->sentence < c->n_sentences && c->sentences[w->sentence].paragraph != w->paragraph)
    enter_paragraph(w, c->sentences[w->sentence].paragraph);
  if (w->sentence != before) {
    w->from = w->once = nothing;
    w->untold = true;
    if (w->hold == HOLD_SENTENCE) {
      w->current = w->before;
      w->hold = HOLD_NONE;
    }
  }
  release(w, at);
}

static uint32_t sentence_start(const struct walk *w)
{
  return w->sentence < w->c->n_sentences ? w->c->sentences[w->sentence].start : 0;
}

/* ---- what a mark is for ---- */

/* Does a word of `use` begin between two positions, in the same clause? */
static bool word_between(struct walk *w, uint32_t from, uint32_t to, enum time_use use)
{
  while (w->marks < w->marks_end && w->marks->start + 40 < from)
    w->marks++;
  for (const struct mark *m = w->marks; m < w->marks_end && m->start < to; m++) {
    if (m->start >= from && m->class == WORD_TIME && w->x->words[m->payload].use == use)
      return true;
  }
  return false;
}

static uint32_t clause_end(const struct walk *w, uint32_t at, uint32_t most)
{
  uint32_t end = at;
  while (end < w->c->text.n && end - at < most && role_at(w, end) != ROLE_STOP)
    end++;
  return end;
}

/* The day of a dateline, or of an announcement. */
static bool announces(struct walk *w, const struct time_mark *m)
{
  enum { FAR = 24 };
  uint32_t at = m->span.end;
  bool day = m->period.known && !m->period.open_start && !m->period.open_end &&
             calendar_compare(m->period.first, m->period.last) == 0;
  if (role_at(w, at) == ROLE_WIRE)
    return true;
  if (w->c->text.u[at] == ',')
    at++;
  return day && word_between(w, at, clause_end(w, at, FAR), USE_ANNOUNCE);
}

/* Is it what something is compared with? */
static bool compared(struct walk *w, const struct time_mark *m)
{
  uint32_t at = m->span.start;
  if (at == 0)
    return false;
  enum time_role before = role_at(w, at - 1);
  if (before == ROLE_BASIS)
    return true;
  if (before == ROLE_AND) /* "with 2003", unless it goes on from another time */
    return w->mark == 0 || w->c->times[w->mark - 1].span.end + 1 != at;
  return at >= 2 && word_between(w, at - 2, at, USE_AGAINST);
}

/* Does a time in front of it, joined by "and", belong to it? */
static bool joined(const struct walk *w, const struct time_mark *m)
{
  if (w->mark == 0 || m->span.start == 0)
    return false;
  const struct time_mark *before = m - 1;
  enum time_role role = role_at(w, m->span.start - 1);
  return before->span.end + 1 == m->span.start && (role == ROLE_AND || role == ROLE_LIST) &&
         before->period.known && m->period.known && !before->period.open_start &&
         !before->period.open_end && calendar_compare(before->period.last, m->period.first) < 0;
}

/* ---- marks take force ---- */

/* Does a clause (or the sentence) begin at `at`, a short word apart? */
static bool begins_clause(const struct walk *w, uint32_t at)
{
  enum { LEAD = 1 };
  uint32_t start = sentence_start(w);
  for (uint32_t i = at; i > start; i--) {
    if (role_at(w, i - 1) == ROLE_STOP)
      return true;
    if (at - i >= LEAD)
      return false;
  }
  return true;
}

/* Longer than a month? */
static bool long_period(const struct period *p)
{
  return p->first.year != p->last.year || p->first.month != p->last.month;
}

static bool first_sentence(const struct walk *w)
{
  return w->sentence < w->c->n_sentences &&
         (w->sentence == 0 || w->c->sentences[w->sentence - 1].paragraph != w->paragraph);
}

/* Does a mark at the head of a paragraph rule those that follow too?  In a report
   years and spans do. */
static bool rules_section(const struct walk *w, const struct time_mark *m)
{
  return w->state->report && (calendar_whole_years(&m->period) || m->period.open_end);
}

/* Is `b` a part of `a`? */
static bool part_of(const struct period *a, const struct period *b)
{
  return a->known && !a->open_start && !a->open_end && !b->open_start && !b->open_end &&
         calendar_compare(a->first, b->first) <= 0 && calendar_compare(b->last, a->last) <= 0 &&
         !calendar_equal(a, b);
}

/* A year (or a report's span) in the first clause is what its sentence is about. */
static bool opens_sentence(const struct walk *w, const struct time_mark *m)
{
  if (!calendar_whole_years(&m->period))
    return false;
  for (uint32_t i = sentence_start(w); i < m->span.start; i++) {
    if (role_at(w, i) == ROLE_STOP || i > sentence_start(w) + 40)
      return false;
  }
  return true;
}

static void put_current(struct walk *w, const struct time_mark *m, const struct force *f,
                        enum hold hold)
{
  if (w->hold == HOLD_NONE)
    w->before = w->current;
  w->current = *f;
  w->hold = hold;
  w->hold_end = m->span.end;
}

/* The first or last day of the year in force. */
static bool year_edge(const struct time_mark *m)
{
  struct day d = m->period.first;
  return m->sort == TIME_IN_FORCE && !m->period.open_start &&
         calendar_compare(d, m->period.last) == 0 &&
         ((d.month == 12 && d.day == 31) || (d.month == 1 && d.day == 1));
}

/* How long a mark rules: one that opens the sentence or a clause of it until
   another takes over, others less long. */
static enum hold hold_of(const struct walk *w, const struct time_mark *m, bool earlier)
{
  bool opens = begins_clause(w, m->span.start) || opens_sentence(w, m);
  bool span = m->sort == TIME_SPAN || m->sort == TIME_THESE || m->period.open_end;
  if (m->sort == TIME_RUN || (span && !opens) || (earlier && !opens))
    return HOLD_CLAUSE;
  if (m->sort == TIME_NEAR)
    return opens && w->untold ? HOLD_SENTENCE : HOLD_CLAUSE;
  if (!opens)
    return HOLD_UNUSED;
  if ((m->sort == TIME_NOW && w->state->report) || year_edge(m))
    return HOLD_SENTENCE;
  return w->hold == HOLD_NONE && part_of(&w->current.period, &m->period) ? HOLD_SENTENCE
                                                                        : HOLD_NONE;
}

/* A mark in running text; `earlier`: it names the year before the one in force. */
static void take_text(struct walk *w, const struct time_mark *m, bool earlier)
{
  struct force f = {m->period, m->span};
  if (joined(w, m)) {
    f.period.first = (m - 1)->period.first;
    f.words.start = (m - 1)->span.start;
  }
  enum time_role before = m->span.start > 0 ? role_at(w, m->span.start - 1) : ROLE_STOP;
  if (before == ROLE_FROM && !m->period.open_end) {
    w->once = f;
    w->once_end = m->span.end;
    return;
  }
  enum hold hold = hold_of(w, m, earlier);
  if (hold != HOLD_NONE) {
    put_current(w, m, &f, hold);
    return;
  }
  w->current = f;
  w->hold = HOLD_NONE;
  if (!w->untold)
    return;
  w->head = f;
  if (first_sentence(w) && rules_section(w, m)) {
    w->section = f;
    w->state->section = f.period;
  }
}

static void take_heading(struct walk *w, const struct time_mark *m)
{
  if (m->period.open_start)
    return;
  w->section = (struct force){m->period, m->span};
  w->state->section = m->period;
}

/* The last year that the text has told serves months that have none. */
static void note_year(struct walk *w, const struct time_mark *m)
{
  if (m->sort == TIME_FIXED)
    w->state->told = m->period.last.year;
  if (w->state->aim.known && calendar_whole_years(&m->period) &&
      m->period.first.year == m->period.last.year &&
      (kind_here(w) == LINE_HEADING || begins_clause(w, m->span.start)))
    w->state->ahead = m->period.last.year >= w->state->aim.last.year;
  if (m->sort == TIME_OF_ARTICLE) /* it counts from a year that is not known */
    w->state->told = 0;
}

/* "Today (20 December)": the same said again. */
static bool repeats(const struct walk *w, const struct time_mark *m)
{
  return w->mark > 0 && m->span.start > 0 && (m - 1)->span.end + 1 == m->span.start &&
         w->c->text.u[m->span.start - 1] == '(';
}

/* Lets the next mark take force where it stands. */
static void take_mark(struct walk *w)
{
  struct time_mark *m = &w->c->times[w->mark];
  move_to(w, m->span.start);
  if (m->sort == TIME_PLAIN || m->sort == TIME_RECENT || repeats(w, m))
    return;
  bool earlier = m->sort == TIME_IN_FORCE && !m->period.known && m->period.first.year < 0;
  m->period = period_resolve(w, m);
  note_year(w, m);
  if (!m->period.known)
    return;
  switch (kind_here(w)) {
  case LINE_TITLE:
    if (m->sort != TIME_FEAST && long_period(&m->period))
      period_title(w, &m->period);
    return;
  case LINE_HEADING:
    take_heading(w, m);
    return;
  case LINE_CAPTION:
    w->caption = (struct force){m->period, m->span};
    return;
  case LINE_TEXT:
    break;
  default:
    return;
  }
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

/* ---- figures ---- */

static const struct force *in_force(const struct walk *w, struct force *usual)
{
  const struct force *forces[] = {&w->current, &w->head, &w->section};
  for (size_t i = 0; i < sizeof forces / sizeof *forces; i++) {
    if (forces[i]->period.known)
      return forces[i];
  }
  *usual = (struct force){w->state->usual, {0, 0}};
  return usual;
}

static bool is_level(const struct found *f)
{
  return f->measure == MEASURE_LEVEL || f->measure == MEASURE_SHARE || f->measure == MEASURE_RANK;
}

/* The time of `once` is the figure's where it stands right in front of it. */
static bool once_fits(const struct walk *w, const struct found *f)
{
  enum { FAR = 8 };
  if (!w->once.period.known || f->span.start < w->once_end || !is_level(f) ||
      f->change != CHANGE_NONE)
    return false;
  for (uint32_t i = w->once_end; i < f->span.start; i++) {
    if (role_at(w, i) == ROLE_STOP)
      return false;
  }
  return f->span.start - w->once_end <= FAR;
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

/* "From 26.6 (to 51.9)": where the figure begins what its period has changed. */
static bool begins_pair(const struct walk *w, const struct found *f)
{
  return f->span.start > 0 && is_level(f) && f->change == CHANGE_NONE &&
         role_at(w, f->span.start - 1) == ROLE_FROM;
}

/* Where in its period a level stands: in front of the first year, or at its end. */
static void place_level(const struct walk *w, struct found *f)
{
  struct period *p = &f->period;
  if (!calendar_whole_years(p) || f->span.start == 0)
    return;
  enum time_role before = role_at(w, f->span.start - 1);
  if (begins_pair(w, f))
    *p = calendar_years(p->first.year - 1, p->first.year - 1);
  else if (p->first.year != p->last.year && is_level(f) && f->change == CHANGE_NONE &&
           (before == ROLE_REACH || before == ROLE_TO || f->measure == MEASURE_RANK))
    *p = calendar_years(p->last.year, p->last.year);
}

/* The mark that begins at `start`, or NULL. */
static const struct time_mark *mark_at(const struct chunk *c, uint32_t start)
{
  uint32_t low = 0, high = c->n_times;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (c->times[middle].span.start < start)
      low = middle + 1;
    else
      high = middle;
  }
  return low < c->n_times && c->times[low].span.start == start ? &c->times[low] : NULL;
}

/* The mark that the figure stands in (a span is a figure too), or NULL. */
static const struct time_mark *mark_around(const struct walk *w, const struct found *f)
{
  for (uint32_t i = w->mark; i > 0 && i + 2 > w->mark; i--) {
    const struct time_mark *m = &w->c->times[i - 1];
    if (m->span.start < f->span.end && m->span.end > f->span.start && m->period.known)
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
  if (p->open_end || p->last.year > r.year || p->last.year + 1 < r.year)
    return false;
  if (p->open_start)
    return calendar_compare(p->last, r) == 0;
  return long_period(p) ||
         (p->first.day != p->last.day && r.month - p->last.month <= 2 && p->last.year == r.year);
}

/* The first time that a piece of news tells is what its figures are about. */
static void lead(struct walk *w, const struct found *f)
{
  enum { FIGURES = 4, PARAGRAPHS = 3 };
  struct period_state *st = w->state;
  if (st->report || st->led >= FIGURES || st->paragraphs > PARAGRAPHS)
    return;
  if (!w->current.period.known) {
    st->led++;
    return;
  }
  st->led = FIGURES;
  const struct time_mark *m = mark_at(w->c, w->current.words.start);
  if ((m == NULL || m->sort != TIME_NOW) && lasts(st, &f->period))
    st->usual = f->period;
}

static void decide(struct walk *w, struct found *f)
{
  struct force usual, aim = {w->state->aim, {0, 0}};
  const struct time_mark *m = mark_around(w, f);
  if (m != NULL) {
    f->period = m->period;
    f->period_words = m->span;
    return;
  }
  if (once_fits(w, f)) {
    give(f, &w->once);
    w->from = w->once;
    w->once = nothing;
    return;
  }
  if (w->from.period.known && begins_pair(w, f)) { /* as the pair before it */
    give(f, &w->from);
    return;
  }
  const struct force *force = over_years(w, f, in_force(w, &usual));
  give(f, aims(w, f, force) ? &aim : force);
  if (w->hold == HOLD_UNUSED)
    w->hold = HOLD_NONE;
  lead(w, f);
  place_level(w, f);
}

bool periods_attribute(const struct times *x, struct period_state *state,
                       const struct given *given, struct chunk *chunk)
{
  struct walk w = {.x = x, .state = state, .given = given, .c = chunk, .marks = chunk->marks,
                   .marks_end = chunk->marks + chunk->n_marks, .paragraph = UINT32_MAX,
                   .untold = true};
  w.section.period = state->section;
  for (uint32_t i = 0; i < chunk->n_found; i++) {
    struct found *f = &chunk->found[i];
    while (w.mark < chunk->n_times && chunk->times[w.mark].span.start < f->span.end) {
      take_mark(&w);
      w.mark++;
    }
    move_to(&w, f->span.start);
    if (f->period.known)
      continue;
    if (f->from_table)
      decide_cell(&w, f);
    else
      decide(&w, f);
    w.untold = false;
  }
  while (w.mark < chunk->n_times) {
    take_mark(&w);
    w.mark++;
  }
  return true;
}
