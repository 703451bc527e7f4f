/* json.c - a flat JSON object into keys and values.  SPDX-License-Identifier: Apache-2.0 */
#include "figure/json.h"

#include <string.h>

#include "base/error.h"

struct cursor {
  struct split *s;
  const char *p, *end;
  struct govfig_error *err;
};

static enum govfig_status wrong(const struct cursor *c, const char *what)
{
  return split_error(c->s, GOVFIG_E_FORMAT, (size_t)(c->p - c->s->raw), c->err, "%s", what);
}

static void skip_blanks(struct cursor *c)
{
  while (c->p < c->end && (*c->p == ' ' || *c->p == '\t' || *c->p == '\r'))
    c->p++;
}

static bool take(struct cursor *c, char want)
{
  skip_blanks(c);
  if (c->p >= c->end || *c->p != want)
    return false;
  c->p++;
  return true;
}

static int hex_digit(char c)
{
  if (c >= '0' && c <= '9')
    return c - '0';
  c = (char)(c | 0x20);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The four digits at `p`, -1 where they are none. */
static long hex4(const struct cursor *c, const char *p)
{
  long value = 0;
  if (c->end - p < 4)
    return -1;
  for (int i = 0; i < 4; i++) {
    int digit = hex_digit(p[i]);
    if (digit < 0)
      return -1;
    value = value * 16 + digit;
  }
  return value;
}

static void put_char(struct buf *to, unsigned long u)
{
  char out[4];
  size_t n = u < 0x80 ? 1 : u < 0x800 ? 2 : u < 0x10000 ? 3 : 4;
  for (size_t i = n; i-- > 1; u >>= 6)
    out[i] = (char)(0x80 | (u & 0x3F));
  out[0] = (char)(n == 1 ? u : (0xF00u >> n & 0xF0u) | u);
  buf_add(to, out, n);
}

/* \uXXXX, or a pair of them, behind the backslash at p[-1]. */
static enum govfig_status unicode_escape(struct cursor *c)
{
  long u = hex4(c, c->p + 1);
  if (u <= 0)
    return wrong(c, "a \\u that is no character");
  c->p += 5;
  if (u >= 0xD800 && u < 0xE000) {
    long low = c->end - c->p >= 6 && c->p[0] == '\\' && c->p[1] == 'u' ? hex4(c, c->p + 2) : -1;
    if (u >= 0xDC00 || low < 0xDC00 || low >= 0xE000)
      return wrong(c, "half of a surrogate pair");
    u = 0x10000 + ((u - 0xD800) << 10) + (low - 0xDC00);
    c->p += 6;
  }
  put_char(&c->s->scratch, (unsigned long)u);
  return GOVFIG_OK;
}

static enum govfig_status escape(struct cursor *c)
{
  static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
  c->p++;
  if (c->p >= c->end)
    return wrong(c, "a string that does not end");
  if (*c->p == 'u')
    return unicode_escape(c);
  const char *at = memchr(letters, *c->p, sizeof letters - 1);
  if (at == NULL)
    return wrong(c, "an escape that JSON does not know");
  buf_add_char(&c->s->scratch, meant[at - letters]);
  c->p++;
  return GOVFIG_OK;
}

/* The string behind an opening quote.  Without escapes it points into the row;
   scratch never moves, for it has room for the whole row. */
static enum govfig_status string(struct cursor *c, struct govfig_str *out)
{
  const char *from = c->p;
  while (c->p < c->end && *c->p != '"' && *c->p != '\\')
    c->p++;
  if (c->p < c->end && *c->p == '"') {
    *out = (struct govfig_str){from, (size_t)(c->p - from)};
    c->p++;
    return GOVFIG_OK;
  }
  size_t start = c->s->scratch.len;
  buf_add(&c->s->scratch, from, (size_t)(c->p - from));
  while (c->p < c->end && *c->p != '"') {
    enum govfig_status status = GOVFIG_OK;
    if (*c->p == '\\')
      status = escape(c);
    else
      buf_add_char(&c->s->scratch, *c->p++);
    if (status != GOVFIG_OK)
      return status;
  }
  if (c->p >= c->end)
    return wrong(c, "a string that does not end");
  c->p++;
  *out = (struct govfig_str){c->s->scratch.data + start, c->s->scratch.len - start};
  return GOVFIG_OK;
}

static bool in_word(char c)
{
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' ||
         c == '-' || c == '.';
}

static enum govfig_status value(struct cursor *c, struct govfig_str *out)
{
  if (take(c, '"'))
    return string(c, out);
  const char *from = c->p;
  while (c->p < c->end && in_word(*c->p))
    c->p++;
  *out = (struct govfig_str){from, (size_t)(c->p - from)};
  if (out->len == 0)
    return wrong(c, "a value that is no string, number, true, false or null");
  if (out->len == 4 && memcmp(from, "null", 4) == 0)
    out->len = 0;
  return GOVFIG_OK;
}

static enum govfig_status pair(struct cursor *c)
{
  struct split *s = c->s;
  if (s->n + 2 > SPLIT_CELLS_MAX)
    return wrong(c, "too many keys");
  if (!take(c, '"'))
    return wrong(c, "a key in quotes is expected");
  enum govfig_status status = string(c, &s->cell[s->n]);
  if (status != GOVFIG_OK)
    return status;
  if (!take(c, ':'))
    return wrong(c, "a colon is expected");
  status = value(c, &s->cell[s->n + 1]);
  s->n += 2;
  return status;
}

enum govfig_status json_row(struct split *s, struct govfig_error *err)
{
  struct cursor c = {s, s->raw, s->raw + s->raw_len, err};
  s->n = 0;
  buf_clear(&s->scratch);
  if (!buf_reserve(&s->scratch, s->raw_len + 4))
    return error_nomem(err);
  skip_blanks(&c);
  if (c.p == c.end)
    return GOVFIG_OK; /* an empty line */
  if (!take(&c, '{'))
    return wrong(&c, "a JSON object is expected on every line");
  if (take(&c, '}'))
    return GOVFIG_OK;
  do {
    enum govfig_status status = pair(&c);
    if (status != GOVFIG_OK)
      return status;
  } while (take(&c, ','));
  if (!take(&c, '}'))
    return wrong(&c, "a comma or the end of the object is expected");
  skip_blanks(&c);
  return c.p == c.end ? GOVFIG_OK : wrong(&c, "text behind the object");
}
