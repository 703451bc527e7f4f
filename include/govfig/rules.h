/* rules.h - the knowledge of the extractor: rules, units, names, periods.
   SPDX-License-Identifier: Apache-2.0

   Compiled once from the tables that are built in and from a user's files,
   then immutable: any number of threads may share one object. */
#ifndef GOVFIG_RULES_H
#define GOVFIG_RULES_H

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

#endif
