/* cut.c - where a long document is cut into chunks.  SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/limits.h"
#include "extract/document.h"

/* Behind the first blank line from `from` on; 0 for none before `to`. */
static size_t blank_line(const char *text, size_t from, size_t to)
{
  for (size_t i = from; i + 1 < to; i++) {
    const char *p = memchr(text + i, '\n', to - 1 - i);
    if (p == NULL)
      return 0;
    i = (size_t)(p - text);
    size_t k = i + 1;
    while (k < to && (text[k] == '\r' || text[k] == ' '))
      k++;
    if (k < to && text[k] == '\n')
      return k + 1;
  }
  return 0;
}

static size_t first_line(const char *text, size_t from, size_t to)
{
  const char *p = memchr(text + from, '\n', to - from);
  return p != NULL ? (size_t)(p - text) + 1 : 0;
}

static bool is_tail(char c)
{
  return ((unsigned char)c & 0xC0) == 0x80;
}

/* Behind the last full stop of a text without line breaks (the three bytes of
   U+3002), else in front of the last incomplete character. */
static size_t forced(const char *text, size_t to)
{
  for (size_t i = to; i > to / 2; i--) {
    if (i >= 3 && memcmp(text + i - 3, "\xE3\x80\x82", 3) == 0)
      return i;
  }
  size_t whole = to;
  while (to - whole < 3 && is_tail(text[whole]))
    whole--;
  return is_tail(text[whole]) ? to : whole; /* more tails belong to no character */
}

size_t document_cut(const char *text, size_t len, bool last)
{
  enum { SOFT = GOVFIG_CHUNK_BYTES, HARD = GOVFIG_CHUNK_BYTES_MAX };
  size_t cut = 0;
  if (len <= 2 * (size_t)SOFT)
    return last ? len : 0;
  if ((cut = blank_line(text, SOFT, 2 * (size_t)SOFT)) != 0)
    return cut;
  if ((cut = first_line(text, SOFT, 2 * (size_t)SOFT)) != 0)
    return cut;
  if (len <= HARD)
    return last ? len : 0;
  if ((cut = first_line(text, 2 * (size_t)SOFT, HARD)) != 0)
    return cut;
  return forced(text, HARD);
}
