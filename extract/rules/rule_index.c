/* rule_index.c - which rules are worth trying at a place.
   SPDX-License-Identifier: Apache-2.0

   A pattern that begins with one of a few characters can match only in a
   sentence that has one of them; one that wants certain characters next to the
   quantity, only there.  All that is kept as a bit per rule, so that a rule that
   cannot match costs nothing, however many rules there are. */
#include <stdlib.h>

#include "extract/rules/rule_parts.h"

/* The row of a unit, made when it has none; 0 without memory. */
static uint32_t row_for(struct rule_index *x, unit c)
{
  if (x->row_of[c] == 0 && x->rows < x->rows_room)
    x->row_of[c] = (uint16_t)x->rows++;
  return x->row_of[c];
}

static void count_rows(const struct atoms *a, uint32_t *n)
{
  *n += a->any ? 0 : a->n;
}

static void set_bit(uint64_t *row, uint32_t rule)
{
  row[rule / 64] |= 1ull << rule % 64;
}

static void fill(struct rule_index *x, uint64_t *table, const struct atoms *a, uint32_t rule)
{
  for (uint32_t row = 0; a->any && row < x->rows_room; row++)
    set_bit(table + (size_t)row * x->words, rule);
  for (uint32_t i = 0; !a->any && i < a->n; i++)
    set_bit(table + (size_t)row_for(x, a->u[i]) * x->words, rule);
}

static void index_rule(struct rule_index *x, const struct rule_set *s, uint32_t rule)
{
  const struct rule *r = &s->rules[rule];
  fill(x, x->left, &s->atoms[rule].left, rule);
  fill(x, x->right, &s->atoms[rule].right, rule);
  fill(x, x->first, &s->atoms[rule].first, rule);
  for (uint32_t class = 0; class < CLASSES; class++) {
    if ((r->classes >> class & 1) != 0)
      set_bit(x->class_of + (size_t)class * x->words, rule);
  }
  set_bit(x->topic_of + (size_t)r->topic * x->words, rule);
}

struct rule_index *rule_index_new(const struct rule_set *s)
{
  struct rule_index *x = calloc(1, sizeof *x);
  uint32_t rows = 1;
  if (x == NULL)
    return NULL;
  for (uint32_t i = 0; i < s->n; i++) {
    count_rows(&s->atoms[i].left, &rows);
    count_rows(&s->atoms[i].right, &rows);
    count_rows(&s->atoms[i].first, &rows);
  }
  x->words = s->n / 64 + 1;
  x->rows = 1;
  x->rows_room = rows < 65535 ? rows : 65535;
  x->left = calloc((size_t)x->rows_room * x->words, sizeof *x->left);
  x->right = calloc((size_t)x->rows_room * x->words, sizeof *x->right);
  x->first = calloc((size_t)x->rows_room * x->words, sizeof *x->first);
  x->class_of = calloc((size_t)CLASSES * x->words, sizeof *x->class_of);
  x->topic_of = calloc((size_t)TOPICS * x->words, sizeof *x->topic_of);
  if (x->left == NULL || x->right == NULL || x->first == NULL || x->class_of == NULL ||
      x->topic_of == NULL) {
    rule_index_free(x);
    return NULL;
  }
  for (uint32_t i = 0; i < s->n; i++)
    index_rule(x, s, i);
  return x;
}

void rule_index_free(struct rule_index *x)
{
  if (x == NULL)
    return;
  free(x->left);
  free(x->right);
  free(x->first);
  free(x->class_of);
  free(x->topic_of);
  free(x);
}
