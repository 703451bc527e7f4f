/* group.c - hashing and sorting of group keys.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/group.h"

#include <stdlib.h>
#include <string.h>

void group_key_add(struct group_key *key, int part)
{
  for (size_t i = 0; i < key->n; i++) {
    if (key->part[i] == part)
      return;
  }
  if (key->n < GROUP_PARTS_MAX)
    key->part[key->n++] = part;
}

/* By region means by code: there are several places of one name. */
static int part_of(enum govfig_column c)
{
  return c == GOVFIG_COLUMN_REGION || c == GOVFIG_COLUMN_REGION_CODE ? GROUP_REGION : (int)c;
}

void group_key_by(const struct plan *p, struct group_key *key)
{
  key->n = 0;
  for (size_t i = 0; i < p->n_by; i++)
    group_key_add(key, part_of(p->by[i]));
  group_key_add(key, GOVFIG_COLUMN_KIND);
  group_key_add(key, GOVFIG_COLUMN_UNIT);
  group_key_add(key, GOVFIG_COLUMN_MEASURE);
  group_key_add(key, GOVFIG_COLUMN_STATUS);
}

/* The number that stands for a part of a figure's key. */
static uint32_t part_id(const struct govfig_stats *s, size_t figure, int part)
{
  if (part == GROUP_REGION)
    return store_region(s, figure);
  if (part == GROUP_SUBJECT)
    return store_subject(s, figure);
  if (part == GROUP_LEVEL)
    return (uint32_t)stats_region_level_of(store_text(s, figure, GOVFIG_COLUMN_REGION_CODE));
  return store_id(s, figure, (enum govfig_column)part);
}

/* --- sorting -------------------------------------------------------------- */

static void merge(uint32_t *a, size_t middle, size_t n, uint32_t *room, group_compare_fn *compare,
                  const void *ctx)
{
  size_t i = 0, j = middle, k = 0;
  if (compare(ctx, a[middle - 1], a[middle]) <= 0)
    return;
  memcpy(room, a, middle * sizeof *a);
  while (i < middle && j < n)
    a[k++] = compare(ctx, room[i], a[j]) <= 0 ? room[i++] : a[j++];
  while (i < middle)
    a[k++] = room[i++];
}

void group_sort(uint32_t *a, size_t n, uint32_t *room, group_compare_fn *compare, const void *ctx)
{
  for (size_t width = 1; width < n; width *= 2) {
    for (size_t from = 0; from + width < n; from += 2 * width) {
      size_t len = n - from < 2 * width ? n - from : 2 * width;
      merge(a + from, width, len, room, compare, ctx);
    }
  }
}

struct order {
  const struct strings *strings;
  const struct groups *groups;
};

static int compare_groups(const void *ctx, uint32_t a, uint32_t b)
{
  const struct order *o = ctx;
  const struct groups *g = o->groups;
  const uint32_t *x = g->id + (size_t)a * g->key.n, *y = g->id + (size_t)b * g->key.n;
  for (size_t i = 0; i < g->key.n; i++) {
    if (x[i] == y[i])
      continue;
    if (g->key.part[i] == GROUP_LEVEL)
      return x[i] < y[i] ? -1 : 1;
    return strings_compare(o->strings, x[i], y[i]);
  }
  return 0;
}

/* --- finding the groups --------------------------------------------------- */

struct finder {
  const struct govfig_stats *s;
  struct groups *g;
  uint32_t *slot, *of; /* hash table of groups + 1; group of each figure */
  size_t n_slots, room;
};

#define NO_GROUP UINT32_MAX

static uint64_t hash_ids(const uint32_t *id, size_t n, uint64_t seed)
{
  uint64_t h = seed;
  for (size_t i = 0; i < n; i++)
    h = (h ^ id[i]) * 0x9E3779B97F4A7C15u;
  return strings_mix(h);
}

