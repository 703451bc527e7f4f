/* test_table.c - tables written and read back.  SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/str.h"
#include <govfig/table.h>

/* --- helpers -------------------------------------------------------------- */

static enum govfig_status collect(void *ctx, const void *bytes, size_t len)
{
  return buf_add(ctx, bytes, len) ? GOVFIG_OK : GOVFIG_E_NOMEM;
}

/* What was read: "name=value;" for every cell that is not empty, a line per row. */
struct seen {
  struct buf text;
  size_t rows, stop_at, last_line;
  const struct govfig_reader *reader;
};

static enum govfig_next see(const struct govfig_figure *figure, void *ctx)
{
  struct seen *s = ctx;
  for (int i = 0; i < GOVFIG_COLUMN_COUNT; i++) {
    struct govfig_str cell = figure->column[i];
    if (cell.len == 0)
      continue;
    buf_add_text(&s->text, govfig_column_name((enum govfig_column)i));
    buf_add_char(&s->text, '=');
    buf_add(&s->text, cell.data, cell.len);
    buf_add_char(&s->text, ';');
  }
  buf_add_char(&s->text, '\n');
  s->rows++;
  s->last_line = govfig_reader_line(s->reader);
  return s->rows == s->stop_at ? GOVFIG_STOP : GOVFIG_CONTINUE;
}

static const enum govfig_column needed[] = {GOVFIG_COLUMN_REGION, GOVFIG_COLUMN_VALUE};

/* Reads `text` in pieces of `step` bytes. */
static enum govfig_status read_steps(const char *format, const char *text, size_t len, size_t step,
                                     struct seen *seen, struct govfig_error *err)
{
  struct govfig_reader_options o = govfig_reader_defaults();
  o.format = format;
  o.name = "t.csv";
  o.needed = needed;
  o.n_needed = 2;
  *seen = (struct seen){.stop_at = seen->stop_at};
  struct govfig_reader *r;
  assert_int_equal(govfig_reader_new(&o, &r, err), GOVFIG_OK);
  seen->reader = r;
  enum govfig_status status = GOVFIG_OK;
  for (size_t i = 0; i < len && status == GOVFIG_OK; i += step)
    status = govfig_reader_feed(r, text + i, len - i < step ? len - i : step, see, seen, err);
  if (status == GOVFIG_OK)
    status = govfig_reader_finish(r, see, seen, err);
  govfig_reader_free(r);
  buf_add_char(&seen->text, '\0');
  return status;
}

/* The same rows, whatever the size of the pieces. */
static void expect_rows(const char *format, const char *text, const char *rows)
{
  for (size_t step = 1; step <= strlen(text) + 1; step++) {
    struct seen seen = {0};
    struct govfig_error err = {0};
    enum govfig_status status = read_steps(format, text, strlen(text), step, &seen, &err);
    if (status != GOVFIG_OK)
      fail_msg("step %zu: %zu:%zu: %s", step, err.line, err.column, err.text);
    assert_string_equal(seen.text.data, rows);
    buf_done(&seen.text);
  }
}

static void expect_damage(const char *format, const char *text, size_t len,
                          enum govfig_status status, size_t line, size_t column, const char *words)
{
  for (size_t step = 1; step <= len + 1; step++) {
    struct seen seen = {0};
    struct govfig_error err = {0};
    enum govfig_status got = read_steps(format, text, len, step, &seen, &err);
    if (got != status || err.line != line || err.column != column)
      fail_msg("step %zu: status %d at %zu:%zu: %s", step, (int)got, err.line, err.column, err.text);
    assert_string_equal(err.file, "t.csv");
    if (strstr(err.text, words) == NULL)
      fail_msg("'%s' does not say '%s'", err.text, words);
    buf_done(&seen.text);
  }
}

#define DAMAGE(format, text, line, column, words) \
  expect_damage(format, text, sizeof text - 1, GOVFIG_E_FORMAT, line, column, words)

/* --- writing -------------------------------------------------------------- */

static const struct govfig_table_column two[] = {{"name", GOVFIG_TEXT}, {"n", GOVFIG_DECIMAL}};

