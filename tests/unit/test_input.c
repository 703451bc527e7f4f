/* test_input.c - the door of input/: parcels out of paths.
   SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include <govfig/input.h>

#include "base/buf.h"

/* Everything that the handler hears: "<id|title|publisher|published>text[reason]". */
struct heard {
  struct buf text;
  enum govfig_status stop; /* what begin says */
};

static void hear(struct heard *h, struct govfig_str s)
{
  buf_add(&h->text, s.data, s.len);
}

static enum govfig_status begin(const struct govfig_document *d, void *ctx)
{
  struct heard *h = ctx;
  const struct govfig_str parts[] = {d->id, d->title, d->publisher, d->published, d->region};
  buf_add_char(&h->text, '<');
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
    if (i > 0)
      buf_add_char(&h->text, '|');
    hear(h, parts[i]);
  }
  buf_add_char(&h->text, '>');
  return h->stop;
}

static enum govfig_status text(const char *utf8, size_t len, void *ctx)
{
  hear(ctx, (struct govfig_str){utf8, len});
  return GOVFIG_OK;
}

static enum govfig_status done(const struct govfig_input_report *report, void *ctx)
{
  struct heard *h = ctx;
  buf_add_char(&h->text, '[');
  buf_add_text(&h->text, report->reason);
  buf_add_text(&h->text, "]\n");
  return GOVFIG_OK;
}

static const struct govfig_input_handler handler = {.begin = begin, .text = text, .done = done};

static char folder[64];

/* Reads `n` paths; the marks go to `marks` where it is not NULL. */
static enum govfig_status read_all(const struct govfig_input_options *options,
                                   const char *const *paths, size_t n, struct heard *h,
                                   uint64_t *marks, size_t *n_marks)
{
  struct govfig_input *in;
  struct govfig_parcel *p;
  struct govfig_error err = {0};
  assert_int_equal(govfig_input_new(options, paths, n, &in, &err), GOVFIG_OK);
  enum govfig_status status = GOVFIG_OK;
  for (size_t i = 0; status == GOVFIG_OK; i++) {
    assert_int_equal(govfig_input_next(in, &p, &err), GOVFIG_OK);
    if (p == NULL)
      break;
    if (marks != NULL)
      marks[(*n_marks)++] = govfig_parcel_mark(p);
    status = govfig_parcel_read(p, &handler, h, &err);
    govfig_parcel_free(p);
  }
  govfig_input_free(in);
  return status;
}

static void expect(const struct govfig_input_options *options, const char *path,
                   const char *expected)
{
  struct heard h = {0};
  assert_int_equal(read_all(options, &path, 1, &h, NULL, NULL), GOVFIG_OK);
  buf_add_char(&h.text, '\0');
  assert_string_equal(h.text.data, expected);
  buf_done(&h.text);
}

static void write_file(const char *name, const char *content)
{
  FILE *f = fopen(name, "w");
  assert_non_null(f);
  assert_true(fputs(content, f) >= 0);
  assert_int_equal(fclose(f), 0);
}

static int set_up(void **state)
{
  (void)state;
  snprintf(folder, sizeof folder, "/tmp/govfig-input-XXXXXX");
  if (mkdtemp(folder) == NULL || chdir(folder) != 0 || mkdir("d", 0700) != 0 ||
      mkdir("d/b", 0700) != 0)
    return 1;
  write_file("d/a.txt", "one");
  write_file("d/b/z.txt", "two");
  write_file("d/c.txt", "");
  write_file("d/.hidden", "never");
  write_file("r.jsonl", "{\"id\":\"x\",\"text\":\"a\",\"title\":\"T\",\"date\":\"2023/1/2\"}\n\n"
                        "{\"text\":\"b\\nc\",\"source\":\"S\"}\n{\"text\":\n");
  write_file("m.csv", "region,document,published\nR,x,2020\n\"R,2\",a.txt,\n");
  return 0;
}

static int tear_down(void **state)
{
  (void)state;
  char command[128];
  snprintf(command, sizeof command, "rm -rf %s", folder);
  return chdir("/") != 0 || system(command) != 0;
}

