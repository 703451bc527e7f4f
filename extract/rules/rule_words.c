/* rule_words.c - sets of units and of words, as programs ask for them.
   SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/rules/rule_program.h"

/* ---- sets of units ---- */

enum { RANGES_MAX = 128 };

struct ranges {
  unit u[2 * RANGES_MAX];
  uint32_t n;
  bool strange;
};

static void add_range(struct ranges *r, unit first, unit last)
{
  r->strange |= r->n == RANGES_MAX || first > last;
  if (r->strange)
    return;
  r->u[2 * r->n] = first;
  r->u[2 * r->n++ + 1] = last;
}

/* What \s or \d takes; false for another letter. */
static bool add_kind(struct ranges *r, unit letter)
{
  if (letter == 'd') {
    add_range(r, '0', '9');
  } else if (letter == 's') {
    add_range(r, '\t', '\r');
    add_range(r, ' ', ' ');
  }
  return letter == 'd' || letter == 's';
}

/* What stands between the brackets of a class. */
static void add_class(struct ranges *r, const unit *p, uint32_t at, uint32_t to)
{
  while (at < to && !r->strange) {
    unit first, last;
    if (p[at] == '\\' && at + 1 < to && add_kind(r, p[at + 1])) {
      at += 2;
      r->strange |= at < to && p[at] == '-';
      continue;
    }
    uint32_t end = pattern_class_unit(p, at, to, &first);
    r->strange |= end == at;
    at = end;
    last = first;
    if (at + 1 < to && p[at] == '-') {
      end = pattern_class_unit(p, at + 1, to, &last);
      r->strange |= end == at + 1;
      at = end;
    }
    add_range(r, first, last);
  }
}

static void add_near(struct unit_set *s, unit first, unit last)
{
  if (last - first >= SET_BITS - 1) {
    memset(s->near, 0xFF, sizeof s->near);
    s->begins = ~UINT64_C(0);
    return;
  }
  for (uint32_t u = first; u <= last; u++) {
    s->near[u % SET_BITS / 64] |= UINT64_C(1) << u % 64;
    s->begins |= unit_is_private((unit)u) ? ~UINT64_C(0) : begin_bit((unit)u);
  }
}

static const struct unit_set *new_set(struct programs *all, const struct ranges *r, bool others)
{
  size_t size = 2 * r->n * sizeof *r->u;
  for (const struct unit_set *s = all->sets; s != NULL; s = s->before) {
    if (s->n == r->n && s->others == others && memcmp(s->ranges, r->u, size) == 0)
      return s;
  }
  struct unit_set *s = arena_zalloc(&all->arena, 1, sizeof *s);
  unit *ranges = arena_alloc(&all->arena, size);
  if (s == NULL || ranges == NULL)
    return NULL;
  memcpy(ranges, r->u, size);
  s->begins = others ? ~UINT64_C(0) : 0;
  for (uint32_t i = 0; i < r->n; i++)
    add_near(s, r->u[2 * i], r->u[2 * i + 1]);
  s->n = r->n;
  s->others = others;
  s->ranges = ranges;
  s->before = all->sets;
  all->sets = s;
  return s;
}

const struct unit_set *unit_set_of(struct programs *all, const struct pattern *p,
                                   const struct element *e, bool *strange)
{
  struct ranges r = {.n = 0};
  const unit *u = p->u;
  bool others = false;
  unit c;
  if (e->sort == ELEMENT_UNIT) {
    add_range(&r, e->c, e->c);
  } else if (u[e->start] == '[') {
    others = u[e->start + 1] == '^';
    add_class(&r, u, e->start + 1 + others, e->end - 1);
  } else if (u[e->start] == '\\' && e->end == e->start + 2) {
    others = e->c == 'S' || e->c == 'D';
    r.strange = !add_kind(&r, (unit)(e->c | 0x20));
  } else {
    r.strange = u[e->start] != '\\' || pattern_class_unit(u, e->start, e->end, &c) != e->end;
    if (!r.strange)
      add_range(&r, c, c);
  }
  *strange |= r.strange;
  return r.strange ? NULL : new_set(all, &r, others);
}

/* ---- words ---- */

static struct word_edge *add_edge(struct word_set *s, struct word_edge *edges, uint32_t node,
                                  unit u, uint32_t *nodes)
{
  struct word_edge *e = &edges[word_edge_at(s, node, u) - s->edges];
  if (e->to == 0) {
    e->key = node << 16 | u;
    e->to = (uint16_t)++*nodes;
  }
  return e;
}

static void add_words(struct word_set *s, struct word_edge *edges)
{
  uint32_t node = 0, nodes = 0;
  struct word_edge *e = NULL;
  for (uint32_t i = 0; i <= s->n; i++) {
    if (i == s->n || s->text[i] == '|') {
      e->ends = true;
      e = NULL;
      node = 0;
      continue;
    }
    if (e != NULL)
      e->goes_on = true;
    else
      s->begins |= begin_bit(s->text[i]);
    e = add_edge(s, edges, node, s->text[i], &nodes);
    node = e->to;
  }
}

const struct word_set *word_set_of(struct programs *all, const unit *text, uint32_t n)
{
  size_t size = n * sizeof *text;
  for (const struct word_set *s = all->words; s != NULL; s = s->before) {
    if (s->n == n && memcmp(s->text, text, size) == 0)
      return s;
  }
  uint32_t bits = 3;
  while ((UINT32_C(1) << bits) < 2 * n)
    bits++;
  struct word_set *s = arena_zalloc(&all->arena, 1, sizeof *s);
  struct word_edge *edges = arena_zalloc(&all->arena, (size_t)1 << bits, sizeof *edges);
  unit *copy = arena_alloc(&all->arena, size);
  if (s == NULL || edges == NULL || copy == NULL)
    return NULL;
  memcpy(copy, text, size);
  *s = (struct word_set){32 - bits, (UINT32_C(1) << bits) - 1, 0, edges, copy, n, all->words};
  add_words(s, edges);
  all->words = s;
  return s;
}
