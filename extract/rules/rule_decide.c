/* rule_decide.c - which rule decides.  SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/limits.h"
#include "base/str.h"
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
  if (!a->limit_hit)
    error_set(a->err, GOVFIG_E_MATCH, r->file, r->line, 1,
              "rule %.*s exceeded its match limit (PCRE2 error %d)", (int)r->name.len,
              r->name.data, code);
  a->limit_hit = true;
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
  int rc = r->jit ? pcre2_jit_match(r->code, v->u, end, begin, 0, m->data, m->context)
                  : pcre2_match(r->code, v->u, end, begin, 0, m->data, m->context);
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
  uint32_t at = a->focus.at, words = a->set->index->words;
  for (uint32_t i = v->n_hits; i-- > 0 && v->hits[i].at >= from;) {
    uint32_t before = at - v->hits[i].at;
    if (before > r->before_most)
      return false;
    if ((bits[(size_t)v->hits[i].row * words] & bit) != 0 && before >= r->before_least &&
        runs(a, r, v->hits[i].at, end))
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
  if (r->start == START_FIXED && r->before_least > before)
    return false;
  return runs(a, r, at - least(before, r->before_most), end);
}

/* Rules of a topic that may match, of the 64 of a word of the index. */
static uint64_t candidates(struct apply *a, enum topic topic, uint32_t word)
{
  const struct rule_index *x = a->set->index;
  const struct focus *focus = &a->focus;
  uint64_t bits = focus->left[word] & focus->right[word] &
                  x->class_of[focus->class * x->words + word] &
                  ~(a->of_heading.refused[word] | a->of_title.refused[word]);
  for (uint32_t i = 0; bits != 0 && i < x->n_fields[topic]; i++) {
    const struct field_rows *f = &x->fields[topic][i];
    bits &= f->bits[a->said[f->of][f->field] * x->words + word];
  }
  if ((bits & x->searched[word]) != 0)
    bits &= ~x->searched[word] | rule_view_begin(a, word);
  return bits;
}

static uint32_t lowest_bit(uint64_t bits)
{
#if defined(__GNUC__)
  return (uint32_t)__builtin_ctzll(bits);
#else
  uint32_t n = 0;
  for (; (bits & 0xFF) == 0; bits >>= 8)
    n += 8;
  for (; (bits & 1) == 0; bits >>= 1)
    n++;
  return n;
#endif
}

static bool asks_above(const struct rule *r)
{
  return r->heading_code != NULL || r->title_code != NULL;
}

const struct rule *rule_decide(struct apply *a, enum topic topic, const struct found *f)
{
  const struct rule_index *x = a->set->index;
  for (uint32_t word = x->word_of[topic]; word < x->word_of[topic + 1]; word++) {
    uint64_t bits = candidates(a, topic, word);
    for (; bits != 0; bits &= bits - 1) {
      uint32_t rule = x->rule_of[topic] + 64 * (word - x->word_of[topic]) + lowest_bit(bits);
      const struct rule *r = &a->set->rules[rule];
      uint64_t bit = bits & (~bits + 1);
      if ((r->units.len > 0 && !has_unit(r, f->unit_name)) ||
          (asks_above(r) && !rule_holds_above(a, r, word, bit)) || !(r->trivial || pattern_holds(a, r, word, bit)))
        continue;
      if (a->fired != NULL)
        a->fired[rule]++;
      return r;
    }
  }
  return NULL;
}

bool rule_claims(const struct apply *a)
{
  const struct rule_index *x = a->set->index;
  uint64_t bits = 0;
  for (uint32_t word = 0; word < x->word_of[TOPIC_FIGURE + 1]; word++)
    bits |= a->focus.left[word] & a->focus.right[word] & x->claims[word] &
            x->class_of[a->focus.class * x->words + word];
  return bits != 0;
}
