/* input.c - parcels out of paths.  SPDX-License-Identifier: Apache-2.0

   A stack of what is open: paths at the bottom, at most two archives in each
   other above, on top a stream of records.  The next parcel comes from the top. */
#include <errno.h>
#include <fcntl.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input/archive.h"
#include "input/parcel.h"
#include "input/cutter.h"
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

static const char *const format_names[] = {"text", "html", "docx", "pdf",    "jsonl",
                                           "json", "csv",  "archive", NULL};

const char *const *govfig_input_formats(void)
{
  return format_names;
}

struct govfig_input_options govfig_input_defaults(void)
{
  return (struct govfig_input_options){.document_bytes_max = (size_t)64 << 20,
                                       .block_bytes = (size_t)1 << 20};
}

static bool find_format(const char *name, enum format *out)
{
  *out = FORMAT_AUTO;
  for (int i = 0; name != NULL && format_names[i] != NULL; i++)
    if (strcmp(format_names[i], name) == 0)
      *out = (enum format)(FORMAT_TEXT + i);
  return name == NULL || *out != FORMAT_AUTO;
}

static enum govfig_status choose(struct govfig_input *in, struct govfig_error *err)
{
  const struct govfig_input_options *o = &in->shared.options;
  if (!find_format(o->format, &in->format))
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "input format %s is not known", o->format);
  if (o->encoding == NULL)
    return GOVFIG_OK;
  in->encoding = encoding_of_label(o->encoding, strlen(o->encoding), in->encoding_room);
  if (in->encoding == NULL || !encoding_is_known(in->encoding))
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "encoding %s is not known", o->encoding);
  return GOVFIG_OK;
}

enum govfig_status govfig_input_new(const struct govfig_input_options *options,
                                    const char *const *paths, size_t n,
                                    struct govfig_input **out, struct govfig_error *err)
{
  *out = NULL;
  struct govfig_input *in = calloc(1, sizeof *in);
  if (in == NULL)
    return error_nomem(err);
  in->shared.options = options != NULL ? *options : govfig_input_defaults();
  fields_init(&in->shared.fields, &in->shared.options.fields);
  in->paths = paths;
  in->n_paths = n;
  xmlInitParser(); /* before threads use it */
  pthread_mutex_init(&in->lock, NULL);
  pthread_cond_init(&in->freed, NULL);
  in->walk = walk_new(paths, n);
  enum govfig_status status = in->walk != NULL ? choose(in, err) : error_nomem(err);
  if (status != GOVFIG_OK) {
    govfig_input_free(in);
    return status;
  }
  *out = in;
  return GOVFIG_OK;
}

static void pop_archive(struct govfig_input *in)
{
  in->n_archives--;
  members_close(in->archive[in->n_archives].members);
  free(in->archive[in->n_archives].name);
}

void govfig_input_free(struct govfig_input *in)
{
  if (in == NULL)
    return;
  cutter_done(&in->cutter);
  while (in->n_archives > 0)
    pop_archive(in);
  walk_free(in->walk);
  pthread_cond_destroy(&in->freed);
  pthread_mutex_destroy(&in->lock);
  free(in);
}

/* ---- parcels ---- */

static uint64_t mark_of(const struct govfig_parcel *p)
{
  uint64_t h = hash_bytes((uint64_t)p->kind, p->name, strlen(p->name));
  h = hash_bytes(h, &p->first, sizeof p->first);
  uint64_t size = p->kind == PARCEL_RECORDS ? p->block.len : p->bytes;
  return hash_bytes(h, &size, sizeof size);
}

/* A parcel called `name`, which it takes over (freed on failure). */
static struct govfig_parcel *parcel_new(struct govfig_input *in, enum parcel_kind kind,
                                        char *name, struct govfig_error *err)
{
  struct govfig_parcel *p = name != NULL ? calloc(1, sizeof *p) : NULL;
  if (p == NULL) {
    free(name);
    error_nomem(err);
    return NULL;
  }
  p->shared = &in->shared;
  p->kind = kind;
  p->name = name;
  source_init(&p->source, (struct origin){0});
  p->source.ended = true;
  p->bytes = in->bytes;
  in->bytes = 0;
  return p;
}

