/* scenarios.h - what the library is asked to do while memory fails.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_TESTS_SCENARIOS_H
#define GOVFIG_TESTS_SCENARIOS_H

#include <govfig/rules.h>
#include <govfig/status.h>

#include "base/buf.h"

/* What a scenario may use; made once, before anything fails. */
struct materials {
  struct govfig_rules *rules;
  char *report; /* a document */
  size_t report_len;
  struct buf csv, tsv, jsonl; /* its figures */
  char folder[256];           /* with samples */
};

/* Does the work from beginning to end and frees everything, appending what it
   produced to `out` (which has room: appending to it asks for no memory). */
typedef enum govfig_status scenario_fn(const struct materials *m, struct buf *out,
                                       struct govfig_error *err);

struct scenario {
  const char *name;
  scenario_fn *run;
};

/* Each ends in name NULL; which are linked the build says. */
extern const struct scenario extract_scenarios[], stats_scenarios[], input_scenarios[];

#endif
