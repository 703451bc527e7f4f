/* lexicon_freeze.c - what marking needs, made out of the trie.
   SPDX-License-Identifier: Apache-2.0

   A bit filter over pairs of units says in the first-level cache where a marked
   word cannot begin; a table of states holds, for the places that it passes, the
   words themselves and what can follow. */
#include <stdlib.h>

#include "base/pages.h"
#include "extract/words/lexicon_parts.h"

#define MARKED (~(uint32_t)LEXICON_LOOKED_UP)

struct state *lexicon_search_state(struct state *states, uint32_t shift, uint64_t key)
{
  size_t slot = lexicon_state_slot(key, shift);
  while (states[slot].key != key && states[slot].key != 0)
    slot = (slot + 1) & (size_t)(UINT64_MAX >> shift);
  return &states[slot];
}

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

static uint32_t put_state(struct lexicon *lex, const struct node *node, uint64_t key,
                          uint32_t len)
{
  struct state *s = lexicon_state(lex->states, lex->state_shift, key);
  *s = (struct state){.key = key, .onward = node->onward};
  fill_tails(lex, node, len, s);
  return (uint32_t)(s - lex->states);
}

/* The states behind two units; where they are goes into `slots`. */
static void put_pairs(struct lexicon *lex, uint32_t *slots, uint8_t *depths)
{
  for (uint32_t i = 1; i < lex->n_nodes; i++) {
    const struct node *node = &lex->nodes[i];
    const unit pair[] = {lex->nodes[node->parent].via, node->via};
    depths[i] = (uint8_t)(depths[node->parent] + 1);
    if (depths[i] != 2 || (node->through & MARKED) == 0)
      continue;
    slots[i] = put_state(lex, node, lexicon_pair_key(pair), 2);
    lex->filter[lexicon_row(pair[0], pair[1])] |= 1u << (pair[0] & 31);
  }
}

/* The others, after these, which are looked for more often and so are found at once. */
static void put_steps(struct lexicon *lex, uint32_t *slots, const uint8_t *depths)
{
  for (uint32_t i = 1; i < lex->n_nodes; i++) {
    const struct node *node = &lex->nodes[i];
    if (depths[i] <= 2 || (node->through & MARKED) == 0)
      continue;
    const struct state *from = &lex->states[slots[node->parent]];
    slots[i] = put_state(lex, node, lexicon_step_key(lex->states, from, node->via), depths[i]);
  }
}

/* A table with free states, which say of themselves that no word begins there. */
static bool new_states(struct lexicon *lex)
{
  uint32_t room = 64;
  for (lex->state_shift = 58; room < lex->n_nodes + lex->n_nodes / 4; room *= 2)
    lex->state_shift--;
  lex->states = pages_calloc(room, sizeof *lex->states);
  return lex->states != NULL;
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

bool lexicon_freeze(struct lexicon *lex)
{
  uint32_t *slots = calloc(lex->n_nodes, sizeof *slots);
  uint8_t *depths = calloc(lex->n_nodes, sizeof *depths);
  bool ok = slots != NULL && depths != NULL && new_states(lex);
  if (ok) {
    fill_order(lex->order);
    put_pairs(lex, slots, depths);
    put_steps(lex, slots, depths);
  }
  free(slots);
  free(depths);
  return ok;
}
