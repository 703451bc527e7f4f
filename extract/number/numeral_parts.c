/* numeral_parts.c - Arabic and Chinese sections of numerals.
   SPDX-License-Identifier: Apache-2.0 */
#include "extract/number/numeral_parts.h"

static enum numeral_role role_at(const struct numeral_reader *r, uint32_t at)
{
  return at < r->end ? (enum numeral_role)r->n->role[r->u[at]] : ROLE_NONE;
}

static bool digit_at(const struct numeral_reader *r, uint32_t at)
{
  return at < r->end && unit_is_digit(r->u[at]);
}

/* ---- Arabic ---- */

static uint32_t digit_run(const struct numeral_reader *r, uint32_t at)
{
  uint32_t end = at;
  while (digit_at(r, end))
    end++;
  return end - at;
}

/* Length of digits that a print set apart, one by one ("7 4 7 7 2"): single
   digits with single blanks between them, at least two; 0 for none. */
static uint32_t spaced_run(const struct numeral_reader *r, uint32_t at)
{
  uint32_t end = at;
  while (digit_at(r, end) && !digit_at(r, end + 1) && end + 2 < r->end && r->u[end + 1] == ' ' &&
         digit_at(r, end + 2) && !digit_at(r, end + 3))
    end += 2;
  return end > at ? end + 1 - at : 0;
}

static void push_spaced(const struct numeral_reader *r, uint32_t at, uint32_t n,
                        struct section *s)
{
  for (uint32_t i = 0; i < n; i += 2) {
    if (!decimal_push_digit(&s->low, r->u[at + i] - '0'))
      s->overflow = true;
  }
  s->digits = (uint8_t)(n / 2 > 200 ? 200 : n / 2 + 1);
}

static void push_run(const struct numeral_reader *r, uint32_t at, uint32_t n, struct section *s)
{
  for (uint32_t i = 0; i < n; i++) {
    if (!decimal_push_digit(&s->low, r->u[at + i] - '0'))
      s->overflow = true;
  }
  s->digits = (uint8_t)(s->digits + n > 200 ? 200 : s->digits + n);
}

/* Size of the groups behind a first run of `first` digits: 3, 4 or 0 for none.
   Four-digit first runs are years more often than numbers in groups of four. */
static uint32_t group_size(const struct numeral_reader *r, uint32_t at, uint32_t first)
{
  if (at >= r->end || r->u[at] != ',' || first > 4)
    return 0;
  uint32_t n = digit_run(r, at + 1);
  if (n == 3 && first <= 3)
    return 3;
  return n == 4 && first <= 3 ? 4 : 0;
}

static uint32_t groups(const struct numeral_reader *r, uint32_t at, uint32_t first,
                       struct section *s)
{
  uint32_t size = group_size(r, at, first);
  while (size != 0 && at < r->end && r->u[at] == ',' && digit_run(r, at + 1) == size) {
    push_run(r, at + 1, size, s);
    at += 1 + size;
  }
  return at;
}

/* Does what makes a number an amount stand at u[at]: decimals, a magnitude, a unit? */
static bool completes(const struct numeral_reader *r, uint32_t at)
{
  return (at < r->end && r->u[at] == '.' && digit_at(r, at + 1)) ||
         role_at(r, at) == ROLE_MYRIAD || numeral_unit_starts(r, at);
}

/* Digits behind a first run of `first` that go on behind a blank in threes ("3 892.4"), or
   where layout broke the line ("1", "8.6").  Only in an amount right behind a word: in rows
   of tables blanks part numbers. */
static uint32_t apart(const struct numeral_reader *r, uint32_t at, uint32_t first,
                      struct section *s)
{
  enum { GROUP = 3, BROKEN = 6 };
  bool broken = at < r->end && r->u[at] == '\n';
  uint32_t end = at, n = broken ? digit_run(r, at + 1) : GROUP;
  if (at >= r->end || (!broken && r->u[at] != ' ') || n == 0 ||
      first > (broken ? BROKEN : GROUP) || at == first || !unit_is_han(r->u[at - first - 1]))
    return at;
  do {
    if (digit_run(r, end + 1) != n)
      break;
    end += 1 + n;
  } while (!broken && end < r->end && r->u[end] == ' ');
  if (end == at || !completes(r, end))
    return at;
  for (uint32_t p = at; p < end; p += 1 + n)
    push_run(r, p + 1, n, s);
  return end;
}

/* The decimal point: '.', or the middle dot of old prints, with digits behind
   it; blanks around it only where one stands in front ("8 .8"). */
