/* time_day.c - months, quarters, days, hours and lengths of time.
   SPDX-License-Identifier: Apache-2.0 */
#include "extract/context/time_parts.h"

/* ---- months and quarters ---- */

/* Do the numerals rise, within 1 and `most`? */
static bool rising(const struct time_numbers *list, int most)
{
  int last = 0;
  for (uint32_t k = 0; k < list->n; k++) {
    if (list->item[k].value <= last || list->item[k].value > most || list->item[k].digits > 3)
      return false;
    last = list->item[k].value;
  }
  return list->n > 0;
}

static bool tell_months(struct time_point *p, int first, int last, uint32_t end)
{
  if (p->top == RANK_NONE)
    p->sort = TIME_IN_FORCE;
  p->first.month = (uint8_t)first;
  p->last.month = (uint8_t)last;
  return time_told(p, RANK_MONTH, end);
}

bool time_month(const struct time_counted *c, enum time_role lead, struct time_point *p)
{
  const struct time_numbers *list = &c->numbers;
  struct time_unit found = c->unit;
  bool from_first = lead == ROLE_FIRST; /* "the first three quarters" */
  int first = list->item[0].value, last = list->item[list->n - 1].value;
  if (found.use == USE_UNIT_SEASON && p->rank == RANK_YEAR)
    found.use = USE_UNIT_QUARTER;
  if (found.use == USE_UNIT_QUARTER && rising(list, 4))
    return tell_months(p, from_first ? 1 : first * 3 - 2, last * 3, found.end);
  if (from_first)
    return (found.use == USE_UNIT_MONTHS || found.use == USE_UNIT_MONTH) && list->n == 1 &&
           rising(list, 12) && tell_months(p, 1, last, found.end);
  if (found.use != USE_UNIT_MONTH || lead == ROLE_ORDINAL || !rising(list, 12))
    return false;
  tell_months(p, first, last, found.end);
  if (found.edge != ROLE_NONE)
    p->first.day = p->last.day = found.edge == ROLE_END ? 31 : 1;
  return true;
}

/* ---- days ---- */

/* Behind its colon a text begins: "(by wire): 19 May"; elsewhere a length may. */
static bool opens_text(const struct time_scan *s, uint32_t colon)
{
  return colon > 0 && (s->u[colon - 1] == ')' || time_role(s, colon - 1) == ROLE_WIRE);
}

/* "Closed for 15 days": does a word of two characters for what lasts end at `i`? */
static bool behind_lasting(const struct time_scan *s, uint32_t i)
{
  enum { WORD = 2 };
  uint32_t len;
  const struct time_word *word = i >= WORD ? time_word_at(s, i - WORD, &len) : NULL;
  return word != NULL && len == WORD && word->use == USE_LASTING;
}

bool time_bare_day(const struct time_scan *s, uint32_t i)
{
  enum time_role before = i > 0 ? time_role(s, i - 1) : ROLE_STOP;
  return !behind_lasting(s, i) && before != ROLE_ORDINAL && before != ROLE_FIRST && before != ROLE_SOME &&
         before != ROLE_NEAR && before != ROLE_LASTING && before != ROLE_DOT &&
         (before != ROLE_COLON || opens_text(s, i - 1));
}

/* A day without its month is one where nothing says that it is a number of days. */
static bool bare_day(const struct time_scan *s, uint32_t i, const struct time_numbers *list,
                     const struct time_point *after)
{
  if (after != NULL)
    return after->rank >= RANK_DAY;
  return list->n == 1 && list->item[0].arabic && time_bare_day(s, i);
}

bool time_act(const struct time_scan *s, uint32_t i)
{
  uint32_t len;
  const struct time_word *word = i < s->n ? time_word_at(s, i, &len) : NULL;
  if (i >= s->n || (word != NULL && (word->use == USE_PART_OF_DAY || word->use == USE_ANNOUNCE)))
    return true;
  switch (time_role(s, i)) {
  case ROLE_NONE:
    return s->x->value[s->u[i]] != 0;
  case ROLE_STOP:
  case ROLE_PART_OF_DAY:
  case ROLE_AT:
  case ROLE_ABOUT:
  case ROLE_WILL:
  case ROLE_FROM:
  case ROLE_TO:
  case ROLE_SINCE:
  case ROLE_OF:
  case ROLE_IS:
  case ROLE_BECOME:
  case ROLE_REACH:
  case ROLE_BASIS:
  case ROLE_FIRST:
  case ROLE_NAMING:
  case ROLE_NOT_OVER:
    return true;
  default:
    return false;
  }
}

bool time_day_sign(const struct time_scan *s, uint32_t i, bool told)
{
  enum time_role role = time_role(s, i);
  return role == ROLE_DAY || (role == ROLE_NUMBER && (told || time_act(s, i + 1)));
}

