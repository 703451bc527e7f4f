/* buf.h - a growing byte buffer with a ceiling.  SPDX-License-Identifier: Apache-2.0

   Takes bytes, gives one contiguous run of them.  After a failed append the
   buffer is marked `failed` and further appends do nothing, so that a writer
   may append freely and ask once at the end. */
#ifndef GOVFIG_BASE_BUF_H
#define GOVFIG_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct buf {
  char *data;
  size_t len, room, max; /* max 0: GOVFIG_BUF_BYTES_MAX */
  bool failed;
};

/* An all-zero struct buf is valid; `max` is its ceiling in bytes. */
void buf_init(struct buf *b, size_t max);

/* Makes room for `more` bytes behind len; false without memory or past max. */
bool buf_reserve(struct buf *b, size_t more);

bool buf_add(struct buf *b, const void *data, size_t len);
bool buf_add_char(struct buf *b, char c);
bool buf_add_text(struct buf *b, const char *text);

/* Empties it and keeps the memory; also forgets a failure. */
void buf_clear(struct buf *b);

/* Frees it; usable again. */
void buf_done(struct buf *b);

#endif
