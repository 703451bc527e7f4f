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

/* Whose field a condition asks for. */
enum condition_of {
  OF_FIGURE,   /* when: the figure itself, as earlier topics set it */
  OF_SENTENCE, /* follows: the last decided figure of the sentence */
  OF_PARAGRAPH /* continues: the last one of the paragraph that states a change */
};

struct condition {
  uint8_t field, of;
  uint64_t values; /* bit per value of the field */
};

struct rule {
  struct govfig_str name, pattern, heading, title, sets, unit_name;
  const char *file;
  size_t line, pattern_line, heading_line, title_line;
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
  pcre2_code *code, *heading_code, *title_code;
  bool trivial;                /* the pattern is {q} alone */
  bool anchored;               /* to be tried at its first characters only */
};

struct macro {
  struct govfig_str name, pattern;
};

/* Units of which one must stand at some place for a rule to match. */
enum { ATOMS_MAX = 250 };
struct atoms {
  bool any; /* nothing is known */
  uint32_t n;
  unit u[ATOMS_MAX];
};

/* What a pattern needs: left and right of the quantity, and where it begins. */
struct rule_atoms {
  struct atoms left, right, first;
};

/* rule_index.c: which rules are worth trying, a bit per rule.  Every unit has a
   row of `words` words in each table; a unit that no rule names has row 0. */
struct rule_index {
  uint32_t words;
  uint16_t row_of[65536];
  uint32_t rows, rows_room;
  uint64_t *left, *right, *first;
  uint64_t *class_of; /* by class of the quantity */
  uint64_t *topic_of; /* by topic */
};

struct rule_set {
  const struct fold *fold;
  struct rule *rules;
  uint32_t n, rules_room;
  struct macro *macros;
  uint32_t n_macros, macros_room;
  struct rule_text *texts;
  uint32_t n_texts, texts_room;
  struct rule_atoms *atoms; /* while rules are compiled */
  struct rule_index *index;
  pcre2_compile_context *compile_context;
};

/* rule_pattern.c: expands macros, folds, replaces {q} and {o}; fills classes,
   trivial and the atoms; compiles. */
enum govfig_status rule_compile(struct rule_set *s, struct rule *r, bool jit,
                                struct govfig_error *err);

/* rule_atoms.c */
void rule_atoms(const unit *pattern, uint32_t n, uint32_t mark, struct rule_atoms *out);

/* rule_index.c: made from s->atoms and the rules; NULL without memory. */
struct rule_index *rule_index_new(const struct rule_set *s);
void rule_index_free(struct rule_index *x);

#endif
