/* gnuplot_data.c - the table that the gnuplot script reads.
   SPDX-License-Identifier: GPL-3.0-or-later

   Blocks, parted by two blank lines, by kind of chart:
     bar   groups; per series y, value, low, high, label at, label, side; missing
     dot   groups; spans; per series as bars; missing
     box   groups; per series y, min, p05, q1, median, q3, p95, max; missing
     line  per series x, value, low, high, period; a blank line where one is missing
     histogram  per series low, high, bottom, top, count
     heatmap    groups; heads of columns; cells x, y, value, colour, label, its colour */
#include "plot/gnuplot.h"

#include <math.h>

#include "plot/text.h"

static void add_tab(struct buf *out)
{
  buf_add_char(out, '\t');
}

static void add_row_end(struct buf *out)
{
  buf_add_char(out, '\n');
}

/* Starts a block; its first line is a comment, which ends at the line's end. */
static void start_block(struct buf *out, const char *columns, struct govfig_str name)
{
  if (out->len > 0)
    buf_add_text(out, "\n\n");
  chart_put(out, "# %s", columns);
  if (name.len > 0) {
    buf_add_text(out, ": ");
    text_add_field(out, name);
  }
  add_row_end(out);
}

static const struct govfig_str unnamed = {"", 0};

/* A row per line of a label: the lines of a group stand around its middle. */
static void add_groups(const struct govfig_plot *p, struct buf *out, struct arena *a)
{
  const struct model *m = &p->model;
  const struct layout *l = &p->layout;
  double em = (double)l->label_width / l->label_size + 0.1;
  start_block(out, "row\tgroup", unnamed);
  for (size_t g = 0; g < m->n_groups; g++) {
    struct govfig_str line, rest = l->label_lines == 1
                                       ? text_middle(a, m->groups[g].label, em)
                                       : text_wrap(a, m->groups[g].label, em, l->label_lines);
    int lines = text_lines(rest);
    out->failed = out->failed || rest.data == NULL;
    for (int i = 0; i < lines; i++) {
      double shift = (i - (lines - 1) / 2.0) * (l->label_size + 4) / (double)l->pitch;
      text_add_fixed(out, (double)g + 1 + shift, 4);
      add_tab(out);
      line = text_cut(&rest, '\n');
      text_add_field(out, line);
      add_row_end(out);
    }
  }
}

static void add_missing(const struct model *m, struct buf *out)
{
  start_block(out, "row\tgroups without a value", unnamed);
  for (size_t g = 0; g < m->n_groups; g++)
    if (chart_is_missing(m, g)) {
      chart_put(out, "%zu\t", g + 1);
      text_add_field(out, words_of(m->words, "missing"));
      add_row_end(out);
    }
}

/* value, low, high; the last two empty without an interval. */
static void add_value(struct buf *out, const struct model_cell *cell)
{
  chart_add_number(out, cell);
  add_tab(out);
  if (cell->interval)
    text_add_fixed(out, cell->low, 12);
  add_tab(out);
  if (cell->interval)
    text_add_fixed(out, cell->high, 12);
}

static void add_mark(const struct model *m, size_t group, size_t series, struct buf *out)
{
  const struct model_cell *cell = model_cell(m, group, series);
  int side = chart_side(m, group, series);
  if (!cell->has)
    return;
  text_add_fixed(out, (double)group + 1 + chart_dodge(m, group, series), 4);
  add_tab(out);
  add_value(out, cell);
  add_tab(out);
  if (cell->interval)
    text_add_fixed(out, side < 0 ? fmin(cell->low, cell->value)
                                 : fmax(cell->high, cell->value), 12);
  else
    chart_add_number(out, cell);
  add_tab(out);
  chart_add_label(m, cell, out);
  chart_put(out, "\t%d\n", side);
}

static void add_five(const struct model *m, size_t group, size_t series, struct buf *out)
{
  const struct model_cell *cell = model_cell(m, group, series);
  if (!cell->has)
    return;
  text_add_fixed(out, (double)group + 1 + chart_dodge(m, group, series), 4);
  for (size_t i = 0; i < MODEL_FIVE; i++) {
    add_tab(out);
    text_add_fixed(out, cell->five[i], 12);
  }
  add_row_end(out);
}

