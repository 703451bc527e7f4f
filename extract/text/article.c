/* article.c - lines into articles.  SPDX-License-Identifier: Apache-2.0

   A new article begins where a headline is followed by a dateline, a byline or
   a credit, at a top heading of Markdown, and, in a bundle of short items, at
   every headline.  Headlines are collected in a block until the line behind
   them tells what they are. */
#include "extract/text/article.h"

#include <string.h>

#include "extract/text/article_parts.h"

enum { CLOCK_COLUMNS = 24, LEAD_UNITS = 60, SPEAKER_COLUMNS = 44, GREETING_COLUMNS = 44, PHOTO_COLUMNS = 70 };

static void set_kind(struct writer *w, uint32_t i, enum line_kind kind)
{
  struct line *line = &w->s->chunk->lines[i];
  line->kind = (uint8_t)kind;
  line->level = 0;
}

/* A line that says where the text comes from.  In front of any text it belongs
   to the headline above, else it closes the article. */
static void take_credit(struct writer *w, uint32_t i, const struct origin *o, bool heads)
{
  set_kind(w, i, LINE_CREDIT);
  if (w->n_block > 0 && (heads || !w->body))
    article_headed(w);
  else if (w->n == 0)
    article_open(w, w->s->looks[i].start);
  if (!w->ok)
    return;
  article_apply(w, o);
  w->speech = w->speech || o->day_rank == DAY_SESSION;
}

/* A notice of rights names who prints. */
static void take_rights(struct writer *w, uint32_t i)
{
  enum layout_role value_next;
  struct origin o;
  if (w->n > 0 && credit_read(w->s, &w->s->looks[i], &o, &value_next) &&
      o.publisher_rank != PUBLISHER_NONE)
    article_apply(w, &o);
}

/* Labels of source and day; returns the last line taken, or NO_LINE. */
static uint32_t try_labels(struct writer *w, uint32_t i)
{
  enum layout_role value_next;
  struct origin o;
  if (!credit_read(w->s, &w->s->looks[i], &o, &value_next))
    return NO_LINE;
  bool dated = o.day_rank != DAY_NONE || o.publisher_rank != PUBLISHER_NONE;
  take_credit(w, i, &o, dated || value_next != LAYOUT_ROLES);
  uint32_t next = layout_next(w->s, i);
  if (value_next == LAYOUT_ROLES || next >= w->s->chunk->n_lines || !w->ok ||
      !credit_value(w->s, &w->s->looks[next], value_next, &o))
    return i;
  take_credit(w, next, &o, false);
  return next;
}

/* "photo: so-and-so" at the end of a short caption. */
static bool is_photo_credit(const struct writer *w, const struct look *k)
{
  struct span tail = {k->end > k->start + 4 ? k->end - 4 : k->start, k->end};
  if (!layout_may_end(w->s, k, ROLE_PHOTO, k->end) || layout_width(w->s, k) > PHOTO_COLUMNS)
    return false;
  struct span word = layout_find(w->s, ROLE_PHOTO, tail);
  return word.start < word.end && word.end == k->end;
}

/* Does a day alone follow the name of an office: the signature of a document? */
static bool signs_end(struct writer *w, uint32_t i)
{
  struct origin o;
  uint32_t next = layout_next(w->s, i);
  bool signs = next < w->s->chunk->n_lines && signature_read(w->s, &w->s->looks[next], &o) &&
               o.day_rank == DAY_LINE;
  if (signs)
    w->signed_day = next;
  return signs;
}

/* Is a day below running text that of the document, not of an entry in a
   chronicle: behind a signature, or at the very end? */
static bool dates_end(const struct writer *w, uint32_t i)
{
  const struct chunk *c = w->s->chunk;
  uint32_t next = layout_next(w->s, i);
  while (next < c->n_lines && c->lines[next].kind == LINE_NOISE)
    next = layout_next(w->s, next);
  const struct look *clock = &w->s->looks[next];
  if (next < c->n_lines && !clock->finished && layout_width(w->s, clock) <= CLOCK_COLUMNS &&
      layout_digits(w->s, clock) > 0)
    next = layout_next(w->s, next); /* "15:30 local time" */
  return w->signed_day == i || next >= c->n_lines;
}

