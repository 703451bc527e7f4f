/* rule_pairs.c - rows of rules by pairs of units.  SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "extract/rules/rule_pairs.h"

static uint64_t *row(const struct unit_rows *t, uint32_t i)
{
  return t->bits + (size_t)i * t->words;
}

static void set_bit(uint64_t *words, uint32_t bit)
{
  words[bit / 64] |= UINT64_C(1) << bit % 64;
}

/* ---- while rules are read: a row for each unit ---- */

static bool begin_rows(struct unit_rows *t, uint32_t words, uint32_t units, uint16_t *own)
{
  size_t rows = 1 + (size_t)(units < UINT16_MAX ? units : UINT16_MAX);
  t->words = words;
  t->n = 1;
  t->own = own;
  t->named = calloc(rows, sizeof *t->named);
  t->bits = calloc(rows * words + 1, sizeof *t->bits);
  return t->named != NULL && t->bits != NULL;
}

/* The row of a unit, made when there is none. */
static uint64_t *row_for(struct unit_rows *t, unit u)
{
  if (t->own[u] == 0) {
    t->named[t->n] = u;
    t->own[u] = (uint16_t)t->n++;
  }
  return row(t, t->own[u]);
}

bool pair_rows_begin(struct pair_rows *t, uint32_t words, uint32_t pairs, uint16_t *own)
{
  bool ok = begin_rows(&t->first, 2 * words, pairs, own);
  return begin_rows(&t->second, words, pairs, own + UNITS) && ok;
}

void pair_rows_add(struct pair_rows *t, const struct atoms *a, uint32_t bit)
{
  if (a->any)
    set_bit(row(&t->first, 0), bit);
  for (uint32_t i = 0; !a->any && i < a->n; i++) {
    unit first = (unit)(a->pair[i] >> 16), second = (unit)(a->pair[i] & 0xFFFF);
    uint64_t *bits = row_for(&t->first, first);
    if (second == PAIR_ALONE || second == PAIR_ANY || a->pair[i] == 0) {
      set_bit(bits, bit);
    } else {
      set_bit(bits + t->second.words, bit);
      set_bit(row_for(&t->second, second), bit);
    }
  }
}

/* ---- when all are there ---- */

/* A rule of which nothing is known holds everywhere. */
static void complete_rows(struct unit_rows *t)
{
  for (uint32_t i = 1; i < t->n; i++) {
    for (uint32_t w = 0; w < t->words; w++)
      row(t, i)[w] |= row(t, 0)[w];
  }
}

static uint32_t words_hash(const uint64_t *bits, uint32_t words)
{
  uint64_t hash = 0;
  for (uint32_t w = 0; w < words; w++) {
    hash = (hash ^ bits[w]) * UINT64_C(0x9E3779B97F4A7C15);
    hash ^= hash >> 32;
  }
  return (uint32_t)hash;
}

/* Moves each row to the first that is the same; to[i] is where row `i` went.  `first`
   has a power of two of items, more than there are rows, all 0.  Where there are too many,
   the last has the rules of all that are left: they are tried more often than needed. */
static void move_rows(struct unit_rows *t, uint8_t *to, uint32_t *first, uint32_t mask)
{
  size_t size = t->words * sizeof *t->bits;
  uint32_t n = 0;
  for (uint32_t i = 0; i < t->n; i++) {
    uint32_t k = words_hash(row(t, i), t->words) & mask;
    while (first[k] != 0 && memcmp(row(t, first[k] - 1), row(t, i), size) != 0)
      k = (k + 1) & mask;
    if (first[k] == 0 && n < UNIT_ROWS) {
      memmove(row(t, n), row(t, i), size);
      first[k] = ++n;
    }
    to[i] = (uint8_t)(first[k] != 0 ? first[k] - 1 : UNIT_ROWS - 1);
    for (uint32_t w = 0; first[k] == 0 && w < t->words; w++)
      row(t, UNIT_ROWS - 1)[w] |= row(t, i)[w];
  }
  t->n = n;
}

static void name_units(const struct unit_rows *t, struct unit_pages *pages)
{
  for (uint32_t i = 1; i < t->n; i++) {
    t->own[t->named[i]] = 0;
    uint16_t *page = &pages->page[t->named[i] / UNIT_PAGE];
    if (*page == 0)
      *page = (uint16_t)(++pages->n * UNIT_PAGE);
  }
}

void pair_rows_name(const struct pair_rows *t, struct unit_pages *pages)
{
  name_units(&t->first, pages);
  name_units(&t->second, pages);
}

/* Gives back the room behind `n` rows; a row may be empty. */
static void shrink_rows(uint64_t **rows, uint32_t n, uint32_t words)
{
  uint64_t *bits = realloc(*rows, ((size_t)n * words + 1) * sizeof *bits);
  *rows = bits != NULL ? bits : *rows;
}

/* Many units lead to few different rows: each is kept once. */
static bool merge_rows(struct unit_rows *t, const struct unit_pages *pages)
{
  uint32_t slots = 64;
  while (slots < 2 * t->n)
    slots *= 2;
  uint8_t *to = calloc(t->n, sizeof *to);
  uint32_t *first = calloc(slots, sizeof *first);
  uint32_t n = t->n;
  t->row = calloc((pages->n + 1) * (size_t)UNIT_PAGE, sizeof *t->row);
  bool ok = to != NULL && first != NULL && t->row != NULL;
  if (ok) {
    move_rows(t, to, first, slots - 1);
    shrink_rows(&t->bits, t->n, t->words);
  }
  for (uint32_t i = 1; ok && i < n; i++)
    t->row[unit_key(pages, t->named[i])] = to[i];
  free(to);
  free(first);
  free(t->named);
  t->named = NULL;
  return ok;
}

