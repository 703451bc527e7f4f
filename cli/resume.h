/* resume.h - how far an interrupted run had come.  SPDX-License-Identifier: GPL-3.0-or-later

   Beside the unfinished table FILE.part stands FILE.resume: how many parcels are
   in it, how long it was then, and a chain of the parcels' marks, by which the
   next run knows that the inputs are the same.  It is replaced as a whole, after
   what it promises is on the disk. */
#ifndef GOVFIG_CLI_RESUME_H
#define GOVFIG_CLI_RESUME_H

#include <stdint.h>

#include <govfig/status.h>

#include "cli/report.h"

struct resume {
  uint64_t settings; /* hash of everything that the rows depend on */
  uint64_t parcels, chain;
  uint64_t offset;   /* bytes of the table */
  uint64_t errors;   /* bytes of the file of errors */
  struct counts counts;
};

/* The chain with one more parcel. */
uint64_t resume_chain(uint64_t chain, uint64_t mark);

/* Reads FILE.resume at `path`; all zeros but `settings` when there is none.
   E_USAGE when it was made with other settings, E_FORMAT when it is damaged. */
enum govfig_status resume_read(const char *path, uint64_t settings, struct resume *out,
                               struct govfig_error *err);

enum govfig_status resume_write(const char *path, const struct resume *r,
                                struct govfig_error *err);

#endif
