/* common.c - what several reports need.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/additive.h"
#include "stats/summary.h"

static bool midpoint(const struct govfig_stats *s, size_t figure, struct decimal low,
                     struct decimal *out)
{
  static const struct decimal half = {5, -1};
  struct govfig_str text = store_text(s, figure, GOVFIG_COLUMN_HIGH);
  struct decimal high, sum;
  return text.len > 0 && decimal_parse(text.data, text.len, &high) &&
         decimal_add(low, high, &sum) && decimal_multiply(sum, half, out);
}

bool summary_value(const struct govfig_stats *s, size_t figure, struct decimal *exact, double *x)
{
  const struct store_figure *f = &s->figure[figure];
  if ((f->flags & STORE_NO_VALUE) || (s->plan->bounds == PLAN_EXACT && f->bound != STORE_EXACT))
    return false;
  *exact = store_value(s, figure);
  *x = f->x;
  if (s->plan->bounds == PLAN_MIDPOINT && f->bound == STORE_RANGE &&
      midpoint(s, figure, *exact, exact))
    *x = store_double(*exact);
  return true;
}

uint32_t summary_document(const struct govfig_stats *s, size_t figure)
{
  return store_id(s, figure, GOVFIG_COLUMN_DOCUMENT);
}

uint32_t summary_publisher(const struct govfig_stats *s, size_t figure)
{
  return store_id(s, figure, GOVFIG_COLUMN_PUBLISHER);
}

uint32_t summary_subject(const struct govfig_stats *s, size_t figure)
{
  return store_subject(s, figure);
}

size_t summary_distinct(const struct govfig_stats *s, const struct groups *g, size_t group,
                        uint32_t (*id)(const struct govfig_stats *, size_t),
                        struct summary_stamps *stamps)
{
  size_t n = 0;
  uint32_t mark = ++stamps->next;
  for (size_t i = g->start[group]; i < g->start[group + 1]; i++) {
    uint32_t k = id(s, g->row[i]);
    if (k == 0 || stamps->stamp[k] == mark)
      continue;
    stamps->stamp[k] = mark;
    n++;
  }
  return n;
}

size_t summary_longest(const struct groups *g)
{
  size_t longest = 0;
  for (size_t i = 0; i < g->n; i++) {
    size_t n = g->start[i + 1] - g->start[i];
    longest = n > longest ? n : longest;
  }
  return longest;
}

/* Both a region and a part of it, before they were rolled up?  Marks all codes
   and looks for each one's larger regions among them. */
static bool has_part(const struct govfig_stats *s, const struct groups *g, size_t group,
                     struct summary_stamps *stamps)
{
  uint32_t first = 0, mark = ++stamps->next;
  bool several = false, nation = false;
  for (size_t i = g->start[group]; i < g->start[group + 1]; i++) {
    uint32_t code = s->figure[g->row[i]].origin;
    if (code == 0)
      continue;
    several = several || (first != 0 && code != first);
    first = code;
    stamps->stamp[code] = mark;
    nation = nation || stats_region_level_of(strings_text(&s->strings, code)) == REGION_NATION;
  }
  if (!several || nation)
    return several && nation;
  for (size_t i = g->start[group]; i < g->start[group + 1]; i++) {
    struct govfig_str code = strings_text(&s->strings, s->figure[g->row[i]].origin);
    for (int level = REGION_PROVINCE; level < REGION_COUNTY; level++) {
      char up[REGION_CODE_DIGITS];
      uint32_t id;
      if (stats_region_level_of(code) > (enum region_level)level &&
          stats_region_up(code, (enum region_level)level, up) &&
          strings_find(&s->strings, (struct govfig_str){up, sizeof up}, &id) &&
          stamps->stamp[id] == mark)
        return true;
    }
  }
  return false;
}

const char *summary_objection(const struct govfig_stats *s, const struct groups *g, size_t group,
                              struct summary_stamps *stamps)
{
  if (g->start[group] == g->start[group + 1])
    return NULL;
  size_t first = g->row[g->start[group]];
  const char *objection = additive_objection(store_text(s, first, GOVFIG_COLUMN_KIND),
                                             store_text(s, first, GOVFIG_COLUMN_MEASURE));
  if (objection != NULL)
    return objection;
  if (has_part(s, g, group, stamps))
    return "a region and its own parts would count twice";
  return NULL;
}

int summary_compare(const void *stats, uint32_t a, uint32_t b)
{
  static const enum govfig_column columns[] = {
      GOVFIG_COLUMN_REGION_CODE, GOVFIG_COLUMN_REGION, GOVFIG_COLUMN_DOCUMENT};
  static const enum govfig_column numbers[] = {GOVFIG_COLUMN_ARTICLE, GOVFIG_COLUMN_LINE,
                                               GOVFIG_COLUMN_START};
  static const enum govfig_column last[] = {GOVFIG_COLUMN_PUBLISHED, GOVFIG_COLUMN_PUBLISHER,
                                            GOVFIG_COLUMN_INDICATOR, GOVFIG_COLUMN_PERIOD,
                                            GOVFIG_COLUMN_TEXT, GOVFIG_COLUMN_HIGH};
  const struct govfig_stats *s = stats;
  int order = 0;
  for (size_t i = 0; i < 3 && order == 0; i++)
    order = strings_compare(&s->strings, store_id(s, a, columns[i]), store_id(s, b, columns[i]));
  for (size_t i = 0; i < 3 && order == 0; i++) {
    struct govfig_str x = store_text(s, a, numbers[i]), y = store_text(s, b, numbers[i]);
    order = x.len != y.len ? (x.len > y.len) - (x.len < y.len)
                           : strings_compare(&s->strings, store_id(s, a, numbers[i]),
                                             store_id(s, b, numbers[i]));
  }
  for (size_t i = 0; i < sizeof last / sizeof last[0] && order == 0; i++)
    order = strings_compare(&s->strings, store_id(s, a, last[i]), store_id(s, b, last[i]));
  return order != 0 ? order : (s->figure[a].x > s->figure[b].x) - (s->figure[a].x < s->figure[b].x);
}
