/* fold.c - which character is read as which.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/text/fold.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "extract/text/bits.h"

static bool is_wide(uint32_t code)
{
  return code >= FOLD_WIDE_FIRST && code <= FOLD_WIDE_LAST;
}

/* What a text is to find at a code point. */
static void settle(struct fold *f, uint32_t code)
{
  bool plain = f->unit[code] == code || (is_wide(code) && f->lowered != 0);
  f->look[code] = plain ? f->class[code] : FOLD_ASIDE;
}

static void set_unit(struct fold *f, uint32_t code, unit u)
{
  f->unit[code] = u;
  f->folded[code / 8] |= (uint8_t)(1u << code % 8);
  if ((code > ' ' && code < 0x7F) || (is_wide(code) && u != code - FOLD_LOWERED)) {
    f->lowered = 0;
    for (uint32_t c = FOLD_WIDE_FIRST; c <= FOLD_WIDE_LAST; c++)
      settle(f, c);
  }
  settle(f, code);
}

struct fold *fold_new(void)
{
  struct fold *f = calloc(1, sizeof *f);
  if (f == NULL)
    return NULL;
  f->lowered = FOLD_LOWERED;
  for (uint32_t c = 0; c < 65536; c++)
    f->unit[c] = (unit)c;
  set_unit(f, 0xFFFF, UNIT_OTHER);
  for (uint32_t c = FOLD_WIDE_FIRST; c <= FOLD_WIDE_LAST; c++)
    set_unit(f, c, (unit)(c - FOLD_LOWERED));
  set_unit(f, 0, ' '); /* unit 0 is kept for the ends of a text */
  fold_classify(f, '\n', UNIT_BREAK);
  fold_classify(f, ' ', UNIT_BLANK);
  fold_classify(f, '\t', UNIT_BLANK);
  fold_classify(f, ':', UNIT_SIGN);
  for (unit c = '0'; c <= '9'; c++)
    fold_classify(f, c, UNIT_DIGIT);
  for (unit c = UNIT_PRIVATE; c < UNIT_PRIVATE_END; c++)
    fold_classify(f, c, UNIT_SIGN);
  return f;
}

void fold_free(struct fold *fold)
{
  free(fold);
}

/* The next code point of `s`, which is consumed; -1 for malformed UTF-8. */
static long next_code(struct govfig_str *s)
{
  const unsigned char *p = (const unsigned char *)s->data;
  bool cut;
  size_t bad, len = utf8_sequence(p, s->len, &cut, &bad);
  if (len == 0)
    return -1;
  s->data += len;
  s->len -= len;
  return (long)utf8_code(p, len);
}

/* One character, or U+XXXX; -1 for anything else. */
static long cell_code(struct govfig_str s)
{
  if (s.len == 6 && s.data[0] == 'U' && s.data[1] == '+') {
    long code = 0;
    for (int i = 2; i < 6; i++) {
      char c = s.data[i];
      int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
      if (digit < 0)
        return -1;
      code = code * 16 + digit;
    }
    return code;
  }
  if (s.len == 0)
    return -1;
  long code = next_code(&s);
  return s.len == 0 ? code : -1;
}

static enum govfig_status take_row(void *ctx, const struct table_row *row,
                                   struct govfig_error *err)
{
  struct fold *f = ctx;
  long from = cell_code(row->cell[0]), to = cell_code(row->cell[1]);
  if (from < 0 || to <= 0 || from > 0xFFFD || to > 0xFFFD)
    return table_error(row, err, "expected two characters of the basic plane");
  set_unit(f, (uint32_t)from, f->unit[to]);
  return GOVFIG_OK;
}

struct table_handler fold_handler(struct fold *fold)
{
  static const char *const columns[] = {"from", "to", NULL};
  return (struct table_handler){"fold", columns, take_row, fold};
}

void fold_classify(struct fold *fold, unit c, uint8_t bits)
{
  fold->class[c] |= bits;
  settle(fold, c);
}

void fold_spread(struct fold *fold)
{
  for (uint32_t c = 0; c < 65536; c += fold->folded[c / 8] != 0 ? 1 : 8) {
    unit u = fold->unit[c];
    if (u != c)
      fold_classify(fold, (unit)c, fold->class[u]);
  }
}

unit fold_unit(const struct fold *fold, uint32_t code_point)
{
  return code_point > 0xFFFF ? UNIT_OTHER : fold->unit[code_point];
}

/* ---- a text ---- */

enum { BLOCK = 64, PIECE = 16 * BLOCK };

/* What the units find first; those of up to seven behind them, too. */
static void look_up(const uint8_t *restrict look, const unit *restrict u,
                    uint8_t *restrict class, uint32_t n)
{
  for (uint32_t i = 0; i < n; i += 8) {
    for (uint32_t k = 0; k < 8; k++)
      class[i + k] = look[u[i + k]];
  }
}

/* Folds the few that are. */
static void fold_asides(const struct fold *fold, unit *u, uint8_t *class, uint32_t n)
{
  for (uint32_t i = 0; i < n; i += BLOCK) {
    uint8_t last[BLOCK] = {0};
    bool whole = n - i >= BLOCK;
    if (!whole)
      memcpy(last, class + i, n - i);
    for (uint64_t w = bits_equal(whole ? class + i : last, FOLD_ASIDE); w != 0; w &= w - 1) {
      uint32_t k = i + bits_first(w);
      class[k] = fold->class[u[k]];
      u[k] = fold->unit[u[k]];
    }
  }
}

void fold_text(const struct fold *fold, unit *u, uint8_t *class, uint32_t n)
{
  for (uint32_t i = 0; i < n; i += PIECE) {
    uint32_t m = n - i < PIECE ? n - i : PIECE;
    look_up(fold->look, u + i, class + i, m);
    fold_asides(fold, u + i, class + i, m);
  }
}

uint32_t fold_word(const struct fold *fold, struct govfig_str word, unit *out, uint32_t max)
{
  uint32_t n = 0;
  const unsigned char *p = (const unsigned char *)word.data, *end = p + word.len;
  while (p < end) {
    uint32_t three;
    for (; n < max && end - p >= 3 && (three = utf8_three(p)) != 0; p += 3)
      out[n++] = fold->unit[three];
    if (p == end)
      break;
    struct govfig_str rest = {(const char *)p, (size_t)(end - p)};
    long code = n < max ? next_code(&rest) : -1;
    if (code < 0)
      return 0;
    out[n++] = fold_unit(fold, (uint32_t)code);
    p = (const unsigned char *)rest.data;
  }
  return n;
}
