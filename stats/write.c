/* write.c - a report as bytes.  SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/str.h"
#include "stats/report.h"
#include "stats/width.h"

/* Significant digits for people; whole numbers are never cut. */
enum { TABLE_DIGITS = 6, TABLE_GAP = 2 };

static enum govfig_status write_rows(const struct govfig_report *r, struct govfig_writer *w,
                                     struct govfig_error *err)
{
  enum govfig_status status = GOVFIG_OK;
  struct govfig_str *cell = calloc(r->n_columns + 1, sizeof *cell);
  if (cell == NULL)
    return error_nomem(err);
  for (size_t i = 0; i < govfig_report_rows(r) && status == GOVFIG_OK; i++) {
    for (size_t c = 0; c < r->n_columns; c++)
      cell[c] = govfig_report_text(r, i, c);
    status = govfig_writer_row(w, cell, err);
  }
  if (status == GOVFIG_OK)
    status = govfig_writer_flush(w, err);
  free(cell);
  return status;
}

/* --- for people ----------------------------------------------------------- */

struct people {
  const struct govfig_report *r;
  size_t *width; /* of each column; 0: it says nothing in any row and is left out */
  struct buf line, cell;
  govfig_write_fn *write;
  void *ctx;
};

static bool is_plain(const struct buf *b)
{
  for (size_t i = 0; i < b->len; i++) {
    if (memchr("0123456789.-", b->data[i], 12) == NULL)
      return false;
  }
  return true;
}

/* Cuts a decimal to a few digits, rounding half away from zero. */
static void shorten(struct buf *b)
{
  size_t point = 0, digits = 0, keep;
  while (point < b->len && b->data[point] != '.')
    point++;
  if (point == b->len || !is_plain(b))
    return;
  for (size_t i = 0; i < point; i++)
    digits += b->data[i] >= '0' && b->data[i] <= '9' && (digits > 0 || b->data[i] != '0');
  keep = point + 1;
  while (keep < b->len && digits < TABLE_DIGITS) {
    digits += digits > 0 || b->data[keep] != '0';
    keep++;
  }
  bool up = keep < b->len && b->data[keep] >= '5';
  b->len = keep;
  for (size_t i = keep; up && i-- > 0;) {
    if (b->data[i] < '0' || b->data[i] > '9')
      continue;
    up = b->data[i] == '9';
    b->data[i] = up ? '0' : (char)(b->data[i] + 1);
  }
  if (up) { /* 999.9999999 */
    size_t at = b->data[0] == '-';
    buf_add_char(b, '0');
    memmove(b->data + at + 1, b->data + at, b->len - at - 1);
    b->data[at] = '1';
  }
  while (b->len > 0 && b->data[b->len - 1] == '0')
    b->len--;
  if (b->len > 0 && b->data[b->len - 1] == '.')
    b->len--;
}

/* The cell as people see it, in p->cell: control characters would be obeyed by
   a terminal. */
static void show(struct people *p, struct govfig_str text, enum govfig_column_type type)
{
  buf_clear(&p->cell);
  for (size_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.data[i];
    bool c1 = c == 0xC2 && i + 1 < text.len && (unsigned char)text.data[i + 1] < 0xA0;
    buf_add_char(&p->cell, c < ' ' || c == 0x7F || c1 ? '?' : (char)c);
    i += c1;
  }
  if (type == GOVFIG_DECIMAL)
    shorten(&p->cell);
}

static size_t shown_width(struct people *p, struct govfig_str text, enum govfig_column_type type)
{
  show(p, text, type);
  return width_of((struct govfig_str){p->cell.data, p->cell.len});
}

/* Says nothing to people: not stated, or a count of nothing. */
static bool is_silent(struct govfig_str cell, enum govfig_column_type type)
{
  return cell.len == 0 || (type == GOVFIG_INTEGER && str_is(cell, "0"));
}

static bool measure(struct people *p)
{
  const struct govfig_report *r = p->r;
  p->width = calloc(r->n_columns + 1, sizeof *p->width);
  if (p->width == NULL)
    return false;
  for (size_t i = 0; i < govfig_report_rows(r); i++) {
    for (size_t c = 0; c < r->n_columns; c++) {
      struct govfig_str cell = govfig_report_text(r, i, c);
      size_t w = shown_width(p, cell, r->column[c].type);
      if (w > p->width[c] && (p->width[c] > 0 || !is_silent(cell, r->column[c].type)))
        p->width[c] = w;
    }
  }
  for (size_t c = 0; c < r->n_columns; c++) {
    size_t w = shown_width(p, str_of(r->column[c].name), GOVFIG_TEXT);
    if (p->width[c] > 0 && w > p->width[c])
      p->width[c] = w;
  }
  return true;
}

static void pad(struct buf *b, size_t n)
{
  while (n-- > 0)
    buf_add_char(b, ' ');
}

static void add_cell(struct people *p, size_t column, struct govfig_str text, bool header)
{
  enum govfig_column_type type = p->r->column[column].type;
  if (p->width[column] == 0)
    return;
  size_t width = shown_width(p, text, header ? GOVFIG_TEXT : type);
  if (type != GOVFIG_TEXT)
    pad(&p->line, p->width[column] - width);
  buf_add(&p->line, p->cell.data, p->cell.len);
  if (type == GOVFIG_TEXT)
    pad(&p->line, p->width[column] - width);
  pad(&p->line, TABLE_GAP);
}

static enum govfig_status end_line(struct people *p, struct govfig_error *err)
{
  while (p->line.len > 0 && p->line.data[p->line.len - 1] == ' ')
    p->line.len--;
  if (!buf_add_char(&p->line, '\n') || p->cell.failed)
    return error_nomem(err);
  enum govfig_status status = p->write(p->ctx, p->line.data, p->line.len);
  buf_clear(&p->line);
  return status == GOVFIG_OK ? status
                             : error_set(err, status, NULL, 0, 0, "%s",
                                         govfig_status_message(status));
}

static enum govfig_status write_for_people(struct people *p, bool header,
                                           struct govfig_error *err)
{
  const struct govfig_report *r = p->r;
  enum govfig_status status = GOVFIG_OK;
  if (!measure(p))
    return error_nomem(err);
  if (header && govfig_report_rows(r) > 0) {
    for (size_t c = 0; c < r->n_columns; c++)
      add_cell(p, c, str_of(r->column[c].name), true);
    status = end_line(p, err);
  }
  for (size_t i = 0; i < govfig_report_rows(r) && status == GOVFIG_OK; i++) {
    for (size_t c = 0; c < r->n_columns; c++)
      add_cell(p, c, govfig_report_text(r, i, c), false);
    status = end_line(p, err);
  }
  return status;
}

enum govfig_status govfig_report_write(const struct govfig_report *r,
                                       const struct govfig_writer_options *options,
                                       govfig_write_fn *write, void *ctx,
                                       struct govfig_error *err)
{
  struct govfig_writer *w;
  if (options != NULL && options->format != NULL && strcmp(options->format, "table") == 0) {
    struct people p = {.r = r, .write = write, .ctx = ctx};
    enum govfig_status status = write_for_people(&p, !options->no_header, err);
    free(p.width);
    buf_done(&p.line);
    buf_done(&p.cell);
    return status;
  }
  enum govfig_status status =
      govfig_writer_new_table(options, r->column, r->n_columns, write, ctx, &w, err);
  if (status == GOVFIG_OK)
    status = write_rows(r, w, err);
  govfig_writer_free(w);
  return status;
}
