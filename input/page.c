/* page.c - lines of text out of the pieces of a page.  SPDX-License-Identifier: Apache-2.0 */
#include "input/page_parts.h"

/* A cell longer than this (bytes), or of more paragraphs, is a piece of layout. */
enum { CELL_BYTES_MAX = 600, CELL_LINES_MAX = 6 };

/* So many links in one paragraph, or paragraphs of links in a row, are navigation. */
enum { NAVIGATION_LINKS = 3 };

/* A date has so many digits, and at most three ideographs between them. */
enum { DATE_DIGITS_MIN = 4, DATE_DIGITS_MAX = 14, DATE_WORDS_MAX = 9 };

void page_init(struct page *p)
{
  *p = (struct page){0};
}

void page_done(struct page *p)
{
  buf_done(&p->out);
  buf_done(&p->line);
  buf_done(&p->held);
  buf_done(&p->cells);
  buf_done(&p->grid);
  for (int i = 0; i < PAGE_COLUMNS_MAX; i++)
    buf_done(&p->span[i].text);
}

void page_empty(struct page *p, struct buf *b)
{
  p->failed = p->failed || b->failed;
  buf_clear(b);
}

/* ---- running text ---- */

static bool is_blank(char c)
{
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static bool is_word(char c)
{
  return (unsigned char)c >= 0x80 || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static void weigh(struct page *p, char c)
{
  p->plain += is_word(c);
  p->digits += c >= '0' && c <= '9';
}

void page_mark(struct page *p)
{
  p->crossed = true;
}

/* The blanks that came before the character `next`. */
static void settle_blank(struct page *p, char next)
{
  struct buf *l = &p->line;
  if (p->blank != 0 && l->len != 0 && l->data[l->len - 1] != '\n') {
    bool glued = p->blank == 2 && !p->crossed &&
                 ((unsigned char)next >= 0x80 || (unsigned char)l->data[l->len - 1] >= 0x80);
    if (!glued)
      buf_add_char(l, ' ');
  }
  p->blank = 0;
  p->crossed = false;
}

void page_text(struct page *p, const char *text, size_t len)
{
  size_t i = 0;
  while (i < len) {
    for (; i < len && is_blank(text[i]); i++)
      if (p->blank < 2)
        p->blank = text[i] == '\n' ? 2 : 1;
    size_t start = i;
    for (; i < len && !is_blank(text[i]); i++)
      if (!p->in_link)
        weigh(p, text[i]);
    if (i > start) {
      settle_blank(p, text[start]); /* forgets the marks before it, too */
      buf_add(&p->line, text + start, i - start);
    }
  }
}

void page_link(struct page *p, bool begins)
{
  p->links += begins && !p->in_link;
  p->in_link = begins;
}

/* ---- paragraphs ---- */

static void put_line(struct page *p, const char *text, size_t len)
{
  buf_add(&p->out, text, len);
  buf_add_char(&p->out, '\n');
}

static void release_links(struct page *p)
{
  if (p->n_held < NAVIGATION_LINKS)
    buf_add(&p->out, p->held.data, p->held.len);
  page_empty(p, &p->held);
  p->n_held = 0;
}

/* Everything that waits comes before what is put next. */
static void release_held(struct page *p)
{
  page_put_grid(p);
  release_links(p);
}

static void clear_line(struct page *p)
{
  page_empty(p, &p->line);
  p->blank = 0;
  p->crossed = false;
  p->links = 0;
  p->plain = p->digits = 0;
}

/* Links, and a date at most. */
static bool is_navigation(const struct page *p)
{
  bool date = p->digits >= DATE_DIGITS_MIN && p->digits <= DATE_DIGITS_MAX;
  return p->links != 0 && (p->plain == 0 || (date && p->plain <= DATE_WORDS_MAX));
}

static void end_paragraph(struct page *p)
{
  bool navigation = is_navigation(p);
  if (p->line.len != 0 && navigation && p->links < NAVIGATION_LINKS) {
    buf_add(&p->held, p->line.data, p->line.len);
    buf_add_char(&p->held, '\n');
    p->n_held++;
  } else if (p->line.len != 0 && navigation) {
    p->n_held += p->links;
  } else if (p->line.len != 0) {
    release_held(p);
    put_line(p, p->line.data, p->line.len);
  }
  clear_line(p);
}

static bool in_tight_cell(const struct page *p)
{
  return p->in_cell && !p->loose;
}

void page_break(struct page *p)
{
  if (!in_tight_cell(p)) {
    end_paragraph(p);
    return;
  }
  p->blank = 0;
  if (p->line.len != 0 && p->line.data[p->line.len - 1] != '\n')
    buf_add_char(&p->line, '\n');
}

/* ---- rows ---- */

/* The paragraphs of a cell, each on its own line. */
static void put_paragraphs(struct page *p, const char *text, size_t len)
{
  release_held(p);
  while (len != 0) {
    const char *stop = memchr(text, '\n', len);
    size_t n = stop != NULL ? (size_t)(stop - text) : len;
    if (n != 0)
      put_line(p, text, n);
    n += stop != NULL;
    text += n;
    len -= n;
  }
}

/* From now on the row is layout: what was held of it is paragraphs. */
static void loosen(struct page *p)
{
  if (p->loose)
    return;
  p->loose = true;
  for (unsigned i = 0; i < p->n_cells; i++)
    put_paragraphs(p, p->cells.data + p->cell[i].start, p->cell[i].len);
  p->n_cells = 0;
  page_empty(p, &p->cells);
  if (p->line.len != 0)
    put_paragraphs(p, p->line.data, p->line.len);
  clear_line(p);
}

static bool is_layout(const struct page *p)
{
  for (unsigned i = 0; i < p->n_cells; i++) {
    size_t lines = 0;
    for (size_t k = 0; k < p->cell[i].len; k++)
      lines += p->cells.data[p->cell[i].start + k] == '\n';
    if (p->cell[i].len > CELL_BYTES_MAX || lines > CELL_LINES_MAX)
      return true;
  }
  return p->n_cells <= 1;
}

static void put_row(struct page *p)
{
  release_links(p);
  page_put_row(p);
}

static void end_row(struct page *p)
{
  if (p->in_cell)
    page_cell(p, false, 1, 1);
  if (!p->loose && p->n_cells != 0) {
    bool spanned = false;
    for (unsigned i = 0; i < PAGE_COLUMNS_MAX; i++)
      spanned = spanned || p->span[i].rows_left != 0;
    if (is_layout(p) && !spanned)
      loosen(p);
    else
      put_row(p);
  }
  p->in_row = p->loose = false;
  p->n_cells = 0;
  page_empty(p, &p->cells);
}

void page_row(struct page *p, bool begins)
{
  if (p->tables == 0) {
    page_break(p);
    return;
  }
  if (p->in_row)
    end_row(p);
  end_paragraph(p);
  p->in_row = begins;
  p->row += begins;
}

void page_cell(struct page *p, bool begins, unsigned columns, unsigned rows)
{
  if (p->in_cell && !p->loose) {
    while (p->line.len != 0 && p->line.data[p->line.len - 1] == '\n')
      p->line.len--;
    if (p->n_cells == PAGE_COLUMNS_MAX) {
      loosen(p);
    } else {
      p->cell[p->n_cells] = (struct page_cell){p->cells.len, p->line.len, p->columns, p->rows,
                                                p->above};
      p->n_cells += buf_add(&p->cells, p->line.data, p->line.len);
    }
    clear_line(p);
  } else {
    end_paragraph(p);
  }
  p->in_cell = begins && p->in_row;
  p->above = false;
  p->columns = columns == 0 ? 1 : columns > PAGE_COLUMNS_MAX ? PAGE_COLUMNS_MAX : columns;
  p->rows = rows == 0 ? 1 : rows > PAGE_SPAN_MAX ? PAGE_SPAN_MAX : rows;
}

static void forget_spans(struct page *p)
{
  for (int i = 0; i < PAGE_COLUMNS_MAX; i++)
    p->span[i].rows_left = 0;
  p->row = 0;
}

void page_table(struct page *p, bool begins)
{
  if (begins && p->in_row)
    loosen(p); /* a table in a cell: the outer one is layout */
  else if (p->in_row)
    end_row(p);
  end_paragraph(p);
  page_put_grid(p);
  p->in_cell = p->in_row = p->loose = false;
  forget_spans(p);
  if (begins)
    p->tables++;
  else if (p->tables != 0)
    p->tables--;
}

bool page_finish(struct page *p)
{
  if (p->in_row)
    end_row(p);
  end_paragraph(p);
  release_held(p);
  bool good = !p->failed && !p->out.failed && !p->line.failed && !p->held.failed &&
              !p->cells.failed && !p->grid.failed;
  for (int i = 0; i < PAGE_COLUMNS_MAX; i++)
    good = good && !p->span[i].text.failed;
  return good;
}
