/* test_lexicon.c - all words of a text, against a search that tries every word at
   every place.  SPDX-License-Identifier: Apache-2.0 */
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
#include "extract/words/lexicon.h"

enum { WORDS = 300, WORD_MAX = 6, TEXT = 5000 };

struct word {
  char text[WORD_MAX + 1];
  uint32_t class;
};

struct fixture {
  struct fold *fold;
  struct lexicon *lex;
  struct word words[WORDS];
  uint32_t n;
  char text[TEXT + 1];
  struct arena arena;
  struct units units;
};

/* A small generator of its own, so that the test is the same everywhere. */
static uint32_t next_random(uint32_t *seed)
{
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

/* Four letters, so that words overlap and are prefixes of one another. */
static void random_letters(uint32_t *seed, char *out, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    out[i] = (char)('a' + next_random(seed) % 4);
  out[n] = '\0';
}

static int known(const struct fixture *f, const struct word *w)
{
  for (uint32_t i = 0; i < f->n; i++)
    if (f->words[i].class == w->class && strcmp(f->words[i].text, w->text) == 0)
      return 1;
  return 0;
}

static int set_up(void **state)
{
  static struct fixture f;
  uint32_t seed = 1;
  f.fold = fold_new();
  assert_non_null(f.fold);
  struct lexicon_builder *b = lexicon_builder_new(f.fold);
  assert_non_null(b);
  for (uint32_t i = 0; i < WORDS; i++) {
    struct word w = {.class = next_random(&seed) % 3 == 0 ? WORD_UNIT : WORD_REGION + i % 3};
    random_letters(&seed, w.text, 1 + next_random(&seed) % WORD_MAX);
    if (known(&f, &w))
      continue;
    assert_true(lexicon_add(b, (enum word_class)w.class, str_of(w.text), f.n));
    f.words[f.n++] = w;
  }
  f.lex = lexicon_finish(b);
  assert_non_null(f.lex);
  random_letters(&seed, f.text, TEXT);
  assert_true(units_make(f.fold, f.text, TEXT, &f.arena, &f.units));
  *state = &f;
  return 0;
}

static int tear_down(void **state)
{
  struct fixture *f = *state;
  lexicon_free(f->lex);
  fold_free(f->fold);
  arena_done(&f->arena);
  return 0;
}

/* The longest word of a class at a place: index + 1, 0 for none. */
static uint32_t longest(const struct fixture *f, uint32_t class, const char *at)
{
  uint32_t best = 0;
  for (uint32_t i = 0; i < f->n; i++) {
    size_t n = strlen(f->words[i].text);
    if (f->words[i].class == class && strncmp(at, f->words[i].text, n) == 0 &&
        (best == 0 || n > strlen(f->words[best - 1].text)))
      best = i + 1;
  }
  return best;
}

static void test_mark_finds_what_a_plain_search_finds(void **state)
{
  struct fixture *f = *state;
  struct mark *marks;
  size_t n, k = 0;
  assert_true(lexicon_mark(f->lex, ~(uint32_t)LEXICON_LOOKED_UP, &f->units, &f->arena, &marks, &n));
  for (uint32_t i = 0; i < TEXT; i++) {
    for (uint32_t class = 0; class < WORD_CLASSES; class++) {
      uint32_t w = (LEXICON_LOOKED_UP >> class & 1) != 0 ? 0 : longest(f, class, f->text + i);
      if (w == 0)
        continue;
      assert_true(k < n);
      assert_int_equal(marks[k].start, i);
      assert_int_equal(marks[k].class, class);
      assert_int_equal(marks[k].payload, w - 1);
      assert_int_equal(marks[k].len, strlen(f->words[w - 1].text));
      k++;
    }
  }
  assert_int_equal(k, n);
}

static void test_only_the_classes_asked_for(void **state)
{
  struct fixture *f = *state;
  struct mark *marks;
  size_t n;
  assert_true(lexicon_mark(f->lex, 1u << WORD_TIME, &f->units, &f->arena, &marks, &n));
  assert_true(n > 0);
  for (size_t i = 0; i < n; i++)
    assert_int_equal(marks[i].class, WORD_TIME);
}

static void test_lists_hold_the_marks_of_their_class(void **state)
{
  struct fixture *f = *state;
  struct mark_list lists[WORD_CLASSES];
  struct mark *marks;
  size_t n, seen[WORD_CLASSES] = {0};
  assert_true(lexicon_mark(f->lex, ~(uint32_t)LEXICON_LOOKED_UP, &f->units, &f->arena, &marks, &n));
  assert_true(marks_by_class(marks, n, &f->arena, lists));
  for (size_t i = 0; i < n; i++) {
    struct mark_list *list = &lists[marks[i].class];
    assert_memory_equal(&list->items[seen[marks[i].class]++], &marks[i], sizeof *marks);
    const struct mark *found = mark_list_at(list, marks[i].start);
    assert_non_null(found);
    assert_int_equal(found->payload, marks[i].payload);
  }
  for (uint32_t class = 0; class < WORD_CLASSES; class++)
    assert_int_equal(lists[class].n, seen[class]);
}

static void test_longest(void **state)
{
  struct fixture *f = *state;
  for (uint32_t i = 0; i < TEXT; i++) {
    uint32_t payload = UINT32_MAX, w = longest(f, WORD_UNIT, f->text + i);
    uint32_t len = lexicon_longest(f->lex, WORD_UNIT, f->units.u + i, f->units.n - i, &payload);
    assert_int_equal(len, w == 0 ? 0 : strlen(f->words[w - 1].text));
    if (w != 0)
      assert_int_equal(payload, w - 1);
  }
}

static void test_builder(void **state)
{
  struct fixture *f = *state;
  struct lexicon_builder *b = lexicon_builder_new(f->fold);
  uint32_t payload = 0;
  char long_word[62];
  memset(long_word, 'a', sizeof long_word);
  assert_non_null(b);
  assert_false(lexicon_add(b, WORD_TIME, (struct govfig_str){NULL, 0}, 1));
  assert_false(lexicon_add(b, WORD_TIME, (struct govfig_str){long_word, 61}, 1));
  assert_false(lexicon_add(b, WORD_TIME, str_of("\xFF"), 1));
  assert_false(lexicon_builder_starved(b)); /* those were bad words */
  assert_true(lexicon_add(b, WORD_TIME, (struct govfig_str){long_word, 60}, 1));
  assert_true(lexicon_add(b, WORD_TIME, str_of("now"), 1));
  assert_true(lexicon_add(b, WORD_TIME, str_of("now"), 2)); /* the later holds */
  assert_true(lexicon_builder_find(b, WORD_TIME, str_of("now"), &payload));
  assert_int_equal(payload, 2);
  assert_false(lexicon_builder_find(b, WORD_REGION, str_of("now"), &payload));
  assert_false(lexicon_builder_find(b, WORD_TIME, str_of("no"), &payload));
  struct lexicon *lex = lexicon_finish(b);
  assert_non_null(lex);
  lexicon_free(lex);
}

/* A word may end where the text ends, and never behind it. */
static void test_end_of_text(void **state)
{
  struct fixture *f = *state;
  struct lexicon_builder *b = lexicon_builder_new(f->fold);
  struct arena arena = {0};
  struct units units;
  struct mark *marks;
  size_t n;
  assert_true(lexicon_add(b, WORD_TIME, str_of("ab"), 1));
  assert_true(lexicon_add(b, WORD_TIME, str_of("abc"), 2));
  struct lexicon *lex = lexicon_finish(b);
  assert_true(units_make(f->fold, "xab", 3, &arena, &units));
  assert_true(lexicon_mark(lex, ~0u, &units, &arena, &marks, &n));
  assert_int_equal(n, 1);
  assert_int_equal(marks[0].start, 1);
  assert_int_equal(marks[0].len, 2);
  assert_true(units_make(f->fold, "", 0, &arena, &units));
  assert_true(lexicon_mark(lex, ~0u, &units, &arena, &marks, &n));
  assert_int_equal(n, 0);
  lexicon_free(lex);
  arena_done(&arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_mark_finds_what_a_plain_search_finds),
      cmocka_unit_test(test_only_the_classes_asked_for),
      cmocka_unit_test(test_lists_hold_the_marks_of_their_class),
      cmocka_unit_test(test_longest),
      cmocka_unit_test(test_builder),
      cmocka_unit_test(test_end_of_text),
  };
  return cmocka_run_group_tests_name("lexicon", tests, set_up, tear_down);
}