static uint32_t decimals(const struct numeral_reader *r, uint32_t at, struct section *s)
{
  uint32_t dot = at;
  while (dot < r->end && dot < at + 2 && r->u[dot] == ' ')
    dot++;
  if (dot >= r->end || (r->u[dot] != '.' && r->u[dot] != 0xB7))
    return at;
  uint32_t from = dot + 1;
  if (dot > at && from < r->end && r->u[from] == ' ')
    from++;
  uint32_t n = digit_run(r, from);
  if (n == 0 || (r->u[dot] == 0xB7 && n > 3))
    return at;
  push_run(r, from, n, s);
  s->low.exponent = n > 38 ? -38 : -(int)n;
  s->overflow |= n > 38;
  s->point = true;
  return from + n;
}

static uint32_t scales_behind_arabic(const struct numeral_reader *r, uint32_t at,
                                     struct section *s)
{
  for (int last = 4; role_at(r, at) == ROLE_SCALE && r->n->value[r->u[at]] < last;) {
    if (numeral_unit_starts(r, at))
      break;
    last = r->n->value[r->u[at]];
    if (!decimal_shift(&s->low, last))
      s->overflow = true;
    s->round = true;
    at++;
  }
  return at;
}

static void arabic(const struct numeral_reader *r, uint32_t at, struct section *s)
{
  uint32_t first = digit_run(r, at), spaced = spaced_run(r, at);
  if (spaced != 0) {
    push_spaced(r, at, spaced, s);
    at += spaced;
  } else {
    push_run(r, at, first, s);
    at = groups(r, apart(r, at + first, first, s), first, s);
  }
  at = decimals(r, at, s);
  s->end = scales_behind_arabic(r, at, s);
}

/* ---- Chinese ---- */

/* A Chinese section in the making: sum of the scales read, and a digit (or two
   neighbouring ones) that waits for its scale. */
struct hanzi {
  int sum, high;         /* below ten thousand */
  int digit, digit_high; /* -1: none */
  int last;              /* power of the last scale; 4 before the first */
  bool zero;             /* a zero stands behind the last scale */
  bool few;
};

static int pow10_small(int n)
{
  static const int p[] = {1, 10, 100, 1000, 10000};
  return p[n];
}

static uint32_t hanzi_digits(const struct numeral_reader *r, uint32_t at)
{
  uint32_t n = 0;
  while (role_at(r, at + n) == ROLE_DIGIT)
    n++;
  return n;
}

/* Three digits and more in a row, or two with a zero: digit by digit. */
static bool digit_string(const struct numeral_reader *r, uint32_t at, struct section *s)
{
  uint32_t n = hanzi_digits(r, at);
  int first = r->n->value[r->u[at]], second = n > 1 ? r->n->value[r->u[at + 1]] : 0;
  bool neighbours = n == 2 && (second == first + 1 || (first == 3 && second == 5)) && first != 0;
  if (n < 2 || neighbours)
    return false;
  for (uint32_t i = 0; i < n; i++) {
    if (!decimal_push_digit(&s->low, r->n->value[r->u[at + i]]))
      s->overflow = true;
  }
  s->end = at + n;
  return true;
}

static void take_scale(struct hanzi *h, int power)
{
  int unit_value = pow10_small(power);
  int low = h->digit >= 0 ? h->digit : 1, high = h->digit_high >= 0 ? h->digit_high : low;
  h->sum += low * unit_value;
  h->high += high * unit_value;
  h->digit = h->digit_high = -1;
  h->last = power;
  h->zero = false;
}

/* One or two neighbouring digits; false when they cannot follow. */
static bool take_digit(const struct numeral_reader *r, uint32_t *at, struct hanzi *h)
{
  int d = r->n->value[r->u[*at]];
  uint32_t n = hanzi_digits(r, *at);
  if (d == 0) {
    h->zero = true;
    (*at)++;
    return h->last < 4;
  }
  if (h->digit >= 0 || n > 2)
    return false;
  h->digit = d;
  if (n == 2) {
    int second = r->n->value[r->u[*at + 1]];
    if (second != d + 1 && !(d == 3 && second == 5))
      return false;
    h->digit_high = second;
  }
  *at += n;
  return true;
}

/* A few: in front of a scale or magnitude, or behind a ten. */
static bool take_few(const struct numeral_reader *r, uint32_t *at, struct hanzi *h, bool first)
{
  enum numeral_role next = role_at(r, *at + 1);
  bool before = h->last == 4 && h->digit < 0 && first && (next == ROLE_SCALE || next == ROLE_MYRIAD);
  bool behind = h->last == 1 && h->digit < 0;
  if (!before && !behind)
    return false;
  h->few = true;
  h->digit = behind ? -1 : 1;
  (*at)++;
  return true;
}

