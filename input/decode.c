/* decode.c - UTF-8 out of other encodings, by iconv.  SPDX-License-Identifier: Apache-2.0

   What iconv refuses becomes U+FFFD, one per bad byte, and the page goes on. */
#include "input/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

enum { RAW_BYTES = 64 * 1024, CHAR_MAX_BYTES = 16 };

struct decoder {
  struct source *from;
  iconv_t cd;
  bool gb; /* a lone 80 is the euro sign of cp936 */
  bool ended;
  uint64_t *replaced;
  size_t n_raw;
  char raw[RAW_BYTES];
};

static iconv_t open_converter(const char *encoding, struct govfig_error *err)
{
  iconv_t cd = iconv_open("UTF-8", encoding);
  if (cd == (iconv_t)-1)
    error_set(err, GOVFIG_E_ENCODING, NULL, 0, 0, "encoding %s is not known", encoding);
  return cd;
}

/* Puts in place of the byte at *in, which no character begins with. */
static void replace(bool gb, char **in, size_t *left, char **out, size_t *room,
                    uint64_t *replaced)
{
  bool euro = gb && (unsigned char)**in == 0x80;
  memcpy(*out, euro ? "\xE2\x82\xAC" : "\xEF\xBF\xBD", 3);
  *replaced += !euro;
  *out += 3;
  *room -= 3;
  ++*in;
  --*left;
}

/* Converts as much as fits; `last`: no more bytes follow. */
static void convert(iconv_t cd, bool gb, bool last, char **in, size_t *left, char **out,
                    size_t *room, uint64_t *replaced)
{
  while (*left != 0 && *room >= CHAR_MAX_BYTES) {
    if (iconv(cd, in, left, out, room) != (size_t)-1)
      break;
    if (errno == E2BIG || *room < CHAR_MAX_BYTES)
      return;
    if (errno == EINVAL && !last)
      return; /* the rest of the character follows */
    replace(gb, in, left, out, room, replaced);
  }
  if (last && *left == 0 && *room >= CHAR_MAX_BYTES)
    iconv(cd, NULL, NULL, out, room); /* a character that waited for a combining one */
}

static enum govfig_status fill_raw(struct decoder *d, struct govfig_error *err)
{
  size_t got;
  if (d->ended || d->n_raw == RAW_BYTES)
    return GOVFIG_OK;
  enum govfig_status status =
      source_read(d->from, d->raw + d->n_raw, RAW_BYTES - d->n_raw, &got, err);
  if (status != GOVFIG_OK)
    return status;
  d->ended = got == 0;
  d->n_raw += got;
  return GOVFIG_OK;
}

static enum govfig_status decoder_pull(void *self, char *to, size_t n, size_t *got,
                                       struct govfig_error *err)
{
  struct decoder *d = self;
  *got = 0;
  while (*got == 0) {
    enum govfig_status status = fill_raw(d, err);
    if (status != GOVFIG_OK)
      return status;
    char *in = d->raw, *out = to;
    size_t left = d->n_raw, room = n;
    convert(d->cd, d->gb, d->ended, &in, &left, &out, &room, d->replaced);
    memmove(d->raw, in, left);
    d->n_raw = left;
    *got = n - room;
    if (d->ended && left == 0)
      break;
  }
  return GOVFIG_OK;
}

static void decoder_close(void *self)
{
  struct decoder *d = self;
  iconv_close(d->cd);
  free(d);
}

enum govfig_status origin_of_decoder(struct source *from, const char *encoding,
                                     uint64_t *replaced, struct origin *out,
                                     struct govfig_error *err)
{
  struct decoder *d = malloc(sizeof *d);
  if (d == NULL)
    return error_nomem(err);
  d->cd = open_converter(encoding, err);
  if (d->cd == (iconv_t)-1) {
    free(d);
    return GOVFIG_E_ENCODING;
  }
  d->from = from;
  d->gb = encoding == encoding_gb18030;
  d->ended = false;
  d->replaced = replaced;
  d->n_raw = 0;
  *out = (struct origin){decoder_pull, decoder_close, d};
  return GOVFIG_OK;
}

enum govfig_status encoding_decode(const char *encoding, const char *bytes, size_t len,
                                   struct buf *to, uint64_t *replaced, struct govfig_error *err)
{
  iconv_t cd = open_converter(encoding, err);
  if (cd == (iconv_t)-1)
    return GOVFIG_E_ENCODING;
  char *in = (char *)(uintptr_t)bytes; /* iconv does not write to it */
  enum govfig_status status = GOVFIG_OK;
  while (len != 0) {
    if (!buf_reserve(to, len * 3 / 2 + 64)) {
      status = error_nomem(err);
      break;
    }
    char *out = to->data + to->len;
    size_t room = to->room - to->len, before = room;
    convert(cd, encoding == encoding_gb18030, true, &in, &len, &out, &room, replaced);
    to->len += before - room;
  }
  iconv_close(cd);
  return status;
}
