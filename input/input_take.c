/* input_take.c - what a source turns out to be.  SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "input/input_parts.h"

/* ---- parcels ---- */

void input_seal(struct govfig_parcel *p)
{
  uint64_t h = hash_bytes((uint64_t)p->kind, p->name, strlen(p->name));
  h = hash_bytes(h, &p->first, sizeof p->first);
  uint64_t size = p->kind == PARCEL_RECORDS ? p->block.len : p->bytes;
  p->mark = hash_bytes(h, &size, sizeof size);
}

struct govfig_parcel *input_parcel(struct govfig_input *in, enum parcel_kind kind,
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

enum govfig_status input_fault(struct govfig_input *in, char *name,
                                     const struct govfig_error *why, struct govfig_parcel **out,
                                     struct govfig_error *err)
{
  struct govfig_parcel *p = input_parcel(in, PARCEL_FAULT, name, err);
  if (p == NULL)
    return GOVFIG_E_NOMEM;
  p->fault = *why;
  input_seal(p);
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

static enum govfig_status hand_document(struct govfig_input *in, struct source *from, char *name,
                                        const struct sniffed *what, struct govfig_parcel **out,
                                        struct govfig_error *err)
{
  struct govfig_parcel *p = input_parcel(in, PARCEL_DOCUMENT, name, err);
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
  input_seal(p);
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

/* Is there more than one cell in the row? */
static bool has_cells(const struct buf *row, char separator)
{
  return row->len != 0 && (memchr(row->data, separator, row->len) != NULL ||
                           memchr(row->data, '\r', row->len) != NULL);
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
    if (has_cells(row, separators[i]) &&
        fields_have_text(f, row->data, row->len, separators[i], &known) && known > 1) {
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
    return input_fault(in, name, &why, out, err);
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
    return input_fault(in, name, &why, out, err);
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

enum govfig_status input_take(struct govfig_input *in, struct source *from, char *name,
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
    return input_fault(in, name, &why, out, err);
  free(name);
  return error_nomem(err);
}

