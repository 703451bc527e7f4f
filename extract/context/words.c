/* words.c - cells that hold several words.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/context/words.h"

#include <string.h>

bool words_next(struct govfig_str *s, struct govfig_str *word)
{
  while (s->len > 0 && *s->data == ' ') {
    s->data++;
    s->len--;
  }
  const char *blank = s->len > 0 ? memchr(s->data, ' ', s->len) : NULL;
  word->data = s->data;
  word->len = blank != NULL ? (size_t)(blank - s->data) : s->len;
  if (word->len == 0)
    return false;
  s->data += word->len;
  s->len -= word->len;
  return true;
}

uint32_t words_single(struct govfig_str word)
{
  const unsigned char *b = (const unsigned char *)word.data;
  if (word.len == 1)
    return b[0];
  if (word.len == 2 && b[0] >= 0xC0 && b[0] < 0xE0)
    return (b[0] & 0x1Fu) << 6 | (b[1] & 0x3Fu);
  if (word.len == 3 && b[0] >= 0xE0)
    return (b[0] & 0x0Fu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
  return 0;
}
