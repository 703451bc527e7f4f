/* plan.h - what the options ask for, worked out.  SPDX-License-Identifier: GPL-3.0-or-later

   Options are words; a plan is what the rest of stats/ works with.  It is made
   once and never changes. */
#ifndef GOVFIG_STATS_PLAN_H
#define GOVFIG_STATS_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "stats/convert.h"
#include "stats/period.h"
#include "stats/region.h"
#include <govfig/stats.h>

enum { PLAN_CONDITIONS_MAX = 64, PLAN_SLOTS_MAX = GOVFIG_COLUMN_COUNT };

enum plan_operator { PLAN_EQUAL, PLAN_UNEQUAL, PLAN_LESS, PLAN_LESS_EQUAL, PLAN_GREATER,
                     PLAN_GREATER_EQUAL, PLAN_CONTAINS, PLAN_LACKS };

struct plan_condition {
  enum govfig_column column;
  enum plan_operator operator;
  struct govfig_str value;
  struct decimal number; /* of `value`, for columns of numbers */
};

enum plan_bounds { PLAN_ALL, PLAN_EXACT, PLAN_MIDPOINT };

enum { PIVOT_MAX = 8 }; /* the column down, and at most seven across */

struct plan {
  struct arena memory;
  struct govfig_stats_options options; /* strings in `memory` */
  enum govfig_column by[GOVFIG_COLUMN_COUNT];
  size_t n_by;
  enum govfig_column pivot[PIVOT_MAX];
  size_t n_pivot;
  struct govfig_str corr[2];
  struct plan_condition where[PLAN_CONDITIONS_MAX];
  enum region_level level; /* REGION_UNKNOWN: as they are */
  enum period_step every;
  enum plan_bounds bounds;
  bool drop_reprints;
  struct convert convert;
  enum govfig_column needed[GOVFIG_COLUMN_COUNT];
  size_t n_needed;
  /* The columns that are kept of a figure, and where: slot_of[c] is the index
     into a figure's ids, -1 for a column that is not kept. */
  enum govfig_column slot[PLAN_SLOTS_MAX];
  int slot_of[GOVFIG_COLUMN_COUNT];
  size_t n_slots;
};

/* Status: OK, E_USAGE, E_SYNTAX (the table of conversions), E_NOMEM. */
enum govfig_status plan_new(const struct govfig_stats_options *options, struct plan **out,
                            struct govfig_error *err);
void plan_free(struct plan *p);

/* Does a figure meet all conditions? */
bool plan_accepts(const struct plan *p, const struct govfig_figure *figure);

/* Parses "COLUMN OP VALUE"; E_USAGE with the reason. */
enum govfig_status plan_condition_parse(const char *text, struct plan_condition *out,
                                        struct govfig_error *err);

/* The options in one line, the same for the same ones; in `memory`; NULL
   without memory.  plan_options reads it back. */
const char *plan_signature(struct plan *p);
enum govfig_status plan_options(struct arena *a, struct govfig_str signature,
                                struct govfig_stats_options *out, struct govfig_error *err);

#endif
