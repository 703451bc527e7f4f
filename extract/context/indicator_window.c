/* indicator_window.c - edge words, times and regions of a chunk as one list,
   and stretches of it.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/context/indicator_parts.h"

/* Of tokens that start together a time stays, else the longest. */
static bool replaces(const struct token *t, const struct token *last)
{
  if (last->uses == USE_TIME)
    return (t->uses & USE_KEEP) != 0 && t->end >= last->end;
  return t->end > last->end;
}

/* A word that stays may end a time. */
static bool splits(const struct token *t, const struct token *last)
{
  return last->uses == USE_TIME && (t->uses & USE_KEEP) != 0 && t->start > last->start &&
         t->end >= last->end;
}

/* Of tokens that overlap the first one stays. */
static void add_token(struct reader *r, struct token t)
{
  struct token *last = r->n_tokens > 0 ? &r->tokens[r->n_tokens - 1] : NULL;
  if (last == NULL || t.start >= last->end) {
    r->tokens[r->n_tokens++] = t;
  } else if (splits(&t, last)) {
    last->end = t.start;
    r->tokens[r->n_tokens++] = t;
  } else if (t.start == last->start) {
    if (t.end == last->end && last->uses != USE_TIME)
      last->uses |= t.uses;
    else if (replaces(&t, last))
      *last = t;
  }
}

/* Adds the times that start at or before `at`; returns the first one left.  A
   span of time that may be a figure is no word of time here. */
static uint32_t add_times(struct reader *r, uint32_t time, uint32_t at)
{
  for (; time < r->c->n_times && r->c->times[time].span.start <= at; time++) {
    struct span s = r->c->times[time].span;
    if (!r->c->times[time].covers)
      continue;
    add_token(r, (struct token){s.start, s.end, USE_TIME});
  }
  return time;
}

/* One pass over the marks, with the times between them. */
static void collect(struct reader *r)
{
  const struct chunk *c = r->c;
  uint32_t time = 0;
  for (size_t i = 0; i < c->n_marks; i++) {
    const struct mark *m = &c->marks[i];
    if (m->class == WORD_INDICATOR)
      r->keys[r->n_keys++] = m;
    if (m->class != WORD_EDGE && m->class != WORD_REGION)
      continue;
    time = add_times(r, time, m->start);
    uint32_t uses = m->class == WORD_EDGE ? r->x->uses[m->payload] : USE_REGION;
    add_token(r, (struct token){m->start, m->start + m->len, uses});
  }
  add_times(r, time, UINT32_MAX);
}

bool reader_init(struct reader *r, const struct indicators *x, struct chunk *c)
{
  *r = (struct reader){.x = x, .c = c, .u = c->text.u};
  r->tokens = arena_alloc(c->arena, (c->n_marks + c->n_times) * sizeof *r->tokens);
  r->keys = arena_alloc(c->arena, c->n_marks * sizeof(const struct mark *));
  if (r->tokens == NULL || r->keys == NULL)
    return false;
  collect(r);
  return true;
}

uint32_t token_first(const struct reader *r, uint32_t at)
{
  uint32_t low = 0, high = r->n_tokens;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (r->tokens[middle].end <= at)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static void fill(const struct reader *r, struct window *w)
{
  uint32_t k = token_first(r, w->start), i = w->start;
  w->n = 0;
  while (i < w->end) {
    if (k < r->n_tokens && r->tokens[k].start <= i) {
      struct token t = r->tokens[k++];
      if (t.uses == USE_TIME && t.end > w->end) /* "the past five" of five years */
        t.end = w->end;
      if (t.start == i && t.end <= w->end) {
        w->tokens[w->n++] = t;
        i = t.end;
        continue;
      }
    }
    uint32_t uses = r->x->single[r->u[i]];
    if (uses != 0)
      w->tokens[w->n++] = (struct token){i, i + 1, uses};
    i++;
  }
}

void window_read(const struct reader *r, uint32_t start, uint32_t end, struct window *w)
{
  w->end = end;
  w->start = end - start > WINDOW_UNITS ? end - WINDOW_UNITS : start;
  fill(r, w);
}

void window_read_first(const struct reader *r, uint32_t start, uint32_t end, struct window *w)
{
  w->start = start;
  w->end = end - start > WINDOW_UNITS ? start + WINDOW_UNITS : end;
  fill(r, w);
}

struct token token_at(const struct reader *r, uint32_t at)
{
  uint32_t k = token_first(r, at);
  if (k < r->n_tokens && r->tokens[k].start == at)
    return r->tokens[k];
  return (struct token){at, at + 1, r->x->single[r->u[at]]};
}

bool token_places(const struct reader *r, const struct token *k)
{
  const uint32_t *single = r->x->single;
  return (k->uses & USE_REGION) != 0 && k->end >= k->start + 3 &&
         (single[r->u[k->end - 1]] & USE_SCOPE) != 0 &&
         (single[r->u[k->end - 2]] & USE_VAGUE) == 0 && (single[r->u[k->end]] & USE_VAGUE) == 0;
}
