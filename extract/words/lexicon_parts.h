/* lexicon_parts.h - the trie, as it is built and as it is searched.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_LEXICON_PARTS_H
#define GOVFIG_EXTRACT_LEXICON_PARTS_H

#include <stddef.h>

#include "extract/words/lexicon.h"

enum { NO_ENDING = 0, FILTER_ROWS = 1 << 13, PAIR_ENDINGS = 2 };

struct edge {
  uint32_t node, next; /* next 0: free slot (0 is the root, never a target) */
  unit via;
};

/* A word that ends in a node; endings of one node are chained, by class. */
struct ending {
  uint32_t payload, chain;
  uint16_t class;
};

struct node {
  uint64_t onward;  /* set of hashed units that holds every unit which leads on */
  uint32_t ending;  /* index of its first ending, NO_ENDING for none */
  uint16_t through; /* classes of the words that end here or behind it */
  unit first;       /* of a node behind the root: the unit that leads to it */
};

/* What stands in a mark behind its start. */
struct tail {
  uint16_t len; /* 0: none */
  uint16_t class;
  uint32_t payload;
};
_Static_assert(sizeof(struct mark) == offsetof(struct mark, len) + sizeof(struct tail),
               "marks are written in two pieces");

/* The node behind the first two units of a word, with all that marking wants to
   know of it at hand. */
struct pair {
  uint64_t onward; /* as in the node */
  uint32_t units;  /* as lexicon_two reads them; 0: free */
  uint32_t node;
  struct tail tails[PAIR_ENDINGS]; /* of the marked classes */
  uint32_t more;   /* chain of further endings; NO_ENDING for most */
};

struct lexicon {
  struct edge *edges;
  uint32_t mask, n_edges;
  struct node *nodes;
  struct ending *endings;
  uint32_t n_nodes, n_endings, nodes_room, endings_room;
  uint32_t n_pairs;
  uint32_t first[65536]; /* node behind the root and this unit; 0: none */
  bool singles;          /* marked words of one unit: a user's, ours have none */

  uint32_t filter[FILTER_ROWS]; /* these and what follows: made by lexicon_freeze */
  struct pair *pairs;
  uint32_t pair_shift; /* 1 << (32 - pair_shift) of them */
};

static inline uint32_t lexicon_hash(uint32_t node, unit via)
{
  uint32_t h = node * 0x9E3779B1u ^ (uint32_t)via * 0x85EBCA6Bu;
  return h ^ h >> 15;
}

static inline struct edge *lexicon_slot(const struct lexicon *lex, uint32_t node, unit via)
{
  uint32_t i = lexicon_hash(node, via) & lex->mask;
  while (lex->edges[i].next != 0 && (lex->edges[i].node != node || lex->edges[i].via != via))
    i = (i + 1) & lex->mask;
  return &lex->edges[i];
}

/* Two units as one number. */
static inline uint32_t lexicon_two(unit a, unit b)
{
  return (uint32_t)a | (uint32_t)b << 16;
}

/* The entry of two units, or the free one where it would be. */
static inline struct pair *lexicon_pair(const struct lexicon *lex, uint32_t units)
{
  uint32_t last = UINT32_MAX >> lex->pair_shift, i = units * 0x9E3779B1u >> lex->pair_shift;
  while (lex->pairs[i].units != units && lex->pairs[i].units != 0)
    i = (i + 1) & last;
  return &lex->pairs[i];
}

/* The filter's row of two units; a pair's bit in it is the first unit's lowest five.
   In 16 bits, so that a compiler finds eight at once. */
static inline uint16_t lexicon_row(unit a, unit b)
{
  return (uint16_t)((uint16_t)(a * 0x9E37u + b * 0x79B1u) >> 3);
}

static inline uint64_t lexicon_onward_bit(unit c)
{
  return (uint64_t)1 << ((uint32_t)c * 0x9E3779B1u >> 26);
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
