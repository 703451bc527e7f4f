/* lexicon_parts.h - the trie, as it is built and as it is searched.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_LEXICON_PARTS_H
#define GOVFIG_EXTRACT_LEXICON_PARTS_H

#include <stddef.h>
#include <string.h>

#include "extract/words/lexicon.h"

enum {
  NO_ENDING = 0,
  FILTER_ROWS = 1 << 13,
  STATE_TAILS = 2,
  NO_CLASS = WORD_UNIT, /* of what is written as a mark and is none: units are not marked */
  MORE_WORDS = WORD_CLASSES
};

/* A word that ends in a node; endings of one node are chained, by class. */
struct ending {
  uint32_t payload, chain;
  uint16_t class;
};

/* Sixteen bytes: there are many, and fresh memory is dear. */
struct node {
  uint32_t onward;  /* the lowest five bits of every unit that leads on, as a set */
  uint32_t ending;  /* index of its first ending, NO_ENDING for none */
  uint32_t parent;
  unit via;         /* leads here from the parent */
  uint16_t through; /* classes of the words that end here or behind it */
};

/* What stands in a mark behind its start. */
struct tail {
  uint16_t len;
  uint16_t class;
  uint32_t payload;
};
_Static_assert(sizeof(struct mark) == offsetof(struct mark, len) + sizeof(struct tail),
               "marks are written in two pieces");

/* A node behind two units or more, with all that marking wants to know of it in half
   a line of the cache: a text is read from state to state. */
struct state {
  uint32_t key;    /* of a pair: both units; else the unit that leads here and, above it,
                      how far its twin is, whose unit has the same lowest six bits */
  uint32_t below;  /* the first of the states it leads to, one for each bit of `onward` */
  uint64_t onward; /* the lowest six bits of every unit that leads on, as a set */
  struct tail tails[STATE_TAILS]; /* the longest marked word of each class on the way
                                     here, then NO_CLASS; a last one of MORE_WORDS says
                                     how many stand in `more` instead, and where */
};

/* What is marked together, all over a text or in the sentences with figures alone; and what
   is only looked up, but for LEXICON_ASIDE, bodies by themselves as they are many. */
enum { MARKER_TEXT, MARKER_FIGURES, MARKER_BODIES, MARKER_LOOKED_UP, MARKERS };

/* Classes that are hardly looked up once the words are all there: their owners have tables of
   their own. */
enum { LEXICON_ASIDE = 1u << WORD_UNIT | 1u << WORD_NOUN };

/* All that finds the words of some classes. */
struct marker {
  uint32_t classes;   /* bits */
  uint32_t row_shift; /* leaves of 16 bits those of a row of the filter */
  uint32_t filter[FILTER_ROWS];
  struct state *states; /* the first leads nowhere; then the pairs, then all others */
  void *memory;         /* that the states lie in */
  struct tail *more;
  uint32_t n_more, more_room;
  uint16_t *turns; /* what makes the hash of the pairs perfect, by bucket */
  uint32_t turn_shift, pair_shift;
  unit *singles; /* words of one unit, which have no states: few, if any */
  uint32_t n_singles;
};

/* A word of one unit, by class and unit. */
struct single {
  uint32_t key; /* 0: free */
  uint32_t payload;
};

struct lexicon {
  uint32_t *edges; /* hash table of nodes behind other nodes than the root; 0: free */
  uint32_t mask, n_edges;
  struct node *nodes;
  struct ending *endings;
  uint32_t n_nodes, n_endings, nodes_room, endings_room;
  uint32_t first[65536]; /* node behind the root and this unit; 0: none */
  uint32_t singles;      /* classes (bits) with words of one unit: of ours that are
                            marked hardly any, a user's may */
  struct single *single; /* these words, but for LEXICON_ASIDE: a hash table */
  uint32_t single_shift;

  struct marker markers[MARKERS]; /* made by lexicon_freeze, as is what follows */
  uint8_t order[256][8]; /* which of eight bits are set, in front; behind them anything */
};

