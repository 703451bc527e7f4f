/* period.c - the calendar.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/period.h"

#include <stdio.h>
#include <string.h>

static bool is_leap(int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

static bool read_digits(struct govfig_str s, size_t from, size_t n, int *out)
{
  int value = 0;
  if (from + n > s.len)
    return false;
  for (size_t i = from; i < from + n; i++) {
    if (s.data[i] < '0' || s.data[i] > '9')
      return false;
    value = value * 10 + (s.data[i] - '0');
  }
  *out = value;
  return true;
}

/* YYYY, YYYY-MM or YYYY-MM-DD: first and last day. */
static bool parse_one(struct govfig_str s, struct period *p)
{
  int year, month = 0, day = 0;
  if (!read_digits(s, 0, 4, &year) || (s.len != 4 && s.len != 7 && s.len != 10))
    return false;
  if (s.len >= 7 && (s.data[4] != '-' || !read_digits(s, 5, 2, &month) || month < 1 || month > 12))
    return false;
  if (s.len == 10 && (s.data[7] != '-' || !read_digits(s, 8, 2, &day) || day < 1 ||
                      day > days_in_month(year, month)))
    return false;
  p->year[0] = p->year[1] = year;
  p->month[0] = month != 0 ? month : 1;
  p->month[1] = month != 0 ? month : 12;
  p->day[0] = day != 0 ? day : 1;
  p->day[1] = day != 0 ? day : days_in_month(year, p->month[1]);
  return true;
}

static bool is_open(struct govfig_str s)
{
  return s.len == 2 && memcmp(s.data, "..", 2) == 0;
}

bool stats_period_parse(struct govfig_str text, struct period *out)
{
  const char *slash = text.len > 0 ? memchr(text.data, '/', text.len) : NULL;
  *out = (struct period){0};
  if (slash == NULL)
    return parse_one(text, out);
  struct govfig_str a = {text.data, (size_t)(slash - text.data)};
  struct govfig_str b = {slash + 1, text.len - a.len - 1};
  struct period end = {0};
  out->open_start = is_open(a);
  if ((!out->open_start && !parse_one(a, out)) || (!is_open(b) && !parse_one(b, &end)))
    return false;
  out->open_end = is_open(b);
  out->year[1] = end.year[1];
  out->month[1] = end.month[1];
  out->day[1] = end.day[1];
  return !(out->open_start && out->open_end);
}

enum period_step stats_period_step_named(const char *word)
{
  static const char *const words[] = {"", "year", "quarter", "month"};
  for (int i = PERIOD_YEAR; i <= PERIOD_MONTH; i++) {
    if (strcmp(word, words[i]) == 0)
      return (enum period_step)i;
  }
  return PERIOD_AS_IS;
}

size_t stats_period_bucket(struct govfig_str text, enum period_step step, char *out)
{
  struct period p;
  if (step == PERIOD_AS_IS || !stats_period_parse(text, &p) || p.open_end)
    return 0;
  if (p.open_start) {
    p.year[0] = p.year[1];
    p.month[0] = p.month[1];
  }
  int quarter[2] = {(p.month[0] + 2) / 3, (p.month[1] + 2) / 3}, n;
  if (p.year[0] != p.year[1] || (step == PERIOD_QUARTER && quarter[0] != quarter[1]) ||
      (step == PERIOD_MONTH && p.month[0] != p.month[1]))
    return 0;
  if (step == PERIOD_YEAR)
    n = snprintf(out, PERIOD_NAME_MAX, "%04d", p.year[0]);
  else if (step == PERIOD_QUARTER)
    n = snprintf(out, PERIOD_NAME_MAX, "%04d-Q%d", p.year[0], quarter[0]);
  else
    n = snprintf(out, PERIOD_NAME_MAX, "%04d-%02d", p.year[0], p.month[0]);
  return n > 0 ? (size_t)n : 0;
}

/* A moment in years: `after` whole days of day, month, year have passed. */
static double moment(int year, int month, int day, int after)
{
  int days = day - 1 + after;
  for (int m = 1; m < month; m++)
    days += days_in_month(year, m);
  return year + days / (is_leap(year) ? 366.0 : 365.0);
}

/* Reads YYYY-Qn, which stats_period_bucket writes. */
static bool quarter_middle(struct govfig_str text, double *years)
{
  int year, quarter;
  if (text.len != 7 || memcmp(text.data + 4, "-Q", 2) != 0 || !read_digits(text, 0, 4, &year) ||
      !read_digits(text, 6, 1, &quarter) || quarter < 1 || quarter > 4)
    return false;
  *years = year + (quarter - 0.5) / 4;
  return true;
}

bool stats_period_middle(struct govfig_str text, double *years)
{
  struct period p;
  if (quarter_middle(text, years))
    return true;
  if (!stats_period_parse(text, &p) || p.open_end)
    return false;
  double end = moment(p.year[1], p.month[1], p.day[1], 1);
  double start = p.open_start ? moment(p.year[1], p.month[1], p.day[1], 0)
                              : moment(p.year[0], p.month[0], p.day[0], 0);
  *years = (start + end) / 2;
  return true;
}
