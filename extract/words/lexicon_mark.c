/* lexicon_mark.c - finds the words of a text.  SPDX-License-Identifier: Apache-2.0

   Four places of five begin no word, and a bit filter over pairs of units says so
   of most of them.  The others take one look into a table of pairs, which holds
   all about the words of two units; only where a longer one may begin is the
   trie walked. */
#include <string.h>

#include "extract/words/lexicon_parts.h"

enum { BLOCK = 1024 };

/* The marks so far; before a block of text each list gets room for all that the
   block can add, and for one mark more that is written over again. */
struct lists {
  struct arena *arena;
  struct mark *items[WORD_CLASSES];
  size_t n[WORD_CLASSES], room[WORD_CLASSES];
};

/* ---- where a word can begin ---- */

/* The rows of the filter for `n` units; eight at once where the compiler can. */
static void find_rows(const unit *u, uint32_t n, uint16_t *row)
{
  for (uint32_t i = 0; i < n; i++)
    row[i] = lexicon_row(u[i], u[i + 1]);
}

/* The places of u[0] ... u[n - 1] (n at most BLOCK) whose pair passes the filter;
   how many.  Without a branch inside, because it is asked of every character and
   neither answer is rare enough to be guessed. */
static uint32_t starts(const struct lexicon *lex, const unit *u, uint32_t n, uint16_t *places)
{
  uint16_t row[BLOCK];
  const uint32_t *filter = lex->filter;
  uint32_t k = 0;
  find_rows(u, n, row);
  for (uint32_t i = 0; i < n; i++) {
    places[k] = (uint16_t)i;
    k += filter[row[i]] >> (u[i] & 31) & 1;
  }
  return k;
}

/* The same for a lexicon that has marked words of one unit. */
static uint32_t starts_of_all(const struct lexicon *lex, const unit *u, uint32_t n,
                              uint16_t *places)
{
  uint32_t k = 0;
  for (uint32_t i = 0; i < n; i++) {
    places[k] = (uint16_t)i;
    k += lex->first[u[i]] != 0;
  }
  return k;
}

/* ---- the words that begin at a place ---- */

/* Writes a mark; it stays when there is one (len is not 0). */
static inline void put(struct lists *l, uint32_t at, const struct tail *t)
{
  size_t n = l->n[t->class];
  l->items[t->class][n] = (struct mark){at, t->len, t->class, t->payload};
  l->n[t->class] = n + (t->len != 0);
}

/* Notes the words that end in a node, in place of shorter ones that begin where they
   do. */
static void note(const struct lexicon *lex, uint32_t node, uint32_t at, uint32_t len,
                 struct lists *l)
{
  for (uint32_t e = lex->nodes[node].ending; e != NO_ENDING; e = lex->endings[e].chain) {
    const struct ending *ending = &lex->endings[e];
    struct tail t = {(uint16_t)len, ending->class, ending->payload};
    if ((LEXICON_LOOKED_UP >> t.class & 1) != 0)
      continue;
    if (l->n[t.class] > 0 && l->items[t.class][l->n[t.class] - 1].start == at)
      l->n[t.class]--;
    put(l, at, &t);
  }
}

/* Walks the trie from the node of the first `len` units of `u`, at `at`. */
static void walk(const struct lexicon *lex, const unit *u, uint32_t node, uint32_t at,
                 uint32_t len, struct lists *l)
{
  while (node != 0) {
    note(lex, node, at, len, l);
    unit next = u[len++];
    if ((lex->nodes[node].onward & lexicon_onward_bit(next)) == 0)
      return;
    node = lexicon_slot(lex, node, next)->next;
  }
}

/* Adds the marks of the places in `u`, the text from unit `from`. */
static void mark_pairs(const struct lexicon *lex, const unit *u, uint32_t from,
                       const uint16_t *places, uint32_t n, struct lists *l)
{
  for (uint32_t i = 0; i < n; i++) {
    const unit *here = u + places[i];
    const struct pair *p = lexicon_pair(lex, lexicon_two(here[0], here[1]));
    uint32_t at = from + places[i];
    if ((p->onward & lexicon_onward_bit(here[2])) != 0) {
      walk(lex, here, p->node, at, 2, l);
      continue;
    }
    put(l, at, &p->tails[0]);
    put(l, at, &p->tails[1]);
  }
}

/* ---- a text ---- */

static bool reserve(struct lists *l, uint32_t class, size_t more)
{
  if (l->n[class] + more <= l->room[class])
    return true;
  size_t room = l->room[class] * 2 + more;
  struct mark *items = arena_alloc(l->arena, room * sizeof *items);
  if (items == NULL)
    return false;
  if (l->n[class] > 0)
    memcpy(items, l->items[class], l->n[class] * sizeof *items);
  l->items[class] = items;
  l->room[class] = room;
  return true;
}

static bool reserve_block(struct lists *l, uint32_t places)
{
  for (uint32_t class = 0; class < WORD_CLASSES; class++) {
    if (!reserve(l, class, (LEXICON_LOOKED_UP >> class & 1) != 0 ? 1 : places + 1))
      return false;
  }
  return true;
}

/* Marks `n` units (at most BLOCK) from unit `from` on. */
static bool mark_block(const struct lexicon *lex, const unit *u, uint32_t from, uint32_t n,
                       struct lists *l)
{
  uint16_t places[BLOCK];
  uint32_t k = lex->singles ? starts_of_all(lex, u, n, places) : starts(lex, u, n, places);
  if (!reserve_block(l, k))
    return false;
  if (!lex->singles)
    mark_pairs(lex, u, from, places, k, l);
  for (uint32_t i = 0; lex->singles && i < k; i++)
    walk(lex, u + places[i], lex->first[u[places[i]]], from + places[i], 1, l);
  return true;
}

bool lexicon_mark(const struct lexicon *lex, const struct units *text, struct arena *a,
                  struct mark_list by_class[WORD_CLASSES])
{
  struct lists lists = {.arena = a};
  for (uint32_t class = 0; class < WORD_CLASSES; class++) {
    if (!reserve(&lists, class, text->n / 64 + 1))
      return false;
  }
  for (uint32_t from = 0; from < text->n; from += BLOCK) {
    uint32_t n = text->n - from < BLOCK ? text->n - from : BLOCK;
    if (!mark_block(lex, text->u + from, from, n, &lists))
      return false;
  }
  for (uint32_t class = 0; class < WORD_CLASSES; class++)
    by_class[class] = (struct mark_list){lists.items[class], lists.n[class]};
  return true;
}

/* ---- all in one list ---- */

bool marks_merge(const struct mark_list by_class[WORD_CLASSES], uint32_t n_units,
                 struct arena *a, struct mark **out, size_t *n)
{
  uint32_t *at = arena_zalloc(a, n_units + 1, sizeof *at), sum = 0;
  for (uint32_t class = 0; at != NULL && class < WORD_CLASSES; class++) {
    for (size_t i = 0; i < by_class[class].n; i++)
      at[by_class[class].items[i].start]++;
  }
  for (uint32_t i = 0; at != NULL && i < n_units; i++) {
    uint32_t here = at[i];
    at[i] = sum;
    sum += here;
  }
  *n = sum;
  *out = arena_alloc(a, sum * sizeof **out);
  if (at == NULL || *out == NULL)
    return false;
  for (uint32_t class = 0; class < WORD_CLASSES; class++) {
    for (size_t i = 0; i < by_class[class].n; i++)
      (*out)[at[by_class[class].items[i].start]++] = by_class[class].items[i];
  }
  return true;
}
