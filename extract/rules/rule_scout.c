/* rule_scout.c - which rules may match the quantities of a chunk, before any is tried.
   SPDX-License-Identifier: Apache-2.0

   One quantity after the other is looked at in tight loops, first for what stands beside
   it, then for where rules can begin in front of it: what has to be brought from memory for
   one is brought while others are worked on, and nothing that is decided stands between. */
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

/* Finds the rules of words from..to-1 that may match by the class of a prospect and what
   stands beside it; returns those that make a figure of what is none by itself. */
static inline uint64_t rules_beside(const struct apply *a, const struct prospect *p,
                                    uint64_t *may, uint32_t words, uint32_t from, uint32_t to)
{
  const struct rule_index *x = a->set->index;
  const uint64_t *class_of = x->class_of + (size_t)a->q[p->i].class * words;
  struct pair_bits left = pair_bits(&x->pairs[PLACE_LEFT], p->left[0], p->left[1]);
  struct pair_bits right = pair_bits(&x->pairs[PLACE_RIGHT], p->right[0], p->right[1]);
  uint64_t claims = 0;
  for (uint32_t w = from; w < to; w++) {
    may[w] = pair_word(&left, w) & pair_word(&right, w) & class_of[w];
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
  struct two_units l = left_of(a, i), r = right_of(a, i);
  *p = (struct prospect){
      .i = i, .first = a->view.first, .left = {l.near, l.far}, .right = {r.near, r.far}};
  bool figure = (a->q[i].class < KIND_BUILTIN) | (a->fired != NULL); /* without branches */
  a->n_prospects += figure | (rules_beside(a, p, may, words, 0, claiming) != 0);
}

/* ---- where rules can begin ---- */

static inline uint64_t begins(const struct rule_index *x, unit a, unit b)
{
  return x->begins[begins_word(a)] >> (b & 63) & 1;
}

/* Which of up to 64 units a rule may begin at, a bit for each.  There are no branches but
   the loop's: which units do is like tossing a coin. */
static inline uint64_t begins_of(const struct rule_index *x, const unit *u, uint32_t n)
{
  uint64_t bits = 0;
  for (uint32_t i = (n + 3) / 4 * 4; i > 0; i -= 4) {
    bits = bits << 1 | begins(x, u[i - 1], u[i]);
    bits = bits << 1 | begins(x, u[i - 2], u[i - 1]);
    bits = bits << 1 | begins(x, u[i - 3], u[i - 2]);
    bits = bits << 1 | begins(x, u[i - 4], u[i - 3]);
  }
  return n < 64 ? bits & ((UINT64_C(1) << n) - 1) : bits;
}

/* Notes that rules can begin at place `at`, where `u` and `next` stand.  Rows of first
   units have four times as many words, those of second ones twice. */
static inline void note_hit(struct apply *a, uint32_t at, unit u, unit next, uint32_t words)
{
  const struct pair_rows *t = &a->set->index->pairs[PLACE_FIRST];
  struct search *s = &a->search;
  uint32_t first = unit_row(&t->first, u), second = unit_row(&t->second, next);
  const uint64_t *any = t->first.bits + (size_t)first * 4 * words, *some = any + 2 * words;
  const uint64_t *seconds = t->second.bits + (size_t)second * 2 * words;
  const uint64_t *clausal = a->set->index->clausal;
  uint64_t comma = 0 - (uint64_t)(u == ','), *restrict begun = s->begun;
  a->hits[s->n_hits] = (struct hit){at, (uint8_t)first, (uint8_t)second};
  s->n_hits += first != 0;
  s->clause += (at + 1 - s->clause) & (uint32_t)comma;
  for (uint32_t w = 0; w < 2 * words; w++)
    begun[w] = (begun[w] & ~(clausal[w] & comma)) | any[w] | (some[w] & seconds[w]);
}

/* Looks for hits among `n` units, the first of which has place `at`; `last` stands behind
   the last of them. */
static inline void search(struct apply *a, const unit *u, uint32_t n, uint32_t at, unit last,
                          uint32_t words)
{
  const struct rule_index *x = a->set->index;
  uint32_t from = 0;
  for (; from + 1 < n; from += 64) {
    uint32_t more = n - 1 - from;
    uint64_t bits = begins_of(x, u + from, more < 64 ? more : 64);
    for (; bits != 0; bits &= bits - 1) {
      uint32_t i = from + lowest_bit(bits);
      note_hit(a, at + i, u[i], u[i + 1], words);
    }
  }
  if (n > 0 && begins(x, u[n - 1], last))
    note_hit(a, at + n - 1, u[n - 1], last, words);
}

/* Looks for hits between the quantity before number `i` of the sentence and that. */
static inline void search_before(struct apply *a, uint32_t i, uint32_t words)
{
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
  if (i > 0) {
    unit other = sign_of(a, v->first + i - 1), next = n > 0 ? u[0] : own;
    if (begins(a->set->index, other, next))
      note_hit(a, from - 1, other, next, words);
  }
  search(a, u, n, from, own, words);
}

/* Does the sentence go on in another line? */
static bool is_broken(const struct apply *a)
{
  const struct sentence *s = &a->chunk->sentences[a->q[a->view.first].sentence];
  return s->end > a->chunk->lines[s->line].end;
}

/* What is private use in the text is UNIT_BAD in a view.  Where no rule begins with that,
   hits among private use are only in vain. */
static void begin_search(struct apply *a, uint32_t first)
{
  const struct rule_index *x = a->set->index;
  struct search *s = &a->search;
  rule_view_enter(a, first);
  s->hits = s->n_hits;
  s->quantities = s->clause = 0;
  for (uint32_t w = 0; w < 2 * x->words; w++)
    s->begun[w] = 0;
  if (is_broken(a) || x->names_bad)
    rule_view_make(a);
}

/* Leaves those rules of a prospect that can begin in front of it. */
static inline void search_for(struct apply *a, struct prospect *p, uint64_t *may,
                              uint32_t words)
{
  const struct rule_index *x = a->set->index;
  struct search *s = &a->search;
  const uint64_t *begun = s->begun, *inner = begun + words;
  while (s->quantities <= p->i - p->first)
    search_before(a, s->quantities++, words);
  p->at = a->view.at[p->i - p->first];
  p->clause = s->clause;
  p->hits = s->hits;
  p->hits_end = s->n_hits;
  for (uint32_t w = 0; w < words; w++)
    may[w] &= (~x->searched[w] | begun[w]) & (~x->inner[w] | inner[w]);
}

/* With rows of so many words, so many of them with rules that make figures. */
static inline void scout(struct apply *a, uint32_t words, uint32_t claiming)
{
  const struct quantity *q = a->q;
  for (uint32_t i = 0; i < a->n_q; i++) {
    if (i == 0 || q[i].sentence != q[i - 1].sentence)
      rule_view_enter(a, i);
    if (!q[i].numeral.overflow)
      look_beside(a, i, words, claiming);
  }
  struct prospect *p = a->prospects;
  for (uint32_t k = 0; k < a->n_prospects; k++, p++) {
    if (k == 0 || p->first != p[-1].first)
      begin_search(a, p->first);
    uint64_t *may = a->may + (size_t)k * words;
    rules_beside(a, p, may, words, claiming, words);
    search_for(a, p, may, words);
  }
}

/* For as many rules as are built in, and some more, there are no loops over words. */
void rule_scout(struct apply *a)
{
  const struct rule_index *x = a->set->index;
  if (x->words == 4 && x->claim_words == 2)
    scout(a, 4, 2);
  else if (x->words == 4 && x->claim_words == 1)
    scout(a, 4, 1);
  else
    scout(a, x->words, x->claim_words);
}
