/* format.c - the list of formats.  SPDX-License-Identifier: Apache-2.0 */
#include "figure/format.h"

#include <stdint.h>

static const struct format formats[] = {
    {"csv", true, true, NULL, format_csv_row},
    {"tsv", true, true, NULL, format_tsv_row},
    {"jsonl", false, false, NULL, format_jsonl_row},
    {"markdown", false, true, format_markdown_rule, format_markdown_row},
};

static const char *const names[] = {"csv", "tsv", "jsonl", "markdown", NULL};

const char *const *govfig_writer_formats(void)
{
  return names;
}

const struct format *format_find(const char *name)
{
  for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
    if (strcmp(formats[i].name, name) == 0)
      return &formats[i];
  }
  return NULL;
}

bool format_reserve(struct buf *to, const struct format_table *t, const struct govfig_str *cell,
                    size_t factor, size_t more)
{
  size_t bytes = more;
  for (size_t i = 0; i < t->n; i++) {
    if (cell[i].len > SIZE_MAX / 8 / factor || bytes > SIZE_MAX / 2)
      return buf_reserve(to, SIZE_MAX); /* which marks it as failed */
    bytes += cell[i].len * factor + more;
  }
  return buf_reserve(to, bytes);
}
