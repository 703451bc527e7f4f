/* model_cells.c - the numbers of a chart.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/model_cells.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/str.h"
#include "plot/text.h"

static const char *const five_names[MODEL_FIVE] = {"min", "p05", "q1", "median",
                                                  "q3",  "p95", "max"};

/* Columns of a histogram's report: the ends of a bin, and its count in place of
   the statistic. */
static const char bin_low[] = "low", bin_high[] = "high", bin_count[] = "n";

bool model_is_unitless(const char *stat)
{
  static const char *const names[] = {"n", "documents", "publishers", "indicators",
                                      "cv", "skew", "kurtosis"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (strcmp(stat, names[i]) == 0)
      return true;
  return false;
}

static enum govfig_status missing(const char *name, struct govfig_error *err)
{
  return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "the summary has no column of numbers '%s'",
                   name);
}

static bool is_number(const struct govfig_report *report, size_t column)
{
  return column >= govfig_report_keys(report) && column < govfig_report_columns(report) &&
         govfig_report_column(report, column)->type != GOVFIG_TEXT;
}

static void find_interval(struct cells_columns *c, const char *stat,
                          const struct govfig_report *report)
{
  char name[64];
  snprintf(name, sizeof name, "%s_low", stat);
  c->low = govfig_report_find(report, name);
  snprintf(name, sizeof name, "%s_high", stat);
  c->high = govfig_report_find(report, name);
}

enum govfig_status cells_find(struct cells_columns *c, const struct model *m,
                              const struct govfig_plot_options *options,
                              const struct govfig_report *report, struct govfig_error *err)
{
  const char *stat = options->stat != NULL ? options->stat : "median";
  if (m->chart == GOVFIG_CHART_BOX)
    stat = five_names[FIVE_MEDIAN];
  if (m->chart == GOVFIG_CHART_HISTOGRAM)
    stat = bin_count;
  c->value = govfig_report_find(report, stat);
  c->figures = govfig_report_find(report, "n");
  if (!is_number(report, c->value))
    return missing(stat, err);
  find_interval(c, stat, report);
  if (m->chart == GOVFIG_CHART_HISTOGRAM) {
    c->low = govfig_report_find(report, bin_low);
    c->high = govfig_report_find(report, bin_high);
    return is_number(report, c->low) && is_number(report, c->high) ? GOVFIG_OK
                                                                     : missing(bin_low, err);
  }
  for (size_t i = 0; i < MODEL_FIVE && m->chart == GOVFIG_CHART_BOX; i++) {
    c->five[i] = govfig_report_find(report, five_names[i]);
    if (!is_number(report, c->five[i]))
      return missing(five_names[i], err);
  }
  return GOVFIG_OK;
}

/* --- cells --- */

static bool read_number(const struct govfig_report *report, size_t row, size_t column, double *out)
{
  return column < govfig_report_columns(report) &&
         govfig_report_number(report, row, column, out) && isfinite(*out);
}

static bool fill_cell(struct model_cell *cell, struct model *m, const struct model_rows *r,
                      const struct cells_columns *c, size_t row,
                      const struct govfig_report *report)
{
  if (!read_number(report, row, c->figures, &cell->figures))
    cell->figures = 0;
  cell->has = read_number(report, row, c->value, &cell->value);
  if (!cell->has)
    return true;
  cell->text = text_clean(&m->arena, govfig_report_text(report, row, c->value));
  cell->unit = (struct govfig_str){"", 0};
  if (!model_is_unitless(govfig_report_column(report, c->value)->name))
    cell->unit = model_unit(r, m, report, row);
  cell->interval = m->chart != GOVFIG_CHART_BOX && read_number(report, row, c->low, &cell->low) &&
                   read_number(report, row, c->high, &cell->high) && cell->low <= cell->high;
  if (!cell->interval)
    cell->low = cell->high = cell->value;
  for (size_t i = 0; m->chart == GOVFIG_CHART_BOX && i < MODEL_FIVE; i++)
    cell->has = cell->has && read_number(report, row, c->five[i], &cell->five[i]);
  if (m->chart == GOVFIG_CHART_BOX && cell->has) {
    cell->low = cell->five[FIVE_MIN];
    cell->high = cell->five[FIVE_MAX];
  }
  return cell->text.data != NULL && cell->unit.data != NULL;
}

