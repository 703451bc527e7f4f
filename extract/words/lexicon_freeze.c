/* lexicon_freeze.c - what marking needs, made out of the trie.
   SPDX-License-Identifier: Apache-2.0

   A bit filter over pairs of units says in the first-level cache where a marked
   word cannot begin; a table of pairs holds, for the places that it passes, the
   words of two units themselves and which third units go on. */
#include <stdlib.h>

#include "extract/words/lexicon_parts.h"

/* The marked words that end in a node, as far as they have room. */
static void fill_tails(const struct lexicon *lex, uint32_t node, struct pair *p)
{
  uint32_t n = 0;
  for (uint32_t e = lex->nodes[node].ending; e != NO_ENDING; e = lex->endings[e].chain) {
    const struct ending *ending = &lex->endings[e];
    if ((LEXICON_LOOKED_UP >> ending->class & 1) != 0)
      continue;
    if (n == PAIR_ENDINGS) {
      p->more = e;
      return;
    }
    p->tails[n++] = (struct tail){2, ending->class, ending->payload};
  }
}

static void put_pair(struct lexicon *lex, unit a, unit b, uint32_t node)
{
  const struct node *here = &lex->nodes[node];
  if ((here->through & ~(uint32_t)LEXICON_LOOKED_UP) == 0)
    return;
  struct pair *p = lexicon_pair(lex, lexicon_two(a, b));
  *p = (struct pair){.units = lexicon_two(a, b), .node = node, .onward = here->onward};
  fill_tails(lex, node, p);
  lex->filter[lexicon_row(a, b)] |= 1u << (a & 31);
}

/* A table that is at most half full, all free: a free entry says of itself that no
   word begins there. */
static bool new_pairs(struct lexicon *lex)
{
  uint32_t room = 64;
  for (lex->pair_shift = 26; room < 2 * lex->n_pairs; room *= 2)
    lex->pair_shift--;
  lex->pairs = calloc(room, sizeof *lex->pairs);
  return lex->pairs != NULL;
}

bool lexicon_freeze(struct lexicon *lex)
{
  if (!new_pairs(lex))
    return false;
  for (uint32_t i = 0; i <= lex->mask; i++) {
    const struct edge *e = &lex->edges[i];
    if (e->next != 0 && lex->nodes[e->node].first != 0)
      put_pair(lex, lex->nodes[e->node].first, e->via, e->next);
  }
  return true;
}
