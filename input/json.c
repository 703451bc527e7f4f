/* json.c - JSON at scanning speed.  SPDX-License-Identifier: Apache-2.0 */
#include "input/json.h"

#include <string.h>

/* The end of the string whose inside begins at s: its closing quote, or `end`.
   Quotes are found first; one behind an odd number of backslashes is none. */
static const char *string_end(const char *s, const char *end, bool *escaped)
{
  const char *from = s;
  *escaped = false;
  for (;;) {
    const char *quote = memchr(from, '"', (size_t)(end - from));
    const char *stop = quote != NULL ? quote : end;
    if (!*escaped)
      *escaped = memchr(from, '\\', (size_t)(stop - from)) != NULL;
    if (quote == NULL)
      return end;
    size_t slashes = 0;
    while (quote - slashes > s && quote[-1 - (ptrdiff_t)slashes] == '\\')
      slashes++;
    if (slashes % 2 == 0)
      return quote;
    from = quote + 1;
  }
}

/* Steps on inside a string that may have begun in an earlier piece. */
static size_t scan_string(struct json_scan *scan, const char *s, size_t len)
{
  for (size_t i = 0; i < len; i++) {
    if (scan->escaped)
      scan->escaped = false;
    else if (s[i] == '\\')
      scan->escaped = true;
    else if (s[i] == '"') {
      scan->in_string = false;
      return i + 1;
    }
  }
  return len;
}

size_t json_scan_feed(struct json_scan *scan, const char *s, size_t len)
{
  size_t i = 0;
  while (i < len && !scan->complete) {
    if (scan->in_string) {
      i += scan_string(scan, s + i, len - i);
      continue;
    }
    char c = s[i++];
    if (c == '"')
      scan->in_string = true;
    else if (c == '{' || c == '[')
      scan->depth++;
    else if ((c == '}' || c == ']') && scan->depth > 0)
      scan->complete = --scan->depth == 0;
  }
  return i;
}

static void skip_blank(struct json_object *o)
{
  while (o->at < o->end && (*o->at == ' ' || *o->at == '\t' || *o->at == '\n' || *o->at == '\r'))
    o->at++;
}

bool json_object_enter(struct json_object *o, struct govfig_str text)
{
  *o = (struct json_object){text.data, text.data + text.len, false};
  skip_blank(o);
  if (o->at == o->end || *o->at != '{')
    return false;
  o->at++;
  return true;
}

static bool broken(struct json_object *o)
{
  o->broken = true;
  return false;
}

/* A string; the cursor stands on its opening quote. */
static bool read_string(struct json_object *o, struct json_value *value)
{
  const char *start = o->at + 1;
  value->kind = JSON_STRING;
  const char *stop = string_end(start, o->end, &value->escaped);
  if (stop == o->end)
    return broken(o);
  value->text = (struct govfig_str){start, (size_t)(stop - start)};
  o->at = stop + 1;
  return true;
}

static bool read_value(struct json_object *o, struct json_value *value)
{
  const char *start = o->at;
  if (start == o->end)
    return broken(o);
  if (*start == '"')
    return read_string(o, value);
  value->escaped = false;
  if (*start == '{' || *start == '[') {
    struct json_scan scan = {0};
    o->at += json_scan_feed(&scan, start, (size_t)(o->end - start));
    value->kind = JSON_OTHER;
    if (!scan.complete)
      return broken(o);
  } else {
    while (o->at < o->end && strchr(",}] \t\r\n", *o->at) == NULL)
      o->at++;
    value->kind = *start == '-' || (*start >= '0' && *start <= '9') ? JSON_NUMBER : JSON_OTHER;
    if (o->at == start)
      return broken(o);
  }
  value->text = (struct govfig_str){start, (size_t)(o->at - start)};
  return true;
}

bool json_object_next(struct json_object *o, struct govfig_str *key, struct json_value *value)
{
  skip_blank(o);
  if (o->at < o->end && *o->at == ',') {
    o->at++;
    skip_blank(o);
  }
  if (o->at < o->end && *o->at == '}')
    return false;
  if (o->at == o->end || *o->at != '"')
    return broken(o);
  if (!read_string(o, value))
    return false;
  *key = value->text;
  skip_blank(o);
  if (o->at == o->end || *o->at != ':')
    return broken(o);
  o->at++;
  skip_blank(o);
  return read_value(o, value);
}

