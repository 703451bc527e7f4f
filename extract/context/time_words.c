/* time_words.c - the tables of words of time.  SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/str.h"
#include "extract/context/time_parts.h"

struct named {
  const char *name;
  uint8_t value;
};

static const struct named role_names[] = {
    {"numeral", ROLE_NUMERAL}, {"ten", ROLE_TEN},         {"hundred", ROLE_HUNDRED},
    {"year", ROLE_YEAR},       {"month", ROLE_MONTH},     {"day", ROLE_DAY},
    {"number", ROLE_NUMBER},   {"hour", ROLE_HOUR},       {"point", ROLE_POINT},
    {"minute", ROLE_MINUTE},   {"blank", ROLE_BLANK},     {"dash", ROLE_DASH},
    {"to", ROLE_TO},           {"list", ROLE_LIST},       {"and", ROLE_AND},
    {"slash", ROLE_SLASH},     {"colon", ROLE_COLON},     {"dot", ROLE_DOT},
    {"ordinal", ROLE_ORDINAL}, {"first", ROLE_FIRST},     {"begin", ROLE_BEGIN},
    {"end", ROLE_END},         {"since", ROLE_SINCE},     {"from", ROLE_FROM},
    {"come", ROLE_COME},       {"week", ROLE_WEEK},       {"season", ROLE_SEASON},   {"span-day", ROLE_SPAN_DAY},
    {"near", ROLE_NEAR},       {"between", ROLE_BETWEEN}, {"some", ROLE_SOME},
    {"of", ROLE_OF},           {"is", ROLE_IS},
    {"basis", ROLE_BASIS},     {"quote", ROLE_QUOTE},
    {"stop", ROLE_STOP},       {"part-of-day", ROLE_PART_OF_DAY},
    {"lasting", ROLE_LASTING}, {"half", ROLE_HALF},         {"this", ROLE_THIS},
    {"naming", ROLE_NAMING},     {"open-title", ROLE_OPEN_TITLE},
    {"not-over", ROLE_NOT_OVER},
    {"close-title", ROLE_CLOSE_TITLE}, {"about", ROLE_ABOUT}, {"will", ROLE_WILL},
    {"at", ROLE_AT},             {"become", ROLE_BECOME},
    {"wire", ROLE_WIRE}, {"reach", ROLE_REACH}, {"act", ROLE_NONE},
};

static const struct named use_names[] = {
    {"other", USE_OTHER},
    {"plain", USE_PLAIN},
    {"year", USE_YEAR},
    {"year-in-force", USE_YEAR_IN_FORCE},
    {"months", USE_MONTHS},
    {"days", USE_DAYS},
    {"month", USE_MONTH_OF_ARTICLE},
    {"month-in-force", USE_MONTH_IN_FORCE},
    {"day", USE_DAY_OF_ARTICLE},
    {"day-in-force", USE_DAY_IN_FORCE},
    {"year-begin", USE_YEAR_BEGIN},
    {"year-end", USE_YEAR_END},
    {"month-begin", USE_MONTH_BEGIN},
    {"month-end", USE_MONTH_END},
    {"unit-year", USE_UNIT_YEAR},
    {"unit-quarter", USE_UNIT_QUARTER},
    {"unit-month", USE_UNIT_MONTH},
    {"unit-months", USE_UNIT_MONTHS},
    {"unit-weeks", USE_UNIT_WEEKS},
    {"unit-days", USE_UNIT_DAYS},
    {"unit-decade", USE_UNIT_DECADE},
    {"unit-century", USE_UNIT_CENTURY},
    {"not-date", USE_NOT_DATE},
    {"part-of-day", USE_PART_OF_DAY},
    {"since", USE_SINCE},
    {"until", USE_UNTIL},
    {"during", USE_DURING},
    {"past", USE_PAST},
    {"run", USE_RUN},
    {"year-told", USE_YEAR_TOLD},
    {"coming", USE_COMING},
    {"now", USE_NOW},
    {"recent", USE_RECENT},
    {"same", USE_SAME},
    {"era", USE_ERA},
    {"century", USE_CENTURY},
    {"plan", USE_PLAN},
    {"feast", USE_FEAST},
    {"report", USE_REPORT},
    {"account", USE_ACCOUNT},
    {"record", USE_RECORD},
    {"announce", USE_ANNOUNCE},
    {"against", USE_AGAINST},
    {"lasting", USE_LASTING},
};

struct times *times_new(void)
{
  struct times *x = calloc(1, sizeof *x);
  if (x == NULL)
    return NULL;
  x->role[' '] = ROLE_BLANK;
  x->begins[' '] = BEGIN_INSIDE | BEGIN_FURTHER;
  return x;
}

void times_free(struct times *x)
{
  if (x == NULL)
    return;
  free(x->words);
  free(x);
}

static bool find_name(const struct named *names, size_t n, struct govfig_str s, uint8_t *value)
{
  for (size_t i = 0; i < n; i++) {
    if (str_is(s, names[i].name)) {
      *value = names[i].value;
      return true;
    }
  }
  return false;
}

/* Cuts the next blank-separated word off `s`; false at the end. */
static bool next_word(struct govfig_str *s, struct govfig_str *word)
{
  while (s->len > 0 && *s->data == ' ') {
    s->data++;
    s->len--;
  }
  word->data = s->data;
  word->len = 0;
  while (word->len < s->len && s->data[word->len] != ' ')
    word->len++;
  s->data += word->len;
  s->len -= word->len;
  return word->len > 0;
}

