/* sniff.c - what the first bytes say a file is.  SPDX-License-Identifier: Apache-2.0 */
#include "input/sniff.h"

#include <string.h>
#include <strings.h>

#include "input/encoding.h"
#include "input/json.h"

bool sniff_ends(const char *name, const char *ending)
{
  size_t n = strlen(name), m = strlen(ending);
  return n > m + 1 && name[n - m - 1] == '.' && strcasecmp(name + n - m, ending) == 0;
}

static bool contains(const char *s, size_t n, const char *what)
{
  size_t m = strlen(what);
  for (size_t i = 0; i + m <= n; i++) {
    const char *hit = memchr(s + i, what[0], n - m + 1 - i);
    if (hit == NULL)
      return false;
    i = (size_t)(hit - s);
    if (memcmp(hit, what, m) == 0)
      return true;
  }
  return false;
}

/* ---- formats with a signature ---- */

struct signature {
  size_t at, len;
  const char *bytes;
  enum format format;
  const char *reason;
};

static const struct signature signatures[] = {
    {0, 2, "\x1F\x8B", FORMAT_ARCHIVE, NULL},             /* gzip */
    {0, 6, "\xFD" "7zXZ\0", FORMAT_ARCHIVE, NULL},        /* xz */
    {0, 4, "\x28\xB5\x2F\xFD", FORMAT_ARCHIVE, NULL},     /* zstd */
    {0, 3, "BZh", FORMAT_ARCHIVE, NULL},                  /* bzip2 */
    {0, 6, "7z\xBC\xAF\x27\x1C", FORMAT_ARCHIVE, NULL},   /* 7-zip */
    {0, 4, "Rar!", FORMAT_ARCHIVE, NULL},
    {257, 5, "ustar", FORMAT_ARCHIVE, NULL},              /* tar */
    {0, 8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", FORMAT_UNREADABLE,
     "is an old or an encrypted Office file; save it as .docx without a password"},
    {0, 5, "{\\rtf", FORMAT_UNREADABLE, "is RTF; save it as .docx or text"},
};

/* A zip file is a Word report, another Office file, or an archive. */
static struct sniffed sniff_zip(const char *s, size_t n, const char *name)
{
  bool office = contains(s, n, "[Content_Types].xml") || contains(s, n, "_rels/.rels");
  if (office && contains(s, n, "xl/"))
    return (struct sniffed){.format = FORMAT_UNREADABLE,
                            .reason = "is a spreadsheet; save its sheets as CSV"};
  if (office && contains(s, n, "ppt/"))
    return (struct sniffed){.format = FORMAT_UNREADABLE, .reason = "is a presentation"};
  if (contains(s, n < 200 ? n : 200, "application/vnd.oasis"))
    return (struct sniffed){.format = FORMAT_UNREADABLE,
                            .reason = "is OpenDocument; save it as .docx"};
  if (contains(s, n, "word/") && (office || sniff_ends(name, "docx")))
    return (struct sniffed){.format = FORMAT_DOCX};
  return (struct sniffed){.format = sniff_ends(name, "docx") ? FORMAT_DOCX : FORMAT_ARCHIVE};
}

static bool sniff_signature(const char *s, size_t n, const char *name, struct sniffed *out)
{
  if (n >= 4 && (memcmp(s, "PK\3\4", 4) == 0 || memcmp(s, "PK\5\6", 4) == 0)) {
    *out = sniff_zip(s, n, name);
    return true;
  }
  if (contains(s, n < 1024 ? n : 1024, "%PDF-")) {
    *out = (struct sniffed){.format = FORMAT_PDF};
    return true;
  }
  for (size_t i = 0; i < sizeof signatures / sizeof signatures[0]; i++) {
    const struct signature *g = &signatures[i];
    if (n >= g->at + g->len && memcmp(s + g->at, g->bytes, g->len) == 0) {
      *out = (struct sniffed){.format = g->format, .reason = g->reason};
      return true;
    }
  }
  return false;
}

/* ---- text formats; the bytes are of an encoding that contains ASCII ---- */

static const char *skip_blank(const char *s, const char *end)
{
  while (s < end && (*s == ' ' || *s == '\n' || *s == '\r' || *s == '\t'))
    s++;
  return s;
}

/* Elements that a page or a piece of one begins with. */
static bool begins_html(const char *s, const char *end)
{
  static const char *const tags[] = {"!doctype html", "html", "head", "body", "meta",  "title",
                                     "div",           "p",    "span", "table", "script", "style",
                                     "center",        "font", "h1",   "h2",    "article"};
  for (;;) {
    s = skip_blank(s, end);
    if (end - s < 3 || *s != '<')
      return false;
    bool xml = s[1] == '?' || s[1] == '%', comment = s[1] == '!' && s[2] == '-';
    if (!xml && !comment)
      break;
    s = memchr(s, '>', (size_t)(end - s)); /* declarations and comments come before */
    if (s == NULL)
      return xml;
    s++;
  }
  s++;
  for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++) {
    size_t m = strlen(tags[i]);
    if ((size_t)(end - s) > m && strncasecmp(s, tags[i], m) == 0 &&
        strchr(" \t\r\n>/", s[m]) != NULL)
      return true;
  }
  return false;
}

