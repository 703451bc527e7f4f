/* vega.c - a chart as a Vega-Lite specification.  SPDX-License-Identifier: GPL-3.0-or-later

   The data stand in the specification.  Text out of the figures is only ever a
   value of a field or a title; expressions are made of constants alone. */
#include "plot/vega.h"

#include <math.h>

#include "base/str.h"
#include "plot/text.h"

/* --- data --- */

static void add_member(struct buf *out, const char *name)
{
  chart_put(out, ",\"%s\":", name);
}

static void add_text(struct buf *out, const char *name, struct govfig_str value)
{
  add_member(out, name);
  text_add_json(out, value);
}

static void add_number(struct buf *out, const char *name, double value)
{
  add_member(out, name);
  text_add_fixed(out, value, 12);
}

static void add_five(struct buf *out, const struct model_cell *cell)
{
  static const char *const names[MODEL_FIVE] = {"min", "p05", "q1", "median", "q3", "p95", "max"};
  for (size_t i = 0; i < MODEL_FIVE; i++)
    add_number(out, names[i], cell->five[i]);
}

static void add_value(struct buf *out, const struct model *m, const struct model_cell *cell)
{
  struct buf label = {0};
  add_member(out, "value");
  chart_add_number(out, cell);
  if (cell->interval) {
    add_number(out, "low", cell->low);
    add_number(out, "high", cell->high);
  }
  chart_add_label(m, cell, &label);
  add_text(out, "label", (struct govfig_str){label.data, label.len});
  if (m->chart == GOVFIG_CHART_HEATMAP)
    buf_add_text(out, chart_on(chart_heat(m, cell->value)) == 0xffffff ? ",\"dark\":true"
                                                                      : ",\"dark\":false");
  out->failed = out->failed || label.failed;
  buf_done(&label);
}

/* A row per cell.  Missing ones break lines, and keep their group on the axis. */
static void add_cells(struct buf *out, const struct model *m)
{
  const char *between = "\n    {";
  for (size_t g = 0; g < m->n_groups; g++)
    for (size_t s = 0; s < m->n_series; s++) {
      const struct model_cell *cell = model_cell(m, g, s);
      if (!cell->has && m->chart == GOVFIG_CHART_HEATMAP)
        continue;
      buf_add_text(out, between);
      buf_add_text(out, "\"group\":");
      text_add_json(out, m->groups[g].label);
      add_text(out, "series", m->series[s].label);
      if (!cell->has)
        buf_add_text(out, ",\"value\":null");
      else if (m->chart == GOVFIG_CHART_BOX)
        add_five(out, cell);
      else
        add_value(out, m, cell);
      buf_add_char(out, '}');
      between = ",\n    {";
    }
}

static void add_bins(struct buf *out, const struct model *m)
{
  for (size_t i = 0; i < m->n_bins; i++) {
    buf_add_text(out, i > 0 ? ",\n    {\"series\":" : "\n    {\"series\":");
    text_add_json(out, m->series[m->bins[i].series].label);
    add_number(out, "low", m->bins[i].low);
    add_number(out, "high", m->bins[i].high);
    add_number(out, "count", m->bins[i].count);
    buf_add_char(out, '}');
  }
}

/* --- channels --- */

/* An axis of values in the unit that people read; `extra` goes into the channel. */
static void add_values_axis(struct buf *out, const struct model *m, const char *channel,
                            const char *field, const char *extra)
{
  chart_put(out, "\"%s\":{\"field\":\"%s\",\"type\":\"quantitative\"%s,\"axis\":{\"labelExpr\":"
                 "\"format(datum.value / 1e%d, ',')\"}", channel, field, extra, m->scale.shift);
  add_text(out, "title", m->unit_name);
  buf_add_char(out, '}');
}

static void add_series_list(struct buf *out, const struct model *m)
{
  for (size_t s = 0; s < m->n_series; s++) {
    buf_add_char(out, s > 0 ? ',' : '[');
    text_add_json(out, m->series[s].label);
  }
  buf_add_char(out, ']');
}

