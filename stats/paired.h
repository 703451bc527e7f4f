/* paired.h - statistics of values that come with a time or a weight.
   SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GOVFIG_STATS_PAIRED_H
#define GOVFIG_STATS_PAIRED_H

#include "stats/describe.h"
#include "stats/group.h"

struct pair {
  double first, second;
};

/* Values of a group over the middles of their periods; figures without either
   take no part.  `pair` has room for the group, `room` for twice as many
   doubles.  False without memory. */
bool paired_trend(const struct govfig_stats *s, const struct groups *g, size_t group,
                  struct pair *pair, double *room, struct describe_trend *out);

/* n values and their weights, in any order. */
void paired_weights(const double *x, const double *w, size_t n, struct pair *pair, double *room,
                    struct describe_weighted *out);

#endif
