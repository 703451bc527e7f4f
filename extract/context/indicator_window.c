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

/* A token that starts in front of the last one's end: the first one stays.  Gives
   the last one. */
static struct token *overlap(struct token *last, struct token t)
{
  if (splits(&t, last)) {
    last->end = t.start;
    *++last = t;
  } else if (t.start == last->start) {
    if (t.end == last->end && last->uses != USE_TIME)
      last->uses |= t.uses;
    else if (replaces(&t, last))
      *last = t;
  }
  return last;
}

static inline struct token *add(struct token *last, uint32_t start, uint32_t end, uint32_t uses)
{
  struct token t = {start, end, uses};
  if (start < last->end)
    return overlap(last, t);
  *++last = t;
  return last;
}

/* ---- the tokens of a sentence ---- */

static void forward(struct reader *r, uint32_t at)
{
  cursor_forward(&r->edges, at);
  cursor_forward(&r->regions, at);
  if (cursor_start(&r->names) < at)
    cursor_forward(&r->names, at);
  while (r->time < r->c->n_times && r->c->times[r->time].span.start < at)
    r->time++;
}

static void rewind_to(struct reader *r, uint32_t at)
{
  cursor_seek(&r->edges, at);
  cursor_seek(&r->regions, at);
  cursor_seek(&r->names, at);
  while (r->time > 0 && r->c->times[r->time - 1].span.start >= at)
    r->time--;
}

/* The names of known indicators that start in [.., last]. */
static void collect_names(struct reader *r, uint32_t last)
{
  struct cursor names = r->names;
  r->keys = names.at;
  while (cursor_start(&names) <= last)
    names.at++;
  r->n_keys = (uint32_t)(names.at - r->keys);
}

/* One pass over marks and times that start in [start, last]; where several start
   together, the time comes first, then the region, then the edge word: which it is
   decides no branch, as any is as likely as the next.  A span of time that may be a
   figure is no word of time here. */
static void collect(struct reader *r, uint32_t start, uint32_t last)
{
  forward(r, start);
  struct cursor edges = r->edges, regions = r->regions;
  const struct time_mark *time = r->c->times + r->time, *times_end = r->c->times + r->c->n_times;
  struct token *t = r->tokens - 1; /* the one that ends at 0 */
  uint32_t uses = 0;
  for (;;) {
    uint32_t edge = cursor_start(&edges), place = cursor_start(&regions);
    uint32_t at = time < times_end ? time->span.start : UINT32_MAX;
    bool is_edge = edge < place;
    uint32_t next = is_edge ? edge : place;
    if (at <= next) {
      if (at > last)
        break;
      t = time->covers ? add(t, at, time->span.end, USE_TIME) : t;
      time++;
    } else {
      if (next > last)
        break;
      const struct mark *m = is_edge ? edges.at : regions.at;
      uint32_t edge_uses = 0u - (uint32_t)is_edge;
      uint32_t own = (m->payload & edge_uses) | (USE_REGION & ~edge_uses);
      t = add(t, next, next + m->len, own);
      uses |= own;
      edges.at += is_edge;
      regions.at += !is_edge;
    }
  }
  for (int k = 0; k < BEHIND; k++)
    *++t = (struct token){UINT32_MAX, UINT32_MAX, 0};
  r->start = start;
  r->uses = uses;
  r->near = r->tokens;
  collect_names(r, last);
}

/* Room for `n` tokens, what stands in front of them and behind; NULL without memory. */
static struct token *new_room(struct chunk *c, size_t n)
{
  struct token *tokens = arena_alloc(c->arena, (n + 1 + BEHIND) * sizeof *tokens);
  if (tokens == NULL)
    return NULL;
  *tokens = (struct token){0};
  return tokens + 1;
}

/* The sentences with figures, those that are near as one; how many spans they are.  A
   word right behind a sentence is read with it. */
static size_t sentences_read(const struct chunk *c, struct span *spans)
{
  enum { NEAR = 32 };
  struct span *last = spans - 1;
  for (uint32_t i = 0; i < c->n_found; i++) {
    const struct sentence *s = &c->sentences[c->found[i].sentence];
    uint32_t end = s->end < c->text.n ? s->end + 1 : s->end;
    if (last < spans || s->start > last->end + NEAR)
      *++last = (struct span){s->start, end};
    else
      last->end = end > last->end ? end : last->end;
  }
  return (size_t)(last + 1 - spans);
}

/* Marks the words that are read around figures. */
static bool mark_sentences(const struct indicators *x, struct chunk *c)
{
  struct span *spans = arena_alloc(c->arena, c->n_found * sizeof *spans);
  return spans != NULL && lexicon_mark_spans(x->lexicon, &c->text, spans, sentences_read(c, spans),
                                             c->arena, c->by_class);
}

bool reader_init(struct reader *r, const struct indicators *x, struct chunk *c)
{
  if (!mark_sentences(x, c))
    return false;
  const struct mark_list *edges = &c->by_class[WORD_EDGE], *regions = &c->by_class[WORD_REGION];
  *r = (struct reader){.x = x,
                       .c = c,
                       .u = c->text.u,
                       .sentence = NO_SENTENCE,
                       .edges = cursor_on(edges),
                       .regions = cursor_on(regions),
                       .names = cursor_on(&c->by_class[WORD_INDICATOR])};
  r->tokens = r->room = new_room(c, edges->n + regions->n + c->n_times);
  return r->room != NULL;
}

