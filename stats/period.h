/* period.h - ISO 8601 days, months, years and start/end.
   SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GOVFIG_STATS_PERIOD_H
#define GOVFIG_STATS_PERIOD_H

#include <stdbool.h>

#include <govfig/str.h>

/* Both days included; `open_*` where the end is "..". */
struct period {
  int year[2], month[2], day[2]; /* [0] first, [1] last day */
  bool open_start, open_end;
};

enum period_step { PERIOD_AS_IS, PERIOD_YEAR, PERIOD_QUARTER, PERIOD_MONTH };

/* False for anything but a day, a month, a year, or two of them around '/'. */
bool stats_period_parse(struct govfig_str text, struct period *out);

/* The word of --every: PERIOD_AS_IS for another one. */
enum period_step stats_period_step_named(const char *word);

enum { PERIOD_NAME_MAX = 16 };

/* The year 2023, quarter 2023-Q3 or month 2023-09 that the whole period lies in;
   "../D" counts as D.  Its length, or 0 where it lies in no single one. */
size_t stats_period_bucket(struct govfig_str text, enum period_step step, char *out);

/* Middle of the period in years: 2023 is 2023.5 whatever its length; "../D" is
   D.  False for other open periods and for what is no period. */
bool stats_period_middle(struct govfig_str text, double *years);

#endif
