/* model_rows.c - the rows of a report that go into one chart.
   SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/model_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/str.h"
#include "plot/period.h"
#include "plot/text.h"

static int compare_text(struct govfig_str a, struct govfig_str b)
{
  size_t n = a.len < b.len ? a.len : b.len;
  int order = n > 0 ? memcmp(a.data, b.data, n) : 0;
  return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

static int compare_index(const struct model_row *a, const struct model_row *b)
{
  return (a->index > b->index) - (a->index < b->index);
}

static int by_split(const void *x, const void *y)
{
  const struct model_row *a = x, *b = y;
  int order = compare_text(a->split, b->split);
  return order != 0 ? order : compare_index(a, b);
}

static int by_group(const void *x, const void *y)
{
  const struct model_row *a = x, *b = y;
  int order = compare_text(a->group, b->group);
  return order != 0 ? order : compare_index(a, b);
}

static int by_series(const void *x, const void *y)
{
  const struct model_row *a = x, *b = y;
  int order = compare_text(a->series, b->series);
  return order != 0 ? order : compare_index(a, b);
}

/* kind, unit, measure and status are keys of every report. */
static bool is_split(const char *column)
{
  static const enum govfig_column splits[] = {GOVFIG_COLUMN_KIND, GOVFIG_COLUMN_UNIT,
                                              GOVFIG_COLUMN_MEASURE, GOVFIG_COLUMN_STATUS};
  for (size_t i = 0; i < sizeof splits / sizeof splits[0]; i++)
    if (strcmp(column, govfig_column_name(splits[i])) == 0)
      return true;
  return false;
}

bool model_by_has(const char *by, const char *column)
{
  size_t len = strlen(column);
  while (*by != '\0') {
    size_t n = strcspn(by, ",");
    if (n == len && memcmp(by, column, n) == 0)
      return true;
    by += n + (by[n] == ',');
  }
  return false;
}

static bool is_code_of(const char *before, const char *column)
{
  return strcmp(before, govfig_column_name(GOVFIG_COLUMN_REGION)) == 0 &&
         strcmp(column, govfig_column_name(GOVFIG_COLUMN_REGION_CODE)) == 0;
}

static bool has_rows(enum govfig_chart chart)
{
  return chart == GOVFIG_CHART_BAR || chart == GOVFIG_CHART_DOT || chart == GOVFIG_CHART_BOX;
}

/* Which key gives the groups: the one that `by` names first, for a line the
   first that is a time; none for a histogram, whose groups are its panels. */
static void choose_columns(struct model_rows *r, enum govfig_chart chart, const char *by,
                           const struct govfig_report *report)
{
  size_t first = strcspn(by, ",");
  r->group_column = r->keys;
  for (size_t c = 0; c < r->keys; c++) {
    const char *name = govfig_report_column(report, c)->name;
    r->role[c] = is_split(name) && !model_by_has(by, name) ? ROLE_SPLIT : ROLE_BY;
    if (c > 0 && is_code_of(govfig_report_column(report, c - 1)->name, name) &&
        !model_by_has(by, name))
      r->role[c] = ROLE_CODE;
    bool wanted = chart == GOVFIG_CHART_LINE
                      ? model_is_time(name) && r->group_column == r->keys
                      : strlen(name) == first && memcmp(by, name, first) == 0;
    if (chart != GOVFIG_CHART_HISTOGRAM && wanted)
      r->group_column = c;
  }
  for (size_t c = 0; c < r->keys; c++)
    if (c != r->group_column && r->role[c] == ROLE_BY && has_rows(chart) &&
        strcmp(govfig_report_column(report, c)->name, govfig_column_name(GOVFIG_COLUMN_UNIT)) == 0)
      r->role[c] = ROLE_UNIT;
}

bool model_is_time(const char *column)
{
  return strcmp(column, govfig_column_name(GOVFIG_COLUMN_PERIOD)) == 0 ||
         strcmp(column, govfig_column_name(GOVFIG_COLUMN_PUBLISHED)) == 0;
}

