/* rule_apply.c - quantities in, figures out.  SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/str.h"
#include "extract/rules/rule_parts.h"

enum { VIEW_GUARD = 1 };

struct rule_matcher {
  pcre2_match_data *data;
  pcre2_match_context *context;
};

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

/* A character of the view with which some rule can begin. */
struct hit {
  uint32_t at;
  uint32_t row; /* of the index */
};

/* The sentence with every quantity as one unit. */
struct view {
  unit *u;       /* n units; u[-1] and u[n] are 0 */
  uint32_t n;
  uint32_t *at;  /* place of the quantity number first + i */
  uint32_t first, count;
  uint64_t *may; /* rules whose first characters stand in the sentence */
  struct hit *hits; /* the places of these characters, in order */
  uint32_t n_hits;
};

struct apply {
  const struct rule_set *set;
  struct rule_matcher *matcher;
  struct chunk *chunk;
  const struct quantity *q;
  uint32_t n_q;
  struct view view;
  uint32_t *fired;
  uint8_t *heading_known; /* per rule: 0 unknown, 1 no, 2 yes, for ... */
  uint32_t heading;       /* ... this heading */
  uint8_t *title_known;   /* the same for ... */
  uint32_t article;       /* ... the title of this article */
  struct found in_sentence, in_paragraph; /* what the next figure follows */
  bool follows, continues;                /* are these set? */
  struct govfig_error *err;
  bool limit_hit;
};

static void copy_units(struct view *v, const struct chunk *c, uint32_t from, uint32_t to)
{
  for (uint32_t i = from; i < to; i++) {
    unit u = c->text.u[i];
    if (u != '\n') /* a line break inside a sentence is layout */
      v->u[v->n++] = u >= 0xE000 && u < 0xF8FF ? UNIT_BAD : u;
  }
}

/* Notes which rules the characters of the view let match at all. */
static void note_firsts(struct apply *a)
{
  const struct rule_index *x = a->set->index;
  struct view *v = &a->view;
  memcpy(v->may, x->first, x->words * sizeof *v->may);
  v->n_hits = 0;
  for (uint32_t i = 0; i < v->n; i++) {
    uint32_t row = x->row_of[v->u[i]];
    if (row == 0)
      continue;
    v->hits[v->n_hits++] = (struct hit){i, row};
    for (uint32_t w = 0; w < x->words; w++)
      v->may[w] |= x->first[row * x->words + w];
  }
}

/* Builds the view of the sentence of quantity `first`. */
static void make_view(struct apply *a, uint32_t first)
{
  const struct sentence *s = &a->chunk->sentences[a->q[first].sentence];
  struct view *v = &a->view;
  uint32_t from = s->start, i = first;
  v->n = 0;
  v->first = first;
  for (; i < a->n_q && a->q[i].sentence == a->q[first].sentence; i++) {
    copy_units(v, a->chunk, from, a->q[i].span.start);
    v->at[i - first] = v->n;
    v->u[v->n++] = (unit)(OTHER_BASE + a->q[i].class);
    from = a->q[i].span.end;
  }
  copy_units(v, a->chunk, from, s->end);
  v->u[v->n] = 0;
  v->count = i - first;
  note_firsts(a);
}

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

/* The deciding rule of a topic for the quantity whose place is `at`, or NULL. */
static const struct rule *decide(struct apply *a, enum topic topic, uint32_t at, uint8_t class,
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
  const struct rule *r = decide(a, TOPIC_FIGURE, at, q->class, f);
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
    r = decide(a, (enum topic)topic, at, q->class, f);
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
  while (*mark < c->n_marks && c->marks[*mark].start + 64 < q->numeral.start)
    ++*mark;
  for (size_t i = *mark; i < c->n_marks && c->marks[i].start <= q->numeral.start; i++) {
    const struct mark *m = &c->marks[i];
    if (m->class == WORD_STOP && m->start + m->len >= q->numeral.end)
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
  make_view(a, i);
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