static char *written(const char *format, int no_header, int excel, const char *a, const char *b)
{
  struct govfig_writer_options o = {format, no_header, excel};
  struct govfig_str cells[2] = {str_of(a), str_of(b)};
  struct govfig_writer *w;
  struct buf out = {0};
  assert_int_equal(govfig_writer_new_table(&o, two, 2, collect, &out, &w, NULL), GOVFIG_OK);
  assert_int_equal(govfig_writer_row(w, cells, NULL), GOVFIG_OK);
  assert_int_equal(govfig_writer_flush(w, NULL), GOVFIG_OK);
  govfig_writer_free(w);
  buf_add_char(&out, '\0');
  return out.data;
}

static void expect_written(const char *format, int no_header, int excel, const char *a,
                           const char *b, const char *want)
{
  char *got = written(format, no_header, excel, a, b);
  assert_string_equal(got, want);
  free(got);
}

static void test_csv_quotes_only_where_needed(void **state)
{
  (void)state;
  expect_written("csv", 0, 0, "宁德市", "-3.2", "name,n\n宁德市,-3.2\n");
  expect_written("csv", 1, 0, "a b", "", "a b,\n");
  expect_written("csv", 1, 0, "a,b", "1", "\"a,b\",1\n");
  expect_written("csv", 1, 0, "他说\"好\"", "1", "\"他说\"\"好\"\"\",1\n");
  expect_written("csv", 1, 0, "a\nb", "1", "\"a\nb\",1\n");
  expect_written("csv", 1, 0, "0123456789\r", "1", "\"0123456789\r\",1\n");
  expect_written("csv", 1, 0, " a", "1", "\" a\",1\n");
  expect_written("csv", 1, 0, "a\t", "1", "\"a\t\",1\n");
  expect_written("csv", 1, 0, "\xEF\xBB\xBF" "a", "1", "\"\xEF\xBB\xBF" "a\",1\n");
  expect_written("csv", 1, 0, "=1+1", "1", "=1+1,1\n");
}

/* A cell as CSV, byte by byte. */
static void add_plainly(struct buf *to, struct govfig_str cell, bool quotes)
{
  if (quotes)
    buf_add_char(to, '"');
  for (size_t i = 0; i < cell.len; i++) {
    if (cell.data[i] == '"')
      buf_add_char(to, '"');
    buf_add_char(to, cell.data[i]);
  }
  if (quotes)
    buf_add_char(to, '"');
}

/* Cells of every length with an odd byte at every place: behind the first row the
   buffer has room, and rows are written in one go where they can be. */
static void test_csv_odd_bytes_are_found_everywhere(void **state)
{
  (void)state;
  static const char odd[] = {',', '"', '\n', '\r', ' ', '\t', '.', '!', '#', '\x1f', '\xef'};
  enum { LONGEST = 40 };
  char cell[LONGEST], many[300];
  struct buf got = {0}, want = {0};
  struct govfig_error err = {0};
  struct govfig_writer_options o = govfig_writer_defaults();
  struct govfig_writer *w;
  o.no_header = 1;
  assert_int_equal(govfig_writer_new_table(&o, two, 2, collect, &got, &w, &err), GOVFIG_OK);
  for (size_t n = 1; n <= LONGEST; n++) {
    for (size_t i = 0; i < n * sizeof odd; i++) {
      char c = odd[i / n];
      bool end = i % n == 0 || i % n == n - 1;
      memset(cell, 'x', n);
      cell[i % n] = c;
      memset(many, n % 2 != 0 ? 'y' : ',', sizeof many); /* 256 commas are not none */
      struct govfig_str row[] = {{cell, n}, {many, sizeof many - n * 2}};
      assert_int_equal(govfig_writer_row(w, row, &err), GOVFIG_OK);
      add_plainly(&want, row[0], strchr(",\"\n\r", c) != NULL || (end && (c == ' ' || c == '\t')));
      buf_add_char(&want, ',');
      add_plainly(&want, row[1], n % 2 == 0);
      buf_add_char(&want, '\n');
    }
  }
  assert_int_equal(govfig_writer_flush(w, &err), GOVFIG_OK);
  assert_int_equal(got.len, want.len);
  assert_memory_equal(got.data, want.data, want.len);
  govfig_writer_free(w);
  buf_done(&got);
  buf_done(&want);
}

