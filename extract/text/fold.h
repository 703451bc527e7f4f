/* fold.h - the folding table.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_FOLD_H
#define GOVFIG_EXTRACT_FOLD_H

#include <govfig/status.h>

#include "extract/text/units.h"
#include "extract/words/table.h"

/* What a code point becomes: the unit, above it the unit's bits of enum unit_class,
   above these whether three bytes of UTF-8 must not spell it (they would be overlong,
   or it is a surrogate). */
typedef uint32_t fold_entry;

#define FOLD_NOT_WIDE (1u << 24)

static inline unit fold_entry_unit(fold_entry e)
{
  return (unit)e;
}

static inline uint8_t fold_entry_class(fold_entry e)
{
  return (uint8_t)(e >> 16);
}

/* The place of a code point's entry: 16384 * b0 + 64 * b1 + b2, where these are the
   4, 6 and 6 bits that three bytes of UTF-8 bring.  Three quarters of the room remain
   untouched; in return the decoder has the places of two characters with one
   multiplication (units.c). */
enum { FOLD_ENTRIES = 16 * 16384 };

struct fold {
  fold_entry entry[FOLD_ENTRIES]; /* code points past UNIT_BAD become UNIT_OTHER */
  uint8_t folded[65536 / 8];      /* a bit for each that does not become itself */
};

/* Where the entry of a code point stands. */
static inline const fold_entry *fold_place(const struct fold *fold, uint32_t code)
{
  return &fold->entry[(code & 0xF000u) << 2 | (code & 0x0FFFu)];
}

static inline fold_entry fold_of(const struct fold *fold, uint32_t code)
{
  return *fold_place(fold, code);
}

/* The places of the entries of two characters of three bytes: their payload stands in
   the 24 bits from bit 40 on and in those from bit 16 on, and so do the places. */
static inline uint64_t fold_two_places(uint64_t payload)
{
  return payload - (payload >> 8 & UINT64_C(0xFFFF00FFFF0000)) * 192;
}

/* The entry of the character that the three bytes at p spell; false where they spell
   none. */
static inline bool fold_wide(const struct fold *fold, const unsigned char *p, fold_entry *e)
{
  uint32_t payload = ((uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2]) ^ 0xE08080;
  if ((payload & 0xF0C0C0) != 0)
    return false;
  *e = fold->entry[payload - (payload >> 8) * 192];
  return (*e & FOLD_NOT_WIDE) == 0;
}

/* A table with the rows that hold by rule; NULL without memory. */
struct fold *fold_new(void);
void fold_free(struct fold *fold);

/* Takes the rows of @table fold (columns from, to: one character, or U+XXXX). */
struct table_handler fold_handler(struct fold *fold);

/* Gives the folded unit `c` further bits of enum unit_class; fold_spread, called when
   all are given and before a text is read, makes them those of all characters that
   are folded to it. */
void fold_classify(struct fold *fold, unit c, uint8_t bits);
void fold_spread(struct fold *fold);

/* Folds one code point. */
unit fold_unit(const struct fold *fold, uint32_t code_point);

/* Folds a UTF-8 word into at most `max` units; its length, or 0 when it is
   empty, malformed or longer. */
uint32_t fold_word(const struct fold *fold, struct govfig_str word, unit *out, uint32_t max);

#endif
