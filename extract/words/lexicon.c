/* lexicon.c - a trie in a hash table behind a filter.  SPDX-License-Identifier: Apache-2.0

   A node is a number; the table maps (node, unit) to the next node, an array
   the root and a first unit.  Most places of a text begin no word of two units
   or more, so a bit filter over the first two answers for them from the
   first-level cache. */
#include "extract/words/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "extract/text/fold.h"

enum { WORD_UNITS_MAX = 60, FILTER_BITS = 1 << 18, NO_ENDING = 0 };

struct edge {
  uint32_t node, next; /* next 0: free slot (0 is the root, never a target) */
  unit via;
};

/* A word that ends in a node; endings of one node are chained. */
struct ending {
  uint32_t payload, chain;
  uint16_t class;
};

struct lexicon {
  struct edge *edges;
  uint32_t mask, n_edges;
  uint32_t *ending_at; /* by node: index of its first ending, 0 none */
  struct ending *endings;
  uint32_t n_nodes, n_endings, nodes_room, endings_room;
  uint64_t filter[FILTER_BITS / 64];
  uint8_t single[65536 / 8]; /* units that are a word by themselves */
  uint32_t first[65536];     /* node behind the root and this unit; 0: none */
};

struct lexicon_builder {
  struct lexicon *lex;
  const struct fold *fold;
  bool starved;
};

static uint32_t hash(uint32_t node, unit via)
{
  uint32_t h = node * 0x9E3779B1u ^ (uint32_t)via * 0x85EBCA6Bu;
  return h ^ h >> 15;
}

static uint32_t pair_bit(unit a, unit b)
{
  uint32_t h = (uint32_t)a * 0x9E3779B1u ^ (uint32_t)b * 0xC2B2AE35u;
  return (h ^ h >> 14) % FILTER_BITS;
}

static struct edge *slot(const struct lexicon *lex, uint32_t node, unit via)
{
  uint32_t i = hash(node, via) & lex->mask;
  while (lex->edges[i].next != 0 && (lex->edges[i].node != node || lex->edges[i].via != via))
    i = (i + 1) & lex->mask;
  return &lex->edges[i];
}

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
      *slot(lex, old[i].node, old[i].via) = old[i];
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
  if (!grow((void **)&lex->ending_at, lex->n_nodes, &lex->nodes_room, sizeof *lex->ending_at))
    return false;
  *node = lex->n_nodes++;
  return true;
}

/* The node behind (node, via), made when it is not there. */
static bool step(struct lexicon *lex, uint32_t node, unit via, uint32_t *next)
{
  struct edge *e = slot(lex, node, via);
  if (e->next != 0) {
    *next = e->next;
    return true;
  }
  if (lex->n_edges * 2 > lex->mask) {
    if (!grow_edges(lex))
      return false;
    e = slot(lex, node, via);
  }
  if (!new_node(lex, next))
    return false;
  *e = (struct edge){node, *next, via};
  lex->n_edges++;
  return true;
}

