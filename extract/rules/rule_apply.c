/* rule_apply.c - quantities in, figures out.  SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/str.h"
#include "extract/rules/rule_run.h"

enum { VIEW_GUARD = 2, VIEW_ROOM = 8 };

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
  if (r->set[FIELD_STATUS] != 0 && (*known >> FIELD_STATUS & 1) == 0)
    f->status_above = r->heading.len > 0 || r->title.len > 0;
  f->status_told |= r->set[FIELD_STATUS] != 0;
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

/* All of it 0, in pieces that are a store or two: a call, or a loop over so little, costs more. */
static inline void clear(struct found *f)
{
  enum { PIECE = 32, REST = sizeof *f % PIECE };
  char *p = (char *)f;
  for (size_t i = 0; i < sizeof *f / PIECE; i++)
    memset(p + i * PIECE, 0, PIECE);
  memset(p + sizeof *f - REST, 0, REST);
}

/* Fills in what is known of the quantity. */
static bool begin_found(struct chunk *c, const struct quantity *q, struct found *f)
{
  const struct numeral *n = &q->numeral;
  clear(f);
  f->span = q->span;
  f->numeral = (struct span){n->start, n->end};
  f->sentence = q->sentence;
  f->value = n->value;
  f->high = n->high;
  f->has_value = n->has_value;
  f->has_high = n->has_high;
  f->change_noun = q->increase;
  f->kind = q->kind;
  f->bound = q->bound;
  f->status = q->status;
  if (q->unit == NULL)
    return true;
  if (q->per != NULL)
    return rate_unit(c, q, f);
  f->unit_name = q->unit->name;
  f->unit_code = q->unit->code;
  return true;
}

/* A decrease makes the value negative, and turns a range around.  "An increase of
   -16 %" is a decrease. */
static void sign(struct found *f)
{
  if (f->change == CHANGE_INCREASE && f->has_value &&
      decimal_compare(f->value, decimal_of(0)) < 0)
    f->change = CHANGE_DECREASE;
  if (f->change != CHANGE_DECREASE || !f->has_value ||
      decimal_compare(f->value, decimal_of(0)) < 0)
    return;
  if (f->has_high) {
    struct decimal low = f->value;
    f->value = decimal_negate(f->high);
    f->high = decimal_negate(low);
  } else {
    f->value = decimal_negate(f->value);
  }
}

/* Which rules a statement allows. */
static void allow(const struct rule_index *x, enum condition_of of, uint64_t statement,
                  uint64_t *out)
{
  memset(out, 0xFF, x->words * sizeof *out);
  for (int field = 0; field < FIELDS; field++) {
    const uint64_t *bits = x->fields[of][field];
    size_t row = (size_t)(statement >> 8 * field & 0xFF) * x->words;
    for (uint32_t w = 0; bits != NULL && w < x->words; w++)
      out[w] &= bits[row + w];
  }
}

/* No value is so high, and no field of no figure. */
#define NO_STATEMENT (~UINT64_C(0))

/* There is no such figure, or none yet. */
static void unsay(struct apply *a, enum condition_of of)
{
  a->said[of].allows = a->said[of].none;
}

/* Notes what a figure states, as far as conditions ask for it. */
static inline void say(struct apply *a, enum condition_of of, const struct found *f)
{
  uint64_t statement =
      (uint64_t)f->kind << 8 * FIELD_KIND | (uint64_t)f->bound << 8 * FIELD_BOUND |
      (uint64_t)f->change << 8 * FIELD_CHANGE | (uint64_t)f->basis << 8 * FIELD_BASIS |
      (uint64_t)f->measure << 8 * FIELD_MEASURE | (uint64_t)f->status << 8 * FIELD_STATUS;
  statement &= a->set->index->asked[of];
  struct said *said = &a->said[of];
  size_t slot = (statement * UINT64_C(0x9E3779B97F4A7C15)) >> (64 - STATEMENTS_BITS);
  said->allows = said->rows + slot * a->set->index->words;
  if (said->statements[slot] == statement)
    return;
  allow(a->set->index, of, statement, said->rows + slot * a->set->index->words);
  said->statements[slot] = statement;
}

static void begin_saying(const struct rule_set *s, struct rule_matcher *m, enum condition_of of)
{
  struct said *said = &m->said[of];
  uint64_t *none = m->rows + ((size_t)of * (STATEMENTS + 1) + STATEMENTS) * s->index->words;
  said->rows = m->rows + (size_t)of * (STATEMENTS + 1) * s->index->words;
  for (int slot = 0; slot < STATEMENTS; slot++)
    said->statements[slot] = NO_STATEMENT;
  allow(s->index, of, UINT64_C(0x0101010101010101) * VALUE_NONE, none);
  said->none = none;
}

