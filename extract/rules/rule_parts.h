/* rule_parts.h - a rule inside; private to rules/.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_RULE_PARTS_H
#define GOVFIG_EXTRACT_RULE_PARTS_H

#define PCRE2_CODE_UNIT_WIDTH 16
#include <pcre2.h>

#include "extract/rules/rules.h"

enum topic { TOPIC_FIGURE, TOPIC_CHANGE, TOPIC_BASIS, TOPIC_MEASURE, TOPIC_STATUS, TOPICS };

/* Fields that a rule can set or ask for. */
enum field {
  FIELD_KIND, FIELD_BOUND, FIELD_CHANGE, FIELD_BASIS, FIELD_MEASURE, FIELD_STATUS, FIELD_UNIT,
  FIELDS
};

/* Private-use units that stand for quantities in a view. */
enum { OTHER_BASE = 0xE000, FOCUS_BASE = 0xE040, FOCUS_MARK = 0xF8F0 };

struct rule_text {
  struct govfig_str text;
  uint32_t next; /* index + 1 */
  bool accept;
};

struct condition {
  uint8_t field;
  uint64_t values; /* bit per value of the field; units: see unit_names */
};

struct rule {
  struct govfig_str name, pattern, heading, sets, unit_name;
  const char *file;
  size_t line, pattern_line, heading_line;
  uint8_t topic, n_conditions;
  bool stop, whole_sentence;
  int priority;
  uint32_t order;              /* place in the files */
  uint64_t classes;            /* classes that {q} stands for; bit per class */
  uint8_t set[FIELDS];         /* value + 1; 0: not set */
  struct condition conditions[4];
  struct govfig_str units;     /* blank-separated names; empty: any */
  const struct unit_info *unit; /* of unit_name */
  uint32_t examples;           /* index + 1 into texts */
  pcre2_code *code, *heading_code;
  bool trivial;                /* the pattern is {q} alone */
  uint32_t left, right;        /* index of the atom sets, 0: any */
};

struct macro {
  struct govfig_str name, pattern;
};

/* Units that may stand next to the quantity for a rule to match, as a bit set
   over a hash of the unit: a quick test in front of the pattern. */
enum { ATOM_BITS = 512 };
struct atoms {
  uint64_t bits[ATOM_BITS / 64];
};

struct rule_set {
  const struct fold *fold;
  struct rule *rules;
  uint32_t n, rules_room;
  struct macro *macros;
  uint32_t n_macros, macros_room;
  struct rule_text *texts;
  uint32_t n_texts, texts_room;
  struct atoms *atoms; /* two per rule: left, right */
  uint32_t *by_topic[TOPICS], n_topic[TOPICS];
  pcre2_compile_context *compile_context;
};

static inline uint32_t atom_bit(unit c)
{
  return ((uint32_t)c * 0x9E3779B1u >> 16) % ATOM_BITS;
}

static inline bool atoms_have(const struct atoms *a, unit c)
{
  uint32_t bit = atom_bit(c);
  return (a->bits[bit / 64] >> bit % 64 & 1) != 0;
}

/* rule_pattern.c: expands macros, folds, replaces {q} and {o}; fills classes,
   trivial and the atoms; compiles. */
enum govfig_status rule_compile(struct rule_set *s, struct rule *r, bool jit,
                                struct govfig_error *err);

/* rule_atoms.c: what may stand left and right of the mark in a pattern. */
void rule_atoms(const unit *pattern, uint32_t n, uint32_t mark, struct atoms *left,
                struct atoms *right);

#endif
