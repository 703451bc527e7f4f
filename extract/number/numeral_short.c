/* numeral_short.c - numerals that need no grammar: nearly all.
   SPDX-License-Identifier: Apache-2.0

   A Chinese digit alone, or a run of digits with or without groups, decimals, a
   magnitude and "over", where the character behind tells that nothing goes on.
   Whatever else may stand there is left to numeral.c. */
#include "extract/number/numeral_parts.h"

enum {
  SHORT_DIGITS = 18, /* that many fit in 64 bits, */
  SHORT_SHIFT = 12   /* and this much more in a decimal's exponent */
};

/* An Arabic numeral in the making. */
struct digits {
  int64_t value;
  uint32_t n;
};

/* Takes the digits at u[at], as far as there is room for them; the place behind. */
static inline uint32_t take_digits(const struct numeral_reader *r, uint32_t at, struct digits *d)
{
  uint32_t n, p = at;
  do {
    uint32_t room = SHORT_DIGITS - d->n, most = r->end - p < room ? r->end - p : room;
    n = figures_four(r->u + p, most, &d->value);
    d->n += n;
    p += n;
  } while (n == 4);
  return p;
}

/* Groups of three behind commas; whatever else stands at the first one, a group of
   four or the member of a list, is left where it is. */
static inline uint32_t take_groups(const struct numeral_reader *r, uint32_t at, struct digits *d)
{
  while (d->n + 3 <= SHORT_DIGITS && at + 3 < r->end && r->u[at] == ',' &&
         unit_is_digit(r->u[at + 1]) && unit_is_digit(r->u[at + 2]) &&
         unit_is_digit(r->u[at + 3]) && (at + 4 >= r->end || !unit_is_digit(r->u[at + 4])))
    at = take_digits(r, at + 1, d);
  return at;
}

/* Is u[at] a magnitude, and not the beginning of a unit? */
static inline bool is_magnitude(const struct numeral_reader *r, uint32_t at)
{
  if (at >= r->end || r->n->role[r->u[at]] != ROLE_MYRIAD || r->n->value[r->u[at]] > SHORT_SHIFT)
    return false;
  return !numeral_unit_starts(r, at);
}

/* Takes groups and decimals at u[*at]; *point: digits in front of the point.  False for
   signs that want a closer look. */
static bool take_parts(const struct numeral_reader *r, uint32_t *at, struct digits *d,
                       uint32_t *point)
{
  uint32_t p = r->u[*at] == ',' && d->n <= 3 ? take_groups(r, *at, d) : *at;
  bool decimals = p + 1 < r->end && r->u[p] == '.' && unit_is_digit(r->u[p + 1]);
  *point = d->n;
  *at = decimals ? take_digits(r, p + 1, d) : p;
  return decimals || p >= r->end || (r->u[p] != 0xB7 && r->u[p] != ',');
}

static bool short_arabic(const struct numeral_reader *r, uint32_t at, struct numeral *out)
{
  struct digits d = {0, 0};
  uint32_t p = take_digits(r, at, &d), point = d.n;
  int shift = 0;
  bool over = false;
  if (p < r->end && numeral_sign(r->u[p]) && !take_parts(r, &p, &d, &point))
    return false;
  if (!numeral_ends(r, p)) {
    if (is_magnitude(r, p))
      shift = r->n->value[r->u[p++]];
    over = p < r->end && r->n->role[r->u[p]] == ROLE_OVER;
    p += over;
    if (!numeral_ends(r, p))
      return false;
  }
  numeral_begin(out, at, p, d.value, shift - (int)(d.n - point));
  out->digits = (uint8_t)d.n;
  out->over = over;
  out->magnitude = shift > 0;
  out->point = d.n > point;
  out->shift = (int8_t)shift;
  return true;
}

static inline uint8_t role_at(const struct numeral_reader *r, uint32_t at)
{
  return at < r->end ? r->n->role[r->u[at]] : (uint8_t)ROLE_NONE;
}

/* A Chinese numeral below a myriad in the making. */
struct scales {
  uint32_t at;
  int sum, last; /* last: power of ten of the last scale, 4 before the first */
};

