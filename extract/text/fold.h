/* fold.h - the folding table.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_FOLD_H
#define GOVFIG_EXTRACT_FOLD_H

#include <govfig/status.h>

#include "extract/text/units.h"
#include "extract/words/table.h"

struct fold {
  unit map[65536];      /* by code point */
  uint8_t class[65536]; /* likewise: what the unit that it becomes can be */
};

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

/* Folds a UTF-8 word into at most `max` units; its length, or 0 when it is
   empty, malformed or longer. */
uint32_t fold_word(const struct fold *fold, struct govfig_str word, unit *out, uint32_t max);

#endif
