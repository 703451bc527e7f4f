/* tables_row.c - a row of a table into cells.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/text/tables_row.h"

#include <string.h>

static bool is_blank(unit c)
{
  return c == ' ' || c == '\t';
}

unit cells_separator(const unit *u, uint32_t start, uint32_t end)
{
  unit found = 0;
  for (uint32_t i = start; i < end; i++) {
    if (u[i] == '\t')
      return '\t';
    if (u[i] == '|')
      found = '|';
    else if (found == 0 && u[i] == ' ' && i > start && u[i - 1] == ' ')
      found = ' ';
  }
  return found;
}

static struct span trimmed(const unit *u, uint32_t start, uint32_t end)
{
  while (start < end && is_blank(u[start]))
    start++;
  while (start < end && is_blank(u[end - 1]))
    end--;
  return (struct span){start, end};
}

static void add(const unit *u, uint32_t start, uint32_t end, struct cells *out)
{
  struct span cell = trimmed(u, start, end);
  if (out->n == CELLS_MAX)
    return;
  out->cell[out->n++] = cell;
  out->filled += cell.end > cell.start;
}

/* The first `c` in [i, end), four units at a time: a lane of `w` is 0 where it stands. */
static uint32_t next_unit(const unit *u, uint32_t i, uint32_t end, unit c)
{
  const uint64_t ones = UINT64_C(0x0001000100010001);
  for (uint64_t w; end - i >= 4; i += 4) {
    memcpy(&w, u + i, sizeof w);
    w ^= ones * c;
    if (((w - ones) & ~w & ones << 15) != 0)
      break;
  }
  while (i < end && u[i] != c)
    i++;
  return i;
}

void cells_read(const unit *u, uint32_t start, uint32_t end, unit separator, struct cells *out)
{
  *out = (struct cells){0};
  struct span row = trimmed(u, start, end);
  while (separator == '\t' && row.start > 0 && is_blank(u[row.start - 1]))
    row.start--; /* an empty first cell, which was trimmed off the line */
  if (separator == '|' && row.start < row.end && u[row.start] == '|')
    row.start++;
  if (separator == '|' && row.start < row.end && u[row.end - 1] == '|')
    row.end--;
  uint32_t from = row.start;
  for (uint32_t i = row.start; (i = next_unit(u, i, row.end, separator)) < row.end; i++) {
    if (separator == ' ' && (i + 1 >= row.end || u[i + 1] != ' '))
      continue;
    add(u, from, i, out);
    while (separator == ' ' && i + 1 < row.end && u[i + 1] == ' ')
      i++;
    from = i + 1;
  }
  add(u, from, row.end, out);
}

bool cell_is_numeric(const unit *u, struct span cell)
{
  uint32_t digits = 0;
  for (uint32_t i = cell.start; i < cell.end; i++) {
    unit c = u[i];
    if (unit_is_digit(c))
      digits++;
    else if (c != '.' && c != ',' && c != '%' && c != ' ' && c != '*' &&
             !((c == '-' || c == '+') && i == cell.start))
      return false;
  }
  return digits > 0;
}

int cell_year(const unit *u, struct span cell)
{
  int year = 0;
  if (cell.end - cell.start != 4)
    return 0;
  for (uint32_t i = cell.start; i < cell.end; i++) {
    if (!unit_is_digit(u[i]))
      return 0;
    year = year * 10 + (u[i] - '0');
  }
  return year;
}

bool cell_is_rule(const unit *u, struct span cell)
{
  for (uint32_t i = cell.start; i < cell.end; i++) {
    if (u[i] != '-' && u[i] != ':' && u[i] != '=' && u[i] != '+' && u[i] != ' ')
      return false;
  }
  return true;
}

uint32_t cell_han(const unit *u, struct span cell)
{
  uint32_t n = 0;
  for (uint32_t i = cell.start; i < cell.end; i++)
    n += unit_is_han(u[i]);
  return n;
}
