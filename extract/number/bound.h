/* bound.h - words that make a number a bound.  SPDX-License-Identifier: Apache-2.0

   Takes a place in front of a numeral or behind a unit, gives the bound word
   that touches it (data/bounds.table). */
#ifndef GOVFIG_EXTRACT_BOUND_H
#define GOVFIG_EXTRACT_BOUND_H

#include "extract/chunk.h"
#include "extract/number/pairs.h"
#include "extract/text/fold.h"
#include "extract/words/table.h"

struct bounds;

struct bounds *bounds_new(const struct fold *fold);
size_t bounds_handlers(struct bounds *b, struct table_handler *out);
void bounds_free(struct bounds *b);

/* What a word in front of a numeral says. */
struct bound_found {
  enum bound bound;
  enum fig_status status; /* STATUS_RULE where it states a requirement */
  bool negative;          /* it is a minus sign in words */
  bool nearly;            /* in front of years or days it counts back from now */
  bool increase;          /* what comes so many times on top: "turned over by one" */
};

/* Adds BESIDE_BEFORE, BESIDE_BOUND and BESIDE_BEHIND (numeral.h) to all characters with
   which a word in front of a numeral can end, or that are one behind a unit; blanks and what
   may stand between word and numeral included.  Finds out bounds_pairs. */
void bounds_beside(struct bounds *b, uint8_t beside[65536]);

/* Two characters of words that have as many: the last of one in front of a numeral, what may
   stand between included, and the first of one behind a unit. */
struct bound_pairs {
  struct pairs before, behind;
};
const struct bound_pairs *bounds_pairs(const struct bounds *b);

/* The longest word that ends in front of u[at], not before `from`; where it
   begins, or `at` for none.  A particle may stand between. */
uint32_t bound_before(const struct bounds *b, const unit *u, uint32_t from, uint32_t at,
                      struct bound_found *found);

/* The longest word that starts at u[at]; where it ends, or `at`. */
uint32_t bound_behind(const struct bounds *b, const unit *u, uint32_t at, uint32_t end,
                      enum bound *bound);

/* Does the character in front of the bare scale at `at` ("up to a thousand") make it a vague
   number?  Not where it ends a word that bounds nothing ("form"); no word begins before `from`. */
bool bound_scale(const struct bounds *b, const unit *u, uint32_t from, uint32_t at,
                 enum bound *bound);

#endif
