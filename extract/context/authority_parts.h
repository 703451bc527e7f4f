/* authority_parts.h - what the files of authority share.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_AUTHORITY_PARTS_H
#define GOVFIG_EXTRACT_AUTHORITY_PARTS_H

#include "extract/context/authority.h"
#include "extract/context/cursor.h"
#include "extract/number/pairs.h"

/* Kinds of words, of both tables; data/agencies.table explains each. */
enum authority_word {
  AGENCY_NAME = 1,
  AGENCY_SUFFIX,
  AGENCY_TITLE,
  AGENCY_JOINT,
  AGENCY_NONE,
  AGENCY_PLACE,
  SOURCE_TOLD,
  SOURCE_SHOWS,
  SOURCE_SAYS, /* as TOLD; whoever says it, those before have had their say */
  SOURCE_ENDS, /* the same, and who stands in front is no origin */
  SOURCE_FROM
};

/* Beside the kind of a single character. */
enum {
  KIND_BITS = 0x3F,
  CLOSES_PARENTHESIS = 0x40,
  PARTS_CLAUSE = 0x80
};

struct authorities {
  uint8_t single[65536]; /* kinds of words of one character; what marks do to clauses */
  uint64_t ends[4];      /* bit k: one with which the name of a body may end has the low byte
                            k; beside `single`, of which little is at hand */
  struct pairs endings;  /* that longer words begin with of which that is true */
  uint64_t from[4];      /* the same of those that stand in front of it */
  struct lexicon_builder *builder; /* while the tables are read */
  const struct lexicon *lexicon;
};

enum { CLAUSE_UNITS = 64 }; /* how far in front of its word of origin a body may begin */

/* A chunk under work; its places are where bodies were looked for last. */
struct search {
  const struct authorities *x;
  struct chunk *c;
  const unit *u;
  struct cursor regions, sources;
  struct cursor agencies; /* on `known`: those of the clause that is looked at */
  struct mark known[CLAUSE_UNITS];
  uint32_t time;     /* of chunk->times */
  uint32_t sentence; /* the last one looked at */
};

static inline uint32_t authority_kind(const struct search *s, uint32_t i)
{
  return s->x->single[s->u[i]] & KIND_BITS;
}

/* Can `c` be one of those of which `low` has the low bytes? */
static inline bool has_low_byte(const uint64_t low[4], unit c)
{
  return (low[c % 256 / 64] >> c % 64 & 1) != 0;
}

/* Does the name of a body end with a word of that kind? */
static inline bool ends_body(uint32_t kind)
{
  return (kind == AGENCY_NAME) | (kind == AGENCY_SUFFIX);
}

/* ---- authority_body.c ---- */

/* The body named in front of the word at `at`, within the sentence that starts at
   `floor`; false when none is. */
bool authority_body(struct search *s, uint32_t floor, uint32_t at, struct span *body);

#endif
