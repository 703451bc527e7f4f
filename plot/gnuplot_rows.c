/* gnuplot_rows.c - charts with a row per group: bars, dots, boxes.
   SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/gnuplot.h"

#include <math.h>

#include "plot/text.h"

/* The values' axis below and, for a long chart, above too; rows run downwards. */
static void add_axes(const struct govfig_plot *p, struct buf *out)
{
  const struct model *m = &p->model;
  double low = m->scale.low, high = m->scale.high;
  gnuplot_range("x", low, high, out);
  gnuplot_ticks(p, "x", out);
  if (m->n_groups > 40) {
    gnuplot_range("x2", low, high, out);
    gnuplot_ticks(p, "x2", out);
  }
  gnuplot_range("y", (double)m->n_groups + 0.5, 0.5, out);
  buf_add_text(out, "set grid xtics back linetype 1 linewidth 1 linecolor rgb '#e3e3e3'\n");
  if (low <= 0 && high >= 0)
    buf_add_text(out, "set arrow 1 from 0, graph 0 to 0, graph 1 nohead front linewidth 1 "
                      "linecolor rgb '#555555'\n");
  buf_add_text(out, "left = ");
  text_add_fixed(out, low, 12);
  buf_add_text(out, "\nright = ");
  text_add_fixed(out, high, 12);
  buf_add_text(out, "\nhalf = ");
  text_add_fixed(out, chart_half(m), 4);
  buf_add_char(out, '\n');
}

static void add_groups(const struct govfig_plot *p, struct buf *out)
{
  bool signed_bars = p->model.scale.low < 0;
  long gap = 8; /* behind labels, and behind the values that stand left of their marks */
  if (signed_bars || (p->model.chart == GOVFIG_CHART_DOT && p->model.n_series > 1))
    gap = p->layout.left - LAYOUT_EDGE - p->layout.label_width - 2;
  chart_put(out, "plot data index 0 using (left):1:2 with labels right "
                 "offset screen -X(%ld.0),0 font font_%s textcolor rgb '#222222'",
            gap, p->layout.label_size == LAYOUT_TEXT ? "text" : "small");
}

static bool has_side(const struct model *m, size_t series, int side)
{
  for (size_t g = 0; g < m->n_groups; g++)
    if (chart_side(m, g, series) == side)
      return true;
  return false;
}

/* The value beside its mark, from block `index`. */
static void add_values(const struct model *m, size_t series, size_t index, struct buf *out)
{
  bool coloured = m->n_series > 1;
  for (int side = 1; side >= -1; side -= 2) {
    if (!has_side(m, series, side))
      continue;
    chart_put(out, ", \\\n  data index %zu using ($7 %c 0 ? $5 : NaN):1:6 with labels %s "
                   "offset screen %sX(8.0),0 font font_label textcolor rgb '#%06x'",
              index, side > 0 ? '>' : '<', side > 0 ? "left" : "right", side > 0 ? "" : "-",
              coloured ? chart_colour(series) : 0x333333);
  }
}

static void add_interval(const struct model *m, size_t series, size_t index, unsigned colour,
                         struct buf *out)
{
  if (chart_has_interval(m, series))
    chart_put(out, ", \\\n  data index %zu using 2:1:3:4 with xerrorbars pointtype 7 pointsize 0 "
                 "linewidth 1.5 linecolor rgb '#%06x'", index, colour);
}

static void add_bars(const struct model *m, struct buf *out)
{
  for (size_t s = 0; s < m->n_series; s++)
    chart_put(out, ", \\\n  data index %zu using 2:1:(0):2:($1 - half):($1 + half) with "
                   "boxxyerror fillstyle solid noborder linecolor rgb '#%06x'",
              s + 1, chart_colour(s));
  for (size_t s = 0; s < m->n_series; s++) {
    add_interval(m, s, s + 1, 0x333333, out);
    add_values(m, s, s + 1, out);
  }
}

static void add_dots(const struct model *m, struct buf *out)
{
  buf_add_text(out, ", \\\n  data index 0 using (left):1:(right - left):(0) with vectors nohead "
                    "dashtype 3 linewidth 1 linecolor rgb '#d4d4d4'");
  if (m->n_series > 1)
    buf_add_text(out, ", \\\n  data index 1 using 2:1:($3 - $2):(0) with vectors nohead "
                      "linewidth 3 linecolor rgb '#c9c9c9'");
  for (size_t s = 0; s < m->n_series; s++) {
    add_interval(m, s, s + 2, chart_colour(s), out);
    chart_put(out, ", \\\n  data index %zu using 2:1 with points pointtype 7 pointsize %s * dot "
                   "linecolor rgb '#%06x'",
              s + 2, m->n_groups > 80 ? "0.8" : "1.1", chart_colour(s));
    add_values(m, s, s + 2, out);
  }
}

static void add_boxes(const struct model *m, struct buf *out)
{
  for (size_t s = 0; s < m->n_series; s++) {
    unsigned colour = chart_colour(s);
    chart_put(out, ", \\\n  data index %zu using 3:1:($7 - $3):(0) with vectors nohead "
                   "linewidth 1.5 linecolor rgb '#%06x'", s + 1, colour);
    chart_put(out, ", \\\n  data index %zu using 5:1:4:6:($1 - half):($1 + half) with boxxyerror "
                   "fillstyle solid noborder linecolor rgb '#%06x'", s + 1, chart_tint(s));
    chart_put(out, ", \\\n  data index %zu using 5:($1 - half):(0):(2 * half) with vectors nohead "
                   "linewidth 2.5 linecolor rgb '#%06x'", s + 1, colour);
    for (int column = 2; column <= 8; column += 6)
      chart_put(out, ", \\\n  data index %zu using %d:1 with points pointtype 7 pointsize 0.45 * dot "
                     "linecolor rgb '#%06x'", s + 1, column, colour);
  }
}

/* The block of groups without any value is the last one. */
static void add_missing(const struct model *m, struct buf *out)
{
  size_t index = m->n_series + (m->chart == GOVFIG_CHART_DOT ? 2 : 1);
  bool any = false;
  for (size_t g = 0; g < m->n_groups; g++)
    any = any || chart_is_missing(m, g);
  if (any)
    chart_put(out, ", \\\n  data index %zu using (left < 0 && right > 0 ? 0 : left):1:2 with "
                   "labels left offset screen X(8.0),0 font font_label textcolor rgb '#999999'",
              index);
}

void gnuplot_rows(const struct govfig_plot *p, struct buf *out)
{
  add_axes(p, out);
  add_groups(p, out);
  if (p->model.chart == GOVFIG_CHART_BAR)
    add_bars(&p->model, out);
  else if (p->model.chart == GOVFIG_CHART_DOT)
    add_dots(&p->model, out);
  else
    add_boxes(&p->model, out);
  add_missing(&p->model, out);
  buf_add_char(out, '\n');
}