/* A short line behind the headline: who wrote, who signed, when it was said. */
static bool try_signature(struct writer *w, uint32_t i)
{
  const struct look *k = &w->s->looks[i];
  struct origin o;
  if (w->n + w->n_block > 0 && byline_read(w->s, k, &o)) {
    take_credit(w, i, &o, true);
    return true;
  }
  bool head = !w->body && (w->n_block > 0 || w->n > 0);
  if (masthead_read(w->s, k, &o) || (!w->body && masthead_above(w->s, k, &o))) {
    take_credit(w, i, &o, false);
    return true;
  }
  if (is_photo_credit(w, k) || docnumber_read(w->s, k)) {
    set_kind(w, i, LINE_CREDIT);
    return true;
  }
  if (!signature_read(w->s, k, &o) || (!head && !w->body))
    return false;
  if (w->body && (o.day_rank == DAY_LINE ? !dates_end(w, i) : !signs_end(w, i)))
    return false;
  take_credit(w, i, &o, false);
  return true;
}

/* The name of the speaker under the line that says when the speech was held. */
static bool is_speaker(const struct writer *w, uint32_t i)
{
  const struct look *k = &w->s->looks[i];
  if (w->body || !w->speech || k->hashes > 0 || layout_digits(w->s, k) > 0 ||
      layout_width(w->s, k) > SPEAKER_COLUMNS || layout_commas(w->s, k) > 0)
    return false;
  for (uint32_t at = k->start; at < k->end; at++) {
    if (layout_blank(w->s->x, w->s->u[at]))
      return true;
  }
  return layout_han(w->s, k, 5) <= 4;
}

/* A name alone right below a line of names: it did not fit there. */
static bool is_more_names(const struct writer *w, uint32_t i)
{
  enum { NAME_COLUMNS = 8 };
  const struct look *k = &w->s->looks[i];
  return i > 0 && w->s->chunk->lines[i - 1].kind == LINE_CREDIT && k->hashes == 0 &&
         layout_width(w->s, k) <= NAME_COLUMNS &&
         layout_han(w->s, k, NAME_COLUMNS) * 2 == layout_width(w->s, k);
}

/* The day of the first event in a lead that has none in its dateline, unless the day
   of printing is known. */
static void take_lead(struct writer *w, uint32_t i)
{
  const struct look *k = &w->s->looks[i];
  uint8_t rank = w->s->state->published_rank;
  if (rank >= DAY_LEAD || (rank == DAY_GIVEN && article_now(w)->published.day != 0))
    return;
  uint32_t end = k->end - k->start > LEAD_UNITS ? k->start + LEAD_UNITS : k->end;
  struct span where;
  struct day day = day_find(w->s, k->start, end, &where);
  if (where.start == where.end || day.day == 0)
    return;
  struct origin o = {.day = day_with_year(w->s, day), .day_rank = DAY_LEAD};
  if (o.day.year != 0)
    article_apply(w, &o);
}

/* A line with a dateline; false when it has none. */
static bool try_dateline(struct writer *w, uint32_t i)
{
  const struct look *k = &w->s->looks[i];
  struct origin o;
  if ((k->roles & 1u << ROLE_DATELINE) == 0 || !dateline_read(w->s, k, &o))
    return false;
  bool greeting = k->finished && layout_width(w->s, k) <= GREETING_COLUMNS && !o.alone &&
                  k->last == CHAR_COLON;
  if (o.alone || greeting) {
    take_credit(w, i, &o, false);
    w->closed = w->closed || w->body;
    return true;
  }
  bool tail = o.publisher_rank != PUBLISHER_NONE && o.publisher.start > k->start + 40;
  uint8_t rank = w->s->state->publisher_rank;
  bool second = w->body && (rank == PUBLISHER_DATELINE || rank == PUBLISHER_NOTICE);
  if (tail || (w->n_block == 0 && w->n > 0 && !second))
    article_unheaded(w, i);
  else if (w->n_block > 0)
    article_headed(w);
  else
    article_open(w, k->start);
  if (!w->ok)
    return true;
  set_kind(w, i, LINE_TEXT);
  article_apply(w, &o);
  if (!tail && o.day_rank == DAY_NONE)
    take_lead(w, i);
  w->body = true;
  return true;
}

