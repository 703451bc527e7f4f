/* authority_words.c - the tables of bodies and of words that name an origin.
   SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "extract/context/authority_parts.h"
#include "extract/context/words.h"
#include "extract/text/fold.h"

static const struct {
  const char *name;
  uint8_t kind;
} kinds[] = {
    {"name", AGENCY_NAME},   {"suffix", AGENCY_SUFFIX}, {"title", AGENCY_TITLE},
    {"joint", AGENCY_JOINT}, {"none", AGENCY_NONE},     {"told", SOURCE_TOLD},
    {"place", AGENCY_PLACE}, {"shows", SOURCE_SHOWS}, {"from", SOURCE_FROM},
    {"says", SOURCE_SAYS},   {"ends", SOURCE_ENDS},
};

struct authorities *authorities_new(void)
{
  static const uint16_t parting[] = {',', ';', ':', 0x3002, '\n', '!', '?', 0x201C, '(', '|', ']'};
  struct authorities *x = calloc(1, sizeof *x);
  if (x == NULL)
    return NULL;
  for (size_t i = 0; i < sizeof parting / sizeof *parting; i++)
    x->single[parting[i]] = PARTS_CLAUSE;
  x->single[')'] = CLOSES_PARENTHESIS;
  return x;
}

void authorities_free(struct authorities *x)
{
  free(x);
}

static bool find_kind(struct govfig_str name, uint8_t *kind)
{
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (strlen(kinds[i].name) == name.len && memcmp(kinds[i].name, name.data, name.len) == 0) {
      *kind = kinds[i].kind;
      return true;
    }
  }
  return false;
}

void authorities_meet(struct authorities *x, const struct lexicon *lexicon)
{
  x->lexicon = lexicon;
}

/* Notes that the name of a body may end with a word. */
static void note_ending(struct authorities *x, struct govfig_str word)
{
  unit u[LEXICON_WORD_MAX];
  uint32_t n = fold_word(lexicon_builder_fold(x->builder), word, u, LEXICON_WORD_MAX);
  if (n > 1)
    pairs_add(&x->endings, u[0], u[1]);
  else if (n > 0)
    x->ends[u[0] % 256 / 64] |= UINT64_C(1) << u[0] % 64;
}

/* The payload of a word is its kind. */
static enum govfig_status add_words(struct authorities *x, enum word_class class,
                                    const struct table_row *row, struct govfig_error *err)
{
  struct govfig_str words = row->cell[0], one;
  uint8_t kind = 0;
  if (!find_kind(row->cell[1], &kind))
    return table_error(row, err, "no such kind of word: %.*s", (int)row->cell[1].len,
                       row->cell[1].data);
  while (words_next(&words, &one)) {
    uint32_t c = words_single(one);
    if (class == WORD_AGENCY && ends_body(kind))
      note_ending(x, one);
    if (c != 0) {
      x->single[c] = (uint8_t)((x->single[c] & ~KIND_BITS) | kind);
      x->from[c % 256 / 64] |= (uint64_t)(kind == SOURCE_FROM) << c % 64;
    } else if (!lexicon_add(x->builder, class, one, kind))
      return table_error(row, err, "a word is malformed or longer than 60 characters");
  }
  return GOVFIG_OK;
}

static enum govfig_status agency_row(void *ctx, const struct table_row *row,
                                     struct govfig_error *err)
{
  return add_words(ctx, WORD_AGENCY, row, err);
}

static enum govfig_status source_row(void *ctx, const struct table_row *row,
                                     struct govfig_error *err)
{
  return add_words(ctx, WORD_SOURCE, row, err);
}

size_t authorities_handlers(struct authorities *x, struct lexicon_builder *b,
                            struct table_handler *out)
{
  static const char *const columns[] = {"words", "kind", NULL};
  x->builder = b;
  out[0] = (struct table_handler){"agencies", columns, agency_row, x};
  out[1] = (struct table_handler){"sources", columns, source_row, x};
  return 2;
}
