/* test_rules.c - the rule language: what it refuses, and that the built-in rules
   keep their word.  SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <govfig/extractor.h>

/* Loads the built-in rules and `text` as a user's file. */
static enum govfig_status load_as(const char *text, int jit, struct govfig_rules **rules,
                                  struct govfig_error *err)
{
  const char *path = GOVFIG_BINARY_DIR "/test_rules.rules";
  FILE *out = fopen(path, "w");
  assert_non_null(out);
  fputs(text, out);
  fclose(out);
  struct govfig_rules_options options = govfig_rules_defaults();
  options.files = &path;
  options.n_files = 1;
  options.jit = jit;
  *err = (struct govfig_error){.status = GOVFIG_OK};
  return govfig_rules_load(&options, rules, err);
}

static enum govfig_status load_with(const char *text, struct govfig_rules **rules,
                                    struct govfig_error *err)
{
  return load_as(text, 1, rules, err);
}

struct refusal {
  const char *text;
  enum govfig_status status;
  size_t line;
  const char *says;
};

static const struct refusal refusals[] = {
    {"a row\n", GOVFIG_E_SYNTAX, 1, "before any @table"},
    {"# comment\n\n@table nonsense x\n", GOVFIG_E_SYNTAX, 3, "unknown table"},
    {"@table unit name colour\n", GOVFIG_E_SYNTAX, 1, "unknown column"},
    {"@table unit name kind\n箩\tbasketry\n", GOVFIG_E_SYNTAX, 2, "unknown kind"},
    {"@table unit name kind\n箩\tcount\tmore\n", GOVFIG_E_SYNTAX, 2, "more cells"},
    {"@table bound word place bound\n约\tabove\tabout\n", GOVFIG_E_SYNTAX, 2, "place"},
    {"@rules\nmatch {q}\n", GOVFIG_E_SYNTAX, 2, "inside a rule"},
    {"@rules\nrule nonsense\n", GOVFIG_E_SYNTAX, 2, "begins with"},
    {"@rules\nrule figure.x\ncolour red\n", GOVFIG_E_SYNTAX, 3, "unknown keyword"},
    {"@rules\nrule figure.x\nset kind=colour\nmatch {q}\n", GOVFIG_E_SYNTAX, 3, "unknown field"},
    {"@rules\nrule figure.x\nset kind=count\n", GOVFIG_E_SYNTAX, 2, "no match line"},
    {"@rules\nrule figure.x\nmatch {q}\nmatch {q}\n", GOVFIG_E_SYNTAX, 4, "one match line"},
    {"@rules\nrule figure.x\nmatch {q}\npriority ten\n", GOVFIG_E_SYNTAX, 4, "digit"},
    {"@rules\nrule figure.x\nmatch 约数\n", GOVFIG_E_PATTERN, 3, "exactly once"},
    {"@rules\nrule figure.x\nmatch {q}和{q}\n", GOVFIG_E_PATTERN, 3, "exactly once"},
    {"@rules\nrule figure.x\nmatch {q:colour}\n", GOVFIG_E_PATTERN, 3, "unknown kind"},
    {"@rules\nrule figure.x\nmatch {nonsense}{q}\n", GOVFIG_E_PATTERN, 3, "unknown macro"},
    {"@rules\nrule figure.x\nmatch (?:共{q}\n", GOVFIG_E_PATTERN, 3, "parenthes"},
    {"@rules\nmacro a {a}\nrule figure.x\nmatch {a}{q}\n", GOVFIG_E_PATTERN, 4, "deeply"},
    {"@rules\nrule figure.x\nmatch {q}\nset unit=箩筐箩筐\n", GOVFIG_E_SYNTAX, 2, "unknown unit"},
};

static void test_refusals_say_where_and_why(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
    const struct refusal *r = &refusals[i];
    struct govfig_rules *rules;
    struct govfig_error err;
    enum govfig_status status = load_with(r->text, &rules, &err);
    if (status != r->status || rules != NULL || err.line != r->line ||
        strstr(err.text, r->says) == NULL || strstr(err.file, "test_rules.rules") == NULL)
      fail_msg("case %zu: status %d, %s:%zu: %s", i, status, err.file, err.line, err.text);
  }
}

