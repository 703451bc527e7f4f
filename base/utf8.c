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

/* Does a lead E0 ... EF need no look at the byte behind it?  After E0 it could be
   overlong, after ED a surrogate. */
static bool plain_lead(unsigned char lead)
{
  return (0xDFFEu >> (lead & 0x0F) & 1) != 0;
}

static bool one_wide(const unsigned char *s)
{
  return (s[0] & 0xF0) == 0xE0 && ((s[1] & 0xC0) | (s[2] & 0xC0) >> 2) == 0xA0 &&
         plain_lead(s[0]);
}

/* Eight bytes at once, each with the same mask. */
#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Eight characters of three bytes, with plain leads?  In three words the leads stand
   at places that do not overlap, so that one word can hold all of them. */
static bool eight_wide(const unsigned char *s)
{
  static const union {
    unsigned char bytes[8];
    uint64_t word;
  } lead[3] = {{{255, 0, 0, 255, 0, 0, 255, 0}},
               {{0, 255, 0, 0, 255, 0, 0, 255}},
               {{0, 0, 255, 0, 0, 255, 0, 0}}};
  uint64_t a = utf8_word(s) ^ EACH(0x80), b = utf8_word(s + 8) ^ EACH(0x80),
           c = utf8_word(s + 16) ^ EACH(0x80);
  uint64_t leads = (a & lead[0].word) | (b & lead[1].word) | (c & lead[2].word);
  uint64_t tails = (a & ~lead[0].word) | (b & ~lead[1].word) | (c & ~lead[2].word);
  leads ^= EACH(0x60); /* now each is 0 ... 15 if they are E0 ... EF */
  uint64_t neither_0_nor_d = (leads + EACH(0x7F)) & ((leads ^ EACH(0x0D)) + EACH(0x7F));
  return ((tails & EACH(0xC0)) | (leads & EACH(0xF0)) | (~neither_0_nor_d & EACH(0x80))) == 0;
}

/* Eight ASCII characters, none of them NUL? */
static bool eight_narrow(const unsigned char *s)
{
  uint64_t w = utf8_word(s);
  return ((w | (w - EACH(1))) & EACH(0x80)) == 0;
}

/* What stops one of the loops over eight is among the next eight characters, so the
   loop behind it, over single ones, is short. */
size_t utf8_plain(const unsigned char *s, size_t n)
{
  size_t i = 0, before;
  do {
    before = i;
    while (n - i >= 24 && eight_wide(s + i))
      i += 24;
    while (n - i >= 3 && one_wide(s + i))
      i += 3;
    while (n - i >= 8 && eight_narrow(s + i))
      i += 8;
    while (i < n && s[i] != 0 && s[i] < 0x80)
      i++;
  } while (i != before);
  return i;
}
