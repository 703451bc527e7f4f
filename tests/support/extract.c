/* extract.c - what must hold of every figure, whatever the text.
   SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/extract.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"

static const char *const bounds[] = {"exact", "about", "over", "under", "at_least", "at_most",
                                     "range", NULL};
static const char *const measures[] = {"", "level", "change", "growth", "share", "contribution",
                                       "gap", "completion", "rank", NULL};
static const char *const statuses[] = {"", "actual", "estimate", "target", "rule", NULL};
static const char *const changes[] = {"", "increase", "decrease", NULL};
static const char *const bases[] = {"", "yoy", "mom", "avg", "other", NULL};

static bool is_one_of(struct govfig_str s, const char *const *words)
{
  for (; *words != NULL; words++)
    if (str_is(s, *words))
      return true;
  return false;
}

static void complain(struct extraction *e, const char *what, struct govfig_str cell)
{
  if (e->wrong[0] == '\0')
    snprintf(e->wrong, sizeof e->wrong, "row %zu: %s: '%.*s'", e->n, what,
             (int)(cell.len < 200 ? cell.len : 200), cell.data != NULL ? cell.data : "");
}

static bool is_integer(struct govfig_str s, size_t *value)
{
  *value = 0;
  for (size_t i = 0; i < s.len; i++) {
    if (s.data[i] < '0' || s.data[i] > '9' || *value > SIZE_MAX / 16)
      return false;
    *value = *value * 10 + (size_t)(s.data[i] - '0');
  }
  return s.len > 0;
}

/* Length of the character at `p`, as the extractor counts malformed bytes: a
   maximal bad sequence is one.  Only used for text that is well formed. */
