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
    if (str_equal(unit_name, next_name(&rest)))
      return true;
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

/* Likewise of a pattern that nothing can be made of. */
static const pcre2_code *code_of(struct apply *a, const struct rule *r, enum rule_pattern which)
{
  struct govfig_error trouble;
  const pcre2_code *code = rule_native_of(a->set, r, which, &trouble);
  if (code != NULL)
    return code;
  if (trouble.status == GOVFIG_E_NOMEM)
    a->nomem = true;
  else if (a->limits_hit++ == 0)
    *a->err = trouble;
  return NULL;
}

bool rule_runs(struct apply *a, const struct rule *r, enum rule_pattern which, const unit *u,
               uint32_t n)
{
  const pcre2_code *code = code_of(a, r, which);
  if (code == NULL)
    return false;
  int rc = pcre2_match(code, u, n, 0, 0, a->matcher->data, a->matcher->context);
  if (rc < 0 && rc != PCRE2_ERROR_NOMATCH)
    report_limit(a, r, rc);
  return rc >= 0;
}

static uint32_t least(uint32_t a, uint32_t b)
{
  return a < b ? a : b;
}

/* Runs the pattern over the view up to `end`, from `begin` on, by PCRE2. */
static bool runs_slowly(struct apply *a, const struct rule *r, uint32_t begin, uint32_t end)
{
  const unit *u = a->view.u;
  const struct rule_matcher *m = a->matcher;
  const pcre2_code *code = code_of(a, r, PATTERN_MATCH);
  if (code == NULL)
    return false;
  int rc = PCRE2_ERROR_JIT_BADOPTION; /* as where there is no machine code */
  if (a->set->jit)
    rc = pcre2_jit_match(code, u, end, begin, 0, m->data, m->context);
  if (rc == PCRE2_ERROR_JIT_BADOPTION)
    rc = pcre2_match(code, u, end, begin, 0, m->data, m->context);
  if (rc < 0 && rc != PCRE2_ERROR_NOMATCH)
    report_limit(a, r, rc);
  return rc >= 0;
}

/* The same, by its program if it has one. */
static bool runs(struct apply *a, const struct rule *r, uint32_t begin)
{
  struct view *v = &a->view;
  const struct trial *t = &a->set->trials[r - a->set->rules];
  rule_view_make(a);
  uint32_t at = a->focus->at, behind = v->n - at - 1;
  if (!t->whole_sentence)
    behind = least(behind, GOVFIG_RULE_WINDOW_AFTER);
  uint32_t end = at + 1 + least(behind, t->reach);
  unit other = v->u[at];
  v->u[at] = (unit)(FOCUS_BASE + a->q[a->focus->i].class);
  enum walk walk = WALK_TIRED;
  if (t->program != NULL)
    walk = program_walk(t->program, v->u, end, at, begin);
  bool matches = walk == WALK_MATCHES;
  if (walk == WALK_TIRED)
    matches = runs_slowly(a, r, begin, end);
  v->u[at] = other;
  return matches;
}

/* Which of the last 64 hits of [from, to) have a rule that can begin there and stand at
   [low, high], a bit for each, from `*first` on: there are no branches but for the end. */
static inline uint64_t hits_of(const struct apply *a, uint32_t rule, struct span hits,
                               uint32_t low, uint32_t high, uint32_t *first)
{
  const uint64_t *bits = a->set->index->begin.bits + rule / 64;
  const struct hit *end = a->hits + hits.end, *hit = end;
  const struct hit *start = end - least(hits.end - hits.start, 64);
  uint64_t found = 0;
  while (hit > start && hit[-1].at >= low) {
    hit--;
    found = found << 1 | ((bits[hit->begins] >> rule % 64) & (hit->at <= high));
  }
  *first = (uint32_t)(hit - a->hits);
  return found;
}

/* Tries a pattern where it can begin, from place `from` on, the nearest first: within the
   clause if it takes no comma. */
