/* test_utf8.c - the fast ways through UTF-8 against one sequence at a time, over random
   mixtures of characters and damage.  SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "extract/text/decode.h"
#include "extract/text/fold.h"
#include "figure/utf8.h"
#include "input/utf8.h"

enum { TEXTS = 3000, TEXT_BYTES = 4000 };

/* A small generator of its own, so that the test is the same everywhere. */
static uint32_t next_random(uint32_t *seed)
{
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

/* Well-formed and malformed pieces, each at an edge of what is well-formed. */
static const char *const edges[] = {
    "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xE0\xBF\xBF", "\xED\x80\x80", "\xED\x9F\xBF",
    "\xEE\x80\x80", "\xEF\xBF\xBD", "\xEF\xBF\xBE", "\xEF\xBF\xBF", "\xF0\x90\x80\x80",
    "\xF4\x8F\xBF\xBF", "\xC1\xBF", "\xE0\x9F\xBF", "\xE0\x80\x80", "\xED\xA0\x80",
    "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5", "\xFF", "\x80", "\xBF",
    "\xE4", "\xE4\xB8", "\xE4\xB8\xAD\xB8", "\xF0\x9F", "\xF0\x9F\x98", "\xC3", "\xE4\xB8 ",
};

/* Chinese and ASCII; every `rare` pieces something else. */
static size_t make_text(unsigned char *to, uint32_t *seed, uint32_t rare)
{
  size_t n = 0, want = next_random(seed) % (TEXT_BYTES - 8);
  while (n < want) {
    if (next_random(seed) % rare == 0) {
      const char *edge = edges[next_random(seed) % (sizeof edges / sizeof *edges)];
      memcpy(to + n, edge, strlen(edge));
      n += strlen(edge);
    } else if (next_random(seed) % 5 == 0) {
      to[n++] = (unsigned char)(1 + next_random(seed) % 127);
    } else {
      uint32_t c = 0x2000 + next_random(seed) % 0x8000;
      to[n++] = (unsigned char)(0xE0 | c >> 12);
      to[n++] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
      to[n++] = (unsigned char)(0x80 | (c & 0x3F));
    }
  }
  return n;
}

/* Code points, U+FFFD for each malformed sequence; their places in bytes. */
struct plain {
  uint32_t code[TEXT_BYTES], at[TEXT_BYTES + 1];
  uint32_t n;
  size_t bad, first_bad;
};

static void read_plainly(const unsigned char *s, size_t n, struct plain *out)
{
  *out = (struct plain){.first_bad = n};
  uint32_t bytes = 0;
  for (size_t i = 0; i < n;) {
    bool cut;
    size_t bad, len = utf8_sequence(s + i, n - i, &cut, &bad);
    if (len == 0 && out->bad++ == 0)
      out->first_bad = i;
    out->at[out->n] = bytes;
    out->code[out->n++] = len != 0 ? utf8_code(s + i, len) : UNIT_BAD;
    bytes += (uint32_t)(len != 0 ? len : 3);
    i += len != 0 ? len : bad;
  }
  out->at[out->n] = bytes;
}

static void check_counts(const unsigned char *s, size_t n, const struct plain *p, uint32_t *seed)
{
  struct utf8_check check = {0};
  for (size_t i = 0, piece; i < n; i += piece) {
    piece = 1 + next_random(seed) % 200;
    piece = piece < n - i ? piece : n - i;
    utf8_check_feed(&check, (const char *)s + i, piece);
  }
  utf8_check_end(&check);
  assert_int_equal(check.bad, p->bad);
  assert_int_equal(utf8_check((const char *)s, n), p->first_bad);
  assert_true(utf8_plain(s, n) <= p->first_bad);
}

/* One unit after another, and by wider registers where the machine has them. */
static void check_decoders(const unsigned char *s, size_t n, const struct plain *p)
{
  static unit units[2][TEXT_BYTES + 2 * DECODE_GUARD];
  static struct units_block blocks[2][TEXT_BYTES / DECODE_STEP + 2];
  for (int plain = 0; plain < 2; plain++) {
    struct decoder d = {.p = s, .end = s + n, .u = units[plain], .blocks = blocks[plain],
                        .lowered = FOLD_LOWERED, .plain = plain != 0};
    assert_int_equal(decode(&d), p->n);
    assert_int_equal(d.bad, p->bad);
  }
  assert_memory_equal(units[0], units[1], p->n * sizeof(unit));
  for (uint32_t i = 0; i < (p->n + DECODE_STEP - 1) / DECODE_STEP; i++) {
    assert_int_equal(blocks[0][i].byte, blocks[1][i].byte);
    assert_int_equal(blocks[0][i].ascii, blocks[1][i].ascii);
    assert_int_equal(blocks[0][i].odd, blocks[1][i].odd);
  }
}

static void check_units(const struct fold *fold, const unsigned char *s, size_t n,
                        const struct plain *p)
{
  struct arena arena = {0};
  struct units t;
  assert_true(units_make(fold, (const char *)s, n, &arena, &t));
  assert_int_equal(t.n, p->n);
  assert_int_equal(t.replaced, p->bad);
  for (uint32_t i = 0; i < t.n; i++) {
    uint8_t class = p->code[i] == '\n' ? UNIT_BREAK : p->code[i] == 0x4E2D ? UNIT_NUMERAL : 0;
    assert_int_equal(t.u[i], fold_unit(fold, p->code[i]));
    assert_int_equal(t.class[i] & (UNIT_BREAK | UNIT_NUMERAL), class);
  }
  for (uint32_t i = 0; i <= t.n; i++) {
    assert_int_equal(units_byte(&t, i), p->at[i]);
    uint32_t end = i + (i * 7 + (uint32_t)n) % (t.n - i + 1);
    struct govfig_str text = units_text(&t, (struct span){i, end});
    assert_ptr_equal(text.data, t.utf8 + p->at[i]);
    assert_int_equal(text.len, p->at[end] - p->at[i]);
  }
  for (int i = 0; i < 8; i++)
    assert_int_equal(t.u[t.n + (uint32_t)i] | t.class[t.n + (uint32_t)i], 0);
  assert_int_equal(t.u[-1] | t.class[-1], 0);
  arena_done(&arena);
}

static void test_random(void **state)
{
  static unsigned char text[TEXT_BYTES + 8];
  static struct plain plain;
  uint32_t seed = 1;
  (void)state;
  struct fold *fold = fold_new();
  assert_non_null(fold);
  fold_classify(fold, 0x4E2D, UNIT_NUMERAL);
  fold_spread(fold);
  for (int i = 0; i < TEXTS; i++) {
    size_t n = make_text(text, &seed, i % 3 == 0 ? 5 : i % 3 == 1 ? 60 : 1000);
    read_plainly(text, n, &plain);
    check_counts(text, n, &plain, &seed);
    check_units(fold, text, n, &plain);
    check_decoders(text, n, &plain);
  }
  fold_free(fold);
}

/* Every pair of bytes in front of, and behind, a run of Chinese. */
static void test_pairs(void **state)
{
  static unsigned char text[240];
  static struct plain plain;
  uint32_t seed = 1;
  (void)state;
  for (unsigned pair = 0; pair < 65536; pair++) {
    for (size_t i = 0; i < sizeof text; i++)
      text[i] = (unsigned char)"\xE4\xB8\xAD"[i % 3];
    size_t at = pair % 2 == 0 ? 0 : 120 + pair % 3;
    text[at] = (unsigned char)(pair >> 8);
    text[at + 1] = (unsigned char)pair;
    if (text[at] == 0 || text[at + 1] == 0)
      continue;
    read_plainly(text, sizeof text, &plain);
    check_counts(text, sizeof text, &plain, &seed);
  }
}

static void test_nul(void **state)
{
  (void)state;
  assert_int_equal(utf8_check("ab\0cd", 5), 2);
  assert_int_equal(utf8_check("", 0), 0);
  assert_int_equal(utf8_check("a\xE4\xB8", 3), 1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_random),
      cmocka_unit_test(test_pairs),
      cmocka_unit_test(test_nul),
  };
  return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
