/* numeral.c - the grammar of numerals.  SPDX-License-Identifier: Apache-2.0

   numeral  = part "parts of" number | number ["parts of" number]
   number   = section { section }           each of a smaller magnitude
   section  = (Arabic | Chinese) { myriad }
   The readers return the place behind what they read; nothing is read twice
   more than once, so that any text costs linear time. */
#include "extract/number/numeral.h"

#include "extract/number/numeral_parts.h"

/* The value so far and the magnitude of its last section. */
struct total {
  struct decimal low, high;
  int shift;        /* of the last section; -1 before the first */
  bool vague, has_high, round; /* round: ends in a scale or magnitude */
};

static bool is_role(const struct numeral_reader *r, uint32_t at, enum numeral_role role)
{
  return at < r->end && r->n->role[r->u[at]] == role;
}

static uint32_t skip_blanks(const struct numeral_reader *r, uint32_t at)
{
  uint32_t next = at;
  while (next < r->end && next < at + 2 && (r->u[next] == ' ' || r->u[next] == '\n'))
    next++;
  return next;
}

/* Blanks, or a line break that layout put there, between digits and the "over"
   or magnitudes that a unit or the end of the words follows; the place of
   these, or `at`. */
static uint32_t gap_read(const struct numeral_reader *r, uint32_t at)
{
  uint32_t next = skip_blanks(r, at), p = next;
  if (next == at || !unit_is_digit(r->u[at - 1]))
    return at;
  if (is_role(r, p, ROLE_OVER))
    p++;
  uint32_t scales = p;
  while (is_role(r, p, ROLE_MYRIAD) && p < next + 3)
    p++;
  if (p > scales && is_role(r, p, ROLE_OVER))
    p++;
  bool ends = p > scales && (p >= r->end || !unit_is_han(r->u[p])) && skip_blanks(r, p) == p;
  return p > next && (ends || numeral_unit_starts(r, skip_blanks(r, p))) ? next : at;
}

static inline uint32_t gap(const struct numeral_reader *r, uint32_t at)
{
  return at < r->end && (r->u[at] == ' ' || r->u[at] == '\n') ? gap_read(r, at) : at;
}

/* Magnitudes behind a section; their power of ten into *shift.  A piece word
   may stand before the first ("35 pieces of 10^8"). */
static uint32_t myriads(const struct numeral_reader *r, uint32_t at, struct numeral *num, int *shift)
{
  *shift = 0;
  for (;;) {
    uint32_t next = *shift == 0 ? gap(r, at) : at;
    if (*shift == 0 && is_role(r, next, ROLE_OVER) && is_role(r, next + 1, ROLE_MYRIAD)) {
      num->over = true;
      next++;
    }
    if (*shift == 0 && is_role(r, at, ROLE_PIECE) && is_role(r, at + 1, ROLE_MYRIAD) &&
        r->n->value[r->u[at + 1]] >= 8 && !numeral_unit_starts(r, at + 2))
      next++;
    if (!is_role(r, next, ROLE_MYRIAD) || numeral_unit_starts(r, next) || *shift > 12)
      return at;
    *shift += r->n->value[r->u[next]];
    at = next + 1;
  }
}

/* Adds a section of `shift` to a total; false when it can't belong to it. */
static bool add_section(struct total *t, const struct section *s, int shift)
{
  struct decimal low = s->low, high = s->has_high ? s->high : s->low, sum = t->low;
  struct decimal limit = decimal_of(1);
  if (t->vague || s->point || !decimal_shift(&limit, t->shift > shift ? t->shift - shift : t->shift))
    return false;
  if (t->shift == shift || decimal_compare(low, limit) >= 0)
    return false;
  if (t->shift > 0 && t->shift < shift) { /* as in (1 myriad 5 thousand) 10^8 */
    if (!decimal_add(sum, low, &sum) || !decimal_shift(&sum, shift))
      return false;
    t->low = t->high = sum;
  } else {
    struct decimal base_low = t->low, base_high = t->high;
    if (!decimal_shift(&low, shift) || !decimal_shift(&high, shift) ||
        !decimal_add(base_low, low, &t->low) || !decimal_add(base_high, high, &t->high))
      return false;
  }
  t->shift = shift;
  t->has_high |= s->has_high;
  t->vague |= s->vague;
  t->round = shift > 0 || s->round;
  return true;
}

