/* fuzz_state.c - any bytes as a saved state of statistics.
   SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/fuzz/fuzz.h"

#include <govfig/stats.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct govfig_stats *stats;
  struct govfig_report *report;
  struct govfig_error err = {0};
  enum govfig_status s = govfig_stats_load("fuzz", (const char *)data, size, &stats, &err);
  require(s == GOVFIG_OK ? stats != NULL : stats == NULL && err.status == s);
  if (s == GOVFIG_OK && govfig_stats_finish(stats, &report, &err) == GOVFIG_OK)
    govfig_report_free(report);
  govfig_stats_free(stats);
  return 0;
}
