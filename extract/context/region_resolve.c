/* region_resolve.c - which region a name means.  SPDX-License-Identifier: Apache-2.0

   Names that several regions share, and short ones that may be common words, are
   settled by what stands before them: the name that they touch, the article's
   issuer, names a few sentences back. */
#include "extract/context/region_parts.h"

enum { NEAR_UNITS = 300 }; /* a short name is believed this far behind what it lies in */

enum trust { TRUST_NONE, TRUST_LEVEL, TRUST_NEAR, TRUST_SEEN, TRUST_ISSUER, TRUST_TOUCHING };

/* region_within, of what is remembered of each region anyway. */
static bool lies_in(const struct said *said, uint32_t inner, uint32_t outer)
{
  if (inner == NOWHERE || outer == NOWHERE)
    return false;
  while (inner != outer && inner != NATION)
    inner = said[inner].parent;
  return inner == outer;
}

static bool near(const struct region_reader *r, uint32_t region, uint32_t at)
{
  uint32_t seen = region_seen(r, region);
  return seen != 0 && seen + NEAR_UNITS > at;
}

/* How far the text speaks for candidate `c` at unit `at`; `outer`: the name that
   stands right before it. */
static enum trust trust_in(const struct region_reader *r, uint32_t c, uint32_t outer,
                           uint32_t at)
{
  const struct said *said = r->memory.said;
  uint32_t parent = said[c].parent;
  if (outer > NATION && c != outer && lies_in(said, c, outer))
    return TRUST_TOUCHING;
  if (r->issuer > NATION && region_common(r->x, c, r->issuer) > NATION)
    return TRUST_ISSUER;
  if (said[c].level == 1 || region_seen(r, c) != 0)
    return TRUST_SEEN; /* a province is meant wherever its name stands alone */
  while (parent > NATION) {
    if (near(r, parent, at) || (region_seen(r, parent) != 0 && said[parent].level == 2))
      return TRUST_NEAR;
    parent = said[parent].parent;
  }
  return said[c].level == 2 ? TRUST_LEVEL : TRUST_NONE;
}

/* Does no word run into a name that starts at `at`? */
static bool bounded(const struct region_reader *r, uint32_t at)
{
  const uint16_t edge =
      ROLE_CLAUSE | ROLE_OPEN | ROLE_TIME | ROLE_AND | ROLE_LEAD | ROLE_BEFORE;
  unit c = at > 0 ? r->c->text.u[at - 1] : 0;
  return !unit_is_han(c) || region_role(r->x, c, edge);
}

/* Has nothing before it named one of the regions that the word may mean? */
static bool unheard(const struct region_reader *r, const struct region_word *w)
{
  const struct candidate *candidates = r->x->candidates;
  uint32_t i = w->first;
  while (i != 0 && region_seen(r, candidates[i - 1].region) == 0)
    i = candidates[i - 1].next;
  return i == 0;
}

uint32_t region_resolve(const struct region_reader *r, const struct region_word *w,
                        uint32_t len, uint32_t outer, uint32_t at)
{
  const struct regions *x = r->x;
  const struct said *said = r->memory.said;
  uint32_t best = NOWHERE, rivals = 0;
  enum trust trust = TRUST_NONE;
  if (outer <= NATION && w->doubt && unheard(r, w))
    return NOWHERE;
  if (outer <= NATION && r->issuer <= NATION && w->region != NOWHERE)
    return w->region;
  for (uint32_t i = w->first; i != 0; i = x->candidates[i - 1].next) {
    uint32_t c = x->candidates[i - 1].region;
    enum trust t = trust_in(r, c, outer, at);
    bool province = said[c].level == 1 && trust < TRUST_ISSUER;
    if (best == NOWHERE || t > trust || (province && said[best].level > 1)) {
      best = c;
      trust = t;
      rivals = 0;
    } else if (t == trust && !said[c].gone) {
      bool same = lies_in(said, c, best) || lies_in(said, best, c);
      rivals += !said[best].gone && !same;
      best = said[best].gone ? c : best;
    }
  }
  if (best == NOWHERE || (rivals > 0 && trust < TRUST_LEVEL))
    return NOWHERE;
  if (w->doubt && trust < TRUST_TOUCHING && region_seen(r, best) == 0)
    return NOWHERE;
  if (!w->doubt && !w->full && len <= 2 && said[best].level >= 3 && trust < TRUST_NEAR)
    return NOWHERE;
  if (len == 2 && trust < TRUST_SEEN && r->c->text.u[at + 1] == x->items[best].ending &&
      !bounded(r, at))
    return NOWHERE; /* two characters are easily the end of one word and another */
  return best;
}
