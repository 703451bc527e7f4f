/* bits.h - words of 64 bits, one for each of 64 units.  SPDX-License-Identifier: Apache-2.0

   A stage that many units concern does better with such words than with a search from
   place to place: places are listed without asking after each, how many lie in front of
   another one is counted, and neighbours are found by a shift. */
#ifndef GOVFIG_EXTRACT_BITS_H
#define GOVFIG_EXTRACT_BITS_H

#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "extract/text/units.h"

/* How many bits of `w` are set. */
static inline uint32_t bits_count(uint64_t w)
{
  w -= w >> 1 & UINT64_C(0x5555555555555555);
  w = (w & UINT64_C(0x3333333333333333)) + (w >> 2 & UINT64_C(0x3333333333333333));
  w = (w + (w >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
  return (uint32_t)(w * UINT64_C(0x0101010101010101) >> 56);
}

/* The number of the lowest bit of `w`, which has one. */
static inline uint32_t bits_first_portable(uint64_t w)
{
  return bits_count((w & (~w + 1)) - 1);
}

static inline uint32_t bits_first(uint64_t w)
{
#if defined(__GNUC__)
  return (uint32_t)__builtin_ctzll(w);
#else
  return bits_first_portable(w);
#endif
}

/* A bit for each of 64 units: is it a line break, a blank, one of UNIT_STOP and
   UNIT_SIGN? */
struct bits_of_classes {
  uint64_t breaks, blanks, others;
};

/* The bits of the 64 classes from `c` on. */
static inline struct bits_of_classes bits_of_classes_portable(const uint8_t *c)
{
  const uint64_t ones = UINT64_C(0x0101010101010101), to_top = UINT64_C(0x0102040810204080);
  struct bits_of_classes b = {0, 0, 0};
  for (uint32_t k = 0; k < 8; k++) {
    uint64_t w = units_eight(c + 8 * k, 0xFF), others = w / UNIT_STOP | w / UNIT_SIGN;
    b.breaks |= (w / UNIT_BREAK & ones) * to_top >> 56 << 8 * k;
    b.blanks |= (w / UNIT_BLANK & ones) * to_top >> 56 << 8 * k;
    b.others |= (others & ones) * to_top >> 56 << 8 * k;
  }
  return b;
}

#if defined(__SSE2__)
/* The highest bits of 16 bytes are one instruction; each addition moves one up to there. */
static inline struct bits_of_classes bits_of_classes(const uint8_t *c)
{
  struct bits_of_classes b = {0, 0, 0};
  for (uint32_t k = 0; k < 64; k += 16) {
    __m128i w = _mm_loadu_si128((const __m128i *)(const void *)(c + k));
    __m128i sign = _mm_add_epi8(w, w), blank = _mm_add_epi8(sign, sign);
    __m128i lf = _mm_add_epi8(blank, blank), four = _mm_add_epi8(lf, lf);
    __m128i other = _mm_or_si128(sign, _mm_add_epi8(four, four));
    b.breaks |= (uint64_t)(uint32_t)_mm_movemask_epi8(lf) << k;
    b.blanks |= (uint64_t)(uint32_t)_mm_movemask_epi8(blank) << k;
    b.others |= (uint64_t)(uint32_t)_mm_movemask_epi8(other) << k;
  }
  return b;
}
#else
static inline struct bits_of_classes bits_of_classes(const uint8_t *c)
{
  return bits_of_classes_portable(c);
}
#endif

/* Which of the 64 bytes from `c` on are `value`? */
static inline uint64_t bits_equal_portable(const uint8_t *c, uint8_t value)
{
  const uint64_t ones = UINT64_C(0x0101010101010101), to_top = UINT64_C(0x0102040810204080);
  uint64_t bits = 0;
  for (uint32_t k = 0; k < 8; k++) {
    uint64_t w = units_eight(c + 8 * k, 0xFF) ^ ones * value;
    w |= w >> 4; /* each byte's lowest bit: is one of them all set? */
    w |= w >> 2;
    w |= w >> 1;
    bits |= (~w & ones) * to_top >> 56 << 8 * k;
  }
  return bits;
}

static inline uint64_t bits_equal(const uint8_t *c, uint8_t value)
{
#if defined(__SSE2__)
  uint64_t bits = 0;
  for (uint32_t k = 0; k < 64; k += 16) {
    __m128i w = _mm_loadu_si128((const __m128i *)(const void *)(c + k));
    w = _mm_cmpeq_epi8(w, _mm_set1_epi8((char)value));
    bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(w) << k;
  }
  return bits;
#else
  return bits_equal_portable(c, value);
#endif
}

/* Which of the 64 units whose classes begin at `c` have one class? */
static inline uint64_t bits_of_class_portable(const uint8_t *c, enum unit_class class)
{
  const uint64_t to_top = UINT64_C(0x0102040810204080);
  uint64_t bits = 0;
  for (uint32_t k = 0; k < 8; k++)
    bits |= units_eight(c + 8 * k, (uint8_t)class) / (uint64_t)class * to_top >> 56 << 8 * k;
  return bits;
}

static inline uint64_t bits_of_class(const uint8_t *c, enum unit_class class)
{
#if defined(__SSE2__)
  const int to_top = 7 - (int)bits_first(class);
  uint64_t bits = 0;
  for (uint32_t k = 0; k < 64; k += 16) {
    __m128i w = _mm_loadu_si128((const __m128i *)(const void *)(c + k));
    bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_slli_epi16(w, to_top)) << k;
  }
  return bits;
#else
  return bits_of_class_portable(c, class);
#endif
}

#endif
