/* cmd_plot.c - govfig plot.  SPDX-License-Identifier: GPL-3.0-or-later */
#include <govfig/plot.h>

#include <stdint.h>
#include <stdio.h>
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
  int chart, sort, language, format, emit;
  bool quiet;
  const char *stat, *title, *source, *font, *output;
  long top, series, width;
};

static const struct settings defaults = {.selection = SELECTION_DEFAULTS};

#define AT(member) .offset = offsetof(struct settings, member)

static const struct option_row rows[] = {
    {.section = "Chart",
     .name = "chart", .letter = 'c', .type = OPTION_CHOICE, AT(chart),
     .choices = "bar|dot|line|box|histogram|heatmap",
     .help = "bars or dots per group, lines over time, boxes of quartiles, how many figures of "
             "which size, or groups by series as colours"},
    {.name = "stat", .letter = 's', .type = OPTION_TEXT, AT(stat), .metavar = "COLUMN",
     .help = "column of the summary that is drawn: n, sum, mean, median, ... (median)"},
    {.name = "sort", .type = OPTION_CHOICE, AT(sort), .choices = "auto|value|name|none",
     .help = "order of the groups: largest first, by name, or as in the summary; by default dates "
             "by name and others by value"},
    {.name = "top", .type = OPTION_NUMBER, AT(top), .metavar = "N", .min = 1, .max = 1000,
     .help = "draw the first N groups (60); what is left out is said on the picture"},
    {.name = "series", .type = OPTION_NUMBER, AT(series), .metavar = "N", .min = 1, .max = 60,
     .help = "draw the N series with most figures (8; of a heatmap 60)"},
    {.section = "Words and looks",
     .name = "title", .type = OPTION_TEXT, AT(title), .metavar = "TEXT",
     .help = "headline; by default the indicator that --where asks for"},
    {.name = "source", .type = OPTION_TEXT, AT(source), .metavar = "TEXT",
     .help = "where the figures come from, printed below the chart"},
    {.name = "language", .type = OPTION_CHOICE, AT(language), .choices = "zh|en",
     .help = "language of the words that the chart adds"},
    {.name = "font", .type = OPTION_TEXT, AT(font), .metavar = "FAMILY",
     .help = "font; by default the first installed one that covers Chinese"},
    {.name = "width", .type = OPTION_NUMBER, AT(width), .metavar = "PIXELS", .min = 320,
     .max = 4000, .help = "width of the picture (900); the height follows"},
    SELECTION_ROWS(struct settings, selection),
    {.section = "Output",
     .name = "output", .letter = 'o', .type = OPTION_TEXT, AT(output), .metavar = "FILE",
     .help = "write to FILE, which appears when it is whole"},
    {.name = "format", .letter = 'f', .type = OPTION_CHOICE, AT(format),
     .choices = "auto|svg|png|pdf",
     .help = "format of the picture; by default the ending of FILE tells, else svg"},
    {.name = "emit", .type = OPTION_CHOICE, AT(emit), .choices = "picture|gnuplot|vega-lite",
     .help = "instead of a picture, what draws it: a gnuplot script FILE and its data beside it "
             "(.tsv), or a Vega-Lite specification"},
    {.name = "quiet", .letter = 'q', .type = OPTION_FLAG, AT(quiet),
     .help = "no remarks on standard error"},
    {.name = NULL}};

enum emit { EMIT_PICTURE, EMIT_GNUPLOT, EMIT_VEGA };

/* --- output --- */

static enum govfig_status collect(void *ctx, const void *bytes, size_t len)
{
  return buf_add(ctx, bytes, len) ? GOVFIG_OK : GOVFIG_E_NOMEM;
}

/* Does `name` end in "." and `ending`? */
static bool has_ending(const char *name, const char *ending)
{
  size_t n = strlen(name), e = strlen(ending);
  return n > e + 1 && name[n - e - 1] == '.' && strcmp(name + n - e, ending) == 0;
}

static const char *picture_format(const struct settings *s)
{
  const char *const *formats = govfig_plot_formats();
  if (s->format > 0)
    return formats[s->format - 1];
  for (size_t i = 0; s->output != NULL && formats[i] != NULL; i++)
    if (has_ending(s->output, formats[i]))
      return formats[i];
  return formats[0];
}

/* `path` with another ending; in place of the one that `old` names, if it has it. */
static char *with_ending(const char *path, const char *old, const char *ending)
{
  size_t n = strlen(path), e = strlen(ending);
  if (has_ending(path, old))
    n -= strlen(old) + 1;
  char *name = malloc(n + 1 + e + 1);
  if (name == NULL)
    return NULL;
  memcpy(name, path, n);
  name[n] = '.';
  memcpy(name + n + 1, ending, e + 1);
  return name;
}