/* The colours of the series, in their order. */
static void add_colour(struct buf *out, const struct model *m)
{
  if (!m->named_series) {
    chart_put(out, "\"color\":{\"value\":\"#%06x\"}", chart_colour(0));
    return;
  }
  buf_add_text(out, "\"color\":{\"field\":\"series\",\"type\":\"nominal\",\"title\":null,"
                    "\"scale\":{\"domain\":");
  add_series_list(out, m);
  buf_add_text(out, ",\"range\":[");
  for (size_t s = 0; s < m->n_series; s++)
    chart_put(out, "%s\"#%06x\"", s > 0 ? "," : "", chart_colour(s));
  buf_add_text(out, "]}}");
}

static void add_groups(struct buf *out, const struct model *m, bool offset)
{
  buf_add_text(out, "\"y\":{\"field\":\"group\",\"type\":\"nominal\",\"sort\":null,\"title\":null,"
                    "\"axis\":{\"labelLimit\":320,\"ticks\":false,\"domain\":false}}");
  if (offset && m->slots > 1)
    buf_add_text(out, ",\"yOffset\":{\"field\":\"series\",\"type\":\"nominal\",\"sort\":null}");
}

/* Starts a layer of marks; add_end ends it. */
static void add_layer(struct buf *out, const char *mark, bool first)
{
  chart_put(out, "%s\n    {\"mark\":{%s},\"encoding\":{", first ? "" : ",", mark);
}

static void add_end(struct buf *out)
{
  buf_add_text(out, "}}");
}

/* --- kinds of charts --- */

static void add_intervals(struct buf *out, const struct model *m, const char *value,
                          const char *other)
{
  buf_add_text(out, ",\n    {\"transform\":[{\"filter\":\"isValid(datum.low)\"}],"
                    "\"mark\":{\"type\":\"rule\",\"color\":\"#333333\"},\"encoding\":{");
  add_values_axis(out, m, value, "low", "");
  chart_put(out, ",\"%s\":{\"field\":\"high\"}}}", other);
}

static void add_labels(struct buf *out, const struct model *m, const char *mark,
                       const char *channel)
{
  add_layer(out, mark, false);
  add_values_axis(out, m, channel, "value", "");
  buf_add_text(out, ",\"text\":{\"field\":\"label\"}");
  add_end(out);
}

static void bars(struct buf *out, const struct model *m)
{
  buf_add_text(out, "  \"encoding\":{");
  add_groups(out, m, true);
  buf_add_text(out, "},\n  \"layer\":[");
  add_layer(out, "\"type\":\"bar\"", true);
  add_values_axis(out, m, "x", "value", "");
  buf_add_char(out, ',');
  add_colour(out, m);
  add_end(out);
  add_intervals(out, m, "x", "x2");
  add_labels(out, m, "\"type\":\"text\",\"align\":\"left\",\"dx\":5,\"color\":\"#333333\"", "x");
  buf_add_text(out, "]");
}

static void dots(struct buf *out, const struct model *m)
{
  const char *scale = m->scale.low > 0 || m->scale.high < 0 ? ",\"scale\":{\"zero\":false}" : "";
  buf_add_text(out, "  \"encoding\":{");
  add_groups(out, m, false);
  buf_add_text(out, "},\n  \"layer\":[");
  add_layer(out, "\"type\":\"rule\",\"color\":\"#c9c9c9\",\"strokeWidth\":3", true);
  add_values_axis(out, m, "x", "value", ",\"aggregate\":\"min\"");
  buf_add_text(out, ",\"x2\":{\"field\":\"value\",\"aggregate\":\"max\"}");
  add_end(out);
  add_intervals(out, m, "x", "x2");
  add_layer(out, "\"type\":\"point\",\"filled\":true,\"size\":70,\"opacity\":1", false);
  add_values_axis(out, m, "x", "value", scale);
  buf_add_char(out, ',');
  add_colour(out, m);
  add_end(out);
  buf_add_text(out, "]");
}

