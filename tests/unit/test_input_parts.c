/* test_input_parts.c - the parts that input/ is made of.
   SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <iconv.h>

#include "base/str.h"
#include "input/encoding.h"
#include "input/fields.h"
#include "input/json.h"
#include "input/page.h"
#include "input/sniff.h"
#include "input/utf8.h"

static const char news[] =
    "国家统计局发布数据：全年国内生产总值1349084亿元，比上年增长5.0%。\n"
    "其中，第一产业增加值91414亿元，增长3.5%；第二产业增加值492087亿元。\n";
static const char trad[] =
    "行政院主計總處發布：全年經濟成長率為4.59%，較上年增加3.37個百分點。\n"
    "中央政府總預算案歲出編列2兆9,248億元，較上年度增加。\n";

/* `text` in another encoding, by iconv. */
static size_t recode(const char *to, const char *text, char *out, size_t room)
{
  iconv_t cd = iconv_open(to, "UTF-8");
  char *in = (char *)(uintptr_t)text, *at = out;
  size_t left = strlen(text), n = room;
  assert_true(cd != (iconv_t)-1);
  assert_int_equal(iconv(cd, &in, &left, &at, &n), 0);
  iconv_close(cd);
  return room - n;
}

/* ---- encodings ---- */

static void test_labels(void **state)
{
  (void)state;
  char room[40];
  assert_ptr_equal(encoding_of_label("GB2312", 6, room), encoding_gb18030);
  assert_ptr_equal(encoding_of_label("cp936", 5, room), encoding_gb18030);
  assert_ptr_equal(encoding_of_label("gbk", 3, room), encoding_gb18030);
  assert_ptr_equal(encoding_of_label("Big5", 4, room), encoding_big5);
  assert_ptr_equal(encoding_of_label("utf8", 4, room), encoding_utf8);
  assert_string_equal(encoding_of_label("koi8-r", 6, room), "koi8-r");
  assert_null(encoding_of_label("utf-8//IGNORE", 13, room));
  assert_false(encoding_is_known("no-such-thing"));
}

static void test_detects(void **state)
{
  (void)state;
  static const struct {
    const char *text, *recoded, *expected;
  } rows[] = {
      {news, "GB18030", encoding_gb18030}, {trad, "BIG5", encoding_big5},
      {news, "UTF-16LE", encoding_utf16le}, {news, "UTF-16BE", encoding_utf16be},
      {trad, "GB18030", encoding_gb18030}, {news, "UTF-8", encoding_utf8},
      {"plain ASCII 12%", "UTF-8", encoding_utf8},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    char bytes[1024], room[40];
    size_t len = recode(rows[i].recoded, rows[i].text, bytes, sizeof bytes);
    assert_ptr_equal(encoding_detect(bytes, len, true, room), rows[i].expected);
    /* a window that cuts a character is no different */
    if (len > 101)
      assert_ptr_equal(encoding_detect(bytes, 101, false, room), rows[i].expected);
  }
}

static void test_label_is_believed_only_if_it_holds(void **state)
{
  (void)state;
  char bytes[1024], room[40];
  static const char lie[] = "<meta charset=iso-8859-1>";
  memcpy(bytes, lie, sizeof lie - 1);
  size_t len = sizeof lie - 1;
  len += recode("GB18030", news, bytes + len, sizeof bytes - len);
  assert_ptr_equal(encoding_detect(bytes, len, true, room), encoding_gb18030);
}

static void test_damaged_utf8_stays_utf8(void **state)
{
  (void)state;
  char bytes[1024], room[40];
  snprintf(bytes, sizeof bytes, "%s\xE5\x9B%s", news, news);
  assert_ptr_equal(encoding_detect(bytes, strlen(bytes), true, room), encoding_utf8);
}

static void test_ascii_with_a_nul_is_not_utf16(void **state)
{
  (void)state;
  char bytes[256], room[40];
  memset(bytes, 'w', sizeof bytes);
  bytes[77] = '\0';
  assert_ptr_equal(encoding_detect(bytes, sizeof bytes, true, room), encoding_utf8);
}

static void test_binary_is_no_text(void **state)
{
  (void)state;
  char room[40];
  static const char image[] = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6\0\0\0";
  assert_null(encoding_detect(image, sizeof image, true, room));
}

static void test_decodes_what_gb2312_lacks(void **state)
{
  (void)state;
  struct buf text = {0};
  uint64_t replaced = 0;
  /* U+9555 (in GBK only), a lone 80 (the euro of cp936), an FF that is nothing */
  static const char bytes[] = "\xE9\x46\x80\xFF" "a";
  assert_int_equal(encoding_decode(encoding_gb18030, bytes, 5, &text, &replaced, NULL), GOVFIG_OK);
  assert_int_equal(text.len, 3 + 3 + 3 + 1);
  assert_memory_equal(text.data, "\xE9\x95\x95\xE2\x82\xAC\xEF\xBF\xBD" "a", 10);
  assert_int_equal(replaced, 1);
  buf_done(&text);
}

