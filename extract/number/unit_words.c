/* unit_words.c - the words that a unit can be, by their first two characters.
   SPDX-License-Identifier: Apache-2.0

   They are few and asked for often, and so stand by themselves in some forty kilobytes,
   most of them found with one look, which the lexicon of all words does not. */
#include <stdlib.h>

#include "extract/number/numeral.h"
#include "extract/number/unit_parts.h"

/* Room for `n` more items in front of *room; false without memory. */
static bool grow(void **items, uint32_t used, uint32_t n, uint32_t *room, size_t size)
{
  if (used + n <= *room)
    return true;
  uint32_t more = *room == 0 ? 1024 : *room * 2; /* no word is longer than the first */
  void *p = realloc(*items, more * size);
  if (p == NULL)
    return false;
  *items = p;
  *room = more;
  return true;
}

/* Do the units behind the first two of a word stand at u[2]? */
static inline bool rest_is(const struct unit_words *x, const struct unit_word *w, const unit *u)
{
  const unit *text = x->text + w->text;
  uint32_t i = 3;
  if (w->n == 2 || w->third != u[2])
    return w->n == 2;
  while (i < w->n && text[i] == u[i])
    i++;
  return i == w->n;
}

/* The next word of a slot; NULL for none. */
static inline struct unit_word *next_word(const struct unit_words *x, const struct unit_word *w)
{
  return w->next != 0 ? &x->more[w->next - 1] : NULL;
}

/* The word that is exactly this; NULL for none. */
static struct unit_word *find(struct unit_words *x, const unit *u, uint32_t n, bool noun)
{
  struct unit_word *w = &x->slots[unit_pair_slot(u)];
  for (w = w->n != 0 ? w : NULL; w != NULL; w = next_word(x, w)) {
    if (w->pair == unit_pair(u) && w->n == n && w->noun == noun && rest_is(x, w, u))
      return w;
  }
  return NULL;
}

/* Puts a word behind the longer ones of its slot. */
static void put(struct unit_words *x, struct unit_word *slot, struct unit_word word)
{
  if (slot->n == 0) {
    *slot = word;
    return;
  }
  struct unit_word *before = NULL;
  for (struct unit_word *w = slot; w != NULL && w->n > word.n; w = next_word(x, w))
    before = w;
  struct unit_word *place = before != NULL ? before : slot;
  x->more[x->n] = before != NULL ? word : *slot;
  x->more[x->n].next = place->next;
  if (before == NULL)
    *slot = word;
  place->next = ++x->n;
}

static bool add(struct unit_words *x, const unit *u, uint32_t n, bool noun, uint32_t unit_index)
{
  if (!grow((void **)&x->more, x->n, 1, &x->room, sizeof *x->more) ||
      !grow((void **)&x->text, x->n_text, n, &x->text_room, sizeof *x->text))
    return false;
  put(x, &x->slots[unit_pair_slot(u)],
      (struct unit_word){.pair = unit_pair(u), .text = x->n_text, .unit = (uint16_t)unit_index,
                         .third = n > 2 ? u[2] : 0, .n = (uint8_t)n, .noun = noun});
  for (uint32_t i = 0; i < n; i++)
    x->text[x->n_text++] = u[i];
  return true;
}

bool unit_words_add(struct unit_words *x, const unit *u, uint32_t n, bool noun,
                    uint32_t unit_index)
{
  struct unit_word *w = find(x, u, n, noun);
  if (w != NULL)
    w->unit = (uint16_t)unit_index; /* the later one holds */
  return w != NULL || add(x, u, n, noun, unit_index);
}

static void meet(const struct unit_words *x, struct unit_word *w, const struct unit_info *info,
                 const uint8_t beside[65536])
{
  const unit *u = x->text + w->text;
  uint8_t inside = 0;
  for (uint32_t i = 0; i < w->n; i++)
    inside |= beside[u[i]] & (BESIDE_INSIDE | BESIDE_MAYBE);
  w->kind = info->kind;
  w->plain = inside == 0 && u[w->n - 1] >= 0x80 && !info->per_only &&
             info->convert == CONVERT_NONE;
}

void unit_words_meet(struct unit_words *x, const struct unit_info *units,
                     const uint8_t beside[65536])
{
  for (uint32_t i = 0; i < sizeof x->slots / sizeof *x->slots; i++) {
    if (x->slots[i].n != 0 && !x->slots[i].noun)
      meet(x, &x->slots[i], &units[x->slots[i].unit], beside);
  }
  for (uint32_t i = 0; i < x->n; i++) {
    if (!x->more[i].noun)
      meet(x, &x->more[i], &units[x->more[i].unit], beside);
  }
}

struct unit_words_found unit_words_longest(const struct unit_words *x, const unit *u, uint32_t n)
{
  struct unit_words_found out = {NULL, 0};
  uint32_t pair = unit_pair(u); /* of no empty slot */
  for (const struct unit_word *w = &x->slots[unit_pair_slot(u)]; w != NULL; w = next_word(x, w)) {
    if (w->pair != pair || w->n > n || !rest_is(x, w, u))
      continue;
    if (!w->noun) {
      out.unit = w;
      return out;
    }
    if (out.noun == 0)
      out.noun = w->n;
  }
  return out;
}
