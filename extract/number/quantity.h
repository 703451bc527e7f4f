/* quantity.h - numerals with their units and bounds, as one parsed thing each.
   SPDX-License-Identifier: Apache-2.0

   Takes a chunk with sentences and time marks, gives every quantity in it, be
   it a figure or not: the rules decide that.  Numerals inside a covering time
   mark are passed over. */
#ifndef GOVFIG_EXTRACT_QUANTITY_H
#define GOVFIG_EXTRACT_QUANTITY_H

#include "extract/chunk.h"
#include "extract/number/bound.h"
#include "extract/number/numeral.h"
#include "extract/number/unit.h"

/* What a rule sees in place of a quantity: its kind where it has a unit, or one of these. */
enum quantity_class {
  CLASS_BARE = 32,  /* Arabic digits without unit or magnitude */
  CLASS_HANZI = 33, /* Chinese digits without unit */
  CLASS_COLON = 34, /* two numbers with a colon between */
  CLASS_ONE = 35,   /* the Chinese digit one and a unit: mostly an article */
  CLASS_SCALE = 36, /* a hundred, a thousand without a digit, and a unit */
  CLASS_NAME = 37,  /* digits with letters or leading zeros */
  CLASSES = 64
};

/* Payloads of the words of class WORD_RANGE. */
enum range_role { RANGE_SIGN, RANGE_WORD, RANGE_FROM, RANGE_OF, RANGE_LIST, RANGE_SPREAD };

struct quantity {
  struct span span;
  uint32_t sentence;
  struct numeral numeral; /* of a range, of both ends; converted as the unit says */
  bool increase;
  uint8_t class; /* enum kind or enum quantity_class */
  uint8_t kind, bound;
  uint8_t status; /* enum fig_status, where a bound word tells it */
  const struct unit_info *unit, *per; /* NULL: none */
  struct span per_span;
};

struct number_engine {
  const struct numerals *numerals;
  const struct unit_registry *units;
  const struct bounds *bounds;
  const struct lexicon *lexicon;
  const struct phrases *phrases;
};

/* All quantities in order; memory from the chunk's arena.  False without memory. */
bool quantities_scan(const struct number_engine *e, const struct chunk *c,
                     struct quantity **out, uint32_t *n);

/* ---- quantities without a numeral (data/phrases.table) ---- */

struct phrases;
struct phrases *phrases_new(void);
/* Handlers of the tables phrase, noun, stop and range. */
size_t phrases_handlers(struct phrases *p, struct lexicon_builder *b,
                        struct unit_registry *units, struct table_handler *out);
/* Finds the units, once all tables are read; E_SYNTAX for an unknown one. */
enum govfig_status phrases_finish(struct phrases *p, struct govfig_error *err);
void phrases_free(struct phrases *p);
/* Adds BESIDE_RANGE (numeral.h) to all characters with which what joins two quantities to a
   range can start. */
void phrases_beside(const struct phrases *p, uint8_t beside[65536]);
/* Fills value, unit and bound of phrase `index`. */
void phrases_fill(const struct phrases *p, uint32_t index, struct quantity *q);

#endif
