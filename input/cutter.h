/* cutter.h - blocks of whole records out of a stream.  SPDX-License-Identifier: Apache-2.0

   Takes a source of JSON Lines, JSON or CSV; gives blocks that end at a record,
   found at scanning speed; the parsing is left to whoever gets the block.
   Remembers the half record behind the last block.  JSON comes out as JSON
   Lines.  A record past the ceiling is stepped over and reported. */
#ifndef GOVFIG_INPUT_CUTTER_H
#define GOVFIG_INPUT_CUTTER_H

#include "input/deliver.h"
#include "input/json.h"
#include "input/sniff.h"
#include "input/source.h"

struct cutter {
  const struct shared *shared;
  struct source raw, decoded;
  struct source *from; /* one of these; NULL when there is nothing to cut */
  enum format format;
  const char *encoding;
  char encoding_room[SNIFF_LABEL_ROOM];
  char separator;
  char *name;
  struct buf header;   /* of CSV */
  struct buf rest;     /* the half record */
  uint64_t next;       /* number of the next record */
  uint64_t replaced;   /* by the decoder */
  struct json_scan scan;
  bool in_value, too_large, ended;
  bool fruitful; /* a block was handed out, or a record reported */
};

struct cutter_block {
  struct buf bytes; /* empty behind the last block; the caller's */
  uint64_t first;
};

/* Starts on `from`, which it takes over (also on failure) as it does `name`. */
enum govfig_status cutter_start(struct cutter *s, const struct shared *shared, struct source *from,
                               const struct sniffed *what, char *name, struct govfig_error *err);

/* The next block.  E_LIMIT: a record was too large and is left out, the next
   call goes on behind it; E_FORMAT: the JSON breaks off, the header lacks the
   text; E_READ, E_NOMEM.  After all of these but E_LIMIT cutter_done follows. */
enum govfig_status cutter_next(struct cutter *s, struct cutter_block *out,
                               struct govfig_error *err);

void cutter_done(struct cutter *s);

#endif
