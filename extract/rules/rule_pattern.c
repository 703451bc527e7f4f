/* rule_pattern.c - from the pattern as written to what is known of it and to compiled code.
   SPDX-License-Identifier: Apache-2.0

   {q}, {q:kind|kind}   the quantity in question
   {o}, {o:kind|kind}   another quantity
   {name}               a macro
   Everything else is PCRE2's.  Non-ASCII characters are folded as texts are. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/str.h"
#include "base/utf8.h"
#include "extract/names.h"
#include "extract/rules/rule_parts.h"
#include "extract/rules/rule_syntax.h"

enum { PATTERN_MAX = 16384, NESTING_MAX = 8 };

struct expansion {
  const struct rule_set *set;
  const struct rule *rule;
  uint64_t classes;          /* that {q} stands for */
  struct govfig_str written; /* the pattern as the file has it */
  unit *out;
  uint16_t *column;  /* of the written pattern that each unit comes from, 0-based */
  uint16_t at;       /* column that is being read */
  uint16_t *close;   /* see struct pattern */
  uint32_t n, mark; /* mark: place of {q}; UINT32_MAX before it is seen */
  int marks;
  const char *problem; /* NULL: none */
  bool nomem;
};

static const struct {
  const char *name;
  uint8_t class;
} classes[] = {
    {"bare", CLASS_BARE}, {"hanzi", CLASS_HANZI}, {"colon", CLASS_COLON},
    {"one", CLASS_ONE},   {"scale", CLASS_SCALE}, {"name", CLASS_NAME},
};

static const char no_memory[] = "out of memory";

static bool fail(struct expansion *x, const char *problem)
{
  if (x->problem == NULL)
    x->problem = problem;
  return false;
}

static bool put(struct expansion *x, unit u)
{
  if (x->n == PATTERN_MAX)
    return fail(x, "the pattern is longer than 16384 characters");
  x->column[x->n] = x->at;
  x->out[x->n++] = u;
  return true;
}

/* Bits of the classes in "kind|kind"; all kinds for an empty list. */
static uint64_t class_bits(struct govfig_str list)
{
  uint64_t bits = 0;
  if (list.len == 0)
    return (1ull << KIND_BUILTIN) - 1;
  while (list.len > 0) {
    const char *bar = memchr(list.data, '|', list.len);
    size_t n = bar != NULL ? (size_t)(bar - list.data) : list.len;
    struct govfig_str name = {list.data, n};
    uint64_t before = bits;
    uint8_t kind;
    if (name_find(NAMES_KIND, name, &kind))
      bits |= 1ull << kind;
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
      if (str_is(name, classes[i].name))
        bits |= 1ull << classes[i].class;
    }
    if (str_is(name, "any"))
      bits = ~0ull;
    if (bits == before)
      return 0;
    n += bar != NULL;
    list = (struct govfig_str){list.data + n, list.len - n};
  }
  return bits;
}

/* Writes a character class of the placeholders from `base`: as ranges, of which PCRE2
   makes shorter code than of each by itself. */
static bool put_classes(struct expansion *x, uint64_t bits, unit base)
{
  if (!put(x, '['))
    return false;
  for (uint32_t i = 0, last; i < CLASSES; i = last + 1) {
    for (last = i; last + 1 < CLASSES && (bits >> i & bits >> (last + 1) & 1) != 0;)
      last++;
    if ((bits >> i & 1) == 0)
      continue;
    if (!put(x, (unit)(base + i)) || (last > i + 1 && !put(x, '-')) ||
        (last > i && !put(x, (unit)(base + last))))
      return false;
  }
  return put(x, ']');
}

static bool put_quantity(struct expansion *x, struct govfig_str word)
{
  struct govfig_str list = {word.data + 2, word.len > 2 ? word.len - 2 : 0};
  uint64_t bits = class_bits(list);
  if (bits == 0)
    return fail(x, "unknown kind in {q:...} or {o:...}");
  if (word.data[0] == 'o')
    return put_classes(x, bits, OTHER_BASE);
  x->classes = bits;
  x->mark = x->n;
  x->marks++;
  return put(x, FOCUS_MARK);
}

