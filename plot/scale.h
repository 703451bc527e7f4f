/* scale.h - a value axis: round ticks, and numbers in units that people read.
   SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GOVFIG_PLOT_SCALE_H
#define GOVFIG_PLOT_SCALE_H

#include <stdbool.h>

#include <govfig/str.h>

#include "base/buf.h"
#include "plot/words.h"

/* Ticks are the multiples first ... last of mantissa * 10^exponent; they are
   printed divided by 10^shift, which `word` names (wan, yi; empty for none). */
struct scale {
  double low, high; /* first and last tick */
  long first, last;
  int mantissa, exponent; /* mantissa is 1, 2 or 5 */
  int shift;
  struct govfig_str word;
};

struct scale_wish {
  double low, high;  /* of the values; finite, low <= high */
  bool zero;         /* the axis begins at zero (or ends there) */
  bool whole;        /* no ticks between whole numbers */
  bool tight;        /* the axis need not end at a tick: low and high stay as they are */
  int ticks;         /* about so many */
};

void scale_fit(struct scale *s, const struct scale_wish *wish, const struct words *words);

/* Position of a tick, and its number as text. */
double scale_tick(const struct scale *s, long i);
void scale_add_tick(const struct scale *s, long i, struct buf *out);

/* The exact decimal `text` (`value`, where it is none) as a label: in the scale's unit,
   rounded to `places` digits behind the point, thousands parted. */
void scale_add_value(const struct scale *s, struct govfig_str text, double value, int places,
                     struct buf *out);

/* Digits behind the point that `text` needs in the scale's unit; 0 to 12. */
int scale_places(const struct scale *s, struct govfig_str text);

/* Digits behind the point worth showing of numbers as large as `largest`. */
int scale_places_max(const struct scale *s, double largest);

#endif
