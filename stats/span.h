/* span.h - what a stated number allows.  SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GOVFIG_STATS_SPAN_H
#define GOVFIG_STATS_SPAN_H

#include "stats/store.h"

/* The values that a figure does not contradict, both ends included. */
struct span {
  double low, high;
};

/* `text` is the figure's words: they say to which place the number was rounded. */
struct span span_of(struct decimal value, struct govfig_str high, enum store_bound bound,
                    struct govfig_str text);

#endif
