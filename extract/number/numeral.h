/* numeral.h - numerals in every spelling, to exact decimals.
   SPDX-License-Identifier: Apache-2.0

   Takes folded units, gives the number that stands there: Arabic digits with
   separators, Chinese numerals, both mixed with magnitudes, fractions,
   percentages in words, vague numbers.  What each character means is data
   (data/numerals.table); the grammar is here. */
#ifndef GOVFIG_EXTRACT_NUMERAL_H
#define GOVFIG_EXTRACT_NUMERAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/decimal.h"
#include "extract/text/fold.h"
#include "extract/text/units.h"
#include "extract/words/lexicon.h"

/* What a character does in a numeral. */
enum numeral_role {
  ROLE_NONE,
  ROLE_DIGIT,  /* value 0-9 */
  ROLE_SCALE,  /* value: power of ten below a myriad, 1-3 */
  ROLE_MYRIAD, /* value: power of ten, 4, 8 or 12 */
  ROLE_TENS,   /* two or three tens in one character; value 20 or 30 */
  ROLE_FEW,    /* a small number that is not told */
  ROLE_OVER,   /* and some more */
  ROLE_ABOUT,  /* more or less, behind a scale */
  ROLE_POINT,  /* decimal point of Chinese numerals */
  ROLE_HALF,   /* a half */
  ROLE_PIECE,  /* measure word that may stand before a magnitude */
  ROLE_SHARE,  /* first of the two characters "parts of" */
  ROLE_OF,     /* second of them */
  ROLES
};

enum numeral_form {
  NUMERAL_PLAIN,
  NUMERAL_PERCENT,  /* n parts of a hundred: value is n */
  NUMERAL_PERMILLE, /* n parts of a thousand */
  NUMERAL_FRACTION  /* value is the quotient */
};

struct numeral {
  uint32_t start, end;
  struct decimal value, high; /* high: of two neighbouring digits */
  uint8_t form;               /* enum numeral_form */
  bool has_value; /* false: vague */
  bool has_high;
  bool chinese;     /* begins with a Chinese numeral */
  bool overflow;    /* does not fit in 38 digits */
  uint8_t digits;   /* of an Arabic numeral without magnitude, separators aside */
  bool over, about; /* a word for it stands inside */
  bool one;         /* nothing but the digit 1 in Chinese: mostly an article */
  bool bare_scale;  /* begins with a hundred, thousand or magnitude */
  bool magnitude;   /* has one of ten thousand or more */
  bool point;       /* has decimals */
  int8_t shift;     /* power of ten of the magnitude, 0 none */
};

/* What a character can be in a numeral or beside one: most neighbours are
   nothing, and one look at them spares all readers. */
enum numeral_beside {
  BESIDE_START = 1,   /* a numeral can start with it */
  BESIDE_INSIDE = 2,  /* a numeral can go on with it behind its first section */
  BESIDE_MAYBE = 4,   /* the same, if the characters around agree */
  BESIDE_UNIT = 8,    /* a unit of measure can start with it */
  BESIDE_BEFORE = 16, /* a bound word in front of a numeral can end with it, ... */
  BESIDE_BEHIND = 32, /* a bound word behind a unit can be no more than it */
  BESIDE_RANGE = 64,  /* what joins two quantities can start with it */
  BESIDE_BOUND = 128  /* ... and be no more than it */
};

struct numerals {
  uint8_t role[65536], value[65536];
  uint8_t beside[65536]; /* bits of enum numeral_beside */
};

struct numerals *numerals_new(const struct fold *fold);
size_t numerals_handlers(struct numerals *n, struct table_handler *out);
void numerals_free(struct numerals *n);

/* Learns what can stand beside a numeral, once all tables are read. */
struct bounds;
struct phrases;
void numerals_meet(struct numerals *n, const struct lexicon *lex, struct bounds *b,
                   const struct phrases *p);

/* Tells which units are UNIT_NUMERAL. */
void numerals_classify(const struct numerals *n, struct fold *fold);

/* Where to read numerals: not past u[end].  `keep` says whether a unit of measure
   starts at a place where a scale could stand too (as in "kilowatt"); NULL: never. */
typedef bool numeral_unit_fn(const void *ctx, const unit *u, uint32_t at, uint32_t end);
struct numeral_reader {
  const struct numerals *n;
  const unit *u;
  uint32_t end;
  numeral_unit_fn *keep;
  const void *ctx;
};

/* Reads the numeral that starts at u[at]; returns the unit behind it, or `at` when
   no numeral starts there. */
uint32_t numeral_read(const struct numeral_reader *r, uint32_t at, struct numeral *out);

#endif
