/* rule_syntax.c - the elements that a pattern is made of.
   SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/rules/rule_syntax.h"

static bool is_meta(unit c)
{
  return c < 0x80 && strchr("\\^$.[]|()?*+{}", c) != NULL;
}

/* Does a backslash in front of `c` only take its meaning away? */
static bool is_literal(unit c)
{
  return !unit_is_latin(c) && !unit_is_digit(c);
}

/* Past the last unit of what stands at `at` of a class: a unit, an escape, [:name:]. */
static uint32_t class_item_end(const unit *p, uint32_t at, uint32_t n)
{
  uint32_t end = at + 2;
  if (p[at] == '\\')
    return at + 2;
  if (p[at] != '[' || at + 1 >= n || p[at + 1] != ':')
    return at + 1;
  while (end < n && (unit_is_latin(p[end]) || p[end] == '^'))
    end++;
  return end + 1 < n && p[end] == ':' && p[end + 1] == ']' ? end + 2 : at + 1;
}

/* The first unit from `at` on that may mean more than itself. */
static inline uint32_t skip_words(const unit *p, uint32_t at, uint32_t n)
{
  while (at < n && p[at] >= 0x80)
    at++;
  return at;
}

/* Past the class [...] that begins at `at`. */
static uint32_t class_end(const unit *p, uint32_t at, uint32_t n)
{
  at += at + 1 < n && p[at + 1] == '^' ? 2 : 1;
  for (uint32_t first = at; at < n && (p[at] != ']' || at == first);)
    at = class_item_end(p, at, n);
  return at < n ? at + 1 : n;
}

/* While a bracket is open, p->close of it is the place of the one around it. */
void pattern_pair_brackets(struct pattern *p)
{
  const unit *u = p->u;
  uint32_t n = p->n, open = n; /* the innermost that is open, n for none */
  for (uint32_t i = 0; i < n; i++)
    p->close[i] = (uint16_t)n;
  for (uint32_t at = skip_words(u, 0, n); at < n; at = skip_words(u, at, n)) {
    if (u[at] == '(') {
      p->close[at] = (uint16_t)open;
      open = at;
    } else if (u[at] == ')' && open < n) {
      uint32_t around = p->close[open];
      p->close[open] = (uint16_t)(at + 1);
      open = around;
    }
    at = u[at] == '\\' ? at + 2 : u[at] == '[' ? class_end(u, at, n) : at + 1;
  }
  while (open < n) {
    uint32_t around = p->close[open];
    p->close[open] = (uint16_t)n;
    open = around;
  }
}

/* Past the group (...) that begins at `at`. */
static inline uint32_t group_end(const struct pattern *p, uint32_t at, uint32_t n)
{
  return p->close[at] < n ? p->close[at] : n;
}

uint32_t alternative_end(const struct pattern *p, uint32_t at, uint32_t to)
{
  const unit *u = p->u;
  for (at = skip_words(u, at, to); at < to && u[at] != '|'; at = skip_words(u, at, to))
    at = u[at] == '\\' ? at + 2 : u[at] == '[' ? class_end(u, at, to)
         : u[at] == '(' ? group_end(p, at, to) : at + 1;
  return at < to ? at : to;
}

/* ---- quantifiers ---- */

static uint32_t digits(const unit *p, uint32_t *at, uint32_t n)
{
  uint32_t value = 0;
  for (; *at < n && unit_is_digit(p[*at]); ++*at)
    value = value < 100000 ? value * 10 + p[*at] - '0' : value;
  return value;
}

/* {m}, {m,} or {m,n} at e->behind; false when it is none of these. */
static bool counted(const unit *p, uint32_t n, struct element *e)
{
  uint32_t at = e->behind + 1;
  if (at >= n || !unit_is_digit(p[at]))
    return false;
  e->least = e->most = digits(p, &at, n);
  if (at < n && p[at] == ',') {
    bool open = ++at >= n || !unit_is_digit(p[at]);
    e->most = open ? ELEMENT_ENDLESS : digits(p, &at, n);
  }
  if (at >= n || p[at] != '}')
    return false;
  e->behind = at + 1;
  return true;
}

static void quantifier(const unit *p, uint32_t n, struct element *e)
{
  unit c = e->end < n ? p[e->end] : 0;
  e->behind = e->end;
  e->least = e->most = 1;
  if (c == '?' || c == '*' || c == '+') {
    e->least = c == '+';
    e->most = c == '?' ? 1 : ELEMENT_ENDLESS;
    e->behind++;
  } else if (c == '{') {
    if (!counted(p, n, e))
      e->sort = ELEMENT_ODD;
  }
  if (e->behind > e->end && e->behind < n && (p[e->behind] == '?' || p[e->behind] == '+'))
    e->behind++;
}

