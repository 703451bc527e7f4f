/* phrases.c - fixed words: quantities without a numeral, nouns, stop phrases.
   SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "base/error.h"
#include "base/str.h"
#include "extract/names.h"
#include "extract/number/quantity.h"

struct phrase {
  struct decimal value;
  struct govfig_str unit_name;
  const struct unit_info *unit; /* once all units are read */
  const char *file;
  size_t line;
  uint8_t bound;
  bool increase;
};

struct phrases {
  struct phrase *items;
  uint32_t n, room;
  struct lexicon_builder *words;
  struct unit_registry *units;
  uint8_t joins[65536]; /* BESIDE_RANGE where a sign or word of ranges starts */
};

struct phrases *phrases_new(void)
{
  return calloc(1, sizeof(struct phrases));
}

void phrases_free(struct phrases *p)
{
  if (p != NULL)
    free(p->items);
  free(p);
}

static bool room_for_one(struct phrases *p)
{
  if (p->n < p->room)
    return true;
  uint32_t room = p->room == 0 ? 32 : p->room * 2;
  struct phrase *items = realloc(p->items, room * sizeof *items);
  if (items == NULL)
    return false;
  p->items = items;
  p->room = room;
  return true;
}

static enum govfig_status phrase_row(void *ctx, const struct table_row *row,
                                     struct govfig_error *err)
{
  struct phrases *p = ctx;
  struct phrase item = {0};
  if (!decimal_parse(row->cell[1].data, row->cell[1].len, &item.value))
    return table_error(row, err, "expected a number");
  item.unit_name = row->cell[2];
  item.file = row->file;
  item.line = row->line;
  if (row->cell[3].len > 0 && !name_find(NAMES_BOUND, row->cell[3], &item.bound))
    return table_error(row, err, "unknown bound");
  item.increase = str_is(row->cell[4], "increase");
  if (row->cell[4].len > 0 && !item.increase)
    return table_error(row, err, "the change is increase or left out");
  if (!room_for_one(p))
    return error_nomem(err);
  if (!lexicon_add(p->words, WORD_PHRASE, row->cell[0], p->n))
    return table_error(row, err, "the text is malformed or longer than 60 characters");
  p->items[p->n++] = item;
  return GOVFIG_OK;
}

static enum govfig_status add_word(struct phrases *p, enum word_class class,
                                   const struct table_row *row, struct govfig_error *err)
{
  if (!lexicon_add(p->words, class, row->cell[0], 0))
    return table_error(row, err, "the word is malformed or longer than 60 characters");
  return GOVFIG_OK;
}

static enum govfig_status noun_row(void *ctx, const struct table_row *row,
                                   struct govfig_error *err)
{
  struct phrases *p = ctx;
  if (!unit_registry_noun(p->units, row->cell[0]))
    return error_nomem(err);
  return add_word(ctx, WORD_NOUN, row, err);
}

static enum govfig_status stop_row(void *ctx, const struct table_row *row,
                                   struct govfig_error *err)
{
  return add_word(ctx, WORD_STOP, row, err);
}

static enum govfig_status range_row(void *ctx, const struct table_row *row,
                                    struct govfig_error *err)
{
  static const char *const roles[] = {[RANGE_SIGN] = "sign", [RANGE_WORD] = "word",
                                      [RANGE_FROM] = "from", [RANGE_OF] = "of", [RANGE_LIST] = "list",
                                      [RANGE_SPREAD] = "spread"};
  enum { LONGEST = 60 };
  struct phrases *p = ctx;
  unit u[LONGEST];
  for (uint32_t i = 0; i < sizeof roles / sizeof *roles; i++) {
    if (!str_is(row->cell[1], roles[i]) || !lexicon_add(p->words, WORD_RANGE, row->cell[0], i))
      continue;
    if (i <= RANGE_WORD &&
        fold_word(lexicon_builder_fold(p->words), row->cell[0], u, LONGEST) > 0)
      p->joins[u[0]] = BESIDE_RANGE;
    return GOVFIG_OK;
  }
  return table_error(row, err, "the role is sign, word, from, list or spread, and the word has 1 to 60 characters");
}

size_t phrases_handlers(struct phrases *p, struct lexicon_builder *b,
                        struct unit_registry *units, struct table_handler *out)
{
  static const char *const phrase_columns[] = {"text", "value", "unit", "bound", "change", NULL};
  static const char *const word_columns[] = {"word", NULL};
  static const char *const range_columns[] = {"word", "role", NULL};
  p->words = b;
  p->units = units;
  out[0] = (struct table_handler){"phrase", phrase_columns, phrase_row, p};
  out[1] = (struct table_handler){"noun", word_columns, noun_row, p};
  out[2] = (struct table_handler){"stop", word_columns, stop_row, p};
  out[3] = (struct table_handler){"range", range_columns, range_row, p};
  return 4;
}

enum govfig_status phrases_finish(struct phrases *p, struct govfig_error *err)
{
  for (uint32_t i = 0; i < p->n; i++) {
    struct phrase *item = &p->items[i];
    if (item->unit_name.len == 0)
      continue;
    item->unit = unit_named(p->units, p->words, item->unit_name);
    if (item->unit == NULL)
      return error_set(err, GOVFIG_E_SYNTAX, item->file, item->line, 1, "unknown unit: %.*s",
                       (int)item->unit_name.len, item->unit_name.data);
  }
  return GOVFIG_OK;
}

void phrases_beside(const struct phrases *p, uint8_t beside[65536])
{
  for (uint32_t c = 0; c < 65536; c += units_step(p->joins, c, BESIDE_RANGE))
    beside[c] |= p->joins[c];
}

void phrases_fill(const struct phrases *p, uint32_t index, struct quantity *q)
{
  const struct phrase *item = &p->items[index];
  q->numeral.value = item->value;
  q->numeral.has_value = true;
  q->unit = item->unit;
  q->bound = item->bound;
  q->increase = item->increase;
}
