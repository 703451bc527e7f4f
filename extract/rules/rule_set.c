/* rule_set.c - rules sorted, compiled and told about.  SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/str.h"
#include "extract/names.h"
#include "extract/rules/rule_native.h"

struct rule_set *rule_set_new(const struct fold *fold)
{
  struct rule_set *s = calloc(1, sizeof *s);
  if (s != NULL)
    s->fold = fold;
  return s;
}

static void free_atoms(struct rule_set *s)
{
  if (s->room != NULL) {
    arena_done(&s->room->arena);
    arena_done(&s->room->kept);
  }
  free(s->room);
  free(s->atoms);
  s->room = NULL;
  s->atoms = NULL;
}

void rule_set_free(struct rule_set *s)
{
  if (s == NULL)
    return;
  rule_set_unready(s);
  rule_index_free(s->index);
  arena_done(&s->programs.arena);
  free(s->trials);
  free_atoms(s);
  free(s->rules);
  free(s->macros);
  free(s->texts);
  free(s);
}

/* Is there a later rule of the same name, which replaces this one? */
static bool replaced(const struct rule_set *s, uint32_t i)
{
  for (uint32_t k = i + 1; k < s->n; k++) {
    if (str_equal(s->rules[i].name, s->rules[k].name))
      return true;
  }
  return false;
}

static void drop_replaced(struct rule_set *s)
{
  uint32_t n = 0;
  for (uint32_t i = 0; i < s->n; i++) {
    if (!replaced(s, i))
      s->rules[n++] = s->rules[i];
  }
  s->n = n;
}

static int by_precedence(const void *x, const void *y)
{
  const struct rule *a = x, *b = y;
  if (a->topic != b->topic)
    return a->topic < b->topic ? -1 : 1;
  if (a->priority != b->priority)
    return a->priority < b->priority ? -1 : 1;
  if (a->stop != b->stop)
    return a->stop ? -1 : 1;
  if (a->pattern.len != b->pattern.len)
    return a->pattern.len > b->pattern.len ? -1 : 1;
  return a->order > b->order ? -1 : 1;
}

static enum govfig_status finish_rule(struct rule_set *s, struct rule *r,
                                      const struct unit_registry *units,
                                      const struct lexicon_builder *words,
                                      struct govfig_error *err)
{
  if (r->pattern.len == 0)
    return error_set(err, GOVFIG_E_SYNTAX, r->file, r->line, 1, "rule %.*s has no match line",
                     (int)r->name.len, r->name.data);
  if (r->unit_name.len > 0 && (r->unit = unit_named(units, words, r->unit_name)) == NULL)
    return error_set(err, GOVFIG_E_SYNTAX, r->file, r->line, 1, "rule %.*s sets an unknown unit",
                     (int)r->name.len, r->name.data);
  return rule_survey(s, r, err);
}

/* Does PCRE2 take all patterns of a rule? */
static enum govfig_status check_rule(const struct rule_set *s, const struct rule *r,
                                     struct govfig_error *err)
{
  const size_t len[] = {r->pattern.len, r->heading.len, r->title.len};
  enum govfig_status status = GOVFIG_OK;
  for (int which = 0; status == GOVFIG_OK && which < PATTERNS; which++) {
    pcre2_code *code = NULL;
    if (len[which] > 0)
      status = rule_compile(s, r, (enum rule_pattern)which, &code, err);
    pcre2_code_free(code);
  }
  return status;
}

void rule_set_tell(struct rule_set *s)
{
  s->first_told = s->n;
  s->n_macros_told = s->n_macros;
}

/* A user's macro may be one that all rules use. */
static bool is_told(const struct rule_set *s, const struct rule *r)
{
  return s->n_macros > s->n_macros_told || r->order >= s->first_told;
}

/* What is asked of rules when they are tried; NULL without memory. */
static struct trial *trials_new(const struct rule_set *s)
{
  struct trial *trials = calloc((size_t)s->n + 1, sizeof *trials);
  for (uint32_t i = 0; trials != NULL && i < s->n; i++) {
    const struct rule *r = &s->rules[i];
    trials[i] = (struct trial){.program = r->program,
                               .takes_units = r->units.len > 0,
                               .asks_above = r->heading.len > 0 || r->title.len > 0,
                               .trivial = r->trivial,
                               .clausal = r->clausal,
                               .whole_sentence = r->whole_sentence,
                               .start = r->start,
                               .before_least = r->before_least,
                               .before_most = r->before_most,
                               .reach = r->reach};
  }
  return trials;
}

enum govfig_status rule_set_finish(struct rule_set *s, const struct unit_registry *units,
                                   const struct lexicon_builder *words,
                                   struct govfig_error *err)
{
  drop_replaced(s);
  if (s->n > 0)
    qsort(s->rules, s->n, sizeof *s->rules, by_precedence);
  s->atoms = calloc((size_t)s->n + 1, sizeof *s->atoms);
  s->room = calloc(1, sizeof *s->room);
  if (s->atoms == NULL || s->room == NULL)
    return error_nomem(err);
  for (uint32_t i = 0; i < s->n; i++) {
    enum govfig_status status = finish_rule(s, &s->rules[i], units, words, err);
    if (status == GOVFIG_OK && is_told(s, &s->rules[i]))
      status = check_rule(s, &s->rules[i], err);
    if (status != GOVFIG_OK)
      return status;
  }
  s->index = rule_index_new(s);
  s->trials = trials_new(s);
  free_atoms(s);
  return s->index != NULL && s->trials != NULL ? GOVFIG_OK : error_nomem(err);
}

/* ---- facts ---- */

uint32_t rule_set_count(const struct rule_set *s)
{
  return s->n;
}

struct rule_facts rule_set_facts(const struct rule_set *s, uint32_t rule)
{
  const struct rule *r = &s->rules[rule];
  return (struct rule_facts){r->name, r->file, r->line, r->pattern,
                             r->stop ? str_of("stop") : r->sets};
}

uint32_t rule_set_examples(const struct rule_set *s, uint32_t rule)
{
  uint32_t n = 0;
  for (uint32_t i = s->rules[rule].examples; i != 0; i = s->texts[i - 1].next)
    n++;
  return n;
}

struct govfig_str rule_set_example(const struct rule_set *s, uint32_t rule, uint32_t i,
                                   bool *accept)
{
  uint32_t at = s->rules[rule].examples;
  for (; i > 0 && at != 0; i--)
    at = s->texts[at - 1].next;
  if (at == 0)
    return (struct govfig_str){NULL, 0};
  *accept = s->texts[at - 1].accept;
  return s->texts[at - 1].text;
}

struct govfig_str rule_set_name(const struct rule_set *s, uint32_t rule)
{
  if (rule >= s->n)
    return name_of(NAMES_KIND, (uint8_t)(rule - s->n));
  return s->rules[rule].name;
}
