/* model.c - from a report to groups, series and cells.
   SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/model.h"

#include <float.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/str.h"
#include "plot/chart_words.h"
#include "plot/model_cells.h"
#include "plot/model_rows.h"
#include "plot/period.h"
#include "plot/text.h"

bool model_note(struct model *m, const char *format, ...)
{
  char text[512];
  va_list args;
  va_start(args, format);
  int n = vsnprintf(text, sizeof text, format, args);
  va_end(args);
  if (m->n_notes + 1 >= MODEL_NOTES_MAX || n < 0)
    return true;
  struct govfig_str clean =
      text_clean(&m->arena, (struct govfig_str){text, strlen(text)});
  m->notes[m->n_notes] = clean.data;
  m->n_notes += clean.data != NULL;
  return clean.data != NULL;
}

/* --- which series --- */

static int by_figures(const void *x, const void *y)
{
  const struct model_name *const *a = x, *const *b = y;
  if ((*a)->figures != (*b)->figures)
    return (*a)->figures < (*b)->figures ? 1 : -1;
  return (*a > *b) - (*a < *b);
}

static size_t series_limit(const struct govfig_plot_options *o)
{
  size_t usual = o->chart == GOVFIG_CHART_HEATMAP ? MODEL_SERIES_MAX : 8;
  size_t wished = o->series != 0 ? o->series : usual;
  return wished < MODEL_SERIES_MAX ? wished : MODEL_SERIES_MAX;
}

/* Marks the series with the most figures: key 1 kept, 0 left out. */
static bool keep_series(struct model_rows *r, struct model *m, size_t limit)
{
  struct model_name **order = malloc((r->n_series + 1) * sizeof *order);
  if (order == NULL)
    return false;
  for (size_t i = 0; i < r->n_series; i++)
    order[i] = &r->series[i];
  qsort(order, r->n_series, sizeof *order, by_figures);
  for (size_t i = 0; i < r->n_series; i++)
    order[i]->key = i < limit;
  free(order);
  m->all_series = r->n_series;
  if (r->n_series <= limit)
    return true;
  return model_note(m, "drawn are the %zu of %zu series with the most figures; --series draws more",
                    limit, r->n_series);
}

/* Fills m->series; map[number of the series among the rows] becomes its place. */
static bool make_series(const struct model_rows *r, struct model *m,
                        const struct govfig_report *report, size_t *map)
{
  m->series = arena_zalloc(&m->arena, r->n_series, sizeof *m->series);
  if (m->series == NULL)
    return false;
  for (size_t i = 0; i < r->n_series; i++) {
    map[i] = SIZE_MAX;
    if (r->series[i].key < 1)
      continue;
    struct model_series *s = &m->series[m->n_series];
    map[i] = m->n_series++;
    s->name = r->series[i].name;
    if (!model_series_text(r, m, report, r->series[i].first, true, &s->label))
      return false;
  }
  m->named_series = m->n_series > 1 || (m->n_series == 1 && m->series[0].name.len > 0);
  return true;
}

/* --- which groups, in which order --- */

enum order { ORDER_VALUE, ORDER_NAME, ORDER_NONE };

static int by_key(const void *x, const void *y)
{
  const struct model_name *const *a = x, *const *b = y;
  if ((*a)->key != (*b)->key)
    return (*a)->key < (*b)->key ? 1 : -1;
  return (*a > *b) - (*a < *b);
}

static int by_first(const void *x, const void *y)
{
  const struct model_name *const *a = x, *const *b = y;
  return ((*a)->first > (*b)->first) - ((*a)->first < (*b)->first);
}

static enum govfig_status choose_order(const struct govfig_plot_options *o, bool time,
                                       enum order *out, struct govfig_error *err)
{
  *out = time && o->chart != GOVFIG_CHART_LINE ? ORDER_NAME : ORDER_VALUE;
  if (o->sort == NULL || o->chart == GOVFIG_CHART_LINE)
    return GOVFIG_OK;
  if (strcmp(o->sort, "value") == 0)
    *out = ORDER_VALUE;
  else if (strcmp(o->sort, "name") == 0)
    *out = ORDER_NAME;
  else if (strcmp(o->sort, "none") == 0)
    *out = ORDER_NONE;
  else
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "sort '%s' is not one of value, name, none",
                     o->sort);
  return GOVFIG_OK;
}

