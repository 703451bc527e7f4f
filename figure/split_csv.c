/* split_csv.c - rows of CSV.  SPDX-License-Identifier: Apache-2.0

   A row without any quote is split here in one pass, its cells pointing into
   the input.  A row with a quote goes to libcsv (strict mode), which is fed
   line by line until it says that the row has ended.  libcsv's habits are
   taken care of: no trimming of blanks (its space function knows none), no
   skipping of empty lines (they never reach it as rows), a lone carriage
   return is an error, its cells are copied because it reuses its buffer. */
#include "figure/split.h"

#include "base/error.h"
#include "figure/word.h"

/* The next byte that means something in a bare row: , " LF CR, or `end`. */
static inline const char *next_special(const char *p, const char *end)
{
  while (end - p >= WORD_BYTES) {
    uint64_t w = word_load(p);
    uint64_t mask = word_has(w, ',') | word_has(w, '\n') | word_has(w, '"') | word_has(w, '\r');
    if (mask != 0) {
      p += word_first(mask);
      break;
    }
    p += WORD_BYTES;
  }
  while (p < end && *p != ',' && *p != '\n' && *p != '"' && *p != '\r')
    p++;
  return p;
}

enum bare { BARE_ROW, BARE_OPEN, BARE_QUOTE, BARE_RETURN, BARE_TOO_WIDE };

/* Splits the row at `p`.  BARE_ROW: *stop is behind its line feed; BARE_OPEN:
   the input ended first; the others: *stop is at the byte that says so. */
static enum bare split_bare(struct split *s, const char *p, const char *end, const char **stop)
{
  const char *cell = p;
  s->n = 0;
  for (;;) {
    p = next_special(p, end);
    *stop = p;
    if (p == end)
      return BARE_OPEN;
    if (*p == '"')
      return BARE_QUOTE;
    if (*p == '\r') {
      if (p + 1 < end && p[1] != '\n')
        return BARE_RETURN;
      if (p + 1 == end)
        return BARE_OPEN;
    }
    if (s->n == SPLIT_CELLS_MAX)
      return BARE_TOO_WIDE;
    s->cell[s->n++] = (struct govfig_str){cell, (size_t)(p - cell)};
    if (*p != ',') {
      s->raw_len = (size_t)(p - s->raw);
      *stop = *p == '\r' ? p + 2 : p + 1;
      return BARE_ROW;
    }
    cell = ++p;
  }
}

/* --- rows with quotes ----------------------------------------------------- */


/* A cell's data is an offset into scratch until the row is complete. */
static void on_cell(void *data, size_t len, void *ctx)
{
  struct split *s = ctx;
  if (s->csv_row_done) {
    s->csv_stray = true;
    return;
  }
  if (s->n >= SPLIT_CELLS_MAX)
    s->csv_wide = true;
  else if (buf_add(&s->scratch, data, len))
    s->cell[s->n++] = (struct govfig_str){NULL, len};
  else
    s->failed = true;
}

static void on_row(int c, void *ctx)
{
  struct split *s = ctx;
  (void)c;
  s->csv_row_done = true;
}

static void point_cells(struct split *s)
{
  const char *p = s->scratch.data;
  for (size_t i = 0; i < s->n; i++) {
    s->cell[i].data = p;
    p = p != NULL ? p + s->cell[i].len : NULL;
  }
}

static enum govfig_status csv_damage(struct split *s, size_t at, struct govfig_error *err)
{
  s->raw = s->held.data;
  s->raw_len = s->held.len;
  if (csv_error(&s->csv) == CSV_ENOMEM || s->failed)
    return error_nomem(err);
  return split_error(s, GOVFIG_E_FORMAT, at, err,
                     "a quote in the wrong place (RFC 4180 doubles it inside quotes)");
}

static enum govfig_status wide(struct split *s, struct govfig_error *err)
{
  return error_set(err, GOVFIG_E_FORMAT, NULL, s->line, 0, "a row of more than %d cells",
                   SPLIT_CELLS_MAX);
}

