/* unit_parts.h - the registry of units from inside; private to number/.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_UNIT_PARTS_H
#define GOVFIG_EXTRACT_UNIT_PARTS_H

#include "extract/number/unit.h"

enum { FORMER_MAX = 16, UNIT_SLOT_BITS = 12 };

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
  bool plain;      /* it stands without a stroke, is not converted and no part of a numeral */
  uint8_t kind;    /* of the unit */
};

/* A unit or noun of two characters or more. */
struct unit_word {
  uint32_t pair; /* unit_pair of it */
  uint32_t text; /* where it begins in the text of all words */
  uint32_t unit; /* index; of a noun nothing */
  uint32_t next; /* index + 1 of the next of its slot, which is not longer */
  uint8_t n;
  bool noun;
};

struct unit_words {
  uint32_t slots[1 << UNIT_SLOT_BITS]; /* index + 1 of the first */
  struct unit_word *items;
  unit *text;
  uint32_t n, room, n_text, text_room;
};

struct unit_registry {
  struct unit_info *items;
  uint32_t n, room;
  struct lexicon_builder *words; /* while tables are read */
  bool starved;                  /* memory ran out for a word */
  struct former former[FORMER_MAX];
  uint32_t n_former;
  struct unit_words longer;
  struct unit_head heads[65536];
};

static inline uint32_t unit_pair(const unit *u)
{
  return (uint32_t)u[0] << 16 | u[1];
}

static inline uint32_t unit_pair_slot(const unit *u)
{
  return unit_pair(u) * 0x9E3779B1u >> (32 - UNIT_SLOT_BITS);
}

/* Notes a word of two units or more; false without memory. */
bool unit_words_add(struct unit_words *x, const unit *u, uint32_t n, bool noun,
                    uint32_t unit_index);

/* The longest ones that start at u[0], of which at most `n` units are read. */
struct unit_words_found {
  uint32_t len, unit; /* 0: no unit of two characters or more */
  uint32_t noun;      /* length, 0 for none */
};
struct unit_words_found unit_words_longest(const struct unit_words *x, const unit *u, uint32_t n);

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
