/* input_parts.h - what the files of the input itself share.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_INPUT_INPUT_PARTS_H
#define GOVFIG_INPUT_INPUT_PARTS_H

#include <pthread.h>

#include "input/archive.h"
#include "input/cutter.h"
#include "input/parcel.h"
#include "input/walk.h"

enum { ARCHIVES_MAX = 2 };

/* Looked at where the sniffed window is plain ASCII and says nothing, and held
   of an archive's member so that the archive can go on meanwhile. */
enum { WINDOW_BYTES = 1024 * 1024 };

/* Within which the first row of a CSV file is looked for. */
enum { HEADER_BYTES = 8192 };

struct govfig_input {
  struct shared shared;
  enum format format;
  const char *encoding;
  char encoding_room[SNIFF_LABEL_ROOM];
  const char *const *paths;
  size_t n_paths;
  struct walk *walk;
  struct {
    struct members *members;
    char *name;
  } archive[ARCHIVES_MAX];
  size_t n_archives;
  struct cutter cutter; /* cutter.from NULL: none */
  uint64_t bytes;     /* of the file just opened, for its first parcel */
  /* A parcel that reads from an open archive: the archive must wait. */
  pthread_mutex_t lock;
  pthread_cond_t freed;
  bool lent;
};

/* ---- input_take.c: what a source turns out to be ---- */

/* A parcel called `name`, which it takes over (freed on failure). */
struct govfig_parcel *input_parcel(struct govfig_input *in, enum parcel_kind kind, char *name,
                                   struct govfig_error *err);

/* Sets the parcel's mark, which is its last word. */
void input_seal(struct govfig_parcel *p);

/* A parcel that reports `why`; takes over `name`. */
enum govfig_status input_fault(struct govfig_input *in, char *name, const struct govfig_error *why,
                               struct govfig_parcel **out, struct govfig_error *err);

/* Takes over `from` and `name`; `kind_name` is what its ending is judged by.  *out stays
   NULL where it became an archive or a stream of records. */
enum govfig_status input_take(struct govfig_input *in, struct source *from, char *name,
                              const char *kind_name, struct govfig_parcel **out,
                              struct govfig_error *err);

/* ---- input_next.c: where sources come from; *out NULL where nothing came as yet ---- */

enum govfig_status input_next_path(struct govfig_input *in, struct govfig_parcel **out, bool *end,
                                   struct govfig_error *err);
enum govfig_status input_next_member(struct govfig_input *in, struct govfig_parcel **out,
                                     struct govfig_error *err);
enum govfig_status input_next_block(struct govfig_input *in, struct govfig_parcel **out,
                                    struct govfig_error *err);

/* Closes the innermost archive. */
void input_pop_archive(struct govfig_input *in);

#endif