static void test_columns_are_those_of_the_line(void **state)
{
  struct govfig_rules *rules;
  struct govfig_error err;
  (void)state;
  load_with("@rules\nmacro m (?:甲|乙|丙)\nrule figure.x\nmatch {m}{q}共(?:\n", &rules, &err);
  assert_int_equal(err.column, 17); /* behind the last character */
  load_with("@rules\nrule figure.x\nmatch 共{q}{nonsense}\n", &rules, &err);
  assert_int_equal(err.column, 11);
}

static void test_missing_file(void **state)
{
  const char *path = GOVFIG_BINARY_DIR "/no such file";
  struct govfig_rules_options options = govfig_rules_defaults();
  struct govfig_rules *rules;
  struct govfig_error err;
  (void)state;
  options.files = &path;
  options.n_files = 1;
  assert_int_equal(govfig_rules_load(&options, &rules, &err), GOVFIG_E_READ);
  assert_string_equal(err.file, path);
}

struct seen {
  char rows[4096];
  size_t n;
};

static enum govfig_next keep(const struct govfig_figure *f, void *ctx)
{
  static const enum govfig_column shown[] = {GOVFIG_COLUMN_TEXT, GOVFIG_COLUMN_KIND,
                                             GOVFIG_COLUMN_UNIT, GOVFIG_COLUMN_RULE};
  struct seen *seen = ctx;
  size_t used = strlen(seen->rows);
  for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
    struct govfig_str s = f->column[shown[i]];
    used += (size_t)snprintf(seen->rows + used, sizeof seen->rows - used, "%.*s%s", (int)s.len,
                             s.data != NULL ? s.data : "", i == 3 ? ";" : ",");
  }
  seen->n++;
  return GOVFIG_CONTINUE;
}

static enum govfig_status extract(const struct govfig_rules *rules, const char *text,
                                  struct seen *seen, struct govfig_error *err)
{
  struct govfig_extractor *x;
  *seen = (struct seen){.n = 0};
  assert_int_equal(govfig_extractor_new(rules, &x, err), GOVFIG_OK);
  enum govfig_status status = govfig_extract(x, NULL, text, strlen(text), keep, seen, err);
  govfig_extractor_free(x);
  return status;
}

static void test_user_adds_a_unit_and_a_rule(void **state)
{
  struct govfig_rules *rules;
  struct govfig_error err;
  struct seen seen;
  (void)state;
  assert_int_equal(load_with("@table measure name\n箩\n"
                             "@rules\nrule figure.basket\nmatch 装{q:count}\nset kind=volume\n"
                             "accept 装12箩\nrule stop.lost\nmatch 丢{q:count}\n",
                             &rules, &err), GOVFIG_OK);
  assert_int_equal(extract(rules, "共装12箩，丢3箩，收5箩。", &seen, &err), GOVFIG_OK);
  assert_string_equal(seen.rows, "12箩,volume,箩,figure.basket;5箩,count,箩,count;");
  govfig_rules_free(rules);
}

static void test_user_replaces_a_rule(void **state)
{
  struct govfig_rules *rules;
  struct govfig_error err;
  struct seen seen;
  (void)state;
  assert_int_equal(load_with("@rules\nrule stop.ordinal\nmatch 绝不会出现的词{q}\n", &rules, &err),
                   GOVFIG_OK);
  assert_int_equal(extract(rules, "第12家门店开业。", &seen, &err), GOVFIG_OK);
  assert_int_equal(seen.n, 1);
  govfig_rules_free(rules);
}

