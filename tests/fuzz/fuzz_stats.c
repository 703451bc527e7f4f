/* fuzz_stats.c - any CSV table summarised in any way; the first three bytes choose
   the options.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/fuzz/fuzz.h"

#include <math.h>

#include <govfig/stats.h>

#include "base/buf.h"

static enum govfig_next add(const struct govfig_figure *figure, void *ctx)
{
  return govfig_stats_add(ctx, figure, NULL) == GOVFIG_OK ? GOVFIG_CONTINUE : GOVFIG_STOP;
}

static enum govfig_status collect(void *ctx, const void *bytes, size_t len)
{
  return buf_add(ctx, bytes, len) ? GOVFIG_OK : GOVFIG_E_NOMEM;
}

static struct govfig_stats_options options_of(const uint8_t *b)
{
  static const char *const by[] = {"region,publisher", "", "indicator", "region,period,bound"};
  static const char *const level[] = {NULL, "province", "city", "county"};
  static const char *const every[] = {NULL, "year", "quarter", "month"};
  static const char *const bounds[] = {"all", "exact", "midpoint", "all"};
  struct govfig_stats_options o = govfig_stats_defaults();
  o.report = (enum govfig_report_kind)(b[0] % 6);
  o.by = by[b[0] / 6 % 4];
  o.pivot = b[1] & 1 ? "region,period" : "indicator,kind";
  o.corr = "a,b";
  o.level = level[b[1] >> 1 & 3];
  o.every = every[b[1] >> 3 & 3];
  o.bounds = bounds[b[1] >> 5 & 3];
  o.reprints = b[1] & 128 ? "count" : "drop";
  o.robust = b[2] & 1;
  o.ci = b[2] >> 1 & 1;
  o.trend = b[2] >> 2 & 1;
  o.resamples = 20;
  o.bins = b[2] >> 3;
  return o;
}

/* Every cell of a number is a number, and a finite one. */
static void check(const struct govfig_report *r)
{
  double x;
  for (size_t i = 0; i < govfig_report_rows(r); i++) {
    for (size_t c = 0; c < govfig_report_columns(r); c++) {
      if (govfig_report_number(r, i, c, &x))
        require(isfinite(x));
    }
  }
}

static void report(struct govfig_stats *s, struct buf *out)
{
  struct govfig_report *r;
  struct govfig_writer_options table = {"table", 0, 0};
  struct govfig_error err = {0};
  enum govfig_status status = govfig_stats_finish(s, &r, &err);
  require(status == GOVFIG_OK ? r != NULL : err.status == status);
  if (status != GOVFIG_OK)
    return;
  check(r);
  require(govfig_report_write(r, NULL, collect, out, NULL) == GOVFIG_OK);
  size_t len = out->len;
  require(govfig_report_write(r, &table, collect, out, NULL) == GOVFIG_OK);
  out->len = len;
  govfig_report_free(r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct govfig_stats *s, *again;
  struct govfig_reader *reader;
  struct buf first = {0}, state = {0}, second = {0};
  if (size < 4)
    return 0;
  struct govfig_stats_options o = options_of(data);
  require(govfig_stats_new(&o, &s, NULL) == GOVFIG_OK);
  require(govfig_reader_new(NULL, &reader, NULL) == GOVFIG_OK);
  if (govfig_reader_feed(reader, (const char *)data + 3, size - 3, add, s, NULL) == GOVFIG_OK)
    govfig_reader_finish(reader, add, s, NULL);
  govfig_reader_free(reader);
  report(s, &first);
  /* what is saved and loaded gives the same report */
  require(govfig_stats_save(s, collect, &state, NULL) == GOVFIG_OK);
  require(govfig_stats_load("state", state.data, state.len, &again, NULL) == GOVFIG_OK);
  report(again, &second);
  require(first.len == second.len &&
          (first.len == 0 || memcmp(first.data, second.data, first.len) == 0));
  govfig_stats_free(s);
  govfig_stats_free(again);
  buf_done(&first);
  buf_done(&state);
  buf_done(&second);
  return 0;
}
