/* layout.c - the knowledge of the layout stage, and its order.
   SPDX-License-Identifier: Apache-2.0 */
#include "extract/text/layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/str.h"
#include "extract/text/article.h"
#include "extract/text/layout_parts.h"
#include "extract/text/sentence.h"

/* ---- tables ---- */

static const char *const char_role_names[CHAR_ROLES] = {
    [CHAR_END] = "end",
    [CHAR_CLOSE] = "close",
    [CHAR_OPEN] = "open",
    [CHAR_COMMA] = "comma",
    [CHAR_COLON] = "colon",
    [CHAR_NUMERAL] = "numeral",
    [CHAR_YEAR] = "year",
    [CHAR_MONTH] = "month",
    [CHAR_DAY] = "day",
    [CHAR_TOWARD] = "toward",
    [CHAR_PART] = "part",
    [CHAR_PAGE] = "page",
    [CHAR_ORDINAL] = "ordinal",
    [CHAR_DASH] = "dash",
    [CHAR_MARK] = "mark",
    [CHAR_CRUMB] = "crumb",
    [CHAR_AS_OF] = "asof",
    [CHAR_MAGNITUDE] = "magnitude",
    [CHAR_SCALE] = "scale",
};

static const char *const layout_role_names[LAYOUT_ROLES] = {
    [ROLE_SOURCE] = "source",
    [ROLE_RIGHTS] = "rights",
    [ROLE_DATE] = "date",
    [ROLE_BYLINE] = "byline",
    [ROLE_DATELINE] = "dateline",
    [ROLE_OWN] = "own",
    [ROLE_REPRINT] = "reprint",
    [ROLE_SESSION] = "session",
    [ROLE_BULLETIN] = "bulletin",
    [ROLE_TURN] = "turn",
    [ROLE_BUTTON] = "button",
    [ROLE_CAPTION] = "caption",
    [ROLE_FURNITURE] = "furniture",
    [ROLE_UNIT] = "unit",
    [ROLE_ENDING] = "ending",
    [ROLE_OFFICE] = "office",
    [ROLE_OWNED] = "owned",
    [ROLE_PHOTO] = "photo",
    [ROLE_STAFF] = "staff",
    [ROLE_TITLE] = "title",
    [ROLE_PAPER] = "paper",
    [ROLE_LETTERHEAD] = "letterhead",
    [ROLE_WEEKDAY] = "weekday",
    [ROLE_POSTED] = "posted",
    [ROLE_IMPRINT] = "imprint",
};

/* Index of `name` in a list of names, or n. */
static size_t name_index(const char *const *names, size_t n, struct govfig_str name)
{
  for (size_t i = 0; i < n; i++) {
    if (names[i] != NULL && str_is(name, names[i]))
      return i;
  }
  return n;
}

/* The first character of a cell (written in folded form) and its bytes; 0 for
   an empty cell or one outside the basic plane. */
static unit first_unit(struct govfig_str s, size_t *len)
{
  const unsigned char *p = (const unsigned char *)s.data;
  *len = s.len == 0 ? 0 : p[0] < 0x80 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
  if (*len == 0 || *len > s.len || *len == 4)
    return 0;
  if (*len == 1)
    return p[0];
  if (*len == 2)
    return (unit)((p[0] & 0x1F) << 6 | (p[1] & 0x3F));
  return (unit)((p[0] & 0x0F) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F));
}

/* The one character of a cell, 0 for anything else. */
static unit cell_unit(struct govfig_str s)
{
  size_t len;
  unit c = first_unit(s, &len);
  return len == s.len ? c : 0;
}

static enum govfig_status take_character(void *ctx, const struct table_row *row,
                                         struct govfig_error *err)
{
  struct layout *x = ctx;
  unit c = cell_unit(row->cell[0]);
  size_t role = name_index(char_role_names, CHAR_ROLES, row->cell[1]);
  if (c == 0 || role == CHAR_ROLES)
    return table_error(row, err, "expected one character and its role");
  x->role[c] = (uint8_t)(x->role[c] - layout_role(x, c) + role);
  if (role == CHAR_NUMERAL) {
    if (row->cell[2].len != 1 && row->cell[2].len != 2)
      return table_error(row, err, "a numeral has a value from 0 to 10");
    int value = row->cell[2].len == 2 ? 10 : row->cell[2].data[0] - '0';
    x->value[c] = (uint8_t)(value < 0 || value > 10 ? 0 : value);
  }
  return GOVFIG_OK;
}

static enum govfig_status not_added(const struct layout *x, const struct table_row *row,
                                    struct govfig_error *err)
{
  if (lexicon_builder_starved(x->words))
    return error_nomem(err);
  return table_error(row, err, "the word is empty or too long");
}

