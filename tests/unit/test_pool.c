/* test_pool.c - many threads, one order; a failure anywhere ends everything.
   SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/buf.h"
#include "cli/pool.h"

enum { PIECE_BYTES = 64 * 1024 };

/* Where a failure is to happen. */
enum place { NOWHERE, NEXT, WORK, PUT, FINISH };

struct task {
  size_t number;
};

struct run {
  size_t n, given, finished, whole, in_order;
  size_t fail_at; /* item */
  enum place place;
  bool large; /* every third item puts more than may be held */
  struct buf out;
};

struct hand {
  struct run *run;
};

static enum govfig_status next(void *ctx, void **item)
{
  struct run *r = ctx;
  *item = NULL;
  if (r->place == NEXT && r->given == r->fail_at)
    return GOVFIG_E_READ;
  if (r->given == r->n)
    return GOVFIG_OK;
  struct task *t = malloc(sizeof *t);
  t->number = r->given++;
  *item = t;
  return GOVFIG_OK;
}

static enum govfig_status work(void *worker, void *item, struct pool_output *to)
{
  const struct hand *h = worker;
  const struct task *t = item;
  char line[PIECE_BYTES] = {0};
  struct timespec nap = {0, (long)((t->number * 7919) % 5) * 100000};
  nanosleep(&nap, NULL); /* so that items overtake each other */
  if (h->run->place == WORK && t->number == h->run->fail_at)
    return GOVFIG_E_MATCH;
  bool large = h->run->large && t->number % 3 == 0;
  for (size_t i = 0; i < (large ? 100 : 3); i++) {
    int n = snprintf(line, sizeof line, "%zu.%zu\n", t->number, i);
    enum govfig_status status = pool_put(to, line, large ? sizeof line : (size_t)n);
    if (status != GOVFIG_OK)
      return status;
  }
  return GOVFIG_OK;
}

static enum govfig_status put(void *ctx, const void *bytes, size_t len)
{
  struct run *r = ctx;
  if (r->place == PUT && r->finished >= r->fail_at)
    return GOVFIG_E_WRITE;
  return buf_add(&r->out, bytes, len) ? GOVFIG_OK : GOVFIG_E_NOMEM;
}

static enum govfig_status finish(void *ctx, void *item, int whole)
{
  struct run *r = ctx;
  struct task *t = item;
  size_t number = t->number;
  free(t);
  r->in_order += number == r->finished;
  r->finished++;
  r->whole += whole != 0;
  return r->place == FINISH && number == r->fail_at ? GOVFIG_E_LIMIT : GOVFIG_OK;
}

static const struct pool_calls calls = {next, work, put, finish};

static enum govfig_status go(struct run *r, size_t threads)
{
  struct hand hands[8];
  void *workers[8];
  for (size_t i = 0; i < threads; i++) {
    hands[i].run = r;
    workers[i] = &hands[i];
  }
  return pool_run(&calls, r, workers, threads);
}

static void test_order(void **state)
{
  (void)state;
  struct run one = {.n = 400};
  assert_int_equal(go(&one, 1), GOVFIG_OK);
  for (size_t threads = 2; threads <= 8; threads++) {
    struct run many = {.n = 400};
    assert_int_equal(go(&many, threads), GOVFIG_OK);
    assert_int_equal(many.whole, 400);
    assert_int_equal(many.in_order, 400);
    assert_int_equal(many.out.len, one.out.len);
    assert_memory_equal(many.out.data, one.out.data, one.out.len);
    buf_done(&many.out);
  }
  buf_done(&one.out);
}

static void test_large_outputs(void **state)
{
  (void)state;
  struct run one = {.n = 10, .large = true}, many = {.n = 10, .large = true};
  assert_int_equal(go(&one, 1), GOVFIG_OK);
  assert_int_equal(go(&many, 4), GOVFIG_OK);
  assert_int_equal(many.out.len, one.out.len);
  assert_memory_equal(many.out.data, one.out.data, one.out.len);
  buf_done(&one.out);
  buf_done(&many.out);
}

static void test_nothing(void **state)
{
  (void)state;
  for (size_t threads = 1; threads <= 3; threads++) {
    struct run r = {.n = 0};
    assert_int_equal(go(&r, threads), GOVFIG_OK);
    assert_int_equal(r.finished, 0);
  }
}

static void test_failures(void **state)
{
  (void)state;
  static const enum govfig_status expected[] = {
      [NEXT] = GOVFIG_E_READ, [WORK] = GOVFIG_E_MATCH, [PUT] = GOVFIG_E_WRITE,
      [FINISH] = GOVFIG_E_LIMIT};
  for (int place = NEXT; place <= FINISH; place++)
    for (size_t threads = 1; threads <= 5; threads++)
      for (size_t at = 0; at < 30; at += 7) {
        struct run r = {.n = 60, .place = (enum place)place, .fail_at = at, .large = at == 21};
        assert_int_equal(go(&r, threads), expected[place]);
        assert_int_equal(r.finished, r.given); /* every item is freed */
        assert_int_equal(r.in_order, r.given);
        assert_true(r.whole <= at + 1);
        buf_done(&r.out);
      }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_order),
      cmocka_unit_test(test_large_outputs),
      cmocka_unit_test(test_nothing),
      cmocka_unit_test(test_failures),
  };
  return cmocka_run_group_tests_name("pool", tests, NULL, NULL);
}
