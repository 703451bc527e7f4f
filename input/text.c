/* text.c - plain text and Markdown, piece by piece.  SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "input/parcel.h"

enum { PIECE_BYTES = 128 * 1024 };

struct govfig_document parcel_document(const struct govfig_parcel *p)
{
  return (struct govfig_document){.id = {p->name, strlen(p->name)}};
}

static enum govfig_status skip_mark(struct govfig_parcel *p, struct govfig_error *err)
{
  enum govfig_status status = source_peek(&p->source, 3, err);
  if (status == GOVFIG_OK)
    source_skip(&p->source, encoding_mark(p->encoding, p->source.window.data + p->source.at,
                                          p->source.window.len - p->source.at));
  return status;
}

/* Feeds the source until it ends.  *fault tells a failing source from a handler
   that says stop. */
static enum govfig_status pump(struct source *s, struct delivery *d, char *piece, bool *fault,
                               struct govfig_error *err)
{
  for (;;) {
    size_t got;
    enum govfig_status status = source_read(s, piece, PIECE_BYTES, &got, err);
    if (status != GOVFIG_OK) {
      *fault = status != GOVFIG_E_NOMEM;
      return status;
    }
    if (got == 0)
      return GOVFIG_OK;
    status = deliver_text(d, piece, got);
    if (status != GOVFIG_OK)
      return status;
  }
}

static enum govfig_status pump_any(struct govfig_parcel *p, struct delivery *d, char *piece,
                                   bool *fault, struct govfig_error *err)
{
  enum govfig_status status = skip_mark(p, err);
  if (status != GOVFIG_OK) {
    *fault = status != GOVFIG_E_NOMEM;
    return status;
  }
  if (p->encoding == encoding_utf8)
    return pump(&p->source, d, piece, fault, err);
  struct origin origin;
  d->unchecked = true;
  status = origin_of_decoder(&p->source, p->encoding, &d->replaced, &origin, err);
  if (status != GOVFIG_OK) {
    *fault = status != GOVFIG_E_NOMEM;
    return status;
  }
  struct source decoded;
  source_init(&decoded, origin);
  status = pump(&decoded, d, piece, fault, err);
  source_done(&decoded);
  return status;
}

enum govfig_status parcel_read_text(struct govfig_parcel *p, struct delivery *d,
                                    struct govfig_error *err)
{
  struct govfig_document document = parcel_document(p);
  deliver_start(d, &document, p->encoding);
  char *piece = malloc(PIECE_BYTES);
  if (piece == NULL)
    return error_nomem(err);
  bool fault = false;
  struct govfig_error why;
  enum govfig_status status = pump_any(p, d, piece, &fault, &why);
  free(piece);
  if (status == GOVFIG_E_NOMEM)
    return error_nomem(err);
  if (status != GOVFIG_OK && !fault)
    return status;
  return deliver_done(d, status, status != GOVFIG_OK ? why.text : NULL);
}

enum govfig_status parcel_load(struct govfig_parcel *p, struct buf *text, uint64_t *replaced,
                               struct govfig_error *err)
{
  buf_init(text, p->shared->options.document_bytes_max);
  enum govfig_status status = skip_mark(p, err);
  if (status != GOVFIG_OK || p->encoding == encoding_utf8 || p->encoding == NULL)
    return status != GOVFIG_OK ? status : source_read_all(&p->source, text, err);
  struct buf raw;
  buf_init(&raw, p->shared->options.document_bytes_max);
  status = source_read_all(&p->source, &raw, err);
  if (status == GOVFIG_OK)
    status = encoding_decode(p->encoding, raw.data, raw.len, text, replaced, err);
  buf_done(&raw);
  return status;
}
