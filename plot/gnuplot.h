/* gnuplot.h - a chart as gnuplot's script and data.  SPDX-License-Identifier: GPL-3.0-or-later

   Text out of the figures reaches gnuplot in two places, and is data in both:
   between single quotes, where it expands nothing, and in fields of the data
   file.  Double quotes, macros and names of commands are never made of it.
   Failures show in `out->failed`. */
#ifndef GOVFIG_PLOT_GNUPLOT_H
#define GOVFIG_PLOT_GNUPLOT_H

#include "plot/chart.h"

/* How high the highest bar of a histogram's panel is; the panel is 1.  Above it
   stands the panel's name. */
double gnuplot_panel(const struct model *m);

/* What surrounds a chart's own part of the script. */
struct gnuplot_target {
  const char *format;               /* one of gnuplot_formats */
  struct govfig_str font;           /* family */
  struct govfig_str data, output;   /* names of files */
};

extern const char *const gnuplot_formats[];
bool gnuplot_has_format(const char *format);

void gnuplot_script(const struct govfig_plot *p, const struct gnuplot_target *t, struct buf *out);
void gnuplot_data(const struct govfig_plot *p, struct buf *out);

/* The part of a kind of chart, from its axes to its plot command. */
void gnuplot_rows(const struct govfig_plot *p, struct buf *out);
void gnuplot_line(const struct govfig_plot *p, struct buf *out);
void gnuplot_histogram(const struct govfig_plot *p, struct buf *out);
void gnuplot_heatmap(const struct govfig_plot *p, struct buf *out);

/* "set AXIStics (...)" for the values' scale, AXIS being "x", "x2" or "y". */
void gnuplot_ticks(const struct govfig_plot *p, const char *axis, struct buf *out);

/* "set AXISrange [low:high]". */
void gnuplot_range(const char *axis, double low, double high, struct buf *out);

/* "set label" number `n` with that text at pixel (x, y); `how` is the rest. */
void gnuplot_label(long n, struct govfig_str text, long x, long y, const char *how,
                   struct buf *out);

#endif
