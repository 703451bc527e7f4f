/* input_next.c - where sources come from.  SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input/input_parts.h"

/* ---- files ---- */

enum govfig_status input_next_path(struct govfig_input *in, struct govfig_parcel **out,
                                    bool *end, struct govfig_error *err)
{
  char *path;
  struct govfig_error why;
  struct stat st;
  enum govfig_status status = walk_next(in->walk, &path, &why);
  *end = path == NULL && status == GOVFIG_OK;
  if (status == GOVFIG_E_NOMEM) {
    free(path);
    return error_nomem(err);
  }
  if (path == NULL)
    return GOVFIG_OK;
  if (status != GOVFIG_OK)
    return input_fault(in, path, &why, out, err);
  bool standard = strcmp(path, "-") == 0;
  int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0 || fstat(fd, &st) != 0) {
    error_set(&why, GOVFIG_E_READ, NULL, 0, 0, "cannot be opened: %s", strerror(errno));
    return input_fault(in, path, &why, out, err);
  }
  in->bytes = S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
  struct origin origin;
  status = origin_of_file(fd, &origin, err);
  if (status != GOVFIG_OK) {
    free(path);
    return status;
  }
  struct source source;
  source_init(&source, origin);
  return input_take(in, &source, path, path, out, err);
}

/* ---- archives ---- */

/* Until no parcel reads from the open archives any more. */
static void wait_for_lent(struct govfig_input *in)
{
  pthread_mutex_lock(&in->lock);
  while (in->lent)
    pthread_cond_wait(&in->freed, &in->lock);
  pthread_mutex_unlock(&in->lock);
}

/* ARCHIVE/MEMBER; a compressed file's content has the file's own name. */
static char *member_name(const char *archive, const char *member)
{
  size_t n = strlen(archive), m = strlen(member);
  char *name = malloc(n + m + 2);
  if (name == NULL)
    return NULL;
  memcpy(name, archive, n);
  name[n] = m != 0 ? '/' : '\0';
  memcpy(name + n + (m != 0), member, m + 1);
  return name;
}

/* The ending that tells what is in report.jsonl.xz is the last but one. */
static char *kind_of_compressed(const char *name)
{
  char *kind = strdup(name);
  char *dot = kind != NULL ? strrchr(kind, '.') : NULL;
  if (dot != NULL)
    *dot = '\0';
  return kind;
}

static enum govfig_status take_member(struct govfig_input *in, const struct member *member,
                                      const char *archive, struct govfig_parcel **out,
                                      struct govfig_error *err)
{
  struct govfig_error why;
  char *name = member_name(archive, member->path);
  if (member->encrypted) {
    error_set(&why, GOVFIG_E_FORMAT, NULL, 0, 0, "is encrypted");
    return input_fault(in, name, &why, out, err);
  }
  char *kind = name == NULL ? NULL : member->path[0] != '\0' ? strdup(name)
                                                              : kind_of_compressed(name);
  if (kind == NULL) {
    free(name);
    return error_nomem(err);
  }
  struct source source;
  source_init(&source, member->origin);
  enum govfig_status status = input_take(in, &source, name, kind, out, err);
  free(kind);
  return status;
}

enum govfig_status input_next_member(struct govfig_input *in, struct govfig_parcel **out,
                                      struct govfig_error *err)
{
  struct member member;
  struct govfig_error why;
  wait_for_lent(in);
  size_t top = in->n_archives - 1;
  enum govfig_status status = members_next(in->archive[top].members, &member, &why);
  if (status == GOVFIG_OK && member.path == NULL) {
    input_pop_archive(in);
    return GOVFIG_OK;
  }
  if (status == GOVFIG_OK) {
    status = take_member(in, &member, in->archive[top].name, out, err);
    free(member.path);
    return status;
  }
  char *name = in->archive[top].name;
  in->archive[top].name = NULL;
  input_pop_archive(in);
  if (status != GOVFIG_E_NOMEM)
    return input_fault(in, name, &why, out, err);
  free(name);
  return error_nomem(err);
}

/* ---- records ---- */

/* NAME#N of a record that could not be read, or NAME. */
static char *fault_name(const struct cutter *s, enum govfig_status status)
{
  size_t room = strlen(s->name) + 32;
  char *name = malloc(room);
  if (name != NULL && status == GOVFIG_E_LIMIT)
    snprintf(name, room, "%s#%llu", s->name, (unsigned long long)(s->next - 1));
  else if (name != NULL)
    snprintf(name, room, "%s", s->name);
  return name;
}

static enum govfig_status hand_block(struct govfig_input *in, struct cutter_block *block,
                                     struct govfig_parcel **out, struct govfig_error *err)
{
  struct cutter *s = &in->cutter;
  struct govfig_parcel *p = input_parcel(in, PARCEL_RECORDS, strdup(s->name), err);
  if (p == NULL) {
    buf_done(&block->bytes);
    return GOVFIG_E_NOMEM;
  }
  p->format = s->format == FORMAT_CSV ? FORMAT_CSV : FORMAT_JSONL;
  p->encoding = encoding_of_label(s->encoding, strlen(s->encoding), p->encoding_room);
  p->separator = s->separator;
  p->block = block->bytes;
  p->first = block->first;
  p->bytes = p->block.len;
  input_seal(p);
  if (!buf_add(&p->header, s->header.data, s->header.len)) {
    govfig_parcel_free(p);
    return error_nomem(err);
  }
  *out = p;
  return GOVFIG_OK;
}

enum govfig_status input_next_block(struct govfig_input *in, struct govfig_parcel **out,
                                     struct govfig_error *err)
{
  struct cutter_block block;
  struct govfig_error why;
  enum govfig_status status = cutter_next(&in->cutter, &block, &why);
  if (status == GOVFIG_E_NOMEM)
    return error_nomem(err);
  if (status != GOVFIG_OK) {
    char *name = fault_name(&in->cutter, status);
    if (status != GOVFIG_E_LIMIT)
      cutter_done(&in->cutter);
    return input_fault(in, name, &why, out, err);
  }
  if (block.bytes.len != 0)
    return hand_block(in, &block, out, err);
  buf_done(&block.bytes);
  bool nothing = !in->cutter.fruitful && strcmp(in->cutter.name, "-") != 0;
  char *name = nothing ? strdup(in->cutter.name) : NULL;
  cutter_done(&in->cutter);
  if (!nothing)
    return GOVFIG_OK;
  error_set(&why, GOVFIG_E_FORMAT, NULL, 0, 0, "holds no record");
  return input_fault(in, name, &why, out, err);
}