static void test_excel_guards_text_and_leaves_numbers(void **state)
{
  (void)state;
  expect_written("csv", 0, 1, "=1+1", "-3",
                 "\xEF\xBB\xBFname,n\r\n\"'=1+1\",-3\r\n");
  expect_written("csv", 1, 1, "@x", "+3", "\"'@x\",+3\r\n");
  expect_written("csv", 1, 1, "\ta", "", "\"'\ta\",\r\n");
  expect_written("tsv", 1, 1, "-a\tb", "-3", "'-a\\tb\t-3\r\n");
  struct govfig_writer_options o = {"jsonl", 0, 1};
  struct govfig_writer *w;
  struct govfig_error err = {0};
  assert_int_equal(govfig_writer_new(&o, collect, NULL, &w, &err), GOVFIG_E_USAGE);
  assert_null(w);
  o = (struct govfig_writer_options){"xls", 0, 0};
  assert_int_equal(govfig_writer_new(&o, collect, NULL, &w, &err), GOVFIG_E_USAGE);
  assert_non_null(strstr(err.text, "xls"));
}

static void test_tsv_jsonl_markdown(void **state)
{
  (void)state;
  expect_written("tsv", 0, 0, "a\tb\nc\\d\re,\"", "1.5",
                 "name\tn\na\\tb\\nc\\\\d\\re,\"\t1.5\n");
  expect_written("jsonl", 0, 0, "\"a\"\\b\n\x01好好好好", "-1.50",
                 "{\"name\":\"\\\"a\\\"\\\\b\\n\\u0001好好好好\",\"n\":-1.50}\n");
  expect_written("jsonl", 0, 0, "", "", "{\"name\":null,\"n\":null}\n");
  expect_written("jsonl", 0, 0, "1", "1e-300", "{\"name\":\"1\",\"n\":1e-300}\n");
  /* what JSON would not take as a number stays text */
  expect_written("jsonl", 0, 0, "", "007", "{\"name\":null,\"n\":\"007\"}\n");
  expect_written("jsonl", 0, 0, "", "+5", "{\"name\":null,\"n\":\"+5\"}\n");
  expect_written("jsonl", 0, 0, "", ".5", "{\"name\":null,\"n\":\".5\"}\n");
  expect_written("markdown", 0, 0, "a|b*\nc", "2", "| name | n |\n| --- | ---: |\n| a\\|b\\* c | 2 |\n");
}

static void test_table_without_rows_has_header(void **state)
{
  (void)state;
  struct govfig_writer *w;
  struct buf out = {0};
  assert_int_equal(govfig_writer_new_table(NULL, two, 2, collect, &out, &w, NULL), GOVFIG_OK);
  assert_int_equal(govfig_writer_flush(w, NULL), GOVFIG_OK);
  assert_int_equal(govfig_writer_flush(w, NULL), GOVFIG_OK);
  assert_int_equal(out.len, 7);
  assert_memory_equal(out.data, "name,n\n", 7);
  govfig_writer_free(w);
  buf_done(&out);
}

static enum govfig_status refuse(void *ctx, const void *bytes, size_t len)
{
  (void)ctx, (void)bytes, (void)len;
  return GOVFIG_E_WRITE;
}

static void test_write_failure_comes_back(void **state)
{
  (void)state;
  struct govfig_writer *w;
  struct govfig_error err = {0};
  struct govfig_figure figure = {0};
  assert_int_equal(govfig_writer_new(NULL, refuse, NULL, &w, &err), GOVFIG_OK);
  enum govfig_status status = GOVFIG_OK;
  for (int i = 0; i < 100000 && status == GOVFIG_OK; i++)
    status = govfig_writer_put(w, &figure, &err);
  assert_int_equal(status, GOVFIG_E_WRITE); /* long before the end */
  assert_int_equal(err.status, GOVFIG_E_WRITE);
  govfig_writer_free(w);
}

