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

static bool tell(struct time_point *p, enum time_sort sort, int offset, enum time_rank rank,
                 uint32_t end)
{
  p->sort = (uint8_t)sort;
  p->first.year = p->last.year = (int16_t)offset;
  return time_told(p, rank, end);
}

/* Makes the point begin (or end) with its year. */
static bool tell_year_edge(struct time_point *p, bool at_end, uint32_t end)
{
  if (p->rank > RANK_YEAR || p->first.month != 0)
    return false;
  if (p->top == RANK_NONE)
    p->sort = TIME_IN_FORCE;
  p->first.month = p->last.month = at_end ? 12 : 1;
  p->first.day = p->last.day = at_end ? 31 : 1;
  return time_told(p, RANK_DAY, end);
}

static bool tell_months(const struct time_word *word, struct time_point *p, uint32_t end)
{
  if (p->rank > RANK_YEAR || p->first.month != 0)
    return false;
  if (p->top == RANK_NONE)
    p->sort = TIME_IN_FORCE;
  p->first.month = (uint8_t)word->number;
  p->last.month = (uint8_t)word->until;
  return time_told(p, RANK_MONTH, end);
}

static bool tell_days(const struct time_word *word, struct time_point *p, uint32_t end)
{
  if (p->rank != RANK_MONTH || p->first.day != 0)
    return false;
  p->first.day = (uint8_t)word->number;
  p->last.day = (uint8_t)word->until;
  return time_told(p, RANK_DAY, end);
}

static bool tell_feast(const struct time_scan *s, const struct time_word *word,
                       struct time_point *p, uint32_t end)
{
  if (p->rank > RANK_YEAR || p->first.month != 0)
    return false;
  if (p->sort == TIME_OF_ARTICLE && s->reference.year != 0) {
    p->first.year = p->last.year = (int16_t)(p->first.year + s->reference.year);
    p->sort = TIME_FIXED;
  }
  if (p->top == RANK_NONE || p->sort == TIME_FIXED)
    p->sort = TIME_FEAST;
  p->first.month = (uint8_t)(word->number / 100);
  p->first.day = (uint8_t)(word->number % 100);
  p->last.month = (uint8_t)(word->until / 100);
  p->last.day = (uint8_t)(word->until % 100);
  return time_told(p, RANK_CLOCK, end);
}

/* Years of an era. */
static bool read_era(const struct time_scan *s, const struct time_word *word, struct time_point *p,
                     uint32_t i)
{
  struct time_number n;
  uint32_t end = time_number(s, i, &n);
  if (p->top != RANK_NONE || end == i || n.value < 1 || time_role(s, end) != ROLE_YEAR)
    return false;
  return tell(p, TIME_FIXED, n.value + word->number, RANK_YEAR, end + 1);
}

/* Words that begin a point of their own. */
static bool read_opening(const struct time_scan *s, const struct time_word *word,
                         struct time_point *p, uint32_t end)
{
  switch (word->use) {
  case USE_YEAR:
    return tell(p, TIME_OF_ARTICLE, word->number, RANK_YEAR, end);
  case USE_YEAR_IN_FORCE:
    return tell(p, TIME_IN_FORCE, word->number, RANK_YEAR, end);
  case USE_YEAR_TOLD:
    return tell(p, TIME_TOLD, word->number, RANK_YEAR, end);
  case USE_MONTH_OF_ARTICLE:
    return tell(p, TIME_MONTH_OF_ARTICLE, word->number, RANK_MONTH, end);
  case USE_MONTH_IN_FORCE:
    return tell(p, TIME_DAY, 0, RANK_MONTH, end);
  case USE_DAY_OF_ARTICLE:
    return tell(p, TIME_DAY_OF_ARTICLE, word->number, RANK_DAY, end);
  case USE_DAY_IN_FORCE:
    return tell(p, TIME_SAME, 0, RANK_DAY, end);
  case USE_MONTH_BEGIN:
  case USE_MONTH_END:
    p->first.day = p->last.day = word->use == USE_MONTH_END ? 31 : 1;
    return tell(p, TIME_DAY, 0, RANK_DAY, end);
  case USE_NOW:
    return tell(p, TIME_NOW, 0, RANK_CLOCK, end);
  case USE_RECENT:
    return tell(p, TIME_RECENT, 0, RANK_CLOCK, end);
  case USE_PLAIN: /* an hour may follow a day of the week */
    return tell(p, TIME_PLAIN, 0, RANK_DAY, end);
  case USE_CENTURY:
    return time_decade(s, end, word->number, p) || tell(p, TIME_PLAIN, 0, RANK_CLOCK, end);
  case USE_PLAN: /* a plan's name tells no time */
    tell(p, time_role(s, end) == ROLE_NAMING ? TIME_PLAIN : TIME_FIXED, word->number, RANK_YEAR,
         end);
    p->last.year = word->until;
    return true;
  case USE_ERA:
    return read_era(s, word, p, end);
  default:
    return false;
  }
}

static bool read_word(const struct time_scan *s, const struct time_word *word, uint32_t i,
                      uint32_t len, struct time_point *p)
{
  uint32_t end = i + len;
  switch (word->use) {
  case USE_YEAR_BEGIN:
  case USE_YEAR_END:
    return tell_year_edge(p, word->use == USE_YEAR_END, end);
  case USE_MONTHS:
    return tell_months(word, p, end);
  case USE_DAYS:
    return tell_days(word, p, end);
  case USE_FEAST:
    return tell_feast(s, word, p, end);
  case USE_PART_OF_DAY:
  case USE_PLAIN:
    if (word->use == USE_PLAIN && p->top == RANK_NONE)
      return read_opening(s, word, p, end);
    if (p->rank != RANK_DAY)
      return false;
    p->end = end;
    return true;
  case USE_DURING:
    if (p->top == RANK_NONE)
      return false;
    p->end = end;
    return true;
  case USE_SAME:
    if (p->rank == RANK_YEAR && p->sort == TIME_FIXED) /* what this year is compared with */
      return tell(p, TIME_PLAIN, 0, RANK_CLOCK, end);
    if (p->rank != RANK_YEAR || (p->sort != TIME_OF_ARTICLE && p->sort != TIME_IN_FORCE))
      return false;
    return tell(p, TIME_SAME, p->first.year, RANK_CLOCK, end);
  case USE_YEAR_IN_FORCE:
    if (p->rank == RANK_YEAR && word->number == 0 && p->first.month == 0) {
      p->end = end;
      return true;
    }
    return p->top == RANK_NONE && read_opening(s, word, p, end);
  default:
    return p->top == RANK_NONE && read_opening(s, word, p, end);
  }
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
  return tell(p, TIME_PLAIN, 0, RANK_CLOCK, clock.end);
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
    return read_word(s, word, i, len, p) || read_hour_of_part(s, i, p) ||
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
