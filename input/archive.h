/* archive.h - members of archives and compressed files (libarchive).
   SPDX-License-Identifier: Apache-2.0

   Takes a source with a zip, tar, 7z, rar, gz, xz, zst or bz2 in it; gives its
   members as origins, one after the other.  Nothing is ever written to disk, so
   that a member's path is a name and no more.  A member that expands beyond
   measure ends with E_LIMIT. */
#ifndef GOVFIG_INPUT_ARCHIVE_H
#define GOVFIG_INPUT_ARCHIVE_H

#include "input/source.h"

struct members;

/* Takes over `from`, also on failure. */
enum govfig_status members_open(struct source *from, struct members **out,
                                struct govfig_error *err);

struct member {
  char *path; /* to be freed; NULL behind the last member; "" when the whole is one
                 compressed file, which has no name of its own */
  struct origin origin;
  bool encrypted;
};

/* The next file among the members; the origin of the last one must not be used
   any more.  A damaged archive ends with E_FORMAT, an unreadable one with E_READ. */
enum govfig_status members_next(struct members *m, struct member *out, struct govfig_error *err);

void members_close(struct members *m);

/* The first member of an archive in memory whose name begins and ends so, appended
   to `to`; E_FORMAT when there is none, E_LIMIT past `to`'s ceiling. */
enum govfig_status member_load(const struct buf *archive, const char *begin, const char *end,
                               struct buf *to, struct govfig_error *err);

#endif
