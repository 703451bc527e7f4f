/* time_parts.c - the parts of a point of time that begin with a numeral.
   SPDX-License-Identifier: Apache-2.0 */
#include "extract/context/time_parts.h"

/* Four-digit numerals are years only between these. */
enum { YEAR_MIN = 1000, YEAR_MAX = 2200, YEAR_ROUND = 1840 };

/* Two-digit years: from this one on of the last century. */
enum { SHORT_YEAR_MIN = 49, SHORT_YEAR_PLAIN = 76 };

/* Years of the Republic of China that a year of account may name. */
enum { REPUBLIC_FIRST = 38, REPUBLIC_LAST = 150, REPUBLIC_ZERO = 1911 };

/* ---- the unit behind a numeral ---- */

struct unit_found {
  enum time_use use; /* USE_OTHER: none */
  uint32_t end;
  enum time_role edge; /* ROLE_BEGIN, ROLE_END: of the year or month */
};

static enum time_use use_of_role(enum time_role role)
{
  switch (role) {
  case ROLE_YEAR:
    return USE_UNIT_YEAR;
  case ROLE_MONTH:
    return USE_UNIT_MONTH;
  case ROLE_DAY:
    return USE_UNIT_DAYS;
  default:
    return USE_OTHER;
  }
}

/* The unit at `i`: a word, or else a single character. */
static struct unit_found read_unit(const struct time_scan *s, uint32_t i)
{
  i = time_blank(s, i);
  uint32_t len;
  const struct time_word *word = time_word_at(s, i, &len);
  if (word != NULL && word->use != USE_OTHER) {
    switch (word->use) {
    case USE_YEAR_BEGIN:
      return (struct unit_found){USE_UNIT_YEAR, i + len, ROLE_BEGIN};
    case USE_YEAR_END:
      return (struct unit_found){USE_UNIT_YEAR, i + len, ROLE_END};
    case USE_MONTH_BEGIN:
      return (struct unit_found){USE_UNIT_MONTH, i + len, ROLE_BEGIN};
    case USE_MONTH_END:
      return (struct unit_found){USE_UNIT_MONTH, i + len, ROLE_END};
    default:
      return (struct unit_found){(enum time_use)word->use, i + len, ROLE_NONE};
    }
  }
  return (struct unit_found){use_of_role(i < s->n ? time_role(s, i) : ROLE_NONE), i + 1, ROLE_NONE};
}

/* ---- years ---- */

static bool full_year(const struct time_number *n)
{
  return n->positional && n->digits == 4 && n->value >= YEAR_MIN && n->value <= YEAR_MAX;
}

/* Is "98" a year here?  It is when a month or the end of the year follows, or
   where a clause begins with it. */
