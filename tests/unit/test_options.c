/* test_options.c - the command line parser and what its tables print.
   SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cli/options.h"
#include "cli/usage.h"

struct settings {
  bool quiet, verbose;
  const char *output;
  long jobs;
  int format;
  struct option_list rules;
};

static const struct settings defaults = {.jobs = 1, .output = "none"};

static const struct option_row rows[] = {
    {.name = "quiet", .letter = 'q', .type = OPTION_FLAG, .offset = offsetof(struct settings, quiet),
     .section = "Words", .help = "say little"},
    {.name = "verbose", .letter = 'v', .type = OPTION_FLAG,
     .offset = offsetof(struct settings, verbose), .help = "say much"},
    {.name = "output", .letter = 'o', .type = OPTION_TEXT,
     .offset = offsetof(struct settings, output), .metavar = "FILE", .help = "write to FILE"},
    {.name = "jobs", .letter = 'j', .type = OPTION_NUMBER, .min = 1, .max = 64,
     .offset = offsetof(struct settings, jobs), .metavar = "N", .help = "work with N threads"},
    {.name = "format", .type = OPTION_CHOICE, .choices = "csv|tsv|jsonl",
     .offset = offsetof(struct settings, format), .help = "what is printed"},
    {.name = "rules", .type = OPTION_LIST, .offset = offsetof(struct settings, rules),
     .metavar = "FILE", .help = "read rules"},
    {.name = NULL}};

/* What the command was run with. */
static struct {
  struct settings settings;
  char operands[256], rules[256];
  int runs;
} seen;

static int run(void *settings, const struct operands *operands)
{
  memcpy(&seen.settings, settings, sizeof seen.settings);
  seen.operands[0] = seen.rules[0] = '\0';
  for (size_t i = 0; i < operands->n; i++) {
    strcat(seen.operands, operands->item[i]);
    strcat(seen.operands, ";");
  }
  for (size_t i = 0; i < seen.settings.rules.n; i++) {
    strcat(seen.rules, seen.settings.rules.item[i]);
    strcat(seen.rules, ";");
  }
  seen.runs++;
  return 0;
}

static const struct command command_try = {
    .name = "try", .synopsis = "[OPTION]...", .summary = "tries - things",
    .description = "First.\n.second paragraph\n", .examples = "say little\tgovfig try -q\n",
    .options = rows, .defaults = &defaults, .settings_size = sizeof defaults, .run = run};

const struct command *const commands[] = {&command_try, NULL};

enum { WORDS_MAX = 16 };

/* Splits at blanks; "" stands for no words. */
static int with(const char *line)
{
  char copy[256], *argv[WORDS_MAX];
  int argc = 0;
  memset(&seen, 0, sizeof seen);
  snprintf(copy, sizeof copy, "%s", line);
  for (char *word = strtok(copy, " "); word != NULL && argc < WORDS_MAX; word = strtok(NULL, " "))
    argv[argc++] = word;
  return options_run(&command_try, argc, argv);
}

static void test_defaults(void **state)
{
  (void)state;
  assert_int_equal(with(""), 0);
  assert_int_equal(seen.settings.jobs, 1);
  assert_string_equal(seen.settings.output, "none");
  assert_false(seen.settings.quiet);
  assert_string_equal(seen.operands, "");
}

static void test_spellings(void **state)
{
  (void)state;
  static const char *const lines[] = {"-o f -j 8", "-of -j8", "--output=f --jobs=8",
                                      "--output f --jobs 8", "-qvof -vqj8"};
  for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
    assert_int_equal(with(lines[i]), 0);
    assert_int_equal(seen.settings.jobs, 8);
  }
  assert_true(seen.settings.quiet && seen.settings.verbose);
}

static void test_words(void **state)
{
  (void)state;
  assert_int_equal(with("a -q - b -- -v --nothing"), 0);
  assert_string_equal(seen.operands, "a;-;b;-v;--nothing;");
  assert_false(seen.settings.verbose);
  assert_int_equal(with("--format tsv --rules a --rules=b"), 0);
  assert_int_equal(seen.settings.format, 1);
  assert_string_equal(seen.rules, "a;b;");
}

static void test_wrong(void **state)
{
  (void)state;
  static const char *const lines[] = {"--outptu x", "-x",        "--jobs",     "-j",
                                      "--jobs=0",   "--jobs=65", "--jobs=8x",  "--jobs=",
                                      "--quiet=1",  "-qx",       "--format=c", "--format csvx",
                                      "--jobs=99999999999999999999"};
  for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
    assert_int_equal(with(lines[i]), OPTIONS_EXIT_USAGE);
    assert_int_equal(seen.runs, 0);
  }
}

static void test_guess(void **state)
{
  (void)state;
  struct guess g = {0};
  guess_try(&g, "formt", 5, "rules");
  assert_null(g.best);
  guess_try(&g, "formt", 5, "format");
  guess_try(&g, "formt", 5, "forms");
  assert_string_equal(g.best, "format");
  struct guess none = {0};
  guess_try(&none, "zzzzzz", 6, "format");
  assert_null(none.best);
}

/* Everything that `print` writes. */
static char *printed(int (*print)(const struct command *, FILE *))
{
  char *text = NULL;
  size_t len = 0;
  FILE *to = open_memstream(&text, &len);
  assert_non_null(to);
  assert_int_equal(print(&command_try, to), 0);
  fclose(to);
  return text;
}

static void test_every_option_is_told(void **state)
{
  (void)state;
  char *help = printed(usage_print), *page = printed(manual_print);
  for (const struct option_row *r = rows; r->name != NULL; r++) {
    assert_non_null(strstr(help, r->name));
    assert_non_null(strstr(help, r->help));
    assert_non_null(strstr(page, r->name));
    assert_non_null(strstr(page, r->help));
  }
  assert_non_null(strstr(help, "-j, --jobs=N"));
  assert_non_null(strstr(help, "--format=csv|tsv|jsonl"));
  free(help);
  free(page);
}

static void test_troff_is_escaped(void **state)
{
  (void)state;
  char *page = printed(manual_print);
  assert_non_null(strstr(page, "\n\\&.second paragraph"));
  assert_non_null(strstr(page, "tries \\- things"));
  free(page);
}

static void test_full_device(void **state)
{
  (void)state;
  FILE *full = fopen("/dev/full", "w");
  if (full == NULL)
    skip();
  assert_int_equal(usage_print(&command_try, full), 4);
  fclose(full);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_defaults),
      cmocka_unit_test(test_spellings),
      cmocka_unit_test(test_words),
      cmocka_unit_test(test_wrong),
      cmocka_unit_test(test_guess),
      cmocka_unit_test(test_every_option_is_told),
      cmocka_unit_test(test_troff_is_escaped),
      cmocka_unit_test(test_full_device),
  };
  return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
