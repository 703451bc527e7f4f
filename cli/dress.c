/* dress.c - figures dressed for people.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/dress.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/decimal.h"
#include "base/error.h"
#include "base/str.h"
#include "base/table.h"

enum { WORDS_MAX = 128 };

struct dress {
  struct arena arena;
  struct govfig_table_column columns[GOVFIG_COLUMN_COUNT];
  struct {
    enum govfig_column column;
    struct govfig_str value, word;
  } words[WORDS_MAX];
  size_t n_words;
  struct govfig_str scale; /* the word before the unit; empty: none */
  int power;
};

/* What is read out of the table. */
struct dress_work {
  struct dress *dress;
  bool chinese;
  struct govfig_str wanted; /* scale */
  struct buf known;         /* the words of counting, for the message */
};

static enum govfig_status take_column(void *ctx, const struct table_row *row,
                                      struct govfig_error *err)
{
  struct dress_work *w = ctx;
  enum govfig_column c = govfig_column_find(row->cell[0].data, row->cell[0].len);
  if (c == GOVFIG_COLUMN_COUNT)
    return table_error(row, err, "there is no such column");
  if (!w->chinese)
    return GOVFIG_OK;
  w->dress->columns[c].name = arena_copy(&w->dress->arena, row->cell[1].data, row->cell[1].len);
  return w->dress->columns[c].name != NULL ? GOVFIG_OK : error_nomem(err);
}

static enum govfig_status take_value(void *ctx, const struct table_row *row,
                                     struct govfig_error *err)
{
  struct dress_work *w = ctx;
  struct dress *d = w->dress;
  enum govfig_column c = govfig_column_find(row->cell[0].data, row->cell[0].len);
  if (c == GOVFIG_COLUMN_COUNT)
    return table_error(row, err, "there is no such column");
  if (d->n_words == WORDS_MAX)
    return table_error(row, err, "more than %d words", WORDS_MAX);
  if (!w->chinese)
    return GOVFIG_OK;
  d->words[d->n_words].column = c;
  d->words[d->n_words].value = row->cell[1];
  d->words[d->n_words++].word = row->cell[2];
  return GOVFIG_OK;
}

/* Of two words for one power the first is what is printed. */
static enum govfig_status take_scale(void *ctx, const struct table_row *row,
                                     struct govfig_error *err)
{
  struct dress_work *w = ctx;
  struct decimal power;
  if (!decimal_parse(row->cell[1].data, row->cell[1].len, &power) || power.mantissa < 1 ||
      power.mantissa > 12)
    return table_error(row, err, "a power of ten between 1 and 12 is wanted");
  if (w->known.len != 0)
    buf_add_char(&w->known, ' ');
  if (!buf_add(&w->known, row->cell[0].data, row->cell[0].len))
    return error_nomem(err);
  if (str_equal(row->cell[0], w->wanted)) {
    w->dress->power = (int)power.mantissa;
    if (w->dress->scale.len == 0)
      w->dress->scale = row->cell[0];
  }
  return GOVFIG_OK;
}

/* The word that stands for the power in Chinese: the first of its rows. */
static enum govfig_status take_first_word(void *ctx, const struct table_row *row,
                                          struct govfig_error *err)
{
  struct dress_work *w = ctx;
  struct decimal power;
  (void)err;
  if (w->wanted.len == 0 && decimal_parse(row->cell[1].data, row->cell[1].len, &power) &&
      power.mantissa == w->dress->power) {
    w->dress->scale = row->cell[0];
    w->wanted = row->cell[0];
  }
  return GOVFIG_OK;
}

static const char *const column_columns[] = {"name", "zh", NULL};
static const char *const value_columns[] = {"column", "value", "zh", NULL};
static const char *const scale_columns[] = {"word", "power", NULL};

static const struct embedded_file *find_table(void)
{
  for (const struct embedded_file *f = embedded_files; f->name != NULL; f++)
    if (str_is(str_of(f->name), "display.table"))
      return f;
  return NULL;
}

