/* lexicon_mark.c - finds the words of a text.  SPDX-License-Identifier: Apache-2.0

   Five places of six begin no word: a bit filter over pairs of units, small
   enough for the first-level cache, answers for most of these.  The others
   take one look into a table of pairs; from there each node tells by a small
   set which units can follow, so that the edges are asked only where the walk
   goes on. */
#include <stdlib.h>
#include <string.h>

#include "extract/words/lexicon_parts.h"

/* ---- what marking needs ---- */

static uint32_t pair_of(unit a, unit b)
{
  return (uint32_t)a << 16 | b;
}

static void put_pair(struct lexicon *lex, unit a, unit b, uint32_t node)
{
  uint32_t i = lexicon_pair_hash(a, b) & lex->pair_mask;
  while (lex->pairs[i].units != 0)
    i = (i + 1) & lex->pair_mask;
  lex->pairs[i] = (struct pair){pair_of(a, b), node, lex->nodes[node]};
}

/* The entry of a pair; NULL for none. */
static const struct pair *find_pair(const struct lexicon *lex, unit a, unit b)
{
  uint32_t units = pair_of(a, b), i = lexicon_pair_hash(a, b) & lex->pair_mask;
  while (lex->pairs[i].units != units) {
    if (lex->pairs[i].units == 0)
      return NULL;
    i = (i + 1) & lex->pair_mask;
  }
  return &lex->pairs[i];
}

/* The unit by which each node that follows the root is reached. */
static unit *first_units(const struct lexicon *lex)
{
  unit *via = calloc(lex->n_nodes, sizeof *via);
  for (uint32_t c = 0; via != NULL && c < 65536; c++) {
    if (lex->first[c] != 0)
      via[lex->first[c]] = (unit)c;
  }
  return via;
}

/* Fills in where words end and what leads on; returns the number of pairs. */
static uint32_t fill_nodes(struct lexicon *lex, const unit *via)
{
  uint32_t pairs = 0;
  for (uint32_t i = 0; i < lex->n_nodes; i++)
    lex->nodes[i].ending = lex->ending_at[i];
  for (uint32_t i = 0; i <= lex->mask; i++) {
    const struct edge *e = &lex->edges[i];
    if (e->next == 0)
      continue;
    lex->nodes[e->node].onward |= lexicon_onward_bit(e->via);
    pairs += via[e->node] != 0;
  }
  return pairs;
}

static bool fill_pairs(struct lexicon *lex, const unit *via, uint32_t n)
{
  uint32_t room = 64;
  while (room < 2 * n)
    room *= 2;
  lex->pairs = calloc(room, sizeof *lex->pairs);
  lex->pair_mask = room - 1;
  for (uint32_t i = 0; lex->pairs != NULL && i <= lex->mask; i++) {
    const struct edge *e = &lex->edges[i];
    if (e->next != 0 && via[e->node] != 0)
      put_pair(lex, via[e->node], e->via, e->next);
  }
  return lex->pairs != NULL;
}

bool lexicon_freeze(struct lexicon *lex)
{
  unit *via = first_units(lex);
  lex->nodes = calloc(lex->n_nodes, sizeof *lex->nodes);
  bool ok = via != NULL && lex->nodes != NULL && fill_pairs(lex, via, fill_nodes(lex, via));
  free(via);
  return ok;
}

/* ---- one word ---- */

uint32_t lexicon_starting(const struct lexicon *lex, unit c)
{
  return lex->first[c] != 0 ? UINT32_MAX : 0;
}

