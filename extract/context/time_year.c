/* time_year.c - years, decades and dates in figures.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/context/time_parts.h"

/* Two-digit years: from this one on of the last century. */
enum { SHORT_YEAR_MIN = 49, SHORT_YEAR_PLAIN = 76 };

/* Years of the Republic of China that a year of account may name. */
enum { REPUBLIC_FIRST = 38, REPUBLIC_LAST = 150, REPUBLIC_ZERO = 1911 };

static bool full_year(const struct time_number *n)
{
  return n->positional && n->digits == 4 && n->value >= TIME_YEAR_MIN && n->value <= TIME_YEAR_MAX;
}

/* Is "98" a year here?  It is when a month or the end of the year follows, or
   where a clause begins with it. */
static bool short_year(const struct time_scan *s, uint32_t i, const struct time_number *n,
                       const struct time_unit *found)
{
  struct time_numbers next;
  if (!n->positional || n->digits != 2)
    return false;
  if (found->edge != ROLE_NONE || time_role(s, found->end) == ROLE_END ||
      time_role(s, found->end) == ROLE_BEGIN)
    return true;
  time_numbers(s, found->end, &next);
  if (next.n > 0 && time_unit(s, next.end[next.n - 1]).use == USE_UNIT_MONTH)
    return true;
  if (n->value < (n->arabic ? SHORT_YEAR_PLAIN : SHORT_YEAR_MIN) ||
      time_role(s, found->end) == ROLE_COME)
    return false;
  if (!n->arabic) /* "five or six years" */
    return n->value % 10 != n->value / 10 + 1;
  enum time_role before = i > 0 ? time_role(s, i - 1) : ROLE_STOP;
  return before == ROLE_STOP || before == ROLE_QUOTE || before == ROLE_BASIS ||
         before == ROLE_FROM || before == ROLE_BLANK;
}

/* Is the unit behind a numeral that ends at `at` of more than one character? */
static bool long_unit(const struct time_scan *s, uint32_t at, const struct time_unit *found)
{
  while (at < s->n && time_role(s, at) == ROLE_BLANK)
    at++;
  return found->end > at + 1;
}

/* "113", of the Republic, where a quarter or month of it follows? */
static bool republic_year(const struct time_scan *s, const struct time_number *n, uint32_t end)
{
  enum { FULL = 100 };
  struct time_numbers part;
  if (!n->positional || !n->arabic || n->value < FULL || n->value > REPUBLIC_LAST)
    return false;
  time_numbers(s, end + (time_role(s, end) == ROLE_ORDINAL), &part);
  if (part.n == 0)
    return false;
  enum time_use use = time_unit(s, part.end[part.n - 1]).use;
  return use == USE_UNIT_MONTH || use == USE_UNIT_QUARTER || use == USE_UNIT_SEASON;
}

/* The year that the k-th of some numerals means, 0 for none. */
static int year_of(const struct time_scan *s, uint32_t i, const struct time_numbers *list,
                   uint32_t k, const struct time_unit *found)
{
  const struct time_number *n = &list->item[k];
  if (full_year(n))
    return n->value;
  if (k > 0 && n->positional && n->digits == 2 && full_year(&list->item[0]))
    return list->item[0].value / 100 * 100 + n->value;
  if (k == 0 && list->n == 1 && short_year(s, i, n, found))
    return n->value >= SHORT_YEAR_MIN ? 1900 + n->value : 2000 + n->value;
  if (k == 0 && long_unit(s, list->end[0], found) && found->edge == ROLE_NONE && n->digits <= 3 &&
      n->value >= REPUBLIC_FIRST && n->value <= REPUBLIC_LAST) /* year of account */
    return REPUBLIC_ZERO + n->value;
  if (k == 0 && list->n == 1 && republic_year(s, n, found->end))
    return REPUBLIC_ZERO + n->value;
  return 0;
}

/* Two years without a unit that the words behind count: "1978, 1979 two years";
   or one in front of "the whole year". */
static bool unitless_years(const struct time_scan *s, const struct time_numbers *list)
{
  struct time_number count;
  uint32_t at = list->end[list->n - 1], len;
  for (uint32_t k = 0; k < list->n; k++) {
    if (!full_year(&list->item[k]))
      return false;
  }
  if (list->n == 1) {
    const struct time_word *word = time_word_at(s, at, &len);
    return word != NULL && (word->use == USE_MONTHS ||
                            (word->use == USE_YEAR_IN_FORCE && word->number == 0));
  }
  uint32_t end = time_number(s, at, &count);
  return end > at && !count.arabic && time_role(s, end) == ROLE_YEAR;
}

