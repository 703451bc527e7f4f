/* authority.c - the body that a number comes from.  SPDX-License-Identifier: Apache-2.0

   Every word that names an origin ("announced", "was learned from", "the data
   show") is looked at once: the body stands in front of it in its clause,
   between a word of place or the name of a known body and the last ending that
   names of bodies have.  Offices, times and a second body end it. */
#include "extract/context/authority.h"

#include <string.h>

#include "extract/context/authority_parts.h"

enum {
  CLAUSE_UNITS = 64,  /* how far in front of the word the body may begin */
  BODY_LEAST = 3,     /* units of a body's name */
  BODY_MOST = 30,
  REST_MOST = 24      /* units between the body and the word: office, person, day */
};

/* An origin that the text names. */
struct origin {
  uint32_t at, sentence, paragraph, article;
  struct govfig_str name;
};

struct search {
  const struct authorities *x;
  struct chunk *c;
  const unit *u;
  uint32_t sentence; /* the last one looked at */
};

/* ---- the clause in front of a word ---- */

static bool parts_clause(unit c)
{
  enum { STOP = 0x3002, OPEN_QUOTE = 0x201C };
  return c == ',' || c == ';' || c == ':' || c == STOP || c == '\n' || c == '!' || c == '?' ||
         c == OPEN_QUOTE || c == '(' || c == '|';
}

static uint32_t clause_begin(const struct search *s, uint32_t at)
{
  uint32_t floor = s->c->sentences[s->sentence].start, i = at;
  if (at - floor > CLAUSE_UNITS)
    floor = at - CLAUSE_UNITS;
  while (i > floor) {
    if (s->u[i - 1] == ')') {
      uint32_t k = i - 1;
      while (k > floor && s->u[k - 1] != '(')
        k--;
      if (k == floor)
        return i;
      i = k - 1;
    } else if (parts_clause(s->u[i - 1])) {
      return i;
    } else {
      i--;
    }
  }
  return i;
}

/* ---- the body in a clause ---- */

/* Index of the first mark that starts at or behind `at`. */
static size_t mark_from(const struct chunk *c, uint32_t at)
{
  size_t low = 0, high = c->n_marks;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (c->marks[middle].start < at)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The end of the last time that covers or touches `at` from the left. */
static uint32_t behind_time(const struct chunk *c, uint32_t at, uint32_t limit)
{
  uint32_t low = 0, high = c->n_times;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (c->times[middle].span.end <= at)
      low = middle + 1;
    else
      high = middle;
  }
  while (low < c->n_times && c->times[low].span.start <= at && c->times[low].span.end <= limit)
    at = c->times[low++].span.end;
  return at;
}

/* Where a time begins in [start, end); `end` for none. */
static uint32_t time_in(const struct chunk *c, uint32_t start, uint32_t end)
{
  uint32_t low = 0, high = c->n_times;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (c->times[middle].span.start < start)
      low = middle + 1;
    else
      high = middle;
  }
  return low < c->n_times && c->times[low].span.start < end ? c->times[low].span.start : end;
}

/* The body begins behind the last word that stands in front of bodies, else at
   the first name or region of the clause, else where the clause does. */
static uint32_t body_begin(const struct search *s, uint32_t start, uint32_t end)
{
  const struct chunk *c = s->c;
  uint32_t begin = start, named = end;
  for (uint32_t i = start; i < end; i++) {
    if (s->x->single[s->u[i]] == SOURCE_FROM)
      begin = i + 1;
  }
  for (size_t m = mark_from(c, start); m < c->n_marks && c->marks[m].start < end; m++) {
    const struct mark *k = &c->marks[m];
    bool names = k->class == WORD_REGION || (k->class == WORD_AGENCY && k->payload == AGENCY_NAME);
    if (k->class == WORD_SOURCE && k->payload == SOURCE_FROM && k->start + k->len > begin)
      begin = k->start + k->len;
    if (names && k->start < named && k->start + k->len <= end)
      named = k->start;
  }
  if (named < begin)
    named = end; /* it stands in front of "from" */
  begin = behind_time(c, begin, end);
  while (begin < end && s->u[begin] == ' ')
    begin++;
  return begin == start && named < end ? named : begin;
}

/* The mark of a word of bodies that starts at `at`; NULL for none. */
static const struct mark *agency_at(const struct chunk *c, size_t *m, uint32_t at)
{
  while (*m < c->n_marks && c->marks[*m].start < at)
    (*m)++;
  for (size_t k = *m; k < c->n_marks && c->marks[k].start == at; k++) {
    if (c->marks[k].class == WORD_AGENCY)
      return &c->marks[k];
  }
  return NULL;
}

