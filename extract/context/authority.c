/* authority.c - the body that a number comes from.  SPDX-License-Identifier: Apache-2.0

   Words that name an origin ("announced", "was learned from", "the data show") are
   read from a figure backwards, up to the start of its paragraph, until one of them
   tells a body.  None is read twice, and none where no figure asks. */
#include "extract/context/authority.h"

#include <string.h>

#include "extract/context/authority_parts.h"

/* What a word was found to tell. */
enum finding {
  UNREAD,
  NOTHING,
  BODY,
  BARE /* no body stands in front of it: the last one of the article may be meant */
};

struct origin {
  struct govfig_str name; /* of the body */
  uint8_t finding;
};

/* The words of a chunk: an origin for each mark of WORD_SOURCE. */
struct origins {
  struct search s;
  const struct mark *words;
  struct origin *all;
  uint32_t n;
  uint32_t article;         /* of the state before this chunk */
  struct govfig_str before; /* the last body then */
};

static uint32_t article_of(const struct chunk *c, uint32_t sentence)
{
  return c->articles[c->lines[c->sentences[sentence].line].article].number;
}

/* Comes to the sentence around `at`; false when there is none. */
static bool enter_sentence(struct search *s, uint32_t at)
{
  const struct chunk *c = s->c;
  while (s->sentence > 0 && c->sentences[s->sentence - 1].end > at)
    s->sentence--;
  while (s->sentence < c->n_sentences && c->sentences[s->sentence].end <= at)
    s->sentence++;
  return s->sentence < c->n_sentences && c->sentences[s->sentence].start <= at;
}

/* ---- reading words ---- */

/* Looks in front of word `k`, in whose sentence the search is. */
static void read_own(struct origins *o, uint32_t k)
{
  struct search *s = &o->s;
  struct span body;
  struct origin *one = &o->all[k];
  if (authority_body(s, s->c->sentences[s->sentence].start, o->words[k].start, &body))
    *one = (struct origin){units_text(&s->c->text, body), BODY};
  else
    one->finding = o->words[k].payload == SOURCE_SHOWS ? BARE : NOTHING;
}

/* Comes to the sentence of word `k` and reads it if it has not been; false when it
   is no word of origin or stands in no sentence. */
static bool visit(struct origins *o, uint32_t k)
{
  uint32_t kind = o->words[k].payload;
  if ((kind != SOURCE_TOLD && kind != SOURCE_SHOWS && kind != SOURCE_SAYS) ||
      !enter_sentence(&o->s, o->words[k].start))
    return false;
  if (o->all[k].finding == UNREAD)
    read_own(o, k);
  return true;
}

/* Does word `i`, visited on the way back from one of `article`, end the way?  Then
   *last is what the words behind it mean. */
static bool ends_way(const struct origins *o, uint32_t i, uint32_t article, struct origin *last)
{
  if (article_of(o->s.c, o->s.sentence) != article)
    return true;
  if (o->all[i].finding == BODY)
    *last = o->all[i];
  return o->all[i].finding == BODY ||
         (o->all[i].finding == NOTHING && o->words[i].payload == SOURCE_SHOWS);
}

/* Word `k` means the last body of the article; so do others on the way back to it,
   so that no stretch is walked twice. */
static void inherit(struct origins *o, uint32_t k)
{
  struct origin last = {.finding = NOTHING};
  uint32_t article = article_of(o->s.c, o->s.sentence), i = k;
  while (i > 0 && !(visit(o, i - 1) && ends_way(o, i - 1, article, &last)))
    i--;
  if (i == 0 && o->article == article && o->before.len > 0)
    last = (struct origin){o->before, BODY};
  for (; i <= k; i++) {
    if (o->all[i].finding == BARE)
      o->all[i] = last;
  }
}

/* Does word `k` tell a body? */
static bool tells(struct origins *o, uint32_t k)
{
  if ((o->all[k].finding == UNREAD || o->all[k].finding == BARE) && visit(o, k) &&
      o->all[k].finding == BARE)
    inherit(o, k);
  return o->all[k].finding == BODY;
}

