/* page.h - lines of text out of the pieces of a page.  SPDX-License-Identifier: Apache-2.0

   Takes what a reader of HTML or Word meets in order (text, breaks, tables,
   rows, cells); gives plain text: a paragraph a line, a table row a line with
   TABs between its cells.  Tables that only lay out the page (others inside,
   long texts in cells) become paragraphs; runs of links are navigation and left
   out.  Remembers a row, and labels that span several. */
#ifndef GOVFIG_INPUT_PAGE_H
#define GOVFIG_INPUT_PAGE_H

#include <stdbool.h>
#include <stdint.h>

#include <govfig/str.h>

#include "base/buf.h"

enum { PAGE_COLUMNS_MAX = 64, PAGE_SPAN_MAX = 1000 };

struct page_cell {
  size_t start, len; /* in cells */
  unsigned columns, rows;
  bool above; /* it goes on with the cell above (Word's vertical merge) */
};

struct page {
  bool failed; /* for lack of memory, in any of the buffers */
  struct buf out;
  struct buf line; /* the paragraph or cell at hand */
  int blank;       /* blanks wait for the next character: 1, or 2 with a line feed among them */
  bool crossed;    /* and a mark of the page stands among them */
  /* links: what decides that a paragraph is navigation */
  bool in_link;
  unsigned links;
  size_t plain, digits; /* bytes of words and digits outside links */
  struct buf held;
  unsigned n_held;
  /* the innermost table; its rows wait until it ends, as only then it shows which
     columns hold nothing of their own */
  size_t repeated; /* bytes of labels that merged cells repeat, in the whole page */
  struct buf grid; /* cells apart by TABs; one that only repeats a label begins with 01 */
  unsigned tables; /* how many are open */
  bool in_row, in_cell, loose; /* loose: this row only lays out the page */
  unsigned row;
  struct buf cells;
  struct page_cell cell[PAGE_COLUMNS_MAX];
  unsigned n_cells;
  unsigned columns, rows; /* of the cell at hand, as is */
  bool above;
  struct page_span {
    struct buf text; /* the last label of the column */
    unsigned rows_left;
  } span[PAGE_COLUMNS_MAX];
};

void page_init(struct page *p);
void page_done(struct page *p);

/* Text as it stands in the source: runs of blanks count as one, and as none
   where a line was broken beside a Chinese character. */
void page_text(struct page *p, const char *text, size_t len);

/* A mark that does not end the paragraph: blanks beside it keep words apart. */
void page_mark(struct page *p);

void page_link(struct page *p, bool begins);

/* A paragraph ends here. */
void page_break(struct page *p);

void page_table(struct page *p, bool begins);
void page_row(struct page *p, bool begins);
void page_cell(struct page *p, bool begins, unsigned columns, unsigned rows);

/* Ends the page; false when memory ran out on the way. */
bool page_finish(struct page *p);

#endif