uint32_t lexicon_longest(const struct lexicon *lex, enum word_class class, const unit *u,
                         uint32_t n, uint32_t *payload)
{
  uint32_t node = n > 0 ? lex->first[u[0]] : 0, best = 0;
  for (uint32_t i = 0; node != 0; node = lexicon_slot(lex, node, u[i])->next) {
    const struct ending *e = lexicon_ending(lex, node, class);
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

/* ---- all words ---- */

enum { BLOCK = 2048 };

/* The places from..to-1 where a word can start, into `places`; how many.  One
   test without a branch inside, because it is asked of every character and
   neither answer is rare enough to be guessed. */
static uint32_t starts(const struct lexicon *lex, const unit *u, uint32_t from, uint32_t to,
                       uint32_t *places)
{
  uint32_t n = 0;
  for (uint32_t i = from; i < to; i++) {
    uint32_t bit = lexicon_pair_hash(u[i], u[i + 1]) % FILTER_BITS;
    places[n] = i;
    uint32_t pair = (uint32_t)lex->filter[bit / 8] >> bit % 8;
    uint32_t single = (uint32_t)lex->single[u[i] / 8] >> u[i] % 8;
    n += (pair | single) & 1u;
  }
  return n;
}

/* Notes the words that end in a node; returns their classes. */
static uint32_t note_endings(const struct lexicon *lex, uint32_t classes, uint32_t ending,
                             uint32_t at, uint32_t len, struct mark *marks)
{
  uint32_t found = 0;
  for (uint32_t e = ending; e != NO_ENDING; e = lex->endings[e].chain) {
    uint16_t class = lex->endings[e].class;
    if ((classes >> class & 1) == 0)
      continue;
    marks[class] = (struct mark){at, (uint16_t)len, class, lex->endings[e].payload};
    found |= 1u << class;
  }
  return found;
}

/* Marks that start at u[at], the longest of each class, into marks[class]; the
   classes. */
static uint32_t marks_at(const struct lexicon *lex, uint32_t classes, const struct units *text,
                         uint32_t at, struct mark *marks)
{
  const unit *u = text->u;
  uint32_t found = 0, i = at + 2;
  if ((lex->single[u[at] / 8] >> u[at] % 8 & 1) != 0)
    found = note_endings(lex, classes, lex->nodes[lex->first[u[at]]].ending, at, 1, marks);
  const struct pair *pair = at + 1 < text->n ? find_pair(lex, u[at], u[at + 1]) : NULL;
  if (pair == NULL)
    return found;
  struct node here = pair->here;
  for (uint32_t node = pair->node;; here = lex->nodes[node]) {
    if (here.ending != NO_ENDING)
      found |= note_endings(lex, classes, here.ending, at, i - at, marks);
    if (i >= text->n || (here.onward & lexicon_onward_bit(u[i])) == 0)
      return found;
    node = lexicon_slot(lex, node, u[i++])->next;
    if (node == 0)
      return found;
  }
}

/* The marks so far; grown in the arena by copying. */
struct growing {
  struct arena *arena;
  struct mark *items;
  size_t n, room;
};

/* Makes sure that the marks of one more place have room. */
static bool room_for_place(struct growing *list)
{
  if (list->n + WORD_CLASSES <= list->room)
    return true;
  size_t room = list->room * 2;
  struct mark *items = arena_alloc(list->arena, room * sizeof *items);
  if (items == NULL)
    return false;
  memcpy(items, list->items, list->n * sizeof *items);
  list->items = items;
  list->room = room;
  return true;
}

/* The common case: a word of two units that no longer one begins with.  Adds its
   marks, which are in order of class. */
static bool add_pair(const struct lexicon *lex, uint32_t classes, const unit *u, uint32_t at,
                     struct growing *list)
{
  if ((lex->single[u[0] / 8] >> u[0] % 8 & 1) != 0)
    return false;
  const struct pair *pair = find_pair(lex, u[0], u[1]);
  if (pair == NULL)
    return true;
  if ((pair->here.onward & lexicon_onward_bit(u[2])) != 0)
    return false;
  for (uint32_t e = pair->here.ending; e != NO_ENDING; e = lex->endings[e].chain) {
    const struct ending *ending = &lex->endings[e];
    list->items[list->n] = (struct mark){at, 2, ending->class, ending->payload};
    list->n += classes >> ending->class & 1;
  }
  return true;
}

/* Adds the marks of the classes in `found`, in order of class. */
static void add_marks(struct growing *list, const struct mark *here, uint32_t found)
{
  for (uint32_t class = 0; found != 0; class++, found >>= 1) {
    if ((found & 1) != 0)
      list->items[list->n++] = here[class];
  }
}

bool lexicon_mark(const struct lexicon *lex, uint32_t classes, const struct units *text,
                  struct arena *a, struct mark **out, size_t *n)
{
  struct mark here[WORD_CLASSES];
  uint32_t places[BLOCK];
  struct growing list = {.arena = a, .room = text->n / 4 + 2 * WORD_CLASSES};
  list.items = arena_alloc(a, list.room * sizeof *list.items);
  if (list.items == NULL)
    return false;
  for (uint32_t from = 0; from < text->n; from += BLOCK) {
    uint32_t to = text->n - from < BLOCK ? text->n : from + BLOCK;
    uint32_t n_places = starts(lex, text->u, from, to, places);
    for (uint32_t i = 0; i < n_places; i++) {
      uint32_t at = places[i];
      if (!room_for_place(&list))
        return false;
      if (at + 2 >= text->n || !add_pair(lex, classes, text->u + at, at, &list))
        add_marks(&list, here, marks_at(lex, classes, text, at, here));
    }
  }
  *out = list.items;
  *n = list.n;
  return true;
}

/* ---- by class ---- */

bool marks_by_class(const struct mark *marks, size_t n, struct arena *a,
                    struct mark_list by_class[WORD_CLASSES])
{
  size_t count[WORD_CLASSES] = {0};
  struct mark *next = arena_alloc(a, n * sizeof *next);
  if (next == NULL)
    return false;
  for (size_t i = 0; i < n; i++)
    count[marks[i].class]++;
  for (uint32_t class = 0; class < WORD_CLASSES; class++) {
    by_class[class] = (struct mark_list){.items = next};
    next += count[class];
  }
  for (size_t i = 0; i < n; i++) {
    struct mark_list *list = &by_class[marks[i].class];
    list->items[list->n++] = marks[i];
  }
  return true;
}
