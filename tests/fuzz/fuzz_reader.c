/* fuzz_reader.c - any bytes as a figures table; the first byte says in which
   format and in which pieces.  SPDX-License-Identifier: Apache-2.0 */
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include <govfig/table.h>

#include "base/buf.h"
#include "base/decimal.h"

static const char *const formats[] = {"csv", "tsv", "jsonl"};

struct reading {
  struct buf rows;
  enum govfig_status status;
};

static enum govfig_next take(const struct govfig_figure *f, void *ctx)
{
  struct reading *r = ctx;
  struct decimal d;
  const struct govfig_str *v = &f->column[GOVFIG_COLUMN_VALUE];
  require(v->len == 0 || v->len > 38 || decimal_parse(v->data, v->len, &d));
  for (size_t i = 0; i < GOVFIG_COLUMN_COUNT; i++) {
    buf_add(&r->rows, f->column[i].data, f->column[i].len);
    buf_add_char(&r->rows, '\n');
  }
  return GOVFIG_CONTINUE;
}

static void read_all(struct reading *r, const char *format, const uint8_t *data, size_t size,
                     size_t piece)
{
  struct govfig_reader *reader;
  struct govfig_reader_options options = govfig_reader_defaults();
  struct govfig_error err = {0};
  *r = (struct reading){0};
  options.format = format;
  require(govfig_reader_new(&options, &reader, &err) == GOVFIG_OK);
  for (size_t i = 0; i < size && r->status == GOVFIG_OK; i += piece) {
    size_t n = size - i < piece ? size - i : piece;
    char *exact = malloc(n);
    require(exact != NULL);
    memcpy(exact, data + i, n);
    r->status = govfig_reader_feed(reader, exact, n, take, r, &err);
    free(exact);
  }
  if (r->status == GOVFIG_OK)
    r->status = govfig_reader_finish(reader, take, r, &err);
  require(r->status == GOVFIG_OK || err.status == r->status);
  govfig_reader_free(reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct reading whole, pieces;
  if (size < 2)
    return 0;
  const char *format = formats[data[0] % 3];
  size_t piece = 1 + data[0] / 3;
  read_all(&whole, format, data + 1, size - 1, size);
  read_all(&pieces, format, data + 1, size - 1, piece);
  /* Which of two damages is told first may depend on the pieces. */
  require((whole.status == GOVFIG_OK) == (pieces.status == GOVFIG_OK));
  if (whole.status == GOVFIG_OK)
    require(whole.rows.len == pieces.rows.len &&
            (whole.rows.len == 0 ||
             memcmp(whole.rows.data, pieces.rows.data, whole.rows.len) == 0));
  buf_done(&whole.rows);
  buf_done(&pieces.rows);
  return 0;
}
