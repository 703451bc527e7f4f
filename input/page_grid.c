/* page_grid.c - the rows of a page's table.  SPDX-License-Identifier: Apache-2.0 */
#include "input/page_parts.h"

/* Begins a cell that only repeats a label. */
enum { REPEATED = 1 };

/* All repetitions of a page together, in bytes. */
enum { REPEATED_MAX = 16 * 1024 * 1024 };

/* ---- a row into the grid ---- */

/* A cell on one line: breaks inside it vanish between Chinese characters. */
static void put_cell(struct page *p, const char *s, size_t len)
{
  for (size_t i = 0; i < len; i++) {
    if (s[i] != '\n')
      buf_add_char(&p->grid, s[i]);
    else if (i > 0 && i + 1 < len &&
             ((unsigned char)s[i - 1] < 0x80 || (unsigned char)s[i + 1] < 0x80))
      buf_add_char(&p->grid, ' ');
  }
}

/* A label, which may be repeated over the columns and rows that it spans; a
   number may not, or it would count twice.  Heads stand in the first two rows. */
static bool is_label(const struct page *p, const char *s, size_t len)
{
  bool han = false, digit = false;
  for (size_t i = 0; i < len; i++) {
    han = han || ((unsigned char)s[i] >= 0xE4 && (unsigned char)s[i] <= 0xE9);
    digit = digit || (s[i] >= '0' && s[i] <= '9');
  }
  return han && (!digit || p->row <= 2);
}

static void put_repeated(struct page *p, const char *label, size_t len)
{
  buf_add_char(&p->grid, REPEATED);
  if (p->repeated + len > REPEATED_MAX)
    return; /* a page made to explode */
  p->repeated += len;
  put_cell(p, label, len);
}

/* Columns that cells of rows above reach down into. */
static unsigned put_spanned(struct page *p, unsigned column)
{
  while (column < PAGE_COLUMNS_MAX && p->span[column].rows_left != 0) {
    struct page_span *s = &p->span[column];
    s->rows_left--;
    if (column != 0)
      buf_add_char(&p->grid, '\t');
    put_repeated(p, s->text.data, s->text.len);
    column++;
  }
  return column;
}

/* Keeps a column's label for the rows that it spans. */
static void keep_label(struct page *p, struct page_span *s, const char *text, size_t len)
{
  page_empty(p, &s->text);
  for (size_t i = 0; i < len; i++)
    if (text[i] != '\n')
      buf_add_char(&s->text, text[i]);
}

static unsigned put_spanning(struct page *p, unsigned column, const struct page_cell *c)
{
  const char *text = p->cells.data + c->start;
  bool label = is_label(p, text, c->len);
  for (unsigned k = 0; k < c->columns && column < PAGE_COLUMNS_MAX; k++, column++) {
    struct page_span *s = &p->span[column];
    if (column != 0)
      buf_add_char(&p->grid, '\t');
    if (c->above) {
      put_repeated(p, s->text.data, s->text.len);
      continue;
    }
    if (k == 0)
      put_cell(p, text, c->len);
    else if (label)
      put_repeated(p, text, c->len);
    s->rows_left = c->rows - 1;
    keep_label(p, s, text, label ? c->len : 0);
  }
  return column;
}

void page_put_row(struct page *p)
{
  unsigned column = 0;
  for (unsigned i = 0; i < p->n_cells; i++) {
    column = put_spanned(p, column);
    column = put_spanning(p, column, &p->cell[i]);
  }
  put_spanned(p, column);
  buf_add_char(&p->grid, '\n');
}

/* ---- the rows of a table, once it is complete ---- */

/* Calls for each cell of the grid; `last` is that of its row. */
static const char *next_cell(const char *s, const char *end, size_t *len, bool *last)
{
  const char *stop = s;
  while (stop < end && *stop != '\t' && *stop != '\n')
    stop++;
  *len = (size_t)(stop - s);
  *last = stop == end || *stop == '\n';
  return stop < end ? stop + 1 : end;
}

/* Columns with a cell of their own: what merged cells reach over has none. */
static void find_own_columns(const struct page *p, bool *own)
{
  const char *s = p->grid.data, *end = s + p->grid.len;
  for (unsigned column = 0; s < end; column++) {
    size_t len;
    bool last;
    const char *cell = s;
    s = next_cell(s, end, &len, &last);
    if (column < PAGE_COLUMNS_MAX && len != 0 && cell[0] != REPEATED)
      own[column] = true;
    if (last)
      column = (unsigned)-1;
  }
}

static void put_grid_row(struct page *p, const char **at, const char *end, const bool *own)
{
  bool first = true, last = false, ink = false;
  size_t start = p->out.len;
  for (unsigned column = 0; !last; column++) {
    size_t len;
    const char *cell = *at;
    *at = next_cell(cell, end, &len, &last);
    if (column >= PAGE_COLUMNS_MAX || !own[column])
      continue;
    size_t mark = len != 0 && cell[0] == REPEATED;
    if (!first)
      buf_add_char(&p->out, '\t');
    buf_add(&p->out, cell + mark, len - mark);
    ink = ink || len > mark;
    first = false;
  }
  if (ink)
    buf_add_char(&p->out, '\n');
  else
    p->out.len = start; /* an empty row */
}

void page_put_grid(struct page *p)
{
  bool own[PAGE_COLUMNS_MAX] = {false};
  const char *s = p->grid.data, *end = s + p->grid.len;
  if (p->grid.len == 0)
    return;
  find_own_columns(p, own);
  while (s < end)
    put_grid_row(p, &s, end, own);
  page_empty(p, &p->grid);
}
