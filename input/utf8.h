/* utf8.h - is it UTF-8, and how much of it is not.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_INPUT_UTF8_H
#define GOVFIG_INPUT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* A text that comes in pieces; all zeros at its start. */
struct utf8_check {
  uint64_t bad;          /* maximal malformed sequences */
  unsigned char tail[4]; /* a sequence that the piece's end cut */
  uint8_t n_tail;
};

/* Counts in `len` further bytes. */
void utf8_check_feed(struct utf8_check *c, const char *text, size_t len);

/* A sequence that the text's end cuts is malformed. */
void utf8_check_end(struct utf8_check *c);

/* Puts U+FFFD in place of malformed sequences and NULs of `text`, counting them
   in; false without memory. */
bool utf8_repair(struct buf *text, uint64_t *replaced);

#endif
