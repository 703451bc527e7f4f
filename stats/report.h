/* report.h - a report while it is made.  SPDX-License-Identifier: GPL-3.0-or-later

   Cells are added from left to right, row by row.  A failure to find memory is
   remembered; report_ok tells at the end. */
#ifndef GOVFIG_STATS_REPORT_H
#define GOVFIG_STATS_REPORT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/decimal.h"
#include <govfig/stats.h>

struct govfig_report {
  struct arena memory;
  struct govfig_table_column *column;
  size_t n_columns, columns_room, n_keys;
  struct buf text; /* of all cells, one behind the other */
  size_t *end;     /* where each cell ends */
  size_t n_cells, cells_room;
  char **note;
  size_t n_notes, notes_room;
  bool failed;
};

struct govfig_report *report_new(void);
bool report_ok(const struct govfig_report *r);

/* The name is copied.  All columns are named before the first cell. */
void report_column(struct govfig_report *r, struct govfig_str name, enum govfig_column_type type);
void report_column_named(struct govfig_report *r, const char *name, enum govfig_column_type type);

/* The columns so far name the group. */
void report_end_keys(struct govfig_report *r);

void report_text(struct govfig_report *r, struct govfig_str cell);
void report_words(struct govfig_report *r, const char *cell);
void report_empty(struct govfig_report *r);
void report_count(struct govfig_report *r, size_t n);

/* Prints nothing for what is not finite: no number where there is none. */
void report_double(struct govfig_report *r, double x);
void report_decimal(struct govfig_report *r, struct decimal d);

/* Builds a cell piece by piece: any number of parts, then one end. */
void report_part(struct govfig_report *r, struct govfig_str part);
void report_end_cell(struct govfig_report *r);

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void report_note(struct govfig_report *r, const char *format, ...);

/* Fifteen significant digits, plain from 1e-9 up to 1e38; its length.  The
   same bytes in every locale. */
enum { REPORT_NUMBER_MAX = 64 };
size_t report_print(double x, char *out);

#endif
