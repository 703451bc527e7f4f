/* encoding.h - which encoding, and UTF-8 out of it.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_INPUT_ENCODING_H
#define GOVFIG_INPUT_ENCODING_H

#include "input/source.h"

/* The encodings that matter here have names of their own (constant strings),
   so that names may be compared by pointer. */
extern const char encoding_utf8[], encoding_utf16le[], encoding_utf16be[], encoding_gb18030[],
    encoding_big5[];

/* What a label means: "gb2312", "cp936" and the like are GB18030 (the WHATWG
   rule: pages so labelled use all of it).  A label that is not known here is
   stored in `room` (at least 40 bytes) for iconv to know; NULL when it is not a
   plausible label.  */
const char *encoding_of_label(const char *label, size_t len, char *room);

/* Can iconv make UTF-8 of it? */
bool encoding_is_known(const char *encoding);

/* The encoding of a text that begins with these bytes: a byte order mark, strict
   UTF-8, the label that the text gives itself, then what fits best of GB18030,
   Big5 and UTF-16.  `whole`: these are all of its bytes.  NULL: not text. */
const char *encoding_detect(const char *bytes, size_t len, bool whole, char *room);

/* Bytes of a byte order mark of `encoding` at the start. */
size_t encoding_mark(const char *encoding, const char *bytes, size_t len);

/* An origin that decodes `from` (which must outlive it and is not closed);
   *replaced counts byte sequences that became U+FFFD.  E_ENCODING when iconv
   does not know the encoding. */
enum govfig_status origin_of_decoder(struct source *from, const char *encoding,
                                     uint64_t *replaced, struct origin *out,
                                     struct govfig_error *err);

/* Decodes `len` bytes, appending to `to`. */
enum govfig_status encoding_decode(const char *encoding, const char *bytes, size_t len,
                                   struct buf *to, uint64_t *replaced, struct govfig_error *err);

#endif