static bool fill_cells(struct model *m, const struct model_rows *r, const struct cells_columns *c,
                       const size_t *series_map, const size_t *group_map,
                       const struct govfig_report *report)
{
  m->cells = arena_zalloc(&m->arena, m->n_groups * m->n_series + 1, sizeof *m->cells);
  if (m->cells == NULL)
    return false;
  for (size_t i = 0; i < r->n; i++) {
    size_t g = group_map[r->row[i].group_number], s = series_map[r->row[i].series_number];
    if (g != SIZE_MAX && s != SIZE_MAX &&
        !fill_cell(&m->cells[g * m->n_series + s], m, r, c, r->row[i].index, report))
      return false;
  }
  return true;
}

static bool has_values(const struct model *m, size_t series)
{
  for (size_t g = 0; g < m->n_groups; g++)
    if (model_cell(m, g, series)->has)
      return true;
  return false;
}

/* A series whose groups were all left out is no part of the chart. */
static void drop_empty_series(struct model *m)
{
  size_t kept[MODEL_SERIES_MAX], n = 0;
  for (size_t s = 0; s < m->n_series; s++)
    if (has_values(m, s))
      kept[n++] = s;
  if (n == 0 || n == m->n_series)
    return;
  for (size_t g = 0; g < m->n_groups; g++) /* never writes past what it has read */
    for (size_t s = 0; s < n; s++)
      m->cells[g * n + s] = m->cells[g * m->n_series + kept[s]];
  for (size_t s = 0; s < n; s++)
    m->series[s] = m->series[kept[s]];
  m->n_series = n;
}

static void count_slots(struct model *m)
{
  for (size_t g = 0; g < m->n_groups; g++) {
    size_t n = 0;
    for (size_t s = 0; s < m->n_series; s++)
      n += model_cell(m, g, s)->has;
    m->slots = n > m->slots ? n : m->slots;
  }
}

/* --- bins --- */

static int by_series_and_low(const void *x, const void *y)
{
  const struct model_bin *a = x, *b = y;
  if (a->series != b->series)
    return a->series < b->series ? -1 : 1;
  return (a->low > b->low) - (a->low < b->low);
}

static enum govfig_status fill_bins(struct model *m, const struct model_rows *r,
                                    const struct cells_columns *c, const size_t *series_map,
                                    const struct govfig_report *report, struct govfig_error *err)
{
  if (r->n > MODEL_BINS_MAX)
    return error_set(err, GOVFIG_E_LIMIT, NULL, 0, 0, "more than %d bins cannot be drawn",
                     MODEL_BINS_MAX);
  m->bins = arena_zalloc(&m->arena, r->n + 1, sizeof *m->bins);
  if (m->bins == NULL)
    return error_nomem(err);
  for (size_t i = 0; i < r->n; i++) {
    struct model_bin *bin = &m->bins[m->n_bins];
    size_t row = r->row[i].index;
    bin->series = series_map[r->row[i].series_number];
    m->n_bins += bin->series != SIZE_MAX && read_number(report, row, c->low, &bin->low) &&
                 read_number(report, row, c->high, &bin->high) &&
                 read_number(report, row, c->value, &bin->count);
  }
  qsort(m->bins, m->n_bins, sizeof *m->bins, by_series_and_low);
  return GOVFIG_OK;
}

/* --- the scale --- */

/* Lowest and highest of all that is drawn; false where nothing is. */
static bool extremes(const struct model *m, double *low, double *high)
{
  *low = DBL_MAX;
  *high = -DBL_MAX;
  for (size_t i = 0; m->cells != NULL && i < m->n_groups * m->n_series; i++) {
    const struct model_cell *c = &m->cells[i];
    if (!c->has)
      continue;
    *low = fmin(*low, fmin(c->low, c->value));
    *high = fmax(*high, fmax(c->high, c->value));
  }
  for (size_t i = 0; i < m->n_bins; i++) {
    *low = fmin(*low, m->bins[i].low);
    *high = fmax(*high, m->bins[i].high);
  }
  return *low <= *high;
}

