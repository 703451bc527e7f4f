/* fold.h - the folding table.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_FOLD_H
#define GOVFIG_EXTRACT_FOLD_H

#include <govfig/status.h>

#include "extract/text/units.h"
#include "extract/words/table.h"

struct fold {
  unit map[65536]; /* by code point */
};

/* A table with the rows that hold by rule; NULL without memory. */
struct fold *fold_new(void);
void fold_free(struct fold *fold);

/* Takes the rows of @table fold (columns from, to: one character, or U+XXXX). */
struct table_handler fold_handler(struct fold *fold);

/* Folds a UTF-8 word into at most `max` units; its length, or 0 when it is
   empty, malformed or longer. */
uint32_t fold_word(const struct fold *fold, struct govfig_str word, unit *out, uint32_t max);

#endif
