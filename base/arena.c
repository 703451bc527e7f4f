/* arena.c - blocks, filled in turn; one after the first reset.  SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

#include "base/pages.h"
#include "base/poison.h"

/* Behind each piece some bytes are nobody's where reads of them are told. */
enum { BLOCK_BYTES = 64 * 1024, ALIGNMENT = 16, APART = POISON_TELLS ? 4 * ALIGNMENT : 0 };

struct arena_block {
  struct arena_block *next;
  char *data;
  size_t size; /* of data */
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
  poison(b->data, b->size);
}

/* Goes on in a new block of at least `bytes`. */
static int advance(struct arena *a, size_t bytes)
{
  size_t size = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
  size = size > a->kept ? size : a->kept;
  size_t align = size < PAGES_LARGE ? ALIGNMENT : PAGES_LARGE;
  size = (size + align - 1) / align * align;
  struct arena_block *b = malloc(sizeof *b + align + size);
  if (b == NULL)
    return 0;
  a->kept = 0;
  b->data = (char *)b + sizeof *b;
  b->data += (align - (uintptr_t)b->data % align) % align;
  b->size = size;
  if (align == PAGES_LARGE)
    pages_prefer_large(b->data, size);
  b->next = a->current;
  enter(a, b);
  return 1;
}

void *arena_alloc(struct arena *a, size_t bytes)
{
  if (bytes > SIZE_MAX / 2)
    return NULL;
  size_t room = ((bytes + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1)) + APART;
  if (a->next == NULL || (size_t)(a->end - a->next) < room) {
    if (!advance(a, room))
      return NULL;
  }
  void *p = a->next;
  a->next += room;
  unpoison(p, bytes);
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

/* Frees all blocks; returns how large they were together. */
static size_t free_blocks(struct arena *a)
{
  size_t sum = 0;
  for (struct arena_block *b = a->current, *next; b != NULL; b = next) {
    next = b->next;
    sum += b->size;
    unpoison(b->data, b->size);
    free(b);
  }
  arena_init(a);
  return sum;
}

void arena_expect(struct arena *a, size_t bytes)
{
  if (a->current == NULL && a->kept < bytes)
    a->kept = bytes;
}

void arena_reset(struct arena *a)
{
  if (a->current == NULL)
    return;
  if (a->current->next == NULL) {
    enter(a, a->current);
    return;
  }
  size_t sum = free_blocks(a);
  a->kept = sum + sum / 2; /* for uneven work; what is never touched costs nothing */
}

void arena_done(struct arena *a)
{
  free_blocks(a);
}
