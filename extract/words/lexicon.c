/* lexicon.c - a trie in a hash table.  SPDX-License-Identifier: Apache-2.0

   A node is a number; the table maps (node, unit) to the next node, which tells
   both itself; an array maps the root and a first unit.  A node knows the classes of the words through it
   and a small set of units that can follow, so that the table is asked only
   where the walk goes on. */
#include "extract/words/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "base/pages.h"
#include "extract/text/fold.h"
#include "extract/words/lexicon_parts.h"

enum {
  EDGES_AT_FIRST = 1 << 16, /* enough for the embedded tables, as are these */
  NODES_AT_FIRST = 1 << 15,
  ENDINGS_AT_FIRST = 1 << 14
};

struct lexicon_builder {
  struct lexicon *lex;
  const struct fold *fold;
  bool starved;
};

static bool grow_edges(struct lexicon *lex)
{
  uint32_t n = lex->mask + 1, *old = lex->edges;
  uint32_t *edges = pages_calloc((size_t)n * 2, sizeof *edges);
  if (edges == NULL)
    return false;
  lex->edges = edges;
  lex->mask = n * 2 - 1;
  for (uint32_t i = 0; i < n; i++) {
    const struct node *node = &lex->nodes[old[i]];
    if (old[i] != 0)
      *lexicon_slot(lex, node->parent, node->via) = old[i];
  }
  free(old);
  return true;
}

/* Doubles an array of `size`-byte items when it has no item `n`; one word never needs
   more. */
static bool grow(void **items, uint32_t n, uint32_t *room, size_t size)
{
  if (n < *room)
    return true;
  uint32_t more = *room * 2;
  void *p = realloc(*items, more * size);
  if (p == NULL)
    return false;
  memset((char *)p + *room * size, 0, (more - *room) * size);
  *items = p;
  *room = more;
  return true;
}

/* Room for another word of `n` units, so that nothing moves while it is put in. */
static bool reserve(struct lexicon *lex, uint32_t n)
{
  if ((lex->n_edges + n) * 2 > lex->mask && !grow_edges(lex))
    return false;
  return grow((void **)&lex->nodes, lex->n_nodes + n, &lex->nodes_room, sizeof *lex->nodes) &&
         grow((void **)&lex->endings, lex->n_endings, &lex->endings_room, sizeof *lex->endings);
}

/* Makes the node behind (node, via), which is to stand in the empty `slot`. */
static uint32_t new_node(struct lexicon *lex, uint32_t node, unit via, uint32_t *slot)
{
  uint32_t next = lex->n_nodes++;
  *slot = next;
  lex->n_edges += node != 0;
  lex->nodes[next].parent = node;
  lex->nodes[next].via = via;
  lex->nodes[node].onward |= UINT32_C(1) << (via & 31);
  return next;
}

/* A lexicon with room at once for all that is usual; the system gives what is used. */
static struct lexicon *new_lexicon(void)
{
  struct lexicon *lex = calloc(1, sizeof *lex);
  if (lex == NULL)
    return NULL;
  lex->mask = EDGES_AT_FIRST - 1;
  lex->nodes_room = NODES_AT_FIRST;
  lex->endings_room = ENDINGS_AT_FIRST;
  lex->edges = pages_calloc(EDGES_AT_FIRST, sizeof *lex->edges);
  lex->nodes = calloc(NODES_AT_FIRST, sizeof *lex->nodes);
  lex->endings = calloc(ENDINGS_AT_FIRST, sizeof *lex->endings);
  lex->n_nodes = 1;   /* the root */
  lex->n_endings = 1; /* 0 stands for none */
  if (lex->edges != NULL && lex->nodes != NULL && lex->endings != NULL)
    return lex;
  lexicon_free(lex);
  return NULL;
}

struct lexicon_builder *lexicon_builder_new(const struct fold *fold)
{
  struct lexicon_builder *b = calloc(1, sizeof *b);
  struct lexicon *lex = b != NULL ? new_lexicon() : NULL;
  if (lex == NULL) {
    free(b);
    return NULL;
  }
  *b = (struct lexicon_builder){.lex = lex, .fold = fold};
  return b;
}

