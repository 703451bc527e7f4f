/* quantity.c - one quantity: sign, numeral, unit, bounds, range.
   SPDX-License-Identifier: Apache-2.0 */
#include "base/str.h"
#include "extract/number/quantity_parts.h"
#include "extract/number/unit_parts.h"

enum { BLANKS_MAX = 2 };

bool quantity_unit_here(const void *ctx, const unit *u, uint32_t at, uint32_t end)
{
  const struct number_engine *e = ctx;
  struct unit_read r;
  unit_read_to(e->units, u, at, end, false, &r);
  return r.unit != NULL;
}

/* Blanks, and a line break that layout put there, between numeral and unit. */
static uint32_t skip_gap(const struct scan *s, uint32_t at)
{
  uint32_t p = at;
  while (p < s->end && p < at + BLANKS_MAX && (s->u[p] == ' ' || s->u[p] == '\n'))
    p++;
  return p;
}

static bool may_be_year(const struct numeral *num)
{
  if (num->digits != 4 || num->point || num->shift != 0)
    return false;
  if (num->value.exponent == 0)
    return num->value.mantissa >= 1900 && num->value.mantissa < 2100;
  return decimal_compare(num->value, decimal_of(1900)) >= 0 &&
         decimal_compare(num->value, decimal_of(2100)) < 0;
}

/* The unit behind a numeral; across blanks only one of substance, because a
   measure word is a word of its own too often. */
static void unit_behind(const struct scan *s, const struct numeral *num, struct unit_read *r)
{
  uint32_t gap;
  r->unit = NULL;
  if ((quantity_beside(s, num->end) & BESIDE_UNIT) != 0) {
    bool nouns = num->chinese || num->shift > 0 || may_be_year(num);
    unit_read_to(s->e->units, s->u, num->end, s->end, nouns, r);
  }
  if (r->unit == NULL && !num->chinese && (gap = skip_gap(s, num->end)) > num->end)
    unit_read_to(s->e->units, s->u, gap, s->end, true, r);
}

static inline enum numeral_role role_at(const struct scan *s, uint32_t at)
{
  return at < s->end ? (enum numeral_role)s->e->numerals->role[s->u[at]] : ROLE_NONE;
}

static void convert(struct quantity *q)
{
  if (q->unit->convert == CONVERT_TENTHS) {
    decimal_shift(&q->numeral.value, 1);
    decimal_shift(&q->numeral.high, 1);
  } else if (q->unit->convert == CONVERT_DOUBLINGS) {
    struct decimal n = q->numeral.value, doubled = decimal_of(1);
    for (int i = 0; i < 30 && decimal_compare(decimal_of(i), n) < 0; i++)
      decimal_add(doubled, doubled, &doubled);
    decimal_add(doubled, decimal_of(-1), &q->numeral.value);
    q->increase = true;
  }
}

/* The half at u[at] behind a unit ("two years and a half"), or between a piece word
   and the unit ("one and a half hours"). */
static uint32_t half_behind(const struct scan *s, struct quantity *q, uint32_t at)
{
  if (!q->numeral.has_value || q->unit->convert != CONVERT_NONE)
    return at;
  struct decimal half = {5, -1};
  bool piece = role_at(s, at - 1) == ROLE_PIECE;
  struct unit_read r = unit_read(s->e->units, s->u, at + 1, s->end, true);
  if (piece ? r.unit == NULL || r.unit->kind != KIND_DURATION : q->unit->kind != KIND_DURATION)
    return at;
  if (piece)
    q->unit = r.unit;
  decimal_add(q->numeral.value, half, &q->numeral.value);
  if (q->class == CLASS_ONE)
    q->class = q->kind;
  return piece ? r.end : at + 1;
}

/* What a numeral by itself says of bounds. */
static inline uint8_t own_bound(const struct numeral *num)
{
  if (num->has_value & !(num->has_high | num->over | num->about))
    return BOUND_EXACT;
  return !num->has_value ? BOUND_ABOUT : num->has_high ? BOUND_RANGE
         : num->over     ? BOUND_OVER  : BOUND_ABOUT;
}

/* Fills in what the numeral in [at, end) tells, and empties the rest. */
static inline void begin(const struct scan *s, uint32_t at, uint32_t end, struct quantity *q)
{
  q->span.start = at;
  q->span.end = end;
  q->sentence = s->sentence;
  q->increase = false;
  q->class = q->kind = KIND_NUMBER;
  q->bound = own_bound(&q->numeral);
  q->status = 0;
  q->unit = q->per = NULL;
  q->per_span.start = q->per_span.end = 0;
}

