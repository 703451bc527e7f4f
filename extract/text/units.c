/* units.c - UTF-8 to folded 16-bit units.  SPDX-License-Identifier: Apache-2.0

   The work is done in blocks of STEP units: where one begins and which of its units
   are ASCII tells the byte of each.  The hot path takes four characters of three bytes
   at a time. */
#include "extract/text/units.h"

#include "base/prefetch.h"
#include "base/utf8.h"
#include "extract/text/fold.h"
#include "extract/text/four.h"

enum { GUARD = 8, STEP = 32, LONG = 1 << 16 };

/* The longest block, and what the hot path may read behind it. */
enum { BLOCK_BYTES_MAX = 4 * STEP + 16 };

/* The units under construction. */
struct decoder {
  const struct fold *fold;
  const unsigned char *p, *end;
  unit *u;
  uint8_t *class;
  size_t bad;
};

static inline void put(unit *u, uint8_t *class, fold_entry e)
{
  *u = fold_entry_unit(e);
  *class = fold_entry_class(e);
}

/* The marks of two characters of three bytes in six bytes, and the places of these. */
static const uint64_t MARKS = UINT64_C(0xE08080E080800000), PLACES = UINT64_C(0xF0C0C0F0C0C00000);

/* The entries of four characters from their payload. */
static inline four_entries four_at(const fold_entry *entry, uint64_t a, uint64_t b)
{
  a = fold_two_places(a);
  b = fold_two_places(b);
  return four_of(entry[a >> 40], entry[a >> 16 & 0xFFFFFF], entry[b >> 40],
                 entry[b >> 16 & 0xFFFFFF]);
}

/* Of four characters that are not all of three bytes, the first ones that are; how many
   is counted without a branch, as nobody can foresee it.  Behind them anything is put. */
static inline size_t few(const fold_entry *entry, uint64_t a, uint64_t b, unit *u,
                         uint8_t *class)
{
  uint64_t first = fold_two_places(a & ~PLACES), third = fold_two_places(b & ~PLACES);
  fold_entry e = entry[first >> 40], f = entry[first >> 16 & 0xFFFFFF], g = entry[third >> 40];
  bool one = ((a & PLACES) >> 40) == 0, two = (a & PLACES) == 0;
  bool three = two & (((b & PLACES) >> 40) == 0);
  four_put(u, class, four_of(e, f, g, 0));
  fold_entry all = (one ? e : 0) | (two ? f : 0) | (three ? g : 0);
  return (all & FOLD_NOT_WIDE) == 0 ? (size_t)one + two + three : 0;
}

/* Decodes characters of three bytes, four at a time, into units `from` ... of a block,
   as far as there are such, to the end of the block; returns where it stopped.  The
   last ones may be put behind the end, where the next block will begin.  With the
   marks of lead and continuation taken off by exclusive or, none of the places of
   these marks may have a bit left.  Where one is not well-formed all the same, which
   is rare, nothing counts as decoded. */
static inline size_t wide(const fold_entry *entry, const unsigned char *p, unit *u,
                          uint8_t *class, size_t from)
{
  four_entries all = four_of(0, 0, 0, 0);
  size_t n = from;
  uint64_t a = 0, b = 0;
  for (; n < STEP; n += 4, p += 12) {
    a = utf8_big(p) ^ MARKS;
    b = utf8_big(p + 6) ^ MARKS;
    if (((a | b) & PLACES) != 0)
      break;
    four_entries e = four_at(entry, a, b);
    all = four_or(all, e);
    four_put(u + n, class + n, e);
  }
  if (four_any(all, FOLD_NOT_WIDE))
    return from;
  if (n < STEP)
    n += few(entry, a, b, u + n, class + n);
  return n < STEP ? n : STEP;
}

/* The same for ASCII. */
static inline size_t narrow(const fold_entry *entry, const unsigned char *p, unit *u,
                            uint8_t *class, size_t from)
{
  size_t n = from, more;
  do {
    uint64_t others = units_eight(p, 0x80) & 0xFFFFFFFF;
    four_put(u + n, class + n, four_of(entry[p[0]], entry[p[1]], entry[p[2]], entry[p[3]]));
    more = units_first(others | UINT64_C(1) << 32);
    n += more;
    p += more;
  } while (more == 4 && n < STEP);
  return n < STEP ? n : STEP;
}

