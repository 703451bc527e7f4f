/* test_property.c - what must hold for any text, tried on every case and
   sample: fed in pieces, cut at each point, noised at each point, without JIT.
   SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/cases.h"
#include "tests/support/extract.h"

#define CASES GOVFIG_SOURCE_DIR "/tests/cases"
#define SAMPLES GOVFIG_SOURCE_DIR "/samples"

static const char *const samples[] = {"bulletin", "work-report", "communique", "audit-notice",
                                      "news-roundup", "procurement", "policy",
                                      "budget-traditional", "county-page", "report-1956", NULL};

struct fixture {
  struct govfig_rules *rules, *interpreted;
  struct govfig_extractor *x, *without_jit;
};

typedef void text_fn(struct fixture *f, const char *name, const char *text, size_t len);

static int set_up(void **state)
{
  static struct fixture f;
  struct govfig_error err = {0};
  struct govfig_rules_options options = govfig_rules_defaults();
  static const char *const nothing[] = {"/dev/null"};
  options.jit = 0;
  options.files = nothing; /* a user's, so that all tables are read, as the build did */
  options.n_files = 1;
  if (govfig_rules_load(NULL, &f.rules, &err) != GOVFIG_OK ||
      govfig_rules_load(&options, &f.interpreted, &err) != GOVFIG_OK ||
      govfig_extractor_new(f.rules, &f.x, &err) != GOVFIG_OK ||
      govfig_extractor_new(f.interpreted, &f.without_jit, &err) != GOVFIG_OK) {
    fprintf(stderr, "%s:%zu:%zu: %s\n", err.file, err.line, err.column, err.text);
    return -1;
  }
  *state = &f;
  return 0;
}

static int tear_down(void **state)
{
  struct fixture *f = *state;
  govfig_extractor_free(f->x);
  govfig_extractor_free(f->without_jit);
  govfig_rules_free(f->rules);
  govfig_rules_free(f->interpreted);
  return 0;
}

static void for_each_sample(struct fixture *f, text_fn *fn)
{
  for (const char *const *name = samples; *name != NULL; name++) {
    char path[1024];
    size_t len;
    snprintf(path, sizeof path, "%s/%s.txt", SAMPLES, *name);
    char *text = file_read(path, &len);
    if (text == NULL)
      fail_msg("cannot read %s", path);
    fn(f, *name, text, len);
    free(text);
  }
}

static void for_each_text(struct fixture *f, text_fn *fn)
{
  struct test_cases cases = cases_load(CASES, NULL);
  assert_true(cases.n > 50);
  for (size_t i = 0; i < cases.n; i++) {
    size_t len;
    char *text = cases.item[i].input != NULL ? case_file(&cases.item[i], "input.txt", &len) : NULL;
    if (text != NULL)
      fn(f, cases.item[i].name, text, len);
    free(text);
  }
  cases_free(&cases);
  for_each_sample(f, fn);
}

static void assert_sound(const struct extraction *e, const char *name, size_t at)
{
  if (!extraction_is_sound(e))
    fail_msg("%s, changed at byte %zu: status %d, %s\n%.300s", name, at, (int)e->status,
             e->wrong, e->text);
}

static void assert_same(const struct extraction *a, const struct extraction *b, const char *name,
                        size_t piece)
{
  if (a->n != b->n || a->rows.len != b->rows.len ||
      (a->rows.len > 0 && memcmp(a->rows.data, b->rows.data, a->rows.len) != 0))
    fail_msg("%s: another table (%zu rows, not %zu) in pieces of %zu", name, b->n, a->n, piece);
}

/* ---- the table does not depend on how the text was cut into pieces ---- */

static void check_pieces(struct fixture *f, const char *name, const char *text, size_t len)
{
  static const size_t pieces[] = {1, 2, 3, 5, 64, 4096};
  struct extraction whole;
  extraction_run(&whole, f->x, text, len, 0);
  assert_sound(&whole, name, 0);
  for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
    struct extraction e;
    extraction_run(&e, f->x, text, len, pieces[i]);
    assert_same(&whole, &e, name, pieces[i]);
    extraction_done(&e);
  }
  extraction_done(&whole);
}