static uint8_t class_without_unit(const struct numeral *num)
{
  if (num->form == NUMERAL_PERCENT || num->form == NUMERAL_PERMILLE)
    return KIND_PERCENT;
  if (num->form == NUMERAL_FRACTION)
    return KIND_RATIO;
  if (num->bare_scale)
    return CLASS_SCALE;
  if (num->magnitude)
    return KIND_NUMBER;
  return num->chinese ? CLASS_HANZI : CLASS_BARE;
}

/* "1 and some months", "six and a half months": words inside the unit's own. */
static void inside_unit(const struct scan *s, struct quantity *q, uint32_t from, uint32_t to)
{
  struct decimal half = {5, -1};
  for (uint32_t i = from; i < to; i++) {
    enum numeral_role role = role_at(s, i);
    if (role == ROLE_OVER && q->bound == BOUND_EXACT)
      q->bound = BOUND_OVER;
    if (role == ROLE_HALF && q->numeral.has_value &&
        decimal_add(q->numeral.value, half, &q->numeral.value) && q->class == CLASS_ONE)
      q->class = q->kind;
  }
}

/* "Eight tenths five": one more digit behind tenths, or a half. */
static uint32_t more_tenths(const struct scan *s, struct quantity *q, uint32_t at)
{
  enum numeral_role role = role_at(s, at);
  if (!q->numeral.chinese || q->unit->convert != CONVERT_TENTHS || !q->numeral.has_value ||
      (role != ROLE_DIGIT && role != ROLE_HALF) ||
      role_at(s, at + 1) != ROLE_NONE)
    return at;
  struct decimal tenths = {role == ROLE_HALF ? 5 : s->e->numerals->value[s->u[at]], -1};
  return decimal_add(q->numeral.value, tenths, &q->numeral.value) ? at + 1 : at;
}

/* "One person" is mostly "a person"; "one time more" and "one point" always count. */
static inline uint8_t class_with_unit(const struct numeral *num, uint8_t of_unit, uint8_t kind)
{
  bool article = num->one && of_unit != KIND_RATIO && of_unit != KIND_PERCENT;
  return article ? CLASS_ONE : num->bare_scale ? CLASS_SCALE : kind;
}

/* One with a bound counts: "less than a day", "at least a hospital"; but "a good many",
   "about a time". */
static inline void count_bounded_one(struct quantity *q)
{
  bool strict = q->bound == BOUND_AT_LEAST || q->bound == BOUND_AT_MOST;
  if (q->class == CLASS_ONE && q->bound != BOUND_EXACT && (q->kind != KIND_COUNT || strict))
    q->class = q->kind;
}

/* Fills in a unit, and reads what may stand inside and behind it; the place behind. */
static uint32_t take_read_unit(const struct scan *s, struct quantity *q,
                               const struct unit_read *r)
{
  const struct numeral *num = &q->numeral;
  uint32_t end = r->end;
  q->unit = r->unit;
  q->per = r->per;
  q->per_span.start = r->per_span.start;
  q->per_span.end = r->per_span.end;
  q->kind = r->per != NULL ? KIND_RATE : r->unit->kind;
  q->class = class_with_unit(num, r->unit->kind, q->kind);
  inside_unit(s, q, num->end, end);
  count_bounded_one(q);
  if (role_at(s, end) == ROLE_HALF)
    end = half_behind(s, q, end);
  if (q->unit != r->unit)
    q->class = q->kind = q->unit->kind;
  if (q->unit->convert == CONVERT_NONE)
    return end;
  end = more_tenths(s, q, end);
  convert(q);
  q->unit = unit_at(s->e->units, q->unit->to);
  return end;
}

/* "1286.5 (myriad yuan)", as forms have it: magnitude and unit in brackets, of what is
   measured or paid; the place behind, 0 where there is none. */
