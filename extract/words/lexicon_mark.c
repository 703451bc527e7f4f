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

enum { PIECE = 1024, BLOCK = 2 * PIECE, EIGHT = 8, SINGLES = 256 };

/* The marks so far, by class; before a block of text each list gets room for all that
   the block can add.  Those of NO_CLASS are none: all are written to one place, and
   what would be the next is kept aside, so that no step waits for the one before. */
struct lists {
  struct mark *next[WORD_CLASSES + 1];
  struct mark *items[WORD_CLASSES], *end[WORD_CLASSES];
  struct mark none;
  struct arena *arena;
};

/* Marking a text.  Places where a word may begin are gathered over spans and pieces of
   the text until there are enough of them. */
struct marking {
  const struct lexicon *lex;
  const struct marker *m;
  const unit *u;
  struct lists lists;
  uint32_t *places; /* room for BLOCK + EIGHT */
  uint32_t n;
};

/* ---- where a word can begin ---- */

/* Does the pair at each of `n` units pass the filter?  The rows first, eight and more
   at once. */
static inline void pass(const uint32_t *restrict filter, uint32_t shift, const unit *u, size_t n,
                        uint8_t *restrict passes)
{
  uint16_t row[PIECE];
  for (size_t i = 0; i < n; i++)
    row[i] = lexicon_row(u[i], u[i + 1], shift);
  for (size_t i = 0; i < n; i++)
    passes[i] = (uint8_t)(filter[row[i]] >> (u[i] & 31) & 1);
}

static inline void put_eight(uint32_t *restrict places, const uint8_t *restrict order,
                             uint32_t base)
{
  for (int i = 0; i < EIGHT; i++)
    places[i] = base + order[i];
}

/* The places from..to-1 (at most PIECE) whose pair passes the filter; how many.
   Without a branch inside, because it is asked of every character and neither answer
   is rare enough to be guessed. */
static CLONED size_t starts(const struct marker *m, const uint8_t order[256][8], const unit *u,
                            uint32_t from, uint32_t to, uint32_t *places)
{
  const uint64_t ones = UINT64_C(0x0101010101010101);   /* adds bytes up */
  const uint64_t gather = UINT64_C(0x0102040810204080); /* makes them bits of one byte */
  uint8_t passes[PIECE];
  size_t k = 0, whole = (to - from + EIGHT - 1) / EIGHT * EIGHT;
  pass(m->filter, m->row_shift, u + from, whole, passes); /* behind the text all units are 0 */
  for (size_t i = 0; i < whole; i += EIGHT) {
    uint64_t set = units_eight(passes + i, 1);
    put_eight(places + k, order[set * gather >> 56], from + (uint32_t)i);
    k += set * ones >> 56;
  }
  while (k > 0 && places[k - 1] >= to)
    k--;
  return k;
}

/* ---- the words that begin at a place ---- */

/* A place, and how far into the lexicon it leads. */
struct hit {
  uint32_t at, state;
};

/* Looks the pairs at the places up; those that begin a word, or may, become hits.
   `ahead`: the numbers of the hits where more than two units may count, *n of them. */
