/* gnuplot_field.c - lines over time, histograms, heatmaps.
   SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/gnuplot.h"

#include <math.h>

#include "plot/text.h"

/* --- lines --- */

/* Marks the periods whose labels fit beside each other, from the last back. */
static void add_periods(const struct govfig_plot *p, double low, double high, struct buf *out)
{
  const struct model *m = &p->model;
  double scale = (double)(p->layout.right - p->layout.left) / (high - low), right = HUGE_VAL;
  bool first = true;
  buf_add_text(out, "set xtics (");
  for (size_t g = m->n_groups; g-- > 0;) {
    double half = text_width(m->groups[g].label) * LAYOUT_TEXT / 2 + 6;
    double x = (m->groups[g].position - low) * scale;
    if (x + half > right)
      continue;
    right = x - half;
    if (!first)
      buf_add_text(out, ", ");
    first = false;
    text_add_quoted(out, m->groups[g].label);
    buf_add_char(out, ' ');
    text_add_fixed(out, m->groups[g].position, 4);
  }
  buf_add_text(out, ") scale 0 font font_label textcolor rgb '#666666'\n");
}

/* A little room on both sides; a single period stands in the middle. */
static void line_range(const struct model *m, double *low, double *high)
{
  *low = m->groups[0].position;
  *high = m->groups[m->n_groups - 1].position;
  double room = *high > *low ? (*high - *low) * 0.03 : 1;
  *low -= room;
  *high += room;
}

/* The last value of a series; false where it has none. */
static bool last_value(const struct model *m, size_t series, double *value)
{
  for (size_t g = m->n_groups; g-- > 0;)
    if (model_cell(m, g, series)->has) {
      *value = model_cell(m, g, series)->value;
      return true;
    }
  return false;
}

/* Names stand at the right end of the lines, pushed apart where they would
   touch: from the top down, then from the bottom up. */
static void place_names(const struct govfig_plot *p, size_t *order, double *y)
{
  const struct model *m = &p->model;
  const struct layout *l = &p->layout;
  double scale = (double)(l->bottom - l->top) / (m->scale.high - m->scale.low), value;
  const double step = 17;
  for (size_t s = 0; s < m->n_series; s++) {
    y[s] = last_value(m, s, &value) ? (double)l->bottom - (value - m->scale.low) * scale : 0;
    size_t at = s;
    for (; at > 0 && y[order[at - 1]] > y[s]; at--)
      order[at] = order[at - 1];
    order[at] = s;
  }
  for (size_t i = 1; i < m->n_series; i++)
    y[order[i]] = fmax(y[order[i]], y[order[i - 1]] + step);
  double limit = (double)l->bottom + 4;
  for (size_t i = m->n_series; i-- > 0; limit = y[order[i]] - step)
    y[order[i]] = fmin(y[order[i]], limit);
}

static void add_names(const struct govfig_plot *p, struct buf *out)
{
  const struct model *m = &p->model;
  size_t order[MODEL_SERIES_MAX];
  double y[MODEL_SERIES_MAX], value;
  struct arena a = {0};
  if (!m->named_series)
    return;
  place_names(p, order, y);
  for (size_t s = 0; s < m->n_series; s++) {
    struct govfig_str name = text_middle(&a, m->series[s].label,
                                         (double)p->layout.label_width / LAYOUT_TEXT + 0.1);
    out->failed = out->failed || name.data == NULL;
    if (!last_value(m, s, &value))
      continue;
    chart_put(out, "set label %zu ", 20 + s);
    text_add_quoted(out, name);
    chart_put(out, " at screen X(%ld), screen Y(%ld) left font font_text textcolor rgb '#%06x'\n",
              p->layout.right + 10, lround(y[s]), chart_colour(s));
  }
  arena_done(&a);
}

/* Values are written beside a single line of few points. */
static bool shows_values(const struct model *m)
{
  return m->n_series == 1 && m->n_groups <= 12;
}

/* Where a value's label stands beside its point: away from the line. */
static void value_place(const struct model *m, size_t g, int *right, int *up)
{
  double here = model_cell(m, g, 0)->value, before = here, after = here;
  if (g > 0 && model_cell(m, g - 1, 0)->has)
    before = model_cell(m, g - 1, 0)->value;
  if (g + 1 < m->n_groups && model_cell(m, g + 1, 0)->has)
    after = model_cell(m, g + 1, 0)->value;
  *up = before >= here && after >= here && (before > here || after > here) ? -15 : 14;
  *right = before < here && after > here ? -12 : before > here && after < here ? 12 : 0;
}

