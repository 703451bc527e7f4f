/* format.h - how a row looks in each output format.  SPDX-License-Identifier: Apache-2.0

   A format is a row of a table: its name and the functions that append to a
   buffer.  Nothing is kept between rows. */
#ifndef GOVFIG_FIGURE_FORMAT_H
#define GOVFIG_FIGURE_FORMAT_H

#include <stdbool.h>

#include "base/buf.h"
#include <govfig/table.h>

struct format_table {
  const struct govfig_table_column *column;
  size_t n;
  bool excel;
};

/* Appends one row; false when the buffer could not grow. */
typedef bool format_row_fn(struct buf *to, const struct format_table *table,
                           const struct govfig_str *cell);

struct format {
  const char *name;
  bool excel;           /* is there a spreadsheet form of it? */
  bool header;          /* a row of column names comes first ... */
  format_row_fn *under; /* ... and this below it, for the names; may be NULL */
  format_row_fn *row;
};

/* The format called `name`, NULL for none. */
const struct format *format_find(const char *name);

format_row_fn format_csv_row, format_tsv_row, format_jsonl_row, format_markdown_row,
    format_markdown_rule;

/* Room for a row in which every byte becomes `factor` bytes and every cell has
   `more` bytes beside it: what a row function reserves at once. */
bool format_reserve(struct buf *to, const struct format_table *t, const struct govfig_str *cell,
                    size_t factor, size_t more);

#endif
