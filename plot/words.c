/* words.c - the words of charts, read from the table that the build embedded.
   SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/words.h"

#include <string.h>

#include "base/error.h"
#include "base/str.h"
#include "base/table.h"
#include "plot/text.h"

enum { WORDS_MAX = 80, SCALES_MAX = 8, FONTS_MAX = 16 };

struct word {
  struct govfig_str key, text;
};

struct scale_word {
  int exponent, from;
  struct govfig_str name;
};

struct words {
  const char *language;
  int column; /* of the language in a plot_word row */
  struct word word[WORDS_MAX];
  struct scale_word scale[SCALES_MAX];
  struct govfig_str font[FONTS_MAX];
  size_t n_words, n_scales, n_fonts;
};

static const char *const word_columns[] = {"key", "zh", "en", NULL};
static const char *const scale_columns[] = {"language", "exponent", "from", "word", NULL};
static const char *const font_columns[] = {"family", NULL};

static enum govfig_status word_row(void *ctx, const struct table_row *row, struct govfig_error *err)
{
  struct words *w = ctx;
  if (w->n_words == WORDS_MAX)
    return table_error(row, err, "more than %d words", WORDS_MAX);
  w->word[w->n_words++] = (struct word){row->cell[0], row->cell[w->column]};
  return GOVFIG_OK;
}

/* A power of ten of one or two digits; -1 for anything else. */
static int power_of(struct govfig_str s)
{
  int n = 0;
  for (size_t i = 0; i < s.len; i++)
    n = s.data[i] >= '0' && s.data[i] <= '9' ? n * 10 + (s.data[i] - '0') : 1000;
  return s.len > 0 && s.len < 3 && n < 38 ? n : -1;
}

static enum govfig_status scale_row(void *ctx, const struct table_row *row,
                                    struct govfig_error *err)
{
  struct words *w = ctx;
  struct scale_word s = {power_of(row->cell[1]), power_of(row->cell[2]), row->cell[3]};
  if (s.exponent < 0 || s.from < s.exponent)
    return table_error(row, err, "a power of ten was expected, and one at least as large");
  if (w->n_scales == SCALES_MAX)
    return table_error(row, err, "more than %d words", SCALES_MAX);
  if (str_is(row->cell[0], w->language))
    w->scale[w->n_scales++] = s;
  return GOVFIG_OK;
}

static enum govfig_status font_row(void *ctx, const struct table_row *row, struct govfig_error *err)
{
  struct words *w = ctx;
  if (w->n_fonts == FONTS_MAX)
    return table_error(row, err, "more than %d fonts", FONTS_MAX);
  w->font[w->n_fonts++] = row->cell[0];
  return GOVFIG_OK;
}

static const struct embedded_file *find_file(const char *name)
{
  const struct embedded_file *f = embedded_files;
  while (f->name != NULL && strcmp(f->name, name) != 0)
    f++;
  return f->name != NULL ? f : NULL;
}

enum govfig_status words_load(struct arena *a, const char *language, const struct words **out,
                              struct govfig_error *err)
{
  struct words *w = arena_zalloc(a, 1, sizeof *w);
  if (w == NULL)
    return error_nomem(err);
  w->language = language != NULL ? language : word_columns[1];
  for (int i = 1; word_columns[i] != NULL; i++)
    if (strcmp(word_columns[i], w->language) == 0)
      w->column = i;
  if (w->column == 0)
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "language '%s' is not one of zh, en",
                     language);
  const struct table_handler handlers[] = {{"plot_word", word_columns, word_row, w},
                                           {"plot_scale", scale_columns, scale_row, w},
                                           {"plot_font", font_columns, font_row, w}};
  const struct embedded_file *file = find_file("plot.table");
  *out = w;
  if (file == NULL)
    return error_set(err, GOVFIG_E_SYNTAX, "plot.table", 0, 0, "the table was not built in");
  return table_read(file->name, (struct govfig_str){(const char *)file->bytes, file->len}, handlers,
                    sizeof handlers / sizeof handlers[0], err);
}

struct govfig_str words_get(const struct words *w, struct govfig_str key)
{
  for (size_t i = 0; i < w->n_words; i++)
    if (str_equal(w->word[i].key, key))
      return w->word[i].text;
  return key;
}

struct govfig_str words_of(const struct words *w, const char *key)
{
  return words_get(w, str_of(key));
}

struct govfig_str words_fill(const struct words *w, struct arena *a, const char *key,
                             const struct govfig_str *parts, size_t n)
{
  struct govfig_str form = words_of(w, key), piece[8];
  size_t pieces = 0, from = 0, used = 0;
  for (size_t i = 0; i + 1 < form.len && used < n && pieces + 3 < 8; i++)
    if (form.data[i] == '%' && form.data[i + 1] == 's') {
      piece[pieces++] = (struct govfig_str){form.data + from, i - from};
      piece[pieces++] = parts[used++];
      from = i + 2;
    }
  piece[pieces++] = (struct govfig_str){form.data + from, form.len - from};
  return text_join(a, piece, pieces, "");
}

void words_scale(const struct words *w, double size, int *exponent, struct govfig_str *name)
{
  *exponent = 0;
  *name = (struct govfig_str){"", 0};
  for (size_t i = 0; i < w->n_scales; i++) {
    double from = 1;
    for (int k = 0; k < w->scale[i].from; k++)
      from *= 10;
    if (size >= from && w->scale[i].exponent >= *exponent) {
      *exponent = w->scale[i].exponent;
      *name = w->scale[i].name;
    }
  }
}

struct govfig_str words_font(const struct words *w, size_t i)
{
  return i < w->n_fonts ? w->font[i] : (struct govfig_str){"", 0};
}
