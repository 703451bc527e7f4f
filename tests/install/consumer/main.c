/* main.c - another program that uses the installed library: prints the values
   of a sentence.  SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include <govfig/extractor.h>
#include <govfig/figure.h>
#include <govfig/rules.h>

static enum govfig_next print(const struct govfig_figure *figure, void *ctx)
{
  struct govfig_str value = figure->column[GOVFIG_COLUMN_VALUE];
  struct govfig_str unit = figure->column[GOVFIG_COLUMN_UNIT];
  ++*(int *)ctx;
  printf("%.*s %.*s\n", (int)value.len, value.data, (int)unit.len, unit.data);
  return GOVFIG_CONTINUE;
}

int main(void)
{
  /* "The county inspected 1,624 firms and spent 45.48 hundred million yuan." */
  static const char text[] = "全县检查企业1624家，投入45.48亿元。\n";
  struct govfig_rules *rules = NULL;
  struct govfig_extractor *extractor = NULL;
  struct govfig_document document = {.id = {"text", 4}};
  struct govfig_error err;
  int n = 0;
  if (govfig_rules_load(NULL, &rules, &err) != GOVFIG_OK ||
      govfig_extractor_new(rules, &extractor, &err) != GOVFIG_OK ||
      govfig_extract(extractor, &document, text, strlen(text), print, &n, &err) != GOVFIG_OK) {
    fprintf(stderr, "%s\n", err.text);
    return 1;
  }
  govfig_extractor_free(extractor);
  govfig_rules_free(rules);
  return n == 2 ? 0 : 1;
}
