/* utf8.h - well-formed UTF-8 (RFC 3629), fast for Chinese.  SPDX-License-Identifier: Apache-2.0

   Nearly all of Chinese text is ASCII and characters of three bytes.  They are
   recognised many at a time; everything else, and everything malformed, goes through
   utf8_sequence, one sequence at a time. */
#ifndef GOVFIG_BASE_UTF8_H
#define GOVFIG_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

/* Bytes of the well-formed sequence at s (n > 0 bytes readable), 0 for none; then
   *bad says how many bytes are one malformed sequence (at least 1: the maximal part
   of a well-formed one, Unicode section 3.9) and *cut that the end came too early. */
size_t utf8_sequence(const unsigned char *s, size_t n, bool *cut, size_t *bad);

/* The code point of a well-formed sequence of `len` bytes. */
uint32_t utf8_code(const unsigned char *s, size_t len);

/* The code point that the three bytes at s spell; 0 where they spell none. */
static inline uint32_t utf8_three(const unsigned char *s)
{
  uint32_t payload = ((uint32_t)s[0] << 16 | (uint32_t)s[1] << 8 | s[2]) ^ 0xE08080;
  uint32_t code = (payload >> 4 & 0xF000) | (payload >> 2 & 0xFC0) | (payload & 0x3F);
  bool well_formed = (payload & 0xF0C0C0) == 0 && code >= 0x800 && (code & 0xF800) != 0xD800;
  return well_formed ? code : 0;
}

/* How many bytes from s on are well-formed for certain: ASCII and characters of three
   bytes, but for those whose second byte needs a closer look.  Where it stops anything
   may stand, for one sequence; then it may be asked again. */
size_t utf8_plain(const unsigned char *s, size_t n);

#endif
