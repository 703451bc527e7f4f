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
  uint32_t row; /* of the index */
};

/* The sentence with every quantity as one unit. */
struct view {
  unit *u;       /* n units; u[-2], u[-1], u[n] and u[n + 1] are 0 */
  uint32_t n;
  uint32_t *at;  /* place of the quantity number first + i */
  uint32_t first, count;
  struct hit *hits;  /* all in front of `searched`, in order */
  uint32_t n_hits, searched;
  uint32_t near;     /* first hit in the window of the quantity */
  uint64_t *begin;   /* those that see the whole sentence and begin at any of the hits */
};

/* The quantity that is decided, as rules see it. */
struct focus {
  uint32_t at; /* its place in the view */
  uint8_t class;
  const uint64_t *left, *right; /* rules that its neighbours let match */
};

/* What was asked of the heading or the title above, a bit per rule. */
struct answers {
  bool read; /* were those refused that need what is not there? */
  uint64_t *asked, *refused;
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
  uint8_t said[3][FIELDS];    /* by enum condition_of: what they state; VALUE_NONE
                                 where there is no such figure */
  struct govfig_error *err;
  bool limit_hit, nomem;
};

/* rule_view.c: builds the view of the sentence of quantity `first`. */
void rule_view_make(struct apply *a, uint32_t first);

/* Turns to quantity `i`, of the sentence in view. */
void rule_view_focus(struct apply *a, uint32_t i);

/* Which rules of a word of the index, of those that are searched, begin at a place
   that the quantity in focus lets them see. */
uint64_t rule_view_begin(struct apply *a, uint32_t word);

/* rule_decide.c: the deciding rule of a topic for the quantity in focus, or NULL. */
const struct rule *rule_decide(struct apply *a, enum topic topic, const struct found *f);

/* Does a pattern of the rule match somewhere in a text without quantities? */
bool rule_runs(struct apply *a, const struct rule *r, const pcre2_code *code, const unit *u,
               uint32_t n);

/* rule_above.c: does the heading or title that the rule with this bit asks for match? */
bool rule_holds_above(struct apply *a, const struct rule *r, uint32_t word, uint64_t bit);

/* Could any rule make a figure of the quantity in focus, though it is none by itself? */
bool rule_claims(const struct apply *a);

#endif
