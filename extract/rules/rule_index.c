/* rule_index.c - which rules are worth trying at a place.
   SPDX-License-Identifier: Apache-2.0

   A pattern that begins with one of a few pairs of characters can match only in a
   sentence that has one of them; one that wants certain characters next to the
   quantity, only there; one that asks for a value of a field, only with it.  All
   that is kept as a bit per rule, so that a rule that cannot match costs nothing,
   however many rules there are. */
#include <stdlib.h>
#include <string.h>

#include "base/pages.h"
#include "extract/rules/rule_parts.h"

static void set_bit(uint64_t *row, uint32_t bit)
{
  row[bit / 64] |= UINT64_C(1) << bit % 64;
}

static uint32_t bit_of(const struct rule_index *x, const struct rule_set *s, uint32_t rule)
{
  uint32_t word = x->word_of[s->rules[rule].topic];
  return 64 * word + rule - x->rule_at[word];
}

/* ---- rows of pairs ---- */

static uint64_t *row(const struct pair_rows *t, uint32_t i)
{
  return t->bits + (size_t)i * t->words;
}

static bool make_slots(struct pair_rows *t, uint32_t pairs)
{
  uint32_t slots = 64;
  while (slots < 2 * pairs)
    slots *= 2;
  t->mask = slots - 1;
  t->slots = pages_calloc(slots, sizeof *t->slots);
  return t->slots != NULL;
}

static bool make_rows(struct pair_rows *t, uint32_t words, uint32_t pairs)
{
  t->n = 1;
  t->words = words;
  t->bits = calloc((size_t)(pairs + 1) * words + 1, sizeof *t->bits);
  return make_slots(t, pairs) && t->bits != NULL;
}

/* The slot of a pair, or a free one for it. */
static struct pair_slot *slot_for(const struct pair_rows *t, uint32_t pair)
{
  uint32_t i = pair_hash(pair) & t->mask;
  while (t->slots[i].pair != pair && t->slots[i].pair != 0)
    i = (i + 1) & t->mask;
  return &t->slots[i];
}

static uint64_t *row_for(struct pair_rows *t, uint32_t pair)
{
  struct pair_slot *slot = slot_for(t, pair);
  if (slot->pair == 0)
    *slot = (struct pair_slot){pair, t->n++};
  return row(t, slot->row);
}

static void add_row(const struct pair_rows *t, uint32_t to, uint32_t from)
{
  uint64_t *a = row(t, to);
  const uint64_t *b = row(t, from);
  for (uint32_t w = 0, words = t->words; w < words; w++)
    a[w] |= b[w];
}

static bool is_empty_row(const struct pair_rows *t, uint32_t i)
{
  uint64_t all = 0;
  for (uint32_t w = 0; w < t->words; w++)
    all |= row(t, i)[w];
  return all == 0;
}

static void take_atoms(struct pair_rows *t, const struct atoms *a, uint32_t bit)
{
  if (a->any)
    set_bit(row(t, 0), bit);
  for (uint32_t i = 0; !a->any && i < a->n; i++) {
    bool lone = (a->pair[i] & 0xFFFF) == PAIR_ALONE || a->pair[i] == 0;
    set_bit(row_for(t, lone ? (a->pair[i] & 0xFFFF0000) | PAIR_ANY : a->pair[i]), bit);
  }
}

/* A rule that wants no second unit holds with each, and one of which nothing is
   known everywhere: so the row of a pair tells all. */
static void complete_rows(struct pair_rows *t)
{
  for (uint32_t i = 0; i <= t->mask; i++) {
    const struct pair_slot *slot = &t->slots[i];
    uint32_t with_any = slot->pair != 0 ? pair_find(t, (slot->pair & 0xFFFF0000) | PAIR_ANY) : 0;
    if (with_any != 0 && with_any != slot->row)
      add_row(t, slot->row, with_any);
  }
  bool some = !is_empty_row(t, 0);
  for (uint32_t i = 1; some && i < t->n; i++)
    add_row(t, i, 0);
}

