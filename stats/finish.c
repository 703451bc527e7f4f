/* finish.c - from figures to a report.  SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_errno.h>

#include "base/error.h"
#include "stats/names.h"
#include "stats/summary.h"

typedef enum govfig_status report_fn(const struct govfig_stats *, struct govfig_report *,
                                     struct govfig_error *);

static report_fn *const reports[] = {
    [GOVFIG_REPORT_SUMMARY] = summary_make,         [GOVFIG_REPORT_PIVOT] = pivot_make,
    [GOVFIG_REPORT_HISTOGRAM] = histogram_make,     [GOVFIG_REPORT_OUTLIERS] = outliers_make,
    [GOVFIG_REPORT_CORRELATION] = correlation_make, [GOVFIG_REPORT_CONFLICTS] = conflicts_make,
};

enum govfig_status govfig_stats_finish(struct govfig_stats *s, struct govfig_report **out,
                                       struct govfig_error *err)
{
  struct govfig_report *r = report_new();
  *out = NULL;
  if (r == NULL)
    return error_nomem(err);
  enum govfig_status status =
      s->plan->level != REGION_UNKNOWN ? names_load(s, err) : GOVFIG_OK;
  if (status != GOVFIG_OK) {
    govfig_report_free(r);
    return status;
  }
  /* GSL's own handler would end the process; the caller's comes back after. */
  gsl_error_handler_t *handler = gsl_set_error_handler_off();
  status = reports[s->plan->options.report](s, r, err);
  gsl_set_error_handler(handler);
  if (status == GOVFIG_OK && !report_ok(r))
    status = error_nomem(err);
  if (status != GOVFIG_OK)
    govfig_report_free(r);
  else
    *out = r;
  return status;
}