/* A parcel that reports `why`. */
static enum govfig_status hand_fault(struct govfig_input *in, char *name,
                                     const struct govfig_error *why, struct govfig_parcel **out,
                                     struct govfig_error *err)
{
  struct govfig_parcel *p = parcel_new(in, PARCEL_FAULT, name, err);
  if (p == NULL)
    return GOVFIG_E_NOMEM;
  p->fault = *why;
  p->mark = mark_of(p);
  *out = p;
  return GOVFIG_OK;
}

static void give_back(void *ctx)
{
  struct govfig_input *in = ctx;
  pthread_mutex_lock(&in->lock);
  in->lent = false;
  pthread_cond_signal(&in->freed);
  pthread_mutex_unlock(&in->lock);
}

static void wait_for_lent(struct govfig_input *in)
{
  pthread_mutex_lock(&in->lock);
  while (in->lent)
    pthread_cond_wait(&in->freed, &in->lock);
  pthread_mutex_unlock(&in->lock);
}

static enum govfig_status hand_document(struct govfig_input *in, struct source *from, char *name,
                                        const struct sniffed *what, struct govfig_parcel **out,
                                        struct govfig_error *err)
{
  struct govfig_parcel *p = parcel_new(in, PARCEL_DOCUMENT, name, err);
  if (p == NULL) {
    source_done(from);
    return GOVFIG_E_NOMEM;
  }
  p->source = *from;
  p->format = what->format;
  p->separator = what->separator;
  if (what->encoding != NULL)
    p->encoding = encoding_of_label(what->encoding, strlen(what->encoding), p->encoding_room);
  if (!source_detach(&p->source) && in->n_archives > 0) {
    in->lent = true;
    p->release = give_back;
    p->release_ctx = in;
  }
  p->mark = mark_of(p);
  *out = p;
  return GOVFIG_OK;
}

/* ---- what a source turns out to be ---- */

static bool all_ascii(const struct source *s)
{
  for (size_t i = s->at; i < s->window.len; i++)
    if ((unsigned char)s->window.data[i] >= 0x80)
      return false;
  return true;
}

/* The first row of what the window shows, in UTF-8. */
static enum govfig_status first_row(const struct source *s, const char *encoding,
                                    struct buf *row, struct govfig_error *err)
{
  uint64_t replaced = 0;
  size_t mark = encoding_mark(encoding, s->window.data + s->at, s->window.len - s->at);
  const char *bytes = s->window.data + s->at + mark;
  size_t len = s->window.len - s->at - mark;
  enum govfig_status status = GOVFIG_OK;
  if (len > HEADER_BYTES)
    len = HEADER_BYTES;
  if (encoding != encoding_utf8)
    status = encoding_decode(encoding, bytes, len, row, &replaced, err);
  else if (!buf_add(row, bytes, len))
    status = error_nomem(err);
  const char *stop = row->len != 0 ? memchr(row->data, '\n', row->len) : NULL;
  if (stop != NULL)
    row->len = (size_t)(stop - row->data);
  return status;
}

/* A CSV file is records when its first row names the text, a table otherwise; a
   text whose first row names the text and more is CSV under another name. */
static void settle_csv(struct govfig_input *in, const struct buf *row, struct sniffed *what)
{
  static const char separators[] = {',', '\t', ';'};
  const struct fields *f = &in->shared.fields;
  size_t known;
  if (what->format == FORMAT_CSV) {
    if (!fields_have_text(f, row->data, row->len, what->separator, &known))
      what->format = FORMAT_TABLE;
    return;
  }
  for (size_t i = 0; i < sizeof separators; i++)
    if (fields_have_text(f, row->data, row->len, separators[i], &known) && known > 1) {
      what->format = FORMAT_CSV;
      what->separator = separators[i];
      return;
    }
}

