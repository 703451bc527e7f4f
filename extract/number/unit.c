/* unit.c - the registry of units, and reading one.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/number/unit_parts.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/str.h"
#include "extract/given.h"
#include "extract/names.h"
#include "extract/text/fold.h"

enum { WORD_UNITS_MAX = 60 };

struct unit_registry *unit_registry_new(void)
{
  return calloc(1, sizeof(struct unit_registry));
}

void unit_registry_free(struct unit_registry *r)
{
  if (r != NULL)
    free(r->items);
  free(r);
}

static bool add(struct unit_registry *r, struct unit_info info, uint32_t *index)
{
  if (r->n == r->room) {
    uint32_t room = r->room == 0 ? 256 : r->room * 2;
    struct unit_info *items = realloc(r->items, room * sizeof *items);
    if (items == NULL)
      return false;
    r->items = items;
    r->room = room;
  }
  *index = r->n;
  r->items[r->n++] = info;
  return true;
}

/* Notes a word under its first character; `unit` is index + 1, 0 for a noun. */
static void note_head(struct unit_registry *r, struct govfig_str word, uint32_t unit_index)
{
  unit u[WORD_UNITS_MAX];
  uint32_t n = fold_word(lexicon_builder_fold(r->words), word, u, WORD_UNITS_MAX);
  if (n > 1)
    r->heads[u[0]].second |= unit_second(u[1]);
  else if (n == 1 && unit_index != 0)
    r->heads[u[0]].alone = unit_index;
}

void unit_registry_noun(struct unit_registry *r, struct govfig_str word)
{
  note_head(r, word, 0);
}

static bool add_word(struct unit_registry *r, struct govfig_str word, uint32_t index)
{
  note_head(r, word, index + 1);
  return lexicon_add(r->words, WORD_UNIT, word, index);
}

/* Registers the name and every blank-separated spelling in `words`. */
static bool add_words(struct unit_registry *r, struct govfig_str name, struct govfig_str words,
                      uint32_t index)
{
  if (!add_word(r, name, index))
    return false;
  while (words.len > 0) {
    size_t n = 0;
    while (n < words.len && words.data[n] != ' ')
      n++;
    if (n > 0 && !add_word(r, (struct govfig_str){words.data, n}, index))
      return false;
    n += n < words.len;
    words = (struct govfig_str){words.data + n, words.len - n};
  }
  return true;
}

static enum govfig_status register_unit(struct unit_registry *r, const struct table_row *row,
                                        struct unit_info info, struct govfig_str words,
                                        struct govfig_error *err)
{
  uint32_t index;
  if (info.name.len == 0)
    return table_error(row, err, "a unit has a name");
  if (!add(r, info, &index))
    return error_nomem(err);
  if (!add_words(r, info.name, words, index))
    return table_error(row, err, "a word is malformed or longer than 60 characters");
  return GOVFIG_OK;
}

static enum govfig_status unit_row(void *ctx, const struct table_row *row,
                                   struct govfig_error *err)
{
  struct unit_registry *r = ctx;
  struct unit_info info = {.name = row->cell[0], .code = row->cell[2]};
  if (!name_find(NAMES_KIND, row->cell[1], &info.kind))
    return table_error(row, err, "unknown kind: %.*s", (int)row->cell[1].len, row->cell[1].data);
  if (str_is(row->cell[4], "tenths"))
    info.convert = CONVERT_TENTHS;
  else if (str_is(row->cell[4], "doublings"))
    info.convert = CONVERT_DOUBLINGS;
  else if (row->cell[4].len > 0)
    return table_error(row, err, "unknown conversion");
  if (info.convert != CONVERT_NONE &&
      !lexicon_builder_find(r->words, WORD_UNIT, row->cell[5], &info.to))
    return table_error(row, err, "the unit to convert to stands above");
  return register_unit(ctx, row, info, row->cell[3], err);
}

static enum govfig_status measure_row(void *ctx, const struct table_row *row,
                                      struct govfig_error *err)
{
  struct unit_info info = {.name = row->cell[0], .kind = KIND_COUNT};
  return register_unit(ctx, row, info, row->cell[1], err);
}

