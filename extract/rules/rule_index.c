/* rule_index.c - which rules are worth trying at a place.
   SPDX-License-Identifier: Apache-2.0

   A pattern that begins with one of a few pairs of characters can match only in a
   sentence that has one of them; one that wants certain characters next to the
   quantity, only there; one that asks for a value of a field, only with it.  All
   that is kept as a bit per rule, so that a rule that cannot match costs nothing,
   however many rules there are. */
#include <stdlib.h>
#include <string.h>

#include "extract/rules/rule_parts.h"

static void set_bit(uint64_t *row, uint32_t bit)
{
  row[bit / 64] |= UINT64_C(1) << bit % 64;
}

/* ---- rows of pairs ---- */

/* The atoms that a rule has in the table of a place. */
static const struct atoms *atoms_at(const struct rule_set *s, uint32_t rule, enum place place)
{
  static const struct atoms none = {.n = 0};
  const struct rule *r = &s->rules[rule];
  const struct atoms *at = s->atoms[rule].at;
  switch (place) {
  case PLACE_FIRST:
    return r->start == START_FIRST ? &at[PLACE_FIRST] : &none;
  case PLACE_RARE:
    return r->start == START_RARE ? &at[PLACE_FIRST] : &none;
  case PLACE_HEADING:
    return r->heading.len > 0 ? &at[place] : &none;
  case PLACE_TITLE:
    return r->title.len > 0 ? &at[place] : &none;
  default:
    return &at[place];
  }
}

static bool has_inner(const struct rule_set *s, uint32_t rule)
{
  return s->rules[rule].start == START_FIRST && !s->atoms[rule].inside.any;
}

static void note_begins(struct rule_index *x, const struct atoms *a)
{
  for (uint32_t i = 0; !a->any && i < a->n; i++) {
    uint32_t second = a->pair[i] & 0xFFFF;
    bool lone = second == PAIR_ALONE || second == PAIR_ANY;
    x->begins[begins_word((unit)(a->pair[i] >> 16))] |= lone ? ~UINT64_C(0) : UINT64_C(1) << (second & 63);
  }
}

static bool index_pairs(struct rule_index *x, const struct rule_set *s, enum place place,
                        uint16_t *own)
{
  struct pair_rows *t = &x->pairs[place];
  bool first = place == PLACE_FIRST;
  uint32_t n = 0;
  for (uint32_t i = 0; i < s->n; i++)
    n += atoms_at(s, i, place)->n + (first && has_inner(s, i) ? s->atoms[i].inside.n : 0);
  if (!pair_rows_begin(t, first ? 2 * x->words : x->words, n, own))
    return false;
  if (first)
    x->begins[begins_word(',')] = ~UINT64_C(0); /* where clausal rules are forgotten */
  for (uint32_t i = 0; i < s->n; i++) {
    pair_rows_add(t, atoms_at(s, i, place), i);
    if (first)
      note_begins(x, atoms_at(s, i, place));
    if (!first || !has_inner(s, i))
      continue;
    pair_rows_add(t, &s->atoms[i].inside, 64 * x->words + i);
    note_begins(x, &s->atoms[i].inside);
  }
  pair_rows_name(t, &x->pages);
  return true;
}

static bool index_all_pairs(struct rule_index *x, const struct rule_set *s)
{
  uint16_t *own = calloc(2 * (size_t)UNITS, sizeof *own);
  bool ok = own != NULL;
  for (int place = 0; ok && place < PLACES; place++)
    ok = index_pairs(x, s, (enum place)place, own);
  free(own);
  for (int place = 0; ok && place < PLACES; place++)
    ok = pair_rows_finish(&x->pairs[place], &x->pages);
  return ok && cross_rows_make(&x->begin, &x->pairs[PLACE_FIRST]);
}

/* ---- conditions ---- */

/* The rows of what a condition asks for, made when there are none: at first they hold
   all rules. */
static uint64_t *field_rows(struct rule_index *x, const struct condition *c)
{
  uint64_t **bits = &x->fields[c->of][c->field];
  size_t n = (size_t)VALUES * x->words;
  if (*bits == NULL && (*bits = malloc(n * sizeof **bits)) != NULL)
    memset(*bits, 0xFF, n * sizeof **bits);
  x->asked[c->of] |= UINT64_C(0xFF) << 8 * c->field;
  return *bits;
}

static bool index_conditions(struct rule_index *x, const struct rule_set *s, uint32_t rule)
{
  const struct rule *r = &s->rules[rule];
  for (int i = 0; i < r->n_conditions; i++) {
    const struct condition *c = &r->conditions[i];
    uint64_t *bits = field_rows(x, c);
    if (bits == NULL)
      return false;
    for (uint32_t value = 0; value < VALUES; value++) {
      if (value == VALUE_NONE || (c->values >> value & 1) == 0)
        bits[(size_t)value * x->words + rule / 64] &= ~(UINT64_C(1) << rule % 64);
    }
  }
  return true;
}

/* ---- all of it ---- */