static void test_match_limit_names_the_rule(void **state)
{
  struct govfig_rules *rules;
  struct govfig_error err;
  struct seen seen;
  (void)state;
  assert_int_equal(load_with("@rules\nrule figure.slow\nreach sentence\n"
                             "match (?:甲+)+乙(?:.*){q}\nset kind=count\n", &rules, &err),
                   GOVFIG_OK);
  char text[4096] = "";
  for (int i = 0; i < 60; i++)
    strcat(text, "甲");
  strcat(text, "丙5家，乙7家，9家。下面8家。");
  assert_int_equal(extract(rules, text, &seen, &err), GOVFIG_E_MATCH);
  assert_non_null(strstr(err.text, "figure.slow"));
  assert_non_null(strstr(seen.rows, "8家"));
  assert_null(strstr(seen.rows, "7家"));
  assert_null(strstr(seen.rows, "9家")); /* not only the first that hits it is left out */
  govfig_rules_free(rules);
}

/* What must stand in a title is concluded from each alternative of a group. */
static void test_titles_of_every_make(void **state)
{
  static const struct {
    const char *title;
    int stops;
  } titles[] = {{"子鼠", 1},   {" 子鼠",  1}, {"丑的午马", 1}, {"丑《未》申猴甲", 1},
                {"丑未羊", 1}, {"丑未羊乙", 0}, {"寅的子鼠", 0}, {"丑的午羊", 0}, {"酉", 0}};
  struct govfig_rules *rules;
  struct govfig_error err;
  (void)state;
  assert_int_equal(load_with("@rules\nrule stop.titled\nmatch {q:count}\n"
                             "title (?:^ *子鼠|^[^寅]*(?:午马|(?:《未》)?申猴?|未羊$))\n",
                             &rules, &err), GOVFIG_OK);
  for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
    struct govfig_extractor *x;
    struct seen seen = {.n = 0};
    struct govfig_document about = {.title = {titles[i].title, strlen(titles[i].title)}};
    const char *text = "这里共有5家工厂。";
    assert_int_equal(govfig_extractor_new(rules, &x, &err), GOVFIG_OK);
    assert_int_equal(govfig_extract(x, &about, text, strlen(text), keep, &seen, &err), GOVFIG_OK);
    assert_int_equal(seen.n, titles[i].stops ? 0 : 1);
    govfig_extractor_free(x);
  }
  govfig_rules_free(rules);
}

static void count_failures(const struct govfig_rule_example *e, void *ctx)
{
  int *failures = ctx;
  if (!e->passed) {
    print_error("%.*s: %s %.*s\n", (int)e->rule.name.len, e->rule.name.data,
                e->accept ? "accept" : "reject", (int)e->text.len, e->text.data);
    ++*failures;
  }
}

/* With tables as the build read them, and as they are read beside a user's. */
static void test_built_in_examples(void **state)
{
  for (int way = 0; way < 4; way++) {
    struct govfig_rules_options options = govfig_rules_defaults();
    struct govfig_rules *rules;
    struct govfig_error err;
    int failures = 0;
    (void)state;
    options.jit = way & 1;
    if (way < 2)
      assert_int_equal(govfig_rules_load(&options, &rules, &err), GOVFIG_OK);
    else
      assert_int_equal(load_as("# nothing\n", options.jit, &rules, &err), GOVFIG_OK);
    assert_int_equal(govfig_rules_test(rules, count_failures, &failures, NULL), GOVFIG_OK);
    assert_int_equal(failures, 0);
    assert_true(govfig_rules_count(rules) > 50);
    govfig_rules_free(rules);
  }
}

