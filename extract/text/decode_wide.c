/* decode_wide.c - UTF-8 to units, eight characters at a time.  SPDX-License-Identifier: Apache-2.0

   Where the machine has AVX2.  Characters of three bytes are taken eight at a time, ASCII
   sixteen; how many of them there are before something else is counted, as nobody can
   foresee it.  Where blocks begin is found out afterwards. */
#include "extract/text/decode.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

#include "extract/text/fold.h"

#define WIDE __attribute__((target("avx2,popcnt")))

enum {
  EIGHT = 8,
  SIXTEEN = 16,
  PIECE = 3 * 1024, /* bytes */
  BEHIND = 64       /* more than is read and put behind a character */
};

/* Eight characters of three bytes, or what stands there instead. */
struct eight {
  __m128i code;
  uint32_t well; /* a bit for each byte that has its marks: of four characters, then four
                    more bits that are set, and once more */
};

/* Four times three bytes, then four that are 0; twice. */
static inline WIDE __m256i threes(uint32_t a, uint32_t b, uint32_t c)
{
  return _mm256_broadcastsi128_si256(_mm_setr_epi32((int)(a | b << 8 | c << 16 | a << 24),
                                                    (int)(b | c << 8 | a << 16 | b << 24),
                                                    (int)(c | a << 8 | b << 16 | c << 24), 0));
}

static inline WIDE struct eight eight_at(const unsigned char *p)
{
  const __m256i order = _mm256_broadcastsi128_si256(
      _mm_setr_epi8(2, 1, 0, -1, 5, 4, 3, -1, 8, 7, 6, -1, 11, 10, 9, -1));
  const __m128i *first = (const void *)p, *second = (const void *)(p + 12);
  __m256i bytes = _mm256_inserti128_si256(_mm256_castsi128_si256(_mm_loadu_si128(first)),
                                          _mm_loadu_si128(second), 1);
  bytes = _mm256_xor_si256(bytes, threes(0xE0, 0x80, 0x80));
  __m256i marks = _mm256_and_si256(bytes, threes(0xF0, 0xC0, 0xC0));
  __m256i well = _mm256_cmpeq_epi8(marks, _mm256_setzero_si256());
  /* of each the last byte and 64 times the middle one, and 16 times the first: then that and
     256 times this */
  __m256i sums = _mm256_maddubs_epi16(_mm256_shuffle_epi8(bytes, order),
                                      _mm256_set1_epi32(0x00104001));
  __m256i code = _mm256_madd_epi16(sums, _mm256_set1_epi32(0x01000001));
  code = _mm256_permute4x64_epi64(_mm256_packus_epi32(code, code), 0x08);
  return (struct eight){_mm256_castsi256_si128(code), (uint32_t)_mm256_movemask_epi8(well)};
}

/* How many there are, before what is something else. */
static inline WIDE uint32_t eight_count(uint32_t well)
{
  uint32_t bytes = (uint32_t)__builtin_ctz(~well | 1u << 28);
  return (bytes - (bytes >= SIXTEEN ? 4 : 0)) * 43 >> 7; /* a third of it */
}

/* The first `n` of eight codes; all bits of the others. */
static inline WIDE __m128i first_codes(__m128i code, uint32_t n)
{
  __m128i count = _mm_setr_epi16(0, 1, 2, 3, 4, 5, 6, 7);
  return _mm_or_si128(code, _mm_cmpgt_epi16(count, _mm_set1_epi16((short)(n - 1))));
}

/* The least of some codes, as it would be if surrogates were below 0x0800, where what is
   overlong is. */
static inline WIDE __m128i least_of(__m128i least, __m128i code)
{
  least = _mm_min_epu16(least, _mm_sub_epi16(code, _mm_set1_epi16((short)0xD800)));
  return _mm_min_epu16(least, code);
}

/* Puts eight units, full-width ASCII lowered. */
static inline WIDE void put_eight(unit *u, __m128i code, __m128i lowered)
{
  const short lift = (short)(0x8000 - FOLD_WIDE_FIRST); /* makes them the least of numbers */
  const short behind = (short)(0x8000 - FOLD_WIDE_FIRST + FOLD_WIDE_LAST + 1);
  __m128i wide = _mm_cmpgt_epi16(_mm_set1_epi16(behind),
                                 _mm_add_epi16(code, _mm_set1_epi16(lift)));
  _mm_storeu_si128((__m128i *)(void *)u, _mm_sub_epi16(code, _mm_and_si128(wide, lowered)));
}