/* Consumes one character of a Chinese section; false at its end. */
static bool hanzi_step(const struct numeral_reader *r, uint32_t *at, struct hanzi *h, bool first)
{
  unit c = r->u[*at];
  switch (role_at(r, *at)) {
  case ROLE_DIGIT:
    return take_digit(r, at, h);
  case ROLE_SCALE:
    if (r->n->value[c] >= h->last || (h->last == 4 && h->digit < 0 && !first) ||
        (h->digit >= 0 && numeral_unit_starts(r, *at)))
      return false;
    take_scale(h, r->n->value[c]);
    (*at)++;
    return true;
  case ROLE_TENS:
    if (h->last <= 1 || h->digit >= 0)
      return false;
    h->digit = r->n->value[c] / 10;
    take_scale(h, 1);
    (*at)++;
    return true;
  case ROLE_FEW:
    return take_few(r, at, h, first);
  default:
    return false;
  }
}

/* A digit left over: ones, or tenths of the last scale ("two hundred three"). */
static void take_rest(struct hanzi *h)
{
  if (h->digit < 0)
    return;
  bool tenths = h->last >= 2 && h->last < 4 && !h->zero;
  int unit_value = tenths ? pow10_small(h->last - 1) : 1;
  h->sum += h->digit * unit_value;
  h->high += (h->digit_high >= 0 ? h->digit_high : h->digit) * unit_value;
}

/* Point and digits behind a Chinese section. */
static void hanzi_decimals(const struct numeral_reader *r, struct section *s)
{
  uint32_t n = hanzi_digits(r, s->end + 1);
  if (role_at(r, s->end) != ROLE_POINT || n == 0 || s->has_high || s->vague)
    return;
  for (uint32_t i = 0; i < n; i++) {
    if (!decimal_push_digit(&s->low, r->n->value[r->u[s->end + 1 + i]]))
      s->overflow = true;
  }
  s->low.exponent = n > 38 ? -38 : -(int)n;
  s->overflow |= n > 38;
  s->point = true;
  s->end += 1 + n;
}

static bool chinese(const struct numeral_reader *r, uint32_t at, bool first, struct section *s)
{
  struct hanzi h = {.digit = -1, .digit_high = -1, .last = 4};
  uint32_t p = at;
  s->chinese = true;
  if (!first && role_at(r, at) == ROLE_DIGIT && r->n->value[r->u[at]] == 0) {
    h.zero = true; /* nothing in the places that a magnitude left open */
    p++;
  } else if (role_at(r, at) == ROLE_DIGIT && digit_string(r, at, s)) {
    hanzi_decimals(r, s);
    return true;
  }
  while (p < r->end && hanzi_step(r, &p, &h, first))
    continue;
  if (p == at || (role_at(r, at) == ROLE_DIGIT && p == at + 1 && h.digit < 0 && h.last == 4))
    return false;
  s->digit = h.last == 4 ? h.digit : -1;
  s->round = h.last < 4 && h.digit < 0;
  s->vague = h.few;
  take_rest(&h);
  s->low = decimal_of(h.sum);
  s->high = decimal_of(h.high);
  s->has_high = h.high > h.sum;
  s->bare_scale = role_at(r, at) == ROLE_SCALE && r->n->value[r->u[at]] > 1;
  s->end = p;
  hanzi_decimals(r, s);
  return true;
}

/* The most common section of all: a Chinese digit with nothing more behind it. */
static bool lone_digit(const struct numeral_reader *r, uint32_t at, struct section *s)
{
  static const bool more[ROLES] = {[ROLE_DIGIT] = true, [ROLE_SCALE] = true, [ROLE_TENS] = true,
                                   [ROLE_FEW] = true,   [ROLE_POINT] = true};
  int digit = r->n->value[r->u[at]];
  if (digit == 0 || more[role_at(r, at + 1)])
    return false;
  s->low = s->high = decimal_of(digit);
  s->digit = digit;
  s->chinese = true;
  s->end = at + 1;
  return true;
}

static inline void section_clear(struct section *s, uint32_t at)
{
  s->end = at;
  s->low = s->high = (struct decimal){0, 0};
  s->has_high = s->vague = s->chinese = s->point = s->overflow = false;
  s->round = s->bare_scale = false;
  s->digit = -1;
  s->digits = 0;
}

bool numeral_section(const struct numeral_reader *r, uint32_t at, bool first, struct section *s)
{
  section_clear(s, at);
  if (digit_at(r, at)) {
    arabic(r, at, s);
    return true;
  }
  switch (role_at(r, at)) {
  case ROLE_DIGIT:
    return lone_digit(r, at, s) || (chinese(r, at, first, s) && s->end > at);
  case ROLE_SCALE:
  case ROLE_TENS:
  case ROLE_FEW:
    return chinese(r, at, first, s) && s->end > at;
  case ROLE_MYRIAD: /* a magnitude alone, as in "nearly ten thousand" */
    s->low = s->high = decimal_of(1);
    s->chinese = s->bare_scale = true;
    return first;
  default:
    return false;
  }
}
