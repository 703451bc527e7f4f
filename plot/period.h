/* period.h - where a period stands on a time axis.  SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GOVFIG_PLOT_PERIOD_H
#define GOVFIG_PLOT_PERIOD_H

#include <stdbool.h>

#include <govfig/str.h>

#include "base/arena.h"

/* The end of an ISO 8601 day, month, quarter (2024-Q1), year or start/end, in
   years (the end of March 2024 is 2024.25); an open end counts as its start.
   false for anything else. */
bool period_position(struct govfig_str period, double *years);

/* How many years a period covers; 0 where an end is open. */
double period_years(struct govfig_str period);

/* The period as short as it can be said: 2024-01-01/2024-12-31 is 2024,
   2024-01-01/2024-09-30 is 2024-01/09.  data NULL without memory. */
struct govfig_str period_label(struct arena *a, struct govfig_str period);

#endif
