/* extract_job.h - one run of govfig extract.  SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GOVFIG_CLI_EXTRACT_JOB_H
#define GOVFIG_CLI_EXTRACT_JOB_H

#include <stdbool.h>

#include <govfig/input.h>

#include "cli/options.h"

/* Formats of the table, in the order of the option's choices. */
enum extract_format { EXTRACT_CSV, EXTRACT_TSV, EXTRACT_JSONL, EXTRACT_MARKDOWN, EXTRACT_XLSX };

enum { EXTRACT_JOBS_MAX = 256 };

/* What the command line says. */
struct extract_settings {
  const char *manifest, *encoding, *shard;
  struct govfig_input_fields fields;
  const char *title, *publisher, *published, *region;
  int input_format;
  long max_megabytes;
  const char *output, *errors, *scale;
  int format, language, log_format;
  bool no_header, excel, flush, schema, resume;
  struct option_list rules;
  bool no_jit;
  long jobs;
  bool quiet, verbose;
};

/* Does it; returns the exit status. */
int extract_run(const struct extract_settings *settings, const struct operands *inputs);

#endif
