/* calendar.h - days, and periods made of them.  SPDX-License-Identifier: Apache-2.0

   Takes years, months and days of the Gregorian calendar, gives periods whose
   two ends are whole days, and their ISO 8601 spelling; remembers nothing. */
#ifndef GOVFIG_EXTRACT_CALENDAR_H
#define GOVFIG_EXTRACT_CALENDAR_H

#include "extract/chunk.h"

/* 0 for a month that is none. */
int calendar_days(int year, int month);

/* Is it a day, a month or a year of the years 1 to 9999? */
bool calendar_valid(struct day d);

/* First and last day of a day, a month or a year as far as it is known. */
struct day calendar_first(struct day d);
struct day calendar_last(struct day d);

/* Negative, zero, positive as whole days compare. */
static inline int calendar_compare(struct day a, struct day b)
{
  return (a.year - b.year) * 512 + (a.month - b.month) * 32 + a.day - b.day;
}

/* `d` (a whole day) moved by days, months or years; a day that the month does
   not have becomes its last. */
struct day calendar_add_days(struct day d, int days);
struct day calendar_add_months(struct day d, int months);

/* From the first day of `a` to the last of `b`; unknown when either is no day. */
struct period calendar_period(struct day a, struct day b);
struct period calendar_years(int first, int last);

bool calendar_equal(const struct period *a, const struct period *b);

/* Does the period begin and end with a year? */
static inline bool calendar_whole_years(const struct period *p)
{
  return p->known && !p->open_start && !p->open_end && p->first.month == 1 && p->first.day == 1 &&
         p->last.month == 12 && p->last.day == 31;
}

enum { PERIOD_TEXT = 22 };

/* Writes ISO 8601: a year, a month, a day, START/END, ../END or START/..; whole
   years and single months print short.  At most PERIOD_TEXT characters without a
   NUL; their number, 0 for an unknown period. */
size_t period_print(const struct period *p, char *out);

#endif