/* ---- UTF-8 ---- */

static void test_counts_malformed(void **state)
{
  (void)state;
  static const struct {
    const char *bytes;
    unsigned bad;
  } rows[] = {
      {"abc", 0},           {"\xE4\xB8\xAD\xE6\x96\x87\xE4\xB8\xAD\xE6\x96\x87", 0},
      {"\xE4\xB8", 1},      {"\xE4\xB8" "a", 1},      {"\xC0\x80", 2},
      {"\xED\xA0\x80", 3},  {"\xF0\x9F\x98\x80", 0},  {"\xF4\x90\x80\x80", 4},
      {"\xE0\x80\x80", 3},  {"\x80\x80", 2},          {"12345678\xFF" "12345678", 1},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    size_t len = strlen(rows[i].bytes);
    for (size_t cut = 0; cut <= len; cut++) { /* in two pieces, cut anywhere */
      struct utf8_check c = {0};
      utf8_check_feed(&c, rows[i].bytes, cut);
      utf8_check_feed(&c, rows[i].bytes + cut, len - cut);
      utf8_check_end(&c);
      assert_int_equal(c.bad, rows[i].bad);
    }
  }
}

static void test_repairs(void **state)
{
  (void)state;
  struct buf text = {0};
  uint64_t replaced = 0;
  buf_add(&text, "a\0\xE4\xB8" "b\xE4\xB8\xAD", 8);
  assert_true(utf8_repair(&text, &replaced));
  assert_int_equal(replaced, 2);
  assert_int_equal(text.len, 11);
  assert_memory_equal(text.data, "a\xEF\xBF\xBD\xEF\xBF\xBD" "b\xE4\xB8\xAD", 11);
  buf_done(&text);
}

/* ---- formats ---- */

static enum format format_of(const char *bytes, const char *name)
{
  char room[SNIFF_LABEL_ROOM];
  return sniff(bytes, strlen(bytes), true, name, FORMAT_AUTO, NULL, room).format;
}

static void test_formats(void **state)
{
  (void)state;
  assert_int_equal(format_of("12%", "-"), FORMAT_TEXT);
  assert_int_equal(format_of("# a\n\n12%", "a.md"), FORMAT_TEXT);
  assert_int_equal(format_of("{\"text\":\"a\"}\n{\"text\":\"b\"}\n", "-"), FORMAT_JSONL);
  assert_int_equal(format_of("{\"text\":\"a\"}", "-"), FORMAT_JSONL);
  assert_int_equal(format_of("{\n \"text\": \"a\"\n}\n", "-"), FORMAT_JSON);
  assert_int_equal(format_of("[{\"text\":\"a\"}]", "-"), FORMAT_JSON);
  assert_int_equal(format_of("[1] note\n12%", "-"), FORMAT_TEXT);
  assert_int_equal(format_of("{{template}} 12%", "-"), FORMAT_TEXT);
  assert_int_equal(format_of("\n <!-- x --><!DOCTYPE html><html>", "-"), FORMAT_HTML);
  assert_int_equal(format_of("<p class=a>12%</p>", "-"), FORMAT_HTML);
  assert_int_equal(format_of("<%@ page %>\n<html>", "a.jsp"), FORMAT_HTML);
  assert_int_equal(format_of("<12 \xE2\x84\x83", "-"), FORMAT_TEXT);
  assert_int_equal(format_of("%PDF-1.4", "a.txt"), FORMAT_PDF);
  assert_int_equal(format_of("title,text\n", "a.csv"), FORMAT_CSV);
  assert_int_equal(format_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "a.doc"), FORMAT_UNREADABLE);
  assert_int_equal(format_of("{\\rtf1", "a.doc"), FORMAT_UNREADABLE);
  assert_int_equal(format_of("", "a.txt"), FORMAT_UNREADABLE);
}

/* ---- JSON ---- */

