/* units.h - a piece of text as one 16-bit unit per character.
   SPDX-License-Identifier: Apache-2.0

   Takes UTF-8, gives `n` units, one per code point, in the folded form in
   which every engine of extract/ reads: full-width ASCII becomes ASCII,
   ideographic space and other blanks become ' ', traditional characters become
   simplified ones, dashes and wave dashes one of - and ~ (data/fold.table says all).
   Positions in units are therefore code points of the document, and a pattern
   needs one spelling.  A character outside the BMP becomes UNIT_OTHER, a
   malformed byte U+FFFD (one unit per maximal bad sequence). */
#ifndef GOVFIG_EXTRACT_UNITS_H
#define GOVFIG_EXTRACT_UNITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <govfig/str.h>

#include "base/arena.h"

typedef uint16_t unit;

enum { UNIT_OTHER = 0xFFFE, UNIT_BAD = 0xFFFD };

/* Private use, where rules have their placeholders. */
enum { UNIT_PRIVATE = 0xE000, UNIT_PRIVATE_END = 0xF8FF };

/* Half-open range of units. */
struct span {
  uint32_t start, end;
};

struct fold; /* the folding table, immutable */

/* What a folded unit can be to the engines, one bit each, so that they look at the
   few places that concern them and pass over the rest eight at a time.  Each engine
   says with fold_classify which units have its bit, when all tables are read.  A bit
   is a candidate, no verdict: whoever stops there looks at the unit itself. */
enum unit_class {
  UNIT_NUMERAL = 1, /* a numeral can start with it */
  UNIT_DIGIT = 2,   /* 0-9 */
  UNIT_STOP = 4,    /* ends a sentence: full stop, exclamation and question mark */
  UNIT_CLAUSE = 8,  /* ends or opens a clause: commas, semicolon, colon, round brackets */
  UNIT_BREAK = 16,  /* line feed */
  UNIT_BLANK = 32,  /* blank or tab */
  UNIT_SIGN = 64,   /* rare ones that single stages look for: the colon of an address,
                       the sign of a year, the brackets of titles, what marks rows and
                       page furniture */
  UNIT_TIME = 128   /* with it can go on what begins with a numeral or word of time */
};

/* 32 units in a row: where they begin in utf8, and how wide they are there. */
struct units_block {
  uint32_t byte;
  uint32_t ascii; /* bit k: the k-th is of one byte; others are of three */
  bool odd;       /* or of another width */
};

struct units {
  const char *utf8; /* the bytes it was made from, malformed ones replaced */
  size_t bytes;
  const unit *u;    /* n units; u[-2], u[-1], u[n] ... u[n+7] are readable and 0 */
  const uint8_t *class; /* bits of enum unit_class of each, readable as far, 0 there */
  uint32_t n;
  const struct units_block *blocks;
  size_t replaced;         /* malformed sequences */
};

/* Decodes and folds `len` bytes; all memory comes from `a`, `utf8` must live
   as long.  False without memory. */
bool units_make(const struct fold *fold, const char *utf8, size_t len, struct arena *a,
                struct units *out);

/* Byte offset in utf8 of unit `i` (i <= n). */
size_t units_byte(const struct units *t, uint32_t i);

/* The document's own characters (not the folded ones) of a span; points into
   t->utf8. */
struct govfig_str units_text(const struct units *t, struct span s);

/* ---- the next place with one of some bits ---- */

/* Eight classes from `c` on, masked by `bits`; the first in the lowest byte (compilers
   make one load of it). */
static inline uint64_t units_eight(const uint8_t *c, uint8_t bits)
{
  uint64_t w = (uint64_t)c[0] | (uint64_t)c[1] << 8 | (uint64_t)c[2] << 16 |
               (uint64_t)c[3] << 24 | (uint64_t)c[4] << 32 | (uint64_t)c[5] << 40 |
               (uint64_t)c[6] << 48 | (uint64_t)c[7] << 56;
  return w & UINT64_C(0x0101010101010101) * bits;
}

/* How far the next unit to be looked at is from `c` in a table of bytes by unit, of
   which few have one of `bits`: eight where there is none from here on. */
static inline uint32_t units_step(const uint8_t of_unit[65536], uint32_t c, uint8_t bits)
{
  return c % 8 == 0 && units_eight(of_unit + c, bits) == 0 ? 8 : 1;
}

/* Which of the eight bytes of `w`, which is not 0, is the lowest that is not. */
static inline uint32_t units_first_portable(uint64_t w)
{
  uint64_t below = ((w & (~w + 1)) - 1) & UINT64_C(0x8080808080808080);
  return (uint32_t)((below >> 7) * UINT64_C(0x0101010101010101) >> 56);
}

static inline uint32_t units_first(uint64_t w)
{
#if defined(__GNUC__)
  return (uint32_t)__builtin_ctzll(w) / 8;
#else
  return units_first_portable(w);
#endif
}

/* The first unit at or behind `from` whose class has one of `bits`; `to` (at most
   n) when there is none in front of it. */
static inline uint32_t units_next(const struct units *t, uint32_t from, uint32_t to, uint8_t bits)
{
  for (; from < to; from += 8) {
    uint64_t w = units_eight(t->class + from, bits);
    if (w != 0) {
      from += units_first(w);
      break;
    }
  }
  return from < to ? from : to;
}

/* How many of the eight bytes of `w`, which is not 0, follow the highest that is not. */
static inline uint32_t units_behind_portable(uint64_t w)
{
  uint32_t n = 0;
  for (uint32_t half = 32; half >= 8; half /= 2) {
    uint32_t empty = (w >> (64 - half)) == 0 ? half : 0;
    w <<= empty;
    n += empty / 8;
  }
  return n;
}

static inline uint32_t units_behind(uint64_t w)
{
#if defined(__GNUC__)
  return (uint32_t)__builtin_clzll(w) / 8;
#else
  return units_behind_portable(w);
#endif
}

/* Behind the last unit in front of `to` whose class has one of `bits`; `from` when
   there is none at or behind it. */
static inline uint32_t units_last(const struct units *t, uint32_t from, uint32_t to, uint8_t bits)
{
  for (; to > from && to >= 8; to -= 8) {
    uint64_t w = units_eight(t->class + to - 8, bits);
    if (w != 0) {
      to -= units_behind(w);
      return to > from ? to : from;
    }
  }
  while (to > from && (t->class[to - 1] & bits) == 0)
    to--;
  return to > from ? to : from;
}

/* Is `c` a CJK ideograph (of the BMP)? */
static inline bool unit_is_han(unit c)
{
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF);
}

static inline bool unit_is_private(unit c)
{
  return c >= UNIT_PRIVATE && c < UNIT_PRIVATE_END;
}

static inline bool unit_is_digit(unit c)
{
  return c >= '0' && c <= '9';
}

static inline bool unit_is_latin(unit c)
{
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

#endif
