/* arena.h - memory that is freed all at once.  SPDX-License-Identifier: Apache-2.0

   Takes sizes, gives memory that stays until the arena is reset or done.  Work that
   needed several blocks gets a single one of their size next time, so that steady
   work allocates nothing and touches the same memory again, however its requests vary.
   Not thread-safe: one arena per thread. */
#ifndef GOVFIG_BASE_ARENA_H
#define GOVFIG_BASE_ARENA_H

#include <stddef.h>
#include <stdint.h>

struct arena_block;

struct arena {
  struct arena_block *current; /* and, behind it, those that are full */
  char *next, *end;            /* free room of the current block */
  size_t kept;                 /* bytes that the next block should have */
};

/* An all-zero struct arena is a valid empty one; init says so in words. */
void arena_init(struct arena *a);

/* `bytes` of uninitialised memory, aligned for any type; NULL when there is
   none left.  bytes 0 gives a valid pointer. */
void *arena_alloc(struct arena *a, size_t bytes);

/* As arena_alloc, `count` * `size` bytes set to zero; NULL on overflow too. */
void *arena_zalloc(struct arena *a, size_t count, size_t size);

/* A copy of `len` bytes followed by a NUL; NULL without memory. */
char *arena_copy(struct arena *a, const void *data, size_t len);

/* Says how much will be needed until the first reset, as far as that is known: it comes
   in one block then, and what is not used of it is never touched. */
void arena_expect(struct arena *a, size_t bytes);

/* Forgets all allocations. */
void arena_reset(struct arena *a);

/* Frees everything; the arena is empty and usable again. */
void arena_done(struct arena *a);

#endif
