/* scenarios_input.c - documents out of files of every format but archives: when
   memory runs out inside libarchive, libarchive itself crashes.
   SPDX-License-Identifier: Apache-2.0 */
#include "tests/faults/scenarios.h"

#include <govfig/input.h>

static enum govfig_status keep_begin(const struct govfig_document *document, void *ctx)
{
  buf_add(ctx, document->title.data, document->title.len);
  return GOVFIG_OK;
}

static enum govfig_status keep_text(const char *utf8, size_t len, void *ctx)
{
  buf_add(ctx, utf8, len);
  return GOVFIG_OK;
}

/* A document that could not be read for lack of memory must say so. */
static enum govfig_status keep_done(const struct govfig_input_report *report, void *ctx)
{
  (void)ctx;
  return report->status;
}

static enum govfig_status read_inputs(const struct materials *m, struct buf *out,
                                      struct govfig_error *err)
{
  static const struct govfig_input_handler handler = {
      .begin = keep_begin, .text = keep_text, .done = keep_done};
  const char *path = m->folder;
  struct govfig_input *in;
  struct govfig_parcel *parcel = NULL;
  enum govfig_status s = govfig_input_new(NULL, &path, 1, &in, err);
  while (s == GOVFIG_OK && (s = govfig_input_next(in, &parcel, err)) == GOVFIG_OK &&
         parcel != NULL) {
    s = govfig_parcel_read(parcel, &handler, out, err);
    govfig_parcel_free(parcel);
  }
  govfig_input_free(in);
  return s;
}

const struct scenario input_scenarios[] = {
    {"inputs", read_inputs},
    {NULL, NULL},
};
