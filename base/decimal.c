/* decimal.c - 128-bit mantissa, decimal exponent.  SPDX-License-Identifier: Apache-2.0 */
#include "base/decimal.h"

#include <limits.h>
#include <string.h>

#include "base/digits.h"
#include "base/limits.h"

enum { EXPONENT_MAX = 38 };

/* 10^n for n in 0 ... 38. */
static decimal_int power_of_ten(int n)
{
  static const long long p[] = {1,
                                10,
                                100,
                                1000,
                                10000,
                                100000,
                                1000000,
                                10000000,
                                100000000,
                                1000000000,
                                10000000000,
                                100000000000,
                                1000000000000,
                                10000000000000,
                                100000000000000,
                                1000000000000000,
                                10000000000000000,
                                100000000000000000,
                                1000000000000000000};
  return n <= 18 ? p[n] : n <= 36 ? (decimal_int)p[18] * p[n - 18]
                                  : (decimal_int)p[18] * p[18] * p[n - 36];
}

/* Nearly all mantissas fit in 64 bits, where division is ten times faster. */
static bool is_small(decimal_int m)
{
  return m >= LLONG_MIN / 2 && m <= LLONG_MAX / 2;
}

static decimal_int magnitude(decimal_int m)
{
  return m < 0 ? -m : m;
}

/* Is |a| * 10^n still below 10^38? */
static bool fits_scaled(decimal_int a, int n)
{
  if (n < 0 || n > GOVFIG_DECIMAL_DIGITS_MAX)
    return a == 0;
  return magnitude(a) < power_of_ten(GOVFIG_DECIMAL_DIGITS_MAX - n);
}

/* Moves zeros from the mantissa into the exponent. */
static struct decimal normalized(struct decimal d)
{
  if (d.mantissa == 0)
    return (struct decimal){0, 0};
  while (!is_small(d.mantissa) && d.mantissa % 10 == 0) {
    d.mantissa /= 10;
    d.exponent++;
  }
  if (!is_small(d.mantissa))
    return d;
  long long m = (long long)d.mantissa;
  for (; m % 10 == 0; m /= 10)
    d.exponent++;
  d.mantissa = m;
  return d;
}

static bool in_range(struct decimal d)
{
  if (is_small(d.mantissa) && d.exponent >= -EXPONENT_MAX && d.exponent <= 18)
    return true;
  return d.mantissa == 0 || (d.exponent >= -EXPONENT_MAX && d.exponent <= EXPONENT_MAX &&
                             fits_scaled(d.mantissa, d.exponent > 0 ? d.exponent : 0));
}

bool decimal_push_digit(struct decimal *d, int digit)
{
  if (!is_small(d->mantissa) && !fits_scaled(d->mantissa, 1))
    return false;
  d->mantissa = d->mantissa * 10 + digit;
  return true;
}

bool decimal_shift(struct decimal *d, int shift)
{
  struct decimal r = {d->mantissa, d->exponent + shift};
  if (!in_range(r))
    r = normalized(r);
  if (!in_range(r))
    return false;
  *d = r;
  return true;
}

/* Brings both to the smaller exponent; false when a mantissa overflows. */
static bool align(struct decimal *a, struct decimal *b)
{
  if (a->exponent < b->exponent)
    return align(b, a);
  int n = a->exponent - b->exponent;
  if (a->mantissa != 0 && !fits_scaled(a->mantissa, n))
    return false;
  if (a->mantissa != 0)
    a->mantissa *= power_of_ten(n);
  a->exponent = b->exponent;
  return true;
}

bool decimal_add(struct decimal a, struct decimal b, struct decimal *sum)
{
  if (a.mantissa == 0 || b.mantissa == 0) {
    *sum = a.mantissa == 0 ? b : a;
    return true;
  }
  if (a.exponent != b.exponent || !is_small(a.mantissa) || !is_small(b.mantissa)) {
    a = normalized(a);
    b = normalized(b);
    if (!align(&a, &b))
      return false;
  }
  decimal_int most = power_of_ten(GOVFIG_DECIMAL_DIGITS_MAX) - 1;
  if ((a.mantissa > 0 && b.mantissa > most - a.mantissa) ||
      (a.mantissa < 0 && b.mantissa < -most - a.mantissa))
    return false; /* 2 * 10^38 would not even fit in 128 bits */
  struct decimal r = normalized((struct decimal){a.mantissa + b.mantissa, a.exponent});
  if (!in_range(r))
    return false;
  *sum = r;
  return true;
}

bool decimal_multiply(struct decimal a, struct decimal b, struct decimal *product)
{
  a = normalized(a);
  b = normalized(b);
  decimal_int most = power_of_ten(GOVFIG_DECIMAL_DIGITS_MAX) - 1;
  if (a.mantissa != 0 && magnitude(b.mantissa) > most / magnitude(a.mantissa))
    return false;
  struct decimal r = normalized((struct decimal){a.mantissa * b.mantissa, a.exponent + b.exponent});
  if (!in_range(r))
    return false;
  *product = r;
  return true;
}

bool decimal_divide(struct decimal a, struct decimal b, int places, struct decimal *quotient)
{
  a = normalized(a);
  b = normalized(b);
  if (b.mantissa == 0)
    return false;
  if (a.mantissa == 0) {
    *quotient = a;
    return true;
  }
  int scale = places + 1 + a.exponent - b.exponent; /* one digit more, to round */
  decimal_int n = a.mantissa, m = b.mantissa;
  if (scale >= 0 ? !fits_scaled(n, scale) : !fits_scaled(m, -scale))
    return false;
  if (scale >= 0)
    n *= power_of_ten(scale);
  else
    m *= power_of_ten(-scale);
  decimal_int q = n / m;
  q = (q + (q < 0 ? -5 : 5)) / 10;
  *quotient = normalized((struct decimal){q, -places});
  return true;
}

