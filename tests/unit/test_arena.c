/* test_arena.c - memory that is freed at once, kept between resets and never
   piles up.  SPDX-License-Identifier: Apache-2.0 */
#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/poison.h"

static void test_alignment_and_disjointness(void **state)
{
  (void)state;
  struct arena a;
  arena_init(&a);
  unsigned char *p[200];
  for (size_t i = 0; i < 200; i++) {
    p[i] = arena_alloc(&a, i * 17);
    assert_non_null(p[i]);
    assert_int_equal((uintptr_t)p[i] % _Alignof(max_align_t), 0);
    memset(p[i], (int)i, i * 17);
  }
  for (size_t i = 0; i < 200; i++)
    for (size_t k = 0; k < i * 17; k++)
      assert_int_equal(p[i][k], i);
  arena_done(&a);
}

static void test_zero_bytes_and_overflow(void **state)
{
  (void)state;
  struct arena a;
  arena_init(&a);
  assert_non_null(arena_alloc(&a, 0));
  assert_non_null(arena_zalloc(&a, 0, 8));
  assert_non_null(arena_zalloc(&a, 8, 0));
  assert_null(arena_alloc(&a, SIZE_MAX));
  assert_null(arena_alloc(&a, SIZE_MAX - 8));
  assert_null(arena_zalloc(&a, SIZE_MAX / 2, 3));
  assert_null(arena_zalloc(&a, (size_t)1 << 40, (size_t)1 << 40));
  assert_non_null(arena_alloc(&a, 10)); /* still usable */
  arena_done(&a);
}

static void test_zalloc_clears_reused_memory(void **state)
{
  (void)state;
  struct arena a;
  arena_init(&a);
  memset(arena_alloc(&a, 1000), 0xFF, 1000);
  arena_reset(&a);
  const unsigned char *p = arena_zalloc(&a, 10, 100);
  for (size_t i = 0; i < 1000; i++)
    assert_int_equal(p[i], 0);
  arena_done(&a);
}

static void test_copy(void **state)
{
  (void)state;
  struct arena a;
  arena_init(&a);
  assert_string_equal(arena_copy(&a, "abc", 2), "ab");
  assert_string_equal(arena_copy(&a, NULL, 0), "");
  arena_done(&a);
}

static void test_reset_gives_the_same_memory(void **state)
{
  (void)state;
  struct arena a;
  arena_init(&a);
  arena_reset(&a); /* of an empty one */
  arena_alloc(&a, 100);
  arena_alloc(&a, 1000000);
  arena_reset(&a); /* of several blocks, which become one */
  void *first = arena_alloc(&a, 1000000);
  arena_alloc(&a, 100);
  arena_reset(&a);
  assert_ptr_equal(arena_alloc(&a, 100), first);
  arena_done(&a);
  assert_non_null(arena_alloc(&a, 100)); /* usable after done */
  arena_done(&a);
}

/* What was expected comes in one block, whose memory stays. */
static void test_expected_comes_in_one_block(void **state)
{
  enum { PIECE = 80000, PIECES = 60 };
  (void)state;
  struct arena a;
  if (POISON_TELLS)
    skip(); /* pieces are apart */
  arena_init(&a);
  arena_expect(&a, PIECE * PIECES);
  char *first = arena_alloc(&a, PIECE);
  assert_non_null(first);
  for (int i = 1; i < PIECES; i++)
    assert_ptr_equal(arena_alloc(&a, PIECE), first + i * PIECE);
  memset(first, 1, PIECE * PIECES);
  arena_reset(&a);
  assert_ptr_equal(arena_alloc(&a, 1), first);
  arena_expect(&a, 100000000); /* too late */
  assert_ptr_equal(arena_alloc(&a, 1), first + 16);
  arena_done(&a);
}

static size_t in_use(void)
{
  struct mallinfo2 m = mallinfo2();
  return m.uordblks + m.hblkhd;
}

/* Documents that each ask for other sizes must not make the arena grow with
   their number: a block is never kept when it can no longer be of use. */
static void test_uneven_use_does_not_pile_up(void **state)
{
  (void)state;
  struct arena a;
  arena_init(&a);
  size_t before = in_use();
  for (size_t i = 0; i < 2000; i++) {
    arena_reset(&a);
    for (size_t k = 0; k < 4; k++) {
      size_t big = 65536 + i * 64 + k * 7919;
      assert_non_null(arena_alloc(&a, 1 + (i * 37 + k) % 4096));
      assert_non_null(arena_alloc(&a, big));
    }
  }
  size_t used = in_use() - before;
  arena_done(&a);
  /* eight requests of at most 220 KB each are alive at any time */
  if (used > 4u * 1024 * 1024)
    fail_msg("%zu bytes are kept", used);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_alignment_and_disjointness),
      cmocka_unit_test(test_zero_bytes_and_overflow),
      cmocka_unit_test(test_zalloc_clears_reused_memory),
      cmocka_unit_test(test_copy),
      cmocka_unit_test(test_reset_gives_the_same_memory),
      cmocka_unit_test(test_expected_comes_in_one_block),
      cmocka_unit_test(test_uneven_use_does_not_pile_up),
  };
  return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
