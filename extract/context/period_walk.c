/* period_walk.c - where a walk through marks and figures stands.
   SPDX-License-Identifier: Apache-2.0 */
#include "extract/context/period_parts.h"

static const struct force nothing = {{{0}, {0}, false, false, false}, {0, 0}};

static void enter_article(struct walk *w, uint32_t article)
{
  const struct article *a = &w->c->articles[article];
  if (a->number == w->state->article)
    return;
  period_article(w, a);
  w->section = w->head = w->current = w->caption = nothing;
}

/* What a title or a paragraph says rules no further. */
static void forget(struct walk *w)
{
  w->head = w->current = w->from = nothing;
  w->hold = HOLD_NONE;
  w->for_sentence = false;
}

static void enter_paragraph(struct walk *w, uint32_t paragraph)
{
  w->paragraph = paragraph;
  if (w->state->paragraphs < UINT8_MAX && period_line(w) == LINE_TEXT)
    w->state->paragraphs++;
  forget(w);
}

/* Does the heading have a number, "(1)" or "1."?  It is part of what the one above heads. */
static bool is_numbered(const struct walk *w, uint32_t heading)
{
  enum { MOST = 4 };
  uint32_t start = w->c->lines[heading].start, at = start;
  while (at < start + MOST && (period_role(w, at) == ROLE_NUMERAL || period_role(w, at) == ROLE_TEN))
    at++;
  bool marked = period_role(w, at) == ROLE_LIST || period_role(w, at) == ROLE_DOT;
  return w->c->text.u[start] == '(' ||
         (at > start && marked && !unit_is_digit(w->c->text.u[at + 1]));
}

uint8_t period_heading_level(const struct walk *w, uint32_t line)
{
  const struct line *lines = w->c->lines;
  if (lines[line].kind != LINE_HEADING)
    line = lines[line].heading;
  return line < w->c->n_lines ? (uint8_t)(lines[line].level + is_numbered(w, line)) : 0;
}

/* The items of a bundle of news have headlines, and leads of their own; what another
   heading of their level said is over. */
static void enter_item(struct walk *w, uint8_t level)
{
  struct period_state *st = w->state;
  if (st->report)
    return;
  st->usual = st->apart;
  st->paragraphs = st->led = 0;
  if (level > st->section_level)
    return;
  st->section.known = false;
  w->section = nothing;
}

/* Does a caption begin behind the line where the walk stands, up to `line`?  What the one
   before has told is not of its table. */
static bool caption_begins(const struct walk *w, uint32_t line)
{
  const struct line *lines = w->c->lines;
  for (uint32_t i = w->line + 1; i <= line && i < w->c->n_lines; i++) {
    if (lines[i].kind == LINE_CAPTION && lines[i - 1].kind != LINE_CAPTION)
      return true;
  }
  return false;
}

/* The line of unit `at`, which is not in front of the given one nor of the walk's. */
static uint32_t line_at(const struct walk *w, uint32_t at, uint32_t line)
{
  const struct line *lines = w->c->lines;
  uint32_t n = w->c->n_lines;
  line = line > w->line ? line : w->line;
  while (line + 1 < n && lines[line + 1].start <= at)
    line++;
  return line;
}

/* Does running text go on, so that the line changes nothing? */
static inline bool goes_on(const struct walk *w, uint32_t line)
{
  const struct line *last = &w->c->lines[w->line], *now = &w->c->lines[line];
  return w->paragraph != UINT32_MAX && line < w->c->n_lines && /* the walk has begun */
         ((last->kind ^ LINE_TEXT) | (now->kind ^ LINE_TEXT) | (last->heading ^ now->heading) |
          (last->article ^ now->article) | w->caption.period.known) == 0;
}

static void enter_line(struct walk *w, uint32_t line)
{
  const struct chunk *c = w->c;
  const struct line *lines = c->lines;
  enum line_kind before = period_line(w);
  if (line > w->line && (lines[line].kind == LINE_HEADING ||
                         (lines[line].heading != NO_LINE && lines[line].heading > w->line)))
    enter_item(w, period_heading_level(w, line));
  if (w->caption.period.known && caption_begins(w, line))
    w->caption = nothing;
  w->line = line;
  if (before != LINE_TEXT && period_line(w) == LINE_TEXT)
    forget(w);
  if (w->line < c->n_lines && c->lines[w->line].article < c->n_articles)
    enter_article(w, c->lines[w->line].article);
}

void period_end_clause(struct walk *w)
{
  if (w->hold != HOLD_NONE)
    w->current = w->outside;
  w->hold = HOLD_NONE;
}

/* In a report each sentence is of something else: what a figure has taken holds
   for its sentence there, elsewhere until another time takes over. */
void period_keep(struct walk *w)
{
  if (w->state->report && !w->for_sentence) {
    w->before = w->outside;
    w->for_sentence = true;
  }
  w->hold = HOLD_NONE;
}

static void end_sentence(struct walk *w)
{
  period_end_clause(w);
  if (w->for_sentence)
    w->current = w->before;
  w->for_sentence = false;
  w->once = nothing;
  w->untold = true;
}

void period_release(struct walk *w, uint32_t at)
{
  if (w->hold_end >= at)
    return;
  w->hold_end = period_stop(w, w->hold_end, at);
  if (w->hold_end < at)
    period_end_clause(w);
}

static void enter_sentence(struct walk *w, uint32_t sentence)
{
  if (sentence != w->sentence) {
    w->sentence = sentence;
    end_sentence(w);
  }
  if (sentence < w->c->n_sentences && w->c->sentences[sentence].paragraph != w->paragraph)
    enter_paragraph(w, w->c->sentences[sentence].paragraph);
}

/* Where the next line or sentence begins. */
static uint32_t next_change(const struct walk *w)
{
  const struct chunk *c = w->c;
  uint32_t line = w->line + 1, sentence = w->sentence + 1;
  uint32_t at = line < c->n_lines ? c->lines[line].start : UINT32_MAX;
  return sentence < c->n_sentences && c->sentences[sentence].start < at
             ? c->sentences[sentence].start
             : at;
}

void period_enter(struct walk *w, uint32_t at, uint32_t sentence)
{
  const struct sentence *sentences = w->c->sentences;
  uint32_t n = w->c->n_sentences;
  while (sentence + 1 < n && sentences[sentence + 1].start <= at)
    sentence++;
  uint32_t line =
      line_at(w, at, sentence < n && sentences[sentence].start <= at ? sentences[sentence].line : 0);
  if (goes_on(w, line))
    w->line = line;
  else
    enter_line(w, line);
  enter_sentence(w, sentence);
  w->next = next_change(w);
}
