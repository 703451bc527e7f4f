/* layout.c - where things stand on the picture.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/layout.h"

#include "base/buf.h"
#include "plot/chart.h"
#include "plot/text.h"

static long larger(long a, long b)
{
  return a > b ? a : b;
}

static long smaller(long a, long b)
{
  return a < b ? a : b;
}

static long pixels(struct govfig_str s, int size)
{
  return (long)(text_width(s) * size) + 1;
}

static long labels_width(const struct model *m)
{
  long most = 0;
  for (size_t i = 0; i < m->n_groups; i++)
    most = larger(most, pixels(m->groups[i].label, LAYOUT_TEXT));
  return most;
}

static long series_width(const struct model *m)
{
  long most = 0;
  for (size_t i = 0; i < m->n_series; i++)
    most = larger(most, pixels(m->series[i].label, LAYOUT_TEXT));
  return most;
}

/* Fills value_width from ticks and, with `values`, labels of values. */
static bool measure_values(struct layout *l, const struct model *m, bool values)
{
  struct buf text = {0};
  bool failed = false;
  long most = 0;
  for (long i = m->scale.first; i <= m->scale.last; i++) {
    buf_clear(&text);
    scale_add_tick(&m->scale, i, &text);
    failed = failed || text.failed;
    most = larger(most, pixels((struct govfig_str){text.data, text.len}, LAYOUT_SMALL + 1));
  }
  for (size_t i = 0; values && m->cells != NULL && i < m->n_groups * m->n_series; i++) {
    if (!m->cells[i].has)
      continue;
    buf_clear(&text);
    chart_add_label(m, &m->cells[i], &text);
    failed = failed || text.failed;
    most = larger(most, pixels((struct govfig_str){text.data, text.len}, LAYOUT_SMALL + 1));
  }
  buf_done(&text);
  l->value_width = most;
  return !failed;
}

bool layout_has_legend(const struct model *m)
{
  return m->named_series && (m->chart == GOVFIG_CHART_BAR || m->chart == GOVFIG_CHART_DOT ||
                             m->chart == GOVFIG_CHART_BOX);
}

void layout_legend(const struct layout *l, const struct model *m, size_t series, long *x, long *y)
{
  *x = LAYOUT_EDGE;
  *y = l->legend_y;
  for (size_t i = 0; i <= series; i++) {
    long width = smaller(pixels(m->series[i].label, LAYOUT_TEXT) + LAYOUT_SWATCH + 24,
                         l->width - 2 * LAYOUT_EDGE);
    if (*x > LAYOUT_EDGE && *x + width > l->width - LAYOUT_EDGE) {
      *x = LAYOUT_EDGE;
      *y += 20;
    }
    if (i < series)
      *x += width;
  }
}

/* --- above and below the plot area --- */

static bool place_head(struct layout *l, struct model *m)
{
  double em = (double)(l->width - 2 * LAYOUT_EDGE) / LAYOUT_TITLE;
  long y = LAYOUT_EDGE, x;
  l->title = text_wrap(&m->arena, m->title, em, 2);
  l->title_y = y + 12;
  if (m->title.len > 0)
    y += 28 * text_lines(l->title) + 2;
  l->subtitle_y = y + 8;
  if (m->subtitle.len > 0)
    y += 22;
  l->legend_y = y + 10;
  if (layout_has_legend(m)) {
    layout_legend(l, m, m->n_series - 1, &x, &y);
    y += 12;
  }
  l->top = y + 8;
  return l->title.data != NULL;
}

/* `below` is what the axis takes under the plot area. */
static bool place_foot(struct layout *l, struct model *m, long below)
{
  double em = (double)(l->width - 2 * LAYOUT_EDGE) / LAYOUT_SMALL;
  struct govfig_str parts[2] = {text_wrap(&m->arena, m->remark, em, 3),
                                text_wrap(&m->arena, m->source, em, 2)};
  if (parts[0].data == NULL || parts[1].data == NULL)
    return false;
  l->remark = text_join(&m->arena, parts, 2, "\n");
  l->remark_y = l->bottom + below + 16;
  l->height = l->bottom + below + (l->remark.len > 0 ? 16 * text_lines(l->remark) + 8 : 0) + 12;
  return l->remark.data != NULL;
}

/* --- the plot area --- */

static void place_labels(struct layout *l, const struct model *m, long share)
{
  long wanted = labels_width(m), most = l->width * share / 100;
  l->label_size = m->n_groups <= 60 ? LAYOUT_TEXT : LAYOUT_SMALL;
  l->label_width = smaller(wanted, most);
  l->label_lines = wanted > most && m->n_groups <= 60 ? 2 : 1;
}

