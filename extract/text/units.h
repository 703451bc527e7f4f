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

#include <govfig/str.h>

#include "base/arena.h"

typedef uint16_t unit;

enum { UNIT_OTHER = 0xFFFE, UNIT_BAD = 0xFFFD };

/* Half-open range of units. */
struct span {
  uint32_t start, end;
};

struct fold; /* the folding table, immutable */

struct units {
  const char *utf8; /* the bytes it was made from, malformed ones replaced */
  size_t bytes;
  const unit *u;    /* n units; u[-1] and u[n] ... u[n+7] are readable and 0 */
  uint32_t n;
  const uint32_t *byte_at; /* byte offset of every 8th unit */
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

/* Folds one code point. */
unit fold_unit(const struct fold *fold, uint32_t code_point);

/* Is `c` a CJK ideograph (of the BMP)? */
static inline bool unit_is_han(unit c)
{
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF);
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