/* --- reading -------------------------------------------------------------- */

static void test_columns_by_name_in_any_order(void **state)
{
  (void)state;
  expect_rows("csv", "value,colour,region\n1,red,北京市\n-2.5,,\n",
              "region=北京市;value=1;\nvalue=-2.5;\n");
  expect_rows("csv", "\xEF\xBB\xBF\"region\",value\r\n\"a,\"\"b\"\"\r\nc\",3\r\nx,4",
              "region=a,\"b\"\r\nc;value=3;\nregion=x;value=4;\n");
  expect_rows("csv", "region,value\n", "");
  expect_rows("csv", "region,value", "");
}

/* libcsv alone would trim blanks, skip empty lines, and take a\r\nb apart. */
static void test_habits_of_libcsv(void **state)
{
  (void)state;
  expect_rows("csv", "region,value\n a ,1\n\" b \",2\n c\t,\"3\"\n",
              "region= a ;value=1;\nregion= b ;value=2;\nregion= c\t;value=3;\n");
  expect_rows("csv", "region,value\n\n\"a\",1\r\n\r\n\nb,2\n\n\n",
              "region=a;value=1;\nregion=b;value=2;\n");
  expect_rows("csv", "region,value\n\"\n\n\",1\n\"x\",2\r\n\"y\",3\r\n",
              "region=\n\n;value=1;\nregion=x;value=2;\nregion=y;value=3;\n");
  DAMAGE("csv", "region,value\n\"a\" ,1\n", 2, 4, "quote");
  DAMAGE("csv", "region,value\na\"b,1\n", 2, 2, "quote");
  DAMAGE("csv", "region,value\n甲乙,1\n甲\"乙,1\n", 3, 2, "quote");
  DAMAGE("csv", "region,value\nok,1\n丙,\"1\nx,2\ny,3\n", 3, 3, "never closed");
  DAMAGE("csv", "region,value\na\rb,1\n", 2, 2, "carriage return");
  DAMAGE("csv", "region,value\n\"a\"\rb,1\n", 2, 1, "carriage return");
}

static void test_quoted_and_bare_rows_agree(void **state)
{
  (void)state;
  expect_rows("csv", "region,period,value\n甲 市,,1\n,x,\n", "region=甲 市;value=1;\nperiod=x;\n");
  expect_rows("csv", "\"region\",\"period\",\"value\"\n\"甲 市\",\"\",\"1\"\n\"\",\"x\",\"\"\n",
              "region=甲 市;value=1;\nperiod=x;\n");
}

static void test_damaged_tables(void **state)
{
  (void)state;
  DAMAGE("csv", "", 1, 1, "empty");
  DAMAGE("csv", "\n\n", 1, 1, "empty");
  DAMAGE("csv", "region,n\n1,2\n", 1, 1, "no column value");
  DAMAGE("csv", "region,value,region\n", 1, 14, "second column 'region'");
  DAMAGE("csv", "region,value\na,1\nb,1,2\n", 3, 1, "3 cells under a header of 2");
  DAMAGE("csv", "region,value\n\"a\"\n", 2, 1, "1 cells under a header of 2");
  DAMAGE("csv", "region,value\n甲,1\n甲,1a\n", 3, 3, "'1a' in column value is no number");
  DAMAGE("csv", "region,value\n\"甲,\n乙\",NaN\n", 3, 4, "'NaN' in column value");
  DAMAGE("csv", "region,value\na,\"1,234\"\n", 2, 3, "'1,234'");
  DAMAGE("csv", "region,value\na,NA\n", 2, 3, "'NA'");
  DAMAGE("csv", "region,value\na,-\n", 2, 3, "no number");
  DAMAGE("csv", "region,value\na,1.\n\"b\",.\n", 3, 5, "no number");
  DAMAGE("csv", "region,value,line\na,1,-3\n", 2, 5, "whole number");
  DAMAGE("csv", "region,value,line\na,1,2.5\n", 2, 5, "whole number");
  DAMAGE("csv", "region,value\na,1234567890123456789012345678901234567890\n", 2, 3, "no number");
}

