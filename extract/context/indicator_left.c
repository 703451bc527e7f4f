/* indicator_left.c - the phrase in front of a figure.  SPDX-License-Identifier: Apache-2.0

   From the figure leftwards to where its clause begins; then words are taken
   off both ends: verbs and adverbs next to the figure, places, times and
   connecting words in front.  What is left is the noun phrase, or a verb with
   its object. */
#include "extract/context/indicator_parts.h"

enum {
  OPEN_QUOTE = 0x201C, CLOSE_QUOTE = 0x201D,
  OPEN_TITLE = 0x300A, CLOSE_TITLE = 0x300B,
  LONG = 16,  /* characters above which a phrase is shortened */
  LONGEST = 30, /* above which members of a list are dropped */
  LEAST = 4   /* and what must remain of it */
};

struct pair {
  unit open, close;
};
static const struct pair pairs[] = {{'(', ')'}, {'[', ']'}, {OPEN_QUOTE, CLOSE_QUOTE},
                                    {OPEN_TITLE, CLOSE_TITLE}};
enum { PAIRS = sizeof pairs / sizeof *pairs };

/* ---- where the clause begins ---- */

static const struct pair *closes(unit c)
{
  for (int i = 0; i < PAIRS; i++) {
    if (pairs[i].close == c)
      return &pairs[i];
  }
  return NULL;
}

/* The opening mark of the pair that ends at `i`; `i` itself when it is not
   within `floor` ... i. */
static uint32_t opening(const struct reader *r, uint32_t floor, uint32_t i)
{
  const struct pair *p = closes(r->u[i]);
  for (uint32_t k = i; k > floor; k--) {
    if (r->u[k - 1] == p->open)
      return k - 1;
    if (r->u[k - 1] == p->close)
      break;
  }
  return i;
}

/* Behind the parenthesis that opens at `i`; `i` itself when it does not close. */
static uint32_t closing(const struct reader *r, uint32_t i, uint32_t end)
{
  for (uint32_t k = i; k < end; k++) {
    if (r->u[k] == ')')
      return k + 1;
  }
  return i;
}

static bool breaks(const struct reader *r, uint32_t i)
{
  unit c = r->u[i];
  return (r->x->single[c] & USE_BREAK) != 0 || c == '(' || c == '[' || c == '\t';
}

/* A comma between digits belongs to a number. */
static bool parts_clauses(const struct reader *r, uint32_t i)
{
  return breaks(r, i) &&
         !(r->u[i] == ',' && i > 0 && unit_is_digit(r->u[i - 1]) &&
           unit_is_digit(r->u[i + 1]));
}

uint32_t clause_start(const struct reader *r, uint32_t i)
{
  const struct found *f = r->c->found;
  uint32_t floor = r->c->sentences[f[i].sentence].start, k = i, at = f[i].span.start;
  uint32_t far = at > WINDOW_UNITS ? at - WINDOW_UNITS : 0;
  floor = floor > far ? floor : far;
  if (r->behind > floor && r->behind <= at)
    floor = r->behind;
  while (at > floor) {
    while (k > 0 && f[k - 1].span.start >= at)
      k--;
    if (k > 0 && f[k - 1].span.end >= at && at > floor)
      return at;
    if (closes(r->u[at - 1]) != NULL) {
      uint32_t open = opening(r, floor, at - 1);
      bool quote = r->u[at - 1] == CLOSE_QUOTE || r->u[at - 1] == CLOSE_TITLE;
      if (open == at - 1 || (!quote && k > 0 && f[k - 1].span.start > open))
        return at;
      at = open;
    } else if (parts_clauses(r, at - 1)) {
      return at;
    } else {
      at--;
    }
  }
  return at;
}

/* ---- taking words off ---- */

/* The work on one phrase: tokens first ... last-1 of the window lie within. */
struct trim {
  const struct reader *r;
  const struct window *w;
  struct phrase p;
  uint32_t first, last;
  bool wide;    /* places go too: the figure is a rank or a gap */
  bool nominal; /* it ends in "those that rose" */
  bool changed; /* a word of change was taken off */
};

static bool blank_or_closing(unit c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0x3000;
}

