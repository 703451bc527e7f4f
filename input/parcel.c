/* parcel.c - reads a piece of work.  SPDX-License-Identifier: Apache-2.0 */
#include "input/parcel.h"

#include <stdlib.h>

static enum govfig_status read_fault(struct govfig_parcel *p, struct delivery *d,
                                     struct govfig_error *err)
{
  (void)err;
  struct govfig_document document = parcel_document(p);
  deliver_start(d, &document, p->encoding);
  return deliver_done(d, p->fault.status, p->fault.text);
}

typedef enum govfig_status read_fn(struct govfig_parcel *, struct delivery *,
                                   struct govfig_error *);

static read_fn *const readers[FORMATS] = {
    [FORMAT_TEXT] = parcel_read_text,   [FORMAT_HTML] = parcel_read_html,
    [FORMAT_DOCX] = parcel_read_docx,   [FORMAT_PDF] = parcel_read_pdf,
    [FORMAT_JSONL] = parcel_read_jsonl, [FORMAT_CSV] = parcel_read_csv,
    [FORMAT_TABLE] = parcel_read_table, [FORMAT_MHTML] = parcel_read_mhtml,
};

enum govfig_status govfig_parcel_read(struct govfig_parcel *p,
                                      const struct govfig_input_handler *handler, void *ctx,
                                      struct govfig_error *err)
{
  struct delivery d = {.shared = p->shared, .handler = handler, .ctx = ctx};
  if (p->kind == PARCEL_FAULT)
    return read_fault(p, &d, err);
  return readers[p->format](p, &d, err);
}

uint64_t govfig_parcel_mark(const struct govfig_parcel *p)
{
  return p->mark;
}

uint64_t govfig_parcel_bytes(const struct govfig_parcel *p)
{
  return p->bytes;
}

void govfig_parcel_free(struct govfig_parcel *p)
{
  if (p == NULL)
    return;
  source_done(&p->source);
  buf_done(&p->block);
  buf_done(&p->header);
  if (p->release != NULL)
    p->release(p->release_ctx);
  free(p->name);
  free(p);
}