static void test_json_object(void **state)
{
  (void)state;
  struct json_object o;
  struct json_value v;
  struct govfig_str key;
  struct buf room = {0};
  static const char text[] =
      " { \"a\\\"\\\\\" : \"x\\n\\u4e2d\\ud83d\\ude00\\ud800!\" , \"n\":-1.5e3,\"o\":{\"p\":[1,\"}\"]},"
      "\"t\":true}";
  buf_reserve(&room, sizeof text);
  assert_true(json_object_enter(&o, str_of(text)));
  assert_true(json_object_next(&o, &key, &v));
  assert_true(str_is(key, "a\\\"\\\\"));
  assert_true(str_is(json_text(&v, &room), "x\n\xE4\xB8\xAD\xF0\x9F\x98\x80\xEF\xBF\xBD!"));
  assert_true(json_object_next(&o, &key, &v));
  assert_int_equal(v.kind, JSON_NUMBER);
  assert_true(str_is(v.text, "-1.5e3"));
  assert_true(json_object_next(&o, &key, &v));
  assert_int_equal(v.kind, JSON_OTHER);
  assert_true(str_is(v.text, "{\"p\":[1,\"}\"]}"));
  assert_int_equal(json_lines(&v, &room).len, 0);
  v.text = str_of("[ \"a\", \"b\\n\" ]");
  assert_true(str_is(json_lines(&v, &room), "a\nb\n\n"));
  v.text = str_of("[\"a\",[\"b\"]]");
  assert_int_equal(json_lines(&v, &room).len, 0);
  assert_true(json_object_next(&o, &key, &v));
  assert_false(json_object_next(&o, &key, &v));
  assert_false(o.broken);
  buf_done(&room);
}

static void test_json_broken(void **state)
{
  (void)state;
  static const char *const rows[] = {"{\"a\"",        "{\"a\":",    "{\"a\":\"b",  "{\"a\":\"b\\\"}",
                                     "{\"a\":[1,{}",  "{a:1}",      "{\"a\" 1}",   "{",
                                     "{\"a\":1,,}"};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    struct json_object o;
    struct json_value v;
    struct govfig_str key;
    assert_true(json_object_enter(&o, str_of(rows[i])));
    while (json_object_next(&o, &key, &v))
      ;
    assert_true(o.broken);
  }
}

/* A value may arrive a byte at a time. */
static void test_json_scan_pieces(void **state)
{
  (void)state;
  static const char text[] = "{\"a\":\"}\\\"{\",\"b\":[{}]}tail";
  struct json_scan scan = {0};
  size_t used = 0;
  for (size_t i = 0; i + 1 < sizeof text && !scan.complete; i++)
    used += json_scan_feed(&scan, text + i, 1);
  assert_true(scan.complete);
  assert_string_equal(text + used, "tail");
}

/* ---- fields and dates ---- */