/* The Chinese digit at u[at], 0 for none and for a zero. */
static inline int digit_at(const struct numeral_reader *r, uint32_t at)
{
  return role_at(r, at) == ROLE_DIGIT ? r->n->value[r->u[at]] : 0;
}

/* Takes a scale and the digit in front of it; a scale may begin the numeral, too.
   False for anything else: then a digit of ones may stand at x->at. */
static inline bool take_scale(const struct numeral_reader *r, struct scales *x)
{
  static const int powers[] = {1, 10, 100, 1000};
  int digit = digit_at(r, x->at);
  uint32_t p = x->at + (digit != 0);
  int power = role_at(r, p) == ROLE_SCALE ? r->n->value[r->u[p]] : 4;
  if (power >= x->last || (digit == 0 && x->last < 4) || (digit != 0 && numeral_unit_starts(r, p)))
    return false;
  x->sum += (digit != 0 ? digit : 1) * powers[power];
  x->last = power;
  x->at = p + 1;
  return true;
}

/* Digits with their scales, or one with a magnitude; perhaps ones behind a ten, a
   magnitude and "over".  No zero is told and no digit counts tenths. */
static bool short_chinese(const struct numeral_reader *r, uint32_t at, struct numeral *out)
{
  struct scales x = {at, 0, 4};
  int shift = 0;
  while (take_scale(r, &x))
    continue;
  int ones = x.last == 1 || x.last == 4 ? digit_at(r, x.at) : 0;
  x.sum += ones;
  x.at += ones != 0;
  if (is_magnitude(r, x.at))
    shift = r->n->value[r->u[x.at++]];
  bool over = (shift > 0 || ones == 0) && role_at(r, x.at) == ROLE_OVER;
  x.at += over;
  if ((x.last == 4 && (ones == 0 || shift == 0)) || !numeral_ends(r, x.at))
    return false;
  numeral_begin(out, at, x.at, x.sum, shift);
  out->chinese = true;
  out->bare_scale = role_at(r, at) == ROLE_SCALE && r->n->value[r->u[at]] > 1;
  out->over = over;
  out->magnitude = shift > 0;
  out->shift = (int8_t)shift;
  return true;
}

/* Parts of a hundred or a thousand: a SCALE, "parts of", and any of the above. */
static bool short_parts(const struct numeral_reader *r, uint32_t at, struct numeral *out)
{
  uint8_t power = r->n->value[r->u[at]];
  uint32_t part = at + 3;
  if (role_at(r, at + 1) != ROLE_SHARE || role_at(r, at + 2) != ROLE_OF || power < 2 ||
      power > 3 || part >= r->end)
    return false;
  if (unit_is_digit(r->u[part]) ? !short_arabic(r, part, out)
                                : !numeral_lone(r, part, out) && !short_chinese(r, part, out))
    return false;
  out->start = at;
  out->form = power == 2 ? NUMERAL_PERCENT : NUMERAL_PERMILLE;
  out->chinese = true;
  out->one = out->bare_scale = false;
  return true;
}

uint32_t numeral_arabic(const struct numeral_reader *r, uint32_t at, struct numeral *out)
{
  if (at >= r->end || !unit_is_digit(r->u[at]))
    return at;
  return short_arabic(r, at, out) ? out->end : numeral_grammar(r, at, out);
}

/* A digit by itself is what most callers have asked for before. */
uint32_t numeral_read(const struct numeral_reader *r, uint32_t at, struct numeral *out)
{
  bool found = false;
  switch (role_at(r, at)) {
  case ROLE_NONE:
    return numeral_arabic(r, at, out);
  case ROLE_DIGIT: /* a zero that no digit follows is none */
    if (digit_at(r, at) == 0 && role_at(r, at + 1) != ROLE_DIGIT)
      return at;
    found = short_chinese(r, at, out) || numeral_lone(r, at, out);
    break;
  case ROLE_SCALE:
    found = short_chinese(r, at, out) || short_parts(r, at, out);
    break;
  case ROLE_FEW: /* mostly the beginning of a word */
    if (role_at(r, at + 1) != ROLE_SCALE && role_at(r, at + 1) != ROLE_MYRIAD)
      return at;
    break;
  default:
    break;
  }
  return found ? out->end : numeral_grammar(r, at, out);
}
