/* indicator_thread.h - what holds on from figure to figure.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_INDICATOR_THREAD_H
#define GOVFIG_EXTRACT_INDICATOR_THREAD_H

#include "extract/context/indicator_parts.h"

enum { MEMBERS_MAX = 24 };
#define NO_FIGURE UINT32_MAX

/* Within a paragraph. */
struct thread {
  uint32_t sentence, paragraph;
  uint32_t last;        /* figure whose indicator holds on, NO_FIGURE for none */
  struct phrase phrase; /* of `last`, where it stands in front of it; else empty */
  bool bare;            /* that phrase is a verb alone */
  bool parentheses;     /* the sentence may have some */
  uint32_t depth;       /* of them */
  uint32_t outer;       /* `last` outside them */
  uint32_t behind;      /* end of the sentence's last figure outside them, or its start */
  struct phrase members[MEMBERS_MAX]; /* of the list that was dealt out last */
  uint32_t n_members;
  struct span head;     /* what they share, see phrase_shared_head */
};

struct work {
  struct reader r;
  struct thread t;
};

static inline struct found *thread_figure(struct work *w, uint32_t i)
{
  return &w->r.c->found[i];
}

static inline bool phrase_empty(struct phrase p)
{
  return p.end <= p.start;
}

/* Are they of one unit? */
bool thread_same_unit(const struct found *a, const struct found *b);

/* Comes to figure `i`: a new sentence, a new paragraph, parentheses between. */
void thread_follow(struct work *w, uint32_t i);

/* The indicator of figure `i` holds on; `left` stands in front of it, NULL for none. */
void thread_hold(struct work *w, uint32_t i, const struct phrase *left);

/* Give figure `i` an indicator; false without memory.  A phrase; two strings as
   one; that of figure `from`; `verb` with that of the last figure, if it means what
   was counted before, else alone. */
bool thread_give(struct work *w, uint32_t i, const struct phrase *p);
bool thread_join(struct work *w, uint32_t i, struct govfig_str first, struct govfig_str second);
bool thread_inherit(struct work *w, uint32_t i, uint32_t from);
bool thread_give_verb(struct work *w, uint32_t i, const struct phrase *verb);

/* The subject of the nearest clause of the sentence before figure `i`, whose own begins at
   `clause`, that has one; where a figure stands in between, only of a clause behind it that names
   an amount. */
struct phrase thread_subject(struct work *w, uint32_t i, uint32_t clause);

/* The list that the clause before figure `i` ends in: "those that rose most are A and B". */
struct phrase thread_list(struct work *w, uint32_t i);

/* The subject of the sentence before in the paragraph, else of what follows in
   the clause, else of the next clause.  False without memory. */
bool thread_nearby(struct work *w, uint32_t i, struct phrase *subject);

#endif
