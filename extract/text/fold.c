/* fold.c - which character is read as which.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/text/fold.h"

#include <stdlib.h>

#include "base/utf8.h"

static fold_entry *entry_of(struct fold *f, uint32_t code)
{
  return &f->entry[(code & 0xF000u) << 2 | (code & 0x0FFFu)];
}

static void set_unit(struct fold *f, uint32_t code, unit u)
{
  fold_entry *e = entry_of(f, code);
  *e = (*e & ~(fold_entry)0xFFFF) | u;
  f->folded[code / 8] |= (uint8_t)(1u << code % 8);
}

/* 2,048 code points from `first` on, a multiple of as many, become themselves. */
static void set_themselves(struct fold *f, uint32_t first, fold_entry flags)
{
  fold_entry *e = entry_of(f, first);
  for (uint32_t i = 0; i < 0x800; i++)
    e[i] = (first + i) | flags;
}

struct fold *fold_new(void)
{
  struct fold *f = calloc(1, sizeof *f);
  if (f == NULL)
    return NULL;
  for (uint32_t c = 0; c < 65536; c += 0x800)
    set_themselves(f, c, c == 0 || c == 0xD800 ? FOLD_NOT_WIDE : 0);
  set_unit(f, 0xFFFF, UNIT_OTHER);
  for (uint32_t c = 0xFF01; c <= 0xFF5E; c++) /* full-width ASCII */
    set_unit(f, c, (unit)(c - 0xFEE0));
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
  set_unit(f, (uint32_t)from, fold_entry_unit(fold_of(f, (uint32_t)to)));
  return GOVFIG_OK;
}

struct table_handler fold_handler(struct fold *fold)
{
  static const char *const columns[] = {"from", "to", NULL};
  return (struct table_handler){"fold", columns, take_row, fold};
}

void fold_classify(struct fold *fold, unit c, uint8_t bits)
{
  *entry_of(fold, c) |= (fold_entry)bits << 16;
}

void fold_spread(struct fold *fold)
{
  for (uint32_t c = 0; c < 65536; c += fold->folded[c / 8] != 0 ? 1 : 8) {
    unit u = fold_entry_unit(fold_of(fold, c));
    if (u != c)
      fold_classify(fold, (unit)c, fold_entry_class(fold_of(fold, u)));
  }
}

unit fold_unit(const struct fold *fold, uint32_t code_point)
{
  return code_point > 0xFFFF ? UNIT_OTHER : fold_entry_unit(fold_of(fold, code_point));
}

uint32_t fold_word(const struct fold *fold, struct govfig_str word, unit *out, uint32_t max)
{
  uint32_t n = 0;
  const unsigned char *p = (const unsigned char *)word.data, *end = p + word.len;
  while (p < end) {
    fold_entry e;
    for (; n < max && end - p >= 3 && fold_wide(fold, p, &e); p += 3)
      out[n++] = fold_entry_unit(e);
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
