/* table.c - reads tables and rule lines.  SPDX-License-Identifier: Apache-2.0 */
#include "base/table.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/str.h"

struct reader {
  const char *file;
  size_t line;
  const struct table_handler *handlers, *current;
  size_t n_handlers;
  int column_of[TABLE_COLUMNS_MAX]; /* cell in the file -> column of the handler */
  int n_columns;
  bool rules; /* in @rules: a row is a keyword and the rest */
  struct govfig_error *err;
};

static bool is_blank(char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

static struct govfig_str trimmed(struct govfig_str s)
{
  while (s.len > 0 && is_blank(s.data[0]))
    s = (struct govfig_str){s.data + 1, s.len - 1};
  while (s.len > 0 && is_blank(s.data[s.len - 1]))
    s.len--;
  return s;
}

/* Cuts the part in front of the next `separator` off `rest`. */
static struct govfig_str cut(struct govfig_str *rest, char separator)
{
  const char *at = rest->len > 0 ? memchr(rest->data, separator, rest->len) : NULL;
  struct govfig_str part = {rest->data, at != NULL ? (size_t)(at - rest->data) : rest->len};
  size_t used = at != NULL ? part.len + 1 : part.len;
  *rest = (struct govfig_str){rest->data != NULL ? rest->data + used : NULL, rest->len - used};
  return part;
}

/* The next run of non-blanks. */
static struct govfig_str next_word(struct govfig_str *rest)
{
  *rest = trimmed(*rest);
  size_t n = 0;
  while (n < rest->len && !is_blank(rest->data[n]))
    n++;
  struct govfig_str word = {rest->data, n};
  *rest = (struct govfig_str){rest->data + n, rest->len - n};
  return word;
}

static enum govfig_status syntax(const struct reader *r, const char *what, struct govfig_str s)
{
  return error_set(r->err, GOVFIG_E_SYNTAX, r->file, r->line, 1, "%s: %.*s", what,
                   (int)(s.len > 80 ? 80 : s.len), s.data != NULL ? s.data : "");
}

static const struct table_handler *handler_of(const struct reader *r, struct govfig_str name)
{
  for (size_t i = 0; i < r->n_handlers; i++) {
    if (str_is(name, r->handlers[i].table))
      return &r->handlers[i];
  }
  return r->n_handlers > 0 && r->handlers[r->n_handlers - 1].row == NULL
             ? &r->handlers[r->n_handlers - 1]
             : NULL;
}

static int column_index(const struct table_handler *h, struct govfig_str name)
{
  for (int i = 0; h->columns[i] != NULL; i++) {
    if (str_is(name, h->columns[i]))
      return i;
  }
  return -1;
}

static enum govfig_status start_table(struct reader *r, struct govfig_str rest)
{
  struct govfig_str name = next_word(&rest);
  r->current = handler_of(r, name);
  r->rules = false;
  r->n_columns = 0;
  if (r->current == NULL)
    return syntax(r, "unknown table", name);
  if (r->current->row == NULL)
    return GOVFIG_OK;
  for (rest = trimmed(rest); rest.len > 0; rest = trimmed(rest)) {
    struct govfig_str word = next_word(&rest);
    int column = column_index(r->current, word);
    if (column < 0 || r->n_columns == TABLE_COLUMNS_MAX)
      return syntax(r, "unknown column", word);
    r->column_of[r->n_columns++] = column;
  }
  if (r->n_columns == 0)
    return syntax(r, "a table names its columns", name);
  return GOVFIG_OK;
}

static enum govfig_status directive(struct reader *r, struct govfig_str line)
{
  struct govfig_str word = next_word(&line);
  if (str_is(word, "@table"))
    return start_table(r, line);
  if (!str_is(word, "@rules"))
    return syntax(r, "unknown directive", word);
  r->rules = true;
  r->current = handler_of(r, str_of("rules"));
  return r->current != NULL ? GOVFIG_OK : syntax(r, "no rules are expected here", word);
}

static enum govfig_status row_of(struct reader *r, struct govfig_str line)
{
  struct table_row row = {.file = r->file, .line = r->line};
  if (r->current == NULL)
    return syntax(r, "a row before any @table or @rules", line);
  if (r->current->row == NULL)
    return GOVFIG_OK;
  if (r->rules) {
    row.cell[0] = next_word(&line);
    row.cell[1] = trimmed(line);
    return r->current->row(r->current->ctx, &row, r->err);
  }
  for (int i = 0; line.len > 0; i++) {
    struct govfig_str cell = trimmed(cut(&line, '\t'));
    if (i >= r->n_columns && cell.len > 0)
      return syntax(r, "more cells than columns", cell);
    if (i < r->n_columns)
      row.cell[r->column_of[i]] = cell;
  }
  return r->current->row(r->current->ctx, &row, r->err);
}

enum govfig_status table_read(const char *file, struct govfig_str text,
                              const struct table_handler *handlers, size_t n,
                              struct govfig_error *err)
{
  struct reader r = {.file = file, .handlers = handlers, .n_handlers = n, .err = err};
  if (text.len >= 3 && memcmp(text.data, "\xEF\xBB\xBF", 3) == 0)
    text = (struct govfig_str){text.data + 3, text.len - 3};
  while (text.len > 0) {
    struct govfig_str line = cut(&text, '\n'), words = trimmed(line);
    r.line++;
    if (words.len == 0 || words.data[0] == '#')
      continue;
    enum govfig_status status =
        words.data[0] == '@' && words.len > 1 ? directive(&r, words) : row_of(&r, line);
    if (status != GOVFIG_OK)
      return status;
  }
  return GOVFIG_OK;
}

enum govfig_status table_error(const struct table_row *row, struct govfig_error *err,
                               const char *format, ...)
{
  char text[200];
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  return error_set(err, GOVFIG_E_SYNTAX, row->file, row->line, 1, "%s", text);
}
