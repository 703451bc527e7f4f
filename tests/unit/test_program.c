/* test_program.c - programs of patterns answer as PCRE2 does.
   SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "extract/rules/rule_parts.h"

/* A small alphabet, so that texts match now and then: words of `A` to `D`. */
enum { A = 0x4E00, OTHER = OTHER_BASE + 1, FOCUS = FOCUS_BASE + 1 };
enum { PATTERN_ROOM = 4096, TEXT_MAX = 14, GUARD = 2 };

struct maker {
  uint64_t seed;
  unit u[PATTERN_ROOM];
  uint32_t n;
};

static uint32_t draw(struct maker *m, uint32_t below)
{
  m->seed = m->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (uint32_t)(m->seed >> 33) % below;
}

static void put(struct maker *m, unit u)
{
  assert_true(m->n < PATTERN_ROOM);
  m->u[m->n++] = u;
}

static void put_text(struct maker *m, const char *text)
{
  for (; *text != '\0'; text++)
    put(m, *text >= 'A' && *text <= 'D' ? (unit)(A + (*text - 'A')) : (unit)*text);
}

static const char *const units[] = {"A", "B", "C", "D", "A", "B", "7", "\\(", "\\s", "\\d", "\\S",
                                    "[AB]", "[^AB]", "[^A \\d]", "[A-C]", "[\\x{4e00}-\\x{4e02}x]",
                                    "\\x{4e01}", "[^\\x{e000}-\\x{e01f}]", "[\\x{e000}-\\x{e01f}]",
                                    ".", "\\w"};
static const char *const times[] = {"", "", "", "", "?", "{0,2}", "{1,3}", "{2}", "*", "+", "??",
                                    "{0,3}?", "{0,20}", "?+", "{0,2}+"};
static const char *const words[] = {"A", "AB", "ABC", "B", "BA", "CD", "D", "DA", "CCC"};

static void put_one(struct maker *m)
{
  put_text(m, units[draw(m, sizeof units / sizeof *units)]);
}

static void put_times(struct maker *m)
{
  put_text(m, times[draw(m, sizeof times / sizeof *times)]);
}

static void put_sequence(struct maker *m, int depth);

static void put_alternatives(struct maker *m, int depth)
{
  for (uint32_t n = draw(m, 4) + 1; n > 0; n--) {
    if (draw(m, 2) != 0)
      put_text(m, words[draw(m, sizeof words / sizeof *words)]);
    else if (draw(m, 8) != 0)
      put_sequence(m, depth - 1);
    if (n > 1)
      put(m, '|');
  }
}

static void put_behind(struct maker *m)
{
  put_text(m, draw(m, 2) != 0 ? "(?<!" : "(?<=");
  put_one(m);
  for (uint32_t n = draw(m, 3); n > 0; n--) {
    if (draw(m, 2) != 0)
      put(m, '|');
    put_one(m);
  }
  put(m, ')');
}

static void put_sequence(struct maker *m, int depth)
{
  static const char *const looks[] = {"(?=", "(?!", "(?!", "(?:(?!"};
  for (uint32_t n = draw(m, 3) + 1; n > 0; n--) {
    uint32_t what = depth > 0 ? draw(m, 10) : 0;
    if (what < 5) {
      put_one(m);
      put_times(m);
    } else if (what < 8) {
      put_text(m, "(?:");
      put_alternatives(m, depth);
      put(m, ')');
      put_times(m);
    } else if (what == 8) {
      uint32_t look = draw(m, 4);
      put_text(m, looks[look]);
      put_alternatives(m, depth - 1);
      put(m, ')');
      if (look == 3) {
        put_one(m);
        put(m, ')');
        put_times(m);
      }
    } else {
      put_behind(m);
    }
  }
}

