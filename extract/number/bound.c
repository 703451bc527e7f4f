/* bound.c - bound words, by their last and first character.
   SPDX-License-Identifier: Apache-2.0 */
#include "extract/number/bound.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/str.h"
#include "extract/names.h"
#include "extract/number/numeral.h"

enum { WORD_MAX = 8, INCREASE = 252, NEARLY = 253, NEGATIVE = 254, NO_BOUND = 255 };

struct bound_word {
  unit u[WORD_MAX];
  bool before;
  uint8_t n, bound; /* NO_BOUND: a word that only looks like one; INCREASE, NEARLY, NEGATIVE */
  uint8_t status;   /* enum fig_status */
  uint16_t next;    /* index + 1 of the next with the same key character */
  uint64_t seconds; /* of the first with a key: hashed set of the characters beside the key,
                       all ones where the key alone is a word */
};

struct bounds {
  const struct fold *fold;
  struct bound_word *words;
  uint16_t n, room;
  uint16_t last[65536];  /* index + 1 of a word in front, by its last character */
  uint16_t first[65536]; /* index + 1 of a word behind, by its first */
  struct bound_pairs pairs;
  uint8_t between[65536 / 8];
  uint8_t scale[65536]; /* bound + 1 of a character in front of a bare scale */
};

struct bounds *bounds_new(const struct fold *fold)
{
  struct bounds *b = calloc(1, sizeof *b);
  if (b != NULL)
    b->fold = fold;
  return b;
}

void bounds_free(struct bounds *b)
{
  if (b != NULL)
    free(b->words);
  free(b);
}

static struct bound_word *new_word(struct bounds *b)
{
  if (b->n == b->room) {
    uint16_t room = (uint16_t)(b->room == 0 ? 128 : b->room * 2);
    struct bound_word *words = b->room < 16384 ? realloc(b->words, room * sizeof *words) : NULL;
    if (words == NULL)
      return NULL;
    b->words = words;
    b->room = room;
  }
  return &b->words[b->n++];
}

static uint64_t second_bit(unit c)
{
  return UINT64_C(1) << ((uint32_t)c * 0x9E3779B1u >> 26);
}

/* Adds word number `n`: the longest first, of the same the latest. */
static void link_word(struct bounds *b, uint16_t *key, uint16_t n)
{
  struct bound_word *w = &b->words[n - 1];
  uint64_t seconds = w->n == 1 ? UINT64_MAX : second_bit(w->u[w->before ? w->n - 2 : 1]);
  uint16_t *link = key;
  if (*key != 0)
    seconds |= b->words[*key - 1].seconds;
  while (*link != 0 && b->words[*link - 1].n > w->n)
    link = &b->words[*link - 1].next;
  w->next = *link;
  *link = n;
  b->words[*key - 1].seconds = seconds;
}

static enum govfig_status bound_row(void *ctx, const struct table_row *row,
                                    struct govfig_error *err)
{
  struct bounds *b = ctx;
  struct bound_word w = {.bound = NO_BOUND};
  w.n = (uint8_t)fold_word(b->fold, row->cell[0], w.u, WORD_MAX);
  if (w.n == 0)
    return table_error(row, err, "expected a word of 1 to 8 characters");
  if (str_is(row->cell[2], "negative"))
    w.bound = NEGATIVE;
  else if (str_is(row->cell[2], "nearly"))
    w.bound = NEARLY;
  else if (str_is(row->cell[2], "increase"))
    w.bound = INCREASE;
  else if (!str_is(row->cell[2], "none") && !name_find(NAMES_BOUND, row->cell[2], &w.bound))
    return table_error(row, err, "unknown bound");
  if (w.bound >= INCREASE && w.bound != NO_BOUND && !str_is(row->cell[1], "before"))
    return table_error(row, err, "increase, nearly and negative stand before a numeral");
  if (str_is(row->cell[1], "scale") && w.n == 1 && w.bound != NO_BOUND) {
    b->scale[w.u[0]] = (uint8_t)(w.bound + 1);
    return GOVFIG_OK;
  }
  if (row->cell[3].len > 0 && !name_find(NAMES_STATUS, row->cell[3], &w.status))
    return table_error(row, err, "unknown status");
  bool before = str_is(row->cell[1], "before");
  if (!before && !str_is(row->cell[1], "behind"))
    return table_error(row, err, "the place is before, behind, or scale with one character");
  struct bound_word *slot = new_word(b);
  if (slot == NULL)
    return error_nomem(err);
  w.before = before;
  *slot = w;
  link_word(b, before ? &b->last[w.u[w.n - 1]] : &b->first[w.u[0]], b->n);
  return GOVFIG_OK;
}

static enum govfig_status between_row(void *ctx, const struct table_row *row,
                                      struct govfig_error *err)
{
  struct bounds *b = ctx;
  unit u[2];
  if (fold_word(b->fold, row->cell[0], u, 2) != 1)
    return table_error(row, err, "expected one character");
  b->between[u[0] / 8] |= (uint8_t)(1u << u[0] % 8);
  return GOVFIG_OK;
}

size_t bounds_handlers(struct bounds *b, struct table_handler *out)
{
  static const char *const bound_columns[] = {"word", "place", "bound", "status", NULL};
  static const char *const between_columns[] = {"word", NULL};
  out[0] = (struct table_handler){"bound", bound_columns, bound_row, b};
  out[1] = (struct table_handler){"bound-between", between_columns, between_row, b};
  return 2;
}

