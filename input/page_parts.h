/* page_parts.h - what page.c and page_grid.c share.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_INPUT_PAGE_PARTS_H
#define GOVFIG_INPUT_PAGE_PARTS_H

#include "input/page.h"

/* Empties a buffer; a failure of it is remembered. */
void page_empty(struct page *p, struct buf *b);

/* The cells of the row at hand into the grid. */
void page_put_row(struct page *p);

/* The grid into the text, without the columns that hold nothing of their own. */
void page_put_grid(struct page *p);

#endif
