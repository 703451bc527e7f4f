/* range.c - two quantities that are the ends of one range.
   SPDX-License-Identifier: Apache-2.0 */
#include "extract/number/quantity_parts.h"

/* Length of the connector at u[at] (data/ranges.table), 0 for none. */
static uint32_t connector(const struct scan *s, uint32_t at, bool *word)
{
  uint32_t payload, len = lexicon_longest(s->e->lexicon, WORD_RANGE, s->u + at, s->end - at, &payload);
  *word = len != 0 && payload == RANGE_WORD;
  return len != 0 && payload <= RANGE_WORD ? len : 0;
}

/* What the character in front of `at` does around ranges; RANGE_WORD for nothing that is
   asked for there. */
static uint32_t role_before(const struct scan *s, uint32_t at)
{
  uint32_t payload = RANGE_WORD;
  if (at > 0)
    lexicon_longest(s->e->lexicon, WORD_RANGE, s->u + at - 1, 1, &payload);
  return payload;
}

/* Does a word that opens "from ... to ..." stand in front of the quantity?  "From that
   of 1978" has a few more characters between, and a unit of its own. */
static bool opened(const struct scan *s, const struct quantity *q)
{
  enum { FAR = 16 };
  uint32_t at = q->span.start;
  if (at > s->start + 1 && s->u[at - 1] == ' ')
    at--;
  uint32_t role = at > s->start ? role_before(s, at) : RANGE_WORD, floor = at > FAR ? at - FAR : 0;
  while (role == RANGE_OF && q->unit != NULL && --at > floor) {
    if (s->u[at - 1] == ',')
      return false;
    role = role_before(s, at) == RANGE_FROM ? RANGE_FROM : RANGE_OF;
  }
  return role == RANGE_FROM;
}

/* Does a word stand here that makes one range of "from A to B" after all? */
static bool spread(const struct scan *s, uint32_t at)
{
  uint32_t payload;
  return lexicon_longest(s->e->lexicon, WORD_RANGE, s->u + at, s->end - at, &payload) > 0 &&
         payload == RANGE_SPREAD;
}

/* "One to two tenths": the unit has turned the second end into hundredths. */
static bool share_tenths(struct quantity *a, const struct quantity *b, struct decimal second)
{
  return b->unit == NULL || b->kind != KIND_PERCENT || second.mantissa == 0 ||
         !decimal_shift(&second, 1) || decimal_compare(second, b->numeral.value) != 0 ||
         decimal_shift(&a->numeral.value, 1);
}

/* "30 to 50 myriad": the first end takes the magnitude of the second. */
static bool share_magnitude(const struct scan *s, struct quantity *a, const struct quantity *b)
{
  struct numeral second;
  struct decimal plain;
  if (a->unit != NULL || a->class == KIND_NUMBER)
    return true;
  if (quantity_numeral(s, b->numeral.start, &second) == b->numeral.start)
    return true;
  if (second.shift <= 0)
    return share_tenths(a, b, second.value);
  plain = second.value;
  return !decimal_shift(&plain, -second.shift) || decimal_compare(a->numeral.value, plain) > 0 ||
         decimal_shift(&a->numeral.value, second.shift);
}

/* "80 to 85 parts of a hundred", the words standing in front of the first alone. */
static bool percent_in_words(const struct quantity *a, const struct quantity *b)
{
  return a->class == KIND_PERCENT && a->numeral.chinese && b->class == CLASS_HANZI;
}

static bool fits(const struct quantity *a, const struct quantity *b)
{
  bool plain_a = a->class == CLASS_BARE || a->class == CLASS_HANZI || a->class == KIND_NUMBER;
  if (!a->numeral.has_value || !b->numeral.has_value || b->class == CLASS_NAME ||
      b->class == CLASS_COLON)
    return false;
  if (percent_in_words(a, b))
    return true;
  if (b->unit == NULL && b->class != KIND_NUMBER && b->class != KIND_PERCENT)
    return false;
  return plain_a || (a->unit == b->unit && a->per == b->per);
}

/* "50000 and above 200000 and below": the two ends of a legal range. */
static bool legal(const struct quantity *a, const struct quantity *b)
{
  return a->bound == BOUND_AT_LEAST && b->bound == BOUND_AT_MOST && a->unit != NULL;
}

/* Reads the second number, behind a connector of `len` units at `at`; the place
   behind it, 0 for none.  Blanks may stand around words and waves; around a dash
   they say that a cell of a table is empty. */
static uint32_t second_end(const struct scan *s, uint32_t at, uint32_t len, bool loose,
                           struct quantity *b)
{
  uint32_t start = at + len;
  if (loose && len > 0 && start + 1 < s->end && s->u[start] == ' ')
    start++;
  if (s->e->numerals->role[s->u[start]] == ROLE_NONE && !unit_is_digit(s->u[start]))
    return 0;
  struct scan rest = *s;
  rest.last_end = at; /* the dash is no minus sign */
  uint32_t end = quantity_read(&rest, start, b, false);
  return end == start ? 0 : end;
}

uint32_t quantity_range(const struct scan *s, struct quantity *q)
{
  struct quantity b;
  bool word = false;
  uint32_t at = quantity_joint(s, q);
  if (at >= s->end)
    return q->span.end;
  uint32_t len = connector(s, at, &word);
  bool may_be_legal = len == 0 && q->bound == BOUND_AT_LEAST && q->unit != NULL;
  bool loose = word || s->u[at] == '~';
  if ((len == 0 && !may_be_legal) || (len > 0 && !loose && at > q->span.end))
    return q->span.end;
  uint32_t end = second_end(s, at, len, loose, &b);
  if (end == 0 || (word && opened(s, q) && !spread(s, end)) ||
      (may_be_legal && !legal(q, &b)) || !fits(q, &b) || !share_magnitude(s, q, &b) ||
      decimal_compare(q->numeral.value, b.numeral.value) >= 0)
    return q->span.end;
  bool one_sided = q->class == CLASS_ONE, words = percent_in_words(q, &b);
  q->numeral.high = b.numeral.value;
  q->numeral.has_high = true;
  q->bound = BOUND_RANGE;
  q->numeral.end = b.numeral.end;
  q->span.end = b.span.end;
  if (words)
    return q->span.end;
  q->unit = b.unit;
  q->per = b.per;
  q->per_span = b.per_span;
  q->kind = b.kind;
  q->class = b.class == CLASS_ONE || b.class == CLASS_SCALE || one_sided ? b.kind : b.class;
  return q->span.end;
}

/* Is there nothing but a mark of enumeration between two quantities? */
static bool listed(const struct scan *s, const struct quantity *a, const struct quantity *b)
{
  uint32_t payload, gap = b->span.start - a->span.end;
  return gap > 0 && gap <= 2 &&
         lexicon_longest(s->e->lexicon, WORD_RANGE, s->u + a->span.end, gap, &payload) == gap &&
         payload == RANGE_LIST;
}

void quantity_share_unit(const struct scan *s, struct quantity *items, uint32_t n)
{
  for (uint32_t i = n; i-- > 1;) {
    struct quantity *a = &items[i - 1], *b = &items[i];
    if (a->class != CLASS_BARE || b->unit == NULL || b->class >= KIND_BUILTIN || b->numeral.has_high ||
        !listed(s, a, b) || !share_magnitude(s, a, b))
      continue;
    a->unit = b->unit;
    a->per = b->per;
    a->per_span = b->per_span;
    a->kind = b->kind;
    a->class = b->class;
  }
}
