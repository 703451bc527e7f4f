/* passage.c - fingerprints of sentences, and the memory that finds reprints.
   SPDX-License-Identifier: Apache-2.0

   Passages and figures stand in two rings and are numbered without end.  Those
   of one bucket are chained from the newest to the oldest by number, so that a
   chain ends by itself where its numbers have left the ring or belong to an
   earlier document: nothing is ever deleted, and a reset is one assignment. */
#include "extract/context/passage.h"

#include <stdlib.h>

#include "base/limits.h"

enum {
  PASSAGES = GOVFIG_PASSAGES_REMEMBERED, /* a power of two */
  FIGURES = PASSAGES * 4,
  CHAIN_MAX = 64 /* hostile collisions end here */
};

_Static_assert((PASSAGES & (PASSAGES - 1)) == 0, "rings are masked");

struct entry {
  uint64_t hash;
  uint64_t older; /* number of the bucket's passage before this one */
  uint64_t first; /* number of its first figure */
  uint64_t n;     /* figures */
};

struct passage_memory {
  struct entry *entries;  /* ring, by number of the passage */
  uint64_t *buckets;      /* number of the newest passage */
  uint64_t *origins;      /* ring, by number of the figure: start in the first copy */
  uint64_t next, floor;   /* numbers of passages; 0 is none */
  uint64_t next_figure;
  struct entry earlier;   /* copy of the passage's earlier self; n 0: none */
};

#define HAN_FIRST 0x4E00u
#define HAN_LAST 0x9FFFu

static unit counted(unit c)
{
  if (unit_is_han(c) || unit_is_digit(c) || (c >= 'a' && c <= 'z'))
    return c;
  return c >= 'A' && c <= 'Z' ? (unit)(c + ('a' - 'A')) : 0;
}

uint64_t passage_hash(const unit *u, uint32_t start, uint32_t end)
{
  const unit *stop = u + end;
  uint64_t h = 0xCBF29CE484222325u;
  for (u += start; u < stop; u++) {
    uint64_t c = *u;
    if (c - HAN_FIRST > HAN_LAST - HAN_FIRST && (c = counted(*u)) == 0)
      continue; /* most characters are common Han ones */
    h = (h ^ c) * 0x100000001B3u;
  }
  return h;
}

void passage_text(uint64_t hash, char out[PASSAGE_TEXT])
{
  out[0] = 'p';
  for (int i = PASSAGE_TEXT - 1; i > 0; i--, hash >>= 4)
    out[i] = "0123456789abcdef"[hash & 15];
}

struct passage_memory *passage_memory_new(void)
{
  struct passage_memory *m = calloc(1, sizeof *m);
  if (m == NULL)
    return NULL;
  m->entries = calloc(PASSAGES, sizeof *m->entries);
  m->buckets = calloc(PASSAGES, sizeof *m->buckets);
  m->origins = calloc(FIGURES, sizeof *m->origins);
  m->next = m->floor = 1;
  if (m->entries == NULL || m->buckets == NULL || m->origins == NULL) {
    passage_memory_free(m);
    return NULL;
  }
  return m;
}

void passage_memory_free(struct passage_memory *m)
{
  if (m == NULL)
    return;
  free(m->entries);
  free(m->buckets);
  free(m->origins);
  free(m);
}

void passage_memory_reset(struct passage_memory *m)
{
  m->floor = m->next;
  m->earlier.n = 0;
}

static bool alive(const struct passage_memory *m, uint64_t number)
{
  return number >= m->floor && number + PASSAGES >= m->next;
}

/* The newest passage of `hash` that is remembered; n 0 for none. */
static struct entry find(const struct passage_memory *m, uint64_t hash, uint64_t newest)
{
  uint64_t number = newest;
  for (int i = 0; i < CHAIN_MAX && alive(m, number); i++) {
    const struct entry *e = &m->entries[number % PASSAGES];
    if (e->hash == hash)
      return *e;
    number = e->older;
  }
  return (struct entry){0};
}

void passage_begin(struct passage_memory *m, uint64_t hash)
{
  uint64_t *bucket = &m->buckets[(hash * 0x9E3779B97F4A7C15u >> 32) % PASSAGES];
  m->earlier = find(m, hash, *bucket);
  m->entries[m->next % PASSAGES] = (struct entry){hash, *bucket, m->next_figure, 0};
  *bucket = m->next++;
}

int64_t passage_figure(struct passage_memory *m, uint64_t start)
{
  struct entry *e = &m->entries[(m->next - 1) % PASSAGES];
  uint64_t copy = m->earlier.first + e->n, origin = start;
  bool known = e->n < m->earlier.n && copy + FIGURES > m->next_figure;
  if (known)
    origin = m->origins[copy % FIGURES];
  m->origins[m->next_figure++ % FIGURES] = origin;
  e->n++;
  return known ? (int64_t)origin : PASSAGE_NEW;
}
