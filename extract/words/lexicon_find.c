/* lexicon_find.c - looks one word up.  SPDX-License-Identifier: Apache-2.0

   The trie is large and lies all over memory: a step in it may cost more than a
   thousand instructions.  The states that marking uses are few and mostly at hand, so
   they are asked here, too. */
#include "extract/words/lexicon_parts.h"

/* The state that the longest way from u[0] on leads to, over `n` units at most; NULL for
   none. */
static const struct state *walk(const struct marker *m, const unit *u, uint32_t n)
{
  if (n < 2 || (m->filter[lexicon_row(u[0], u[1], m->row_shift)] >> (u[0] & 31) & 1) == 0)
    return NULL;
  uint32_t pair = lexicon_pair_key(u);
  const struct state *s = &m->states[lexicon_pair(m, pair)], *next;
  if (s->key != pair)
    return NULL;
  for (uint32_t len = 2; len < n && lexicon_onward(s->onward, u[len]); len++) {
    next = &m->states[lexicon_step(s, u[len])];
    while (next->key >> 16 != 0 && (unit)next->key != u[len])
      next += next->key >> 16;
    if ((unit)next->key != u[len])
      break;
    s = next;
  }
  return s;
}

/* The longest word of `class` on the way to a state; NULL for none. */
static const struct tail *word_of(const struct marker *m, const struct state *s, uint32_t class)
{
  const struct tail *t = s->tails, *end = t + STATE_TAILS;
  for (; t < end && t->class != NO_CLASS; t++) {
    if (t->class == class)
      return t;
    if (t->class == MORE_WORDS) {
      end = m->more + t->payload + t->len;
      t = m->more + t->payload - 1;
    }
  }
  return NULL;
}

/* The same where the class has no states. */
static uint32_t longest_in_trie(const struct lexicon *lex, enum word_class class, const unit *u,
                                uint32_t n, uint32_t *payload)
{
  uint32_t best = 0;
  uint32_t node = n > 0 ? lex->first[u[0]] : 0;
  for (uint32_t i = 1; node != 0; i++) {
    const struct node *here = &lex->nodes[node];
    if ((here->through >> class & 1) == 0)
      break;
    const struct ending *e = lexicon_ending(lex, node, class);
    if (e != NULL) {
      best = i;
      *payload = e->payload;
    }
    if (i == n || (here->onward >> (u[i] & 31) & 1) == 0) /* nothing can follow */
      break;
    node = *lexicon_slot(lex, node, u[i]);
  }
  return best;
}

uint32_t lexicon_longest(const struct lexicon *lex, enum word_class class, const unit *u,
                         uint32_t n, uint32_t *payload)
{
  const struct marker *m = lex->markers;
  while (m < lex->markers + MARKERS && (m->classes >> class & 1) == 0)
    m++;
  if (m == lex->markers + MARKERS)
    return longest_in_trie(lex, class, u, n, payload);
  const struct state *s = walk(m, u, n);
  const struct tail *word = s != NULL ? word_of(m, s, class) : NULL;
  if (word != NULL) {
    *payload = word->payload;
    return word->len;
  }
  if (n == 0 || (lex->singles >> class & 1) == 0)
    return 0;
  const struct single *single = lexicon_single(lex, class, u[0]);
  *payload = single->key != 0 ? single->payload : *payload;
  return single->key != 0;
}