/* The first token from `t` on that ends behind `at`.  None of four decides a branch, as
   any is as likely as the next. */
static const struct token *forward_to(const struct token *t, uint32_t at)
{
  while (t[3].end <= at)
    t += 4;
  return t + (t[0].end <= at) + (t[1].end <= at) + (t[2].end <= at);
}

void reader_figure(struct reader *r, const struct found *f)
{
  const struct sentence *s = &r->c->sentences[f->sentence];
  if (f->sentence != r->sentence) {
    r->tokens = r->room;
    collect(r, s->start, s->end);
  }
  r->sentence = f->sentence;
  r->near = forward_to(r->near, f->span.start);
}

/* The words of the sentence in front have not been marked, as they are rarely asked for. */
bool reader_two_sentences(struct reader *r, const struct found *f)
{
  const struct sentence *s = &r->c->sentences[f->sentence];
  struct chunk *c = r->c;
  struct span both = {s[-1].start, s->end < c->text.n ? s->end + 1 : s->end};
  struct mark_list by_class[WORD_CLASSES];
  if (r->start < s->start)
    return true;
  struct token *room = new_room(c, both.end - both.start);
  if (room == NULL || !lexicon_mark_spans(r->x->lexicon, &c->text, &both, 1, c->arena, by_class))
    return false;
  struct cursor edges = r->edges, names = r->names;
  r->tokens = room;
  r->edges = cursor_on(&by_class[WORD_EDGE]);
  r->names = cursor_on(&by_class[WORD_INDICATOR]);
  rewind_to(r, s[-1].start);
  collect(r, s[-1].start, s->end);
  r->edges = edges;
  r->names = names;
  r->near = token_first(r, f->span.start);
  return true;
}

/* ---- windows ---- */

/* The tokens of a window that is being read. */
struct filling {
  struct token *out; /* behind the last one */
  uint32_t uses;
};

/* Adds words of one character in [i, end). */
static inline struct filling add_singles(const struct reader *r, uint32_t i, uint32_t end,
                                         struct filling f)
{
  const unit *first = r->u;
  for (const unit *u = first + i, *stop = first + end; u < stop; u++) {
    uint32_t at = (uint32_t)(u - first), uses = sort_of(r, *u)->uses;
    *f.out = (struct token){at, at + 1, uses};
    f.out += uses != 0;
    f.uses |= uses;
  }
  return f;
}

/* "Two years' average growth": where a word begins in the figure in front and ends at
   `end`, the words inside count that begin behind the figure; where the last ends. */
static uint32_t add_rest(const struct reader *r, const struct window *w, uint32_t end,
                         struct filling *f)
{
  struct cursor c = r->edges;
  uint32_t i = w->start;
  cursor_seek(&c, i);
  for (; c.at < c.end && c.at->start < end; c.at++) {
    const struct mark *m = c.at;
    for (; c.at + 1 < c.end && c.at[1].start == m->start; c.at++)
      m = c.at[1].len > m->len ? c.at + 1 : m;
    if (m->start < i || m->start + m->len > w->end)
      continue;
    *f = add_singles(r, i, m->start, *f);
    i = m->start + m->len;
    *f->out++ = (struct token){m->start, i, m->payload};
    f->uses |= m->payload;
  }
  return i;
}

/* The tokens that start in front of `stop`.  In a longer word that is not within
   the window the single characters count. */
static void fill(const struct reader *r, struct window *w, uint32_t stop)
{
  const struct token *next = token_first(r, w->start);
  struct filling f = {w->room, 0};
  uint32_t i = next->start < w->start ? add_rest(r, w, next->end, &f) : w->start;
  for (;; next++) {
    uint32_t gap = next->start < stop ? next->start : stop;
    if (i < gap) {
      f = add_singles(r, i, gap, f);
      i = gap;
    }
    if (i >= stop)
      break;
    struct token t = *next;
    if (t.uses == USE_TIME && t.end > w->end) /* "the past five" of five years */
      t.end = w->end;
    if (t.start == i && t.end <= w->end) {
      *f.out++ = t;
      f.uses |= t.uses;
      i = t.end;
    }
  }
  w->tokens = w->room;
  w->n = (uint32_t)(f.out - w->room);
  w->uses = f.uses;
}

void window_read(const struct reader *r, uint32_t start, uint32_t end, uint8_t traits,
                 struct window *w)
{
  w->traits = traits;
  w->end = end;
  w->start = end - start > WINDOW_UNITS ? end - WINDOW_UNITS : start;
  fill(r, w, end);
}

void window_read_first(const struct reader *r, uint32_t start, uint32_t stop, uint32_t end,
                       uint8_t traits, struct window *w)
{
  w->traits = traits;
  w->start = start;
  w->end = end - start > WINDOW_UNITS ? start + WINDOW_UNITS : end;
  fill(r, w, stop < w->end ? stop : w->end);
}

struct token token_at(const struct reader *r, uint32_t at)
{
  struct token single = {at, at + 1, uses_at(r, at)};
  const struct token *t = token_first(r, at);
  return *(t->start == at ? t : &single);
}

bool token_places(const struct reader *r, const struct token *k)
{
  return (k->uses & USE_REGION) != 0 && k->end >= k->start + 3 &&
         (uses_at(r, k->end - 1) & USE_SCOPE) != 0 && (uses_at(r, k->end - 2) & USE_VAGUE) == 0 &&
         (uses_at(r, k->end) & USE_VAGUE) == 0;
}
