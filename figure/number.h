/* number.h - cells that must be numbers.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_FIGURE_NUMBER_H
#define GOVFIG_FIGURE_NUMBER_H

#include <stdbool.h>

#include "base/decimal.h"
#include <govfig/figure.h>

enum { NUMBER_TEXT_MAX = DECIMAL_TEXT_MAX };

/* Is `cell` a number of that type?  One that is, but not in the plain form of
   the table (1e+05, +3, 12.0 for an integer), is rewritten into `text`, of
   NUMBER_TEXT_MAX bytes, and the cell made to point there. */
bool number_read(struct govfig_str *cell, enum govfig_column_type type, char *text);

#endif
