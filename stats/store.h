/* store.h - the figures that were added, cut down to what matters.
   SPDX-License-Identifier: GPL-3.0-or-later

   A figure becomes a fixed part and a row of string numbers, one per column
   that the plan keeps.  Regions are rolled up, periods bucketed and units
   converted on the way in, each so that doing it twice changes nothing. */
#ifndef GOVFIG_STATS_STORE_H
#define GOVFIG_STATS_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/decimal.h"
#include "stats/plan.h"
#include "stats/strings.h"

enum store_bound { STORE_EXACT, STORE_ABOUT, STORE_OVER, STORE_UNDER, STORE_AT_LEAST,
                   STORE_AT_MOST, STORE_RANGE };

enum { STORE_NO_VALUE = 1, STORE_BIG = 2, STORE_REPEAT = 4 };

struct store_figure {
  uint64_t key[2];   /* of the passage and what it says; zeros: none */
  int64_t mantissa;  /* value = mantissa * 10^exponent, unless STORE_BIG */
  double x;          /* the same, nearest double; a range's lower end */
  uint32_t origin;   /* string number of the region code before it was rolled up */
  int8_t exponent;
  uint8_t bound;     /* enum store_bound */
  uint8_t flags;
};

struct govfig_stats {
  struct plan *plan;
  struct strings strings;
  struct store_figure *figure;
  uint32_t *id; /* plan->n_slots per figure */
  size_t n, room;
  /* the cell that came last in each column, and its number */
  struct govfig_str last[PLAN_SLOTS_MAX];
  uint32_t last_id[PLAN_SLOTS_MAX];
  uint32_t *official; /* per string number: the name of the region of that code, or 0 */
  uint32_t n_official;
};

/* Adds a figure without asking the conditions; `key` NULL: made from the figure. */
enum govfig_status store_add(struct govfig_stats *s, const struct govfig_figure *figure,
                             const uint64_t *key, struct govfig_error *err);

/* The value of a figure, exactly. */
struct decimal store_value(const struct govfig_stats *s, size_t i);

/* The string number of a column of a figure; 0 for columns that are not kept. */
static inline uint32_t store_id(const struct govfig_stats *s, size_t i, enum govfig_column c)
{
  int slot = s->plan->slot_of[c];
  return slot >= 0 ? s->id[i * s->plan->n_slots + (size_t)slot] : 0;
}

static inline struct govfig_str store_text(const struct govfig_stats *s, size_t i,
                                           enum govfig_column c)
{
  return strings_text(&s->strings, store_id(s, i, c));
}

/* What is counted: the key of a known indicator, else its words. */
static inline uint32_t store_subject(const struct govfig_stats *s, size_t i)
{
  uint32_t key = store_id(s, i, GOVFIG_COLUMN_INDICATOR_KEY);
  return key != 0 ? key : store_id(s, i, GOVFIG_COLUMN_INDICATOR);
}

/* The region as a group key: its code, else its name. */
static inline uint32_t store_region(const struct govfig_stats *s, size_t i)
{
  uint32_t code = store_id(s, i, GOVFIG_COLUMN_REGION_CODE);
  return code != 0 ? code : store_id(s, i, GOVFIG_COLUMN_REGION);
}

/* The words of a bound, "" for one unknown. */
const char *store_bound_name(enum store_bound bound);

/* Nearest double of a decimal. */
double store_double(struct decimal d);

#endif
