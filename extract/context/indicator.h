/* indicator.h - what a figure counts, in the document's words.
   SPDX-License-Identifier: Apache-2.0

   Reads the sentence around a figure by its edge words (data/edges.table): the
   noun phrase or the object of the verb in front of it, the noun behind its
   measure word, what an earlier figure of the sentence counted, or one member
   of a list that is dealt out over several figures.  Known indicators
   (data/indicators.table) get their canonical name beside it.  Immutable once
   the tables are read. */
#ifndef GOVFIG_EXTRACT_INDICATOR_H
#define GOVFIG_EXTRACT_INDICATOR_H

#include <stdbool.h>

#include "base/table.h"
#include "extract/chunk.h"

struct indicators;

/* NULL without memory. */
struct indicators *indicators_new(void);
void indicators_free(struct indicators *x);

/* Handlers of the tables `edges` and `indicators`; how many.  `out` has room
   for two. */
size_t indicators_handlers(struct indicators *x, struct lexicon_builder *b,
                           struct table_handler *out);

/* Gives it the lexicon, for the words around figures. */
void indicators_meet(struct indicators *x, const struct lexicon *lexicon);

/* Tells that parentheses are UNIT_CLAUSE. */
void indicators_classify(struct fold *fold);

/* Fills indicator and indicator_key of all found figures that have none; wants
   marks (WORD_REGION; it adds WORD_EDGE and WORD_INDICATOR in their sentences), times, and the figures' kind,
   change, measure and region.  False without memory. */
bool indicators_attribute(const struct indicators *x, struct chunk *chunk);

/* Canonical name of found.indicator_key; "" for 0. */
struct govfig_str indicators_key_name(const struct indicators *x, uint32_t key);

#endif
