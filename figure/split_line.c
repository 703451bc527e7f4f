/* split_line.c - formats in which a row is a line: TSV here, JSON Lines by
   json_row.  SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "figure/json.h"
#include "figure/split.h"

typedef enum govfig_status line_fn(struct split *s, struct govfig_error *err);

/* The character that \c stands for; 0 for none. */
static char unescaped(char c)
{
  switch (c) {
  case 't': return '\t';
  case 'n': return '\n';
  case 'r': return '\r';
  case '\\': return '\\';
  default: return 0;
  }
}

/* Undoes the escapes of one cell; scratch has room for the whole row. */
static enum govfig_status unescape(struct split *s, struct govfig_str *cell,
                                   struct govfig_error *err)
{
  char *to = s->scratch.data + s->scratch.len, *p = to;
  for (size_t i = 0; i < cell->len; i++) {
    char c = cell->data[i];
    if (c == '\\') {
      c = i + 1 < cell->len ? unescaped(cell->data[i + 1]) : 0;
      if (c == 0)
        return split_error(s, GOVFIG_E_FORMAT, (size_t)(cell->data - s->raw) + i, err,
                           "a backslash that is none of \\t \\n \\r \\\\");
      i++;
    }
    *p++ = c;
  }
  *cell = (struct govfig_str){to, (size_t)(p - to)};
  s->scratch.len += cell->len;
  return GOVFIG_OK;
}

static enum govfig_status tsv_row(struct split *s, struct govfig_error *err)
{
  const char *p = s->raw, *end = s->raw + s->raw_len;
  bool escapes = memchr(p, '\\', s->raw_len) != NULL;
  buf_clear(&s->scratch);
  if (escapes && !buf_reserve(&s->scratch, s->raw_len))
    return error_nomem(err);
  for (s->n = 0;;) {
    const char *tab = memchr(p, '\t', (size_t)(end - p));
    struct govfig_str cell = {p, (size_t)((tab != NULL ? tab : end) - p)};
    if (s->n == SPLIT_CELLS_MAX)
      return split_error(s, GOVFIG_E_FORMAT, 0, err, "a row of more than %d cells",
                         SPLIT_CELLS_MAX);
    if (escapes && cell.len > 0 && memchr(cell.data, '\\', cell.len) != NULL) {
      enum govfig_status status = unescape(s, &cell, err);
      if (status != GOVFIG_OK)
        return status;
    }
    s->cell[s->n++] = cell;
    if (tab == NULL)
      return GOVFIG_OK;
    p = tab + 1;
  }
}

static enum govfig_status emit_line(struct split *s, const char *p, size_t len, line_fn *split,
                                    split_row_fn *row, void *ctx, struct govfig_error *err)
{
  s->raw = p;
  s->raw_len = len > 0 && p[len - 1] == '\r' ? len - 1 : len;
  enum govfig_status status = split(s, err);
  if (status == GOVFIG_OK)
    status = split_emit(s, row, ctx, err);
  s->lines++;
  s->line = s->lines + 1;
  return status;
}

static enum govfig_status feed_lines(struct split *s, const char *p, size_t len, line_fn *split,
                                     split_row_fn *row, void *ctx, struct govfig_error *err)
{
  enum govfig_status status = GOVFIG_OK;
  while (len > 0 && status == GOVFIG_OK) {
    const char *feed = memchr(p, '\n', len);
    size_t n = feed != NULL ? (size_t)(feed - p) : len;
    if (feed == NULL || s->held.len > 0)
      status = split_hold(s, p, n, err);
    if (feed != NULL && status == GOVFIG_OK) {
      if (s->held.len > 0)
        status = emit_line(s, s->held.data, s->held.len, split, row, ctx, err);
      else
        status = emit_line(s, p, n, split, row, ctx, err);
      buf_clear(&s->held);
      n++;
    }
    p += n;
    len -= n;
  }
  return status;
}

static enum govfig_status tsv_feed(struct split *s, const char *bytes, size_t len,
                                   split_row_fn *row, void *ctx, struct govfig_error *err)
{
  return feed_lines(s, bytes, len, tsv_row, row, ctx, err);
}

static enum govfig_status tsv_finish(struct split *s, split_row_fn *row, void *ctx,
                                     struct govfig_error *err)
{
  return s->held.len > 0 ? tsv_feed(s, "\n", 1, row, ctx, err) : GOVFIG_OK;
}

static enum govfig_status jsonl_feed(struct split *s, const char *bytes, size_t len,
                                     split_row_fn *row, void *ctx, struct govfig_error *err)
{
  return feed_lines(s, bytes, len, json_row, row, ctx, err);
}

static enum govfig_status jsonl_finish(struct split *s, split_row_fn *row, void *ctx,
                                       struct govfig_error *err)
{
  return s->held.len > 0 ? jsonl_feed(s, "\n", 1, row, ctx, err) : GOVFIG_OK;
}

const struct split_format split_tsv = {"tsv", true, tsv_feed, tsv_finish};
const struct split_format split_jsonl = {"jsonl", false, jsonl_feed, jsonl_finish};