static enum govfig_status look(struct govfig_input *in, const struct source *s, const char *name,
                               char *room, struct sniffed *what, struct govfig_error *err)
{
  *what = sniff(s->window.data + s->at, s->window.len - s->at, s->ended, name, in->format,
                in->encoding, room);
  if ((what->format != FORMAT_CSV && what->format != FORMAT_TEXT) || in->format != FORMAT_AUTO)
    return GOVFIG_OK;
  struct buf row;
  buf_init(&row, 0);
  enum govfig_status status = first_row(s, what->encoding, &row, err);
  if (status == GOVFIG_OK)
    settle_csv(in, &row, what);
  buf_done(&row);
  return status;
}

/* Looks ahead and decides; `kind_name` breaks ties. */
static enum govfig_status examine(struct govfig_input *in, struct source *s,
                                  const char *kind_name, struct sniffed *what, char *room,
                                  struct govfig_error *err)
{
  bool eager = in->shared.options.eager != 0;
  enum govfig_status status = source_peek(s, eager ? 1 : SNIFF_BYTES, err);
  if (status == GOVFIG_OK && !eager && !s->ended && (in->n_archives > 0 || all_ascii(s)))
    status = source_peek(s, WINDOW_BYTES, err);
  if (status == GOVFIG_OK && s->window.len - s->at < WINDOW_BYTES && !eager)
    status = source_peek(s, s->window.len - s->at + 1, err); /* is that all? */
  return status == GOVFIG_OK ? look(in, s, kind_name, room, what, err) : status;
}

static enum govfig_status open_archive(struct govfig_input *in, struct source *from, char *name,
                                       struct govfig_parcel **out, struct govfig_error *err)
{
  struct govfig_error why;
  struct members *m = NULL;
  enum govfig_status status;
  if (in->n_archives == ARCHIVES_MAX) {
    source_done(from);
    status = error_set(&why, GOVFIG_E_LIMIT, NULL, 0, 0, "is an archive within %d others",
                       ARCHIVES_MAX);
  } else {
    status = members_open(from, &m, &why);
  }
  if (status == GOVFIG_E_NOMEM) {
    free(name);
    return error_nomem(err);
  }
  if (status != GOVFIG_OK)
    return hand_fault(in, name, &why, out, err);
  in->archive[in->n_archives].members = m;
  in->archive[in->n_archives++].name = name;
  return GOVFIG_OK;
}

static enum govfig_status take_sniffed(struct govfig_input *in, struct source *from, char *name,
                                       const struct sniffed *what, struct govfig_parcel **out,
                                       struct govfig_error *err)
{
  struct govfig_error why;
  bool nothing = from->ended && from->window.len == 0;
  switch (what->format) {
  case FORMAT_UNREADABLE:
    source_done(from);
    if (nothing && strcmp(name, "-") == 0) { /* a filter without input has no output */
      free(name);
      return GOVFIG_OK;
    }
    error_set(&why, GOVFIG_E_FORMAT, NULL, 0, 0, "%s", what->reason);
    return hand_fault(in, name, &why, out, err);
  case FORMAT_ARCHIVE:
    return open_archive(in, from, name, out, err);
  case FORMAT_JSONL:
  case FORMAT_JSON:
  case FORMAT_CSV:
    return cutter_start(&in->cutter, &in->shared, from, what, name, err);
  default:
    return hand_document(in, from, name, what, out, err);
  }
}

/* Takes over `from` and `name`; `kind_name` is what its ending is judged by.  *out stays
   NULL where it became an archive or a stream of records. */