static inline uint32_t lexicon_hash(uint32_t node, unit via)
{
  uint32_t h = node * 0x9E3779B1u ^ (uint32_t)via * 0x85EBCA6Bu;
  return h ^ h >> 15;
}

/* Where the node behind (node, via) stands in the table, or the free slot for it. */
static inline uint32_t *lexicon_slot(const struct lexicon *lex, uint32_t node, unit via)
{
  uint32_t i = lexicon_hash(node, via) & lex->mask, next;
  while ((next = lex->edges[i]) != 0 &&
         (lex->nodes[next].parent != node || lex->nodes[next].via != via))
    i = (i + 1) & lex->mask;
  return &lex->edges[i];
}

/* The node behind (node, via); 0 for none, which is the root and never behind one. */
static inline uint32_t lexicon_next(const struct lexicon *lex, uint32_t node, unit via)
{
  return node == 0 ? lex->first[via] : *lexicon_slot(lex, node, via);
}

/* Key of the state behind two units: both as one number, read alike from a text and
   from the table's words. */
static inline uint32_t lexicon_pair_key(const unit *u)
{
  uint32_t two;
  memcpy(&two, u, sizeof two);
  return two;
}

/* Which pairs have a turn in common. */
static inline uint32_t lexicon_bucket(uint32_t key, uint32_t shift)
{
  return (uint32_t)(key * UINT64_C(0xFF51AFD7ED558CCD) >> shift);
}

/* Where a pair stands with the turn of its bucket. */
static inline uint32_t lexicon_turned(uint32_t key, uint32_t turn, uint32_t shift)
{
  return (uint32_t)((key ^ turn * 0x10001u) * UINT64_C(0x9E3779B97F4A7C15) >> shift);
}

/* The state where a pair stands if it is in the lexicon: its key tells. */
static inline uint32_t lexicon_pair(const struct marker *m, uint32_t key)
{
  return 1 + lexicon_turned(key, m->turns[lexicon_bucket(key, m->turn_shift)], m->pair_shift);
}

static inline uint32_t lexicon_bits(uint64_t set)
{
  set -= set >> 1 & UINT64_C(0x5555555555555555);
  set = (set & UINT64_C(0x3333333333333333)) + (set >> 2 & UINT64_C(0x3333333333333333));
  set = (set + (set >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
  return (uint32_t)(set * UINT64_C(0x0101010101010101) >> 56);
}

/* The place of `c`, which may lead on, among the states that `s` leads to. */
static inline uint32_t lexicon_step(const struct state *s, unit c)
{
  return s->below + lexicon_bits(s->onward & (((uint64_t)1 << (c & 63)) - 1));
}

/* The filter's row of two units; a pair's bit in it is the first unit's lowest five.
   In 16 bits, so that a compiler finds eight at once. */
static inline uint16_t lexicon_row(unit a, unit b, uint32_t shift)
{
  return (uint16_t)((uint16_t)(a * 0x9E37u + b * 0x79B1u) >> shift);
}

/* May `c` lead on from a state?  The set that `onward` is can say yes where it does not. */
static inline bool lexicon_onward(uint64_t onward, unit c)
{
  return (onward >> (c & 63) & 1) != 0;
}

/* The place of a word of one unit in its table, or the free one for it. */
static inline struct single *lexicon_single(const struct lexicon *lex, uint32_t class, unit c)
{
  uint32_t key = class << 16 | c, mask = UINT32_MAX >> lex->single_shift;
  uint32_t i = key * 0x9E3779B1u >> lex->single_shift;
  while (lex->single[i].key != 0 && lex->single[i].key != key)
    i = (i + 1) & mask;
  return &lex->single[i];
}

/* The ending of `class` in a node; NULL for none. */
static inline struct ending *lexicon_ending(const struct lexicon *lex, uint32_t node,
                                            enum word_class class)
{
  for (uint32_t i = lex->nodes[node].ending; i != NO_ENDING; i = lex->endings[i].chain) {
    if (lex->endings[i].class == class)
      return &lex->endings[i];
  }
  return NULL;
}

/* Makes what marking needs out of the trie; false without memory. */
bool lexicon_freeze(struct lexicon *lex);

#endif