static enum govfig_status take_word(void *ctx, const struct table_row *row,
                                    struct govfig_error *err)
{
  struct layout *x = ctx;
  size_t role = name_index(layout_role_names, LAYOUT_ROLES, row->cell[1]);
  if (role == LAYOUT_ROLES)
    return table_error(row, err, "unknown role of a word");
  size_t first_len;
  unit first = first_unit(row->cell[0], &first_len), single = cell_unit(row->cell[0]);
  if (role == ROLE_RIGHTS)
    x->role[first] |= CHAR_RIGHTS;
  if (role == ROLE_DATELINE && single != 0)
    x->role[first] |= CHAR_CLOSER;
  if (single != 0 && (1u << role & ODD_ROLES) != 0)
    x->role[single] |= CHAR_ODD;
  if (single != 0) {
    x->single[single] = (uint8_t)(role + 1);
    x->singles |= 1u << role;
    x->may_be_single[single % LAYOUT_SINGLE_BITS / 64] |= UINT64_C(1) << single % 64;
  } else if (!lexicon_add(x->words, WORD_LAYOUT, row->cell[0], (uint32_t)role)) {
    return not_added(x, row, err);
  }
  return GOVFIG_OK;
}

static enum govfig_status take_publisher(void *ctx, const struct table_row *row,
                                         struct govfig_error *err)
{
  struct layout *x = ctx;
  if (!lexicon_add(x->words, WORD_PUBLISHER, row->cell[0], 0))
    return not_added(x, row, err);
  return GOVFIG_OK;
}

struct layout *layout_new(void)
{
  struct layout *x = calloc(1, sizeof *x);
  if (x == NULL)
    return NULL;
  x->value = calloc(65536, 1);
  x->single = calloc(65536, 1);
  if (x->value == NULL || x->single == NULL) {
    layout_free(x);
    return NULL;
  }
  x->role['\n'] = CHAR_BREAK;
  x->role[' '] = CHAR_BLANK;
  x->role['\t'] = CHAR_TAB;
  x->role['|'] = CHAR_PIPE;
  x->role[UNIT_BAD] = CHAR_BAD;
  for (unit c = '0'; c <= '9'; c++)
    x->role[c] = CHAR_DIGIT;
  return x;
}

void layout_meet(struct layout *x, const struct lexicon *lexicon)
{
  x->lexicon = lexicon;
}

size_t layout_handlers(struct layout *x, struct lexicon_builder *b, struct table_handler *out)
{
  static const char *const characters[] = {"character", "role", "value", NULL};
  static const char *const words[] = {"word", "role", NULL};
  static const char *const publishers[] = {"name", NULL};
  x->words = b;
  out[0] = (struct table_handler){"characters", characters, take_character, x};
  out[1] = (struct table_handler){"layout", words, take_word, x};
  out[2] = (struct table_handler){"publishers", publishers, take_publisher, x};
  return 3;
}

/* The classes of a unit. */
static uint8_t classes_of(const struct layout *x, unit c)
{
  switch (layout_role(x, c)) {
  case CHAR_END:
    return UNIT_STOP;
  case CHAR_COMMA:
    return UNIT_CLAUSE;
  case CHAR_COLON:
    return UNIT_CLAUSE | UNIT_SIGN;
  case CHAR_NUMERAL:
    return UNIT_NUMERAL;
  case CHAR_YEAR:
  case CHAR_TAB:
  case CHAR_PIPE:
  case CHAR_CRUMB:
  case CHAR_BAD:
    return UNIT_SIGN;
  default:
    return 0;
  }
}

void layout_classify(const struct layout *x, struct fold *fold)
{
  for (uint32_t c = 0; c < 65536; c += units_step(x->role, c, 0xFF)) {
    bool sign = (x->role[c] & (CHAR_RIGHTS | CHAR_CLOSER)) != 0;
    uint8_t classes = (uint8_t)(classes_of(x, (unit)c) | (sign ? UNIT_SIGN : 0));
    if (classes != 0)
      fold_classify(fold, (unit)c, classes);
  }
}

void layout_free(struct layout *x)
{
  if (x == NULL)
    return;
  free(x->value);
  free(x->single);
  free(x);
}

/* ---- the stage ---- */

void layout_state_init(struct layout_state *state)
{
  memset(state, 0, sizeof *state);
}

bool layout_split(const struct layout *x, struct layout_state *state, const struct given *given,
                  struct chunk *chunk)
{
  struct splitter s = {.x = x,
                       .state = state,
                       .given = given,
                       .chunk = chunk,
                       .u = chunk->text.u,
                       .class = chunk->text.class};
  if (!layout_lines(&s))
    return false;
  layout_wrap(&s);
  layout_kinds(&s);
  layout_rows(&s);
  if (!article_split(&s))
    return false;
  layout_join(&s);
  return sentence_split(&s);
}