static enum govfig_status take(struct govfig_input *in, struct source *from, char *name,
                               const char *kind_name, struct govfig_parcel **out,
                               struct govfig_error *err)
{
  struct sniffed what = {0};
  struct govfig_error why;
  char room[SNIFF_LABEL_ROOM];
  enum govfig_status status = examine(in, from, kind_name, &what, room, &why);
  if (status == GOVFIG_OK)
    return take_sniffed(in, from, name, &what, out, err);
  source_done(from);
  if (status != GOVFIG_E_NOMEM)
    return hand_fault(in, name, &why, out, err);
  free(name);
  return error_nomem(err);
}

/* ---- the three places that sources come from ---- */

static enum govfig_status next_path(struct govfig_input *in, struct govfig_parcel **out,
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
    return hand_fault(in, path, &why, out, err);
  bool standard = strcmp(path, "-") == 0;
  int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0 || fstat(fd, &st) != 0) {
    error_set(&why, GOVFIG_E_READ, NULL, 0, 0, "cannot be opened: %s", strerror(errno));
    return hand_fault(in, path, &why, out, err);
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
  return take(in, &source, path, path, out, err);
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
    return hand_fault(in, name, &why, out, err);
  }
  char *kind = name == NULL ? NULL : member->path[0] != '\0' ? strdup(name)
                                                              : kind_of_compressed(name);
  if (kind == NULL) {
    free(name);
    return error_nomem(err);
  }
  struct source source;
  source_init(&source, member->origin);
  enum govfig_status status = take(in, &source, name, kind, out, err);
  free(kind);
  return status;
}

static enum govfig_status next_member(struct govfig_input *in, struct govfig_parcel **out,
                                      struct govfig_error *err)
{
  struct member member;
  struct govfig_error why;
  wait_for_lent(in);
  size_t top = in->n_archives - 1;
  enum govfig_status status = members_next(in->archive[top].members, &member, &why);
  if (status == GOVFIG_OK && member.path == NULL) {
    pop_archive(in);
    return GOVFIG_OK;
  }
  if (status == GOVFIG_OK) {
    status = take_member(in, &member, in->archive[top].name, out, err);
    free(member.path);
    return status;
  }
  char *name = in->archive[top].name;
  in->archive[top].name = NULL;
  pop_archive(in);
  if (status != GOVFIG_E_NOMEM)
    return hand_fault(in, name, &why, out, err);
  free(name);
  return error_nomem(err);
}

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
  struct govfig_parcel *p = parcel_new(in, PARCEL_RECORDS, strdup(s->name), err);
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
  p->mark = mark_of(p);
  if (!buf_add(&p->header, s->header.data, s->header.len)) {
    govfig_parcel_free(p);
    return error_nomem(err);
  }
  *out = p;
  return GOVFIG_OK;
}

static enum govfig_status next_block(struct govfig_input *in, struct govfig_parcel **out,
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
    return hand_fault(in, name, &why, out, err);
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
  return hand_fault(in, name, &why, out, err);
}

enum govfig_status govfig_input_next(struct govfig_input *in, struct govfig_parcel **out,
                                     struct govfig_error *err)
{
  enum govfig_status status = GOVFIG_OK;
  bool end = false;
  *out = NULL;
  while (status == GOVFIG_OK && *out == NULL && !end) {
    if (in->cutter.from != NULL)
      status = next_block(in, out, err);
    else if (in->n_archives > 0)
      status = next_member(in, out, err);
    else
      status = next_path(in, out, &end, err);
  }
  return status;
}

uint64_t govfig_input_total(const struct govfig_input *in)
{
  uint64_t total = 0;
  struct walk *w = walk_new(in->paths, in->n_paths);
  char *path = NULL;
  while (w != NULL) {
    struct stat st;
    enum govfig_status status = walk_next(w, &path, NULL);
    if (path == NULL || status == GOVFIG_E_NOMEM)
      break;
    if (status == GOVFIG_OK && stat(path, &st) == 0 && S_ISREG(st.st_mode))
      total += (uint64_t)st.st_size;
    free(path);
    path = NULL;
  }
  free(path);
  walk_free(w);
  return total;
}
