/* print.c - doubles as text, fast and the same everywhere.
   SPDX-License-Identifier: GPL-3.0-or-later

   A report of many groups is mostly doubles, and printf's %e takes half a
   microsecond for each.  Where x * 10^k with k <= 27 is wanted, one long double
   multiplication gives the fifteen digits: its 64 bits leave 14 bits behind the
   last digit, so the result is that of exact arithmetic but for ties that near. */
#include "stats/report.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { DIGITS = 15, POWER_MAX = 27, PLAIN_LOW = -9, PLAIN_HIGH = 38 };

#define DIGITS_LOW 100000000000000.0L   /* 10^14 */
#define DIGITS_HIGH 1000000000000000.0L /* 10^15 */

/* 10^n, exact for n <= 27 where long double has 64 bits. */
static long double power_of_ten(int n)
{
  long double p = 1;
  for (int i = 0; i < n; i++)
    p *= 10;
  return p;
}

/* The fifteen digits of x > 0 and its decimal exponent; false where one step
   would not be exact enough. */
static bool digits_by_scaling(double x, uint64_t *digits, int *exponent)
{
#if LDBL_MANT_DIG >= 64
  int e, guess;
  (void)frexp(x, &e);
  guess = (int)floor((e - 1) * 0.30102999566398120); /* floor(log10 x) or one less */
  for (int k = guess; k <= guess + 1; k++) {
    int scale = DIGITS - 1 - k;
    if (scale > POWER_MAX || scale < -POWER_MAX)
      return false;
    long double y = scale >= 0 ? (long double)x * power_of_ten(scale)
                               : (long double)x / power_of_ten(-scale);
    y = rintl(y);
    if (y >= DIGITS_LOW && y < DIGITS_HIGH) {
      *digits = (uint64_t)y;
      *exponent = k;
      return true;
    }
  }
#else
  (void)x, (void)digits, (void)exponent;
#endif
  return false;
}

static void digits_by_printf(double x, uint64_t *digits, int *exponent)
{
  char text[40];
  snprintf(text, sizeof text, "%.*e", DIGITS - 1, x);
  uint64_t d = 0;
  const char *p = text;
  for (; *p != 'e' && *p != '\0'; p++) {
    if (*p >= '0' && *p <= '9') /* whatever the locale's point is */
      d = d * 10 + (uint64_t)(*p - '0');
  }
  *digits = d;
  *exponent = *p == 'e' ? (int)strtol(p + 1, NULL, 10) : 0;
}

static char *put_zeros(char *p, int n)
{
  while (n-- > 0)
    *p++ = '0';
  return p;
}

/* n digits with the point behind the first `point` of them. */
static char *put_plain(char *p, const char *digit, int n, int point)
{
  if (point <= 0) {
    *p++ = '0';
    *p++ = '.';
    p = put_zeros(p, -point);
  }
  for (int i = 0; i < n; i++) {
    if (i == point && i > 0)
      *p++ = '.';
    *p++ = digit[i];
  }
  return put_zeros(p, point - n);
}

size_t report_print(double x, char *out)
{
  char digit[DIGITS], *p = out;
  uint64_t digits = 0;
  int exponent = 0, n = DIGITS;
  if (x == 0) {
    *out = '0';
    return 1;
  }
  if (x < 0) {
    *p++ = '-';
    x = -x;
  }
  if (!digits_by_scaling(x, &digits, &exponent))
    digits_by_printf(x, &digits, &exponent);
  while (n > 1 && digits % 10 == 0) {
    digits /= 10;
    n--;
  }
  for (int i = n; i-- > 0; digits /= 10)
    digit[i] = (char)('0' + digits % 10);
  if (exponent >= PLAIN_LOW && exponent < PLAIN_HIGH) {
    p = put_plain(p, digit, n, exponent + 1);
  } else {
    p = put_plain(p, digit, n, 1);
    p += snprintf(p, 8, "e%d", exponent);
  }
  return (size_t)(p - out);
}
