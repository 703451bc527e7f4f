/* indicator_traits.c - what single units are to those that pass over many.
   SPDX-License-Identifier: Apache-2.0

   Marks alone, folded; indicator_words.c adds what the tables say of characters. */
#include "extract/context/indicator_trim.h"
#include "extract/text/fold.h"

struct range {
  unit first, last;
  unsigned traits;
};

enum {
  BLANK = TRAIT_JUNK | TRAIT_TAIL | TRAIT_SILENT | TRAIT_GAP,
  OPENING = TRAIT_TAIL | TRAIT_SILENT | TRAIT_QUOTE,
  CLOSING = TRAIT_CLAUSE | TRAIT_JUNK | TRAIT_SILENT | TRAIT_QUOTE
};

static const struct range ranges[] = {
    {' ', ' ', BLANK},
    {'\n', '\n', BLANK},
    {'\r', '\r', BLANK},
    {'\t', '\t', BLANK | TRAIT_CLAUSE},
    {0x3000, 0x3000, TRAIT_JUNK | TRAIT_TAIL}, /* not folded, it would be a blank */
    {'"', '"', TRAIT_SILENT},
    {0x2018, 0x201B, TRAIT_SILENT},
    {OPEN_QUOTE, OPEN_QUOTE, OPENING},
    {OPEN_TITLE, OPEN_TITLE, OPENING},
    {CLOSE_QUOTE, CLOSE_QUOTE, CLOSING},
    {CLOSE_TITLE, CLOSE_TITLE, CLOSING},
    {'(', '(', TRAIT_CLAUSE | TRAIT_TAIL | TRAIT_ROUND},
    {')', ')', TRAIT_CLAUSE | TRAIT_JUNK | TRAIT_ROUND},
    {'[', '[', TRAIT_CLAUSE | TRAIT_GAP},
    {']', ']', TRAIT_CLAUSE | TRAIT_JUNK | TRAIT_TAIL},
    {'|', '|', TRAIT_CLAUSE | TRAIT_JUNK},
    {'-', '-', TRAIT_JUNK},
    {'*', '*', TRAIT_JUNK},
    {'#', '#', TRAIT_JUNK},
    {0xB7, 0xB7, TRAIT_JUNK},         /* middle dot, bullet, */
    {0x2022, 0x2022, TRAIT_JUNK},
    {0x2010, 0x2016, TRAIT_JUNK},     /* dashes, */
    {0x2460, 0x24FF, TRAIT_JUNK},     /* numbers in circles, */
    {0x2500, 0x27BF, TRAIT_JUNK},     /* boxes and signs of lists */
};

/* The number of a sort, `SORTS` when there is no room for another one. */
static uint32_t find_sort(struct indicators *x, struct sort s)
{
  uint32_t odd = (s.traits & TRAIT_CLAUSE) != 0, i = odd;
  for (; i < 2 * x->n_sorts[odd] + odd; i += 2) {
    if (x->sorts[i].uses == s.uses && x->sorts[i].traits == s.traits)
      return i;
  }
  if (i >= SORTS)
    return SORTS;
  x->sorts[i] = s;
  x->n_sorts[odd]++;
  return i;
}

bool traits_add(struct indicators *x, unit c, uint32_t uses, unsigned traits)
{
  struct sort s = x->sorts[x->sort_of[c]];
  s.uses |= uses;
  s.traits |= (uint8_t)traits;
  uint32_t sort = find_sort(x, s);
  if (sort == SORTS)
    return false;
  x->sort_of[c] = (uint8_t)sort;
  x->uses |= uses;
  return true;
}

void traits_init(struct indicators *x)
{
  x->n_sorts[0] = 1;
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
    for (uint32_t c = ranges[i].first; c <= ranges[i].last; c++)
      traits_add(x, (unit)c, 0, ranges[i].traits);
  }
}

void indicators_classify(struct fold *fold)
{
  fold_classify(fold, '(', UNIT_CLAUSE);
  fold_classify(fold, ')', UNIT_CLAUSE);
}
