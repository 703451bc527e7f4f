/* scenarios_stats.c - statistics and charts, from opening to closing.
   SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/faults/scenarios.h"

#include "base/error.h"

#include <govfig/plot.h>
#include <govfig/stats.h>
#include <govfig/table.h>

static enum govfig_status append(void *ctx, const void *bytes, size_t len)
{
  return buf_add(ctx, bytes, len) ? GOVFIG_OK : GOVFIG_E_WRITE;
}

/* ---- statistics ---- */

struct adding {
  struct govfig_stats *stats;
  struct govfig_error err;
  enum govfig_status status;
};

static enum govfig_next add(const struct govfig_figure *figure, void *ctx)
{
  struct adding *a = ctx;
  a->status = govfig_stats_add(a->stats, figure, &a->err);
  return a->status == GOVFIG_OK ? GOVFIG_CONTINUE : GOVFIG_STOP;
}

static enum govfig_status add_all(const struct materials *m, struct govfig_stats *stats,
                                  struct govfig_error *err)
{
  struct govfig_reader *r;
  struct adding a = {.stats = stats};
  enum govfig_status s = govfig_reader_new(NULL, &r, err);
  if (s == GOVFIG_OK)
    s = govfig_reader_feed(r, m->csv.data, m->csv.len, add, &a, err);
  if (s == GOVFIG_OK)
    s = govfig_reader_finish(r, add, &a, err);
  govfig_reader_free(r);
  if (s != GOVFIG_E_STOPPED)
    return s;
  *err = a.err;
  return a.status;
}

static enum govfig_status summarise(const struct govfig_stats_options *options,
                                    const struct materials *m, struct buf *out,
                                    struct govfig_error *err)
{
  struct govfig_stats *stats;
  struct govfig_report *report = NULL;
  enum govfig_status s = govfig_stats_new(options, &stats, err);
  if (s == GOVFIG_OK)
    s = add_all(m, stats, err);
  if (s == GOVFIG_OK)
    s = govfig_stats_finish(stats, &report, err);
  if (s == GOVFIG_OK)
    s = govfig_report_write(report, NULL, append, out, err);
  govfig_report_free(report);
  govfig_stats_free(stats);
  return s;
}

static enum govfig_status summary(const struct materials *m, struct buf *out,
                                  struct govfig_error *err)
{
  struct govfig_stats_options options = govfig_stats_defaults();
  options.robust = options.ci = options.trend = 1;
  options.resamples = 20;
  return summarise(&options, m, out, err);
}

static enum govfig_status conflicts(const struct materials *m, struct buf *out,
                                    struct govfig_error *err)
{
  struct govfig_stats_options options = govfig_stats_defaults();
  options.report = GOVFIG_REPORT_CONFLICTS;
  return summarise(&options, m, out, err);
}

static enum govfig_status pivot(const struct materials *m, struct buf *out,
                                struct govfig_error *err)
{
  struct govfig_stats_options options = govfig_stats_defaults();
  options.report = GOVFIG_REPORT_PIVOT;
  options.pivot = "indicator,unit";
  return summarise(&options, m, out, err);
}

static enum govfig_status histogram(const struct materials *m, struct buf *out,
                                    struct govfig_error *err)
{
  struct govfig_stats_options options = govfig_stats_defaults();
  options.report = GOVFIG_REPORT_HISTOGRAM;
  return summarise(&options, m, out, err);
}

static enum govfig_status outliers(const struct materials *m, struct buf *out,
                                   struct govfig_error *err)
{
  struct govfig_stats_options options = govfig_stats_defaults();
  options.report = GOVFIG_REPORT_OUTLIERS;
  return summarise(&options, m, out, err);
}

static enum govfig_status correlation(const struct materials *m, struct buf *out,
                                      struct govfig_error *err)
{
  struct govfig_stats_options options = govfig_stats_defaults();
  options.report = GOVFIG_REPORT_CORRELATION;
  options.corr = "GDP,GDP";
  return summarise(&options, m, out, err);
}