/* ---- figures ---- */

/* Where the paragraph that the sentence is in starts. */
static uint32_t paragraph_start(const struct chunk *c, uint32_t sentence)
{
  const struct sentence *first = &c->sentences[sentence];
  while (first > c->sentences && first[-1].paragraph == first->paragraph)
    first--;
  return first->start;
}

/* Has the body before word `k` had its say?  "The paper, quoting the ministry's data,
   reports" goes on with the ministry. */
static bool ends_say(const struct origins *o, uint32_t k)
{
  const struct mark *m = &o->words[k];
  bool quotes = k > 0 && m[-1].start + m[-1].len == m->start && m[-1].payload == SOURCE_TOLD;
  return m->payload == SOURCE_SAYS || (m->payload == SOURCE_ENDS && !quotes);
}

/* The body that the last one of the words [from, to) tells that start at `start` or
   behind it and tell one; else *name stays, unless somebody else says so. */
static void read_back(struct origins *o, uint32_t from, uint32_t to, uint32_t start,
                      struct govfig_str *name)
{
  for (uint32_t k = to; k > from && o->words[k - 1].start >= start; k--) {
    if (tells(o, k - 1)) {
      *name = o->all[k - 1].name;
      return;
    }
    if (ends_say(o, k - 1)) {
      name->len = 0;
      return;
    }
  }
}

/* Each figure has the origin in front of it in its paragraph; most have no word of
   origin between them and the figure before. */
static void hand_out(struct origins *o)
{
  struct chunk *c = o->s.c;
  uint32_t next = 0, paragraph = UINT32_MAX;
  struct govfig_str name = {NULL, 0};
  for (uint32_t i = 0; i < c->n_found; i++) {
    struct found *f = &c->found[i];
    uint32_t read = next, own = c->sentences[f->sentence].paragraph;
    while (next < o->n && o->words[next].start + o->words[next].len <= f->span.start)
      next++;
    if (own != paragraph)
      name.len = 0;
    o->s.sentence = f->sentence; /* near which those words are */
    if (next > read)
      read_back(o, read, next, own != paragraph ? paragraph_start(c, f->sentence) : 0, &name);
    paragraph = own;
    if (name.len > 0)
      f->authority = name;
  }
}

/* ---- from chunk to chunk ---- */

void authority_state_init(struct authority_state *state)
{
  *state = (struct authority_state){0};
}

/* The last body of the chunk. */
static void remember(struct origins *o, struct authority_state *state)
{
  uint32_t k = o->n;
  while (k > 0 && !tells(o, k - 1))
    k--;
  if (k == 0 || o->all[k - 1].name.len > sizeof state->name)
    return;
  const struct govfig_str *name = &o->all[k - 1].name;
  enter_sentence(&o->s, o->words[k - 1].start);
  state->article = article_of(o->s.c, o->s.sentence);
  state->len = (uint32_t)name->len;
  memcpy(state->name, name->data, name->len);
}

bool authority_attribute(const struct authorities *x, struct authority_state *state,
                         struct chunk *chunk)
{
  const struct mark_list *words = &chunk->by_class[WORD_SOURCE];
  struct origins o = {
      .s = {.x = x, .c = chunk, .u = chunk->text.u}, .words = words->items, .n = (uint32_t)words->n};
  o.s.regions = cursor_on(&chunk->by_class[WORD_REGION]);
  o.s.sources = cursor_on(words);
  o.all = arena_zalloc(chunk->arena, words->n + 1, sizeof *o.all);
  char *name = arena_copy(chunk->arena, state->name, state->len);
  if (o.all == NULL || name == NULL)
    return false;
  o.article = state->article;
  o.before = (struct govfig_str){name, state->len};
  hand_out(&o);
  remember(&o, state);
  return true;
}