/* "2024, number 3": the year only numbers a document. */
static bool numbers_document(const struct time_scan *s, uint32_t end)
{
  struct time_number n;
  if (time_role(s, end) != ROLE_ORDINAL)
    return false;
  uint32_t behind = time_number(s, end + 1, &n);
  return behind > end + 1 && time_role(s, behind) == ROLE_NUMBER;
}

bool time_year(const struct time_scan *s, const struct time_counted *c, struct time_point *p)
{
  const struct time_numbers *list = &c->numbers;
  struct time_unit found = c->unit;
  if (found.use != USE_UNIT_YEAR) {
    if (!unitless_years(s, list))
      return false;
    found = (struct time_unit){USE_UNIT_YEAR, time_numbers_end(list), ROLE_NONE};
  }
  int first = year_of(s, c->start, list, 0, &found), last = first;
  if (first == 0)
    return false;
  for (uint32_t k = 1; k < list->n; k++) {
    int year = year_of(s, c->start, list, k, &found);
    if (year <= last)
      return false;
    last = year;
  }
  p->sort = TIME_FIXED;
  p->first.year = (int16_t)first;
  p->last.year = (int16_t)last;
  if (numbers_document(s, found.end)) {
    p->sort = TIME_PLAIN;
    return time_told(p, RANK_CLOCK, found.end);
  }
  if (found.edge != ROLE_NONE) {
    p->first.month = p->last.month = found.edge == ROLE_END ? 12 : 1;
    p->first.day = p->last.day = found.edge == ROLE_END ? 31 : 1;
  }
  return time_told(p, RANK_YEAR, found.end);
}

bool time_decade(const struct time_scan *s, uint32_t i, int century, struct time_point *p)
{
  struct time_number n;
  uint32_t end = time_number(s, i, &n);
  if (end == i || n.value < 1)
    return false;
  struct time_unit found = time_unit(s, end);
  if (found.use == USE_UNIT_CENTURY && century == 0 && n.value <= 22) {
    if (time_decade(s, found.end, (n.value - 1) * 100, p))
      return true;
    p->sort = TIME_PLAIN;
    return time_told(p, RANK_CLOCK, found.end);
  }
  if (found.use != USE_UNIT_DECADE || n.value % 10 != 0)
    return false;
  int first = n.value < 100 ? (century != 0 ? century : 1900) + n.value : n.value;
  p->sort = TIME_FIXED;
  p->first.year = (int16_t)first;
  p->last.year = (int16_t)(first + 9);
  return time_told(p, RANK_YEAR, found.end);
}

/* ---- 2022-10-03, 2022.10.3, 2022/10/3, 2022-10 ---- */

/* The day behind the month, between two `mark`s; 0 for none, *end moves behind it. */
static int day_of_date(const struct time_scan *s, unit mark, uint32_t *end)
{
  struct time_number day;
  if (s->u[*end] != mark)
    return 0;
  uint32_t behind = time_number(s, *end + 1, &day);
  if (behind == *end + 1 || !day.arabic || day.digits > 2 || day.value < 1 || day.value > 31)
    return 0;
  *end = behind;
  return day.value;
}

bool time_numeric(const struct time_scan *s, const struct time_counted *c, struct time_point *p)
{
  const struct time_number *year = &c->numbers.item[0];
  struct time_number month;
  uint32_t at = c->numbers.end[0];
  unit mark = s->u[at];
  if ((mark != '-' && mark != '/' && mark != '.') || !year->arabic || !full_year(year))
    return false;
  uint32_t end = time_number(s, at + 1, &month);
  if (end == at + 1 || !month.arabic || month.digits > 2 || month.value < 1 || month.value > 12)
    return false;
  int day = day_of_date(s, mark, &end);
  if (day == 0 && (mark != '-' || month.digits != 2 || time_role(s, end) == ROLE_YEAR ||
                   time_role(s, end) == ROLE_MONTH || s->u[end] == '.'))
    return false;
  p->sort = TIME_FIXED;
  p->first = p->last = (struct day){(int16_t)year->value, (uint8_t)month.value, (uint8_t)day};
  return time_told(p, day != 0 ? RANK_DAY : RANK_MONTH, end);
}