static enum govfig_status read_words(struct dress_work *w, struct govfig_error *err)
{
  const struct embedded_file *f = find_table();
  if (f == NULL)
    return error_set(err, GOVFIG_E_SYNTAX, "display.table", 0, 0, "was not built in");
  struct govfig_str text = {(const char *)f->bytes, f->len};
  struct table_handler handlers[] = {
      {"display_column", column_columns, take_column, w},
      {"display_value", value_columns, take_value, w},
      {"display_scale", scale_columns, take_scale, w},
  };
  enum govfig_status status = table_read(f->name, text, handlers, 3, err);
  if (status != GOVFIG_OK || w->wanted.len == 0)
    return status;
  if (w->dress->power == 0)
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "--scale takes one of %.*s",
                     (int)w->known.len, w->known.data);
  w->wanted.len = 0;
  struct table_handler first[] = {{"display_scale", scale_columns, take_first_word, w}, {0}};
  return table_read(f->name, text, first, 2, err);
}

enum govfig_status dress_new(bool chinese, const char *scale, struct dress **out,
                             struct govfig_error *err)
{
  *out = NULL;
  struct dress *d = calloc(1, sizeof *d);
  if (d == NULL)
    return error_nomem(err);
  for (int c = 0; c < GOVFIG_COLUMN_COUNT; c++)
    d->columns[c] =
        (struct govfig_table_column){govfig_column_name((enum govfig_column)c),
                                     govfig_column_type((enum govfig_column)c)};
  struct dress_work w = {.dress = d, .chinese = chinese, .wanted = str_of(scale)};
  buf_init(&w.known, 0);
  enum govfig_status status = read_words(&w, err);
  buf_done(&w.known);
  if (status == GOVFIG_OK)
    *out = d;
  else
    dress_free(d);
  return status;
}

void dress_free(struct dress *d)
{
  if (d == NULL)
    return;
  arena_done(&d->arena);
  free(d);
}

const struct govfig_table_column *dress_columns(const struct dress *d)
{
  return d->columns;
}

/* ---- a figure ---- */

/* `text` in units of ten to `power`; false when it is none or less than one. */
static bool scale_down(struct govfig_str text, int power, bool any, char *out, size_t *len)
{
  struct decimal value, one = decimal_of(1);
  if (text.len == 0 || !decimal_parse(text.data, text.len, &value) ||
      !decimal_shift(&value, -power))
    return false;
  struct decimal size = value.mantissa < 0 ? decimal_negate(value) : value;
  if (!any && decimal_compare(size, one) < 0)
    return false;
  *len = decimal_print(value, out);
  return true;
}

static void scale_figure(const struct dress *d, struct dress_room *room,
                         struct govfig_figure *out)
{
  struct govfig_str *value = &out->column[GOVFIG_COLUMN_VALUE];
  struct govfig_str *high = &out->column[GOVFIG_COLUMN_HIGH];
  struct govfig_str *unit = &out->column[GOVFIG_COLUMN_UNIT];
  size_t len, high_len = 0;
  if (unit->len == 0 || unit->len + d->scale.len > sizeof room->unit ||
      !scale_down(*value, d->power, false, room->value, &len))
    return;
  if (high->len != 0 && !scale_down(*high, d->power, true, room->high, &high_len))
    return;
  *value = (struct govfig_str){room->value, len};
  if (high->len != 0)
    *high = (struct govfig_str){room->high, high_len};
  memcpy(room->unit, d->scale.data, d->scale.len);
  memcpy(room->unit + d->scale.len, unit->data, unit->len);
  *unit = (struct govfig_str){room->unit, d->scale.len + unit->len};
  out->column[GOVFIG_COLUMN_UNIT_CODE].len = 0; /* the code means the unit without its word */
}

void dress_figure(const struct dress *d, const struct govfig_figure *figure,
                  struct dress_room *room, struct govfig_figure *out)
{
  *out = *figure;
  for (size_t i = 0; i < d->n_words; i++)
    if (str_equal(figure->column[d->words[i].column], d->words[i].value))
      out->column[d->words[i].column] = d->words[i].word;
  if (d->power != 0)
    scale_figure(d, room, out);
}
