/* rule_scout.c - which rules may match the quantities of a chunk, before any is tried.
   SPDX-License-Identifier: Apache-2.0

   One quantity after the other is looked at in tight loops, first for what stands beside
   it, then for where rules can begin in front of it: what has to be brought from memory for
   one is brought while others are worked on, and nothing that is decided stands between. */
#include <string.h>

#include "extract/rules/rule_between.h"

/* ---- what stands beside a quantity ---- */

/* Units that a view may lack or change. */
enum { UNITS_ODD = UNIT_BLANK | UNIT_BREAK | UNIT_SIGN };

/* Unit `i` of the text; clears *same where a view has another. */
static unit text_unit(const struct units *t, uint32_t i, bool *same)
{
  *same &= is_plain_unit(t, i);
  return t->u[i];
}

/* The unit in front of quantity `i`. */
static unit unit_before(const struct apply *a, uint32_t i, bool *same)
{
  struct span s = view_before(a, i);
  if (s.start < s.end)
    return text_unit(&a->chunk->text, s.end - 1, same);
  return i == a->view.first ? 0 : sign_of(a, i - 1);
}

static unit unit_behind(const struct apply *a, uint32_t i, bool *same)
{
  struct span s = view_behind(a, i);
  if (s.start < s.end)
    return text_unit(&a->chunk->text, s.start, same);
  return is_last(a, i) ? 0 : sign_of(a, i + 1);
}

/* The units on one side of a quantity. */
struct two_units {
  unit near, far;
};

/* Where another quantity, a blank or an end of the sentence is near. */
static struct two_units look_left(struct apply *a, uint32_t i)
{
  struct span s = view_before(a, i);
  struct two_units two = {0, 0};
  bool same = true, first = i == a->view.first;
  two.near = unit_before(a, i, &same);
  if (s.end - s.start >= 2)
    two.far = text_unit(&a->chunk->text, s.end - 2, &same);
  else if (!first)
    two.far = s.start < s.end ? sign_of(a, i - 1) : unit_before(a, i - 1, &same);
  if (same)
    return two;
  rule_view_make(a);
  const unit *u = a->view.u + a->view.at[i - a->view.first];
  return (struct two_units){u[-1], u[-2]};
}

static struct two_units look_right(struct apply *a, uint32_t i)
{
  struct span s = view_behind(a, i);
  struct two_units two = {0, 0};
  bool same = true;
  two.near = unit_behind(a, i, &same);
  if (s.end - s.start >= 2)
    two.far = text_unit(&a->chunk->text, s.start + 1, &same);
  else if (!is_last(a, i))
    two.far = s.start < s.end ? sign_of(a, i + 1) : unit_behind(a, i + 1, &same);
  if (same)
    return two;
  rule_view_make(a);
  const unit *u = a->view.u + a->view.at[i - a->view.first];
  return (struct two_units){u[1], u[2]};
}

static inline struct two_units left_of(struct apply *a, uint32_t i)
{
  const struct units *t = &a->chunk->text;
  struct span s = text_before(a, i);
  if (s.end - s.start < 2 || ((t->class[s.end - 1] | t->class[s.end - 2]) & UNITS_ODD) != 0)
    return look_left(a, i);
  return (struct two_units){t->u[s.end - 1], t->u[s.end - 2]};
}

static inline struct two_units right_of(struct apply *a, uint32_t i)
{
  const struct units *t = &a->chunk->text;
  struct span s = text_behind(a, i);
  if (s.end - s.start < 2 || ((t->class[s.start] | t->class[s.start + 1]) & UNITS_ODD) != 0)
    return look_right(a, i);
  return (struct two_units){t->u[s.start], t->u[s.start + 1]};
}

/* What is known of the two units on one side of a quantity. */
static inline struct pair pair_beside(const struct apply *a, enum place place, struct two_units two)
{
  const struct rule_index *x = a->set->index;
  return pair_of(&x->pairs[place], unit_key(&x->pages, two.near), unit_key(&x->pages, two.far));
}

/* Finds the rules of words from..to-1 that may match by the class of a prospect and what
   stands beside it; returns those that make a figure of what is none by itself. */
