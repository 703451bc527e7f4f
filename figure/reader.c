/* reader.c - rows of cells into figures.  SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/str.h"
#include "figure/number.h"
#include "figure/split.h"
#include <govfig/table.h>

static const struct split_format *const formats[] = {&split_csv, &split_tsv, &split_jsonl};

/* What the cells of a table column are for: a column of the figures table, an
   extra one (EXTRA + its index), or nothing. */
enum { NOTHING = -1, EXTRA = GOVFIG_COLUMN_COUNT };

struct govfig_reader {
  struct govfig_reader_options options;
  const struct split_format *format;
  struct split split;
  char mark[3]; /* first bytes of the input: a byte order mark or not */
  size_t marked;
  bool started;  /* past the mark */
  bool mapped;   /* the header has been read */
  size_t width;  /* cells of the header */
  short role[SPLIT_CELLS_MAX];
  bool has[GOVFIG_COLUMN_COUNT + GOVFIG_READER_EXTRA_MAX];
  struct govfig_figure figure;
  struct govfig_str extra[GOVFIG_READER_EXTRA_MAX];
  char number[GOVFIG_COLUMN_COUNT][NUMBER_TEXT_MAX];
  size_t row_line;
  govfig_figure_fn *row; /* of the call that is going on */
  void *ctx;
};

struct govfig_reader_options govfig_reader_defaults(void)
{
  return (struct govfig_reader_options){.format = "csv"};
}

static const struct split_format *find_format(const char *name)
{
  for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
    if (strcmp(formats[i]->name, name) == 0)
      return formats[i];
  }
  return NULL;
}

enum govfig_status govfig_reader_new(const struct govfig_reader_options *options,
                                     struct govfig_reader **out, struct govfig_error *err)
{
  struct govfig_reader_options o = options != NULL ? *options : govfig_reader_defaults();
  const char *name = o.format != NULL ? o.format : "csv";
  *out = NULL;
  if (find_format(name) == NULL)
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "tables of format '%s' cannot be read",
                     name);
  if (o.n_extra > GOVFIG_READER_EXTRA_MAX)
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "too many extra columns");
  struct govfig_reader *r = calloc(1, sizeof *r);
  if (r == NULL)
    return error_nomem(err);
  r->options = o;
  r->format = find_format(name);
  if (!split_init(&r->split)) {
    govfig_reader_free(r);
    return error_nomem(err);
  }
  r->split.line = 1;
  *out = r;
  return GOVFIG_OK;
}

void govfig_reader_free(struct govfig_reader *r)
{
  if (r == NULL)
    return;
  split_done(&r->split);
  free(r);
}

/* --- the header ----------------------------------------------------------- */

static short role_of(const struct govfig_reader *r, struct govfig_str name)
{
  enum govfig_column c = govfig_column_find(name.data, name.len);
  if (c != GOVFIG_COLUMN_COUNT)
    return (short)c;
  for (size_t i = 0; i < r->options.n_extra; i++) {
    if (str_is(name, r->options.extra[i]))
      return (short)(EXTRA + i);
  }
  return NOTHING;
}

/* Byte offset of cell `i` in the raw row, for messages. */
static size_t offset_of(const struct govfig_reader *r, size_t i)
{
  const struct split *s = &r->split;
  uintptr_t cell = (uintptr_t)s->cell[i].data, raw = (uintptr_t)s->raw;
  if (r->format == &split_csv)
    return split_csv_offset(s, i);
  return cell >= raw && cell - raw <= s->raw_len ? (size_t)(cell - raw) : 0;
}

static enum govfig_status missing(const struct govfig_reader *r, struct govfig_error *err)
{
  char names[160] = "";
  for (size_t i = 0, used = 0; i < r->options.n_needed && used < sizeof names; i++) {
    enum govfig_column c = r->options.needed[i];
    if (!r->has[c])
      used += (size_t)snprintf(names + used, sizeof names - used, "%s%s", used > 0 ? ", " : "",
                               govfig_column_name(c));
  }
  return error_set(err, GOVFIG_E_FORMAT, NULL, r->split.line, 1,
                   "the table has no column %s (its header has %zu columns)", names, r->width);
}