static void test_pieces(void **state)
{
  for_each_text(*state, check_pieces);
}

/* ---- nor on whether patterns are compiled to machine code ---- */

static void check_jit(struct fixture *f, const char *name, const char *text, size_t len)
{
  struct extraction a, b;
  extraction_run(&a, f->x, text, len, 0);
  extraction_run(&b, f->without_jit, text, len, 0);
  assert_same(&a, &b, name, 0);
  extraction_done(&a);
  extraction_done(&b);
}

static void test_jit(void **state)
{
  for_each_text(*state, check_jit);
}

/* ---- text that ends or begins anywhere, also inside a character ---- */

static void check_cut(struct fixture *f, const char *name, const char *text, size_t len)
{
  for (size_t at = 0; at <= len; at++) {
    struct extraction head, tail;
    extraction_run(&head, f->x, text, at, 0);
    assert_sound(&head, name, at);
    extraction_done(&head);
    extraction_run(&tail, f->x, text + at, len - at, 0);
    assert_sound(&tail, name, at);
    extraction_done(&tail);
  }
}

static void test_cut(void **state)
{
  for_each_text(*state, check_cut);
}

/* ---- something put in, or left out, anywhere ---- */

static const char *const noise[] = {
    "0", "9", ".", ",", "%", "-", "\n", "\t", " ", "\r\n", "|", "/", "\xFF", "\xE4\xB8",
    "\xE4\xB8\x87" /* wan */, "\xE4\xBA\xBF" /* yi */, "\xE7\xAC\xAC" /* di */,
    "\xE5\x8D\x81" /* shi */, "\xE2\x80\x94" /* dash */, "\xEF\xBD\x9E" /* wave */,
    "\xE3\x80\x81" /* enumeration comma */, "\xE5\xB9\xB4" /* year */,
    "\xE5\x88\x86\xE4\xB9\x8B" /* fen zhi */, "\xE5\x85\x83" /* yuan */, "\xEF\xBB\xBF",
    "\xF0\xA0\x80\x80", "\xE5\xA4\x9A" /* duo */, "\xE5\x8D\x8A" /* ban */, "\xE7\x9B\xAE", "\f"};

static void check_one_noise(struct fixture *f, const char *name, const char *text, size_t len,
                            size_t at, const char *put, size_t drop)
{
  size_t n = strlen(put), rest = len - at - drop;
  char *noised = malloc(at + n + rest + 1);
  assert_non_null(noised);
  memcpy(noised, text, at);
  memcpy(noised + at, put, n);
  memcpy(noised + at + n, text + at + drop, rest);
  noised[at + n + rest] = '\0';
  struct extraction e;
  extraction_run(&e, f->x, noised, at + n + rest, 0);
  assert_sound(&e, name, at);
  extraction_done(&e);
  free(noised);
}

static void check_noise(struct fixture *f, const char *name, const char *text, size_t len)
{
  size_t kinds = sizeof noise / sizeof *noise, turn = len % kinds;
  for (size_t at = 0; at < len; at++) {
    if (((unsigned char)text[at] & 0xC0) == 0x80)
      continue; /* inside a character */
    size_t drop = 1;
    while (at + drop < len && ((unsigned char)text[at + drop] & 0xC0) == 0x80)
      drop++;
    check_one_noise(f, name, text, len, at, noise[turn++ % kinds], 0);
    check_one_noise(f, name, text, len, at, noise[turn++ % kinds], drop);
    check_one_noise(f, name, text, len, at, "", drop);
  }
}

static void test_noise(void **state)
{
  for_each_text(*state, check_noise);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_pieces),
      cmocka_unit_test(test_jit),
      cmocka_unit_test(test_cut),
      cmocka_unit_test(test_noise),
  };
  return cmocka_run_group_tests_name("property", tests, set_up, tear_down);
}
