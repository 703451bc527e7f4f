/* period.h - when: the period that each figure covers.  SPDX-License-Identifier: Apache-2.0

   Takes the figures and time marks of a chunk, gives every figure the period that
   a reader would see: the expression of time in its clause, else the one that its
   sentence, paragraph or section has put in force, else what title and day of the
   article tell.  Never looks at a clock.  Remembers what a section and an article
   have put in force, from chunk to chunk. */
#ifndef GOVFIG_EXTRACT_PERIOD_H
#define GOVFIG_EXTRACT_PERIOD_H

#include "extract/context/calendar.h"
#include "extract/context/time.h"

/* What is in force where a chunk ends. */
struct period_state {
  uint32_t article;       /* number of the article; 0 before the first */
  struct day reference;   /* its day, as far as it is known */
  struct period usual;    /* of figures without a word of time */
  struct period apart;    /* the same, apart from what headline and first figures have told */
  struct period aim;      /* of its aims; unknown where they are like the others */
  struct period section;  /* put in force by a heading or the head of a paragraph */
  uint8_t section_level;  /* of that heading; headings of it and above end the section */
  int16_t told;           /* the last year that its text has told, or 0 */
  uint8_t paragraphs;     /* of it that have begun */
  uint8_t led;            /* figures seen until one has told a time */
  bool printed;           /* `usual` is but the year of printing, or the only one */
  bool looked_back;       /* over decades */
  bool ahead;             /* it has turned to its aims */
  bool report;            /* it looks back on the year before the one in its title */
};

void period_state_init(struct period_state *state);

/* Completes chunk->times and sets period and period_words of all found figures
   whose period is not known; wants lines, sentences, articles, marks, times and the
   figures' measure, change and status.  False without memory. */
bool periods_attribute(const struct times *x, struct period_state *state,
                       const struct given *given, struct chunk *chunk);

#endif
