/* four.h - four entries of the folding table at a time.  SPDX-License-Identifier: Apache-2.0

   Most of decoding is to put units and classes of one character after another: of four,
   wider registers put them with two stores instead of eight. */
#ifndef GOVFIG_EXTRACT_FOUR_H
#define GOVFIG_EXTRACT_FOUR_H

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "extract/text/fold.h"

struct four_portable {
  fold_entry e[4];
};

static inline struct four_portable four_of_portable(fold_entry a, fold_entry b, fold_entry c,
                                                    fold_entry d)
{
  return (struct four_portable){{a, b, c, d}};
}

static inline struct four_portable four_or_portable(struct four_portable a,
                                                    struct four_portable b)
{
  for (int i = 0; i < 4; i++)
    a.e[i] |= b.e[i];
  return a;
}

/* Has one of them this bit? */
static inline bool four_any_portable(struct four_portable f, fold_entry bit)
{
  return ((f.e[0] | f.e[1] | f.e[2] | f.e[3]) & bit) != 0;
}

/* Puts their units and classes. */
static inline void four_put_portable(unit *u, uint8_t *class, struct four_portable f)
{
  for (int i = 0; i < 4; i++) {
    u[i] = fold_entry_unit(f.e[i]);
    class[i] = fold_entry_class(f.e[i]);
  }
}

#if defined(__SSE2__)
typedef __m128i four_entries;

static inline four_entries four_of(fold_entry a, fold_entry b, fold_entry c, fold_entry d)
{
  __m128i low = _mm_unpacklo_epi32(_mm_cvtsi32_si128((int)a), _mm_cvtsi32_si128((int)b));
  __m128i high = _mm_unpacklo_epi32(_mm_cvtsi32_si128((int)c), _mm_cvtsi32_si128((int)d));
  return _mm_unpacklo_epi64(low, high);
}

static inline four_entries four_or(four_entries a, four_entries b)
{
  return _mm_or_si128(a, b);
}

static inline bool four_any(four_entries f, fold_entry bit)
{
  __m128i bits = _mm_and_si128(f, _mm_set1_epi32((int)bit));
  return _mm_movemask_epi8(_mm_cmpeq_epi32(bits, _mm_setzero_si128())) != 0xFFFF;
}

/* The units go to the lower half, the classes to the upper one. */
static inline void four_put(unit *u, uint8_t *class, four_entries f)
{
  enum { APART = _MM_SHUFFLE(3, 1, 2, 0) };
  f = _mm_shufflehi_epi16(_mm_shufflelo_epi16(f, APART), APART);
  f = _mm_shuffle_epi32(f, APART);
  _mm_storel_epi64((__m128i *)(void *)u, f);
  __m128i upper = _mm_and_si128(_mm_srli_si128(f, 8), _mm_set1_epi16(0xFF));
  int32_t classes = _mm_cvtsi128_si32(_mm_packus_epi16(upper, upper));
  memcpy(class, &classes, sizeof classes);
}
#else
typedef struct four_portable four_entries;
#define four_of four_of_portable
#define four_or four_or_portable
#define four_any four_any_portable
#define four_put four_put_portable
#endif

#endif