static void test_folder(void **state)
{
  (void)state;
  expect(NULL, "d", "<d/a.txt||||>one[]\n<d/b/z.txt||||>two[]\n[is empty]\n");
  expect(NULL, "d/", "<d/a.txt||||>one[]\n<d/b/z.txt||||>two[]\n[is empty]\n");
  expect(NULL, "none", "[cannot be opened: No such file or directory]\n");
}

/* ---- a handler with room of its own ---- */

struct lender {
  struct buf text;
  size_t straight; /* bytes that were read into its room */
};

static enum govfig_status lender_begin(const struct govfig_document *d, void *ctx)
{
  (void)d;
  (void)ctx;
  return GOVFIG_OK;
}

static char *lender_room(size_t len, void *ctx)
{
  struct lender *l = ctx;
  return buf_reserve(&l->text, len) ? l->text.data + l->text.len : NULL;
}

static enum govfig_status lender_text(const char *utf8, size_t len, void *ctx)
{
  struct lender *l = ctx;
  if (l->text.len != 0 && utf8 == l->text.data + l->text.len) {
    l->text.len += len;
    l->straight += len;
    return GOVFIG_OK;
  }
  return buf_add(&l->text, utf8, len) ? GOVFIG_OK : GOVFIG_E_NOMEM;
}

static enum govfig_status lender_done(const struct govfig_input_report *report, void *ctx)
{
  struct lender *l = ctx;
  assert_int_equal(report->status, GOVFIG_OK);
  assert_int_equal(report->bytes, l->text.len);
  return GOVFIG_OK;
}

/* Plain text behind its first piece is read into the handler's room. */
static void test_room(void **state)
{
  static const struct govfig_input_handler lends = {lender_begin, lender_text, lender_done,
                                                    lender_room};
  enum { LINE = 10, LINES = 100000 };
  struct lender l = {0};
  struct govfig_input *in;
  struct govfig_parcel *p;
  struct govfig_error err;
  const char *path = "long.txt";
  (void)state;
  FILE *f = fopen(path, "w");
  assert_non_null(f);
  for (int i = 0; i < LINES; i++)
    fprintf(f, "%09d\n", i);
  assert_int_equal(fclose(f), 0);
  assert_int_equal(govfig_input_new(NULL, &path, 1, &in, &err), GOVFIG_OK);
  assert_int_equal(govfig_input_next(in, &p, &err), GOVFIG_OK);
  assert_int_equal(govfig_parcel_read(p, &lends, &l, &err), GOVFIG_OK);
  govfig_parcel_free(p);
  govfig_input_free(in);
  assert_int_equal(l.text.len, LINE * LINES);
  assert_true(l.straight > l.text.len / 2);
  for (int i = 0; i < LINES; i++)
    assert_int_equal(strtol(l.text.data + i * LINE, NULL, 10), i);
  buf_done(&l.text);
}

static void test_records(void **state)
{
  (void)state;
  static const char expected[] = "<x|T||2023-01-02|>a[]\n<r.jsonl#3||S||>b\nc[]\n"
                                 "[the record is not well-formed JSON]\n";
  struct govfig_input_options options = govfig_input_defaults();
  expect(&options, "r.jsonl", expected);
  for (size_t block = 1; block < 120; block += 13) { /* blocks end anywhere */
    options.block_bytes = block;
    expect(&options, "r.jsonl", expected);
  }
  options.eager = 1;
  expect(&options, "r.jsonl", expected);
  options.format = "text";
  struct heard h = {0};
  const char *path = "r.jsonl";
  assert_int_equal(read_all(&options, &path, 1, &h, NULL, NULL), GOVFIG_OK);
  assert_memory_equal(h.text.data, "<r.jsonl||||>{\"id\"", 18);
  buf_done(&h.text);
}

