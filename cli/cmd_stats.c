/* cmd_stats.c - govfig stats.  SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/say.h"
#include "cli/selection.h"

struct settings {
  struct selection selection;
  const char *pivot, *corr, *output;
  bool histogram, outliers, conflicts, robust, trend, partial, merge, excel, no_header, quiet;
  int format;
};

static const struct settings defaults = {.selection = SELECTION_DEFAULTS};

#define AT(member) .offset = offsetof(struct settings, member)

static const struct option_row rows[] = {
    {.section = "What to tell", .name = "robust", .type = OPTION_FLAG, AT(robust),
     .help = "adds Sn, Qn and the mean without the outer fifths"},
    {.name = "trend", .type = OPTION_FLAG, AT(trend),
     .help = "adds the slope over time, per year, with its error and p-value, and a robust slope"},
    {.name = "pivot", .type = OPTION_TEXT, AT(pivot), .metavar = "ROW,COLUMN,...",
     .help = "lays the values out as a table instead; cells of several values are marked"},
    {.name = "histogram", .type = OPTION_FLAG, AT(histogram),
     .help = "how many figures fall into which bin instead (--bins)"},
    {.name = "outliers", .type = OPTION_FLAG, AT(outliers),
     .help = "lists the figures that stand out in their group instead (Hampel, Tukey)"},
    {.name = "corr", .type = OPTION_TEXT, AT(corr), .metavar = "A,B",
     .help = "correlation of two indicators across regions instead (Pearson, Spearman)"},
    {.name = "conflicts", .type = OPTION_FLAG, AT(conflicts),
     .help = "lists the figures that another document contradicts instead, side by side"},
    SELECTION_ROWS(struct settings, selection),
    {.section = "Parts", .name = "partial", .type = OPTION_FLAG, AT(partial),
     .help = "writes a state instead, for --merge"},
    {.name = "merge", .type = OPTION_FLAG, AT(merge),
     .help = "FIGURES are states that --partial wrote; the options are those they were made with"},
    {.section = "Output", .name = "output", .letter = 'o', .type = OPTION_TEXT, AT(output),
     .metavar = "FILE", .help = "write to FILE, which appears when it is whole"},
    {.name = "format", .letter = 'f', .type = OPTION_CHOICE, AT(format),
     .choices = "auto|table|csv|tsv|jsonl|markdown",
     .help = "by default an aligned table on a terminal and csv elsewhere"},
    {.name = "excel", .type = OPTION_FLAG, AT(excel),
     .help = "csv and tsv as Excel likes them: byte order mark, CRLF, no text that it would run"},
    {.name = "no-header", .type = OPTION_FLAG, AT(no_header), .help = "leave out the header row"},
    {.name = "quiet", .letter = 'q', .type = OPTION_FLAG, AT(quiet),
     .help = "no remarks on standard error"},
    {.name = NULL}};

/* --- options -------------------------------------------------------------- */

static enum govfig_status choose_report(const struct settings *s, struct govfig_stats_options *o,
                                        struct govfig_error *err)
{
  const bool asked[] = {[GOVFIG_REPORT_PIVOT] = s->pivot != NULL,
                        [GOVFIG_REPORT_HISTOGRAM] = s->histogram,
                        [GOVFIG_REPORT_OUTLIERS] = s->outliers,
                        [GOVFIG_REPORT_CORRELATION] = s->corr != NULL,
                        [GOVFIG_REPORT_CONFLICTS] = s->conflicts};
  int n = 0;
  for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
    if (asked[i])
      o->report = (enum govfig_report_kind)i;
    n += asked[i];
  }
  if (n > 1)
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0,
                     "only one of --pivot, --histogram, --outliers, --corr, --conflicts at a time");
  if (n == 1 && (s->robust || s->trend || s->selection.ci))
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0,
                     "--robust, --trend and --ci belong to the summary");
  if (s->selection.bins > 0 && !s->histogram)
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "--bins belongs to --histogram");
  return GOVFIG_OK;
}

static enum govfig_status make_options(const struct settings *s, struct govfig_stats_options *o,
                                       struct buf *weights, struct govfig_error *err)
{
  enum govfig_status status = selection_options(&s->selection, o, weights, err);
  if (status == GOVFIG_OK)
    status = choose_report(s, o, err);
  o->pivot = s->pivot;
  o->corr = s->corr;
  o->robust = s->robust;
  o->trend = s->trend;
  return status;
}

/* --- states --------------------------------------------------------------- */

static enum govfig_status join_state(struct govfig_stats **to, const char *name,
                                     const struct buf *bytes, struct govfig_error *err)
{
  struct govfig_stats *part;
  enum govfig_status status = govfig_stats_load(name, bytes->data, bytes->len, &part, err);
  if (status != GOVFIG_OK)
    return status;
  if (*to == NULL) {
    *to = part;
    return GOVFIG_OK;
  }
  status = govfig_stats_merge(*to, part, err);
  govfig_stats_free(part);
  return status;
}

