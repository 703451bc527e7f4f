/* rule_parts.h - a rule inside; private to rules/.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_RULE_PARTS_H
#define GOVFIG_EXTRACT_RULE_PARTS_H

#include <stdatomic.h>

#define PCRE2_CODE_UNIT_WIDTH 16
#include <pcre2.h>

#include "base/arena.h"
#include "extract/rules/rule_pairs.h"
#include "extract/rules/rule_program.h"
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
  OF_PARAGRAPH, /* continues: the last one of the paragraph that states a change */
  CONDITIONS_OF
};

/* The values of a field, and that there is no such figure. */
enum { VALUE_NONE = 64, VALUES };

struct condition {
  uint8_t field, of;
  uint64_t values; /* bit per value of the field */
};

/* More units than any rule takes. */
enum { RULE_LENGTH_MAX = 1 << 20 };

/* How the places are known at which a pattern can begin. */
enum rule_start {
  START_FIXED, /* so many units in front of the quantity, always */
  START_FIRST, /* at its first units, all places of which are noted */
  START_RARE,  /* the same, but looked for where the rule is tried: it rarely is */
  START_ANY    /* the matcher searches */
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
  bool trivial;                /* the index tells all: {q} alone, or a unit in front */
  bool clausal;                /* from its beginning to {q} it takes no comma */
  uint8_t start;               /* enum rule_start */
  uint32_t before_least, before_most; /* units in front of {q} that it takes */
  uint32_t reach;              /* units behind {q} that it may look at */
  const struct program *program; /* of its match; NULL where that is PCRE2's */
};

/* The patterns of a rule; it may have none over headings and titles. */
enum rule_pattern { PATTERN_MATCH, PATTERN_HEADING, PATTERN_TITLE, PATTERNS };

/* The code of a pattern, NULL before it is asked for (rule_native.c).  All else of a rule
   set is immutable. */
typedef _Atomic(pcre2_code *) rule_native;
struct rule_natives {
  rule_native of[PATTERNS];
};

/* What a rule that is tried is asked for: two lie in a line of the cache. */
struct trial {
  const struct program *program; /* of its match; NULL where that is PCRE2's */
  bool takes_units, asks_above, trivial, clausal, whole_sentence;
  uint8_t start; /* enum rule_start */
  uint32_t before_least, before_most, reach;
};

struct macro {
  struct govfig_str name, pattern;
};

/* Where a rule needs them: in front of the quantity (read backwards), behind it, where
   its pattern begins; and anywhere in the heading and in the title that it asks for. */
enum place {
  PLACE_LEFT, PLACE_RIGHT, PLACE_FIRST, PLACE_RARE, PLACE_HEADING, PLACE_TITLE, PLACES
};
struct rule_atoms {
  struct atoms at[PLACES];
  struct atoms inside; /* between its beginning and the quantity */
};

/* rule_index.c: which rules are worth trying, a bit per rule, in their order: topic by
   topic, and in a topic the one that decides first. */
struct rule_index {
  uint32_t words, rule_of[TOPICS + 1]; /* topic t has rules [rule_of[t], rule_of[t + 1]) */
  struct unit_pages pages;
  struct pair_rows pairs[PLACES];
  struct cross_rows begin; /* of PLACE_FIRST */
  uint64_t begins[1024]; /* every pair of PLACE_FIRST passes it, and commas, few others: a
                            word by the first unit, a bit by the second */
  bool names_bad;        /* can a rule begin with UNIT_BAD? */
  uint64_t *class_of;    /* by class of the quantity */
  uint64_t *unsearched;  /* rules that are tried without their first units having been seen;
                            then those that need none between, which the second half of a
                            row of PLACE_FIRST tells */
  uint64_t *lasting;     /* two rows of these halves: what holds on behind any unit but a comma,
                            and behind that: other rules begin behind it, if at all */
  uint64_t *above[PLACES]; /* rules that ask for a heading (PLACE_HEADING) or title */
  uint64_t *claims;      /* rules that make a figure of what is none by itself */
  uint32_t claim_words;  /* words up to the last of these: one, mostly */
  uint64_t *topics;      /* TOPICS + 1 rows: the rules of a topic and of all later ones */
  uint64_t *units;       /* UNIT_SLOTS rows: those that take a unit whose name has the slot */
  uint64_t asked[CONDITIONS_OF]; /* a byte per field, 0 where no condition asks */
  uint64_t *fields[CONDITIONS_OF][FIELDS]; /* what conditions ask for: VALUES rows, of 64
                            values and of none, VALUE_NONE; NULL where no rule asks */
};

/* The row of rule_index.units for a name: its last character tells it from most others. */
enum { UNIT_SLOTS = 256 };
static inline uint32_t unit_slot(struct govfig_str name)
{
  const char *last = name.len > 1 ? name.data + name.len - 2 : "\0";
  return ((uint8_t)last[1] + 37u * (uint8_t)last[0] + 11u * (uint32_t)name.len) % UNIT_SLOTS;
}

/* Cuts the first name off names that blanks part. */
static inline struct govfig_str next_name(struct govfig_str *rest)
{
  struct govfig_str name = {rest->data, 0};
  while (name.len < rest->len && name.data[name.len] != ' ')
    name.len++;
  size_t n = name.len + (name.len < rest->len);
  *rest = (struct govfig_str){rest->data + n, rest->len - n};
  return name;
}

/* The word of rule_index.begins for a first unit. */
static inline uint32_t begins_word(unit u)
{
  return u & 1023;
}

/* Where atoms are while rules are compiled. */
struct atoms_room {
  struct arena arena; /* while one pattern is read */
  struct arena kept;
  uint64_t seen[65536 / 64]; /* a bit per unit; all 0 between uses */
};

struct rule_set {
  const struct fold *fold;
  struct rule *rules;
  uint32_t n, rules_room;
  struct macro *macros;
  uint32_t n_macros, macros_room;
  struct rule_text *texts;
  uint32_t n_texts, texts_room;
  struct rule_atoms *atoms;  /* while rules are compiled */
  struct atoms_room *room;   /* likewise */
  struct rule_index *index;
  struct trial *trials;      /* by rule */
  struct programs programs;
  struct rule_natives *native; /* by rule */
  bool jit;                  /* machine code is made */
  uint32_t first_told, n_macros_told; /* rules and macros from these on are a user's, who
                                         is to be told of mistakes at once */
};

/* rule_pattern.c: expands macros, folds, replaces {q} and {o}; fills classes,
   trivial, what rule_atoms fills, the program and the atoms. */
enum govfig_status rule_survey(struct rule_set *s, struct rule *r, struct govfig_error *err);

/* The same file: code of one of its patterns, which is to be freed. */
enum govfig_status rule_compile(const struct rule_set *s, const struct rule *r,
                                enum rule_pattern which, pcre2_code **out,
                                struct govfig_error *err);

/* rule_atoms.c: reads the atoms of a rule, whose classes are known, and how far it
   reaches, off its pattern, in which `mark` is the place of {q}.  The pairs come
   from the room; false without memory. */
bool rule_atoms(const struct pattern *pattern, uint32_t mark, struct atoms_room *room,
                struct rule *r, struct rule_atoms *out);

/* What a text needs somewhere for a pattern without {q} to match it. */
bool rule_needs(const struct pattern *pattern, struct atoms_room *room, struct atoms *out);

/* rule_index.c: made from s->atoms and the rules; NULL without memory. */
struct rule_index *rule_index_new(const struct rule_set *s);
void rule_index_free(struct rule_index *x);

#endif
