/* fuzz_decimal.c - two numbers parted by a blank: reading, printing and the laws
   of arithmetic.  SPDX-License-Identifier: Apache-2.0 */
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "base/decimal.h"

static void check_round_trip(struct decimal d)
{
  char text[DECIMAL_TEXT_MAX];
  struct decimal back;
  size_t n = decimal_print(d, text);
  require(n < sizeof text && text[n] == '\0');
  require(decimal_parse(text, n, &back) && decimal_compare(d, back) == 0);
}

static void check_pair(struct decimal a, struct decimal b)
{
  struct decimal sum, back, product, swapped, quotient;
  require(decimal_compare(a, b) == -decimal_compare(b, a));
  if (decimal_add(a, b, &sum)) {
    check_round_trip(sum);
    if (decimal_add(sum, decimal_negate(b), &back))
      require(decimal_compare(back, a) == 0);
  }
  if (decimal_multiply(a, b, &product)) {
    check_round_trip(product);
    require(decimal_multiply(b, a, &swapped) && decimal_compare(product, swapped) == 0);
  }
  if (decimal_divide(a, b, 6, &quotient))
    check_round_trip(quotient);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const char *text = (const char *)data;
  const char *blank = size > 0 ? memchr(text, ' ', size) : NULL;
  size_t n = blank != NULL ? (size_t)(blank - text) : size;
  struct decimal a, b;
  if (size == 0 || !decimal_parse(text, n, &a))
    return 0;
  check_round_trip(a);
  for (int shift = -80; shift <= 80; shift += 7) {
    struct decimal shifted = a;
    if (decimal_shift(&shifted, shift))
      check_round_trip(shifted);
  }
  if (blank != NULL && decimal_parse(blank + 1, size - n - 1, &b))
    check_pair(a, b);
  return 0;
}