/* The first character of a word and its length in bytes; 0 outside the BMP. */
static uint32_t first_character(struct govfig_str w, size_t *len)
{
  const unsigned char *b = (const unsigned char *)w.data;
  *len = b[0] < 0x80 ? 1 : b[0] >= 0xE0 ? 3 : 2;
  if (*len > w.len || b[0] >= 0xF0)
    return 0;
  if (*len == 1)
    return b[0];
  if (*len == 2)
    return (b[0] & 0x1Fu) << 6 | (b[1] & 0x3Fu);
  return (b[0] & 0x0Fu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
}

/* A small whole number with a sign; an empty cell is 0. */
static bool read_number(struct govfig_str s, int16_t *out)
{
  bool minus = s.len > 0 && s.data[0] == '-';
  int value = 0;
  for (size_t i = minus; i < s.len; i++) {
    if (s.data[i] < '0' || s.data[i] > '9' || value > 999)
      return false;
    value = value * 10 + (s.data[i] - '0');
  }
  *out = (int16_t)(minus ? -value : value);
  return !minus || s.len > 1;
}

/* What a character of a role can be the beginning of; nothing for roles not named. */
static const uint8_t beginning[] = {
    [ROLE_NUMERAL] = BEGIN_NUMERAL | BEGIN_INSIDE | BEGIN_FURTHER,
    [ROLE_TEN] = BEGIN_NUMERAL | BEGIN_INSIDE | BEGIN_FURTHER,
    [ROLE_HUNDRED] = BEGIN_INSIDE,
    [ROLE_BLANK] = BEGIN_INSIDE | BEGIN_FURTHER,
    [ROLE_FIRST] = BEGIN_LEAD | BEGIN_FURTHER,
    [ROLE_ORDINAL] = BEGIN_LEAD | BEGIN_FURTHER,
    [ROLE_NEAR] = BEGIN_LEAD,
    [ROLE_THIS] = BEGIN_LEAD,
    [ROLE_BEGIN] = BEGIN_FURTHER,
    [ROLE_END] = BEGIN_FURTHER,
    [ROLE_PART_OF_DAY] = BEGIN_FURTHER,
    [ROLE_SINCE] = BEGIN_FURTHER,
    [ROLE_DASH] = BEGIN_BEHIND | BEGIN_FURTHER,
    [ROLE_TO] = BEGIN_BEHIND | BEGIN_FURTHER,
    [ROLE_LIST] = BEGIN_BEHIND,
    [ROLE_AND] = BEGIN_BEHIND,
    [ROLE_SLASH] = BEGIN_BEHIND,
    [ROLE_YEAR] = BEGIN_BEHIND,
    [ROLE_MONTH] = BEGIN_BEHIND,
    [ROLE_DAY] = BEGIN_BEHIND,
    [ROLE_NUMBER] = BEGIN_BEHIND,
    [ROLE_HOUR] = BEGIN_BEHIND,
    [ROLE_POINT] = BEGIN_BEHIND,
    [ROLE_COLON] = BEGIN_BEHIND,
    [ROLE_WEEK] = BEGIN_BEHIND,
    [ROLE_SEASON] = BEGIN_BEHIND,
    [ROLE_SPAN_DAY] = BEGIN_BEHIND,
    [ROLE_SOME] = BEGIN_BEHIND,
    [ROLE_STOP] = 0, /* the last role: the table has them all */
};

static enum govfig_status character_row(void *ctx, const struct table_row *row,
                                        struct govfig_error *err)
{
  struct times *x = ctx;
  struct govfig_str characters = row->cell[0], one;
  uint8_t role;
  int16_t value;
  if (!find_name(role_names, sizeof role_names / sizeof *role_names, row->cell[1], &role))
    return table_error(row, err, "no such role of a character of time: %.*s",
                       (int)row->cell[1].len, row->cell[1].data);
  if (!read_number(row->cell[2], &value) || value < 0 || value > 9)
    return table_error(row, err, "a value from 0 to 9 is wanted");
  while (next_word(&characters, &one)) {
    size_t len;
    uint32_t c = first_character(one, &len);
    if (c == 0 || len != one.len)
      return table_error(row, err, "not a single character: %.*s", (int)one.len, one.data);
    x->role[c] = role;
    x->begins[c] = (uint8_t)((x->begins[c] & (BEGIN_WORD | BEGIN_UNIT)) | beginning[role]);
    x->value[c] = (uint8_t)value;
  }
  return GOVFIG_OK;
}

static bool add_word(struct times *x, struct time_word word)
{
  if (x->n_words == x->room) {
    uint32_t room = x->room == 0 ? 128 : x->room * 2;
    struct time_word *p = realloc(x->words, room * sizeof *p);
    if (p == NULL)
      return false;
    x->words = p;
    x->room = room;
  }
  x->words[x->n_words++] = word;
  return true;
}

/* May an expression of time begin with a word of this use? */
static bool opens(uint8_t use)
{
  switch (use) {
  case USE_UNIT_YEAR:
  case USE_UNIT_QUARTER:
  case USE_UNIT_MONTH:
  case USE_UNIT_MONTHS:
  case USE_UNIT_WEEKS:
  case USE_UNIT_DAYS:
  case USE_UNIT_DECADE:
  case USE_UNIT_CENTURY:
  case USE_NOT_DATE:
  case USE_DURING:
  case USE_REPORT:
  case USE_ANNOUNCE:
  case USE_AGAINST:
  case USE_LASTING:
    return false;
  default:
    return true;
  }
}

/* May a word of this use stand behind the numeral of an expression? */
static bool follows(uint8_t use)
{
  return (use >= USE_UNIT_YEAR && use <= USE_NOT_DATE) ||
         (use >= USE_YEAR_BEGIN && use <= USE_MONTH_END) || use == USE_MONTHS ||
         use == USE_YEAR_IN_FORCE;
}

/* May an expression that tells something go on with a word of this use? */
static bool further(uint8_t use)
{
  switch (use) {
  case USE_YEAR_IN_FORCE:
  case USE_YEAR_BEGIN:
  case USE_YEAR_END:
  case USE_MONTHS:
  case USE_DAYS:
  case USE_FEAST:
  case USE_SAME:
  case USE_PART_OF_DAY:
  case USE_PLAIN:
  case USE_DURING:
  case USE_SINCE:
    return true;
  default:
    return false;
  }
}

static bool keep_for_titles(struct times *x, uint8_t use, struct govfig_str word)
{
  struct title_words *of = use == USE_REPORT    ? &x->report
                           : use == USE_ACCOUNT ? &x->account
                           : use == USE_RECORD  ? &x->record
                                                : NULL;
  if (of == NULL)
    return true;
  if (of->n == TITLE_WORDS_MAX)
    return false;
  of->word[of->n++] = word;
  return true;
}

static enum govfig_status word_row(void *ctx, const struct table_row *row,
                                   struct govfig_error *err)
{
  struct times *x = ctx;
  struct govfig_str words = row->cell[0], one;
  struct time_word word;
  if (!find_name(use_names, sizeof use_names / sizeof *use_names, row->cell[1], &word.use))
    return table_error(row, err, "no such use of a word of time: %.*s", (int)row->cell[1].len,
                       row->cell[1].data);
  if (!read_number(row->cell[2], &word.number) || !read_number(row->cell[3], &word.until))
    return table_error(row, err, "a whole number of at most four digits is wanted");
  word.opens = opens(word.use);
  word.follows = follows(word.use);
  word.further = further(word.use);
  word.tells = word.use == USE_ANNOUNCE || word.use == USE_AGAINST || word.use == USE_SINCE;
  uint8_t begins = word.follows ? BEGIN_WORD | BEGIN_UNIT : BEGIN_WORD;
  if (!add_word(x, word))
    return error_nomem(err);
  while (next_word(&words, &one)) {
    size_t len;
    if (!keep_for_titles(x, word.use, one))
      return table_error(row, err, "at most %d words of this use", TITLE_WORDS_MAX);
    if (word.use == USE_ACCOUNT || word.use == USE_RECORD)
      continue; /* not a time: another row may say what it is in a text */
    x->begins[first_character(one, &len)] |= begins;
    if (!lexicon_add(x->builder, WORD_TIME, one, x->n_words - 1))
      return table_error(row, err, "a word is malformed or longer than 60 characters");
  }
  return GOVFIG_OK;
}

size_t times_handlers(struct times *x, struct lexicon_builder *b, struct table_handler *out)
{
  static const char *const character_columns[] = {"characters", "role", "value", NULL};
  static const char *const word_columns[] = {"words", "use", "number", "until", NULL};
  x->builder = b;
  out[0] = (struct table_handler){"time_characters", character_columns, character_row, x};
  out[1] = (struct table_handler){"time", word_columns, word_row, x};
  return 2;
}

static uint8_t class_of_role(uint8_t role)
{
  switch (role) {
  case ROLE_NUMERAL:
  case ROLE_TEN:
  case ROLE_HUNDRED:
    return UNIT_NUMERAL;
  case ROLE_STOP:
    return UNIT_CLAUSE;
  case ROLE_OPEN_TITLE:
  case ROLE_CLOSE_TITLE:
    return UNIT_SIGN;
  default:
    return 0;
  }
}

/* The classes of a unit.  Dates in figures have marks between them. */
static uint8_t classes_of(const struct times *x, unit c)
{
  enum { FURTHER = BEGIN_BEHIND | BEGIN_FURTHER };
  uint8_t class = class_of_role(x->role[c]);
  bool further = (x->begins[c] & FURTHER) != 0 && class != UNIT_NUMERAL;
  return further || c == '-' || c == '/' || c == '.' ? class | UNIT_TIME : class;
}

void times_classify(const struct times *x, struct fold *fold)
{
  for (uint32_t c = 0; c < 65536; c++) {
    if (c % 8 == 0 && units_step(x->role, c, 0xFF) == 8 && units_step(x->begins, c, 0xFF) == 8)
      c += 7;
    else if (classes_of(x, (unit)c) != 0)
      fold_classify(fold, (unit)c, classes_of(x, (unit)c));
  }
}
