/* lexicon_freeze.c - what marking needs, made out of the trie.
   SPDX-License-Identifier: Apache-2.0

   A bit filter over pairs of units says in the first-level cache where a marked
   word cannot begin; a table of states holds, for the places that it passes, the
   words themselves and what can follow. */
#include <stdlib.h>

#include "extract/words/lexicon_parts.h"

#define MARKED (~(uint32_t)LEXICON_LOOKED_UP)

/* The marked words that end in a node. */
static void fill_tails(const struct lexicon *lex, const struct node *node, uint32_t len,
                       struct state *s)
{
  uint32_t n = 0, last = NO_ENDING;
  for (uint32_t e = node->ending; e != NO_ENDING; e = lex->endings[e].chain) {
    const struct ending *ending = &lex->endings[e];
    if ((MARKED >> ending->class & 1) == 0)
      continue;
    if (n == STATE_TAILS) {
      s->onward = UINT64_MAX;
      s->tails[n - 1] = (struct tail){.class = NO_CLASS, .payload = last};
      return;
    }
    s->tails[n++] = (struct tail){(uint16_t)len, ending->class, ending->payload};
    last = e;
  }
}

/* Makes the state of node `i`; slots and depths of those that lead here are known. */
static void put_state(struct lexicon *lex, uint32_t i, uint32_t *slots, uint8_t *depths)
{
  const struct node *node = &lex->nodes[i];
  const unit pair[] = {lex->nodes[node->parent].via, node->via};
  uint64_t key;
  depths[i] = (uint8_t)(depths[node->parent] + 1);
  if (depths[i] == 1)
    return;
  if (depths[i] == 2) {
    key = lexicon_pair_key(pair);
    lex->filter[lexicon_row(pair[0], pair[1])] |= 1u << (pair[0] & 31);
  } else {
    key = lexicon_step_key(lex, &lex->states[slots[node->parent]], node->via);
  }
  struct state *s = lexicon_state(lex->states, lex->state_shift,
                                  lexicon_state_slot(key, lex->state_shift), key);
  *s = (struct state){.key = key, .onward = node->onward};
  fill_tails(lex, node, depths[i], s);
  slots[i] = (uint32_t)(s - lex->states);
}

/* A table that is at most half full, all free: a free state says of itself that no word
   begins there. */
static bool new_states(struct lexicon *lex)
{
  uint32_t room = 64;
  for (lex->state_shift = 58; room < 2 * lex->n_nodes; room *= 2)
    lex->state_shift--;
  lex->states = calloc(room, sizeof *lex->states);
  return lex->states != NULL;
}

bool lexicon_freeze(struct lexicon *lex)
{
  uint32_t *slots = calloc(lex->n_nodes, sizeof *slots);
  uint8_t *depths = calloc(lex->n_nodes, sizeof *depths);
  bool ok = slots != NULL && depths != NULL && new_states(lex);
  for (uint32_t i = 1; ok && i < lex->n_nodes; i++) {
    if ((lex->nodes[i].through & MARKED) != 0)
      put_state(lex, i, slots, depths);
  }
  free(slots);
  free(depths);
  return ok;
}