static enum govfig_status check_needed(const struct govfig_reader *r, struct govfig_error *err)
{
  for (size_t i = 0; i < r->options.n_needed; i++) {
    if (!r->has[r->options.needed[i]])
      return missing(r, err);
  }
  for (size_t i = 0; i < r->options.n_extra; i++) {
    if (!r->has[EXTRA + i])
      return error_set(err, GOVFIG_E_FORMAT, NULL, r->split.line, 1,
                       "the table has no column %s", r->options.extra[i]);
  }
  return GOVFIG_OK;
}

static enum govfig_status read_header(struct govfig_reader *r, struct govfig_error *err)
{
  const struct split *s = &r->split;
  for (size_t i = 0; i < s->n; i++) {
    short role = role_of(r, s->cell[i]);
    r->role[i] = role;
    if (role != NOTHING && r->has[role])
      return split_error(s, GOVFIG_E_FORMAT, offset_of(r, i), err, "a second column '%.*s'",
                         (int)s->cell[i].len, s->cell[i].data);
    if (role != NOTHING)
      r->has[role] = true;
  }
  r->width = s->n;
  r->mapped = true;
  return check_needed(r, err);
}

/* --- rows ----------------------------------------------------------------- */

static enum govfig_status no_number(const struct govfig_reader *r, size_t i, enum govfig_column c,
                                    struct govfig_error *err)
{
  struct govfig_str cell = r->split.cell[i];
  return split_error(&r->split, GOVFIG_E_FORMAT, offset_of(r, i), err,
                     "'%.*s' in column %s is no %s", (int)(cell.len > 40 ? 40 : cell.len),
                     cell.data, govfig_column_name(c),
                     govfig_column_type(c) == GOVFIG_INTEGER ? "whole number" : "number");
}

/* Puts cell `i` where its role says. */
static inline enum govfig_status place(struct govfig_reader *r, size_t i, int role,
                                       struct govfig_str value, struct govfig_error *err)
{
  if (role >= EXTRA) {
    r->extra[role - EXTRA] = value;
    return GOVFIG_OK;
  }
  enum govfig_column c = (enum govfig_column)role;
  enum govfig_column_type type = govfig_column_type(c);
  if (type != GOVFIG_TEXT && value.len > 0 && !number_read(&value, type, r->number[c]))
    return no_number(r, i, c, err);
  r->figure.column[c] = value;
  return GOVFIG_OK;
}

/* Who says STOP knows why, and may have said so in `err`: it is left alone. */
static enum govfig_status hand_over(struct govfig_reader *r)
{
  r->row_line = r->split.line;
  return r->row(&r->figure, r->ctx) == GOVFIG_CONTINUE ? GOVFIG_OK : GOVFIG_E_STOPPED;
}

static bool is_empty_line(const struct split *s)
{
  return s->raw_len == 0;
}

/* A row of CSV or TSV.  In a table of one column an empty line is a row. */
static enum govfig_status header_row(void *ctx, struct govfig_error *err)
{
  struct govfig_reader *r = ctx;
  const struct split *s = &r->split;
  if (is_empty_line(s) && (!r->mapped || r->width != 1))
    return GOVFIG_OK;
  if (!r->mapped)
    return read_header(r, err);
  if (s->n != r->width)
    return error_set(err, GOVFIG_E_FORMAT, NULL, s->line, 1,
                     "a row of %zu cells under a header of %zu", s->n, r->width);
  for (size_t i = 0; i < s->n; i++) {
    if (r->role[i] == NOTHING)
      continue;
    enum govfig_status status = place(r, i, r->role[i], s->cell[i], err);
    if (status != GOVFIG_OK)
      return status;
  }
  return hand_over(r);
}

