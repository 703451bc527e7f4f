/* indicator_trim.h - words off both ends of a phrase.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_INDICATOR_TRIM_H
#define GOVFIG_EXTRACT_INDICATOR_TRIM_H

#include "extract/context/indicator_parts.h"

enum { OPEN_QUOTE = 0x201C, CLOSE_QUOTE = 0x201D, OPEN_TITLE = 0x300A, CLOSE_TITLE = 0x300B };

/* Of what trim_off_start passes over beside words. */
enum { TRAITS_FRONT = TRAIT_JUNK | TRAIT_ROUND | TRAIT_QUOTE };

/* The work on one phrase: tokens first ... last-1 of the window lie within. */
struct trim {
  const struct reader *r;
  const struct window *w;
  struct phrase *p; /* written where it is wanted, as it is too big to be handed over */
  uint32_t first, last;
  bool wide;    /* places go too: the figure is a rank or a gap */
  bool nominal; /* it ends in "those that rose" */
  bool changed; /* a word of change was taken off */
};

/* The work on all of a window. */
static inline struct trim trim_window(const struct reader *r, const struct window *w,
                                      struct phrase *p)
{
  *p = (struct phrase){.start = w->start, .end = w->end};
  return (struct trim){.r = r, .w = w, .p = p, .last = w->n};
}

/* Takes verbs, adverbs, times and, if wide, places off the end; connecting
   words, places and times off the front. */
void trim_off_end(struct trim *t);
void trim_off_start(struct trim *t);

/* Ends or begins the phrase at `at`. */
void trim_end_at(struct trim *t, uint32_t at);
void trim_begin_at(struct trim *t, uint32_t at);

/* Ends the phrase where a comparison begins; where its list is dealt out; where an old
   level is told that leads, behind the figure, to a new one; where a verb of rank stands. */
void trim_comparison(struct trim *t, uint32_t words);
void trim_each(struct trim *t);
void trim_from(struct trim *t, uint32_t behind);
void trim_rank(struct trim *t);

/* Begins it behind a mark that opens a quotation that ends behind the figure. */
void trim_quoted(struct trim *t);

/* Begins the phrase behind the last word that parts it; where it is longer than
   TRIM_LONG, at a verb or behind members of a list. */
enum { TRIM_LONG = 16 };
void trim_inner(struct trim *t);
void trim_long(struct trim *t);

/* The phrase's last token, if it has one of the uses and begins at `at`. */
const struct token *trim_lone(const struct trim *t, uint32_t at, uint32_t uses);

/* The opening mark of the pair (parentheses, quotes) that ends at `i`; `i` itself when
   it is not within `floor` ... i. */
uint32_t pair_opening(const struct reader *r, uint32_t floor, uint32_t i);
/* Behind the parenthesis that opens at `i`; `i` itself when it does not close. */
uint32_t pair_closing(const struct reader *r, uint32_t i, uint32_t end);

#endif
