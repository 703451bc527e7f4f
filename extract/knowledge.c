/* knowledge.c - reads all tables into the engines.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/knowledge.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"

enum { HANDLERS_MAX = 64, RULE_FILE_BYTES_MAX = 64 * 1024 * 1024 };

struct govfig_rules_options govfig_rules_defaults(void)
{
  return (struct govfig_rules_options){.jit = 1};
}

/* ---- the fold table, which every other word passes through ---- */

static bool is_fold_file(const struct embedded_file *f)
{
  return strncmp(f->name, "fold", 4) == 0;
}

static enum govfig_status read_embedded(const struct embedded_file *files,
                                        const struct table_handler *handlers, size_t n, bool fold,
                                        struct govfig_error *err)
{
  for (const struct embedded_file *f = files; f->name != NULL; f++) {
    struct govfig_str text = {(const char *)f->bytes, f->len};
    if (is_fold_file(f) != fold)
      continue;
    enum govfig_status status = table_read(f->name, text, handlers, n, err);
    if (status != GOVFIG_OK)
      return status;
  }
  return GOVFIG_OK;
}

/* ---- the user's files ---- */

static enum govfig_status unreadable(const char *path, struct govfig_error *err)
{
  if (errno == ENOMEM)
    return error_nomem(err);
  return error_set(err, GOVFIG_E_READ, path, 0, 0, "%s", strerror(errno));
}

/* The whole file, NUL-terminated, into *text. */
static enum govfig_status read_file(const char *path, char **text, size_t *len,
                                    struct govfig_error *err)
{
  FILE *in = fopen(path, "rb");
  struct buf b;
  size_t n = 0;
  if (in == NULL)
    return unreadable(path, err);
  buf_init(&b, RULE_FILE_BYTES_MAX);
  do {
    if (!buf_reserve(&b, 65536))
      break;
    n = fread(b.data + b.len, 1, 65535, in);
    b.len += n;
  } while (n > 0);
  enum govfig_status status = ferror(in) ? unreadable(path, err) : GOVFIG_OK;
  if (b.failed)
    status = error_set(err, GOVFIG_E_NOMEM, path, 0, 0, "the file is too large");
  fclose(in);
  if (status != GOVFIG_OK) {
    buf_done(&b);
    return status;
  }
  b.data[b.len] = '\0';
  *text = b.data;
  *len = b.len;
  return GOVFIG_OK;
}

static enum govfig_status read_user_files(struct govfig_rules *k,
                                          const struct govfig_rules_options *options,
                                          const struct table_handler *handlers, size_t n,
                                          struct govfig_error *err)
{
  k->texts = calloc(options->n_files + 1, sizeof *k->texts);
  if (k->texts == NULL)
    return error_nomem(err);
  for (size_t i = 0; i < options->n_files; i++) {
    size_t len = 0;
    enum govfig_status status =
        read_file(options->files[i], &k->texts[k->n_texts], &len, err);
    if (status != GOVFIG_OK)
      return status;
    struct govfig_str text = {k->texts[k->n_texts++], len};
    status = table_read(options->files[i], text, handlers, n, err);
    if (status != GOVFIG_OK)
      return status;
  }
  return GOVFIG_OK;
}

/* ---- the engines ---- */

/* What is read. */
struct reading {
  const struct embedded_file *files;
  const struct govfig_rules_options *options;
  bool told;
};

static bool create_engines(struct govfig_rules *k)
{
  return (k->numerals = numerals_new(k->fold)) != NULL &&
         (k->units = unit_registry_new()) != NULL &&
         (k->bounds = bounds_new(k->fold)) != NULL &&
         (k->phrases = phrases_new()) != NULL &&
         (k->rules = rule_set_new(k->fold)) != NULL &&
         (k->layout = layout_new()) != NULL &&
         (k->tables = tables_new(k->fold)) != NULL &&
         (k->times = times_new()) != NULL &&
         (k->regions = regions_new()) != NULL &&
         (k->indicators = indicators_new()) != NULL &&
         (k->authorities = authorities_new()) != NULL;
}

/* All handlers; the last one, for embedded files alone, drops foreign tables. */
static size_t collect_handlers(struct govfig_rules *k, struct lexicon_builder *words,
                               struct table_handler *out)
{
  size_t n = 0;
  n += numerals_handlers(k->numerals, out + n);
  n += unit_registry_handlers(k->units, words, out + n);
  n += bounds_handlers(k->bounds, out + n);
  n += phrases_handlers(k->phrases, words, k->units, out + n);
  n += rule_set_handlers(k->rules, out + n);
  n += layout_handlers(k->layout, words, out + n);
  n += tables_handlers(k->tables, out + n);
  n += times_handlers(k->times, words, out + n);
  n += regions_handlers(k->regions, words, out + n);
  n += indicators_handlers(k->indicators, words, out + n);
  n += authorities_handlers(k->authorities, words, out + n);
  out[n] = (struct table_handler){"*", NULL, NULL, NULL};
  return n;
}