/* The first line of a document, though long: one that stands apart, or that
   ends with the meeting where it was read. */
static bool is_long_title(const struct writer *w, uint32_t i)
{
  enum { MEETING_UNITS = 4, SPEECH_COLUMNS = 500, LONG_COLUMNS = 160, CREDIT_COLUMNS = 60 };
  const struct look *k = &w->s->looks[i];
  if (w->n > 0 || w->n_block > 0 || layout_width(w->s, k) > SPEECH_COLUMNS ||
      k->end < k->start + 8 || (k->finished && !k->exclaims))
    return false;
  uint32_t next = layout_next(w->s, i);
  if (!k->open_ended && next == i + 2 && next < w->s->chunk->n_lines &&
      (layout_width(w->s, k) <= LONG_COLUMNS ||
       layout_width(w->s, &w->s->looks[next]) <= CREDIT_COLUMNS))
    return true;
  struct span word =
      layout_find(w->s, ROLE_SESSION, (struct span){k->end - MEETING_UNITS, k->end});
  return word.start < word.end && word.end == k->end;
}

/* The headline above a document whose text is wrapped fills lines, too: a few of them that
   stand apart and end in the middle of a sentence are one. */
static void take_wrapped_title(struct writer *w, uint32_t i)
{
  enum { MOST_LINES = 3 };
  const struct splitter *s = w->s;
  uint32_t end = i, n_lines = s->chunk->n_lines;
  if (s->wrap == 0 || w->n > 0 || w->n_block > 0)
    return;
  while (end < n_lines && s->chunk->lines[end].kind != LINE_BLANK && end - i <= MOST_LINES)
    end++;
  const struct look *last = &s->looks[end - 1];
  if (end - i > MOST_LINES || end == n_lines || last->finished || last->open_ended ||
      last->last == CHAR_COLON)
    return;
  for (uint32_t k = i; k < end; k++) {
    if (s->chunk->lines[k].kind != LINE_TEXT && s->chunk->lines[k].kind != LINE_HEADING)
      return;
  }
  for (uint32_t k = i; k < end; k++)
    set_kind(w, k, LINE_HEADING);
}

/* The day of a speech whose head runs on into its text. */
static void take_run_in(struct writer *w, uint32_t i)
{
  enum { HEAD_UNITS = 80, MEETING_UNITS = 40 };
  const struct look *k = &w->s->looks[i];
  uint32_t end = k->end - k->start > HEAD_UNITS ? k->start + HEAD_UNITS : k->end;
  struct span where;
  struct origin o = {.day_rank = DAY_SESSION};
  o.day = day_find(w->s, k->start, end, &where);
  while (where.start < where.end && (o.day.year == 0 || o.day.day == 0))
    o.day = day_find(w->s, where.end, end, &where);
  end = k->end - where.end > MEETING_UNITS ? where.end + MEETING_UNITS : k->end;
  struct span meeting = layout_find(w->s, ROLE_SESSION, (struct span){where.end, end});
  if (where.start < where.end && meeting.start < meeting.end)
    article_apply(w, &o);
}

