/* csv.c - a block of CSV rows, one document each (libcsv).  SPDX-License-Identifier: Apache-2.0 */
#include <csv.h>

#include "input/parcel.h"

enum { COLUMNS_MAX = 256 };

struct csv_work {
  struct govfig_parcel *parcel;
  struct delivery *delivery;
  bool in_header;
  size_t column;
  uint64_t number;
  enum role role[COLUMNS_MAX];
  unsigned rank[COLUMNS_MAX];
  struct record record;
  size_t value_at[ROLES]; /* in `row`, while it may still move */
  struct buf row;
  enum govfig_status status;
  struct govfig_error *err;
};

static void take_cell(void *bytes, size_t len, void *ctx)
{
  struct csv_work *w = ctx;
  size_t column = w->column++;
  if (column >= COLUMNS_MAX || w->status != GOVFIG_OK)
    return;
  if (w->in_header) {
    struct govfig_str name = {bytes, len};
    w->role[column] = fields_role(&w->parcel->shared->fields, name, &w->rank[column]);
    return;
  }
  enum role role = w->role[column];
  w->record.has_text = true; /* the header names it */
  if (role == ROLES || len == 0 || !record_wants(&w->record, role, w->rank[column]))
    return;
  w->value_at[role] = w->row.len;
  if (!buf_add(&w->row, bytes, len))
    w->status = GOVFIG_E_NOMEM;
  record_put(&w->record, role, w->rank[column], (struct govfig_str){bytes, len});
}

static void take_row(int end, void *ctx)
{
  struct csv_work *w = ctx;
  (void)end;
  size_t columns = w->column;
  w->column = 0;
  if (w->in_header || columns == 0 || w->status != GOVFIG_OK) {
    w->in_header = false;
    return;
  }
  for (int role = 0; role < ROLES; role++)
    if (w->record.rank[role] != 0)
      w->record.value[role].data = w->row.data + w->value_at[role];
  w->status = record_deliver(w->parcel, w->delivery, &w->record, w->number++, NULL,
                             w->err);
  w->record = (struct record){0};
  buf_clear(&w->row);
}

static bool parse(struct csv_parser *parser, const struct buf *b, struct csv_work *w)
{
  return csv_parse(parser, b->data, b->len, take_cell, take_row, w) == b->len;
}

enum govfig_status parcel_read_csv(struct govfig_parcel *p, struct delivery *d,
                                   struct govfig_error *err)
{
  struct csv_work w = {.parcel = p, .delivery = d, .in_header = true, .number = p->first, .err = err};
  struct csv_parser parser;
  if (csv_init(&parser, CSV_APPEND_NULL) != 0)
    return error_nomem(err);
  csv_set_delim(&parser, (unsigned char)p->separator);
  buf_init(&w.row, 0);
  bool good = parse(&parser, &p->header, &w);
  w.in_header = false;
  good = good && parse(&parser, &p->block, &w) && csv_fini(&parser, take_cell, take_row, &w) == 0;
  csv_free(&parser);
  buf_done(&w.row);
  if (w.status == GOVFIG_E_NOMEM || (!good && w.status == GOVFIG_OK))
    return error_nomem(err); /* without strictness libcsv fails for lack of memory alone */
  return w.status;
}
