/* plot.c - charts as the public header offers them.  SPDX-License-Identifier: GPL-3.0-or-later */
#include <govfig/plot.h>

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/str.h"
#include "plot/gnuplot.h"
#include "plot/model_rows.h"
#include "plot/vega.h"

struct govfig_plot_options govfig_plot_defaults(void)
{
  return (struct govfig_plot_options){.chart = GOVFIG_CHART_BAR};
}

static const char *usual_by(enum govfig_chart chart)
{
  switch (chart) {
  case GOVFIG_CHART_LINE:
    return "period";
  case GOVFIG_CHART_HEATMAP:
    return "region,period";
  case GOVFIG_CHART_HISTOGRAM:
    return "";
  default:
    return "region";
  }
}

enum govfig_status govfig_plot_prepare(const struct govfig_plot_options *options,
                                       struct govfig_stats_options *stats,
                                       struct govfig_error *err)
{
  if (stats->by == NULL)
    stats->by = usual_by(options->chart);
  stats->report = options->chart == GOVFIG_CHART_HISTOGRAM ? GOVFIG_REPORT_HISTOGRAM
                                                           : GOVFIG_REPORT_SUMMARY;
  if (options->chart == GOVFIG_CHART_LINE && stats->every == NULL &&
      !model_by_has(stats->by, govfig_column_name(GOVFIG_COLUMN_PERIOD)) &&
      !model_by_has(stats->by, govfig_column_name(GOVFIG_COLUMN_PUBLISHED)))
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0,
                     "a line runs over time: put period or published into --by");
  if (options->chart == GOVFIG_CHART_HEATMAP && stats->every == NULL &&
      strchr(stats->by, ',') == NULL)
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "a heatmap needs two columns in --by");
  return GOVFIG_OK;
}

enum govfig_status govfig_plot_new(const struct govfig_plot_options *options,
                                   const struct govfig_stats_options *stats,
                                   const struct govfig_report *report,
                                   struct govfig_plot **out, struct govfig_error *err)
{
  const struct govfig_plot_options usual = govfig_plot_defaults();
  struct govfig_plot *p = calloc(1, sizeof *p);
  *out = NULL;
  if (p == NULL)
    return error_nomem(err);
  enum govfig_status status =
      model_make(&p->model, options != NULL ? options : &usual, stats, report, err);
  if (status == GOVFIG_OK && !layout_make(&p->layout, &p->model))
    status = error_nomem(err);
  if (status != GOVFIG_OK) {
    govfig_plot_free(p);
    return status;
  }
  *out = p;
  return GOVFIG_OK;
}

void govfig_plot_free(struct govfig_plot *p)
{
  if (p != NULL)
    model_done(&p->model);
  free(p);
}

const char *govfig_plot_note(const struct govfig_plot *p, size_t i)
{
  return i < p->model.n_notes ? p->model.notes[i] : NULL;
}

const char *const *govfig_plot_formats(void)
{
  return gnuplot_formats;
}

/* Hands over what was made and frees it. */
static enum govfig_status hand_over(struct buf *made, govfig_write_fn *write, void *ctx,
                                    struct govfig_error *err)
{
  enum govfig_status status = made->failed ? error_nomem(err) : write(ctx, made->data, made->len);
  if (status != GOVFIG_OK && !made->failed)
    error_set(err, status, NULL, 0, 0, "%s", govfig_status_message(status));
  buf_done(made);
  return status;
}

static bool has_controls(const char *name)
{
  for (; *name != '\0'; name++)
    if ((unsigned char)*name < 0x20 || *name == 0x7F)
      return true;
  return false;
}

/* gnuplot would run the rest of such a name. */
static bool is_command(const char *name)
{
  return name[0] == '<' || name[0] == '|' || name[0] == '\0' || name[0] == '+' || name[0] == '-' ||
         name[0] == '$' || name[0] == '@';
}

enum govfig_status govfig_plot_script(const struct govfig_plot *p, const char *format,
                                      const char *font, const char *data_name,
                                      const char *output_name, govfig_write_fn *write, void *ctx,
                                      struct govfig_error *err)
{
  struct buf script = {0};
  if (!gnuplot_has_format(format))
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "format '%s' is not one of svg, png, pdf",
                     format);
  if (has_controls(data_name) || has_controls(output_name) || has_controls(font) ||
      is_command(data_name) || is_command(output_name) || strpbrk(font, ",:\"\\") != NULL)
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "that name cannot stand in a gnuplot script");
  const struct gnuplot_target target = {format, str_of(font), str_of(data_name),
                                        str_of(output_name)};
  gnuplot_script(p, &target, &script);
  return hand_over(&script, write, ctx, err);
}

enum govfig_status govfig_plot_data(const struct govfig_plot *p, govfig_write_fn *write,
                                    void *ctx, struct govfig_error *err)
{
  struct buf data = {0};
  gnuplot_data(p, &data);
  return hand_over(&data, write, ctx, err);
}

enum govfig_status govfig_plot_vega(const struct govfig_plot *p, govfig_write_fn *write,
                                    void *ctx, struct govfig_error *err)
{
  struct buf spec = {0};
  vega_specification(p, &spec);
  return hand_over(&spec, write, ctx, err);
}
