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

static bool begin_rows(struct unit_rows *t, uint32_t words, uint32_t units)
{
  size_t pages = 1 + (size_t)(units < UNIT_PAGES ? units : UNIT_PAGES);
  size_t rows = 1 + (size_t)(units < UINT16_MAX ? units : UINT16_MAX);
  t->words = words;
  t->n = t->pages = 1;
  t->own = calloc(pages * UNIT_PAGE, sizeof *t->own);
  t->bits = calloc(rows * words + 1, sizeof *t->bits);
  return t->own != NULL && t->bits != NULL;
}

/* The row of a unit, made when there is none. */
static uint64_t *row_for(struct unit_rows *t, unit u)
{
  uint16_t *page = &t->page[u / UNIT_PAGE];
  if (*page == 0)
    *page = (uint16_t)t->pages++;
  uint16_t *at = &t->own[*page * UNIT_PAGE + u % UNIT_PAGE];
  if (*at == 0)
    *at = (uint16_t)t->n++;
  return row(t, *at);
}

bool pair_rows_begin(struct pair_rows *t, uint32_t words, uint32_t pairs)
{
  bool ok = begin_rows(&t->first, 2 * words, pairs);
  return begin_rows(&t->second, words, pairs) && ok;
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

static uint32_t row_hash(const struct unit_rows *t, uint32_t i)
{
  uint64_t hash = 0;
  for (uint32_t w = 0; w < t->words; w++) {
    hash = (hash ^ row(t, i)[w]) * UINT64_C(0x9E3779B97F4A7C15);
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
    uint32_t k = row_hash(t, i) & mask;
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

/* Many units lead to few different rows: each is kept once. */
static bool merge_rows(struct unit_rows *t)
{
  uint32_t slots = 64;
  while (slots < 2 * t->n)
    slots *= 2;
  uint8_t *to = calloc(t->n, sizeof *to);
  uint32_t *first = calloc(slots, sizeof *first);
  t->row = calloc((size_t)t->pages * UNIT_PAGE, sizeof *t->row);
  bool ok = to != NULL && first != NULL && t->row != NULL;
  if (ok)
    move_rows(t, to, first, slots - 1);
  for (uint32_t i = 0; ok && i < t->pages * UNIT_PAGE; i++)
    t->row[i] = to[t->own[i]];
  free(to);
  free(first);
  free(t->own);
  t->own = NULL;
  return ok;
}

bool pair_rows_finish(struct pair_rows *t)
{
  complete_rows(&t->first);
  return merge_rows(&t->first) && merge_rows(&t->second);
}

static void free_rows(struct unit_rows *t)
{
  free(t->own);
  free(t->row);
  free(t->bits);
}

void pair_rows_free(struct pair_rows *t)
{
  free_rows(&t->first);
  free_rows(&t->second);
}
