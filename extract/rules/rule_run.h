/* rule_run.h - rules at work over a chunk; private to rules/.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_RULE_RUN_H
#define GOVFIG_EXTRACT_RULE_RUN_H

#include "extract/rules/rule_parts.h"

struct rule_matcher {
  pcre2_match_data *data;
  pcre2_match_context *context;
};

/* A place of the view at which some rule can begin. */
struct hit {
  uint32_t at;
  uint16_t first, second; /* rows of the index */
};

/* The sentence with every quantity as one unit.  It is copied when a pattern runs over it;
   before that, what stands between quantities is looked at in the text. */
struct view {
  unit *u;       /* n units; u[-2], u[-1], u[n] and u[n + 1] are 0 */
  uint32_t n;
  uint32_t *at;  /* place of the quantity number first + i */
  uint32_t first; /* quantity of the sentence */
  bool made;
  uint32_t searched; /* as many quantities have their place, and all hits in front of them */
  struct hit *hits;  /* in order */
  uint32_t n_hits;
  uint32_t clause;   /* behind the last comma among the places that were searched */
  uint64_t *begun;   /* rules that begin at any of the hits, or at one in the clause; behind
                        these, rules that have there what must stand between */
};

/* The quantity that is decided, as rules see it. */
struct focus {
  uint32_t i;    /* its number in the sentence */
  uint8_t class;
  uint64_t *may; /* rules that may match, whatever the figure itself states */
};

/* The units on one side of a quantity. */
struct two_units {
  unit near, far;
};

/* What was asked of the heading or the title above, a bit per rule. */
struct answers {
  bool read; /* were those refused that need what is not there? */
  uint64_t *asked, *refused;
};

/* Which rules what a figure states allows: rows for the latest statements, since most
   are alike. */
enum { STATEMENTS = 16 };
struct said {
  uint64_t statement;     /* a byte per field that conditions ask for, in it the value;
                             VALUE_NONE where there is no figure */
  const uint64_t *allows; /* its row */
  const uint64_t *none;   /* the row of no figure */
  uint64_t *rows;         /* of rule_index.words words */
  uint64_t statements[STATEMENTS];
};

struct apply {
  const struct rule_set *set;
  struct rule_matcher *matcher;
  struct chunk *chunk;
  const struct quantity *q;
  uint32_t n_q;
  struct view view;
  struct focus focus;
  uint32_t *fired;
  uint32_t heading, article;  /* above the sentence */
  struct answers of_heading, of_title;
  struct units title;         /* of the article, once it is read */
  struct said said[CONDITIONS_OF];
  struct govfig_error *err;
  uint32_t cleared;     /* of the chunk's figures, those in front are all 0 or found */
  uint32_t limits_hit;  /* how often a match limit was */
  bool nomem;
};

/* rule_view.c: enters the sentence of quantity `first`. */
void rule_view_enter(struct apply *a, uint32_t first);

/* What stands to the left and to the right of quantity `i` of the sentence. */
struct two_units rule_view_left(struct apply *a, uint32_t i);
struct two_units rule_view_right(struct apply *a, uint32_t i);

/* Finds the hits in front of quantity `i` of the sentence, and its place. */
void rule_view_search(struct apply *a, uint32_t i);

/* Copies the sentence ... */
void rule_view_copy(struct apply *a);

/* ... unless that is done. */
static inline void rule_view_make(struct apply *a)
{
  if (!a->view.made)
    rule_view_copy(a);
}

/* rule_decide.c: turns to quantity `i`, of the sentence; false when no rule makes a figure
   of what is none by itself. */
bool rule_focus(struct apply *a, uint32_t i);

/* Leaves the rules that what was said before allows, and those that can begin in front of
   the quantity. */
void rule_weed_out(struct apply *a, uint32_t i);

/* The deciding rule of the first topic in [topic, end) that has one for the quantity in
   focus; NULL for none. */
const struct rule *rule_decide(struct apply *a, uint32_t topic, uint32_t end,
                               const struct found *f);

/* Does a pattern of the rule match somewhere in a text without quantities? */
bool rule_runs(struct apply *a, const struct rule *r, const pcre2_code *code, const unit *u,
               uint32_t n);

/* rule_above.c: does the heading or title that the rule with this bit asks for match? */
bool rule_holds_above(struct apply *a, const struct rule *r, uint32_t word, uint64_t bit);

#endif