static uint32_t take_in_brackets(const struct scan *s, struct quantity *q)
{
  const struct numeral *num = &q->numeral;
  uint32_t at = num->end + 1;
  int shift = 0;
  if (s->u[num->end] != '(' || num->chinese || num->magnitude || may_be_year(num) ||
      (num->start > s->start && unit_is_latin(s->u[num->start - 1])))
    return 0;
  for (; role_at(s, at) == ROLE_MYRIAD && shift <= 12; at++)
    shift += s->e->numerals->value[s->u[at]];
  struct unit_read r = unit_read(s->e->units, s->u, at, s->end, true);
  if (r.unit == NULL || r.per != NULL || r.unit->kind == KIND_COUNT ||
      r.unit->kind == KIND_DURATION || r.end >= s->end || s->u[r.end] != ')' ||
      !decimal_shift(&q->numeral.value, shift))
    return 0;
  return take_read_unit(s, q, &r) + 1;
}

/* The unit behind the numeral, whatever it is; the place behind. */
static uint32_t take_any_unit(const struct scan *s, struct quantity *q)
{
  const struct numeral *num = &q->numeral;
  if (num->form != NUMERAL_PLAIN) {
    q->class = q->kind = class_without_unit(num);
    q->unit = num->form == NUMERAL_PERCENT    ? s->percent
              : num->form == NUMERAL_PERMILLE ? s->permille
                                              : NULL;
    return num->end;
  }
  struct unit_read r;
  unit_behind(s, num, &r);
  if (r.unit != NULL)
    return take_read_unit(s, q, &r);
  uint32_t end = take_in_brackets(s, q);
  if (end != 0)
    return end;
  q->class = class_without_unit(num);
  return num->end;
}

/* Can what stands at u[0], behind a unit, go on with it: a stroke, or a half? */
static inline bool unit_goes_on(const struct scan *s, const unit *u)
{
  return (u[0] == '/') | ((s->e->numerals->beside[u[0]] & BESIDE_MAYBE) != 0 && u[0] > ' ');
}

/* The same at `end`, where the numeral ends and a word of two characters or more may begin;
   0 where none does. */
static uint32_t take_long_unit(const struct scan *s, struct quantity *q, uint32_t end)
{
  const unit *u = s->u + end;
  struct unit_words_found longer = unit_words_longest(&s->e->units->longer, u, s->end - end);
  const struct unit_word *w = longer.unit;
  if (w == NULL && longer.noun == 0)
    return 0;
  if (longer.noun != 0 || !w->plain || unit_goes_on(s, u + w->n))
    return take_any_unit(s, q);
  q->unit = &s->e->units->items[w->unit];
  q->kind = w->kind;
  q->class = class_with_unit(&q->numeral, w->kind, w->kind);
  count_bounded_one(q);
  return end + w->n;
}

/* The same at `end`, where the numeral ends; nearly always the unit is one character, or
   there is none. */
static inline uint32_t take_unit(const struct scan *s, struct quantity *q, uint32_t end,
                                 uint32_t head)
{
  const unit *u = s->u + end;
  const struct unit_registry *units = s->e->units;
  bool alone = head >> HEAD_UNIT_AT != 0;
  bool apart = ((head & BESIDE_MAYBE) != 0) | (u[0] == '(');
  bool other = alone ? unit_goes_on(s, u + 1) | ((head & HEAD_PLAIN) == 0)
                     : apart & !q->numeral.chinese;
  if ((q->numeral.form != NUMERAL_PLAIN) | (end + 2 > s->end))
    return take_any_unit(s, q);
  if (pairs_have(&units->pairs, u[0], u[1])) {
    uint32_t behind = take_long_unit(s, q, end);
    if (behind != 0)
      return behind;
  }
  if (other)
    return take_any_unit(s, q);
  if (!alone) {
    q->class = class_without_unit(&q->numeral);
    return end;
  }
  q->unit = &units->items[(head >> HEAD_UNIT_AT) - 1];
  q->kind = (uint8_t)(head >> HEAD_KIND_AT & HEAD_KINDS);
  q->class = class_with_unit(&q->numeral, q->kind, q->kind);
  return end + 1;
}

/* Does a sentence end where the one at hand starts? */
static bool follows_sentence(const struct scan *s)
{
  const struct sentence *i = &s->sentences[s->sentence];
  return s->sentence > 0 && i[-1].end == i->start;
}

