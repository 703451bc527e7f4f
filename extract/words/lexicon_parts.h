/* lexicon_parts.h - the trie, as it is built and as it is searched.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_LEXICON_PARTS_H
#define GOVFIG_EXTRACT_LEXICON_PARTS_H

#include "extract/words/lexicon.h"

enum { FILTER_BITS = 1 << 18, NO_ENDING = 0 };

struct edge {
  uint32_t node, next; /* next 0: free slot (0 is the root, never a target) */
  unit via;
};

/* A word that ends in a node; endings of one node are chained, by class. */
struct ending {
  uint32_t payload, chain;
  uint16_t class;
};

/* A node that marking reaches: its first ending, and a set of hashed units that
   holds every unit which leads on. */
struct node {
  uint32_t ending;
  uint32_t onward;
};

/* The node behind the first two units of a word, with a copy of it at hand. */
struct pair {
  uint32_t units; /* 0: free */
  uint32_t node;
  struct node here;
};

struct lexicon {
  struct edge *edges;
  uint32_t mask, n_edges;
  uint32_t *ending_at; /* by node: index of its first ending, 0 none */
  struct ending *endings;
  uint32_t n_nodes, n_endings, nodes_room, endings_room;
  uint8_t filter[FILTER_BITS / 8];
  uint8_t single[65536 / 8]; /* units that are a word by themselves */
  uint32_t first[65536];     /* node behind the root and this unit; 0: none */

  struct node *nodes; /* made by lexicon_finish */
  struct pair *pairs;
  uint32_t pair_mask;
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

static inline uint32_t lexicon_pair_hash(unit a, unit b)
{
  uint32_t h = (uint32_t)a * 0x9E3779B1u ^ (uint32_t)b * 0xC2B2AE35u;
  return h ^ h >> 14;
}

static inline uint32_t lexicon_onward_bit(unit c)
{
  return 1u << ((uint32_t)c * 0x9E3779B1u >> 27);
}

/* The ending of `class` in a node; NULL for none. */
static inline struct ending *lexicon_ending(const struct lexicon *lex, uint32_t node,
                                            enum word_class class)
{
  for (uint32_t i = lex->ending_at[node]; i != NO_ENDING; i = lex->endings[i].chain) {
    if (lex->endings[i].class == class)
      return &lex->endings[i];
  }
  return NULL;
}

/* Makes what marking needs out of the trie; false without memory. */
bool lexicon_freeze(struct lexicon *lex);

#endif
