/* pivot.c - one column down, others across.  SPDX-License-Identifier: GPL-3.0-or-later

   A line of the pivot is one indicator of one kind, unit, measure and status in
   one row, as far as these do not stand across; its cells are exact values.  A
   cell with several figures that agree shows their value; figures that do not
   agree are shown side by side, with | between, or from their lowest to their
   highest with their number. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "stats/summary.h"

enum { LISTED_MAX = 3 };

#define PIVOT_CELLS_MAX ((size_t)50 * 1000 * 1000)

struct pivot {
  const struct govfig_stats *s;
  unsigned char *skip;
  struct groups rows, cells, heads; /* lines; lines by column; columns */
  size_t several;
};

static int part_of(enum govfig_column c)
{
  return c == GOVFIG_COLUMN_REGION || c == GOVFIG_COLUMN_REGION_CODE ? GROUP_REGION : (int)c;
}

static bool is_subject(enum govfig_column c)
{
  return c == GOVFIG_COLUMN_INDICATOR || c == GOVFIG_COLUMN_INDICATOR_KEY;
}

static bool is_across(const struct plan *plan, enum govfig_column c)
{
  for (size_t i = 1; i < plan->n_pivot; i++) {
    if (plan->pivot[i] == c)
      return true;
  }
  return false;
}

/* What parts lines: all that makes figures different quantities and does not
   stand across.  A unit across tells its kind. */
static void key_of_lines(const struct plan *plan, struct group_key *key)
{
  static const enum govfig_column parting[] = {GOVFIG_COLUMN_KIND, GOVFIG_COLUMN_UNIT,
                                               GOVFIG_COLUMN_MEASURE, GOVFIG_COLUMN_STATUS};
  group_key_add(key, part_of(plan->pivot[0]));
  if (!is_subject(plan->pivot[0]) && !is_across(plan, GOVFIG_COLUMN_INDICATOR) &&
      !is_across(plan, GOVFIG_COLUMN_INDICATOR_KEY))
    group_key_add(key, GROUP_SUBJECT);
  for (size_t i = 0; i < sizeof parting / sizeof parting[0]; i++) {
    bool told = parting[i] == GOVFIG_COLUMN_KIND && is_across(plan, GOVFIG_COLUMN_UNIT);
    if (!told && !is_across(plan, parting[i]))
      group_key_add(key, (int)parting[i]);
  }
}

static bool make_groups(struct pivot *p)
{
  const struct plan *plan = p->s->plan;
  struct group_key key = {.n = 0}, head = {.n = 0};
  key_of_lines(plan, &key);
  for (size_t i = 1; i < plan->n_pivot; i++)
    group_key_add(&head, part_of(plan->pivot[i]));
  if (!groups_make(p->s, &key, p->skip, &p->rows) || !groups_make(p->s, &head, p->skip, &p->heads))
    return false;
  for (size_t i = 0; i < head.n; i++)
    key.part[key.n++] = head.part[i]; /* last, so that lines keep their order */
  return groups_make(p->s, &key, p->skip, &p->cells);
}

/* The values that stand above a column, with blanks between. */
static bool add_head(const struct pivot *p, struct govfig_report *r, size_t head, struct buf *text)
{
  size_t width = p->heads.key.n;
  bool ok = true;
  buf_clear(text);
  for (size_t i = 0; i < width; i++) {
    uint32_t id = p->heads.id[head * width + i], name = p->heads.name[id];
    bool region = p->heads.key.part[i] == GROUP_REGION && name != 0;
    struct govfig_str one = strings_text(&p->s->strings, region ? name : id);
    if (one.len > 0 && text->len > 0)
      ok = ok && buf_add(text, " ", 1);
    ok = ok && buf_add(text, one.data, one.len);
  }
  report_column(r, (struct govfig_str){text->data, text->len}, GOVFIG_DECIMAL);
  return ok;
}

static bool add_heads(const struct pivot *p, struct govfig_report *r)
{
  struct buf text = {0};
  bool ok = true;
  group_columns(r, &p->rows.key);
  report_end_keys(r);
  for (size_t i = 0; i < p->heads.n && ok; i++)
    ok = add_head(p, r, i, &text);
  buf_done(&text);
  return ok;
}

