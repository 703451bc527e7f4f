/* vega.h - a chart as a Vega-Lite specification.  SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GOVFIG_PLOT_VEGA_H
#define GOVFIG_PLOT_VEGA_H

#include "plot/chart.h"

/* JSON, the data within.  A failure shows in `out->failed`. */
void vega_specification(const struct govfig_plot *p, struct buf *out);

#endif
