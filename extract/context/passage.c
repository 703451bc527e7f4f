/* passage.c - the memory that finds reprints.
   SPDX-License-Identifier: Apache-2.0

   Passages and figures stand in two rings and are numbered without end.  Those
   of one bucket are chained from the newest to the oldest by links, so that a
   chain ends by itself where its numbers have left the ring or belong to an
   earlier document: nothing is ever deleted, and a reset is one assignment.

   Few passages are known, so what tells that one is not stays small: a link is the
   low bits of a number and some of its hash, and a bucket has the two newest links.
   A stale link may look alive and lead into another bucket's chain; there is no hash
   like the one looked for.  Buckets are far apart in memory: one is asked for when
   the passage begins and read when its first figure comes. */
#include "extract/context/passage.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/pages.h"
#include "base/prefetch.h"

enum {
  PASSAGES = GOVFIG_PASSAGES_REMEMBERED, /* a power of two */
  FIGURES = PASSAGES * 4,
  CHAIN_MAX = 64 /* hostile collisions end here */
};

_Static_assert((PASSAGES & (PASSAGES - 1)) == 0, "rings are masked");

enum {
  NUMBER_BITS = 20, /* of a link: several times PASSAGES; the others are the hash's */
  NUMBER_MASK = (1 << NUMBER_BITS) - 1
};

_Static_assert(NUMBER_MASK >= 4 * PASSAGES, "numbers of a ring differ in their low bits");

/* Numbers of figures are kept modulo 2^32, far more than the ring holds. */
struct entry {
  uint64_t hash;
  uint32_t first; /* number of its first figure */
  uint32_t n;     /* figures */
};

/* What is touched here and there. */
struct tables {
  struct entry entries[PASSAGES]; /* ring, by number of the passage */
  uint64_t buckets[PASSAGES];     /* links to the newest passage and, above it, the one before */
  uint32_t older[PASSAGES];       /* ring: link to the bucket's passage before this one */
};

struct passage_memory {
  struct tables *t;
  void *block;            /* in which they are */
  uint64_t *origins;      /* ring, by number of the figure: start in the first copy */
  uint64_t next, floor;   /* numbers of passages; the document's first */
  uint32_t next_figure;
  struct entry earlier;   /* copy of the passage's earlier self; n 0: none */
  uint64_t hash;          /* of the passage */
  bool waits;             /* it is not yet entered */
};

struct passage_memory *passage_memory_new(void)
{
  struct passage_memory *m = calloc(1, sizeof *m);
  if (m == NULL)
    return NULL;
  m->t = pages_calloc_large(sizeof *m->t, &m->block);
  m->origins = calloc(FIGURES, sizeof *m->origins);
  m->next = m->floor = PASSAGES; /* an empty link, 0, leads nowhere */
  if (m->t == NULL || m->origins == NULL) {
    passage_memory_free(m);
    return NULL;
  }
  return m;
}

void passage_memory_free(struct passage_memory *m)
{
  if (m == NULL)
    return;
  free(m->block);
  free(m->origins);
  free(m);
}

/* Each document begins at the start of the rings: one of a few pages touches little
   of them. */
void passage_memory_reset(struct passage_memory *m)
{
  m->next = (m->next + PASSAGES - 1) / PASSAGES * PASSAGES;
  m->next_figure = (m->next_figure + FIGURES - 1) / FIGURES * FIGURES;
  m->floor = m->next;
  m->earlier.n = 0;
  m->waits = false;
}

/* How many passages ago the one of a link began. */
static uint32_t age_of(const struct passage_memory *m, uint32_t link)
{
  return (uint32_t)(m->next - link) & NUMBER_MASK;
}

/* The newest passage of `hash` that is remembered; n 0 for none. */
static struct entry find(const struct passage_memory *m, uint64_t hash, uint32_t tag,
                         uint64_t links)
{
  uint64_t known = m->next - m->floor < PASSAGES ? m->next - m->floor : PASSAGES;
  uint32_t age = 0;
  for (int i = 0; i < CHAIN_MAX; i++) {
    uint32_t link = (uint32_t)links, younger = age;
    age = age_of(m, link);
    if (age <= younger || age > known) /* a chain leads back in time, a stale link anywhere */
      break;
    uint32_t at = (uint32_t)((m->next - age) % PASSAGES);
    if ((link & ~(uint32_t)NUMBER_MASK) == tag && m->t->entries[at].hash == hash)
      return m->t->entries[at];
    links = i == 0 ? links >> 32 : m->t->older[at];
  }
  return (struct entry){0};
}

/* Where the links of a hash are, and the part of it that stands in one. */
static uint64_t *bucket_of(const struct passage_memory *m, uint64_t hash, uint32_t *tag)
{
  uint64_t mixed = hash * 0x9E3779B97F4A7C15u;
  *tag = (uint32_t)(mixed >> 32) & ~(uint32_t)NUMBER_MASK;
  return &m->t->buckets[(mixed >> 32) % PASSAGES];
}

/* Enters the passage that waits. */
static void enter(struct passage_memory *m)
{
  uint32_t tag, at = (uint32_t)(m->next % PASSAGES);
  uint64_t *bucket = bucket_of(m, m->hash, &tag);
  m->earlier = find(m, m->hash, tag, *bucket);
  m->t->entries[at] = (struct entry){m->hash, m->next_figure, 0};
  m->t->older[at] = (uint32_t)*bucket;
  *bucket = *bucket << 32 | tag | ((uint32_t)m->next & NUMBER_MASK);
  m->next++;
  m->waits = false;
}

void passage_begin(struct passage_memory *m, uint64_t hash, uint64_t next)
{
  uint32_t tag;
  if (m->waits)
    enter(m);
  m->hash = hash;
  m->waits = true;
  PREFETCH_WRITE(bucket_of(m, next, &tag));
}

int64_t passage_figure(struct passage_memory *m, uint64_t start)
{
  if (m->waits)
    enter(m);
  struct entry *e = &m->t->entries[(m->next - 1) % PASSAGES];
  uint32_t copy = m->earlier.first + e->n;
  uint64_t origin = start;
  bool known = e->n < m->earlier.n && m->next_figure - copy < FIGURES;
  if (known)
    origin = m->origins[copy % FIGURES];
  m->origins[m->next_figure++ % FIGURES] = origin;
  e->n++;
  return known ? (int64_t)origin : PASSAGE_NEW;
}