/* A last lone digit behind a magnitude counts tenths of it ("3 myriad 5"). */
static int shorthand(const struct numeral_reader *r, const struct total *t, const struct section *s,
                     uint32_t at)
{
  bool lone = s->chinese && s->end == at + 1 && s->digit > 0 && !is_role(r, s->end, ROLE_MYRIAD);
  return lone && t->shift > 0 ? t->shift - 1 : -1;
}

/* May u[at] belong to a numeral, together with what stands beside it? */
static bool agrees(const struct numeral_reader *r, uint32_t at)
{
  bool blank = r->u[at] == ' ' || r->u[at] == '\n';
  if (at + 1 >= r->end || (blank && !unit_is_digit(r->u[at - 1])))
    return false;
  enum numeral_role next = (enum numeral_role)r->n->role[r->u[at + 1]];
  if (blank)
    return next == ROLE_OVER || next == ROLE_MYRIAD || r->u[at + 1] == ' ' || r->u[at + 1] == '\n';
  return next == ROLE_MYRIAD || next == ROLE_OF;
}

/* Can anything that belongs to a numeral follow at u[at], behind a section? */
static inline bool goes_on(const struct numeral_reader *r, uint32_t at)
{
  uint8_t beside = at < r->end ? r->n->beside[r->u[at]] : 0;
  return (beside & BESIDE_INSIDE) != 0 || ((beside & BESIDE_MAYBE) != 0 && agrees(r, at));
}

/* Sections behind the first, at most three. */
static uint32_t more_sections(const struct numeral_reader *r, uint32_t at, struct numeral *num,
                              struct total *t)
{
  for (int i = 1; i < 4; i++) {
    struct section s;
    int shift;
    if (num->over || at >= r->end || (r->n->beside[r->u[at]] & BESIDE_START) == 0 ||
        !numeral_section(r, at, false, &s))
      return at;
    num->overflow |= s.overflow;
    bool over = num->over;
    uint32_t end = myriads(r, s.end, num, &shift);
    int tenths = shift == 0 ? shorthand(r, t, &s, at) : -1;
    if (!add_section(t, &s, tenths >= 0 ? tenths : shift)) {
      num->over = over;
      return at;
    }
    num->one = false;
    num->point |= s.point;
    num->magnitude |= shift > 0;
    num->shift = (int8_t)shift;
    at = end;
    if (s.point)
      return at;
  }
  return at;
}

/* The first section is the whole of most numerals. */
static bool begin_total(struct total *t, const struct section *s, int shift)
{
  struct decimal low = s->low, high = s->has_high ? s->high : s->low;
  *t = (struct total){.shift = -1};
  if (shift != 0 && (!decimal_shift(&low, shift) || !decimal_shift(&high, shift)))
    return false;
  t->low = low;
  t->high = high;
  t->shift = shift;
  t->has_high = s->has_high;
  t->vague = s->vague;
  t->round = shift > 0 || s->round;
  return true;
}

static uint32_t sections(const struct numeral_reader *r, uint32_t at, struct numeral *num,
                         struct total *t)
{
  struct section s;
  int shift = 0;
  if (!numeral_section(r, at, true, &s))
    return at;
  uint32_t end = goes_on(r, s.end) ? myriads(r, s.end, num, &shift) : s.end;
  num->overflow = s.overflow;
  if (!begin_total(t, &s, shift)) {
    num->over = false;
    num->overflow = true;
    return end;
  }
  num->chinese = s.chinese;
  num->one = s.digit == 1 && shift == 0;
  num->bare_scale = s.bare_scale;
  num->digits = s.digits;
  num->point = s.point;
  num->magnitude = shift > 0;
  num->shift = (int8_t)shift;
  return s.point || !goes_on(r, end) ? end : more_sections(r, end, num, t);
}

