/* weights.h - a weight per figure, looked up in a table.  SPDX-License-Identifier: GPL-3.0-or-later

   The table has a column `weight` and any columns of the figures table; the
   weight of a figure is that of the row that agrees with it in all of them. */
#ifndef GOVFIG_STATS_WEIGHTS_H
#define GOVFIG_STATS_WEIGHTS_H

#include "stats/store.h"

/* *out: a weight per figure of `s`, 0 where the table has none; to be freed.
   Status: OK, E_FORMAT (the table; a negative weight; two weights for one key), E_NOMEM. */
enum govfig_status weights_read(const struct govfig_stats *s, double **out,
                                struct govfig_error *err);

#endif
