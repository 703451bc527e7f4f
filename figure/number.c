/* number.c - plain decimals, and what other programs write instead.
   SPDX-License-Identifier: Apache-2.0

   R writes 100000 as 1e+05, and pandas writes the integers of a column with
   gaps as 12.0; both mean a number that the table can hold exactly. */
#include "figure/number.h"

#include "base/limits.h"

static size_t digits(struct govfig_str s, size_t from)
{
  size_t i = from;
  while (i < s.len && s.data[i] >= '0' && s.data[i] <= '9')
    i++;
  return i - from;
}

static bool is_plain(struct govfig_str s, enum govfig_column_type type)
{
  size_t i = type == GOVFIG_DECIMAL && s.len > 0 && s.data[0] == '-', n = digits(s, i);
  if (n == 0 || s.len - i > GOVFIG_DECIMAL_DIGITS_MAX + (size_t)(i + n < s.len))
    return false;
  i += n;
  if (i == s.len)
    return true;
  if (type == GOVFIG_INTEGER || s.data[i] != '.')
    return false;
  n = digits(s, i + 1);
  return n > 0 && i + 1 + n == s.len;
}

/* The exponent behind e or E at `at`; false where it is none or absurd. */
static bool read_exponent(struct govfig_str s, size_t at, int *exponent)
{
  bool negative = at + 1 < s.len && s.data[at + 1] == '-';
  size_t from = at + 1 < s.len && (negative || s.data[at + 1] == '+') ? at + 2 : at + 1;
  size_t n = digits(s, from);
  int value = 0;
  if (n == 0 || n > 3 || from + n != s.len)
    return false;
  for (size_t i = from; i < s.len; i++)
    value = value * 10 + (s.data[i] - '0');
  *exponent = negative ? -value : value;
  return true;
}

static bool rewrite(struct govfig_str *s, char *text)
{
  struct decimal d;
  size_t e = 0;
  int exponent = 0;
  while (e < s->len && s->data[e] != 'e' && s->data[e] != 'E')
    e++;
  if (e < s->len && !read_exponent(*s, e, &exponent))
    return false;
  if (!decimal_parse(s->data, e, &d) || !decimal_shift(&d, exponent))
    return false;
  s->len = decimal_print(d, text);
  s->data = text;
  return true;
}

bool number_read(struct govfig_str *cell, enum govfig_column_type type, char *text)
{
  if (is_plain(*cell, type))
    return true;
  return rewrite(cell, text) && is_plain(*cell, type);
}