static long row_pitch(const struct model *m, const struct layout *l)
{
  bool many = m->n_groups > 40;
  long pitch = m->n_groups <= 12 ? 30 : !many ? 24 : m->n_groups <= 80 ? 20 : 16;
  if (m->slots > 1 && (m->chart == GOVFIG_CHART_BAR || m->chart == GOVFIG_CHART_BOX))
    pitch = (many ? 11 : 14) * (long)m->slots + (many ? 6 : 10);
  return l->label_lines == 2 ? larger(pitch, 36) : pitch;
}

static bool layout_rows(struct layout *l, struct model *m)
{
  bool labels = m->chart != GOVFIG_CHART_BOX;
  place_labels(l, m, 36);
  l->pitch = row_pitch(m, l);
  if (!measure_values(l, m, labels))
    return false;
  long value = l->value_width + 10;
  bool both = m->scale.low < 0 || (m->chart == GOVFIG_CHART_DOT && m->n_series > 1);
  l->left = LAYOUT_EDGE + l->label_width + 10 + (both && labels ? value : 0);
  l->right = l->width - LAYOUT_EDGE - larger(value, 24);
  if (m->n_groups > 40)
    l->top += 18; /* the axis stands above, too */
  l->bottom = l->top + l->pitch * (long)m->n_groups;
  return place_foot(l, m, 26);
}

static bool layout_line(struct layout *l, struct model *m)
{
  if (!measure_values(l, m, false))
    return false;
  l->left = LAYOUT_EDGE + l->value_width + 10;
  l->label_width = m->named_series ? smaller(series_width(m), l->width / 4) : 0;
  l->right = l->width - LAYOUT_EDGE - larger(l->label_width + 12, 30);
  l->top += 8;
  l->bottom = l->top + larger(l->width * 2 / 5, 24 * (long)m->n_series);
  return place_foot(l, m, 26);
}

static bool layout_panels(struct layout *l, struct model *m)
{
  l->pitch = m->n_series == 1 ? l->width * 2 / 5 : m->n_series <= 4 ? 150 : 96;
  l->left = LAYOUT_EDGE + 56;
  l->right = l->width - LAYOUT_EDGE - 24;
  l->top += 12;
  l->bottom = l->top + l->pitch * (long)m->n_series;
  return place_foot(l, m, 26);
}

/* What title and subtitle take, at most the whole width. */
static long head_width(const struct layout *l, const struct model *m)
{
  long most = pixels(m->subtitle, LAYOUT_TEXT);
  for (struct govfig_str rest = l->title; rest.len > 0;)
    most = larger(most, pixels(text_cut(&rest, '\n'), LAYOUT_TITLE));
  most = larger(most, pixels(m->remark, LAYOUT_SMALL));
  most = larger(most, pixels(m->source, LAYOUT_SMALL));
  return smaller(larger(most + 2 * LAYOUT_EDGE, 320), l->width);
}

static bool layout_cells(struct layout *l, struct model *m)
{
  long columns = (long)m->n_series, heads = smaller(series_width(m), 150);
  if (!measure_values(l, m, true))
    return false;
  place_labels(l, m, 30);
  l->label_lines = 1;
  l->left = LAYOUT_EDGE + l->label_width + 8;
  l->cell = smaller(larger((l->width - l->left - LAYOUT_EDGE) / columns, 18), 110);
  l->right = l->left + l->cell * columns;
  l->slanted = heads + 6 > l->cell;
  l->width = larger(l->right + LAYOUT_EDGE + (l->slanted ? heads * 7 / 10 : 0), head_width(l, m));
  l->pitch = m->n_groups <= 40 ? 26 : m->n_groups <= 80 ? 20 : 15;
  l->top += 26 + (l->slanted ? heads * 7 / 10 + 12 : 20); /* colours, heads */
  l->bottom = l->top + l->pitch * (long)m->n_groups;
  return place_foot(l, m, 4);
}

bool layout_make(struct layout *l, struct model *m)
{
  *l = (struct layout){.width = m->width};
  if (!place_head(l, m))
    return false;
  if (m->chart == GOVFIG_CHART_LINE)
    return layout_line(l, m);
  if (m->chart == GOVFIG_CHART_HISTOGRAM)
    return layout_panels(l, m);
  return m->chart == GOVFIG_CHART_HEATMAP ? layout_cells(l, m) : layout_rows(l, m);
}
