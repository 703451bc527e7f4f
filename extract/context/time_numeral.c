/* time_numeral.c - which numerals may be of time.  SPDX-License-Identifier: Apache-2.0

   Most are not, and what stands behind them says so; only the others are read. */
#include "extract/context/time_parts.h"

/* Is it the point of an item's number in front of a year: "1.2024"? */
static bool heads_year(const struct time_scan *s, uint32_t i)
{
  const unit *y = s->u + i + 1;
  return s->u[i] == '.' && ((y[0] == '1' && y[1] == '9') || (y[0] == '2' && y[1] == '0')) &&
         unit_is_digit(y[2]) && unit_is_digit(y[3]) && time_role(s, i + 5) == ROLE_YEAR;
}

/* Where a row of figures ends that goes on at `end`, with its points and commas. */
static uint32_t behind_figures(const struct time_scan *s, uint32_t end)
{
  const unit *u = s->u;
  while (unit_is_digit(u[end]) || ((u[end] == '.' || u[end] == ',') && unit_is_digit(u[end + 1]))) {
    if (heads_year(s, end))
      return end + 1;
    end++;
  }
  return end;
}

/* Behind a year or month at `end` of a numeral: no word begins with it. */
static uint32_t behind_year(const struct time_scan *s, uint32_t end)
{
  return time_role(s, end) == ROLE_YEAR || time_role(s, end) == ROLE_MONTH ? end + 1 : end;
}

uint32_t time_behind_token(const struct time_scan *s, uint32_t i, uint32_t end)
{
  return behind_year(s, unit_is_digit(s->u[i]) ? behind_figures(s, i) : end);
}

/* Does a numeral follow what joins numerals at `i`? */
static bool joins_numeral(const struct time_scan *s, uint32_t i)
{
  uint32_t at = time_blank(s, i + 1);
  if (time_role(s, at) == ROLE_DASH)
    at++;
  enum time_role role = time_role(s, at);
  return role == ROLE_NUMERAL || role == ROLE_TEN || role == ROLE_HUNDRED;
}

/* A numeral of which is asked whether it is one of time. */
struct numeral {
  uint32_t start, end;
  uint32_t digits; /* in a row, 0 where it counts with tens */
  bool figures;    /* Arabic */
};

/* The use of the word of time at `i`, USE_OTHER for none. */
static enum time_use word_use(const struct time_scan *s, uint32_t i)
{
  uint32_t len;
  const struct time_word *word = time_word_at(s, i, &len);
  return word != NULL ? (enum time_use)word->use : USE_OTHER;
}

/* May a numeral and the unit at `i` be a length of time: does something behind them or
   in front make it one, or does a clause begin so? */
static bool may_be_length(const struct time_scan *s, uint32_t i, const struct numeral *n)
{
  enum time_role behind = time_role(s, i + 1);
  if (i > n->end || n->start == 0 || behind == ROLE_COME || behind == ROLE_BETWEEN ||
      behind == ROLE_SOME || word_use(s, time_blank(s, i + 1)) == USE_SINCE)
    return true;
  enum time_role before = time_role(s, n->start - 1);
  return before == ROLE_STOP || before == ROLE_BLANK || s->u[n->start - 1] == '\n' ||
         (time_begins(s, n->start - 1) & BEGIN_LEAD) != 0;
}

/* Can the character at `i` make the numeral in front of it one of time? */
static bool makes_time(const struct time_scan *s, uint32_t i, const struct numeral *n)
{
  uint32_t len;
  if (time_word_at(s, i, &len) != NULL)
    return true;
  switch (time_role(s, i)) {
  case ROLE_MONTH:
  case ROLE_HOUR:
  case ROLE_SEASON:
    return true;
  case ROLE_YEAR:
    return n->digits == 4 || n->digits == 2 || may_be_length(s, i, n);
  case ROLE_DAY:
    return n->figures || may_be_length(s, i, n);
  case ROLE_WEEK:
  case ROLE_SPAN_DAY:
    return may_be_length(s, i, n);
  case ROLE_NUMBER:
    return n->figures && time_act(s, i + 1);
  case ROLE_POINT: /* of a list, but for minutes behind it */
    return time_role(s, i + 1) == ROLE_HALF || joins_numeral(s, i);
  case ROLE_COLON:
    return n->figures && n->digits == 2 && unit_is_digit(s->u[i + 1]);
  case ROLE_DASH:
  case ROLE_TO:
  case ROLE_LIST:
  case ROLE_AND:
  case ROLE_SLASH:
    return joins_numeral(s, i);
  default:
    return false;
  }
}

