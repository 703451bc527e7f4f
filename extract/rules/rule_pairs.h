/* rule_pairs.h - rules by pairs of units; private to rules/.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_RULE_PAIRS_H
#define GOVFIG_EXTRACT_RULE_PAIRS_H

#include "extract/text/units.h"

/* ---- bits ---- */

/* The number of the lowest bit of `bits`, which has one. */
static inline uint32_t lowest_bit(uint64_t bits)
{
#if defined(__GNUC__)
  return (uint32_t)__builtin_ctzll(bits);
#else
  uint32_t n = 0;
  for (; (bits & 0xFF) == 0; bits >>= 8)
    n += 8;
  for (; (bits & 1) == 0; bits >>= 1)
    n++;
  return n;
#endif
}

/* The number of the highest. */
static inline uint32_t highest_bit(uint64_t bits)
{
#if defined(__GNUC__)
  return 63 - (uint32_t)__builtin_clzll(bits);
#else
  uint32_t n = 0;
  while ((bits >>= 1) != 0)
    n++;
  return n;
#endif
}

/* ---- pairs ---- */

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

/* A number for each unit, 0 for those that are not named; units of which the same is known
   share one.  All of it is small, since what is between two uses of it clears the cache. */
enum { UNIT_PAGE = 16, UNITS = 65536, UNIT_PAGES = UNITS / UNIT_PAGE, UNIT_ROWS = 256 };
struct unit_pages {
  uint16_t page[UNIT_PAGES]; /* where the page of so many units begins; most are on the first,
                                which names none.  No text has surrogates: all pages fit */
  uint32_t n;                /* how many more there are */
};
struct unit_rows {
  uint8_t *row;  /* by page and unit */
  uint64_t *bits; /* rows of so many words */
  uint32_t words;
  uint32_t n;    /* how many there are */
  uint16_t *own; /* while they are made: the row of each unit, not shared yet ... */
  unit *named;   /* ... and the unit of each row */
};

/* Rules by pairs of units: in a row of a first unit the rules that hold with any second
   one, then those that want one.  Which first goes with which second is not kept: a rule
   that wants pairs ab and cd is found with ad, too, and tried in vain. */
struct pair_rows {
  struct unit_rows first, second;
};

/* What they say together: a row for each of the few things that can be known of a pair. */
enum { CROSS_ROWS = 4096 };
struct cross_rows {
  uint16_t *row;     /* by row of the first unit and row of the second, of so many; 0 for
                        units that are not named */
  uint64_t *bits;
  uint32_t seconds, words, n; /* of bits: words of a row, and how many there are */
};

/* rule_pairs.c: for rows of `words` words (twice that for first units) and up to `pairs`
   pairs; `own` is room for 2 * UNITS numbers, all 0, until the rows are named.  False without
   memory. */
bool pair_rows_begin(struct pair_rows *t, uint32_t words, uint32_t pairs, uint16_t *own);

/* The bit of a rule goes where its atoms are. */
void pair_rows_add(struct pair_rows *t, const struct atoms *a, uint32_t bit);

/* Once all are there: gives their units pages, and `own` back; ... */
void pair_rows_name(const struct pair_rows *t, struct unit_pages *pages);

/* ... and makes the rows, when all pages are there; false without memory. */
bool pair_rows_finish(struct pair_rows *t, const struct unit_pages *pages);
void pair_rows_free(struct pair_rows *t);

/* For pairs whose rows are all there; false without memory. */
bool cross_rows_make(struct cross_rows *x, const struct pair_rows *t);
void cross_rows_free(struct cross_rows *x);

/* The place of a unit in lists by page and unit. */
static inline uint32_t unit_key(const struct unit_pages *pages, unit u)
{
  return pages->page[u / UNIT_PAGE] + (uint32_t)u % UNIT_PAGE;
}

/* The rows of two units side by side, by their keys. */
struct pair {
  uint8_t first, second;
};

static inline struct pair pair_of(const struct pair_rows *t, uint32_t a, uint32_t b)
{
  return (struct pair){t->first.row[a], t->second.row[b]};
}

/* Word `w` of the rules that hold with them. */
static inline uint64_t pair_word(const struct pair_rows *t, struct pair p, uint32_t w)
{
  const uint64_t *any = t->first.bits + (size_t)p.first * t->first.words + w;
  return *any | (any[t->second.words] & t->second.bits[(size_t)p.second * t->second.words + w]);
}

static inline uint32_t cross_row(const struct cross_rows *x, struct pair p)
{
  return x->row[p.first * x->seconds + p.second];
}

#endif
