/* walk.h - paths out of files and folders, in name order.  SPDX-License-Identifier: Apache-2.0

   Takes the paths of the command line; gives one path after the other.  In a
   folder, entries come sorted by the bytes of their names; names that begin
   with a dot are left out, and so is what browsers save beside a page: NAME_files
   next to NAME.html, style sheets, scripts. */
#ifndef GOVFIG_INPUT_WALK_H
#define GOVFIG_INPUT_WALK_H

#include <stdbool.h>

#include "base/error.h"

struct walk;

struct walk *walk_new(const char *const *paths, size_t n);

/* The next path (to be freed), NULL in *path at the end.  When a folder cannot
   be read, *path is that folder and the status E_READ; the walk goes on. */
enum govfig_status walk_next(struct walk *w, char **path, struct govfig_error *err);

void walk_free(struct walk *w);

#endif
