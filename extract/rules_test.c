/* rules_test.c - lists the rules and runs their own examples.
   SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "extract/document.h"

size_t govfig_rules_count(const struct govfig_rules *rules)
{
  return rule_set_count(rules->rules);
}

struct govfig_rule govfig_rules_get(const struct govfig_rules *rules, size_t i)
{
  struct rule_facts f = rule_set_facts(rules->rules, (uint32_t)i);
  return (struct govfig_rule){f.name, f.pattern, f.sets, f.file, f.line};
}

static enum govfig_next ignore(const struct govfig_figure *figure, void *ctx)
{
  (void)figure;
  (void)ctx;
  return GOVFIG_CONTINUE;
}

static enum govfig_status test_rule(struct govfig_extractor *x, uint32_t rule, uint32_t *fired,
                                    govfig_rule_example_fn *told, void *ctx,
                                    struct govfig_error *err)
{
  const struct govfig_rules *k = x->knowledge;
  uint32_t n = rule_set_examples(k->rules, rule);
  for (uint32_t i = n; i-- > 0;) { /* the list begins with the last one */
    bool accept = false;
    struct govfig_str text = rule_set_example(k->rules, rule, i, &accept);
    memset(fired, 0, rule_set_count(k->rules) * sizeof *fired);
    enum govfig_status status = govfig_extract(x, NULL, text.data, text.len, ignore, NULL, err);
    if (status == GOVFIG_E_NOMEM)
      return status;
    struct govfig_rule_example e = {govfig_rules_get(k, rule), text, accept,
                                    (fired[rule] > 0) == accept && status == GOVFIG_OK};
    told(&e, ctx);
  }
  return GOVFIG_OK;
}

enum govfig_status govfig_rules_test(const struct govfig_rules *rules,
                                     govfig_rule_example_fn *told, void *ctx,
                                     struct govfig_error *err)
{
  uint32_t n = rule_set_count(rules->rules);
  struct govfig_extractor *x;
  enum govfig_status status = govfig_extractor_new(rules, &x, err);
  if (status != GOVFIG_OK)
    return status;
  uint32_t *fired = malloc((n + 1) * sizeof *fired);
  x->fired = fired;
  if (fired == NULL)
    status = error_nomem(err);
  for (uint32_t i = 0; status == GOVFIG_OK && i < n; i++)
    status = test_rule(x, i, fired, told, ctx, err);
  free(fired);
  govfig_extractor_free(x);
  return status;
}
