/* plot.h - a report drawn as a chart.  SPDX-License-Identifier: GPL-3.0-or-later

   Statistics come first: the chart says which report it needs, the figures are
   summarised, the report becomes a chart, and the chart is drawn or handed over
   in a form that can be edited:

       govfig_plot_prepare -> govfig_stats_... -> govfig_plot_new
         -> govfig_plot_draw            SVG, PNG or PDF, by the program gnuplot
         -> govfig_plot_script, _data   what gnuplot is given
         -> govfig_plot_vega            a Vega-Lite specification with its data

   govfig_plot_draw starts the programs fc-list and gnuplot, without a shell,
   and keeps a folder under TMPDIR meanwhile; nothing else here leaves the
   process.  Text out of the figures never becomes part of a command.
   The same report and options give the same bytes.  A chart is immutable. */
#ifndef GOVFIG_PLOT_H
#define GOVFIG_PLOT_H

#include <govfig/stats.h>
#include <govfig/status.h>
#include <govfig/table.h> /* govfig_write_fn */

enum govfig_chart {
  GOVFIG_CHART_BAR,       /* a bar per group, from zero */
  GOVFIG_CHART_DOT,       /* a dot per group, series of a group on one line */
  GOVFIG_CHART_LINE,      /* over time, a line per series */
  GOVFIG_CHART_BOX,       /* quartiles, 5th and 95th percentile, extremes */
  GOVFIG_CHART_HISTOGRAM, /* how many figures of which size, a panel per group */
  GOVFIG_CHART_HEATMAP    /* groups by series, the value as a colour */
};

/* NULL and 0 stand for the default everywhere. */
struct govfig_plot_options {
  enum govfig_chart chart;
  const char *stat;     /* column of the summary that is drawn: "median" */
  const char *sort;     /* "value" (largest first), "name" or "none" (as in the report);
                           default: value, but name for dates */
  size_t top;           /* most groups that are drawn, the first in the order; default 60,
                           SIZE_MAX for all (at most 1000) */
  size_t series;        /* most series, those with most figures; default 8, heatmap 60 */
  const char *title;    /* headline; default: the indicator that `where` asks for */
  const char *source;   /* printed below the chart */
  const char *language; /* of the words that the chart adds: "zh" or "en" */
  const char *font;     /* family; default: the first installed one that covers Chinese */
  unsigned width;       /* in pixels, 320 to 4000; default 900 */
};

struct govfig_plot_options govfig_plot_defaults(void);

/* Completes statistics options for a chart: the kind of report and, where `by`
   is NULL, the usual grouping (region; for lines period; for heatmaps
   region,period; for histograms none).
   Status: OK, E_USAGE (an option that the chart cannot use). */
enum govfig_status govfig_plot_prepare(const struct govfig_plot_options *options,
                                       struct govfig_stats_options *stats,
                                       struct govfig_error *err);

struct govfig_plot;

/* A chart of a report that was made with `stats`.  The first `by` column gives
   the groups (for lines: the period), the others the series.  Kind, unit,
   measure and status that differ are never drawn into one chart, unless `by`
   names them: those with the most figures are drawn, a note names the others.
   Nothing that was passed is kept.
   Status: OK, E_USAGE (no such column), E_FORMAT (nothing that could be drawn), E_NOMEM. */
enum govfig_status govfig_plot_new(const struct govfig_plot_options *options,
                                   const struct govfig_stats_options *stats,
                                   const struct govfig_report *report,
                                   struct govfig_plot **out, struct govfig_error *err);
void govfig_plot_free(struct govfig_plot *p);

/* What the reader of the chart ought to know (groups left out, other units), in
   English words; NULL past the last. */
const char *govfig_plot_note(const struct govfig_plot *p, size_t i);

/* --- handing over --------------------------------------------------------- */

/* The formats that gnuplot draws: "svg", "png", "pdf", then NULL. */
const char *const *govfig_plot_formats(void);

/* The gnuplot script that draws `output_name`, in one of these formats, from
   the table `data_name`; `font` is a family name.  Names with control
   characters are E_USAGE. */
enum govfig_status govfig_plot_script(const struct govfig_plot *p, const char *format,
                                      const char *font, const char *data_name,
                                      const char *output_name, govfig_write_fn *write, void *ctx,
                                      struct govfig_error *err);

/* The table that the script reads: columns parted by tabs, blocks by two blank
   lines; numbers are exact and in the unit of the figures. */
enum govfig_status govfig_plot_data(const struct govfig_plot *p, govfig_write_fn *write,
                                    void *ctx, struct govfig_error *err);

/* A Vega-Lite (version 5 or later) specification, data included. */
enum govfig_status govfig_plot_vega(const struct govfig_plot *p, govfig_write_fn *write,
                                    void *ctx, struct govfig_error *err);

/* Draws; `write` gets the whole picture or nothing.
   Status: OK; E_USAGE (no such format or font); E_LIMIT (too tall for png); E_READ (gnuplot, fc-list or a
   font that covers Chinese is not installed: err names the package, or gnuplot
   failed: err says what it said); E_WRITE (no temporary folder); E_NOMEM. */
enum govfig_status govfig_plot_draw(const struct govfig_plot *p, const char *format,
                                    govfig_write_fn *write, void *ctx, struct govfig_error *err);

/* The font that govfig_plot_draw would use, into `name` (`size` bytes).
   Status: OK, E_USAGE, E_READ, E_NOMEM as above. */
enum govfig_status govfig_plot_font(const struct govfig_plot *p, char *name, size_t size,
                                    struct govfig_error *err);

#endif