static size_t character_length(unsigned char lead)
{
  return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

static bool is_well_formed(const char *text, size_t len)
{
  for (size_t i = 0; i < len;) {
    unsigned char c = (unsigned char)text[i];
    size_t n = character_length(c);
    if ((c >= 0x80 && c < 0xC2) || c > 0xF4 || i + n > len)
      return false;
    unsigned char second = n > 1 ? (unsigned char)text[i + 1] : 0;
    if ((c == 0xE0 && second < 0xA0) || (c == 0xED && second > 0x9F) ||
        (c == 0xF0 && second < 0x90) || (c == 0xF4 && second > 0x8F))
      return false; /* overlong, a surrogate, or past the last code point */
    for (size_t k = 1; k < n; k++)
      if (((unsigned char)text[i + k] & 0xC0) != 0x80)
        return false;
    i += n;
  }
  return true;
}

/* Byte offset of code point `n`; len + 1 when the text is shorter. */
static size_t byte_of(const struct extraction *e, size_t n)
{
  size_t i = 0;
  for (; n > 0 && i < e->len; n--)
    i += character_length((unsigned char)e->text[i]);
  return n > 0 ? e->len + 1 : i;
}

/* The column text is the document's own characters from start to end. */
static void check_span(struct extraction *e, const struct govfig_figure *f)
{
  size_t start, end;
  struct govfig_str text = f->column[GOVFIG_COLUMN_TEXT];
  if (!is_integer(f->column[GOVFIG_COLUMN_START], &start) ||
      !is_integer(f->column[GOVFIG_COLUMN_END], &end) || start >= end) {
    complain(e, "bad span", f->column[GOVFIG_COLUMN_START]);
    return;
  }
  if (!is_well_formed(e->text, e->len))
    return;
  size_t from = byte_of(e, start), to = byte_of(e, end);
  if (to > e->len)
    complain(e, "span behind the end of the document", text);
  else if (text.len != to - from || memcmp(text.data, e->text + from, text.len) != 0)
    complain(e, "text is not what stands at start", text);
}

static void check_line(struct extraction *e, const struct govfig_figure *f)
{
  size_t line, breaks = 1;
  for (size_t i = 0; i < e->len; i++)
    breaks += e->text[i] == '\n' || e->text[i] == '\r';
  if (!is_integer(f->column[GOVFIG_COLUMN_LINE], &line) || line == 0 || line > breaks)
    complain(e, "bad line", f->column[GOVFIG_COLUMN_LINE]);
}

static bool is_decimal_or_empty(struct govfig_str s)
{
  struct decimal d;
  char printed[DECIMAL_TEXT_MAX];
  return s.len == 0 || (decimal_parse(s.data, s.len, &d) && decimal_print(d, printed) == s.len &&
                        memcmp(printed, s.data, s.len) == 0);
}

static void check_values(struct extraction *e, const struct govfig_figure *f)
{
  const struct govfig_str *c = f->column;
  struct decimal value, high;
  if (!is_decimal_or_empty(c[GOVFIG_COLUMN_VALUE]))
    complain(e, "value", c[GOVFIG_COLUMN_VALUE]);
  if (!is_decimal_or_empty(c[GOVFIG_COLUMN_HIGH]))
    complain(e, "high", c[GOVFIG_COLUMN_HIGH]);
  if (c[GOVFIG_COLUMN_HIGH].len > 0 && !str_is(c[GOVFIG_COLUMN_BOUND], "range"))
    complain(e, "high without a range", c[GOVFIG_COLUMN_TEXT]);
  if (c[GOVFIG_COLUMN_HIGH].len > 0 && c[GOVFIG_COLUMN_VALUE].len > 0 &&
      decimal_parse(c[GOVFIG_COLUMN_VALUE].data, c[GOVFIG_COLUMN_VALUE].len, &value) &&
      decimal_parse(c[GOVFIG_COLUMN_HIGH].data, c[GOVFIG_COLUMN_HIGH].len, &high) &&
      decimal_compare(value, high) > 0)
    complain(e, "a range that runs down", c[GOVFIG_COLUMN_TEXT]);
  if (str_is(c[GOVFIG_COLUMN_CHANGE], "decrease") && c[GOVFIG_COLUMN_VALUE].len > 0 &&
      c[GOVFIG_COLUMN_VALUE].data[0] != '-' && !str_is(c[GOVFIG_COLUMN_VALUE], "0"))
    complain(e, "a decrease without a sign", c[GOVFIG_COLUMN_TEXT]);
}

static void check_words(struct extraction *e, const struct govfig_figure *f)
{
  const struct govfig_str *c = f->column;
  if (c[GOVFIG_COLUMN_KIND].len == 0)
    complain(e, "no kind", c[GOVFIG_COLUMN_TEXT]);
  if (!is_one_of(c[GOVFIG_COLUMN_BOUND], bounds))
    complain(e, "bound", c[GOVFIG_COLUMN_BOUND]);
  if (!is_one_of(c[GOVFIG_COLUMN_MEASURE], measures))
    complain(e, "measure", c[GOVFIG_COLUMN_MEASURE]);
  if (!is_one_of(c[GOVFIG_COLUMN_STATUS], statuses))
    complain(e, "status", c[GOVFIG_COLUMN_STATUS]);
  if (!is_one_of(c[GOVFIG_COLUMN_CHANGE], changes))
    complain(e, "change", c[GOVFIG_COLUMN_CHANGE]);
  if (!is_one_of(c[GOVFIG_COLUMN_BASIS], bases))
    complain(e, "basis", c[GOVFIG_COLUMN_BASIS]);
  if (c[GOVFIG_COLUMN_SENTENCE].len == 0)
    complain(e, "no sentence", c[GOVFIG_COLUMN_TEXT]);
  if (c[GOVFIG_COLUMN_RULE].len == 0)
    complain(e, "no rule", c[GOVFIG_COLUMN_TEXT]);
  for (size_t i = 0; i < GOVFIG_COLUMN_COUNT; i++)
    if (!is_well_formed(c[i].data, c[i].len))
      complain(e, govfig_column_name((enum govfig_column)i), c[i]);
}

static enum govfig_next take(const struct govfig_figure *f, void *ctx)
{
  struct extraction *e = ctx;
  e->n++;
  check_span(e, f);
  check_line(e, f);
  check_values(e, f);
  check_words(e, f);
  for (size_t i = 0; i < GOVFIG_COLUMN_COUNT; i++) {
    buf_add(&e->rows, f->column[i].data, f->column[i].len);
    buf_add_char(&e->rows, '\n');
  }
  return GOVFIG_CONTINUE;
}

static enum govfig_status feed_in_pieces(struct extraction *e, struct govfig_extractor *x,
                                         size_t piece)
{
  static const struct govfig_document document = {.id = {"document", 8}};
  enum govfig_status status = govfig_extractor_begin(x, &document, &e->err);
  for (size_t i = 0; i < e->len && status == GOVFIG_OK; i += piece) {
    size_t n = e->len - i < piece ? e->len - i : piece;
    char *exact = malloc(n); /* so that a sanitizer sees the piece's end */
    char *room = i / piece % 2 != 0 ? govfig_extractor_room(x, n) : exact; /* each way */
    if (exact == NULL || room == NULL)
      return GOVFIG_E_NOMEM;
    memcpy(room, e->text + i, n);
    status = govfig_extractor_feed(x, room, n, take, e, &e->err);
    free(exact);
  }
  if (status != GOVFIG_OK)
    return status;
  return govfig_extractor_end(x, take, e, &e->err);
}

void extraction_run(struct extraction *e, struct govfig_extractor *x, const char *text,
                    size_t len, size_t piece)
{
  *e = (struct extraction){.text = text, .len = len};
  e->status = feed_in_pieces(e, x, piece != 0 ? piece : len + 1);
  if (e->rows.failed)
    e->status = GOVFIG_E_NOMEM;
}

void extraction_done(struct extraction *e)
{
  buf_done(&e->rows);
}

int extraction_is_sound(const struct extraction *e)
{
  return e->wrong[0] == '\0' && (e->status == GOVFIG_OK || e->status == GOVFIG_E_RANGE);
}
