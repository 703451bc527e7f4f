/* layout_join.c - lines that layout broke in mid-sentence.
   SPDX-License-Identifier: Apache-2.0

   A page or a mail breaks every line at the same column; a newspaper page read
   from an image breaks paragraphs where its columns end. */
#include "extract/text/layout_parts.h"

enum {
  BROKEN_COLUMNS = 40, /* narrower lines are headings or items, not broken text */
  WRAP_MIN = 30,       /* columns at which texts are wrapped */
  WRAP_MAX = 128,
  WRAP_WINDOW = 10, /* lines differ by so many columns: nothing begins a line with a comma */
  LONG_COLUMNS = 140,
  WRAPPED_LINES_MIN = 4,
  BROKEN_LINES_MIN = 2
};

/* Counts the long lines that are not the last. */
static uint32_t count_long(const struct splitter *s)
{
  uint32_t n = 0;
  for (uint32_t i = 0; i < s->n_shown; i++)
    n += s->looks[s->shown[i]].width > LONG_COLUMNS;
  return n - (n > 0 && s->looks[s->chunk->n_lines - 1].width > LONG_COLUMNS);
}

/* Counts the unfinished lines that another one follows at once, by width. */
static uint32_t count_widths(const struct splitter *s, uint32_t *count, uint32_t *broken)
{
  uint32_t unfinished = 0;
  for (uint32_t i = 0; i < s->n_odd && s->odd[i] + 1 < s->chunk->n_lines; i++) {
    const struct look *a = &s->looks[s->odd[i]], *b = a + 1;
    *broken += a->width > LONG_COLUMNS && !a->finished && !a->open_ended;
    if (a->finished || (a->marks & (MARK_TAB | MARK_PIPE)) != 0 || a->width < WRAP_MIN ||
        a->width >= WRAP_MAX || b->start == b->end)
      continue;
    count[a->width]++;
    unfinished++;
  }
  return unfinished;
}

void layout_wrap(struct splitter *s)
{
  uint32_t count[WRAP_MAX] = {0}, broken = 0, best = 0, window = 0;
  uint32_t unfinished = count_widths(s, count, &broken);
  s->wrap = 0;
  s->broken = broken >= BROKEN_LINES_MIN;
  if (unfinished < WRAPPED_LINES_MIN || count_long(s) * 4 > unfinished)
    return;
  for (uint32_t w = WRAP_MIN; w < WRAP_MAX; w++) {
    window += count[w] - (w >= WRAP_MIN + WRAP_WINDOW ? count[w - WRAP_WINDOW] : 0);
    if (window >= best && count[w] > 0) {
      best = window;
      s->wrap = w;
    }
  }
  if (best * 10 < unfinished * 6)
    s->wrap = 0;
}

/* Is line `i` as wide as the wrap, so that the next one, directly below or
   behind a page's end, belongs to its paragraph? */
static bool is_full(const struct splitter *s, uint32_t i, uint32_t next, uint32_t slack)
{
  bool near = next == i + 1 || s->chunk->lines[layout_next(s, i)].kind == LINE_NOISE;
  return s->wrap > 0 && near && layout_width(s, &s->looks[i]) + slack >= s->wrap;
}

/* Does the line begin with the number of an item, or with a short label and a colon? */
static bool begins_item(const struct splitter *s, const struct look *line)
{
  enum { LIST_MARK = 0x3001, NUMBER = 3, LABEL = 10 };
  const struct units *t = &s->chunk->text;
  uint32_t at = line->start, first;
  while (at < line->end && (t->class[at] & UNIT_BLANK) != 0)
    at++;
  for (first = at; at < line->end && at < first + LABEL && unit_is_han(t->u[at]);)
    at++;
  if (at == line->end || at < first + 2)
    return at > first && at < line->end && at <= first + NUMBER && t->u[at] == LIST_MARK;
  return t->u[at] == ':' || (t->u[at] == LIST_MARK && at <= first + NUMBER &&
                             (t->class[first] & UNIT_NUMERAL) != 0);
}

/* Does line `next` go on with the paragraph of line `i`? */
static bool goes_on(const struct splitter *s, uint32_t i, uint32_t next)
{
  const struct look *a = &s->looks[i], *b = &s->looks[next];
  uint8_t first = b->first;
  if (a->finished)
    return s->wrap > 0 && is_full(s, i, next, WRAP_WINDOW / 2) && !b->indented &&
           first != CHAR_OPEN && first != CHAR_DASH;
  if (a->open_ended || first == CHAR_COMMA || first == CHAR_CLOSE || first == CHAR_END)
    return true;
  if (first == CHAR_DASH)
    return false;
  if (b->indented && !a->indented)
    return false;
  if (s->wrap > 0) /* two items in a row may be as wide */
    return is_full(s, i, next, WRAP_SLACK) && !(begins_item(s, a) && begins_item(s, b));
  return (a->width >= BROKEN_COLUMNS || s->broken) && !begins_item(s, b);
}

/* Blank lines and noise stand between the lines of a text, unless the noise says
   that it goes on elsewhere; every other line parts it. */
void layout_join(struct splitter *s)
{
  struct chunk *c = s->chunk;
  uint32_t before = NO_LINE;
  for (uint32_t k = 0; k < s->n_shown; k++) {
    uint32_t i = s->shown[k];
    const struct line *line = &c->lines[i];
    if (line->kind == LINE_NOISE && !s->looks[i].turned)
      continue;
    if (line->kind != LINE_TEXT) {
      before = NO_LINE;
      continue;
    }
    bool may_go_on = before != NO_LINE && (s->wrap > 0 || !s->looks[before].finished);
    if (may_go_on && c->lines[before].article == line->article)
      c->lines[before].joins_next = goes_on(s, before, i);
    before = i;
  }
}