static enum govfig_status read_tables(struct govfig_rules *k, const struct reading *r,
                                      struct lexicon_builder *words, struct govfig_error *err)
{
  struct table_handler handlers[HANDLERS_MAX];
  size_t n = collect_handlers(k, words, handlers);
  enum govfig_status status = read_embedded(r->files, handlers, n + 1, false, err);
  if (!r->told)
    rule_set_tell(k->rules);
  if (status == GOVFIG_OK)
    status = read_user_files(k, r->options, handlers, n, err);
  if (status == GOVFIG_OK)
    status = phrases_finish(k->phrases, err);
  if (status == GOVFIG_OK)
    status = rule_set_finish(k->rules, k->units, words, err);
  return status;
}

/* What each engine looks for in every text. */
static void classify_units(const struct govfig_rules *k)
{
  numerals_meet(k->numerals, k->lexicon, k->bounds, k->phrases);
  unit_registry_meet(k->units, k->numerals->beside);
  numerals_classify(k->numerals, k->fold);
  layout_meet(k->layout, k->lexicon);
  layout_classify(k->layout, k->fold);
  times_classify(k->times, k->fold);
  indicators_meet(k->indicators, k->lexicon);
  indicators_classify(k->fold);
  authorities_meet(k->authorities, k->lexicon);
  fold_spread(k->fold);
}

static enum govfig_status read_all(struct govfig_rules *k, const struct reading *r,
                                   struct govfig_error *err)
{
  k->fold = fold_new();
  if (k->fold == NULL)
    return error_nomem(err);
  struct table_handler fold = fold_handler(k->fold);
  enum govfig_status status = read_embedded(r->files, &fold, 1, true, err);
  if (status != GOVFIG_OK)
    return status;
  struct lexicon_builder *words = lexicon_builder_new(k->fold);
  if (words == NULL || !create_engines(k)) {
    lexicon_builder_free(words);
    return error_nomem(err);
  }
  status = read_tables(k, r, words, err);
  if (status == GOVFIG_E_NOMEM || lexicon_builder_starved(words))
    status = error_nomem(err); /* whatever the table's handler made of it */
  if (status != GOVFIG_OK) {
    lexicon_builder_free(words);
    return status;
  }
  k->lexicon = lexicon_finish(words);
  if (k->lexicon == NULL)
    return error_nomem(err);
  classify_units(k);
  return regions_finish(k->regions, k->fold, k->lexicon, err);
}

enum govfig_status knowledge_read(const struct embedded_file *files,
                                  const struct govfig_rules_options *options, bool told,
                                  struct govfig_rules **out, struct govfig_error *err)
{
  struct govfig_rules *k = calloc(1, sizeof *k);
  *out = NULL;
  if (k == NULL)
    return error_nomem(err);
  enum govfig_status status = read_all(k, &(struct reading){files, options, told}, err);
  if (status != GOVFIG_OK) {
    govfig_rules_free(k);
    return status;
  }
  *out = k;
  return GOVFIG_OK;
}

/* What the build made of the embedded tables. */
static enum govfig_status load_image(struct govfig_rules **out, struct govfig_error *err)
{
  void *block;
  *out = image_load(&knowledge_image, embedded_text, &block);
  if (*out == NULL)
    return error_nomem(err);
  (*out)->image = block;
  return GOVFIG_OK;
}

enum govfig_status govfig_rules_load(const struct govfig_rules_options *options,
                                     struct govfig_rules **out, struct govfig_error *err)
{
  struct govfig_rules_options o = options != NULL ? *options : govfig_rules_defaults();
  enum govfig_status status = knowledge_image.words != 0 && o.n_files == 0
                                  ? load_image(out, err)
                                  : knowledge_read(embedded_files, &o, false, out, err);
  if (status != GOVFIG_OK || rule_set_ready((*out)->rules, o.jit != 0))
    return status;
  govfig_rules_free(*out);
  *out = NULL;
  return error_nomem(err);
}

void govfig_rules_free(struct govfig_rules *k)
{
  if (k == NULL)
    return;
  if (k->image != NULL) {
    rule_set_unready(k->rules);
    free(k->image);
    return;
  }
  lexicon_free(k->lexicon);
  authorities_free(k->authorities);
  indicators_free(k->indicators);
  regions_free(k->regions);
  times_free(k->times);
  tables_free(k->tables);
  layout_free(k->layout);
  rule_set_free(k->rules);
  phrases_free(k->phrases);
  bounds_free(k->bounds);
  unit_registry_free(k->units);
  numerals_free(k->numerals);
  fold_free(k->fold);
  for (size_t i = 0; i < k->n_texts; i++)
    free(k->texts[i]);
  free(k->texts);
  free(k);
}

uint32_t govfig_rules_region(const struct govfig_rules *k, struct govfig_str name)
{
  return name.len != 0 ? regions_find_name(k->regions, name) : 0;
}