static void add_values(const struct govfig_plot *p, struct buf *out)
{
  const struct model *m = &p->model;
  for (size_t g = 0; g < m->n_groups; g++) {
    const struct model_cell *cell = model_cell(m, g, 0);
    int right, up;
    if (!cell->has)
      continue;
    value_place(m, g, &right, &up);
    chart_put(out, "set label %zu '", 100 + g);
    chart_add_label(m, cell, out);
    buf_add_text(out, "' at ");
    text_add_fixed(out, m->groups[g].position, 4);
    buf_add_text(out, ", ");
    text_add_fixed(out, up > 0 ? cell->high : cell->low, 12);
    chart_put(out, " center offset screen %d / %ld.0, screen %d / %ld.0 font font_label "
                   "textcolor rgb '#333333'\n", right, p->layout.width, up, p->layout.height);
  }
}

static void add_series(const struct model *m, struct buf *out)
{
  const char *before = "plot ";
  for (size_t s = 0; s < m->n_series; s++) {
    unsigned colour = chart_colour(s);
    if (chart_has_interval(m, s)) {
      chart_put(out, "%sdata index %zu using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0 "
                     "linewidth 1 linecolor rgb '#%06x'", before, s, colour);
      before = ", \\\n  ";
    }
    chart_put(out, "%sdata index %zu using 1:2 with linespoints pointtype 7 pointsize %s * dot "
                   "linewidth 2.2 linecolor rgb '#%06x'",
              before, s, m->n_groups > 40 ? "0.3" : "0.7", colour);
    before = ", \\\n  ";
  }
  buf_add_char(out, '\n');
}

void gnuplot_line(const struct govfig_plot *p, struct buf *out)
{
  const struct model *m = &p->model;
  double low, high;
  line_range(m, &low, &high);
  gnuplot_range("x", low, high, out);
  add_periods(p, low, high, out);
  gnuplot_range("y", m->scale.low, m->scale.high, out);
  gnuplot_ticks(p, "y", out);
  buf_add_text(out, "set grid ytics back linetype 1 linewidth 1 linecolor rgb '#e3e3e3'\n");
  if (m->scale.low <= 0)
    buf_add_text(out, "set arrow 1 from graph 0, first 0 to graph 1, first 0 nohead back "
                      "linewidth 1 linecolor rgb '#555555'\n");
  add_names(p, out);
  if (shows_values(m))
    add_values(p, out);
  add_series(m, out);
}

/* --- histograms --- */

double gnuplot_panel(const struct model *m)
{
  return m->named_series ? 0.78 : 0.97;
}

static void add_counts(const struct govfig_plot *p, struct buf *out)
{
  const struct model *m = &p->model;
  struct scale counts;
  double most = fmax(chart_count_max(m), 1);
  struct scale_wish wish = {.high = most, .zero = true, .whole = true, .tight = true,
                            .ticks = m->n_series == 1 ? 5 : 2};
  bool first = true;
  scale_fit(&counts, &wish, m->words);
  counts.shift = 0;
  buf_add_text(out, "set ytics (");
  for (size_t s = 0; s < m->n_series; s++)
    for (long i = counts.first; i <= counts.last; i++) {
      buf_add_text(out, first ? "'" : ", '");
      first = false;
      scale_add_tick(&counts, i, out);
      buf_add_text(out, "' ");
      text_add_fixed(out, (double)(m->n_series - 1 - s) +
                              gnuplot_panel(m) * scale_tick(&counts, i) / most, 6);
    }
  buf_add_text(out, ") scale 0 font font_label textcolor rgb '#666666'\n");
}

static void add_panel_name(const struct govfig_plot *p, size_t series, long y, struct buf *out)
{
  struct arena a = {0};
  double em = (double)(p->layout.right - p->layout.left) / LAYOUT_TEXT;
  struct govfig_str name = text_middle(&a, p->model.series[series].label, em);
  out->failed = out->failed || name.data == NULL;
  if (p->model.named_series)
    gnuplot_label(20 + (long)series, name, p->layout.left + 6, y,
                  "left font font_text textcolor rgb '#222222'", out);
  arena_done(&a);
}

