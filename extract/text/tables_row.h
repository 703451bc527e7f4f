/* tables_row.h - a row of a table into cells.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_TABLES_ROW_H
#define GOVFIG_EXTRACT_TABLES_ROW_H

#include "extract/text/units.h"

enum { CELLS_MAX = 48 }; /* further cells of a row are not looked at */

struct cells {
  struct span cell[CELLS_MAX]; /* trimmed; may be empty */
  uint32_t n, filled;          /* cells; those that are not empty */
};

/* What separates the cells of [start, end): a tab, a bar, or ' ' for a run of
   blanks; 0 for a line that has only one. */
unit cells_separator(const unit *u, uint32_t start, uint32_t end);

/* Cuts [start, end) at `separator`; bars at both ends are the table's frame,
   tabs in front of it empty cells. */
void cells_read(const unit *u, uint32_t start, uint32_t end, unit separator, struct cells *out);

/* Is the cell a number and nothing else: sign, digits, separators, percent sign? */
bool cell_is_numeric(const unit *u, struct span cell);

/* The number of a cell of four digits, 0 for any other. */
int cell_year(const unit *u, struct span cell);

/* Is the cell a rule of Markdown's? */
bool cell_is_rule(const unit *u, struct span cell);

/* Han characters of the cell. */
uint32_t cell_han(const unit *u, struct span cell);

#endif