static inline uint64_t rules_beside(const struct apply *a, const struct prospect *p,
                                    uint64_t *may, uint32_t words, uint32_t from, uint32_t to)
{
  const struct rule_index *x = a->set->index;
  const uint64_t *class_of = x->class_of + (size_t)a->q[p->i].class * words;
  uint64_t claims = 0;
  for (uint32_t w = from; w < to; w++) {
    may[w] = pair_word(&x->pairs[PLACE_LEFT], p->left, w) &
             pair_word(&x->pairs[PLACE_RIGHT], p->right, w) & class_of[w];
    claims |= may[w] & x->claims[w];
  }
  return claims;
}

/* Takes quantity `i` among the prospects, unless it is no figure by itself and no rule makes
   one of it.  Most are none: only the words with such rules are looked at. */
static inline void look_beside(struct apply *a, uint32_t i, uint32_t words, uint32_t claiming)
{
  struct prospect *p = &a->prospects[a->n_prospects];
  uint64_t *may = a->may + (size_t)a->n_prospects * words;
  p->i = i;
  p->first = a->view.first;
  p->left = pair_beside(a, PLACE_LEFT, left_of(a, i));
  p->right = pair_beside(a, PLACE_RIGHT, right_of(a, i));
  bool figure = (a->q[i].class < KIND_BUILTIN) | (a->fired != NULL); /* without branches */
  a->n_prospects += figure | (rules_beside(a, p, may, words, 0, claiming) != 0);
}

/* ---- where rules can begin ---- */

/* Writes what stands at place `at`; returns where to write on: behind it if a rule may begin
   there.  There are no branches: which units do is like tossing a coin. */
static inline struct opening *note_opening(const struct rule_index *x, struct opening *out,
                                           uint32_t at, unit u, unit next)
{
  *out = (struct opening){{at}, {{u, next}}};
  return out + (x->begins[begins_word(u)] >> (next & 63) & 1);
}

/* Those of `n` units, the first at place `at`; each has one behind it. */
static inline struct opening *note_openings(const struct rule_index *x, struct opening *out,
                                            uint32_t at, const unit *u, uint32_t n)
{
  for (uint32_t k = 0; k < n; k++) {
    out->at = at + k;
    memcpy(out->u, u + k, sizeof out->u); /* at once */
    out += x->begins[begins_word(u[k])] >> (u[k + 1] & 63) & 1;
  }
  return out;
}

/* Finds openings between the quantity before number `i` of the sentence and that. */
static inline struct opening *open_before(struct apply *a, uint32_t i, struct opening *out)
{
  const struct rule_index *x = a->set->index;
  struct view *v = &a->view;
  uint32_t from = i > 0 ? v->at[i - 1] + 1 : 0;
  const unit *u = v->u + from;
  if (!v->made) {
    struct span s = view_before(a, v->first + i);
    u = a->chunk->text.u + s.start;
    v->at[i] = from + (s.end - s.start);
  }
  uint32_t n = v->at[i] - from;
  unit own = sign_of(a, v->first + i);
  if (i > 0)
    out = note_opening(x, out, from - 1, sign_of(a, v->first + i - 1), n > 0 ? u[0] : own);
  if (n > 1)
    out = note_openings(x, out, from, u, n - 1);
  return n > 0 ? note_opening(x, out, from + n - 1, u[n - 1], own) : out;
}

/* Does the sentence go on in another line? */
static bool is_broken(const struct apply *a)
{
  const struct sentence *s = &a->chunk->sentences[a->q[a->view.first].sentence];
  return s->end > a->chunk->lines[s->line].end;
}

/* What is private use in the text is UNIT_BAD in a view.  Where no rule begins with that,
   hits among private use are only in vain. */
static inline void begin_search(struct apply *a, uint32_t first)
{
  rule_view_enter(a, first);
  if (is_broken(a) || a->set->index->names_bad)
    rule_view_make(a);
}

/* Finds the openings in front of all prospects, whose hits are numbers of openings till then. */
static void find_openings(struct apply *a)
{
  struct prospect *p = a->prospects;
  struct opening *start = a->search.openings, *end = start;
  uint32_t opened = 0, hits = 0; /* of the sentence: quantities passed, the first opening */
  for (uint32_t k = 0; k < a->n_prospects; k++, p++) {
    if (k == 0 || p->first != p[-1].first) {
      begin_search(a, p->first);
      opened = 0;
      hits = (uint32_t)(end - start);
    }
    while (opened <= p->i - p->first)
      end = open_before(a, opened++, end);
    p->at = a->view.at[p->i - p->first];
    p->hits = hits;
    p->hits_end = (uint32_t)(end - start);
  }
  a->search.n = (uint32_t)(end - start);
}

