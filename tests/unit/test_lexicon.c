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

/* Words of `shortest` letters or more, and a text. */
static void make(struct fixture *f, uint32_t shortest)
{
  uint32_t seed = 1;
  f->fold = fold_new();
  assert_non_null(f->fold);
  struct lexicon_builder *b = lexicon_builder_new(f->fold);
  assert_non_null(b);
  for (uint32_t i = 0; i < WORDS; i++) {
    struct word w = {.class = next_random(&seed) % 3 == 0 ? WORD_UNIT : WORD_REGION + i % 6};
    random_letters(&seed, w.text, shortest + next_random(&seed) % (WORD_MAX + 1 - shortest));
    if (known(f, &w))
      continue;
    assert_true(lexicon_add(b, (enum word_class)w.class, str_of(w.text), f->n));
    f->words[f->n++] = w;
  }
  f->lex = lexicon_finish(b);
  assert_non_null(f->lex);
  random_letters(&seed, f->text, TEXT);
  assert_true(units_make(f->fold, f->text, TEXT, &f->arena, &f->units));
}

/* Two lexicons, because marked words of one letter are searched for another way. */
enum { FIXTURES = 2 };

static int set_up(void **state)
{
  static struct fixture f[FIXTURES];
  for (uint32_t i = 0; i < FIXTURES; i++)
    make(&f[i], 1 + i);
  *state = f;
  return 0;
}

