/* split.h - bytes into rows of cells.  SPDX-License-Identifier: Apache-2.0

   Takes pieces of input, gives rows; remembers the piece of a row that a feed
   ended in.  A row's cells point into the input, into what was remembered or
   into `scratch`, and live until the next row. */
#ifndef GOVFIG_FIGURE_SPLIT_H
#define GOVFIG_FIGURE_SPLIT_H

#include <stdbool.h>

#include <csv.h>

#include "base/buf.h"
#include <govfig/status.h>
#include <govfig/str.h>

/* A row never has more bytes than this, nor more cells. */
#define SPLIT_ROW_BYTES_MAX (16u * 1024u * 1024u)
enum { SPLIT_CELLS_MAX = 4096 };

struct split {
  struct govfig_str *cell; /* SPLIT_CELLS_MAX of them */
  size_t n;
  const char *raw;         /* the row as it came, without line end */
  size_t raw_len;
  size_t line;             /* on which the row starts, 1-based */
  size_t lines;            /* line feeds so far */
  struct buf held;         /* raw bytes of the row that is not complete */
  struct buf scratch;      /* cells that had to be unescaped */
  struct csv_parser csv;   /* for rows with quotes */
  bool in_csv;             /* it is in the middle of one ... */
  size_t csv_fed;          /* ... and has seen so many of the held bytes */
  bool csv_row_done, csv_stray, csv_wide;
  bool failed;             /* no memory in a callback of libcsv */
};

/* What a row means to the reader: anything but OK ends the feed. */
typedef enum govfig_status split_row_fn(void *ctx, struct govfig_error *err);

struct split_format {
  const char *name;
  bool header; /* the first row names the columns; else every row does */
  enum govfig_status (*feed)(struct split *s, const char *bytes, size_t len, split_row_fn *row,
                             void *ctx, struct govfig_error *err);
  enum govfig_status (*finish)(struct split *s, split_row_fn *row, void *ctx,
                               struct govfig_error *err);
};

extern const struct split_format split_csv, split_tsv, split_jsonl;

bool split_init(struct split *s);
void split_done(struct split *s);

/* E_FORMAT at byte `offset` of the raw row; format is printf's. */
#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
enum govfig_status split_error(const struct split *s, enum govfig_status status, size_t offset,
                               struct govfig_error *err, const char *format, ...);

/* Checks that the raw row is UTF-8 and hands it over. */
enum govfig_status split_emit(struct split *s, split_row_fn *row, void *ctx,
                              struct govfig_error *err);

/* Adds bytes to the row that is not complete; E_LIMIT, E_NOMEM. */
enum govfig_status split_hold(struct split *s, const char *bytes, size_t len,
                              struct govfig_error *err);

/* Byte offset in the raw CSV row at which cell `index` starts. */
size_t split_csv_offset(const struct split *s, size_t index);

#endif