bool pair_rows_finish(struct pair_rows *t, const struct unit_pages *pages)
{
  complete_rows(&t->first);
  return merge_rows(&t->first, pages) && merge_rows(&t->second, pages);
}

static void free_rows(struct unit_rows *t)
{
  free(t->named);
  free(t->row);
  free(t->bits);
}

void pair_rows_free(struct pair_rows *t)
{
  free_rows(&t->first);
  free_rows(&t->second);
}

/* ---- rows of pairs ---- */

/* Slots for the numbers + 1 of rows, by hash of their bits; 0 where there is none. */
enum { SLOTS = 2 * CROSS_ROWS };

/* The number of row x->n, which is written but not counted yet, or of one that is the same.
   Where there are too many, the last has the rules of all that are left. */
static uint16_t row_number(struct cross_rows *x, uint16_t *slot)
{
  uint64_t *own = x->bits + (size_t)x->n * x->words, *last = own - x->words;
  size_t size = x->words * sizeof *own;
  uint32_t k = words_hash(own, x->words) % SLOTS;
  while (slot[k] != 0 && memcmp(x->bits + (size_t)(slot[k] - 1) * x->words, own, size) != 0)
    k = (k + 1) % SLOTS;
  if (slot[k] == 0 && x->n < CROSS_ROWS)
    slot[k] = (uint16_t)++x->n;
  for (uint32_t w = 0; slot[k] == 0 && w < x->words; w++)
    last[w] |= own[w];
  return (uint16_t)(slot[k] != 0 ? slot[k] - 1 : CROSS_ROWS - 1);
}

/* By rule the rows of second units that have it. */
enum { ROW_WORDS = UNIT_ROWS / 64 };
struct column {
  uint64_t rows[ROW_WORDS];
};

static void fill_columns(struct column *columns, const struct unit_rows *t)
{
  for (uint32_t i = 0; i < t->n; i++) {
    for (uint32_t w = 0; w < t->words; w++) {
      for (uint64_t bits = row(t, i)[w]; bits != 0; bits &= bits - 1)
        set_bit(columns[64 * w + lowest_bit(bits)].rows, i);
    }
  }
}

/* The rows of second units that make a difference behind a first one. */
static struct column differing(const struct cross_rows *x, const struct column *columns,
                               const uint64_t *any, const uint64_t *some)
{
  struct column all = {{0}};
  for (uint32_t w = 0; w < x->words; w++) {
    for (uint64_t bits = some[w] & ~any[w]; bits != 0; bits &= bits - 1) {
      for (uint32_t k = 0; k < ROW_WORDS; k++)
        all.rows[k] |= columns[64 * w + lowest_bit(bits)].rows[k];
    }
  }
  return all;
}

/* The rows of a first unit: with any second one, then with those that make a difference. */
static void cross_first(struct cross_rows *x, const struct pair_rows *t, uint32_t first,
                        const struct column *columns, uint16_t *slot)
{
  const uint64_t *any = row(&t->first, first), *some = any + x->words;
  uint16_t *out = x->row + first * x->seconds;
  struct column with = differing(x, columns, any, some);
  memcpy(x->bits + (size_t)x->n * x->words, any, x->words * sizeof *any);
  uint16_t alone = row_number(x, slot);
  for (uint32_t i = 0; i < x->seconds; i++)
    out[i] = alone;
  for (uint32_t k = 0; k < ROW_WORDS; k++) {
    for (uint64_t bits = with.rows[k]; bits != 0; bits &= bits - 1) {
      uint32_t i = 64 * k + lowest_bit(bits);
      uint64_t *own = x->bits + (size_t)x->n * x->words;
      for (uint32_t w = 0; w < x->words; w++)
        own[w] = any[w] | (some[w] & row(&t->second, i)[w]);
      out[i] = row_number(x, slot);
    }
  }
}

bool cross_rows_make(struct cross_rows *x, const struct pair_rows *t)
{
  x->words = t->second.words;
  x->seconds = t->second.n;
  uint16_t *slot = calloc(SLOTS, sizeof *slot);
  struct column *columns = calloc(64 * (size_t)x->words + 1, sizeof *columns);
  x->row = malloc((size_t)t->first.n * x->seconds * sizeof *x->row);
  x->bits = calloc((size_t)(CROSS_ROWS + 1) * x->words + 1, sizeof *x->bits);
  bool ok = slot != NULL && columns != NULL && x->row != NULL && x->bits != NULL;
  if (ok)
    fill_columns(columns, &t->second);
  for (uint32_t i = 0; ok && i < t->first.n; i++)
    cross_first(x, t, i, columns, slot);
  if (ok)
    shrink_rows(&x->bits, x->n, x->words);
  free(columns);
  free(slot);
  return ok;
}

void cross_rows_free(struct cross_rows *x)
{
  free(x->row);
  free(x->bits);
}