static void test_mixed_encodings(void **state)
{
  (void)state;
  static const char gbk[] = "region,value\n甲,1\n\xB1\xB1\xBE\xA9,1\n";
  expect_damage("csv", gbk, sizeof gbk - 1, GOVFIG_E_ENCODING, 3, 1, "0xB1");
  static const char quoted[] = "region,value\n\"甲\n乙\xFF\",1\n";
  expect_damage("csv", quoted, sizeof quoted - 1, GOVFIG_E_ENCODING, 3, 2, "0xFF");
  static const char utf16[] = "\xFF\xFEr\0e\0";
  expect_damage("csv", utf16, sizeof utf16 - 1, GOVFIG_E_ENCODING, 1, 1, "UTF-16");
  static const char zero[] = "region,value\na\0b,1\n";
  expect_damage("csv", zero, sizeof zero - 1, GOVFIG_E_ENCODING, 2, 2, "0x00");
  /* surrogate, overlong, past U+10FFFF, cut off */
  static const char *const bad[] = {"\xED\xA0\x80", "\xC0\x80", "\xE0\x80\x80", "\xF4\x90\x80\x80",
                                    "\xE7\x94", "\x80"};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    char text[64];
    int n = snprintf(text, sizeof text, "region,value\n甲%s,1\n", bad[i]);
    expect_damage("csv", text, (size_t)n, GOVFIG_E_ENCODING, 2, 2, "not UTF-8");
  }
  expect_rows("csv", "region,value\n\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xF0\x90\x80\x80\xF4\x8F\xBF\xBF,1\n",
              "region=\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xF0\x90\x80\x80\xF4\x8F\xBF\xBF;value=1;\n");
}

/* R writes 1e+05, pandas 12.0; the table means exact decimals. */
static void test_numbers_of_other_programs(void **state)
{
  (void)state;
  expect_rows("csv", "region,value,line,high\nx,1e+05,12.0,1.5E3\ny,+7,3,-2.50e-1\nz,1.25e1,0,00.5\n",
              "region=x;value=100000;high=1500;line=12;\n"
              "region=y;value=7;high=-0.25;line=3;\n"
              "region=z;value=12.5;high=00.5;line=0;\n");
  DAMAGE("csv", "region,value\na,1e400\n", 2, 3, "no number");
  DAMAGE("csv", "region,value\na,1e\n", 2, 3, "no number");
  DAMAGE("csv", "region,value\na,Inf\n", 2, 3, "no number");
}

static void test_tsv(void **state)
{
  (void)state;
  expect_rows("tsv", "region\tvalue\r\na\\tb\\\\\\n\t1\r\n\n\"c\t2", "region=a\tb\\\n;value=1;\nregion=\"c;value=2;\n");
  DAMAGE("tsv", "region\tvalue\n甲\\x\t1\n", 2, 2, "backslash");
  DAMAGE("tsv", "region\tvalue\na\n", 2, 1, "1 cells");
}

static void test_jsonl(void **state)
{
  (void)state;
  expect_rows("jsonl",
              "{\"value\": 1.5, \"x\":true,\"region\":\"\\u5317\\u4eac\\\"\\n\\ud83d\\ude00\"}\r\n\n"
              "{\"region\":null,\"value\":-2}\n{}\n{\"value\":\"3\"}",
              "region=北京\"\n😀;value=1.5;\nvalue=-2;\nvalue=3;\n");
  expect_rows("jsonl", "", "");
  DAMAGE("jsonl", "{\"value\":1}\n[1]\n", 2, 1, "object");
  DAMAGE("jsonl", "{\"region\":\"甲\",\"value\":{}}\n", 1, 23, "value");
  DAMAGE("jsonl", "{\"value\":1,\"value\":2}\n", 1, 13, "second key");
  DAMAGE("jsonl", "{\"value\":\"1\n", 1, 12, "does not end");
  DAMAGE("jsonl", "{\"value\":1} x\n", 1, 13, "behind");
  DAMAGE("jsonl", "{\"region\":\"\\ud800\"}\n", 1, 18, "surrogate");
  DAMAGE("jsonl", "{\"region\":\"\\q\"}\n", 1, 13, "escape");
  DAMAGE("jsonl", "{\"value\":true}\n", 1, 10, "no number");
}

