/* conflicts.c - who contradicts whom.  SPDX-License-Identifier: GPL-3.0-or-later

   Figures of one indicator, region, period, kind, unit, measure, status and
   basis are about one quantity.  Two documents contradict each other where what
   one allows (span.h) and what the other allows have nothing in common.  Then
   all figures of that quantity are listed, side by side. */
#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "stats/span.h"
#include "stats/summary.h"

struct conflicts {
  const struct govfig_stats *s;
  unsigned char *skip;
  struct groups g;
  uint32_t *found, *spare;
  size_t n;
};

static const int parts[] = {GROUP_SUBJECT,       GROUP_REGION,       GOVFIG_COLUMN_PERIOD,
                            GOVFIG_COLUMN_KIND,  GOVFIG_COLUMN_UNIT, GOVFIG_COLUMN_MEASURE,
                            GOVFIG_COLUMN_STATUS, GOVFIG_COLUMN_BASIS};

static const enum govfig_column listed[] = {
    GOVFIG_COLUMN_HIGH,     GOVFIG_COLUMN_BOUND, GOVFIG_COLUMN_PUBLISHER, GOVFIG_COLUMN_PUBLISHED,
    GOVFIG_COLUMN_AUTHORITY, GOVFIG_COLUMN_DOCUMENT, GOVFIG_COLUMN_ARTICLE, GOVFIG_COLUMN_LINE,
    GOVFIG_COLUMN_TEXT};

enum { LISTED = sizeof listed / sizeof listed[0], PARTS = sizeof parts / sizeof parts[0] };

/* The two best values of different documents. */
struct best {
  double value[2];
  uint32_t document[2];
};

/* Keeps the largest value, and the largest of any other document. */
static void offer(struct best *b, double value, uint32_t document)
{
  if (value > b->value[0]) {
    if (document != b->document[0]) {
      b->value[1] = b->value[0];
      b->document[1] = b->document[0];
    }
    b->value[0] = value;
    b->document[0] = document;
  } else if (document != b->document[0] && value > b->value[1]) {
    b->value[1] = value;
    b->document[1] = document;
  }
}

/* Is there a lower end of one document above an upper end of another? */
static bool contradict(const struct best *low, const struct best *high)
{
  for (int i = 0; i < 2; i++) {
    for (int j = 0; j < 2; j++) {
      if (low->document[i] != high->document[j] && low->value[i] > -high->value[j])
        return true;
    }
  }
  return false;
}

static bool in_conflict(const struct conflicts *c, size_t group)
{
  const struct govfig_stats *s = c->s;
  struct best low = {{-INFINITY, -INFINITY}, {0, 0}}, high = low;
  for (size_t i = c->g.start[group]; i < c->g.start[group + 1]; i++) {
    uint32_t f = c->g.row[i], document = store_id(s, f, GOVFIG_COLUMN_DOCUMENT);
    if (s->figure[f].flags & STORE_NO_VALUE)
      continue;
    struct span span =
        span_of(store_value(s, f), store_text(s, f, GOVFIG_COLUMN_HIGH),
                (enum store_bound)s->figure[f].bound, store_text(s, f, GOVFIG_COLUMN_TEXT));
    offer(&low, span.low, document);
    offer(&high, -span.high, document);
  }
  return contradict(&low, &high);
}

static bool is_stated(const struct conflicts *c, size_t group)
{
  for (size_t i = 0; i < 3; i++) { /* indicator, region, period */
    if (c->g.id[group * PARTS + i] == 0)
      return false;
  }
  return true;
}

static void list(struct conflicts *c, struct govfig_report *r, size_t group)
{
  size_t n = 0;
  for (size_t i = c->g.start[group]; i < c->g.start[group + 1]; i++)
    c->found[n++] = c->g.row[i];
  group_sort(c->found, n, c->spare, summary_compare, c->s);
  c->n++;
  for (size_t i = 0; i < n; i++) {
    uint32_t f = c->found[i];
    report_count(r, c->n);
    group_cells(r, c->s, &c->g, group);
    if (c->s->figure[f].flags & STORE_NO_VALUE)
      report_empty(r);
    else
      report_decimal(r, store_value(c->s, f));
    for (size_t k = 0; k < LISTED; k++)
      report_text(r, store_text(c->s, f, listed[k]));
  }
}

static bool fill(struct conflicts *c, struct govfig_report *r)
{
  struct group_key key = {.n = 0};
  for (size_t i = 0; i < PARTS; i++)
    group_key_add(&key, parts[i]);
  c->skip = group_reprints(c->s);
  if (c->skip == NULL || !groups_make(c->s, &key, c->skip, &c->g))
    return false;
  c->found = malloc((summary_longest(&c->g) + 1) * sizeof *c->found);
  c->spare = malloc((summary_longest(&c->g) + 1) * sizeof *c->spare);
  if (c->found == NULL || c->spare == NULL)
    return false;
  report_column_named(r, "conflict", GOVFIG_INTEGER);
  group_columns(r, &key);
  report_end_keys(r);
  report_column_named(r, "value", GOVFIG_DECIMAL);
  for (size_t i = 0; i < LISTED; i++)
    report_column_named(r, govfig_column_name(listed[i]), govfig_column_type(listed[i]));
  for (size_t i = 0; i < c->g.n; i++) {
    if (is_stated(c, i) && in_conflict(c, i))
      list(c, r, i);
  }
  report_note(r, "quantities on which documents contradict each other: %zu", c->n);
  return true;
}

enum govfig_status conflicts_make(const struct govfig_stats *s, struct govfig_report *r,
                                  struct govfig_error *err)
{
  struct conflicts c = {.s = s};
  bool ok = fill(&c, r);
  groups_free(&c.g);
  free(c.skip);
  free(c.found);
  free(c.spare);
  return ok ? GOVFIG_OK : error_nomem(err);
}
