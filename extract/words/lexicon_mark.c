/* lexicon_mark.c - finds the words of a text.  SPDX-License-Identifier: Apache-2.0

   Four places of five begin no word, and a bit filter over pairs of units says so
   of most of them.  The others take one look into a table of states, which has the
   words of two units at hand; only where a longer one may begin is the text read
   on from state to state. */
#include <stddef.h>
#include <string.h>

#include "base/clones.h"
#include "base/prefetch.h"
#include "extract/words/lexicon_parts.h"

enum { BLOCK = 1024, EIGHT = 8, AHEAD = 8 };

/* The marks so far, by class; before a block of text each list gets room for all that
   the block can add.  Those of NO_CLASS are none, and forgotten at each block. */
struct lists {
  struct mark *next[WORD_CLASSES];
  struct mark *items[WORD_CLASSES], *end[WORD_CLASSES];
  struct arena *arena;
};

/* ---- where a word can begin ---- */

/* Does the pair at each of `n` units pass the filter?  The rows first, eight and more
   at once. */
static inline void pass(const uint32_t *restrict filter, const unit *u, size_t n,
                        uint8_t *restrict passes)
{
  uint16_t row[BLOCK];
  for (size_t i = 0; i < n; i++)
    row[i] = lexicon_row(u[i], u[i + 1]);
  for (size_t i = 0; i < n; i++)
    passes[i] = (uint8_t)(filter[row[i]] >> (u[i] & 31) & 1);
}

static inline void put_eight(uint32_t *restrict places, const uint8_t *restrict order,
                             uint32_t base)
{
  for (int i = 0; i < EIGHT; i++)
    places[i] = base + order[i];
}

/* The places from..to-1 (at most BLOCK) whose pair passes the filter; how many.
   Without a branch inside, because it is asked of every character and neither answer
   is rare enough to be guessed. */
static CLONED size_t starts(const struct lexicon *lex, const unit *u, uint32_t from,
                            uint32_t to, uint32_t *places)
{
  const uint64_t ones = UINT64_C(0x0101010101010101);   /* adds bytes up */
  const uint64_t gather = UINT64_C(0x0102040810204080); /* makes them bits of one byte */
  uint8_t passes[BLOCK];
  size_t k = 0, whole = (to - from + EIGHT - 1) / EIGHT * EIGHT;
  pass(lex->filter, u + from, whole, passes); /* behind the text all units are 0 */
  for (size_t i = 0; i < whole; i += EIGHT) {
    uint64_t set = units_eight(passes + i, 1);
    put_eight(places + k, lex->order[set * gather >> 56], from + (uint32_t)i);
    k += set * ones >> 56;
  }
  while (k > 0 && places[k - 1] >= to)
    k--;
  return k;
}

/* The same for a lexicon that has marked words of one unit. */
static size_t starts_of_all(const struct lexicon *lex, const unit *u, uint32_t from,
                            uint32_t to, uint32_t *places)
{
  size_t k = 0;
  for (uint32_t i = from; i < to; i++) {
    places[k] = i;
    k += lex->first[u[i]] != 0;
  }
  return k;
}

/* ---- the words that begin at a place ---- */

static inline void put(struct lists *l, uint32_t at, const struct tail *t)
{
  struct mark *m = l->next[t->class]++;
  m->start = at;
  memcpy((char *)m + offsetof(struct mark, len), t, sizeof *t);
}

/* The same, in place of a shorter word that begins where it does. */
static void put_longer(struct lists *l, uint32_t at, const struct tail *t)
{
  struct mark **next = &l->next[t->class];
  if (*next > l->items[t->class] && (*next)[-1].start == at)
    --*next;
  put(l, at, t);
}

static void put_chain(const struct lexicon *lex, uint32_t chain, uint32_t at, uint32_t len,
                      struct lists *l)
{
  for (uint32_t e = chain; e != NO_ENDING; e = lex->endings[e].chain) {
    struct tail t = {(uint16_t)len, lex->endings[e].class, lex->endings[e].payload};
    if ((LEXICON_LOOKED_UP >> t.class & 1) == 0)
      put_longer(l, at, &t);
  }
}

