/* indicator_window.c - edge words, times and regions of a chunk as one list,
   and stretches of it.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/context/indicator_parts.h"

/* The source of the next token, in order of start. */
struct merge {
  const struct chunk *c;
  const struct indicators *x;
  size_t mark;
  uint32_t time;
};

static bool token_mark(const struct mark *m)
{
  return m->class == WORD_EDGE || m->class == WORD_REGION;
}

static struct token from_mark(const struct indicators *x, const struct mark *m)
{
  uint32_t uses = m->class == WORD_EDGE ? x->uses[m->payload] : USE_REGION;
  return (struct token){m->start, m->start + m->len, uses};
}

/* The next token by start; at equal starts a time goes before a mark. */
static bool next_token(struct merge *m, struct token *t)
{
  const struct chunk *c = m->c;
  while (m->mark < c->n_marks && !token_mark(&c->marks[m->mark]))
    m->mark++;
  bool mark = m->mark < c->n_marks, time = m->time < c->n_times;
  if (time && (!mark || c->times[m->time].span.start <= c->marks[m->mark].start)) {
    struct span s = c->times[m->time++].span;
    *t = (struct token){s.start, s.end, USE_TIME};
    return true;
  }
  if (mark)
    *t = from_mark(m->x, &c->marks[m->mark++]);
  return mark;
}

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

/* Of tokens that overlap the first stays; of those that start together a time,
   else the longest. */
static void collect_tokens(struct reader *r)
{
  struct merge m = {.c = r->c, .x = r->x};
  struct token t;
  while (next_token(&m, &t)) {
    struct token *last = r->n_tokens > 0 ? &r->tokens[r->n_tokens - 1] : NULL;
    if (last == NULL || t.start >= last->end)
      r->tokens[r->n_tokens++] = t;
    else if (splits(&t, last)) {
      last->end = t.start;
      r->tokens[r->n_tokens++] = t;
    } else if (t.start == last->start && t.end == last->end && last->uses != USE_TIME)
      last->uses |= t.uses;
    else if (t.start == last->start && replaces(&t, last))
      *last = t;
  }
}

bool reader_init(struct reader *r, const struct indicators *x, struct chunk *c)
{
  size_t keys = 0, tokens = c->n_times;
  for (size_t i = 0; i < c->n_marks; i++) {
    keys += c->marks[i].class == WORD_INDICATOR;
    tokens += token_mark(&c->marks[i]);
  }
  *r = (struct reader){.x = x, .c = c, .u = c->text.u};
  r->tokens = arena_alloc(c->arena, tokens * sizeof *r->tokens);
  r->keys = arena_alloc(c->arena, keys * sizeof(const struct mark *));
  if (r->tokens == NULL || r->keys == NULL)
    return false;
  for (size_t i = 0; i < c->n_marks; i++) {
    if (c->marks[i].class == WORD_INDICATOR)
      r->keys[r->n_keys++] = &c->marks[i];
  }
  collect_tokens(r);
  return true;
}

/* Index of the first token that ends behind `at`.  Windows follow each other
   closely, so the search starts where the last one ended. */
static uint32_t first_token(const struct reader *r, uint32_t at)
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
  uint32_t k = first_token(r, w->start), i = w->start;
  w->n = 0;
  while (i < w->end) {
    if (k < r->n_tokens && r->tokens[k].start <= i) {
      struct token t = r->tokens[k++];
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
