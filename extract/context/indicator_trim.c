/* indicator_trim.c - words off both ends of a phrase.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/context/indicator_trim.h"

enum {
  LONGEST = 30, /* above which members of a list are dropped */
  LEAST = 4     /* and what must remain of it */
};

/* ---- the ends ---- */

/* Passes over marks at the end. */
static void skip_tail(struct trim *t)
{
  while (t->p->end > t->p->start && (trait_at(t->r, t->p->end - 1) & TRAIT_TAIL) != 0) {
    uint32_t last = t->p->end - 1;
    t->p->end = last;
    if (t->r->u[last] != ']')
      continue;
    t->p->end = pair_opening(t->r, t->p->start, last);
    if (t->p->end == last) { /* it closes nothing here */
      t->p->end = last + 1;
      return;
    }
  }
}

/* And over words behind it. */
static inline void skip_back(struct trim *t)
{
  if ((t->w->traits & TRAIT_TAIL) != 0)
    skip_tail(t);
  while (t->last > t->first && t->w->tokens[t->last - 1].start >= t->p->end)
    t->last--;
}

/* "from 40 yuan per head": the words do not belong to the name. */
static bool per_behind_from(const struct trim *t, const struct token *k)
{
  return (k->uses & USE_PER) != 0 && t->last > t->first + 1 && k[-1].end == k->start &&
         (k[-1].uses & USE_TO) != 0;
}

/* "in 2020, 2021": the mark between two times. */
static bool parts_times(const struct trim *t, const struct token *k)
{
  return (k->uses & USE_AND) != 0 && t->last > t->first + 1 && k[-1].end == k->start &&
         k[-1].uses == USE_TIME;
}

static bool trails(const struct trim *t, const struct token *k)
{
  if (per_behind_from(t, k) || parts_times(t, k))
    return true;
  uint32_t wide = t->wide ? USE_SCOPE | USE_REGION : 0;
  return (k->uses & (USE_TRAIL | USE_CHANGE | USE_TIME | USE_EACH | USE_AMONG | wide)) != 0;
}

void trim_off_end(struct trim *t)
{
  bool particle = false;
  for (;;) {
    skip_back(t);
    if (t->last <= t->first)
      return;
    const struct token *k = &t->w->tokens[t->last - 1];
    if (particle && k->end == t->p->end && (k->uses & USE_CHANGE) != 0)
      t->nominal = true;
    if (k->end != t->p->end || !trails(t, k) || t->nominal)
      return;
    particle = k->end == k->start + 1 && (k->uses & USE_INSIDE) != 0 && (k->uses & USE_LEAD) != 0;
    t->changed = t->changed || (k->uses & USE_CHANGE) != 0;
    t->p->among = (k->uses & USE_AMONG) != 0;
    t->p->to = t->p->to || (k->uses & USE_TO) != 0;
    t->p->each = t->p->each || (k->uses & USE_EACH) != 0;
    t->p->lasts = t->p->lasts || (k->uses & USE_SINCE) != 0;
    t->p->end = k->start;
    t->last--;
  }
}

/* "within 50 metres": the word belongs to the figure in front. */
static bool behind_figure(const struct trim *t, const struct token *k)
{
  unit before = k->start > 0 ? t->r->u[k->start - 1] : 0;
  return (k->uses & USE_INSIDE) != 0 && k->start == t->w->start && before != 0 &&
         (sort_of(t->r, before)->uses & (USE_BREAK | USE_AND)) == 0 && before != '\n' && before != '(';
}

/* "By 2030": the word in front belongs to the time. */
static bool before_time(const struct trim *t, const struct token *k)
{
  return (k->uses & USE_TO) != 0 && t->first + 1 < t->last && k[1].start == k->end &&
         (k[1].uses & USE_TIME) != 0;
}

static bool leads(const struct trim *t, const struct token *k)
{
  if (behind_figure(t, k) || before_time(t, k))
    return true;
  if (token_places(t->r, k))
    return true;
  return (k->uses & (USE_LEAD | USE_TIME | USE_AND | USE_BREAK)) != 0;
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

/* Marks at the front, a parenthesis, a quotation that does not close. */
static void skip_junk(struct trim *t)
{
  while (t->p->start < t->p->end && (trait_at(t->r, t->p->start) & TRAIT_JUNK) != 0)
    t->p->start++;
  if (t->p->start < t->p->end && t->r->u[t->p->start] == '(')
    t->p->start = pair_closing(t->r, t->p->start, t->p->end);
  if (t->p->start < t->p->end && opens_only(t->r, t->p->start, t->p->end))
    t->p->start++;
}

void trim_off_start(struct trim *t)
{
  for (;;) {
    if ((t->w->traits & TRAITS_FRONT) != 0)
      skip_junk(t);
    while (t->first < t->last && t->w->tokens[t->first].start < t->p->start)
      t->first++;
    if (t->first >= t->last)
      return;
    const struct token *k = &t->w->tokens[t->first];
    if (k->start != t->p->start || !leads(t, k))
      return;
    t->p->start = k->end;
  }
}

/* ---- what ends a phrase ---- */

void trim_end_at(struct trim *t, uint32_t at)
{
  t->p->end = at;
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
    if (with->start > t->p->start) {
      trim_end_at(t, with->start);
      return;
    }
    break;
  }
  t->p->start = t->w->tokens[against].end;
}

