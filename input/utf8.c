/* utf8.c - well-formed UTF-8 (RFC 3629), fast for Chinese.  SPDX-License-Identifier: Apache-2.0 */
#include "input/utf8.h"

#include <string.h>

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

/* Two three-byte characters at once, their leads E1 ... EC: nearly all of
   Chinese.  The test reads 8 bytes. */
static bool two_common(const unsigned char *s)
{
  uint64_t w;
  memcpy(&w, s, sizeof w);
  static const union {
    unsigned char bytes[8];
    uint64_t word;
  } mask = {{0xF0, 0xC0, 0xC0, 0xF0, 0xC0, 0xC0, 0, 0}},
    want = {{0xE0, 0x80, 0x80, 0xE0, 0x80, 0x80, 0, 0}};
  return (w & mask.word) == want.word && s[0] - 0xE1u < 12 && s[3] - 0xE1u < 12;
}

static bool eight_ascii(const unsigned char *s)
{
  uint64_t w;
  memcpy(&w, s, sizeof w);
  return (w & UINT64_C(0x8080808080808080)) == 0;
}

/* Counts until the end or a cut sequence; returns the bytes that were counted. */
static size_t count(struct utf8_check *c, const unsigned char *s, size_t n)
{
  size_t i = 0;
  while (i < n) {
    if (n - i >= 8) {
      if (two_common(s + i)) {
        i += 6;
        c->chars += 2;
        continue;
      }
      if (eight_ascii(s + i)) {
        i += 8;
        continue;
      }
    }
    bool cut;
    size_t bad, len = utf8_sequence(s + i, n - i, &cut, &bad);
    if (cut)
      return i;
    c->bad += len == 0;
    c->chars += len > 1;
    i += len != 0 ? len : bad;
  }
  return n;
}

void utf8_check_feed(struct utf8_check *c, const char *text, size_t len)
{
  const unsigned char *s = (const unsigned char *)text;
  while (c->n_tail != 0 && len != 0) { /* complete the cut one byte by byte */
    c->tail[c->n_tail++] = *s++;
    len--;
    size_t done = count(c, c->tail, c->n_tail);
    c->n_tail = (uint8_t)(c->n_tail - done);
    memmove(c->tail, c->tail + done, c->n_tail);
  }
  size_t done = count(c, s, len);
  if (len - done != 0) {
    memcpy(c->tail, s + done, len - done);
    c->n_tail = (uint8_t)(len - done);
  }
}

void utf8_check_end(struct utf8_check *c)
{
  c->bad += c->n_tail != 0;
  c->n_tail = 0;
}

bool utf8_repair(struct buf *text, uint64_t *replaced)
{
  struct utf8_check check = {0};
  utf8_check_feed(&check, text->data, text->len);
  utf8_check_end(&check);
  if (check.bad == 0 && (text->len == 0 || memchr(text->data, 0, text->len) == NULL))
    return true;
  struct buf out;
  buf_init(&out, 0);
  const unsigned char *s = (const unsigned char *)text->data;
  for (size_t i = 0; i < text->len;) {
    bool cut;
    size_t bad = 1, len = s[i] != 0 ? utf8_sequence(s + i, text->len - i, &cut, &bad) : 0;
    if (len != 0) {
      buf_add(&out, s + i, len);
    } else {
      buf_add(&out, "\xEF\xBF\xBD", 3);
      ++*replaced;
      len = bad;
    }
    i += len;
  }
  buf_done(text);
  *text = out;
  return !out.failed;
}