static enum govfig_status end_csv_row(struct split *s, split_row_fn *row, void *ctx,
                                      struct govfig_error *err)
{
  size_t lines = 0;
  s->in_csv = false;
  if (s->failed)
    return error_nomem(err);
  if (s->csv_wide)
    return wide(s, err);
  s->raw = s->held.data;
  s->raw_len = s->held.len;
  for (size_t i = 0; i < s->raw_len; i++)
    lines += s->raw[i] == '\n';
  while (s->raw_len > 0 && (s->raw[s->raw_len - 1] == '\n' || s->raw[s->raw_len - 1] == '\r'))
    s->raw_len--;
  point_cells(s);
  enum govfig_status status = split_emit(s, row, ctx, err);
  s->lines += lines;
  s->line = s->lines + 1;
  buf_clear(&s->held);
  return status;
}

/* Feeds libcsv what is held and it has not seen: whole lines, so that it never
   takes the first half of CR LF for the end of a row. */
static enum govfig_status feed_csv(struct split *s, split_row_fn *row, void *ctx,
                                   struct govfig_error *err)
{
  size_t from = s->csv_fed, len = s->held.len - from;
  s->csv_fed = s->held.len;
  size_t used = csv_parse(&s->csv, s->held.data + from, len, on_cell, on_row, s);
  if (used < len)
    return csv_damage(s, from + used, err);
  if (s->csv_stray) {
    s->raw = s->held.data;
    s->raw_len = s->held.len;
    return split_error(s, GOVFIG_E_FORMAT, 0, err, "a carriage return without line feed");
  }
  return s->csv_row_done ? end_csv_row(s, row, ctx, err) : GOVFIG_OK;
}

static void start_csv(struct split *s)
{
  s->in_csv = true;
  s->csv_row_done = s->csv_stray = s->csv_wide = s->failed = false;
  s->csv_fed = s->n = 0;
  buf_clear(&s->scratch);
}

/* Takes bytes up to the end of the line at `p`; *stop is behind them. */
static enum govfig_status quoted_line(struct split *s, const char *p, const char *end,
                                      const char **stop, split_row_fn *row, void *ctx,
                                      struct govfig_error *err)
{
  const char *feed = memchr(p, '\n', (size_t)(end - p));
  *stop = feed != NULL ? feed + 1 : end;
  enum govfig_status status = split_hold(s, p, (size_t)(*stop - p), err);
  if (status != GOVFIG_OK)
    return status;
  if (!s->in_csv) /* what was held as a bare row is libcsv's now */
    start_csv(s);
  return feed != NULL ? feed_csv(s, row, ctx, err) : GOVFIG_OK;
}

/* --- the two together ----------------------------------------------------- */

static enum govfig_status bare_row(struct split *s, split_row_fn *row, void *ctx,
                                   struct govfig_error *err)
{
  enum govfig_status status = split_emit(s, row, ctx, err);
  s->lines++;
  s->line = s->lines + 1;
  return status;
}

static enum govfig_status bare_damage(struct split *s, enum bare what, const char *at,
                                      struct govfig_error *err)
{
  if (what == BARE_TOO_WIDE)
    return wide(s, err);
  s->raw_len = (size_t)(at - s->raw);
  return split_error(s, GOVFIG_E_FORMAT, s->raw_len, err, "a carriage return without line feed");
}

/* One bare row, or the start of one with quotes, at *p; moves *p on. */
static enum govfig_status take_row(struct split *s, const char **p, const char *end,
                                   split_row_fn *row, void *ctx, struct govfig_error *err)
{
  const char *stop;
  s->raw = *p;
  enum bare what = split_bare(s, *p, end, &stop);
  if (what == BARE_QUOTE)
    return quoted_line(s, *p, end, p, row, ctx, err);
  if (what == BARE_RETURN || what == BARE_TOO_WIDE)
    return bare_damage(s, what, stop, err);
  if (what == BARE_ROW) {
    *p = stop;
    return bare_row(s, row, ctx, err);
  }
  const char *from = *p;
  *p = end;
  return split_hold(s, from, (size_t)(end - from), err);
}

