/* convert.c - exact factors from data/convert.table.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/convert.h"

#include <string.h>

#include "base/error.h"
#include "base/str.h"
#include "base/table.h"

/* Places of a quotient that does not end. */
enum { PLACES = 12 };

static const char *const columns[] = {"unit", "base", "factor", "divisor", NULL};

static enum govfig_status add_unit(void *ctx, const struct table_row *row,
                                   struct govfig_error *err)
{
  struct convert *c = ctx;
  struct convert_unit *u = &c->unit[c->n];
  if (c->n == CONVERT_UNITS_MAX)
    return table_error(row, err, "more than %d units", CONVERT_UNITS_MAX);
  *u = (struct convert_unit){row->cell[0], row->cell[1], {1, 0}, {1, 0}};
  if (!decimal_parse(row->cell[2].data, row->cell[2].len, &u->factor) ||
      (row->cell[3].len > 0 && !decimal_parse(row->cell[3].data, row->cell[3].len, &u->divisor)) ||
      u->factor.mantissa <= 0 || u->divisor.mantissa <= 0)
    return table_error(row, err, "factor and divisor are positive decimals");
  c->n++;
  return GOVFIG_OK;
}

static enum govfig_status read_factors(struct convert *c, struct govfig_error *err)
{
  const struct table_handler handler = {"conversion", columns, add_unit, c};
  const struct embedded_file *f = embedded_files;
  while (f->name != NULL && strcmp(f->name, "convert.table") != 0)
    f++;
  if (f->name == NULL)
    return error_set(err, GOVFIG_E_SYNTAX, "convert.table", 0, 0, "the table was not built in");
  return table_read(f->name, (struct govfig_str){(const char *)f->bytes, f->len}, &handler, 1, err);
}

static size_t find_unit(const struct convert *c, struct govfig_str unit)
{
  size_t i = 0;
  while (i < c->n && !str_equal(c->unit[i].unit, unit))
    i++;
  return i;
}

static enum govfig_status add_target(struct convert *c, struct govfig_str unit,
                                     struct govfig_error *err)
{
  size_t at = find_unit(c, unit);
  if (at == c->n)
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "no exact factor is known for unit '%.*s'",
                     (int)unit.len, unit.data);
  for (size_t i = 0; i < c->n_targets; i++) {
    if (str_equal(c->unit[c->target[i]].base, c->unit[at].base))
      return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0,
                       "units '%.*s' and '%.*s' measure the same: convert into one of them",
                       (int)c->unit[c->target[i]].unit.len, c->unit[c->target[i]].unit.data,
                       (int)unit.len, unit.data);
  }
  if (c->n_targets == CONVERT_TARGETS_MAX)
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "too many units to convert into");
  c->target[c->n_targets++] = at;
  return GOVFIG_OK;
}

enum govfig_status convert_init(struct convert *c, const char *targets, struct govfig_error *err)
{
  enum govfig_status status = GOVFIG_OK;
  c->n = c->n_targets = 0;
  if (targets == NULL || targets[0] == '\0')
    return GOVFIG_OK;
  status = read_factors(c, err);
  for (const char *p = targets; status == GOVFIG_OK;) {
    size_t len = strcspn(p, ",");
    status = add_target(c, (struct govfig_str){p, len}, err);
    if (p[len] == '\0')
      break;
    p += len + 1;
  }
  return status;
}

/* The target of the base that `unit` has; n where there is none. */
static size_t target_of(const struct convert *c, struct govfig_str unit, size_t *from)
{
  *from = c->n_targets > 0 ? find_unit(c, unit) : c->n;
  for (size_t i = 0; *from < c->n && i < c->n_targets; i++) {
    if (str_equal(c->unit[c->target[i]].base, c->unit[*from].base))
      return c->target[i];
  }
  return c->n;
}

bool convert_applies(const struct convert *c, struct govfig_str unit)
{
  size_t from, to = target_of(c, unit, &from);
  return to < c->n && to != from;
}

bool convert_value(const struct convert *c, struct govfig_str *unit, struct decimal *value)
{
  size_t from, to = target_of(c, *unit, &from);
  struct decimal over = *value, under, result;
  if (to == c->n || to == from)
    return true;
  const struct convert_unit *a = &c->unit[from], *b = &c->unit[to];
  if (!decimal_multiply(over, a->factor, &over) || !decimal_multiply(over, b->divisor, &over) ||
      !decimal_multiply(a->divisor, b->factor, &under) ||
      !decimal_divide(over, under, PLACES, &result))
    return false;
  *value = result;
  *unit = b->unit;
  return true;
}
