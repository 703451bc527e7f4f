/* numeral_short.c - numerals that need no grammar: nearly all.
   SPDX-License-Identifier: Apache-2.0

   A Chinese digit alone, or a run of digits with or without decimals and a
   magnitude, where the character behind tells that nothing goes on.  Whatever
   else may stand there is left to numeral.c. */
#include "extract/number/numeral_parts.h"

enum { SHORT_DIGITS = 18 }; /* that many fit in 64 bits */

/* Is it certain that a numeral ends in front of u[at]?  Behind digits, a comma and
   a middle dot want a closer look, too. */
static inline bool surely_ends(const struct numeral_reader *r, uint32_t at)
{
  uint8_t beside = at < r->end ? r->n->beside[r->u[at]] : 0;
  if ((beside & (BESIDE_INSIDE | BESIDE_MAYBE)) == 0)
    return true;
  if ((beside & BESIDE_INSIDE) != 0 || r->u[at] == ' ' || r->u[at] == '\n')
    return false;
  uint8_t next = at + 1 < r->end ? r->n->role[r->u[at + 1]] : (uint8_t)ROLE_NONE;
  return next != ROLE_MYRIAD && next != ROLE_OF;
}

static inline bool lone_digit(const struct numeral_reader *r, uint32_t at, struct numeral *out)
{
  uint8_t digit = r->n->value[r->u[at]];
  if (digit == 0 || !surely_ends(r, at + 1))
    return false;
  *out = (struct numeral){.start = at, .end = at + 1, .value = {digit, 0}, .high = {digit, 0},
                          .has_value = true, .chinese = true, .one = digit == 1};
  return true;
}

/* Takes the digits at u[at] into *value, at most `room`; the place behind. */
static inline uint32_t take_digits(const struct numeral_reader *r, uint32_t at, uint32_t room,
                                   int64_t *value)
{
  uint32_t end = r->end - at > room ? at + room : r->end;
  for (; at < end && unit_is_digit(r->u[at]); at++)
    *value = *value * 10 + (r->u[at] - '0');
  return at;
}

/* Is u[at] a magnitude, and not the beginning of a unit? */
static inline bool is_magnitude(const struct numeral_reader *r, uint32_t at)
{
  if (at >= r->end || r->n->role[r->u[at]] != ROLE_MYRIAD)
    return false;
  return (r->n->beside[r->u[at]] & BESIDE_UNIT) == 0 || r->keep == NULL ||
         !r->keep(r->ctx, r->u, at, r->end);
}

static bool short_arabic(const struct numeral_reader *r, uint32_t at, struct numeral *out)
{
  int64_t value = 0;
  int shift = 0, decimals = 0;
  uint32_t p = take_digits(r, at, SHORT_DIGITS, &value), digits = p - at;
  unit next = p < r->end ? r->u[p] : 0;
  if (next == '.' && p + 1 < r->end && unit_is_digit(r->u[p + 1])) {
    uint32_t from = p + 1;
    p = take_digits(r, from, SHORT_DIGITS - digits, &value);
    decimals = (int)(p - from);
  } else if (next == ',' || next == 0xB7) {
    return false;
  }
  if (is_magnitude(r, p))
    shift = r->n->value[r->u[p++]];
  if (!surely_ends(r, p))
    return false;
  struct decimal d = {value, shift - decimals};
  *out = (struct numeral){.start = at, .end = p, .value = d, .high = d, .has_value = true,
                          .digits = (uint8_t)(digits + (uint32_t)decimals),
                          .magnitude = shift > 0, .point = decimals > 0, .shift = (int8_t)shift};
  return true;
}

/* A few is mostly the beginning of a word. */
static inline bool vague(const struct numeral_reader *r, uint32_t at)
{
  uint8_t next = at + 1 < r->end ? r->n->role[r->u[at + 1]] : (uint8_t)ROLE_NONE;
  return next == ROLE_SCALE || next == ROLE_MYRIAD;
}

uint32_t numeral_read(const struct numeral_reader *r, uint32_t at, struct numeral *out)
{
  switch (r->n->role[r->u[at]]) {
  case ROLE_NONE:
    if (unit_is_digit(r->u[at]) && short_arabic(r, at, out))
      return out->end;
    break;
  case ROLE_DIGIT:
    if (lone_digit(r, at, out))
      return at + 1;
    break;
  case ROLE_FEW:
    if (!vague(r, at))
      return at;
    break;
  default:
    break;
  }
  return numeral_grammar(r, at, out);
}
