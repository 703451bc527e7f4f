/* rule_pairs.h - rules by pairs of units; private to rules/.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_RULE_PAIRS_H
#define GOVFIG_EXTRACT_RULE_PAIRS_H

#include "extract/text/units.h"

/* Pairs of units of which one must stand at some place for a rule to match: the
   first unit in the high half, in the low half the second or one of these two,
   which no text has: private use is UNIT_BAD in a view. */
enum { PAIR_ALONE = 0xF8FD, PAIR_ANY = 0xF8FE };
struct atoms {
  bool any;   /* nothing is known */
  bool empty; /* while patterns are read: or nothing */
  uint32_t n;
  uint32_t *pair;
};

/* Rows of bits by unit, row 0 for those that are not named; units with the same bits
   share a row.  All of it is small, since what is between two uses of it clears the cache. */
enum { UNIT_PAGE = 16, UNIT_PAGES = 65536 / UNIT_PAGE, UNIT_ROWS = 256 };
struct unit_rows {
  uint16_t page[UNIT_PAGES]; /* of so many units, most on page 0, which names none */
  uint8_t *row;              /* by page and unit */
  uint64_t *bits;
  uint32_t words;            /* of a row */
  uint32_t n, pages;         /* how many there are */
  uint16_t *own;             /* while they are made: the row of each unit, not shared yet */
};

/* Rules by pairs of units: in a row of a first unit the rules that hold with any second
   one, then those that want one.  Which first goes with which second is not kept: a rule
   that wants pairs ab and cd is found with ad, too, and tried in vain. */
struct pair_rows {
  struct unit_rows first, second;
};

/* rule_pairs.c: for rows of `words` words (twice that for first units) and up to `pairs`
   pairs; false without memory. */
bool pair_rows_begin(struct pair_rows *t, uint32_t words, uint32_t pairs);

/* The bit of a rule goes where its atoms are. */
void pair_rows_add(struct pair_rows *t, const struct atoms *a, uint32_t bit);

/* Once all are there; false without memory. */
bool pair_rows_finish(struct pair_rows *t);
void pair_rows_free(struct pair_rows *t);

static inline uint32_t unit_row(const struct unit_rows *t, unit u)
{
  return t->row[t->page[u / UNIT_PAGE] * UNIT_PAGE + u % UNIT_PAGE];
}

static inline const uint64_t *unit_bits(const struct unit_rows *t, unit u)
{
  return t->bits + (size_t)unit_row(t, u) * t->words;
}

/* What is known of two units in a row. */
struct pair_bits {
  const uint64_t *any, *some, *second;
};

static inline struct pair_bits pair_bits(const struct pair_rows *t, unit a, unit b)
{
  const uint64_t *first = unit_bits(&t->first, a);
  return (struct pair_bits){first, first + t->second.words, unit_bits(&t->second, b)};
}

/* Word `w` of the rules that hold with them. */
static inline uint64_t pair_word(const struct pair_bits *p, uint32_t w)
{
  return p->any[w] | (p->some[w] & p->second[w]);
}

#endif