static bool add_slots(struct finder *f)
{
  size_t n = f->n_slots == 0 ? 4096 : f->n_slots * 2, width = f->g->key.n;
  uint32_t *slot = calloc(n, sizeof *slot);
  if (slot == NULL)
    return false;
  for (size_t i = 0; i < f->g->n; i++) {
    size_t at = hash_ids(f->g->id + i * width, width, f->s->strings.seed) & (n - 1);
    while (slot[at] != 0)
      at = (at + 1) & (n - 1);
    slot[at] = (uint32_t)i + 1;
  }
  free(f->slot);
  f->slot = slot;
  f->n_slots = n;
  return true;
}

static bool add_group(struct finder *f, const uint32_t *id, size_t at)
{
  struct groups *g = f->g;
  size_t width = g->key.n;
  if (g->n == f->room) {
    size_t room = f->room == 0 ? 1024 : f->room * 2;
    uint32_t *ids = realloc(g->id, room * width * sizeof *ids);
    if (ids == NULL)
      return false;
    g->id = ids;
    f->room = room;
  }
  memcpy(g->id + g->n * width, id, width * sizeof *id);
  f->slot[at] = (uint32_t)++g->n;
  return true;
}

/* The group of a figure; false without memory. */
static bool find_group(struct finder *f, size_t figure)
{
  uint32_t id[GROUP_PARTS_MAX];
  struct groups *g = f->g;
  size_t width = g->key.n;
  if (g->n * 2 >= f->n_slots && !add_slots(f))
    return false;
  for (size_t i = 0; i < width; i++)
    id[i] = part_id(f->s, figure, g->key.part[i]);
  size_t at = hash_ids(id, width, f->s->strings.seed) & (f->n_slots - 1);
  while (f->slot[at] != 0 &&
         memcmp(g->id + (size_t)(f->slot[at] - 1) * width, id, width * sizeof *id) != 0)
    at = (at + 1) & (f->n_slots - 1);
  if (f->slot[at] == 0 && !add_group(f, id, at))
    return false;
  f->of[figure] = f->slot[at] - 1;
  return true;
}

/* Moves the groups into sorted order; `of` follows. */
static bool sort_groups(struct finder *f)
{
  struct groups *g = f->g;
  size_t width = g->key.n;
  struct order order = {&f->s->strings, g};
  uint32_t *index = malloc((3 * g->n + 1) * sizeof *index);
  uint32_t *sorted = malloc((g->n * width + 1) * sizeof *sorted);
  if (index == NULL || sorted == NULL) {
    free(index);
    free(sorted);
    return false;
  }
  uint32_t *rank = index + 2 * g->n;
  for (size_t i = 0; i < g->n; i++)
    index[i] = (uint32_t)i;
  group_sort(index, g->n, index + g->n, compare_groups, &order);
  for (size_t i = 0; i < g->n; i++) {
    memcpy(sorted + i * width, g->id + index[i] * width, width * sizeof *sorted);
    rank[index[i]] = (uint32_t)i;
  }
  for (size_t i = 0; i < f->s->n; i++) {
    if (f->of[i] != NO_GROUP)
      f->of[i] = rank[f->of[i]];
  }
  free(g->id);
  free(index);
  g->id = sorted;
  return true;
}

/* Puts the figures behind one another, group after group. */
static bool place_figures(struct finder *f, const unsigned char *skip)
{
  struct groups *g = f->g;
  size_t n = f->s->n;
  g->start = calloc(g->n + 2, sizeof *g->start);
  g->dropped = calloc(g->n + 1, sizeof *g->dropped);
  g->row = malloc((n + 1) * sizeof *g->row);
  if (g->start == NULL || g->dropped == NULL || g->row == NULL)
    return false;
  for (size_t i = 0; i < n; i++) {
    if (f->of[i] == NO_GROUP)
      continue;
    if (skip != NULL && skip[i] == GROUP_REPRINT)
      g->dropped[f->of[i]]++;
    else
      g->start[f->of[i] + 2]++;
  }
  for (size_t i = 2; i <= g->n; i++)
    g->start[i] += g->start[i - 1];
  for (size_t i = 0; i < n; i++) {
    if (f->of[i] != NO_GROUP && (skip == NULL || skip[i] == GROUP_TAKE))
      g->row[g->start[f->of[i] + 1]++] = (uint32_t)i;
  }
  return true;
}

