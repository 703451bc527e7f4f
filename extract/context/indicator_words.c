/* indicator_words.c - the tables of edge words and known indicators.
   SPDX-License-Identifier: Apache-2.0

   A word of one character is noted for its unit (indicator_traits.c) instead of in the
   lexicon, where it would slow down every pass over every text; such words are
   written in their folded form in the table. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "extract/context/indicator_parts.h"
#include "extract/context/words.h"

static const struct {
  const char *name;
  uint32_t use;
} use_names[] = {
    {"trail", USE_TRAIL},       {"lead", USE_LEAD},       {"cut", USE_CUT},
    {"stop", USE_STOP},         {"verb", USE_VERB},       {"relative", USE_RELATIVE},
    {"over", USE_OVER},         {"against", USE_AGAINST}, {"with", USE_WITH},
    {"each", USE_EACH},         {"and", USE_AND},         {"among", USE_AMONG},
    {"quantity", USE_QUANTITY}, {"break", USE_BREAK},     {"scope", USE_SCOPE},
    {"change", USE_CHANGE},     {"new", USE_NEW},         {"none", 0},
    {"starts", USE_STARTS},     {"to", USE_TO},
    {"since", USE_SINCE},       {"inside", USE_INSIDE},
    {"done", USE_DONE},         {"keep", USE_KEEP},       {"vague", USE_VAGUE},
    {"is", USE_IS},             {"has", USE_HAS},         {"adverb", USE_ADVERB},
    {"rank", USE_RANK},         {"per", USE_PER},
};

struct indicators *indicators_new(void)
{
  struct indicators *x = calloc(1, sizeof *x);
  if (x != NULL)
    traits_init(x);
  return x;
}

void indicators_free(struct indicators *x)
{
  if (x == NULL)
    return;
  free(x->known);
  free(x->names.slots);
  free(x);
}

/* Room for one more item of `size` bytes in an array of n. */
static bool grow(void **items, uint32_t n, uint32_t *room, size_t size)
{
  if (n < *room)
    return true;
  uint32_t more = *room == 0 ? 256 : *room * 2;
  void *p = realloc(*items, more * size);
  if (p == NULL)
    return false;
  *items = p;
  *room = more;
  return true;
}

/* A word that the lexicon did not take (that memory ran out it tells itself). */
static enum govfig_status refuse(const struct table_row *row, struct govfig_error *err)
{
  return table_error(row, err, "a word is malformed or longer than 60 characters");
}

static enum govfig_status add_use(struct indicators *x, struct govfig_str word, uint32_t use,
                                  const struct table_row *row, struct govfig_error *err)
{
  uint32_t c = words_single(word);
  if (c != 0) {
    return traits_add(x, (unit)c, use, (use & USE_BREAK) != 0 ? TRAIT_CLAUSE : 0u)
               ? GOVFIG_OK
               : table_error(row, err, "too many different sets of uses of single characters");
  }
  uint32_t *uses = lexicon_entry(x->builder, WORD_EDGE, word, 0);
  if (uses == NULL)
    return refuse(row, err);
  *uses |= use;
  return GOVFIG_OK;
}

static bool find_use(struct govfig_str name, uint32_t *use)
{
  for (size_t i = 0; i < sizeof use_names / sizeof *use_names; i++) {
    if (strlen(use_names[i].name) == name.len &&
        memcmp(use_names[i].name, name.data, name.len) == 0) {
      *use |= use_names[i].use;
      return true;
    }
  }
  return false;
}

static enum govfig_status edge_row(void *ctx, const struct table_row *row,
                                   struct govfig_error *err)
{
  struct indicators *x = ctx;
  struct govfig_str words = row->cell[0], names = row->cell[1], one;
  uint32_t use = 0;
  while (words_next(&names, &one)) {
    if (!find_use(one, &use))
      return table_error(row, err, "no such use of an edge word: %.*s", (int)one.len, one.data);
  }
  enum govfig_status status = GOVFIG_OK;
  while (status == GOVFIG_OK && words_next(&words, &one))
    status = add_use(x, one, use, row, err);
  return status;
}

/* A name of the indicator that is being read. */
static enum govfig_status add_name(struct indicators *x, struct govfig_str name,
                                   const struct table_row *row, struct govfig_error *err)
{
  if (!names_add(&x->names, name, x->n_known))
    return error_nomem(err);
  return lexicon_add(x->builder, WORD_INDICATOR, name, x->n_known) ? GOVFIG_OK : refuse(row, err);
}

static enum govfig_status known_row(void *ctx, const struct table_row *row,
                                    struct govfig_error *err)
{
  struct indicators *x = ctx;
  struct govfig_str words = row->cell[1], one;
  if (row->cell[0].len == 0)
    return table_error(row, err, "an indicator without a name");
  if (!grow((void **)&x->known, x->n_known, &x->known_room, sizeof *x->known))
    return error_nomem(err);
  x->known[x->n_known] = (struct known){row->cell[0], row->cell[2]};
  enum govfig_status status = add_name(x, row->cell[0], row, err);
  while (status == GOVFIG_OK && words_next(&words, &one))
    status = add_name(x, one, row, err);
  x->n_known++;
  return status;
}

size_t indicators_handlers(struct indicators *x, struct lexicon_builder *b,
                           struct table_handler *out)
{
  static const char *const edge_columns[] = {"words", "uses", NULL};
  static const char *const known_columns[] = {"name", "words", "nation", NULL};
  x->builder = b;
  out[0] = (struct table_handler){"edges", edge_columns, edge_row, x};
  out[1] = (struct table_handler){"indicators", known_columns, known_row, x};
  return 2;
}

void indicators_meet(struct indicators *x, const struct lexicon *lexicon)
{
  x->lexicon = lexicon;
}

/* The name of the nation's indicator has the number n_known + its own. */
struct govfig_str indicators_key_name(const struct indicators *x, uint32_t key)
{
  if (key == 0 || key > 2 * x->n_known)
    return (struct govfig_str){"", 0};
  return key <= x->n_known ? x->known[key - 1].name : x->known[key - 1 - x->n_known].nation;
}
