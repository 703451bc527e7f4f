/* day_read.c - calendar days in headlines, datelines and credits.
   SPDX-License-Identifier: Apache-2.0 */
#include "extract/text/dateline.h"

enum { YEAR_MIN = LAYOUT_YEAR_FIRST, YEAR_MAX = LAYOUT_YEAR_FIRST + LAYOUT_YEARS - 1 };

static uint32_t skip_blanks(const struct splitter *s, uint32_t i, uint32_t end)
{
  while (i < end && layout_blank(s->x, s->u[i]))
    i++;
  return i;
}

/* Reads up to `digits` Arabic digits; a blank may stand between them. */
static uint32_t read_arabic(const struct splitter *s, uint32_t i, uint32_t end, int digits,
                            int *value)
{
  int n = 0;
  *value = 0;
  for (uint32_t at = i; n < digits && at < end && unit_is_digit(s->u[at]); n++) {
    *value = *value * 10 + (s->u[at] - '0');
    i = at + 1;
    at = s->u[i] == ' ' && i + 1 < end && unit_is_digit(s->u[i + 1]) ? i + 1 : i;
  }
  return n > 0 ? i : 0;
}

/* Reads Chinese digits: a row of them is a positional number, with a ten among
   them it is counted. */
static uint32_t read_chinese(const struct splitter *s, uint32_t i, uint32_t end, int *value)
{
  uint32_t start = i;
  int part = 0, sum = 0;
  for (; i < end && i < start + 4 && layout_role(s->x, s->u[i]) == CHAR_NUMERAL; i++) {
    int digit = s->x->value[s->u[i]];
    if (digit == 10) {
      sum += (part == 0 ? 1 : part) * 10;
      part = 0;
    } else {
      part = part * 10 + digit;
    }
  }
  *value = sum + part;
  return i > start ? i : 0;
}

static uint32_t read_number(const struct splitter *s, uint32_t i, uint32_t end, int digits,
                            int *value)
{
  uint32_t next = read_arabic(s, i, end, digits, value);
  return next != 0 ? next : read_chinese(s, i, end, value);
}

/* Reads a number and the character of `role` behind it. */
static uint32_t read_part(const struct splitter *s, uint32_t i, uint32_t end, int digits,
                          enum char_role role, int *value)
{
  uint32_t next = read_number(s, i, end, digits, value);
  next = next != 0 ? skip_blanks(s, next, end) : 0;
  return next != 0 && next < end && layout_role(s->x, s->u[next]) == role
             ? skip_blanks(s, next + 1, end)
             : 0;
}

static bool valid(int year, int month, int day)
{
  static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year != 0 && (year < YEAR_MIN || year > YEAR_MAX))
    return false;
  return month >= 1 && month <= 12 && day >= 0 && day <= days[month - 1];
}

/* 2024-02-28 and the like, with - / or . between. */
static uint32_t read_numeric(const struct splitter *s, uint32_t i, uint32_t end,
                             struct day *out)
{
  int year, month, day;
  uint32_t at = read_arabic(s, i, end, 4, &year);
  if (at != i + 4 || at >= end)
    return 0;
  unit mark = s->u[at];
  if (mark != '-' && mark != '/' && mark != '.')
    return 0;
  at = read_arabic(s, at + 1, end, 2, &month);
  if (at == 0 || at >= end || s->u[at] != mark)
    return 0;
  at = read_arabic(s, at + 1, end, 2, &day);
  if (at == 0 || !valid(year, month, day) || day == 0)
    return 0;
  *out = (struct day){(int16_t)year, (uint8_t)month, (uint8_t)day};
  return at;
}

/* May a day begin with the digits at `i`?  Told by what stands behind them: at most
   four, and the sign of a year or month, a mark between parts, or a blank. */
static bool may_be_day(const struct splitter *s, uint32_t i, uint32_t end)
{
  enum char_role role, sort = layout_role(s->x, s->u[i]);
  uint32_t stop = end - i > 5 ? i + 5 : end;
  if (sort != CHAR_DIGIT && sort != CHAR_NUMERAL)
    return false;
  while (++i < stop) {
    role = layout_role(s->x, s->u[i]);
    if (role != sort)
      return role == CHAR_YEAR || role == CHAR_MONTH || layout_blank(s->x, s->u[i]) ||
             s->u[i] == '-' || s->u[i] == '/' || s->u[i] == '.';
  }
  return false;
}