static struct govfig_str label_of(struct model *m, const char *column, struct govfig_str name)
{
  if (name.len == 0)
    return words_of(m->words, "unstated");
  if (model_is_time(column))
    return period_label(&m->arena, name);
  return is_split(column) ? words_get(m->words, name) : name;
}

struct govfig_str model_group_label(const struct model_rows *r, struct model *m,
                                    const struct govfig_report *report, size_t row)
{
  if (r->group_column >= r->keys)
    return words_of(m->words, "all");
  struct govfig_str name = text_clean(&m->arena, govfig_report_text(report, row, r->group_column));
  if (name.data == NULL)
    return name;
  return label_of(m, govfig_report_column(report, r->group_column)->name, name);
}

bool model_series_text(const struct model_rows *r, struct model *m,
                       const struct govfig_report *report, size_t row, bool label,
                       struct govfig_str *out)
{
  struct govfig_str part[GOVFIG_COLUMN_COUNT];
  size_t n = 0;
  for (size_t c = 0; c < r->keys; c++) {
    bool code = r->role[c] == ROLE_CODE && c != r->group_column + 1 && !label;
    if (c == r->group_column || (r->role[c] != ROLE_BY && !code))
      continue;
    part[n] = text_clean(&m->arena, govfig_report_text(report, row, c));
    if (part[n].data == NULL)
      return false;
    if (label)
      part[n] = label_of(m, govfig_report_column(report, c)->name, part[n]);
    n++;
  }
  *out = text_join(&m->arena, part, n, " \xC2\xB7 ");
  return out->data != NULL;
}

/* The split names its column, so that a note can tell how to ask for it. */
static bool read_split(const struct model_rows *r, struct arena *a,
                       const struct govfig_report *report, size_t row, struct govfig_str *out)
{
  struct govfig_str part[GOVFIG_COLUMN_COUNT];
  size_t n = 0;
  for (size_t c = 0; c < r->keys; c++) {
    if (r->role[c] != ROLE_SPLIT)
      continue;
    struct govfig_str pair[2] = {str_of(govfig_report_column(report, c)->name),
                                 text_clean(a, govfig_report_text(report, row, c))};
    if (pair[1].len == 0)
      pair[1] = str_of("''");
    part[n] = text_join(a, pair, 2, " = ");
    if (pair[1].data == NULL || part[n++].data == NULL)
      return false;
  }
  *out = text_join(a, part, n, ", ");
  return out->data != NULL;
}

bool model_group_text(const struct model_rows *r, struct model *m,
                      const struct govfig_report *report, size_t row, bool detail,
                      struct govfig_str *out)
{
  struct govfig_str part[GOVFIG_COLUMN_COUNT];
  size_t n = 0;
  for (size_t c = r->group_column; c < r->keys; c++) {
    bool code = c == r->group_column + 1 && r->role[c] == ROLE_CODE;
    bool group = c == r->group_column && !detail;
    if (!group && !code && r->role[c] != ROLE_UNIT)
      continue;
    part[n] = text_clean(&m->arena, govfig_report_text(report, row, c));
    if (part[n++].data == NULL)
      return false;
  }
  *out = text_join(&m->arena, part, n, " ");
  return out->data != NULL;
}

struct govfig_str model_unit(const struct model_rows *r, struct model *m,
                             const struct govfig_report *report, size_t row)
{
  for (size_t c = 0; c < r->keys; c++)
    if (r->role[c] == ROLE_UNIT)
      return text_clean(&m->arena, govfig_report_text(report, row, c));
  return (struct govfig_str){"", 0};
}

