/* lexicon_freeze.c - what marking needs, made out of the trie.
   SPDX-License-Identifier: Apache-2.0

   A bit filter over pairs of units says in the first-level cache where a marked
   word cannot begin; a dense table of states holds, for the places that it passes,
   the words themselves and what can follow. */
#include <stdlib.h>

#include "base/pages.h"
#include "extract/words/lexicon_parts.h"

/* What becomes of a node: how many units lead on from it to marked words, and its state.
   Small, as fresh memory is dear. */
struct plan {
  uint64_t onward;
  uint32_t state;
  uint16_t leading; /* once the node has a state: how many of these have a twin */
  uint8_t depth;
};

/* ---- pairs: a perfect hash ---- */

/* Pairs by bucket: those of bucket b are keys[first[b]] to keys[first[b + 1] - 1]. */
struct pairs {
  uint32_t *keys, *first, n;
  uint8_t *taken; /* places of the table */
};

/* Takes the places of `n` keys under a turn, if these are free. */
static bool take(const struct marker *m, uint8_t *taken, const uint32_t *keys, uint32_t n,
                 uint32_t turn)
{
  for (uint32_t i = 0; i < n; i++) {
    uint8_t *place = &taken[lexicon_turned(keys[i], turn, m->pair_shift)];
    if (*place) {
      while (i-- > 0)
        taken[lexicon_turned(keys[i], turn, m->pair_shift)] = 0;
      return false;
    }
    *place = 1;
  }
  return true;
}

/* Finds the turns of all buckets with `n` pairs. */
static bool turn_buckets(struct marker *m, const struct pairs *p, uint32_t n)
{
  for (uint32_t b = 0; b < UINT32_C(1) << (64 - m->turn_shift); b++) {
    uint32_t turn = 0;
    if (p->first[b + 1] - p->first[b] != n)
      continue;
    while (!take(m, p->taken, p->keys + p->first[b], n, turn)) {
      if (++turn > UINT16_MAX)
        return false;
    }
    m->turns[b] = (uint16_t)turn;
  }
  return true;
}

/* Crowded buckets first, while there is room to choose from. */
static bool turn_all(struct marker *m, const struct pairs *p)
{
  uint32_t most = 0;
  for (uint32_t b = 0; b < UINT32_C(1) << (64 - m->turn_shift); b++)
    most = p->first[b + 1] - p->first[b] > most ? p->first[b + 1] - p->first[b] : most;
  for (; most > 0; most--) {
    if (!turn_buckets(m, p, most))
      return false;
  }
  return true;
}

/* Sorts the keys of all pairs by bucket. */
static void sort_keys(const struct lexicon *lex, const struct marker *m, const struct plan *plan,
                      struct pairs *p)
{
  const struct node *nodes = lex->nodes;
  for (int pass = 0; pass < 2; pass++) {
    for (uint32_t i = lex->n_nodes - 1; i > 0; i--) {
      if (plan[i].depth != 2)
        continue;
      const unit pair[] = {nodes[nodes[i].parent].via, nodes[i].via};
      uint32_t key = lexicon_pair_key(pair);
      uint32_t *first = &p->first[lexicon_bucket(key, m->turn_shift)];
      if (pass == 0)
        ++*first;
      else
        p->keys[--*first] = key;
    }
    for (uint32_t b = 0, n = 0; pass == 0 && b <= UINT32_C(1) << (64 - m->turn_shift); b++)
      p->first[b] = n += p->first[b];
  }
}

/* The shift that leaves of 64 bits as many as number `n` things. */
static uint32_t shift_for(uint32_t n)
{
  uint32_t shift = 63;
  while ((UINT64_C(1) << (64 - shift)) < n)
    shift--;
  return shift;
}

/* Finds the places of `n` pairs; false without memory. */
static bool place_pairs(const struct lexicon *lex, struct marker *m, const struct plan *plan,
                        uint32_t n)
{
  m->turn_shift = shift_for(n / 4);
  m->pair_shift = shift_for(n + n / 8) + 1;
  size_t buckets = (size_t)1 << (64 - m->turn_shift);
  struct pairs p = {calloc(n + 1, sizeof *p.keys), calloc(buckets + 1, sizeof *p.first), n, NULL};
  m->turns = calloc(buckets, sizeof *m->turns);
  bool ok = p.keys != NULL && p.first != NULL && m->turns != NULL, placed = false;
  if (ok)
    sort_keys(lex, m, plan, &p);
  while (ok && !placed) {
    m->pair_shift--;
    p.taken = calloc((size_t)1 << (64 - m->pair_shift), 1);
    ok = p.taken != NULL;
    placed = ok && turn_all(m, &p);
    free(p.taken);
  }
  free(p.keys);
  free(p.first);
  return ok;
}

/* ---- states ---- */

/* Finds out depths and what leads on to marked words; the number of pairs, and of what
   is longer. */
