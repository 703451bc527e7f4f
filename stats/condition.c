/* condition.c - COLUMN OP VALUE.  SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "base/str.h"
#include "stats/plan.h"

/* Longer spellings first: "<=" before "<". */
static const struct {
  const char *text;
  enum plan_operator operator;
} operators[] = {
    {"!=", PLAN_UNEQUAL}, {"<=", PLAN_LESS_EQUAL}, {">=", PLAN_GREATER_EQUAL}, {"!~", PLAN_LACKS},
    {"==", PLAN_EQUAL},   {"=", PLAN_EQUAL},       {"<", PLAN_LESS},           {">", PLAN_GREATER},
    {"~", PLAN_CONTAINS},
};

static struct govfig_str trimmed(struct govfig_str s)
{
  while (s.len > 0 && s.data[0] == ' ')
    s = (struct govfig_str){s.data + 1, s.len - 1};
  while (s.len > 0 && s.data[s.len - 1] == ' ')
    s.len--;
  return s;
}

static bool take_operator(const char **text, enum plan_operator *out)
{
  for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
    size_t len = strlen(operators[i].text);
    if (strncmp(*text, operators[i].text, len) == 0) {
      *out = operators[i].operator;
      *text += len;
      return true;
    }
  }
  return false;
}

static bool is_ordering(enum plan_operator o)
{
  return o >= PLAN_LESS && o <= PLAN_GREATER_EQUAL;
}

enum govfig_status plan_condition_parse(const char *text, struct plan_condition *out,
                                        struct govfig_error *err)
{
  const char *p = text + strcspn(text, "=!<>~");
  struct govfig_str name = trimmed((struct govfig_str){text, (size_t)(p - text)});
  *out = (struct plan_condition){.column = govfig_column_find(name.data, name.len)};
  if (!take_operator(&p, &out->operator))
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0,
                     "condition '%s' is not COLUMN OP VALUE, OP one of = != < <= > >= ~ !~", text);
  if (out->column == GOVFIG_COLUMN_COUNT)
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0,
                     "condition '%s': the figures table has no column '%.*s'", text, (int)name.len,
                     name.data);
  out->value = trimmed(str_of(p));
  bool number = govfig_column_type(out->column) != GOVFIG_TEXT && out->value.len > 0;
  if ((number || is_ordering(out->operator)) && govfig_column_type(out->column) != GOVFIG_TEXT &&
      !decimal_parse(out->value.data, out->value.len, &out->number))
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "condition '%s': '%.*s' is no number", text,
                     (int)out->value.len, out->value.data);
  return GOVFIG_OK;
}

static bool contains(struct govfig_str text, struct govfig_str part)
{
  for (size_t i = 0; i + part.len <= text.len; i++) {
    if (part.len == 0 || memcmp(text.data + i, part.data, part.len) == 0)
      return true;
  }
  return false;
}

static int compare_texts(struct govfig_str a, struct govfig_str b)
{
  size_t n = a.len < b.len ? a.len : b.len;
  int order = n > 0 ? memcmp(a.data, b.data, n) : 0;
  return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

static bool order_holds(enum plan_operator o, int order)
{
  switch (o) {
  case PLAN_EQUAL: return order == 0;
  case PLAN_UNEQUAL: return order != 0;
  case PLAN_LESS: return order < 0;
  case PLAN_LESS_EQUAL: return order <= 0;
  case PLAN_GREATER: return order > 0;
  case PLAN_GREATER_EQUAL: return order >= 0;
  default: return false;
  }
}

/* What is not stated is neither more nor less than anything. */
static bool holds(const struct plan_condition *c, struct govfig_str cell)
{
  struct decimal number;
  if (c->operator == PLAN_CONTAINS || c->operator == PLAN_LACKS)
    return contains(cell, c->value) == (c->operator == PLAN_CONTAINS);
  if (cell.len == 0 && is_ordering(c->operator))
    return false;
  if (govfig_column_type(c->column) == GOVFIG_TEXT || c->value.len == 0 || cell.len == 0)
    return order_holds(c->operator, compare_texts(cell, c->value));
  return decimal_parse(cell.data, cell.len, &number) &&
         order_holds(c->operator, decimal_compare(number, c->number));
}

bool plan_accepts(const struct plan *p, const struct govfig_figure *figure)
{
  for (size_t i = 0; i < p->options.n_where; i++) {
    if (!holds(&p->where[i], figure->column[p->where[i].column]))
      return false;
  }
  return true;
}
