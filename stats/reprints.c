/* reprints.c - the same figure in several documents.  SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "stats/group.h"

struct owners {
  const struct govfig_stats *s;
  uint32_t *slot; /* figure + 1: the one of the earliest document */
  size_t mask;
};

/* Is figure `a`'s document earlier than `b`'s?  Unknown days come last. */
static bool is_earlier(const struct govfig_stats *s, size_t a, size_t b)
{
  uint32_t x = store_id(s, a, GOVFIG_COLUMN_PUBLISHED), y = store_id(s, b, GOVFIG_COLUMN_PUBLISHED);
  if (x != y && (x == 0 || y == 0))
    return y == 0;
  int order = strings_compare(&s->strings, x, y);
  if (order == 0)
    order = strings_compare(&s->strings, store_id(s, a, GOVFIG_COLUMN_DOCUMENT),
                            store_id(s, b, GOVFIG_COLUMN_DOCUMENT));
  return order < 0;
}

/* The slot of the figure's key: taken by an equal one, or free. */
static size_t find(const struct owners *o, size_t figure)
{
  const uint64_t *key = o->s->figure[figure].key;
  size_t at = (size_t)strings_mix(key[0] ^ o->s->strings.seed) & o->mask;
  for (; o->slot[at] != 0; at = (at + 1) & o->mask) {
    const uint64_t *other = o->s->figure[o->slot[at] - 1].key;
    if (other[0] == key[0] && other[1] == key[1])
      break;
  }
  return at;
}

static bool has_key(const struct govfig_stats *s, size_t figure)
{
  return (s->figure[figure].key[0] | s->figure[figure].key[1]) != 0;
}

static bool make_table(struct owners *o)
{
  size_t n = 64;
  while (n < o->s->n * 2)
    n *= 2;
  o->slot = calloc(n, sizeof *o->slot);
  o->mask = n - 1;
  return o->slot != NULL;
}

static void find_owners(const struct owners *o)
{
  for (size_t i = 0; i < o->s->n; i++) {
    if (!has_key(o->s, i))
      continue;
    size_t at = find(o, i);
    if (o->slot[at] == 0 || is_earlier(o->s, i, o->slot[at] - 1))
      o->slot[at] = (uint32_t)i + 1;
  }
}

unsigned char *group_reprints(const struct govfig_stats *s)
{
  struct owners o = {.s = s};
  unsigned char *skip = calloc(s->n + 1, 1);
  if (skip == NULL || !s->plan->drop_reprints)
    return skip;
  if (!make_table(&o)) {
    free(skip);
    return NULL;
  }
  find_owners(&o);
  for (size_t i = 0; i < s->n; i++) {
    bool reprint = (s->figure[i].flags & STORE_REPEAT) != 0;
    if (!reprint && has_key(s, i)) {
      size_t owner = o.slot[find(&o, i)] - 1;
      reprint = store_id(s, owner, GOVFIG_COLUMN_DOCUMENT) !=
                store_id(s, i, GOVFIG_COLUMN_DOCUMENT);
    }
    skip[i] = reprint ? GROUP_REPRINT : GROUP_TAKE;
  }
  free(o.slot);
  return skip;
}
