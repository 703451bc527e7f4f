/* tables.c - the words of table heads, and the walk over a chunk's tables.
   SPDX-License-Identifier: Apache-2.0 */
#include "extract/text/tables.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "extract/text/fold.h"
#include "extract/text/tables_parts.h"

/* ---- the words ---- */

static const char *const role_names[HEAD_ROLES] = {
    [HEAD_GROWTH] = "growth",
    [HEAD_CHANGE] = "change",
    [HEAD_SHARE] = "share",
    [HEAD_COMPLETION] = "completion",
    [HEAD_CONTRIBUTION] = "contribution",
    [HEAD_RANK] = "rank",
    [HEAD_RATIO] = "ratio",
    [HEAD_YOY] = "yoy",
    [HEAD_MOM] = "mom",
    [HEAD_AVG] = "avg",
    [HEAD_OTHER] = "other",
    [HEAD_PLAIN] = "plain",
    [HEAD_CORNER] = "corner",
    [HEAD_SERIAL] = "serial",
    [HEAD_UNIT] = "unit",
    [HEAD_YEAR] = "year",
    [HEAD_SUBSET] = "subset",
    [HEAD_TARGET] = "target",
    [HEAD_ESTIMATE] = "estimate",
    [HEAD_CAPTION] = "caption",
};

static enum govfig_status take_word(void *ctx, const struct table_row *row,
                                    struct govfig_error *err)
{
  struct tables *t = ctx;
  struct head_word *w = &t->words[t->n_words];
  uint8_t role = 0;
  while (role < HEAD_ROLES && !str_is(row->cell[1], role_names[role]))
    role++;
  if (role == HEAD_ROLES)
    return table_error(row, err, "unknown role of a word in a head");
  if (t->n_words == HEAD_WORDS_MAX)
    return table_error(row, err, "more than %d words for heads", HEAD_WORDS_MAX);
  w->len = (uint8_t)fold_word(t->fold, row->cell[0], w->u, HEAD_WORD_UNITS);
  w->role = role;
  if (w->len == 0)
    return table_error(row, err, "the word is empty or too long");
  t->first[w->u[0] % 1024] = true;
  t->n_words++;
  return GOVFIG_OK;
}

struct tables *tables_new(const struct fold *fold)
{
  struct tables *t = calloc(1, sizeof *t);
  if (t != NULL)
    t->fold = fold;
  return t;
}

size_t tables_handlers(struct tables *t, struct table_handler *out)
{
  static const char *const columns[] = {"word", "role", NULL};
  out[0] = (struct table_handler){"heads", columns, take_word, t};
  return 1;
}

void tables_free(struct tables *t)
{
  free(t);
}

/* ---- the walk ---- */

/* Prose ends a table; so does a new caption below rows. */
void table_forget(struct table *t)
{
  t->caption = (struct head){0};
  t->caption_unit = (struct told_unit){0};
  t->label_unit = (struct told_unit){0};
  t->caption_percent = t->heads_made = t->in_rows = false;
  t->group = (struct span){0, 0};
  t->n_heads = t->n_head_rows = t->n_captions = t->n_context = 0;
  t->carried = false;
}

/* Remembers a line that tells of the table; heads are forgotten with their row. */
static void note(struct table *t, struct span line, bool caption)
{
  if (t->n_context == CONTEXT_LINES_MAX)
    return;
  while (!caption && line.start > 0 && t->u[line.start - 1] == '\t')
    line.start--; /* an empty first cell */
  t->context[t->n_context++] = line;
  if (caption)
    t->n_captions = t->n_context;
}

/* A title of the table: what it says holds for all columns. */
static void take_title(struct table *t, struct span line)
{
  struct head h;
  if (t->in_rows)
    table_forget(t);
  note(t, line, true);
  head_read(t, line, false, &h);
  t->caption.roles |= h.roles;
  t->caption.percent |= h.percent;
  if (h.when.known)
    t->caption.when = h.when;
  if (h.unit.known)
    t->caption_unit = h.unit;
}

static void take_heads(struct table *t, struct span line, const struct cells *row)
{
  if (t->in_rows || t->n_head_rows == HEAD_ROWS_MAX) {
    t->n_head_rows = 0;
    t->heads_made = t->in_rows = t->carried = false;
    t->group = (struct span){0, 0};
    t->n_context = t->n_captions;
  }
  t->head_rows[t->n_head_rows++] = *row;
  note(t, line, false);
}

bool table_cover(struct table *t, struct span span)
{
  if (t->n_covered == t->covered_room) {
    uint32_t room = t->covered_room == 0 ? 64 : t->covered_room * 2;
    struct span *items = arena_alloc(t->c->arena, room * sizeof *items);
    if (items == NULL)
      return false;
    if (t->n_covered > 0)
      memcpy(items, t->covered, t->n_covered * sizeof *items);
    t->covered = items;
    t->covered_room = room;
  }
  t->covered[t->n_covered++] = span;
  return true;
}