struct rule_matcher *rule_matcher_new(const struct rule_set *s)
{
  struct rule_matcher *m = calloc(1, sizeof *m);
  if (m == NULL)
    return NULL;
  m->data = pcre2_match_data_create(1, NULL);
  m->context = pcre2_match_context_create(NULL);
  m->rows = malloc(CONDITIONS_OF * (STATEMENTS + 1) * s->index->words * sizeof *m->rows + 1);
  if (m->data == NULL || m->context == NULL || m->rows == NULL) {
    rule_matcher_free(m);
    return NULL;
  }
  pcre2_set_match_limit(m->context, GOVFIG_MATCH_LIMIT);
  pcre2_set_heap_limit(m->context, GOVFIG_MATCH_HEAP_KIB);
  for (uint32_t of = 0; of < CONDITIONS_OF; of++)
    begin_saying(s, m, (enum condition_of)of);
  return m;
}

void rule_matcher_free(struct rule_matcher *m)
{
  if (m == NULL)
    return;
  pcre2_match_data_free(m->data);
  pcre2_match_context_free(m->context);
  free(m->rows);
  free(m);
}

/* Takes what a rule says of the figure in focus. */
static void take(struct apply *a, struct found *f, const struct rule *r, uint32_t *known)
{
  take_rule(f, r, known);
  say(a, OF_FIGURE, f);
}

/* A number that is a change itself: a doubling. */
static void state_change(struct apply *a, struct found *f, uint32_t *known)
{
  if (!f->change_noun || f->change != CHANGE_NONE)
    return;
  f->change = CHANGE_INCREASE;
  f->measure = MEASURE_GROWTH;
  *known |= 1u << FIELD_CHANGE | 1u << FIELD_MEASURE;
  say(a, OF_FIGURE, f);
}

/* A unit that a rule has told, where its name stands right behind, belongs to the figure. */
static void take_unit_behind(const struct apply *a, struct found *f)
{
  const struct units *t = &a->chunk->text;
  uint32_t at = f->span.end, end = at, limit = a->chunk->sentences[f->sentence].end;
  size_t len = f->unit_name.len;
  if (a->q[a->focus->i].unit != NULL || len == 0)
    return;
  while (end < limit && units_text(t, (struct span){at, end}).len < len)
    end++;
  if (str_equal(units_text(t, (struct span){at, end}), f->unit_name))
    f->span.end = end;
}

/* Decides the quantity in focus, topic by topic; false: it is no figure.  The later topics
   are gone through along with the first where that leaves nothing open for them. */
static bool decide_all(struct apply *a, struct found *f)
{
  uint32_t known = 0;
  uint32_t limits = a->limits_hit;
  uint8_t class = a->q[a->focus->i].class;
  bool open = class >= KIND_BUILTIN || f->change_noun;
  say(a, OF_FIGURE, f);
  const struct rule *r = rule_decide(a, TOPIC_FIGURE, open ? TOPIC_CHANGE : TOPICS, f);
  const struct rule *own = r != NULL && r->topic == TOPIC_FIGURE ? r : NULL;
  if (own != NULL ? own->stop : class >= KIND_BUILTIN)
    return false;
  f->rule = own != NULL ? (uint32_t)(own - a->set->rules) : a->set->n + f->kind;
  if (own != NULL) {
    take(a, f, own, &known);
    take_unit_behind(a, f);
  }
  state_change(a, f, &known);
  if (open || own != NULL)
    r = rule_decide(a, TOPIC_CHANGE, TOPICS, f);
  for (; r != NULL; r = rule_decide(a, r->topic + 1u, TOPICS, f))
    take(a, f, r, &known);
  sign(f);
  return a->limits_hit == limits;
}

/* The words of class WORD_STOP that were passed: the next of them, and how far any of
   those before it goes. */
struct stops {
  size_t next;
  uint32_t end;
};

/* Is there one over the numeral?  They are asked for in order. */
static bool in_stop_phrase(const struct mark_list *stops, const struct quantity *q,
                           struct stops *passed)
{
  for (; passed->next < stops->n && stops->items[passed->next].start <= q->numeral.start;
       passed->next++) {
    const struct mark *m = &stops->items[passed->next];
    uint32_t end = m->start + m->len;
    passed->end = end > passed->end ? end : passed->end;
  }
  return passed->end >= q->numeral.end;
}

/* Forgets what was answered; where there is nothing to ask, no rule that does can match. */
static void forget(const struct apply *a, struct answers *of, enum place place, bool nothing)
{
  const uint64_t *above = a->set->index->above[place];
  of->read = nothing;
  for (uint32_t w = 0; w < a->set->index->words; w++) {
    of->asked[w] = 0;
    of->refused[w] = nothing ? above[w] : 0;
  }
}

