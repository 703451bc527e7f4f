/* fold.c - which character is read as which.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/text/fold.h"

#include <stdlib.h>

struct fold *fold_new(void)
{
  struct fold *f = calloc(1, sizeof *f);
  if (f == NULL)
    return NULL;
  for (uint32_t c = 0; c < 65536; c++)
    f->map[c] = (unit)c;
  for (uint32_t c = 0xFF01; c <= 0xFF5E; c++) /* full-width ASCII */
    f->map[c] = (unit)(c - 0xFEE0);
  f->map[0] = ' '; /* unit 0 is kept for the ends of a text */
  fold_classify(f, '\n', UNIT_BREAK);
  fold_classify(f, ' ', UNIT_BLANK);
  fold_classify(f, '\t', UNIT_BLANK);
  fold_classify(f, ':', UNIT_SIGN);
  for (unit c = '0'; c <= '9'; c++)
    fold_classify(f, c, UNIT_DIGIT);
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
  size_t want = p[0] < 0x80 ? 1 : p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : p[0] >= 0xC2 ? 2 : 0;
  if (want == 0 || want > s->len || p[0] > 0xF4)
    return -1;
  long code = want == 1 ? p[0] : p[0] & (0x7F >> want);
  for (size_t i = 1; i < want; i++) {
    if ((p[i] & 0xC0) != 0x80)
      return -1;
    code = code << 6 | (p[i] & 0x3F);
  }
  s->data += want;
  s->len -= want;
  return code;
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
  f->map[from] = f->map[to];
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
}

void fold_spread(struct fold *fold)
{
  for (uint32_t c = 0; c < 65536; c++)
    fold->class[c] |= fold->class[fold->map[c]];
}

uint32_t fold_word(const struct fold *fold, struct govfig_str word, unit *out, uint32_t max)
{
  uint32_t n = 0;
  while (word.len > 0) {
    long code = next_code(&word);
    if (code < 0 || n == max)
      return 0;
    out[n++] = fold_unit(fold, (uint32_t)code);
  }
  return n;
}