static void skip_back(struct trim *t)
{
  while (t->p.end > t->p.start) {
    unit c = t->r->u[t->p.end - 1];
    uint32_t open = c == ']' ? opening(t->r, t->p.start, t->p.end - 1) : t->p.end - 1;
    if (!blank_or_closing(c) && c != '(' && (c != ']' || open == t->p.end - 1))
      break;
    t->p.end = c == '(' ? t->p.end - 1 : open;
  }
  while (t->last > t->first && t->w->tokens[t->last - 1].start >= t->p.end)
    t->last--;
}

static bool trails(const struct trim *t, const struct token *k)
{
  uint32_t wide = t->wide ? USE_SCOPE | USE_REGION : 0;
  return (k->uses & (USE_TRAIL | USE_CHANGE | USE_TIME | USE_EACH | USE_AMONG | wide)) != 0;
}

static void trim_end(struct trim *t)
{
  bool particle = false;
  for (;;) {
    skip_back(t);
    if (t->last <= t->first)
      return;
    const struct token *k = &t->w->tokens[t->last - 1];
    if (particle && k->end == t->p.end && (k->uses & USE_CHANGE) != 0)
      t->nominal = true;
    if (k->end != t->p.end || !trails(t, k) || t->nominal)
      return;
    particle = k->end == k->start + 1 && (k->uses & USE_INSIDE) != 0 && (k->uses & USE_LEAD) != 0;
    t->changed = t->changed || (k->uses & USE_CHANGE) != 0;
    t->p.among = (k->uses & USE_AMONG) != 0;
    t->p.to = t->p.to || (k->uses & USE_TO) != 0;
    t->p.each = t->p.each || (k->uses & USE_EACH) != 0;
    t->p.end = k->start;
    t->last--;
  }
}

/* Does the region's name end in the word for its kind?  Only such a name does
   nothing but tell the place. */
static bool full_name(const struct reader *r, const struct token *k)
{
  const uint32_t *single = r->x->single;
  return k->end >= k->start + 3 && (single[r->u[k->end - 1]] & USE_SCOPE) != 0 &&
         (single[r->u[k->end - 2]] & USE_VAGUE) == 0;
}

static bool leads(const struct trim *t, const struct token *k)
{
  if ((k->uses & USE_REGION) != 0 && full_name(t->r, k))
    return true;
  return (k->uses & (USE_LEAD | USE_TIME | USE_AND | USE_BREAK)) != 0;
}

static bool junk(unit c)
{
  return blank_or_closing(c) || c == ')' || c == ']' || c == CLOSE_QUOTE || c == CLOSE_TITLE ||
         c == '-' || c == '*' || c == '#' || c == '|';
}

/* Is there a quotation mark at `i` that is not closed before `end`? */
static bool opens_only(const struct reader *r, uint32_t i, uint32_t end)
{
  if (r->u[i] != OPEN_QUOTE && r->u[i] != OPEN_TITLE)
    return false;
  for (uint32_t k = i + 1; k < end; k++) {
    if (r->u[k] == CLOSE_QUOTE || r->u[k] == CLOSE_TITLE)
      return false;
  }
  return true;
}

static void trim_start(struct trim *t)
{
  for (;;) {
    while (t->p.start < t->p.end && junk(t->r->u[t->p.start]))
      t->p.start++;
    if (t->p.start < t->p.end && t->r->u[t->p.start] == '(')
      t->p.start = closing(t->r, t->p.start, t->p.end);
    if (t->p.start < t->p.end && opens_only(t->r, t->p.start, t->p.end))
      t->p.start++;
    while (t->first < t->last && t->w->tokens[t->first].start < t->p.start)
      t->first++;
    if (t->first >= t->last)
      return;
    const struct token *k = &t->w->tokens[t->first];
    if (k->start != t->p.start || !leads(t, k))
      return;
    t->p.start = k->end;
  }
}

/* ---- comparisons ---- */

static void end_at(struct trim *t, uint32_t at)
{
  t->p.end = at;
  skip_back(t);
}

/* "X compared with Y has fallen by": the phrase ends at "compared", or begins
   behind it when nothing stands in front. */
static void cut_against(struct trim *t, uint32_t against)
{
  for (uint32_t k = against; k > t->first; k--) {
    const struct token *with = &t->w->tokens[k - 1];
    if ((with->uses & (USE_WITH | USE_OVER)) == 0)
      continue;
    if (with->start > t->p.start) {
      end_at(t, with->start);
      return;
    }
    break;
  }
  t->p.start = t->w->tokens[against].end;
}

