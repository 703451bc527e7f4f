/* lexicon_mark.c - finds the words of a text.  SPDX-License-Identifier: Apache-2.0

   Four places of five begin no word, and a bit filter over pairs of units says so
   of most of them.  The others take one look into a table of pairs, which holds
   all about the words of two units; only where a longer one may begin is the
   trie walked. */
#include <stddef.h>
#include <string.h>

#include "extract/words/lexicon_parts.h"

enum { BLOCK = 1024, UNROLLED = 4 };

/* The marks so far; before a block of text each list gets room for all that the
   block can add, and for one mark more that is written over again. */
struct lists {
  struct mark *next[WORD_CLASSES];
  struct mark *items[WORD_CLASSES], *end[WORD_CLASSES];
  struct arena *arena;
};

/* ---- where a word can begin ---- */

/* The rows of the filter for `n` units; eight at once where the compiler can. */
static void find_rows(const unit *u, size_t n, uint16_t *row)
{
  for (size_t i = 0; i < n; i++)
    row[i] = lexicon_row(u[i], u[i + 1]);
}

/* The places of u[0] ... u[n - 1] (n at most BLOCK) whose pair passes the filter;
   how many.  Without a branch inside, because it is asked of every character and
   neither answer is rare enough to be guessed.  Behind the end of the text the
   units are 0, and no word begins with these. */
static size_t starts(const struct lexicon *lex, const unit *u, size_t n, uint16_t *places)
{
  uint16_t row[BLOCK];
  const uint32_t *filter = lex->filter;
  size_t k = 0;
  n = (n + UNROLLED - 1) / UNROLLED * UNROLLED;
  find_rows(u, n, row);
  for (size_t i = 0; i < n; i += UNROLLED) {
    places[k] = (uint16_t)i;
    k += filter[row[i]] >> (u[i] & 31) & 1;
    places[k] = (uint16_t)(i + 1);
    k += filter[row[i + 1]] >> (u[i + 1] & 31) & 1;
    places[k] = (uint16_t)(i + 2);
    k += filter[row[i + 2]] >> (u[i + 2] & 31) & 1;
    places[k] = (uint16_t)(i + 3);
    k += filter[row[i + 3]] >> (u[i + 3] & 31) & 1;
  }
  return k;
}

/* The same for a lexicon that has marked words of one unit. */
static size_t starts_of_all(const struct lexicon *lex, const unit *u, size_t n,
                            uint16_t *places)
{
  size_t k = 0;
  for (size_t i = 0; i < n; i++) {
    places[k] = (uint16_t)i;
    k += lex->first[u[i]] != 0;
  }
  return k;
}

/* ---- the words that begin at a place ---- */

/* Writes a mark; it stays when there is one (len is not 0). */
static inline void put(struct lists *l, uint32_t at, const struct tail *t)
{
  struct mark *m = l->next[t->class];
  m->start = at;
  memcpy((char *)m + offsetof(struct mark, len), t, sizeof *t);
  l->next[t->class] = m + (t->len != 0);
}

/* Adds the words of a chain of endings, in place of shorter ones that begin where
   they do. */
static void put_chain(const struct lexicon *lex, uint32_t chain, uint32_t at, uint32_t len,
                      struct lists *l)
{
  for (uint32_t e = chain; e != NO_ENDING; e = lex->endings[e].chain) {
    const struct ending *ending = &lex->endings[e];
    struct tail t = {(uint16_t)len, ending->class, ending->payload};
    if ((LEXICON_LOOKED_UP >> t.class & 1) != 0)
      continue;
    struct mark **next = &l->next[t.class];
    if (*next > l->items[t.class] && (*next)[-1].start == at)
      --*next;
    put(l, at, &t);
  }
}

/* Walks the trie on from `node`, the node of the first `len` units of `u`, at `at`. */
static void walk(const struct lexicon *lex, const unit *u, uint32_t node, uint32_t at,
                 uint32_t len, struct lists *l)
{
  while ((lex->nodes[node].onward & lexicon_onward_bit(u[len])) != 0) {
    node = lexicon_slot(lex, node, u[len++])->next;
    if (node == 0)
      return;
    put_chain(lex, lex->nodes[node].ending, at, len, l);
  }
}

