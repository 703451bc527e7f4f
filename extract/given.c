/* given.c - metadata from outside the text.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/given.h"

static bool number(struct govfig_str text, size_t at, size_t digits, int *value)
{
  *value = 0;
  for (size_t i = at; i < at + digits; i++) {
    if (i >= text.len || text.data[i] < '0' || text.data[i] > '9')
      return false;
    *value = *value * 10 + text.data[i] - '0';
  }
  return true;
}

struct day given_day(struct govfig_str text)
{
  int year, month = 0, day = 0;
  struct day none = {0, 0, 0};
  if ((text.len != 4 && text.len != 7 && text.len != 10) || !number(text, 0, 4, &year))
    return none;
  if (text.len >= 7 && (text.data[4] != '-' || !number(text, 5, 2, &month) || month < 1 || month > 12))
    return none;
  if (text.len == 10 && (text.data[7] != '-' || !number(text, 8, 2, &day) || day < 1 || day > 31))
    return none;
  return (struct day){(int16_t)year, (uint8_t)month, (uint8_t)day};
}

static char *two_digits(char *p, int n)
{
  *p++ = (char)('0' + n / 10 % 10);
  *p++ = (char)('0' + n % 10);
  return p;
}

size_t given_print_day(struct day d, char *out)
{
  char *p = out;
  if (d.year <= 0)
    return 0;
  p = two_digits(p, d.year / 100);
  p = two_digits(p, d.year);
  if (d.month == 0)
    return 4;
  *p++ = '-';
  p = two_digits(p, d.month);
  if (d.day == 0)
    return 7;
  *p++ = '-';
  two_digits(p, d.day);
  return 10;
}

static bool copy(struct govfig_str *out, struct govfig_str in, struct arena *a)
{
  out->data = arena_copy(a, in.data, in.len);
  out->len = in.len;
  return out->data != NULL;
}

bool given_take(struct given *g, const struct govfig_document *document, struct arena *a)
{
  *g = (struct given){0};
  if (document == NULL)
    return true;
  g->published = given_day(document->published);
  return copy(&g->document, document->id, a) && copy(&g->publisher, document->publisher, a) &&
         copy(&g->title, document->title, a);
}