/* One name per code: of several, the first in byte order; else the official one. */
static bool name_regions(const struct govfig_stats *s, struct groups *g)
{
  g->name = calloc(s->strings.n, sizeof *g->name);
  if (g->name == NULL)
    return false;
  for (size_t i = 0; i < s->n; i++) {
    uint32_t code = store_id(s, i, GOVFIG_COLUMN_REGION_CODE);
    uint32_t name = store_id(s, i, GOVFIG_COLUMN_REGION);
    if (code != 0 && name != 0 && g->name[code] != name &&
        (g->name[code] == 0 || strings_compare(&s->strings, name, g->name[code]) < 0))
      g->name[code] = name;
  }
  for (uint32_t i = 0; i < s->n_official; i++) {
    if (g->name[i] == 0)
      g->name[i] = s->official[i];
  }
  return true;
}

bool groups_make(const struct govfig_stats *s, const struct group_key *key,
                 const unsigned char *skip, struct groups *out)
{
  *out = (struct groups){.key = *key};
  struct finder f = {.s = s, .g = out, .of = malloc((s->n + 1) * sizeof *f.of)};
  bool ok = f.of != NULL;
  for (size_t i = 0; i < s->n && ok; i++) {
    if (skip != NULL && skip[i] == GROUP_SKIP)
      f.of[i] = NO_GROUP;
    else
      ok = find_group(&f, i);
  }
  ok = ok && sort_groups(&f) && place_figures(&f, skip) && name_regions(s, out);
  free(f.of);
  free(f.slot);
  return ok;
}

void groups_free(struct groups *g)
{
  free(g->id);
  free(g->row);
  free(g->start);
  free(g->dropped);
  free(g->name);
  *g = (struct groups){0};
}

/* --- the key as columns --------------------------------------------------- */

void group_columns(struct govfig_report *r, const struct group_key *key)
{
  for (size_t i = 0; i < key->n; i++) {
    if (key->part[i] == GROUP_REGION) {
      report_column_named(r, "region", GOVFIG_TEXT);
      report_column_named(r, "region_code", GOVFIG_TEXT);
    } else if (key->part[i] == GROUP_SUBJECT) {
      report_column_named(r, "indicator", GOVFIG_TEXT);
    } else if (key->part[i] == GROUP_LEVEL) {
      report_column_named(r, "level", GOVFIG_TEXT);
    } else {
      enum govfig_column c = (enum govfig_column)key->part[i];
      report_column_named(r, govfig_column_name(c), GOVFIG_TEXT);
    }
  }
}

static void region_cells(struct govfig_report *r, const struct govfig_stats *s,
                         const struct groups *g, uint32_t id)
{
  struct govfig_str text = strings_text(&s->strings, id);
  bool code = stats_region_level_of(text) != REGION_UNKNOWN;
  report_text(r, code ? strings_text(&s->strings, g->name[id]) : text);
  report_text(r, code ? text : (struct govfig_str){0});
}

void group_cells(struct govfig_report *r, const struct govfig_stats *s, const struct groups *g,
                 size_t group)
{
  for (size_t i = 0; i < g->key.n; i++) {
    uint32_t id = g->id[group * g->key.n + i];
    if (g->key.part[i] == GROUP_REGION)
      region_cells(r, s, g, id);
    else if (g->key.part[i] == GROUP_LEVEL)
      report_words(r, stats_region_level_name((enum region_level)id));
    else
      report_text(r, strings_text(&s->strings, id));
  }
}