/* The nearest heading above the sentence, and its article. */
static void look_around(struct apply *a, uint32_t sentence)
{
  const struct line *line = &a->chunk->lines[a->chunk->sentences[sentence].line];
  if (line->heading != a->heading)
    forget(a, &a->of_heading, PLACE_HEADING, line->heading == NO_LINE);
  if (line->article != a->article) {
    a->title.n = 0;
    forget(a, &a->of_title, PLACE_TITLE, a->chunk->articles[line->article].title.len == 0);
  }
  a->heading = line->heading;
  a->article = line->article;
}

/* Turns to a prospect; forgets what the figures of another sentence or paragraph said. */
static void enter(struct apply *a, uint32_t k)
{
  const struct sentence *s = a->chunk->sentences;
  const struct prospect *p = &a->prospects[k];
  a->focus = p;
  a->focus_may = a->may + (size_t)k * a->set->index->words;
  if (k > 0 && p->first == p[-1].first)
    return;
  uint32_t sentence = a->q[p->i].sentence;
  unsay(a, OF_SENTENCE);
  if (s[sentence].paragraph != a->paragraph)
    unsay(a, OF_PARAGRAPH);
  a->paragraph = s[sentence].paragraph;
  look_around(a, sentence);
  rule_view_enter(a, p->first);
}

/* Keeps a decided figure for those that follow it.  A yearly average is said aside ("up 8 %,
   5 % on average over two years"): the changes that follow it are not of its kind. */
static void remember(struct apply *a, const struct found *f)
{
  say(a, OF_SENTENCE, f);
  if (f->change != CHANGE_NONE && f->basis != BASIS_AVG)
    say(a, OF_PARAGRAPH, f);
}

static bool prepare(struct apply *a, struct chunk *c, uint32_t n)
{
  enum { SETS = 4 + 2 }; /* asked and refused of heading and title, two of what has begun */
  size_t words = a->set->index->words;
  unit *u = arena_alloc(c->arena, (c->text.n + VIEW_GUARD + VIEW_ROOM) * sizeof *u);
  uint64_t *sets = arena_zalloc(c->arena, SETS * words + 1, sizeof *sets);
  a->search.openings = arena_alloc(c->arena, (c->text.n + 1) * sizeof *a->search.openings);
  a->hits = arena_alloc(c->arena, (c->text.n + 1) * sizeof *a->hits);
  a->prospects = arena_alloc(c->arena, (n + 1) * sizeof *a->prospects);
  a->may = arena_alloc(c->arena, ((size_t)n + 1) * words * sizeof *a->may + 1);
  a->view.at = arena_alloc(c->arena, (n + 1) * sizeof *a->view.at);
  c->found = arena_alloc(c->arena, (n + 1) * sizeof *c->found);
  if (u == NULL || sets == NULL || a->search.openings == NULL || a->hits == NULL ||
      a->view.at == NULL || a->prospects == NULL || a->may == NULL ||
      c->found == NULL)
    return false;
  memset(u, 0, VIEW_GUARD * sizeof *u);
  a->view.u = u + VIEW_GUARD;
  a->search.begun = sets + 4 * words;
  a->of_heading = (struct answers){false, sets, sets + words};
  a->of_title = (struct answers){false, sets + 2 * words, sets + 3 * words};
  a->paragraph = a->heading = a->article = NO_LINE;
  forget(a, &a->of_heading, PLACE_HEADING, true);
  return true;
}

/* The prospect in focus; a figure goes behind those that were found.  False without
   memory. */
static bool apply_to(struct apply *a, struct stops *passed)
{
  const struct quantity *q = &a->q[a->focus->i];
  struct chunk *c = a->chunk;
  if (in_stop_phrase(&c->by_class[WORD_STOP], q, passed))
    return true;
  struct found *f = &c->found[c->n_found];
  if (!begin_found(c, q, f))
    return false;
  rule_weed_out(a);
  if (decide_all(a, f)) {
    remember(a, f);
    c->n_found++;
  }
  return !a->nomem;
}

enum govfig_status rules_apply(const struct rule_set *s, struct rule_matcher *m, struct chunk *c,
                               const struct quantity *q, uint32_t n, uint32_t *fired,
                               struct govfig_error *err)
{
  struct apply a = {.set = s, .matcher = m, .chunk = c, .q = q, .n_q = n, .fired = fired,
                    .said = m->said, .err = err};
  struct stops passed = {0, 0};
  c->n_found = 0;
  if (!prepare(&a, c, n))
    return error_nomem(err);
  rule_scout(&a);
  for (uint32_t k = 0; k < a.n_prospects; k++) {
    enter(&a, k);
    if (!apply_to(&a, &passed))
      return error_nomem(err);
  }
  return a.limits_hit > 0 ? GOVFIG_E_MATCH : GOVFIG_OK;
}