static void test_dates(void **state)
{
  (void)state;
  static const char *const rows[][2] = {
      {"2023-12-04", "2023-12-04"},          {"2023-12-04T09:30:00+08:00", "2023-12-04"},
      {"2023/1/4 09:30", "2023-01-04"},      {"20231204", "2023-12-04"},
      {"2023年12月4日", "2023-12-04"},       {"2023年12月", "2023-12"},
      {"2023", "2023"},                      {"发布时间：2023-12-04 09:30", "2023-12-04"},
      {"2023.12.04", "2023-12-04"},          {"", ""},
      {"昨天", ""},                          {"1701653400", ""},
      {"2023-13-40", "2023"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    char room[DATE_ROOM];
    struct govfig_str date = date_normalise(str_of(rows[i][0]), room);
    if (!str_is(date, rows[i][1]))
      fail_msg("%s: %.*s", rows[i][0], (int)date.len, date.data);
  }
}

static void test_fields(void **state)
{
  (void)state;
  struct fields f;
  unsigned rank;
  struct govfig_input_fields given = {.text = "story|body"};
  fields_init(&f, &given);
  assert_int_equal(fields_role(&f, str_of("Body"), &rank), ROLE_TEXT);
  assert_int_equal(rank, 1);
  assert_int_equal(fields_role(&f, str_of("content"), &rank), ROLES);
  assert_int_equal(fields_role(&f, str_of("publisher"), &rank), ROLE_SOURCE);
  assert_int_equal(fields_role(&f, str_of("标题"), &rank), ROLE_TITLE);
  assert_int_equal(fields_role(&f, str_of(""), &rank), ROLES);
}

/* ---- pages ---- */

static void say_page(struct page *p, const char *text)
{
  page_text(p, text, strlen(text));
}

static void cell(struct page *p, const char *text, unsigned columns, unsigned rows)
{
  page_cell(p, true, columns, rows);
  say_page(p, text);
  page_cell(p, false, 1, 1);
}

static void expect_page(struct page *p, const char *expected)
{
  assert_true(page_finish(p));
  buf_add_char(&p->out, '\0');
  assert_string_equal(p->out.data, expected);
  page_done(p);
}

static void test_page_blanks(void **state)
{
  (void)state;
  struct page p;
  page_init(&p);
  say_page(&p, "  全年收入\n   12.5");
  say_page(&p, "亿元 a\n b ");
  page_break(&p);
  page_break(&p);
  say_page(&p, "来源：甲报\n");
  page_mark(&p); /* words of two elements stay apart */
  say_page(&p, "\n编辑：乙");
  page_mark(&p);
  say_page(&p, "丙\n丁");
  expect_page(&p, "全年收入12.5亿元 a b\n来源：甲报 编辑：乙丙丁\n");
}

static void test_page_spans(void **state)
{
  (void)state;
  struct page p;
  page_init(&p);
  page_table(&p, true);
  page_row(&p, true);
  cell(&p, "地区", 1, 2);
  cell(&p, "2023年", 2, 1);
  page_row(&p, true);
  cell(&p, "产值", 1, 1);
  cell(&p, "增长", 1, 1);
  page_row(&p, true);
  cell(&p, "福建", 1, 1);
  cell(&p, "12.5", 2, 1); /* a number that spans columns counts once */
  page_table(&p, false);
  expect_page(&p, "地区\t2023年\t2023年\n地区\t产值\t增长\n福建\t12.5\t\n");
}

/* What merged cells reach over in every row, and empty columns, are no columns. */
static void test_page_columns_without_content(void **state)
{
  (void)state;
  struct page p;
  page_init(&p);
  page_table(&p, true);
  page_row(&p, true);
  cell(&p, "指标", 1, 1);
  cell(&p, "绝对数", 2, 1);
  cell(&p, "", 1, 1);
  cell(&p, "增长", 2, 1);
  page_row(&p, true);
  cell(&p, "产值", 1, 1);
  cell(&p, "8", 2, 1);
  cell(&p, "", 1, 1);
  cell(&p, "5.5", 1, 1);
  cell(&p, "", 1, 1);
  page_table(&p, false);
  expect_page(&p, "指标\t绝对数\t增长\n产值\t8\t5.5\n");
}

static void test_page_merged_downwards(void **state)
{
  (void)state;
  struct page p;
  page_init(&p);
  page_table(&p, true);
  for (int i = 0; i < 3; i++) {
    page_row(&p, true);
    page_cell(&p, true, 1, 1);
    p.above = i > 0;
    say_page(&p, i == 0 ? "东部" : "");
    page_cell(&p, false, 1, 1);
    cell(&p, i == 0 ? "福建" : "江苏", 1, 1);
    cell(&p, "5", 1, 1);
  }
  page_table(&p, false);
  expect_page(&p, "东部\t福建\t5\n东部\t江苏\t5\n东部\t江苏\t5\n");
}

static void test_page_layout_table(void **state)
{
  (void)state;
  struct page p;
  page_init(&p);
  page_table(&p, true);
  page_row(&p, true);
  page_cell(&p, true, 1, 1);
  say_page(&p, "正文");
  page_table(&p, true);
  page_row(&p, true);
  cell(&p, "指标", 1, 1);
  cell(&p, "8", 1, 1);
  page_table(&p, false);
  page_cell(&p, false, 1, 1);
  cell(&p, "旁栏", 1, 1);
  page_table(&p, false);
  expect_page(&p, "正文\n指标\t8\n旁栏\n");
}

static void link_line(struct page *p, const char *text)
{
  page_link(p, true);
  say_page(p, text);
  page_link(p, false);
  page_break(p);
}

static void test_page_navigation(void **state)
{
  (void)state;
  struct page p;
  page_init(&p);
  link_line(&p, "首页");
  link_line(&p, "要闻");
  link_line(&p, "政务");
  say_page(&p, "正文");
  page_break(&p);
  link_line(&p, "附件");
  say_page(&p, "再");
  page_break(&p);
  for (int i = 0; i < 3; i++) { /* a list of other pages, with their dates */
    page_link(&p, true);
    say_page(&p, "增长5%");
    page_link(&p, false);
    say_page(&p, " 2023年1月20日");
    page_break(&p);
  }
  say_page(&p, "完");
  expect_page(&p, "正文\n附件\n再\n完\n");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_labels),
      cmocka_unit_test(test_detects),
      cmocka_unit_test(test_label_is_believed_only_if_it_holds),
      cmocka_unit_test(test_damaged_utf8_stays_utf8),
      cmocka_unit_test(test_ascii_with_a_nul_is_not_utf16),
      cmocka_unit_test(test_binary_is_no_text),
      cmocka_unit_test(test_decodes_what_gb2312_lacks),
      cmocka_unit_test(test_counts_malformed),
      cmocka_unit_test(test_repairs),
      cmocka_unit_test(test_formats),
      cmocka_unit_test(test_json_object),
      cmocka_unit_test(test_json_broken),
      cmocka_unit_test(test_json_scan_pieces),
      cmocka_unit_test(test_dates),
      cmocka_unit_test(test_fields),
      cmocka_unit_test(test_page_blanks),
      cmocka_unit_test(test_page_spans),
      cmocka_unit_test(test_page_columns_without_content),
      cmocka_unit_test(test_page_merged_downwards),
      cmocka_unit_test(test_page_layout_table),
      cmocka_unit_test(test_page_navigation),
  };
  return cmocka_run_group_tests_name("input parts", tests, NULL, NULL);
}