bool time_day(const struct time_scan *s, const struct time_counted *c,
              const struct time_point *after, struct time_point *p)
{
  const struct time_numbers *list = &c->numbers;
  uint32_t end = time_blank(s, time_numbers_end(list)), len;
  bool in_month = p->rank == RANK_MONTH && p->first.month == p->last.month && p->first.day == 0;
  bool told = in_month || (after != NULL && after->rank >= RANK_DAY);
  if (!time_day_sign(s, end, told) || !rising(list, 31))
    return false;
  const struct time_word *word = time_word_at(s, end, &len);
  if (!in_month && (p->rank != RANK_NONE || !bare_day(s, c->start, list, after) ||
                    (word != NULL && word->use != USE_OTHER)))
    return false;
  if (!in_month)
    p->sort = TIME_DAY;
  p->first.day = (uint8_t)list->item[0].value;
  p->last.day = (uint8_t)list->item[list->n - 1].value;
  return time_told(p, RANK_DAY, end + 1);
}

/* ---- clock times ---- */

/* Minutes, or words like "half" and "sharp", behind an hour at `i`. */
static uint32_t read_minutes(const struct time_scan *s, uint32_t i)
{
  struct time_number n;
  uint32_t end = time_number(s, i, &n);
  if (end > i && n.value >= 0 && n.value < 60 && time_role(s, end) == ROLE_MINUTE)
    return end + 1;
  return time_role(s, i) == ROLE_HALF ? i + 1 : i;
}

/* 18:30, 18:30:05 */
static uint32_t read_colons(const struct time_scan *s, uint32_t at)
{
  struct time_number n;
  uint32_t start = at;
  for (int k = 0; k < 2 && time_role(s, at) == ROLE_COLON; k++) {
    uint32_t end = time_number(s, at + 1, &n);
    if (end != at + 3 || !n.arabic || n.value >= 60)
      break;
    at = end;
  }
  return at > start && !unit_is_digit(s->u[at]) && time_role(s, at) != ROLE_DOT ? at : start;
}

bool time_clock(const struct time_scan *s, uint32_t i, struct time_point *p)
{
  struct time_number n;
  uint32_t at = time_number(s, i, &n), end = at;
  bool dated = p->rank >= RANK_DAY;
  if (at == i || n.value < 0 || n.value > 24)
    return false;
  enum time_role role = time_role(s, at);
  if (role == ROLE_COLON && n.arabic && (dated || n.digits == 2))
    end = read_colons(s, at);
  else if (role == ROLE_HOUR || role == ROLE_POINT)
    end = read_minutes(s, at + 1);
  if (end == at || (end == at + 1 && !dated && (role == ROLE_POINT || !n.arabic)))
    return false;
  if (p->top == RANK_NONE)
    p->sort = TIME_PLAIN;
  return time_told(p, RANK_CLOCK, end);
}

/* ---- spans ---- */

/* Puts `n` of the unit `found`, or of what a character of `role` means, into `length`;
   false when it is none of time. */
static bool length_of(int n, enum time_use found, enum time_role role, struct day *length)
{
  enum { MOST = 255, WEEKS_MOST = 35 };
  uint8_t few = (uint8_t)(n < MOST ? n : MOST);
  if (found == USE_UNIT_YEAR || (found == USE_NOT_DATE && role == ROLE_YEAR))
    length->year = (int16_t)n;
  else if (found == USE_UNIT_MONTHS)
    length->month = few;
  else if (role == ROLE_WEEK || found == USE_UNIT_WEEKS)
    length->day = (uint8_t)(n <= WEEKS_MOST ? n * 7 : MOST);
  else if (role == ROLE_SPAN_DAY || found == USE_UNIT_DAYS)
    length->day = few;
  else
    return false;
  return true;
}

/* Behind the word or character at `i` that makes a length a span, `i` for none. */
static uint32_t behind_length(const struct time_scan *s, uint32_t i)
{
  uint32_t behind = time_blank(s, i), len;
  const struct time_word *word = time_word_at(s, behind, &len);
  if (word != NULL && word->use == USE_SINCE)
    return behind + len;
  return time_role(s, i) == ROLE_COME || time_role(s, i) == ROLE_BETWEEN ? i + 1 : i;
}

bool time_length(const struct time_scan *s, uint32_t i, bool opened, struct time_point *p)
{
  enum { LENGTH_MAX = 300 };
  struct time_number n;
  uint32_t end = time_number(s, i, &n);
  if (end == i || n.value < 1 || n.value > LENGTH_MAX)
    return false;
  if (time_role(s, end) == ROLE_SOME)
    end++;
  struct time_unit found = time_unit(s, end);
  uint32_t unit_at = time_blank(s, end);
  *p = (struct time_point){.sort = TIME_SPAN, .end = found.end};
  if (!length_of(n.value, found.use, time_role(s, unit_at), &p->first))
    return false;
  if (found.use == USE_NOT_DATE)
    p->end = unit_at + 1;
  if (time_role(s, p->end) == ROLE_SOME)
    p->end++;
  uint32_t unit_end = p->end;
  p->end = behind_length(s, unit_end);
  return opened || p->end > unit_end;
}
