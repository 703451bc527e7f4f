/* time_plain.c - dates as most are written: figures, each directly in front of its unit.
   SPDX-License-Identifier: Apache-2.0

   Says of these what time_expression says, at a fraction of the time. */
#include "extract/context/time_parts.h"

/* Figures and the unit behind them. */
struct part {
  int value;
  uint32_t digits, end; /* `end`: where the unit stands */
};

/* Without a branch: how many they are nobody foresees. */
static inline struct part read_figures(const unit *u, uint32_t i)
{
  enum { MOST = 4 };
  struct part part = {0, 0, i};
  bool row = true;
  for (uint32_t k = 0; k < MOST; k++) {
    row = row && unit_is_digit(u[i + k]);
    part.value += row * (part.value * 9 + u[i + k] - '0');
    part.digits += row;
  }
  part.end = i + part.digits;
  return part;
}

static bool tell_year(const struct part *part, struct time_point *p)
{
  if (p->rank != RANK_NONE || part->digits != 4 || part->value < TIME_YEAR_MIN ||
      part->value > TIME_YEAR_MAX)
    return false;
  return time_tell(p, TIME_FIXED, part->value, RANK_YEAR, part->end + 1);
}

static bool tell_month(const struct part *part, struct time_point *p)
{
  if (p->rank > RANK_YEAR || p->first.month != 0 || part->digits > 2 || part->value < 1 ||
      part->value > 12)
    return false;
  if (p->rank == RANK_NONE)
    p->sort = TIME_IN_FORCE;
  p->first.month = p->last.month = (uint8_t)part->value;
  return time_told(p, RANK_MONTH, part->end + 1);
}

static bool tell_day(const struct time_scan *s, const struct part *part, struct time_point *p)
{
  bool told = p->rank == RANK_MONTH && p->first.month == p->last.month && p->first.day == 0;
  if (part->digits > 2 || part->value < 1 || part->value > 31 ||
      !time_day_sign(s, part->end, told))
    return false;
  if (!told && (p->rank != RANK_NONE || !time_bare_day(s, p->end)))
    return false;
  if (!told)
    p->sort = TIME_DAY;
  p->first.day = p->last.day = (uint8_t)part->value;
  return time_told(p, RANK_DAY, part->end + 1);
}

/* Reads the part that begins where the point ends. */
static bool read_part(const struct time_scan *s, struct time_point *p)
{
  struct part part = read_figures(s->u, p->end);
  if (time_is_word(s, p->end) || time_is_word(s, part.end))
    return false;
  switch (time_role(s, part.end)) {
  case ROLE_YEAR:
    return tell_year(&part, p);
  case ROLE_MONTH:
    return tell_month(&part, p);
  default:
    return tell_day(s, &part, p);
  }
}

/* Passes over the part of a day, "in the morning", which adds nothing. */
static void pass_part_of_day(const struct time_scan *s, struct time_point *p)
{
  uint32_t len;
  const struct time_word *word = time_word_at(s, p->end, &len);
  if (word != NULL && word->use == USE_PART_OF_DAY)
    p->end += len;
  else if (word == NULL && time_role(s, p->end) == ROLE_PART_OF_DAY)
    p->end++;
}

bool time_plain(const struct time_scan *s, uint32_t i, struct time_point p, struct time_mark *out)
{
  while (unit_is_digit(s->u[p.end])) {
    if (!read_part(s, &p))
      return false;
  }
  if (p.rank == RANK_DAY)
    pass_part_of_day(s, &p);
  if (p.rank == RANK_NONE || !time_ends(s, p.end))
    return false;
  time_settle(s, &p);
  if (p.sort == TIME_FIXED) {
    time_clip(&p.first);
    time_clip(&p.last);
  }
  *out = time_mark_of(&p, i);
  return true;
}
