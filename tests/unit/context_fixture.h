/* context_fixture.h - the figures of a text, with some of their columns.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_CONTEXT_FIXTURE_H
#define GOVFIG_CONTEXT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <govfig/extractor.h>

enum { FIXTURE_FIGURES = 64, FIXTURE_TEXT = 256 };

struct fixture {
  struct govfig_rules *rules;
  struct govfig_extractor *x;
  size_t n;
  char column[FIXTURE_FIGURES][GOVFIG_COLUMN_COUNT][FIXTURE_TEXT];
};

static enum govfig_next fixture_take(const struct govfig_figure *f, void *ctx)
{
  struct fixture *t = ctx;
  if (t->n == FIXTURE_FIGURES)
    return GOVFIG_STOP;
  for (int k = 0; k < GOVFIG_COLUMN_COUNT; k++)
    snprintf(t->column[t->n][k], FIXTURE_TEXT, "%.*s", (int)f->column[k].len,
             f->column[k].len > 0 ? f->column[k].data : "");
  t->n++;
  return GOVFIG_CONTINUE;
}

/* Extracts `text`, printed on 2024-03-01. */
static void fixture_read(struct fixture *t, const char *text)
{
  static const char day[] = "2024-03-01";
  struct govfig_document d = {.id = {"t", 1}, .published = {day, sizeof day - 1}};
  t->n = 0;
  assert_int_equal(govfig_extract(t->x, &d, text, strlen(text), fixture_take, t, NULL), GOVFIG_OK);
}

/* The cell of the figure whose text is `figure`; fails when there is none. */
static const char *fixture_cell(struct fixture *t, const char *figure, enum govfig_column column)
{
  for (size_t i = 0; i < t->n; i++) {
    if (strcmp(t->column[i][GOVFIG_COLUMN_TEXT], figure) == 0)
      return t->column[i][column];
  }
  fail_msg("no figure %s", figure);
  return "";
}

static int fixture_open(void **state)
{
  struct fixture *t = calloc(1, sizeof *t);
  *state = t;
  return t == NULL || govfig_rules_load(NULL, &t->rules, NULL) != GOVFIG_OK ||
         govfig_extractor_new(t->rules, &t->x, NULL) != GOVFIG_OK;
}

static int fixture_close(void **state)
{
  struct fixture *t = *state;
  govfig_extractor_free(t->x);
  govfig_rules_free(t->rules);
  free(t);
  return 0;
}

#endif