static void test_stop_line_and_has(void **state)
{
  (void)state;
  struct seen seen = {.stop_at = 2};
  struct govfig_error err = {0};
  const char *text = "region,value\n\"a\nb\",1\nc,2\nd,3\n";
  assert_int_equal(read_steps("csv", text, strlen(text), 100, &seen, &err), GOVFIG_E_STOPPED);
  assert_int_equal(seen.rows, 2);
  assert_int_equal(seen.last_line, 4);
  buf_done(&seen.text);
}

static enum govfig_next see_extra(const struct govfig_figure *figure, void *ctx)
{
  const struct govfig_reader **r = ctx;
  assert_true(str_is(figure->column[GOVFIG_COLUMN_REGION], "a"));
  assert_true(str_is(govfig_reader_extra(*r, 0), "2.5x"));
  assert_true(govfig_reader_has(*r, GOVFIG_COLUMN_REGION));
  assert_false(govfig_reader_has(*r, GOVFIG_COLUMN_VALUE));
  return GOVFIG_CONTINUE;
}

static void test_extra_columns(void **state)
{
  (void)state;
  static const char *const extra[] = {"weight"};
  struct govfig_reader_options o = {.format = "csv", .extra = extra, .n_extra = 1};
  struct govfig_reader *r;
  struct govfig_error err = {0};
  assert_int_equal(govfig_reader_new(&o, &r, &err), GOVFIG_OK);
  const char *text = "region,weight\na,2.5x\n";
  assert_int_equal(govfig_reader_feed(r, text, strlen(text), see_extra, &r, &err), GOVFIG_OK);
  govfig_reader_free(r);
  assert_int_equal(govfig_reader_new(&o, &r, &err), GOVFIG_OK);
  assert_int_equal(govfig_reader_feed(r, "region\na\n", 9, see_extra, &r, &err), GOVFIG_E_FORMAT);
  govfig_reader_free(r);
}

static void test_limits(void **state)
{
  (void)state;
  struct buf text = {0};
  buf_add_text(&text, "region,value\n\"");
  size_t big = 17u * 1024u * 1024u;
  assert_true(buf_reserve(&text, big));
  memset(text.data + text.len, '\n', big); /* a quoted cell of line breaks: must stay linear */
  text.len += big;
  struct seen seen = {0};
  struct govfig_error err = {0};
  assert_int_equal(read_steps("csv", text.data, text.len, 65536, &seen, &err), GOVFIG_E_LIMIT);
  assert_int_equal(err.line, 2);
  buf_done(&seen.text);
  memset(text.data, ',', big);
  assert_int_equal(read_steps("csv", text.data, big, 65536, &seen, &err), GOVFIG_E_LIMIT);
  buf_done(&seen.text);
  assert_int_equal(read_steps("csv", text.data, big / 2, big, &seen, &err), GOVFIG_E_FORMAT);
  buf_done(&seen.text);
  text.data[0] = '"';
  text.data[1] = '"';
  assert_int_equal(read_steps("csv", text.data, big / 2, 65536, &seen, &err), GOVFIG_E_FORMAT);
  buf_done(&seen.text);
  buf_done(&text);
}

/* --- there and back ------------------------------------------------------- */

static const char *const pieces[] = {"a", "宁德", ",", "\"", "\n", "\r\n", "\t", "\\", " ", "{", "😀", "'", "=", ""};

