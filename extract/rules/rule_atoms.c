/* rule_atoms.c - what can stand next to the quantity in a pattern, and first.
   SPDX-License-Identifier: Apache-2.0

   Reads just enough of the pattern to tell which characters may touch {q}: a
   literal, the ends of a group's alternatives, a simple character class, each
   with its quantifier.  Whatever it does not understand counts as "any", so a
   rule is never missed, only tried once more than needed. */
#include <string.h>

#include "extract/rules/rule_parts.h"

static void any(struct atoms *a)
{
  a->any = true;
}

static void add(struct atoms *a, unit c)
{
  for (uint32_t i = 0; i < a->n; i++) {
    if (a->u[i] == c)
      return;
  }
  if (a->n == ATOMS_MAX)
    any(a);
  else
    a->u[a->n++] = c;
}

static void add_all(struct atoms *a, const struct atoms *b)
{
  a->any |= b->any;
  for (uint32_t i = 0; i < b->n; i++)
    add(a, b->u[i]);
}

static bool is_meta(unit c)
{
  return c < 0x80 && strchr("\\^$.[]|()?*+{}", c) != NULL;
}

/* An element of a pattern: [start, end) without its quantifier. */
struct element {
  uint32_t start, end, behind; /* behind: past the quantifier */
  bool optional, known;
};

static uint32_t class_end(const unit *p, uint32_t at, uint32_t n)
{
  for (at++; at < n && p[at] != ']'; at++)
    at += p[at] == '\\';
  return at < n ? at + 1 : n;
}

static uint32_t group_end(const unit *p, uint32_t at, uint32_t n)
{
  int depth = 0;
  while (at < n) {
    if (p[at] == '\\') {
      at += 2;
      continue;
    }
    if (p[at] == '[') {
      at = class_end(p, at, n);
      continue;
    }
    depth += p[at] == '(' ? 1 : p[at] == ')' ? -1 : 0;
    at++;
    if (depth == 0)
      return at;
  }
  return n;
}

static void quantifier(const unit *p, uint32_t n, struct element *e)
{
  uint32_t at = e->end;
  if (at < n && (p[at] == '?' || p[at] == '*' || p[at] == '+')) {
    e->optional = p[at] != '+';
    at++;
  } else if (at + 1 < n && p[at] == '{' && (unit_is_digit(p[at + 1]) || p[at + 1] == ',')) {
    e->optional = p[at + 1] == '0' || p[at + 1] == ',';
    while (at < n && p[at] != '}')
      at++;
    at += at < n;
  }
  if (at > e->end && at < n && (p[at] == '?' || p[at] == '+'))
    at++;
  e->behind = at;
}

static struct element element_at(const unit *p, uint32_t at, uint32_t n)
{
  struct element e = {.start = at, .end = at + 1, .known = true};
  if (p[at] == '(')
    e.end = group_end(p, at, n);
  else if (p[at] == '[')
    e.end = class_end(p, at, n);
  else if (p[at] == '\\')
    e.end = at + 2 < n ? at + 2 : n;
  e.known = p[at] != '\\' || (at + 1 < n && !unit_is_latin(p[at + 1]) && !unit_is_digit(p[at + 1]));
  quantifier(p, n, &e);
  return e;
}

static bool branch(const unit *p, uint32_t at, uint32_t n, bool left, struct atoms *a);

/* Characters of [...]; false when it is negated or has ranges or escapes. */
static bool simple_class(const unit *p, const struct element *e, struct atoms *a)
{
  for (uint32_t i = e->start + 1; i + 1 < e->end; i++) {
    if (p[i] == '\\' || p[i] == '[' || (p[i] == '-' && i > e->start + 1) ||
        (p[i] == '^' && i == e->start + 1))
      return false;
  }
  for (uint32_t i = e->start + 1; i + 1 < e->end; i++)
    add(a, p[i]);
  return true;
}

/* The alternatives of a group (?:a|b); true when one of them may be empty. */
static bool alternatives(const unit *p, uint32_t from, uint32_t to, bool left, struct atoms *a)
{
  bool empty = false;
  uint32_t start = from;
  for (uint32_t at = from; at <= to; at++) {
    if (at == to || p[at] == '|') {
      empty |= branch(p, start, at, left, a);
      start = at + 1;
    } else if (p[at] == '\\') {
      at++;
    } else if (p[at] == '[') {
      at = class_end(p, at, to) - 1;
    } else if (p[at] == '(') {
      at = group_end(p, at, to) - 1;
    }
  }
  return empty;
}

/* Adds what one element may begin (end, if `left`) with; true when it may be empty. */
static bool edge(const unit *p, const struct element *e, bool left, struct atoms *a)
{
  unit c = p[e->start];
  if (c == '(') {
    bool marked = e->end - e->start > 4 && p[e->start + 1] == '?';
    if (marked && (p[e->start + 2] == '=' || p[e->start + 2] == '!' || p[e->start + 2] == '<'))
      return true; /* looks around, takes nothing */
    if (!marked || p[e->start + 2] != ':') {
      any(a);
      return true;
    }
    return alternatives(p, e->start + 3, e->end - 1, left, a);
  }
  if (c == '[' && simple_class(p, e, a))
    return false;
  if (c == '\\' && e->known) {
    add(a, p[e->start + 1]);
    return false;
  }
  if (is_meta(c)) {
    any(a);
    return c == '^' || c == '$' || c == '\\'; /* may match nothing at all */
  }
  add(a, c);
  return false;
}

/* Adds what a branch may begin (end) with; true when it may be empty. */
static bool branch(const unit *p, uint32_t at, uint32_t n, bool left, struct atoms *a)
{
  struct atoms open = {.n = 0}; /* of the elements that may be the outermost */
  bool empty = true;
  for (struct element e; at < n; at = e.behind) {
    struct atoms own = {.n = 0};
    e = element_at(p, at, n);
    bool may_be_empty = edge(p, &e, left, &own) || e.optional;
    if (left && !may_be_empty)
      open = own;
    else if (left || empty)
      add_all(&open, &own);
    empty &= may_be_empty;
  }
  add_all(a, &open);
  return empty;
}

/* Does the pattern have a top-level alternative, or the mark stand in a group? */
static bool nested(const unit *p, uint32_t n, uint32_t mark)
{
  for (uint32_t at = 0; at < n;) {
    struct element e = element_at(p, at, n);
    if (p[at] == '|' || (e.start < mark && e.end > mark) ||
        (e.start == mark && e.behind > e.end))
      return true;
    at = e.behind;
  }
  return false;
}

void rule_atoms(const unit *pattern, uint32_t n, uint32_t mark, struct rule_atoms *out)
{
  *out = (struct rule_atoms){.left = {.n = 0}};
  if (nested(pattern, n, mark)) {
    any(&out->left);
    any(&out->right);
    any(&out->first);
    return;
  }
  if (branch(pattern, 0, mark, true, &out->left))
    any(&out->left);
  if (branch(pattern, mark + 1, n, false, &out->right))
    any(&out->right);
  if (branch(pattern, 0, mark, false, &out->first))
    any(&out->first);
}
