/* deliver.h - hands a document to the caller's handler.  SPDX-License-Identifier: Apache-2.0

   Takes what a reader of one format finds, gives the handler begin, text and
   done in their order, fills in what the manifest and the options know, counts
   bytes and malformed sequences, leaves out the documents of other shards. */
#ifndef GOVFIG_INPUT_DELIVER_H
#define GOVFIG_INPUT_DELIVER_H

#include <govfig/input.h>

#include "base/arena.h"
#include "input/fields.h"
#include "input/utf8.h"

/* What all parcels of an input share; immutable. */
struct shared {
  struct govfig_input_options options;
  struct fields fields;
};

struct delivery {
  const struct shared *shared;
  const struct govfig_input_handler *handler;
  void *ctx;
  struct govfig_document document; /* of the current one, as the reader knows it */
  const char *encoding;
  uint64_t bytes, replaced;
  struct utf8_check check;
  bool unchecked; /* the text was made here: no need to look for malformed bytes */
  bool begun, skipped, inked; /* inked: it has a character that is not blank */
};

/* Starts a document; the strings of `document` must live until deliver_done. */
void deliver_start(struct delivery *d, const struct govfig_document *document,
                   const char *encoding);

/* A piece of its text; what comes back is the handler's verdict. */
/* The handler's own room for the next `n` bytes of text; NULL: it has none. */
char *deliver_room(const struct delivery *d, size_t n);

enum govfig_status deliver_text(struct delivery *d, const char *text, size_t len);

/* The end: `status` and `reason` say what went wrong.  A document without a
   visible character is reported as empty. */
enum govfig_status deliver_done(struct delivery *d, enum govfig_status status,
                                const char *reason);

/* Whether another shard takes the document called `id`. */
bool deliver_elsewhere(const struct shared *shared, struct govfig_str id);

/* FNV-1a with a final mix; `seed` continues an earlier hash. */
uint64_t hash_bytes(uint64_t seed, const void *bytes, size_t len);

#endif