/* The role of the key of pair `i`: mostly that of the row before. */
static short key_role(struct govfig_reader *r, size_t i, struct govfig_str name)
{
  short guess = r->role[i];
  if (guess < 0 || guess >= EXTRA || !str_is(name, govfig_column_name((enum govfig_column)guess)))
    r->role[i] = role_of(r, name);
  return r->role[i];
}

/* A row of JSON Lines: keys and values in turn. */
static enum govfig_status keyed_row(void *ctx, struct govfig_error *err)
{
  struct govfig_reader *r = ctx;
  const struct split *s = &r->split;
  bool seen[GOVFIG_COLUMN_COUNT + GOVFIG_READER_EXTRA_MAX] = {false};
  if (s->n == 0)
    return GOVFIG_OK;
  r->figure = (struct govfig_figure){0};
  for (size_t i = 0; i < GOVFIG_READER_EXTRA_MAX; i++)
    r->extra[i] = (struct govfig_str){0};
  for (size_t i = 0; i < s->n; i += 2) {
    short role = key_role(r, i / 2, s->cell[i]);
    if (role == NOTHING)
      continue;
    if (seen[role])
      return split_error(s, GOVFIG_E_FORMAT, offset_of(r, i), err, "a second key '%.*s'",
                         (int)s->cell[i].len, s->cell[i].data);
    seen[role] = r->has[role] = true;
    enum govfig_status status = place(r, i + 1, role, s->cell[i + 1], err);
    if (status != GOVFIG_OK)
      return status;
  }
  return hand_over(r);
}

/* --- the input ------------------------------------------------------------ */

static enum govfig_status named(const struct govfig_reader *r, enum govfig_status status,
                                struct govfig_error *err)
{
  if (status != GOVFIG_OK && status != GOVFIG_E_STOPPED && err != NULL && err->file[0] == '\0' &&
      r->options.name != NULL)
    snprintf(err->file, sizeof err->file, "%s", r->options.name);
  return status;
}

static enum govfig_status feed(struct govfig_reader *r, const char *bytes, size_t len,
                               struct govfig_error *err)
{
  return r->format->feed(&r->split, bytes, len, r->format->header ? header_row : keyed_row, r,
                         err);
}

/* Feeds the first three bytes, unless they are a byte order mark. */
static enum govfig_status start(struct govfig_reader *r, struct govfig_error *err)
{
  r->started = true;
  if (r->marked == 3 && memcmp(r->mark, "\xEF\xBB\xBF", 3) == 0)
    return GOVFIG_OK;
  return feed(r, r->mark, r->marked, err);
}

enum govfig_status govfig_reader_feed(struct govfig_reader *r, const char *bytes, size_t len,
                                      govfig_figure_fn *row, void *ctx, struct govfig_error *err)
{
  enum govfig_status status = GOVFIG_OK;
  r->row = row;
  r->ctx = ctx;
  while (!r->started && len > 0) {
    r->mark[r->marked++] = *bytes++;
    len--;
    if (r->marked == 3)
      status = start(r, err);
  }
  if (status == GOVFIG_OK && len > 0)
    status = feed(r, bytes, len, err);
  return named(r, status, err);
}

enum govfig_status govfig_reader_finish(struct govfig_reader *r, govfig_figure_fn *row, void *ctx,
                                        struct govfig_error *err)
{
  enum govfig_status status = GOVFIG_OK;
  r->row = row;
  r->ctx = ctx;
  if (!r->started)
    status = start(r, err);
  if (status == GOVFIG_OK)
    status = r->format->finish(&r->split, r->format->header ? header_row : keyed_row, r, err);
  if (status == GOVFIG_OK && r->format->header && !r->mapped)
    status = error_set(err, GOVFIG_E_FORMAT, NULL, 1, 1,
                       "the table is empty: not even a header row");
  return named(r, status, err);
}

size_t govfig_reader_line(const struct govfig_reader *r)
{
  return r->row_line;
}

int govfig_reader_has(const struct govfig_reader *r, enum govfig_column column)
{
  return r->has[column];
}

struct govfig_str govfig_reader_extra(const struct govfig_reader *r, size_t i)
{
  return r->extra[i];
}