static void test_round_trip(void **state)
{
  (void)state;
  static const char *const formats[] = {"csv", "tsv", "jsonl"};
  unsigned random = 12345;
  for (size_t f = 0; f < 3; f++) {
    struct buf table = {0}, want = {0};
    struct govfig_writer_options o = {formats[f], 0, 0};
    struct govfig_writer *w;
    assert_int_equal(govfig_writer_new(&o, collect, &table, &w, NULL), GOVFIG_OK);
    struct seen direct = {0};
    for (int row = 0; row < 300; row++) {
      char text[GOVFIG_COLUMN_COUNT][64];
      struct govfig_figure figure = {0};
      for (int c = 0; c < GOVFIG_COLUMN_COUNT; c++) {
        text[c][0] = '\0';
        if (govfig_column_type((enum govfig_column)c) != GOVFIG_TEXT) {
          random = random * 1103515245u + 12345u;
          snprintf(text[c], sizeof text[c], "%u", random >> 20);
        } else {
          for (int k = 0; k < 5; k++) {
            random = random * 1103515245u + 12345u;
            strcat(text[c], pieces[(random >> 16) % (sizeof pieces / sizeof pieces[0])]);
          }
        }
        figure.column[c] = str_of(text[c]);
      }
      assert_int_equal(govfig_writer_put(w, &figure, NULL), GOVFIG_OK);
      struct govfig_reader *none;
      assert_int_equal(govfig_reader_new(NULL, &none, NULL), GOVFIG_OK);
      direct.reader = none;
      see(&figure, &direct);
      govfig_reader_free(none);
    }
    assert_int_equal(govfig_writer_flush(w, NULL), GOVFIG_OK);
    govfig_writer_free(w);
    buf_add_char(&direct.text, '\0');
    static const size_t steps[] = {1, 3, 61, 4096, 10000000};
    for (size_t i = 0; i < 5; i++) {
      struct seen seen = {0};
      struct govfig_error err = {0};
      if (read_steps(formats[f], table.data, table.len, steps[i], &seen, &err) != GOVFIG_OK)
        fail_msg("%s:%zu:%zu: %s", formats[f], err.line, err.column, err.text);
      assert_int_equal(seen.rows, 300);
      assert_string_equal(seen.text.data, direct.text.data);
      buf_done(&seen.text);
    }
    buf_done(&direct.text);
    buf_done(&table);
    buf_done(&want);
  }
}

/* Damaged in any single place, a table is read or refused, never more. */
static void test_any_byte_damaged(void **state)
{
  (void)state;
  static const char good[] = "region,value,period\n\"a,b\",1.5,2023\n甲市,-2,\"x\"\"y\"\n";
  static const char bytes[] = {'"', ',', '\n', '\r', '\0', '\\', (char)0xE7, 'x'};
  for (size_t at = 0; at < sizeof good - 1; at++) {
    for (size_t b = 0; b < sizeof bytes; b++) {
      char text[sizeof good];
      memcpy(text, good, sizeof good);
      text[at] = bytes[b];
      size_t rows[2];
      int status[2];
      for (size_t k = 0; k < 2; k++) {
        struct seen seen = {0};
        struct govfig_error err = {0};
        /* a row with two damages may be refused for either */
        status[k] = read_steps("csv", text, sizeof good - 1, k == 0 ? 1 : 1000, &seen, &err) != 0;
        rows[k] = seen.rows;
        buf_done(&seen.text);
      }
      assert_int_equal(status[0], status[1]);
      assert_int_equal(rows[0], rows[1]);
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_csv_quotes_only_where_needed),
      cmocka_unit_test(test_csv_odd_bytes_are_found_everywhere),
      cmocka_unit_test(test_excel_guards_text_and_leaves_numbers),
      cmocka_unit_test(test_tsv_jsonl_markdown),
      cmocka_unit_test(test_table_without_rows_has_header),
      cmocka_unit_test(test_write_failure_comes_back),
      cmocka_unit_test(test_columns_by_name_in_any_order),
      cmocka_unit_test(test_habits_of_libcsv),
      cmocka_unit_test(test_quoted_and_bare_rows_agree),
      cmocka_unit_test(test_damaged_tables),
      cmocka_unit_test(test_mixed_encodings),
      cmocka_unit_test(test_numbers_of_other_programs),
      cmocka_unit_test(test_tsv),
      cmocka_unit_test(test_jsonl),
      cmocka_unit_test(test_stop_line_and_has),
      cmocka_unit_test(test_extra_columns),
      cmocka_unit_test(test_limits),
      cmocka_unit_test(test_round_trip),
      cmocka_unit_test(test_any_byte_damaged),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
