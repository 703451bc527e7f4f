/* scenarios.c - each door of the library, from opening to closing.
   SPDX-License-Identifier: Apache-2.0 */
#include "tests/faults/scenarios.h"

#include <govfig/extractor.h>
#include <govfig/input.h>
#include <govfig/plot.h>
#include <govfig/stats.h>
#include <govfig/table.h>

static enum govfig_status append(void *ctx, const void *bytes, size_t len)
{
  return buf_add(ctx, bytes, len) ? GOVFIG_OK : GOVFIG_E_WRITE;
}

/* ---- rules ---- */

static enum govfig_status load_rules(const struct materials *m, struct buf *out,
                                     struct govfig_error *err)
{
  struct govfig_rules *rules = (struct govfig_rules *)(size_t)1;
  (void)m;
  enum govfig_status s = govfig_rules_load(NULL, &rules, err);
  if (s != GOVFIG_OK && rules != NULL)
    buf_add_text(out, "rules are not NULL");
  govfig_rules_free(rules);
  return s;
}

/* ---- extraction ---- */

struct sink {
  struct govfig_writer *writer;
  struct govfig_error *err;
  enum govfig_status status;
};

static enum govfig_next put(const struct govfig_figure *figure, void *ctx)
{
  struct sink *sink = ctx;
  sink->status = govfig_writer_put(sink->writer, figure, sink->err);
  return sink->status == GOVFIG_OK ? GOVFIG_CONTINUE : GOVFIG_STOP;
}

static enum govfig_status extract_into(const struct materials *m, struct govfig_writer *writer,
                                       struct govfig_error *err)
{
  struct govfig_extractor *x;
  struct govfig_document document = {.id = {"report.txt", 10}, .published = {"2023-12-06", 10}};
  struct sink sink = {writer, err, GOVFIG_OK};
  enum govfig_status s = govfig_extractor_new(m->rules, &x, err);
  if (s == GOVFIG_OK)
    s = govfig_extract(x, &document, m->report, m->report_len, put, &sink, err);
  if (s == GOVFIG_E_STOPPED)
    s = sink.status;
  if (s == GOVFIG_OK)
    s = govfig_writer_flush(writer, err);
  govfig_extractor_free(x);
  return s;
}

static enum govfig_status extract(const char *format, const struct materials *m, struct buf *out,
                                  struct govfig_error *err)
{
  struct govfig_writer *writer;
  struct govfig_writer_options options = govfig_writer_defaults();
  options.format = format;
  enum govfig_status s = govfig_writer_new(&options, append, out, &writer, err);
  if (s == GOVFIG_OK)
    s = extract_into(m, writer, err);
  govfig_writer_free(writer);
  return s;
}

static enum govfig_status extract_csv(const struct materials *m, struct buf *out,
                                      struct govfig_error *err)
{
  return extract("csv", m, out, err);
}

static enum govfig_status extract_tsv(const struct materials *m, struct buf *out,
                                      struct govfig_error *err)
{
  return extract("tsv", m, out, err);
}

static enum govfig_status extract_jsonl(const struct materials *m, struct buf *out,
                                        struct govfig_error *err)
{
  return extract("jsonl", m, out, err);
}

/* ---- reading tables ---- */

static enum govfig_next keep_value(const struct govfig_figure *figure, void *ctx)
{
  const struct govfig_str *v = &figure->column[GOVFIG_COLUMN_VALUE];
  buf_add(ctx, v->data, v->len);
  buf_add_char(ctx, '\n');
  return GOVFIG_CONTINUE;
}

static enum govfig_status read_table(const char *format, const struct buf *table, struct buf *out,
                                     struct govfig_error *err)
{
  struct govfig_reader *r;
  struct govfig_reader_options options = govfig_reader_defaults();
  options.format = format;
  enum govfig_status s = govfig_reader_new(&options, &r, err);
  for (size_t i = 0; i < table->len && s == GOVFIG_OK; i += 1000) {
    size_t n = table->len - i < 1000 ? table->len - i : 1000;
    s = govfig_reader_feed(r, table->data + i, n, keep_value, out, err);
  }
  if (s == GOVFIG_OK)
    s = govfig_reader_finish(r, keep_value, out, err);
  govfig_reader_free(r);
  return s;
}

