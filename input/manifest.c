/* manifest.c - what a user knows about documents (libcsv).  SPDX-License-Identifier: Apache-2.0 */
#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <govfig/input.h>

#include "base/arena.h"
#include "base/str.h"
#include "input/deliver.h"
#include "input/encoding.h"
#include "input/source.h"

enum { MANIFEST_COLUMNS_MAX = 64 };

/* Rows in the order of the file, and a table of slots that lead to them: row
   number + 1, 0 for a free slot. */
struct govfig_manifest {
  struct arena arena;
  struct govfig_document *rows;
  size_t n, room;
  uint32_t *slots;
  size_t n_slots; /* a power of two */
};

static const struct {
  const char *name;
  size_t offset;
} manifest_columns[] = {
    {"document", offsetof(struct govfig_document, id)},
    {"title", offsetof(struct govfig_document, title)},
    {"publisher", offsetof(struct govfig_document, publisher)},
    {"published", offsetof(struct govfig_document, published)},
    {"region", offsetof(struct govfig_document, region)},
};
enum { MANIFEST_KNOWN = sizeof manifest_columns / sizeof manifest_columns[0] };

struct manifest_work {
  struct govfig_manifest *m;
  bool header_done, has_document, no_memory;
  size_t column;
  unsigned known[MANIFEST_COLUMNS_MAX]; /* index + 1 into manifest_columns */
  struct govfig_document row;
};

static void take_name(struct manifest_work *w, size_t column, const char *name)
{
  for (unsigned i = 0; i < MANIFEST_KNOWN; i++)
    if (strcmp(manifest_columns[i].name, name) == 0) {
      w->known[column] = i + 1;
      w->has_document = w->has_document || i == 0;
    }
}

static void take_cell(void *bytes, size_t len, void *ctx)
{
  struct manifest_work *w = ctx;
  size_t column = w->column++;
  if (column >= MANIFEST_COLUMNS_MAX || w->no_memory)
    return;
  if (!w->header_done) {
    take_name(w, column, bytes != NULL ? bytes : "");
    return;
  }
  if (w->known[column] == 0 || len == 0)
    return;
  struct govfig_str copy = {arena_copy(&w->m->arena, bytes, len), len};
  w->no_memory = copy.data == NULL;
  memcpy((char *)&w->row + manifest_columns[w->known[column] - 1].offset, &copy, sizeof copy);
}

static bool add_row(struct govfig_manifest *m, const struct govfig_document *row)
{
  if (m->n == m->room) {
    size_t room = m->room == 0 ? 256 : m->room * 2;
    struct govfig_document *rows = realloc(m->rows, room * sizeof *rows);
    if (rows == NULL || m->n >= UINT32_MAX / 4) {
      m->rows = rows != NULL ? rows : m->rows;
      return false;
    }
    m->rows = rows;
    m->room = room;
  }
  m->rows[m->n++] = *row;
  return true;
}

static void take_row(int end, void *ctx)
{
  struct manifest_work *w = ctx;
  (void)end;
  w->column = 0;
  if (w->header_done && w->row.id.len != 0 && !w->no_memory)
    w->no_memory = !add_row(w->m, &w->row);
  w->header_done = true;
  w->row = (struct govfig_document){0};
}

/* ---- finding ---- */

static size_t slot_of(const struct govfig_manifest *m, struct govfig_str id)
{
  size_t at = (size_t)hash_bytes(0, id.data, id.len) & (m->n_slots - 1);
  while (m->slots[at] != 0 && !str_equal(m->rows[m->slots[at] - 1].id, id))
    at = (at + 1) & (m->n_slots - 1);
  return at;
}

static bool make_slots(struct govfig_manifest *m)
{
  m->n_slots = 16;
  while (m->n_slots < m->n * 2)
    m->n_slots *= 2;
  m->slots = calloc(m->n_slots, sizeof *m->slots);
  if (m->slots == NULL)
    return false;
  for (size_t i = 0; i < m->n; i++) {
    uint32_t *slot = &m->slots[slot_of(m, m->rows[i].id)];
    if (*slot == 0) /* of two rows for one document the first holds */
      *slot = (uint32_t)(i + 1);
  }
  return true;
}

const struct govfig_document *govfig_manifest_find(const struct govfig_manifest *m,
                                                   struct govfig_str id)
{
  if (m == NULL)
    return NULL;
  size_t slot = slot_of(m, id), last = id.len;
  if (m->slots[slot] == 0) {
    while (last > 0 && id.data[last - 1] != '/')
      last--;
    slot = slot_of(m, (struct govfig_str){id.data + last, id.len - last});
  }
  return m->slots[slot] != 0 ? &m->rows[m->slots[slot] - 1] : NULL;
}

/* ---- reading ---- */

static enum govfig_status load(const char *path, struct buf *text, struct govfig_error *err)
{
  struct origin origin;
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return error_set(err, GOVFIG_E_READ, path, 0, 0, "cannot be opened: %s", strerror(errno));
  enum govfig_status status = origin_of_file(fd, &origin, err);
  if (status != GOVFIG_OK)
    return status;
  struct source source;
  struct buf raw;
  buf_init(&raw, 0);
  source_init(&source, origin);
  status = source_read_all(&source, &raw, err);
  source_done(&source);
  char room[40];
  uint64_t replaced = 0;
  const char *encoding = encoding_detect(raw.data, raw.len, true, room);
  if (status == GOVFIG_OK && encoding == NULL)
    status = error_set(err, GOVFIG_E_FORMAT, path, 0, 0, "is binary, not text");
  size_t mark = status == GOVFIG_OK ? encoding_mark(encoding, raw.data, raw.len) : 0;
  if (status == GOVFIG_OK)
    status = encoding_decode(encoding, raw.data + mark, raw.len - mark, text, &replaced, err);
  buf_done(&raw);
  return status;
}

static enum govfig_status parse(struct govfig_manifest *m, const char *path,
                                const struct buf *text, struct govfig_error *err)
{
  struct manifest_work w = {.m = m};
  struct csv_parser parser;
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
    return error_nomem(err);
  size_t used = csv_parse(&parser, text->data, text->len, take_cell, take_row, &w);
  bool good = used == text->len && csv_fini(&parser, take_cell, take_row, &w) == 0;
  bool no_memory = w.no_memory || csv_error(&parser) == CSV_ENOMEM;
  csv_free(&parser);
  if (no_memory)
    return error_nomem(err);
  size_t line = 1;
  for (size_t i = 0; i < used && i < text->len; i++)
    line += text->data[i] == '\n';
  if (!good)
    return error_set(err, GOVFIG_E_FORMAT, path, line, 0, "a quote stands wrong");
  if (!w.has_document)
    return error_set(err, GOVFIG_E_FORMAT, path, 1, 0, "there is no column 'document'");
  return make_slots(m) ? GOVFIG_OK : error_nomem(err);
}

enum govfig_status govfig_manifest_read(const char *path, struct govfig_manifest **out,
                                        struct govfig_error *err)
{
  *out = NULL;
  struct govfig_manifest *m = calloc(1, sizeof *m);
  if (m == NULL)
    return error_nomem(err);
  struct buf text;
  buf_init(&text, 0);
  enum govfig_status status = load(path, &text, err);
  if (status == GOVFIG_OK)
    status = parse(m, path, &text, err);
  buf_done(&text);
  if (status == GOVFIG_OK)
    *out = m;
  else
    govfig_manifest_free(m);
  return status;
}

void govfig_manifest_free(struct govfig_manifest *m)
{
  if (m == NULL)
    return;
  arena_done(&m->arena);
  free(m->rows);
  free(m->slots);
  free(m);
}
