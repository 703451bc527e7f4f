/* test_passage.c - fingerprints and reprints.  SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "extract/context/passage.h"

static uint64_t hash_of(const unit *u)
{
  uint32_t n = 0;
  while (u[n] != 0)
    n++;
  uint64_t hash;
  unit room[64] = {0}; /* a few units behind the last must be readable */
  assert_true(n < 32);
  memcpy(room, u, n * sizeof *u);
  passage_hashes(room, &(struct span){0, n}, 1, &hash);
  return hash;
}

/* FNV-1a's offset basis, and one step by hand for 'a'. */
static void test_definition(void **state)
{
  (void)state;
  const unit none[] = {0}, a[] = {'a', 0};
  assert_true(hash_of(none) == UINT64_C(0xCBF29CE484222325));
  assert_true(hash_of(a) == UINT64_C(0xAF63DC4C8601EC8C)); /* as of the byte */
}

static void test_punctuation_case_and_breaks_are_aside(void **state)
{
  (void)state;
  const unit plain[] = {0x7CAE, 0x98DF, '3', 'P', 'M', 0};
  const unit other[] = {0x7CAE, '\n', 0x98DF, 0x3001, ' ', '3', ',', 'p', 'm', 0x3002, 0};
  const unit wrong[] = {0x98DF, 0x7CAE, '3', 'P', 'M', 0};
  assert_true(hash_of(plain) == hash_of(other));
  assert_true(hash_of(plain) != hash_of(wrong));
}

/* The definition, a character at a time. */
static uint64_t defined(const unit *u, struct span s)
{
  uint64_t h = UINT64_C(0xCBF29CE484222325);
  for (uint32_t i = s.start; i < s.end; i++) {
    unit c = u[i] >= 'A' && u[i] <= 'Z' ? u[i] + ('a' - 'A') : u[i];
    if (unit_is_han(c) || unit_is_digit(c) || unit_is_latin(c))
      h = (h ^ c) * UINT64_C(0x100000001B3);
  }
  return h;
}

/* As many passages as there may be, of lengths that end in each part of a piece. */
static void test_many_are_hashed_as_one(void **state)
{
  enum { UNITS = 65536, PASSAGES = 600 };
  static unit u[UNITS + 16];
  struct span s[PASSAGES];
  uint64_t hash[PASSAGES];
  (void)state;
  for (uint32_t i = 0; i < UNITS; i++) /* each unit there is, in no order */
    u[i] = (unit)(i * 40503u);
  for (uint32_t i = 0; i < PASSAGES; i++) {
    uint32_t start = i * 7919 % (UNITS - 1000), len = i % 3 == 0 ? i / 3 : i * 31 % 1000;
    s[i] = (struct span){start, start + len};
  }
  for (size_t n = 0; n <= PASSAGES; n = n < 9 ? n + 1 : n * 2 + 17) {
    passage_hashes(u, s, n, hash);
    for (size_t i = 0; i < n; i++)
      assert_true(hash[i] == defined(u, s[i]));
  }
}

static void test_text(void **state)
{
  (void)state;
  char text[PASSAGE_TEXT];
  passage_text(UINT64_C(0x00AB00000000001F), text);
  assert_memory_equal(text, "p00ab00000000001f", PASSAGE_TEXT);
  passage_text(UINT64_C(0x0123456789ABCDEF), text);
  assert_memory_equal(text, "p0123456789abcdef", PASSAGE_TEXT);
  passage_text(UINT64_C(0xFEDCBA9876543210), text);
  assert_memory_equal(text, "pfedcba9876543210", PASSAGE_TEXT);
}

static void test_repeats_point_to_the_first_copy(void **state)
{
  (void)state;
  struct passage_memory *m = passage_memory_new();
  assert_non_null(m);
  passage_begin(m, 7, 0);
  assert_true(passage_figure(m, 10) == PASSAGE_NEW);
  assert_true(passage_figure(m, 20) == PASSAGE_NEW);
  passage_begin(m, 8, 0);
  assert_true(passage_figure(m, 30) == PASSAGE_NEW);
  for (int copy = 0; copy < 3; copy++) {
    passage_begin(m, 7, 0);
    assert_true(passage_figure(m, 100) == 10);
    assert_true(passage_figure(m, 110) == 20);
    assert_true(passage_figure(m, 120) == PASSAGE_NEW || copy > 0);
  }
  passage_memory_reset(m);
  passage_begin(m, 7, 0);
  assert_true(passage_figure(m, 5) == PASSAGE_NEW);
  passage_memory_free(m);
}

/* One passage more than is remembered pushes the first one out. */
static void test_memory_is_bounded(void **state)
{
  (void)state;
  for (int more = 0; more < 2; more++) {
    struct passage_memory *m = passage_memory_new();
    assert_non_null(m);
    passage_begin(m, 1, 0);
    assert_true(passage_figure(m, 3) == PASSAGE_NEW);
    for (uint64_t i = 0; i + 1 < GOVFIG_PASSAGES_REMEMBERED + (uint64_t)more; i++) {
      passage_begin(m, (i + 2) << 20, 0);
      passage_figure(m, i);
    }
    passage_begin(m, 1, 0);
    assert_true(passage_figure(m, 9) == (more == 0 ? 3 : PASSAGE_NEW));
    passage_memory_free(m);
  }
}

/* Links whose short numbers come round again lead to no passage of another document. */
static void test_many_documents(void **state)
{
  (void)state;
  enum { DOCUMENTS = 40, PASSAGES = 2000 };
  struct passage_memory *m = passage_memory_new();
  assert_non_null(m);
  for (int document = 0; document < DOCUMENTS; document++) {
    passage_memory_reset(m);
    for (uint64_t copy = 0; copy < 2; copy++) {
      for (uint64_t i = 0; i < PASSAGES; i++) {
        passage_begin(m, (i + 1) << 24, 0);
        assert_true(passage_figure(m, i + copy) == (copy == 0 ? PASSAGE_NEW : (int64_t)i));
      }
    }
  }
  passage_memory_free(m);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_definition),
      cmocka_unit_test(test_punctuation_case_and_breaks_are_aside),
      cmocka_unit_test(test_text),
      cmocka_unit_test(test_many_are_hashed_as_one),
      cmocka_unit_test(test_repeats_point_to_the_first_copy),
      cmocka_unit_test(test_memory_is_bounded),
      cmocka_unit_test(test_many_documents),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
