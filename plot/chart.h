/* chart.h - what the emitters share.  SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GOVFIG_PLOT_CHART_H
#define GOVFIG_PLOT_CHART_H

#include "base/buf.h"
#include "plot/layout.h"
#include "plot/model.h"

struct govfig_plot {
  struct model model;
  struct layout layout;
};

/* Appends; for constants and whole numbers only, never for text out of figures:
   that goes through text.h.  printf's format. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void chart_put(struct buf *out, const char *format, ...);

/* Colour of a series, 0xRRGGBB; they repeat after the eighth. */
unsigned chart_colour(size_t series);

/* A pale one of the same hue, for areas. */
unsigned chart_tint(size_t series);

/* Colour of a heatmap's value, and one that is legible on it.  With values on
   both sides of zero, zero is pale and the sides have hues of their own. */
unsigned chart_heat(const struct model *m, double value);
unsigned chart_on(unsigned colour);

/* Appends a value's label: "4.55", without the scale's unit unless it is far
   smaller than that, and with the unit of its own if it has one. */
void chart_add_label(const struct model *m, const struct model_cell *cell, struct buf *out);

/* The exact value where it is a plain decimal, else the nearest that is. */
void chart_add_number(struct buf *out, const struct model_cell *cell);

/* On which side of its mark a value's label stands: -1 left, 1 right, 0 none. */
int chart_side(const struct model *m, size_t group, size_t series);

/* Where in its row (1 high, the row's middle 0) the mark of a series lies, and
   half its height.  Series without a value take no room. */
double chart_dodge(const struct model *m, size_t group, size_t series);
double chart_half(const struct model *m);

/* Does a group have no value at all? */
bool chart_is_missing(const struct model *m, size_t group);

/* Has any value of a series a confidence interval? */
bool chart_has_interval(const struct model *m, size_t series);

/* Largest count of all bins. */
double chart_count_max(const struct model *m);

#endif
