/* state.c - partial results: saved, loaded, merged.  SPDX-License-Identifier: GPL-3.0-or-later

   A state is a line "#govfig-stats 1 OPTIONS" and a CSV table of the figures
   that passed the conditions: the columns that are kept, the value, the bound,
   and the key by which reprints are known.  It is sorted, so equal figures give
   equal bytes.  Loading adds the figures again; so merging in any way is the
   same as having added everything to one accumulator. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/str.h"
#include "stats/group.h"

static const char first_words[] = "#govfig-stats 1 ";
static const char *const key_column[] = {"key"};

enum { KEY_BYTES = 32, COLUMNS_MAX = GOVFIG_COLUMN_COUNT + 1 };

/* --- columns of a state --------------------------------------------------- */

static bool is_saved(const struct plan *p, int c)
{
  return p->slot_of[c] >= 0 || c == GOVFIG_COLUMN_VALUE || c == GOVFIG_COLUMN_BOUND ||
         c == GOVFIG_COLUMN_REPEAT_OF;
}

static size_t columns_of(const struct plan *p, struct govfig_table_column *column)
{
  size_t n = 0;
  for (int c = 0; c < GOVFIG_COLUMN_COUNT; c++) {
    if (is_saved(p, c))
      column[n++] = (struct govfig_table_column){govfig_column_name((enum govfig_column)c),
                                                 govfig_column_type((enum govfig_column)c)};
  }
  column[n++] = (struct govfig_table_column){key_column[0], GOVFIG_TEXT};
  return n;
}

struct row_text {
  char value[DECIMAL_TEXT_MAX], key[KEY_BYTES + 1];
};

static struct govfig_str saved_cell(const struct govfig_stats *s, size_t i, int c,
                                    struct row_text *text)
{
  const struct store_figure *f = &s->figure[i];
  if (c == GOVFIG_COLUMN_VALUE && (f->flags & STORE_NO_VALUE))
    return (struct govfig_str){0};
  if (c == GOVFIG_COLUMN_VALUE)
    return (struct govfig_str){text->value, decimal_print(store_value(s, i), text->value)};
  if (c == GOVFIG_COLUMN_REGION_CODE)
    return strings_text(&s->strings, f->origin);
  if (s->plan->slot_of[c] >= 0)
    return store_text(s, i, (enum govfig_column)c);
  if (c == GOVFIG_COLUMN_BOUND)
    return str_of(store_bound_name((enum store_bound)f->bound));
  return str_of(f->flags & STORE_REPEAT ? "0" : ""); /* GOVFIG_COLUMN_REPEAT_OF */
}

static void cells_of(const struct govfig_stats *s, size_t i, struct govfig_str *cell,
                     struct row_text *text)
{
  const uint64_t *key = s->figure[i].key;
  size_t n = 0;
  for (int c = 0; c < GOVFIG_COLUMN_COUNT; c++) {
    if (is_saved(s->plan, c))
      cell[n++] = saved_cell(s, i, c, text);
  }
  snprintf(text->key, sizeof text->key, "%016llx%016llx", (unsigned long long)key[0],
           (unsigned long long)key[1]);
  cell[n] = (struct govfig_str){text->key, (key[0] | key[1]) != 0 ? KEY_BYTES : 0};
}

/* --- saving --------------------------------------------------------------- */

static int compare_figures(const void *stats, uint32_t a, uint32_t b)
{
  const struct govfig_stats *s = stats;
  const struct store_figure *x = &s->figure[a], *y = &s->figure[b];
  int order = strings_compare(&s->strings, x->origin, y->origin);
  for (size_t i = 0; i < s->plan->n_slots && order == 0; i++)
    order = strings_compare(&s->strings, s->id[a * s->plan->n_slots + i],
                            s->id[b * s->plan->n_slots + i]);
  if (order == 0)
    order = decimal_compare(store_value(s, a), store_value(s, b));
  if (order == 0)
    order = memcmp(x->key, y->key, sizeof x->key);
  if (order == 0)
    order = x->bound != y->bound ? x->bound - y->bound : x->flags - y->flags;
  return order;
}

static enum govfig_status write_figures(const struct govfig_stats *s, const uint32_t *order,
                                        struct govfig_writer *w, struct govfig_error *err)
{
  struct govfig_str cell[COLUMNS_MAX];
  struct row_text text;
  enum govfig_status status = GOVFIG_OK;
  for (size_t i = 0; i < s->n && status == GOVFIG_OK; i++) {
    cells_of(s, order[i], cell, &text);
    status = govfig_writer_row(w, cell, err);
  }
  return status == GOVFIG_OK ? govfig_writer_flush(w, err) : status;
}

static enum govfig_status write_first_line(const struct govfig_stats *s, govfig_write_fn *write,
                                           void *ctx, struct govfig_error *err)
{
  const char *signature = plan_signature(s->plan);
  if (signature == NULL)
    return error_nomem(err);
  enum govfig_status status = write(ctx, first_words, sizeof first_words - 1);
  if (status == GOVFIG_OK)
    status = write(ctx, signature, strlen(signature));
  if (status == GOVFIG_OK)
    status = write(ctx, "\n", 1);
  return status == GOVFIG_OK ? status
                             : error_set(err, status, NULL, 0, 0, "%s",
                                         govfig_status_message(status));
}

