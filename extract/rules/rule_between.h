/* rule_between.h - what stands between the quantities of a sentence; private to rules/.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_RULE_BETWEEN_H
#define GOVFIG_EXTRACT_RULE_BETWEEN_H

#include "extract/rules/rule_run.h"

/* Does a view have unit `i` as it is? */
static inline bool is_plain_unit(const struct units *t, uint32_t i)
{
  return t->u[i] != '\n' && !unit_is_private(t->u[i]);
}

/* A blank beside a quantity says nothing: some set numbers off so.  Two blanks,
   or one that is all there is between two quantities, are a gap and stay. */
static inline struct span without_blanks(const unit *u, struct span s, bool behind, bool before)
{
  if (s.end - s.start < 2)
    return s;
  if (behind && u[s.start] == ' ' && u[s.start + 1] != ' ')
    s.start++;
  if (before && u[s.end - 1] == ' ' && u[s.end - 2] != ' ')
    s.end--;
  return s;
}

/* What stands for quantity `i` in a view. */
static inline unit sign_of(const struct apply *a, uint32_t i)
{
  return (unit)(OTHER_BASE + a->q[i].class);
}

/* Is quantity `i` the last of its sentence? */
static inline bool is_last(const struct apply *a, uint32_t i)
{
  const struct quantity *q = &a->q[i], *next = q + (i + 1 < a->n_q);
  return (next == q) | (next->sentence != q->sentence); /* without branches */
}

/* Where the text is that stands in front of quantity `i`: behind the one before, or from
   the beginning of the sentence on. */
static inline struct span text_before(const struct apply *a, uint32_t i)
{
  const struct quantity *q = &a->q[i];
  uint32_t start = a->chunk->sentences[q->sentence].start, end = a->q[i - (i > 0)].span.end;
  return (struct span){i == a->view.first ? start : end, q->span.start};
}

/* The same behind it. */
static inline struct span text_behind(const struct apply *a, uint32_t i)
{
  const struct quantity *q = &a->q[i], *next = q + (i + 1 < a->n_q);
  uint32_t end = a->chunk->sentences[q->sentence].end, start = next->span.start;
  return (struct span){q->span.end, is_last(a, i) ? end : start};
}

/* Both as the view has them. */
static inline struct span view_before(const struct apply *a, uint32_t i)
{
  return without_blanks(a->chunk->text.u, text_before(a, i), i > a->view.first, true);
}

static inline struct span view_behind(const struct apply *a, uint32_t i)
{
  return without_blanks(a->chunk->text.u, text_behind(a, i), true, !is_last(a, i));
}

#endif
