/* split.c - what all row splitters share.  SPDX-License-Identifier: Apache-2.0 */
#include "figure/split.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "figure/utf8.h"

enum { CSV_BLOCK_BYTES = 64 * 1024 };

static int is_no_space(unsigned char c)
{
  (void)c;
  return 0;
}

bool split_init(struct split *s)
{
  *s = (struct split){0};
  s->cell = calloc(SPLIT_CELLS_MAX, sizeof *s->cell);
  if (s->cell == NULL || csv_init(&s->csv, CSV_STRICT | CSV_STRICT_FINI) != 0)
    return false;
  csv_set_space_func(&s->csv, is_no_space); /* or it would trim cells */
  s->csv.blk_size = CSV_BLOCK_BYTES;        /* or a long cell would be copied every 128 bytes */
  return true;
}

void split_done(struct split *s)
{
  csv_free(&s->csv);
  buf_done(&s->held);
  buf_done(&s->scratch);
  free(s->cell);
}

enum govfig_status split_error(const struct split *s, enum govfig_status status, size_t offset,
                               struct govfig_error *err, const char *format, ...)
{
  char text[200];
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  size_t line = s->line, start = 0;
  if (offset > s->raw_len)
    offset = s->raw_len;
  for (size_t i = 0; i < offset; i++) {
    if (s->raw[i] == '\n') {
      line++;
      start = i + 1;
    }
  }
  size_t column = offset > start ? utf8_count(s->raw + start, offset - start) + 1 : 1;
  return error_set(err, status, NULL, line, column, "%s", text);
}

static enum govfig_status encoding_error(const struct split *s, size_t at,
                                         struct govfig_error *err)
{
  unsigned char c = (unsigned char)s->raw[at];
  if (c == 0 || (s->line == 1 && at == 0 && c >= 0xFE))
    return split_error(s, GOVFIG_E_ENCODING, at, err,
                       "byte 0x%02X is not UTF-8 (is the table UTF-16?)", c);
  return split_error(s, GOVFIG_E_ENCODING, at, err,
                     s->line == 1 ? "byte 0x%02X is not UTF-8: this is no table, or one to be saved "
                                    "as UTF-8"
                                  : "byte 0x%02X is not UTF-8: save the table as UTF-8",
                     c);
}

enum govfig_status split_emit(struct split *s, split_row_fn *row, void *ctx,
                              struct govfig_error *err)
{
  size_t good = utf8_check(s->raw, s->raw_len);
  if (good < s->raw_len)
    return encoding_error(s, good, err);
  return row(ctx, err);
}

enum govfig_status split_hold(struct split *s, const char *bytes, size_t len,
                              struct govfig_error *err)
{
  if (len > SPLIT_ROW_BYTES_MAX || s->held.len > SPLIT_ROW_BYTES_MAX - len)
    return error_set(err, GOVFIG_E_LIMIT, NULL, s->line, 0, "a row of more than %u bytes",
                     SPLIT_ROW_BYTES_MAX);
  return buf_add(&s->held, bytes, len) ? GOVFIG_OK : error_nomem(err);
}