void trim_comparison(struct trim *t, uint32_t words)
{
  for (uint32_t k = t->first; k < t->last; k++) {
    uint32_t uses = t->w->tokens[k].uses;
    if ((uses & words & USE_AGAINST) != 0) {
      cut_against(t, k);
      return;
    }
  }
  for (uint32_t k = t->first; k < t->last; k++) {
    const struct token *with = &t->w->tokens[k];
    if ((with->uses & words & (USE_OVER | USE_IS)) != 0 &&
        (with->end < t->p->end || (words & USE_IS) == 0)) {
      trim_end_at(t, with->start);
      return;
    }
  }
}

/* Does a word that leads to a new level follow at `at`? */
static bool leads_on(const struct reader *r, uint32_t at)
{
  enum { NEAR = 6 };
  for (const struct token *k = token_first(r, at); k->start < at + NEAR; k++) {
    if ((k->uses & USE_BREAK) != 0)
      return false;
    if ((k->uses & (USE_TO | USE_LEAD)) == USE_TO)
      return true;
  }
  return false;
}

/* "the fares from those of before the opening, 5 yuan, rose to": what stands behind "from"
   tells when, not what.  Not "from X to Y". */
void trim_from(struct trim *t, uint32_t behind)
{
  for (uint32_t k = t->last; k > t->first; k--) {
    const struct token *from = &t->w->tokens[k - 1];
    if ((from->uses & USE_TO) == 0)
      continue;
    if ((from->uses & USE_LEAD) == 0 || from->end != from->start + 1 ||
        from->start < t->p->start + 2 || !leads_on(t->r, behind))
      return;
    trim_end_at(t, from->start);
    trim_off_end(t);
    return;
  }
}

/* "distributed": what stands behind the word that deals out says nothing more. */
void trim_each(struct trim *t)
{
  for (uint32_t k = t->last; k > t->first; k--) {
    const struct token *each = &t->w->tokens[k - 1];
    if ((each->uses & USE_EACH) != 0) {
      t->p->each = true;
      trim_end_at(t, each->start);
    }
  }
}

/* "X, in the country's list third": what is ranked stands in front. */
void trim_rank(struct trim *t)
{
  for (uint32_t k = t->first; k < t->last; k++) {
    if ((t->w->tokens[k].uses & USE_RANK) != 0) {
      trim_end_at(t, t->w->tokens[k].start);
      return;
    }
  }
}

/* ---- what begins one ---- */

void trim_begin_at(struct trim *t, uint32_t at)
{
  t->p->start = at;
  trim_off_start(t);
}

const struct token *trim_lone(const struct trim *t, uint32_t at, uint32_t use)
{
  if (t->last <= t->first)
    return NULL;
  const struct token *k = &t->w->tokens[t->last - 1];
  return k->start == at && k->end == t->p->end && (k->uses & use) != 0 ? k : NULL;
}

/* The phrase begins behind the last word that parts it, if something remains. */
void trim_inner(struct trim *t)
{
  for (uint32_t k = t->last; k > t->first; k--) {
    const struct token *cut = &t->w->tokens[k - 1];
    if ((cut->uses & USE_CUT) == 0 || t->p->end < cut->end + 2 ||
        trim_lone(t, cut->end, USE_VERB | USE_QUANTITY | USE_RELATIVE) != NULL)
      continue;
    trim_begin_at(t, cut->end);
    return;
  }
}

/* A quotation or title that holds the figure, too: the phrase begins in it. */
void trim_quoted(struct trim *t)
{
  for (uint32_t i = t->p->end; i > t->p->start + 1; i--) {
    unit c = t->r->u[i - 1];
    if (c == CLOSE_QUOTE || c == CLOSE_TITLE)
      return;
    if (c != OPEN_QUOTE && c != OPEN_TITLE)
      continue;
    if (t->p->end > i + 2)
      trim_begin_at(t, i);
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
    if (t->p->end < at + LEAST + 1) {
      while (k > t->first && (t->w->tokens[k - 1].uses & USE_AND) == 0)
        k--;
      at = k > t->first ? t->w->tokens[k - 1].end : t->p->start;
    }
    trim_begin_at(t, at);
    return;
  }
}

/* A phrase that is too long begins at the first verb that makes it short
   enough, else at the last one. */
void trim_long(struct trim *t)
{
  uint32_t best = t->p->start;
  if (!phrase_exceeds(t->r, t->p->start, t->p->end, t->w->traits, TRIM_LONG))
    return;
  cut_list(t);
  for (uint32_t k = t->first; k < t->last; k++) {
    const struct token *v = &t->w->tokens[k];
    if ((v->uses & USE_STARTS) == 0 || v->start <= t->p->start || t->p->end < v->end + 2)
      continue;
    if (!phrase_exceeds(t->r, best, t->p->end, t->w->traits, TRIM_LONG))
      break;
    best = v->start;
  }
  if (best > t->p->start)
    trim_begin_at(t, best);
  for (uint32_t k = t->first; k < t->last; k++) {
    if (!phrase_exceeds(t->r, t->p->start, t->p->end, t->w->traits, LONGEST))
      return;
    if ((t->w->tokens[k].uses & USE_AND) != 0 && t->w->tokens[k].end + 2 < t->p->end)
      trim_begin_at(t, t->w->tokens[k].end);
  }
}