/* A minus sign: not behind a digit, a letter, a unit or a sentence, where it is a dash. */
static uint32_t sign_before(const struct scan *s, uint32_t at, struct quantity *q)
{
  if (at <= s->start || s->u[at - 1] != '-')
    return at;
  unit before = at - 1 > s->start ? s->u[at - 2] : ' ';
  if (unit_is_digit(before) || unit_is_latin(before) || before == '-' || before == '%' ||
      at - 1 == s->last_end || (at - 1 == s->start && follows_sentence(s)))
    return at;
  q->numeral.value = decimal_negate(q->numeral.value);
  return at - 1;
}

/* "The last ten years": of years, months, weeks, days, not of hours and less. */
static bool counts_back(const struct quantity *q, const struct bound_found *word)
{
  return word->nearly && q->kind == KIND_DURATION && q->numeral.chinese &&
         !str_is(q->unit->code, "h") && !str_is(q->unit->code, "min") &&
         !str_is(q->unit->code, "s");
}

/* A bound word in front; the stricter ones win over "about" and "over". */
static void bound_in_front(const struct scan *s, struct quantity *q, uint32_t limit)
{
  struct bound_found word;
  enum bound bound;
  uint32_t before = bound_before(s->e->bounds, s->u, limit, q->span.start, &word);
  if (before < q->span.start && !counts_back(q, &word)) {
    q->span.start = before;
    q->status = (uint8_t)word.status;
    q->increase |= word.increase && q->kind == KIND_RATIO;
    if (word.negative)
      q->numeral.value = decimal_negate(q->numeral.value);
    else if (q->bound != BOUND_RANGE && word.bound != BOUND_EXACT &&
             !(q->bound == BOUND_OVER && word.bound == BOUND_ABOUT))
      q->bound = (uint8_t)word.bound;
    if (q->class == CLASS_SCALE)
      q->class = q->kind;
  } else if (q->class == CLASS_SCALE &&
             bound_scale(s->e->bounds, s->u, limit, q->span.start, &bound)) {
    q->span.start--;
    q->bound = (uint8_t)bound;
    q->numeral.has_value = false;
    q->class = q->kind;
  }
}

static void bound_at_end(const struct scan *s, struct quantity *q)
{
  enum bound bound;
  uint32_t behind = bound_behind(s->e->bounds, s->u, q->span.end, s->end, &bound);
  if (behind == q->span.end)
    return;
  if (behind == q->span.end + 1 && bound == BOUND_AT_MOST && q->kind != KIND_DURATION)
    return; /* "within", of a span of time alone */
  q->span.end = behind;
  if (q->bound != BOUND_RANGE)
    q->bound = (uint8_t)bound;
}

/* Two numbers with a colon between: the quotient. */
static uint32_t colon(const struct scan *s, struct quantity *q, uint32_t at)
{
  struct numeral below;
  if (at >= s->end || s->u[at] != ':' || q->class != CLASS_BARE)
    return at;
  uint32_t end = quantity_numeral(s, at + 1, &below);
  if (end == at + 1 || below.chinese || below.magnitude ||
      !decimal_divide(q->numeral.value, below.value, 6, &q->numeral.value))
    return at;
  q->class = CLASS_COLON;
  q->kind = KIND_RATIO;
  return end;
}

/* Can digits with such a unit, NULL for none, be those of a name? */
static bool may_name(const struct unit_info *u)
{
  return u == NULL || u->kind == KIND_COUNT || u->kind == KIND_DURATION || u->kind == KIND_LENGTH;
}

/* Is this digits in a name: a leading zero, letters or dots around? */
static bool in_name(const struct scan *s, const struct quantity *q, uint32_t end)
{
  const unit *u = s->u;
  uint32_t at = q->numeral.start;
  unit before = at > s->start ? u[at - 1] : ' ';
  if (q->numeral.digits > 1 && u[at] == '0' && at + 1 < s->end && unit_is_digit(u[at + 1]))
    return true;
  if ((unit_is_latin(before) ||
       (before == '-' && at - 1 > s->start && unit_is_latin(u[at - 2]))) && may_name(q->unit))
    return true;
  if (q->unit != NULL)
    return false;
  return end < s->end && (unit_is_latin(u[end]) ||
                          (u[end] == '.' && end + 1 < s->end && unit_is_digit(u[end + 1])));
}

/* Behind digits in a name, the rest of the name. */
static uint32_t skip_name(const unit *u, uint32_t at, uint32_t end)
{
  while (at < end && (unit_is_digit(u[at]) || unit_is_latin(u[at]) ||
                      ((u[at] == '.' || u[at] == '-' || u[at] == '_') && at + 1 < end &&
                       (unit_is_digit(u[at + 1]) || unit_is_latin(u[at + 1])))))
    at++;
  return at;
}

