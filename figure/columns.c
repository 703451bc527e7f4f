/* columns.c - the column list as a table.  SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include <govfig/figure.h>

static const struct {
  const char *name;
  enum govfig_column_type type;
  const char *meaning;
} columns[GOVFIG_COLUMN_COUNT] = {
#define ROW(id, name, type, meaning) [GOVFIG_COLUMN_##id] = {name, GOVFIG_##type, meaning},
    GOVFIG_COLUMN_LIST(ROW)
#undef ROW
};

const char *govfig_column_name(enum govfig_column column)
{
  return columns[column].name;
}

enum govfig_column_type govfig_column_type(enum govfig_column column)
{
  return columns[column].type;
}

const char *govfig_column_meaning(enum govfig_column column)
{
  return columns[column].meaning;
}

enum govfig_column govfig_column_find(const char *name, size_t len)
{
  for (int i = 0; i < GOVFIG_COLUMN_COUNT; i++) {
    if (strlen(columns[i].name) == len && memcmp(columns[i].name, name, len) == 0)
      return (enum govfig_column)i;
  }
  return GOVFIG_COLUMN_COUNT;
}
