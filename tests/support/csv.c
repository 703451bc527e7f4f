/* csv.c - cells of a CSV text.  SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/csv.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Test programs have nowhere to go without memory. */
static void *more(void *p, size_t n, size_t size)
{
  void *q = realloc(p, (n + 1) * 2 * size);
  if (q == NULL)
    abort();
  return q;
}

/* Unquotes in place the cell that starts at `p`; `*write` is where its text
   goes.  Returns the character behind it, NULL when a quote is not closed. */
static const char *read_cell(const char *p, char **write)
{
  if (*p != '"') {
    while (*p != '\0' && *p != ',' && *p != '\n' && *p != '\r')
      *(*write)++ = *p++;
    return p;
  }
  for (p++; *p != '\0'; p++) {
    if (*p == '"' && p[1] != '"')
      return p + 1;
    if (*p == '"')
      p++;
    *(*write)++ = *p;
  }
  return NULL;
}

static struct csv_row *add_row(struct csv *csv)
{
  if ((csv->n & (csv->n - 1)) == 0)
    csv->row = more(csv->row, csv->n, sizeof *csv->row);
  csv->row[csv->n] = (struct csv_row){NULL, 0};
  return &csv->row[csv->n++];
}

static void add_cell(struct csv_row *row, char *cell)
{
  if ((row->n & (row->n - 1)) == 0)
    row->cell = more(row->cell, row->n, sizeof *row->cell);
  row->cell[row->n++] = cell;
}

const char *csv_take(const char *bytes, size_t len, struct csv *out)
{
  *out = (struct csv){0};
  char *copy = malloc(2 * len + 2), *write = copy;
  if (copy == NULL)
    abort();
  out->text = copy;
  if (memchr(bytes, '\0', len) != NULL)
    return "a NUL byte";
  for (const char *p = bytes; *p != '\0';) {
    struct csv_row *row = add_row(out);
    for (;;) {
      add_cell(row, write);
      p = read_cell(p, &write);
      if (p == NULL)
        return "a quote that is not closed";
      *write++ = '\0';
      if (*p != ',')
        break;
      p++;
    }
    if (*p == '\r' && p[1] == '\n')
      p++;
    if (*p != '\n')
      return *p == '\0' ? "no line feed at the end" : "text behind a closing quote";
    p++;
    if (row->n != out->row[0].n)
      return "rows of different length";
  }
  return NULL;
}

void csv_free(struct csv *csv)
{
  for (size_t i = 0; i < csv->n; i++)
    free(csv->row[i].cell);
  free(csv->row);
  free(csv->text);
  *csv = (struct csv){0};
}

size_t csv_column(const struct csv *csv, const char *name)
{
  size_t i = 0;
  while (csv->n > 0 && i < csv->row[0].n && strcmp(csv->row[0].cell[i], name) != 0)
    i++;
  return i;
}

char *file_read(const char *path, size_t *len)
{
  FILE *f = fopen(path, "rb");
  char *text = NULL;
  *len = 0;
  if (f == NULL)
    return NULL;
  for (size_t room = 65536, n = 1; n > 0; room *= 2) {
    text = realloc(text, room + 1);
    if (text == NULL)
      abort();
    n = fread(text + *len, 1, room - *len, f);
    *len += n;
  }
  text[*len] = '\0';
  fclose(f);
  return text;
}
