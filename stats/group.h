/* group.h - which figures belong together.  SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GOVFIG_STATS_GROUP_H
#define GOVFIG_STATS_GROUP_H

#include "stats/report.h"
#include "stats/store.h"

/* What a group key is made of: a column, or one of these. */
enum { GROUP_REGION = GOVFIG_COLUMN_COUNT, GROUP_SUBJECT, GROUP_LEVEL, GROUP_PARTS_MAX = 40 };

struct group_key {
  int part[GROUP_PARTS_MAX];
  size_t n;
};

struct groups {
  struct group_key key;
  uint32_t *id;     /* key.n per group */
  uint32_t *row;    /* figures, group after group; in a group in no stated order */
  size_t *start;    /* of each group in `row`; one more at the end */
  uint32_t *dropped; /* reprints of each group, which are not in `row` */
  uint32_t *name;   /* of the string numbers that are region codes: their regions' names */
  size_t n;
};

/* The columns of the plan's `by`, then kind, unit, measure and status. */
void group_key_by(const struct plan *p, struct group_key *key);
void group_key_add(struct group_key *key, int part);

/* Groups in sorted order: regions by code, everything else by its bytes.
   Figures whose `skip` is set are left out, those with skip REPRINT counted.
   `skip` NULL: all take part.  False without memory; free in any case. */
enum { GROUP_TAKE, GROUP_SKIP, GROUP_REPRINT };
bool groups_make(const struct govfig_stats *s, const struct group_key *key,
                 const unsigned char *skip, struct groups *out);
void groups_free(struct groups *g);

/* Which figures are reprints (GROUP_REPRINT), to be freed; NULL without memory.
   Of equal figures in equal passages those of the earliest document count, by
   publication day and then name, and within it those without repeat_of. */
unsigned char *group_reprints(const struct govfig_stats *s);

/* The columns of the key (a region is two: name and code), then its cells. */
void group_columns(struct govfig_report *r, const struct group_key *key);
void group_cells(struct govfig_report *r, const struct govfig_stats *s, const struct groups *g,
                 size_t group);

/* Sorts `n` numbers by `compare`, keeping the order of equal ones; `room` has
   space for n more. */
typedef int group_compare_fn(const void *ctx, uint32_t a, uint32_t b);
void group_sort(uint32_t *a, size_t n, uint32_t *room, group_compare_fn *compare,
                const void *ctx);

#endif
