/* cmd_rules.c - govfig rules: what the extractors are, and whether their own
   examples pass.  SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include <govfig/rules.h>

#include "cli/commands.h"
#include "cli/say.h"
#include "cli/usage.h"

struct rules_settings {
  struct option_list files;
  bool no_jit, verbose;
};

static void print(struct govfig_str s)
{
  fwrite(s.data, 1, s.len, stdout);
}

static int list(const struct govfig_rules *rules)
{
  for (size_t i = 0; i < govfig_rules_count(rules); i++) {
    struct govfig_rule r = govfig_rules_get(rules, i);
    print(r.name);
    printf("\t%s:%zu\t", r.file, r.line);
    print(r.sets);
    putchar('\t');
    print(r.pattern);
    putchar('\n');
  }
  return usage_finish(stdout);
}

struct tally {
  size_t passed, failed;
  bool verbose;
};

static void tell(const struct govfig_rule_example *e, void *ctx)
{
  struct tally *t = ctx;
  if (e->passed)
    t->passed++;
  else
    t->failed++;
  if (e->passed && !t->verbose)
    return;
  printf("%s\t%s:%zu\t", e->passed ? "pass" : "FAIL", e->rule.file, e->rule.line);
  print(e->rule.name);
  printf("\t%s\t", e->accept ? "accept" : "reject");
  print(e->text);
  putchar('\n');
}

static int test(const struct govfig_rules *rules, bool verbose)
{
  struct tally t = {.verbose = verbose};
  struct govfig_error err;
  enum govfig_status status = govfig_rules_test(rules, tell, &t, &err);
  if (status != GOVFIG_OK) {
    say_error(&err);
    return govfig_status_exit(status);
  }
  printf("%zu passed, %zu failed\n", t.passed, t.failed);
  int exit_status = usage_finish(stdout);
  return exit_status != 0 ? exit_status : t.failed > 0;
}

static int rules_run(void *settings, const struct operands *operands)
{
  struct rules_settings *s = settings;
  struct govfig_rules_options options = govfig_rules_defaults();
  struct govfig_rules *rules;
  struct govfig_error err;
  const char *verb = operands->n > 0 ? operands->item[0] : "";
  bool known = strcmp(verb, "list") == 0 || strcmp(verb, "check") == 0 || strcmp(verb, "test") == 0;
  if (operands->n != 1 || !known) {
    say("rules: expected one of list, check, test; 'govfig help rules' tells more");
    return OPTIONS_EXIT_USAGE;
  }
  options.files = s->files.item;
  options.n_files = s->files.n;
  options.jit = !s->no_jit;
  enum govfig_status status = govfig_rules_load(&options, &rules, &err);
  if (status != GOVFIG_OK) {
    say_error(&err);
    return govfig_status_exit(status);
  }
  int exit_status = 0;
  if (verb[0] == 'l')
    exit_status = list(rules);
  else if (verb[0] == 't')
    exit_status = test(rules, s->verbose);
  govfig_rules_free(rules);
  return exit_status;
}

static const struct rules_settings rules_defaults = {.verbose = false};

static const struct option_row rules_options[] = {
    {.name = "rules", .type = OPTION_LIST, .offset = offsetof(struct rules_settings, files),
     .metavar = "FILE", .help = "read this rule file too, after the built-in ones; repeatable"},
    {.name = "no-jit", .type = OPTION_FLAG, .offset = offsetof(struct rules_settings, no_jit),
     .help = "match without machine code; the results are the same"},
    {.name = "verbose", .letter = 'v', .type = OPTION_FLAG,
     .offset = offsetof(struct rules_settings, verbose),
     .help = "with test, print the examples that pass too"},
    {.name = NULL},
};

const struct command command_rules = {
    .name = "rules",
    .synopsis = "[OPTION]... list|check|test",
    .summary = "the extractors: what they are, and do their own examples pass",
    .description =
        "'list' prints a line per rule, in order of precedence: name, place, what it sets, pattern.\n"
        "'check' compiles everything and says what is wrong with a rule file.\n"
        "'test' runs the accept and reject examples of every rule; exit status 1 when one fails.\n",
    .examples = "check a rule file of your own\tgovfig rules check --rules mine.rules\n"
                "run all examples\tgovfig rules test\n",
    .options = rules_options,
    .defaults = &rules_defaults,
    .settings_size = sizeof(struct rules_settings),
    .run = rules_run,
};
