/* units.c - UTF-8 to folded 16-bit units, and back.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/text/units.h"

#include "base/prefetch.h"
#include "base/utf8.h"
#include "extract/text/decode.h"
#include "extract/text/fold.h"

enum { GUARD = DECODE_GUARD, STEP = DECODE_STEP, LONG = 1 << 16 };

/* A copy of the text with U+FFFD for each malformed sequence, of which there
   are `bad`; NULL without memory. */
static const char *repaired(const char *utf8, size_t len, size_t bad, struct arena *a,
                            size_t *out_len)
{
  const unsigned char *p = (const unsigned char *)utf8, *end = p + len;
  char *copy = arena_alloc(a, len + 3 * bad), *q = copy;
  if (copy == NULL)
    return NULL;
  while (p < end) {
    bool cut;
    size_t skip, n = utf8_sequence(p, (size_t)(end - p), &cut, &skip);
    memcpy(q, n != 0 ? (const char *)p : UTF8_REPLACEMENT, n != 0 ? n : 3);
    q += n != 0 ? n : 3;
    p += n != 0 ? n : skip;
  }
  *out_len = (size_t)(q - copy);
  return copy;
}

/* Most characters of a text are looked up here, where nearly all lines of the cache are
   wanted; memory gives them sooner in a row than here and there. */
static void fetch(const struct fold *fold)
{
  enum { FIRST = 0x4E00, LAST = 0x9FFF, LINE = 64 };
  for (uint32_t c = FIRST; c < LAST; c += LINE)
    PREFETCH(&fold->look[c]);
}

static bool make(const struct fold *fold, const char *utf8, size_t len, struct arena *a,
                 struct units *out)
{
  if (len > UINT32_MAX / 4)
    return false;
  unit *u = arena_alloc(a, (len + 2 * GUARD) * sizeof *u);
  uint8_t *class = arena_alloc(a, len + 2 * GUARD);
  struct units_block *blocks = arena_alloc(a, (len / STEP + 2) * sizeof *blocks);
  if (u == NULL || class == NULL || blocks == NULL)
    return false;
  memset(u, 0, GUARD * sizeof *u);
  memset(class, 0, GUARD);
  u += GUARD;
  class += GUARD;
  const unsigned char *begin = (const unsigned char *)utf8;
  struct decoder d = {
      .p = begin, .end = begin + len, .u = u, .blocks = blocks, .lowered = fold->lowered};
  if (len > LONG)
    fetch(fold);
  uint32_t n = decode(&d);
  memset(u + n, 0, GUARD * sizeof *u);
  fold_text(fold, u, class, n);
  memset(class + n, 0, GUARD);
  *out = (struct units){utf8, len, u, class, n, blocks, d.bad};
  return true;
}

bool units_make(const struct fold *fold, const char *utf8, size_t len, struct arena *a,
                struct units *out)
{
  *out = (struct units){0};
  if (!make(fold, utf8, len, a, out))
    return false;
  size_t bad = out->replaced;
  if (bad == 0)
    return true;
  utf8 = repaired(utf8, len, bad, a, &len); /* rare: decoded once more */
  if (utf8 == NULL || !make(fold, utf8, len, a, out))
    return false;
  out->replaced = bad;
  return true;
}

/* ---- units back to bytes; all of the text is well-formed ---- */

/* Behind `k` characters at p, one by one. */
static const unsigned char *pass(const unsigned char *p, uint32_t k)
{
  static const uint8_t bytes[16] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 4};
  for (; k > 0; k--)
    p += bytes[*p >> 4];
  return p;
}

/* How many bits are set in each half of `x`, in the lowest byte of that half. */
static inline uint64_t bits_set(uint64_t x)
{
  x -= x >> 1 & UINT64_C(0x5555555555555555);
  x = (x & UINT64_C(0x3333333333333333)) + (x >> 2 & UINT64_C(0x3333333333333333));
  x = (x + (x >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
  return x * UINT32_C(0x01010101) >> 24 & UINT64_C(0x000000FF000000FF);
}

/* The units of one byte in front of unit `i` in its block. */
static inline uint32_t ascii_before(const struct units_block *b, uint32_t i)
{
  return b->ascii & ((UINT32_C(1) << i % STEP) - 1);
}

static const unsigned char *at_unit(const struct units *t, uint32_t i)
{
  const unsigned char *begin = (const unsigned char *)t->utf8;
  if (i >= t->n)
    return begin + t->bytes;
  const struct units_block *b = &t->blocks[i / STEP];
  if (b->odd)
    return pass(begin + b->byte, i % STEP);
  return begin + b->byte + 3 * (i % STEP) - 2 * bits_set(ascii_before(b, i));
}

size_t units_byte(const struct units *t, uint32_t i)
{
  return (size_t)(at_unit(t, i) - (const unsigned char *)t->utf8);
}

/* Most often both ends are looked up together. */
struct govfig_str units_text(const struct units *t, struct span s)
{
  const struct units_block *a, *b;
  if (s.start >= t->n || s.end >= t->n || (a = &t->blocks[s.start / STEP])->odd ||
      (b = &t->blocks[s.end / STEP])->odd) {
    const unsigned char *start = at_unit(t, s.start);
    return (struct govfig_str){(const char *)start, (size_t)(at_unit(t, s.end) - start)};
  }
  uint64_t ascii = bits_set(ascii_before(a, s.start) | (uint64_t)ascii_before(b, s.end) << 32);
  size_t start = a->byte + 3 * (s.start % STEP) - 2 * (size_t)(uint32_t)ascii;
  size_t end = b->byte + 3 * (s.end % STEP) - 2 * (size_t)(ascii >> 32);
  return (struct govfig_str){t->utf8 + start, end - start};
}
