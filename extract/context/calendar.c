/* calendar.c - days, and periods made of them.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/context/calendar.h"

#include "extract/given.h"

enum { YEAR_LAST = 9999 };

static bool leap(int year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int calendar_days(int year, int month)
{
  static const uint8_t days[] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12)
    return 0;
  return month == 2 && leap(year) ? 29 : days[month];
}

bool calendar_valid(struct day d)
{
  enum { EVERY_MONTH = 28 };
  if (d.year < 1 || d.year > YEAR_LAST || d.month > 12)
    return false;
  if (d.month == 0)
    return d.day == 0;
  return d.day <= EVERY_MONTH || d.day <= calendar_days(d.year, d.month);
}

struct day calendar_first(struct day d)
{
  if (d.month == 0)
    d.month = 1;
  if (d.day == 0)
    d.day = 1;
  return d;
}

struct day calendar_last(struct day d)
{
  if (d.month == 0)
    d.month = 12;
  if (d.day == 0)
    d.day = (uint8_t)calendar_days(d.year, d.month);
  return d;
}

struct day calendar_add_months(struct day d, int months)
{
  int n = d.year * 12 + d.month - 1 + months;
  if (n < 12 || n / 12 > YEAR_LAST)
    return (struct day){0};
  struct day out = {(int16_t)(n / 12), (uint8_t)(n % 12 + 1), d.day};
  int most = calendar_days(out.year, out.month);
  if (out.day > most)
    out.day = (uint8_t)most;
  return out;
}

/* Goes month by month: nobody asks for more than some weeks. */
struct day calendar_add_days(struct day d, int days)
{
  int day = d.day + days;
  while (d.year != 0 && day < 1) {
    d = calendar_add_months(d, -1);
    day += calendar_days(d.year, d.month);
  }
  while (d.year != 0 && day > calendar_days(d.year, d.month)) {
    day -= calendar_days(d.year, d.month);
    d = calendar_add_months(d, 1);
  }
  d.day = (uint8_t)day;
  return d.year != 0 ? d : (struct day){0};
}

struct period calendar_period(struct day a, struct day b)
{
  struct period p = {{0}, {0}, false, false, false};
  if (!calendar_valid(a) || !calendar_valid(b))
    return p;
  p.first = calendar_first(a);
  p.last = calendar_last(b);
  p.known = calendar_compare(p.first, p.last) <= 0;
  return p;
}

struct period calendar_years(int first, int last)
{
  if (first < 1 || first > last || last > YEAR_LAST)
    return calendar_period((struct day){(int16_t)first, 0, 0}, (struct day){(int16_t)last, 0, 0});
  return (struct period){{(int16_t)first, 1, 1}, {(int16_t)last, 12, 31}, true, false, false};
}

bool calendar_equal(const struct period *a, const struct period *b)
{
  return a->known == b->known && a->open_start == b->open_start && a->open_end == b->open_end &&
         calendar_compare(a->first, b->first) == 0 && calendar_compare(a->last, b->last) == 0;
}

/* ---- printing ---- */

static bool whole_month(const struct period *p)
{
  return p->first.year == p->last.year && p->first.month == p->last.month && p->first.day == 1 &&
         p->last.day == calendar_days(p->last.year, p->last.month);
}

static size_t print_open(char *out)
{
  out[0] = out[1] = '.';
  return 2;
}

static size_t print_ends(const struct period *p, bool years, char *out)
{
  struct day first = p->first, last = p->last;
  size_t n;
  if (years)
    first.month = first.day = last.month = last.day = 0;
  n = p->open_start ? print_open(out) : given_print_day(first, out);
  out[n++] = '/';
  return n + (p->open_end ? print_open(out + n) : given_print_day(last, out + n));
}

size_t period_print(const struct period *p, char *out)
{
  struct day d = p->first;
  if (!p->known)
    return 0;
  if (p->open_start || p->open_end)
    return print_ends(p, false, out);
  bool years = calendar_whole_years(p);
  if (years && p->first.year == p->last.year)
    return given_print_day((struct day){d.year, 0, 0}, out);
  if (calendar_compare(p->first, p->last) == 0)
    return given_print_day(d, out);
  if (whole_month(p))
    return given_print_day((struct day){d.year, d.month, 0}, out);
  return print_ends(p, years, out);
}