/* From the lowest to the highest mark of each row. */
static void add_spans(const struct model *m, struct buf *out)
{
  start_block(out, "row\tlowest\thighest", unnamed);
  for (size_t g = 0; g < m->n_groups; g++) {
    const struct model_cell *low = NULL, *high = NULL;
    for (size_t s = 0; s < m->n_series; s++) {
      const struct model_cell *c = model_cell(m, g, s);
      if (c->has && (low == NULL || c->value < low->value))
        low = c;
      if (c->has && (high == NULL || c->value > high->value))
        high = c;
    }
    if (low == NULL)
      continue;
    chart_put(out, "%zu\t", g + 1);
    chart_add_number(out, low);
    add_tab(out);
    chart_add_number(out, high);
    add_row_end(out);
  }
}

static void add_rows(const struct govfig_plot *p, struct buf *out, struct arena *a)
{
  const struct model *m = &p->model;
  bool box = m->chart == GOVFIG_CHART_BOX;
  add_groups(p, out, a);
  if (m->chart == GOVFIG_CHART_DOT)
    add_spans(m, out);
  for (size_t s = 0; s < m->n_series; s++) {
    start_block(out, box ? "row\tmin\tp05\tq1\tmedian\tq3\tp95\tmax"
                         : "row\tvalue\tlow\thigh\tlabel at\tlabel\tside",
                m->series[s].label);
    for (size_t g = 0; g < m->n_groups; g++)
      if (box)
        add_five(m, g, s, out);
      else
        add_mark(m, g, s, out);
  }
  add_missing(m, out);
}

static void add_lines(const struct model *m, struct buf *out)
{
  for (size_t s = 0; s < m->n_series; s++) {
    bool gap = false, started = false;
    start_block(out, "year\tvalue\tlow\thigh\tperiod", m->series[s].label);
    for (size_t g = 0; g < m->n_groups; g++) {
      const struct model_cell *cell = model_cell(m, g, s);
      gap = gap || !cell->has;
      if (!cell->has)
        continue;
      if (gap && started)
        add_row_end(out);
      gap = false;
      started = true;
      text_add_fixed(out, m->groups[g].position, 4);
      add_tab(out);
      add_value(out, cell);
      add_tab(out);
      text_add_field(out, m->groups[g].label);
      add_row_end(out);
    }
  }
}

/* Panels stand upon each other: the last one's floor is 0, each is 1 high. */
static void add_bins(const struct model *m, struct buf *out)
{
  double most = fmax(chart_count_max(m), 1);
  size_t b = 0;
  for (size_t s = 0; s < m->n_series; s++) {
    double floor_of = (double)(m->n_series - 1 - s);
    start_block(out, "low\thigh\tbottom\ttop\tcount", m->series[s].label);
    for (; b < m->n_bins && m->bins[b].series == s; b++) {
      text_add_fixed(out, m->bins[b].low, 6);
      add_tab(out);
      text_add_fixed(out, m->bins[b].high, 6);
      add_tab(out);
      text_add_fixed(out, floor_of, 0);
      add_tab(out);
      text_add_fixed(out, floor_of + gnuplot_panel(m) * m->bins[b].count / most, 6);
      add_tab(out);
      text_add_fixed(out, m->bins[b].count, 6);
      add_row_end(out);
    }
  }
}

static void add_heat(const struct govfig_plot *p, struct buf *out, struct arena *a)
{
  const struct model *m = &p->model;
  add_groups(p, out, a);
  start_block(out, "column\thead", unnamed);
  for (size_t s = 0; s < m->n_series; s++) {
    chart_put(out, "%zu\t", s + 1);
    struct govfig_str head = text_middle(a, m->series[s].label, 12);
    out->failed = out->failed || head.data == NULL;
    text_add_field(out, head);
    add_row_end(out);
  }
  start_block(out, "column\trow\tvalue\tcolour\tlabel\tcolour of the label", unnamed);
  for (size_t i = 0; i < m->n_groups * m->n_series; i++) {
    const struct model_cell *cell = &m->cells[i];
    if (!cell->has)
      continue;
    unsigned colour = chart_heat(m, cell->value);
    chart_put(out, "%zu\t%zu\t", i % m->n_series + 1, i / m->n_series + 1);
    chart_add_number(out, cell);
    chart_put(out, "\t%u\t", colour);
    chart_add_label(m, cell, out);
    chart_put(out, "\t%u\n", chart_on(colour));
  }
}

void gnuplot_data(const struct govfig_plot *p, struct buf *out)
{
  struct arena a = {0}; /* of labels broken into lines */
  if (p->model.chart == GOVFIG_CHART_LINE)
    add_lines(&p->model, out);
  else if (p->model.chart == GOVFIG_CHART_HISTOGRAM)
    add_bins(&p->model, out);
  else if (p->model.chart == GOVFIG_CHART_HEATMAP)
    add_heat(p, out, &a);
  else
    add_rows(p, out, &a);
  arena_done(&a);
}