/* Patterns of every make: what is concluded from one must not lose a match. */
static const char makes[] =
    "@rules\n"
    "rule stop.class\nmatch [丁-丅甲][\\s　]*{q:count}\naccept 丁3家\nreject 戊3家\n"
    "rule stop.odd-class\nmatch []己](?:庚+){q:count}\naccept 己庚庚3家\nreject 庚3家\n"
    "rule stop.posix\nmatch [[:alpha:]辛]壬{q:count}\naccept 丑x壬3家\nreject 丑壬3家\n"
    "rule stop.start\nmatch ^(?:癸|)子?{q:count}、\naccept 癸子3家、好\nreject 好癸子3家、好\n"
    "rule stop.counted\nmatch (?:卯辰){2,3}[^，]{1,4}{q:count}\naccept 卯辰卯辰共有3家\n"
    "reject 卯辰共有3家\n"
    "rule stop.looks\nmatch (?<!不)巳(?!午)[^，]{0,9}{q:count}(?=[，。]|$)\naccept 巳的3家\n"
    "reject 不巳3家。\nreject 巳午3家。\nreject 巳3家公司。\n"
    "rule stop.case\nmatch (?i)abc的{q:count}\naccept 丑ABC的3家\n"
    "rule stop.quoted\nmatch \\Q未\\E.?{q:count}\naccept 未申3家\n"
    "rule stop.either\nmatch 酉{q:count}|戌亥\naccept 酉3家\n"
    "rule stop.inside\nmatch 甲甲[^。]{0,9}乙乙[^。]{0,9}{q:count}\naccept 甲甲的乙乙有3家\n"
    "reject 乙乙的甲甲有3家\n"
    "rule stop.other\nmatch (?:丙|{o:percent})[、和]{1,2}{q:count}\naccept 占5%、3家\n"
    "rule stop.behind\nmatch {q:count}\\x{4e01}?(?:鼠|牛马)\naccept 3家丁鼠\nreject 3家牛羊\n"
    "rule stop.far\nmatch 龙龙.*{q:count}\nreach sentence\n"
    "accept 龙龙一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十的3家\n"
    "rule stop.near\nmatch 蛇蛇.*{q:count}\n"
    "reject 蛇蛇东西南北东西南北东西南北东西南北东西南北东西南北东西南北东西南北东西南北东西南北的3家\n"
    "rule stop.edge\nmatch x\\b马{q:count}\naccept 丑x马3家\n";

static void test_patterns_of_every_make(void **state)
{
  (void)state;
  for (int jit = 0; jit <= 1; jit++) {
    struct govfig_rules *rules;
    struct govfig_error err;
    int failures = 0;
    assert_int_equal(load_as(makes, jit, &rules, &err), GOVFIG_OK);
    assert_int_equal(govfig_rules_test(rules, count_failures, &failures, &err), GOVFIG_OK);
    assert_int_equal(failures, 0);
    govfig_rules_free(rules);
  }
}

static void test_a_failing_example_is_told(void **state)
{
  struct govfig_rules *rules;
  struct govfig_error err;
  int failures = 0;
  (void)state;
  assert_int_equal(load_with("@rules\nrule stop.x\nmatch 丢{q:count}\naccept 收3家\nreject 丢3家\n",
                             &rules, &err), GOVFIG_OK);
  assert_int_equal(govfig_rules_test(rules, count_failures, &failures, &err), GOVFIG_OK);
  assert_int_equal(failures, 2);
  govfig_rules_free(rules);
}

static void test_regions_by_name_and_code(void **state)
{
  struct govfig_rules *rules;
  struct govfig_error err;
  (void)state;
  assert_int_equal(govfig_rules_load(NULL, &rules, &err), GOVFIG_OK);
  assert_int_equal(govfig_rules_region(rules, (struct govfig_str){"宁德市", 9}), 350900);
  assert_int_equal(govfig_rules_region(rules, (struct govfig_str){"350900", 6}), 350900);
  assert_int_equal(govfig_rules_region(rules, (struct govfig_str){"999999", 6}), 0);
  assert_int_equal(govfig_rules_region(rules, (struct govfig_str){"乌有市", 9}), 0);
  assert_int_equal(govfig_rules_region(rules, (struct govfig_str){NULL, 0}), 0);
  govfig_rules_free(rules);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_regions_by_name_and_code),
      cmocka_unit_test(test_refusals_say_where_and_why),
      cmocka_unit_test(test_columns_are_those_of_the_line),
      cmocka_unit_test(test_missing_file),
      cmocka_unit_test(test_user_adds_a_unit_and_a_rule),
      cmocka_unit_test(test_user_replaces_a_rule),
      cmocka_unit_test(test_match_limit_names_the_rule),
      cmocka_unit_test(test_titles_of_every_make),
      cmocka_unit_test(test_built_in_examples),
      cmocka_unit_test(test_patterns_of_every_make),
      cmocka_unit_test(test_a_failing_example_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