/* Can a bound word end in front of the quantity? */
static inline bool bound_may_end(const struct scan *s, const struct quantity *q)
{
  const unit *u = s->u + q->span.start;
  uint8_t beside = s->e->numerals->beside[u[-1]];
  bool word = ((beside & BESIDE_BOUND) != 0) | (q->class == CLASS_SCALE) |
              pairs_have(&s->bound_pairs->before, u[-2], u[-1]);
  return word & ((beside & BESIDE_BEFORE) != 0);
}

/* Can one begin behind it?  None does behind a Chinese number alone. */
static inline bool bound_may_begin(const struct scan *s, const struct quantity *q)
{
  const struct numeral *num = &q->numeral;
  const unit *u = s->u + q->span.end;
  bool alone = num->chinese & (q->unit == NULL) & (num->form == NUMERAL_PLAIN) & !num->magnitude;
  bool word = ((s->e->numerals->beside[u[0]] & BESIDE_BEHIND) != 0) |
              pairs_have(&s->bound_pairs->behind, u[0], u[1]);
  return word & !alone;
}

/* Bound words on both sides, the second end of a range, or the rest of a name; the place
   behind. */
static uint32_t take_around(const struct scan *s, struct quantity *q, bool joins)
{
  uint32_t limit = s->last_end > s->start ? s->last_end : s->start;
  if (q->class == CLASS_NAME)
    return skip_name(s->u, q->span.end, s->end);
  if (q->span.start > limit && bound_may_end(s, q))
    bound_in_front(s, q, limit);
  if (bound_may_begin(s, q))
    bound_at_end(s, q);
  count_bounded_one(q);
  return joins && quantity_may_join(s, q) ? quantity_range(s, q) : q->span.end;
}

/* What digits can be in other company than Chinese text: quotients, names, negative. */
static void take_sign(const struct scan *s, uint32_t at, struct quantity *q)
{
  if (q->class == CLASS_BARE)
    q->span.end = colon(s, q, q->span.end);
  if (in_name(s, q, q->span.end))
    q->class = CLASS_NAME;
  q->span.start = sign_before(s, at, q);
}

/* Reads the numeral at u[at]; the place behind it, or `at`.  A Chinese digit alone, as
   half of all are, and a few figures need no more than a look at what follows. */
static inline uint32_t take_numeral(const struct scan *s, uint32_t at, struct numeral *out)
{
  const struct numerals *n = s->e->numerals;
  unit c = s->u[at];
  if (n->role[c] == ROLE_NONE)
    return numeral_figures(&s->reader, at, out) ? out->end : numeral_arabic(&s->reader, at, out);
  if (n->role[c] != ROLE_DIGIT || n->value[c] == 0 ||
      (s->e->units->heads[s->u[at + 1]] & (BESIDE_INSIDE | BESIDE_MAYBE)) != 0)
    return numeral_read(&s->reader, at, out);
  numeral_begin(out, at, at + 1, n->value[c], 0);
  out->chinese = true;
  out->one = n->value[c] == 1;
  return at + 1;
}

/* Is there anything around the quantity that may belong to it?  Few have it, and what it
   would be nobody foresees. */
static inline bool has_around(const struct scan *s, const struct quantity *q)
{
  unit next = s->u[q->span.end];
  int range = ((s->e->numerals->beside[next] & BESIDE_RANGE) != 0) | (next == ' ');
  return ((int)bound_may_end(s, q) | (int)bound_may_begin(s, q) | range |
          (q->class == CLASS_NAME)) != 0;
}

uint32_t quantity_read(const struct scan *s, uint32_t at, struct quantity *q, bool joins)
{
  uint32_t end = take_numeral(s, at, &q->numeral);
  if (end == at)
    return at;
  begin(s, at, end, q);
  q->span.end = end = take_unit(s, q, end, s->e->units->heads[s->u[end]]);
  const unit *u = s->u + at;
  if (!q->numeral.chinese &&
      ((u[-1] < 0x80) | (u[0] == '0') | ((q->unit == NULL) & (s->u[end] < 0x80))))
    take_sign(s, at, q);
  return has_around(s, q) ? take_around(s, q, joins) : q->span.end;
}
