/* plan.c - options checked and turned into a plan.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/str.h"

enum { BINS_MAX = 10000, RESAMPLES_MAX = 1000000 };

struct govfig_stats_options govfig_stats_defaults(void)
{
  return (struct govfig_stats_options){
      .report = GOVFIG_REPORT_SUMMARY, .by = "region,publisher", .bounds = "all",
      .reprints = "drop", .confidence = 0.95, .resamples = 2000, .seed = 1};
}

/* --- a private copy of the options ---------------------------------------- */

static bool copy_text(struct arena *a, const char **text)
{
  if (*text == NULL)
    return true;
  *text = arena_copy(a, *text, strlen(*text));
  return *text != NULL;
}

static bool copy_where(struct plan *p, const struct govfig_stats_options *from)
{
  const char **where = arena_zalloc(&p->memory, from->n_where + 1, sizeof *where);
  if (where == NULL)
    return false;
  for (size_t i = 0; i < from->n_where; i++) {
    where[i] = from->where[i];
    if (!copy_text(&p->memory, &where[i]))
      return false;
  }
  p->options.where = where;
  return true;
}

static bool copy_options(struct plan *p, const struct govfig_stats_options *from)
{
  struct govfig_stats_options defaults = govfig_stats_defaults(), *o = &p->options;
  *o = *from;
  if (o->by == NULL)
    o->by = defaults.by;
  if (o->bounds == NULL)
    o->bounds = defaults.bounds;
  if (o->reprints == NULL)
    o->reprints = defaults.reprints;
  const char **texts[] = {&o->by, &o->pivot, &o->corr, &o->convert,
                          &o->level, &o->every, &o->bounds, &o->reprints};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    if (!copy_text(&p->memory, texts[i]))
      return false;
  }
  if (o->weights.len > 0) {
    o->weights.data = arena_copy(&p->memory, o->weights.data, o->weights.len);
    if (o->weights.data == NULL)
      return false;
  }
  return copy_where(p, from);
}

/* --- words into choices --------------------------------------------------- */

static enum govfig_status usage(struct govfig_error *err, const char *option, const char *word,
                                const char *allowed)
{
  return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "%s '%s' is not one of %s", option, word,
                   allowed);
}

static enum govfig_status read_choices(struct plan *p, struct govfig_error *err)
{
  static const char *const bounds[] = {"all", "exact", "midpoint"};
  const struct govfig_stats_options *o = &p->options;
  size_t b = 0;
  while (b < 3 && strcmp(bounds[b], o->bounds) != 0)
    b++;
  if (b == 3)
    return usage(err, "bounds", o->bounds, "all, exact, midpoint");
  p->bounds = (enum plan_bounds)b;
  p->drop_reprints = strcmp(o->reprints, "drop") == 0;
  if (!p->drop_reprints && strcmp(o->reprints, "count") != 0)
    return usage(err, "reprints", o->reprints, "drop, count");
  p->level = o->level != NULL ? stats_region_level_named(o->level) : REGION_UNKNOWN;
  if (o->level != NULL && p->level == REGION_UNKNOWN)
    return usage(err, "level", o->level, "province, city, county");
  p->every = o->every != NULL ? stats_period_step_named(o->every) : PERIOD_AS_IS;
  if (o->every != NULL && p->every == PERIOD_AS_IS)
    return usage(err, "every", o->every, "year, quarter, month");
  if (!(o->confidence > 0 && o->confidence < 1))
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "confidence lies between 0 and 1");
  if (o->ci && (o->resamples < 10 || o->resamples > RESAMPLES_MAX))
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "resamples: 10 to %d", RESAMPLES_MAX);
  if (o->bins > BINS_MAX)
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "bins: at most %d", BINS_MAX);
  return GOVFIG_OK;
}

/* --- columns -------------------------------------------------------------- */

static enum govfig_status read_column(const char *option, struct govfig_str word,
                                      enum govfig_column *out, struct govfig_error *err)
{
  *out = govfig_column_find(word.data, word.len);
  if (*out == GOVFIG_COLUMN_VALUE || *out == GOVFIG_COLUMN_HIGH)
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "%s: '%.*s' is what is summarised", option,
                     (int)word.len, word.data);
  if (*out != GOVFIG_COLUMN_COUNT)
    return GOVFIG_OK;
  return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "%s: the figures table has no column '%.*s'",
                   option, (int)word.len, word.data);
}

