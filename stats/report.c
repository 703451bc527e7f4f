/* report.c - columns, cells and notes.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/report.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"

enum { NOTE_BYTES = 400 };

struct govfig_report *report_new(void)
{
  struct govfig_report *r = calloc(1, sizeof *r);
  if (r == NULL)
    return NULL;
  arena_init(&r->memory);
  buf_init(&r->text, 0);
  return r;
}

void govfig_report_free(struct govfig_report *r)
{
  if (r == NULL)
    return;
  arena_done(&r->memory);
  buf_done(&r->text);
  free(r->column);
  free(r->end);
  free(r->note);
  free(r);
}

bool report_ok(const struct govfig_report *r)
{
  return !r->failed && !r->text.failed;
}

/* Makes room for one more element; doubles. */
static bool grow(struct govfig_report *r, void **array, size_t n, size_t *room, size_t size)
{
  if (n < *room)
    return true;
  size_t more = *room == 0 ? 64 : *room * 2;
  void *p = more > SIZE_MAX / size ? NULL : realloc(*array, more * size);
  if (p == NULL) {
    r->failed = true;
    return false;
  }
  *array = p;
  *room = more;
  return true;
}

void report_column(struct govfig_report *r, struct govfig_str name, enum govfig_column_type type)
{
  void *columns = r->column;
  char *copy = arena_copy(&r->memory, name.data, name.len);
  bool ok = grow(r, &columns, r->n_columns, &r->columns_room, sizeof *r->column);
  r->column = columns;
  if (copy == NULL)
    r->failed = true;
  if (ok && copy != NULL)
    r->column[r->n_columns++] = (struct govfig_table_column){copy, type};
}

void report_column_named(struct govfig_report *r, const char *name, enum govfig_column_type type)
{
  report_column(r, str_of(name), type);
}

void report_end_keys(struct govfig_report *r)
{
  r->n_keys = r->n_columns;
}

void report_end_cell(struct govfig_report *r)
{
  void *end = r->end;
  bool ok = grow(r, &end, r->n_cells, &r->cells_room, sizeof *r->end);
  r->end = end;
  if (ok)
    r->end[r->n_cells++] = r->text.len;
}

void report_part(struct govfig_report *r, struct govfig_str part)
{
  buf_add(&r->text, part.data, part.len);
}

void report_text(struct govfig_report *r, struct govfig_str cell)
{
  report_part(r, cell);
  report_end_cell(r);
}

void report_words(struct govfig_report *r, const char *cell)
{
  report_text(r, str_of(cell));
}

void report_empty(struct govfig_report *r)
{
  report_end_cell(r);
}

void report_count(struct govfig_report *r, size_t n)
{
  char text[24], *p = text + sizeof text;
  do {
    *--p = (char)('0' + n % 10);
    n /= 10;
  } while (n > 0);
  report_text(r, (struct govfig_str){p, (size_t)(text + sizeof text - p)});
}

void report_double(struct govfig_report *r, double x)
{
  char text[REPORT_NUMBER_MAX];
  if (isfinite(x))
    report_part(r, (struct govfig_str){text, report_print(x, text)});
  report_end_cell(r);
}

void report_decimal(struct govfig_report *r, struct decimal d)
{
  char text[DECIMAL_TEXT_MAX];
  report_text(r, (struct govfig_str){text, decimal_print(d, text)});
}

void report_note(struct govfig_report *r, const char *format, ...)
{
  char text[NOTE_BYTES];
  void *notes = r->note;
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  char *copy = arena_copy(&r->memory, text, strlen(text));
  bool ok = grow(r, &notes, r->n_notes, &r->notes_room, sizeof *r->note);
  r->note = notes;
  if (copy == NULL)
    r->failed = true;
  if (ok && copy != NULL)
    r->note[r->n_notes++] = copy;
}

/* --- reading it ----------------------------------------------------------- */

size_t govfig_report_columns(const struct govfig_report *r)
{
  return r->n_columns;
}

size_t govfig_report_rows(const struct govfig_report *r)
{
  return r->n_columns > 0 ? r->n_cells / r->n_columns : 0;
}

size_t govfig_report_keys(const struct govfig_report *r)
{
  return r->n_keys;
}

const struct govfig_table_column *govfig_report_column(const struct govfig_report *r,
                                                       size_t column)
{
  return &r->column[column];
}

size_t govfig_report_find(const struct govfig_report *r, const char *name)
{
  size_t i = 0;
  while (i < r->n_columns && strcmp(r->column[i].name, name) != 0)
    i++;
  return i;
}

struct govfig_str govfig_report_text(const struct govfig_report *r, size_t row, size_t column)
{
  size_t i = row * r->n_columns + column, start = i > 0 ? r->end[i - 1] : 0;
  return (struct govfig_str){r->text.data != NULL ? r->text.data + start : "", r->end[i] - start};
}

/* A decimal of digits and, behind e, an exponent; cells stand one behind the
   other in memory, so nothing may read past this one. */
static long exponent_in(struct govfig_str cell, size_t e)
{
  bool negative = e + 1 < cell.len && cell.data[e + 1] == '-';
  long exponent = 0;
  for (size_t i = e + 1 + negative; i < cell.len && exponent < 10000; i++)
    exponent = exponent * 10 + (cell.data[i] - '0');
  return negative ? -exponent : exponent;
}

/* Digits without the point, then an exponent: strtod needs no locale. */
int govfig_report_number(const struct govfig_report *r, size_t row, size_t column, double *out)
{
  struct govfig_str cell = govfig_report_text(r, row, column);
  char text[DECIMAL_TEXT_MAX + REPORT_NUMBER_MAX];
  size_t n = 0;
  long exponent = 0;
  bool point = false;
  if (r->column[column].type == GOVFIG_TEXT || cell.len == 0 || cell.len >= DECIMAL_TEXT_MAX)
    return 0;
  for (size_t i = 0; i < cell.len; i++) {
    char c = cell.data[i];
    if (c == 'e') {
      exponent += exponent_in(cell, i);
      break;
    }
    if (c == '.' && !point) {
      point = true;
    } else if ((c >= '0' && c <= '9') || (c == '-' && i == 0)) {
      text[n++] = c;
      exponent -= point;
    } else {
      return 0; /* a pivot's cell of several values */
    }
  }
  snprintf(text + n, sizeof text - n, "e%ld", exponent);
  *out = strtod(text, NULL);
  return 1;
}

const char *govfig_report_note(const struct govfig_report *r, size_t i)
{
  return i < r->n_notes ? r->note[i] : NULL;
}