/* A pattern with the quantity between two parts; returns its place. */
static uint32_t put_pattern(struct maker *m)
{
  m->n = 0;
  if (draw(m, 8) == 0)
    put(m, '^');
  if (draw(m, 8) != 0)
    put_sequence(m, 3);
  uint32_t mark = m->n;
  put(m, FOCUS_MARK);
  if (draw(m, 2) != 0)
    put_sequence(m, 3);
  if (draw(m, 8) == 0)
    put(m, '$');
  return mark;
}

static pcre2_code *compiled(const struct maker *m, uint32_t mark)
{
  unit u[PATTERN_ROOM];
  int code;
  PCRE2_SIZE at;
  memcpy(u, m->u, m->n * sizeof *u);
  u[mark] = FOCUS;
  return pcre2_compile(u, m->n, PCRE2_NEVER_BACKSLASH_C | PCRE2_NO_AUTO_CAPTURE | PCRE2_ANCHORED,
                       &code, &at, NULL);
}

static uint32_t put_subject(struct maker *m, unit *u)
{
  static const unit all[] = {A, A, A + 1, A + 1, A + 2, A + 3, ' ', '7', '(', 'x', OTHER, A + 64};
  uint32_t n = draw(m, TEXT_MAX) + 1;
  for (uint32_t i = 0; i < n; i++)
    u[i] = all[draw(m, sizeof all / sizeof *all)];
  u[n] = u[n + 1] = 0;
  return n;
}

/* How often both were asked, and how often there was a match. */
struct asked {
  uint32_t all, matches;
};

static void compare(struct maker *m, const struct program *g, const pcre2_code *code,
                    pcre2_match_data *data, pcre2_match_context *context, struct asked *asked)
{
  unit room[GUARD + TEXT_MAX + 1 + GUARD] = {0}, *u = room + GUARD;
  uint32_t n = put_subject(m, u), at = draw(m, n), begin = draw(m, at + 1);
  uint32_t end = n - draw(m, n - at);
  u[at] = FOCUS;
  enum walk walk = program_walk(g, u, end, at, begin);
  int rc = pcre2_match(code, u, end, begin, 0, data, context);
  if (walk == WALK_TIRED || (rc < 0 && rc != PCRE2_ERROR_NOMATCH))
    return;
  if ((walk == WALK_MATCHES) != (rc >= 0)) {
    for (uint32_t i = 0; i < m->n; i++)
      print_message(m->u[i] < 0x80 ? "%c" : "<%x>", m->u[i]);
    print_message(" over");
    for (uint32_t i = 0; i < end; i++)
      print_message(i == begin ? " from %x" : " %x", u[i]);
    print_message(": %d\n", rc);
  }
  assert_int_equal(walk == WALK_MATCHES, rc >= 0);
  asked->all++;
  asked->matches += rc >= 0;
}

static void random_patterns_match_alike(void **state)
{
  enum { TRIED = 4000, TEXTS = 40, LIMIT = 2000 };
  static struct maker m = {.seed = 1};
  struct asked asked = {0, 0};
  uint16_t close[PATTERN_ROOM];
  pcre2_match_data *data = pcre2_match_data_create(1, NULL);
  pcre2_match_context *context = pcre2_match_context_create(NULL);
  (void)state;
  pcre2_set_match_limit(context, LIMIT);
  for (int i = 0; i < TRIED; i++) {
    uint32_t mark = put_pattern(&m);
    struct pattern p = {m.u, m.n, close};
    struct programs all = {.sets = NULL};
    const struct program *g;
    pcre2_code *code = compiled(&m, mark);
    pattern_pair_brackets(&p);
    assert_true(program_make(&all, &p, FOCUS_MARK, &g));
    for (int k = 0; code != NULL && g != NULL && k < TEXTS; k++)
      compare(&m, g, code, data, context, &asked);
    pcre2_code_free(code);
    arena_done(&all.arena);
  }
  pcre2_match_context_free(context);
  pcre2_match_data_free(data);
  assert_true(asked.all > TRIED * TEXTS / 8 && asked.matches > asked.all / 50);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(random_patterns_match_alike)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
