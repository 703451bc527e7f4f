/* decode.c - UTF-8 to units, one after another.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/text/decode.h"

#include "base/utf8.h"
#include "extract/text/fold.h"

size_t decode_any(struct decoder *d, const unsigned char *p, unit *u)
{
  bool cut;
  size_t bad, len = utf8_sequence(p, (size_t)(d->end - p), &cut, &bad);
  uint32_t code = len != 0 ? utf8_code(p, len) : UNIT_BAD;
  *u = (unit)(code > UNIT_BAD ? UNIT_OTHER : code);
  d->bad += len == 0;
  return len != 0 ? len : bad;
}

/* Decodes at most DECODE_STEP units to the end of the text; how many. */
static uint32_t decode_block(struct decoder *d, unit *u, struct units_block *b)
{
  uint32_t n = 0, three;
  const unsigned char *p = d->p;
  *b = (struct units_block){.byte = d->byte};
  for (size_t bytes; n < DECODE_STEP && p < d->end; n++, p += bytes) {
    bytes = 3;
    if (*p < 0x80) {
      u[n] = *p;
      b->ascii |= UINT32_C(1) << n;
      bytes = 1;
    } else if (d->end - p >= 3 && (three = utf8_three(p)) != 0) {
      u[n] = fold_lower((unit)three, d->lowered);
    } else {
      bytes = decode_any(d, p, u + n);
      b->odd = true;
    }
  }
  d->byte += (uint32_t)(p - d->p);
  d->p = p;
  return n;
}

uint32_t decode(struct decoder *d)
{
  uint32_t n = d->plain ? 0 : decode_wide(d);
  while (d->p < d->end)
    n += decode_block(d, d->u + n, &d->blocks[n / DECODE_STEP]);
  return n;
}
