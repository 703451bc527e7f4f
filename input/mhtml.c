/* mhtml.c - a page that a browser saved as one file (.mht).  SPDX-License-Identifier: Apache-2.0

   RFC 2557: a mail message (RFC 2045, 2046) whose first part of type text/html is
   the page; the others are its pictures and style sheets. */
#include <strings.h>

#include "base/str.h"
#include "input/parcel.h"

/* What the header of a message or part says. */
struct mime {
  struct govfig_str type, boundary, charset, transfer;
};

/* ---- headers ---- */

static bool begins_with(struct govfig_str s, const char *what)
{
  size_t n = strlen(what);
  return s.len >= n && strncasecmp(s.data, what, n) == 0;
}

static struct govfig_str trim(struct govfig_str s)
{
  while (s.len != 0 && strchr(" \t\r\n\"", s.data[0]) != NULL) {
    s.data++;
    s.len--;
  }
  while (s.len != 0 && strchr(" \t\r\n\"", s.data[s.len - 1]) != NULL)
    s.len--;
  return s;
}

/* The value of `name`= in a header field. */
static struct govfig_str parameter(struct govfig_str field, const char *name)
{
  size_t n = strlen(name);
  for (size_t i = 0; i + n < field.len; i++) {
    if (strncasecmp(field.data + i, name, n) != 0 || field.data[i + n] != '=')
      continue;
    struct govfig_str value = {field.data + i + n + 1, field.len - i - n - 1};
    const char *stop = memchr(value.data, ';', value.len);
    if (stop != NULL)
      value.len = (size_t)(stop - value.data);
    return trim(value);
  }
  return (struct govfig_str){0};
}

static void take_field(struct govfig_str field, struct mime *m)
{
  static const char type[] = "Content-Type:", transfer[] = "Content-Transfer-Encoding:";
  if (begins_with(field, type)) {
    m->type = trim((struct govfig_str){field.data + sizeof type - 1, field.len - sizeof type + 1});
    m->boundary = parameter(field, "boundary");
    m->charset = parameter(field, "charset");
  } else if (begins_with(field, transfer)) {
    m->transfer =
        trim((struct govfig_str){field.data + sizeof transfer - 1, field.len - sizeof transfer + 1});
  }
}

/* The end of the field at s: a line feed that no blank follows. */
static const char *field_end(const char *s, const char *end)
{
  while (s < end) {
    const char *stop = memchr(s, '\n', (size_t)(end - s));
    if (stop == NULL)
      return end;
    s = stop + 1;
    if (s == end || (*s != ' ' && *s != '\t'))
      return s;
  }
  return end;
}

/* Reads fields up to the empty line; returns where the body begins. */
static const char *read_header(const char *s, const char *end, struct mime *m)
{
  *m = (struct mime){0};
  while (s < end && *s != '\n' && *s != '\r') {
    const char *stop = field_end(s, end);
    take_field((struct govfig_str){s, (size_t)(stop - s)}, m);
    s = stop;
  }
  const char *line = s < end ? memchr(s, '\n', (size_t)(end - s)) : NULL;
  return line != NULL ? line + 1 : end;
}

/* ---- bodies ---- */

