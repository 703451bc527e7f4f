/* numerals.c - the table of numeral characters.  SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "base/str.h"
#include "extract/number/bound.h"
#include "extract/number/numeral.h"
#include "extract/number/quantity.h"

static const char *const role_names[ROLES] = {
    [ROLE_DIGIT] = "digit", [ROLE_SCALE] = "scale", [ROLE_MYRIAD] = "myriad",
    [ROLE_TENS] = "tens",   [ROLE_FEW] = "few",     [ROLE_OVER] = "over",
    [ROLE_ABOUT] = "about", [ROLE_POINT] = "point", [ROLE_HALF] = "half",
    [ROLE_PIECE] = "piece", [ROLE_SHARE] = "share", [ROLE_OF] = "of",
};

/* A piece word goes on with a magnitude alone, "parts" with "of"; "of" by itself with
   nothing. */
static const uint8_t beside_of[ROLES] = {
    [ROLE_DIGIT] = BESIDE_START | BESIDE_INSIDE,  [ROLE_SCALE] = BESIDE_START | BESIDE_INSIDE,
    [ROLE_MYRIAD] = BESIDE_START | BESIDE_INSIDE, [ROLE_TENS] = BESIDE_START | BESIDE_INSIDE,
    [ROLE_FEW] = BESIDE_START | BESIDE_INSIDE,    [ROLE_OVER] = BESIDE_INSIDE,
    [ROLE_ABOUT] = BESIDE_INSIDE,                 [ROLE_POINT] = BESIDE_INSIDE,
    [ROLE_PIECE] = BESIDE_MAYBE,                  [ROLE_SHARE] = BESIDE_MAYBE,
    [ROLE_HALF] = BESIDE_MAYBE,
};

struct numerals_with_fold {
  struct numerals numerals; /* first: the public object */
  const struct fold *fold;
};

struct numerals *numerals_new(const struct fold *fold)
{
  struct numerals_with_fold *n = calloc(1, sizeof *n);
  if (n == NULL)
    return NULL;
  n->fold = fold;
  for (unit c = '0'; c <= '9'; c++)
    n->numerals.beside[c] = BESIDE_START | BESIDE_INSIDE;
  n->numerals.beside[' '] = n->numerals.beside['\n'] = BESIDE_MAYBE;
  n->numerals.beside['/'] = BESIDE_INSIDE;
  return &n->numerals;
}

void numerals_free(struct numerals *n)
{
  free(n);
}

static int role_of(struct govfig_str name)
{
  for (int i = 1; i < ROLES; i++) {
    if (str_is(name, role_names[i]))
      return i;
  }
  return ROLE_NONE;
}

static enum govfig_status take_row(void *ctx, const struct table_row *row,
                                   struct govfig_error *err)
{
  struct numerals_with_fold *n = ctx;
  unit u[2];
  struct decimal value = decimal_of(0);
  int role = role_of(row->cell[1]);
  if (fold_word(n->fold, row->cell[0], u, 2) != 1)
    return table_error(row, err, "expected one character");
  if (role == ROLE_NONE)
    return table_error(row, err, "unknown role");
  if (row->cell[2].len > 0 && !decimal_parse(row->cell[2].data, row->cell[2].len, &value))
    return table_error(row, err, "expected a number");
  n->numerals.role[u[0]] = (uint8_t)role;
  n->numerals.value[u[0]] = (uint8_t)value.mantissa;
  n->numerals.beside[u[0]] = beside_of[unit_is_digit(u[0]) ? ROLE_DIGIT : role];
  return GOVFIG_OK;
}

size_t numerals_handlers(struct numerals *n, struct table_handler *out)
{
  static const char *const columns[] = {"character", "role", "value", NULL};
  out[0] = (struct table_handler){"numeral", columns, take_row, n};
  return 1;
}

void numerals_meet(struct numerals *n, const struct lexicon *lex, struct bounds *b,
                   const struct phrases *p)
{
  static const uint8_t bits_of[WORD_CLASSES] = {[WORD_UNIT] = BESIDE_UNIT};
  lexicon_starting(lex, bits_of, n->beside);
  bounds_beside(b, n->beside);
  phrases_beside(p, n->beside);
}

void numerals_classify(const struct numerals *n, struct fold *fold)
{
  for (uint32_t c = 0; c < 65536; c += units_step(n->beside, c, BESIDE_START)) {
    if ((n->beside[c] & BESIDE_START) != 0)
      fold_classify(fold, (unit)c, UNIT_NUMERAL);
  }
}