/* Reads a day of which the first number is followed by what may follow. */
static uint32_t read_day(const struct splitter *s, uint32_t i, uint32_t end, struct day *out)
{
  int year = 0, month, day = 0;
  uint32_t at = read_numeric(s, i, end, out);
  if (at != 0)
    return at;
  at = read_part(s, i, end, 4, CHAR_YEAR, &year);
  if (at == 0)
    year = 0;
  at = read_part(s, at != 0 ? at : i, end, 2, CHAR_MONTH, &month);
  if (at == 0)
    return i;
  uint32_t behind = read_part(s, at, end, 2, CHAR_DAY, &day);
  if (behind == 0)
    day = 0;
  if (!valid(year, month, day) || (year == 0 && day == 0))
    return i;
  *out = (struct day){(int16_t)year, (uint8_t)month, (uint8_t)day};
  return behind != 0 ? behind : at;
}

uint32_t day_read(const struct splitter *s, uint32_t i, uint32_t end, struct day *out)
{
  return may_be_day(s, i, end) ? read_day(s, i, end, out) : i;
}

/* May a day stand in [i, end), which are at most 64 units?  Told by what stands behind
   numerals: the sign of a month, a mark between parts, or a blank. */
static bool may_have_day(const struct splitter *s, uint32_t i, uint32_t end)
{
  const uint32_t sought =
      1u << CHAR_MONTH | 1u << CHAR_BLANK | 1u << CHAR_TAB | 1u << CHAR_BREAK;
  uint64_t digits = bits_of_class(s->class + i, UNIT_DIGIT);
  uint64_t numerals = digits | bits_of_class(s->class + i, UNIT_NUMERAL);
  bool found = false;
  if (end - i < 64)
    numerals &= (UINT64_C(1) << (end - i)) - 1;
  for (uint64_t w = numerals << 1 & ~digits; w != 0; w &= w - 1) {
    unit c = s->u[i + bits_first(w)];
    found |= (1u << layout_role(s->x, c) & sought) != 0 || c == '-' || c == '/' || c == '.';
  }
  return found;
}

struct day day_find(const struct splitter *s, uint32_t i, uint32_t end, struct span *at)
{
  const struct units *t = &s->chunk->text;
  struct day day = {0};
  if (end - i <= 64 && t->n - i >= 64 && !may_have_day(s, i, end))
    i = end;
  for (; (i = units_next(t, i, end, UNIT_DIGIT | UNIT_NUMERAL)) < end; i++) {
    enum char_role role = layout_role(s->x, s->u[i]);
    if (role != CHAR_DIGIT && role != CHAR_NUMERAL)
      continue;
    uint32_t next = may_be_day(s, i, end) ? read_day(s, i, end, &day) : i;
    if (next != i) {
      *at = (struct span){i, next};
      return day;
    }
    while (i + 1 < end && layout_role(s->x, s->u[i + 1]) == role)
      i++;
  }
  *at = (struct span){end, end};
  return (struct day){0};
}

/* The year that the text names most often, the later of two; 0 for none. */
static int year_of_text(const struct layout_state *state)
{
  return state->years[state->most] > 0 ? LAYOUT_YEAR_FIRST + state->most : 0;
}

/* Days from 1 January, roughly: enough to tell before from after. */
static int day_of_year(struct day d)
{
  return d.month * 31 + d.day;
}

struct day day_with_year(const struct splitter *s, struct day day)
{
  enum { LATE = 62 }; /* a day so much after the publication is last year's */
  struct day given = s->given->published, head = s->state->document_published;
  struct day known = head.year != 0 ? head : given;
  if (day.year != 0)
    return day;
  day.year = known.year;
  if (known.month != 0 && known.day != 0 && day_of_year(day) > day_of_year(known) + LATE)
    day.year--;
  if (day.year == 0)
    day.year = (int16_t)year_of_text(s->state);
  return day.year != 0 ? day : (struct day){0};
}
