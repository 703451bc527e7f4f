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
  if (r != NULL) {
    free(r->items);
    free(r->longer.more);
    free(r->longer.text);
  }
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

static void note_alone(struct unit_registry *r, unit c, uint32_t index)
{
  const struct unit_info *info = &r->items[index];
  bool plain = !info->per_only && info->convert == CONVERT_NONE && (c >= 0x100 || c == '%') &&
               info->kind <= HEAD_KINDS;
  r->heads[c] = (index + 1) << HEAD_UNIT_AT | (uint32_t)(info->kind & HEAD_KINDS) << HEAD_KIND_AT |
                (plain ? HEAD_PLAIN : 0u);
}

/* Notes a word, as it is added to the lexicon. */
static bool note(struct unit_registry *r, struct govfig_str word, bool noun, uint32_t index)
{
  unit u[WORD_UNITS_MAX];
  uint32_t n = fold_word(lexicon_builder_fold(r->words), word, u, WORD_UNITS_MAX);
  if (n == 1 && !noun)
    note_alone(r, u[0], index);
  if (n < 2)
    return true;
  pairs_add(&r->pairs, u[0], u[1]);
  bool ok = unit_words_add(&r->longer, u, n, noun, index);
  r->starved |= !ok;
  return ok;
}

bool unit_registry_noun(struct unit_registry *r, struct govfig_str word)
{
  return note(r, word, true, 0);
}

static bool add_word(struct unit_registry *r, struct govfig_str word, uint32_t index)
{
  return lexicon_add(r->words, WORD_UNIT, word, index) && note(r, word, false, index);
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
  if (r->n == UNITS_MAX)
    return table_error(row, err, "more than %d units", UNITS_MAX);
  if (!add(r, info, &index))
    return error_nomem(err);
  if (add_words(r, info.name, words, index))
    return GOVFIG_OK;
  if (r->starved)
    return error_nomem(err);
  return table_error(row, err, "a word is malformed or longer than 60 characters");
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

bool unit_any_former(const struct unit_registry *r, struct day when)
{
  bool any = false;
  for (uint32_t i = 0; i < r->n_former; i++)
    any = any || day_number(when) < day_number(r->former[i].until);
  return any;
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

void unit_registry_meet(struct unit_registry *r, const uint8_t beside[65536])
{
  for (uint32_t c = 0; c < 65536; c += units_step(beside, c, 0xFF))
    r->heads[c] |= beside[c];
  unit_words_meet(&r->longer, r->items, beside);
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

/* Is the unit that ends in front of u[at] a symbol of Latin letters that goes on? */
static bool is_cut(const unit *u, uint32_t at, uint32_t end)
{
  return at < end && (unit_is_latin(u[at - 1]) || unit_is_digit(u[at - 1])) &&
         (unit_is_latin(u[at]) || unit_is_digit(u[at]));
}

/* The longest unit at u[at], that is whole; *noun: length of a noun there, 0 for none. */
static inline const struct unit_info *one(const struct unit_registry *r, const unit *u,
                                          uint32_t at, uint32_t end, uint32_t *behind,
                                          uint32_t *noun)
{
  struct unit_words_found longer = {NULL, 0};
  if (at >= end)
    return NULL;
  if (at + 1 < end && pairs_have(&r->pairs, u[at], u[at + 1]))
    longer = unit_words_longest(&r->longer, u + at, end - at);
  *noun = longer.noun;
  *behind = at + (longer.unit != NULL ? longer.unit->n : 1);
  if (is_cut(u, *behind, end))
    return NULL;
  return longer.unit != NULL ? &r->items[longer.unit->unit] : unit_of_head(r, r->heads[u[at]]);
}

/* The unit behind a stroke at u[at]. */
static void read_per(const struct unit_registry *r, const unit *u, uint32_t at, uint32_t end,
                     struct unit_read *out)
{
  uint32_t behind, noun;
  out->per = one(r, u, at + 1, end, &behind, &noun);
  if (out->per == NULL)
    return;
  out->per_span.start = at + 1;
  out->per_span.end = behind;
  out->end = behind;
}

void unit_read_to(const struct unit_registry *r, const unit *u, uint32_t at, uint32_t end,
                  bool nouns, struct unit_read *out)
{
  uint32_t behind, noun;
  const struct unit_info *info = one(r, u, at, end, &behind, &noun);
  bool none = info == NULL || info->per_only || (nouns && noun > behind - at);
  out->unit = none ? NULL : info;
  out->per = NULL;
  out->per_span.start = 0;
  out->per_span.end = 0;
  out->end = none ? at : behind;
  if (!none && behind + 1 < end && u[behind] == '/')
    read_per(r, u, behind, end, out);
}
