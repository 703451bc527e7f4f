/* rule_decide.c - which rule decides.  SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/limits.h"
#include "base/str.h"
#include "extract/rules/rule_run.h"

static uint64_t field_bit(const struct found *f, uint8_t field)
{
  const uint8_t values[FIELDS] = {f->kind, f->bound, f->change, f->basis, f->measure, f->status, 0};
  return 1ull << values[field];
}

static bool has_unit(const struct rule *r, struct govfig_str unit_name)
{
  struct govfig_str rest = r->units;
  while (rest.len > 0) {
    size_t n = 0;
    while (n < rest.len && rest.data[n] != ' ')
      n++;
    if (str_equal(unit_name, (struct govfig_str){rest.data, n}))
      return true;
    n += n < rest.len;
    rest = (struct govfig_str){rest.data + n, rest.len - n};
  }
  return false;
}

static bool condition_holds(const struct apply *a, const struct condition *c,
                            const struct found *f)
{
  if (c->of == OF_SENTENCE)
    return a->follows && (c->values & field_bit(&a->in_sentence, c->field)) != 0;
  if (c->of == OF_PARAGRAPH)
    return a->continues && (c->values & field_bit(&a->in_paragraph, c->field)) != 0;
  return (c->values & field_bit(f, c->field)) != 0;
}

static bool conditions_hold(const struct apply *a, const struct rule *r, const struct found *f)
{
  for (int i = 0; i < r->n_conditions; i++) {
    if (!condition_holds(a, &r->conditions[i], f))
      return false;
  }
  return r->units.len == 0 || has_unit(r, f->unit_name);
}

/* Runs a pattern; a limit that was hit counts as no match and is reported. */
static bool matches(struct apply *a, const struct rule *r, const pcre2_code *code, const unit *u,
                    uint32_t n, uint32_t from)
{
  int rc = pcre2_match(code, u, n, from, 0, a->matcher->data, a->matcher->context);
  if (rc >= 0)
    return true;
  if (rc == PCRE2_ERROR_NOMATCH)
    return false;
  if (!a->limit_hit)
    error_set(a->err, GOVFIG_E_MATCH, r->file, r->line, 1,
              "rule %.*s exceeded its match limit (PCRE2 error %d)", (int)r->name.len,
              r->name.data, rc);
  a->limit_hit = true;
  return false;
}

/* The heading that line `h`, a heading itself, stands under: the nearest above
   of an outer level; NO_LINE for none. */
static uint32_t outer_heading(const struct chunk *c, uint32_t h)
{
  uint32_t below = h, p = c->lines[h].heading;
  while (p != NO_LINE && p < below && c->lines[p].level >= c->lines[h].level) {
    below = p;
    p = c->lines[p].heading;
  }
  return p < below ? p : NO_LINE;
}

/* Does a heading above match, the nearest or one that it stands under?  Asked
   once per rule and heading. */
static bool heading_matches(struct apply *a, uint32_t rule)
{
  enum { DEPTH_MAX = 6 };
  const struct rule *r = &a->set->rules[rule];
  if (a->heading_known[rule] == 0) {
    bool yes = false;
    uint32_t h = a->heading;
    for (int depth = 0; !yes && h != NO_LINE && depth < DEPTH_MAX; depth++) {
      const struct line *l = &a->chunk->lines[h];
      yes = matches(a, r, r->heading_code, a->chunk->text.u + l->start, l->end - l->start, 0);
      h = outer_heading(a->chunk, h);
    }
    a->heading_known[rule] = yes ? 2 : 1;
  }
  return a->heading_known[rule] == 2;
}

/* Does the title of the article match?  Asked once per rule and article. */
static bool title_matches(struct apply *a, uint32_t rule)
{
  if (a->title_known[rule] == 0) {
    const struct rule *r = &a->set->rules[rule];
    struct units title;
    struct govfig_str text = a->chunk->articles[a->article].title;
    bool yes = text.len > 0 &&
               units_make(a->set->fold, text.data, text.len, a->chunk->arena, &title) &&
               matches(a, r, r->title_code, title.u, title.n, 0);
    a->title_known[rule] = yes ? 2 : 1;
  }
  return a->title_known[rule] == 2;
}

/* Tries an anchored pattern at each of its first characters up to place `at`,
   the quantity's own included. */
static bool matches_at_firsts(struct apply *a, uint32_t rule, uint32_t from, uint32_t at,
                              uint32_t end)
{
  const struct rule_index *x = a->set->index;
  const struct rule *r = &a->set->rules[rule];
  const struct view *v = &a->view;
  for (uint32_t i = 0; i < v->n_hits && v->hits[i].at < at; i++) {
    uint64_t bits = x->first[v->hits[i].row * x->words + rule / 64];
    if ((bits >> rule % 64 & 1) != 0 && v->hits[i].at >= from &&
        matches(a, r, r->code, v->u, end, v->hits[i].at))
      return true;
  }
  uint64_t own = x->first[x->row_of[v->u[at]] * x->words + rule / 64];
  return (own >> rule % 64 & 1) != 0 && matches(a, r, r->code, v->u, end, at);
}

static bool rule_holds(struct apply *a, uint32_t rule, uint32_t at, const struct found *f)
{
  const struct rule *r = &a->set->rules[rule];
  const struct view *v = &a->view;
  if (!conditions_hold(a, r, f) || (r->heading_code != NULL && !heading_matches(a, rule)) ||
      (r->title_code != NULL && !title_matches(a, rule)))
    return false;
  if (r->trivial)
    return true;
  uint32_t before = r->whole_sentence ? at : GOVFIG_RULE_WINDOW_BEFORE;
  uint32_t from = at > before ? at - before : 0;
  uint32_t end = v->n - at > GOVFIG_RULE_WINDOW_AFTER && !r->whole_sentence
                     ? at + 1 + GOVFIG_RULE_WINDOW_AFTER
                     : v->n;
  if (end > v->n)
    end = v->n;
  return r->anchored ? matches_at_firsts(a, rule, from, at, end)
                     : matches(a, r, r->code, v->u, end, from);
}

/* Rules of a topic that may match at place `at`: 64 of them, from 64 * word. */
static uint64_t candidates(const struct apply *a, enum topic topic, uint32_t at, uint8_t class,
                           uint32_t word)
{
  const struct rule_index *x = a->set->index;
  const unit *u = a->view.u;
  return a->view.may[word] & x->topic_of[topic * x->words + word] &
         x->class_of[class * x->words + word] &
         x->left[x->row_of[u[(ptrdiff_t)at - 1]] * x->words + word] &
         x->right[x->row_of[u[at + 1]] * x->words + word];
}

static uint32_t lowest_bit(uint64_t bits)
{
  uint32_t n = 0;
  for (; (bits & 0xFF) == 0; bits >>= 8)
    n += 8;
  for (; (bits & 1) == 0; bits >>= 1)
    n++;
  return n;
}

const struct rule *rule_decide(struct apply *a, enum topic topic, uint32_t at, uint8_t class,
                               const struct found *f)
{
  for (uint32_t word = 0; word < a->set->index->words; word++) {
    uint64_t bits = candidates(a, topic, at, class, word);
    for (; bits != 0; bits &= bits - 1) {
      uint32_t rule = word * 64 + lowest_bit(bits);
      if (!rule_holds(a, rule, at, f))
        continue;
      if (a->fired != NULL)
        a->fired[rule]++;
      return &a->set->rules[rule];
    }
  }
  return NULL;
}
