/* cutter.c - blocks of whole records out of a stream.  SPDX-License-Identifier: Apache-2.0 */
#include "input/cutter.h"

#include <stdlib.h>

#include "input/encoding.h"

enum { READ_BYTES = 256 * 1024 };

enum govfig_status cutter_start(struct cutter *s, const struct shared *shared, struct source *from,
                               const struct sniffed *what, char *name, struct govfig_error *err)
{
  *s = (struct cutter){.shared = shared,
                      .raw = *from,
                      .format = what->format,
                      .separator = what->separator,
                      .name = name,
                      .next = 1};
  s->from = &s->raw;
  s->encoding = encoding_of_label(what->encoding, strlen(what->encoding), s->encoding_room);
  source_skip(&s->raw, encoding_mark(s->encoding, s->raw.window.data + s->raw.at,
                                     s->raw.window.len - s->raw.at));
  if (s->encoding == encoding_utf8)
    return GOVFIG_OK;
  struct origin origin;
  enum govfig_status status = origin_of_decoder(&s->raw, s->encoding, &s->replaced, &origin, err);
  if (status != GOVFIG_OK) {
    cutter_done(s);
    return status;
  }
  source_init(&s->decoded, origin);
  s->from = &s->decoded;
  return GOVFIG_OK;
}

void cutter_done(struct cutter *s)
{
  source_done(&s->decoded);
  source_done(&s->raw);
  buf_done(&s->header);
  buf_done(&s->rest);
  free(s->name);
  *s = (struct cutter){0};
}

static size_t record_max(const struct cutter *s)
{
  return s->shared->options.document_bytes_max;
}

static enum govfig_status too_large(const struct cutter *s, struct govfig_error *err)
{
  return error_set(err, GOVFIG_E_LIMIT, NULL, 0, 0, "the record is larger than %zu MiB",
                   record_max(s) >> 20);
}

/* ---- records that end at a line: JSON Lines, CSV ---- */

/* Looks through the bytes of a block as they come for the ends of records. */
struct edges {
  size_t at;      /* up to where it has looked */
  size_t first;   /* behind the first end of a record, 0: none yet */
  size_t last;    /* behind the last */
  size_t row;     /* start of the current row */
  uint64_t count; /* records up to `last` */
  bool quoted;    /* CSV: inside quotes */
};

static void find_lines(struct edges *e, const char *s, size_t n)
{
  while (e->at < n) {
    const char *stop = memchr(s + e->at, '\n', n - e->at);
    if (stop == NULL) {
      e->at = n;
      return;
    }
    e->at = e->last = (size_t)(stop - s) + 1;
    e->first = e->first != 0 ? e->first : e->last;
    e->count++;
  }
}

static void find_rows(struct edges *e, const char *s, size_t n)
{
  for (; e->at < n; e->at++) {
    if (s[e->at] == '"')
      e->quoted = !e->quoted;
    if (s[e->at] != '\n' || e->quoted)
      continue;
    size_t len = e->at - e->row;
    e->count += len > 1 || (len == 1 && s[e->row] != '\r'); /* as libcsv: blank rows are none */
    e->row = e->last = e->at + 1;
    e->first = e->first != 0 ? e->first : e->last;
  }
}

static void find_edges(const struct cutter *s, struct edges *e, const struct buf *b)
{
  if (s->format == FORMAT_CSV)
    find_rows(e, b->data, b->len);
  else
    find_lines(e, b->data, b->len);
}

/* Reads another piece behind the block. */
static enum govfig_status grow(struct cutter *s, struct buf *b, struct govfig_error *err)
{
  size_t got;
  if (!buf_reserve(b, READ_BYTES))
    return error_nomem(err);
  enum govfig_status status = source_read(s->from, b->data + b->len, READ_BYTES, &got, err);
  if (status != GOVFIG_OK)
    return status;
  b->len += got;
  s->ended = got == 0;
  return GOVFIG_OK;
}

/* Steps over the rest of a record whose begin is in the block. */
static enum govfig_status step_over(struct cutter *s, struct edges *e, struct buf *b,
                                    struct govfig_error *err)
{
  while (e->last == 0 && !s->ended) {
    e->row = 0; /* its length is known to be more than a blank row's */
    b->len = e->at = 0;
    enum govfig_status status = grow(s, b, err);
    if (status != GOVFIG_OK)
      return status;
    find_edges(s, e, b);
  }
  s->next++;
  buf_clear(&s->rest);
  if (e->first != 0 && !buf_add(&s->rest, b->data + e->first, b->len - e->first))
    return error_nomem(err);
  return too_large(s, err);
}

/* Is the block as it should be handed on? */
static bool is_full(const struct cutter *s, const struct edges *e, const struct buf *b)
{
  const struct govfig_input_options *o = &s->shared->options;
  return e->last != 0 && (b->len >= o->block_bytes || o->eager);
}

