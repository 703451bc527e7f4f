/* tables_cell.c - the cells of a row into figures.  SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/text/tables_parts.h"

/* Has every cell of the row a head in its place? */
static bool match_by_place(const struct table *t, const struct cells *row)
{
  for (uint32_t j = 0; j < row->n; j++) {
    if (!span_empty(row->cell[j]) &&
        (j >= t->n_heads || (j > 0 && span_empty(t->heads[j].span))))
      return false;
  }
  return true;
}

/* Which head stands over which cell: by place where that gives every cell a
   head, else by the order of what is not empty, with or without a head over the
   labels. */
static void match_heads(const struct table *t, struct row *r)
{
  uint32_t filled[CELLS_MAX], n = 0, k = 0;
  for (uint32_t j = 0; j < t->n_heads; j++) {
    if (!span_empty(t->heads[j].span))
      filled[n++] = j;
  }
  bool by_place = match_by_place(t, r->cells);
  bool cornerless = r->cells->filled == n + 1;
  for (uint32_t j = 0; j < r->cells->n; j++) {
    r->head[j] = NO_HEAD;
    if (by_place) {
      r->head[j] = j < t->n_heads ? j : NO_HEAD;
    } else if (!span_empty(r->cells->cell[j])) {
      uint32_t i = cornerless ? k - 1 : k;
      if (i < n)
        r->head[j] = filled[i];
      k++;
    }
  }
}

static const struct head *head_over(const struct table *t, const struct row *r, uint32_t j)
{
  return r->head[j] != NO_HEAD ? &t->heads[r->head[j]] : NULL;
}

static bool has_role(const struct table *t, const struct row *r, uint32_t j,
                     enum head_role role)
{
  const struct head *h = head_over(t, r, j);
  return h != NULL && head_has(h, role) && h->n_name == 0;
}

/* A bare year as label. */
static bool take_year(const struct table *t, struct row *r, uint32_t j)
{
  struct span cell = r->cells->cell[j];
  int16_t year = (int16_t)cell_year(t->u, cell);
  if (!has_role(t, r, j, HEAD_YEAR) || year == 0)
    return false;
  r->year = (struct period){.first = {year, 1, 1}, .last = {year, 12, 31}, .known = true};
  r->year_words = cell;
  return true;
}

/* Finds the label, the unit of a column of units, and where the numbers begin. */
static void find_label(const struct table *t, struct row *r)
{
  for (uint32_t j = 0; j < r->cells->n; j++) {
    struct span cell = r->cells->cell[j];
    if (span_empty(cell))
      continue;
    if (has_role(t, r, j, HEAD_UNIT)) {
      r->unit = head_unit(t, cell, true);
      r->first = j + 1;
    } else if (take_year(t, r, j)) {
      r->first = j + 1;
    } else if (!cell_is_numeric(t->u, cell)) {
      if (r->labelled)
        break;
      head_read(t, cell, true, &r->label);
      r->labelled = true;
      r->label_at = j;
      r->first = j + 1;
    } else if (r->labelled || !has_role(t, r, j, HEAD_SERIAL)) {
      break;
    }
  }
}

/* ---- the number in a cell ---- */

/* Reads the cell as a number with or without unit; false for anything else. */
static bool read_number(const struct table *t, struct span cell, struct number *out)
{
  const unit *u = t->u;
  struct numeral n = {0};
  uint32_t at = cell.start;
  bool negative = u[at] == '-';
  if ((negative || u[at] == '+') && at + 1 < cell.end)
    at++;
  if (!unit_is_digit(u[at]))
    return false;
  struct numeral_reader reader = {.n = t->e->numerals, .u = u, .end = cell.end};
  uint32_t end = numeral_read(&reader, at, &n);
  if (end == at || !n.has_value || n.overflow || n.has_high || head_time(t, cell) != NO_TIME)
    return false;
  *out = (struct number){.span = {cell.start, end}, .value = n.value};
  if (negative)
    out->value = decimal_negate(n.value);
  while (cell.end > end && (u[cell.end - 1] == '*' || u[cell.end - 1] == ' '))
    cell.end--;
  if (end < cell.end && u[end] != '[') {
    while (end < cell.end && u[end] == ' ')
      end++;
    out->unit = head_unit(t, (struct span){end, cell.end}, false);
    out->span.end = cell.end;
    return out->unit.unit != NULL && out->unit.shift == 0;
  }
  return true;
}

/* ---- a row ---- */

static bool grow(struct table *t)
{
  if (t->n_cells < t->room)
    return true;
  uint32_t room = t->room == 0 ? 64 : t->room * 2;
  struct found *items = arena_alloc(t->c->arena, room * sizeof *items);
  if (items == NULL)
    return false;
  if (t->n_cells > 0)
    memcpy(items, t->cells, t->n_cells * sizeof *items);
  t->cells = items;
  t->room = room;
  return true;
}

static bool add_figure(struct table *t, const struct row *r, uint32_t j, const struct number *n)
{
  const struct head *h = head_over(t, r, j);
  if (!grow(t))
    return false;
  struct found *f = &t->cells[t->n_cells++];
  *f = (struct found){.span = n->span,
                      .numeral = n->span,
                      .sentence = r->sentence,
                      .value = n->value,
                      .has_value = true,
                      .from_table = true};
  if (!cell_say(t, r, h, n, f))
    return false;
  f->rule = t->e->rule + f->kind;
  return true;
}

static uint32_t sentence_of(struct table *t, uint32_t line)
{
  const struct chunk *c = t->c;
  while (t->sentence + 1 < c->n_sentences &&
         c->sentences[t->sentence].start < c->lines[line].start)
    t->sentence++;
  return t->sentence;
}

/* "Industry, growth, industry, growth": does cell `j` label a second block of the row? */
static bool begins_block(const struct table *t, const struct row *r, uint32_t j)
{
  const struct head *a = r->labelled ? head_over(t, r, r->label_at) : NULL;
  const struct head *b = head_over(t, r, j);
  return a != NULL && b != NULL && a != b && !cell_is_numeric(t->u, r->cells->cell[j]) &&
         head_same(a, b);
}

bool cells_of_row(struct table *t, uint32_t line, const struct cells *cells)
{
  struct row r = {.cells = cells, .sentence = sentence_of(t, line)};
  struct number n;
  match_heads(t, &r);
  find_label(t, &r);
  if (r.labelled && r.label.unit.known)
    t->label_unit = r.label.unit;
  for (uint32_t j = 0; j < r.first; j++) {
    if (!table_cover(t, cells->cell[j]))
      return false;
  }
  for (uint32_t j = r.first; j < cells->n; j++) {
    if (!span_empty(cells->cell[j]) && begins_block(t, &r, j))
      head_read(t, cells->cell[j], true, &r.label);
    if (span_empty(cells->cell[j]) || has_role(t, &r, j, HEAD_SERIAL) ||
        !read_number(t, cells->cell[j], &n))
      continue;
    if (!table_cover(t, cells->cell[j]) || !add_figure(t, &r, j, &n))
      return false;
  }
  return true;
}