/* Cuts the part before the next comma off *rest; NULL in *rest after the last. */
static struct govfig_str next_part(const char **rest)
{
  size_t len = strcspn(*rest, ",");
  struct govfig_str part = {*rest, len};
  *rest = (*rest)[len] == ',' ? *rest + len + 1 : NULL;
  return part;
}

static bool is_split_anyway(enum govfig_column c)
{
  return c == GOVFIG_COLUMN_KIND || c == GOVFIG_COLUMN_UNIT || c == GOVFIG_COLUMN_MEASURE ||
         c == GOVFIG_COLUMN_STATUS;
}

static void add_by(struct plan *p, enum govfig_column c)
{
  for (size_t i = 0; i < p->n_by; i++) {
    if (p->by[i] == c)
      return;
  }
  if (!is_split_anyway(c))
    p->by[p->n_by++] = c;
}

static enum govfig_status read_by(struct plan *p, struct govfig_error *err)
{
  for (const char *rest = p->options.by; rest != NULL && *rest != '\0';) {
    enum govfig_column c;
    enum govfig_status status = read_column("by", next_part(&rest), &c, err);
    if (status != GOVFIG_OK)
      return status;
    add_by(p, c);
  }
  if (p->every != PERIOD_AS_IS && !p->options.trend)
    add_by(p, GOVFIG_COLUMN_PERIOD);
  return GOVFIG_OK;
}

static enum govfig_status read_pair(const char *option, const char *text, struct govfig_str out[2],
                                    struct govfig_error *err)
{
  const char *rest = text;
  if (rest != NULL)
    out[0] = next_part(&rest);
  if (rest != NULL)
    out[1] = next_part(&rest);
  if (text == NULL || rest != NULL || out[0].len == 0 || out[1].len == 0)
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "%s takes two names with a comma between",
                     option);
  return GOVFIG_OK;
}

static enum govfig_status read_pivot(struct plan *p, struct govfig_error *err)
{
  for (const char *rest = p->options.pivot; rest != NULL;) {
    enum govfig_column c;
    enum govfig_status status = read_column("pivot", next_part(&rest), &c, err);
    if (status != GOVFIG_OK)
      return status;
    for (size_t i = 0; i < p->n_pivot; i++) {
      if (p->pivot[i] == c)
        return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "pivot takes different columns");
    }
    if (p->n_pivot == PIVOT_MAX)
      return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "pivot takes at most %d columns",
                       PIVOT_MAX);
    p->pivot[p->n_pivot++] = c;
  }
  if (p->n_pivot < 2)
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0,
                     "pivot takes at least two columns with a comma between");
  return GOVFIG_OK;
}

static enum govfig_status read_report(struct plan *p, struct govfig_error *err)
{
  if (p->options.report == GOVFIG_REPORT_CORRELATION)
    return read_pair("corr", p->options.corr, p->corr, err);
  return p->options.report == GOVFIG_REPORT_PIVOT ? read_pivot(p, err) : GOVFIG_OK;
}

static void need(struct plan *p, enum govfig_column c)
{
  for (size_t i = 0; i < p->n_needed; i++) {
    if (p->needed[i] == c)
      return;
  }
  p->needed[p->n_needed++] = c;
}

static void keep(struct plan *p, enum govfig_column c)
{
  if (p->slot_of[c] >= 0)
    return;
  p->slot_of[c] = (int)p->n_slots;
  p->slot[p->n_slots++] = c;
}

static void keep_all(struct plan *p, const enum govfig_column *columns, size_t n)
{
  for (size_t i = 0; i < n; i++)
    keep(p, columns[i]);
}

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static void choose_columns(struct plan *p)
{
  static const enum govfig_column always[] = {
      GOVFIG_COLUMN_KIND, GOVFIG_COLUMN_UNIT, GOVFIG_COLUMN_MEASURE, GOVFIG_COLUMN_STATUS,
      GOVFIG_COLUMN_DOCUMENT, GOVFIG_COLUMN_PUBLISHER, GOVFIG_COLUMN_PUBLISHED,
      GOVFIG_COLUMN_INDICATOR, GOVFIG_COLUMN_INDICATOR_KEY, GOVFIG_COLUMN_REGION,
      GOVFIG_COLUMN_REGION_CODE, GOVFIG_COLUMN_PERIOD, GOVFIG_COLUMN_VALUE, GOVFIG_COLUMN_HIGH};
  static const enum govfig_column listing[] = {
      GOVFIG_COLUMN_ARTICLE, GOVFIG_COLUMN_BASIS, GOVFIG_COLUMN_BOUND, GOVFIG_COLUMN_AUTHORITY,
      GOVFIG_COLUMN_LINE, GOVFIG_COLUMN_START, GOVFIG_COLUMN_TEXT};
  enum govfig_report_kind r = p->options.report;
  for (int i = 0; i < GOVFIG_COLUMN_COUNT; i++)
    p->slot_of[i] = -1;
  keep_all(p, always, COUNT_OF(always));
  keep_all(p, p->by, p->n_by);
  if (r == GOVFIG_REPORT_PIVOT)
    keep_all(p, p->pivot, p->n_pivot);
  if (r == GOVFIG_REPORT_OUTLIERS || r == GOVFIG_REPORT_CONFLICTS)
    keep_all(p, listing, COUNT_OF(listing));
  if (p->options.weights.len > 0) { /* any column may be a key of the weights */
    for (int i = 0; i < GOVFIG_COLUMN_COUNT; i++) {
      if (govfig_column_type((enum govfig_column)i) == GOVFIG_TEXT &&
          i != GOVFIG_COLUMN_SENTENCE && i != GOVFIG_COLUMN_PASSAGE)
        keep(p, (enum govfig_column)i);
    }
  }
}

