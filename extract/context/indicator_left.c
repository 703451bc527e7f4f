/* indicator_left.c - the phrase in front of a figure.  SPDX-License-Identifier: Apache-2.0

   From the figure leftwards to where its clause begins; then words are taken
   off both ends: verbs and adverbs next to the figure, places, times and
   connecting words in front.  What is left is the noun phrase, or a verb with
   its object. */
#include "extract/context/indicator_trim.h"

/* Is the phrase nothing but verbs? */
static bool only_verbs(const struct trim *t)
{
  uint32_t at = t->p->start;
  for (uint32_t k = t->first; k < t->last; k++) {
    const struct token *v = &t->w->tokens[k];
    if (v->start != at || (v->uses & (USE_VERB | USE_TRAIL)) == 0)
      break;
    at = v->end;
  }
  return at == t->p->end && at > t->p->start;
}

static void classify(struct trim *t)
{
  t->p->bare = t->p->done = t->p->fresh = t->p->per = t->p->relative = false;
  if (t->last <= t->first)
    return;
  const struct token *k = &t->w->tokens[t->last - 1];
  t->p->quantity = t->p->verbal = false;
  if (k->end != t->p->end)
    return;
  uint32_t ends = k->uses, lone = k->start == t->p->start ? ends : 0;
  t->p->bare = only_verbs(t);
  t->p->done = (lone & USE_DONE) != 0;
  t->p->fresh = (lone & USE_NEW) != 0;
  t->p->per = (lone & USE_PER) != 0;
  t->p->relative = (lone & USE_RELATIVE) != 0;
  t->p->quantity = (ends & USE_QUANTITY) != 0;
  t->p->verbal = (ends & (USE_VERB | USE_QUANTITY)) == USE_VERB;
}

/* A verb that was taken off is all there was: it is the phrase. */
static void restore_verb(struct trim *t)
{
  const struct token *v = t->w->n > 0 ? &t->w->tokens[t->w->n - 1] : NULL;
  if (t->p->end > t->p->start || v == NULL || v->end != t->w->end ||
      (v->uses & (USE_VERB | USE_CHANGE)) != USE_VERB)
    return;
  t->p->start = v->start;
  t->p->end = v->end;
  t->p->bare = true;
  t->p->done = (v->uses & USE_DONE) != 0;
}

/* The words behind which stands what the figure compares with; 0 if it does not.  So many
   times as much as something is a comparison, too, and "is" leads to it. */
static uint32_t comparing_words(const struct trim *t, const struct found *f)
{
  if (t->changed || f->change != CHANGE_NONE || f->measure == MEASURE_CHANGE ||
      f->measure == MEASURE_GROWTH || f->measure == MEASURE_GAP)
    return USE_AGAINST | USE_OVER;
  return f->kind == KIND_RATIO && f->measure == MEASURE_LEVEL ? USE_OVER | USE_IS : 0;
}

/* Is the amount only what another one is compared with?  Then the verb of change
   stands behind it. */
static bool is_operand(const struct trim *t, uint32_t end)
{
  if (t->first >= t->last || t->w->tokens[t->first].start != t->p->start ||
      (t->w->tokens[t->first].uses & USE_OVER) == 0)
    return false;
  return (token_at(t->r, end).uses & USE_CHANGE) != 0;
}

/* "among the first ten, grew by 5%": in front of the mark stands another predicate
   of the subject that holds on, no subject; unless it has a number that is no
   figure, and with it its own subject. */
static bool other_predicate(const struct trim *t)
{
  enum { LIST_MARK = 0x3001 };
  uint32_t end = t->p->end;
  if (end <= t->p->start || t->r->u[end - 1] != LIST_MARK)
    return false;
  for (uint32_t i = t->p->start; i < end; i++) {
    if (unit_is_digit(t->r->u[i]))
      return false;
  }
  return true;
}

/* What the figure's kind and change say of its words: a rank's end before the verb
   of rank, a change's before what it is compared with. */
static void trim_by_figure(struct trim *t, const struct found *f)
{
  uint32_t start = t->p->start, end = t->p->end;
  if (f->kind == KIND_RANK)
    trim_rank(t);
  t->p->operand = is_operand(t, f->span.end);
  if (t->p->operand)
    t->p->start = t->w->tokens[t->first].end;
  else if ((t->w->uses & (USE_AGAINST | USE_OVER | USE_IS)) != 0)
    trim_comparison(t, comparing_words(t, f));
  if (t->p->start != start || t->p->end != end)
    trim_off_end(t);
  else if ((t->w->traits & TRAITS_FRONT) == 0 ||
           (trait_at(t->r, t->p->start) & TRAITS_FRONT) == 0)
    return; /* as it was trimmed before */
  trim_off_start(t);
}

