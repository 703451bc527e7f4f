/* rule_apply.c - quantities in, figures out.  SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "extract/rules/rule_run.h"

enum { VIEW_GUARD = 1 };

struct rule_matcher *rule_matcher_new(const struct rule_set *s)
{
  struct rule_matcher *m = calloc(1, sizeof *m);
  (void)s;
  if (m == NULL)
    return NULL;
  m->data = pcre2_match_data_create(1, NULL);
  m->context = pcre2_match_context_create(NULL);
  if (m->data == NULL || m->context == NULL) {
    rule_matcher_free(m);
    return NULL;
  }
  pcre2_set_match_limit(m->context, GOVFIG_MATCH_LIMIT);
  pcre2_set_heap_limit(m->context, GOVFIG_MATCH_HEAP_KIB);
  return m;
}

void rule_matcher_free(struct rule_matcher *m)
{
  if (m == NULL)
    return;
  pcre2_match_data_free(m->data);
  pcre2_match_context_free(m->context);
  free(m);
}

static void set_field(uint8_t *field, const struct rule *r, uint8_t which, uint32_t *known)
{
  if (r->set[which] == 0 || (*known >> which & 1) != 0)
    return;
  *field = (uint8_t)(r->set[which] - 1);
  *known |= 1u << which;
}

static void take_rule(struct found *f, const struct rule *r, uint32_t *known)
{
  set_field(&f->kind, r, FIELD_KIND, known);
  set_field(&f->bound, r, FIELD_BOUND, known);
  set_field(&f->change, r, FIELD_CHANGE, known);
  set_field(&f->basis, r, FIELD_BASIS, known);
  set_field(&f->measure, r, FIELD_MEASURE, known);
  set_field(&f->status, r, FIELD_STATUS, known);
  if (r->unit != NULL && (*known >> FIELD_UNIT & 1) == 0) {
    f->unit_name = r->unit->name;
    f->unit_code = r->unit->code;
    *known |= 1u << FIELD_UNIT;
  }
}

/* "a/b" in the arena. */
static bool rate_unit(struct chunk *c, const struct quantity *q, struct found *f)
{
  struct govfig_str per = q->per->per_only ? units_text(&c->text, q->per_span) : q->per->name;
  size_t len = q->unit->name.len + 1 + per.len;
  char *name = arena_alloc(c->arena, len);
  if (name == NULL)
    return false;
  memcpy(name, q->unit->name.data, q->unit->name.len);
  name[q->unit->name.len] = '/';
  memcpy(name + q->unit->name.len + 1, per.data, per.len);
  f->unit_name = (struct govfig_str){name, len};
  if (q->unit->code.len == 0 || q->per->code.len == 0)
    return true;
  len = q->unit->code.len + 1 + q->per->code.len;
  char *code = arena_alloc(c->arena, len);
  if (code == NULL)
    return false;
  memcpy(code, q->unit->code.data, q->unit->code.len);
  code[q->unit->code.len] = '/';
  memcpy(code + q->unit->code.len + 1, q->per->code.data, q->per->code.len);
  f->unit_code = (struct govfig_str){code, len};
  return true;
}

static bool begin_found(struct chunk *c, const struct quantity *q, struct found *f)
{
  *f = (struct found){.span = q->span, .numeral = q->numeral, .sentence = q->sentence,
                      .value = q->value, .high = q->high, .has_value = q->has_value,
                      .has_high = q->has_high, .change_noun = q->increase, .kind = q->kind,
                      .bound = q->bound, .status = q->status};
  if (q->unit == NULL)
    return true;
  if (q->per != NULL)
    return rate_unit(c, q, f);
  f->unit_name = q->unit->name;
  f->unit_code = q->unit->code;
  return true;
}

/* A decrease makes the value negative, and turns a range around. */
static void sign(struct found *f)
{
  bool negative = f->has_value && decimal_compare(f->value, decimal_of(0)) < 0;
  if (f->change != CHANGE_DECREASE || !f->has_value || negative)
    return;
  if (f->has_high) {
    struct decimal low = f->value;
    f->value = decimal_negate(f->high);
    f->high = decimal_negate(low);
  } else {
    f->value = decimal_negate(f->value);
  }
}