static void cut_comparison(struct trim *t)
{
  for (uint32_t k = t->first; k < t->last; k++) {
    uint32_t uses = t->w->tokens[k].uses;
    if ((uses & USE_AGAINST) != 0) {
      cut_against(t, k);
      return;
    }
  }
  for (uint32_t k = t->first; k < t->last; k++) {
    if ((t->w->tokens[k].uses & USE_OVER) != 0) {
      end_at(t, t->w->tokens[k].start);
      return;
    }
  }
}

/* ---- inner edges ---- */

static void begin_at(struct trim *t, uint32_t at)
{
  t->p.start = at;
  trim_start(t);
}

/* Is [at, end) one verb and nothing else? */
static const struct token *lone_token(const struct trim *t, uint32_t at, uint32_t use)
{
  if (t->last <= t->first)
    return NULL;
  const struct token *k = &t->w->tokens[t->last - 1];
  return k->start == at && k->end == t->p.end && (k->uses & use) != 0 ? k : NULL;
}

/* The phrase begins behind the last word that parts it, if something remains. */
static void cut_inner(struct trim *t)
{
  for (uint32_t k = t->last; k > t->first; k--) {
    const struct token *cut = &t->w->tokens[k - 1];
    if ((cut->uses & USE_CUT) == 0 || t->p.end < cut->end + 2 ||
        lone_token(t, cut->end, USE_VERB | USE_QUANTITY | USE_RELATIVE) != NULL)
      continue;
    begin_at(t, cut->end);
    return;
  }
}

/* A long list that ends in "and other X": X alone, or with the last member
   when X is short. */
static void cut_list(struct trim *t)
{
  for (uint32_t k = t->last; k > t->first; k--) {
    const struct token *among = &t->w->tokens[k - 1];
    if ((among->uses & USE_AMONG) == 0)
      continue;
    uint32_t at = among->end;
    if (t->p.end < at + LEAST + 1) {
      while (k > t->first && (t->w->tokens[k - 1].uses & USE_AND) == 0)
        k--;
      at = k > t->first ? t->w->tokens[k - 1].end : t->p.start;
    }
    begin_at(t, at);
    return;
  }
}

/* A phrase that is too long begins at the first verb that makes it short
   enough, else at the last one. */
static void shorten(struct trim *t)
{
  uint32_t best = t->p.start;
  if (phrase_length(t->r, t->p.start, t->p.end) <= LONG)
    return;
  cut_list(t);
  for (uint32_t k = t->first; k < t->last; k++) {
    const struct token *v = &t->w->tokens[k];
    if ((v->uses & USE_STARTS) == 0 || v->start <= t->p.start || t->p.end < v->end + 2)
      continue;
    if (phrase_length(t->r, best, t->p.end) <= LONG)
      break;
    best = v->start;
  }
  if (best > t->p.start)
    begin_at(t, best);
  for (uint32_t k = t->first; k < t->last; k++) {
    if (phrase_length(t->r, t->p.start, t->p.end) <= LONGEST)
      return;
    if ((t->w->tokens[k].uses & USE_AND) != 0 && t->w->tokens[k].end + 2 < t->p.end)
      begin_at(t, t->w->tokens[k].end);
  }
}

/* Is the phrase nothing but verbs? */
static bool only_verbs(const struct trim *t)
{
  uint32_t at = t->p.start;
  for (uint32_t k = t->first; k < t->last; k++) {
    const struct token *v = &t->w->tokens[k];
    if (v->start == at && (v->uses & (USE_VERB | USE_TRAIL)) != 0)
      at = v->end;
  }
  return at == t->p.end && at > t->p.start;
}

static void classify(struct trim *t)
{
  const struct token *k = lone_token(t, t->p.start, USE_VERB | USE_RELATIVE | USE_NEW | USE_DONE | USE_PER);
  t->p.bare = only_verbs(t);
  t->p.done = k != NULL && (k->uses & USE_DONE) != 0;
  t->p.fresh = k != NULL && (k->uses & USE_NEW) != 0;
  t->p.per = k != NULL && (k->uses & USE_PER) != 0;
  t->p.relative = k != NULL && (k->uses & USE_RELATIVE) != 0;
  if (t->last > t->first) {
    k = &t->w->tokens[t->last - 1];
    t->p.quantity = k->end == t->p.end && (k->uses & USE_QUANTITY) != 0;
    t->p.verbal = k->end == t->p.end && (k->uses & USE_VERB) != 0 && !t->p.quantity;
  }
}