static void choose_needed(struct plan *p)
{
  enum govfig_report_kind r = p->options.report;
  need(p, GOVFIG_COLUMN_VALUE);
  need(p, GOVFIG_COLUMN_KIND);
  need(p, GOVFIG_COLUMN_UNIT);
  need(p, GOVFIG_COLUMN_MEASURE);
  need(p, GOVFIG_COLUMN_STATUS);
  bool by = r != GOVFIG_REPORT_PIVOT && r != GOVFIG_REPORT_CONFLICTS &&
            r != GOVFIG_REPORT_CORRELATION;
  for (size_t i = 0; i < p->n_by && by; i++)
    need(p, p->by[i]);
  for (size_t i = 0; i < p->n_pivot && r == GOVFIG_REPORT_PIVOT; i++)
    need(p, p->pivot[i]);
  for (size_t i = 0; i < p->options.n_where; i++)
    need(p, p->where[i].column);
  if (r == GOVFIG_REPORT_CORRELATION || r == GOVFIG_REPORT_CONFLICTS) {
    need(p, GOVFIG_COLUMN_INDICATOR);
    need(p, GOVFIG_COLUMN_REGION);
    need(p, GOVFIG_COLUMN_PERIOD);
  }
  if (r == GOVFIG_REPORT_CONFLICTS)
    need(p, GOVFIG_COLUMN_DOCUMENT);
  if (p->level != REGION_UNKNOWN)
    need(p, GOVFIG_COLUMN_REGION_CODE);
  if (p->options.trend)
    need(p, GOVFIG_COLUMN_PERIOD);
}

static enum govfig_status read_where(struct plan *p, struct govfig_error *err)
{
  enum govfig_status status = GOVFIG_OK;
  if (p->options.n_where > PLAN_CONDITIONS_MAX)
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "more than %d conditions",
                     PLAN_CONDITIONS_MAX);
  for (size_t i = 0; i < p->options.n_where && status == GOVFIG_OK; i++)
    status = plan_condition_parse(p->options.where[i], &p->where[i], err);
  return status;
}

static enum govfig_status fill(struct plan *p, struct govfig_error *err)
{
  enum govfig_status status = read_choices(p, err);
  if (status == GOVFIG_OK)
    status = read_by(p, err);
  if (status == GOVFIG_OK)
    status = read_report(p, err);
  if (status == GOVFIG_OK)
    status = read_where(p, err);
  if (status == GOVFIG_OK)
    status = convert_init(&p->convert, p->options.convert, err);
  if (status == GOVFIG_OK) {
    choose_columns(p);
    choose_needed(p);
  }
  return status;
}

enum govfig_status plan_new(const struct govfig_stats_options *options, struct plan **out,
                            struct govfig_error *err)
{
  struct govfig_stats_options defaults = govfig_stats_defaults();
  *out = NULL;
  struct plan *p = calloc(1, sizeof *p);
  if (p == NULL)
    return error_nomem(err);
  arena_init(&p->memory);
  enum govfig_status status = GOVFIG_OK;
  if (!copy_options(p, options != NULL ? options : &defaults))
    status = error_nomem(err);
  if (status == GOVFIG_OK)
    status = fill(p, err);
  if (status != GOVFIG_OK)
    plan_free(p);
  else
    *out = p;
  return status;
}

void plan_free(struct plan *p)
{
  if (p == NULL)
    return;
  arena_done(&p->memory);
  free(p);
}
