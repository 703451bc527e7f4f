/* source.h - bytes from somewhere, with a window to look ahead.
   SPDX-License-Identifier: Apache-2.0

   Takes a file, a member of an archive or another source to decode; gives its
   bytes once, in order.  What was peeked at is read again.  A source whose
   whole content is in the window needs its origin no more (source_detach). */
#ifndef GOVFIG_INPUT_SOURCE_H
#define GOVFIG_INPUT_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"

/* Where the bytes come from.  `pull` stores at most n bytes (n > 0) and their
   number, 0 at the end; a status other than OK is final. */
struct origin {
  enum govfig_status (*pull)(void *self, char *to, size_t n, size_t *got,
                             struct govfig_error *err);
  void (*close)(void *self);
  void *self;
};

struct source {
  struct origin origin;
  struct buf window;
  size_t at;     /* bytes of the window that were read */
  bool ended;    /* the origin has no more */
  uint64_t read; /* bytes handed out */
};

/* Takes over `origin`, whose close may be NULL. */
void source_init(struct source *s, struct origin origin);

/* Looks ahead until `want` bytes stand in the window or the origin ends; these
   are window.data + at ... window.len. */
enum govfig_status source_peek(struct source *s, size_t want, struct govfig_error *err);

/* Up to n bytes; *got 0 only at the end. */
enum govfig_status source_read(struct source *s, char *to, size_t n, size_t *got,
                               struct govfig_error *err);

/* All the rest into `to`; E_LIMIT past its ceiling. */
enum govfig_status source_read_all(struct source *s, struct buf *to, struct govfig_error *err);

/* Skips `n` bytes that were peeked at. */
void source_skip(struct source *s, size_t n);

/* Closes the origin where nothing is left to pull; true when it is closed. */
bool source_detach(struct source *s);

void source_done(struct source *s);

/* A file (`fd` is taken over); `name` for messages must live as long. */
enum govfig_status origin_of_file(int fd, struct origin *out, struct govfig_error *err);

#endif
