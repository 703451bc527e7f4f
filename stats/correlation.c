/* correlation.c - two indicators across regions.  SPDX-License-Identifier: GPL-3.0-or-later

   Figures are put together by indicator, kind, unit, measure, status, level of
   region and period, so that what is paired is one quantity with one other; a
   region takes part once per pair, with the median of its figures. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/str.h"
#include "stats/describe.h"
#include "stats/summary.h"

enum { SERIES_PARTS = 7 };

/* The parts that both series of a pair share come first. */
static const int parts[SERIES_PARTS] = {GOVFIG_COLUMN_PERIOD, GROUP_LEVEL,   GOVFIG_COLUMN_KIND,
                                        GOVFIG_COLUMN_UNIT,   GOVFIG_COLUMN_MEASURE,
                                        GOVFIG_COLUMN_STATUS, GROUP_SUBJECT};
enum { SHARED = 2, WORK_MAX = 20 * 1000 * 1000 };

struct correlation {
  const struct govfig_stats *s;
  unsigned char *skip;
  struct groups g;
  double *value;     /* per string number: the median of the region in the first series */
  uint32_t *stamp;   /* per string number: is `value` this pair's? */
  uint32_t next;
  uint32_t *row, *spare;
  uint32_t *second;  /* groups of the second indicator */
  double *x, *y, *room;
  size_t n;          /* pairs so far */
  size_t work;       /* figures that all pairs have to look at */
};

/* Is the figure of this indicator?  By key or by words. */
static bool is_of(const struct govfig_stats *s, size_t figure, struct govfig_str name)
{
  return str_equal(store_text(s, figure, GOVFIG_COLUMN_INDICATOR_KEY), name) ||
         str_equal(store_text(s, figure, GOVFIG_COLUMN_INDICATOR), name);
}

static bool group_is_of(const struct correlation *c, size_t group, struct govfig_str name)
{
  return c->g.start[group] < c->g.start[group + 1] &&
         is_of(c->s, c->g.row[c->g.start[group]], name);
}

static bool share(const struct correlation *c, size_t a, size_t b)
{
  return memcmp(c->g.id + a * SERIES_PARTS, c->g.id + b * SERIES_PARTS,
                SHARED * sizeof *c->g.id) == 0;
}

static int by_region(const void *stats, uint32_t a, uint32_t b)
{
  const struct govfig_stats *s = stats;
  int order = strings_compare(&s->strings, store_region(s, a), store_region(s, b));
  return order != 0 ? order : (s->figure[a].x > s->figure[b].x) - (s->figure[a].x < s->figure[b].x);
}

/* Calls `take` with every region of a series and the median of its figures. */
static void each_region(struct correlation *c, size_t group,
                        void (*take)(struct correlation *, uint32_t region, double value))
{
  size_t n = 0;
  struct decimal exact;
  double x;
  for (size_t i = c->g.start[group]; i < c->g.start[group + 1]; i++) {
    if (summary_value(c->s, c->g.row[i], &exact, &x) && store_region(c->s, c->g.row[i]) != 0)
      c->row[n++] = c->g.row[i];
  }
  group_sort(c->row, n, c->spare, by_region, c->s);
  for (size_t i = 0, j; i < n; i = j) {
    uint32_t region = store_region(c->s, c->row[i]);
    size_t k = 0;
    for (j = i; j < n && store_region(c->s, c->row[j]) == region; j++) {
      if (summary_value(c->s, c->row[j], &exact, &x))
        c->room[k++] = x;
    }
    describe_sort(c->room, k);
    take(c, region, k % 2 ? c->room[k / 2] : (c->room[k / 2 - 1] + c->room[k / 2]) / 2);
  }
}

static void take_first(struct correlation *c, uint32_t region, double value)
{
  c->stamp[region] = c->next;
  c->value[region] = value;
}

static void take_second(struct correlation *c, uint32_t region, double value)
{
  if (c->stamp[region] != c->next)
    return;
  c->x[c->n] = c->value[region];
  c->y[c->n++] = value;
}

static void series_cells(const struct correlation *c, struct govfig_report *r, size_t group)
{
  const uint32_t *id = c->g.id + group * SERIES_PARTS;
  report_text(r, strings_text(&c->s->strings, id[SERIES_PARTS - 1]));
  for (size_t i = SHARED; i + 1 < SERIES_PARTS; i++)
    report_text(r, strings_text(&c->s->strings, id[i]));
}

static void add_pair(struct correlation *c, struct govfig_report *r, size_t a, size_t b)
{
  struct describe_correlation d;
  c->n = 0;
  c->next++;
  each_region(c, a, take_first);
  each_region(c, b, take_second);
  if (c->n < 2)
    return;
  describe_correlation(c->x, c->y, c->n, c->room, &d);
  report_text(r, strings_text(&c->s->strings, c->g.id[a * SERIES_PARTS]));
  report_words(r, stats_region_level_name((enum region_level)c->g.id[a * SERIES_PARTS + 1]));
  series_cells(c, r, a);
  series_cells(c, r, b);
  report_count(r, c->n);
  report_double(r, d.pearson);
  report_double(r, d.pearson_p);
  report_double(r, d.spearman);
}

