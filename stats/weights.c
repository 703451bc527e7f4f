/* weights.c - weights by any columns.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/weights.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "stats/plan.h"

static const char *const extra[] = {"weight"};

struct weights {
  const struct govfig_stats *s;
  struct govfig_reader *reader;
  enum govfig_column key[GOVFIG_COLUMN_COUNT]; /* the table's columns */
  size_t n_keys;
  uint64_t *hash; /* of the key cells of each row */
  double *weight;
  size_t n, room, n_slots;
  uint32_t *slot;
  enum govfig_status status;
  struct govfig_error *err;
};

/* Keys are compared by two hashes' worth of bits: strings_hash of the string
   numbers' hashes, in order. */
static uint64_t add_hash(uint64_t h, uint64_t cell)
{
  return strings_mix(h * 0x9E3779B97F4A7C15u ^ cell) + cell;
}

static void find_keys(struct weights *w)
{
  for (int i = 0; i < GOVFIG_COLUMN_COUNT; i++) {
    enum govfig_column c = (enum govfig_column)i;
    if (govfig_reader_has(w->reader, c) && w->s->plan->slot_of[c] >= 0)
      w->key[w->n_keys++] = c;
  }
}

static bool grow(struct weights *w)
{
  size_t room = w->room == 0 ? 256 : w->room * 2;
  uint64_t *hash = realloc(w->hash, room * sizeof *hash);
  if (hash != NULL)
    w->hash = hash;
  double *weight = realloc(w->weight, room * sizeof *weight);
  if (weight != NULL)
    w->weight = weight;
  if (hash == NULL || weight == NULL)
    return false;
  w->room = room;
  return true;
}

static enum govfig_status add_row(struct weights *w, const struct govfig_figure *f)
{
  struct govfig_str cell = govfig_reader_extra(w->reader, 0);
  struct decimal d;
  uint64_t h = 0;
  size_t line = govfig_reader_line(w->reader);
  if (!decimal_parse(cell.data, cell.len, &d) || d.mantissa < 0)
    return error_set(w->err, GOVFIG_E_FORMAT, "weights", line, 0,
                     "'%.*s' is no weight: a number from 0 is expected",
                     (int)(cell.len > 40 ? 40 : cell.len), cell.data);
  if (w->n == 0)
    find_keys(w);
  if (w->n_keys == 0)
    return error_set(w->err, GOVFIG_E_FORMAT, "weights", 1, 0,
                     "no column of the figures table that could tell whose weight it is");
  if (w->n == w->room && !grow(w))
    return error_nomem(w->err);
  for (size_t i = 0; i < w->n_keys; i++)
    h = add_hash(h, strings_hash(f->column[w->key[i]].data, f->column[w->key[i]].len));
  w->hash[w->n] = h;
  w->weight[w->n++] = store_double(d);
  return GOVFIG_OK;
}

static enum govfig_next on_row(const struct govfig_figure *f, void *ctx)
{
  struct weights *w = ctx;
  w->status = add_row(w, f);
  return w->status == GOVFIG_OK ? GOVFIG_CONTINUE : GOVFIG_STOP;
}

static enum govfig_status read_table(struct weights *w)
{
  struct govfig_reader_options o = {
      .format = "csv", .name = "weights", .extra = extra, .n_extra = 1};
  struct govfig_str text = w->s->plan->options.weights;
  enum govfig_status status = govfig_reader_new(&o, &w->reader, w->err);
  if (status != GOVFIG_OK)
    return status;
  status = govfig_reader_feed(w->reader, text.data, text.len, on_row, w, w->err);
  if (status == GOVFIG_OK)
    status = govfig_reader_finish(w->reader, on_row, w, w->err);
  govfig_reader_free(w->reader);
  return w->status != GOVFIG_OK ? w->status : status;
}

static size_t slot_of(const struct weights *w, uint64_t h)
{
  size_t at = (size_t)strings_mix(h ^ w->s->strings.seed) & (w->n_slots - 1);
  while (w->slot[at] != 0 && w->hash[w->slot[at] - 1] != h)
    at = (at + 1) & (w->n_slots - 1);
  return at;
}

static enum govfig_status index_rows(struct weights *w)
{
  for (w->n_slots = 64; w->n_slots < w->n * 2;)
    w->n_slots *= 2;
  w->slot = calloc(w->n_slots, sizeof *w->slot);
  if (w->slot == NULL)
    return error_nomem(w->err);
  for (size_t i = 0; i < w->n; i++) {
    size_t at = slot_of(w, w->hash[i]);
    if (w->slot[at] != 0 && w->weight[w->slot[at] - 1] != w->weight[i])
      return error_set(w->err, GOVFIG_E_FORMAT, "weights", 0, 0,
                       "row %zu of the table gives another weight to what row %u names", i + 1,
                       w->slot[at]);
    w->slot[at] = (uint32_t)i + 1;
  }
  return GOVFIG_OK;
}

static double weight_of(const struct weights *w, size_t figure)
{
  uint64_t h = 0;
  for (size_t i = 0; i < w->n_keys; i++)
    h = add_hash(h, w->s->strings.entry[store_id(w->s, figure, w->key[i])].hash);
  uint32_t row = w->slot[slot_of(w, h)];
  return row != 0 ? w->weight[row - 1] : 0;
}

enum govfig_status weights_read(const struct govfig_stats *s, double **out,
                                struct govfig_error *err)
{
  struct weights w = {.s = s, .err = err};
  *out = NULL;
  enum govfig_status status = read_table(&w);
  if (status == GOVFIG_OK)
    status = index_rows(&w);
  if (status == GOVFIG_OK) {
    *out = malloc((s->n + 1) * sizeof **out);
    status = *out != NULL ? GOVFIG_OK : error_nomem(err);
  }
  for (size_t i = 0; status == GOVFIG_OK && i < s->n; i++)
    (*out)[i] = weight_of(&w, i);
  free(w.hash);
  free(w.weight);
  free(w.slot);
  return status;
}
