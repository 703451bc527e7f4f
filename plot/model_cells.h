/* model_cells.h - the numbers of a chart.  SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GOVFIG_PLOT_MODEL_CELLS_H
#define GOVFIG_PLOT_MODEL_CELLS_H

#include "plot/model_rows.h"

/* Columns of the report, govfig_report_columns() where it has not got one. */
struct cells_columns {
  size_t value, low, high, figures;
  size_t five[MODEL_FIVE];
};

/* Is a statistic not in the unit of the figures? */
bool model_is_unitless(const char *stat);

/* Status: OK, E_USAGE (the report has no such column, or it is not of numbers). */
enum govfig_status cells_find(struct cells_columns *c, const struct model *m,
                              const struct govfig_plot_options *options,
                              const struct govfig_report *report, struct govfig_error *err);

/* Fills cells (bins, for a histogram) and fits the scale.  The maps lead from
   numbers among the rows to places in the model, SIZE_MAX for what is left out.
   Status: OK, E_FORMAT (no value at all), E_LIMIT (too many bins), E_NOMEM. */
enum govfig_status cells_fill(struct model *m, const struct model_rows *r,
                              const struct cells_columns *c, const size_t *series_map,
                              const size_t *group_map, const struct govfig_report *report,
                              struct govfig_error *err);

#endif
