/* period.c - ISO 8601 periods on an axis.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/period.h"

#include <stdio.h>

#include "base/str.h"

struct date {
  int year, month, day; /* month and day 0: not given */
};

/* `digits` digits at s[at]; -1 for anything else. */
static int number_at(struct govfig_str s, size_t at, size_t digits)
{
  int n = 0;
  if (at + digits > s.len)
    return -1;
  for (size_t i = at; i < at + digits; i++) {
    if (s.data[i] < '0' || s.data[i] > '9')
      return -1;
    n = n * 10 + (s.data[i] - '0');
  }
  return n;
}

/* YYYY, YYYY-Qn (its last month), YYYY-MM or YYYY-MM-DD. */
static bool date_read(struct govfig_str s, struct date *d)
{
  *d = (struct date){.year = number_at(s, 0, 4)};
  if (d->year < 0 || (s.len > 4 && s.data[4] != '-'))
    return false;
  if (s.len == 7 && s.data[5] == 'Q') {
    d->month = 3 * number_at(s, 6, 1);
    return d->month >= 3 && d->month <= 12;
  }
  if (s.len == 7 || s.len == 10)
    d->month = number_at(s, 5, 2);
  if (s.len == 10)
    d->day = s.data[7] == '-' ? number_at(s, 8, 2) : -1;
  bool fits = s.len == 4 || (s.len == 7 && d->month > 0) ||
              (s.len == 10 && d->month > 0 && d->day > 0);
  return fits && d->month <= 12 && d->day <= 31;
}

/* Start and end of a period that has both; without '/' they are the same. */
static void halves(struct govfig_str period, struct govfig_str *start, struct govfig_str *end)
{
  const char *slash = period.len > 0 ? memchr(period.data, '/', period.len) : NULL;
  *start = *end = period;
  if (slash == NULL)
    return;
  start->len = (size_t)(slash - period.data);
  *end = (struct govfig_str){slash + 1, period.len - start->len - 1};
}

static int days_in(int year, int month)
{
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

double period_years(struct govfig_str period)
{
  struct govfig_str start, end;
  struct date d;
  double last;
  halves(period, &start, &end);
  if (str_is(end, "..") || !date_read(start, &d) || !period_position(end, &last))
    return 0;
  double first = d.year;
  if (d.month > 0)
    first += (d.month - 1) / 12.0;
  if (d.day > 0)
    first += (d.day - 1.0) / days_in(d.year, d.month) / 12.0;
  if (start.len == 7 && start.data[5] == 'Q')
    first -= 2 / 12.0; /* read as its last month */
  return last - first;
}

bool period_position(struct govfig_str period, double *years)
{
  struct govfig_str start, end;
  struct date d;
  halves(period, &start, &end);
  if (str_is(end, ".."))
    end = start;
  if (!date_read(end, &d))
    return false;
  if (d.month == 0)
    *years = d.year + 1;
  else if (d.day == 0)
    *years = d.year + d.month / 12.0;
  else
    *years = d.year + (d.month - 1) / 12.0 + (double)d.day / days_in(d.year, d.month) / 12.0;
  return true;
}

struct govfig_str period_label(struct arena *a, struct govfig_str period)
{
  struct govfig_str start, end;
  struct date from, to;
  char text[32];
  halves(period, &start, &end);
  bool months = start.data != end.data && date_read(start, &from) && date_read(end, &to) &&
                from.day == 1 && to.day > 0 && to.day == days_in(to.year, to.month);
  int n = 0;
  if (!months)
    n = -1;
  else if (from.year == to.year && from.month == 1 && to.month == 12)
    n = snprintf(text, sizeof text, "%d", from.year);
  else if (from.year == to.year && from.month == to.month)
    n = snprintf(text, sizeof text, "%d-%02d", from.year, from.month);
  else if (from.year == to.year)
    n = snprintf(text, sizeof text, "%d-%02d/%02d", from.year, from.month, to.month);
  else
    n = snprintf(text, sizeof text, "%d-%02d/%d-%02d", from.year, from.month, to.year, to.month);
  if (n < 0)
    return period;
  const char *copy = arena_copy(a, text, (size_t)n);
  return (struct govfig_str){copy, copy != NULL ? (size_t)n : 0};
}