struct lexicon_builder *lexicon_builder_new(const struct fold *fold)
{
  struct lexicon_builder *b = calloc(1, sizeof *b);
  struct lexicon *lex = calloc(1, sizeof *lex);
  uint32_t root;
  if (b == NULL || lex == NULL)
    goto fail;
  lex->mask = 4095;
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

static struct ending *find_ending(const struct lexicon *lex, uint32_t node, enum word_class class)
{
  for (uint32_t i = lex->ending_at[node]; i != NO_ENDING; i = lex->endings[i].chain) {
    if (lex->endings[i].class == class)
      return &lex->endings[i];
  }
  return NULL;
}

static bool add_ending(struct lexicon *lex, uint32_t node, enum word_class class,
                       uint32_t payload)
{
  struct ending *e = find_ending(lex, node, class);
  if (e != NULL) {
    e->payload = payload;
    return true;
  }
  if (!grow((void **)&lex->endings, lex->n_endings, &lex->endings_room, sizeof *lex->endings))
    return false;
  lex->endings[lex->n_endings] =
      (struct ending){payload, lex->ending_at[node], (uint16_t)class};
  lex->ending_at[node] = lex->n_endings++;
  return true;
}

static bool add_word(struct lexicon *lex, enum word_class class, const unit *u, uint32_t n,
                     uint32_t payload)
{
  uint32_t node = 0;
  for (uint32_t i = 0; i < n; i++) {
    if (!step(lex, node, u[i], &node))
      return false;
    if (i == 0)
      lex->first[u[0]] = node;
  }
  if ((LEXICON_LOOKED_UP >> class & 1) != 0)
    return add_ending(lex, node, class, payload);
  if (n == 1)
    lex->single[u[0] / 8] |= (uint8_t)(1u << u[0] % 8);
  else
    lex->filter[pair_bit(u[0], u[1]) / 64] |= 1ull << pair_bit(u[0], u[1]) % 64;
  return add_ending(lex, node, class, payload);
}

bool lexicon_add(struct lexicon_builder *b, enum word_class class, struct govfig_str word,
                 uint32_t payload)
{
  unit u[WORD_UNITS_MAX];
  uint32_t n = fold_word(b->fold, word, u, WORD_UNITS_MAX);
  if (n == 0)
    return false;
  if (!add_word(b->lex, class, u, n, payload))
    b->starved = true;
  return !b->starved;
}

bool lexicon_builder_starved(const struct lexicon_builder *b)
{
  return b->starved;
}

bool lexicon_builder_find(const struct lexicon_builder *b, enum word_class class,
                          struct govfig_str word, uint32_t *payload)
{
  unit u[WORD_UNITS_MAX];
  uint32_t n = fold_word(b->fold, word, u, WORD_UNITS_MAX), node = 0;
  for (uint32_t i = 0; i < n; i++) {
    node = slot(b->lex, node, u[i])->next;
    if (node == 0)
      return false;
  }
  const struct ending *e = n != 0 ? find_ending(b->lex, node, class) : NULL;
  if (e != NULL)
    *payload = e->payload;
  return e != NULL;
}

struct lexicon *lexicon_finish(struct lexicon_builder *b)
{
  struct lexicon *lex = b->lex;
  b->lex = NULL;
  lexicon_builder_free(b);
  return lex;
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
  free(lex->ending_at);
  free(lex->endings);
  free(lex);
}

/* Can a word of two units or more start with those at u? */
static bool pair_starts(const struct lexicon *lex, const unit *u)
{
  uint32_t bit = pair_bit(u[0], u[1]);
  return (lex->filter[bit / 64] >> bit % 64 & 1) != 0;
}

/* Can any word start at u?  One test without a branch inside, because it is
   asked of every character and mostly answered with no. */
static bool may_start(const struct lexicon *lex, const unit *u)
{
  uint32_t bit = pair_bit(u[0], u[1]);
  return (((lex->filter[bit / 64] >> bit % 64) | (uint64_t)(lex->single[u[0] / 8] >> u[0] % 8)) &
          1) != 0;
}

uint32_t lexicon_longest(const struct lexicon *lex, enum word_class class, const unit *u,
                         uint32_t n, uint32_t *payload)
{
  uint32_t node = n > 0 ? lex->first[u[0]] : 0, best = 0;
  for (uint32_t i = 0; node != 0; node = slot(lex, node, u[i])->next) {
    const struct ending *e = find_ending(lex, node, class);
    i++;
    if (e != NULL) {
      best = i;
      *payload = e->payload;
    }
    if (i == n)
      break;
  }
  return best;
}

/* Notes the words that end in `node`; returns their classes. */
static uint32_t note_endings(const struct lexicon *lex, uint32_t classes, uint32_t node,
                             uint32_t at, uint32_t len, struct mark *marks)
{
  uint32_t found = 0;
  for (uint32_t e = lex->ending_at[node]; e != NO_ENDING; e = lex->endings[e].chain) {
    uint16_t class = lex->endings[e].class;
    if ((classes >> class & 1) == 0)
      continue;
    marks[class] = (struct mark){at, (uint16_t)len, class, lex->endings[e].payload};
    found |= 1u << class;
  }
  return found;
}

/* Marks that start at u[at], one per class, into marks[class]; the classes. */
static uint32_t marks_at(const struct lexicon *lex, uint32_t classes, const struct units *text,
                         uint32_t at, struct mark *marks)
{
  uint32_t node = lex->first[text->u[at]], found = 0;
  if (node == 0)
    return 0;
  if (lex->ending_at[node] != NO_ENDING)
    found = note_endings(lex, classes, node, at, 1, marks);
  if (!pair_starts(lex, text->u + at))
    return found;
  for (uint32_t i = at + 1; i < text->n; i++) {
    node = slot(lex, node, text->u[i])->next;
    if (node == 0)
      break;
    if (lex->ending_at[node] != NO_ENDING)
      found |= note_endings(lex, classes, node, at, i + 1 - at, marks);
  }
  return found;
}

/* The marks so far; grown in the arena by copying. */
struct mark_list {
  struct arena *arena;
  struct mark *items;
  size_t n, room;
};

static bool add_mark(struct mark_list *list, struct mark m)
{
  if (list->n == list->room) {
    size_t room = list->room * 2;
    struct mark *items = arena_alloc(list->arena, room * sizeof *items);
    if (items == NULL)
      return false;
    memcpy(items, list->items, list->n * sizeof *items);
    list->items = items;
    list->room = room;
  }
  list->items[list->n++] = m;
  return true;
}

bool lexicon_mark(const struct lexicon *lex, uint32_t classes, const struct units *text,
                  struct arena *a, struct mark **out, size_t *n)
{
  struct mark here[WORD_CLASSES];
  struct mark_list list = {.arena = a, .room = text->n / 8 + 16};
  list.items = arena_alloc(a, list.room * sizeof *list.items);
  if (list.items == NULL)
    return false;
  for (uint32_t i = 0; i < text->n; i++) {
    if (!may_start(lex, text->u + i))
      continue;
    uint32_t found = marks_at(lex, classes, text, i, here);
    for (uint32_t class = 0; found != 0; class ++, found >>= 1) {
      if ((found & 1) != 0 && !add_mark(&list, here[class]))
        return false;
    }
  }
  *out = list.items;
  *n = list.n;
  return true;
}