/* A verb that was taken off is all there was: it is the phrase. */
static void restore_verb(struct trim *t)
{
  const struct token *v = t->w->n > 0 ? &t->w->tokens[t->w->n - 1] : NULL;
  if (t->p.end > t->p.start || v == NULL || v->end != t->w->end ||
      (v->uses & (USE_VERB | USE_CHANGE)) != USE_VERB)
    return;
  t->p.start = v->start;
  t->p.end = v->end;
  t->p.bare = true;
  t->p.done = (v->uses & USE_DONE) != 0;
}

static bool compares(const struct trim *t, const struct found *f)
{
  return t->changed || f->change != CHANGE_NONE || f->measure == MEASURE_CHANGE ||
         f->measure == MEASURE_GROWTH || f->measure == MEASURE_GAP;
}

/* "distributed": what stands behind the word that deals out says nothing more. */
static void end_at_each(struct trim *t)
{
  for (uint32_t k = t->last; k > t->first; k--) {
    const struct token *each = &t->w->tokens[k - 1];
    if ((each->uses & USE_EACH) != 0) {
      t->p.each = true;
      end_at(t, each->start);
    }
  }
}

/* Is the amount only what another one is compared with?  Then the verb of change
   stands behind it. */
static bool is_operand(const struct trim *t, uint32_t end)
{
  if (t->first >= t->last || t->w->tokens[t->first].start != t->p.start ||
      (t->w->tokens[t->first].uses & USE_OVER) == 0)
    return false;
  return (token_at(t->r, end).uses & USE_CHANGE) != 0;
}

/* "X, in the country's list third": what is ranked stands in front. */
static void cut_rank(struct trim *t)
{
  for (uint32_t k = t->first; k < t->last; k++) {
    if ((t->w->tokens[k].uses & USE_RANK) != 0) {
      end_at(t, t->w->tokens[k].start);
      return;
    }
  }
}

struct phrase phrase_left(const struct reader *r, uint32_t i)
{
  const struct found *f = &r->c->found[i];
  struct window w;
  window_read(r, clause_start(r, i), f->span.start, &w);
  struct trim t = {.r = r, .w = &w, .p = {.start = w.start, .end = w.end}, .last = w.n};
  t.wide = f->kind == KIND_RANK || f->measure == MEASURE_RANK || f->measure == MEASURE_GAP;
  end_at_each(&t);
  trim_end(&t);
  trim_start(&t);
  if (f->kind == KIND_RANK)
    cut_rank(&t);
  t.p.operand = is_operand(&t, f->span.end);
  if (t.p.operand)
    t.p.start = w.tokens[t.first].end;
  else if (compares(&t, f))
    cut_comparison(&t);
  trim_end(&t);
  trim_start(&t);
  uint32_t whole = t.p.start, first = t.first;
  if (!t.p.each) {
    cut_inner(&t);
    shorten(&t);
  }
  classify(&t);
  if (t.p.bare && whole < t.p.start) { /* a verb alone needs its subject */
    t.p.start = whole;
    t.first = first;
    classify(&t);
    t.p.bare = true;
  }
  restore_verb(&t);
  if (t.p.end == t.p.start + 1 && unit_is_han(r->u[t.p.start]))
    t.p.end = t.p.start;
  return t.p;
}

/* ---- subjects ---- */

struct phrase phrase_subject(const struct reader *r, uint32_t start, uint32_t end)
{
  struct window w;
  window_read(r, start, end, &w);
  struct trim t = {.r = r, .w = &w, .p = {.start = w.start, .end = w.end}, .last = w.n};
  trim_start(&t);
  for (uint32_t k = t.first; k < t.last; k++) {
    const struct token *s = &w.tokens[k];
    if (s->start > t.p.start &&
        (s->uses & (USE_STOP | USE_CUT | USE_CHANGE | USE_OVER | USE_EACH | USE_BREAK)) != 0) {
      t.last = k;
      t.p.end = s->start;
      break;
    }
  }
  trim_end(&t);
  classify(&t);
  return t.p;
}
