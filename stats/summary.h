/* summary.h - the reports, one function each.  SPDX-License-Identifier: GPL-3.0-or-later

   Each takes the figures and fills an empty report: first the columns, then the
   cells.  Status: OK, E_NOMEM, and what it says beside it. */
#ifndef GOVFIG_STATS_SUMMARY_H
#define GOVFIG_STATS_SUMMARY_H

#include "stats/group.h"

enum govfig_status summary_make(const struct govfig_stats *s, struct govfig_report *r,
                                struct govfig_error *err); /* E_FORMAT: weights */
enum govfig_status pivot_make(const struct govfig_stats *s, struct govfig_report *r,
                              struct govfig_error *err);
enum govfig_status histogram_make(const struct govfig_stats *s, struct govfig_report *r,
                                  struct govfig_error *err);
enum govfig_status outliers_make(const struct govfig_stats *s, struct govfig_report *r,
                                 struct govfig_error *err);
enum govfig_status correlation_make(const struct govfig_stats *s, struct govfig_report *r,
                                    struct govfig_error *err);
enum govfig_status conflicts_make(const struct govfig_stats *s, struct govfig_report *r,
                                  struct govfig_error *err);

/* --- what several of them need -------------------------------------------- */

/* The value that a figure takes part with, as `bounds` says; false where it takes no part. */
bool summary_value(const struct govfig_stats *s, size_t figure, struct decimal *exact, double *x);

/* Why the figures group->row[start[g] ...] have no sum; NULL where they have one.
   `stamp` has one zeroed number per string; *next is counted up. */
struct summary_stamps {
  uint32_t *stamp;
  uint32_t next;
};
const char *summary_objection(const struct govfig_stats *s, const struct groups *g, size_t group,
                              struct summary_stamps *stamps);

/* How many different, stated values of a column part the group has. */
size_t summary_distinct(const struct govfig_stats *s, const struct groups *g, size_t group,
                        uint32_t (*id)(const struct govfig_stats *, size_t),
                        struct summary_stamps *stamps);

/* Of the largest group. */
size_t summary_longest(const struct groups *g);

uint32_t summary_document(const struct govfig_stats *s, size_t figure);
uint32_t summary_publisher(const struct govfig_stats *s, size_t figure);
uint32_t summary_subject(const struct govfig_stats *s, size_t figure);

/* Orders figures by region, document, place in it and value, so that lists
   come out the same whatever order the figures came in. */
int summary_compare(const void *stats, uint32_t a, uint32_t b);

#endif
