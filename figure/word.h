/* word.h - eight bytes looked at in one go.  SPDX-License-Identifier: Apache-2.0

   Each test answers "may one of these eight bytes be ...": it is never wrong
   with no; with yes the caller looks at the bytes one by one. */
#ifndef GOVFIG_FIGURE_WORD_H
#define GOVFIG_FIGURE_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { WORD_BYTES = 8, WORD_COPY = 32 };

#define WORD_ONES 0x0101010101010101u
#define WORD_HIGH 0x8080808080808080u

static inline uint64_t word_load(const char *p)
{
  uint64_t w;
  memcpy(&w, p, sizeof w);
  return w;
}

/* Copies `len` bytes, 1 to WORD_COPY, as words that may share some, with as few questions
   about their number as can be: it is hard to foresee. */
static inline void word_copy(char *to, const char *from, size_t len)
{
  enum { HALF = WORD_BYTES / 2, TWICE = WORD_BYTES * 2 };
  if (len - HALF <= TWICE - HALF) {
    size_t second = len / WORD_BYTES * HALF;
    memcpy(to, from, HALF);
    memcpy(to + second, from + second, HALF);
    memcpy(to + len - HALF - second, from + len - HALF - second, HALF);
    memcpy(to + len - HALF, from + len - HALF, HALF);
  } else if (len < HALF) {
    to[0] = from[0];
    to[len / 2] = from[len / 2];
    to[len - 1] = from[len - 1];
  } else {
    memcpy(to, from, TWICE);
    memcpy(to + len - TWICE, from + len - TWICE, TWICE);
  }
}

/* Non-zero when a byte of `w` is zero. */
static inline uint64_t word_zero(uint64_t w)
{
  return (w - WORD_ONES) & ~w & WORD_HIGH;
}

/* Non-zero when a byte of `w` is `c`. */
static inline uint64_t word_has(uint64_t w, unsigned char c)
{
  return word_zero(w ^ (WORD_ONES * c));
}

/* Non-zero when a byte of `w` is below `c` (at most 128). */
static inline uint64_t word_below(uint64_t w, unsigned char c)
{
  return (w - WORD_ONES * c) & ~w & WORD_HIGH;
}

/* Non-zero when a byte of `w` is not ASCII. */
static inline uint64_t word_high(uint64_t w)
{
  return w & WORD_HIGH;
}

/* Index of the first byte that one of the tests above marked in `mask` (not 0). */
static inline unsigned word_first(uint64_t mask)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  return (unsigned)__builtin_ctzll(mask) / 8u;
#else
  /* A borrow runs towards the last byte, so the first mark in memory order may
     be false there: say "the first byte" and let the caller look. */
  (void)mask;
  return 0;
#endif
}

#endif
