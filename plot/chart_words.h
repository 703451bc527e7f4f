/* chart_words.h - what a chart says in words.  SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GOVFIG_PLOT_CHART_WORDS_H
#define GOVFIG_PLOT_CHART_WORDS_H

#include "plot/model_rows.h"

/* Fills title, subtitle, source, remark, value_name and unit_name.  Status: OK, E_NOMEM. */
enum govfig_status chart_describe(struct model *m, const struct model_rows *r,
                                  const struct govfig_plot_options *options,
                                  const struct govfig_stats_options *stats,
                                  const struct govfig_report *report, struct govfig_error *err);

#endif
