/* writer.c - rows in, bytes out.  SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "base/error.h"
#include "base/str.h"
#include "figure/format.h"

/* Bytes are handed over once this many have come together. */
enum { FLUSH_BYTES = 256 * 1024 };

struct govfig_writer {
  const struct format *format;
  struct format_table table;
  struct govfig_str *names;        /* the header's cells */
  struct govfig_table_column *all; /* the columns; then the same as text, for the header */
  bool header_due;
  struct buf out;
  govfig_write_fn *write;
  void *ctx;
};

struct govfig_writer_options govfig_writer_defaults(void)
{
  return (struct govfig_writer_options){.format = "csv"};
}

static enum govfig_status check_options(const struct govfig_writer_options *o,
                                        const struct format **format, struct govfig_error *err)
{
  const char *name = o->format != NULL ? o->format : "csv";
  *format = format_find(name);
  if (*format == NULL)
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "there is no format '%s'", name);
  if (o->excel && !(*format)->excel)
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "%s has no form for spreadsheets", name);
  return GOVFIG_OK;
}

static void set_columns(struct govfig_writer *w, const struct govfig_table_column *columns,
                        size_t n)
{
  for (size_t i = 0; i < n; i++) {
    w->all[i] = columns[i];
    w->all[n + i] = (struct govfig_table_column){columns[i].name, GOVFIG_TEXT};
    w->names[i] = str_of(columns[i].name);
  }
  w->table = (struct format_table){w->all, n, false};
}

enum govfig_status govfig_writer_new_table(const struct govfig_writer_options *options,
                                           const struct govfig_table_column *columns, size_t n,
                                           govfig_write_fn *write, void *ctx,
                                           struct govfig_writer **out, struct govfig_error *err)
{
  struct govfig_writer_options defaults = govfig_writer_defaults();
  const struct govfig_writer_options *o = options != NULL ? options : &defaults;
  const struct format *format;
  *out = NULL;
  enum govfig_status status = check_options(o, &format, err);
  if (status != GOVFIG_OK)
    return status;
  struct govfig_writer *w = calloc(1, sizeof *w);
  if (w == NULL)
    return error_nomem(err);
  w->all = calloc(2 * n + 1, sizeof *w->all);
  w->names = calloc(n + 1, sizeof *w->names);
  if (w->all == NULL || w->names == NULL) {
    govfig_writer_free(w);
    return error_nomem(err);
  }
  set_columns(w, columns, n);
  w->table.excel = o->excel != 0;
  w->format = format;
  w->header_due = format->header && !o->no_header;
  w->write = write;
  w->ctx = ctx;
  *out = w;
  return GOVFIG_OK;
}

enum govfig_status govfig_writer_new(const struct govfig_writer_options *options,
                                     govfig_write_fn *write, void *ctx,
                                     struct govfig_writer **out, struct govfig_error *err)
{
  struct govfig_table_column columns[GOVFIG_COLUMN_COUNT];
  for (int i = 0; i < GOVFIG_COLUMN_COUNT; i++) {
    enum govfig_column c = (enum govfig_column)i;
    columns[i] = (struct govfig_table_column){govfig_column_name(c), govfig_column_type(c)};
  }
  return govfig_writer_new_table(options, columns, GOVFIG_COLUMN_COUNT, write, ctx, out, err);
}

static bool add_header(struct govfig_writer *w)
{
  struct format_table names = w->table;
  names.column = w->all + w->table.n;
  w->header_due = false;
  if (w->table.excel && !buf_add(&w->out, "\xEF\xBB\xBF", 3))
    return false;
  if (!w->format->row(&w->out, &names, w->names))
    return false;
  return w->format->under == NULL || w->format->under(&w->out, &w->table, w->names);
}

enum govfig_status govfig_writer_flush(struct govfig_writer *w, struct govfig_error *err)
{
  if (w->header_due && !add_header(w))
    return error_nomem(err);
  if (w->out.len == 0)
    return GOVFIG_OK;
  enum govfig_status status = w->write(w->ctx, w->out.data, w->out.len);
  buf_clear(&w->out);
  if (status != GOVFIG_OK)
    return error_set(err, status, NULL, 0, 0, "%s", govfig_status_message(status));
  return GOVFIG_OK;
}

enum govfig_status govfig_writer_row(struct govfig_writer *w, const struct govfig_str *cells,
                                     struct govfig_error *err)
{
  if (w->header_due && !add_header(w))
    return error_nomem(err);
  if (!w->format->row(&w->out, &w->table, cells))
    return error_nomem(err);
  return w->out.len < FLUSH_BYTES ? GOVFIG_OK : govfig_writer_flush(w, err);
}

enum govfig_status govfig_writer_put(struct govfig_writer *w, const struct govfig_figure *figure,
                                     struct govfig_error *err)
{
  return govfig_writer_row(w, figure->column, err);
}

void govfig_writer_free(struct govfig_writer *w)
{
  if (w == NULL)
    return;
  buf_done(&w->out);
  free(w->all);
  free(w->names);
  free(w);
}
