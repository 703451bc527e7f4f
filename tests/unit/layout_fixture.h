/* layout_fixture.h - a text through the layout stage, for the tests of text/.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef LAYOUT_FIXTURE_H
#define LAYOUT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "extract/text/fold.h"
#include "extract/text/layout.h"
#include "extract/words/table.h"

struct fixture {
  struct fold *fold;
  struct layout *layout;
  struct lexicon *lexicon;
  struct arena arena;
  struct layout_state state;
  struct given given;
  struct chunk chunk;
};

/* Reads the embedded files whose name begins with one of the names (NULL ends them). */
static inline void fixture_read(const char *const *names, const struct table_handler *handlers,
                                size_t n)
{
  struct govfig_error err = {0};
  for (const struct embedded_file *f = embedded_files; f->name != NULL; f++) {
    for (const char *const *name = names; *name != NULL; name++) {
      if (strncmp(f->name, *name, strlen(*name)) != 0)
        continue;
      struct govfig_str text = {(const char *)f->bytes, f->len};
      if (table_read(f->name, text, handlers, n, &err) != GOVFIG_OK)
        fail_msg("%s:%zu: %s", err.file, err.line, err.text);
    }
  }
}

static inline int fixture_setup(void **state)
{
  static const char *const folds[] = {"fold", NULL}, *const texts[] = {"layout", "publishers",
                                                                       NULL};
  struct fixture *x = calloc(1, sizeof *x);
  struct table_handler handlers[4];
  x->fold = fold_new();
  handlers[0] = fold_handler(x->fold);
  fixture_read(folds, handlers, 1);
  x->layout = layout_new();
  struct lexicon_builder *words = lexicon_builder_new(x->fold);
  fixture_read(texts, handlers, layout_handlers(x->layout, words, handlers));
  x->lexicon = lexicon_finish(words);
  layout_meet(x->layout, x->lexicon);
  layout_classify(x->layout, x->fold);
  fold_spread(x->fold);
  *state = x;
  return 0;
}

static inline int fixture_teardown(void **state)
{
  struct fixture *x = *state;
  lexicon_free(x->lexicon);
  layout_free(x->layout);
  fold_free(x->fold);
  arena_done(&x->arena);
  free(x);
  return 0;
}

/* The next chunk of a document. */
static inline struct chunk *fixture_go_on(struct fixture *x, const char *text)
{
  struct chunk *c = &x->chunk;
  arena_reset(&x->arena);
  *c = (struct chunk){.arena = &x->arena};
  assert_true(units_make(x->fold, text, strlen(text), &x->arena, &c->text));
  assert_true(lexicon_mark(x->lexicon, &c->text, &x->arena, c->by_class));
  assert_true(layout_split(x->layout, &x->state, &x->given, c));
  return c;
}

/* A new document, of which nothing is given. */
static inline struct chunk *fixture_split(struct fixture *x, const char *text)
{
  layout_state_init(&x->state);
  x->given = (struct given){0};
  return fixture_go_on(x, text);
}

static inline void assert_str(struct govfig_str s, const char *expected)
{
  char text[2048];
  snprintf(text, sizeof text, "%.*s", (int)s.len, s.len > 0 ? s.data : "");
  assert_string_equal(text, expected);
}

static inline void assert_day(struct day d, int year, int month, int day)
{
  assert_int_equal(d.year, year);
  assert_int_equal(d.month, month);
  assert_int_equal(d.day, day);
}

static inline struct govfig_str sentence_text(const struct chunk *c, uint32_t i)
{
  return units_text(&c->text, (struct span){c->sentences[i].start, c->sentences[i].end});
}

#endif
