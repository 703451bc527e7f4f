/* histogram.c - counts in bins of equal width.  SPDX-License-Identifier: GPL-3.0-or-later

   Bins are closed below and open above, but for the last, which has its upper
   edge.  Their number is asked for or Freedman and Diaconis's: width twice the
   interquartile range over the cube root of n. */
#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_histogram.h>

#include "base/error.h"
#include "stats/describe.h"
#include "stats/summary.h"

enum { BINS_MAX = 1000 };

struct histogram {
  const struct govfig_stats *s;
  unsigned char *skip;
  struct groups g;
  double *x;
};

static size_t bins_of(const struct histogram *h, size_t n)
{
  struct describe d;
  double *room = h->x + n; /* as long again */
  size_t asked = h->s->plan->options.bins;
  if (asked > 0)
    return h->x[0] < h->x[n - 1] ? asked : 1;
  describe(h->x, n, room, &d);
  double width = n > 1 ? 2 * d.iqr / cbrt((double)n) : 0, range = h->x[n - 1] - h->x[0];
  if (!(width > 0) || !(range / width < BINS_MAX))
    return range > 0 ? (size_t)ceil(log2((double)n) + 1) : 1; /* Sturges */
  return (size_t)fmax(1, ceil(range / width));
}

static void add_bin(const struct histogram *h, struct govfig_report *r, size_t group, size_t bin,
                    double low, double high, size_t n)
{
  group_cells(r, h->s, &h->g, group);
  report_count(r, bin + 1);
  report_double(r, low);
  report_double(r, high);
  report_count(r, n);
}

static bool fill_bins(const struct histogram *h, struct govfig_report *r, size_t group, size_t n)
{
  size_t bins = bins_of(h, n);
  double low = h->x[0], high = h->x[n - 1];
  if (bins == 1) {
    add_bin(h, r, group, 0, low, high, n);
    return true;
  }
  gsl_histogram *g = gsl_histogram_alloc(bins);
  if (g == NULL)
    return false;
  bool even = gsl_histogram_set_ranges_uniform(g, low, high) == GSL_SUCCESS;
  for (size_t i = 0; i < n && even; i++) {
    if (gsl_histogram_increment(g, h->x[i]) != GSL_SUCCESS) /* the upper edge is outside for GSL */
      g->bin[bins - 1] += 1;
  }
  for (size_t i = 0; i < bins && even; i++)
    add_bin(h, r, group, i, g->range[i], g->range[i + 1], (size_t)g->bin[i]);
  if (!even) /* too narrow for so many bins */
    add_bin(h, r, group, 0, low, high, n);
  gsl_histogram_free(g);
  return true;
}

static size_t gather(const struct histogram *h, size_t group)
{
  size_t n = 0;
  for (size_t i = h->g.start[group]; i < h->g.start[group + 1]; i++) {
    struct decimal exact;
    if (summary_value(h->s, h->g.row[i], &exact, &h->x[n]))
      n++;
  }
  describe_sort(h->x, n);
  return n;
}

static bool fill(struct histogram *h, struct govfig_report *r)
{
  struct group_key key;
  group_key_by(h->s->plan, &key);
  h->skip = group_reprints(h->s);
  if (h->skip == NULL || !groups_make(h->s, &key, h->skip, &h->g))
    return false;
  h->x = malloc((2 * summary_longest(&h->g) + 1) * sizeof *h->x);
  if (h->x == NULL)
    return false;
  group_columns(r, &key);
  report_end_keys(r);
  report_column_named(r, "bin", GOVFIG_INTEGER);
  report_column_named(r, "low", GOVFIG_DECIMAL);
  report_column_named(r, "high", GOVFIG_DECIMAL);
  report_column_named(r, "n", GOVFIG_INTEGER);
  for (size_t i = 0; i < h->g.n; i++) {
    size_t n = gather(h, i);
    if (n > 0 && !fill_bins(h, r, i, n))
      return false;
  }
  return true;
}

enum govfig_status histogram_make(const struct govfig_stats *s, struct govfig_report *r,
                                  struct govfig_error *err)
{
  struct histogram h = {.s = s};
  bool ok = fill(&h, r);
  groups_free(&h.g);
  free(h.skip);
  free(h.x);
  return ok ? GOVFIG_OK : error_nomem(err);
}