/* Longer than this, a period is no point among years. */
#define POINT_YEARS 1.01

static bool has_points(const struct model_rows *r)
{
  double years;
  for (size_t g = 0; g < r->n_groups; g++)
    if (period_position(r->groups[g].name, &years) &&
        period_years(r->groups[g].name) <= POINT_YEARS)
      return true;
  return false;
}

/* For a line, the order is that of time; groups without one come last, and
   among years so do spans of several.  Returns how many are drawn. */
static bool time_keys(struct model_rows *r, struct model *m, size_t *drawn)
{
  bool points = has_points(r), ok = true;
  size_t n = 0, spans = 0;
  for (size_t g = 0; g < r->n_groups; g++) {
    double years;
    bool has = period_position(r->groups[g].name, &years);
    bool span = has && points && period_years(r->groups[g].name) > POINT_YEARS;
    r->groups[g].key = has && !span ? -years : -DBL_MAX;
    spans += span;
    n += has && !span;
  }
  *drawn = n;
  if (spans > 0)
    ok = model_note(m, "%zu periods of several years were left out", spans);
  if (ok && n > 0 && n + spans < r->n_groups)
    ok = model_note(m, "%zu groups without a date were left out", r->n_groups - n - spans);
  return ok;
}

/* The key of a group is its value in the first series that has one; of a row
   of a heatmap the mean. */
static void value_keys(struct model_rows *r, const struct model *m, const size_t *map,
                       const struct govfig_report *report, size_t column)
{
  double value;
  for (size_t g = 0; g < r->n_groups; g++)
    r->groups[g].key = -DBL_MAX;
  for (size_t i = 0, end; i < r->n; i = end) { /* the rows stand by group */
    size_t best = SIZE_MAX, n = 0, g = r->row[i].group_number;
    double sum = 0;
    for (end = i; end < r->n && r->row[end].group_number == g; end++) {
      size_t s = map[r->row[end].series_number];
      if (s == SIZE_MAX || !govfig_report_number(report, r->row[end].index, column, &value))
        continue;
      n++;
      sum += value;
      if (s < best)
        r->groups[g].key = value;
      best = s < best ? s : best;
    }
    if (m->chart == GOVFIG_CHART_HEATMAP && n > 0)
      r->groups[g].key = sum / (double)n;
  }
}

static bool note_top(struct model *m, size_t limit, size_t of)
{
  char number[2][24];
  snprintf(number[0], sizeof number[0], "%zu", limit);
  snprintf(number[1], sizeof number[1], "%zu", of);
  m->remark = words_fill(m->words, &m->arena, "top",
                         (struct govfig_str[]){str_of(number[0]), str_of(number[1])}, 2);
  return m->remark.data != NULL &&
         model_note(m, "drawn are the first %zu of %zu groups; --top draws more", limit, of);
}

static size_t group_limit(const struct govfig_plot_options *o)
{
  size_t wished = o->top != 0 ? o->top : o->chart == GOVFIG_CHART_LINE ? SIZE_MAX : 60;
  return wished < MODEL_GROUPS_MAX ? wished : MODEL_GROUPS_MAX;
}

/* Groups of the same label, two districts of one name, also say what is different. */
static bool tell_apart(struct model *m)
{
  for (size_t i = 0; i < m->n_groups; i++)
    for (size_t j = 0; j < m->n_groups && !m->groups[i].doubled; j++)
      m->groups[i].doubled = i != j && str_equal(m->groups[i].label, m->groups[j].label);
  for (size_t i = 0; i < m->n_groups; i++) {
    struct model_group *g = &m->groups[i];
    if (!g->doubled)
      continue;
    g->label = text_join(&m->arena, (struct govfig_str[]){g->label, g->detail}, 2, " ");
    if (g->label.data == NULL)
      return false;
  }
  return true;
}

