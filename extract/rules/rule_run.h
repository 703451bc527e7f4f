/* rule_run.h - rules at work over a chunk; private to rules/.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_RULE_RUN_H
#define GOVFIG_EXTRACT_RULE_RUN_H

#include "extract/rules/rule_parts.h"

struct rule_matcher {
  pcre2_match_data *data;
  pcre2_match_context *context;
};

/* A character of the view with which some rule can begin. */
struct hit {
  uint32_t at;
  uint32_t row; /* of the index */
};

/* The sentence with every quantity as one unit. */
struct view {
  unit *u;       /* n units; u[-1] and u[n] are 0 */
  uint32_t n;
  uint32_t *at;  /* place of the quantity number first + i */
  uint32_t first, count;
  uint64_t *may; /* rules whose first characters stand in the sentence */
  struct hit *hits; /* the places of these characters, in order */
  uint32_t n_hits;
};

struct apply {
  const struct rule_set *set;
  struct rule_matcher *matcher;
  struct chunk *chunk;
  const struct quantity *q;
  uint32_t n_q;
  struct view view;
  uint32_t *fired;
  uint8_t *heading_known; /* per rule: 0 unknown, 1 no, 2 yes, for ... */
  uint32_t heading;       /* ... this heading */
  uint8_t *title_known;   /* the same for ... */
  uint32_t article;       /* ... the title of this article */
  struct found in_sentence, in_paragraph; /* what the next figure follows */
  bool follows, continues;                /* are these set? */
  struct govfig_error *err;
  bool limit_hit;
};

/* rule_view.c: builds the view of the sentence of quantity `first` and notes
   which rules its characters let match at all. */
void rule_view_make(struct apply *a, uint32_t first);

/* rule_decide.c: the deciding rule of a topic for the quantity whose place in
   the view is `at`, or NULL. */
const struct rule *rule_decide(struct apply *a, enum topic topic, uint32_t at, uint8_t class,
                               const struct found *f);

#endif