void gnuplot_histogram(const struct govfig_plot *p, struct buf *out)
{
  const struct model *m = &p->model;
  gnuplot_range("x", m->scale.low, m->scale.high, out);
  gnuplot_ticks(p, "x", out);
  gnuplot_range("y", 0, (double)m->n_series, out);
  add_counts(p, out);
  buf_add_text(out, "set grid ytics back linetype 1 linewidth 1 linecolor rgb '#e3e3e3'\n");
  for (size_t s = 0; s < m->n_series; s++) {
    long floor_y = p->layout.top + p->layout.pitch * (long)(s + 1);
    chart_put(out, "set arrow %zu from screen X(%ld), screen Y(%ld) to screen X(%ld), "
                   "screen Y(%ld) nohead front linewidth 1 linecolor rgb '#555555'\n",
              s + 1, p->layout.left, floor_y, p->layout.right, floor_y);
    add_panel_name(p, s, floor_y - p->layout.pitch + 10, out);
  }
  for (size_t s = 0; s < m->n_series; s++)
    chart_put(out, "%sdata index %zu using (($1 + $2) / 2):4:1:2:3:4 with boxxyerror fillstyle "
                   "solid border rgb '#ffffff' linewidth 0.5 linecolor rgb '#%06x'%s\n",
              s == 0 ? "plot " : "  ", s, chart_colour(0), s + 1 < m->n_series ? ", \\" : "");
}

/* --- heatmaps --- */

/* The scale of colours, a strip of patches with its ends named. */
static void add_strip(const struct govfig_plot *p, struct buf *out)
{
  const struct model *m = &p->model;
  const struct layout *l = &p->layout;
  const long patches = 24, width = 8, y = l->legend_y;
  struct buf label = {0};
  double span = m->scale.high - m->scale.low;
  for (long i = 0; i < patches; i++) {
    long x = LAYOUT_EDGE + i * width;
    double value = m->scale.low + span * ((double)i + 0.5) / (double)patches;
    chart_put(out, "set object %ld rectangle from screen X(%ld), screen Y(%ld) to screen X(%ld), "
                   "screen Y(%ld) fillstyle solid noborder fillcolor rgb '#%06x'\n",
              i + 1, x, y - 6, x + width, y + 6, chart_heat(m, value));
  }
  for (int end = 0; end < 2; end++) {
    buf_clear(&label);
    const struct model_cell ends = {.value = end == 0 ? m->scale.low : m->scale.high};
    chart_add_label(m, &ends, &label);
    out->failed = out->failed || label.failed;
    gnuplot_label(20 + end, (struct govfig_str){label.data, label.len},
                  LAYOUT_EDGE + end * patches * width, y + 16,
                  end == 0 ? "left font font_small textcolor rgb '#666666'"
                           : "right font font_small textcolor rgb '#666666'", out);
  }
  buf_done(&label);
}

static bool values_fit(const struct govfig_plot *p)
{
  return p->layout.value_width + 6 <= p->layout.cell && p->layout.pitch >= 15;
}

void gnuplot_heatmap(const struct govfig_plot *p, struct buf *out)
{
  const struct model *m = &p->model;
  gnuplot_range("x", 0.5, (double)m->n_series + 0.5, out);
  gnuplot_range("y", (double)m->n_groups + 0.5, 0.5, out);
  add_strip(p, out);
  chart_put(out, "plot data index 0 using (0.5):1:2 with labels right offset screen -X(8.0),0 "
                 "font font_%s textcolor rgb '#222222'",
            p->layout.label_size == LAYOUT_TEXT ? "text" : "small");
  chart_put(out, ", \\\n  data index 1 using 1:(0.5):2 with labels %s font font_label "
                 "offset 0, screen 12.0 / %ld.0 textcolor rgb '#444444'",
            p->layout.slanted ? "left rotate by 45" : "center", p->layout.height);
  buf_add_text(out, ", \\\n  data index 2 using 1:2:($1 - 0.48):($1 + 0.48):($2 - 0.47):"
                    "($2 + 0.47):4 with boxxyerror fillstyle solid noborder "
                    "linecolor rgb variable");
  if (values_fit(p))
    buf_add_text(out, ", \\\n  data index 2 using 1:2:5:6 with labels center font font_small "
                      "textcolor rgb variable");
  buf_add_char(out, '\n');
}