/* ---- what stands there ---- */

/* (, (?: and the like, or something that looks around. */
static void read_group(const unit *p, struct element *e)
{
  uint32_t inner = e->end - e->start;
  unit sign = inner > 3 && p[e->start + 1] == '?' ? p[e->start + 2] : 0;
  unit next = inner > 4 ? p[e->start + 3] : 0;
  bool behind = sign == '<' && (next == '=' || next == '!');
  bool plain = inner > 1 && p[e->start + 1] != '?' && p[e->start + 1] != '*';
  e->to = e->end - 1;
  e->from = e->start + (plain ? 1 : behind ? 4 : 3);
  if (p[e->end - 1] != ')')
    e->sort = ELEMENT_ODD;
  else if (plain || sign == ':' || sign == '>' || sign == '|')
    e->sort = ELEMENT_GROUP;
  else if (sign == '=' || sign == '!')
    e->sort = ELEMENT_AHEAD;
  else
    e->sort = behind ? ELEMENT_BEHIND : ELEMENT_ODD;
}

/* What stands at *at of a class, up to e->to: a unit, or all that \s or \d may be;
   false for anything else. */
static bool class_item(const unit *p, uint32_t to, uint32_t *at, unit *first, unit *last)
{
  bool escaped = p[*at] == '\\';
  unit c = escaped ? *at + 1 < to ? p[++*at] : 'Q' : p[*at];
  ++*at;
  *first = *last = c;
  if (escaped && c == 'd') {
    *first = '0';
    *last = '9';
  } else if (escaped && c == 's') {
    *first = '\t';
    *last = ' '; /* wider blanks are folded to it */
  }
  return c != '[' && (!escaped || is_literal(c) || *first != *last);
}

bool element_class_next(const unit *p, const struct element *e, uint32_t *at, unit *first,
                        unit *last)
{
  unit least, most;
  if (*at >= e->to || !class_item(p, e->to, at, first, last))
    return false;
  if (*at + 1 >= e->to || p[*at] != '-')
    return true;
  ++*at;
  if (*first != *last || !class_item(p, e->to, at, &least, &most))
    return false;
  *last = most;
  return least == most && most >= *first;
}

/* A class whose units can be told apart, or one of which nothing is known. */
static void read_class(const unit *p, struct element *e)
{
  enum { UNITS_MAX = 256 };
  uint32_t at = e->from = e->start + 1, units = 0;
  unit first, last;
  e->to = e->end - 1;
  e->sort = ELEMENT_ONE;
  for (uint32_t i = at; i + 1 < e->to; i++) {
    if (p[i] == '[' && (p[i + 1] == '.' || p[i + 1] == '='))
      e->sort = ELEMENT_ODD; /* its end may be elsewhere */
  }
  if (e->sort == ELEMENT_ODD || p[at] == '^')
    return;
  while (element_class_next(p, e, &at, &first, &last))
    units += (uint32_t)(last - first) + 1;
  if (at == e->to && units <= UNITS_MAX)
    e->sort = ELEMENT_CLASS;
}

static enum element_sort escape_sort(unit c)
{
  if (is_literal(c))
    return ELEMENT_UNIT;
  if (strchr("dDsSwWhHvV", c) != NULL)
    return ELEMENT_ONE;
  if (c == 'A')
    return ELEMENT_START;
  return strchr("bBzZ", c) != NULL ? ELEMENT_END : ELEMENT_ODD;
}

static void read_escape(const unit *p, uint32_t n, struct element *e)
{
  e->end = e->start + 2 < n ? e->start + 2 : n;
  e->c = e->start + 1 < n ? p[e->start + 1] : 'Q';
  e->sort = escape_sort(e->c);
  if (e->c != 'x' || e->end == n || p[e->end] != '{')
    return;
  while (e->end < n && p[e->end] != '}') /* \x{...} */
    e->end++;
  e->sort = e->end < n ? ELEMENT_ONE : ELEMENT_ODD;
  e->end += e->end < n;
}

struct element element_at(const struct pattern *p, uint32_t at, uint32_t n)
{
  const unit *u = p->u;
  struct element e = {.sort = ELEMENT_UNIT, .c = u[at], .start = at, .end = at + 1};
  if (e.c == '(') {
    e.end = group_end(p, at, n);
    read_group(u, &e);
  } else if (e.c == '[') {
    e.end = class_end(u, at, n);
    read_class(u, &e);
  } else if (e.c == '\\') {
    read_escape(u, n, &e);
  } else if (e.c == '.') {
    e.sort = ELEMENT_ONE;
  } else if (e.c == '^' || e.c == '$') {
    e.sort = e.c == '^' ? ELEMENT_START : ELEMENT_END;
  } else if (is_meta(e.c)) {
    e.sort = ELEMENT_ODD;
  }
  quantifier(u, n, &e);
  return e;
}

