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

/* How long a mark rules. */
enum hold {
  HOLD_NONE,    /* until another one takes over */
  HOLD_UNUSED,  /* to the end of its clause, unless a figure there takes it */
  HOLD_CLAUSE,  /* to the end of its clause */
  HOLD_SENTENCE /* to the end of its sentence */
};

/* A walk through the marks and figures of a chunk, in order. */
struct walk {
  const struct times *x;
  struct period_state *state;
  const struct given *given;
  struct chunk *c;
  const struct mark *marks; /* words of time */
  uint32_t mark;      /* next time mark */
  uint32_t retold;    /* the first one that `looked_back` does not know yet */
  uint32_t feast;     /* the next one that is a feast, or n_times */
  bool thorough;      /* cells take times from running text */
  uint32_t line, sentence;
  uint32_t next;      /* where another line or sentence begins; before it nothing changes */
  uint32_t paragraph; /* of that sentence */
  bool untold;        /* the sentence has had no time and no figure yet */
  struct force section;  /* words of state->section, where they are in this chunk */
  struct force head;     /* of the paragraph, by its first sentence */
  struct force current;  /* by the last mark that counts */
  struct force outside;  /* what `current` gives way to where its clause ends ... */
  struct force before;   /* ... and where its sentence ends */
  enum hold hold;        /* of the clause: HOLD_NONE, HOLD_UNUSED or HOLD_CLAUSE */
  bool for_sentence;     /* `current` (or `outside`) holds for the sentence alone */
  uint32_t hold_end;
  struct force caption;  /* of the table that is being read */
  struct force once;     /* of the next figure alone: "from last year's 2.5" */
  struct force from, to; /* the pair "from ... to ..." before */
  uint32_t once_end;     /* where the mark behind `once` ends */
};

static inline enum time_role period_role(const struct walk *w, uint32_t i)
{
  return (enum time_role)w->x->role[w->c->text.u[i]];
}

/* The role of what stands in front of `at`, but for a blank that sets a number off. */
static inline enum time_role period_role_before(const struct walk *w, uint32_t at)
{
  enum time_role role = at > 0 ? period_role(w, at - 1) : ROLE_STOP;
  return role == ROLE_BLANK && at > 1 ? period_role(w, at - 2) : role;
}

/* Where the first mark that ends a clause stands in [from, to); `to` for none. */
static inline uint32_t period_stop(const struct walk *w, uint32_t from, uint32_t to)
{
  uint32_t i = units_next(&w->c->text, from, to, UNIT_CLAUSE);
  while (i < to && period_role(w, i) != ROLE_STOP)
    i = units_next(&w->c->text, i + 1, to, UNIT_CLAUSE);
  return i;
}

/* Behind the last of them, or `from`. */
static inline uint32_t period_clause(const struct walk *w, uint32_t from, uint32_t to)
{
  uint32_t i = units_last(&w->c->text, from, to, UNIT_CLAUSE);
  while (i > from && period_role(w, i - 1) != ROLE_STOP)
    i = units_last(&w->c->text, from, i - 1, UNIT_CLAUSE);
  return i;
}

static inline enum line_kind period_line(const struct walk *w)
{
  return w->line < w->c->n_lines ? (enum line_kind)w->c->lines[w->line].kind : LINE_TEXT;
}

/* Where the current sentence begins. */
static inline uint32_t period_sentence(const struct walk *w)
{
  return w->sentence < w->c->n_sentences ? w->c->sentences[w->sentence].start : 0;
}

/* Longer than a month? */
static inline bool period_long(const struct period *p)
{
  return p->first.year != p->last.year || p->first.month != p->last.month;
}

/* Enters the line, article, sentence and paragraph of unit `at`, which is not in front
   of the given sentence. */
void period_enter(struct walk *w, uint32_t at, uint32_t sentence);

/* What rules a clause alone gives way, at once or where the clause ends before `at`. */
void period_end_clause(struct walk *w);
void period_release(struct walk *w, uint32_t at);

/* Does the name, behind its year, end as those of what is published on a year? */
bool period_of_record(const struct walk *w, struct span name);

/* Level of a heading, or of the one above a line, those with a number below the others; 0
   for none. */
uint8_t period_heading_level(const struct walk *w, uint32_t line);

/* Moves to unit `at`, which is not in front of the given sentence. */
static inline void period_move(struct walk *w, uint32_t at, uint32_t sentence)
{
  if (at >= w->next)
    period_enter(w, at, sentence);
  if (w->hold != HOLD_NONE)
    period_release(w, at);
}

/* A figure has taken the time inside its clause: it holds on. */
void period_keep(struct walk *w);

/* Lets the marks in front of unit `end` take force where they stand.  `sentence` is
   that of the next figure: what rules no further than a paragraph or an article without
   one need not be known. */
void period_take_marks(struct walk *w, uint32_t end, uint32_t sentence);

/* Does a time begin a few units behind the figure, the next one? */
static inline bool period_follows(const struct walk *w, const struct found *f)
{
  enum { FAR = 16 };
  return w->mark < w->c->n_times && w->c->times[w->mark].span.start > f->span.end &&
         w->c->times[w->mark].span.start - f->span.end <= FAR;
}

/* The time behind a figure in its clause, "3 teams left on 10 November"; false
   where there is none. */
bool period_behind(struct walk *w, const struct found *f, struct force *out);

/* ---- period_hold.c ---- */

/* Where the first word of `use`, which tells what times are for, begins in [from, to), at
   most 64 units; `to` for none.  `tells`: a bit for each unit at which such words begin. */
uint32_t period_word_of(const struct walk *w, uint32_t from, uint64_t tells, uint32_t to,
                        enum time_use use);

static inline uint32_t period_word(const struct walk *w, uint32_t from, uint32_t to,
                                   enum time_use use)
{
  const struct time_block *b = &w->c->time_blocks[from / 64];
  uint64_t tells = b[0].tells >> from % 64 | b[1].tells << 1 << (63 - from % 64);
  tells &= to > from ? ~UINT64_C(0) >> (64 - (to - from)) : 0;
  return tells != 0 ? period_word_of(w, from, tells, to, use) : to;
}

/* The bits of a class of the units in front of `at`, the last of which has the highest; at
   most `n` of them, and no more than 64. */
uint64_t period_signs(const struct units *t, uint32_t at, uint32_t n, enum unit_class class);

/* Does a clause (or the sentence) begin at `at`, a short word apart? */
bool period_begins_clause(const struct walk *w, uint32_t at);

/* Does it name a year that months without one are hardly of: "by 2030"? */
bool period_far_ahead(const struct walk *w, const struct time_mark *m);

/* How long a mark of running text rules: one that opens the sentence or a clause of it
   until another takes over, others less long.  `earlier`: it names the year before the
   one in force. */
enum hold period_hold_of(const struct walk *w, const struct time_mark *m, bool earlier);

/* ---- what is in force ---- */

/* What a mark means by what is in force. */
struct period period_resolve(const struct walk *w, const struct time_mark *m);

/* Puts an article in force. */
void period_article(struct walk *w, const struct article *a);

/* The title tells `p`; that of a record tells it of all sections. */
void period_title(struct walk *w, const struct period *p, bool record);

/* Is the article of a day on which the year before is the one spoken of? */
bool period_early(const struct period_state *st);

#endif
