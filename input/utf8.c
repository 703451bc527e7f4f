/* utf8.c - malformed UTF-8 counted and repaired.  SPDX-License-Identifier: Apache-2.0 */
#include "input/utf8.h"

#include <string.h>

#include "base/utf8.h"

/* Counts until the end or a cut sequence; returns the bytes that were counted. */
static size_t count(struct utf8_check *c, const unsigned char *s, size_t n)
{
  for (size_t i = 0;;) {
    i += utf8_plain(s + i, n - i);
    if (i == n)
      return n;
    bool cut;
    size_t bad, len = utf8_sequence(s + i, n - i, &cut, &bad);
    if (cut)
      return i;
    c->bad += len == 0;
    i += len != 0 ? len : bad;
  }
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
      buf_add(&out, UTF8_REPLACEMENT, 3);
      ++*replaced;
      len = bad;
    }
    i += len;
  }
  buf_done(text);
  *text = out;
  return !out.failed;
}