static void note_search(struct rule_index *x, const struct rule_set *s, uint32_t rule)
{
  const struct rule *r = &s->rules[rule];
  uint32_t inner = 64 * x->words + rule;
  uint64_t *behind_comma = x->lasting + 2 * (size_t)x->words;
  set_bit(x->lasting, rule);
  set_bit(x->lasting, inner);
  if (r->start != START_FIRST)
    set_bit(x->unsearched, rule);
  if (r->start != START_FIRST || !r->clausal)
    set_bit(behind_comma, rule);
  if (!has_inner(s, rule))
    set_bit(x->unsearched, inner);
  if (!has_inner(s, rule) || !r->clausal)
    set_bit(behind_comma, inner);
}

/* A rule is in the rows of its units; one that names none is in all. */
static void note_units(struct rule_index *x, const struct rule *r, uint32_t rule)
{
  struct govfig_str rest = r->units;
  for (uint32_t slot = 0; rest.len == 0 && slot < UNIT_SLOTS; slot++)
    set_bit(x->units + (size_t)slot * x->words, rule);
  while (rest.len > 0)
    set_bit(x->units + (size_t)unit_slot(next_name(&rest)) * x->words, rule);
}

static void index_rule(struct rule_index *x, const struct rule_set *s, uint32_t rule)
{
  const struct rule *r = &s->rules[rule];
  for (uint32_t class = 0; class < CLASSES; class++) {
    if ((r->classes >> class & 1) != 0)
      set_bit(x->class_of + (size_t)class * x->words, rule);
  }
  for (uint32_t topic = 0; topic <= r->topic; topic++)
    set_bit(x->topics + (size_t)topic * x->words, rule);
  note_units(x, r, rule);
  note_search(x, s, rule);
  if (r->heading.len > 0)
    set_bit(x->above[PLACE_HEADING], rule);
  if (r->title.len > 0)
    set_bit(x->above[PLACE_TITLE], rule);
  if (r->topic == TOPIC_FIGURE && !r->stop) {
    set_bit(x->claims, rule);
    x->claim_words = rule / 64 + 1; /* rules come in order */
  }
}

/* Where each topic begins: the rules are sorted by topic. */
static void part_topics(struct rule_index *x, const struct rule_set *s)
{
  uint32_t rule = 0;
  for (uint32_t topic = 0; topic < TOPICS; topic++) {
    x->rule_of[topic] = rule;
    while (rule < s->n && s->rules[rule].topic == topic)
      rule++;
  }
  x->rule_of[TOPICS] = rule;
  x->words = (s->n + 63) / 64;
}

static bool make_words(struct rule_index *x)
{
  x->class_of = calloc((size_t)CLASSES * x->words + 1, sizeof *x->class_of);
  x->unsearched = calloc(2 * (size_t)x->words + 1, sizeof *x->unsearched);
  x->lasting = calloc(4 * (size_t)x->words + 1, sizeof *x->lasting);
  x->topics = calloc((TOPICS + 1) * (size_t)x->words + 1, sizeof *x->topics);
  x->units = calloc(UNIT_SLOTS * (size_t)x->words + 1, sizeof *x->units);
  x->claims = calloc(x->words + 1, sizeof *x->claims);
  x->above[PLACE_HEADING] = calloc(x->words + 1, sizeof *x->claims);
  x->above[PLACE_TITLE] = calloc(x->words + 1, sizeof *x->claims);
  return x->class_of != NULL && x->unsearched != NULL && x->lasting != NULL &&
          x->claims != NULL && x->topics != NULL && x->units != NULL &&
         x->above[PLACE_HEADING] != NULL && x->above[PLACE_TITLE] != NULL;
}

struct rule_index *rule_index_new(const struct rule_set *s)
{
  struct rule_index *x = calloc(1, sizeof *x);
  if (x == NULL)
    return NULL;
  part_topics(x, s);
  bool ok = make_words(x) && index_all_pairs(x, s);
  for (uint32_t i = 0; ok && i < s->n; i++) {
    index_rule(x, s, i);
    ok = index_conditions(x, s, i);
  }
  if (ok) {
    const struct pair_rows *first = &x->pairs[PLACE_FIRST];
    struct pair bad = pair_of(first, unit_key(&x->pages, UNIT_BAD), unit_key(&x->pages, UNIT_BAD));
    x->names_bad = bad.first != 0 || bad.second != 0;
    return x;
  }
  rule_index_free(x);
  return NULL;
}

void rule_index_free(struct rule_index *x)
{
  if (x == NULL)
    return;
  for (int place = 0; place < PLACES; place++)
    pair_rows_free(&x->pairs[place]);
  cross_rows_free(&x->begin);
  for (int of = 0; of < CONDITIONS_OF; of++) {
    for (int field = 0; field < FIELDS; field++)
      free(x->fields[of][field]);
  }
  free(x->class_of);
  free(x->unsearched);
  free(x->lasting);
  free(x->claims);
  free(x->topics);
  free(x->units);
  free(x->above[PLACE_HEADING]);
  free(x->above[PLACE_TITLE]);
  free(x);
}
