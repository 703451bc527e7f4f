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

/* A source on its way to a reader.  `faulty`: what went wrong is the source's
   fault, not the reader's. */
struct stream {
  struct source *from;
  piece_fn *take;
  void *ctx;
  char *piece;
  const struct delivery *straight; /* not NULL: text goes as it is to this handler */
  bool faulty;
};

static enum govfig_status source_fault(struct stream *s, enum govfig_status status)
{
  s->faulty = status != GOVFIG_OK && status != GOVFIG_E_NOMEM;
  return status;
}

static enum govfig_status pump(struct stream *s, struct govfig_error *err)
{
  for (;;) {
    size_t got;
    char *room = s->straight != NULL ? deliver_room(s->straight, PIECE_BYTES) : NULL;
    char *to = room != NULL ? room : s->piece;
    enum govfig_status status = source_read(s->from, to, PIECE_BYTES, &got, err);
    if (status != GOVFIG_OK)
      return source_fault(s, status);
    status = s->take(s->ctx, got != 0 ? to : NULL, got);
    if (status == GOVFIG_E_LIMIT)
      return source_fault(s, error_set(err, status, NULL, 0, 0, "a row of it is too large"));
    if (status != GOVFIG_OK || got == 0)
      return status;
  }
}

static enum govfig_status pump_decoded(struct govfig_parcel *p, struct delivery *d,
                                       struct stream *s, struct govfig_error *err)
{
  struct origin origin;
  struct source decoded;
  d->unchecked = true;
  enum govfig_status status =
      origin_of_decoder(&p->source, p->encoding, &d->replaced, &origin, err);
  if (status != GOVFIG_OK)
    return source_fault(s, status);
  source_init(&decoded, origin);
  s->from = &decoded;
  status = pump(s, err);
  source_done(&decoded);
  return status;
}

static enum govfig_status pump_any(struct govfig_parcel *p, struct delivery *d, struct stream *s,
                                   struct govfig_error *err)
{
  enum govfig_status status = skip_mark(p, err);
  if (status != GOVFIG_OK)
    return source_fault(s, status);
  return p->encoding == encoding_utf8 ? pump(s, err) : pump_decoded(p, d, s, err);
}

static enum govfig_status take_text(void *ctx, const char *text, size_t len)
{
  return deliver_text(ctx, text, len);
}

enum govfig_status parcel_stream(struct govfig_parcel *p, struct delivery *d, piece_fn *take,
                                 void *ctx, struct govfig_error *err)
{
  struct govfig_document document = parcel_document(p);
  struct govfig_error why;
  struct stream s = {.from = &p->source, .take = take, .ctx = ctx, .piece = malloc(PIECE_BYTES)};
  s.straight = take == take_text ? d : NULL;
  if (s.piece == NULL)
    return error_nomem(err);
  deliver_start(d, &document, p->encoding);
  enum govfig_status status = pump_any(p, d, &s, &why);
  free(s.piece);
  if (status == GOVFIG_E_NOMEM)
    return error_nomem(err);
  if (status != GOVFIG_OK && !s.faulty)
    return status;
  return deliver_done(d, status, status != GOVFIG_OK ? why.text : NULL);
}

enum govfig_status parcel_read_text(struct govfig_parcel *p, struct delivery *d,
                                    struct govfig_error *err)
{
  return parcel_stream(p, d, take_text, d, err);
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
