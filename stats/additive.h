/* additive.h - may these figures be summed?  SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GOVFIG_STATS_ADDITIVE_H
#define GOVFIG_STATS_ADDITIVE_H

#include <govfig/str.h>

/* Why figures of that kind and measure have no sum; NULL where they have. */
const char *additive_objection(struct govfig_str kind, struct govfig_str measure);

#endif
