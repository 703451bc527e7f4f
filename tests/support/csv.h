/* csv.h - a small reader of RFC 4180, written apart from the project's own so
   that a mistake there cannot hide here.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_TESTS_CSV_H
#define GOVFIG_TESTS_CSV_H

#include <stddef.h>

struct csv_row {
  char **cell;
  size_t n;
};

/* All cells are NUL-terminated and live until csv_free. */
struct csv {
  struct csv_row *row; /* row[0] is the header */
  size_t n;
  char *text;
};

/* Reads `len` bytes; NULL on success, else what is wrong with them. */
const char *csv_take(const char *bytes, size_t len, struct csv *out);
void csv_free(struct csv *csv);

/* Index of the header cell `name`; csv->row[0].n for none. */
size_t csv_column(const struct csv *csv, const char *name);

/* The whole file, NUL-terminated; NULL when it cannot be read. */
char *file_read(const char *path, size_t *len);

#endif
