/* test_memory.c - every allocation fails in turn, once and from then on.
   SPDX-License-Identifier: Apache-2.0

   usage: test_memory [PART-OF-NAME [NUMBER]]

   After a failure the scenario must end in E_NOMEM with nothing leaked, or, when
   the library can do without what was refused, in the same output as ever. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <govfig/extractor.h>
#include <govfig/table.h>

#include "tests/faults/failing.h"
#include "tests/faults/scenarios.h"
#include "tests/support/csv.h"

enum { ROOM = 8 << 20 };

static double seconds(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

struct attempt {
  enum govfig_status status;
  struct govfig_error err;
  size_t asked, refused;
  long leaked;
};

static struct attempt try(const struct scenario *s, const struct materials *m, size_t at,
                          bool persistent, struct buf *out)
{
  struct attempt a = {0};
  buf_clear(out);
  long before = failing_live();
  failing_arm(at, persistent);
  a.status = s->run(m, out, &a.err);
  a.asked = failing_disarm(&a.refused);
  a.leaked = failing_live() - before;
  return a;
}

/* What is wrong with an attempt; NULL for nothing. */
static const char *verdict(const struct attempt *a, const struct buf *out, const struct buf *good)
{
  if (a->leaked != 0)
    return "leaks";
  if (a->status == GOVFIG_OK)
    return out->len == good->len && memcmp(out->data, good->data, out->len) == 0
               ? NULL
               : "says OK with other output";
  if (a->status != GOVFIG_E_NOMEM)
    return "ends in another status";
  return a->err.status == GOVFIG_E_NOMEM ? NULL : "the error object does not say E_NOMEM";
}

struct tally {
  size_t passed, failed;
};

static void try_all(const struct scenario *s, const struct materials *m, size_t only,
                    struct buf *good, struct buf *out, struct tally *tally)
{
  failing_own_only(strcmp(s->name, "inputs") == 0);
  try(s, m, 0, false, good); /* libxml2 and iconv keep what they set up at first use */
  double began = seconds();
  struct attempt a = try(s, m, 0, false, good);
  double each = seconds() - began;
  if (a.status != GOVFIG_OK || a.leaked != 0) {
    printf("FAILED %s: without any fault: status %d (%s), %ld blocks leaked\n", s->name,
           (int)a.status, a.err.text, a.leaked);
    tally->failed++;
    return;
  }
  size_t bad = 0, tried = 0, step = 1 + (size_t)((double)a.asked * each / 20.0);
  for (size_t at = only != 0 ? only : 1; at <= a.asked; at += step) {
    for (int persistent = 0; persistent < 2; persistent++) {
      struct attempt b = try(s, m, at, persistent != 0, out);
      const char *wrong = verdict(&b, out, good);
      tried++;
      if (wrong != NULL && ++bad <= 8)
        printf("  %s: allocation %zu%s: %s (status %d, %ld blocks, %zu of %zu bytes): %s\n", s->name,
               at, persistent ? " and all after" : "", wrong, (int)b.status, b.leaked, out->len,
               good->len, b.err.text);
    }
    if (only != 0)
      break;
  }
  printf("%s %s: %zu allocations, %zu faults tried, %zu wrong\n", bad == 0 ? "ok" : "FAILED",
         s->name, a.asked, tried, bad);
  *(bad == 0 ? &tally->passed : &tally->failed) += 1;
}

/* ---- materials ---- */

static enum govfig_status append(void *ctx, const void *bytes, size_t len)
{
  return buf_add(ctx, bytes, len) ? GOVFIG_OK : GOVFIG_E_NOMEM;
}

static enum govfig_next put(const struct govfig_figure *figure, void *ctx)
{
  return govfig_writer_put(ctx, figure, NULL) == GOVFIG_OK ? GOVFIG_CONTINUE : GOVFIG_STOP;
}

static bool make_table(const struct materials *m, const char *format, struct buf *out)
{
  struct govfig_extractor *x = NULL;
  struct govfig_writer *w = NULL;
  struct govfig_document document = {.id = {"report.txt", 10}, .published = {"2023-12-06", 10}};
  struct govfig_writer_options options = govfig_writer_defaults();
  options.format = format;
  bool fine = govfig_extractor_new(m->rules, &x, NULL) == GOVFIG_OK &&
              govfig_writer_new(&options, append, out, &w, NULL) == GOVFIG_OK &&
              govfig_extract(x, &document, m->report, m->report_len, put, w, NULL) == GOVFIG_OK &&
              govfig_writer_flush(w, NULL) == GOVFIG_OK;
  govfig_writer_free(w);
  govfig_extractor_free(x);
  return fine;
}

static bool gather(struct materials *m)
{
  m->report = file_read(GOVFIG_SOURCE_DIR "/samples/communique.txt", &m->report_len);
  snprintf(m->folder, sizeof m->folder, "%s/tests/faults/inputs", GOVFIG_SOURCE_DIR);
  return m->report != NULL && govfig_rules_load(NULL, &m->rules, NULL) == GOVFIG_OK &&
         make_table(m, "csv", &m->csv) && make_table(m, "tsv", &m->tsv) &&
         make_table(m, "jsonl", &m->jsonl);
}

static void scatter(struct materials *m)
{
  govfig_rules_free(m->rules);
  free(m->report);
  buf_done(&m->csv);
  buf_done(&m->tsv);
  buf_done(&m->jsonl);
}

static const struct scenario *const lists[] = {
    extract_scenarios,
#ifdef HAVE_STATS
    stats_scenarios,
#endif
#ifdef HAVE_INPUT
    input_scenarios,
#endif
    NULL};

int main(int argc, char **argv)
{
  static struct materials m;
  struct buf good = {0}, out = {0};
  struct tally tally = {0};
  setvbuf(stdout, NULL, _IOLBF, 4096);
  if (!gather(&m) || !buf_reserve(&good, ROOM) || !buf_reserve(&out, ROOM)) {
    printf("FAILED: cannot prepare\n0 passed, 1 failed\n");
    return 1;
  }
  for (const struct scenario *const *list = lists; *list != NULL; list++)
    for (const struct scenario *s = *list; s->name != NULL; s++)
      if (argc < 2 || strstr(s->name, argv[1]) != NULL)
        try_all(s, &m, argc > 2 ? (size_t)atol(argv[2]) : 0, &good, &out, &tally);
  printf("%zu passed, %zu failed\n", tally.passed, tally.failed);
  scatter(&m);
  buf_done(&good);
  buf_done(&out);
  return tally.failed > 0;
}