static size_t look_up(const struct marker *table, const unit *u, const uint32_t *places, size_t n,
                      struct hit *hits, uint16_t *ahead, size_t *n_ahead)
{
  uint32_t pairs[BLOCK];
  size_t k = 0, m = 0;
  for (size_t i = 0; i < n; i++) {
    pairs[i] = lexicon_pair(table, lexicon_pair_key(u + places[i]));
    PREFETCH(&table->states[pairs[i]]);
  }
  for (size_t i = 0; i < n; i++) {
    const unit *here = u + places[i];
    uint32_t key = lexicon_pair_key(here), at = pairs[i];
    const struct state *s = &table->states[at];
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
static void mark_states(struct marking *k)
{
  struct hit hits[BLOCK + 1];
  uint16_t ahead[BLOCK + 1];
  size_t m, n = look_up(k->m, k->u, k->places, k->n, hits, ahead, &m);
  for (uint32_t len = 2; m > 0; len++)
    m = go_on(k->m->states, k->u, len, hits, ahead, m);
  for (size_t i = 0; i < n; i++) {
    const struct tail *t = k->m->states[hits[i].state].tails;
    put(&k->lists, hits[i].at, &t[0]);
    if (t[1].class != MORE_WORDS)
      put(&k->lists, hits[i].at, &t[1]);
    else
      put_more(&k->lists, hits[i].at, k->m->more + t[1].payload, t[1].len);
  }
}

/* ---- words of one unit ---- */

/* Is one of `n` units `c`?  Without a branch for each; what is or-ed is as wide as what is
   compared, so that compilers look at many at once. */
static CLONED bool has_unit(const unit *u, size_t n, unit c)
{
  unit found = 0;
  for (size_t i = 0; i < n; i++)
    found |= u[i] == c ? UINT16_MAX : 0;
  return found != 0;
}

/* May one of `n` units be a word by itself?  Of many such words that is not asked, which
   would be to compare each unit with each of them. */
static bool may_hold_single(const struct marker *m, const unit *u, size_t n)
{
  enum { FEW = 32 };
  uint32_t k = 0;
  while (m->n_singles <= FEW && k < m->n_singles && !has_unit(u, n, m->singles[k]))
    k++;
  return k < m->n_singles;
}

static bool is_single(const struct marking *k, unit c)
{
  const struct lexicon *lex = k->lex;
  uint32_t node = lex->first[c], e = node != 0 ? lex->nodes[node].ending : NO_ENDING;
  while (e != NO_ENDING && (k->m->classes >> lex->endings[e].class & 1) == 0)
    e = lex->endings[e].chain;
  return e != NO_ENDING;
}

/* Where such words are. */
struct places {
  uint32_t *at;
  size_t n, room;
};

/* Adds those of [from, to), at most SINGLES units; false without memory. */
static bool add_singles(const struct marking *k, uint32_t from, uint32_t to, struct places *p)
{
  if (p->room - p->n < SINGLES) {
    size_t room = p->room * 2 + SINGLES;
    uint32_t *more = arena_alloc(k->lists.arena, room * sizeof *more);
    if (more == NULL)
      return false;
    memcpy(more, p->n > 0 ? p->at : more, p->n * sizeof *more);
    *p = (struct places){more, p->n, room};
  }
  for (uint32_t i = from; i < to; i++) {
    p->at[p->n] = i;
    p->n += is_single(k, k->u[i]);
  }
  return true;
}

/* Adds those of a span. */
static bool find_singles(const struct marking *k, struct span s, struct places *p)
{
  for (uint32_t from = s.start, to; from < s.end; from = to) {
    to = s.end - from < SINGLES ? s.end : from + SINGLES;
    if (may_hold_single(k->m, k->u + from, to - from) && !add_singles(k, from, to, p))
      return false;
  }
  return true;
}

/* Adds those of a class to its marks, but where a longer word starts. */
static bool merge_singles(struct marking *k, uint32_t class, const uint32_t *at, size_t n)
{
  struct lists *l = &k->lists;
  const struct mark *old = l->items[class], *end = l->next[class];
  size_t room = (size_t)(end - old) + n;
  struct mark *items = arena_alloc(l->arena, (room + 1) * sizeof *items), *out = items;
  if (items == NULL)
    return false;
  for (size_t i = 0; i < n; i++) {
    uint32_t node = k->lex->first[k->u[at[i]]];
    const struct ending *e = lexicon_ending(k->lex, node, (enum word_class)class);
    while (old < end && old->start < at[i])
      *out++ = *old++;
    if (e != NULL && (old == end || old->start != at[i]))
      *out++ = (struct mark){at[i], 1, (uint16_t)class, e->payload};
  }
  while (old < end)
    *out++ = *old++;
  l->items[class] = items;
  l->next[class] = out;
  return true;
}

static bool mark_singles(struct marking *k, const struct span *spans, size_t n)
{
  struct places p = {0};
  for (size_t i = 0; i < n; i++) {
    if (!find_singles(k, spans[i], &p))
      return false;
  }
  for (uint32_t class = 0; class < WORD_CLASSES; class++) {
    bool has = ((k->lex->singles & k->m->classes) >> class & 1) != 0;
    if (has && !merge_singles(k, class, p.at, p.n))
      return false;
  }
  return true;
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

/* Makes lists of the marker's classes that most texts do not outgrow. */
static bool new_lists(struct lists *l, uint32_t classes, size_t units, struct arena *a)
{
  size_t room = units / 10 + 1;
  l->arena = a;
  for (uint32_t class = 0; class < WORD_CLASSES; class++) {
    bool marked = (classes >> class & 1) != 0;
    struct mark *items = marked ? arena_alloc(a, room * sizeof *items) : NULL;
    if (marked && items == NULL)
      return false;
    l->items[class] = l->next[class] = items;
    l->end[class] = marked ? items + room : NULL;
  }
  l->next[NO_CLASS] = l->next[WORD_CLASSES] = &l->none;
  return true;
}

/* Room for what `n` places can add. */
static bool reserve_block(struct lists *l, uint32_t classes, size_t n)
{
  for (uint32_t class = 0; class < WORD_CLASSES; class++) {
    if ((classes >> class & 1) != 0 && !reserve(l, class, n))
      return false;
  }
  return true;
}

/* Marks the words that begin at the places gathered so far. */
static bool mark_places(struct marking *k)
{
  if (!reserve_block(&k->lists, k->m->classes, k->n))
    return false;
  mark_states(k);
  k->n = 0;
  return true;
}

/* Marks the words that begin in a span, some of them perhaps later. */
static bool mark_span(struct marking *k, struct span s)
{
  for (uint32_t from = s.start; from < s.end; from += PIECE) {
    uint32_t to = s.end - from < PIECE ? s.end : from + PIECE, *out = k->places + k->n;
    k->n += (uint32_t)starts(k->m, k->lex->order, k->u, from, to, out);
    if (k->n > PIECE && !mark_places(k))
      return false;
  }
  return true;
}

static bool mark(struct marking *k, const struct span *spans, size_t n, size_t units,
                 struct arena *a, struct mark_list by_class[WORD_CLASSES])
{
  uint32_t places[BLOCK + EIGHT];
  if (!new_lists(&k->lists, k->m->classes, units, a))
    return false;
  k->places = places;
  for (size_t i = 0; i < n; i++) {
    if (!mark_span(k, spans[i]))
      return false;
  }
  if (!mark_places(k) || (k->m->n_singles > 0 && !mark_singles(k, spans, n)))
    return false;
  for (uint32_t class = 0; class < WORD_CLASSES; class++) {
    if ((k->m->classes >> class & 1) != 0)
      by_class[class] = (struct mark_list){
          k->lists.items[class], (size_t)(k->lists.next[class] - k->lists.items[class])};
  }
  return true;
}

bool lexicon_mark(const struct lexicon *lex, const struct units *text, struct arena *a,
                  struct mark_list by_class[WORD_CLASSES])
{
  struct marking k = {.lex = lex, .m = &lex->markers[MARKER_TEXT], .u = text->u};
  memset(by_class, 0, WORD_CLASSES * sizeof *by_class);
  return mark(&k, &(struct span){0, text->n}, 1, text->n, a, by_class);
}

bool lexicon_mark_spans(const struct lexicon *lex, const struct units *text,
                        const struct span *spans, size_t n, struct arena *a,
                        struct mark_list by_class[WORD_CLASSES])
{
  struct marking k = {.lex = lex, .m = &lex->markers[MARKER_FIGURES], .u = text->u};
  size_t units = 0;
  for (size_t i = 0; i < n; i++)
    units += spans[i].end - spans[i].start;
  return mark(&k, spans, n, units, a, by_class);
}
