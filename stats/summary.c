/* summary.c - a row of statistics per group.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/summary.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "stats/describe.h"
#include "stats/paired.h"
#include "stats/sum.h"
#include "stats/weights.h"

/* Everything that one pass over the groups needs; all room at once. */
struct work {
  const struct govfig_stats *s;
  struct groups g;
  struct summary_stamps stamps;
  double *x, *w, *room, *boot;
  struct pair *pair;
  int *counts;
  uint32_t *draws;
  double *weights; /* of all figures */
  unsigned char *skip;
  size_t mixed; /* groups with several indicators and a sum or mean */
  bool has_documents, has_publishers, has_indicators;
};

/* One group, as far as it is worked out. */
struct group_values {
  size_t n, n_trend;
  struct sum sum;
  struct decimal min, max;
  size_t no_value, approximate, lower, upper, ranges;
};

static void count_bound(const struct store_figure *f, struct group_values *v)
{
  v->no_value += (f->flags & STORE_NO_VALUE) != 0;
  v->approximate += f->bound == STORE_ABOUT;
  v->lower += f->bound == STORE_OVER || f->bound == STORE_AT_LEAST;
  v->upper += f->bound == STORE_UNDER || f->bound == STORE_AT_MOST;
  v->ranges += f->bound == STORE_RANGE;
}

static void take_extremes(struct group_values *v, struct decimal d, double x, double *low,
                          double *high)
{
  if (v->n == 0 || x < *low || (x == *low && decimal_compare(d, v->min) < 0)) {
    v->min = d;
    *low = x;
  }
  if (v->n == 0 || x > *high || (x == *high && decimal_compare(d, v->max) > 0)) {
    v->max = d;
    *high = x;
  }
}

static void collect(struct work *w, size_t group, struct group_values *v)
{
  double low = 0, high = 0;
  *v = (struct group_values){0};
  sum_init(&v->sum);
  for (size_t i = w->g.start[group]; i < w->g.start[group + 1]; i++) {
    uint32_t figure = w->g.row[i];
    struct decimal d;
    double x;
    count_bound(&w->s->figure[figure], v);
    if (!summary_value(w->s, figure, &d, &x))
      continue;
    take_extremes(v, d, x, &low, &high);
    sum_add(&v->sum, d);
    if (w->weights != NULL)
      w->w[v->n] = w->weights[figure];
    w->x[v->n++] = x;
  }
}

/* --- columns -------------------------------------------------------------- */

static const char *const numbers[] = {"mean", "sd", "se", "cv"};
static const char *const quantiles[] = {"p05", "q1", "median", "q3", "p95"};
static const char *const spread[] = {"iqr", "mad", "skew", "kurtosis"};
static const char *const robust[] = {"sn", "qn", "trimmed"};
static const char *const interval[] = {"mean_low", "mean_high", "median_low", "median_high"};
static const char *const trend[] = {"slope", "slope_se", "slope_p", "slope_robust"};
static const char *const weighted[] = {"weight", "wmean", "wsd"};
static const char *const honest[] = {"no_value", "approximate", "lower_bounds", "upper_bounds",
                                     "ranges", "reprints"};

#define COLUMNS(r, names, type)                                       \
  do {                                                                \
    for (size_t i_ = 0; i_ < sizeof names / sizeof names[0]; i_++)    \
      report_column_named(r, names[i_], type);                        \
  } while (0)

static void add_columns(const struct work *w, struct govfig_report *r)
{
  static const char *const counts[] = {"n", "documents", "publishers", "indicators"};
  static const char *const sum[] = {"sum"}, *const min[] = {"min"}, *const max[] = {"max"};
  const struct govfig_stats_options *o = &w->s->plan->options;
  group_columns(r, &w->g.key);
  report_end_keys(r);
  COLUMNS(r, counts, GOVFIG_INTEGER);
  COLUMNS(r, sum, GOVFIG_DECIMAL);
  COLUMNS(r, numbers, GOVFIG_DECIMAL);
  COLUMNS(r, min, GOVFIG_DECIMAL);
  COLUMNS(r, quantiles, GOVFIG_DECIMAL);
  COLUMNS(r, max, GOVFIG_DECIMAL);
  COLUMNS(r, spread, GOVFIG_DECIMAL);
  if (o->robust)
    COLUMNS(r, robust, GOVFIG_DECIMAL);
  if (o->ci)
    COLUMNS(r, interval, GOVFIG_DECIMAL);
  if (o->trend) {
    report_column_named(r, "trend_n", GOVFIG_INTEGER);
    COLUMNS(r, trend, GOVFIG_DECIMAL);
  }
  if (w->weights != NULL)
    COLUMNS(r, weighted, GOVFIG_DECIMAL);
  COLUMNS(r, honest, GOVFIG_INTEGER);
  report_column_named(r, "note", GOVFIG_TEXT);
}