/* The end of the body that begins at `start`; `start` when there is none. */
static uint32_t body_end(const struct search *s, uint32_t start, uint32_t end)
{
  size_t m = mark_from(s->c, start);
  uint32_t last = start, limit = time_in(s->c, start, end);
  for (uint32_t i = start; i < limit;) {
    const struct mark *k = agency_at(s->c, &m, i);
    uint32_t kind = k != NULL ? k->payload : s->x->single[s->u[i]];
    uint32_t next = i + (k != NULL ? k->len : 1u);
    if (kind == AGENCY_TITLE || (kind == AGENCY_JOINT && last == i))
      break;
    if ((kind == AGENCY_NAME || kind == AGENCY_SUFFIX) && next <= limit)
      last = next;
    i = next;
  }
  return last;
}

/* Does a body's name begin at `at`: a known one, a region's, a word of place, or
   whatever stands behind a word like "from"? */
static bool may_begin(const struct search *s, uint32_t at, uint32_t clause)
{
  const struct chunk *c = s->c;
  uint8_t kind = s->x->single[s->u[at]], before = at > clause ? s->x->single[s->u[at - 1]] : 0;
  if (kind == AGENCY_PLACE || before == SOURCE_FROM)
    return true;
  for (size_t m = mark_from(c, at); m < c->n_marks && c->marks[m].start == at; m++) {
    const struct mark *k = &c->marks[m];
    if (k->class == WORD_REGION || (k->class == WORD_AGENCY && k->payload == AGENCY_NAME))
      return true;
  }
  size_t m = mark_from(c, at > clause + 4 ? at - 4 : clause);
  for (; m < c->n_marks && c->marks[m].start < at; m++) {
    const struct mark *k = &c->marks[m];
    if (k->class == WORD_SOURCE && k->payload == SOURCE_FROM && k->start + k->len == at)
      return true;
  }
  return false;
}

/* Does every parenthesis within [start, end) open and close there? */
static bool balanced(const struct search *s, uint32_t start, uint32_t end)
{
  int depth = 0;
  for (uint32_t i = start; i < end && depth >= 0; i++)
    depth += (s->u[i] == '(') - (s->u[i] == ')');
  return depth == 0;
}

static bool body_between(const struct search *s, uint32_t clause, uint32_t at, struct span *body)
{
  uint32_t begin = body_begin(s, clause, at), end = body_end(s, begin, at);
  if (end < begin + BODY_LEAST || end > begin + BODY_MOST || at - end > REST_MOST ||
      !may_begin(s, begin, clause) || !balanced(s, begin, end))
    return false;
  *body = (struct span){begin, end};
  return true;
}

/* The body named in front of the word at `at`; false when none is.  It rather
   stands behind a parenthesis (a dateline's) than in front of it. */
static bool find_body(const struct search *s, uint32_t at, struct span *body)
{
  uint32_t clause = clause_begin(s, at);
  for (uint32_t i = at; i > clause; i--) {
    if (s->u[i - 1] == ')') {
      if (body_between(s, i, at, body))
        return true;
      break;
    }
  }
  return body_between(s, clause, at, body);
}

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
static bool read_origin(const struct search *s, const struct mark *m, const struct origin *last,
                        struct origin *o)
{
  const struct chunk *c = s->c;
  struct span body;
  uint32_t article = article_of(c, s->sentence);
  if (find_body(s, m->start, &body))
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

static bool names_origin(const struct mark *m)
{
  return m->class == WORD_SOURCE && (m->payload == SOURCE_TOLD || m->payload == SOURCE_SHOWS);
}

/* All origins of the chunk, in order; NULL without memory. */
static struct origin *collect(struct search *s, const struct origin *before, uint32_t *n)
{
  const struct chunk *c = s->c;
  size_t room = 1;
  for (size_t i = 0; i < c->n_marks; i++)
    room += names_origin(&c->marks[i]);
  struct origin *all = arena_alloc(c->arena, room * sizeof *all);
  const struct origin *last = before;
  *n = 0;
  for (size_t i = 0; all != NULL && i < c->n_marks; i++) {
    if (!names_origin(&c->marks[i]) || !enter_sentence(s, c->marks[i].start))
      continue;
    if (read_origin(s, &c->marks[i], last, &all[*n]))
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
