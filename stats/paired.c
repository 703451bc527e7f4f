/* paired.c - pairs sorted, so that their order does not matter, and taken apart.
   SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/paired.h"

#include <stdlib.h>

#include "stats/summary.h"

static int compare_pairs(const void *a, const void *b)
{
  const struct pair *x = a, *y = b;
  if (x->first != y->first)
    return x->first < y->first ? -1 : 1;
  return (x->second > y->second) - (x->second < y->second);
}

/* Sorts; the first members go into room[0 ...], the second into room[n ...]. */
static void take_apart(struct pair *pair, size_t n, double *room)
{
  if (n > 0)
    qsort(pair, n, sizeof *pair, compare_pairs);
  for (size_t i = 0; i < n; i++) {
    room[i] = pair[i].first;
    room[n + i] = pair[i].second;
  }
}

bool paired_trend(const struct govfig_stats *s, const struct groups *g, size_t group,
                  struct pair *pair, double *room, struct describe_trend *out)
{
  size_t n = 0;
  for (size_t i = g->start[group]; i < g->start[group + 1]; i++) {
    struct decimal exact;
    uint32_t figure = g->row[i];
    if (summary_value(s, figure, &exact, &pair[n].second) &&
        stats_period_middle(store_text(s, figure, GOVFIG_COLUMN_PERIOD), &pair[n].first))
      n++;
  }
  take_apart(pair, n, room);
  return describe_trend(room, room + n, n, out);
}

void paired_weights(const double *x, const double *w, size_t n, struct pair *pair, double *room,
                    struct describe_weighted *out)
{
  for (size_t i = 0; i < n; i++)
    pair[i] = (struct pair){x[i], w[i]};
  take_apart(pair, n, room);
  describe_weighted(room, room + n, n, out);
}
