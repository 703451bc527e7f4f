/* lexicon.c - a trie in a hash table.  SPDX-License-Identifier: Apache-2.0

   A node is a number; the table maps (node, unit) to the next node, an array
   the root and a first unit.  A node knows the classes of the words through it
   and a small set of units that can follow, so that the table is asked only
   where the walk goes on. */
#include "extract/words/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "extract/text/fold.h"
#include "extract/words/lexicon_parts.h"

enum { WORD_UNITS_MAX = 60, EDGES_AT_FIRST = 1 << 16 /* enough for the embedded tables */ };

struct lexicon_builder {
  struct lexicon *lex;
  const struct fold *fold;
  bool starved;
};

static bool grow_edges(struct lexicon *lex)
{
  uint32_t room = (lex->mask + 1) * 2;
  struct edge *old = lex->edges, *edges = calloc(room, sizeof *edges);
  if (edges == NULL)
    return false;
  uint32_t n = lex->mask + 1;
  lex->edges = edges;
  lex->mask = room - 1;
  for (uint32_t i = 0; i < n; i++) {
    if (old[i].next != 0)
      *lexicon_slot(lex, old[i].node, old[i].via) = old[i];
  }
  free(old);
  return true;
}

/* Doubles an array of `size`-byte items when it is full. */
static bool grow(void **items, uint32_t n, uint32_t *room, size_t size)
{
  if (n < *room)
    return true;
  uint32_t more = *room == 0 ? 1024 : *room * 2;
  void *p = realloc(*items, more * size);
  if (p == NULL)
    return false;
  memset((char *)p + *room * size, 0, (more - *room) * size);
  *items = p;
  *room = more;
  return true;
}

static bool new_node(struct lexicon *lex, uint32_t *node)
{
  if (!grow((void **)&lex->nodes, lex->n_nodes, &lex->nodes_room, sizeof *lex->nodes))
    return false;
  *node = lex->n_nodes++;
  return true;
}

/* The node behind (node, via), made when it is not there. */
static bool step(struct lexicon *lex, uint32_t node, unit via, uint32_t *next)
{
  struct edge *e = lexicon_slot(lex, node, via);
  if (e->next != 0) {
    *next = e->next;
    return true;
  }
  if (lex->n_edges * 2 > lex->mask) {
    if (!grow_edges(lex))
      return false;
    e = lexicon_slot(lex, node, via);
  }
  if (!new_node(lex, next))
    return false;
  *e = (struct edge){node, *next, via};
  lex->n_edges++;
  lex->nodes[*next].parent = node;
  lex->nodes[*next].via = via;
  lex->nodes[node].onward |= (uint64_t)1 << (via & 63);
  return true;
}

struct lexicon_builder *lexicon_builder_new(const struct fold *fold)
{
  struct lexicon_builder *b = calloc(1, sizeof *b);
  struct lexicon *lex = calloc(1, sizeof *lex);
  uint32_t root;
  if (b == NULL || lex == NULL)
    goto fail;
  lex->mask = EDGES_AT_FIRST - 1;
  lex->edges = calloc(lex->mask + 1, sizeof *lex->edges);
  lex->n_endings = 1; /* 0 stands for none */
  if (lex->edges == NULL || !new_node(lex, &root) ||
      !grow((void **)&lex->endings, lex->n_endings, &lex->endings_room, sizeof *lex->endings))
    goto fail;
  *b = (struct lexicon_builder){.lex = lex, .fold = fold};
  return b;
fail:
  lexicon_free(lex);
  free(b);
  return NULL;
}

static bool add_ending(struct lexicon *lex, uint32_t node, enum word_class class,
                       uint32_t payload)
{
  struct ending *e = lexicon_ending(lex, node, class);
  if (e != NULL) {
    e->payload = payload;
    return true;
  }
  if (!grow((void **)&lex->endings, lex->n_endings, &lex->endings_room, sizeof *lex->endings))
    return false;
  uint32_t *link = &lex->nodes[node].ending;
  while (*link != NO_ENDING && lex->endings[*link].class < class)
    link = &lex->endings[*link].chain;
  lex->endings[lex->n_endings] = (struct ending){payload, *link, (uint16_t)class};
  *link = lex->n_endings++;
  return true;
}

static bool add_word(struct lexicon *lex, enum word_class class, const unit *u, uint32_t n,
                     uint32_t payload)
{
  uint32_t node = 0;
  for (uint32_t i = 0; i < n; i++) {
    if (!step(lex, node, u[i], &node))
      return false;
    lex->nodes[node].through |= (uint16_t)(1u << class);
    if (i == 0)
      lex->first[u[0]] = node;
  }
  lex->singles |= n == 1 && (LEXICON_LOOKED_UP >> class & 1) == 0;
  return add_ending(lex, node, class, payload);
}

/* Folds a word; 0 for one that no text can hold. */
static uint32_t fold_whole(const struct lexicon_builder *b, struct govfig_str word, unit *u)
{
  if (word.len > 0 && memchr(word.data, '\0', word.len) != NULL)
    return 0;
  return fold_word(b->fold, word, u, WORD_UNITS_MAX);
}

bool lexicon_add(struct lexicon_builder *b, enum word_class class, struct govfig_str word,
                 uint32_t payload)
{
  unit u[WORD_UNITS_MAX];
  uint32_t n = fold_whole(b, word, u);
  if (n == 0)
    return false;
  if (!add_word(b->lex, class, u, n, payload))
    b->starved = true;
  return !b->starved;
}

const struct fold *lexicon_builder_fold(const struct lexicon_builder *b)
{
  return b->fold;
}

bool lexicon_builder_starved(const struct lexicon_builder *b)
{
  return b->starved;
}

bool lexicon_builder_find(const struct lexicon_builder *b, enum word_class class,
                          struct govfig_str word, uint32_t *payload)
{
  unit u[WORD_UNITS_MAX];
  uint32_t n = fold_whole(b, word, u), node = 0;
  for (uint32_t i = 0; i < n; i++) {
    node = lexicon_slot(b->lex, node, u[i])->next;
    if (node == 0)
      return false;
  }
  const struct ending *e = n != 0 ? lexicon_ending(b->lex, node, class) : NULL;
  if (e != NULL)
    *payload = e->payload;
  return e != NULL;
}

uint32_t lexicon_starting(const struct lexicon *lex, unit c)
{
  return lex->nodes[lex->first[c]].through; /* of the root: none */
}

uint32_t lexicon_longest(const struct lexicon *lex, enum word_class class, const unit *u,
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
    if (i == n || !lexicon_onward(here->onward, u[i]))
      break;
    node = lexicon_slot(lex, node, u[i])->next;
  }
  return best;
}

struct lexicon *lexicon_finish(struct lexicon_builder *b)
{
  struct lexicon *lex = b->lex;
  b->lex = NULL;
  lexicon_builder_free(b);
  if (lexicon_freeze(lex))
    return lex;
  lexicon_free(lex);
  return NULL;
}

void lexicon_builder_free(struct lexicon_builder *b)
{
  if (b != NULL)
    lexicon_free(b->lex);
  free(b);
}

void lexicon_free(struct lexicon *lex)
{
  if (lex == NULL)
    return;
  free(lex->edges);
  free(lex->nodes);
  free(lex->endings);
  free(lex->states);
  free(lex);
}
