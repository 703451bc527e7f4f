/* sentence.c - lines into sentences.  SPDX-License-Identifier: Apache-2.0

   A sentence ends at a full stop, exclamation or question mark with the closing
   marks behind it, or where its paragraph ends.  A semicolon does not end it:
   what stands in front of it governs what follows. */
#include "extract/text/sentence.h"

#include <string.h>

#include "base/limits.h"

struct maker {
  struct splitter *s;
  struct sentence *items;
  uint32_t n, room, paragraph;
  uint32_t end; /* index of the next sentence end */
};

/* Makes room for more sentences than there are ends: some are cut. */
static bool grow(struct maker *m)
{
  uint32_t room = m->room * 2;
  struct sentence *items = arena_alloc(m->s->chunk->arena, room * sizeof *items);
  if (items == NULL)
    return false;
  memcpy(items, m->items, m->n * sizeof *items);
  m->items = items;
  m->room = room;
  return true;
}

static inline bool add(struct maker *m, uint32_t start, uint32_t end, uint32_t line)
{
  if (m->n == m->room && !grow(m))
    return false;
  m->items[m->n++] = (struct sentence){start, end, line, m->paragraph};
  return true;
}

static enum char_role role_at(const struct maker *m, uint32_t i)
{
  return layout_role(m->s->x, m->s->u[i]);
}

static bool cuts_at_all(const struct maker *m, uint32_t i)
{
  unit c = m->s->u[i - 1];
  enum char_role role = role_at(m, i - 1);
  return role != CHAR_DIGIT && role != CHAR_NUMERAL && c != '.' && c != ',' && c != '-';
}

/* Where to cut a sentence that is too long: better behind a comma, never inside a
   numeral. */
static uint32_t cut_of(const struct maker *m, uint32_t start)
{
  const struct units *t = &m->s->chunk->text;
  uint32_t limit = start + GOVFIG_SENTENCE_UNITS_MAX,
           floor = start + GOVFIG_SENTENCE_UNITS_MAX / 2;
  for (uint32_t i = limit; (i = units_last(t, floor, i, UNIT_CLAUSE)) > floor; i--) {
    if (role_at(m, i - 1) == CHAR_COMMA && role_at(m, i) != CHAR_DIGIT)
      return i;
  }
  for (uint32_t i = limit; i > floor; i--) {
    if (cuts_at_all(m, i))
      return i;
  }
  return limit;
}

/* Adds a sentence that is too long in pieces, but the last: where that starts, or
   UINT32_MAX without memory. */
static uint32_t add_pieces(struct maker *m, uint32_t start, uint32_t end, uint32_t line)
{
  while (end - start > GOVFIG_SENTENCE_UNITS_MAX) {
    uint32_t cut = cut_of(m, start);
    if (!add(m, start, cut, line))
      return UINT32_MAX;
    start = cut;
  }
  return start;
}

/* Behind the end mark at `i`, others and closing marks behind it. */
static uint32_t behind_end(const struct maker *m, uint32_t i, uint32_t limit)
{
  for (i++; i < limit && role_at(m, i) == CHAR_END; i++) {
  }
  while (i < limit && role_at(m, i) == CHAR_CLOSE)
    i++;
  return i;
}

/* Does a gap end a sentence of this line?  In a long one paragraphs were run together. */
static bool ends_at_gaps(const struct maker *m, uint32_t line)
{
  return m->s->looks[line].width > GAP_COLUMNS && m->s->chunk->lines[line].kind == LINE_TEXT;
}

/* Where the sentence of `line` that starts at `start` ends.  An end mark that a
   comma follows (a title with a question mark) does not end it. */
static inline uint32_t next_end(struct maker *m, uint32_t start, uint32_t limit, uint32_t line)
{
  const uint32_t goes_on = 1u << CHAR_END | 1u << CHAR_CLOSE | 1u << CHAR_COMMA;
  const struct splitter *s = m->s;
  uint32_t at;
  while ((at = s->places.ends[m->end]) < limit) { /* the last one is the end of the text */
    m->end++;
    if (at < start)
      continue;
    if (s->u[at] == ' ') {
      if (ends_at_gaps(m, line))
        return at - 1;
      continue;
    }
    if ((1u << role_at(m, at + 1) & goes_on) == 0)
      return at + 1;
    uint32_t end = behind_end(m, at, limit);
    if (end == limit || role_at(m, end) != CHAR_COMMA)
      return end;
    start = end;
  }
  return limit;
}

static bool skips(const struct maker *m, uint32_t i)
{
  return (m->s->class[i] & (UNIT_BLANK | UNIT_BREAK)) != 0;
}

/* Where the next sentence starts, behind the blanks at `end`. */
static uint32_t next_start(struct maker *m, uint32_t end, uint32_t limit, uint32_t line)
{
  uint32_t start = end;
  while (start < limit && skips(m, start))
    start++;
  m->paragraph += start > end + 1 && start < limit && ends_at_gaps(m, line);
  return start;
}

/* The sentences of lines first ... last, which form one paragraph. */
static bool split_paragraph(struct maker *m, uint32_t first, uint32_t last)
{
  struct splitter *s = m->s;
  uint32_t start = s->looks[first].start, limit = s->looks[last].end, line = first;
  while (start < limit) {
    uint32_t end = next_end(m, start, limit, line);
    if (end - start > GOVFIG_SENTENCE_UNITS_MAX)
      start = add_pieces(m, start, end, line);
    if (start == UINT32_MAX || !add(m, start, end, line))
      return false;
    start = skips(m, end) ? next_start(m, end, limit, line) : end;
    while (line < last && s->looks[line].end <= start)
      line++;
  }
  m->paragraph++;
  return true;
}

static bool has_sentences(uint8_t kind)
{
  return kind != LINE_CREDIT && kind != LINE_NOISE && kind != LINE_BLANK;
}

bool sentence_split(struct splitter *s)
{
  struct chunk *c = s->chunk;
  struct maker m = {.s = s, .room = s->places.n_ends + c->n_lines + 1};
  m.items = arena_alloc(c->arena, m.room * sizeof *m.items);
  if (m.items == NULL)
    return false;
  for (uint32_t k = 0; k < s->n_shown; k++) {
    uint32_t first = s->shown[k], last = first;
    if (!has_sentences(c->lines[first].kind))
      continue;
    while (c->lines[last].joins_next) {
      do
        last = s->shown[++k];
      while (c->lines[last].kind != LINE_TEXT);
    }
    if (!split_paragraph(&m, first, last))
      return false;
  }
  c->sentences = m.items;
  c->n_sentences = m.n;
  return true;
}