/* Decides quantity `i`; false: it is no figure. */
static bool decide_all(struct apply *a, uint32_t i, struct found *f)
{
  const struct quantity *q = &a->q[i];
  uint32_t at = a->view.at[i - a->view.first], known = 0;
  unit other = a->view.u[at];
  bool limit_before = a->limit_hit;
  a->view.u[at] = (unit)(FOCUS_BASE + q->class);
  const struct rule *r = rule_decide(a, TOPIC_FIGURE, at, q->class, f);
  bool keep = r != NULL ? !r->stop : q->class < KIND_BUILTIN;
  f->rule = r != NULL ? (uint32_t)(r - a->set->rules) : a->set->n + f->kind;
  if (r != NULL)
    take_rule(f, r, &known);
  if (keep && f->change_noun && f->change == CHANGE_NONE) {
    f->change = CHANGE_INCREASE;
    f->measure = MEASURE_GROWTH;
    known |= 1u << FIELD_CHANGE | 1u << FIELD_MEASURE;
  }
  for (int topic = TOPIC_CHANGE; keep && topic < TOPICS; topic++) {
    r = rule_decide(a, (enum topic)topic, at, q->class, f);
    if (r != NULL)
      take_rule(f, r, &known);
  }
  a->view.u[at] = other;
  sign(f);
  return keep && a->limit_hit == limit_before;
}

/* Is there a word of class WORD_STOP over the numeral? */
static bool in_stop_phrase(const struct chunk *c, const struct quantity *q, size_t *mark)
{
  const struct mark_list *stops = &c->by_class[WORD_STOP];
  const struct mark *m = stops->items;
  while (*mark < stops->n && m[*mark].start + 64 < q->numeral.start)
    ++*mark;
  for (size_t i = *mark; i < stops->n && m[i].start <= q->numeral.start; i++) {
    if (m[i].start + m[i].len >= q->numeral.end)
      return true;
  }
  return false;
}

/* The nearest heading above the sentence, and its article. */
static void look_around(struct apply *a, uint32_t sentence)
{
  const struct line *line = &a->chunk->lines[a->chunk->sentences[sentence].line];
  if (line->heading != a->heading)
    memset(a->heading_known, 0, a->set->n);
  if (line->article != a->article)
    memset(a->title_known, 0, a->set->n);
  a->heading = line->heading;
  a->article = line->article;
}

/* Forgets what the figures of another sentence or paragraph said. */
static void enter_sentence(struct apply *a, uint32_t i)
{
  const struct sentence *s = a->chunk->sentences;
  a->follows = false;
  if (i == 0 || s[a->q[i].sentence].paragraph != s[a->q[i - 1].sentence].paragraph)
    a->continues = false;
  look_around(a, a->q[i].sentence);
  rule_view_make(a, i);
}

/* Keeps a decided figure for those that follow it. */
static void remember(struct apply *a, const struct found *f)
{
  a->in_sentence = *f;
  a->follows = true;
  if (f->change != CHANGE_NONE) {
    a->in_paragraph = *f;
    a->continues = true;
  }
}

static bool prepare(struct apply *a, struct chunk *c, uint32_t n)
{
  unit *u = arena_alloc(c->arena, (c->text.n + 2 + VIEW_GUARD) * sizeof *u);
  a->view.hits = arena_alloc(c->arena, (c->text.n + 2) * sizeof *a->view.hits);
  a->view.at = arena_alloc(c->arena, (n + 1) * sizeof *a->view.at);
  a->heading_known = arena_zalloc(c->arena, a->set->n + 1, 1);
  a->title_known = arena_zalloc(c->arena, a->set->n + 1, 1);
  a->view.may = arena_alloc(c->arena, a->set->index->words * sizeof *a->view.may);
  c->found = arena_alloc(c->arena, (n + 1) * sizeof *c->found);
  if (u == NULL || a->view.hits == NULL || a->view.at == NULL || a->heading_known == NULL ||
      a->title_known == NULL || a->view.may == NULL || c->found == NULL)
    return false;
  u[0] = 0;
  a->view.u = u + VIEW_GUARD;
  a->heading = a->article = NO_LINE;
  return true;
}

enum govfig_status rules_apply(const struct rule_set *s, struct rule_matcher *m, struct chunk *c,
                               const struct quantity *q, uint32_t n, uint32_t *fired,
                               struct govfig_error *err)
{
  struct apply a = {.set = s, .matcher = m, .chunk = c, .q = q, .n_q = n, .fired = fired,
                    .err = err};
  size_t mark = 0;
  c->n_found = 0;
  if (!prepare(&a, c, n))
    return error_nomem(err);
  for (uint32_t i = 0; i < n; i++) {
    struct found *f = &c->found[c->n_found];
    if (i == 0 || q[i].sentence != q[i - 1].sentence)
      enter_sentence(&a, i);
    if (in_stop_phrase(c, &q[i], &mark) || q[i].overflow)
      continue;
    if (!begin_found(c, &q[i], f))
      return error_nomem(err);
    if (!decide_all(&a, i, f))
      continue;
    remember(&a, f);
    c->n_found++;
  }
  return a.limit_hit ? GOVFIG_E_MATCH : GOVFIG_OK;
}
