/* table.h - tables written and read back: CSV, TSV, JSON Lines.
   SPDX-License-Identifier: Apache-2.0

   A writer takes rows and hands bytes to a function of yours; a reader takes
   bytes in pieces of any size and hands rows to one.  Neither touches a file.
   Both know the columns of the figures table; a writer takes any others too.
   One writer or reader per thread. */
#ifndef GOVFIG_TABLE_H
#define GOVFIG_TABLE_H

#include <govfig/figure.h>
#include <govfig/status.h>
#include <govfig/str.h>

/* Takes `len` bytes of output, all of them or none; anything but GOVFIG_OK
   (GOVFIG_E_WRITE, say) ends the work and is what the caller gets back. */
typedef enum govfig_status govfig_write_fn(void *ctx, const void *bytes, size_t len);

struct govfig_table_column {
  const char *name;
  enum govfig_column_type type;
};

/* The formats that a writer knows, "csv" first, ending in NULL. */
const char *const *govfig_writer_formats(void);

/* --- writing ------------------------------------------------------------- */

struct govfig_writer;

struct govfig_writer_options {
  const char *format; /* "csv" (default), "tsv", "jsonl" or "markdown" */
  int no_header;      /* leave out the header row (and with it the mark of `excel`) */
  int excel;          /* csv, tsv: byte order mark, CRLF, and a ' before text that a
                         spreadsheet would run: = + - @ TAB CR as first character */
};

struct govfig_writer_options govfig_writer_defaults(void);

/* A writer of the figures table.  `options` NULL means the defaults; nothing is
   written yet.  Status: OK, E_USAGE (no such format, excel with jsonl), E_NOMEM. */
enum govfig_status govfig_writer_new(const struct govfig_writer_options *options,
                                     govfig_write_fn *write, void *ctx,
                                     struct govfig_writer **out, struct govfig_error *err);

/* A writer of any other table; the column names must outlive it. */
enum govfig_status govfig_writer_new_table(const struct govfig_writer_options *options,
                                           const struct govfig_table_column *columns, size_t n,
                                           govfig_write_fn *write, void *ctx,
                                           struct govfig_writer **out,
                                           struct govfig_error *err);

/* Adds a row: one cell per column, UTF-8, as it is to be printed.  Cells of
   DECIMAL and INTEGER columns must be numbers or empty.  The strings are not
   kept.  Status: OK, E_NOMEM, or what `write` said. */
enum govfig_status govfig_writer_row(struct govfig_writer *w, const struct govfig_str *cells,
                                     struct govfig_error *err);

/* The same for a figure. */
enum govfig_status govfig_writer_put(struct govfig_writer *w,
                                     const struct govfig_figure *figure,
                                     struct govfig_error *err);

/* Hands over what is still held back, so that `write` has seen every row; the
   writer may go on.  A table without rows gets its header here. */
enum govfig_status govfig_writer_flush(struct govfig_writer *w, struct govfig_error *err);

/* Frees it; what was not flushed is lost. */
void govfig_writer_free(struct govfig_writer *w);

/* --- reading ------------------------------------------------------------- */

struct govfig_reader;

/* Columns that are not the figures table's and are wanted all the same. */
enum { GOVFIG_READER_EXTRA_MAX = 8 };

struct govfig_reader_options {
  const char *format;               /* "csv" (default), "tsv" or "jsonl" */
  const char *name;                 /* of the input, for messages; may be NULL */
  const enum govfig_column *needed; /* columns that must be there (csv, tsv) */
  size_t n_needed;
  const char *const *extra;         /* names of further columns (csv, tsv: needed as well) */
  size_t n_extra;
};

struct govfig_reader_options govfig_reader_defaults(void);

/* Status: OK, E_USAGE (no such format), E_NOMEM.  `options` and what it points
   to must outlive the reader. */
enum govfig_status govfig_reader_new(const struct govfig_reader_options *options,
                                     struct govfig_reader **out, struct govfig_error *err);

/* Feeds `len` bytes; `row` gets every figure that is complete, its strings live
   until it returns.  Columns are found by name, in any order; unknown ones are
   skipped, absent ones are empty.  Numbers come out as plain decimals, also
   from 1e+05 and 12.0.
   Status: OK; E_FORMAT (a needed column is missing, a row has too many or too
   few cells, a quote stands wrong, a number is none); E_ENCODING (the bytes are
   not UTF-8); E_LIMIT (a row of more than 16 MiB); E_NOMEM; E_STOPPED (`row` said STOP;
   `err` is as `row` left it).
   After any of them but OK the reader only takes govfig_reader_free.
   The position in `err` is that of the damage: line, and column in characters. */
enum govfig_status govfig_reader_feed(struct govfig_reader *r, const char *bytes, size_t len,
                                      govfig_figure_fn *row, void *ctx,
                                      struct govfig_error *err);

/* Ends the input: a last row without line end, and an input without header
   (E_FORMAT; an empty jsonl input is a table without rows). */
enum govfig_status govfig_reader_finish(struct govfig_reader *r, govfig_figure_fn *row,
                                        void *ctx, struct govfig_error *err);

/* The cell of the row that is being handed over in extra column `i`. */
struct govfig_str govfig_reader_extra(const struct govfig_reader *r, size_t i);

/* Line of the row that was handed over last, 1-based. */
size_t govfig_reader_line(const struct govfig_reader *r);

/* Does the table have that column?  Known once a row was handed over; for jsonl
   a column is there when a row so far had it. */
int govfig_reader_has(const struct govfig_reader *r, enum govfig_column column);

void govfig_reader_free(struct govfig_reader *r);

#endif
