/* utf8.c - validation of whole rows.  SPDX-License-Identifier: Apache-2.0 */
#include "figure/utf8.h"

#include <stdbool.h>

#include "figure/word.h"

static bool is_tail(unsigned char c)
{
  return (c & 0xC0) == 0x80;
}

/* Length of the sequence at `p` (`left` bytes), 0 if it is malformed.  The second
   byte rules out overlong forms, surrogates and what lies past U+10FFFF. */
static size_t sequence(const unsigned char *p, size_t left)
{
  unsigned char lead = p[0], low = 0x80, high = 0xBF;
  size_t n = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (n == 0 || n > left)
    return 0;
  if (lead == 0xE0)
    low = 0xA0;
  else if (lead == 0xED)
    high = 0x9F;
  else if (lead == 0xF0)
    low = 0x90;
  else if (lead == 0xF4)
    high = 0x8F;
  if (p[1] < low || p[1] > high)
    return 0;
  for (size_t i = 2; i < n; i++) {
    if (!is_tail(p[i]))
      return 0;
  }
  return n;
}

/* Chinese text is long runs of E1...EC sequences of three bytes: they need no
   look at special second bytes. */
static size_t skip_han(const unsigned char *p, size_t i, size_t len)
{
  while (i + 3 <= len && (unsigned)(p[i] - 0xE1) < 0xC && is_tail(p[i + 1]) && is_tail(p[i + 2]))
    i += 3;
  return i;
}

size_t utf8_check(const char *text, size_t len)
{
  const unsigned char *p = (const unsigned char *)text;
  size_t i = 0;
  while (i < len) {
    while (i + WORD_BYTES <= len) {
      uint64_t w = word_load(text + i);
      if (word_high(w) | word_zero(w))
        break;
      i += WORD_BYTES;
    }
    while (i < len && p[i] < 0x80 && p[i] != 0)
      i++;
    i = skip_han(p, i, len);
    if (i >= len || (p[i] < 0x80 && p[i] != 0))
      continue;
    size_t n = p[i] == 0 ? 0 : sequence(p + i, len - i);
    if (n == 0)
      return i;
    i += n;
  }
  return len;
}

size_t utf8_count(const char *text, size_t len)
{
  size_t n = 0;
  for (size_t i = 0; i < len; i++)
    n += !is_tail((unsigned char)text[i]);
  return n;
}