static int hex(char c)
{
  return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10
         : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void decode_quoted(const char *s, const char *end, struct buf *to)
{
  while (s < end) {
    if (*s != '=') {
      buf_add_char(to, *s++);
    } else if (end - s >= 3 && hex(s[1]) >= 0 && hex(s[2]) >= 0) {
      buf_add_char(to, (char)(hex(s[1]) * 16 + hex(s[2])));
      s += 3;
    } else { /* a soft line break */
      const char *line = memchr(s, '\n', (size_t)(end - s));
      s = line != NULL ? line + 1 : end;
    }
  }
}

static int base64(char c)
{
  return c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' && c <= 'z' ? c - 'a' + 26
         : c >= '0' && c <= '9' ? c - '0' + 52 : c == '+' ? 62 : c == '/' ? 63 : -1;
}

static void decode_base64(const char *s, const char *end, struct buf *to)
{
  unsigned bits = 0, n = 0;
  for (; s < end && *s != '='; s++) {
    if (base64(*s) < 0)
      continue;
    bits = bits << 6 | (unsigned)base64(*s);
    n += 6;
    if (n >= 8) {
      n -= 8;
      buf_add_char(to, (char)(bits >> n & 0xFF));
    }
  }
}

static bool decode_body(const char *s, const char *end, const struct mime *m, struct buf *to)
{
  if (begins_with(m->transfer, "quoted-printable"))
    decode_quoted(s, end, to);
  else if (begins_with(m->transfer, "base64"))
    decode_base64(s, end, to);
  else
    buf_add(to, s, (size_t)(end - s));
  return !to->failed;
}

/* The next line that begins with -- and the boundary; `end` when there is none. */
static const char *find_boundary(const char *s, const char *end, struct govfig_str boundary)
{
  while (s < end) {
    size_t left = (size_t)(end - s);
    if (left >= boundary.len + 2 && s[0] == '-' && s[1] == '-' &&
        memcmp(s + 2, boundary.data, boundary.len) == 0)
      return s;
    const char *line = memchr(s, '\n', left);
    s = line != NULL ? line + 1 : end;
  }
  return end;
}

/* The page within the message, still in its own encoding; false without one. */
static bool find_page(const struct buf *file, struct mime *m, const char **from, const char **to)
{
  const char *end = file->data + file->len, *s = read_header(file->data, end, m);
  *from = s;
  *to = end;
  if (m->boundary.len == 0)
    return begins_with(m->type, "text/html");
  struct govfig_str boundary = m->boundary;
  s = find_boundary(s, end, boundary);
  while (s < end) {
    const char *line = memchr(s, '\n', (size_t)(end - s));
    if (line == NULL)
      return false;
    *from = read_header(line + 1, end, m);
    *to = find_boundary(*from, end, boundary);
    if (begins_with(m->type, "text/html"))
      return true;
    s = *to;
  }
  return false;
}

/* ---- the document ---- */

/* UTF-8 out of the page's bytes, by the part's label or by what they look like. */
static enum govfig_status to_utf8(const struct mime *m, struct buf *page, const char **encoding,
                                  char *room, uint64_t *replaced, struct govfig_error *err)
{
  *encoding = encoding_of_label(m->charset.data, m->charset.len, room);
  if (*encoding == NULL || !encoding_is_known(*encoding))
    *encoding = encoding_detect(page->data, page->len, true, room);
  if (*encoding == NULL)
    *encoding = encoding_utf8;
  if (*encoding == encoding_utf8)
    return utf8_repair(page, replaced) ? GOVFIG_OK : error_nomem(err);
  struct buf text;
  buf_init(&text, 0);
  enum govfig_status status =
      encoding_decode(*encoding, page->data, page->len, &text, replaced, err);
  buf_done(page);
  *page = text;
  return status;
}

static enum govfig_status deliver_message(struct govfig_parcel *p, struct delivery *d,
                                          const struct buf *file, struct govfig_error *err)
{
  struct govfig_document document = parcel_document(p);
  struct mime m;
  struct buf page;
  const char *from, *to, *encoding;
  char room[SNIFF_LABEL_ROOM];
  uint64_t replaced = 0;
  if (!find_page(file, &m, &from, &to)) {
    deliver_start(d, &document, p->encoding);
    return deliver_done(d, GOVFIG_E_FORMAT, "holds no page");
  }
  buf_init(&page, 0);
  enum govfig_status status = decode_body(from, to, &m, &page) ? GOVFIG_OK : error_nomem(err);
  if (status == GOVFIG_OK)
    status = to_utf8(&m, &page, &encoding, room, &replaced, err);
  if (status == GOVFIG_OK)
    status = html_deliver(d, &document, encoding, &page, replaced, err);
  buf_done(&page);
  return status;
}

enum govfig_status parcel_read_mhtml(struct govfig_parcel *p, struct delivery *d,
                                     struct govfig_error *err)
{
  struct buf file;
  struct govfig_error why;
  buf_init(&file, p->shared->options.document_bytes_max);
  enum govfig_status status = source_read_all(&p->source, &file, &why);
  if (status == GOVFIG_OK) {
    status = deliver_message(p, d, &file, err);
  } else if (status == GOVFIG_E_NOMEM) {
    error_nomem(err);
  } else {
    struct govfig_document document = parcel_document(p);
    deliver_start(d, &document, p->encoding);
    status = deliver_done(d, status, why.text);
  }
  buf_done(&file);
  return status;
}