static void boxes(struct buf *out, const struct model *m)
{
  static const char *const ends[2] = {"min", "max"};
  buf_add_text(out, "  \"encoding\":{");
  add_groups(out, m, true);
  buf_add_char(out, ',');
  add_colour(out, m);
  buf_add_text(out, "},\n  \"layer\":[");
  add_layer(out, "\"type\":\"rule\"", true);
  add_values_axis(out, m, "x", "p05", "");
  buf_add_text(out, ",\"x2\":{\"field\":\"p95\"}");
  add_end(out);
  add_layer(out, "\"type\":\"bar\",\"opacity\":0.45", false);
  add_values_axis(out, m, "x", "q1", "");
  buf_add_text(out, ",\"x2\":{\"field\":\"q3\"}");
  add_end(out);
  add_layer(out, "\"type\":\"tick\",\"thickness\":3", false);
  add_values_axis(out, m, "x", "median", "");
  add_end(out);
  for (int i = 0; i < 2; i++) {
    add_layer(out, "\"type\":\"point\",\"filled\":true,\"size\":14", false);
    add_values_axis(out, m, "x", ends[i], "");
    add_end(out);
  }
  buf_add_text(out, "]");
}

static void lines(struct buf *out, const struct model *m)
{
  const char *scale = m->scale.low > 0 || m->scale.high < 0 ? ",\"scale\":{\"zero\":false}" : "";
  buf_add_text(out, "  \"encoding\":{\"x\":{\"field\":\"group\",\"type\":\"ordinal\",\"sort\":null,"
                    "\"title\":null,\"axis\":{\"labelOverlap\":true,\"labelAngle\":0}},");
  add_colour(out, m);
  buf_add_text(out, "},\n  \"layer\":[");
  add_layer(out, "\"type\":\"line\",\"point\":true", true);
  add_values_axis(out, m, "y", "value", scale);
  add_end(out);
  add_intervals(out, m, "y", "y2");
  buf_add_text(out, "]");
}

static void histogram(struct buf *out, const struct model *m)
{
  chart_put(out, "  \"mark\":{\"type\":\"bar\",\"color\":\"#%06x\"},\n  \"encoding\":{",
            chart_colour(0));
  add_values_axis(out, m, "x", "low", ",\"bin\":{\"binned\":true}");
  buf_add_text(out, ",\"x2\":{\"field\":\"high\"},\"y\":{\"field\":\"count\",\"type\":"
                    "\"quantitative\"");
  add_text(out, "title", m->value_name);
  buf_add_char(out, '}');
  if (m->named_series)
    buf_add_text(out, ",\"row\":{\"field\":\"series\",\"type\":\"nominal\",\"sort\":null,"
                      "\"title\":null}");
  buf_add_char(out, '}');
}

static void heatmap(struct buf *out, const struct model *m)
{
  bool both = m->scale.low < 0 && m->scale.high > 0;
  buf_add_text(out, "  \"encoding\":{\"x\":{\"field\":\"series\",\"type\":\"nominal\",\"sort\":");
  add_series_list(out, m);
  buf_add_text(out, ",\"title\":null,\"axis\":{\"orient\":\"top\",\"labelLimit\":150}},");
  add_groups(out, m, false);
  buf_add_text(out, "},\n  \"layer\":[");
  add_layer(out, "\"type\":\"rect\"", true);
  buf_add_text(out, "\"color\":{\"field\":\"value\",\"type\":\"quantitative\",\"scale\":{");
  if (both) { /* the same distance from zero is as strong on both sides */
    double far = fmax(-m->scale.low, m->scale.high);
    buf_add_text(out, "\"scheme\":\"redblue\",\"reverse\":true,\"domain\":[");
    text_add_fixed(out, -far, 12);
    buf_add_char(out, ',');
    text_add_fixed(out, far, 12);
    buf_add_char(out, ']');
  } else {
    buf_add_text(out, "\"scheme\":\"blues\"");
  }
  buf_add_char(out, '}');
  add_text(out, "title", m->unit_name);
  chart_put(out, ",\"legend\":{\"labelExpr\":\"format(datum.value / 1e%d, ',')\"}}",
            m->scale.shift);
  add_end(out);
  add_layer(out, "\"type\":\"text\",\"fontSize\":11", false);
  buf_add_text(out, "\"text\":{\"field\":\"label\"},\"color\":{\"condition\":{\"test\":"
                    "\"datum.dark\",\"value\":\"#ffffff\"},\"value\":\"#222222\"}");
  add_end(out);
  buf_add_text(out, "]");
}

