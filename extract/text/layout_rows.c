/* layout_rows.c - which lines are rows of a table, and which lines head one.
   SPDX-License-Identifier: Apache-2.0

   Rows are lines in a row (blank ones aside) whose cells are separated alike and
   of which some are numbers.  Those in front of the first number are column
   heads: captions, as are the lines that tell the unit. */
#include "extract/text/layout_parts.h"
#include "extract/text/tables_row.h"

enum {
  ROW_COLUMNS = 400, /* a row aligned by blanks is no longer */
  CAPTION_COLUMNS = 110,
  GROUP_COLUMNS = 40,
  HEAD_HAN = 2 /* characters in each cell of a row of heads */
};

/* What a run of lines with cells amounts to. */
struct run {
  uint32_t first, end;                        /* lines */
  uint32_t rows, body, numeric_rows, numbers; /* body: rows from the first number on */
  unit separator;
};

/* The line that tells the unit of a table, or its number and name. */
static bool is_caption(const struct splitter *s, uint32_t i)
{
  const struct look *k = &s->looks[i];
  uint8_t kind = s->chunk->lines[i].kind;
  uint32_t at = k->start + (k->first == CHAR_OPEN);
  if (!layout_may_be_odd(s, k, CAPTION_ROLES, at) || k->width > CAPTION_COLUMNS ||
      (kind != LINE_HEADING && kind != LINE_TEXT))
    return false;
  uint32_t len = layout_says(s, ROLE_UNIT, at);
  if (len > 0)
    return layout_role(s->x, s->u[at + len]) == CHAR_COLON ||
           (layout_blank(s->x, s->u[at + len]) &&
            layout_role(s->x, s->u[at + len + 1]) == CHAR_COLON);
  len = layout_says(s, ROLE_CAPTION, at);
  if (len == 0 || kind != LINE_HEADING)
    return false;
  while (at + len < k->end && layout_blank(s->x, s->u[at + len]))
    len++;
  enum char_role role = layout_role(s->x, s->u[at + len]);
  return role == CHAR_DIGIT || role == CHAR_NUMERAL;
}

static unit separator_of(const struct splitter *s, uint32_t i)
{
  const struct look *k = &s->looks[i];
  uint8_t kind = s->chunk->lines[i].kind;
  if ((k->marks & (MARK_TAB | MARK_PIPE | MARK_GAP)) == 0 || kind == LINE_BLANK ||
      kind == LINE_NOISE || ((k->marks & MARK_PIPE) == 0 && is_caption(s, i)))
    return 0;
  if ((k->marks & MARK_TAB) != 0)
    return '\t';
  if ((k->marks & MARK_PIPE) != 0)
    return '|';
  return k->width <= ROW_COLUMNS ? ' ' : 0;
}

static uint32_t count_numbers(const struct splitter *s, const struct cells *cells)
{
  uint32_t n = 0;
  for (uint32_t i = 0; i < cells->n; i++)
    n += cell_is_numeric(s->u, cells->cell[i]);
  return n;
}

static uint32_t read_line(const struct splitter *s, uint32_t i, unit separator,
                          struct cells *cells)
{
  cells_read(s->u, s->looks[i].start, s->looks[i].end, separator, cells);
  return count_numbers(s, cells);
}

/* A heading that groups the rows behind it. */
static bool is_group(const struct splitter *s, uint32_t i, unit separator)
{
  if (i >= s->chunk->n_lines || s->chunk->lines[i].kind != LINE_HEADING ||
      s->looks[i].width > GROUP_COLUMNS || s->looks[i].hashes > 0 || separator_of(s, i) != 0)
    return false;
  uint32_t next = layout_next(s, i);
  return next < s->chunk->n_lines && separator_of(s, next) == separator;
}

static struct run find_run(const struct splitter *s, uint32_t i)
{
  struct run r = {.first = i, .end = i, .separator = separator_of(s, i)};
  struct cells cells;
  while (i < s->chunk->n_lines && separator_of(s, i) == r.separator) {
    uint32_t numbers = read_line(s, i, r.separator, &cells);
    r.rows++;
    r.body += r.numbers + numbers > 0;
    r.numeric_rows += numbers > 0;
    r.numbers += numbers;
    r.end = i + 1;
    i = layout_next(s, i);
    if (r.separator != ' ' && is_group(s, i, r.separator))
      i = layout_next(s, i);
  }
  return r;
}

static bool is_table(const struct run *r)
{
  if (r->separator == ' ')
    return r->numeric_rows >= 2 && r->numeric_rows * 10 >= r->body * 6;
  return (r->rows >= 2 && r->numbers > 0) || r->numbers >= 2;
}

/* A row of words alone, each a few characters at least. */
static bool is_head(const struct splitter *s, const struct cells *cells)
{
  for (uint32_t i = 0; i < cells->n; i++) {
    if (cells->cell[i].start < cells->cell[i].end && cell_han(s->u, cells->cell[i]) < HEAD_HAN)
      return false;
  }
  return cells->filled >= 2;
}

static bool is_rule(const struct splitter *s, const struct cells *cells)
{
  for (uint32_t i = 0; i < cells->n; i++) {
    if (!cell_is_rule(s->u, cells->cell[i]))
      return false;
  }
  return true;
}

static void mark_run(struct splitter *s, const struct run *r)
{
  struct cells cells;
  bool numbers_seen = false;
  for (uint32_t i = r->first; i < r->end; i++) {
    struct line *line = &s->chunk->lines[i];
    if (line->kind == LINE_BLANK || line->kind == LINE_NOISE)
      continue;
    line->level = 0;
    if (separator_of(s, i) != r->separator) {
      line->kind = LINE_CAPTION; /* heads a group of rows */
      continue;
    }
    uint32_t numbers = read_line(s, i, r->separator, &cells);
    if (is_rule(s, &cells))
      line->kind = LINE_NOISE;
    else if (numbers == 0 && (!numbers_seen || is_head(s, &cells)))
      line->kind = LINE_CAPTION;
    else
      line->kind = LINE_ROW;
    numbers_seen = numbers_seen || numbers > 0;
  }
}

void layout_rows(struct splitter *s)
{
  struct chunk *c = s->chunk;
  for (uint32_t k = 0; k < s->n_odd; k++) {
    uint32_t i = s->odd[k];
    if (s->looks[i].prose)
      continue; /* nothing was counted in it, and it is too wide for a caption */
    if (is_caption(s, i)) {
      c->lines[i].kind = LINE_CAPTION;
      c->lines[i].level = 0;
    } else if (separator_of(s, i) != 0) {
      struct run r = find_run(s, i);
      if (is_table(&r))
        mark_run(s, &r);
      while (k + 1 < s->n_odd && s->odd[k + 1] < r.end)
        k++;
    }
  }
}
