/* decimal.h - exact decimals of up to 38 digits.  SPDX-License-Identifier: Apache-2.0

   value = mantissa * 10^exponent.  The point is shifted, nothing is ever
   multiplied as a double.  Every operation that could lose a digit reports it
   instead and leaves its result alone. */
#ifndef GOVFIG_BASE_DECIMAL_H
#define GOVFIG_BASE_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>

__extension__ typedef __int128 decimal_int;

struct decimal {
  decimal_int mantissa; /* |mantissa| < 10^38 */
  int exponent;         /* -38 ... 38 */
};

/* Characters that decimal_print may write, NUL included. */
enum { DECIMAL_TEXT_MAX = 84 };

static inline struct decimal decimal_of(long long n)
{
  return (struct decimal){n, 0};
}

/* d = d * 10 + digit (0-9); false when the 39th digit would come. */
bool decimal_push_digit(struct decimal *d, int digit);

/* d = d * 10^shift; false outside -38 ... 38. */
bool decimal_shift(struct decimal *d, int shift);

/* *sum = a + b, exactly; false when it does not fit. */
bool decimal_add(struct decimal a, struct decimal b, struct decimal *sum);

/* *product = a * b, exactly; false when it does not fit. */
bool decimal_multiply(struct decimal a, struct decimal b, struct decimal *product);

/* *quotient = a / b rounded half away from zero to `places` places (0-12);
   false for b = 0 or when it does not fit. */
bool decimal_divide(struct decimal a, struct decimal b, int places,
                    struct decimal *quotient);

struct decimal decimal_negate(struct decimal d);

/* <0, 0, >0 as a is less than, equal to or greater than b. */
int decimal_compare_unlike(struct decimal a, struct decimal b); /* of any exponents */
static inline int decimal_compare(struct decimal a, struct decimal b)
{
  if (a.exponent != b.exponent)
    return decimal_compare_unlike(a, b);
  return a.mantissa > b.mantissa ? 1 : a.mantissa < b.mantissa ? -1 : 0;
}
bool decimal_is_zero(struct decimal d);

/* Plain decimal without exponent, without trailing zeros behind the point;
   returns its length without NUL.  `out` has DECIMAL_TEXT_MAX bytes. */
size_t decimal_print(struct decimal d, char *out);

/* Reads what decimal_print writes (optional sign, digits, optional point);
   false when `text` is anything else or too long. */
bool decimal_parse(const char *text, size_t len, struct decimal *out);

#endif