/* The ending of `class` in a node, made when it is not there. */
static struct ending *entry_ending(struct lexicon *lex, uint32_t node, enum word_class class,
                                   uint32_t payload)
{
  struct ending *e = lexicon_ending(lex, node, class);
  if (e != NULL)
    return e;
  uint32_t *link = &lex->nodes[node].ending;
  while (*link != NO_ENDING && lex->endings[*link].class < class)
    link = &lex->endings[*link].chain;
  lex->endings[lex->n_endings] = (struct ending){payload, *link, (uint16_t)class};
  *link = lex->n_endings++;
  return &lex->endings[*link];
}

/* The same for a word; NULL without memory. */
static struct ending *entry_word(struct lexicon *lex, enum word_class class, const unit *u,
                                 uint32_t n, uint32_t payload)
{
  uint32_t node = 0;
  if (!reserve(lex, n))
    return NULL;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t *slot = i == 0 ? &lex->first[u[0]] : lexicon_slot(lex, node, u[i]);
    node = *slot != 0 ? *slot : new_node(lex, node, u[i], slot);
    lex->nodes[node].through |= (uint16_t)(1u << class);
  }
  lex->singles |= n == 1 ? 1u << class : 0;
  return entry_ending(lex, node, class, payload);
}

/* Folds a word; 0 for one that no text can hold.  A NUL folds to a blank. */
static uint32_t fold_whole(const struct lexicon_builder *b, struct govfig_str word, unit *u)
{
  uint32_t n = fold_word(b->fold, word, u, LEXICON_WORD_MAX);
  bool blank = false;
  for (uint32_t i = 0; i < n; i++)
    blank |= u[i] == ' ';
  return blank && memchr(word.data, '\0', word.len) != NULL ? 0 : n;
}

uint32_t *lexicon_entry_folded(struct lexicon_builder *b, enum word_class class, const unit *u,
                               uint32_t n, uint32_t payload)
{
  struct ending *e = entry_word(b->lex, class, u, n, payload);
  b->starved |= e == NULL;
  return e != NULL ? &e->payload : NULL;
}

uint32_t *lexicon_entry(struct lexicon_builder *b, enum word_class class, struct govfig_str word,
                        uint32_t payload)
{
  unit u[LEXICON_WORD_MAX];
  uint32_t n = fold_whole(b, word, u);
  return n != 0 ? lexicon_entry_folded(b, class, u, n, payload) : NULL;
}

bool lexicon_add(struct lexicon_builder *b, enum word_class class, struct govfig_str word,
                 uint32_t payload)
{
  uint32_t *entry = lexicon_entry(b, class, word, payload);
  if (entry != NULL)
    *entry = payload;
  return entry != NULL && !b->starved;
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
  unit u[LEXICON_WORD_MAX];
  uint32_t n = fold_whole(b, word, u), node = 0;
  for (uint32_t i = 0; i < n; i++) {
    node = lexicon_next(b->lex, node, u[i]);
    if ((b->lex->nodes[node].through >> class & 1) == 0) /* nothing is through the root */
      return false;
  }
  const struct ending *e = n != 0 ? lexicon_ending(b->lex, node, class) : NULL;
  if (e != NULL)
    *payload = e->payload;
  return e != NULL;
}

void lexicon_starting(const struct lexicon *lex, const uint8_t bits_of[WORD_CLASSES],
                      uint8_t of_unit[65536])
{
  for (uint32_t i = 1; i < lex->n_nodes; i++) {
    const struct node *node = &lex->nodes[i];
    for (uint32_t class = 0; node->parent == 0 && class < WORD_CLASSES; class++) {
      if ((node->through >> class & 1) != 0)
        of_unit[node->via] |= bits_of[class];
    }
  }
}

/* Gives room back that nothing needs any more. */
static void shrink(struct lexicon *lex)
{
  void *nodes = realloc(lex->nodes, lex->n_nodes * sizeof *lex->nodes);
  lex->nodes = nodes != NULL ? nodes : lex->nodes;
  void *endings = realloc(lex->endings, lex->n_endings * sizeof *lex->endings);
  lex->endings = endings != NULL ? endings : lex->endings;
}

struct lexicon *lexicon_finish(struct lexicon_builder *b)
{
  struct lexicon *lex = b->lex;
  b->lex = NULL;
  lexicon_builder_free(b);
  shrink(lex);
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
  free(lex->single);
  for (struct marker *m = lex->markers; m < lex->markers + MARKERS; m++) {
    free(m->memory);
    free(m->more);
    free(m->turns);
    free(m->singles);
  }
  free(lex);
}