/* "4 myriad odd hundred million": behind "over" stands a greater magnitude. */
static uint32_t myriad_behind(const struct numeral_reader *r, uint32_t at, struct numeral *num,
                              struct total *t)
{
  if (t->shift <= 0 || !is_role(r, at, ROLE_MYRIAD) || numeral_unit_starts(r, at))
    return at;
  int shift = r->n->value[r->u[at]];
  struct decimal low = t->low, high = t->high;
  if (shift <= t->shift || !decimal_shift(&low, shift) || !decimal_shift(&high, shift))
    return at;
  t->low = low;
  t->high = high;
  num->shift = (int8_t)(num->shift + shift);
  return at + 1;
}

static uint32_t number(const struct numeral_reader *r, uint32_t at, struct numeral *num,
                       struct total *t)
{
  uint32_t end = sections(r, at, num, t);
  if (end == at || !goes_on(r, end))
    return end;
  bool round = t->round || !num->chinese;
  uint32_t over = round ? gap(r, end) : end;
  if (round && is_role(r, over, ROLE_OVER) && !num->over) {
    num->over = true;
    end = myriad_behind(r, over + 1, num, t);
  } else if (round && is_role(r, end, ROLE_ABOUT) && numeral_unit_starts(r, end + 1)) {
    num->about = true;
    end++;
  }
  return end;
}

static void take_total(struct numeral *num, const struct total *t)
{
  num->value = t->low;
  num->high = t->high;
  num->has_value = !t->vague && !num->overflow;
  num->has_high = t->has_high && num->has_value;
}

/* "parts of" behind a whole number: how many parts, and of what. */
static uint32_t parts_of(const struct numeral_reader *r, uint32_t at, struct numeral *num,
                         const struct total *whole)
{
  struct numeral part;
  struct total t;
  if (!is_role(r, at, ROLE_SHARE) || !is_role(r, at + 1, ROLE_OF) || num->point || whole->vague)
    return at;
  numeral_begin(&part, at + 2, at + 2, 0, 0);
  uint32_t end = number(r, at + 2, &part, &t);
  if (end == at + 2)
    return at;
  bool hundred = decimal_compare(whole->low, decimal_of(100)) == 0;
  bool thousand = decimal_compare(whole->low, decimal_of(1000)) == 0;
  bool chinese = num->chinese;
  *num = part;
  num->chinese = chinese;
  num->one = num->bare_scale = false;
  take_total(num, &t);
  num->form = hundred ? NUMERAL_PERCENT : thousand ? NUMERAL_PERMILLE : NUMERAL_FRACTION;
  if (num->form == NUMERAL_FRACTION && num->has_value &&
      !decimal_divide(t.low, whole->low, 6, &num->value))
    num->has_value = false;
  if (num->form == NUMERAL_FRACTION)
    num->has_high = false;
  return end;
}

/* An Arabic fraction: one or two digits, a stroke, one or two digits more. */
static uint32_t stroke_fraction(const struct numeral_reader *r, uint32_t at, struct numeral *num)
{
  struct section below;
  if (num->chinese || num->point || num->digits > 2 || num->shift != 0 || num->over ||
      at >= r->end || r->u[at] != '/')
    return at;
  if (at + 1 >= r->end || !unit_is_digit(r->u[at + 1]) ||
      !numeral_section(r, at + 1, true, &below) || below.end - at - 1 > 2 || below.point ||
      (below.end < r->end && r->u[below.end] == '/'))
    return at;
  if (decimal_compare(num->value, below.low) >= 0 || decimal_is_zero(num->value))
    return at;
  if (!decimal_divide(num->value, below.low, 6, &num->value))
    return at;
  num->form = NUMERAL_FRACTION;
  return below.end;
}

uint32_t numeral_grammar(const struct numeral_reader *r, uint32_t at, struct numeral *out)
{
  struct total t;
  numeral_begin(out, at, at, 0, 0);
  uint32_t behind = number(r, at, out, &t);
  if (behind == at)
    return at;
  take_total(out, &t);
  uint32_t further = behind;
  if (goes_on(r, behind)) {
    further = parts_of(r, behind, out, &t);
    if (further == behind)
      further = stroke_fraction(r, behind, out);
  }
  out->start = at;
  out->end = further;
  return further;
}