/* Are the numbers of this row years that head the columns? */
static bool heads_years(const struct table *t, const struct cells *row)
{
  uint32_t years = 0;
  for (uint32_t i = 0; i < row->n; i++) {
    struct span cell = row->cell[i];
    if (!cell_is_numeric(t->u, cell))
      continue;
    int year = cell_year(t->u, cell);
    if (year < 1900 || year > 2099)
      return false;
    years++;
  }
  return years >= 2 && !cell_is_numeric(t->u, row->cell[0]);
}

/* Does a row follow line `i` at once? */
static bool heads_rows(const struct table *t, uint32_t i)
{
  const struct chunk *c = t->c;
  for (i++; i < c->n_lines && c->lines[i].kind == LINE_BLANK; i++) {
  }
  return i < c->n_lines && c->lines[i].kind == LINE_ROW;
}

/* A line of one cell: it tells the unit, names the table or a group of rows. */
static void take_caption(struct table *t, uint32_t line)
{
  struct span span = {t->c->lines[line].start, t->c->lines[line].end};
  if (head_tells_unit(t, span)) {
    if (t->in_rows)
      table_forget(t);
    note(t, span, true);
    head_caption(t, span);
  } else if ((t->in_rows || t->n_head_rows > 0) && heads_rows(t, line)) {
    t->group = span;
  } else {
    take_title(t, span);
  }
}

static bool take_row(struct table *t, uint32_t line)
{
  const struct line *l = &t->c->lines[line];
  struct span span = {l->start, l->end};
  struct cells row;
  unit separator = cells_separator(t->u, span.start, span.end);
  if (separator == 0 || (separator == ' ' && head_numbers_table(t, span))) {
    take_caption(t, line);
    return true;
  }
  cells_read(t->u, span.start, span.end, separator, &row);
  if (l->kind == LINE_CAPTION || (t->n_head_rows == 0 && heads_years(t, &row))) {
    bool heads = row.filled >= 2;
    if (heads)
      take_heads(t, span, &row);
    else
      take_caption(t, line);
    return !heads || table_cover(t, span);
  }
  if (!t->heads_made)
    head_columns(t, row.n);
  t->heads_made = t->in_rows = true;
  t->width = row.n;
  return cells_of_row(t, line, &row);
}

bool table_line(struct table *t, uint32_t i)
{
  const struct line *l = &t->c->lines[i];
  switch (l->kind) {
  case LINE_CAPTION:
  case LINE_ROW:
    return take_row(t, i);
  case LINE_TITLE:
  case LINE_HEADING:
    take_title(t, (struct span){l->start, l->end});
    return true;
  case LINE_TEXT:
    table_forget(t);
    return true;
  default:
    return true;
  }
}

/* Puts the cells among the figures of the prose, without those in tables. */
static bool merge(struct table *t)
{
  struct chunk *c = t->c;
  uint32_t n = 0, cell = 0, cover_at = 0;
  struct found *all =
      arena_alloc(c->arena, ((size_t)c->n_found + t->n_cells + 1) * sizeof *all);
  if (all == NULL)
    return false;
  for (uint32_t i = 0; i < c->n_found; i++) {
    struct span at = c->found[i].span;
    while (cover_at < t->n_covered && t->covered[cover_at].end <= at.start)
      cover_at++;
    if (cover_at < t->n_covered && t->covered[cover_at].start <= at.start)
      continue;
    while (cell < t->n_cells && t->cells[cell].span.start < at.start)
      all[n++] = t->cells[cell++];
    all[n++] = c->found[i];
  }
  while (cell < t->n_cells)
    all[n++] = t->cells[cell++];
  c->found = all;
  c->n_found = n;
  return true;
}

static bool has_rows(const struct chunk *c)
{
  for (uint32_t i = 0; i < c->n_lines; i++) {
    if (c->lines[i].kind == LINE_ROW)
      return true;
  }
  return false;
}

bool tables_cells(const struct tables_engine *e, struct chunk *c)
{
  if (!has_rows(c)) {
    if (e->state != NULL)
      e->state->open = false;
    return true;
  }
  struct table *t = arena_zalloc(c->arena, 1, sizeof *t);
  if (t == NULL)
    return false;
  t->e = e;
  t->c = c;
  t->u = c->text.u;
  table_forget(t);
  if (!table_resume(t))
    return false;
  for (uint32_t i = 0; i < c->n_lines; i++) {
    if (!table_line(t, i))
      return false;
  }
  table_keep(t);
  return merge(t);
}
