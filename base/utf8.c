/* utf8.c - well-formed UTF-8, fast for Chinese.  SPDX-License-Identifier: Apache-2.0 */
#include "base/utf8.h"

size_t utf8_sequence(const unsigned char *s, size_t n, bool *cut, size_t *bad)
{
  unsigned char lead = s[0], low = 0x80, high = 0xBF;
  size_t len = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3
             : lead < 0xF5 ? 4 : 0;
  *cut = false;
  *bad = 1;
  if (lead == 0xE0)
    low = 0xA0;
  else if (lead == 0xED)
    high = 0x9F;
  else if (lead == 0xF0)
    low = 0x90;
  else if (lead == 0xF4)
    high = 0x8F;
  for (size_t i = 1; i < len; i++) {
    if (i == n) {
      *cut = true;
      *bad = i;
      return 0;
    }
    if (s[i] < low || s[i] > high) {
      *bad = i;
      return 0;
    }
    low = 0x80;
    high = 0xBF;
  }
  return len;
}

uint32_t utf8_code(const unsigned char *s, size_t len)
{
  uint32_t code = len == 1 ? s[0] : s[0] & 0x7Fu >> len;
  for (size_t i = 1; i < len; i++)
    code = code << 6 | (s[i] & 0x3Fu);
  return code;
}

enum { BLOCK = 64 };

/* Are the bytes of a block nothing but ASCII, leads E1 ... EF except ED (which could
   begin a surrogate), and continuations just where the leads want them?  The two bytes
   before it belong to plain characters; the last character may go on behind.  There is
   no branch, so that compilers look at 16 bytes at a time. */
static bool plain_block(const unsigned char *s)
{
  unsigned char odd = 0;
  for (int i = 0; i < BLOCK; i++) {
    unsigned char c = s[i], a = s[i - 1], b = s[i - 2], before = a > b ? a : b;
    bool wanted = before >= 0xE0, is = (signed char)c < -0x40;
    bool other = (unsigned char)(c - 0xC0) <= 0x20, surrogate = c == 0xED, high = c >= 0xF0;
    odd |= (unsigned char)((wanted ^ is) | other | surrogate | high);
  }
  return odd == 0;
}

/* Bytes of such a character at s, 0 for another one. */
static size_t plain_one(const unsigned char *s, size_t n)
{
  if (s[0] < 0x80)
    return 1;
  bool wide = n >= 3 && s[0] > 0xE0 && s[0] < 0xF0 && s[0] != 0xED;
  return wide && (s[1] & 0xC0) == 0x80 && (s[2] & 0xC0) == 0x80 ? 3 : 0;
}

/* Back to where the character begins that the end of a plain block at s + i cut. */
static size_t whole(const unsigned char *s, size_t i)
{
  return s[i - 1] >= 0xE0 ? i - 1 : s[i - 2] >= 0xE0 ? i - 2 : i;
}

size_t utf8_plain(const unsigned char *s, size_t n)
{
  size_t i = 0, one;
  do {
    size_t stop = i < 2 ? 2 : i + BLOCK; /* a block wants two bytes before it */
    for (; i < n && i < stop; i += one) {
      one = plain_one(s + i, n - i);
      if (one == 0)
        return i;
    }
    size_t begin = i;
    while (n - i >= BLOCK && plain_block(s + i))
      i += BLOCK;
    if (i > begin)
      i = whole(s, i);
  } while (i < n);
  return i;
}
