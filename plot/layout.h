/* layout.h - where things stand on the picture.  SPDX-License-Identifier: GPL-3.0-or-later

   All in pixels (1/96 inch in a PDF), x from the left edge, y from the top.
   Margins come from the widths of the labels and not from the program that
   draws: that measures bytes where it does not know the font. */
#ifndef GOVFIG_PLOT_LAYOUT_H
#define GOVFIG_PLOT_LAYOUT_H

#include "plot/model.h"

enum {
  LAYOUT_EDGE = 18,     /* free space at the edges */
  LAYOUT_TITLE = 20,    /* sizes of letters */
  LAYOUT_TEXT = 13,
  LAYOUT_SMALL = 11,
  LAYOUT_SWATCH = 12    /* colour patch of a legend */
};

struct layout {
  long width, height;
  long left, right, top, bottom; /* of the plot area */
  struct govfig_str title;       /* in lines */
  struct govfig_str remark;      /* in lines; with the source */
  long title_y, subtitle_y, legend_y, remark_y;
  long label_width; /* room for the labels of groups */
  long value_width; /* of the widest tick or, where values are written, value */
  int label_lines, label_size;
  long pitch;       /* distance of rows; height of a panel */
  long cell;        /* heatmap: width of a column */
  bool slanted;     /* heatmap: heads of columns do not fit side by side */
};

/* false without memory. */
bool layout_make(struct layout *l, struct model *m);

/* Where entry `series` of the legend stands. */
void layout_legend(const struct layout *l, const struct model *m, size_t series, long *x, long *y);

/* Has the chart a legend of its series? */
bool layout_has_legend(const struct model *m);

#endif
