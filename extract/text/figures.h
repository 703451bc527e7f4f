/* figures.h - rows of digits, four at a time.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_FIGURES_H
#define GOVFIG_EXTRACT_FIGURES_H

#include "extract/text/units.h"

/* How many of the four units at u[0] are digits, up to the first that is none; their
   value goes behind those of *value.  The units are lanes of one word: where a lane is no
   digit its highest bit is set, and below the first of these no sum carries. */
static inline uint32_t figures_four(const unit *u, uint32_t most, int64_t *value)
{
  static const int16_t powers[] = {1, 10, 100, 1000, 10000};
  uint64_t w = (uint64_t)u[0] | (uint64_t)u[1] << 16 | (uint64_t)u[2] << 32 | (uint64_t)u[3] << 48;
  w ^= UINT64_C(0x0030003000300030);
  uint64_t others = ((w + UINT64_C(0x7FF67FF67FF67FF6)) | w) & UINT64_C(0x8000800080008000);
  uint32_t n = others != 0 ? units_first(others) / 2 : 4;
  n = n < most ? n : most;
  uint64_t last = n > 0 ? w << (64 - 16 * n) : 0; /* the last digit in the highest lane */
  *value = *value * powers[n] + (int64_t)(last * UINT64_C(0x03E80064000A0001) >> 48);
  return n;
}

#endif