static bool runs_at_firsts(struct apply *a, const struct rule *r, const struct trial *t,
                           uint32_t from)
{
  const struct prospect *p = a->focus;
  struct span hits = {t->clausal ? p->clause : p->hits, p->hits_end};
  uint32_t low = p->at - least(p->at - from, t->before_most);
  if (t->before_least > p->at)
    return false;
  for (uint32_t first; hits.start < hits.end; hits.end = first) {
    uint64_t found = hits_of(a, (uint32_t)(r - a->set->rules), hits, low, p->at - t->before_least, &first);
    if (first == hits.end)
      return false;
    for (uint32_t i; found != 0; found &= ~(UINT64_C(1) << i)) {
      i = highest_bit(found);
      if (runs(a, r, a->hits[first + i].at))
        return true;
    }
  }
  return false;
}

/* The same where the places are not noted. */
static bool runs_at_rare(struct apply *a, const struct rule *r, uint32_t from, uint32_t word,
                         uint64_t bit)
{
  const struct rule_index *x = a->set->index;
  const struct pair_rows *rare = &x->pairs[PLACE_RARE];
  const unit *u = a->view.u;
  rule_view_make(a);
  for (uint32_t i = a->focus->at; i-- > from;) {
    struct pair pair = pair_of(rare, unit_key(&x->pages, u[i]), unit_key(&x->pages, u[i + 1]));
    if ((pair_word(rare, pair, word) & bit) != 0 && runs(a, r, i))
      return true;
  }
  return false;
}

/* Does the pattern match, within what the rule may see? */
static bool pattern_holds(struct apply *a, const struct rule *r, const struct trial *t,
                          uint32_t word, uint64_t bit)
{
  uint32_t at = a->focus->at;
  uint32_t before = t->whole_sentence ? at : least(at, GOVFIG_RULE_WINDOW_BEFORE);
  if (t->start == START_FIRST)
    return runs_at_firsts(a, r, t, at - before);
  if (t->start == START_FIXED && t->before_least > before)
    return false;
  uint32_t from = at - least(before, t->before_most);
  return t->start == START_RARE ? runs_at_rare(a, r, from, word, bit) : runs(a, r, from);
}

/* ---- which rules to try ---- */

void rule_weed_out(struct apply *a)
{
  const uint64_t *sentence = a->said[OF_SENTENCE].allows, *paragraph = a->said[OF_PARAGRAPH].allows;
  const uint64_t *heading = a->of_heading.refused, *title = a->of_title.refused;
  for (uint32_t w = 0; w < a->set->index->words; w++)
    a->focus_may[w] &= sentence[w] & paragraph[w] & ~(heading[w] | title[w]);
}

static bool holds(struct apply *a, const struct rule *r, uint32_t word, uint64_t bit,
                  const struct found *f)
{
  const struct trial *t = &a->set->trials[r - a->set->rules];
  if (t->takes_units && !has_unit(r, f->unit_name))
    return false;
  if (t->asks_above && !rule_holds_above(a, r, word, bit))
    return false;
  return t->trivial || pattern_holds(a, r, t, word, bit);
}

/* The first of some rules of a word that holds; NULL for none. */
static const struct rule *first_holding(struct apply *a, uint32_t word, uint64_t bits,
                                        const struct found *f)
{
  const struct rule *rules = a->set->rules + (size_t)64 * word;
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
  const uint64_t *from = x->topics + (size_t)topic * x->words, *to = x->topics + (size_t)end * x->words;
  const uint64_t *units = x->units + (size_t)unit_slot(f->unit_name) * x->words;
  const uint64_t *may = a->focus_may, *allows = a->said[OF_FIGURE].allows;
  for (uint32_t word = x->rule_of[topic] / 64; word < x->words; word++) {
    uint64_t bits = may[word] & allows[word] & units[word] & from[word] & ~to[word];
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
