/* rule_view.c - a sentence as rules see it.  SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/rules/rule_between.h"

/* Copies `n` units, eight at a time: there is room for seven more, as there are seven
   to be read behind a text. */
static inline void copy(unit *out, const unit *u, uint32_t n)
{
  for (uint32_t i = 0; i < n; i += 8)
    memcpy(out + i, u + i, 8 * sizeof *u);
}

/* Copies a stretch without line breaks, which are layout inside a sentence, and without
   private use; how many units are left of it. */
static uint32_t copy_changed(unit *out, const struct units *t, struct span s)
{
  uint32_t n = 0;
  for (uint32_t from = s.start; from < s.end;) {
    uint32_t plain = units_next(t, from, s.end, UNIT_BREAK | UNIT_SIGN);
    copy(out + n, t->u + from, plain - from);
    n += plain - from;
    if (plain < s.end && t->u[plain] != '\n')
      out[n++] = unit_is_private(t->u[plain]) ? UNIT_BAD : t->u[plain];
    from = plain + 1;
  }
  return n;
}

/* Does a view have all of [from, to) as it is?  Most that are UNIT_SIGN are no private use. */
static inline bool is_plain(const struct units *t, uint32_t from, uint32_t to)
{
  while ((from = units_next(t, from, to, UNIT_BREAK | UNIT_SIGN)) < to) {
    if (!is_plain_unit(t, from))
      return false;
    from++;
  }
  return true;
}

/* Copies what stands between quantities, or at an end of the sentence. */
static inline uint32_t copy_between(unit *out, const struct units *t, struct span s, bool plain)
{
  if (!plain)
    return copy_changed(out, t, s);
  copy(out, t->u + s.start, s.end - s.start);
  return s.end - s.start;
}

/* The places of all quantities, and all units. */
static void copy_all(struct apply *a, bool plain)
{
  struct view *v = &a->view;
  const struct units *t = &a->chunk->text;
  uint32_t n = 0, i = v->first;
  for (bool last = false; !last; i++) {
    struct span s = view_before(a, i);
    n += copy_between(v->u + n, t, s, plain);
    v->at[i - v->first] = n;
    v->u[n++] = sign_of(a, i);
    last = is_last(a, i);
  }
  n += copy_between(v->u + n, t, view_behind(a, i - 1), plain);
  v->u[n] = v->u[n + 1] = 0;
  v->n = n;
}

void rule_view_copy(struct apply *a)
{
  const struct sentence *s = &a->chunk->sentences[a->q[a->view.first].sentence];
  copy_all(a, is_plain(&a->chunk->text, s->start, s->end));
  a->view.made = true;
}

void rule_view_enter(struct apply *a, uint32_t first)
{
  struct view *v = &a->view;
  v->first = first;
  v->made = false;
}
