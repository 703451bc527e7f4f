/* unit_parts.h - the registry of units from inside; private to number/.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_UNIT_PARTS_H
#define GOVFIG_EXTRACT_UNIT_PARTS_H

#include "extract/number/pairs.h"
#include "extract/number/unit.h"

enum { FORMER_MAX = 16, UNIT_SLOT_BITS = 11 };

/* A unit that meant something else before a day. */
struct former {
  struct govfig_str unit, name;
  struct day until;
};

/* What can stand behind a numeral, by its first character; most units are one character.
   The lowest eight bits are those of enum numeral_beside. */
enum {
  HEAD_PLAIN = 1 << 8, /* the unit stands without a stroke, is not converted, and its
                          character is no part of a numeral */
  HEAD_KIND_AT = 9,    /* where its kind begins, of seven bits, */
  HEAD_KINDS = 0x7F,
  HEAD_UNIT_AT = 16,   /* and index + 1 of the unit that is spelled as the character */
  UNITS_MAX = 0xFFFF - 1
};

/* A unit or noun of two characters or more. */
struct unit_word {
  uint32_t pair; /* unit_pair of it */
  uint32_t next; /* index + 1 into more of the next of its slot, which is not longer */
  uint32_t text; /* where it begins in the text of all words */
  uint16_t unit; /* index; of a noun nothing */
  unit third;    /* character, 0 for none */
  uint8_t n;
  bool noun;
  uint8_t kind;
  bool plain; /* a unit that stands without a stroke, is not converted, and has no character
                 of a numeral in it nor a Latin one at its end */
};

/* The first word of a slot, mostly the only one, is at hand as soon as the slot is. */
struct unit_words {
  struct unit_word slots[1 << UNIT_SLOT_BITS]; /* n 0: none */
  struct unit_word *more;
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
  struct pairs pairs; /* that units and nouns can begin with */
  uint32_t heads[65536];
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

/* Finds out which words are plain, once all tables are read. */
void unit_words_meet(struct unit_words *x, const struct unit_info *units,
                     const uint8_t beside[65536]);

/* The longest unit that starts at u[0], of which at most `n` units are read, and a noun if
   it is longer. */
struct unit_words_found {
  const struct unit_word *unit; /* NULL: no unit of two characters or more */
  uint32_t noun;                /* length, 0 for none that is longer */
};
struct unit_words_found unit_words_longest(const struct unit_words *x, const unit *u, uint32_t n);

/* The unit that is spelled as one character; NULL for none. */
static inline const struct unit_info *unit_of_head(const struct unit_registry *r, uint32_t head)
{
  return head >> HEAD_UNIT_AT != 0 ? &r->items[(head >> HEAD_UNIT_AT) - 1] : NULL;
}

#endif
