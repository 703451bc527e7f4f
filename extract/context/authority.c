/* authority.c - the body that a number comes from.  SPDX-License-Identifier: Apache-2.0

   Every word that names an origin ("announced", "was learned from", "the data
   show") is looked at once; the body that stands in front of it holds for the
   figures behind it in its paragraph. */
#include "extract/context/authority.h"

#include <string.h>

#include "extract/context/authority_parts.h"

/* An origin that the text names. */
struct origin {
  uint32_t at, sentence, paragraph, article;
  struct govfig_str name;
};

/* ---- origins ---- */

static uint32_t article_of(const struct chunk *c, uint32_t sentence)
{
  return c->articles[c->lines[c->sentences[sentence].line].article].number;
}

static bool enter_sentence(struct search *s, uint32_t at)
{
  const struct chunk *c = s->c;
  while (s->sentence < c->n_sentences && c->sentences[s->sentence].end <= at)
    s->sentence++;
  return s->sentence < c->n_sentences && c->sentences[s->sentence].start <= at;
}

/* Reads the origin at mark `m` into `o`; `last` is the one before it. */
static bool read_origin(struct search *s, const struct mark *m, const struct origin *last,
                        struct origin *o)
{
  const struct chunk *c = s->c;
  struct span body;
  uint32_t article = article_of(c, s->sentence);
  if (authority_body(s, c->sentences[s->sentence].start, m->start, &body))
    o->name = units_text(&c->text, body);
  else if (m->payload == SOURCE_SHOWS && last->name.len > 0 && last->article == article)
    o->name = last->name;
  else
    return false;
  o->at = m->start + m->len;
  o->sentence = s->sentence;
  o->paragraph = c->sentences[s->sentence].paragraph;
  o->article = article;
  return true;
}

/* All origins of the chunk, in order; NULL without memory. */
static struct origin *collect(struct search *s, const struct origin *before, uint32_t *n)
{
  const struct mark_list *words = s->sources.list;
  struct origin *all = arena_alloc(s->c->arena, (words->n + 1) * sizeof *all);
  const struct origin *last = before;
  *n = 0;
  for (size_t i = 0; all != NULL && i < words->n; i++) {
    const struct mark *m = &words->items[i];
    if (m->payload == SOURCE_FROM || !enter_sentence(s, m->start))
      continue;
    if (read_origin(s, m, last, &all[*n]))
      last = &all[(*n)++];
  }
  return all;
}

/* Each figure has the origin in front of it in its paragraph. */
static void hand_out(struct chunk *c, const struct origin *all, uint32_t n)
{
  uint32_t k = 0;
  for (uint32_t i = 0; i < c->n_found; i++) {
    struct found *f = &c->found[i];
    while (k < n && all[k].at <= f->span.start)
      k++;
    if (k > 0 && all[k - 1].paragraph == c->sentences[f->sentence].paragraph)
      f->authority = all[k - 1].name;
  }
}

void authority_state_init(struct authority_state *state)
{
  *state = (struct authority_state){0};
}

static void remember(struct authority_state *state, const struct origin *last)
{
  if (last->name.len > sizeof state->name)
    return;
  state->article = last->article;
  state->len = (uint32_t)last->name.len;
  memcpy(state->name, last->name.data, last->name.len);
}

bool authority_attribute(const struct authorities *x, struct authority_state *state,
                         struct chunk *chunk)
{
  struct search s = {.x = x, .c = chunk, .u = chunk->text.u};
  s.agencies.list = &chunk->by_class[WORD_AGENCY];
  s.regions.list = &chunk->by_class[WORD_REGION];
  s.sources.list = &chunk->by_class[WORD_SOURCE];
  char *name = arena_copy(chunk->arena, state->name, state->len);
  struct origin before = {.article = state->article, .name = {name, state->len}};
  uint32_t n;
  struct origin *all = name != NULL ? collect(&s, &before, &n) : NULL;
  if (all == NULL)
    return false;
  hand_out(chunk, all, n);
  if (n > 0)
    remember(state, &all[n - 1]);
  return true;
}
