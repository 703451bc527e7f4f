/* indicator_names.c - known indicators by their names, for cells of tables whose
   labels are no stretch of running text.  SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "extract/context/indicator_parts.h"

enum { AT_FIRST = 4096 /* enough for the embedded table */ };

static uint32_t hash(struct govfig_str s)
{
  uint32_t h = 2166136261u; /* FNV-1a */
  for (size_t i = 0; i < s.len; i++)
    h = (h ^ (unsigned char)s.data[i]) * 16777619u;
  return h;
}

/* The slot of `name`, or the free one where it belongs. */
static struct name *slot(const struct names *n, struct govfig_str name)
{
  uint32_t i = hash(name) & (n->room - 1);
  while (n->slots[i].name.len > 0 && !str_equal(n->slots[i].name, name))
    i = (i + 1) & (n->room - 1);
  return &n->slots[i];
}

static bool grow(struct names *n)
{
  struct names more = {.room = n->room == 0 ? AT_FIRST : n->room * 2, .n = n->n};
  more.slots = calloc(more.room, sizeof *more.slots);
  if (more.slots == NULL)
    return false;
  for (uint32_t i = 0; i < n->room; i++) {
    if (n->slots[i].name.len > 0)
      *slot(&more, n->slots[i].name) = n->slots[i];
  }
  free(n->slots);
  *n = more;
  return true;
}

bool names_add(struct names *n, struct govfig_str name, uint32_t known)
{
  if (n->n * 2 >= n->room && !grow(n))
    return false;
  struct name *s = slot(n, name);
  n->n += s->name.len == 0;
  *s = (struct name){name, known};
  return true;
}

bool names_find(const struct names *n, struct govfig_str name, uint32_t *known)
{
  if (n->room == 0 || name.len == 0)
    return false;
  const struct name *s = slot(n, name);
  if (s->name.len == 0)
    return false;
  *known = s->known;
  return true;
}
