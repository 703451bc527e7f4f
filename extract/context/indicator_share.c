/* indicator_share.c - "town, village income": the head that members of a list share.
   SPDX-License-Identifier: Apache-2.0

   Members of a list that is dealt out may be mere attributes; the word for the amount
   stands once, behind the last of them ("A, B output grew by 1% and 2%") or behind the
   word that deals ("A, B each completed investments of 1 and 2").  Where the last member
   divides into attribute and head no mark tells.  Two things do: names of known
   indicators, and that attributes of one list are made alike. */
#include <string.h>

#include "base/limits.h"
#include "extract/context/indicator_parts.h"

enum { LEAST_HEAD = 2 /* characters */, LEAST_LIKE = 2 /* of members that may differ by one */ };

static struct span span_of(const struct phrase *p)
{
  return (struct span){p->start, p->end};
}

/* Where the words for an amount begin that end at `end`, not in front of `start`; `end`
   for none.  A suffix of one character takes the word in front of it along. */
static uint32_t amount_begins(const struct reader *r, uint32_t start, uint32_t end)
{
  struct window w;
  window_read(r, start, end, UINT8_MAX, &w);
  uint32_t at = end, k = w.n;
  while (k > 0 && w.tokens[k - 1].end == at && (w.tokens[k - 1].uses & USE_QUANTITY) != 0)
    at = w.tokens[--k].start;
  if (at + 1 == end && k > 0 && w.tokens[k - 1].end == at)
    at = w.tokens[k - 1].start;
  return at;
}

/* Is the name, or both in a row, that of a known indicator? */
static bool is_known(const struct reader *r, struct span first, struct span second)
{
  char name[2 * GOVFIG_INDICATOR_UNITS_MAX * 4];
  uint32_t known;
  if (first.end - first.start + second.end - second.start > 2 * GOVFIG_INDICATOR_UNITS_MAX)
    return false;
  struct govfig_str a = units_text(&r->c->text, first), b = units_text(&r->c->text, second);
  memcpy(name, a.data, a.len);
  memcpy(name + a.len, b.data, b.len);
  return names_find(&r->x->names, (struct govfig_str){name, a.len + b.len}, &known);
}

/* Are two attributes made alike? */
static bool alike(const struct reader *r, struct span a, struct span b)
{
  uint32_t m = a.end - a.start, n = b.end - b.start;
  if (m == n || r->u[a.end - 1] == r->u[b.end - 1])
    return true;
  return m >= LEAST_LIKE && n >= LEAST_LIKE && (m > n ? m - n : n - m) == 1;
}

/* Do all members but the last name known indicators with `head` behind them? */
static bool all_known(const struct reader *r, const struct phrase *members, uint32_t n,
                      struct span head)
{
  for (uint32_t k = 0; k + 1 < n; k++) {
    if (!is_known(r, span_of(&members[k]), head))
      return false;
  }
  return true;
}

static bool all_alike(const struct reader *r, const struct phrase *members, uint32_t n,
                      struct span head)
{
  struct span attribute = {members[n - 1].start, head.start};
  for (uint32_t k = 0; k + 1 < n; k++) {
    if (!alike(r, span_of(&members[k]), attribute))
      return false;
  }
  return true;
}

/* Is none of the members but the last an amount by itself? */
static bool all_need_head(const struct reader *r, const struct phrase *members, uint32_t n)
{
  for (uint32_t k = 0; k + 1 < n; k++) {
    const struct phrase *m = &members[k];
    if (m->end - m->start > GOVFIG_INDICATOR_UNITS_MAX ||
        amount_begins(r, m->start, m->end) < m->end ||
        is_known(r, span_of(m), (struct span){m->end, m->end}))
      return false;
  }
  return true;
}

/* The head within the last member. */
static struct span head_of_last(const struct reader *r, const struct phrase *members, uint32_t n)
{
  const struct phrase *last = &members[n - 1];
  struct span none = {last->end, last->end};
  uint32_t amount = amount_begins(r, last->start, last->end);
  if (last->end - last->start > GOVFIG_INDICATOR_UNITS_MAX)
    return none;
  struct span head = {last->start + 1, last->end};
  for (; head.start + LEAST_HEAD <= head.end; head.start++) {
    if (all_known(r, members, n, head))
      return head;
  }
  head.start = amount;
  if (amount > last->start && all_alike(r, members, n, head))
    return head;
  for (head.start = last->start + 1; head.start + LEAST_HEAD <= last->end; head.start++) {
    if (is_known(r, head, none) && all_alike(r, members, n, head))
      return head;
  }
  return none;
}

/* The amount behind the word that deals the list out, in front of the figure. */
static struct span head_behind(const struct reader *r, uint32_t from, uint32_t figure)
{
  struct window w;
  window_read(r, from, figure, UINT8_MAX, &w);
  uint32_t end = figure, k = w.n;
  while (k > 0 && w.tokens[k - 1].end == end &&
         (w.tokens[k - 1].uses & (USE_TRAIL | USE_QUANTITY)) == USE_TRAIL)
    end = w.tokens[--k].start;
  while (k > 0 && (w.tokens[k - 1].uses & USE_EACH) == 0)
    k--;
  uint32_t start = k > 0 && (w.uses & USE_PER) == 0 ? w.tokens[k - 1].end : end;
  return (struct span){start < end ? amount_begins(r, start, end) : end, end};
}

struct span phrase_shared_head(const struct reader *r, const struct phrase *members, uint32_t n,
                               uint32_t figure)
{
  struct span head = {figure, figure};
  if (n < 2 || !all_need_head(r, members, n))
    return head;
  const struct phrase *last = &members[n - 1];
  head = amount_begins(r, last->start, last->end) < last->end
           ? head_of_last(r, members, n)
           : head_behind(r, last->end, figure);
  return head.end >= head.start + LEAST_HEAD ? head : (struct span){figure, figure};
}