/* ---- escapes ---- */

static bool read_hex4(const char *s, const char *end, uint32_t *out)
{
  uint32_t n = 0;
  if (end - s < 4)
    return false;
  for (int i = 0; i < 4; i++) {
    char c = s[i];
    uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                     : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                     : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                            : 16;
    if (digit == 16)
      return false;
    n = n * 16 + digit;
  }
  *out = n;
  return true;
}

static void put_code_point(struct buf *to, uint32_t c)
{
  char s[4];
  size_t n = 0;
  if (c < 0x80) {
    s[n++] = (char)c;
  } else if (c < 0x800) {
    s[n++] = (char)(0xC0 | c >> 6);
    s[n++] = (char)(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    s[n++] = (char)(0xE0 | c >> 12);
    s[n++] = (char)(0x80 | (c >> 6 & 0x3F));
    s[n++] = (char)(0x80 | (c & 0x3F));
  } else {
    s[n++] = (char)(0xF0 | c >> 18);
    s[n++] = (char)(0x80 | (c >> 12 & 0x3F));
    s[n++] = (char)(0x80 | (c >> 6 & 0x3F));
    s[n++] = (char)(0x80 | (c & 0x3F));
  }
  buf_add(to, s, n);
}

/* \uXXXX, the cursor behind the u; a pair of surrogates is one character.  An
   escape takes more bytes than its UTF-8, so that `to` never outgrows its text. */
static const char *put_unicode(struct buf *to, const char *s, const char *end)
{
  uint32_t c, low;
  if (!read_hex4(s, end, &c)) {
    put_code_point(to, 'u');
    return s;
  }
  s += 4;
  if (c >= 0xD800 && c < 0xDC00 && end - s >= 6 && s[0] == '\\' && s[1] == 'u' &&
      read_hex4(s + 2, end, &low) && low >= 0xDC00 && low < 0xE000) {
    put_code_point(to, 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00));
    return s + 6;
  }
  put_code_point(to, c >= 0xD800 && c < 0xE000 ? 0xFFFD : c);
  return s;
}

static const char *put_escape(struct buf *to, const char *s, const char *end)
{
  switch (*s) {
  case 'n':
    buf_add_char(to, '\n');
    break;
  case 't':
    buf_add_char(to, '\t');
    break;
  case 'r':
    buf_add_char(to, '\r');
    break;
  case 'b':
  case 'f':
    buf_add_char(to, ' ');
    break;
  case 'u':
    return put_unicode(to, s + 1, end);
  default:
    buf_add_char(to, *s);
  }
  return s + 1;
}

struct govfig_str json_text(const struct json_value *value, struct buf *room)
{
  if (!value->escaped)
    return value->text;
  size_t start = room->len;
  const char *s = value->text.data, *end = s + value->text.len;
  while (s < end) {
    const char *slash = memchr(s, '\\', (size_t)(end - s));
    const char *stop = slash != NULL ? slash : end;
    buf_add(room, s, (size_t)(stop - s));
    s = stop;
    if (slash != NULL)
      s = slash + 1 < end ? put_escape(room, slash + 1, end) : end;
  }
  return (struct govfig_str){room->data + start, room->len - start};
}

struct govfig_str json_lines(const struct json_value *value, struct buf *room)
{
  size_t start = room->len;
  const char *s = value->text.data, *end = s + value->text.len;
  if (value->kind != JSON_OTHER || *s != '[')
    return (struct govfig_str){0};
  for (s++; s < end && *s != ']'; s++) {
    if (*s == '{' || *s == '[')
      return (struct govfig_str){0};
    if (*s != '"')
      continue;
    struct json_value line = {.kind = JSON_STRING};
    const char *stop = string_end(s + 1, end, &line.escaped);
    line.text = (struct govfig_str){s + 1, (size_t)(stop - s - 1)};
    struct govfig_str text = json_text(&line, room);
    if (!line.escaped)
      buf_add(room, text.data, text.len);
    buf_add_char(room, '\n');
    s = stop;
  }
  return (struct govfig_str){room->data + start, room->len - start};
}