static uint32_t survey(const struct lexicon *lex, uint32_t classes, struct plan *plan,
                       uint32_t *longer)
{
  uint32_t pairs = 0;
  for (uint32_t i = 1; i < lex->n_nodes; i++) {
    const struct node *node = &lex->nodes[i];
    struct plan *from = &plan[node->parent];
    if ((node->through & classes) == 0)
      continue;
    plan[i].depth = (uint8_t)(from->depth + 1);
    from->onward |= UINT64_C(1) << (node->via & 63);
    from->leading++;
    pairs += plan[i].depth == 2;
    *longer += plan[i].depth > 2;
  }
  return pairs;
}

/* The state of a node behind a pair or more.  Of several whose units have the same
   lowest bits the others stand behind all that the parent leads to otherwise. */
static uint32_t place_step(struct marker *m, struct plan *from, unit via)
{
  const struct state *s = &m->states[from->state];
  uint32_t at = lexicon_step(s, via);
  if (m->states[at].key == 0)
    return at;
  while (m->states[at].key >> 16 != 0)
    at += m->states[at].key >> 16;
  uint32_t twin = s->below + lexicon_bits(s->onward) + from->leading++;
  m->states[at].key |= (twin - at) << 16;
  return twin;
}

/* Copies the words of a state; how many. */
static uint32_t copy_words(const struct marker *m, const struct state *s, struct tail *words)
{
  uint32_t n = 0;
  while (n < STATE_TAILS && s->tails[n].class != NO_CLASS)
    n++;
  memcpy(words, s->tails, n * sizeof *words);
  if (n == 0 || words[n - 1].class != MORE_WORDS)
    return n;
  const struct tail last = words[--n];
  memcpy(words + n, m->more + last.payload, last.len * sizeof *words);
  return n + last.len;
}

/* Gives a state its words, of which there may be too many for it. */
static bool set_words(struct marker *m, struct state *s, const struct tail *words, uint32_t n)
{
  enum { OWN = STATE_TAILS - 1 };
  memcpy(s->tails, words, (n < STATE_TAILS ? n : STATE_TAILS) * sizeof *words);
  if (n <= STATE_TAILS)
    return true;
  if (m->more_room - m->n_more < WORD_CLASSES) {
    uint32_t room = m->more_room * 2 + 64 * WORD_CLASSES;
    struct tail *more = realloc(m->more, room * sizeof *more);
    if (more == NULL)
      return false;
    m->more = more;
    m->more_room = room;
  }
  memcpy(m->more + m->n_more, words + OWN, (n - OWN) * sizeof *words);
  s->tails[OWN] = (struct tail){(uint16_t)(n - OWN), MORE_WORDS, m->n_more};
  m->n_more += n - OWN;
  return true;
}

/* The words that end in the node, and the parent's of other classes. */
static bool fill_words(const struct lexicon *lex, struct marker *m, const struct node *node,
                       uint32_t len, const struct state *parent, struct state *s)
{
  struct tail words[2 * WORD_CLASSES];
  uint32_t n = 0, own = 0;
  for (uint32_t e = node->ending; e != NO_ENDING; e = lex->endings[e].chain) {
    const struct ending *ending = &lex->endings[e];
    if ((m->classes >> ending->class & 1) == 0)
      continue;
    words[n++] = (struct tail){(uint16_t)len, ending->class, ending->payload};
    own |= 1u << ending->class;
  }
  for (uint32_t i = n, end = n + copy_words(m, parent, words + n); i < end; i++) {
    if ((own >> words[i].class & 1) == 0)
      words[n++] = words[i];
  }
  return set_words(m, s, words, n);
}

/* The state of a node behind two units or more. */
static uint32_t place(const struct lexicon *lex, struct marker *m, const struct node *node,
                      struct plan *parent, uint32_t depth, uint32_t *key)
{
  const unit pair[] = {lex->nodes[node->parent].via, node->via};
  *key = depth == 2 ? lexicon_pair_key(pair) : node->via;
  if (depth > 2)
    return place_step(m, parent, node->via);
  m->filter[lexicon_row(pair[0], pair[1], m->row_shift)] |= 1u << (pair[0] & 31);
  return lexicon_pair(m, *key);
}

/* Fills the table; the states from `free` on are not of pairs.  A parent comes in front
   of those that it leads to. */
static bool fill_states(const struct lexicon *lex, struct marker *m, struct plan *plan,
                        uint32_t free)
{
  for (uint32_t i = 1; i < lex->n_nodes; i++) {
    const struct node *node = &lex->nodes[i];
    struct plan *parent = &plan[node->parent];
    uint32_t depth = plan[i].depth, key;
    if (depth < 2)
      continue;
    plan[i].state = place(lex, m, node, parent, depth, &key);
    struct state *s = &m->states[plan[i].state];
    *s = (struct state){.key = key, .below = free, .onward = plan[i].onward};
    free += plan[i].leading;
    plan[i].leading = 0;
    if (!fill_words(lex, m, node, depth, &m->states[parent->state], s))
      return false;
  }
  return true;
}