static enum govfig_status read_csv(const struct materials *m, struct buf *out,
                                   struct govfig_error *err)
{
  return read_table("csv", &m->csv, out, err);
}

static enum govfig_status read_tsv(const struct materials *m, struct buf *out,
                                   struct govfig_error *err)
{
  return read_table("tsv", &m->tsv, out, err);
}

static enum govfig_status read_jsonl(const struct materials *m, struct buf *out,
                                     struct govfig_error *err)
{
  return read_table("jsonl", &m->jsonl, out, err);
}

/* ---- statistics ---- */

struct adding {
  struct govfig_stats *stats;
  struct govfig_error *err;
  enum govfig_status status;
};

static enum govfig_next add(const struct govfig_figure *figure, void *ctx)
{
  struct adding *a = ctx;
  a->status = govfig_stats_add(a->stats, figure, a->err);
  return a->status == GOVFIG_OK ? GOVFIG_CONTINUE : GOVFIG_STOP;
}

static enum govfig_status add_all(const struct materials *m, struct govfig_stats *stats,
                                  struct govfig_error *err)
{
  struct govfig_reader *r;
  struct adding a = {stats, err, GOVFIG_OK};
  enum govfig_status s = govfig_reader_new(NULL, &r, err);
  if (s == GOVFIG_OK)
    s = govfig_reader_feed(r, m->csv.data, m->csv.len, add, &a, err);
  if (s == GOVFIG_OK)
    s = govfig_reader_finish(r, add, &a, err);
  govfig_reader_free(r);
  return s == GOVFIG_E_STOPPED ? a.status : s;
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
  return s == GOVFIG_E_WRITE ? GOVFIG_E_NOMEM : s; /* `state` could not grow */
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

/* ---- inputs ---- */

static enum govfig_status keep_begin(const struct govfig_document *document, void *ctx)
{
  buf_add(ctx, document->title.data, document->title.len);
  return GOVFIG_OK;
}

static enum govfig_status keep_text(const char *utf8, size_t len, void *ctx)
{
  buf_add(ctx, utf8, len);
  return GOVFIG_OK;
}

/* A document that could not be read for lack of memory must say so. */
static enum govfig_status keep_done(const struct govfig_input_report *report, void *ctx)
{
  (void)ctx;
  return report->status;
}

static enum govfig_status read_inputs(const struct materials *m, struct buf *out,
                                      struct govfig_error *err)
{
  static const struct govfig_input_handler handler = {keep_begin, keep_text, keep_done};
  const char *path = m->folder;
  struct govfig_input *in;
  struct govfig_parcel *parcel = NULL;
  enum govfig_status s = govfig_input_new(NULL, &path, 1, &in, err);
  while (s == GOVFIG_OK && (s = govfig_input_next(in, &parcel, err)) == GOVFIG_OK &&
         parcel != NULL) {
    s = govfig_parcel_read(parcel, &handler, out, err);
    govfig_parcel_free(parcel);
  }
  govfig_input_free(in);
  return s;
}

const struct scenario scenarios[] = {
    {"load rules", load_rules},
    {"extract to csv", extract_csv},
    {"extract to tsv", extract_tsv},
    {"extract to jsonl", extract_jsonl},
    {"read csv", read_csv},
    {"read tsv", read_tsv},
    {"read jsonl", read_jsonl},
    {"summary", summary},
    {"conflicts", conflicts},
    {"pivot", pivot},
    {"histogram", histogram},
    {"outliers", outliers},
    {"saved state", saved_state},
    {"bar chart", bar_chart},
    {"box chart", box_chart},
    {"inputs", read_inputs},
    {NULL, NULL},
};
