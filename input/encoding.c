/* encoding.c - labels and detection.  SPDX-License-Identifier: Apache-2.0

   GB18030 and Big5 both take nearly any pair of high bytes, so that decoding
   proves little.  What tells them apart is where common characters lie:
   level 1 of GB 2312 (lead B0-D7, trail A1-FE) holds 3,755 simplified
   characters, level 1 of Big5 (lead A4-C6, trail 40-7E or A1-FE) 5,401
   traditional ones; running text hardly leaves its own level 1. */
#include "input/encoding.h"

#include <iconv.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "input/utf8.h"

const char encoding_utf8[] = "UTF-8";
const char encoding_utf16le[] = "UTF-16LE";
const char encoding_utf16be[] = "UTF-16BE";
const char encoding_gb18030[] = "GB18030";
const char encoding_big5[] = "BIG5-HKSCS";

enum { LABEL_MAX = 39 };

static const struct {
  const char *label, *encoding;
} labels[] = {
    {"utf-8", encoding_utf8},          {"utf8", encoding_utf8},
    {"unicode-1-1-utf-8", encoding_utf8},
    {"us-ascii", encoding_utf8},       {"ascii", encoding_utf8},
    {"utf-16", encoding_utf16le},      {"utf16", encoding_utf16le},
    {"utf-16le", encoding_utf16le},    {"utf-16be", encoding_utf16be},
    {"ucs-2", encoding_utf16le},       {"unicode", encoding_utf16le},
    {"gb18030", encoding_gb18030},     {"gbk", encoding_gb18030},
    {"x-gbk", encoding_gb18030},       {"gb2312", encoding_gb18030},
    {"gb_2312-80", encoding_gb18030},  {"gb_2312", encoding_gb18030},
    {"gb2312-80", encoding_gb18030},   {"csgb2312", encoding_gb18030},
    {"euc-cn", encoding_gb18030},      {"chinese", encoding_gb18030},
    {"cp936", encoding_gb18030},       {"ms936", encoding_gb18030},
    {"windows-936", encoding_gb18030}, {"936", encoding_gb18030},
    {"big5", encoding_big5},           {"big-5", encoding_big5},
    {"big5-hkscs", encoding_big5},     {"big5hkscs", encoding_big5},
    {"cn-big5", encoding_big5},        {"csbig5", encoding_big5},
    {"x-x-big5", encoding_big5},       {"cp950", encoding_big5},
};

const char *encoding_of_label(const char *label, size_t len, char *room)
{
  for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
    if (strlen(labels[i].label) == len && strncasecmp(labels[i].label, label, len) == 0)
      return labels[i].encoding;
  if (len == 0 || len > LABEL_MAX)
    return NULL;
  for (size_t i = 0; i < len; i++) {
    char c = label[i];
    if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
          c == '-' || c == '_' || c == ':'))
      return NULL; /* iconv would take "//IGNORE" and the like */
  }
  memcpy(room, label, len);
  room[len] = '\0';
  return room;
}

bool encoding_is_known(const char *encoding)
{
  if (encoding == encoding_utf8)
    return true;
  iconv_t cd = iconv_open("UTF-8", encoding);
  if (cd == (iconv_t)-1)
    return false;
  iconv_close(cd);
  return true;
}