/* Puts the ASCII at p; how much there is of sixteen bytes.  Behind it anything is put. */
static inline WIDE uint32_t put_sixteen(const unsigned char *p, unit *u)
{
  __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
  _mm256_storeu_si256((__m256i *)(void *)u, _mm256_cvtepu8_epi16(bytes));
  return (uint32_t)__builtin_ctz((uint32_t)_mm_movemask_epi8(bytes) | 1u << SIXTEEN);
}

/* Notes that the `count` units from `n` on are ASCII. */
static inline void note_ascii(struct units_block *blocks, uint32_t n, uint32_t count)
{
  struct units_block *b = &blocks[n / DECODE_STEP];
  uint64_t bits = ((UINT64_C(1) << count) - 1) << n % DECODE_STEP;
  b[0].ascii |= (uint32_t)bits;
  b[1].ascii |= (uint32_t)(bits >> 32);
}

/* Decodes the sequence at p, of whatever length; its bytes.  How many more than three they
   are its block notes where it will have its place. */
static size_t put_any(struct decoder *d, const unsigned char *p, uint32_t n)
{
  struct units_block *b = &d->blocks[n / DECODE_STEP];
  size_t bytes = decode_any(d, p, d->u + n);
  b->odd = true;
  b->byte += (uint32_t)bytes - 3;
  return bytes;
}

/* Decodes from *at to `end`, and a little further, to where *at leads then, into units from
   *units on; false where something is malformed. */
static inline WIDE bool decode_piece(struct decoder *d, const unsigned char **at,
                                     const unsigned char *end, uint32_t *units)
{
  const __m128i lowered = _mm_set1_epi16((short)d->lowered);
  const unsigned char *p = *at;
  uint32_t n = *units;
  __m128i least = _mm_set1_epi16(-1);
  size_t malformed = d->bad;
  while (p < end) {
    struct eight e = eight_at(p);
    put_eight(d->u + n, e.code, lowered);
    if (e.well == UINT32_MAX) {
      least = least_of(least, e.code);
      n += EIGHT;
      p += 3 * EIGHT;
      continue;
    }
    uint32_t wide = eight_count(e.well), narrow = put_sixteen(p + 3 * wide, d->u + n + wide);
    least = least_of(least, first_codes(e.code, wide));
    note_ascii(d->blocks, n + wide, narrow);
    n += wide + narrow;
    p += 3 * wide + narrow;
    if (wide + narrow == 0)
      p += put_any(d, p, n++);
  }
  *at = p;
  *units = n;
  bool well = d->bad == malformed;
  d->bad = malformed;
  return well && _mm_extract_epi16(_mm_minpos_epu16(least), 0) >= 0x0800;
}

/* Gives the blocks in front of unit `n` their places; that of `n` itself. */
static WIDE uint32_t place_blocks(struct units_block *b, uint32_t n, uint32_t byte)
{
  for (struct units_block *end = b + n / DECODE_STEP; b < end; b++) {
    uint32_t bytes = 3 * DECODE_STEP - 2 * (uint32_t)__builtin_popcount(b->ascii) + b->byte;
    b->byte = byte;
    byte += bytes;
  }
  return byte;
}

static WIDE uint32_t decode_pieces(struct decoder *d)
{
  const size_t blocks = (size_t)(d->end - d->p) / DECODE_STEP + 2;
  const unsigned char *p = d->p, *end;
  uint32_t n = 0, next = 0;
  size_t clear = 0;
  for (; d->end - p > BEHIND; n = next) {
    end = d->end - p > PIECE + BEHIND ? p + PIECE : d->end - BEHIND;
    for (; clear < blocks && clear * DECODE_STEP < next + PIECE + BEHIND; clear++)
      d->blocks[clear] = (struct units_block){0};
    if (!decode_piece(d, &p, end, &next))
      break;
  }
  n -= n % DECODE_STEP;
  uint32_t byte = place_blocks(d->blocks, n, d->byte);
  d->p += byte - d->byte;
  d->byte = byte;
  return n;
}

uint32_t decode_wide(struct decoder *d)
{
  bool able = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt");
  return able ? decode_pieces(d) : 0;
}

#else
uint32_t decode_wide(struct decoder *d)
{
  (void)d;
  return 0;
}
#endif
