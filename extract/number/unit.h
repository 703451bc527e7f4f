/* unit.h - units of measure, measure words and rates.
   SPDX-License-Identifier: Apache-2.0

   Takes the place behind a numeral, gives the unit that stands there: the
   longest word of data/units.table and data/measures.table, and behind a stroke
   the unit that it is counted by. */
#ifndef GOVFIG_EXTRACT_UNIT_H
#define GOVFIG_EXTRACT_UNIT_H

#include "extract/chunk.h"
#include "extract/words/table.h"

enum unit_convert { CONVERT_NONE, CONVERT_TENTHS, CONVERT_DOUBLINGS };

struct unit_info {
  struct govfig_str name, code;
  uint8_t kind;     /* enum kind */
  bool per_only;    /* stands only behind a stroke */
  uint16_t convert; /* enum unit_convert */
  uint32_t to;      /* index of the unit of the converted number */
};

struct unit_registry;

struct unit_registry *unit_registry_new(void);
/* Handlers of the tables unit, measure, per and former; `out` has room for four. */
size_t unit_registry_handlers(struct unit_registry *r, struct lexicon_builder *b,
                              struct table_handler *out);
void unit_registry_free(struct unit_registry *r);

/* Learns what can stand beside a numeral (enum numeral_beside), once all tables are read. */
void unit_registry_meet(struct unit_registry *r, const uint8_t beside[65536]);

/* Notes a word that begins like a unit and is none, as it is added to the lexicon;
   false without memory. */
bool unit_registry_noun(struct unit_registry *r, struct govfig_str word);

const struct unit_info *unit_at(const struct unit_registry *r, uint32_t index);
/* The unit of this name or spelling, or NULL. */
const struct unit_info *unit_named(const struct unit_registry *r, const struct lexicon_builder *b,
                                   struct govfig_str name);

/* What a unit was called on a day, where it meant something else then (a
   currency before its reform); NULL where it is what it is now.  A day whose
   year is 0 is unknown. */
const struct govfig_str *unit_former_name(const struct unit_registry *r,
                                          struct govfig_str name, struct day when);

/* May a unit have been called otherwise on a day?  Always where it is unknown. */
bool unit_any_former(const struct unit_registry *r, struct day when);

/* What was read behind a numeral. */
struct unit_read {
  const struct unit_info *unit; /* NULL: none */
  const struct unit_info *per;  /* of a rate, else NULL */
  struct span per_span;         /* words behind the stroke */
  uint32_t end;
};

/* Reads the unit that starts at u[at], not past `end`.  `nouns`: longer nouns that start
   here win over a unit. */
void unit_read_to(const struct unit_registry *r, const unit *u, uint32_t at, uint32_t end,
                  bool nouns, struct unit_read *out);
static inline struct unit_read unit_read(const struct unit_registry *r, const unit *u,
                                         uint32_t at, uint32_t end, bool nouns)
{
  struct unit_read out;
  unit_read_to(r, u, at, end, nouns, &out);
  return out;
}

#endif
