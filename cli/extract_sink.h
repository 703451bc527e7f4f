/* extract_sink.h - where the rows of govfig extract go.  SPDX-License-Identifier: GPL-3.0-or-later

   Takes rows in order; gives standard output, a file or a workbook.  With
   --resume the unfinished file is FILE.part, and FILE.resume says how much of it
   counts (cli/resume.h). */
#ifndef GOVFIG_CLI_EXTRACT_SINK_H
#define GOVFIG_CLI_EXTRACT_SINK_H

#include "cli/extract_job.h"
#include "cli/output.h"
#include "cli/resume.h"
#include "cli/sheet.h"

struct extract_sink {
  const struct extract_settings *settings;
  struct output *output;
  struct sheet *sheet;
  char *partial, *journal; /* --resume: their paths */
  struct resume done;      /* what is in the table so far */
  uint64_t skip;           /* parcels of an interrupted run */
  struct timespec committed;
};

/* Opens it; `inputs` are part of what a resumed run must have in common with the
   interrupted one.  done.counts and skip tell how far that had come. */
enum govfig_status extract_sink_open(struct extract_sink *s, const struct extract_settings *settings,
                                     const struct operands *inputs, const struct dress *dress,
                                     struct govfig_error *err);

enum govfig_status extract_sink_put(struct extract_sink *s, const void *bytes, size_t len,
                                    struct govfig_error *err);

/* All rows of a parcel with this mark are put; `r` has counted them. */
enum govfig_status extract_sink_parcel(struct extract_sink *s, uint64_t mark,
                                       const struct reporter *r, struct govfig_error *err);

/* The `whole` table appears under its name, with its schema; anything else goes
   (or stays, for --resume). */
enum govfig_status extract_sink_close(struct extract_sink *s, bool whole, struct govfig_error *err);

#endif
