/* indicator_window.c - edge words, times and regions of a sentence as one list,
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

/* A token that starts in front of the last one's end: the first one stays. */
static void overlap(struct reader *r, struct token t)
{
  struct token *last = &r->tokens[r->n_tokens - 1];
  if (splits(&t, last)) {
    last->end = t.start;
    r->tokens[r->n_tokens++] = t;
  } else if (t.start == last->start) {
    if (t.end == last->end && last->uses != USE_TIME)
      last->uses |= t.uses;
    else if (replaces(&t, last))
      *last = t;
  }
}

static inline void add_token(struct reader *r, uint32_t start, uint32_t end, uint32_t uses)
{
  struct token t = {start, end, uses};
  if (r->n_tokens == 0 || start >= r->tokens[r->n_tokens - 1].end)
    r->tokens[r->n_tokens++] = t;
  else
    overlap(r, t);
}

static void seek_all(struct reader *r, uint32_t at)
{
  cursor_seek(&r->edges, at);
  cursor_seek(&r->regions, at);
  cursor_seek(&r->names, at);
  while (r->time > 0 && r->c->times[r->time - 1].span.start >= at)
    r->time--;
  while (r->time < r->c->n_times && r->c->times[r->time].span.start < at)
    r->time++;
}

static inline uint32_t next_time(const struct reader *r)
{
  return r->time < r->c->n_times ? r->c->times[r->time].span.start : UINT32_MAX;
}

/* A span of time that may be a figure is no word of time here. */
static void add_time(struct reader *r)
{
  const struct time_mark *t = &r->c->times[r->time++];
  if (t->covers)
    add_token(r, t->span.start, t->span.end, USE_TIME);
}

static inline void add_mark(struct reader *r, struct cursor *c, bool edge)
{
  const struct mark *m = &c->list->items[c->next++];
  add_token(r, m->start, m->start + m->len, edge ? r->x->uses[m->payload] : USE_REGION);
}

/* The names of known indicators up to `last`. */
static void collect_names(struct reader *r, uint32_t last)
{
  struct cursor *names = &r->names;
  r->keys = names->list->items + names->next;
  r->n_keys = 0;
  for (; names->next < names->list->n && cursor_start(names) <= last; names->next++)
    r->n_keys++;
}

/* One pass over marks and times that start in [start, last]; where several start
   together, the time comes first, then the region, then the edge word. */
static void collect(struct reader *r, uint32_t start, uint32_t last)
{
  seek_all(r, start);
  r->n_tokens = 0;
  uint32_t edge = cursor_start(&r->edges), place = cursor_start(&r->regions), time = next_time(r);
  for (;;) {
    uint32_t mark = place <= edge ? place : edge;
    if ((time <= mark ? time : mark) > last)
      break;
    if (time <= mark) {
      add_time(r);
      time = next_time(r);
    } else if (place <= edge) {
      add_mark(r, &r->regions, false);
      place = cursor_start(&r->regions);
    } else {
      add_mark(r, &r->edges, true);
      edge = cursor_start(&r->edges);
    }
  }
  r->tokens[r->n_tokens].start = UINT32_MAX;
  collect_names(r, last);
}

bool reader_init(struct reader *r, const struct indicators *x, struct chunk *c)
{
  const struct mark_list *edges = &c->by_class[WORD_EDGE], *regions = &c->by_class[WORD_REGION];
  *r = (struct reader){.x = x,
                       .c = c,
                       .u = c->text.u,
                       .sentence = NO_SENTENCE,
                       .edges = {edges, 0},
                       .regions = {regions, 0},
                       .names = {&c->by_class[WORD_INDICATOR], 0}};
  r->tokens = arena_alloc(c->arena, (edges->n + regions->n + c->n_times + 1) * sizeof *r->tokens);
  return r->tokens != NULL;
}

void reader_sentence(struct reader *r, uint32_t sentence)
{
  const struct sentence *s = &r->c->sentences[sentence];
  if (sentence != r->sentence)
    collect(r, s->start, s->end);
  r->sentence = sentence;
}

void reader_two_sentences(struct reader *r, uint32_t sentence)
{
  const struct sentence *s = &r->c->sentences[sentence];
  collect(r, s[-1].start, s->end);
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

static inline void put(struct window *w, struct token t)
{
  w->tokens[w->n++] = t;
  w->uses |= t.uses;
}

/* Words of one character in [i, end). */
static void fill_singles(const struct reader *r, struct window *w, uint32_t i, uint32_t end)
{
  for (; i < end; i++) {
    if ((trait_at(r, i) & TRAIT_WORD) != 0)
      put(w, (struct token){i, i + 1, r->x->single[r->u[i]]});
  }
}

/* The tokens that start in front of `stop`.  In a longer word that is not within
   the window the single characters count. */
static void fill(const struct reader *r, struct window *w, uint32_t stop)
{
  const struct token *next = &r->tokens[token_first(r, w->start)];
  uint32_t i = w->start;
  w->n = w->uses = 0;
  while (i < stop) {
    uint32_t gap = next->start < stop ? next->start : stop;
    fill_singles(r, w, i, gap);
    i = i < gap ? gap : i;
    if (i >= stop)
      break;
    struct token t = *next++;
    if (t.uses == USE_TIME && t.end > w->end) /* "the past five" of five years */
      t.end = w->end;
    if (t.start == i && t.end <= w->end) {
      put(w, t);
      i = t.end;
    }
  }
}

void window_read(const struct reader *r, uint32_t start, uint32_t end, struct window *w)
{
  w->end = end;
  w->start = end - start > WINDOW_UNITS ? end - WINDOW_UNITS : start;
  fill(r, w, end);
}

void window_read_first(const struct reader *r, uint32_t start, uint32_t stop, uint32_t end,
                       struct window *w)
{
  w->start = start;
  w->end = end - start > WINDOW_UNITS ? start + WINDOW_UNITS : end;
  fill(r, w, stop < w->end ? stop : w->end);
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