/* Behind "Article 5 " at `at`: a character, a number, a character and a blank; else `at`. */
static uint32_t behind_article(const struct reader *r, uint32_t at, uint32_t end)
{
  enum { LONGEST = 5, WIDE_BLANK = 0x3000 };
  const uint8_t *class = r->c->text.class;
  uint32_t k = at + 1;
  while (k < end && k <= at + LONGEST && (class[k] & UNIT_NUMERAL) != 0)
    k++;
  if (k == at + 1 || k + 1 >= end || !unit_is_han(r->u[at]) || !unit_is_han(r->u[k]))
    return at;
  return (class[k + 1] & UNIT_BLANK) != 0 || r->u[k + 1] == WIDE_BLANK ? k + 2 : at;
}

/* Behind the number of an item with which the sentence begins: "2.", or a Chinese one
   and a list mark, unless a second one follows it. */
static uint32_t behind_number(const struct reader *r, uint32_t at, uint32_t end)
{
  enum { LIST_MARK = 0x3001, LONGEST = 3 };
  const unit *u = r->u;
  const uint8_t *class = r->c->text.class;
  uint32_t first = at, k;
  while (first < end && (class[first] & UNIT_BLANK) != 0)
    first++;
  for (k = first; k < end && k < first + LONGEST && (class[k] & UNIT_NUMERAL) != 0;)
    k++;
  if (k == first || k + 1 >= end)
    return k == first && k + 1 < end ? behind_article(r, at, end) : at;
  bool digits = unit_is_digit(u[first]), more = unit_is_digit(u[k + 1]);
  bool time = (token_at(r, k + 1).uses & USE_TIME) != 0;
  bool numbers = u[k] == LIST_MARK ? digits || more || (class[k + 1] & UNIT_NUMERAL) == 0 || time
                                   : digits && u[k] == '.' && (!more || time);
  return numbers ? k + 1 : at;
}

/* Behind what stands in front of the first sentence of news: a dateline that ends in a day,
   one character and a blank; a source in lenticular brackets. */
static uint32_t behind_dateline(const struct reader *r, const struct window *w)
{
  enum { NEAR = 24, OPEN = 0x3010, CLOSE = 0x3011 };
  uint32_t far = w->end - w->start < NEAR ? w->end : w->start + NEAR;
  if (w->start < far && r->u[w->start] == OPEN) {
    for (uint32_t i = w->start; i < far; i++) {
      if (r->u[i] == CLOSE)
        return i + 1;
    }
  }
  for (uint32_t k = 0; (w->uses & USE_TIME) != 0 && k < w->n && w->tokens[k].end + 1 < far; k++) {
    uint32_t at = w->tokens[k].end;
    if ((w->tokens[k].uses & USE_TIME) != 0 && unit_is_han(r->u[at]) && r->u[at + 1] == ' ')
      return at + 2;
  }
  return w->start;
}

/* Where the words of a window begin: behind the number of an item, behind a letter that a
   rule took for the unit of the figure in front. */
static uint32_t words_begin(const struct reader *r, uint32_t i, const struct window *w)
{
  const struct found *f = &r->c->found[i];
  if (w->start == r->c->sentences[f->sentence].start)
    return behind_number(r, behind_dateline(r, w), w->end);
  if (w->start < w->end && r->u[w->start] == '\n') /* items may share a sentence */
    return behind_number(r, w->start + 1, w->end);
  if (i == 0 || f[-1].span.end != w->start)
    return w->start;
  if (f[-1].kind == KIND_DURATION) {
    struct token since = token_at(r, w->start); /* "in five years new jobs were" */
    return since.end <= w->end && (since.uses & USE_SINCE) != 0 ? since.end : w->start;
  }
  bool letter = unit_is_latin(r->u[w->start]) &&
                (unit_is_han(r->u[w->start + 1]) ||
                 (uses_at(r, w->start + 1) & (USE_AND | USE_BREAK)) != 0);
  return w->start + letter;
}

/* "Aged 60 and above, the population is": what the figure in front says of those counted
   belongs to their name. */
static void with_attribute(const struct reader *r, uint32_t i, struct phrase *p)
{
  const struct found *f = &r->c->found[i], *of = f - 1;
  if (i == 0 || of->span.end + 1 < p->start || of->span.end > p->start ||
      of->sentence != f->sentence || p->end <= p->start || p->bare || p->relative || p->each ||
      !unit_is_han(r->u[p->start]))
    return;
  bool bounded = of->bound == BOUND_AT_LEAST || of->bound == BOUND_AT_MOST;
  bool particle = of->span.end < p->start && (uses_at(r, of->span.end) & USE_INSIDE) == 0;
  if (particle || !(of->kind == KIND_AGE ? of->bound != BOUND_EXACT
                                         : bounded && of->kind == KIND_MONEY))
    return;
  p->start = of->span.start;
  p->plain = false;
}

