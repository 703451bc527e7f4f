/* convert.h - units into units.  SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GOVFIG_STATS_CONVERT_H
#define GOVFIG_STATS_CONVERT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/decimal.h"
#include <govfig/status.h>
#include <govfig/str.h>

enum { CONVERT_UNITS_MAX = 192, CONVERT_TARGETS_MAX = 16 };

struct convert_unit {
  struct govfig_str unit, base;
  struct decimal factor, divisor; /* one unit is factor / divisor of the base */
};

/* The factors of data/convert.table, and the units to convert into. */
struct convert {
  struct convert_unit unit[CONVERT_UNITS_MAX];
  size_t n;
  size_t target[CONVERT_TARGETS_MAX];
  size_t n_targets;
};

/* `targets`: units, comma-separated; the string must outlive `c`.
   Status: OK; E_USAGE (no such unit, two of one base); E_SYNTAX (the table). */
enum govfig_status convert_init(struct convert *c, const char *targets, struct govfig_error *err);

/* Turns *value of *unit into the target of the same base, if there is one; what
   has no finite decimal is rounded to twelve places.  False, and nothing
   changed, when the result does not fit. */
bool convert_value(const struct convert *c, struct govfig_str *unit, struct decimal *value);

/* Is there a target for `unit` that is another unit? */
bool convert_applies(const struct convert *c, struct govfig_str unit);

#endif
