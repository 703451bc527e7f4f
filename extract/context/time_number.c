/* time_number.c - the numerals of dates.  SPDX-License-Identifier: Apache-2.0

   Smaller than the engine of numbers and independent of it: whole numbers up to
   9999 in digits of any script, counted with tens, or alone. */
#include "extract/context/time_parts.h"

static bool is_digit(unit c)
{
  return c >= '0' && c <= '9';
}

/* Does a digit stand alone at `i`, as in a text with a blank between all? */
static bool lone_digit(const struct time_scan *s, uint32_t i)
{
  return is_digit(s->u[i]) && !is_digit(s->u[i + 1]) && (i == 0 || !is_digit(s->u[i - 1]));
}

static uint32_t tell_arabic(struct time_number *out, int value, uint32_t digits, uint32_t end)
{
  enum { MOST = 4, TOO_MANY = 99 };
  *out = (struct time_number){.value = digits > MOST ? -1 : value, .arabic = true, .positional = true,
                              .digits = (uint8_t)(digits < TOO_MANY ? digits : TOO_MANY)};
  return end;
}

/* Single digits with a blank between all, the first of them at `i`. */
static uint32_t read_spaced(const struct time_scan *s, uint32_t i, struct time_number *out)
{
  enum { MOST = 5 };
  int value = s->u[i++] - '0';
  uint32_t digits = 1;
  for (; digits < MOST && s->u[i] == ' ' && lone_digit(s, i + 1); digits++, i += 2)
    value = value * 10 + (s->u[i + 1] - '0');
  return tell_arabic(out, value, digits, i);
}

/* A row of Arabic digits; single ones may have a blank between them. */
static uint32_t read_arabic(const struct time_scan *s, uint32_t i, struct time_number *out)
{
  enum { MOST = 4 };
  uint32_t start = i;
  int value = 0;
  if (s->u[i + 1] == ' ' && lone_digit(s, i))
    return read_spaced(s, i, out);
  for (; is_digit(s->u[i]); i++)
    value = i - start < MOST ? value * 10 + (s->u[i] - '0') : value;
  return tell_arabic(out, value, i - start, i);
}

/* Chinese digits: positional, or counted with tens and hundreds. */
static uint32_t read_chinese(const struct time_scan *s, uint32_t i, struct time_number *out)
{
  uint32_t start = i;
  int sum = 0, part = 0, digits = 0;
  bool counted = false;
  for (; i < s->n && i - start < 8; i++) {
    enum time_role role = time_role(s, i);
    int value = s->x->value[s->u[i]];
    if (role == ROLE_NUMERAL && !is_digit(s->u[i])) {
      part = counted ? value : part * 10 + value;
      digits++;
    } else if (role == ROLE_TEN || role == ROLE_HUNDRED) {
      int by = role == ROLE_HUNDRED ? 100 : 10;
      sum += (value != 0 ? value : part == 0 ? 1 : part) * by;
      counted = true;
      part = 0;
    } else {
      break;
    }
  }
  out->value = !counted && digits > 4 ? -1 : sum + part;
  out->digits = (uint8_t)(i - start);
  out->arabic = false;
  out->positional = !counted;
  return i;
}

uint32_t time_read_number(const struct time_scan *s, uint32_t i, struct time_number *out)
{
  if (i >= s->n)
    return i;
  if (is_digit(s->u[i]))
    return read_arabic(s, i, out);
  enum time_role role = time_role(s, i);
  if (role == ROLE_NUMERAL || role == ROLE_TEN || role == ROLE_HUNDRED)
    return read_chinese(s, i, out);
  return i;
}

/* Is `role` something that joins numerals of one unit? */
static bool joins(enum time_role role)
{
  return role == ROLE_DASH || role == ROLE_TO || role == ROLE_LIST || role == ROLE_AND ||
         role == ROLE_SLASH;
}

void time_numbers(const struct time_scan *s, uint32_t i, struct time_numbers *out)
{
  uint8_t sign = ROLE_NONE;
  out->n = 0;
  while (out->n < TIME_NUMBERS_MAX) {
    struct time_number *number = &out->item[out->n];
    uint32_t end = time_number(s, i, number);
    if (end == i || number->value < 0)
      return;
    if (sign == ROLE_LIST && number->arabic != out->item[0].arabic)
      return; /* the number of an item, in front of a month */
    out->end[out->n] = end;
    out->sign[out->n++] = sign;
    i = time_blank(s, end);
    sign = (uint8_t)time_role(s, i);
    if (!joins((enum time_role)sign))
      return;
    i = time_blank(s, i + 1);
    if (sign == ROLE_DASH && time_role(s, i) == ROLE_DASH)
      i++;
  }
}

/* ---- the unit behind a numeral ---- */

static enum time_use use_of_role(enum time_role role)
{
  switch (role) {
  case ROLE_YEAR:
    return USE_UNIT_YEAR;
  case ROLE_MONTH:
    return USE_UNIT_MONTH;
  case ROLE_DAY:
    return USE_UNIT_DAYS;
  case ROLE_SEASON:
    return USE_UNIT_SEASON;
  default:
    return USE_OTHER;
  }
}

struct time_unit time_unit(const struct time_scan *s, uint32_t i)
{
  i = time_blank(s, i);
  uint32_t len;
  const struct time_word *word = time_word_at(s, i, &len);
  if (word != NULL && word->use != USE_OTHER) {
    switch (word->use) {
    case USE_YEAR_BEGIN:
      return (struct time_unit){USE_UNIT_YEAR, i + len, ROLE_BEGIN};
    case USE_YEAR_END:
      return (struct time_unit){USE_UNIT_YEAR, i + len, ROLE_END};
    case USE_MONTH_BEGIN:
      return (struct time_unit){USE_UNIT_MONTH, i + len, ROLE_BEGIN};
    case USE_MONTH_END:
      return (struct time_unit){USE_UNIT_MONTH, i + len, ROLE_END};
    default:
      return (struct time_unit){(enum time_use)word->use, i + len, ROLE_NONE};
    }
  }
  return (struct time_unit){use_of_role(i < s->n ? time_role(s, i) : ROLE_NONE), i + 1, ROLE_NONE};
}

bool time_counted(const struct time_scan *s, uint32_t i, struct time_counted *out)
{
  out->start = i;
  time_numbers(s, i, &out->numbers);
  if (out->numbers.n == 0)
    return false;
  out->unit = time_unit(s, time_numbers_end(&out->numbers));
  return true;
}
