/* test_hostile.c - text made to be slow: the work must stay in proportion to
   its length.  SPDX-License-Identifier: Apache-2.0

   Each text is tried at some size and at four times that size; four times the
   work may take four times as long, with room for a busy machine, but not the
   sixteen times of a square.  What seems slow is measured again: another program
   on the machine makes a run slow now and then, a square makes each run slow. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include <govfig/extractor.h>

#include "base/buf.h"

struct hostile {
  const char *name;
  const char *head, *repeated, *tail; /* UTF-8 */
  size_t times;
};

static const struct hostile texts[] = {
    {"digits", "", "1234567890", "", 20000},
    {"digits with commas", "", "123,", "", 50000},
    {"digits with points", "", "1.", "", 50000},
    {"trillions", "", "\xE4\xB8\x89\xE4\xB8\x87\xE4\xBA\xBF", "", 10000},
    {"numerals", "", "\xE4\xB8\x80", "", 50000},
    {"tens", "", "\xE5\x8D\x81", "", 50000},
    {"percentages on a line", "", "5.2%\xE3\x80\x81", "", 20000},
    {"percentages", "", "3%", "", 50000},
    {"ranges", "", "3-", "", 50000},
    {"waves", "", "10%\xEF\xBD\x9E", "", 20000},
    {"blanks in a number", "1", " ", "2\xE5\x85\x83", 100000},
    {"line breaks in a number", "1", "\n", "2\xE5\x85\x83", 100000},
    {"no line break", "", "\xE5\x85\xA8\xE5\xB8\x82\xE5\xAE\x8C\xE6\x88\x90" "12", "", 30000},
    {"no sentence end", "", "\xE5\xA2\x9E\xE9\x95\xBF" "12%\xEF\xBC\x8C", "", 20000},
    {"brackets", "", "(", "", 100000},
    {"quotes", "", "\xE2\x80\x9C", "", 50000},
    {"bars", "", "|", "", 100000},
    {"tabs", "", "1\t", "", 50000},
    {"headings", "", "\xE4\xB8\x80\xE3\x80\x81\n", "", 30000},
    {"short lines", "", "a\n", "", 50000},
    {"bad bytes", "", "\xFF", "", 200000},
    {"half characters", "", "\xE4\xB8", "", 100000},
    {"tails", "", "\x80", "", 500000}, /* more than a chunk without a line break */
    {"zero bytes", "", "", "", 0}, /* NULs: see make_text */
    {"datelines", "", "\xE6\x9C\xAC\xE6\x8A\xA5\xE8\xAE\xAF", "", 20000},
    {"asterisks", "", "**5", "", 50000},
    {"emphasis", "", "**5%**\xEF\xBC\x8C", "", 20000},
    {"groups", "\xE6\x94\xB6", " 123", "", 50000},
    {"that day", "", "\xE5\xBD\x93\xE6\x97\xA5" "5\xE4\xBA\xBA\xEF\xBC\x8C", "", 10000},
    {"approximately", "", "\xE7\xBA\xA6", "5\xE4\xBA\xBA", 50000},
};

static void make_text(const struct hostile *h, size_t factor, struct buf *out)
{
  buf_add_text(out, h->head);
  for (size_t i = 0; i < h->times * factor; i++)
    buf_add_text(out, h->repeated);
  for (size_t i = 0; h->times == 0 && i < 200000 * factor; i++)
    buf_add_char(out, '\0');
  buf_add_text(out, h->tail);
  assert_false(out->failed);
}

static enum govfig_next count(const struct govfig_figure *f, void *ctx)
{
  (void)f;
  ++*(size_t *)ctx;
  return GOVFIG_CONTINUE;
}

static double seconds(void)
{
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* CPU seconds for the text, the best of some runs. */
static double cost(struct govfig_extractor *x, const struct hostile *h, size_t factor, int runs)
{
  struct buf text = {0};
  struct govfig_document document = {.id = {"hostile", 7}};
  double best = 1e9;
  make_text(h, factor, &text);
  for (int i = 0; i < runs; i++) {
    struct govfig_error err = {0};
    size_t n = 0;
    double t = seconds();
    enum govfig_status s = govfig_extract(x, &document, text.data, text.len, count, &n, &err);
    t = seconds() - t;
    best = t < best ? t : best;
    if (s != GOVFIG_OK && s != GOVFIG_E_RANGE && s != GOVFIG_E_MATCH && s != GOVFIG_E_LIMIT)
      fail_msg("%s: status %d: %s", h->name, (int)s, err.text);
  }
  buf_done(&text);
  return best;
}

/* Is four times the text more work than it may be, however often it is measured? */
static bool is_slow(struct govfig_extractor *x, const struct hostile *h)
{
  double one = 0, four = 0;
  for (int runs = 2; runs <= 8; runs *= 2) {
    one = cost(x, h, 1, runs);
    four = cost(x, h, 4, runs);
    if (four <= 9 * one + 0.02)
      return false;
  }
  print_message("%s: %.3f s, four times as much %.3f s\n", h->name, one, four);
  return true;
}

static void test_work_is_linear(void **state)
{
  (void)state;
  struct govfig_rules *rules;
  struct govfig_extractor *x;
  struct govfig_error err = {0};
  size_t bad = 0;
  assert_int_equal(govfig_rules_load(NULL, &rules, &err), GOVFIG_OK);
  assert_int_equal(govfig_extractor_new(rules, &x, &err), GOVFIG_OK);
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    bad += is_slow(x, &texts[i]);
  govfig_extractor_free(x);
  govfig_rules_free(rules);
  assert_int_equal(bad, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_work_is_linear)};
  return cmocka_run_group_tests_name("hostile", tests, NULL, NULL);
}