static enum govfig_status merge_states(const struct operands *tables, struct govfig_stats **out,
                                       struct govfig_error *err)
{
  static const char *const standard_input[] = {"-"};
  const char *const *item = tables->n > 0 ? tables->item : standard_input;
  size_t n = tables->n > 0 ? tables->n : 1;
  enum govfig_status status = GOVFIG_OK;
  *out = NULL;
  for (size_t i = 0; i < n && status == GOVFIG_OK; i++) {
    struct buf bytes = {0};
    status = selection_file(item[i], &bytes, err);
    if (status == GOVFIG_OK)
      status = join_state(out, item[i], &bytes, err);
    buf_done(&bytes);
  }
  return status;
}

/* --- output --------------------------------------------------------------- */

static enum govfig_status write_output(void *ctx, const void *bytes, size_t len)
{
  return output_write(ctx, bytes, len, NULL);
}

static const char *format_of(const struct settings *s)
{
  static const char *const formats[] = {NULL, "table", "csv", "tsv", "jsonl", "markdown"};
  bool file = s->output != NULL && strcmp(s->output, "-") != 0;
  if (s->format != 0)
    return formats[s->format];
  return !file && !s->excel && isatty(STDOUT_FILENO) ? "table" : "csv";
}

static enum govfig_status write_report(const struct settings *s, struct govfig_stats *stats,
                                       struct output *to, struct govfig_error *err)
{
  struct govfig_writer_options o = {format_of(s), s->no_header, s->excel};
  struct govfig_report *report;
  const char *note;
  enum govfig_status status = govfig_stats_finish(stats, &report, err);
  if (status != GOVFIG_OK)
    return status;
  status = govfig_report_write(report, &o, write_output, to, err);
  for (size_t i = 0; !s->quiet && (note = govfig_report_note(report, i)) != NULL; i++)
    say("%s", note);
  govfig_report_free(report);
  return status;
}

static enum govfig_status write_result(const struct settings *s, struct govfig_stats *stats,
                                       struct govfig_error *err)
{
  struct output *to;
  enum govfig_status status = output_open(s->output, NULL, 0, &to, err), closed;
  if (status != GOVFIG_OK)
    return status;
  if (s->partial)
    status = govfig_stats_save(stats, write_output, to, err);
  else
    status = write_report(s, stats, to, err);
  closed = output_close(to, status == GOVFIG_OK, status == GOVFIG_OK ? err : NULL);
  return status != GOVFIG_OK ? status : closed;
}

/* --- the command ---------------------------------------------------------- */

static enum govfig_status run(const struct settings *s, const struct operands *tables,
                              struct buf *weights, struct govfig_error *err)
{
  struct govfig_stats_options options;
  struct govfig_stats *stats = NULL;
  enum govfig_status status = make_options(s, &options, weights, err);
  if (status == GOVFIG_OK && s->merge)
    status = merge_states(tables, &stats, err);
  else if (status == GOVFIG_OK)
    status = govfig_stats_new(&options, &stats, err);
  if (status == GOVFIG_OK && !s->merge)
    status = selection_read(&s->selection, tables, stats, err);
  if (status == GOVFIG_OK)
    status = write_result(s, stats, err);
  govfig_stats_free(stats);
  return status;
}

static int stats_run(void *settings, const struct operands *tables)
{
  struct govfig_error err = {0};
  struct buf weights = {0};
  enum govfig_status status = run(settings, tables, &weights, &err);
  buf_done(&weights);
  if (status != GOVFIG_OK)
    say_error(&err);
  return govfig_status_exit(status);
}

const struct command command_stats = {
    .name = "stats",
    .synopsis = "[OPTION]... [FIGURES]...",
    .summary = "figures table to a summary per group",
    .description =
        "Summarises tables of figures (standard input, where none is named), made by govfig extract "
        "or elsewhere, as CSV, TSV or JSON Lines: a row per group with counts, sum, mean, spread, "
        "quantiles and shape.\n"
        "Groups are made by --by (region,publisher). Figures that differ in kind, unit, measure or "
        "status are never pooled. A sum over percentages or ranks, or over a region and its own "
        "parts, is left empty, and the column note says why. Where a group mixes indicators, "
        "standard error says so once.\n"
        "Sums are exact; quantiles are R's type 7; sd has n - 1 below; skew and kurtosis are G1 and "
        "G2. An empty cell means that there is no such number.\n",
    .examples =
        "what each report says, per region and source\tgovfig extract reports/ | govfig stats\n"
        "one indicator as a table of regions by years\t"
        "govfig stats -w 'indicator_key = GDP' --pivot region,period --every year figures.csv\n"
        "on which figures do sources disagree\tgovfig stats --conflicts figures.csv\n"
        "in parts, on many machines\tgovfig stats --partial part1.csv -o 1.state; ...; govfig stats "
        "--merge 1.state 2.state\n",
    .options = rows,
    .defaults = &defaults,
    .settings_size = sizeof(struct settings),
    .run = stats_run,
};
