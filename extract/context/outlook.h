/* outlook.h - texts that plan and do not say so.  SPDX-License-Identifier: Apache-2.0

   Takes the figures of a chunk with their periods and statuses; what stands in an
   excerpt of tasks becomes an aim; remembers nothing. */
#ifndef GOVFIG_EXTRACT_OUTLOOK_H
#define GOVFIG_EXTRACT_OUTLOOK_H

#include "extract/context/period.h"

/* Wants lines, articles, times and figures with their periods; `state` is that of the
   periods of the chunk. */
void outlook_settle(const struct times *x, const struct period_state *state,
                    struct chunk *chunk);

#endif
