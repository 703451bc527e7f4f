/* units.c - UTF-8 to folded 16-bit units.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/text/units.h"

#include "extract/text/fold.h"

enum { GUARD = 8, STEP = 8 };

/* The units under construction. */
struct decoder {
  const unit *map;
  const uint8_t *classes;
  const unsigned char *p, *end, *begin;
  unit *u;
  uint8_t *class;
  uint32_t n, *byte_at;
  size_t bad;
};

/* Length of the well-formed sequence at p (2-4), or 0. */
static size_t sequence(const unsigned char *p, const unsigned char *end, uint32_t *code)
{
  size_t room = (size_t)(end - p);
  unsigned char a = p[0];
  if (a >= 0xC2 && a <= 0xDF && room >= 2 && (p[1] & 0xC0) == 0x80) {
    *code = (uint32_t)(a & 0x1F) << 6 | (p[1] & 0x3F);
    return 2;
  }
  if ((a & 0xF0) == 0xE0 && room >= 3 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) {
    *code = (uint32_t)(a & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    return *code >= 0x800 && (*code < 0xD800 || *code > 0xDFFF) ? 3 : 0;
  }
  if (a >= 0xF0 && a <= 0xF4 && room >= 4 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80 &&
      (p[3] & 0xC0) == 0x80) {
    *code = (uint32_t)(a & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 |
            (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
    return *code >= 0x10000 && *code <= 0x10FFFF ? 4 : 0;
  }
  return 0;
}

/* Bytes of the maximal part of a well-formed sequence that a bad one begins
   with (Unicode, section 3.9: one U+FFFD for each). */
static size_t bad_length(const unsigned char *p, const unsigned char *end)
{
  unsigned char a = p[0];
  size_t want = a >= 0xF0 && a <= 0xF4 ? 4 : a >= 0xE0 && a < 0xF0 ? 3 : a >= 0xC2 && a < 0xE0 ? 2 : 1;
  size_t n = 1;
  if (want > 1 && (size_t)(end - p) > 1) {
    unsigned char low = a == 0xE0 ? 0xA0 : a == 0xF0 ? 0x90 : 0x80;
    unsigned char high = a == 0xED ? 0x9F : a == 0xF4 ? 0x8F : 0xBF;
    if (p[1] < low || p[1] > high)
      return 1;
    n = 2;
  }
  while (n < want && n < (size_t)(end - p) && (p[n] & 0xC0) == 0x80)
    n++;
  return n < want ? n : 1;
}

static void one(struct decoder *d)
{
  uint32_t code = UNIT_BAD;
  size_t len = *d->p < 0x80 ? 1 : sequence(d->p, d->end, &code);
  if (*d->p < 0x80)
    code = *d->p;
  if (len == 0) {
    len = bad_length(d->p, d->end);
    code = UNIT_BAD;
    d->bad++;
  }
  d->u[d->n] = code > 0xFFFD ? UNIT_OTHER : d->map[code];
  d->class[d->n++] = code > 0xFFFD ? 0 : d->classes[code];
  d->p += len;
}

/* Is `code` one that three bytes may spell? */
static bool three_bytes(uint32_t code)
{
  return code - 0x800 < 0xD000 || (code >= 0xE000 && code <= 0xFFFD);
}

/* Decodes up to STEP units.  Two hot cases, three-byte sequences and ASCII, in
   line; the rest, and the last bytes of the text, in one(). */
static void decode_step(struct decoder *d)
{
  const unsigned char *p = d->p;
  unit *u = d->u + d->n;
  uint8_t *class = d->class + d->n;
  for (unit *stop = u + STEP; u < stop && p < d->end;) {
    uint32_t code = 0;
    if (p[0] < 0x80) {
      *class++ = d->classes[*p];
      *u++ = d->map[*p++];
      continue;
    }
    if (d->end - p >= 3 && (p[0] & 0xF0) == 0xE0 && ((p[1] & 0xC0) | (p[2] & 0xC0) >> 2) == 0xA0)
      code = (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    if (three_bytes(code)) {
      *class++ = d->classes[code];
      *u++ = d->map[code];
      p += 3;
      continue;
    }
    d->p = p;
    d->n = (uint32_t)(u - d->u);
    one(d);
    p = d->p;
    u = d->u + d->n;
    class = d->class + d->n;
  }
  d->p = p;
  d->n = (uint32_t)(u - d->u);
}

static void decode(struct decoder *d)
{
  while (d->p < d->end) {
    d->byte_at[d->n / STEP] = (uint32_t)(d->p - d->begin);
    decode_step(d);
  }
  d->byte_at[(d->n + STEP - 1) / STEP] = (uint32_t)(d->p - d->begin);
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
    uint32_t code;
    size_t n = *p < 0x80 ? 1 : sequence(p, end, &code);
    memcpy(q, n != 0 ? (const char *)p : "\xEF\xBF\xBD", n != 0 ? n : 3);
    q += n != 0 ? n : 3;
    p += n != 0 ? n : bad_length(p, end);
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
  struct decoder d = {.map = fold->map, .classes = fold->class, .u = u + GUARD,
                      .class = class + GUARD, .byte_at = byte_at};
  d.begin = d.p = (const unsigned char *)utf8;
  d.end = d.p + len;
  decode(&d);
  memset(d.u + d.n, 0, GUARD * sizeof *u);
  memset(d.class + d.n, 0, GUARD);
  *out = (struct units){utf8, len, d.u, d.class, d.n, byte_at, d.bad};
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

/* Behind `k` characters at p; all of the text is well-formed. */
static const unsigned char *pass(const unsigned char *p, uint32_t k)
{
  static const uint8_t bytes[16] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 4};
  for (; k > 0; k--)
    p += bytes[*p >> 4];
  return p;
}

size_t units_byte(const struct units *t, uint32_t i)
{
  if (i >= t->n)
    return t->bytes;
  const unsigned char *begin = (const unsigned char *)t->utf8;
  return (size_t)(pass(begin + t->byte_at[i / STEP], i % STEP) - begin);
}

struct govfig_str units_text(const struct units *t, struct span s)
{
  const char *start = t->utf8 + units_byte(t, s.start), *end = t->utf8 + t->bytes;
  if (s.end < t->n && s.end - s.start < STEP)
    end = (const char *)pass((const unsigned char *)start, s.end - s.start);
  else if (s.end < t->n)
    end = t->utf8 + units_byte(t, s.end);
  return (struct govfig_str){start, (size_t)(end - start)};
}

unit fold_unit(const struct fold *fold, uint32_t code_point)
{
  return code_point > 0xFFFD ? UNIT_OTHER : fold->map[code_point];
}