/* A long phrase begins later; but a verb alone needs its subject. */
static void shorten(struct trim *t)
{
  uint32_t whole = t->p->start, first = t->first;
  if (!t->p->each) {
    if ((t->w->uses & USE_CUT) != 0)
      trim_inner(t);
    if ((t->w->traits & TRAIT_QUOTE) != 0)
      trim_quoted(t);
    if (t->p->end > t->p->start + TRIM_LONG)
      trim_long(t);
  }
  classify(t);
  if (!t->p->bare || whole >= t->p->start)
    return;
  t->p->start = whole;
  t->first = first;
  classify(t);
  t->p->bare = true;
}

/* A single character says nothing, but for goods of one. */
static void drop_single(struct trim *t)
{
  if (t->p->end == t->p->start + 1 && unit_is_han(t->r->u[t->p->start]) &&
      (uses_at(t->r, t->p->start) & USE_KEEP) == 0)
    t->p->end = t->p->start;
}

void phrase_left(const struct reader *r, uint32_t i, struct phrase *out)
{
  const struct found *f = &r->c->found[i];
  struct window w;
  clause_read(r, i, &w);
  struct trim t = trim_window(r, &w, out);
  t.p->clause = w.start;
  if (w.start == w.end)
    return;
  t.p->start = words_begin(r, i, &w);
  t.wide = f->kind == KIND_RANK || f->measure == MEASURE_RANK || f->measure == MEASURE_GAP;
  if ((w.uses & USE_EACH) != 0)
    trim_each(&t);
  trim_off_end(&t);
  if ((w.uses & USE_TO) != 0)
    trim_from(&t, f->span.end);
  if (other_predicate(&t))
    t.p->start = t.p->end;
  trim_off_start(&t);
  trim_by_figure(&t, f);
  shorten(&t);
  restore_verb(&t);
  drop_single(&t);
  t.p->plain = (w.traits & TRAIT_GAP) == 0 && (w.uses & USE_TIME) == 0;
  with_attribute(r, i, t.p);
}

/* ---- a glance ---- */

/* Goes back over what comes off the end of the words in front of the figure, to the
   word that they end in.  The rest is not read. */
bool phrase_left_adds(const struct reader *r, uint32_t i)
{
  enum {
    TELLING = USE_QUANTITY | USE_NEW | USE_TO | USE_CHANGE | USE_PER,
    TRAILING = USE_TRAIL | USE_TIME | USE_AMONG
  };
  uint32_t at = front_end(r, &i), stop = clause_stop(r, i);
  const struct token *t = token_first(r, at);
  if (stop > at || t->start < at || ((r->uses | r->x->uses) & USE_EACH) != 0)
    return true;
  while (at > stop) {
    struct sort s = *sort_of(r, r->u[at - 1]);
    uint32_t start = at - 1;
    if (t[-1].end == at) {
      t--;
      start = t->start;
      s = (struct sort){t->uses, traits_of(r, start, at) & TRAIT_CLAUSE};
      if ((s.traits & TRAIT_CLAUSE) != 0)
        return true;
    } else if ((s.traits & TRAIT_CLAUSE) != 0) {
      return !parts_clauses(r, start);
    }
    if ((s.uses & TELLING) != 0 || start < stop)
      return true;
    if ((s.uses & TRAILING) == 0 && (s.traits & TRAIT_TAIL) == 0)
      return false;
    at = start;
  }
  return false;
}

/* ---- subjects ---- */

/* Does it end in a word that begins others, as "the minister said" does?  Then it has
   nothing to say of what follows. */
static bool only_introduces(const struct trim *t)
{
  if (t->last <= t->first)
    return false;
  const struct token *k = &t->w->tokens[t->last - 1];
  return k->uses == USE_LEAD && k->end == t->p->end && k->end > k->start + 1;
}

struct phrase phrase_subject(const struct reader *r, uint32_t start, uint32_t end)
{
  struct window w;
  window_read(r, start, end, UINT8_MAX, &w);
  struct phrase p;
  struct trim t = trim_window(r, &w, &p);
  if (w.start == 0 || r->u[w.start - 1] == '\n')
    p.start = behind_number(r, w.start, w.end);
  trim_off_start(&t);
  for (uint32_t k = t.first; k < t.last; k++) {
    const struct token *s = &w.tokens[k];
    if (s->start > t.p->start &&
        (s->uses & (USE_STOP | USE_CUT | USE_CHANGE | USE_OVER | USE_EACH | USE_BREAK)) != 0) {
      t.last = k;
      t.p->end = s->start;
      break;
    }
  }
  trim_off_end(&t);
  classify(&t);
  if (p.end == end && only_introduces(&t))
    p.end = p.start;
  return p;
}
