/* time_word.c - what words tell of a point of time.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/context/time_parts.h"

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
  return time_tell(p, TIME_FIXED, n.value + word->number, RANK_YEAR, end + 1);
}

/* ---- words that begin a point ---- */

/* How the plain ones tell their period. */
struct opening {
  uint8_t sort, rank; /* rank RANK_NONE: the word is none of them */
  bool numbered;      /* the word's number is the offset */
};

static const struct opening openings[TIME_USES] = {
    [USE_YEAR] = {TIME_OF_ARTICLE, RANK_YEAR, true},
    [USE_YEAR_IN_FORCE] = {TIME_IN_FORCE, RANK_YEAR, true},
    [USE_YEAR_TOLD] = {TIME_TOLD, RANK_YEAR, true},
    [USE_MONTH_OF_ARTICLE] = {TIME_MONTH_OF_ARTICLE, RANK_MONTH, true},
    [USE_MONTH_IN_FORCE] = {TIME_DAY, RANK_MONTH, false},
    [USE_DAY_OF_ARTICLE] = {TIME_DAY_OF_ARTICLE, RANK_DAY, true},
    [USE_DAY_IN_FORCE] = {TIME_SAME, RANK_DAY, false},
    [USE_NOW] = {TIME_NOW, RANK_CLOCK, false},
    [USE_RECENT] = {TIME_RECENT, RANK_CLOCK, false},
    [USE_PLAIN] = {TIME_PLAIN, RANK_DAY, false} /* an hour may follow a day of the week */
};

static bool begin_point(const struct time_scan *s, const struct time_word *word, uint32_t end,
                        struct time_point *p)
{
  const struct opening *o = &openings[word->use];
  if (o->rank != RANK_NONE)
    return time_tell(p, (enum time_sort)o->sort, o->numbered ? word->number : 0,
                     (enum time_rank)o->rank, end);
  switch (word->use) {
  case USE_MONTH_BEGIN:
  case USE_MONTH_END:
    p->first.day = p->last.day = word->use == USE_MONTH_END ? 31 : 1;
    return time_tell(p, TIME_DAY, 0, RANK_DAY, end);
  case USE_CENTURY:
    return time_decade(s, end, word->number, p) || time_tell(p, TIME_PLAIN, 0, RANK_CLOCK, end);
  case USE_PLAN: /* a plan's name tells no time */
    time_tell(p, time_role(s, end) == ROLE_NAMING ? TIME_PLAIN : TIME_FIXED, word->number,
              RANK_YEAR, end);
    p->last.year = word->until;
    return true;
  case USE_ERA:
    return read_era(s, word, p, end);
  default:
    return false;
  }
}

/* ---- words that go on with one ---- */

/* "The same period of last year". */
static bool tell_same(struct time_point *p, uint32_t end)
{
  if (p->rank != RANK_YEAR)
    return false;
  if (p->sort == TIME_FIXED) /* what this year is compared with */
    return time_tell(p, TIME_PLAIN, 0, RANK_CLOCK, end);
  return (p->sort == TIME_OF_ARTICLE || p->sort == TIME_IN_FORCE) &&
         time_tell(p, TIME_SAME, p->first.year, RANK_CLOCK, end);
}

/* A word that adds nothing where it fits. */
static bool pass(struct time_point *p, bool fits, uint32_t end)
{
  if (fits)
    p->end = end;
  return fits;
}

bool time_word_part(const struct time_scan *s, const struct time_word *word, uint32_t end,
                    struct time_point *p)
{
  if (p->top == RANK_NONE && begin_point(s, word, end, p))
    return true;
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
  case USE_SAME:
    return tell_same(p, end);
  case USE_PART_OF_DAY:
  case USE_PLAIN:
    return pass(p, p->rank == RANK_DAY, end);
  case USE_DURING:
    return pass(p, p->top != RANK_NONE, end);
  case USE_YEAR_IN_FORCE: /* "the whole year" behind a year */
    return pass(p, p->rank == RANK_YEAR && word->number == 0 && p->first.month == 0, end);
  default:
    return false;
  }
}