struct decimal decimal_negate(struct decimal d)
{
  d.mantissa = -d.mantissa;
  return d;
}

/* Digits of the integer part, for comparing numbers that cannot be aligned. */
static int integer_digits(struct decimal d)
{
  int n = d.exponent;
  for (decimal_int m = magnitude(d.mantissa); m != 0; m /= 10)
    n++;
  return n;
}

int decimal_compare_unlike(struct decimal a, struct decimal b)
{
  int sa = a.mantissa < 0 ? -1 : a.mantissa > 0, sb = b.mantissa < 0 ? -1 : b.mantissa > 0;
  if (sa != sb || sa == 0)
    return sa - sb;
  a = normalized(a);
  b = normalized(b);
  int da = integer_digits(a), db = integer_digits(b);
  if (da != db)
    return (da > db ? 1 : -1) * sa;
  if (!align(&a, &b))
    return 0; /* cannot happen: same digits, at most 38 of them */
  return a.mantissa > b.mantissa ? 1 : a.mantissa < b.mantissa ? -1 : 0;
}

bool decimal_is_zero(struct decimal d)
{
  return d.mantissa == 0;
}

/* Prints m * 10^exponent for a mantissa of 64 bits, from the last character on. */
static size_t print_small(long long m, int exponent, char *out)
{
  char room[DECIMAL_TEXT_MAX], *p = room + sizeof room;
  unsigned long long k = m < 0 ? 0 - (unsigned long long)m : (unsigned long long)m;
  int places = k != 0 && exponent < 0 ? -exponent : 0;
  for (; places > 0 && k % 10 == 0; k /= 10)
    places--;
  *--p = '\0';
  for (int zeros = k != 0 ? exponent : 0; zeros > 0; zeros--)
    *--p = '0';
  for (int i = 0; i < places; i++, k /= 10)
    *--p = (char)('0' + (int)(k % 10));
  if (places > 0)
    *--p = '.';
  do
    *--p = (char)('0' + (int)(k % 10));
  while ((k /= 10) != 0);
  if (m < 0)
    *--p = '-';
  size_t len = (size_t)(room + sizeof room - p);
  memcpy(out, p, len);
  return len - 1;
}

/* The same for positive numbers of few digits, without a loop over them; 0 for others.
   Eight characters are written at a time, those in front of the point, then over what
   is too many of them the others. */
static inline size_t print_short(struct decimal d, char *out)
{
  enum { MAX = 100000000, EIGHT = 8 };
  if (d.mantissa <= 0 || d.mantissa >= MAX || d.exponent > EIGHT || d.exponent <= -EIGHT)
    return 0;
  uint64_t digits = digits_eight((uint32_t)d.mantissa);
  int places = d.exponent < 0 ? -d.exponent : 0;
  for (; places > 0 && digits >> 56 == 0; digits <<= 8)
    places--;
  int whole = EIGHT - places, zeros = (int)digits_zeros(digits);
  zeros = zeros < whole ? zeros : whole - 1;
  whole -= zeros;
  digits_put(out, digits >> 8 * zeros);
  int len = whole + (d.exponent > 0 ? d.exponent : 0);
  if (places > 0) {
    out[whole] = '.';
    digits_put(out + whole + 1, digits >> 8 * (EIGHT - places));
    len = whole + 1 + places;
  } else {
    digits_put(out + whole, 0);
  }
  out[len] = '\0';
  return (size_t)len;
}

size_t decimal_print(struct decimal d, char *out)
{
  char digits[48];
  int n = 0;
  size_t len = print_short(d, out);
  if (len != 0)
    return len;
  if (is_small(d.mantissa))
    return print_small((long long)d.mantissa, d.exponent, out);
  d = normalized(d);
  decimal_int m = magnitude(d.mantissa);
  for (; !is_small(m); m /= 10)
    digits[n++] = (char)('0' + (int)(m % 10));
  for (unsigned long long k = (unsigned long long)m; k != 0 || n == 0; k /= 10)
    digits[n++] = (char)('0' + (int)(k % 10));
  char *p = out;
  if (d.mantissa < 0)
    *p++ = '-';
  int point = n + d.exponent; /* digits in front of the point */
  if (point <= 0)
    *p++ = '0';
  for (int i = n - 1; i >= 0 && n - 1 - i < point; i--)
    *p++ = digits[i];
  for (int i = n; i < point; i++)
    *p++ = '0';
  if (d.exponent < 0) {
    *p++ = '.';
    for (int i = point; i < 0; i++)
      *p++ = '0';
    for (int i = (point > 0 ? n - 1 - point : n - 1); i >= 0; i--)
      *p++ = digits[i];
  }
  *p = '\0';
  return (size_t)(p - out);
}

bool decimal_parse(const char *text, size_t len, struct decimal *out)
{
  struct decimal d = {0, 0};
  bool negative = len > 0 && text[0] == '-', point = false;
  size_t i = len > 0 && (text[0] == '-' || text[0] == '+') ? 1 : 0, digits = 0;
  for (; i < len; i++) {
    if (text[i] == '.' && !point) {
      point = true;
      continue;
    }
    if (text[i] < '0' || text[i] > '9' || !decimal_push_digit(&d, text[i] - '0'))
      return false;
    digits++;
    d.exponent -= point;
  }
  if (digits == 0 || d.exponent < -EXPONENT_MAX)
    return false;
  *out = negative ? decimal_negate(d) : d;
  return true;
}
