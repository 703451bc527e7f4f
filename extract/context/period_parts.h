/* period_parts.h - what the files of the attribution of periods share.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_PERIOD_PARTS_H
#define GOVFIG_EXTRACT_PERIOD_PARTS_H

#include "extract/context/period.h"
#include "extract/context/time_parts.h"

/* A period in force and the words that put it there. */
struct force {
  struct period period;
  struct span words;
};

/* How long the mark in force holds. */
enum hold {
  HOLD_NONE,   /* until another one takes over */
  HOLD_UNUSED, /* to the end of its clause, unless a figure there takes it */
  HOLD_CLAUSE, /* to the end of its clause */
  HOLD_SENTENCE
};

/* A walk through the marks and figures of a chunk, in order. */
struct walk {
  const struct times *x;
  struct period_state *state;
  const struct given *given;
  struct chunk *c;
  const struct mark *marks, *marks_end; /* words, from the current position on */
  uint32_t mark;      /* next time mark */
  uint32_t line, sentence;
  uint32_t paragraph; /* of that sentence */
  bool untold;        /* the sentence has had no time and no figure yet */
  struct force section;  /* words of state->section, where they are in this chunk */
  struct force head;     /* of the paragraph, by its first sentence */
  struct force current;  /* by the last mark that counts */
  struct force before;   /* what `current` gives way to where it does not hold */
  enum hold hold;
  uint32_t hold_end;
  struct force caption;  /* of the table that is being read */
  struct force once;     /* of the next figure alone: "from last year's 2.5" */
  struct force from;     /* where the pair "from ... to ..." before began */
  uint32_t once_end;     /* where the mark behind `once` ends */
};

/* Completes what a mark means by what is in force. */
struct period period_resolve(const struct walk *w, const struct time_mark *m);

/* Puts the article of line `line` in force. */
void period_article(struct walk *w, const struct article *a);

/* The title tells `p`. */
void period_title(struct walk *w, const struct period *p);

#endif
