/* format_csv.c - rows of CSV (RFC 4180, quotes only where needed).
   SPDX-License-Identifier: Apache-2.0 */
#include "base/clones.h"
#include "figure/format.h"
#include "figure/word.h"

/* Would a spreadsheet run this text as a formula? */
static bool is_formula(struct govfig_str cell)
{
  return cell.len > 0 && cell.data[0] != '\0' && strchr("=+-@\t\r", cell.data[0]) != NULL;
}

static bool is_blank(char c)
{
  return c == ' ' || c == '\t';
}

static bool has_mark(struct govfig_str cell)
{
  return cell.len >= 3 && memcmp(cell.data, "\xEF\xBB\xBF", 3) == 0;
}

/* Blanks at an end are quoted because many readers trim bare cells. */
static bool needs_quotes(struct govfig_str cell)
{
  for (size_t i = 0; i < cell.len; i++) {
    char c = cell.data[i];
    if (c == ',' || c == '"' || c == '\n' || c == '\r')
      return true;
  }
  return is_blank(cell.data[0]) || is_blank(cell.data[cell.len - 1]) || has_mark(cell);
}

static char *put_quoted(char *to, struct govfig_str cell, bool guard)
{
  *to++ = '"';
  if (guard)
    *to++ = '\'';
  for (size_t i = 0; i < cell.len; i++) {
    if (cell.data[i] == '"')
      *to++ = '"';
    *to++ = cell.data[i];
  }
  *to++ = '"';
  return to;
}

/* Copies the cell in one pass; false when it holds a byte that may need quotes. */
static inline bool put_plain(char *to, struct govfig_str cell)
{
  size_t i = 0;
  for (; i + WORD_BYTES <= cell.len; i += WORD_BYTES) {
    uint64_t w = word_load(cell.data + i);
    memcpy(to + i, &w, sizeof w);
    if (word_has(w, ',') | word_has(w, '"') | word_below(w, ' ' + 1))
      return false;
  }
  for (; i < cell.len; i++) {
    unsigned char c = (unsigned char)cell.data[i];
    to[i] = cell.data[i];
    if (c <= ' ' || c == ',' || c == '"')
      return false;
  }
  return !has_mark(cell);
}

static char *put_cell(char *to, struct govfig_str cell, bool guard)
{
  if (guard)
    return put_quoted(to, cell, true);
  if (!put_plain(to, cell)) {
    if (needs_quotes(cell))
      return put_quoted(to, cell, false);
    memcpy(to, cell.data, cell.len); /* a blank inside stopped put_plain */
  }
  return to + cell.len;
}

/* Any row, cell by cell. */
static bool put_row(struct buf *to, const struct format_table *t, const struct govfig_str *cell)
{
  if (!format_reserve(to, t, cell, 2, 4))
    return false;
  char *p = to->data + to->len;
  for (size_t i = 0; i < t->n; i++) {
    if (i > 0)
      *p++ = ',';
    if (cell[i].len == 0)
      continue;
    bool guard = t->excel && t->column[i].type == GOVFIG_TEXT && is_formula(cell[i]);
    p = put_cell(p, cell[i], guard);
  }
  if (t->n == 1 && cell[0].len == 0) { /* or the row would be an empty line */
    *p++ = '"';
    *p++ = '"';
  }
  if (t->excel)
    *p++ = '\r';
  *p++ = '\n';
  to->len = (size_t)(p - to->data);
  return true;
}

/* ---- rows without quotes, nearly all there are ---- */

/* So many bytes are looked at in one go: a count of them fits in a byte. */
enum { LOOK = 128 };

/* Commas, quotes and control characters among LOOK bytes.  With the bits of SWAP turned
   round, quotes stand right behind the control characters, where blanks are else: one
   comparison finds both. */
static inline unsigned count_marks(const char *p)
{
  enum { SWAP = ' ' ^ '"' };
  uint8_t marks = 0;
  for (size_t i = 0; i < LOOK; i++) {
    unsigned char c = (unsigned char)p[i];
    marks = (uint8_t)(marks + (c == ',') + ((c ^ SWAP) <= ' '));
  }
  return marks;
}

/* Are there `n` such bytes from `p` to `end`?  Looks at up to LOOK - 1 bytes more. */
CLONED static bool has_marks(const char *p, const char *end, size_t n)
{
  size_t marks = 0;
  for (; p < end; p += LOOK)
    marks += count_marks(p);
  return marks == n;
}

/* May the cell need quotes for what it begins or ends with?  Blanks and what is below
   them, and byte order marks, whose first byte many full-width signs share. */
static inline bool odd_ends(struct govfig_str cell)
{
  enum { FIRST = ' ' + 1, MARK = 0xEF };
  unsigned first = (unsigned char)cell.data[0], last = (unsigned char)cell.data[cell.len - 1];
  return (first - FIRST >= MARK - FIRST || last < FIRST) &&
         (first < FIRST || last < FIRST || has_mark(cell));
}

/* Copies the cells with a comma behind each, then looks whether the row has the
   marks that were put there and no others.  False, and nothing is added, where it
   has, or where the buffer has no room left. */
static bool put_plain_row(struct buf *to, size_t n, const struct govfig_str *cell)
{
  const struct govfig_str *stop = cell + n;
  size_t left = to->room - to->len, few = n * (WORD_COPY + 1) + LOOK;
  if (n < 2 || left < few)
    return false;
  char *begin = to->data + to->len, *p = begin;
  left -= few; /* is for the longer ones */
  for (; cell < stop; cell++) {
    size_t len = cell->len;
    if (len != 0) {
      if (odd_ends(*cell))
        return false;
      if (len <= WORD_COPY) {
        word_copy(p, cell->data, len);
      } else {
        if (len > left)
          return false;
        left -= len;
        memcpy(p, cell->data, len);
      }
      p += len;
    }
    *p++ = ',';
  }
  p[-1] = '\n';
  memset(p, '0', LOOK);
  if (!has_marks(begin, p, n))
    return false;
  to->len += (size_t)(p - begin);
  return true;
}

bool format_csv_row(struct buf *to, const struct format_table *t, const struct govfig_str *cell)
{
  return (!t->excel && put_plain_row(to, t->n, cell)) || put_row(to, t, cell);
}
