/* lexicon_mark.c - finds the words of a text.  SPDX-License-Identifier: Apache-2.0

   Four places of five begin no word, and a bit filter over pairs of units says so
   of most of them.  The others take one look into a table of states, which has the
   words of two units at hand; only where a longer one may begin is the text read
   on from state to state.  That is done in passes, each over all places of a block,
   so that none has a branch that cannot be guessed and memory is asked for ahead. */
#include <stddef.h>
#include <string.h>

#include "base/clones.h"
#include "base/prefetch.h"
#include "extract/words/lexicon_parts.h"

enum { BLOCK = 2048, EIGHT = 8 };

/* The marks so far, by class; before a block of text each list gets room for all that
   the block can add.  Those of NO_CLASS are none: all are written to one place, and
   what would be the next is kept aside, so that no step waits for the one before. */
struct lists {
  struct mark *next[WORD_CLASSES + 1];
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

/* A place, and how far into the lexicon it leads. */
struct hit {
  uint32_t at, state;
};

/* Looks the pairs at the places up; those that begin a word, or may, become hits.
   `ahead`: the numbers of the hits where more than two units may count, *n of them. */
static size_t look_up(const struct lexicon *lex, const unit *u, const uint32_t *places, size_t n,
                      struct hit *hits, uint16_t *ahead, size_t *n_ahead)
{
  uint32_t pairs[BLOCK];
  size_t k = 0, m = 0;
  for (size_t i = 0; i < n; i++) {
    pairs[i] = lexicon_pair(lex, lexicon_pair_key(u + places[i]));
    PREFETCH(&lex->states[pairs[i]]);
  }
  for (size_t i = 0; i < n; i++) {
    const unit *here = u + places[i];
    uint32_t key = lexicon_pair_key(here), at = pairs[i];
    const struct state *s = &lex->states[at];
    bool known = s->key == key, on = known & lexicon_onward(s->onward, here[2]);
    hits[k] = (struct hit){places[i], at};
    ahead[m] = (uint16_t)k;
    m += on;
    k += known & (on | (s->tails[0].class != NO_CLASS));
  }
  *n_ahead = m;
  return k;
}

/* Goes one unit further, the `len`-th, where hits may lead on; how many still do. */
static size_t go_on(const struct state *states, const unit *u, uint32_t len, struct hit *hits,
                    uint16_t *ahead, size_t n)
{
  uint32_t steps[BLOCK];
  size_t k = 0;
  for (size_t i = 0; i < n; i++) {
    const struct hit *h = &hits[ahead[i]];
    steps[i] = lexicon_step(&states[h->state], u[h->at + len]);
    PREFETCH(&states[steps[i]]);
  }
  for (size_t i = 0; i < n; i++) {
    struct hit *h = &hits[ahead[i]];
    unit c = u[h->at + len];
    uint32_t at = steps[i];
    while (states[at].key >> 16 != 0 && (unit)states[at].key != c)
      at += states[at].key >> 16;
    const struct state *s = &states[at];
    bool known = (unit)s->key == c;
    h->state = known ? at : h->state;
    ahead[k] = ahead[i];
    k += known & lexicon_onward(s->onward, u[h->at + len + 1]);
  }
  return k;
}

static inline void put(struct lists *l, uint32_t at, const struct tail *t)
{
  struct mark *m = l->next[t->class];
  m->start = at;
  memcpy((char *)m + offsetof(struct mark, len), t, sizeof *t);
  l->next[t->class == NO_CLASS ? (uint32_t)WORD_CLASSES : t->class] = m + 1;
}

static void put_more(struct lists *l, uint32_t at, const struct tail *t, uint32_t n)
{
  for (; n > 0; n--)
    put(l, at, t++);
}

/* Adds the marks of the places. */
static void mark_states(const struct lexicon *lex, const unit *u, const uint32_t *places,
                        size_t n, struct lists *l)
{
  struct hit hits[BLOCK + 1];
  uint16_t ahead[BLOCK + 1];
  size_t m, k = look_up(lex, u, places, n, hits, ahead, &m);
  for (uint32_t len = 2; m > 0; len++)
    m = go_on(lex->states, u, len, hits, ahead, m);
  for (size_t i = 0; i < k; i++) {
    const struct tail *t = lex->states[hits[i].state].tails;
    put(l, hits[i].at, &t[0]);
    if (t[1].class != MORE_WORDS)
      put(l, hits[i].at, &t[1]);
    else
      put_more(l, hits[i].at, lex->more + t[1].payload, t[1].len);
  }
}

/* The same for a lexicon that has marked words of one unit, node by node. */
static void mark_nodes(const struct lexicon *lex, const unit *u, const uint32_t *places,
                       size_t n, struct lists *l)
{
  for (size_t i = 0; i < n; i++) {
    const unit *here = u + places[i];
    uint32_t node = lex->first[here[0]];
    struct tail longest[WORD_CLASSES] = {0};
    for (uint32_t len = 1; node != 0; len++) {
      for (uint32_t e = lex->nodes[node].ending; e != NO_ENDING; e = lex->endings[e].chain) {
        const struct ending *end = &lex->endings[e];
        longest[end->class] = (struct tail){(uint16_t)len, end->class, end->payload};
      }
      node = lexicon_next(lex, node, here[len]);
    }
    for (uint32_t class = 0; class < WORD_CLASSES; class++) {
      if ((LEXICON_LOOKED_UP >> class & 1) == 0)
        put(l, places[i], &longest[class]);
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
  for (uint32_t class = 0; class < WORD_CLASSES; class++) {
    if (!reserve(l, class, n))
      return false;
  }
  return true;
}

/* Marks the units from..to-1, at most BLOCK. */
static bool mark_block(const struct lexicon *lex, const unit *u, uint32_t from, uint32_t to,
                       struct lists *l)
{
  uint32_t places[BLOCK + EIGHT];
  size_t k = lex->singles ? starts_of_all(lex, u, from, to, places)
                          : starts(lex, u, from, to, places);
  if (!reserve_block(l, k))
    return false;
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
  for (uint32_t class = 0; class < WORD_CLASSES; class++)
    by_class[class] = (struct mark_list){lists.items[class],
                                         (size_t)(lists.next[class] - lists.items[class])};
  return true;
}
