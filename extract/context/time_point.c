/* time_point.c - a day, month, quarter or year out of its parts.
   SPDX-License-Identifier: Apache-2.0 */
#include "extract/context/time_parts.h"

/* The first or last day of a year or month, by a character behind it. */
static bool read_edge(const struct time_scan *s, uint32_t i, struct time_point *p)
{
  enum time_role role = time_role(s, i);
  uint32_t len;
  if ((role != ROLE_BEGIN && role != ROLE_END) || time_word_at(s, i, &len) != NULL)
    return false;
  if (p->rank != RANK_YEAR && (p->rank != RANK_MONTH || p->first.day != 0))
    return false;
  if (p->first.month != 0 && p->rank == RANK_YEAR)
    return false;
  if (role == ROLE_END)
    p->first.year = p->last.year, p->first.month = p->last.month;
  else
    p->last.year = p->first.year, p->last.month = p->first.month;
  if (p->rank == RANK_YEAR)
    p->first.month = p->last.month = role == ROLE_END ? 12 : 1;
  p->first.day = p->last.day = role == ROLE_END ? 31 : 1;
  p->end = i + 1;
  return true;
}

/* Years and dates, with which only a point of their own begins. */
static bool read_year(const struct time_scan *s, const struct time_counted *c,
                      struct time_point *p)
{
  bool four = c->numbers.item[0].digits == 4;
  enum time_use use = c->unit.use;
  return (four && time_numeric(s, c, p)) ||
         ((four || use == USE_UNIT_YEAR) && time_year(s, c, p)) ||
         ((use == USE_UNIT_DECADE || use == USE_UNIT_CENTURY) && time_decade(s, c->start, 0, p));
}

/* Tries the parts that what stands behind the numerals allows. */
static bool read_numeral(const struct time_scan *s, uint32_t i, const struct time_point *after,
                         struct time_point *p)
{
  struct time_counted c;
  if (!time_counted(s, i, &c))
    return false;
  if (p->top == RANK_NONE && read_year(s, &c, p))
    return true;
  if (p->rank <= RANK_YEAR && p->first.month == 0 && time_month(&c, ROLE_NONE, p))
    return true;
  if ((p->rank == RANK_NONE || p->rank == RANK_MONTH) && time_day(s, &c, after, p))
    return true;
  enum time_role behind = time_role(s, c.numbers.end[0]);
  return (behind == ROLE_HOUR || behind == ROLE_POINT || behind == ROLE_COLON) &&
         (p->rank == RANK_NONE || p->rank == RANK_DAY) && time_clock(s, i, p);
}

/* "The first three quarters", "the second quarter". */
static bool read_led_month(const struct time_scan *s, uint32_t i, enum time_role lead,
                           struct time_point *p)
{
  struct time_counted c;
  return p->rank <= RANK_YEAR && p->first.month == 0 &&
         time_counted(s, time_blank(s, i + 1), &c) && time_month(&c, lead, p);
}

/* "Nine in the evening": a part of the day counts where an hour follows. */
static bool read_hour_of_part(const struct time_scan *s, uint32_t i, struct time_point *p)
{
  struct time_point clock = {.rank = RANK_DAY, .top = RANK_DAY};
  uint32_t len;
  const struct time_word *word = time_word_at(s, i, &len);
  if (p->top != RANK_NONE || word == NULL || word->use != USE_PART_OF_DAY ||
      !time_clock(s, i + len, &clock))
    return false;
  return time_tell(p, TIME_PLAIN, 0, RANK_CLOCK, clock.end);
}

/* The first so many years of a plan. */
static bool read_first_years(const struct time_scan *s, uint32_t i, struct time_point *p)
{
  struct time_number n;
  uint32_t end = time_number(s, i + 1, &n);
  if (p->rank != RANK_YEAR || end == i + 1 || time_role(s, end) != ROLE_YEAR || n.value < 1 ||
      n.value > p->last.year - p->first.year)
    return false;
  p->last.year = (int16_t)(p->first.year + n.value - 1);
  return time_told(p, RANK_YEAR, end + 1);
}

static bool read_part(const struct time_scan *s, uint32_t i, const struct time_point *after,
                      struct time_point *p)
{
  uint32_t len;
  if (i >= s->n)
    return false;
  const struct time_word *word = time_word_at(s, i, &len);
  if (word != NULL && word->use != USE_OTHER)
    return time_word_part(s, word, i + len, p) || read_hour_of_part(s, i, p) ||
           read_numeral(s, i, after, p);
  switch (time_role(s, i)) {
  case ROLE_NUMERAL:
  case ROLE_TEN:
    return read_numeral(s, i, after, p);
  case ROLE_FIRST:
  case ROLE_ORDINAL:
    return (time_role(s, i) == ROLE_FIRST && read_first_years(s, i, p)) ||
           read_led_month(s, i, time_role(s, i), p);
  case ROLE_BEGIN:
  case ROLE_END:
    return read_edge(s, i, p);
  case ROLE_PART_OF_DAY:
    if (p->rank != RANK_DAY)
      return false;
    p->end = i + 1;
    return true;
  default:
    return false;
  }
}

bool time_point(const struct time_scan *s, uint32_t i, const struct time_point *after,
                struct time_point *p)
{
  enum { LONGEST = 64 }; /* units; real ones have half of that */
  *p = (struct time_point){.end = i};
  while (time_goes_on(s, p->end) && p->end - i < LONGEST &&
         read_part(s, time_blank(s, p->end), after, p)) {
  }
  return p->top != RANK_NONE;
}