static void test_manifest(void **state)
{
  (void)state;
  struct govfig_manifest *m;
  struct govfig_error err;
  struct govfig_input_options options = govfig_input_defaults();
  assert_int_equal(govfig_manifest_read("m.csv", &m, &err), GOVFIG_OK);
  options.manifest = m;
  options.given.published = (struct govfig_str){"1999", 4};
  options.given.publisher = (struct govfig_str){"P", 1};
  expect(&options, "d/a.txt", "<d/a.txt||P|1999|R,2>one[]\n");
  expect(&options, "r.jsonl", "<x|T|P|2020|R>a[]\n<r.jsonl#3||S|1999|>b\nc[]\n"
                              "[the record is not well-formed JSON]\n");
  govfig_manifest_free(m);
  assert_int_equal(govfig_manifest_read("none.csv", &m, &err), GOVFIG_E_READ);
  assert_null(m);
  assert_int_equal(govfig_manifest_read("d/a.txt", &m, &err), GOVFIG_E_FORMAT);
  assert_string_equal(err.file, "d/a.txt");
  write_file("bad.csv", "document,region\nx,\"R\"S\n");
  assert_int_equal(govfig_manifest_read("bad.csv", &m, &err), GOVFIG_E_FORMAT);
  assert_int_equal(err.line, 2);
}

static void test_marks(void **state)
{
  (void)state;
  const char *const paths[] = {"d", "r.jsonl"};
  struct govfig_input_options options = govfig_input_defaults();
  uint64_t first[16], second[16];
  size_t n = 0, m = 0;
  struct heard h = {0};
  options.block_bytes = 1;
  assert_int_equal(read_all(&options, paths, 2, &h, first, &n), GOVFIG_OK);
  assert_int_equal(read_all(&options, paths, 2, &h, second, &m), GOVFIG_OK);
  assert_true(n == m && n >= 4);
  assert_memory_equal(first, second, n * sizeof first[0]);
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < i; k++)
      assert_true(first[i] != first[k]);
  buf_done(&h.text);
}

static void test_shards(void **state)
{
  (void)state;
  size_t seen = 0;
  for (unsigned shard = 1; shard <= 3; shard++) {
    struct govfig_input_options options = govfig_input_defaults();
    struct heard h = {0};
    const char *path = "d";
    options.shard = shard;
    options.shards = 3;
    assert_int_equal(read_all(&options, &path, 1, &h, NULL, NULL), GOVFIG_OK);
    for (size_t i = 0; i < h.text.len; i++)
      seen += h.text.data[i] == '\n';
    buf_done(&h.text);
  }
  assert_int_equal(seen, 3); /* every document once */
}

static void test_stop(void **state)
{
  (void)state;
  struct heard h = {.stop = GOVFIG_E_STOPPED};
  const char *path = "d";
  assert_int_equal(read_all(NULL, &path, 1, &h, NULL, NULL), GOVFIG_E_STOPPED);
  buf_done(&h.text);
  h = (struct heard){.stop = GOVFIG_E_WRITE};
  path = "r.jsonl";
  assert_int_equal(read_all(NULL, &path, 1, &h, NULL, NULL), GOVFIG_E_WRITE);
  buf_done(&h.text);
}

static void test_usage(void **state)
{
  (void)state;
  struct govfig_input *in;
  struct govfig_error err;
  struct govfig_input_options options = govfig_input_defaults();
  options.format = "wordstar";
  assert_int_equal(govfig_input_new(&options, NULL, 0, &in, &err), GOVFIG_E_USAGE);
  assert_null(in);
  assert_non_null(strstr(err.text, "wordstar"));
  options.format = NULL;
  options.encoding = "martian-8";
  assert_int_equal(govfig_input_new(&options, NULL, 0, &in, &err), GOVFIG_E_USAGE);
  assert_non_null(strstr(err.text, "martian-8"));
}

static void test_total(void **state)
{
  (void)state;
  struct govfig_input *in;
  const char *const paths[] = {"d", "none", "m.csv"};
  assert_int_equal(govfig_input_new(NULL, paths, 3, &in, NULL), GOVFIG_OK);
  assert_int_equal(govfig_input_total(in), 3 + 3 + 0 + 48);
  govfig_input_free(in);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_folder),   cmocka_unit_test(test_records),
      cmocka_unit_test(test_room),
      cmocka_unit_test(test_manifest), cmocka_unit_test(test_marks),
      cmocka_unit_test(test_shards),   cmocka_unit_test(test_stop),
      cmocka_unit_test(test_usage),    cmocka_unit_test(test_total),
  };
  return cmocka_run_group_tests_name("input", tests, set_up, tear_down);
}
