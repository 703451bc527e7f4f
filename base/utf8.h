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

/* How many bytes from s on are well-formed for certain: ASCII and characters of three
   bytes, but for those whose second byte needs a closer look.  Where it stops anything
   may stand, for one sequence; then it may be asked again. */
size_t utf8_plain(const unsigned char *s, size_t n);

/* Eight bytes as a number, the first one on top (compilers make one load of it). */
static inline uint64_t utf8_big(const unsigned char *s)
{
  return (uint64_t)s[0] << 56 | (uint64_t)s[1] << 48 | (uint64_t)s[2] << 40 |
         (uint64_t)s[3] << 32 | (uint64_t)s[4] << 24 | (uint64_t)s[5] << 16 |
         (uint64_t)s[6] << 8 | (uint64_t)s[7];
}

#endif