/* Reads on from state `s`, which the first two units of `u`, at `at`, lead to. */
static void read_on(const struct lexicon *lex, const struct state *s, const unit *u,
                    uint32_t at, struct lists *l)
{
  for (uint32_t len = 2;;) {
    if (s->tails[STATE_TAILS - 1].class == NO_CLASS)
      put_chain(lex, s->tails[STATE_TAILS - 1].payload, at, len, l);
    s = lexicon_state(lex->states, lex->state_shift, lexicon_step_key(lex->states, s, u[len]));
    if (s->key == 0)
      return;
    for (uint32_t i = 0; i < STATE_TAILS && s->tails[i].class != NO_CLASS; i++)
      put_longer(l, at, &s->tails[i]);
    if (!lexicon_onward(s->onward, u[++len]))
      return;
  }
}

/* Adds the marks of the places. */
static void mark_states(const struct lexicon *lex, const unit *u, const uint32_t *places,
                        size_t n, struct lists *l)
{
  struct state *states = lex->states;
  uint32_t shift = lex->state_shift;
  for (size_t i = 0; i < n; i++) {
    PREFETCH(&states[lexicon_state_slot(lexicon_pair_key(u + places[i + AHEAD]), shift)]);
    uint32_t at = places[i];
    const struct state *s = lexicon_state(states, shift, lexicon_pair_key(u + at));
    put(l, at, &s->tails[0]);
    put(l, at, &s->tails[1]);
    if (lexicon_onward(s->onward, u[at + 2]))
      read_on(lex, s, u + at, at, l);
  }
}

/* The same for a lexicon that has marked words of one unit, node by node. */
static void mark_nodes(const struct lexicon *lex, const unit *u, const uint32_t *places,
                       size_t n, struct lists *l)
{
  for (size_t i = 0; i < n; i++) {
    const unit *here = u + places[i];
    uint32_t node = lex->first[here[0]];
    for (uint32_t len = 1; node != 0; len++) {
      put_chain(lex, lex->nodes[node].ending, places[i], len, l);
      node = lexicon_next(lex, node, here[len]);
    }
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
  size_t room = text->n / 10 + 1;
  struct mark *items = arena_alloc(a, WORD_CLASSES * room * sizeof *items);
  l->arena = a;
  for (uint32_t class = 0; items != NULL && class < WORD_CLASSES; class++) {
    l->items[class] = l->next[class] = items + class * room;
    l->end[class] = l->items[class] + room;
  }
  return items != NULL;
}

/* Room for what `n` places can add. */
static bool reserve_block(struct lists *l, size_t n)
{
  l->next[NO_CLASS] = l->items[NO_CLASS];
  for (uint32_t class = 0; class < WORD_CLASSES; class++) {
    if (!reserve(l, class, class == NO_CLASS ? STATE_TAILS * n : n))
      return false;
  }
  return true;
}

/* Marks the units from..to-1, at most BLOCK. */
static bool mark_block(const struct lexicon *lex, const unit *u, uint32_t from, uint32_t to,
                       struct lists *l)
{
  uint32_t places[BLOCK + AHEAD];
  size_t k = lex->singles ? starts_of_all(lex, u, from, to, places)
                          : starts(lex, u, from, to, places);
  if (!reserve_block(l, k))
    return false;
  memset(places + k, 0, AHEAD * sizeof *places);
  if (lex->singles)
    mark_nodes(lex, u, places, k, l);
  else
    mark_states(lex, u, places, k, l);
  return true;
}

bool lexicon_mark(const struct lexicon *lex, const struct units *text, struct arena *a,
                  struct mark_list by_class[WORD_CLASSES])
{
  struct lists lists;
  if (!new_lists(&lists, text, a))
    return false;
  for (uint32_t from = 0; from < text->n; from += BLOCK) {
    uint32_t to = text->n - from < BLOCK ? text->n : from + BLOCK;
    if (!mark_block(lex, text->u, from, to, &lists))
      return false;
  }
  lists.next[NO_CLASS] = lists.items[NO_CLASS];
  for (uint32_t class = 0; class < WORD_CLASSES; class++)
    by_class[class] = (struct mark_list){lists.items[class],
                                         (size_t)(lists.next[class] - lists.items[class])};
  return true;
}
