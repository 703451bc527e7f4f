/* quantity_parts.h - the scan over one sentence; private to number/.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_QUANTITY_PARTS_H
#define GOVFIG_EXTRACT_QUANTITY_PARTS_H

#include "extract/number/numeral_parts.h"
#include "extract/number/quantity.h"

struct scan {
  const struct number_engine *e;
  const struct unit_info *percent, *permille; /* of the forms in words */
  const struct bound_pairs *bound_pairs;
  struct numeral_reader reader; /* reads up to `end` */
  const unit *u;
  const struct sentence *sentences;
  uint32_t start, end;  /* of the sentence, or up to the next time mark */
  uint32_t last_end;    /* behind the quantity before */
  uint32_t sentence;
};

/* Sets what is scanned. */
static inline void quantity_between(struct scan *s, uint32_t start, uint32_t end)
{
  s->start = start;
  s->end = s->reader.end = end;
}

/* Reads a numeral; the place behind it, or `at`. */
static inline uint32_t quantity_numeral(const struct scan *s, uint32_t at, struct numeral *out)
{
  return numeral_lone(&s->reader, at, out) ? at + 1 : numeral_read(&s->reader, at, out);
}

/* Does a unit start here?  For the reader of a scan; `ctx` is its number_engine. */
bool quantity_unit_here(const void *ctx, const unit *u, uint32_t at, uint32_t end);

/* Reads the quantity whose numeral starts at `at`, with the second end of a range if it
   `joins` one; the place behind it, or `at`. */
uint32_t quantity_read(const struct scan *s, uint32_t at, struct quantity *q, bool joins);

/* What the unit at u[at] can be beside a numeral. */
static inline uint8_t quantity_beside(const struct scan *s, uint32_t at)
{
  return at < s->end ? s->e->numerals->beside[s->u[at]] : 0;
}

/* Where that would stand which joins `q` to a second number: behind it, or behind
   the one blank that sets it off. */
static inline uint32_t quantity_joint(const struct scan *s, const struct quantity *q)
{
  uint32_t at = q->span.end;
  return at + 1 < s->end && s->u[at] == ' ' ? at + 1 : at;
}

/* Is it worth asking whether `q` is the first end of a range? */
static inline bool quantity_may_join(const struct scan *s, const struct quantity *q)
{
  return q->numeral.has_value &&
         ((quantity_beside(s, quantity_joint(s, q)) & BESIDE_RANGE) != 0 || q->bound == BOUND_AT_LEAST);
}

/* Joins `q` with the quantity behind a dash or "to", where they are the ends of
   one range; the place behind, or q->span.end. */
uint32_t quantity_range(const struct scan *s, struct quantity *q);

/* Gives the bare numbers of an enumeration the unit of its last member. */
void quantity_share_unit(const struct scan *s, struct quantity *items, uint32_t n);

#endif
