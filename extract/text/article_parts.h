/* article_parts.h - what the files of the division into articles share.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_ARTICLE_PARTS_H
#define GOVFIG_EXTRACT_ARTICLE_PARTS_H

#include "extract/text/dateline.h"

enum { TITLE_LINES_MAX = 4 };

/* The articles of a chunk under construction. */
struct writer {
  struct splitter *s;
  struct article *items;
  uint32_t n, room;
  bool body;           /* the current article has running text */
  bool speech;         /* a line behind its headline said when it was held */
  bool closed;         /* a wire's mark has ended the current article, or the page */
  bool ok;             /* memory has lasted */
  uint32_t signed_day; /* line of the day under a signature, NO_LINE none */
  uint32_t n_block;    /* the headline block: lines that may be a title */
  uint32_t block[16];  /* its last lines */
};

/* The current article. */
static inline struct article *article_now(struct writer *w)
{
  return &w->items[w->n - 1];
}

/* ---- article_state.c ---- */

/* Takes up the article that goes on from the chunk before; false without memory. */
bool article_resume(struct writer *w);

/* Hands the articles to the chunk, and the last one to the state. */
void article_finish(struct writer *w);

/* Opens an article at unit `start`, with what the document says of all. */
void article_open(struct writer *w, uint32_t start);

/* Takes over what a line says, where it is better than what is known. */
void article_apply(struct writer *w, const struct origin *o);

/* ---- article_head.c ---- */

/* Adds line `i` to the headline block. */
void article_block_add(struct writer *w, uint32_t i);

/* The lines of the block from its k-th on become the title of the current
   article. */
void article_take_title(struct writer *w, uint32_t k, uint32_t n);

/* The block heads an article: opens one, unless the current one has no text
   yet, and gives it the title. */
void article_headed(struct writer *w);

/* Running text, line `line`, follows the block: what remains of it is headings,
   or a list. */
void article_settle(struct writer *w, uint32_t line);

/* Likewise; most lines follow no block. */
static inline void article_unheaded(struct writer *w, uint32_t line)
{
  if (w->n_block > 0 || w->n == 0)
    article_settle(w, line);
}

#endif
