/* pairs.h - a set of pairs of units that may say yes where it should not.
   SPDX-License-Identifier: Apache-2.0

   Eight kilobytes, always at hand: it spares most look-ups of words of which there are a
   thousand. */
#ifndef GOVFIG_EXTRACT_PAIRS_H
#define GOVFIG_EXTRACT_PAIRS_H

#include "extract/text/units.h"

enum { PAIR_BITS = 16 };

struct pairs {
  uint64_t bits[(1 << PAIR_BITS) / 64];
};

static inline uint32_t pairs_place(unit a, unit b)
{
  return ((uint32_t)a << 16 | b) * 0x9E3779B1u >> (32 - PAIR_BITS);
}

static inline void pairs_add(struct pairs *p, unit a, unit b)
{
  uint32_t place = pairs_place(a, b);
  p->bits[place / 64] |= UINT64_C(1) << place % 64;
}

static inline bool pairs_have(const struct pairs *p, unit a, unit b)
{
  uint32_t place = pairs_place(a, b);
  return (p->bits[place / 64] >> place % 64 & 1) != 0;
}

#endif
