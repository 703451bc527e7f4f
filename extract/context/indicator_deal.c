/* indicator_deal.c - "A, B and C grew by 1%, 2% and 3%": a list into members.
   SPDX-License-Identifier: Apache-2.0 */
#include "extract/context/indicator_parts.h"

/* Which words part the members. */
enum grain {
  GRAIN_MARKS,     /* list marks alone */
  GRAIN_LAST_WORD, /* and the last joining word */
  GRAIN_ALL        /* and every joining word */
};

static bool is_blank(unit c)
{
  return c == ' ' || c == '\n' || c == '\r';
}

static bool is_mark(const struct reader *r, const struct token *t)
{
  return t->end == t->start + 1 && !unit_is_han(r->u[t->start]);
}

static bool splits(const struct reader *r, const struct window *w, uint32_t k, enum grain grain,
                   uint32_t last_word)
{
  const struct token *t = &w->tokens[k];
  if ((t->uses & USE_AND) == 0)
    return false;
  return is_mark(r, t) || grain == GRAIN_ALL || (grain == GRAIN_LAST_WORD && k == last_word);
}

static uint32_t last_joining_word(const struct reader *r, const struct window *w)
{
  for (uint32_t k = w->n; k > 0; k--) {
    if ((w->tokens[k - 1].uses & USE_AND) != 0 && !is_mark(r, &w->tokens[k - 1]))
      return k - 1;
  }
  return w->n;
}

/* Members of the phrase at this grain; at most `n` + 1 are counted. */
static uint32_t part(const struct reader *r, const struct window *w, struct phrase p,
                     enum grain grain, struct phrase *members, uint32_t n)
{
  uint32_t count = 0, start = p.start, last_word = last_joining_word(r, w);
  for (uint32_t k = 0; k <= w->n && count <= n; k++) {
    bool end = k == w->n;
    if (!end && !splits(r, w, k, grain, last_word))
      continue;
    uint32_t stop = end ? p.end : w->tokens[k].start;
    if (stop > start) {
      if (count < n)
        members[count] = (struct phrase){.start = start, .end = stop};
      count++;
    }
    start = end ? p.end : w->tokens[k].end;
  }
  return count;
}

bool phrase_deal(const struct reader *r, struct phrase p, struct phrase *members, uint32_t n)
{
  struct window w;
  window_read(r, p.start, p.end, UINT8_MAX, &w);
  p.start = w.start;
  for (enum grain grain = GRAIN_MARKS; grain <= GRAIN_ALL; grain++) {
    if (part(r, &w, p, grain, members, n) == n)
      return true;
  }
  return false;
}

bool figures_adjoin(const struct reader *r, uint32_t i, uint32_t j, bool commas, bool verbs)
{
  const struct chunk *c = r->c;
  uint32_t start = c->found[i].span.end, end = c->found[j].span.start, covered = start;
  struct window w;
  if (end < start || end - start > 6 || c->found[i].sentence != c->found[j].sentence)
    return false;
  window_read(r, start, end, UINT8_MAX, &w);
  bool joined = false;
  for (uint32_t k = 0; k < w.n; k++) {
    const struct token *t = &w.tokens[k];
    bool comma = commas && t->end == t->start + 1 && r->u[t->start] == ',';
    bool verb = verbs && joined && (t->uses & USE_CHANGE) != 0; /* "and down by" */
    joined = (t->uses & USE_AND) != 0;
    if (t->start == covered && ((t->uses & USE_AND) != 0 || comma || verb))
      covered = t->end;
  }
  while (covered < end && is_blank(r->u[covered]))
    covered++;
  return covered == end;
}
