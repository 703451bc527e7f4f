/* digits.h - eight decimal digits at once.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_BASE_DIGITS_H
#define GOVFIG_BASE_DIGITS_H

#include <stdint.h>

/* Eight digits of a number below 10^8, the first in the lowest byte: its halves, their
   halves and the halves of these, each in a lane of its own. */
static inline uint64_t digits_eight(uint32_t n)
{
  uint64_t x = n / 10000 | (uint64_t)(n % 10000) << 32;
  uint64_t hundreds = (x * 10486 >> 20) & UINT64_C(0x0000007F0000007F);
  x = hundreds | (x - hundreds * 100) << 16;
  uint64_t tens = (x * 103 >> 10) & UINT64_C(0x000F000F000F000F);
  return tens | (x - tens * 10) << 8;
}

/* Writes them, or what a shift left of them, as eight characters. */
static inline void digits_put(char *p, uint64_t digits)
{
  uint64_t text = digits + UINT64_C(0x0101010101010101) * '0';
  for (int i = 0; i < 8; i++) /* compilers make one store of it */
    p[i] = (char)(text >> 8 * i & 0xFF);
}

/* How many zeros the number begins with, at most 7. */
static inline unsigned digits_zeros(uint64_t digits)
{
  digits |= UINT64_C(1) << 56;
#if defined(__GNUC__)
  return (unsigned)__builtin_ctzll(digits) / 8;
#else
  unsigned n = 0;
  for (; (digits & 0xFF) == 0; digits >>= 8)
    n++;
  return n;
#endif
}

#endif
