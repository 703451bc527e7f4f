/* spawn.h - running a program, without a shell.  SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GOVFIG_PLOT_SPAWN_H
#define GOVFIG_PLOT_SPAWN_H

#include <govfig/status.h>

#include "base/buf.h"

/* Runs argv[0], looked for in PATH, with its output and its words in the given
   files and nothing on standard input, and waits for it.  *code becomes its exit
   status; 128 + n when signal n ended it.
   Status: OK; E_READ when it cannot be started: err names it and `package`. */
enum govfig_status spawn_run(const char *const *argv, const char *package, const char *output,
                             const char *words, int *code, struct govfig_error *err);

/* Adds a file's bytes.  Status: OK, E_READ, E_NOMEM. */
enum govfig_status spawn_read(const char *path, struct buf *out, struct govfig_error *err);

/* Makes a file of them.  Status: OK, E_WRITE. */
enum govfig_status spawn_write(const char *path, const struct buf *bytes,
                               struct govfig_error *err);

#endif
