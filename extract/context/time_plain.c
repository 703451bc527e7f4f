/* time_plain.c - dates as most are written: figures, each directly in front of its unit.
   SPDX-License-Identifier: Apache-2.0

   Says of these what time_expression says, at a fraction of the time. */
#include "extract/context/calendar.h"
#include "extract/context/time_parts.h"
#include "extract/text/figures.h"

/* A point in the making whose first and last day are the same; 0: not told. */
struct told {
  int year, month, day;
  enum time_sort sort;
  enum time_rank rank;
  uint32_t end;
};

/* Figures and where they end. */
struct part {
  int value;
  uint32_t digits, end;
};

static inline struct part read_figures(const unit *u, uint32_t i)
{
  int64_t value = 0;
  uint32_t n = figures_four(u + i, 4, &value);
  return (struct part){(int)value, n, i + n};
}

static bool tell_year(const struct part *part, struct told *t, uint32_t end)
{
  if (t->rank != RANK_NONE || part->digits != 4 || part->value < TIME_YEAR_MIN ||
      part->value > TIME_YEAR_MAX)
    return false;
  t->year = part->value;
  t->sort = TIME_FIXED;
  t->rank = RANK_YEAR;
  t->end = end;
  return true;
}

static bool tell_month(const struct part *part, struct told *t, uint32_t end)
{
  if (t->rank > RANK_YEAR || t->month != 0 || part->digits > 2 || part->value < 1 ||
      part->value > 12)
    return false;
  t->sort = t->rank == RANK_NONE ? TIME_IN_FORCE : t->sort;
  t->month = part->value;
  t->rank = RANK_MONTH;
  t->end = end;
  return true;
}

static bool tell_day(const struct time_scan *s, const struct part *part, struct told *t)
{
  bool in_month = t->rank == RANK_MONTH && t->day == 0;
  if (part->digits > 2 || part->value < 1 || part->value > 31 ||
      !time_day_sign(s, part->end, in_month))
    return false;
  if (!in_month && (t->rank != RANK_NONE || !time_bare_day(s, t->end)))
    return false;
  t->sort = in_month ? t->sort : TIME_DAY;
  t->day = part->value;
  t->rank = RANK_DAY;
  t->end = part->end + 1;
  return true;
}

/* A year or month with a unit that is a word, "the end of 2020". */
static bool read_long_part(const struct time_scan *s, const struct part *part, struct told *t)
{
  struct time_unit found = time_unit(s, part->end);
  if (found.use == USE_UNIT_YEAR ? !tell_year(part, t, found.end)
                                : found.use != USE_UNIT_MONTH || !tell_month(part, t, found.end))
    return false;
  bool at_end = found.edge == ROLE_END;
  if (found.edge == ROLE_NONE)
    return true;
  if (found.use == USE_UNIT_YEAR)
    t->month = at_end ? 12 : 1;
  t->day = at_end ? 31 : 1;
  return true;
}

/* Reads the part that begins where the point ends. */
static bool read_part(const struct time_scan *s, struct told *t)
{
  struct part part = read_figures(s->u, t->end);
  if (time_is_word(s, t->end))
    return false;
  if (time_is_word(s, part.end))
    return read_long_part(s, &part, t);
  switch (time_role(s, part.end)) {
  case ROLE_YEAR:
    return tell_year(&part, t, part.end + 1);
  case ROLE_MONTH:
    return tell_month(&part, t, part.end + 1);
  default:
    return tell_day(s, &part, t);
  }
}

/* Passes over the part of a day, "in the morning", which adds nothing. */
static void pass_part_of_day(const struct time_scan *s, struct told *t)
{
  uint32_t len;
  const struct time_word *word = time_word_at(s, t->end, &len);
  if (word != NULL && word->use == USE_PART_OF_DAY)
    t->end += len;
  else if (word == NULL && time_role(s, t->end) == ROLE_PART_OF_DAY)
    t->end++;
}

/* The mark of a point that began with a word, and may count from the article's day. */
static void mark_of_word(const struct time_scan *s, uint32_t i, const struct told *t,
                         struct time_mark *out)
{
  struct time_point p = {.sort = (uint8_t)t->sort, .rank = (uint8_t)t->rank, .end = t->end};
  p.first = p.last = (struct day){(int16_t)t->year, (uint8_t)t->month, (uint8_t)t->day};
  time_settle(s, &p);
  if (p.sort == TIME_FIXED) {
    time_clip(&p.first);
    time_clip(&p.last);
  }
  *out = time_mark_of(&p, i);
}

/* The same of one that is figures alone: a year tells all. */
static void mark_of_figures(uint32_t i, const struct told *t, struct time_mark *out)
{
  struct day first = {(int16_t)t->year, (uint8_t)t->month, (uint8_t)t->day}, last = first;
  out->span.start = i;
  out->span.end = t->end;
  out->covers = true;
  out->sort = (uint8_t)t->sort;
  out->period.known = t->sort == TIME_FIXED;
  if (t->sort == TIME_FIXED) {
    int month = t->month != 0 ? t->month : 12, days = calendar_days(t->year, month);
    int day = t->day < days ? t->day : days;
    first = (struct day){(int16_t)t->year, (uint8_t)(t->month != 0 ? month : 1),
                         (uint8_t)(day != 0 ? day : 1)};
    last = (struct day){(int16_t)t->year, (uint8_t)month, (uint8_t)(day != 0 ? day : days)};
  }
  out->period.first = first;
  out->period.last = last;
  out->period.open_start = out->period.open_end = false;
}

/* Where "since" behind the point ends, 0 where something else goes on with it; its own end
   where nothing does. */
static uint32_t read_end(const struct time_scan *s, uint32_t i, uint32_t end)
{
  uint32_t len;
  if (time_ends(s, end))
    return end;
  const struct time_word *word = time_word_at(s, end, &len);
  enum time_role role = time_role(s, end);
  bool since = word != NULL ? word->use == USE_SINCE : role == ROLE_SINCE;
  if (!since || role == ROLE_TO || role == ROLE_DASH || (time_begins(s, end) & BEGIN_NUMERAL) != 0)
    return 0;
  uint32_t behind = time_since(s, i, end);
  return behind != 0 ? behind : end;
}

bool time_plain(const struct time_scan *s, uint32_t i, const struct time_point *word,
                struct time_mark *out)
{
  struct told t = {0, 0, 0, TIME_PLAIN, RANK_NONE, i};
  if (word != NULL) {
    if (calendar_compare(word->first, word->last) != 0)
      return false;
    t = (struct told){word->first.year, word->first.month, word->first.day,
                      (enum time_sort)word->sort, (enum time_rank)word->rank, word->end};
  }
  while (unit_is_digit(s->u[t.end])) {
    if (!read_part(s, &t))
      return false;
  }
  if (t.rank == RANK_DAY)
    pass_part_of_day(s, &t);
  uint32_t end = t.rank != RANK_NONE ? read_end(s, i, t.end) : 0;
  if (end == 0)
    return false;
  if (word != NULL)
    mark_of_word(s, i, &t, out);
  else
    mark_of_figures(i, &t, out);
  if (end > t.end && t.sort != TIME_PLAIN) {
    out->period.open_end = true;
    out->span.end = end;
  }
  return true;
}
