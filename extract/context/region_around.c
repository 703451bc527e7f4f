/* region_around.c - the words around names of regions.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/context/region_around.h"

#include <stdlib.h>
#include <string.h>

#include "extract/context/region_parts.h"

void around_free(struct around_words *w)
{
  free(w->items);
  free(w->units);
}

static uint32_t bucket(const unit *u)
{
  return around_slot(u) / (AROUND_PAIRS / AROUND_BUCKETS);
}

static uint32_t bucket_of_three(const unit *u)
{
  return around_slot_of_three(u) / (AROUND_PAIRS / AROUND_BUCKETS);
}

static inline uint32_t pair_of(const unit *u)
{
  return (uint32_t)u[0] << 16 | u[1];
}

/* Two characters tell most words; they are short: no call is worth while for the rest. */
static inline bool is_word(const struct around_words *w, const struct around_word *word,
                           const unit *u, uint32_t n)
{
  uint32_t i = 2, len = word->len;
  if (pair_of(u) != word->pair || len > n)
    return false;
  while (i < len && w->units[word->text + i] == u[i])
    i++;
  return i == len;
}

static struct around_word *find(const struct around_words *w, const unit *u, uint32_t n)
{
  for (uint32_t i = n > 1 ? w->first[bucket(u)] : 0; i != 0; i = w->items[i - 1].as_first) {
    if (w->items[i - 1].len == n && is_word(w, &w->items[i - 1], u, n))
      return &w->items[i - 1];
  }
  return NULL;
}

uint32_t around_exact(const struct around_words *w, const unit *u, uint32_t n)
{
  const struct around_word *word = find(w, u, n);
  return word != NULL ? word->roles : 0;
}

/* Many words begin with the same name, few with the same three characters. */
const struct around_word *around_longest(const struct around_words *w, const unit *u, uint32_t n)
{
  const struct around_word *best = NULL;
  for (uint32_t i = w->three[bucket_of_three(u)]; i != 0; i = w->items[i - 1].as_three) {
    const struct around_word *word = &w->items[i - 1];
    if ((best == NULL || word->len > best->len) && is_word(w, word, u, n))
      best = word;
  }
  for (uint32_t i = best == NULL ? w->three[bucket(u)] : 0; i != 0; i = w->items[i - 1].as_three) {
    if (w->items[i - 1].len == 2 && is_word(w, &w->items[i - 1], u, n))
      return &w->items[i - 1];
  }
  return best;
}

uint32_t around_ending(const struct around_words *w, const unit *u, uint32_t n, uint32_t at,
                       uint32_t roles)
{
  uint32_t len = 0;
  for (uint32_t i = at > 1 ? w->last[bucket(u + at - 2)] : 0; i != 0; i = w->items[i - 1].as_last) {
    const struct around_word *word = &w->items[i - 1];
    if ((word->roles & roles) != 0 && word->len <= at && (len == 0 || word->len < len) &&
        is_word(w, word, u + at - word->len, word->len) &&
        (!word->goes_on || around_longest(w, u + at - word->len, n - at + word->len) == word))
      len = word->len;
  }
  return len;
}

/* ---- making them ---- */

/* Room for `more` further items of `size` bytes behind n. */
static bool reserve(void **items, uint32_t n, uint32_t more, uint32_t *room, size_t size)
{
  if (*room - n >= more)
    return true;
  uint32_t wanted = (*room + more) * 2 + 1024;
  void *p = realloc(*items, wanted * size);
  if (p == NULL)
    return false;
  *items = p;
  *room = wanted;
  return true;
}

/* Says of the word's pairs what they are by its roles. */
static void note_pairs(struct around_words *w, const unit *u, uint32_t len, uint32_t roles)
{
  uint8_t *last = &w->pairs[around_slot(u + len - 2)];
  *last |= (roles & ROLE_BEFORE) != 0 ? PAIR_BEFORE : 0;
  *last |= (roles & ROLE_LEAD) != 0 ? PAIR_LEAD : 0;
  *last |= (roles & ROLE_DATELINE) != 0 ? PAIR_DATELINE : 0;
  *last |= (roles & ROLE_FORMAL) != 0 ? PAIR_FORMAL : 0;
  if ((roles & (ROLE_AFTER | ROLE_SCOPE | ROLE_EACH)) != 0)
    w->pairs[around_slot(u)] |= PAIR_BEHIND;
  if ((roles & ROLE_TRAP) == 0)
    return;
  for (uint32_t i = 0; i + 1 < len; i++)
    w->pairs[around_slot(u + i)] |= PAIR_INSIDE;
  if (len > 2)
    w->pairs[around_slot_of_three(u)] |= PAIR_TRAP;
}

/* Notes of words which of them begin others, one of them the new one. */
static void note_longer(struct around_words *w, struct around_word *new)
{
  const unit *u = w->units + new->text;
  for (uint32_t i = w->first[bucket(u)]; i != 0; i = w->items[i - 1].as_first) {
    struct around_word *word = &w->items[i - 1];
    word->goes_on = word->goes_on || (word->len < new->len && is_word(w, word, u, new->len));
    new->goes_on = new->goes_on || (word->len > new->len &&
                                    is_word(w, new, w->units + word->text, word->len));
  }
}

static struct around_word *put(struct around_words *w, const unit *u, uint32_t len)
{
  if (!reserve((void **)&w->items, w->n, 1, &w->room, sizeof *w->items) ||
      !reserve((void **)&w->units, w->n_units, len, &w->units_room, sizeof *w->units))
    return NULL;
  struct around_word *word = &w->items[w->n++];
  uint32_t *first = &w->first[bucket(u)], *last = &w->last[bucket(u + len - 2)];
  uint32_t *three = &w->three[len > 2 ? bucket_of_three(u) : bucket(u)];
  *word = (struct around_word){.pair = pair_of(u),
                               .text = w->n_units,
                               .len = (uint16_t)len,
                               .as_first = *first,
                               .as_last = *last,
                               .as_three = *three};
  *first = *last = *three = w->n;
  memcpy(w->units + w->n_units, u, len * sizeof *u);
  note_longer(w, word);
  w->n_units += len;
  return word;
}

bool around_add(struct around_words *w, const unit *u, uint32_t len, uint32_t roles)
{
  struct around_word *word = find(w, u, len);
  if (word == NULL)
    word = put(w, u, len);
  if (word == NULL)
    return false;
  word->roles |= roles;
  note_pairs(w, u, len, roles);
  return true;
}
