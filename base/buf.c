/* buf.c - doubling growth.  SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"

#include <stdlib.h>

#include "base/limits.h"

void buf_init(struct buf *b, size_t max)
{
  *b = (struct buf){.max = max};
}

static size_t ceiling(const struct buf *b)
{
  return b->max != 0 ? b->max : GOVFIG_BUF_BYTES_MAX;
}

bool buf_reserve(struct buf *b, size_t more)
{
  if (b->failed)
    return false;
  if (more <= b->room - b->len)
    return true;
  size_t max = ceiling(b);
  if (more > max || b->len > max - more) {
    b->failed = true;
    return false;
  }
  size_t room = b->room < 128 ? 256 : b->room * 2;
  if (room < b->len + more)
    room = b->len + more;
  if (room > max)
    room = max;
  char *data = realloc(b->data, room);
  if (data == NULL) {
    b->failed = true;
    return false;
  }
  b->data = data;
  b->room = room;
  return true;
}

bool buf_add(struct buf *b, const void *data, size_t len)
{
  if (!buf_reserve(b, len))
    return false;
  if (len != 0)
    memcpy(b->data + b->len, data, len);
  b->len += len;
  return true;
}

bool buf_add_char(struct buf *b, char c)
{
  return buf_add(b, &c, 1);
}

bool buf_add_text(struct buf *b, const char *text)
{
  return buf_add(b, text, strlen(text));
}

void buf_clear(struct buf *b)
{
  b->len = 0;
  b->failed = false;
}

void buf_done(struct buf *b)
{
  free(b->data);
  buf_init(b, b->max);
}
