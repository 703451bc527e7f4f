/* chart_words.c - title, subtitle and remarks of a chart.
   SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/chart_words.h"

#include <string.h>

#include "base/error.h"
#include "base/str.h"
#include "plot/chart.h"
#include "plot/model_cells.h"
#include "plot/text.h"

/* What all figures of the chart have in a column that splits them; empty where
   `by` has the column. */
static struct govfig_str common(struct model *m, const struct model_rows *r,
                                const struct govfig_report *report, enum govfig_column column)
{
  const char *name = govfig_column_name(column);
  for (size_t c = 0; c < r->keys; c++)
    if (r->role[c] == ROLE_SPLIT && strcmp(govfig_report_column(report, c)->name, name) == 0)
      return text_clean(&m->arena, govfig_report_text(report, r->row[0].index, c));
  return (struct govfig_str){"", 0};
}

/* X of a condition "indicator = X" or "indicator_key = X". */
static bool condition_value(const char *where, struct govfig_str *out)
{
  static const char name[] = "indicator";
  if (strncmp(where, name, sizeof name - 1) != 0)
    return false;
  const char *p = where + sizeof name - 1;
  if (strncmp(p, "_key", 4) == 0)
    p += 4;
  p += strspn(p, " ");
  if (*p != '=' || p[1] == '~')
    return false;
  p += 1 + (p[1] == '=');
  p += strspn(p, " ");
  *out = str_of(p);
  if (out->len >= 2 && (*p == '"' || *p == '\'') && p[out->len - 1] == *p)
    *out = (struct govfig_str){p + 1, out->len - 2};
  return out->len > 0;
}

static struct govfig_str title_of(struct model *m, const struct govfig_plot_options *o,
                                  const struct govfig_stats_options *stats)
{
  struct govfig_str title = {"", 0};
  if (o->title != NULL)
    return text_clean(&m->arena, str_of(o->title));
  for (size_t i = 0; i < stats->n_where; i++)
    if (condition_value(stats->where[i], &title))
      break;
  return text_clean(&m->arena, title);
}

/* "100 million" + "yuan"; a blank between words of the Latin alphabet. */
static struct govfig_str unit_of(struct model *m)
{
  struct govfig_str parts[2] = {m->scale.word, m->unit};
  bool latin = parts[0].len > 0 && (unsigned char)parts[0].data[0] < 0x80;
  return text_join(&m->arena, parts, 2, latin ? " " : "");
}

/* Does every value stand for a single figure?  Then the statistic is no news. */
static bool is_single(const struct model *m)
{
  for (size_t i = 0; m->cells != NULL && i < m->n_groups * m->n_series; i++)
    if (m->cells[i].has && m->cells[i].figures > 1.5)
      return false;
  return m->cells != NULL;
}

static bool has_interval(const struct model *m)
{
  for (size_t s = 0; m->cells != NULL && s < m->n_series; s++)
    if (chart_has_interval(m, s))
      return true;
  return false;
}

static struct govfig_str subtitle_of(struct model *m, const struct model_rows *r,
                                     const struct govfig_report *report)
{
  struct govfig_str parts[4];
  size_t n = 0;
  if (m->value_name.len > 0)
    parts[n++] = m->value_name;
  parts[n++] = words_get(m->words, common(m, r, report, GOVFIG_COLUMN_MEASURE));
  parts[n++] = words_get(m->words, common(m, r, report, GOVFIG_COLUMN_STATUS));
  if (m->unit_name.len > 0)
    parts[n++] = words_fill(m->words, &m->arena, "unit", &m->unit_name, 1);
  return text_join(&m->arena, parts, n, " \xC2\xB7 ");
}

/* What one must know to read the marks; behind it what was left out. */
static struct govfig_str remark_of(struct model *m, double confidence)
{
  struct govfig_str parts[2] = {{"", 0}, m->remark};
  struct buf percent = {0};
  text_add_fixed(&percent, confidence * 100, 2);
  if (m->chart == GOVFIG_CHART_BOX)
    parts[0] = words_of(m->words, "box");
  else if (has_interval(m) && !percent.failed)
    parts[0] = words_fill(m->words, &m->arena,
                          m->chart == GOVFIG_CHART_LINE ? "band" : "interval",
                          &(struct govfig_str){percent.data, percent.len}, 1);
  buf_done(&percent);
  return text_join(&m->arena, parts, 2, " \xC2\xB7 ");
}

enum govfig_status chart_describe(struct model *m, const struct model_rows *r,
                                  const struct govfig_plot_options *options,
                                  const struct govfig_stats_options *stats,
                                  const struct govfig_report *report, struct govfig_error *err)
{
  const char *stat = options->stat != NULL ? options->stat : "median";
  bool histogram = m->chart == GOVFIG_CHART_HISTOGRAM;
  bool single = is_single(m) && !model_is_unitless(stat);
  bool named = m->chart != GOVFIG_CHART_BOX && !histogram;
  m->value_name = words_of(m->words, histogram ? "figures" : named && !single ? stat : "");
  m->unit = (struct govfig_str){"", 0};
  if (!(named && model_is_unitless(stat)))
    m->unit = common(m, r, report, GOVFIG_COLUMN_UNIT);
  m->unit_name = unit_of(m);
  m->title = title_of(m, options, stats);
  m->subtitle = subtitle_of(m, r, report);
  m->remark = remark_of(m, stats->confidence);
  struct govfig_str source = text_clean(&m->arena, str_of(options->source));
  m->source = source.len > 0 ? words_fill(m->words, &m->arena, "source", &source, 1) : source;
  m->font = options->font != NULL ? text_clean(&m->arena, str_of(options->font)) : m->font;
  if (m->title.data == NULL || m->subtitle.data == NULL || m->remark.data == NULL ||
      m->source.data == NULL || m->unit.data == NULL || m->unit_name.data == NULL)
    return error_nomem(err);
  return GOVFIG_OK;
}