static bool expand(struct expansion *x, struct govfig_str text, int nesting);

/* Code points in front of `at` in the written pattern. */
static uint16_t column_of(struct govfig_str written, const char *at)
{
  uint16_t n = 0;
  for (const char *p = written.data; p < at && n < UINT16_MAX; p++)
    n = (uint16_t)(n + ((*p & 0xC0) != 0x80));
  return n;
}

static bool put_name(struct expansion *x, struct govfig_str word, int nesting)
{
  bool quantity = word.len > 0 && (word.data[0] == 'q' || word.data[0] == 'o') &&
                  (word.len == 1 || word.data[1] == ':');
  if (quantity)
    return put_quantity(x, word);
  for (uint32_t i = x->set->n_macros; i-- > 0;) {
    if (str_equal(word, x->set->macros[i].name))
      return nesting < NESTING_MAX
                 ? put(x, '(') && put(x, '?') && put(x, ':') &&
                       expand(x, x->set->macros[i].pattern, nesting + 1) && put(x, ')')
                 : fail(x, "macros are nested too deeply");
  }
  return fail(x, "unknown macro");
}

/* Is {...} a name rather than a quantifier such as {2,3}? */
static bool is_name(struct govfig_str word)
{
  return word.len > 0 && ((word.data[0] >= 'a' && word.data[0] <= 'z') ||
                          (word.data[0] >= 'A' && word.data[0] <= 'Z'));
}

static bool put_character(struct expansion *x, struct govfig_str *text)
{
  const unsigned char *p = (const unsigned char *)text->data;
  size_t len = p[0] < 0x80 ? 1 : p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
  unit u[2];
  if (len > text->len)
    return fail(x, "malformed UTF-8");
  uint32_t three = len == 3 ? utf8_three(p) : 0;
  if (three != 0)
    u[0] = fold_unit(x->set->fold, three);
  else if (len > 1 && fold_word(x->set->fold, (struct govfig_str){text->data, len}, u, 1) != 1)
    return fail(x, "malformed UTF-8");
  if (len == 1)
    u[0] = p[0];
  else if (u[0] < 0x80 && !put(x, '\\')) /* folded to ASCII: taken as it is */
    return false;
  *text = (struct govfig_str){text->data + len, text->len - len};
  return put(x, u[0]);
}

/* A backslash, what it escapes, and braces that belong to it (\x{4e00}). */
static bool put_escape(struct expansion *x, struct govfig_str *text)
{
  bool braces = text->len > 2 && text->data[2] == '{' && strchr("xopPgkN", text->data[1]) != NULL;
  *text = (struct govfig_str){text->data + 1, text->len - 1};
  if (!put(x, '\\') || !put_character(x, text))
    return false;
  const char *close = braces ? memchr(text->data, '}', text->len) : NULL;
  while (close != NULL && text->data <= close) {
    if (!put_character(x, text))
      return false;
  }
  return true;
}

static bool expand(struct expansion *x, struct govfig_str text, int nesting)
{
  const char *counted = x->written.data; /* up to here x->at has come */
  while (text.len > 0) {
    for (; nesting == 0 && counted < text.data; counted++)
      x->at = (uint16_t)(x->at + ((*counted & 0xC0) != 0x80 && x->at < UINT16_MAX));
    if (text.data[0] == '\\' && text.len > 1) {
      if (!put_escape(x, &text))
        return false;
      continue;
    }
    const char *close = text.data[0] == '{' ? memchr(text.data, '}', text.len) : NULL;
    struct govfig_str word = {text.data + 1, close != NULL ? (size_t)(close - text.data - 1) : 0};
    if (close != NULL && is_name(word)) {
      if (!put_name(x, word, nesting))
        return false;
      text = (struct govfig_str){close + 1, text.len - word.len - 2};
      continue;
    }
    if (!put_character(x, &text))
      return false;
  }
  return true;
}