static uint32_t row_hash(const struct pair_rows *t, uint32_t i)
{
  uint64_t hash = 0;
  for (uint32_t w = 0; w < t->words; w++) {
    hash = (hash ^ row(t, i)[w]) * UINT64_C(0x9E3779B97F4A7C15);
    hash ^= hash >> 32;
  }
  return (uint32_t)hash;
}

/* Moves each row to the first that is the same; to[i] is where row `i` went.  `first`
   has as many items as there are slots, all 0. */
static void merge_rows(struct pair_rows *t, uint32_t *to, uint32_t *first)
{
  size_t size = t->words * sizeof *t->bits;
  uint32_t n = 0;
  for (uint32_t i = 0; i < t->n; i++) {
    uint32_t k = row_hash(t, i) & t->mask;
    while (first[k] != 0 && memcmp(row(t, first[k] - 1), row(t, i), size) != 0)
      k = (k + 1) & t->mask;
    if (first[k] == 0) {
      memmove(row(t, n), row(t, i), size);
      first[k] = ++n;
    }
    to[i] = first[k] - 1;
  }
  t->n = n;
}

/* Many pairs lead to few different rows: each is kept once, and slots for as many pairs
   as there are in the end, so that both stay in the cache. */
static bool tighten_rows(struct pair_rows *t)
{
  struct pair_slot *slots = t->slots, *end = slots + t->mask + 1;
  uint32_t pairs = t->n - 1;
  uint32_t *to = calloc(t->n, sizeof *to), *first = calloc(t->mask + 1, sizeof *first);
  bool ok = to != NULL && first != NULL;
  if (ok) {
    merge_rows(t, to, first);
    ok = make_slots(t, pairs);
  }
  for (struct pair_slot *s = slots; ok && s < end; s++) {
    if (s->pair != 0)
      *slot_for(t, s->pair) = (struct pair_slot){s->pair, to[s->row]};
  }
  if (t->slots != slots)
    free(slots);
  free(to);
  free(first);
  return ok;
}

static void fill_filter(struct pair_rows *t)
{
  for (uint32_t i = 0; i <= t->mask; i++) {
    uint32_t pair = t->slots[i].pair;
    uint64_t bits = (pair & 0xFFFF) == PAIR_ANY ? ~UINT64_C(0) : UINT64_C(1) << (pair & 63);
    if (pair != 0)
      t->filter[pair >> 16 & 1023] |= bits;
  }
}

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
    return r->heading_code != NULL ? &at[place] : &none;
  case PLACE_TITLE:
    return r->title_code != NULL ? &at[place] : &none;
  default:
    return &at[place];
  }
}

static bool has_inner(const struct rule_set *s, uint32_t rule)
{
  return s->rules[rule].start == START_FIRST && !s->atoms[rule].inside.any;
}

static bool index_pairs(struct rule_index *x, const struct rule_set *s, enum place place)
{
  struct pair_rows *t = &x->pairs[place];
  bool first = place == PLACE_FIRST;
  uint32_t n = 0;
  for (uint32_t i = 0; i < s->n; i++)
    n += atoms_at(s, i, place)->n + (first && has_inner(s, i) ? s->atoms[i].inside.n : 0);
  if (!make_rows(t, first ? 2 * x->words : x->words, n))
    return false;
  for (uint32_t i = 0; i < s->n; i++) {
    take_atoms(t, atoms_at(s, i, place), bit_of(x, s, i));
    if (first && has_inner(s, i))
      take_atoms(t, &s->atoms[i].inside, 64 * x->words + bit_of(x, s, i));
  }
  complete_rows(t);
  if (!tighten_rows(t))
    return false;
  fill_filter(t);
  return true;
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
  uint32_t bit = bit_of(x, s, rule);
  for (int i = 0; i < r->n_conditions; i++) {
    const struct condition *c = &r->conditions[i];
    uint64_t *bits = field_rows(x, c);
    if (bits == NULL)
      return false;
    for (uint32_t value = 0; value < VALUES; value++) {
      if (value == VALUE_NONE || (c->values >> value & 1) == 0)
        bits[(size_t)value * x->words + bit / 64] &= ~(UINT64_C(1) << bit % 64);
    }
  }
  return true;
}