/* Decodes the sequence at p, of whatever length or malformed; returns its bytes. */
static size_t any(struct decoder *d, const unsigned char *p, fold_entry *e)
{
  bool cut;
  size_t bad, len = utf8_sequence(p, (size_t)(d->end - p), &cut, &bad);
  uint32_t code = len != 0 ? utf8_code(p, len) : UNIT_BAD;
  *e = fold_of(d->fold, code > UNIT_BAD ? UNIT_OTHER : code);
  d->bad += len == 0;
  return len != 0 ? len : bad;
}

/* The same, most likely of three bytes or of two; as many are readable. */
static inline size_t one(struct decoder *d, const unsigned char *p, fold_entry *e)
{
  if (p[0] >= 0xC2 && p[0] < 0xE0 && (p[1] & 0xC0) == 0x80) {
    *e = fold_of(d->fold, utf8_code(p, 2));
    return 2;
  }
  return fold_wide(d->fold, p, e) ? 3 : any(d, p, e);
}

/* Decodes STEP units from BLOCK_BYTES_MAX readable bytes. */
static void decode_block(struct decoder *d, struct units_block *b)
{
  const fold_entry *entry = d->fold->entry;
  const unsigned char *p = d->p;
  unit *u = d->u;
  uint8_t *class = d->class;
  uint64_t ascii = 0;
  for (size_t n = 0; n < STEP;) {
    size_t begun = n, run = wide(entry, p, u, class, n);
    p += 3 * (run - n);
    n = run;
    if (n < STEP && *p < 0x80) {
      run = narrow(entry, p, u, class, n);
      ascii += (UINT64_C(1) << run) - (UINT64_C(1) << n); /* a bit for each unit between */
      p += run - n;
      n = run;
    }
    if (n > begun)
      continue;
    fold_entry e;
    size_t bytes = one(d, p, &e);
    if (bytes != 3)
      b->odd = true;
    p += bytes;
    put(u + n, class + n, e);
    n++;
  }
  b->ascii = (uint32_t)ascii;
  d->p = p;
}

/* Decodes at most STEP units to the end of the text; returns how many. */
static uint32_t decode_last(struct decoder *d, struct units_block *b)
{
  uint32_t n = 0;
  for (; n < STEP && d->p < d->end; n++) {
    fold_entry e;
    size_t bytes = d->end - d->p >= 3 ? one(d, d->p, &e) : any(d, d->p, &e);
    d->p += bytes;
    put(d->u + n, d->class + n, e);
    b->odd |= bytes != 3;
  }
  return n;
}

/* All of the text; returns how many units it became. */
static uint32_t decode(struct decoder *d, struct units_block *b)
{
  const unsigned char *begin = d->p;
  uint32_t n = 0;
  for (; d->p < d->end; b++) {
    *b = (struct units_block){.byte = (uint32_t)(d->p - begin)};
    if ((size_t)(d->end - d->p) < BLOCK_BYTES_MAX) {
      n += decode_last(d, b);
    } else {
      decode_block(d, b);
      n += STEP;
    }
    d->u += STEP;
    d->class += STEP;
  }
  return n;
}

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

/* Most characters of a text are folded by these entries, of which nearly all lines of
   the cache are wanted; memory gives them sooner in a row than here and there. */
static void fetch(const struct fold *fold)
{
  enum { FIRST = 0x4E00, LAST = 0x9FFF, LINE = 16 };
  for (uint32_t c = FIRST; c < LAST; c += LINE)
    PREFETCH(fold_place(fold, c));
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
  struct decoder d = {fold, begin, begin + len, u, class, 0};
  if (len > LONG)
    fetch(fold);
  uint32_t n = decode(&d, blocks);
  memset(u + n, 0, GUARD * sizeof *u);
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