static bool short_year(const struct time_scan *s, uint32_t i, const struct time_number *n,
                       const struct unit_found *found)
{
  struct time_numbers next;
  if (!n->positional || n->digits != 2)
    return false;
  if (found->edge != ROLE_NONE || time_role(s, found->end) == ROLE_END ||
      time_role(s, found->end) == ROLE_BEGIN)
    return true;
  time_numbers(s, found->end, &next);
  if (next.n > 0 && read_unit(s, next.end[next.n - 1]).use == USE_UNIT_MONTH)
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

/* The year that the k-th of some numerals means, 0 for none. */
static int year_of(const struct time_scan *s, uint32_t i, const struct time_numbers *list,
                   uint32_t k, const struct unit_found *found)
{
  const struct time_number *n = &list->item[k];
  if (full_year(n))
    return n->value;
  if (k > 0 && n->positional && n->digits == 2 && full_year(&list->item[0]))
    return list->item[0].value / 100 * 100 + n->value;
  if (k == 0 && list->n == 1 && short_year(s, i, n, found))
    return n->value >= SHORT_YEAR_MIN ? 1900 + n->value : 2000 + n->value;
  if (k == 0 && found->end > list->end[0] + 1 && found->edge == ROLE_NONE && n->digits <= 3 &&
      n->value >= REPUBLIC_FIRST && n->value <= REPUBLIC_LAST) /* year of account */
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

bool time_year(const struct time_scan *s, uint32_t i, struct time_point *p)
{
  struct time_numbers list;
  time_numbers(s, i, &list);
  if (list.n == 0)
    return false;
  uint32_t end = list.end[list.n - 1];
  struct unit_found found = read_unit(s, end);
  if (found.use != USE_UNIT_YEAR) {
    if (!unitless_years(s, &list))
      return false;
    found = (struct unit_found){USE_UNIT_YEAR, end, ROLE_NONE};
  }
  int first = year_of(s, i, &list, 0, &found), last = first;
  for (uint32_t k = 1; k < list.n; k++) {
    int year = year_of(s, i, &list, k, &found);
    if (year <= last)
      return false;
    last = year;
  }
  if (first == 0)
    return false;
  p->sort = TIME_FIXED;
  p->first.year = (int16_t)first;
  p->last.year = (int16_t)last;
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
  struct unit_found found = read_unit(s, end);
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

bool time_numeric(const struct time_scan *s, uint32_t i, struct time_point *p)
{
  struct time_number year, month, day;
  uint32_t at = time_number(s, i, &year);
  if (at == i || !year.arabic || !full_year(&year))
    return false;
  unit mark = s->u[at];
  if (mark != '-' && mark != '/' && mark != '.')
    return false;
  uint32_t end = time_number(s, at + 1, &month);
  if (end == at + 1 || !month.arabic || month.digits > 2 || month.value < 1 || month.value > 12)
    return false;
  p->first = (struct day){(int16_t)year.value, (uint8_t)month.value, 0};
  if (s->u[end] == mark) {
    uint32_t behind = time_number(s, end + 1, &day);
    if (behind > end + 1 && day.arabic && day.digits <= 2 && day.value >= 1 && day.value <= 31) {
      p->first.day = (uint8_t)day.value;
      end = behind;
    }
  }
  if (p->first.day == 0 && (mark != '-' || month.digits != 2 || time_role(s, end) == ROLE_YEAR ||
                            time_role(s, end) == ROLE_MONTH || s->u[end] == '.')) {
    p->first = (struct day){0};
    return false;
  }
  p->sort = TIME_FIXED;
  p->last = p->first;
  return time_told(p, p->first.day != 0 ? RANK_DAY : RANK_MONTH, end);
}

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

bool time_month(const struct time_scan *s, uint32_t i, struct time_point *p)
{
  struct time_numbers list;
  enum time_role lead = time_role(s, i);
  bool from_first = lead == ROLE_FIRST; /* "the first three quarters" */
  time_numbers(s, from_first || lead == ROLE_ORDINAL ? i + 1 : i, &list);
  if (list.n == 0)
    return false;
  struct unit_found found = read_unit(s, list.end[list.n - 1]);
  int first = list.item[0].value, last = list.item[list.n - 1].value;
  if (found.use == USE_UNIT_QUARTER && rising(&list, 4))
    return tell_months(p, from_first ? 1 : first * 3 - 2, last * 3, found.end);
  if (from_first)
    return (found.use == USE_UNIT_MONTHS || found.use == USE_UNIT_MONTH) && list.n == 1 &&
           rising(&list, 12) && tell_months(p, 1, last, found.end);
  if (found.use != USE_UNIT_MONTH || lead == ROLE_ORDINAL || !rising(&list, 12))
    return false;
  tell_months(p, first, last, found.end);
  if (found.edge != ROLE_NONE)
    p->first.day = p->last.day = found.edge == ROLE_END ? 31 : 1;
  return true;
}

/* ---- days ---- */

/* A day without its month is one where nothing says that it is a number of days. */
static bool bare_day(const struct time_scan *s, uint32_t i, const struct time_numbers *list,
                     const struct time_point *after)
{
  if (after != NULL)
    return after->rank >= RANK_DAY;
  enum time_role before = i > 0 ? time_role(s, i - 1) : ROLE_STOP;
  return list->n == 1 && list->item[0].arabic && before != ROLE_ORDINAL && before != ROLE_FIRST &&
         before != ROLE_SOME && before != ROLE_NEAR && before != ROLE_LASTING &&
         before != ROLE_DOT && before != ROLE_COLON;
}

bool time_day(const struct time_scan *s, uint32_t i, const struct time_point *after,
              struct time_point *p)
{
  struct time_numbers list;
  time_numbers(s, i, &list);
  if (!rising(&list, 31))
    return false;
  uint32_t end = time_blank(s, list.end[list.n - 1]), len;
  bool in_month = p->rank == RANK_MONTH && p->first.month == p->last.month && p->first.day == 0;
  bool told = in_month || (after != NULL && after->rank >= RANK_DAY);
  enum time_role role = time_role(s, end);
  if (role != ROLE_DAY && !(role == ROLE_NUMBER && told))
    return false;
  const struct time_word *word = time_word_at(s, end, &len);
  if (!in_month && (p->rank != RANK_NONE || !bare_day(s, i, &list, after) ||
                    (word != NULL && word->use != USE_OTHER)))
    return false;
  if (!in_month)
    p->sort = TIME_DAY;
  p->first.day = (uint8_t)list.item[0].value;
  p->last.day = (uint8_t)list.item[list.n - 1].value;
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

bool time_length(const struct time_scan *s, uint32_t i, bool opened, struct time_point *p)
{
  enum { LENGTH_MAX = 300 };
  struct time_number n;
  uint32_t end = time_number(s, i, &n), len;
  if (end == i || n.value < 1 || n.value > LENGTH_MAX)
    return false;
  if (time_role(s, end) == ROLE_SOME)
    end++;
  struct unit_found found = read_unit(s, end);
  enum time_role role = time_role(s, time_blank(s, end));
  *p = (struct time_point){.sort = TIME_SPAN, .end = found.end};
  if (found.use == USE_UNIT_YEAR || (found.use == USE_NOT_DATE && role == ROLE_YEAR))
    p->first.year = (int16_t)n.value;
  else if (found.use == USE_UNIT_MONTHS)
    p->first.year = 0, p->first.month = (uint8_t)(n.value < 255 ? n.value : 255);
  else if (role == ROLE_WEEK || found.use == USE_UNIT_WEEKS)
    p->first.day = (uint8_t)(n.value < 36 ? n.value * 7 : 255);
  else if (role == ROLE_SPAN_DAY || found.use == USE_UNIT_DAYS)
    p->first.day = (uint8_t)(n.value < 255 ? n.value : 255);
  else
    return false;
  if (found.use == USE_NOT_DATE)
    p->end = time_blank(s, end) + 1;
  if (time_role(s, p->end) == ROLE_SOME)
    p->end++;
  const struct time_word *word = time_word_at(s, p->end, &len);
  if (word != NULL && word->use == USE_SINCE) {
    p->end += len;
    return true;
  }
  role = time_role(s, p->end);
  if (role == ROLE_COME || role == ROLE_BETWEEN) {
    p->end++;
    return true;
  }
  return opened;
}
