/* format_text.c - rows of TSV, JSON Lines and Markdown.  SPDX-License-Identifier: Apache-2.0

   All three escape by a table: a byte either stands for itself or becomes two
   characters (or, in JSON, six). */
#include "figure/format.h"
#include "figure/word.h"

static char *put(char *to, const char *text)
{
  size_t n = strlen(text);
  memcpy(to, text, n);
  return to + n;
}

/* --- TSV: \t \n \r and \\ ------------------------------------------------- */

/* The letter behind the backslash; 0 where the byte stands for itself. */
static char tsv_escape(char c)
{
  switch (c) {
  case '\t': return 't';
  case '\n': return 'n';
  case '\r': return 'r';
  case '\\': return '\\';
  default: return 0;
  }
}

static char *put_tsv(char *to, struct govfig_str cell)
{
  size_t i = 0;
  while (i < cell.len) {
    if (i + WORD_BYTES <= cell.len) {
      uint64_t w = word_load(cell.data + i);
      if (!(word_has(w, '\\') | word_below(w, ' '))) {
        memcpy(to, &w, sizeof w);
        to += WORD_BYTES;
        i += WORD_BYTES;
        continue;
      }
    }
    char c = cell.data[i++], letter = tsv_escape(c);
    if (letter != 0)
      *to++ = '\\';
    *to++ = letter != 0 ? letter : c;
  }
  return to;
}

bool format_tsv_row(struct buf *to, const struct format_table *t, const struct govfig_str *cell)
{
  if (!format_reserve(to, t, cell, 2, 4))
    return false;
  char *p = to->data + to->len;
  for (size_t i = 0; i < t->n; i++) {
    if (i > 0)
      *p++ = '\t';
    if (cell[i].len > 0 && t->excel && t->column[i].type == GOVFIG_TEXT &&
        memchr("=+-@\t\r", cell[i].data[0], 6) != NULL)
      *p++ = '\'';
    p = put_tsv(p, cell[i]);
  }
  if (t->excel)
    *p++ = '\r';
  *p++ = '\n';
  to->len = (size_t)(p - to->data);
  return true;
}

/* --- JSON Lines ----------------------------------------------------------- */

static char *put_json_escape(char *to, unsigned char c)
{
  static const char hex[] = "0123456789abcdef";
  const char *at = memchr("\"\\\n\t\r", c, 5);
  *to++ = '\\';
  if (at != NULL && c != 0) {
    *to++ = c == '\n' ? 'n' : c == '\t' ? 't' : c == '\r' ? 'r' : (char)c;
    return to;
  }
  to = put(to, "u00");
  *to++ = hex[c >> 4];
  *to++ = hex[c & 15];
  return to;
}

static char *put_json_text(char *to, struct govfig_str cell)
{
  *to++ = '"';
  size_t i = 0;
  while (i < cell.len) {
    if (i + WORD_BYTES <= cell.len) {
      uint64_t w = word_load(cell.data + i);
      if (!(word_has(w, '"') | word_has(w, '\\') | word_below(w, ' '))) {
        memcpy(to, &w, sizeof w);
        to += WORD_BYTES;
        i += WORD_BYTES;
        continue;
      }
    }
    unsigned char c = (unsigned char)cell.data[i++];
    if (c < ' ' || c == '"' || c == '\\')
      to = put_json_escape(to, c);
    else
      *to++ = (char)c;
  }
  *to++ = '"';
  return to;
}

static bool is_digit(const struct govfig_str *s, size_t i)
{
  return i < s->len && s->data[i] >= '0' && s->data[i] <= '9';
}

/* JSON knows no plus sign, no bare point and no leading zero. */
static bool is_json_number(struct govfig_str s)
{
  size_t i = s.len > 0 && s.data[0] == '-';
  if (!is_digit(&s, i) || (s.data[i] == '0' && is_digit(&s, i + 1)))
    return false;
  while (is_digit(&s, i))
    i++;
  if (i < s.len && s.data[i] == '.') {
    if (!is_digit(&s, ++i))
      return false;
    while (is_digit(&s, i))
      i++;
  }
  if (i + 1 < s.len && s.data[i] == 'e') {
    i += s.data[i + 1] == '-' || s.data[i + 1] == '+' ? 2 : 1;
    if (!is_digit(&s, i))
      return false;
    while (is_digit(&s, i))
      i++;
  }
  return i == s.len;
}

/* Every object has every key; what is not stated is null. */
bool format_jsonl_row(struct buf *to, const struct format_table *t, const struct govfig_str *cell)
{
  size_t longest = 0;
  for (size_t i = 0; i < t->n; i++) {
    size_t n = strlen(t->column[i].name);
    longest = n > longest ? n : longest;
  }
  if (!format_reserve(to, t, cell, 6, 6 * longest + 12))
    return false;
  char *p = put(to->data + to->len, "{");
  for (size_t i = 0; i < t->n; i++) {
    struct govfig_str name = {t->column[i].name, strlen(t->column[i].name)};
    if (i > 0)
      *p++ = ',';
    p = put_json_text(p, name);
    *p++ = ':';
    if (cell[i].len == 0) {
      p = put(p, "null");
    } else if (t->column[i].type == GOVFIG_TEXT || !is_json_number(cell[i])) {
      p = put_json_text(p, cell[i]);
    } else {
      memcpy(p, cell[i].data, cell[i].len);
      p += cell[i].len;
    }
  }
  p = put(p, "}\n");
  to->len = (size_t)(p - to->data);
  return true;
}

/* --- Markdown: a pipe table ----------------------------------------------- */

/* Bars and what Markdown reads as markup get a backslash, line breaks a space. */
static char *put_markdown(char *to, struct govfig_str cell)
{
  for (size_t i = 0; i < cell.len; i++) {
    char c = cell.data[i];
    if (c != '\0' && strchr("|\\*_`<>[]#~", c) != NULL)
      *to++ = '\\';
    *to++ = c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  }
  return to;
}

bool format_markdown_row(struct buf *to, const struct format_table *t,
                         const struct govfig_str *cell)
{
  if (!format_reserve(to, t, cell, 2, 4))
    return false;
  char *p = put(to->data + to->len, "|");
  for (size_t i = 0; i < t->n; i++) {
    *p++ = ' ';
    p = put(put_markdown(p, cell[i]), " |");
  }
  *p++ = '\n';
  to->len = (size_t)(p - to->data);
  return true;
}

/* The line under the header; numbers stand to the right. */
bool format_markdown_rule(struct buf *to, const struct format_table *t,
                          const struct govfig_str *cell)
{
  (void)cell;
  bool ok = buf_add_text(to, "|");
  for (size_t i = 0; i < t->n && ok; i++)
    ok = buf_add_text(to, t->column[i].type == GOVFIG_TEXT ? " --- |" : " ---: |");
  return ok && buf_add_char(to, '\n');
}
