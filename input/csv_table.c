/* csv_table.c - a CSV file that is a table, not records of text.
   SPDX-License-Identifier: Apache-2.0

   It becomes one document: a row a line, cells apart by TABs, as tables stand in
   text. */
#include <csv.h>

#include "input/parcel.h"

struct table_work {
  struct delivery *delivery;
  struct csv_parser parser;
  struct buf row;
  size_t cells;
  size_t since, max; /* bytes since the last row, and how many there may be */
  enum govfig_status status;
};

static void take_cell(void *bytes, size_t len, void *ctx)
{
  struct table_work *w = ctx;
  const char *s = bytes;
  if (w->cells++ != 0)
    buf_add_char(&w->row, '\t');
  for (size_t i = 0; i < len; i++)
    buf_add_char(&w->row, s[i] == '\n' || s[i] == '\r' || s[i] == '\t' ? ' ' : s[i]);
}

static void take_row(int end, void *ctx)
{
  struct table_work *w = ctx;
  (void)end;
  if (w->status == GOVFIG_OK && !buf_add_char(&w->row, '\n'))
    w->status = GOVFIG_E_NOMEM;
  if (w->status == GOVFIG_OK)
    w->status = deliver_text(w->delivery, w->row.data, w->row.len);
  buf_clear(&w->row);
  w->cells = 0;
  w->since = 0;
}

static enum govfig_status take_piece(void *ctx, const char *text, size_t len)
{
  struct table_work *w = ctx;
  w->since += len;
  if (w->since > w->max)
    return GOVFIG_E_LIMIT; /* a quote that is never closed */
  bool good = text != NULL
                  ? csv_parse(&w->parser, text, len, take_cell, take_row, w) == len
                  : csv_fini(&w->parser, take_cell, take_row, w) == 0;
  return w->status != GOVFIG_OK ? w->status : good ? GOVFIG_OK : GOVFIG_E_NOMEM;
}

enum govfig_status parcel_read_table(struct govfig_parcel *p, struct delivery *d,
                                     struct govfig_error *err)
{
  struct table_work w = {.delivery = d, .max = p->shared->options.document_bytes_max};
  if (csv_init(&w.parser, CSV_APPEND_NULL) != 0)
    return error_nomem(err);
  csv_set_delim(&w.parser, (unsigned char)p->separator);
  buf_init(&w.row, 0);
  enum govfig_status status = parcel_stream(p, d, take_piece, &w, err);
  csv_free(&w.parser);
  buf_done(&w.row);
  return status;
}