static enum govfig_status next_lines(struct cutter *s, struct cutter_block *out,
                                     struct govfig_error *err)
{
  struct buf *b = &out->bytes;
  struct edges e = {0};
  size_t have = s->rest.len;
  if (!buf_reserve(b, s->shared->options.block_bytes + READ_BYTES) ||
      !buf_add(b, s->rest.data, have))
    return error_nomem(err);
  buf_clear(&s->rest);
  find_edges(s, &e, b);
  while (!s->ended && !is_full(s, &e, b)) {
    if (e.last == 0 && b->len > record_max(s))
      return step_over(s, &e, b, err);
    enum govfig_status status = grow(s, b, err);
    if (status != GOVFIG_OK)
      return status;
    find_edges(s, &e, b);
  }
  out->first = s->next;
  s->next += e.count;
  if (s->ended)
    return GOVFIG_OK;
  if (!buf_add(&s->rest, b->data + e.last, b->len - e.last))
    return error_nomem(err);
  b->len = e.last;
  return GOVFIG_OK;
}

/* ---- CSV: the first row says what the others hold ---- */

/* Cuts the header off the first block. */
static enum govfig_status take_header(struct cutter *s, struct buf *b, struct govfig_error *err)
{
  size_t n = 0;
  for (bool quoted = false; n < b->len && (b->data[n] != '\n' || quoted); n++)
    if (b->data[n] == '"')
      quoted = !quoted;
  n += n < b->len;
  if (!buf_add(&s->header, b->data, n) || !buf_add_char(&s->header, '\n'))
    return error_nomem(err);
  memmove(b->data, b->data + n, b->len - n);
  b->len -= n;
  if (s->next > 1)
    s->next--; /* the header is no record */
  size_t known;
  if (fields_have_text(&s->shared->fields, s->header.data, s->header.len, s->separator, &known))
    return GOVFIG_OK;
  return error_set(err, GOVFIG_E_FORMAT, NULL, 0, 0,
                   "no column of the first row is called %.*s; --text-field names it",
                   (int)s->shared->fields.names[ROLE_TEXT].len,
                   s->shared->fields.names[ROLE_TEXT].data);
}

/* ---- JSON: an array of objects, or objects one after the other ---- */

/* Moves what the window holds of the current value into the block. */
static bool take_value(struct cutter *s, struct buf *b)
{
  struct source *from = s->from;
  const char *start = from->window.data + from->at;
  size_t n = json_scan_feed(&s->scan, start, from->window.len - from->at), at = b->len;
  bool ok = b->len > record_max(s) + s->shared->options.block_bytes || buf_add(b, start, n);
  for (size_t i = at; i < b->len; i++)
    if (b->data[i] == '\n' || b->data[i] == '\r')
      b->data[i] = ' '; /* line feeds stand between tokens only */
  source_skip(from, n);
  return ok;
}

/* Skips what stands between values; false when nothing but that is left. */
static bool skip_to_value(struct cutter *s)
{
  struct source *from = s->from;
  const char *start = from->window.data + from->at;
  size_t n = from->window.len - from->at, i = 0;
  while (i < n && start[i] != '{')
    i++;
  source_skip(from, i);
  s->in_value = i < n;
  s->scan = (struct json_scan){0};
  return s->in_value;
}

/* The value that began at `start` is complete.  One that is too large is told
   by the next call where the block already holds others. */
static enum govfig_status end_value(struct cutter *s, struct buf *b, size_t start,
                                    struct govfig_error *err)
{
  s->in_value = false;
  s->next++;
  if (b->len - start > record_max(s)) {
    b->len = start;
    s->too_large = start != 0;
    return start != 0 ? GOVFIG_OK : too_large(s, err);
  }
  return buf_add_char(b, '\n') ? GOVFIG_OK : error_nomem(err);
}

static enum govfig_status next_json(struct cutter *s, struct cutter_block *out,
                                    struct govfig_error *err)
{
  struct buf *b = &out->bytes;
  size_t start = 0;
  out->first = s->next;
  for (;;) {
    enum govfig_status status = source_peek(s->from, 1, err);
    if (status != GOVFIG_OK)
      return status;
    if (s->from->window.len == s->from->at)
      break;
    if (!s->in_value && !skip_to_value(s))
      continue;
    if (!take_value(s, b))
      return error_nomem(err);
    if (!s->scan.complete)
      continue;
    status = end_value(s, b, start, err);
    if (status != GOVFIG_OK)
      return status;
    start = b->len;
    if (b->len >= s->shared->options.block_bytes || s->shared->options.eager || s->too_large)
      return GOVFIG_OK;
  }
  s->ended = true;
  if (s->in_value) /* the last value goes on as it is: its reader reports it */
    return end_value(s, b, start, err);
  return GOVFIG_OK;
}

enum govfig_status cutter_next(struct cutter *s, struct cutter_block *out, struct govfig_error *err)
{
  enum govfig_status status = GOVFIG_OK;
  *out = (struct cutter_block){0};
  buf_init(&out->bytes, 0);
  if (s->too_large) {
    s->too_large = false;
    return too_large(s, err);
  }
  while (status == GOVFIG_OK && out->bytes.len == 0 && !s->ended) {
    status = s->format == FORMAT_JSON ? next_json(s, out, err) : next_lines(s, out, err);
    if (status == GOVFIG_OK && s->format == FORMAT_CSV && s->header.len == 0)
      status = take_header(s, &out->bytes, err);
  }
  s->fruitful = s->fruitful || status != GOVFIG_OK || out->bytes.len != 0;
  if (status != GOVFIG_OK)
    buf_done(&out->bytes);
  return status;
}
