/* test_io.c - a write that fails, at each write in turn.  SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <govfig/stats.h>
#include <govfig/table.h>

#include "base/buf.h"
#include "base/str.h"

struct disk {
  size_t writes, fail_at;
  struct buf kept;
};

static enum govfig_status write_to_disk(void *ctx, const void *bytes, size_t len)
{
  struct disk *d = ctx;
  if (++d->writes == d->fail_at)
    return GOVFIG_E_WRITE;
  assert_true(d->fail_at == 0 || d->writes < d->fail_at); /* never called again */
  return buf_add(&d->kept, bytes, len) ? GOVFIG_OK : GOVFIG_E_NOMEM;
}

/* Writes `rows` figures to a disk that fails at write `fail_at`. */
static enum govfig_status write_rows(const char *format, size_t rows, struct disk *d)
{
  struct govfig_writer *w;
  struct govfig_error err = {0};
  struct govfig_writer_options options = govfig_writer_defaults();
  struct govfig_figure f = {0};
  options.format = format;
  f.column[GOVFIG_COLUMN_DOCUMENT] = str_of("a.txt");
  f.column[GOVFIG_COLUMN_VALUE] = str_of("12");
  f.column[GOVFIG_COLUMN_SENTENCE] = str_of("one, \"two\"\nthree");
  enum govfig_status s = govfig_writer_new(&options, write_to_disk, d, &w, &err);
  for (size_t i = 0; i < rows && s == GOVFIG_OK; i++)
    s = govfig_writer_put(w, &f, &err);
  if (s == GOVFIG_OK)
    s = govfig_writer_flush(w, &err);
  govfig_writer_free(w);
  return s;
}

static void test_every_write_fails_in_turn(void **state)
{
  (void)state;
  for (const char *const *format = govfig_writer_formats(); *format != NULL; format++) {
    struct disk good = {0};
    assert_int_equal(write_rows(*format, 20000, &good), GOVFIG_OK);
    assert_true(good.writes > 1);
    for (size_t at = 1; at <= good.writes; at++) {
      struct disk d = {.fail_at = at};
      assert_int_equal(write_rows(*format, 20000, &d), GOVFIG_E_WRITE);
      assert_true(d.kept.len < good.kept.len);
      if (d.kept.len > 0)
        assert_memory_equal(d.kept.data, good.kept.data, d.kept.len);
      buf_done(&d.kept);
    }
    buf_done(&good.kept);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_write_fails_in_turn)};
  return cmocka_run_group_tests_name("io", tests, NULL, NULL);
}