/* A mail message with a page in it: its header is the first thing there is. */
static bool begins_message(const char *s, const char *end)
{
  static const char *const first[] = {"from:", "mime-version:", "content-type:", "subject:"};
  size_t n = (size_t)(end - s) < 2048 ? (size_t)(end - s) : 2048;
  bool header = false;
  for (size_t i = 0; i < sizeof first / sizeof first[0]; i++)
    header = header || (n > strlen(first[i]) && strncasecmp(s, first[i], strlen(first[i])) == 0);
  return header && contains(s, n, "MIME-Version:") &&
         (contains(s, n, "multipart/related") || contains(s, n, "text/html"));
}

bool sniff_html(const char *text, size_t len)
{
  return begins_html(text, text + len);
}

static bool named_html(const char *name)
{
  static const char *const endings[] = {"html", "htm", "shtml", "xhtml", "jsp", "php", "aspx"};
  for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
    if (sniff_ends(name, endings[i]))
      return true;
  return false;
}

/* One object or array in full on the first line: JSON Lines.  A line that the
   window cuts is one too, as pretty-printed JSON has short first lines. */
static enum format sniff_json(const char *s, const char *end, const char *name)
{
  s = skip_blank(s, end);
  if (s == end || (*s != '{' && *s != '['))
    return FORMAT_AUTO;
  const char *next = skip_blank(s + 1, end);
  if (next < end && strchr(*s == '{' ? "\"}" : "{]", *next) == NULL)
    return FORMAT_AUTO; /* {{template}}, [a remark], [1] */
  if (sniff_ends(name, "jsonl") || sniff_ends(name, "ndjson"))
    return FORMAT_JSONL;
  if (*s == '[')
    return FORMAT_JSON;
  const char *line = memchr(s, '\n', (size_t)(end - s));
  struct json_scan scan = {0};
  size_t used = json_scan_feed(&scan, s, (size_t)((line != NULL ? line : end) - s));
  if (scan.complete && skip_blank(s + used, line != NULL ? line : end) !=
                           (line != NULL ? line : end))
    return FORMAT_JSON;
  return scan.complete || line == NULL ? FORMAT_JSONL : FORMAT_JSON;
}

/* The separator that stands most often in the first line. */
static char separator_of(const char *s, const char *end)
{
  size_t n[3] = {0};
  static const char marks[3] = {',', '\t', ';'};
  for (; s < end && *s != '\n'; s++)
    for (int k = 0; k < 3; k++)
      n[k] += *s == marks[k];
  int best = n[1] > n[0] ? 1 : 0;
  if (n[2] > n[best])
    best = 2;
  return n[best] != 0 ? marks[best] : ',';
}

static enum format sniff_text(const char *s, const char *end, const char *name)
{
  if (begins_message(s, end))
    return FORMAT_MHTML;
  if (begins_html(s, end))
    return FORMAT_HTML;
  enum format json = sniff_json(s, end, name);
  if (json != FORMAT_AUTO)
    return json;
  if (named_html(name) && contains(s, (size_t)(end - s), "</"))
    return FORMAT_HTML;
  if (sniff_ends(name, "csv") || sniff_ends(name, "tsv"))
    return FORMAT_CSV;
  return FORMAT_TEXT;
}

/* The start of a UTF-16 text as ASCII, other characters as 0x80. */
static size_t narrow(const char *s, size_t n, bool little, char *to, size_t room)
{
  size_t m = 0;
  for (size_t i = 0; i + 1 < n && m < room; i += 2) {
    unsigned char high = (unsigned char)s[i + little], low = (unsigned char)s[i + !little];
    to[m++] = high == 0 && low < 0x80 ? (char)low : (char)0x80;
  }
  return m;
}

struct sniffed sniff(const char *bytes, size_t len, bool whole, const char *name,
                     enum format wanted, const char *encoding, char *room)
{
  struct sniffed out = {.format = wanted};
  if (len == 0 && whole)
    return (struct sniffed){.format = FORMAT_UNREADABLE, .reason = "is empty"};
  if (wanted == FORMAT_AUTO && sniff_signature(bytes, len, name, &out))
    return out;
  if (wanted == FORMAT_DOCX || wanted == FORMAT_PDF || wanted == FORMAT_ARCHIVE)
    return out;
  out.encoding = encoding != NULL ? encoding : encoding_detect(bytes, len, whole, room);
  if (out.encoding == NULL)
    return (struct sniffed){.format = FORMAT_UNREADABLE, .reason = "is binary, not text"};
  if (out.encoding == encoding_utf16le && encoding_mark(encoding_utf16be, bytes, len) != 0)
    out.encoding = encoding_utf16be; /* "utf-16" alone leaves the order to the mark */
  size_t mark = encoding_mark(out.encoding, bytes, len);
  const char *s = bytes + mark, *end = bytes + len;
  char ascii[1024];
  if (out.encoding == encoding_utf16le || out.encoding == encoding_utf16be) {
    size_t m = narrow(s, len - mark, out.encoding == encoding_utf16le, ascii, sizeof ascii);
    s = ascii;
    end = ascii + m;
  }
  if (wanted == FORMAT_AUTO)
    out.format = sniff_text(s, end, name);
  if (out.format == FORMAT_CSV)
    out.separator = separator_of(s, end);
  return out;
}