static bool is_between(const struct bounds *b, unit c)
{
  return (b->between[c / 8] >> c % 8 & 1) != 0;
}

const struct bound_pairs *bounds_pairs(const struct bounds *b)
{
  return &b->pairs;
}

/* The pairs with `c`, which may stand between a word and its numeral. */
static void pair_between(struct bounds *b, unit c)
{
  for (uint16_t i = 0; i < b->n; i++) {
    if (b->words[i].before)
      pairs_add(&b->pairs.before, b->words[i].u[b->words[i].n - 1], c);
  }
}

void bounds_beside(struct bounds *b, uint8_t beside[65536])
{
  for (uint16_t i = 0; i < b->n; i++) {
    const struct bound_word *w = &b->words[i];
    if (w->before)
      beside[w->u[w->n - 1]] |= BESIDE_BEFORE | (w->n == 1 ? BESIDE_BOUND : 0);
    else if (w->n == 1)
      beside[w->u[0]] |= BESIDE_BEHIND;
    if (w->n > 1 && w->before)
      pairs_add(&b->pairs.before, w->u[w->n - 2], w->u[w->n - 1]);
    else if (w->n > 1)
      pairs_add(&b->pairs.behind, w->u[0], w->u[1]);
  }
  beside[' '] |= BESIDE_BEFORE | BESIDE_BOUND | BESIDE_BEHIND;
  for (uint32_t c = 0; c < 65536; c += units_step(b->scale, c, 0xFF)) {
    if (b->scale[c] != 0)
      beside[c] |= BESIDE_BEFORE;
  }
  for (uint32_t c = 0; c < 65536; c += b->between[c / 8] != 0 ? 1 : 8) {
    if (!is_between(b, (unit)c))
      continue;
    beside[c] |= BESIDE_BEFORE;
    pair_between(b, (unit)c);
  }
}

/* Do the `n` units of a and b agree? */
static bool same(const unit *a, const unit *b, uint32_t n)
{
  while (n > 0 && a[n - 1] == b[n - 1])
    n--;
  return n == 0;
}

/* The first word with a key, if a word with it can have `second` beside it. */
static inline const struct bound_word *first_word(const struct bounds *b, uint16_t key, unit second)
{
  const struct bound_word *w = key != 0 ? &b->words[key - 1] : NULL;
  return w != NULL && (w->seconds & second_bit(second)) != 0 ? w : NULL;
}

static const struct bound_word *next_word(const struct bounds *b, const struct bound_word *w)
{
  return w->next != 0 ? &b->words[w->next - 1] : NULL;
}

/* The first word from `w` on that ends at u[at]. */
static const struct bound_word *ending_at(const struct bounds *b, const struct bound_word *w,
                                          const unit *u, uint32_t from, uint32_t at)
{
  while (w != NULL && (w->n > at - from || !same(u + at - w->n, w->u, w->n - 1u)))
    w = next_word(b, w);
  return w;
}

static inline const struct bound_word *longest_before(const struct bounds *b, const unit *u,
                                                      uint32_t from, uint32_t at)
{
  if (at <= from)
    return NULL;
  const struct bound_word *w = first_word(b, b->last[u[at - 1]], at > from + 1 ? u[at - 2] : 0);
  return w != NULL ? ending_at(b, w, u, from, at) : NULL;
}

static const struct bound_word *longest_behind(const struct bounds *b, const unit *u, uint32_t at,
                                               uint32_t end)
{
  const struct bound_word *w = first_word(b, b->first[u[at]], at + 1 < end ? u[at + 1] : 0);
  while (w != NULL && (w->n > end - at || !same(u + at + 1, w->u + 1, w->n - 1u)))
    w = next_word(b, w);
  return w;
}

uint32_t bound_before(const struct bounds *b, const unit *u, uint32_t from, uint32_t at,
                      struct bound_found *found)
{
  uint32_t p = at > from + 1 && u[at - 1] == ' ' ? at - 1 : at; /* numbers may be set off */
  const struct bound_word *w = longest_before(b, u, from, p);
  if (w == NULL && p > from && is_between(b, u[p - 1]))
    w = longest_before(b, u, from, --p);
  if (w == NULL || w->bound == NO_BOUND)
    return at;
  bool negative = w->bound == NEGATIVE, nearly = w->bound == NEARLY, more = w->bound == INCREASE;
  enum bound bound = negative || more ? BOUND_EXACT : nearly ? BOUND_ABOUT : (enum bound)w->bound;
  *found = (struct bound_found){bound, (enum fig_status)w->status, negative, nearly, more};
  return p - w->n;
}

uint32_t bound_behind(const struct bounds *b, const unit *u, uint32_t at, uint32_t end,
                      enum bound *bound)
{
  uint32_t number_end = at;
  if (at + 1 < end && u[at] == ' ')
    at++;
  if (at >= end)
    return number_end;
  const struct bound_word *best = longest_behind(b, u, at, end);
  if (best == NULL || best->bound == NO_BOUND || (at > number_end && best->n == 1))
    return number_end; /* a single character behind a blank begins another word */
  *bound = (enum bound)best->bound;
  return at + best->n;
}

bool bound_scale(const struct bounds *b, const unit *u, uint32_t from, uint32_t at,
                 enum bound *bound)
{
  unit c = u[at - 1];
  if (b->scale[c] == 0)
    return false;
  const struct bound_word *w = longest_before(b, u, from, at);
  if (w != NULL && w->bound == NO_BOUND)
    return false; /* it ends another word */
  *bound = (enum bound)(b->scale[c] - 1);
  return true;
}
