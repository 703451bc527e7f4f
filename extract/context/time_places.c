/* time_places.c - where expressions of time may begin.  SPDX-License-Identifier: Apache-2.0

   At a word that opens one, or with a numeral that ends in front of a word or of a
   character with which one can go on.  They are few, and nobody foresees where: they are
   listed without a branch, from bits of 64 units. */
#include <string.h>

#include "extract/context/time_parts.h"

/* The bits of a class of the 64 units from `from` on; behind the text there are none. */
static uint64_t bits_at(const struct units *t, uint32_t from, enum unit_class class)
{
  uint8_t last[64] = {0};
  if (from < t->n && t->n - from >= sizeof last)
    return bits_of_class(t->class + from, class);
  if (from < t->n)
    memcpy(last, t->class + from, t->n - from);
  return bits_of_class(last, class);
}

/* Writes the units that are bits of `w`, the first of which is `from`; behind the last one
   anything may be written.  Mostly they are few. */
static uint32_t *list_bits(uint64_t w, uint32_t from, uint32_t *out)
{
  enum { FEW = 4 };
  const uint64_t top = UINT64_C(1) << 63;
  uint32_t *end = out + bits_count(w);
  for (uint32_t k = 0; k < FEW; k++) {
    out[k] = from + bits_first(w | top);
    w &= w - 1;
  }
  for (out += FEW; w != 0; w &= w - 1)
    *out++ = from + bits_first(w);
  return end;
}

/* Where words of time begin. */
static void index_words(const struct time_scan *s, const struct mark_list *words,
                        struct time_block *blocks)
{
  for (size_t i = 0; i < words->n; i++) {
    const struct mark *m = &words->items[i];
    const struct time_word *word = &s->x->words[m->payload];
    struct time_block *b = &blocks[m->start / 64];
    b->words |= UINT64_C(1) << m->start % 64;
    b->opens |= (uint64_t)word->opens << m->start % 64;
    b->follows |= (uint64_t)word->follows << m->start % 64;
    b->tells |= (uint64_t)word->tells << m->start % 64;
  }
}

bool time_places(struct time_scan *s, const struct mark_list *words, struct arena *arena)
{
  enum { BEYOND = 2 }; /* others look a few units further than the text goes */
  uint32_t n = s->n / 64 + BEYOND, before = 0;
  struct time_block *blocks = arena_alloc(arena, n * sizeof *blocks);
  uint32_t *places = arena_alloc(arena, (s->n + 64) * sizeof *places);
  if (blocks == NULL || places == NULL)
    return false;
  memset(blocks, 0, n * sizeof *blocks);
  s->blocks = blocks;
  s->places = places;
  index_words(s, words, blocks);
  uint64_t behind = blocks[0].follows | bits_at(s->text, 0, UNIT_TIME);
  for (uint32_t i = 0; i + 1 < n; i++) {
    struct time_block *b = &blocks[i];
    uint64_t here = behind;
    behind = b[1].follows | bits_at(s->text, i * 64 + 64, UNIT_TIME);
    uint64_t ends = bits_at(s->text, i * 64, UNIT_NUMERAL) & (here >> 1 | behind << 63);
    b->before = before;
    before += bits_count(b->words);
    places = list_bits(b->opens | ends, i * 64, places);
  }
  *places = UINT32_MAX;
  return true;
}
