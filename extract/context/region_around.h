/* region_around.h - the words around names of regions.  SPDX-License-Identifier: Apache-2.0

   They stand near every name, but are asked for only beside one: a text is not
   searched for them.  A byte for each pair of characters says of most places that no
   such word begins, ends or goes on there.  */
#ifndef GOVFIG_EXTRACT_REGION_AROUND_H
#define GOVFIG_EXTRACT_REGION_AROUND_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "extract/text/units.h"

enum {
  AROUND_BITS = 15,
  AROUND_PAIRS = 1 << AROUND_BITS,
  AROUND_BUCKETS = 1 << 11,
  AROUND_UNITS_MAX = 60
};

/* What two characters in a row may be in words around names; bits. */
enum {
  PAIR_INSIDE = 1 << 0,   /* stand next to each other in a trap */
  PAIR_TRAP = 1 << 1,     /* begin one, with a third: by around_slot_of_three */
  PAIR_BEFORE = 1 << 2,   /* end a word of ROLE_BEFORE */
  PAIR_LEAD = 1 << 3,     /* end one of ROLE_LEAD */
  PAIR_DATELINE = 1 << 4, /* end one of ROLE_DATELINE */
  PAIR_FORMAL = 1 << 5,   /* end one of ROLE_FORMAL */
  PAIR_BEHIND = 1 << 6    /* begin one of ROLE_AFTER, ROLE_SCOPE, ROLE_EACH */
};

struct around_word {
  uint32_t pair;              /* its first two characters */
  uint32_t text;              /* all of them, in units[] */
  uint16_t len;
  bool goes_on;               /* a longer word begins with it */
  uint32_t roles;             /* and the code of a paper above ROLE_BITS */
  /* index + 1 of the next whose first pair, last pair, first three characters are alike */
  uint32_t as_first, as_last, as_three;
};

/* Words of two characters or more. */
struct around_words {
  struct around_word *items;
  uint32_t n, room;
  unit *units; /* of all words */
  uint32_t n_units, units_room;
  uint32_t first[AROUND_BUCKETS], last[AROUND_BUCKETS]; /* index + 1, by pair */
  uint32_t three[AROUND_BUCKETS]; /* by three characters; words of two by their pair */
  uint8_t pairs[AROUND_PAIRS];
};

/* Both characters at once, spread over all bits; which is first does not matter, as long
   as it is always the same. */
static inline uint32_t around_spread(const unit *u)
{
  uint32_t pair;
  memcpy(&pair, u, sizeof pair);
  return pair * UINT32_C(0x9E3779B1);
}

/* Slot of the pair u[0], u[1]. */
static inline uint32_t around_slot(const unit *u)
{
  return around_spread(u) >> (32 - AROUND_BITS);
}

static inline uint32_t around_slot_of_three(const unit *u)
{
  return (around_spread(u) + u[2] * UINT32_C(0x85EBCA6B)) >> (32 - AROUND_BITS);
}

static inline uint8_t around_pair(const struct around_words *w, const unit *u)
{
  return w->pairs[around_slot(u)];
}

void around_free(struct around_words *w);

/* Gives a word (2 to AROUND_UNITS_MAX units) further roles; false without memory. */
bool around_add(struct around_words *w, const unit *u, uint32_t len, uint32_t roles);

/* The longest word that starts at u[0] and has at most `n` units, of which three may be
   read; NULL for none. */
const struct around_word *around_longest(const struct around_words *w, const unit *u,
                                         uint32_t n);

/* Roles of the word that the `n` units are, 0 for none. */
uint32_t around_exact(const struct around_words *w, const unit *u, uint32_t n);

/* The shortest word in u[0..n) that has one of the roles, ends at unit `at` and is the
   longest where it starts; its length, 0 for none. */
uint32_t around_ending(const struct around_words *w, const unit *u, uint32_t n, uint32_t at,
                       uint32_t roles);

#endif
