/* time_places.c - where expressions of time may begin.  SPDX-License-Identifier: Apache-2.0

   At a word that opens one, or with a numeral that ends in front of a word or of a
   character with which one can go on.  They are few, and nobody foresees where: they are
   listed without a branch, from bits of 64 units. */
#include <string.h>

#include "extract/context/time_parts.h"

/* Of 64 units: which can end a numeral, and with which can an expression go on? */
struct bits {
  uint64_t numerals, further;
};

static inline struct bits bits_of(const uint8_t *classes)
{
  return (struct bits){bits_of_class(classes, UNIT_NUMERAL), bits_of_class(classes, UNIT_TIME)};
}

/* The same of those from `from` on where the text ends among them, or in front. */
static struct bits last_bits(const struct units *t, uint32_t from)
{
  uint8_t last[64] = {0};
  if (from < t->n)
    memcpy(last, t->class + from, t->n - from);
  return bits_of(last);
}

static inline struct bits bits_at(const struct units *t, uint32_t from)
{
  return from + 64 <= t->n ? bits_of(t->class + from) : last_bits(t, from);
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

/* Where words of time begin.  Backwards, so that the first of a block is noted last. */
static void index_words(const struct time_scan *s, const struct mark_list *words,
                        struct time_block *blocks)
{
  for (uint32_t i = (uint32_t)words->n; i-- > 0;) {
    const struct mark *m = &words->items[i];
    const struct time_word *word = &s->x->words[m->payload];
    struct time_block *b = &blocks[m->start / 64];
    uint32_t bit = m->start % 64;
    b->before = i;
    b->words |= UINT64_C(1) << bit;
    b->opens |= (uint64_t)word->opens << bit;
    b->follows |= (uint64_t)word->follows << bit;
    b->further |= (uint64_t)word->further << bit;
    b->tells |= (uint64_t)word->tells << bit;
  }
}

bool time_places(struct time_scan *s, const struct mark_list *words, struct arena *arena)
{
  enum { BEYOND = 2 }; /* others look a few units further than the text goes */
  uint32_t n = s->n / 64 + BEYOND;
  struct time_block *blocks = arena_alloc(arena, n * sizeof *blocks);
  uint32_t *places = arena_alloc(arena, (s->n + 64) * sizeof *places);
  uint64_t *numerals = arena_alloc(arena, n * sizeof *numerals);
  if (blocks == NULL || places == NULL || numerals == NULL)
    return false;
  memset(blocks, 0, n * sizeof *blocks);
  s->blocks = blocks;
  s->places = places;
  s->numerals = numerals;
  index_words(s, words, blocks);
  struct bits next = bits_at(s->text, 0);
  for (uint32_t i = 0; i + 1 < n; i++) {
    const struct time_block *b = &blocks[i];
    struct bits here = next;
    numerals[i] = here.numerals;
    next = bits_at(s->text, i * 64 + 64);
    uint64_t behind = (b->follows | here.further) >> 1 | (b[1].follows | next.further) << 63;
    places = list_bits(b->opens | (here.numerals & behind), i * 64, places);
  }
  *places = UINT32_MAX;
  numerals[s->n / 64] |= UINT64_C(1) << s->n % 64;
  numerals[n - 1] = 0;
  return true;
}