/* Makes hits of all openings, and notes for each which are in front of it: a loop over those
   of one prospect after the other would end where nobody can foresee. */
static void pass_openings(struct apply *a)
{
  const struct rule_index *x = a->set->index;
  const struct pair_rows *t = &x->pairs[PLACE_FIRST];
  struct opening *o = a->search.openings, *end = o + a->search.n;
  uint32_t words = 2 * x->words, n = 0, clause = 0;
  for (; o < end; o++) {
    uint32_t first = unit_key(&x->pages, o->u[0]), second = unit_key(&x->pages, o->u[1]);
    uint32_t comma = o->u[0] == ',', row = cross_row(&x->begin, pair_of(t, first, second));
    a->hits[n] = (struct hit){o->at, row * words};
    o->hits = n;
    o->clause = clause;
    n += (row != 0) | comma;
    clause = comma != 0 ? n : clause;
  }
  end->hits = n;
  end->clause = clause;
}

/* Which hits are in front of a prospect. */
static inline void set_hits(const struct apply *a, struct prospect *p)
{
  const struct opening *from = a->search.openings + p->hits, *to = a->search.openings + p->hits_end;
  p->hits = from->hits;
  p->hits_end = to->hits;
  p->clause = to->clause > from->hits ? to->clause : from->hits;
}

/* Sees which rules have begun with hits `from` to p->hits_end. */
static inline void begin_rules(const struct apply *a, const struct prospect *p, uint32_t from,
                               uint64_t *restrict begun, uint32_t words)
{
  const struct rule_index *x = a->set->index;
  for (uint32_t i = from; i < p->hits_end; i++) {
    const uint64_t *begin = x->begin.bits + a->hits[i].begins;
    const uint64_t *lasting = x->lasting + (i + 1 == p->clause ? 2 * words : 0);
    for (uint32_t w = 0; w < 2 * words; w++)
      begun[w] = (begun[w] & lasting[w]) | begin[w];
  }
}

/* ---- both ---- */

static inline void find_prospects(struct apply *a, uint32_t words, uint32_t claiming)
{
  const struct quantity *q = a->q;
  for (uint32_t i = 0; i < a->n_q; i++) {
    uint32_t enter = (i == 0) | (q[i].sentence != q[i - (i > 0)].sentence);
    a->view.first += (i - a->view.first) & (0 - enter); /* without branches */
    a->view.made &= !enter;
    if (!q[i].numeral.overflow)
      look_beside(a, i, words, claiming);
  }
}

/* Leaves those rules of prospects that can begin in front of them. */
static inline void find_rules(struct apply *a, uint64_t *begun, uint32_t words, uint32_t claiming)
{
  const struct rule_index *x = a->set->index;
  struct prospect *p = a->prospects;
  uint64_t *may = a->may;
  find_openings(a);
  pass_openings(a);
  for (uint32_t k = 0; k < a->n_prospects; k++, p++, may += words) {
    bool enter = k == 0 || p->first != p[-1].first;
    for (uint32_t w = 0; enter && w < 2 * words; w++)
      begun[w] = x->unsearched[w];
    set_hits(a, p);
    begin_rules(a, p, enter ? p->hits : p[-1].hits_end, begun, words);
    rules_beside(a, p, may, words, claiming, words);
    for (uint32_t w = 0; w < words; w++)
      may[w] &= begun[w] & begun[words + w];
  }
}

/* With rows of four words; what has begun is kept in registers. */
static inline void scout_few(struct apply *a, uint32_t claiming)
{
  enum { WORDS = 4 };
  uint64_t begun[2 * WORDS] = {0};
  find_prospects(a, WORDS, claiming);
  find_rules(a, begun, WORDS, claiming);
}

static void scout_many(struct apply *a)
{
  const struct rule_index *x = a->set->index;
  find_prospects(a, x->words, x->claim_words);
  find_rules(a, a->search.begun, x->words, x->claim_words);
}

/* For as many rules as are built in, and some more, there are no loops over words. */
void rule_scout(struct apply *a)
{
  const struct rule_index *x = a->set->index;
  if (x->words == 4 && x->claim_words == 2)
    scout_few(a, 2);
  else if (x->words == 4 && x->claim_words == 1)
    scout_few(a, 1);
  else
    scout_many(a);
}