/* As many digits behind the point as the values have, `most` at most; where only
   few of them have any, whole numbers stay whole. */
static void choose_places(struct model *m, int most)
{
  size_t broken = 0, n = 0;
  for (size_t i = 0; m->cells != NULL && i < m->n_groups * m->n_series; i++)
    if (m->cells[i].has) {
      int places = scale_places(&m->scale, m->cells[i].text);
      m->places = places > m->places ? places : m->places;
      broken += places > 0;
      n++;
    }
  m->places = m->places < most ? m->places : most;
  m->even_places = 3 * broken >= n;
}

/* Bars stand on zero; other charts include it when it is not far away.  Marks
   in rows get some room at the ends of their axis. */
static void fit_scale(struct model *m, double low, double high)
{
  struct scale_wish wish = {.low = low, .high = high, .ticks = 6};
  bool field = m->chart == GOVFIG_CHART_HISTOGRAM || m->chart == GOVFIG_CHART_HEATMAP;
  wish.zero = m->chart == GOVFIG_CHART_BAR || (!field && ((low > 0 && low < 0.25 * high) ||
                                                          (high < 0 && high > 0.25 * low)));
  wish.tight = m->chart != GOVFIG_CHART_LINE;
  if (wish.tight && !field) {
    double room = 0.03 * (fmax(high, wish.zero ? 0 : high) - fmin(low, wish.zero ? 0 : low));
    wish.low -= low < 0 || !wish.zero ? room : 0;
    wish.high += high > 0 || !wish.zero ? room : 0;
  }
  scale_fit(&m->scale, &wish, m->words);
  choose_places(m, scale_places_max(&m->scale, fmax(fabs(low), fabs(high))));
}

/* Why the summary leaves the value of these rows empty, and of how many. */
static struct govfig_str find_reason(struct model *m, const struct model_rows *r,
                                     const struct cells_columns *c,
                                     const struct govfig_report *report, size_t *empty)
{
  size_t column = govfig_report_find(report, "note");
  struct govfig_str reason = {"", 0};
  double value;
  *empty = 0;
  for (size_t i = 0; i < r->n; i++) {
    if (read_number(report, r->row[i].index, c->value, &value))
      continue;
    if (reason.len == 0 && column < govfig_report_columns(report))
      reason = text_clean(&m->arena, govfig_report_text(report, r->row[i].index, column));
    ++*empty;
  }
  return reason;
}

static enum govfig_status no_value(struct govfig_str reason, const char *column,
                                   struct govfig_error *err)
{
  return error_set(err, GOVFIG_E_FORMAT, NULL, 0, 0, "no group has a value in the column %s%s%.*s",
                   column, reason.len > 0 ? ": " : "", (int)reason.len,
                   reason.len > 0 ? reason.data : "");
}

enum govfig_status cells_fill(struct model *m, const struct model_rows *r,
                              const struct cells_columns *c, const size_t *series_map,
                              const size_t *group_map, const struct govfig_report *report,
                              struct govfig_error *err)
{
  double low, high;
  enum govfig_status status = GOVFIG_OK;
  if (m->chart == GOVFIG_CHART_HISTOGRAM)
    status = fill_bins(m, r, c, series_map, report, err);
  else if (!fill_cells(m, r, c, series_map, group_map, report))
    status = error_nomem(err);
  if (status != GOVFIG_OK)
    return status;
  size_t empty;
  const char *column = govfig_report_column(report, c->value)->name;
  struct govfig_str reason = find_reason(m, r, c, report, &empty);
  if (!extremes(m, &low, &high))
    return no_value(reason, column, err);
  if (reason.len > 0 && !model_note(m, "%zu of %zu values of %s are empty: %.*s", empty, r->n,
                                    column, (int)reason.len, reason.data))
    return error_nomem(err);
  if (m->cells != NULL) {
    drop_empty_series(m);
    count_slots(m);
  }
  fit_scale(m, low, high);
  return GOVFIG_OK;
}