/* --- cells ---------------------------------------------------------------- */

static void doubles(struct govfig_report *r, const double *x, size_t n)
{
  for (size_t i = 0; i < n; i++)
    report_double(r, x[i]);
}

static void count_or_nothing(struct govfig_report *r, bool known, size_t n)
{
  if (known)
    report_count(r, n);
  else
    report_empty(r);
}

/* The sum, or nothing and the reason. */
static const char *sum_cell(struct work *w, struct govfig_report *r, size_t group,
                            const struct group_values *v)
{
  struct decimal total;
  const char *objection = v->n > 0 ? summary_objection(w->s, &w->g, group, &w->stamps) : NULL;
  if (objection == NULL && v->n > 0 && !sum_value(&v->sum, &total))
    objection = "the sum has more than 38 digits";
  if (objection == NULL && v->n > 0)
    report_decimal(r, total);
  else
    report_empty(r);
  return objection;
}

static void decimal_or_nothing(struct govfig_report *r, bool known, struct decimal d)
{
  if (known)
    report_decimal(r, d);
  else
    report_empty(r);
}

static void describe_cells(struct work *w, struct govfig_report *r, const struct group_values *v)
{
  struct describe d;
  describe(w->x, v->n, w->room, &d);
  double first[] = {d.mean, d.sd, d.se, d.cv}, middle[] = {d.p05, d.q1, d.median, d.q3, d.p95};
  double last[] = {d.iqr, d.mad, d.skew, d.kurtosis};
  doubles(r, first, 4);
  decimal_or_nothing(r, v->n > 0, v->min);
  doubles(r, middle, 5);
  decimal_or_nothing(r, v->n > 0, v->max);
  doubles(r, last, 4);
}

/* The seed of a group depends on its name, so that other groups do not matter. */
static unsigned long group_seed(const struct work *w, size_t group)
{
  uint64_t h = w->s->plan->options.seed;
  for (size_t i = 0; i < w->g.key.n; i++) {
    uint32_t id = w->g.id[group * w->g.key.n + i];
    h = strings_mix(h ^ (w->g.key.part[i] == GROUP_LEVEL ? id : w->s->strings.entry[id].hash));
  }
  return (unsigned long)(h & 0xFFFFFFFFu);
}

static bool extra_cells(struct work *w, struct govfig_report *r, size_t group, size_t n)
{
  const struct govfig_stats_options *o = &w->s->plan->options;
  if (o->robust) {
    struct describe_robust d;
    describe_robust(w->x, n, w->room, w->counts, &d);
    double cells[] = {d.sn, d.qn, d.trimmed};
    doubles(r, cells, 3);
  }
  if (o->ci) {
    struct describe_interval d;
    if (!describe_bootstrap(w->x, n, o->confidence, o->resamples, group_seed(w, group), w->boot,
                            w->draws, &d))
      return false;
    double cells[] = {d.mean_low, d.mean_high, d.median_low, d.median_high};
    doubles(r, cells, 4);
  }
  return true;
}

static bool trend_cells(struct work *w, struct govfig_report *r, size_t group)
{
  struct describe_trend d;
  if (!paired_trend(w->s, &w->g, group, w->pair, w->room, &d))
    return false;
  double cells[] = {d.slope, d.slope_se, d.slope_p, d.slope_robust};
  report_count(r, d.n);
  doubles(r, cells, 4);
  return true;
}

static void honest_cells(const struct work *w, struct govfig_report *r, size_t group,
                         const struct group_values *v, const char *note)
{
  size_t cells[] = {v->no_value, v->approximate, v->lower, v->upper, v->ranges,
                    w->g.dropped[group]};
  for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++)
    report_count(r, cells[i]);
  report_words(r, note != NULL ? note : "");
}