/* Replaces the mark by the class of focus placeholders. */
static bool place_mark(struct expansion *x)
{
  uint32_t tail = x->n - x->mark - 1, before = x->mark + 1;
  unit *rest = malloc((tail + 1) * sizeof *rest);
  uint16_t *columns = malloc((tail + 1) * sizeof *columns);
  bool ok = rest != NULL && columns != NULL;
  if (ok) {
    memcpy(rest, x->out + before, tail * sizeof *rest);
    memcpy(columns, x->column + before, tail * sizeof *columns);
    x->n = x->mark;
    x->at = x->column[x->mark];
    ok = put_classes(x, x->classes, FOCUS_BASE);
  }
  for (uint32_t i = 0; ok && i < tail; i++) {
    x->at = columns[i];
    ok = put(x, rest[i]);
  }
  x->nomem = rest == NULL || columns == NULL;
  free(rest);
  free(columns);
  return ok;
}

/* 1-based column of the line for a column of the pattern, which stands behind
   its keyword on the line. */
static size_t line_column(const struct expansion *x, size_t column)
{
  const char *p = x->written.data;
  while (p[-1] != '\n')
    p--;
  return 1 + column + (size_t)column_of((struct govfig_str){p, 0}, x->written.data);
}

static enum govfig_status problem(const struct expansion *x, size_t line,
                                  struct govfig_error *err)
{
  if (x->nomem)
    return error_nomem(err);
  if (x->problem == no_memory)
    return error_nomem(err);
  return error_set(err, GOVFIG_E_PATTERN, x->rule->file, line, line_column(x, x->at), "rule %.*s: %s",
                   (int)x->rule->name.len, x->rule->name.data, x->problem);
}

/* ---- a pattern ---- */

/* One of the patterns of a rule, and its line. */
struct source {
  struct govfig_str pattern;
  size_t line;
};

static struct source source_of(const struct rule *r, enum rule_pattern which)
{
  switch (which) {
  case PATTERN_HEADING:
    return (struct source){r->heading, r->heading_line};
  case PATTERN_TITLE:
    return (struct source){r->title, r->title_line};
  default:
    return (struct source){r->pattern, r->pattern_line};
  }
}

static void expansion_done(struct expansion *x)
{
  free(x->out);
  free(x->column);
  free(x->close);
}

/* Expands one of the patterns, in which {q} stays a mark; to be done whatever comes of it. */
static enum govfig_status expansion_make(struct expansion *x, const struct rule_set *s,
                                         const struct rule *r, enum rule_pattern which,
                                         struct govfig_error *err)
{
  struct source source = source_of(r, which);
  *x = (struct expansion){.set = s, .rule = r, .written = source.pattern, .mark = UINT32_MAX};
  x->out = malloc(PATTERN_MAX * sizeof *x->out);
  x->column = malloc(PATTERN_MAX * sizeof *x->column);
  x->close = malloc(PATTERN_MAX * sizeof *x->close);
  if (x->out == NULL || x->column == NULL || x->close == NULL)
    return error_nomem(err);
  if (expand(x, source.pattern, 0) && x->marks != (which == PATTERN_MATCH))
    fail(x, which == PATTERN_MATCH ? "the pattern names the quantity, {q}, exactly once"
                                   : "there is no quantity in a heading or title");
  return x->problem == NULL ? GOVFIG_OK : problem(x, source.line, err);
}

static enum govfig_status refused(const struct expansion *x, size_t line, int code, size_t at,
                                  struct govfig_error *err)
{
  const struct rule *r = x->rule;
  PCRE2_UCHAR wide[160];
  char text[160];
  size_t i = 0;
  if (code == PCRE2_ERROR_HEAP_FAILED || code == 121)
    return error_nomem(err);
  pcre2_get_error_message(code, wide, 160);
  for (; i < 159 && wide[i] != 0; i++)
    text[i] = (char)wide[i];
  text[i] = '\0';
  size_t column = at < x->n ? x->column[at] : column_of(x->written, x->written.data + x->written.len);
  return error_set(err, GOVFIG_E_PATTERN, r->file, line, line_column(x, column), "rule %.*s: %s",
                   (int)r->name.len, r->name.data, text);
}

