/* outliers.c - figures far from the rest of their group.  SPDX-License-Identifier: GPL-3.0-or-later

   Hampel: more than three MADs from the median.  Tukey: more than one and a
   half interquartile ranges outside the quartiles.  Groups of fewer than five
   values are not judged, and a spread of zero judges nobody. */
#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "stats/describe.h"
#include "stats/summary.h"

enum { JUDGED_FROM = 5 };

static const double hampel_factor = 3, tukey_factor = 1.5;

struct outliers {
  const struct govfig_stats *s;
  unsigned char *skip;
  struct groups g;
  double *x, *room;
  uint32_t *found, *spare;
  size_t n_judged, n_found;
};

static const enum govfig_column listed[] = {
    GOVFIG_COLUMN_INDICATOR, GOVFIG_COLUMN_PERIOD, GOVFIG_COLUMN_PUBLISHER, GOVFIG_COLUMN_DOCUMENT,
    GOVFIG_COLUMN_LINE,      GOVFIG_COLUMN_START,  GOVFIG_COLUMN_TEXT};

enum { LISTED = sizeof listed / sizeof listed[0] };

/* Columns that the group's key shows already are not listed again. */
static bool is_key(const struct outliers *o, enum govfig_column c)
{
  for (size_t i = 0; i < o->g.key.n; i++) {
    if (o->g.key.part[i] == (int)c)
      return true;
  }
  return false;
}

static void add_columns(const struct outliers *o, struct govfig_report *r)
{
  static const char *const marks[] = {"hampel", "tukey"};
  static const char *const fences[] = {"median", "mad", "fence_low", "fence_high"};
  group_columns(r, &o->g.key);
  report_end_keys(r);
  report_column_named(r, "value", GOVFIG_DECIMAL);
  for (size_t i = 0; i < 2; i++)
    report_column_named(r, marks[i], GOVFIG_TEXT);
  for (size_t i = 0; i < 4; i++)
    report_column_named(r, fences[i], GOVFIG_DECIMAL);
  for (size_t i = 0; i < LISTED; i++) {
    if (!is_key(o, listed[i]))
      report_column_named(r, govfig_column_name(listed[i]), govfig_column_type(listed[i]));
  }
}

static bool beyond_hampel(const struct describe *d, double x)
{
  return d->mad > 0 && fabs(x - d->median) > hampel_factor * d->mad;
}

static bool beyond_tukey(const struct describe *d, double x)
{
  return d->iqr > 0 && (x < d->q1 - tukey_factor * d->iqr || x > d->q3 + tukey_factor * d->iqr);
}

static void add_row(const struct outliers *o, struct govfig_report *r, size_t group,
                    uint32_t figure, const struct describe *d)
{
  struct decimal exact = {0, 0};
  double x = 0;
  if (!summary_value(o->s, figure, &exact, &x))
    return;
  group_cells(r, o->s, &o->g, group);
  report_decimal(r, exact);
  report_words(r, beyond_hampel(d, x) ? "yes" : "");
  report_words(r, beyond_tukey(d, x) ? "yes" : "");
  report_double(r, d->median);
  report_double(r, d->mad);
  report_double(r, d->q1 - tukey_factor * d->iqr);
  report_double(r, d->q3 + tukey_factor * d->iqr);
  for (size_t i = 0; i < LISTED; i++) {
    if (!is_key(o, listed[i]))
      report_text(r, store_text(o->s, figure, listed[i]));
  }
}

static void judge(struct outliers *o, struct govfig_report *r, size_t group)
{
  struct describe d;
  struct decimal exact;
  size_t n = 0, found = 0;
  double x;
  for (size_t i = o->g.start[group]; i < o->g.start[group + 1]; i++) {
    if (summary_value(o->s, o->g.row[i], &exact, &x))
      o->x[n++] = x;
  }
  if (n < JUDGED_FROM)
    return;
  describe_sort(o->x, n);
  describe(o->x, n, o->room, &d);
  for (size_t i = o->g.start[group]; i < o->g.start[group + 1]; i++) {
    if (summary_value(o->s, o->g.row[i], &exact, &x) &&
        (beyond_hampel(&d, x) || beyond_tukey(&d, x)))
      o->found[found++] = o->g.row[i];
  }
  group_sort(o->found, found, o->spare, summary_compare, o->s);
  for (size_t i = 0; i < found; i++)
    add_row(o, r, group, o->found[i], &d);
  o->n_judged += n;
  o->n_found += found;
}

static bool fill(struct outliers *o, struct govfig_report *r)
{
  struct group_key key;
  group_key_by(o->s->plan, &key);
  o->skip = group_reprints(o->s);
  if (o->skip == NULL || !groups_make(o->s, &key, o->skip, &o->g))
    return false;
  size_t n = summary_longest(&o->g) + 1;
  o->x = malloc(n * sizeof *o->x);
  o->room = malloc(n * sizeof *o->room);
  o->found = malloc(n * sizeof *o->found);
  o->spare = malloc(n * sizeof *o->spare);
  if (o->x == NULL || o->room == NULL || o->found == NULL || o->spare == NULL)
    return false;
  add_columns(o, r);
  for (size_t i = 0; i < o->g.n; i++)
    judge(o, r, i);
  report_note(r, "figures that stand out: %zu of %zu in groups of %d or more", o->n_found,
              o->n_judged, JUDGED_FROM);
  return true;
}

enum govfig_status outliers_make(const struct govfig_stats *s, struct govfig_report *r,
                                 struct govfig_error *err)
{
  struct outliers o = {.s = s};
  bool ok = fill(&o, r);
  groups_free(&o.g);
  free(o.skip);
  free(o.x);
  free(o.room);
  free(o.found);
  free(o.spare);
  return ok ? GOVFIG_OK : error_nomem(err);
}