static bool add_row(struct work *w, struct govfig_report *r, size_t group)
{
  struct group_values v;
  struct describe_weighted d;
  const struct govfig_stats *s = w->s;
  collect(w, group, &v);
  if (w->weights != NULL) /* before x is sorted: it and its weights belong together */
    paired_weights(w->x, w->w, v.n, w->pair, w->room, &d);
  describe_sort(w->x, v.n);
  size_t subjects = summary_distinct(s, &w->g, group, summary_subject, &w->stamps);
  w->mixed += subjects > 1;
  group_cells(r, s, &w->g, group);
  report_count(r, v.n);
  count_or_nothing(r, w->has_documents,
                   summary_distinct(s, &w->g, group, summary_document, &w->stamps));
  count_or_nothing(r, w->has_publishers,
                   summary_distinct(s, &w->g, group, summary_publisher, &w->stamps));
  count_or_nothing(r, w->has_indicators, subjects);
  const char *note = sum_cell(w, r, group, &v);
  describe_cells(w, r, &v);
  if (!extra_cells(w, r, group, v.n) || (s->plan->options.trend && !trend_cells(w, r, group)))
    return false;
  if (w->weights != NULL) {
    double cells[] = {d.weight, d.mean, d.sd};
    doubles(r, cells, 3);
  }
  honest_cells(w, r, group, &v, note);
  return true;
}

/* --- the whole ------------------------------------------------------------ */

static bool any_stated(const struct govfig_stats *s, enum govfig_column c)
{
  for (size_t i = 0; i < s->n; i++) {
    if (store_id(s, i, c) != 0)
      return true;
  }
  return false;
}

static bool make_room(struct work *w)
{
  const struct govfig_stats_options *o = &w->s->plan->options;
  size_t n = summary_longest(&w->g) + 1;
  w->stamps.stamp = calloc(w->s->strings.n, sizeof *w->stamps.stamp);
  w->x = malloc(n * sizeof *w->x);
  w->w = malloc(n * sizeof *w->w);
  w->pair = malloc(n * sizeof *w->pair);
  w->room = malloc(3 * n * sizeof *w->room);
  w->counts = malloc((o->robust ? 5 * n : 1) * sizeof *w->counts);
  w->draws = malloc((o->ci ? n : 1) * sizeof *w->draws);
  w->boot = malloc((o->ci ? 2 * o->resamples : 1) * sizeof *w->boot);
  return w->stamps.stamp != NULL && w->x != NULL && w->w != NULL && w->pair != NULL &&
         w->room != NULL && w->counts != NULL && w->draws != NULL && w->boot != NULL;
}

static void free_work(struct work *w)
{
  groups_free(&w->g);
  free(w->stamps.stamp);
  free(w->x);
  free(w->w);
  free(w->pair);
  free(w->room);
  free(w->counts);
  free(w->draws);
  free(w->boot);
  free(w->weights);
  free(w->skip);
}

static void add_notes(const struct work *w, struct govfig_report *r)
{
  if (w->mixed > 0)
    report_note(r, "groups that hold several indicators (column indicators): %zu of %zu; their "
                   "sum and mean describe the text, not a quantity; --by ...,indicator (or "
                   "indicator_key) keeps indicators apart",
                w->mixed, w->g.n);
}

static bool fill(struct work *w, struct govfig_report *r)
{
  struct group_key key;
  w->skip = group_reprints(w->s);
  group_key_by(w->s->plan, &key);
  if (w->skip == NULL || !groups_make(w->s, &key, w->skip, &w->g) || !make_room(w))
    return false;
  w->has_documents = any_stated(w->s, GOVFIG_COLUMN_DOCUMENT);
  w->has_publishers = any_stated(w->s, GOVFIG_COLUMN_PUBLISHER);
  w->has_indicators = any_stated(w->s, GOVFIG_COLUMN_INDICATOR) ||
                      any_stated(w->s, GOVFIG_COLUMN_INDICATOR_KEY);
  add_columns(w, r);
  for (size_t i = 0; i < w->g.n; i++) {
    if (!add_row(w, r, i))
      return false;
  }
  add_notes(w, r);
  return true;
}

enum govfig_status summary_make(const struct govfig_stats *s, struct govfig_report *r,
                                struct govfig_error *err)
{
  struct work w = {.s = s};
  enum govfig_status status = GOVFIG_OK;
  if (s->plan->options.weights.len > 0)
    status = weights_read(s, &w.weights, err);
  if (status == GOVFIG_OK && !fill(&w, r))
    status = error_nomem(err);
  free_work(&w);
  return status;
}
