/* fold.h - the folding table.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_FOLD_H
#define GOVFIG_EXTRACT_FOLD_H

#include <govfig/status.h>

#include "extract/text/units.h"
#include "extract/words/table.h"

/* In place of its classes: the unit is folded, and not as full-width ASCII is.  No unit is
   a digit and a line break. */
enum { FOLD_ASIDE = UNIT_DIGIT | UNIT_BREAK };

/* Full-width ASCII, and what it is lowered by. */
enum { FOLD_WIDE_FIRST = 0xFF01, FOLD_WIDE_LAST = 0xFF5E, FOLD_LOWERED = 0xFEE0 };

/* What a code point becomes.  Nearly all become themselves, so that a text asks `look`
   alone, of which what it needs stays at hand. */
struct fold {
  uint8_t look[65536];  /* bits of enum unit_class, or FOLD_ASIDE */
  uint8_t class[65536]; /* the bits of all */
  unit unit[65536];     /* code points past UNIT_BAD become UNIT_OTHER */
  uint8_t folded[65536 / 8]; /* a bit for each that does not become itself */
  unit lowered; /* FOLD_LOWERED, or 0 where a table says otherwise of one of these or of
                   what they become: then they are folded as others are */
};

/* Full-width ASCII becomes ASCII while a text is decoded. */
static inline unit fold_lower(unit c, unit lowered)
{
  bool wide = c >= FOLD_WIDE_FIRST && c <= FOLD_WIDE_LAST;
  return (unit)(c - (wide ? lowered : 0));
}

/* Folds `n` units, code points but for fold_lower, and gives them their classes.  Seven more
   are read, and have classes that mean nothing. */
void fold_text(const struct fold *fold, unit *u, uint8_t *class, uint32_t n);

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
