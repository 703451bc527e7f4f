/* numeral_parts.h - sections of a numeral; private to the numeral engine.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_NUMERAL_PARTS_H
#define GOVFIG_EXTRACT_NUMERAL_PARTS_H

#include "extract/number/numeral.h"
#include "extract/text/figures.h"

/* Does a unit of measure start at u[at], so that this is no scale or magnitude? */
static inline bool numeral_unit_starts(const struct numeral_reader *r, uint32_t at)
{
  return r->keep != NULL && at < r->end && (r->n->beside[r->u[at]] & BESIDE_UNIT) != 0 &&
         r->keep(r->ctx, r->u, at, r->end);
}

/* A plain numeral of this value.  Field by field: a compiler would clear the whole
   struct with a string instruction, and load what was stored in halves as one. */
static inline void numeral_begin(struct numeral *out, uint32_t start, uint32_t end,
                                 int64_t mantissa, int exponent)
{
  out->start = start;
  out->end = end;
  out->value.mantissa = mantissa;
  out->value.exponent = exponent;
  out->high.mantissa = mantissa;
  out->high.exponent = exponent;
  out->form = NUMERAL_PLAIN;
  out->has_value = true;
  out->has_high = out->chinese = out->overflow = out->over = out->about = false;
  out->one = out->bare_scale = out->magnitude = out->point = false;
  out->digits = 0;
  out->shift = 0;
}

/* Is what could start a numeral at u[at] the beginning of a word, as "a few" mostly is? */
static inline bool numeral_is_none(const struct numeral_reader *r, uint32_t at)
{
  const uint8_t *role = r->n->role;
  unit next = r->u[at + 1];
  return role[r->u[at]] == ROLE_FEW && role[next] != ROLE_SCALE && role[next] != ROLE_MYRIAD;
}

/* Is it certain that a numeral ends in front of u[at]?  Behind digits, a comma and
   a middle dot want a closer look, too. */
static inline bool numeral_ends(const struct numeral_reader *r, uint32_t at)
{
  uint8_t beside = r->n->beside[r->u[at]];
  if ((beside & (BESIDE_INSIDE | BESIDE_MAYBE)) == 0 || at >= r->end)
    return true;
  if ((beside & BESIDE_INSIDE) != 0 || r->u[at] == ' ' || r->u[at] == '\n')
    return false;
  uint8_t next = at + 1 < r->end ? r->n->role[r->u[at + 1]] : (uint8_t)ROLE_NONE;
  return next != ROLE_MYRIAD && next != ROLE_OF;
}

/* A Chinese digit alone, as half of all numerals are. */
static inline bool numeral_lone(const struct numeral_reader *r, uint32_t at, struct numeral *out)
{
  uint8_t digit = r->n->value[r->u[at]];
  if (r->n->role[r->u[at]] != ROLE_DIGIT || digit == 0 || !numeral_ends(r, at + 1))
    return false;
  numeral_begin(out, at, at + 1, digit, 0);
  out->chinese = true;
  out->one = digit == 1;
  return true;
}

/* Is it a sign with which digits can go on? */
static inline bool numeral_sign(unit c)
{
  return (c == '.') | (c == ',') | (c == 0xB7);
}

/* One to four digits that nothing goes on with, as most figures are; false for any other
   numeral. */
static inline bool numeral_figures(const struct numeral_reader *r, uint32_t at,
                                   struct numeral *out)
{
  int64_t value = 0;
  uint32_t n = figures_four(r->u + at, 4, &value);
  unit next = r->u[at + n];
  bool more = (r->n->beside[next] & (BESIDE_INSIDE | BESIDE_MAYBE)) != 0;
  if (more | numeral_sign(next) | (n == 0) | (at + n > r->end))
    return false;
  numeral_begin(out, at, at + n, value, 0);
  out->digits = (uint8_t)n;
  return true;
}

/* What stands between two magnitudes. */
struct section {
  uint32_t end;
  struct decimal low, high;
  bool has_high, vague, chinese, point, overflow;
  bool round;      /* ends in a scale */
  bool bare_scale; /* begins with one above ten */
  int digit;       /* the digit, when it is a single Chinese one; else -1 */
  uint8_t digits;  /* of an Arabic one */
};

/* numeral_short.c: reads a numeral that begins with a character without a role, which then
   is a digit. */
uint32_t numeral_arabic(const struct numeral_reader *r, uint32_t at, struct numeral *out);

/* numeral.c: reads a numeral of any length, as numeral_read does. */
uint32_t numeral_grammar(const struct numeral_reader *r, uint32_t at, struct numeral *out);

/* Reads the section at u[at]; false when there is none.  `first`: the numeral
   begins here, so that vague words may too. */
bool numeral_section(const struct numeral_reader *r, uint32_t at, bool first, struct section *s);

#endif
