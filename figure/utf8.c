/* utf8.c - validation of whole rows.  SPDX-License-Identifier: Apache-2.0 */
#include "figure/utf8.h"

#include <string.h>

#include "base/utf8.h"

size_t utf8_check(const char *text, size_t len)
{
  const unsigned char *p = (const unsigned char *)text;
  const char *nul = len != 0 ? memchr(text, 0, len) : NULL;
  if (nul != NULL)
    len = (size_t)(nul - text);
  for (size_t i = 0;;) {
    i += utf8_plain(p + i, len - i);
    if (i == len)
      return len;
    bool cut;
    size_t bad, n = utf8_sequence(p + i, len - i, &cut, &bad);
    if (n == 0)
      return i;
    i += n;
  }
}

size_t utf8_count(const char *text, size_t len)
{
  size_t n = 0;
  for (size_t i = 0; i < len; i++)
    n += ((unsigned char)text[i] & 0xC0) != 0x80;
  return n;
}