/* Different values of a cell, at most LISTED_MAX; *n counts all figures. */
static size_t distinct(const struct pivot *p, size_t cell, struct decimal *value, size_t *n,
                       struct decimal *low, struct decimal *high)
{
  size_t found = 0;
  *n = 0;
  for (size_t i = p->cells.start[cell]; i < p->cells.start[cell + 1]; i++) {
    struct decimal d;
    double x;
    size_t k = 0;
    if (!summary_value(p->s, p->cells.row[i], &d, &x))
      continue;
    *low = *n == 0 || decimal_compare(d, *low) < 0 ? d : *low;
    *high = *n == 0 || decimal_compare(d, *high) > 0 ? d : *high;
    (*n)++;
    while (k < found && k < LISTED_MAX && decimal_compare(value[k], d) != 0)
      k++;
    if (k == found && found < LISTED_MAX)
      value[found] = d;
    if (k == found && found <= LISTED_MAX)
      found++;
  }
  return found;
}

static void part(struct govfig_report *r, struct decimal d, const char *before)
{
  char text[DECIMAL_TEXT_MAX];
  report_part(r, (struct govfig_str){before, strlen(before)});
  report_part(r, (struct govfig_str){text, decimal_print(d, text)});
}

static void sort_few(struct decimal *d, size_t n)
{
  for (size_t i = 1; i < n; i++) {
    for (size_t j = i; j > 0 && decimal_compare(d[j - 1], d[j]) > 0; j--) {
      struct decimal swap = d[j];
      d[j] = d[j - 1];
      d[j - 1] = swap;
    }
  }
}

static void add_cell(struct pivot *p, struct govfig_report *r, size_t cell)
{
  struct decimal value[LISTED_MAX], low = {0, 0}, high = {0, 0};
  size_t n, found = distinct(p, cell, value, &n, &low, &high);
  p->several += found > 1;
  if (found > LISTED_MAX) {
    char count[40];
    part(r, low, "");
    part(r, high, "...");
    snprintf(count, sizeof count, " (%zu)", n);
    report_part(r, (struct govfig_str){count, strlen(count)});
  } else {
    sort_few(value, found);
    for (size_t i = 0; i < found; i++)
      part(r, value[i], i > 0 ? "|" : "");
  }
  report_end_cell(r);
}

/* Cells stand in the order of lines and, within a line, of heads. */
static void add_lines(struct pivot *p, struct govfig_report *r)
{
  size_t cell = 0, width = p->rows.key.n, across = p->heads.key.n;
  for (size_t i = 0; i < p->rows.n; i++) {
    group_cells(r, p->s, &p->rows, i);
    for (size_t h = 0; h < p->heads.n; h++) {
      const uint32_t *id = p->cells.id + cell * (width + across);
      bool here = cell < p->cells.n &&
                  memcmp(id + width, p->heads.id + h * across, across * sizeof *id) == 0 &&
                  memcmp(id, p->rows.id + i * width, width * sizeof *id) == 0;
      if (here)
        add_cell(p, r, cell++);
      else
        report_empty(r);
    }
  }
}

enum govfig_status pivot_make(const struct govfig_stats *s, struct govfig_report *r,
                              struct govfig_error *err)
{
  struct pivot p = {.s = s, .skip = group_reprints(s)};
  enum govfig_status status = GOVFIG_OK;
  if (p.skip == NULL || !make_groups(&p))
    status = error_nomem(err);
  if (status == GOVFIG_OK && p.heads.n * p.rows.n > PIVOT_CELLS_MAX)
    status = error_set(err, GOVFIG_E_LIMIT, NULL, 0, 0,
                       "a pivot of %zu lines and %zu columns: narrow it down with --where",
                       p.rows.n, p.heads.n);
  if (status == GOVFIG_OK && !add_heads(&p, r))
    status = error_nomem(err);
  if (status == GOVFIG_OK) {
    add_lines(&p, r);
    if (p.several > 0)
      report_note(r, "cells that hold several values (marked with | or ...): %zu", p.several);
  }
  groups_free(&p.rows);
  groups_free(&p.cells);
  groups_free(&p.heads);
  free(p.skip);
  return status;
}