static enum govfig_status per_row(void *ctx, const struct table_row *row,
                                  struct govfig_error *err)
{
  struct unit_info info = {.name = row->cell[0], .code = row->cell[1], .kind = KIND_COUNT,
                           .per_only = true};
  return register_unit(ctx, row, info, row->cell[2], err);
}

static enum govfig_status former_row(void *ctx, const struct table_row *row,
                                     struct govfig_error *err)
{
  struct unit_registry *r = ctx;
  struct day until = given_day(row->cell[1]);
  if (until.day == 0 || row->cell[0].len == 0 || row->cell[2].len == 0)
    return table_error(row, err, "expected a unit, a day and a name");
  if (r->n_former == FORMER_MAX)
    return table_error(row, err, "more than %d former units", FORMER_MAX);
  r->former[r->n_former++] = (struct former){row->cell[0], row->cell[2], until};
  return GOVFIG_OK;
}

static int day_number(struct day d)
{
  return d.year * 10000 + d.month * 100 + d.day;
}

const struct govfig_str *unit_former_name(const struct unit_registry *r,
                                          struct govfig_str name, struct day when)
{
  for (uint32_t i = 0; when.year > 0 && i < r->n_former; i++) {
    if (str_equal(r->former[i].unit, name) && day_number(when) < day_number(r->former[i].until))
      return &r->former[i].name;
  }
  return NULL;
}

size_t unit_registry_handlers(struct unit_registry *r, struct lexicon_builder *b,
                              struct table_handler *out)
{
  static const char *const unit_columns[] = {"name", "kind", "code", "words", "convert", "to", NULL};
  static const char *const measure_columns[] = {"name", "words", NULL};
  static const char *const per_columns[] = {"name", "code", "words", NULL};
  static const char *const former_columns[] = {"unit", "until", "name", NULL};
  r->words = b;
  out[0] = (struct table_handler){"unit", unit_columns, unit_row, r};
  out[1] = (struct table_handler){"measure", measure_columns, measure_row, r};
  out[2] = (struct table_handler){"per", per_columns, per_row, r};
  out[3] = (struct table_handler){"former", former_columns, former_row, r};
  return 4;
}

const struct unit_info *unit_at(const struct unit_registry *r, uint32_t index)
{
  return &r->items[index];
}

const struct unit_info *unit_named(const struct unit_registry *r, const struct lexicon_builder *b,
                                   struct govfig_str name)
{
  uint32_t index;
  return lexicon_builder_find(b, WORD_UNIT, name, &index) ? &r->items[index] : NULL;
}

/* The longest unit at u[at]; a symbol of Latin letters must end there. */
static const struct unit_info *one(const struct unit_registry *r, const struct lexicon *lex,
                                   const unit *u, uint32_t at, uint32_t end, uint32_t *behind)
{
  uint32_t index, len = lexicon_longest(lex, WORD_UNIT, u + at, end - at, &index);
  if (len == 0)
    return NULL;
  unit last = u[at + len - 1];
  if ((unit_is_latin(last) || unit_is_digit(last)) && at + len < end &&
      (unit_is_latin(u[at + len]) || unit_is_digit(u[at + len])))
    return NULL;
  *behind = at + len;
  return &r->items[index];
}

struct unit_read unit_read(const struct unit_registry *r, const struct lexicon *lex,
                           const unit *u, uint32_t at, uint32_t end, bool nouns)
{
  struct unit_read out = {.end = at};
  uint32_t behind, ignored;
  const struct unit_info *info = one(r, lex, u, at, end, &behind);
  if (info == NULL || info->per_only)
    return out;
  if (nouns && lexicon_longest(lex, WORD_NOUN, u + at, end - at, &ignored) > behind - at)
    return out;
  out.unit = info;
  out.end = behind;
  if (behind + 1 < end && u[behind] == '/') {
    const struct unit_info *per = one(r, lex, u, behind + 1, end, &out.end);
    if (per != NULL) {
      out.per = per;
      out.per_span = (struct span){behind + 1, out.end};
    }
  }
  return out;
}