/* Can what stands behind a numeral make it one of time? */
static bool promises(const struct time_scan *s, const struct numeral *n)
{
  unit mark = s->u[n->end];
  if (n->figures && n->digits == 4 && (mark == '-' || mark == '/' || mark == '.')) /* a date */
    return true;
  uint32_t behind = time_blank(s, n->end);
  uint8_t flags = time_begins(s, behind);
  if ((flags & (BEGIN_UNIT | BEGIN_BEHIND)) == 0)
    return false;
  if (time_role(s, behind) != ROLE_SOME || (flags & BEGIN_UNIT) != 0)
    return makes_time(s, behind, n);
  struct numeral some = {n->start, n->end + 1, 0, false}; /* it can only be a length */
  return behind == n->end && makes_time(s, time_blank(s, some.end), &some);
}

uint32_t time_keep_number(struct time_scan *s, uint32_t i)
{
  s->number_at = i;
  s->number_end = time_read_number(s, i, &s->number);
  return s->number_end;
}

/* Behind the row of figures at `at` where it is no time, else `at`. */
static uint32_t pass_figures(struct time_scan *s, uint32_t at)
{
  struct numeral n = {at, at + 1, 1, true};
  while (unit_is_digit(s->u[n.end]))
    n.end++;
  bool spaced = n.end == at + 1 && time_role(s, n.end) == ROLE_BLANK;
  if (spaced)
    n.end = time_keep_number(s, at);
  n.digits = spaced ? s->number.digits : n.end - at;
  if (promises(s, &n))
    return at;
  return spaced ? time_behind_token(s, at, n.end) : behind_year(s, behind_figures(s, n.end));
}

/* Behind the numeral at `at` where it is no time, else `at`. */
static uint32_t pass_numeral(struct time_scan *s, uint32_t at)
{
  if (unit_is_digit(s->u[at]))
    return pass_figures(s, at);
  if ((time_begins(s, at + 1) & (BEGIN_INSIDE | BEGIN_UNIT | BEGIN_BEHIND)) == 0)
    return at + 1;
  uint32_t end = time_keep_number(s, at);
  struct numeral n = {at, end, s->number.positional ? s->number.digits : 0, false};
  return promises(s, &n) ? at : behind_year(s, end);
}

bool time_may_end(const struct time_scan *s, uint32_t at)
{
  uint32_t behind = at + 1;
  unit c = s->u[behind];
  if ((time_begins(s, behind) & BEGIN_BEHIND) != 0 || time_is_word(s, behind) || c == '-' ||
      c == '/')
    return true;
  if (c != '.')
    return time_role(s, behind) == ROLE_BLANK;
  return at >= 3 && unit_is_digit(s->u[at - 3]) && unit_is_digit(s->u[at - 2]) &&
         unit_is_digit(s->u[at - 1]);
}

static inline bool is_point(unit c)
{
  return c == '.' || c == ',';
}

/* Is it a character of a numeral that is no row of figures? */
static bool is_counted(const struct time_scan *s, uint32_t i)
{
  return (time_begins(s, i) & BEGIN_INSIDE) != 0 && !unit_is_digit(s->u[i]) && s->u[i] != ' ';
}

/* Where the numerals begin that end at `at`, not before `from`. */
static uint32_t numerals_start(const struct time_scan *s, uint32_t from, uint32_t at)
{
  const unit *u = s->u;
  if (!unit_is_digit(u[at])) {
    while (at > from && is_counted(s, at - 1))
      at--;
    return at;
  }
  while (at > from) {
    if (unit_is_digit(u[at - 1]))
      at--;
    else if (at > from + 1 && is_point(u[at - 1]) && unit_is_digit(u[at - 2]))
      at -= 2;
    else
      break;
  }
  return at;
}

uint32_t time_find_numeral(struct time_scan *s, uint32_t *i, uint32_t from, uint32_t last)
{
  for (uint32_t next, at = numerals_start(s, from, last); at <= last; at = next) {
    next = at + 1;
    if ((time_begins(s, at) & BEGIN_NUMERAL) == 0)
      continue;
    next = pass_numeral(s, at);
    if (next == at)
      return at;
    *i = next;
  }
  return TIME_NO_NUMERAL;
}