/* --- all of it --- */

static void add_head(struct buf *out, const struct govfig_plot *p)
{
  const struct model *m = &p->model;
  buf_add_text(out, "{\n  \"$schema\":\"https://vega.github.io/schema/vega-lite/v5.json\",\n"
                    "  \"title\":{\"anchor\":\"start\",\"fontSize\":20,"
                    "\"subtitleColor\":\"#666666\"");
  add_text(out, "text", m->title);
  buf_add_text(out, ",\"subtitle\":[");
  text_add_json(out, m->subtitle);
  for (struct govfig_str rest = p->layout.remark; rest.len > 0;) {
    buf_add_char(out, ',');
    text_add_json(out, text_cut(&rest, '\n'));
  }
  buf_add_text(out, "]},\n");
  if (m->chart == GOVFIG_CHART_HEATMAP)
    chart_put(out, "  \"width\":{\"step\":%ld},\n  \"height\":{\"step\":%ld},\n", p->layout.cell,
              p->layout.pitch);
  else if (m->chart == GOVFIG_CHART_LINE || m->chart == GOVFIG_CHART_HISTOGRAM)
    chart_put(out, "  \"width\":%ld,\n  \"height\":%ld,\n", p->layout.right - p->layout.left,
              m->chart == GOVFIG_CHART_LINE ? p->layout.bottom - p->layout.top : p->layout.pitch);
  else
    chart_put(out, "  \"width\":%ld,\n  \"height\":%ld,\n", p->layout.right - p->layout.left,
              p->layout.bottom - p->layout.top);
}

static void add_config(struct buf *out, const struct model *m)
{
  struct govfig_str comma = {", ", 2}, font;
  struct buf list = {0};
  for (size_t i = 0; (font = words_font(m->words, i)).len > 0; i++) {
    buf_add(&list, font.data, font.len);
    buf_add(&list, comma.data, comma.len);
  }
  buf_add_text(&list, "sans-serif");
  buf_add_text(out, "  \"config\":{\"view\":{\"stroke\":null}");
  add_text(out, "font", (struct govfig_str){list.data, list.len});
  buf_add_text(out, "},\n");
  out->failed = out->failed || list.failed;
  buf_done(&list);
}

void vega_specification(const struct govfig_plot *p, struct buf *out)
{
  static void (*const parts[])(struct buf *, const struct model *) = {
      [GOVFIG_CHART_BAR] = bars,   [GOVFIG_CHART_DOT] = dots,
      [GOVFIG_CHART_LINE] = lines, [GOVFIG_CHART_BOX] = boxes,
      [GOVFIG_CHART_HISTOGRAM] = histogram, [GOVFIG_CHART_HEATMAP] = heatmap};
  add_head(out, p);
  add_config(out, &p->model);
  buf_add_text(out, "  \"data\":{\"values\":[");
  if (p->model.chart == GOVFIG_CHART_HISTOGRAM)
    add_bins(out, &p->model);
  else
    add_cells(out, &p->model);
  buf_add_text(out, "]},\n");
  parts[p->model.chart](out, &p->model);
  buf_add_text(out, "\n}\n");
}