static bool read_row(struct model_rows *r, struct model *m, const struct govfig_report *report,
                     size_t i)
{
  size_t figures = govfig_report_find(report, "n");
  struct model_row *row = &r->row[i];
  row->index = i;
  if (figures >= govfig_report_columns(report) ||
      !govfig_report_number(report, i, figures, &row->figures))
    row->figures = 0;
  return model_group_text(r, m, report, i, false, &row->group) &&
         model_series_text(r, m, report, i, false, &row->series) &&
         read_split(r, &m->arena, report, i, &row->split);
}

/* Moves the rows of the split with most figures to the front and counts them. */
static size_t choose_split(struct model_rows *r, double *share, size_t *splits)
{
  size_t best = 0, best_n = 0, start = 0;
  double best_figures = -1, all = 0, figures = 0;
  qsort(r->row, r->n, sizeof *r->row, by_split);
  *splits = 0;
  for (size_t i = 0; i < r->n; i++) {
    figures += r->row[i].figures;
    all += r->row[i].figures;
    if (i + 1 < r->n && compare_text(r->row[i].split, r->row[i + 1].split) == 0)
      continue;
    ++*splits;
    if (figures > best_figures) {
      best_figures = figures;
      best = start;
      best_n = i + 1 - start;
    }
    start = i + 1;
    figures = 0;
  }
  memmove(r->row, r->row + best, best_n * sizeof *r->row);
  *share = all > 0 ? best_figures / all : 1;
  return best_n;
}

/* Numbers equal groups (or series) and collects their names. */
static struct model_name *number_names(struct model_rows *r, struct arena *a, bool series,
                                       size_t *count)
{
  struct model_name *names = arena_zalloc(a, r->n + 1, sizeof *names);
  size_t n = 0;
  if (names == NULL)
    return NULL;
  qsort(r->row, r->n, sizeof *r->row, series ? by_series : by_group);
  for (size_t i = 0; i < r->n; i++) {
    struct model_row *row = &r->row[i];
    struct govfig_str name = series ? row->series : row->group;
    if (i == 0 || compare_text(names[n - 1].name, name) != 0)
      names[n++] = (struct model_name){.name = name, .first = row->index};
    names[n - 1].figures += row->figures;
    if (row->index < names[n - 1].first)
      names[n - 1].first = row->index;
    *(series ? &row->series_number : &row->group_number) = n - 1;
  }
  *count = n;
  return names;
}

static bool note_split(struct model_rows *r, struct model *m, double share, size_t splits)
{
  if (splits < 2)
    return true;
  return model_note(m, "drawn are the figures of %.*s: %.0f%% of all, the other %zu kinds cannot "
                       "share a chart; choose with --where or name the column in --by",
                    (int)r->split.len, r->split.data, 100 * share, splits - 1);
}

enum govfig_status model_rows_read(struct model_rows *r, struct model *m, const char *by,
                                   const struct govfig_report *report, struct govfig_error *err)
{
  double share;
  size_t splits;
  *r = (struct model_rows){.n = govfig_report_rows(report), .keys = govfig_report_keys(report)};
  if (r->keys > GOVFIG_COLUMN_COUNT)
    r->keys = GOVFIG_COLUMN_COUNT;
  choose_columns(r, m->chart, by, report);
  if (r->n == 0)
    return error_set(err, GOVFIG_E_FORMAT, NULL, 0, 0, "there are no figures to draw");
  r->row = calloc(r->n, sizeof *r->row);
  if (r->row == NULL)
    return error_nomem(err);
  for (size_t i = 0; i < r->n; i++)
    if (!read_row(r, m, report, i))
      return error_nomem(err);
  r->n = choose_split(r, &share, &splits);
  r->split = r->row[0].split;
  r->series = number_names(r, &m->arena, true, &r->n_series);
  r->groups = number_names(r, &m->arena, false, &r->n_groups);
  if (r->series == NULL || r->groups == NULL || !note_split(r, m, share, splits))
    return error_nomem(err);
  return GOVFIG_OK;
}

void model_rows_done(struct model_rows *r)
{
  free(r->row);
  r->row = NULL;
}