size_t encoding_mark(const char *encoding, const char *bytes, size_t len)
{
  if (encoding == encoding_utf8 && len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
    return 3;
  if (encoding == encoding_utf16le && len >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0)
    return 2;
  if (encoding == encoding_utf16be && len >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0)
    return 2;
  return 0;
}

static const char *detect_mark(const char *bytes, size_t len)
{
  static const char *const marked[] = {encoding_utf8, encoding_utf16le, encoding_utf16be};
  for (size_t i = 0; i < sizeof marked / sizeof marked[0]; i++)
    if (encoding_mark(marked[i], bytes, len) != 0)
      return marked[i];
  return NULL;
}

/* ---- UTF-16 without a mark ---- */

struct units {
  size_t good;      /* of the kinds that Chinese text is made of */
  size_t han, upper; /* ideographs, and how many have a low byte beyond ASCII */
};

static void count_units(const unsigned char *s, size_t n, size_t high, struct units *u)
{
  *u = (struct units){0};
  for (size_t i = 0; i + 1 < n; i += 2) {
    unsigned char h = s[i + high], l = s[i + 1 - high];
    bool ascii = h == 0 && (l >= 0x20 || l == '\n' || l == '\r' || l == '\t');
    bool han = h >= 0x4E && h <= 0x9F;
    u->good += ascii || han || h == 0x30 || h == 0xFF || h == 0x20;
    u->han += han;
    u->upper += han && l >= 0x80;
  }
}

/* Two letters of ASCII look like an ideograph too, but then no low byte is beyond
   ASCII, as about half of those of real ideographs are. */
static bool is_utf16(const struct units *u, size_t units)
{
  return u->good * 20 >= units * 19 && u->upper * 8 >= u->han;
}

static const char *detect_utf16(const unsigned char *s, size_t n)
{
  size_t units = n / 2;
  if (units < 4 || memchr(s, 0, n) == NULL)
    return NULL; /* a text without one line feed, blank or digit is too rare to guess at */
  struct units le, be;
  count_units(s, n, 1, &le);
  count_units(s, n, 0, &be);
  bool little = is_utf16(&le, units), big = is_utf16(&be, units);
  if (little && big)
    return le.good >= be.good ? encoding_utf16le : encoding_utf16be;
  return little ? encoding_utf16le : big ? encoding_utf16be : NULL;
}

/* ---- two-byte encodings ---- */

struct pairs {
  size_t pairs, gb_common, big5_common, gb_bad, big5_bad;
};

static bool is_gb_common(unsigned char lead, unsigned char trail)
{
  return trail >= 0xA1 && ((lead >= 0xB0 && lead <= 0xD7) || (lead >= 0xA1 && lead <= 0xA3));
}

static bool is_big5_trail(unsigned char c)
{
  return (c >= 0x40 && c <= 0x7E) || (c >= 0xA1 && c != 0xFF);
}

static bool is_big5_common(unsigned char lead, unsigned char trail)
{
  return is_big5_trail(trail) && lead >= 0xA1 && lead <= 0xC6;
}

static void count_pairs(const unsigned char *s, size_t n, bool whole, struct pairs *p)
{
  for (size_t i = 0; i < n; i++) {
    if (s[i] < 0x80)
      continue;
    if (i + 1 == n) {
      p->gb_bad += whole;
      p->big5_bad += whole;
      return;
    }
    unsigned char lead = s[i], trail = s[i + 1];
    p->pairs++;
    if (lead != 0x80 && lead != 0xFF && trail >= '0' && trail <= '9' && i + 3 < n &&
        s[i + 2] >= 0x81 && s[i + 3] >= '0' && s[i + 3] <= '9') {
      p->big5_bad++;
      i += 3; /* a four-byte character of GB18030 */
      continue;
    }
    bool gb = lead != 0x80 && lead != 0xFF && trail >= 0x40 && trail != 0x7F && trail != 0xFF;
    bool big5 = lead >= 0x81 && lead != 0xFF && is_big5_trail(trail);
    p->gb_bad += !gb;
    p->big5_bad += !big5;
    p->gb_common += gb && is_gb_common(lead, trail);
    p->big5_common += big5 && is_big5_common(lead, trail);
    i += gb || big5;
  }
}

static const char *detect_pairs(const unsigned char *s, size_t n, bool whole)
{
  struct pairs p = {0};
  count_pairs(s, n, whole, &p);
  if (p.pairs == 0)
    return NULL;
  bool gb = p.gb_bad * 20 <= p.pairs, big5 = p.big5_bad * 20 <= p.pairs;
  if (gb && big5)
    return p.big5_common > p.gb_common + p.gb_common / 8 ? encoding_big5 : encoding_gb18030;
  return gb ? encoding_gb18030 : big5 ? encoding_big5 : NULL;
}

/* ---- labels inside the text ---- */

static bool is_label_byte(char c)
{
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         c == '-' || c == '_';
}

/* charset=... of a meta element or encoding=... of an XML declaration. */
static const char *detect_label(const char *s, size_t n, char *room)
{
  static const char *const keys[] = {"charset", "encoding"};
  if (n > 4096)
    n = 4096;
  for (size_t i = 0; i + 8 < n; i++)
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
      size_t len = strlen(keys[k]), at = i + len;
      if (at >= n || strncasecmp(s + i, keys[k], len) != 0)
        continue;
      while (at < n && (s[at] == ' ' || s[at] == '=' || s[at] == '"' || s[at] == '\''))
        at++;
      size_t end = at;
      while (end < n && is_label_byte(s[end]))
        end++;
      if (end > at && end < n)
        return encoding_of_label(s + at, end - at, room);
    }
  return NULL;
}