/* ---- all of it ---- */

static void index_rule(struct rule_index *x, const struct rule_set *s, uint32_t rule)
{
  const struct rule *r = &s->rules[rule];
  uint32_t bit = bit_of(x, s, rule);
  for (uint32_t class = 0; class < CLASSES; class++) {
    if ((r->classes >> class & 1) != 0)
      set_bit(x->class_of + (size_t)class * x->words, bit);
  }
  if (r->start == START_FIRST)
    set_bit(x->searched, bit);
  if (has_inner(s, rule))
    set_bit(x->inner, bit);
  if (r->heading_code != NULL)
    set_bit(x->above[PLACE_HEADING], bit);
  if (r->title_code != NULL)
    set_bit(x->above[PLACE_TITLE], bit);
  if (r->topic == TOPIC_FIGURE && !r->stop)
    set_bit(x->claims, bit);
}

/* Where each topic begins: the rules are sorted by topic. */
static bool part_topics(struct rule_index *x, const struct rule_set *s)
{
  uint32_t rule = 0, word = 0;
  x->rule_at = calloc(s->n + 1, sizeof *x->rule_at);
  for (uint32_t topic = 0; x->rule_at != NULL && topic < TOPICS; topic++) {
    x->word_of[topic] = word;
    for (uint32_t n = 0; rule < s->n && s->rules[rule].topic == topic; n++, rule++) {
      if (n % 64 == 0)
        x->rule_at[word++] = rule;
    }
  }
  x->words = x->word_of[TOPICS] = word;
  return x->rule_at != NULL;
}

static bool make_words(struct rule_index *x)
{
  x->class_of = calloc((size_t)CLASSES * x->words + 1, sizeof *x->class_of);
  x->searched = calloc(x->words + 1, sizeof *x->searched);
  x->inner = calloc(x->words + 1, sizeof *x->inner);
  x->claims = calloc(x->words + 1, sizeof *x->claims);
  x->above[PLACE_HEADING] = calloc(x->words + 1, sizeof *x->claims);
  x->above[PLACE_TITLE] = calloc(x->words + 1, sizeof *x->claims);
  return x->class_of != NULL && x->searched != NULL && x->inner != NULL && x->claims != NULL &&
         x->above[PLACE_HEADING] != NULL && x->above[PLACE_TITLE] != NULL;
}

struct rule_index *rule_index_new(const struct rule_set *s)
{
  struct rule_index *x = calloc(1, sizeof *x);
  if (x == NULL)
    return NULL;
  bool ok = part_topics(x, s) && make_words(x);
  for (int place = 0; ok && place < PLACES; place++)
    ok = index_pairs(x, s, (enum place)place);
  for (uint32_t i = 0; ok && i < s->n; i++) {
    index_rule(x, s, i);
    ok = index_conditions(x, s, i);
  }
  if (ok)
    return x;
  rule_index_free(x);
  return NULL;
}

static void free_rows(struct pair_rows *t)
{
  free(t->slots);
  free(t->bits);
}

void rule_index_free(struct rule_index *x)
{
  if (x == NULL)
    return;
  for (int place = 0; place < PLACES; place++)
    free_rows(&x->pairs[place]);
  for (int of = 0; of < CONDITIONS_OF; of++) {
    for (int field = 0; field < FIELDS; field++)
      free(x->fields[of][field]);
  }
  free(x->rule_at);
  free(x->class_of);
  free(x->searched);
  free(x->inner);
  free(x->claims);
  free(x->above[PLACE_HEADING]);
  free(x->above[PLACE_TITLE]);
  free(x);
}