static void add_columns(struct govfig_report *r)
{
  static const char *const keys[] = {
      "period", "level", "a", "a_kind", "a_unit", "a_measure", "a_status",
      "b", "b_kind", "b_unit", "b_measure", "b_status"};
  static const char *const numbers[] = {"pearson", "pearson_p", "spearman"};
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
    report_column_named(r, keys[i], GOVFIG_TEXT);
  report_end_keys(r);
  report_column_named(r, "n", GOVFIG_INTEGER);
  for (size_t i = 0; i < 3; i++)
    report_column_named(r, numbers[i], GOVFIG_DECIMAL);
}

static bool make_room(struct correlation *c)
{
  size_t strings = c->s->strings.n, n = summary_longest(&c->g) + 1;
  c->value = calloc(strings, sizeof *c->value);
  c->stamp = calloc(strings, sizeof *c->stamp);
  c->row = malloc(n * sizeof *c->row);
  c->spare = malloc(n * sizeof *c->spare);
  c->second = malloc((c->g.n + 1) * sizeof *c->second);
  c->x = malloc(n * sizeof *c->x);
  c->y = malloc(n * sizeof *c->y);
  c->room = malloc(2 * n * sizeof *c->room);
  return c->value != NULL && c->stamp != NULL && c->row != NULL && c->spare != NULL &&
         c->second != NULL && c->x != NULL && c->y != NULL && c->room != NULL;
}

/* Series of other indicators are left out before grouping. */
static void skip_others(struct correlation *c)
{
  const struct plan *p = c->s->plan;
  for (size_t i = 0; i < c->s->n; i++) {
    if (!is_of(c->s, i, p->corr[0]) && !is_of(c->s, i, p->corr[1]))
      c->skip[i] = GROUP_SKIP;
  }
}

typedef void pair_fn(struct correlation *c, struct govfig_report *r, size_t a, size_t b);

/* The pairs among groups from ... end - 1. */
static void pairs_of(struct correlation *c, struct govfig_report *r, size_t from, size_t end,
                     pair_fn *visit)
{
  const struct plan *p = c->s->plan;
  size_t n = 0;
  for (size_t b = from; b < end; b++) {
    if (group_is_of(c, b, p->corr[1]))
      c->second[n++] = (uint32_t)b;
  }
  for (size_t a = from; a < end && n > 0; a++) {
    for (size_t k = 0; group_is_of(c, a, p->corr[0]) && k < n && c->work < WORK_MAX; k++) {
      if (c->second[k] != a)
        visit(c, r, a, c->second[k]);
    }
  }
}

/* Groups that share period and level stand together; `visit` sees every pair of
   a series of the first indicator and one of the second. */
static void each_pair(struct correlation *c, struct govfig_report *r, pair_fn *visit)
{
  for (size_t i = 0, end; i < c->g.n; i = end) {
    for (end = i; end < c->g.n && share(c, i, end);)
      end++;
    pairs_of(c, r, i, end, visit);
  }
}

static void add_work(struct correlation *c, struct govfig_report *r, size_t a, size_t b)
{
  (void)r;
  c->work += c->g.start[a + 1] - c->g.start[a] + c->g.start[b + 1] - c->g.start[b];
}

static bool prepare(struct correlation *c)
{
  struct group_key key = {.n = 0};
  for (size_t i = 0; i < SERIES_PARTS; i++)
    group_key_add(&key, parts[i]);
  c->skip = group_reprints(c->s);
  if (c->skip == NULL)
    return false;
  skip_others(c);
  return groups_make(c->s, &key, c->skip, &c->g) && make_room(c);
}

static enum govfig_status fill(struct correlation *c, struct govfig_report *r,
                               struct govfig_error *err)
{
  if (!prepare(c))
    return error_nomem(err);
  each_pair(c, r, add_work);
  if (c->work >= WORK_MAX)
    return error_set(err, GOVFIG_E_LIMIT, NULL, 0, 0,
                     "too many pairs of series to correlate: narrow them down with --where");
  c->work = 0;
  add_columns(r);
  each_pair(c, r, add_pair);
  return GOVFIG_OK;
}

enum govfig_status correlation_make(const struct govfig_stats *s, struct govfig_report *r,
                                    struct govfig_error *err)
{
  struct correlation c = {.s = s};
  enum govfig_status status = fill(&c, r, err);
  groups_free(&c.g);
  free(c.skip);
  free(c.value);
  free(c.stamp);
  free(c.row);
  free(c.spare);
  free(c.second);
  free(c.x);
  free(c.y);
  free(c.room);
  return status;
}