/* Does a label that the text gives itself hold?  ISO 8859-1 and the like stand
   in pages by mistake and would take anything. */
static bool label_holds(const char *label, const unsigned char *s, size_t n, bool whole)
{
  struct pairs p = {0};
  count_pairs(s, n, whole, &p);
  if (label == encoding_gb18030)
    return p.gb_bad * 20 <= p.pairs;
  if (label == encoding_big5)
    return p.big5_bad * 20 <= p.pairs;
  static const char *const others[] = {"euc-tw", "euc-jp", "shift_jis", "euc-kr"};
  for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
    if (strcasecmp(label, others[i]) == 0)
      return true;
  return false;
}

/* Controls that no text has, among at most 255 bytes: compilers count many at once. */
static unsigned char count_controls(const unsigned char *s, size_t n)
{
  unsigned char controls = 0;
  for (size_t i = 0; i < n; i++) {
    bool control = s[i] < 0x20, space = (unsigned char)(s[i] - '\t') <= '\r' - '\t';
    controls = (unsigned char)(controls + (control & !space & (s[i] != 0x1B)));
  }
  return controls;
}

static bool looks_binary(const unsigned char *s, size_t n)
{
  size_t controls = 0, block;
  for (size_t i = 0; i < n; i += block) {
    block = n - i < 240 ? n - i : 240;
    controls += count_controls(s + i, block);
  }
  return controls * 100 > n;
}

/* Well-formed UTF-8 sequences of more than one byte. */
static size_t count_sequences(const unsigned char *s, size_t n)
{
  size_t chars = 0;
  for (size_t i = 0; i < n;) {
    bool cut;
    size_t bad, len = utf8_sequence(s + i, n - i, &cut, &bad);
    chars += len > 1;
    i += len != 0 ? len : bad;
  }
  return chars;
}

const char *encoding_detect(const char *bytes, size_t len, bool whole, char *room)
{
  const unsigned char *s = (const unsigned char *)bytes;
  const char *marked = detect_mark(bytes, len);
  if (marked != NULL)
    return marked;
  const char *wide = detect_utf16(s, len);
  if (wide != NULL)
    return wide;
  if (looks_binary(s, len))
    return NULL;
  struct utf8_check check = {0};
  utf8_check_feed(&check, bytes, len);
  if (whole)
    utf8_check_end(&check);
  if (check.bad == 0)
    return encoding_utf8;
  const char *label = detect_label(bytes, len, room);
  if (label != NULL && label != encoding_utf8 && label_holds(label, s, len, whole))
    return label;
  size_t chars = count_sequences(s, len);
  if (chars > 10 * check.bad)
    return encoding_utf8; /* damaged UTF-8: other encodings make few such sequences */
  const char *pair = detect_pairs(s, len, whole);
  return pair != NULL ? pair : chars >= check.bad ? encoding_utf8 : NULL;
}
