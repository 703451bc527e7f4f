/* rule_run.h - rules at work over a chunk; private to rules/.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_RULE_RUN_H
#define GOVFIG_EXTRACT_RULE_RUN_H

#include "extract/rules/rule_parts.h"

/* Which rules what a figure states allows: rows for the latest statements, since most
   are alike. */
enum { STATEMENTS_BITS = 8, STATEMENTS = 1 << STATEMENTS_BITS };
struct said {
  const uint64_t *allows; /* the row of what was said last */
  const uint64_t *none;   /* the row of no figure */
  uint64_t *rows;         /* of rule_index.words words, of these: */
  uint64_t statements[STATEMENTS]; /* a byte per field that conditions ask for, in it the
                             value; VALUE_NONE where there is no figure */
};

struct rule_matcher {
  pcre2_match_data *data;
  pcre2_match_context *context;
  struct said said[CONDITIONS_OF];
  uint64_t *rows; /* of these */
};

/* A place of the view at which some rule may begin, or a comma: the units there; once it was
   passed, how many hits are in front of it, and which is the first behind the last comma ... */
struct opening {
  union {
    uint32_t at, hits;
  };
  union {
    unit u[2];
    uint32_t clause;
  };
};

/* ... and what is known of it. */
struct hit {
  uint32_t at;
  uint32_t begins; /* where the row is in rule_index.begin.bits */
};

/* The sentence with every quantity as one unit.  It is copied when a pattern runs over it;
   before that, what stands between quantities is looked at in the text. */
struct view {
  unit *u;       /* n units; u[-2], u[-1], u[n] and u[n + 1] are 0 */
  uint32_t n;
  uint32_t *at;  /* place of the quantity number first + i */
  uint32_t first; /* quantity of the sentence */
  bool made;
};

/* The search for places where rules can begin. */
struct search {
  struct opening *openings;  /* n, in order, and room for one */
  uint32_t n;
  uint64_t *begun; /* rules that may begin where they can, or where that was not searched;
                      behind these, rules that have there what must stand between */
};

/* A quantity that may be a figure. */
struct prospect {
  uint32_t i, first; /* its number, and that of the first of its sentence */
  struct pair left, right; /* what stands beside it, the nearer first */
  uint32_t at;       /* its place in the view */
  uint32_t hits, hits_end; /* in front of it in the sentence ... */
  uint32_t clause;   /* ... and the first of them behind any comma */
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
  struct search search;
  struct hit *hits;           /* in order, sentence by sentence */
  struct prospect *prospects; /* n_prospects, in order */
  uint32_t n_prospects;
  uint64_t *may;              /* for each of them a row of the rules that may match, whatever
                                 the figure itself states */
  const struct prospect *focus; /* that is decided */
  uint64_t *focus_may;          /* its row */
  uint32_t *fired;
  uint32_t paragraph, heading, article;  /* of the sentence */
  struct answers of_heading, of_title;
  struct units title;         /* of the article, once it is read */
  struct said *said; /* the matcher's, by enum condition_of */
  struct govfig_error *err;
  uint32_t limits_hit;  /* how often a match limit was */
  bool nomem;
};

/* rule_view.c: enters the sentence of quantity `first`. */
void rule_view_enter(struct apply *a, uint32_t first);

/* Copies the sentence ... */
void rule_view_copy(struct apply *a);

/* ... unless that is done. */
static inline void rule_view_make(struct apply *a)
{
  if (!a->view.made)
    rule_view_copy(a);
}

/* rule_scout.c: fills prospects, may and hits, for which there is room. */
void rule_scout(struct apply *a);

/* rule_decide.c: leaves the rules of the prospect in focus that what was said before
   allows. */
void rule_weed_out(struct apply *a);

/* The deciding rule of the first topic in [topic, end) that has one for the quantity in
   focus; NULL for none. */
const struct rule *rule_decide(struct apply *a, uint32_t topic, uint32_t end,
                               const struct found *f);

/* Does a pattern of the rule match somewhere in a text without quantities? */
bool rule_runs(struct apply *a, const struct rule *r, enum rule_pattern which, const unit *u,
               uint32_t n);

/* rule_above.c: does the heading or title that the rule with this bit asks for match? */
bool rule_holds_above(struct apply *a, const struct rule *r, uint32_t word, uint64_t bit);

#endif
