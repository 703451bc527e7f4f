/* units.c - UTF-8 to folded 16-bit units.  SPDX-License-Identifier: Apache-2.0

   The work is done in blocks of STEP units, so that their byte offsets need no
   bookkeeping inside.  The hot path takes four characters of three bytes at a time. */
#include "extract/text/units.h"

#include "base/utf8.h"
#include "extract/text/fold.h"

enum { GUARD = 8, STEP = 16 };

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

/* Decodes characters of three bytes, four at a time, into units `from` ... of a block,
   as far as there are such, and room for them; returns where it stopped.  With the
   marks of lead and continuation taken off by exclusive or, none of the places of
   these marks may have a bit left.  Where one is not well-formed all the same, which
   is rare, nothing counts as decoded. */
static inline size_t wide(const fold_entry *entry, const unsigned char *p, unit *u,
                          uint8_t *class, size_t from)
{
  const uint64_t marks = UINT64_C(0xE08080E080800000), places = UINT64_C(0xF0C0C0F0C0C00000);
  fold_entry all = 0;
  size_t n = from;
  for (; n <= STEP - 4; n += 4, p += 12) {
    uint64_t a = utf8_big(p) ^ marks, b = utf8_big(p + 6) ^ marks;
    if (((a | b) & places) != 0)
      break;
    a = fold_two_places(a);
    b = fold_two_places(b);
    fold_entry e0 = entry[a >> 40], e1 = entry[a >> 16 & 0xFFFFFF], e2 = entry[b >> 40],
               e3 = entry[b >> 16 & 0xFFFFFF];
    all |= e0 | e1 | e2 | e3;
    put(u + n, class + n, e0);
    put(u + n + 1, class + n + 1, e1);
    put(u + n + 2, class + n + 2, e2);
    put(u + n + 3, class + n + 3, e3);
  }
  return (all & FOLD_NOT_WIDE) == 0 ? n : from;
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

/* The same, most likely of three bytes; as many are readable. */
static inline size_t one(struct decoder *d, const unsigned char *p, fold_entry *e)
{
  return fold_wide(d->fold, p, e) ? 3 : any(d, p, e);
}

/* Decodes STEP units from BLOCK_BYTES_MAX readable bytes. */
static void decode_block(struct decoder *d)
{
  const fold_entry *entry = d->fold->entry;
  const unsigned char *p = d->p;
  unit *u = d->u;
  uint8_t *class = d->class;
  for (size_t n = 0;;) {
    size_t run = wide(entry, p, u, class, n);
    p += 3 * (run - n);
    n = run;
    for (; n < STEP && *p < 0x80; n++)
      put(u + n, class + n, entry[*p++]);
    if (n == STEP)
      break;
    fold_entry e;
    p += one(d, p, &e);
    put(u + n, class + n, e);
    n++;
  }
  d->p = p;
}

/* Decodes at most STEP units to the end of the text; returns how many. */
static uint32_t decode_last(struct decoder *d)
{
  uint32_t n = 0;
  while (n < STEP && d->p < d->end) {
    fold_entry e;
    d->p += d->end - d->p >= 3 ? one(d, d->p, &e) : any(d, d->p, &e);
    put(d->u + n, d->class + n, e);
    n++;
  }
  return n;
}

/* All of the text; returns how many units it became. */
static uint32_t decode(struct decoder *d, uint32_t *byte_at)
{
  const unsigned char *begin = d->p;
  uint32_t n = 0;
  while (d->p < d->end) {
    byte_at[n / STEP] = (uint32_t)(d->p - begin);
    if ((size_t)(d->end - d->p) < BLOCK_BYTES_MAX) {
      n += decode_last(d);
    } else {
      decode_block(d);
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

static bool make(const struct fold *fold, const char *utf8, size_t len, struct arena *a,
                 struct units *out)
{
  if (len > UINT32_MAX / 4)
    return false;
  unit *u = arena_alloc(a, (len + 2 * GUARD) * sizeof *u);
  uint8_t *class = arena_alloc(a, len + 2 * GUARD);
  uint32_t *byte_at = arena_alloc(a, (len / STEP + 2) * sizeof *byte_at);
  if (u == NULL || class == NULL || byte_at == NULL)
    return false;
  memset(u, 0, GUARD * sizeof *u);
  memset(class, 0, GUARD);
  u += GUARD;
  class += GUARD;
  const unsigned char *begin = (const unsigned char *)utf8;
  struct decoder d = {fold, begin, begin + len, u, class, 0};
  uint32_t n = decode(&d, byte_at);
  memset(u + n, 0, GUARD * sizeof *u);
  memset(class + n, 0, GUARD);
  *out = (struct units){utf8, len, u, class, n, byte_at, d.bad};
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

/* Eight bytes, the first of them lowest. */
static inline uint64_t eight_bytes(const unsigned char *p)
{
  return (uint64_t)p[7] << 56 | (uint64_t)p[6] << 48 | (uint64_t)p[5] << 40 |
         (uint64_t)p[4] << 32 | (uint64_t)p[3] << 24 | (uint64_t)p[2] << 16 |
         (uint64_t)p[1] << 8 | (uint64_t)p[0];
}

/* Behind `k` characters at p, k less than STEP; as many stand in front of `end`.  Eight
   bytes at a time and without a branch for a character: a byte that begins one counts
   in itself and in those behind it, and bytes that count at most k are passed over. */
static inline const unsigned char *pass(const unsigned char *p, const unsigned char *end,
                                        uint32_t k)
{
  const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7;
  while (end - p >= 8) {
    uint64_t w = eight_bytes(p), begins = (~w | w << 1) & high;
    uint64_t counts = (begins >> 7) * ones;
    uint64_t passed = ((((high + ones * k) - counts) & high) >> 7) * ones >> 56;
    if (passed < 8)
      return p + passed;
    k -= (uint32_t)(counts >> 56);
    p += 8;
  }
  for (; p < end; p++) {
    if ((*p & 0xC0) != 0x80 && k-- == 0)
      return p;
  }
  return p;
}

static inline const unsigned char *at_unit(const struct units *t, uint32_t i)
{
  const unsigned char *begin = (const unsigned char *)t->utf8, *end = begin + t->bytes;
  return i < t->n ? pass(begin + t->byte_at[i / STEP], end, i % STEP) : end;
}

size_t units_byte(const struct units *t, uint32_t i)
{
  return (size_t)(at_unit(t, i) - (const unsigned char *)t->utf8);
}

struct govfig_str units_text(const struct units *t, struct span s)
{
  const unsigned char *a = at_unit(t, s.start), *b = at_unit(t, s.end);
  return (struct govfig_str){(const char *)a, (size_t)(b - a)};
}