/* "./" and the last component: the script finds its files beside it, and no name
   is taken for anything but a name. */
static char *beside(const char *path)
{
  const char *slash = strrchr(path, '/'), *last = slash != NULL ? slash + 1 : path;
  size_t n = strlen(last);
  char *name = malloc(n + 3);
  if (name == NULL)
    return NULL;
  memcpy(name, "./", 2);
  memcpy(name + 2, last, n + 1);
  return name;
}

struct emission {
  const struct govfig_plot *plot;
  const char *format, *font, *data_name, *picture_name;
};

typedef enum govfig_status emit_fn(const struct emission *e, struct buf *out,
                                   struct govfig_error *err);

static enum govfig_status write_file(const char *path, const struct buf *bytes,
                                     struct govfig_error *err)
{
  struct output *to;
  enum govfig_status status = output_open(path, NULL, 0, &to, err);
  if (status != GOVFIG_OK)
    return status;
  status = output_write(to, bytes->data, bytes->len, err);
  bool whole = status == GOVFIG_OK;
  enum govfig_status closed = output_close(to, whole, whole ? err : NULL);
  return whole ? closed : status;
}

/* The output is opened when all is made: an interrupt meanwhile is left to
   govfig_plot_draw, which has a folder to remove. */
static enum govfig_status emit_to(const char *path, emit_fn *emit, const struct emission *e,
                                  struct govfig_error *err)
{
  struct buf made = {0};
  enum govfig_status status = emit(e, &made, err);
  if (status == GOVFIG_OK)
    status = write_file(path, &made, err);
  buf_done(&made);
  return status;
}

static enum govfig_status emit_picture(const struct emission *e, struct buf *out,
                                       struct govfig_error *err)
{
  return govfig_plot_draw(e->plot, e->format, collect, out, err);
}

static enum govfig_status emit_vega(const struct emission *e, struct buf *out,
                                    struct govfig_error *err)
{
  return govfig_plot_vega(e->plot, collect, out, err);
}

static enum govfig_status emit_data(const struct emission *e, struct buf *out,
                                    struct govfig_error *err)
{
  return govfig_plot_data(e->plot, collect, out, err);
}

static enum govfig_status emit_script(const struct emission *e, struct buf *out,
                                      struct govfig_error *err)
{
  return govfig_plot_script(e->plot, e->format, e->font, e->data_name, e->picture_name, collect,
                            out, err);
}

/* A script may be made for another computer: without a font here, it names one. */
static enum govfig_status script_font(const struct govfig_plot *plot, char *font, size_t size,
                                      struct govfig_error *err)
{
  static const char usual[] = "Noto Sans CJK SC";
  enum govfig_status status = govfig_plot_font(plot, font, size, err);
  if (status != GOVFIG_E_READ || size < sizeof usual)
    return status;
  say_error(err);
  say("the script names the font %s", usual);
  memcpy(font, usual, sizeof usual);
  return GOVFIG_OK;
}

/* NAME.gp and NAME.tsv; the script draws NAME.svg. */
static enum govfig_status emit_gnuplot(const struct settings *s, struct emission *e,
                                       struct govfig_error *err)
{
  enum govfig_status status;
  char font[128], *data = NULL, *picture = NULL, *data_name = NULL, *picture_name = NULL;
  if (s->output == NULL || strcmp(s->output, "-") == 0)
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0,
                     "--emit gnuplot makes two files: name the script with -o NAME.gp");
  status = script_font(e->plot, font, sizeof font, err);
  if (status != GOVFIG_OK)
    return status;
  data = with_ending(s->output, "gp", "tsv");
  picture = with_ending(s->output, "gp", e->format);
  data_name = data != NULL ? beside(data) : NULL;
  picture_name = picture != NULL ? beside(picture) : NULL;
  e->font = font;
  e->data_name = data_name;
  e->picture_name = picture_name;
  status = data_name == NULL || picture_name == NULL ? error_nomem(err) : GOVFIG_OK;
  if (status == GOVFIG_OK)
    status = emit_to(data, emit_data, e, err);
  if (status == GOVFIG_OK)
    status = emit_to(s->output, emit_script, e, err);
  free(data);
  free(picture);
  free(data_name);
  free(picture_name);
  return status;
}