/* Adds the marks of the places in `u`, the text from unit `from`. */
static void mark_pairs(const struct lexicon *lex, const unit *u, uint32_t from,
                       const uint16_t *places, size_t n, struct lists *l)
{
  for (size_t i = 0; i < n; i++) {
    const unit *here = u + places[i];
    const struct pair *p = lexicon_pair(lex, lexicon_two(here[0], here[1]));
    uint32_t at = from + places[i];
    put(l, at, &p->tails[0]);
    put(l, at, &p->tails[1]);
    if (p->more != NO_ENDING)
      put_chain(lex, p->more, at, 2, l);
    if ((p->onward & lexicon_onward_bit(here[2])) != 0)
      walk(lex, here, p->node, at, 2, l);
  }
}

/* The same for a lexicon that has marked words of one unit. */
static void mark_all(const struct lexicon *lex, const unit *u, uint32_t from,
                     const uint16_t *places, size_t n, struct lists *l)
{
  for (size_t i = 0; i < n; i++) {
    const unit *here = u + places[i];
    uint32_t node = lex->first[here[0]], at = from + places[i];
    put_chain(lex, lex->nodes[node].ending, at, 1, l);
    walk(lex, here, node, at, 1, l);
  }
}

/* ---- a text ---- */

static bool reserve(struct lists *l, uint32_t class, size_t more)
{
  size_t n = (size_t)(l->next[class] - l->items[class]);
  size_t room = (size_t)(l->end[class] - l->items[class]);
  if (room - n >= more)
    return true;
  room = room * 2 + more;
  struct mark *items = arena_alloc(l->arena, room * sizeof *items);
  if (items == NULL)
    return false;
  memcpy(items, l->items[class], n * sizeof *items);
  l->items[class] = items;
  l->next[class] = items + n;
  l->end[class] = items + room;
  return true;
}

/* Makes lists that most texts do not outgrow. */
static bool new_lists(struct lists *l, const struct units *text, struct arena *a)
{
  size_t room = text->n / 10 + 2;
  struct mark *items = arena_alloc(a, WORD_CLASSES * room * sizeof *items);
  l->arena = a;
  for (uint32_t class = 0; items != NULL && class < WORD_CLASSES; class++) {
    l->items[class] = l->next[class] = items + class * room;
    l->end[class] = l->items[class] + room;
  }
  return items != NULL;
}

/* Marks `n` units (at most BLOCK) from unit `from` on. */
static bool mark_block(const struct lexicon *lex, const unit *u, uint32_t from, size_t n,
                       struct lists *l)
{
  uint16_t places[BLOCK + 1];
  size_t k = lex->singles ? starts_of_all(lex, u, n, places) : starts(lex, u, n, places);
  for (uint32_t class = 0; class < WORD_CLASSES; class++) {
    if (!reserve(l, class, (LEXICON_LOOKED_UP >> class & 1) != 0 ? 1 : k + 1))
      return false;
  }
  if (lex->singles)
    mark_all(lex, u, from, places, k, l);
  else
    mark_pairs(lex, u, from, places, k, l);
  return true;
}

bool lexicon_mark(const struct lexicon *lex, const struct units *text, struct arena *a,
                  struct mark_list by_class[WORD_CLASSES])
{
  struct lists lists;
  if (!new_lists(&lists, text, a))
    return false;
  for (uint32_t from = 0; from < text->n; from += BLOCK) {
    uint32_t n = text->n - from < BLOCK ? text->n - from : BLOCK;
    if (!mark_block(lex, text->u + from, from, n, &lists))
      return false;
  }
  for (uint32_t class = 0; class < WORD_CLASSES; class++)
    by_class[class] = (struct mark_list){lists.items[class],
                                         (size_t)(lists.next[class] - lists.items[class])};
  return true;
}
