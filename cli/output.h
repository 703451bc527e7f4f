/* output.h - a result that is whole or not there.  SPDX-License-Identifier: GPL-3.0-or-later

   Standard output, or a file: written beside its final name and renamed when
   everything is on the disk.  An interrupt (SIGINT, SIGTERM, SIGHUP) removes
   the half-written file and ends the program by the same signal.  An existing
   name that is no regular file (a pipe, /dev/null) is written directly. */
#ifndef GOVFIG_CLI_OUTPUT_H
#define GOVFIG_CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include <govfig/status.h>

struct output;

/* `path` NULL or "-": standard output.  `partial` NULL: a name of its own that
   nobody sees; else the unfinished file stands under this name, is continued
   from `offset` when it is there and survives an interrupt. */
enum govfig_status output_open(const char *path, const char *partial, size_t offset,
                               struct output **out, struct govfig_error *err);

/* Adds bytes; they reach the file when enough have come together. */
enum govfig_status output_write(struct output *o, const void *bytes, size_t len,
                                struct govfig_error *err);

/* Hands over what was held back. */
enum govfig_status output_flush(struct output *o, struct govfig_error *err);

/* The same, and waits until it is on the disk. */
enum govfig_status output_sync(struct output *o, struct govfig_error *err);

/* Bytes written so far, those held back included. */
size_t output_size(const struct output *o);

/* The path that is written to at the moment, for writers that open it themselves. */
const char *output_path(const struct output *o);

/* `whole`: flushes, syncs, renames.  Otherwise an unfinished file is removed, or
   left where it was opened as `partial`.  Frees `o`. */
enum govfig_status output_close(struct output *o, bool whole, struct govfig_error *err);

#endif
