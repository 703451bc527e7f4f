/* rules.h - rules: what a quantity is in its context.
   SPDX-License-Identifier: Apache-2.0

   Takes the quantities of a chunk, gives figures.  docs/RULES.md defines the
   language; in short: a rule is a PCRE2 pattern over the folded sentence in
   which every quantity is one character, {q} the one in question.  It sees a
   window around {q} (base/limits.h), or the whole sentence (`reach sentence`), never
   more.  Rules belong to topics by the first part of their name; the topics are
   decided one after the other:
       stop, figure   is it a figure; its kind and unit
       change, basis, measure, status
   In a topic the first matching rule decides: lower priority number first, then
   stop before figure, then the longer pattern, then the later in the files.  A field that an
   earlier topic set is kept.  Immutable once finished. */
#ifndef GOVFIG_EXTRACT_RULES_H
#define GOVFIG_EXTRACT_RULES_H

#include <govfig/status.h>

#include "extract/number/quantity.h"

struct rule_set;
struct rule_matcher; /* scratch memory of one thread */

struct rule_set *rule_set_new(const struct fold *fold);
size_t rule_set_handlers(struct rule_set *s, struct table_handler *out);

/* What is read from now on is a user's. */
void rule_set_tell(struct rule_set *s);

/* Sorts the rules and finds out where they may match.  A user's patterns are tried, to
   tell of mistakes.
   E_PATTERN with file, line, column and PCRE2's reason; E_SYNTAX; E_NOMEM. */
enum govfig_status rule_set_finish(struct rule_set *s, const struct unit_registry *units,
                                   const struct lexicon_builder *words,
                                   struct govfig_error *err);
void rule_set_free(struct rule_set *s);

/* Room for the code of all patterns, which is made (machine code where asked for) when
   they first run; false without memory.  And its end, which rule_set_free is, too. */
bool rule_set_ready(struct rule_set *s, bool jit);
void rule_set_unready(struct rule_set *s);

/* Number of rules, and what the command line shows of them. */
uint32_t rule_set_count(const struct rule_set *s);
struct rule_facts {
  struct govfig_str name;
  const char *file;
  size_t line;
  struct govfig_str pattern; /* as written */
  struct govfig_str sets;    /* as written, "stop" for a stop rule */
};
struct rule_facts rule_set_facts(const struct rule_set *s, uint32_t rule);

/* Examples of a rule: text, and whether the rule must fire on it. */
uint32_t rule_set_examples(const struct rule_set *s, uint32_t rule);
struct govfig_str rule_set_example(const struct rule_set *s, uint32_t rule, uint32_t i,
                                   bool *accept);

/* Name of the extractor of found[i].rule: a rule, or the kind's own. */
struct govfig_str rule_set_name(const struct rule_set *s, uint32_t rule);

struct rule_matcher *rule_matcher_new(const struct rule_set *s);
void rule_matcher_free(struct rule_matcher *m);

/* Turns quantities into c->found.  `fired` (NULL allowed; rule_set_count items)
   counts how often each rule decided.  E_MATCH when a rule hit its match
   limit: err names it, its quantity is left out, the rest goes on; E_NOMEM. */
enum govfig_status rules_apply(const struct rule_set *s, struct rule_matcher *m,
                               struct chunk *c, const struct quantity *q, uint32_t n,
                               uint32_t *fired, struct govfig_error *err);

#endif