/* PCRE2 refuses what is nested deeper. */
enum { DEPTH_MAX = 250 };

static bool is_odd(const struct pattern *p, uint32_t from, uint32_t to, int depth)
{
  for (uint32_t at = from; at < to;) {
    if (p->u[at] == '|' || element_is_plain(p->u, at, to)) {
      at++;
      continue;
    }
    struct element e = element_at(p, at, to);
    bool inner = e.sort == ELEMENT_GROUP || e.sort == ELEMENT_AHEAD || e.sort == ELEMENT_BEHIND;
    if (e.sort == ELEMENT_ODD ||
        (inner && (depth == DEPTH_MAX || is_odd(p, e.from, e.to, depth + 1))))
      return true;
    at = e.behind;
  }
  return false;
}

bool pattern_is_odd(const struct pattern *p)
{
  return is_odd(p, 0, p->n, 0);
}

/* ---- what an element can take ---- */

/* Past \x{...} at `at`, whose value goes to *c; `at` where there is none. */
static uint32_t hex_unit(const unit *p, uint32_t at, uint32_t to, uint32_t *c)
{
  uint32_t i = at + 3;
  *c = 0;
  if (at + 3 >= to || p[at] != '\\' || p[at + 1] != 'x' || p[at + 2] != '{')
    return at;
  for (; i < to && p[i] != '}'; i++) {
    uint32_t digit = (p[i] | 32u) - (unit_is_digit(p[i]) ? '0' | 32u : 'a' - 10u);
    *c = *c < 0x10000 ? *c * 16 + digit : *c;
  }
  return i < to ? i + 1 : at;
}

/* Past the unit at `at` of a class; `at` where it is not known. */
static uint32_t class_unit(const unit *p, uint32_t at, uint32_t to, uint32_t *c)
{
  uint32_t end = hex_unit(p, at, to, c);
  if (end != at || p[at] == '[')
    return end;
  bool escaped = p[at] == '\\';
  if (escaped && (at + 1 >= to || !is_literal(p[at + 1])))
    return at;
  *c = p[at + escaped];
  return at + escaped + 1;
}

uint32_t pattern_class_unit(const unit *p, uint32_t at, uint32_t to, unit *c)
{
  uint32_t value = 0, end = class_unit(p, at, to, &value);
  *c = (unit)value;
  return value < 0x10000 ? end : at;
}

/* Does a class, without its brackets and sign, name `c`?  `unknown` where that is not told. */
static bool class_names(const unit *p, uint32_t at, uint32_t to, unit c, bool unknown)
{
  bool known = true;
  while (at < to) {
    uint32_t first, last, end = class_unit(p, at, to, &first);
    known &= end != at;
    if (end == at) {
      at = class_item_end(p, at, to);
      continue;
    }
    last = first;
    at = end;
    if (at + 1 < to && p[at] == '-') {
      end = class_unit(p, at + 1, to, &last);
      known &= end != at + 1;
      at = end != at + 1 ? end : at + 1;
    }
    if (first <= c && c <= last)
      return true;
  }
  return !known && unknown;
}

static bool element_takes(const struct pattern *p, const struct element *e, unit c)
{
  const unit *u = p->u;
  uint32_t value, from = e->start + 1, to = e->end - 1;
  switch (e->sort) {
  case ELEMENT_UNIT:
    return e->c == c;
  case ELEMENT_GROUP:
    return pattern_takes(p, e->from, e->to, c);
  case ELEMENT_CLASS:
  case ELEMENT_ONE:
    if (u[e->start] == '[')
      return u[from] == '^' ? !class_names(u, from + 1, to, c, false)
                            : class_names(u, from, to, c, true);
    return hex_unit(u, e->start, e->end, &value) == e->start || value == c;
  default:
    return e->sort == ELEMENT_ODD;
  }
}

bool pattern_takes(const struct pattern *p, uint32_t from, uint32_t to, unit c)
{
  for (uint32_t at = from; at < to;) {
    if (p->u[at] == '|' || element_is_plain(p->u, at, to)) {
      at++; /* c is ASCII */
      continue;
    }
    struct element e = element_at(p, at, to);
    if (element_takes(p, &e, c))
      return true;
    at = e.behind;
  }
  return false;
}