static enum govfig_status emit(const struct settings *s, const struct govfig_plot *plot,
                               struct govfig_error *err)
{
  struct emission e = {.plot = plot, .format = picture_format(s)};
  if (s->emit == EMIT_GNUPLOT)
    return emit_gnuplot(s, &e, err);
  if (s->emit == EMIT_PICTURE && s->output == NULL && isatty(STDOUT_FILENO))
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0,
                     "standard output is a terminal: name a file for the picture with -o");
  return emit_to(s->output, s->emit == EMIT_VEGA ? emit_vega : emit_picture, &e, err);
}

/* --- from tables to a chart --- */

static struct govfig_plot_options chart_options(const struct settings *s)
{
  static const char *const sorts[] = {NULL, "value", "name", "none"};
  static const char *const languages[] = {"zh", "en"};
  struct govfig_plot_options o = govfig_plot_defaults();
  o.chart = (enum govfig_chart)s->chart;
  o.stat = s->stat;
  o.sort = sorts[s->sort];
  o.top = (size_t)s->top;
  o.series = (size_t)s->series;
  o.title = s->title;
  o.source = s->source;
  o.language = languages[s->language];
  o.font = s->font;
  o.width = (unsigned)s->width;
  return o;
}

static enum govfig_status make_report(const struct settings *s, const struct operands *tables,
                                      const struct govfig_stats_options *options,
                                      struct govfig_report **out, struct govfig_error *err)
{
  struct govfig_stats *stats;
  *out = NULL;
  enum govfig_status status = govfig_stats_new(options, &stats, err);
  if (status != GOVFIG_OK)
    return status;
  status = selection_read(&s->selection, tables, stats, err);
  if (status == GOVFIG_OK)
    status = govfig_stats_finish(stats, out, err);
  govfig_stats_free(stats);
  return status;
}

static void say_notes(const struct govfig_plot *plot, const struct govfig_report *report)
{
  const char *note;
  for (size_t i = 0; (note = govfig_report_note(report, i)) != NULL; i++)
    say("%s", note);
  for (size_t i = 0; (note = govfig_plot_note(plot, i)) != NULL; i++)
    say("%s", note);
}

static enum govfig_status draw(const struct settings *s, const struct operands *tables,
                               struct buf *weights, struct govfig_error *err)
{
  struct govfig_plot_options chart = chart_options(s);
  struct govfig_stats_options options;
  struct govfig_report *report;
  struct govfig_plot *plot = NULL;
  enum govfig_status status = selection_options(&s->selection, &options, weights, err);
  options.by = s->selection.by; /* each chart has its usual groups */
  if (status == GOVFIG_OK)
    status = govfig_plot_prepare(&chart, &options, err);
  if (status != GOVFIG_OK)
    return status;
  status = make_report(s, tables, &options, &report, err);
  if (status == GOVFIG_OK)
    status = govfig_plot_new(&chart, &options, report, &plot, err);
  if (status == GOVFIG_OK)
    status = emit(s, plot, err);
  if (status == GOVFIG_OK && !s->quiet)
    say_notes(plot, report);
  govfig_plot_free(plot);
  govfig_report_free(report);
  return status;
}

static int plot_run(void *settings, const struct operands *tables)
{
  struct govfig_error err = {0};
  struct buf weights = {0};
  enum govfig_status status = draw(settings, tables, &weights, &err);
  buf_done(&weights);
  if (status != GOVFIG_OK)
    say_error(&err);
  return govfig_status_exit(status);
}

const struct command command_plot = {
    .name = "plot",
    .synopsis = "[OPTION]... [FIGURES]...",
    .summary = "figures table to chart",
    .description =
        "Summarises tables of figures (standard input, where none is named) and draws the summary "
        "as SVG, PNG or PDF. The first column of --by gives the groups, the others the series; of "
        "a line chart, period gives the x axis.\n"
        "Figures that differ in kind, unit, measure or status never share a chart unless --by "
        "names that column: those with the most figures are drawn, and standard error says which.\n"
        "Pictures are drawn by gnuplot with a font that covers Chinese; --emit hands over what "
        "draws them, for editing.\n",
    .examples =
        "growth of provinces against their target, from reports\t"
        "govfig extract reports/ | govfig plot --chart dot --level province --by region,status "
        "-w 'indicator = GDP' "
        "-w 'measure = growth' -o growth.svg\n"
        "a line per region over the years\t"
        "govfig plot --chart line --by period,region --every year figures.csv -o lines.png\n"
        "what a gnuplot user would edit\t"
        "govfig plot --emit gnuplot -o chart.gp figures.csv\n",
    .options = rows,
    .defaults = &defaults,
    .settings_size = sizeof(struct settings),
    .run = plot_run,
};
