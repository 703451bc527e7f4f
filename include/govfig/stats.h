/* stats.h - figures in, summaries out.  SPDX-License-Identifier: GPL-3.0-or-later

   An accumulator takes figures in any order and gives one report: a table of
   named columns.  The report depends on the set of figures alone: any order of
   adding and any way of merging gives the same bytes.  What cannot be pooled
   never is: kind, unit, measure and status always split groups.
   The definitions of all statistics are in docs/STATS.md.
   One accumulator per thread; reports are immutable. */
#ifndef GOVFIG_STATS_H
#define GOVFIG_STATS_H

#include <govfig/figure.h>
#include <govfig/status.h>
#include <govfig/str.h>
#include <govfig/table.h>

/* What the report tells. */
enum govfig_report_kind {
  GOVFIG_REPORT_SUMMARY,     /* a row per group */
  GOVFIG_REPORT_PIVOT,       /* a row per value of one column, columns per values of others */
  GOVFIG_REPORT_HISTOGRAM,   /* a row per group and bin */
  GOVFIG_REPORT_OUTLIERS,    /* a row per figure that stands out in its group */
  GOVFIG_REPORT_CORRELATION, /* a row per pair of series */
  GOVFIG_REPORT_CONFLICTS    /* a row per figure that another document contradicts */
};

struct govfig_stats_options {
  enum govfig_report_kind report;
  const char *by;            /* columns, comma-separated; "region,publisher" */
  const char *pivot;         /* PIVOT: "ROW,COLUMN" or "ROW,COLUMN,COLUMN,..." */
  const char *corr;          /* CORRELATION: "INDICATOR,INDICATOR" (key or words) */
  const char *convert;       /* units to convert into, comma-separated; NULL: none */
  const char *level;         /* "province", "city" or "county"; NULL: regions as they are */
  const char *every;         /* "year", "quarter" or "month"; NULL: periods as they are */
  const char *bounds;        /* "all" (default), "exact" or "midpoint" */
  const char *reprints;      /* "drop" (default) or "count" */
  const char *const *where;  /* conditions "COLUMN OP VALUE"; all must hold */
  size_t n_where;
  struct govfig_str weights; /* CSV: columns of the figures table, and `weight`; empty: none */
  int robust;                /* SUMMARY: sn, qn, trimmed */
  int ci;                    /* SUMMARY: mean_low, mean_high, median_low, median_high */
  int trend;                 /* SUMMARY: slope over time */
  size_t bins;               /* HISTOGRAM: their number; 0: Freedman and Diaconis */
  double confidence;         /* ci: 0.95 */
  size_t resamples;          /* ci: 2000 */
  unsigned long seed;        /* ci: 1 */
};

struct govfig_stats_options govfig_stats_defaults(void);

struct govfig_stats;
struct govfig_report;

/* `options` NULL means the defaults; it is copied.
   Status: OK, E_USAGE (err names the option), E_NOMEM. */
enum govfig_status govfig_stats_new(const struct govfig_stats_options *options,
                                    struct govfig_stats **out, struct govfig_error *err);
void govfig_stats_free(struct govfig_stats *s);

/* The columns that the options speak of: a table without one of them cannot be
   summarised.  Constant as long as `s` lives. */
const enum govfig_column *govfig_stats_needed(const struct govfig_stats *s, size_t *n);

/* Adds a figure; its strings are copied.  Status: OK, E_FORMAT (a number that
   is none), E_LIMIT (4 thousand million figures), E_NOMEM. */
enum govfig_status govfig_stats_add(struct govfig_stats *s, const struct govfig_figure *figure,
                                    struct govfig_error *err);

/* Adds all that `other` was given; `other` keeps it too.  Status: OK, E_USAGE
   (made with other options), E_LIMIT, E_NOMEM. */
enum govfig_status govfig_stats_merge(struct govfig_stats *s, const struct govfig_stats *other,
                                      struct govfig_error *err);

/* Writes the state: a CSV table of the figures that passed the conditions,
   sorted and cut down to the columns that matter, behind a line that says
   which options made it.  Status: OK, E_NOMEM, or what `write` said. */
enum govfig_status govfig_stats_save(const struct govfig_stats *s, govfig_write_fn *write,
                                     void *ctx, struct govfig_error *err);

/* Makes an accumulator, with the options it was saved with, from a state of
   `len` bytes.  `name` stands in messages.  Status: OK, E_FORMAT, E_ENCODING, E_NOMEM. */
enum govfig_status govfig_stats_load(const char *name, const char *bytes, size_t len,
                                     struct govfig_stats **out, struct govfig_error *err);

/* E_USAGE when the two were made with different options. */
enum govfig_status govfig_stats_same(const struct govfig_stats *a, const struct govfig_stats *b,
                                     struct govfig_error *err);

/* Makes the report of what was added so far; more may be added and reported after.
   Free it with govfig_report_free.  GSL's error handler is put aside meanwhile: no
   other thread may set one.  Status: OK, E_FORMAT (weights), E_LIMIT (a pivot of
   more than 50 million cells, correlations of too many series), E_NOMEM. */
enum govfig_status govfig_stats_finish(struct govfig_stats *s, struct govfig_report **out,
                                       struct govfig_error *err);
void govfig_report_free(struct govfig_report *r);

/* --- the report ---------------------------------------------------------- */

size_t govfig_report_rows(const struct govfig_report *r);
size_t govfig_report_columns(const struct govfig_report *r);

/* Name and type of column `column`; the array is as long as govfig_report_columns. */
const struct govfig_table_column *govfig_report_column(const struct govfig_report *r,
                                                       size_t column);

/* Index of the column of that name, or govfig_report_columns() for none. */
size_t govfig_report_find(const struct govfig_report *r, const char *name);

/* How many columns, from the left, name the group (by columns, kind, unit, ...). */
size_t govfig_report_keys(const struct govfig_report *r);

/* A cell as it is printed; empty where there is nothing to state. */
struct govfig_str govfig_report_text(const struct govfig_report *r, size_t row, size_t column);

/* The number in a cell: 1 and *out, or 0 where there is none (or text). */
int govfig_report_number(const struct govfig_report *r, size_t row, size_t column, double *out);

/* Remarks for the reader of the report, in words; NULL past the last. */
const char *govfig_report_note(const struct govfig_report *r, size_t i);

/* Writes it: a format of govfig_writer_formats, or "table" for people: aligned,
   East Asian characters two wide. */
enum govfig_status govfig_report_write(const struct govfig_report *r,
                                       const struct govfig_writer_options *options,
                                       govfig_write_fn *write, void *ctx,
                                       struct govfig_error *err);

#endif
