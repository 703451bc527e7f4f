/* fingerprint.c - fingerprints of sentences.  SPDX-License-Identifier: Apache-2.0

   A step of the hash waits for the one before it, so that a sentence alone leaves the
   machine idle: several are hashed side by side.  What counts of their characters is
   made ready first.  There are no branches: what counts and what does not comes in no
   order that a machine could learn. */
#include "extract/context/passage.h"

enum { LANES = 3, EIGHT = 8, PIECE = 32 * EIGHT };

#define BASIS UINT64_C(0xCBF29CE484222325)

/* `c` 0 changes nothing: the carry of the sum says whether it is. */
static inline uint64_t step(uint64_t h, unit c)
{
  static const uint64_t factor[] = {1, UINT64_C(0x100000001B3)};
  return (h ^ c) * factor[(c + UINT32_C(0xFFFF)) >> 16];
}

/* What a unit counts as, 0 for nothing; compilers look at eight at a time.  Between the
   two ranges of ideographs stand the hexagrams. */
static inline unit counted(unit c)
{
  unit small = c | ('a' - 'A');
  bool han = (unit)(c - 0x3400) <= 0x9FFF - 0x3400 && (unit)(c - 0x4DC0) > 0x4DFF - 0x4DC0;
  bool digit = (unit)(c - '0') <= 9, letter = (unit)(small - 'a') <= 'z' - 'a';
  return (unit)((c | (('a' - 'A') & -letter)) & -(han | digit | letter));
}

/* What each of `n` units counts as; up to EIGHT - 1 behind them are looked at too. */
static void count_all(const unit *u, uint32_t n, unit out[PIECE])
{
  for (uint32_t i = 0; i < n; i += EIGHT)
    for (uint32_t k = 0; k < EIGHT; k++)
      out[i + k] = counted(u[i + k]);
}

/* Some sentences, one after the other. */
struct lane {
  const struct span *s, *stop; /* the one at hand, up to */
  uint64_t *hash;              /* where its hash goes */
  uint32_t at;                 /* what was made ready of it */
  uint32_t n;                  /* ready and not hashed, from p on */
  const unit *p;
  unit room[PIECE];
};

/* Makes more ready, of the next sentence where one is done; false behind the last. */
static bool refill(struct lane *l, const unit *u, uint64_t *h)
{
  while (l->at == l->s->end) {
    *l->hash++ = *h;
    *h = BASIS;
    if (++l->s == l->stop)
      return false;
    l->at = l->s->start;
  }
  uint32_t left = l->s->end - l->at;
  l->n = left < PIECE ? left : PIECE;
  count_all(u + l->at, l->n, l->room);
  l->at += l->n;
  l->p = l->room;
  return true;
}

static uint32_t least_n(const struct lane *l)
{
  uint32_t n = l[0].n;
  for (int k = 1; k < LANES; k++)
    n = l[k].n < n ? l[k].n : n;
  return n;
}

/* Until one of the lanes, none of which is empty, has nothing left. */
static void hash_side_by_side(const unit *u, struct lane *l, uint64_t *h)
{
  for (bool all = true; all;) {
    uint32_t n = least_n(l);
    for (uint32_t i = 0; i < n; i++)
      for (int k = 0; k < LANES; k++)
        h[k] = step(h[k], l[k].p[i]);
    for (int k = 0; k < LANES; k++) {
      l[k].p += n;
      l[k].n -= n;
      if (l[k].n == 0 && !refill(&l[k], u, &h[k]))
        all = false;
    }
  }
}

void passage_hashes(const unit *u, const struct span *s, size_t n, uint64_t *hash)
{
  struct lane l[LANES];
  uint64_t h[LANES];
  for (size_t k = 0; k < LANES; k++) {
    size_t first = n * k / LANES, stop = n * (k + 1) / LANES;
    l[k].s = s + first;
    l[k].stop = s + stop;
    l[k].hash = hash + first;
    l[k].n = 0;
    l[k].at = first < stop ? s[first].start : 0;
    h[k] = BASIS;
  }
  if (n >= LANES)
    hash_side_by_side(u, l, h);
  for (int k = 0; k < LANES; k++) {
    if (l[k].s == l[k].stop)
      continue;
    do {
      for (; l[k].n > 0; l[k].n--)
        h[k] = step(h[k], *l[k].p++);
    } while (refill(&l[k], u, &h[k]));
  }
}

/* Eight hex digits: the nibbles are spread to a byte each, the highest first. */
static void put_hex(uint32_t value, char *out)
{
  const uint64_t ones = UINT64_C(0x0101010101010101);
  uint64_t x = value;
  x = (x | x << 16) & UINT64_C(0x0000FFFF0000FFFF);
  x = (x | x << 8) & UINT64_C(0x00FF00FF00FF00FF);
  x = (x | x << 4) & ones * 15;
  uint64_t letters = (x + ones * 6) >> 4 & ones;
  x += ones * '0' + letters * ('a' - '0' - 10);
  for (int i = 0; i < 8; i++)
    out[i] = (char)(x >> (56 - 8 * i) & 0xFF);
}

void passage_text(uint64_t hash, char out[PASSAGE_TEXT])
{
  out[0] = 'p';
  put_hex((uint32_t)(hash >> 32), out + 1);
  put_hex((uint32_t)hash, out + 9);
}
