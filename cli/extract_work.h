/* extract_work.h - one thread's work: parcels of documents into rows.
   SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GOVFIG_CLI_EXTRACT_WORK_H
#define GOVFIG_CLI_EXTRACT_WORK_H

#include <govfig/extractor.h>
#include <govfig/input.h>
#include <govfig/table.h>

#include "cli/dress.h"
#include "cli/pool.h"
#include "cli/report.h"

/* A parcel on its way through the pool. */
struct extract_item {
  struct govfig_parcel *parcel;
  struct findings findings;
  uint64_t mark;
};

struct extract_worker {
  struct govfig_extractor *extractor;
  struct govfig_writer *writer;
  const struct dress *dress; /* NULL: figures as they are */
  /* of the item at hand */
  struct pool_output *to;
  struct findings *findings;
  /* of the document at hand */
  bool begun;
  uint64_t figures;
  enum govfig_status status; /* what stopped the writer */
  struct govfig_error err;
};

/* A worker that writes rows as `options` say, without a header, dressed where
   `dress` is not NULL. */
enum govfig_status extract_worker_new(const struct govfig_rules *rules,
                                      const struct govfig_writer_options *options,
                                      const struct dress *dress,
                                      struct extract_worker **out, struct govfig_error *err);
void extract_worker_free(struct extract_worker *w);

/* struct pool_calls' work: `worker` is a struct extract_worker, `item` a struct
   extract_item. */
enum govfig_status extract_work(void *worker, void *item, struct pool_output *to);

#endif