enum govfig_status govfig_stats_save(const struct govfig_stats *s, govfig_write_fn *write,
                                     void *ctx, struct govfig_error *err)
{
  struct govfig_table_column column[COLUMNS_MAX];
  struct govfig_writer *w = NULL;
  size_t n = columns_of(s->plan, column);
  uint32_t *order = malloc((2 * s->n + 1) * sizeof *order);
  if (order == NULL)
    return error_nomem(err);
  for (size_t i = 0; i < s->n; i++)
    order[i] = (uint32_t)i;
  group_sort(order, s->n, order + s->n, compare_figures, s);
  enum govfig_status status = write_first_line(s, write, ctx, err);
  if (status == GOVFIG_OK)
    status = govfig_writer_new_table(NULL, column, n, write, ctx, &w, err);
  if (status == GOVFIG_OK)
    status = write_figures(s, order, w, err);
  govfig_writer_free(w);
  free(order);
  return status;
}

/* --- loading -------------------------------------------------------------- */

struct loading {
  struct govfig_stats *to;
  struct govfig_reader *reader;
  enum govfig_status status;
  struct govfig_error *err;
};

/* 32 hex digits, or nothing for no key. */
static bool read_key(struct govfig_str cell, uint64_t key[2])
{
  key[0] = key[1] = 0;
  if (cell.len != 0 && cell.len != KEY_BYTES)
    return false;
  for (size_t i = 0; i < cell.len; i++) {
    char c = cell.data[i];
    unsigned digit = c >= '0' && c <= '9' ? (unsigned)(c - '0')
                     : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10 : 16;
    if (digit == 16)
      return false;
    key[i / 16] = key[i / 16] << 4 | digit;
  }
  return true;
}

static enum govfig_next load_figure(const struct govfig_figure *figure, void *ctx)
{
  struct loading *l = ctx;
  uint64_t key[2];
  if (read_key(govfig_reader_extra(l->reader, 0), key))
    l->status = store_add(l->to, figure, key, l->err);
  else
    l->status = error_set(l->err, GOVFIG_E_FORMAT, NULL, govfig_reader_line(l->reader) + 1, 0,
                          "a damaged key");
  return l->status == GOVFIG_OK ? GOVFIG_CONTINUE : GOVFIG_STOP;
}

static enum govfig_status load_figures(const char *name, const char *bytes, size_t len,
                                       struct govfig_stats *to, struct govfig_error *err)
{
  struct govfig_reader_options o = {
      .format = "csv", .name = name, .extra = key_column, .n_extra = 1};
  struct loading l = {.to = to, .err = err};
  enum govfig_status status = govfig_reader_new(&o, &l.reader, err);
  if (status != GOVFIG_OK)
    return status;
  status = govfig_reader_feed(l.reader, bytes, len, load_figure, &l, err);
  if (status == GOVFIG_OK)
    status = govfig_reader_finish(l.reader, load_figure, &l, err);
  govfig_reader_free(l.reader);
  if (l.status != GOVFIG_OK)
    return l.status;
  if (status != GOVFIG_OK && err != NULL && err->line > 0)
    err->line++; /* the line of options stands above the table */
  return status;
}

enum govfig_status govfig_stats_load(const char *name, const char *bytes, size_t len,
                                     struct govfig_stats **out, struct govfig_error *err)
{
  size_t head = sizeof first_words - 1;
  const char *end = len > head && memcmp(bytes, first_words, head) == 0
                        ? memchr(bytes + head, '\n', len - head) : NULL;
  struct arena memory;
  struct govfig_stats_options options;
  *out = NULL;
  if (end == NULL)
    return error_set(err, GOVFIG_E_FORMAT, name, 1, 1,
                     "this is no state of govfig stats --partial");
  arena_init(&memory);
  enum govfig_status status = plan_options(
      &memory, (struct govfig_str){bytes + head, (size_t)(end - bytes) - head}, &options, err);
  if (status == GOVFIG_OK)
    status = govfig_stats_new(&options, out, err);
  arena_done(&memory);
  if (status == GOVFIG_OK)
    status = load_figures(name, end + 1, len - (size_t)(end + 1 - bytes), *out, err);
  if (status != GOVFIG_OK) {
    govfig_stats_free(*out);
    *out = NULL;
  }
  return status;
}

/* --- merging -------------------------------------------------------------- */

enum govfig_status govfig_stats_same(const struct govfig_stats *a, const struct govfig_stats *b,
                                     struct govfig_error *err)
{
  const char *x = plan_signature(a->plan), *y = plan_signature(b->plan);
  if (x == NULL || y == NULL)
    return error_nomem(err);
  if (strcmp(x, y) == 0)
    return GOVFIG_OK;
  return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0,
                   "the states were made with different options");
}

enum govfig_status govfig_stats_merge(struct govfig_stats *s, const struct govfig_stats *other,
                                      struct govfig_error *err)
{
  struct govfig_str cell[COLUMNS_MAX];
  struct row_text text;
  enum govfig_status status = govfig_stats_same(s, other, err);
  for (size_t i = 0; i < other->n && status == GOVFIG_OK; i++) {
    struct govfig_figure figure = {0};
    size_t n = 0;
    cells_of(other, i, cell, &text);
    for (int c = 0; c < GOVFIG_COLUMN_COUNT; c++) {
      if (is_saved(other->plan, c))
        figure.column[c] = cell[n++];
    }
    status = store_add(s, &figure, other->figure[i].key, err);
  }
  return status;
}