/* A quote comes up at `quote` in a row whose beginning is held.  A return in
   front of it is damage, as it is where the row came in one piece. */
static enum govfig_status quote_in_held(struct split *s, const char **p, const char *quote,
                                        const char *end, split_row_fn *row, void *ctx,
                                        struct govfig_error *err)
{
  if (memchr(s->held.data, '\r', s->held.len) == NULL &&
      memchr(*p, '\r', (size_t)(quote - *p)) == NULL)
    return quoted_line(s, *p, end, p, row, ctx, err);
  enum govfig_status status = split_hold(s, *p, (size_t)(quote - *p), err);
  if (status != GOVFIG_OK)
    return status;
  s->raw = s->held.data;
  return bare_damage(s, BARE_RETURN, memchr(s->held.data, '\r', s->held.len), err);
}

/* Goes on with a bare row whose beginning is held: takes the rest of its line,
   and splits again once that is complete. */
static enum govfig_status continue_bare(struct split *s, const char **p, const char *end,
                                        split_row_fn *row, void *ctx, struct govfig_error *err)
{
  const char *feed = memchr(*p, '\n', (size_t)(end - *p));
  const char *upto = feed != NULL ? feed + 1 : end, *from = *p, *stop;
  const char *quote = memchr(from, '"', (size_t)(upto - from));
  if (quote != NULL)
    return quote_in_held(s, p, quote, end, row, ctx, err);
  enum govfig_status status = split_hold(s, from, (size_t)(upto - from), err);
  *p = upto;
  if (status != GOVFIG_OK || feed == NULL)
    return status;
  s->raw = s->held.data;
  enum bare what = split_bare(s, s->held.data, s->held.data + s->held.len, &stop);
  if (what != BARE_ROW)
    return bare_damage(s, what, stop, err);
  status = bare_row(s, row, ctx, err);
  buf_clear(&s->held);
  return status;
}

static enum govfig_status csv_feed(struct split *s, const char *bytes, size_t len,
                                   split_row_fn *row, void *ctx, struct govfig_error *err)
{
  const char *p = bytes, *end = bytes + len;
  enum govfig_status status = GOVFIG_OK;
  while (p < end && status == GOVFIG_OK) {
    if (s->in_csv)
      status = quoted_line(s, p, end, &p, row, ctx, err);
    else if (s->held.len > 0)
      status = continue_bare(s, &p, end, row, ctx, err);
    else
      status = take_row(s, &p, end, row, ctx, err);
  }
  return status;
}

static enum govfig_status csv_finish(struct split *s, split_row_fn *row, void *ctx,
                                     struct govfig_error *err)
{
  if (!s->in_csv)
    return s->held.len > 0 ? csv_feed(s, "\n", 1, row, ctx, err) : GOVFIG_OK;
  enum govfig_status status = feed_csv(s, row, ctx, err);
  if (status != GOVFIG_OK || !s->in_csv)
    return status;
  if (csv_fini(&s->csv, on_cell, on_row, s) != 0) {
    s->raw = s->held.data;
    s->raw_len = s->held.len;
    return csv_error(&s->csv) == CSV_ENOMEM
               ? error_nomem(err)
               : split_error(s, GOVFIG_E_FORMAT, split_csv_offset(s, s->n), err,
                             "a quote that is opened here is never closed");
  }
  return s->csv_row_done ? end_csv_row(s, row, ctx, err) : GOVFIG_OK;
}

size_t split_csv_offset(const struct split *s, size_t index)
{
  bool quoted = false;
  size_t i = 0;
  for (; i < s->raw_len && index > 0; i++) {
    if (s->raw[i] == '"')
      quoted = !quoted;
    index -= s->raw[i] == ',' && !quoted;
  }
  return i;
}

const struct split_format split_csv = {"csv", true, csv_feed, csv_finish};
