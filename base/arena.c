/* arena.c - a list of blocks, filled in turn.  SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 64 * 1024, ALIGNMENT = 16 };

struct arena_block {
  struct arena_block *next;
  size_t size; /* of data[] */
  _Alignas(ALIGNMENT) char data[];
};

void arena_init(struct arena *a)
{
  *a = (struct arena){0};
}

static void enter(struct arena *a, struct arena_block *b)
{
  a->current = b;
  a->next = b->data;
  a->end = b->data + b->size;
}

/* Appends a block of at least `bytes` behind the current one. */
static struct arena_block *add_block(struct arena *a, size_t bytes)
{
  size_t size = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
  struct arena_block *b = malloc(sizeof *b + size);
  if (b == NULL)
    return NULL;
  b->size = size;
  if (a->current == NULL) {
    b->next = a->first;
    a->first = b;
  } else {
    b->next = a->current->next;
    a->current->next = b;
  }
  return b;
}

/* Moves on to a block with room for `bytes`: the next kept one, or a new one.
   A kept one that is too small is freed, not skipped: skipped ones would pile
   up over documents of uneven sizes. */
static int advance(struct arena *a, size_t bytes)
{
  struct arena_block **link = a->current != NULL ? &a->current->next : &a->first;
  struct arena_block *b = *link;
  if (b != NULL && b->size < bytes) {
    *link = b->next;
    free(b);
    b = NULL;
  }
  if (b == NULL)
    b = add_block(a, bytes);
  if (b == NULL)
    return 0;
  enter(a, b);
  return 1;
}

void *arena_alloc(struct arena *a, size_t bytes)
{
  if (bytes > SIZE_MAX / 2)
    return NULL;
  bytes = (bytes + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
  if (a->next == NULL || (size_t)(a->end - a->next) < bytes) {
    if (!advance(a, bytes))
      return NULL;
  }
  void *p = a->next;
  a->next += bytes;
  return p;
}

void *arena_zalloc(struct arena *a, size_t count, size_t size)
{
  if (size != 0 && count > SIZE_MAX / size)
    return NULL;
  void *p = arena_alloc(a, count * size);
  if (p != NULL)
    memset(p, 0, count * size);
  return p;
}

char *arena_copy(struct arena *a, const void *data, size_t len)
{
  char *p = arena_alloc(a, len + 1);
  if (p == NULL)
    return NULL;
  if (len != 0)
    memcpy(p, data, len);
  p[len] = '\0';
  return p;
}

void arena_reset(struct arena *a)
{
  if (a->first != NULL)
    enter(a, a->first);
}

void arena_done(struct arena *a)
{
  for (struct arena_block *b = a->first, *next; b != NULL; b = next) {
    next = b->next;
    free(b);
  }
  arena_init(a);
}