static void fill_order(uint8_t order[256][8])
{
  for (unsigned bits = 0; bits < 256; bits++) {
    for (uint8_t n = 0, i = 0; i < 8; i++) {
      if ((bits >> i & 1) != 0)
        order[bits][n++] = i;
    }
  }
}

/* Makes room for `n` states, of which none lies across two lines of the cache. */
static bool new_states(struct marker *m, size_t n)
{
  enum { MANY = PAGES_LARGE / 8, LINE = 64 };
  if (n * sizeof *m->states >= MANY) {
    m->states = pages_calloc_large(n * sizeof *m->states, &m->memory);
  } else {
    char *p = m->memory = calloc(1, n * sizeof *m->states + LINE);
    m->states = p != NULL ? (void *)(p + (LINE - (uintptr_t)p % LINE) % LINE) : NULL;
  }
  return m->states != NULL;
}

/* Makes the table of states. */
static bool make_states(const struct lexicon *lex, struct marker *m, struct plan *plan)
{
  uint32_t longer = 0, pairs = survey(lex, m->classes, plan, &longer);
  if (!place_pairs(lex, m, plan, pairs))
    return false;
  uint32_t first = 1 + (UINT32_C(1) << (64 - m->pair_shift));
  return new_states(m, (size_t)first + longer) && fill_states(lex, m, plan, first);
}

/* Notes the words of one unit. */
static bool note_singles(const struct lexicon *lex, struct marker *m)
{
  if ((lex->singles & m->classes & ~(uint32_t)LEXICON_LOOKED_UP) == 0)
    return true;
  for (int pass = 0; pass < 2; pass++) {
    m->n_singles = 0;
    for (uint32_t i = 1; i < lex->n_nodes; i++) {
      const struct node *node = &lex->nodes[i];
      bool is = false;
      for (uint32_t e = node->ending; node->parent == 0 && e != NO_ENDING; e = lex->endings[e].chain)
        is |= (m->classes >> lex->endings[e].class & 1) != 0;
      if (is && pass > 0)
        m->singles[m->n_singles] = node->via;
      m->n_singles += is;
    }
    m->singles = pass == 0 ? calloc(m->n_singles, sizeof *m->singles) : m->singles;
    if (m->singles == NULL)
      return false;
  }
  return true;
}

/* Makes the marker of some classes; the plan is all 0. */
static bool make_marker(const struct lexicon *lex, uint32_t classes, uint32_t row_shift,
                        struct plan *plan, struct marker *m)
{
  m->classes = classes;
  m->row_shift = row_shift;
  return note_singles(lex, m) && make_states(lex, m, plan);
}

/* Counts the words of one unit of some classes, and puts them in their table where it is. */
static uint32_t put_singles(struct lexicon *lex, uint32_t classes)
{
  uint32_t n = 0;
  for (uint32_t i = 1; classes != 0 && i < lex->n_nodes; i++) {
    const struct node *node = &lex->nodes[i];
    for (uint32_t e = node->parent == 0 ? node->ending : NO_ENDING; e != NO_ENDING;
         e = lex->endings[e].chain) {
      const struct ending *word = &lex->endings[e];
      if ((classes >> word->class & 1) == 0)
        continue;
      if (lex->single != NULL)
        *lexicon_single(lex, word->class, node->via) =
            (struct single){(uint32_t)word->class << 16 | node->via, word->payload};
      n++;
    }
  }
  return n;
}

/* Makes the table of words of one unit that may be looked up. */
static bool make_singles(struct lexicon *lex)
{
  const uint32_t classes = lex->singles & ~(uint32_t)LEXICON_ASIDE;
  lex->single_shift = shift_for(2 * put_singles(lex, classes) + 2) - 32;
  lex->single = calloc((size_t)1 << (32 - lex->single_shift), sizeof *lex->single);
  if (lex->single != NULL)
    put_singles(lex, classes);
  return lex->single != NULL;
}

bool lexicon_freeze(struct lexicon *lex)
{
  const uint32_t figures = LEXICON_OF_FIGURES, looked_up = LEXICON_LOOKED_UP;
  const uint32_t bodies = 1u << WORD_AGENCY, aside = LEXICON_ASIDE;
  const uint32_t classes[MARKERS] = {~looked_up & ~figures, figures, bodies,
                                     looked_up & ~aside & ~bodies};
  static const uint8_t row_shifts[MARKERS] = {3, 5, 6, 6};
  struct plan *plan = calloc(lex->n_nodes, sizeof *plan);
  bool ok = plan != NULL && make_singles(lex);
  for (uint32_t i = 0; ok && i < MARKERS; i++) {
    memset(plan, 0, lex->n_nodes * sizeof *plan);
    ok = make_marker(lex, classes[i], row_shifts[i], plan, &lex->markers[i]);
  }
  fill_order(lex->order);
  free(plan);
  return ok;
}