enum govfig_status rule_compile(const struct rule_set *s, const struct rule *r,
                                enum rule_pattern which, pcre2_code **out,
                                struct govfig_error *err)
{
  struct expansion x;
  size_t line = source_of(r, which).line;
  uint32_t options = PCRE2_NEVER_BACKSLASH_C | PCRE2_NO_AUTO_CAPTURE;
  int code;
  PCRE2_SIZE at;
  *out = NULL;
  enum govfig_status status = expansion_make(&x, s, r, which, err);
  if (status == GOVFIG_OK && which == PATTERN_MATCH && !place_mark(&x))
    status = problem(&x, line, err);
  if (which == PATTERN_MATCH && r->start != START_ANY)
    options |= PCRE2_ANCHORED; /* tried only where it can begin */
  if (status == GOVFIG_OK && (*out = pcre2_compile(x.out, x.n, options, &code, &at, NULL)) == NULL)
    status = refused(&x, line, code, at, err);
  expansion_done(&x);
  return status;
}

/* ---- what is known of it without its code ---- */

/* What was expanded, for who reads it. */
static struct pattern pattern_of(const struct expansion *x)
{
  struct pattern p = {x->out, x->n, x->close};
  pattern_pair_brackets(&p);
  return p;
}

/* A rule that asks for another figure in front is rarely tried, and is not worth that
   all places where it could begin be noted. */
static enum rule_start start_of(const struct rule *r, const struct rule_atoms *atoms)
{
  if (r->before_least == r->before_most)
    return START_FIXED;
  if (atoms->at[PLACE_FIRST].any)
    return START_ANY;
  for (int i = 0; i < r->n_conditions; i++) {
    if (r->conditions[i].of != OF_FIGURE)
      return START_RARE;
  }
  return START_FIRST;
}

static enum govfig_status survey_match(struct rule_set *s, struct rule *r, struct expansion *x,
                                       struct govfig_error *err)
{
  struct rule_atoms *atoms = &s->atoms[r - s->rules];
  struct pattern p = pattern_of(x);
  r->classes = x->classes;
  if (!rule_atoms(&p, x->mark, s->room, r, atoms))
    return error_nomem(err);
  r->start = (uint8_t)start_of(r, atoms);
  if (r->start != START_ANY && !program_make(&s->programs, &p, FOCUS_MARK, &r->program))
    return error_nomem(err);
  return place_mark(x) ? GOVFIG_OK : problem(x, r->pattern_line, err);
}

/* A pattern over headings or titles. */
static enum govfig_status survey_plain(struct rule_set *s, const struct rule *r,
                                       const struct expansion *x, enum place place,
                                       struct govfig_error *err)
{
  struct pattern p = pattern_of(x);
  bool ok = rule_needs(&p, s->room, &s->atoms[r - s->rules].at[place]);
  return ok ? GOVFIG_OK : error_nomem(err);
}

enum govfig_status rule_survey(struct rule_set *s, struct rule *r, struct govfig_error *err)
{
  enum govfig_status status = GOVFIG_OK;
  for (enum rule_pattern which = 0; status == GOVFIG_OK && which < PATTERNS; which++) {
    struct expansion x;
    if (source_of(r, which).pattern.len == 0)
      continue;
    status = expansion_make(&x, s, r, which, err);
    if (status == GOVFIG_OK && which == PATTERN_MATCH)
      status = survey_match(s, r, &x, err);
    else if (status == GOVFIG_OK)
      status = survey_plain(s, r, &x, which == PATTERN_TITLE ? PLACE_TITLE : PLACE_HEADING, err);
    expansion_done(&x);
  }
  return status;
}
