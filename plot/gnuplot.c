/* gnuplot.c - the frame of a gnuplot script: picture, fonts, words around the chart.
   SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/gnuplot.h"

#include <string.h>

#include "base/str.h"
#include "plot/text.h"

const char *const gnuplot_formats[] = {"svg", "png", "pdf", NULL};

bool gnuplot_has_format(const char *format)
{
  for (size_t i = 0; gnuplot_formats[i] != NULL; i++)
    if (strcmp(gnuplot_formats[i], format) == 0)
      return true;
  return false;
}

/* Sizes are in pixels; cairo terminals take letters in points, 3/4 of them. */
static void add_terminal(const struct govfig_plot *p, const struct gnuplot_target *t,
                         struct buf *out)
{
  long width = p->layout.width, height = p->layout.height;
  bool tall = height > 8000 || width > 8000; /* bitmaps of twice the size would be too large */
  if (strcmp(t->format, "png") == 0)
    chart_put(out, "set terminal pngcairo noenhanced size %ld,%ld fontscale %s linewidth %d "
                   "pointscale %d background '#ffffff' font font_text\n",
              tall ? width : 2 * width, tall ? height : 2 * height, tall ? "0.75" : "1.5",
              tall ? 1 : 2, tall ? 1 : 2);
  else if (strcmp(t->format, "pdf") == 0)
    chart_put(out, "set terminal pdfcairo noenhanced size %ld/96.0,%ld/96.0 fontscale 0.5625 "
                   "linewidth 2 pointscale 1.3 "
                   "background '#ffffff' font font_text\n", width, height);
  else
    chart_put(out, "set terminal svg noenhanced size %ld,%ld background '#ffffff' "
                   "font font_text\n", width, height);
}

static void add_setup(const struct govfig_plot *p, const struct gnuplot_target *t,
                      struct buf *out)
{
  buf_add_text(out, "# A chart by govfig, for gnuplot 5.2 or later.\n"
                    "set encoding utf8\n"
                    "set datafile separator tab\n"
                    "data = ");
  text_add_quoted(out, t->data);
  buf_add_text(out, "\nfont_family = ");
  text_add_quoted(out, t->font);
  /* the SVG terminal knows neither weights nor the size of other terminals' dots */
  bool svg = strcmp(t->format, "svg") == 0;
  chart_put(out, "\nfont_title = font_family . '%s,%d'\n", svg ? "" : ":Bold", LAYOUT_TITLE);
  chart_put(out, "dot = %s\n", svg ? "0.75" : "1.0");
  buf_add_text(out, "font_text = font_family . ',13'\n"
                    "font_label = font_family . ',12'\n"
                    "font_small = font_family . ',11'\n");
  add_terminal(p, t, out);
  buf_add_text(out, "set output ");
  text_add_quoted(out, t->output);
  chart_put(out, "\n\n# Places in pixels, from the left and from the top.\n"
                 "X(x) = x / %ld.0\nY(y) = 1 - y / %ld.0\n", p->layout.width, p->layout.height);
}

void gnuplot_label(long n, struct govfig_str text, long x, long y, const char *how,
                   struct buf *out)
{
  if (text.len == 0)
    return;
  chart_put(out, "set label %ld ", n);
  text_add_quoted(out, text);
  chart_put(out, " at screen X(%ld), screen Y(%ld) %s\n", x, y, how);
}

/* Each line of a text gets a label of its own. */
static long add_lines(struct govfig_str text, long n, long y, long step, const char *how,
                      struct buf *out)
{
  for (; text.len > 0; y += step)
    gnuplot_label(n++, text_cut(&text, '\n'), LAYOUT_EDGE, y, how, out);
  return n;
}

static void add_legend(const struct govfig_plot *p, struct buf *out)
{
  struct arena a = {0};
  double em = (double)(p->layout.width - 2 * LAYOUT_EDGE - LAYOUT_SWATCH - 6) / LAYOUT_TEXT;
  if (!layout_has_legend(&p->model))
    return;
  for (size_t s = 0; s < p->model.n_series; s++) {
    long x, y;
    layout_legend(&p->layout, &p->model, s, &x, &y);
    chart_put(out, "set object %zu rectangle from screen X(%ld), screen Y(%ld) to screen X(%ld), "
                   "screen Y(%ld) fillstyle solid noborder fillcolor rgb '#%06x'\n",
              s + 1, x, y - 6, x + LAYOUT_SWATCH, y + 6, chart_colour(s));
    struct govfig_str name = text_middle(&a, p->model.series[s].label, em);
    out->failed = out->failed || name.data == NULL;
    gnuplot_label(20 + (long)s, name, x + LAYOUT_SWATCH + 6, y,
                  "left font font_text textcolor rgb '#333333'", out);
  }
  arena_done(&a);
}

static void add_words(const struct govfig_plot *p, struct buf *out)
{
  const struct layout *l = &p->layout;
  long n = add_lines(l->title, 1, l->title_y, 28, "left font font_title textcolor rgb '#1a1a1a'",
                     out);
  if (p->model.subtitle.len > 0)
    gnuplot_label(n++, p->model.subtitle, LAYOUT_EDGE, l->subtitle_y,
                  "left font font_text textcolor rgb '#666666'", out);
  add_lines(l->remark, n, l->remark_y, 16, "left font font_small textcolor rgb '#777777'", out);
  add_legend(p, out);
}

static void add_margins(const struct layout *l, struct buf *out)
{
  chart_put(out, "set lmargin at screen X(%ld)\nset rmargin at screen X(%ld)\n"
                 "set tmargin at screen Y(%ld)\nset bmargin at screen Y(%ld)\n",
            l->left, l->right, l->top, l->bottom);
  buf_add_text(out, "\nunset key\nset border 0\nset tics scale 0\nunset xtics\nunset ytics\n");
}

void gnuplot_ticks(const struct govfig_plot *p, const char *axis, struct buf *out)
{
  const struct scale *s = &p->model.scale;
  chart_put(out, "set %stics (", axis);
  for (long i = s->first; i <= s->last; i++) {
    buf_add_text(out, i > s->first ? ", '" : "'");
    scale_add_tick(s, i, out);
    buf_add_text(out, "' ");
    text_add_fixed(out, scale_tick(s, i), 12);
  }
  buf_add_text(out, ") scale 0 font font_label textcolor rgb '#666666'\n");
}

void gnuplot_range(const char *axis, double low, double high, struct buf *out)
{
  chart_put(out, "set %srange [", axis);
  text_add_fixed(out, low, 12);
  buf_add_char(out, ':');
  text_add_fixed(out, high, 12);
  buf_add_text(out, "]\n");
}

void gnuplot_script(const struct govfig_plot *p, const struct gnuplot_target *t, struct buf *out)
{
  add_setup(p, t, out);
  add_margins(&p->layout, out);
  add_words(p, out);
  buf_add_char(out, '\n');
  if (p->model.chart == GOVFIG_CHART_LINE)
    gnuplot_line(p, out);
  else if (p->model.chart == GOVFIG_CHART_HISTOGRAM)
    gnuplot_histogram(p, out);
  else if (p->model.chart == GOVFIG_CHART_HEATMAP)
    gnuplot_heatmap(p, out);
  else
    gnuplot_rows(p, out);
}
