/* rules.h - the knowledge of the extractor: rules, units, names, periods.
   SPDX-License-Identifier: Apache-2.0

   Compiled once from the tables that are built in and from a user's files,
   then immutable: any number of threads may share one object. */
#ifndef GOVFIG_RULES_H
#define GOVFIG_RULES_H

#include <stdint.h>

#include <govfig/status.h>
#include <govfig/str.h>

struct govfig_rules;

struct govfig_rules_options {
  const char *const *files; /* further rule files, read after the built-in ones */
  size_t n_files;
  int jit; /* compile patterns to machine code (default 1); the results are the same */
};

/* The defaults: no further files, JIT on. */
struct govfig_rules_options govfig_rules_defaults(void);

/* Reads and compiles everything.  `options` NULL means the defaults.
   Status: OK; E_READ (a file), E_SYNTAX, E_PATTERN (err has file, line, column
   and reason), E_NOMEM.  *out is NULL on failure; free with govfig_rules_free. */
enum govfig_status govfig_rules_load(const struct govfig_rules_options *options,
                                     struct govfig_rules **out, struct govfig_error *err);

void govfig_rules_free(struct govfig_rules *rules);

/* The six-digit code (GB/T 2260) of a region by its name or code, as a document's
   `region` may be given; 0 for one that no table knows. */
uint32_t govfig_rules_region(const struct govfig_rules *rules, struct govfig_str name);

/* A rule as its file states it; the strings live as long as the rules. */
struct govfig_rule {
  struct govfig_str name, pattern;
  struct govfig_str sets; /* "kind=rank unit=..."; "stop" for a stop rule */
  const char *file;
  size_t line; /* 1-based */
};

/* How many rules there are, and rule `i` of them in order of precedence. */
size_t govfig_rules_count(const struct govfig_rules *rules);
struct govfig_rule govfig_rules_get(const struct govfig_rules *rules, size_t i);

/* What became of one example of a rule. */
struct govfig_rule_example {
  struct govfig_rule rule;
  struct govfig_str text;
  int accept; /* the rule must fire (1) or must not (0) on the text */
  int passed;
};

typedef void govfig_rule_example_fn(const struct govfig_rule_example *example, void *ctx);

/* Extracts from every accept and reject example of every rule and tells how it
   went, in order of precedence.  OK even if examples fail; E_NOMEM. */
enum govfig_status govfig_rules_test(const struct govfig_rules *rules,
                                     govfig_rule_example_fn *told, void *ctx,
                                     struct govfig_error *err);

#endif
