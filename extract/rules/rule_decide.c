/* rule_decide.c - which rule decides.  SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/limits.h"
#include "base/str.h"
#include "extract/rules/rule_native.h"
#include "extract/rules/rule_run.h"

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

/* Tells of a limit that was hit; that counts as no match. */
static void report_limit(struct apply *a, const struct rule *r, int code)
{
  if (a->limits_hit++ == 0)
    error_set(a->err, GOVFIG_E_MATCH, r->file, r->line, 1,
              "rule %.*s exceeded its match limit (PCRE2 error %d)", (int)r->name.len,
              r->name.data, code);
}

bool rule_runs(struct apply *a, const struct rule *r, const pcre2_code *code, const unit *u,
               uint32_t n)
{
  int rc = pcre2_match(code, u, n, 0, 0, a->matcher->data, a->matcher->context);
  if (rc < 0 && rc != PCRE2_ERROR_NOMATCH)
    report_limit(a, r, rc);
  return rc >= 0;
}

/* Runs the pattern over the view up to `end`, from `begin` on. */
static bool runs(struct apply *a, const struct rule *r, uint32_t begin, uint32_t end)
{
  struct view *v = &a->view;
  const struct rule_matcher *m = a->matcher;
  unit other = v->u[a->focus.at];
  v->u[a->focus.at] = (unit)(FOCUS_BASE + a->focus.class);
  const pcre2_code *code = rule_native_of(&a->set->native[r - a->set->rules].code, r->code);
  int rc = code != r->code ? pcre2_jit_match(code, v->u, end, begin, 0, m->data, m->context)
                           : pcre2_match(code, v->u, end, begin, 0, m->data, m->context);
  v->u[a->focus.at] = other;
  if (rc < 0 && rc != PCRE2_ERROR_NOMATCH)
    report_limit(a, r, rc);
  return rc >= 0;
}

/* Tries a pattern where it can begin, from place `from` on: the nearest first. */
static bool runs_at_firsts(struct apply *a, const struct rule *r, uint32_t from, uint32_t end,
                           uint32_t word, uint64_t bit)
{
  const struct pair_rows *first = &a->set->index->pairs[PLACE_FIRST];
  const uint64_t *bits = first->bits + word;
  const struct view *v = &a->view;
  uint32_t at = a->focus.at;
  for (uint32_t i = v->n_hits; i-- > 0 && v->hits[i].at >= from;) {
    uint32_t before = at - v->hits[i].at;
    if (before > r->before_most)
      return false;
    if ((bits[(size_t)v->hits[i].row * first->words] & bit) != 0 && before >= r->before_least &&
        runs(a, r, v->hits[i].at, end))
      return true;
  }
  return false;
}

/* The same where the places are not noted. */
static bool runs_at_rare(struct apply *a, const struct rule *r, uint32_t from, uint32_t end,
                         uint32_t word, uint64_t bit)
{
  const struct pair_rows *rare = &a->set->index->pairs[PLACE_RARE];
  const unit *u = a->view.u;
  for (uint32_t i = a->focus.at; i-- > from;) {
    if (pair_passes(rare, u[i], u[i + 1]) &&
        (rare->bits[(size_t)pair_row(rare, u[i], u[i + 1]) * rare->words + word] & bit) != 0 &&
        runs(a, r, i, end))
      return true;
  }
  return false;
}

static uint32_t least(uint32_t a, uint32_t b)
{
  return a < b ? a : b;
}

/* Does the pattern match, within what the rule may see? */
static bool pattern_holds(struct apply *a, const struct rule *r, uint32_t word, uint64_t bit)
{
  uint32_t at = a->focus.at, behind = a->view.n - at - 1, before = at;
  if (!r->whole_sentence) {
    before = least(before, GOVFIG_RULE_WINDOW_BEFORE);
    behind = least(behind, GOVFIG_RULE_WINDOW_AFTER);
  }
  uint32_t end = at + 1 + least(behind, r->reach);
  if (r->start == START_FIRST)
    return runs_at_firsts(a, r, at - before, end, word, bit);
  if (r->start == START_RARE)
    return runs_at_rare(a, r, at - least(before, r->before_most), end, word, bit);
  if (r->start == START_FIXED && r->before_least > before)
    return false;
  return runs(a, r, at - least(before, r->before_most), end);
}

/* ---- which rules to try ---- */

/* Rules of a topic that may match, of the 64 of a word of the index. */
static inline uint64_t candidates(struct apply *a, uint32_t word)
{
  const struct rule_index *x = a->set->index;
  const struct focus *focus = &a->focus;
  uint64_t bits = focus->left[word] & focus->right[word] & focus->class_of[word] &
                  a->said[OF_FIGURE].allows[word];
  if (bits == 0)
    return 0;
  bits &= a->said[OF_SENTENCE].allows[word] & a->said[OF_PARAGRAPH].allows[word] &
          ~(a->of_heading.refused[word] | a->of_title.refused[word]);
  if ((bits & x->searched[word]) == 0)
    return bits;
  if (a->view.searched < focus->at)
    rule_view_search(a);
  return bits & (~x->searched[word] | a->view.begun[word]) &
         (~x->inner[word] | a->view.begun[x->words + word]);
}

static bool holds(struct apply *a, const struct rule *r, uint32_t word, uint64_t bit,
                  const struct found *f)
{
  if (r->units.len > 0 && !has_unit(r, f->unit_name))
    return false;
  if ((r->heading_code != NULL || r->title_code != NULL) && !rule_holds_above(a, r, word, bit))
    return false;
  return r->trivial || pattern_holds(a, r, word, bit);
}

/* The first of some rules of a word that holds; NULL for none. */
static const struct rule *first_holding(struct apply *a, uint32_t word, uint64_t bits,
                                        const struct found *f)
{
  const struct rule_index *x = a->set->index;
  const struct rule *rules = a->set->rules + x->rule_at[word];
  for (; bits != 0; bits &= bits - 1) {
    const struct rule *r = &rules[lowest_bit(bits)];
    if (holds(a, r, word, bits & (~bits + 1), f))
      return r;
  }
  return NULL;
}

const struct rule *rule_decide(struct apply *a, uint32_t topic, uint32_t end,
                               const struct found *f)
{
  const struct rule_index *x = a->set->index;
  for (uint32_t word = x->word_of[topic], to = x->word_of[end]; word < to; word++) {
    uint64_t bits = candidates(a, word);
    if (bits == 0)
      continue;
    const struct rule *r = first_holding(a, word, bits, f);
    if (r == NULL)
      continue;
    if (a->fired != NULL)
      a->fired[r - a->set->rules]++;
    return r;
  }
  return NULL;
}
