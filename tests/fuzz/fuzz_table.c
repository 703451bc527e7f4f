/* fuzz_table.c - any bytes as a data file.  SPDX-License-Identifier: Apache-2.0 */
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "base/table.h"

static const char *const columns[] = {"word", "unit", "factor", "kind", NULL};
static const char *const rule_columns[] = {"keyword", "rest", NULL};

static enum govfig_status take(void *ctx, const struct table_row *row, struct govfig_error *err)
{
  size_t *bytes = ctx;
  for (size_t i = 0; i < TABLE_COLUMNS_MAX; i++)
    for (size_t k = 0; k < row->cell[i].len; k++)
      *bytes += (unsigned char)row->cell[i].data[k];
  if (row->cell[0].len == 7)
    return table_error(row, err, "a word of %zu bytes", row->cell[0].len);
  return GOVFIG_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  size_t bytes = 0;
  struct table_handler handlers[] = {{"units", columns, take, &bytes},
                                     {"rules", rule_columns, take, &bytes}};
  struct govfig_error err = {0};
  char *copy = malloc(size + 1); /* exact, so that reading past it is seen */
  if (copy == NULL)
    return 0;
  if (size > 0)
    memcpy(copy, data, size);
  enum govfig_status s = table_read("fuzz", (struct govfig_str){copy, size}, handlers, 2, &err);
  require(s == GOVFIG_OK || (s == GOVFIG_E_SYNTAX && err.status == s && err.line > 0));
  free(copy);
  return 0;
}
