/* unit_parts.h - the registry of units from inside; private to number/.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_UNIT_PARTS_H
#define GOVFIG_EXTRACT_UNIT_PARTS_H

#include "extract/number/unit.h"

enum { FORMER_MAX = 16 };

/* A unit that meant something else before a day. */
struct former {
  struct govfig_str unit, name;
  struct day until;
};

/* What begins with a character: most units are one character, and the next one
   tells that no longer unit and no noun stands there. */
struct unit_head {
  uint64_t second; /* hashed set of the second characters of longer words */
  uint32_t alone;  /* index + 1 of the unit that is spelled as this character */
};

struct unit_registry {
  struct unit_info *items;
  uint32_t n, room;
  struct lexicon_builder *words; /* while tables are read */
  struct former former[FORMER_MAX];
  uint32_t n_former;
  struct unit_head heads[65536];
};

static inline uint64_t unit_second(unit c)
{
  return UINT64_C(1) << ((uint32_t)c * 0x9E3779B1u >> 26);
}

/* Do `c` and `next` alone tell which unit begins with `c`, as unit_read would?  Then
   *info is it, NULL for none. */
static inline bool unit_alone(const struct unit_registry *r, unit c, unit next,
                              const struct unit_info **info)
{
  const struct unit_head *head = &r->heads[c];
  if ((head->second & unit_second(next)) != 0 || next == '/' || unit_is_latin(c) ||
      unit_is_digit(c))
    return false;
  *info = head->alone != 0 ? &r->items[head->alone - 1] : NULL;
  if (*info != NULL && (*info)->per_only)
    *info = NULL;
  return true;
}

#endif