/* A headline with its label; one below a headline is that of where it was taken from. */
static bool take_labelled_title(struct writer *w, uint32_t i)
{
  struct look *k = &w->s->looks[i];
  bool labelled = (layout_has(w->s, k, ROLE_TITLE) && (k->marks & MARK_COLON) != 0) ||
                  credit_spaced(w->s, k);
  uint32_t start = labelled ? credit_title(w->s, k) : k->end;
  if (start == k->end)
    return false;
  bool first = !w->body && w->n_block == 0 && (w->n == 0 || !w->s->state->headed);
  set_kind(w, i, first ? LINE_HEADING : LINE_NOISE);
  if (first) {
    k->start = start;
    article_block_add(w, i);
  }
  return true;
}

/* Headings and running text. */
static void take_words(struct writer *w, uint32_t i)
{
  struct line *line = &w->s->chunk->lines[i];
  if (take_labelled_title(w, i))
    return;
  if (line->kind == LINE_HEADING &&
      (try_signature(w, i) || is_speaker(w, i) || (w->body && is_more_names(w, i)))) {
    set_kind(w, i, LINE_CREDIT);
    return;
  }
  if (!w->ok || try_dateline(w, i))
    return;
  if (line->kind == LINE_TEXT)
    take_wrapped_title(w, i);
  if (!w->body && is_photo_credit(w, &w->s->looks[i])) {
    set_kind(w, i, LINE_CREDIT);
    return;
  }
  if (line->kind == LINE_TEXT && !w->body && w->n + w->n_block > 0 && try_signature(w, i))
    return;
  if (line->kind == LINE_HEADING && w->s->looks[i].exclaims && w->n > 0 &&
      !w->s->state->bulletin)
    set_kind(w, i, LINE_TEXT); /* an exclamation heads articles alone */
  if (line->kind == LINE_HEADING || is_long_title(w, i)) {
    article_block_add(w, i);
  } else {
    bool first = w->n == 0 && w->n_block == 0;
    article_unheaded(w, i);
    if (first && w->ok)
      take_run_in(w, i);
    w->body = true;
  }
}

/* The article goes on elsewhere: the headline behind is another one's. */
static void turn_page(struct writer *w, uint32_t i)
{
  article_unheaded(w, i);
  w->closed = w->closed || w->body;
}

/* Takes line `i`; returns the last one taken. */
static uint32_t take_line(struct writer *w, uint32_t i)
{
  uint32_t last;
  switch (w->s->chunk->lines[i].kind) {
  case LINE_NOISE:
    if (w->s->looks[i].turned)
      turn_page(w, i);
    else
      take_rights(w, i);
    return i;
  case LINE_ROW:
  case LINE_CAPTION:
    article_unheaded(w, i);
    w->body = true;
    return i;
  default:
    last = layout_labelled(w->s, &w->s->looks[i]) || credit_spaced(w->s, &w->s->looks[i])
             ? try_labels(w, i)
             : NO_LINE;
    if (last != NO_LINE)
      return last;
    take_words(w, i);
    return i;
  }
}

/* Running text that follows other such text, and says neither where it comes from nor
   who printed it? */
static bool goes_on(const struct writer *w, uint32_t i)
{
  const struct look *k = &w->s->looks[i];
  return w->s->chunk->lines[i].kind == LINE_TEXT && w->body && w->n_block == 0 &&
         (k->roles & 1u << ROLE_DATELINE) == 0 && !layout_labelled(w->s, k);
}

bool article_split(struct splitter *s)
{
  struct chunk *c = s->chunk;
  struct writer w = {.s = s, .room = 16, .ok = true, .signed_day = NO_LINE};
  w.items = arena_alloc(c->arena, w.room * sizeof *w.items);
  if (w.items == NULL || !article_resume(&w))
    return false;
  for (uint32_t k = 0; k < s->n_shown && w.ok; k++) {
    if (goes_on(&w, s->shown[k]))
      continue;
    uint32_t last = take_line(&w, s->shown[k]);
    while (s->shown[k] < last)
      k++;
  }
  if (w.ok)
    article_unheaded(&w, c->n_lines);
  if (w.ok && w.n == 0)
    article_open(&w, 0);
  if (!w.ok)
    return false;
  article_finish(&w);
  return true;
}