static int tear_down(void **state)
{
  for (struct fixture *f = *state; f < (struct fixture *)*state + FIXTURES; f++) {
    lexicon_free(f->lex);
    fold_free(f->fold);
    arena_done(&f->arena);
  }
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

static void compare_with_plain_search(struct fixture *f)
{
  struct mark_list lists[WORD_CLASSES];
  assert_true(lexicon_mark(f->lex, &f->units, &f->arena, lists));
  for (uint32_t class = 0; class < WORD_CLASSES; class++) {
    size_t k = 0;
    for (uint32_t i = 0; i < TEXT; i++) {
      bool marked = ((LEXICON_LOOKED_UP | LEXICON_OF_FIGURES) >> class & 1) == 0;
      uint32_t w = marked ? longest(f, class, f->text + i) : 0;
      const struct mark *m = mark_list_at(&lists[class], i);
      assert_int_equal(m != NULL, w != 0);
      if (w == 0)
        continue;
      assert_ptr_equal(m, &lists[class].items[k++]);
      assert_int_equal(m->class, class);
      assert_int_equal(m->payload, w - 1);
      assert_int_equal(m->len, strlen(f->words[w - 1].text));
    }
    assert_int_equal(k, lists[class].n);
  }
}

/* Words that are read beside figures, in spans that touch, are apart or cover many pieces. */
static void compare_in_spans(struct fixture *f)
{
  static const struct span spans[] = {{0, 7}, {7, 8}, {50, 90}, {700, TEXT - 1}};
  struct mark_list lists[WORD_CLASSES];
  size_t k = 0;
  assert_true(lexicon_mark_spans(f->lex, &f->units, spans, 4, &f->arena, lists));
  for (uint32_t s = 0; s < 4; s++) {
    for (uint32_t i = spans[s].start; i < spans[s].end; i++) {
      uint32_t w = longest(f, WORD_INDICATOR, f->text + i);
      if (w == 0)
        continue;
      assert_true(k < lists[WORD_INDICATOR].n);
      assert_int_equal(lists[WORD_INDICATOR].items[k].start, i);
      assert_int_equal(lists[WORD_INDICATOR].items[k++].payload, w - 1);
    }
  }
  assert_int_equal(k, lists[WORD_INDICATOR].n);
}

static void test_mark_finds_what_a_plain_search_finds(void **state)
{
  struct fixture *f = *state;
  for (uint32_t i = 0; i < FIXTURES; i++)
    compare_with_plain_search(&f[i]);
  for (uint32_t i = 0; i < FIXTURES; i++)
    compare_in_spans(&f[i]);
}

static void test_longest(void **state)
{
  for (const struct fixture *f = *state; f < (struct fixture *)*state + FIXTURES; f++) {
    for (uint32_t i = 0; i < TEXT * WORD_CLASSES; i++) {
      uint32_t at = i / WORD_CLASSES, class = i % WORD_CLASSES, payload = UINT32_MAX;
      uint32_t w = longest(f, class, f->text + at);
      uint32_t len = lexicon_longest(f->lex, (enum word_class)class, f->units.u + at,
                                     f->units.n - at, &payload);
      assert_int_equal(len, w == 0 ? 0 : strlen(f->words[w - 1].text));
      if (w != 0)
        assert_int_equal(payload, w - 1);
    }
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
  assert_false(lexicon_add(b, WORD_TIME, (struct govfig_str){"a\0", 2}, 1));
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
  struct mark_list lists[WORD_CLASSES];
  const struct mark_list *times = &lists[WORD_TIME];
  assert_true(lexicon_add(b, WORD_TIME, str_of("ab"), 1));
  assert_true(lexicon_add(b, WORD_TIME, str_of("abc"), 2));
  struct lexicon *lex = lexicon_finish(b);
  assert_true(units_make(f->fold, "xab", 3, &arena, &units));
  assert_true(lexicon_mark(lex, &units, &arena, lists));
  assert_int_equal(times->n, 1);
  assert_int_equal(times->items[0].start, 1);
  assert_int_equal(times->items[0].len, 2);
  assert_true(units_make(f->fold, "", 0, &arena, &units));
  assert_true(lexicon_mark(lex, &units, &arena, lists));
  assert_int_equal(times->n, 0);
  lexicon_free(lex);
  arena_done(&arena);
}

/* Words of one character are sought by themselves, many of them in another way than few. */
static void test_words_of_one_character(void **state)
{
  enum { MANY = 100 };
  struct fixture *f = *state;
  struct arena arena = {0};
  struct units units;
  struct mark_list lists[WORD_CLASSES];
  for (uint32_t n = 1; n <= MANY; n += MANY - 1) {
    struct lexicon_builder *b = lexicon_builder_new(f->fold);
    for (uint32_t i = 0; i < n; i++) {
      char word[] = {(char)(0xE4 + i / 64), (char)(0x80 + i % 64), (char)0x80, '\0'};
      assert_true(lexicon_add(b, WORD_SOURCE, str_of(word), i));
    }
    struct lexicon *lex = lexicon_finish(b);
    assert_true(units_make(f->fold, "a\xE4\x80\x80" "b\xE4\x80\x80", 8, &arena, &units));
    assert_true(lexicon_mark(lex, &units, &arena, lists));
    assert_int_equal(lists[WORD_SOURCE].n, 2);
    assert_int_equal(lists[WORD_SOURCE].items[0].start, 1);
    assert_int_equal(lists[WORD_SOURCE].items[1].start, 3);
    assert_int_equal(lists[WORD_SOURCE].items[1].payload, 0);
    lexicon_free(lex);
  }
  arena_done(&arena);
}

/* A word that units of all sorts can follow, in more classes than one or two. */
static void test_many_ways_on(void **state)
{
  struct fixture *f = *state;
  struct lexicon_builder *b = lexicon_builder_new(f->fold);
  struct arena arena = {0};
  struct units units;
  struct mark_list lists[WORD_CLASSES];
  char word[] = "ab\xE4\xB8\x80"; /* the last two bytes: 64 units in a row */
  for (int i = 0; i < 64; i++, word[4]++)
    assert_true(lexicon_add(b, WORD_TIME, str_of(word), 7));
  assert_true(lexicon_add(b, WORD_REGION, str_of("ab"), UINT32_MAX));
  assert_true(lexicon_add(b, WORD_TIME, str_of("ab"), UINT32_MAX));
  assert_true(lexicon_add(b, WORD_EDGE, str_of("bc"), 1));
  assert_true(lexicon_add(b, WORD_TIME, str_of("bc"), 2));
  assert_true(lexicon_add(b, WORD_SOURCE, str_of("bc"), 3));
  assert_true(lexicon_add(b, WORD_STOP, str_of("bc"), 4));
  struct lexicon *lex = lexicon_finish(b);
  assert_true(units_make(f->fold, "abc", 3, &arena, &units));
  assert_true(lexicon_mark(lex, &units, &arena, lists));
  assert_int_equal(lists[WORD_REGION].n, 1);
  assert_int_equal(lists[WORD_TIME].n, 2);
  assert_int_equal(lists[WORD_TIME].items[0].payload, UINT32_MAX);
  assert_int_equal(lists[WORD_EDGE].n, 0);
  assert_int_equal(mark_list_at(&lists[WORD_TIME], 1)->payload, 2);
  assert_int_equal(mark_list_at(&lists[WORD_SOURCE], 1)->payload, 3);
  assert_int_equal(mark_list_at(&lists[WORD_STOP], 1)->payload, 4);
  const struct span spans[] = {{0, 1}, {1, 3}};
  assert_true(lexicon_mark_spans(lex, &units, spans, 1, &arena, lists));
  assert_int_equal(lists[WORD_EDGE].n, 0);
  assert_true(lexicon_mark_spans(lex, &units, spans, 2, &arena, lists));
  assert_int_equal(lists[WORD_EDGE].n, 1);
  assert_int_equal(mark_list_at(&lists[WORD_EDGE], 1)->payload, 1);
  assert_int_equal(lists[WORD_TIME].n, 2); /* of before */
  lexicon_free(lex);
  arena_done(&arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_mark_finds_what_a_plain_search_finds),
      cmocka_unit_test(test_longest),
      cmocka_unit_test(test_builder),
      cmocka_unit_test(test_end_of_text),
      cmocka_unit_test(test_words_of_one_character),
      cmocka_unit_test(test_many_ways_on),
  };
  return cmocka_run_group_tests_name("lexicon", tests, set_up, tear_down);
}