/* Fills m->groups in the given order of names. */
static bool make_groups(const struct model_rows *r, struct model *m,
                        const struct govfig_report *report, struct model_name *const *order,
                        size_t n)
{
  m->groups = arena_zalloc(&m->arena, n + 1, sizeof *m->groups);
  if (m->groups == NULL)
    return false;
  for (size_t i = 0; i < n; i++) {
    struct model_group *g = &m->groups[i];
    g->name = order[i]->name;
    g->position = (double)i + 1;
    if (m->chart == GOVFIG_CHART_LINE)
      period_position(g->name, &g->position);
    g->label = model_group_label(r, m, report, order[i]->first);
    if (g->label.data == NULL || !model_group_text(r, m, report, order[i]->first, true, &g->detail))
      return false;
  }
  m->n_groups = n;
  return tell_apart(m);
}

/* Sorts, cuts off what is not available or past the limit, and makes the groups;
   map[number among the rows] becomes the place. */
static bool place_groups(struct model_rows *r, struct model *m,
                         const struct govfig_report *report, enum order order,
                         size_t available, size_t limit, size_t *map)
{
  struct model_name **name = malloc((r->n_groups + 1) * sizeof *name);
  size_t n = available < limit ? available : limit;
  if (name == NULL)
    return false;
  for (size_t i = 0; i < r->n_groups; i++) {
    name[i] = &r->groups[i];
    map[i] = SIZE_MAX;
  }
  if (order != ORDER_NAME)
    qsort(name, r->n_groups, sizeof *name, order == ORDER_VALUE ? by_key : by_first);
  bool ok = make_groups(r, m, report, name, n);
  for (size_t i = 0; i < n; i++)
    map[name[i] - r->groups] = i;
  free(name);
  m->all_groups = available;
  return ok && (n == available || note_top(m, n, available));
}

/* --- all of it --- */

static enum govfig_status make_table(struct model *m, struct model_rows *r,
                                     const struct govfig_plot_options *o,
                                     const struct govfig_report *report, struct govfig_error *err)
{
  const char *column = r->group_column < r->keys
                           ? govfig_report_column(report, r->group_column)->name : "";
  enum order order;
  enum govfig_status status = choose_order(o, model_is_time(column), &order, err);
  if (status != GOVFIG_OK)
    return status;
  struct cells_columns columns;
  status = cells_find(&columns, m, o, report, err);
  size_t *series_map = arena_zalloc(&m->arena, r->n_series + 1, sizeof *series_map);
  size_t *group_map = arena_zalloc(&m->arena, r->n_groups + 1, sizeof *group_map);
  if (status != GOVFIG_OK)
    return status;
  if (series_map == NULL || group_map == NULL || !keep_series(r, m, series_limit(o)) ||
      !make_series(r, m, report, series_map))
    return error_nomem(err);
  size_t limit = group_limit(o), available = r->n_groups;
  value_keys(r, m, series_map, report, columns.value);
  if (m->chart == GOVFIG_CHART_LINE) {
    if (!time_keys(r, m, &available))
      return error_nomem(err);
    if (available == 0)
      return error_set(err, GOVFIG_E_FORMAT, NULL, 0, 0, "no group has a date: a line needs a "
                                                         "period among --by");
  }
  if (!place_groups(r, m, report, order, available, limit, group_map))
    return error_nomem(err);
  return cells_fill(m, r, &columns, series_map, group_map, report, err);
}

enum govfig_status model_make(struct model *m, const struct govfig_plot_options *options,
                              const struct govfig_stats_options *stats,
                              const struct govfig_report *report, struct govfig_error *err)
{
  struct model_rows rows = {0};
  *m = (struct model){.chart = options->chart, .width = options->width};
  if (m->width == 0)
    m->width = 900;
  if (m->width < 320 || m->width > 4000)
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "a width is 320 to 4000 pixels");
  enum govfig_status status = words_load(&m->arena, options->language, &m->words, err);
  if (status == GOVFIG_OK)
    status = model_rows_read(&rows, m, stats->by != NULL ? stats->by : "", report, err);
  if (status == GOVFIG_OK)
    status = make_table(m, &rows, options, report, err);
  if (status == GOVFIG_OK)
    status = chart_describe(m, &rows, options, stats, report, err);
  model_rows_done(&rows);
  return status;
}

void model_done(struct model *m)
{
  arena_done(&m->arena);
}