/* Names of regions, conversions, weights and buckets all come in. */
static enum govfig_status rolled_up(const struct materials *m, struct buf *out,
                                    struct govfig_error *err)
{
  static const char weights[] = "kind,weight\ncount,2\nmoney,3\n";
  struct govfig_stats_options options = govfig_stats_defaults();
  options.level = "province";
  options.every = "year";
  options.convert = "%,\xE5\x90\xA8"; /* tonnes */
  options.weights = (struct govfig_str){weights, sizeof weights - 1};
  return summarise(&options, m, out, err);
}

static enum govfig_status saved_state(const struct materials *m, struct buf *out,
                                      struct govfig_error *err)
{
  struct govfig_stats *a, *b = NULL;
  struct buf state = {0};
  enum govfig_status s = govfig_stats_new(NULL, &a, err);
  if (s == GOVFIG_OK)
    s = add_all(m, a, err);
  if (s == GOVFIG_OK)
    s = govfig_stats_save(a, append, &state, err);
  if (s == GOVFIG_OK)
    s = govfig_stats_load("state", state.data, state.len, &b, err);
  if (s == GOVFIG_OK)
    s = govfig_stats_merge(b, a, err);
  if (s == GOVFIG_OK)
    s = govfig_stats_save(b, append, out, err);
  govfig_stats_free(a);
  govfig_stats_free(b);
  buf_done(&state);
  return s == GOVFIG_E_WRITE ? error_nomem(err) : s; /* `state` could not grow */
}

/* ---- charts ---- */

static enum govfig_status chart_of(const struct govfig_plot_options *options,
                                   const struct govfig_stats_options *stats_options,
                                   const struct govfig_report *report, struct buf *out,
                                   struct govfig_error *err)
{
  struct govfig_plot *plot;
  enum govfig_status s = govfig_plot_new(options, stats_options, report, &plot, err);
  if (s == GOVFIG_OK)
    s = govfig_plot_script(plot, "svg", "Some Font", "a.tsv", "a.svg", append, out, err);
  if (s == GOVFIG_OK)
    s = govfig_plot_data(plot, append, out, err);
  if (s == GOVFIG_OK)
    s = govfig_plot_vega(plot, append, out, err);
  govfig_plot_free(plot);
  return s;
}

static enum govfig_status chart(enum govfig_chart kind, const struct materials *m,
                                struct buf *out, struct govfig_error *err)
{
  struct govfig_plot_options options = govfig_plot_defaults();
  struct govfig_stats_options stats_options = govfig_stats_defaults();
  struct govfig_stats *stats = NULL;
  struct govfig_report *report = NULL;
  options.chart = kind;
  stats_options.by = NULL;
  enum govfig_status s = govfig_plot_prepare(&options, &stats_options, err);
  if (s == GOVFIG_OK)
    s = govfig_stats_new(&stats_options, &stats, err);
  if (s == GOVFIG_OK)
    s = add_all(m, stats, err);
  if (s == GOVFIG_OK)
    s = govfig_stats_finish(stats, &report, err);
  if (s == GOVFIG_OK)
    s = chart_of(&options, &stats_options, report, out, err);
  govfig_report_free(report);
  govfig_stats_free(stats);
  return s;
}

static enum govfig_status bar_chart(const struct materials *m, struct buf *out,
                                    struct govfig_error *err)
{
  return chart(GOVFIG_CHART_BAR, m, out, err);
}

static enum govfig_status box_chart(const struct materials *m, struct buf *out,
                                    struct govfig_error *err)
{
  return chart(GOVFIG_CHART_BOX, m, out, err);
}

const struct scenario stats_scenarios[] = {
    {"summary", summary},
    {"conflicts", conflicts},
    {"pivot", pivot},
    {"histogram", histogram},
    {"outliers", outliers},
    {"correlation", correlation},
    {"rolled up", rolled_up},
    {"saved state", saved_state},
    {"bar chart", bar_chart},
    {"box chart", box_chart},
    {NULL, NULL},
};
