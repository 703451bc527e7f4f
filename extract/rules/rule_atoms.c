/* rule_atoms.c - the two units with which what a pattern takes can begin, the two
   that can touch the quantity, and how far all that reaches.
   SPDX-License-Identifier: Apache-2.0

   Of a part of the pattern: with which pairs of units can a text begin (end, if
   `left`) that it matches?  A pair whose second unit is PAIR_ALONE is a text of a
   single unit; what follows in the pattern completes it.  Whatever is not
   understood counts as "any", so a rule is never missed, only tried once more
   than needed. */
#include "extract/rules/rule_parts.h"
#include "extract/rules/rule_syntax.h"

/* More pairs than this are as good as none. */
enum { PAIRS_MAX = 4096, LENGTH_MAX = RULE_LENGTH_MAX };

struct reading {
  const struct pattern *p;
  bool left;
  struct atoms_room *room;
  bool nomem;
};

static struct atoms read_alternatives(struct reading *x, uint32_t from, uint32_t to);

static unit first_of(uint32_t pair)
{
  return (unit)(pair >> 16);
}

static unit second_of(uint32_t pair)
{
  return (unit)(pair & 0xFFFF);
}

/* Room for `n` pairs; atoms of which nothing is known where there is none. */
static struct atoms with_room(struct reading *x, size_t n)
{
  struct atoms a = {.any = n > PAIRS_MAX};
  if (a.any)
    return a;
  a.pair = arena_alloc(&x->room->arena, (n + 1) * sizeof *a.pair);
  x->nomem |= a.pair == NULL;
  a.any = a.pair == NULL;
  return a;
}

/* What matches one or the other. */
static struct atoms either(struct reading *x, struct atoms a, struct atoms b)
{
  struct atoms out = {.any = true};
  if (!a.any && !b.any)
    out = with_room(x, (size_t)a.n + b.n);
  out.empty = a.empty || b.empty;
  if (out.any)
    return out;
  for (uint32_t i = 0; i < a.n; i++)
    out.pair[out.n++] = a.pair[i];
  for (uint32_t i = 0; i < b.n; i++)
    out.pair[out.n++] = b.pair[i];
  return out;
}

/* The units with which `b` can begin, each once; `out` has room for all pairs. */
static uint32_t beginnings(uint64_t *seen, const struct atoms *b, unit *out)
{
  uint32_t n = 0;
  for (uint32_t i = 0; i < b->n; i++) {
    unit c = first_of(b->pair[i]);
    out[n] = c;
    n += (seen[c / 64] >> c % 64 & 1) == 0;
    seen[c / 64] |= UINT64_C(1) << c % 64;
  }
  for (uint32_t i = 0; i < n; i++)
    seen[out[i] / 64] = 0;
  return n;
}

/* Completes the lone units of `a` by each of `next`. */
static void complete(struct atoms *out, const struct atoms *a, const unit *next, uint32_t n,
                     bool alone)
{
  for (uint32_t i = 0; i < a->n; i++) {
    uint32_t head = a->pair[i] & 0xFFFF0000;
    bool lone = second_of(a->pair[i]) == PAIR_ALONE;
    if (!lone || alone)
      out->pair[out->n++] = a->pair[i];
    for (uint32_t k = 0; lone && k < n; k++)
      out->pair[out->n++] = head | next[k];
  }
}

/* What matches `a` and behind it (in front, if `left`) `b`. */
static struct atoms then(struct reading *x, struct atoms a, struct atoms b)
{
  static const unit anything = PAIR_ANY;
  struct atoms out = {.any = true};
  if (a.empty && a.n == 0 && !a.any) /* nothing yet */
    return b;
  uint32_t lone = 0, n = 1;
  unit *next = arena_alloc(&x->room->arena, (b.n + 1) * sizeof *next);
  x->nomem |= next == NULL;
  if (next == NULL || a.any || (b.any && a.empty))
    return (struct atoms){.any = true, .empty = a.empty && b.empty};
  for (uint32_t i = 0; i < a.n; i++)
    lone += second_of(a.pair[i]) == PAIR_ALONE;
  if (!b.any && lone > 0)
    n = beginnings(x->room->seen, &b, next);
  out = with_room(x, a.n + (size_t)lone * n + b.n);
  out.empty = a.empty && b.empty;
  if (out.any)
    return out;
  complete(&out, &a, b.any ? &anything : next, n, b.empty);
  for (uint32_t i = 0; a.empty && i < b.n; i++)
    out.pair[out.n++] = b.pair[i];
  return out;
}

static struct atoms lone_unit(struct reading *x, unit c)
{
  struct atoms a = with_room(x, 1);
  if (!a.any)
    a.pair[a.n++] = (uint32_t)c << 16 | PAIR_ALONE;
  return a;
}

static struct atoms read_class(struct reading *x, const struct element *e)
{
  uint32_t at = e->from, units = 0;
  unit first, last;
  while (element_class_next(x->p->u, e, &at, &first, &last))
    units += (uint32_t)(last - first) + 1;
  struct atoms a = with_room(x, units);
  at = e->from;
  while (!a.any && element_class_next(x->p->u, e, &at, &first, &last)) {
    for (uint32_t c = first; c <= last; c++)
      a.pair[a.n++] = c << 16 | PAIR_ALONE;
  }
  return a;
}

/* What an element matches, once. */
static struct atoms read_once(struct reading *x, const struct element *e)
{
  switch (e->sort) {
  case ELEMENT_UNIT:
    return lone_unit(x, e->c);
  case ELEMENT_CLASS:
    return read_class(x, e);
  case ELEMENT_GROUP:
    return read_alternatives(x, e->from, e->to);
  case ELEMENT_START: /* in front of a view there is a 0 */
    return x->left ? lone_unit(x, 0) : (struct atoms){.empty = true};
  case ELEMENT_AHEAD:
  case ELEMENT_BEHIND:
  case ELEMENT_END:
    return (struct atoms){.empty = true};
  default:
    return (struct atoms){.any = true};
  }
}

static struct atoms read_element(struct reading *x, const struct element *e)
{
  struct atoms once = read_once(x, e), more = once;
  more.empty = true;
  if (e->most > 1)
    once = then(x, once, more);
  once.empty |= e->least == 0;
  return once;
}

/* Would anything further change these atoms? */
static bool is_settled(const struct atoms *a)
{
  bool lone = false;
  for (uint32_t i = 0; i < a->n; i++)
    lone |= second_of(a->pair[i]) == PAIR_ALONE;
  return a->any || (!a->empty && !lone);
}

/* From the quantity away, to the left. */
static struct atoms read_backwards(struct reading *x, uint32_t from, uint32_t to)
{
  enum { ELEMENTS_MAX = 64 };
  uint32_t starts[ELEMENTS_MAX], n = 0, at = from;
  for (; at < to && n < ELEMENTS_MAX; at = element_at(x->p, at, to).behind)
    starts[n++] = at;
  if (at < to)
    return (struct atoms){.any = true}; /* longer than anything that rules have */
  struct atoms all = {.empty = true};
  while (n-- > 0 && !is_settled(&all)) {
    struct element e = element_at(x->p, starts[n], to);
    all = then(x, all, read_element(x, &e));
  }
  return all;
}

static struct atoms read_sequence(struct reading *x, uint32_t from, uint32_t to)
{
  if (x->left)
    return read_backwards(x, from, to);
  struct atoms all = {.empty = true};
  for (uint32_t at = from; at < to && !is_settled(&all);) {
    struct element e = element_at(x->p, at, to);
    all = then(x, all, read_element(x, &e));
    at = e.behind;
  }
  return all;
}

/* The end of a word, which is a whole alternative, at `at`; `at` where none stands. */
static uint32_t word_end(const unit *u, uint32_t at, uint32_t to)
{
  uint32_t end = at;
  while (end < to && element_is_plain(u, end, to))
    end++;
  return end == to || u[end] == '|' ? end : at;
}

/* The only pair of a word, as read_sequence would have it. */
static uint32_t word_pair(const struct reading *x, uint32_t from, uint32_t end)
{
  const unit *u = x->p->u;
  unit first = u[x->left ? end - 1 : from];
  unit second = end - from == 1 ? PAIR_ALONE : u[x->left ? end - 2 : from + 1];
  return (uint32_t)first << 16 | second;
}

/* Alternatives are words mostly, and these are taken together. */
static struct atoms read_alternatives(struct reading *x, uint32_t from, uint32_t to)
{
  uint32_t bars = 0;
  for (uint32_t at = from; at < to; at++)
    bars += x->p->u[at] == '|';
  struct atoms all = {.any = false}, words = with_room(x, (size_t)bars + 1);
  for (uint32_t at = from, end; at <= to && !words.any; at = end + 1) {
    end = word_end(x->p->u, at, to);
    if (end > at) {
      words.pair[words.n++] = word_pair(x, at, end);
      continue;
    }
    end = alternative_end(x->p, at, to);
    all = either(x, all, read_sequence(x, at, end));
  }
  return either(x, all, words);
}

/* An empty match says nothing of what is there. */
static struct atoms known(struct atoms a)
{
  a.any |= a.empty;
  return a;
}

static struct atoms read_needs(struct reading *x, uint32_t from, uint32_t to);

/* What one of the alternatives needs. */
static struct atoms alternatives_needs(struct reading *x, uint32_t from, uint32_t to)
{
  struct atoms all = {.any = false};
  for (uint32_t at = from, end; at <= to && !all.any; at = end + 1) {
    end = alternative_end(x->p, at, to);
    all = either(x, all, read_needs(x, at, end));
  }
  return all;
}

/* The first part of a sequence of which one of some units must be there; of a group whose
   beginning is not known, what each alternative needs. */
static struct atoms read_needs(struct reading *x, uint32_t from, uint32_t to)
{
  struct atoms all = known(read_sequence(x, from, to));
  for (uint32_t at = from; at < to && all.any;) {
    struct element e = element_at(x->p, at, to);
    at = e.behind;
    if (e.sort == ELEMENT_GROUP && e.least > 0)
      all = alternatives_needs(x, e.from, e.to);
    if (all.any)
      all = known(read_sequence(x, at, to));
  }
  return all;
}

/* ---- lengths ---- */

struct length {
  uint32_t least, most, ahead; /* ahead: what all looks ahead may see, together */
};

static uint32_t at_most(uint64_t n)
{
  return n < LENGTH_MAX ? (uint32_t)n : LENGTH_MAX;
}

static struct length alternatives_length(const struct pattern *p, uint32_t from, uint32_t to);

static struct length element_length(const struct pattern *p, const struct element *e)
{
  struct length one = {1, 1, 0};
  switch (e->sort) {
  case ELEMENT_GROUP:
    one = alternatives_length(p, e->from, e->to);
    break;
  case ELEMENT_AHEAD:
    one = alternatives_length(p, e->from, e->to);
    return (struct length){0, 0, at_most((uint64_t)one.most + one.ahead)};
  case ELEMENT_END: /* sees whether anything is there */
    return (struct length){0, 0, LENGTH_MAX};
  case ELEMENT_BEHIND:
    return (struct length){0, 0, alternatives_length(p, e->from, e->to).ahead};
  case ELEMENT_START:
    return (struct length){0, 0, 0};
  default:
    break;
  }
  return (struct length){at_most((uint64_t)one.least * e->least),
                         at_most((uint64_t)one.most * e->most), one.ahead};
}

/* Of the alternative at *at, which moves to its end: a bar, or `to`. */
static struct length sequence_length(const struct pattern *p, uint32_t *at, uint32_t to)
{
  struct length sum = {0, 0, 0};
  while (*at < to && p->u[*at] != '|') {
    if (element_is_plain(p->u, *at, to)) {
      sum.least = at_most((uint64_t)sum.least + 1);
      sum.most = at_most((uint64_t)sum.most + 1);
      ++*at;
      continue;
    }
    struct element e = element_at(p, *at, to);
    struct length own = element_length(p, &e);
    sum = (struct length){at_most((uint64_t)sum.least + own.least),
                          at_most((uint64_t)sum.most + own.most),
                          at_most((uint64_t)sum.ahead + own.ahead)};
    *at = e.behind;
  }
  return sum;
}

static struct length alternatives_length(const struct pattern *p, uint32_t from, uint32_t to)
{
  uint32_t at = from;
  struct length all = sequence_length(p, &at, to);
  while (at < to) {
    at++;
    struct length own = sequence_length(p, &at, to);
    all.least = own.least < all.least ? own.least : all.least;
    all.most = own.most > all.most ? own.most : all.most;
    all.ahead = at_most((uint64_t)all.ahead + own.ahead);
  }
  return all;
}

/* ---- a rule ---- */

/* Does the pattern have an alternative beside the one with the mark, the mark
   stand in a group or be repeated, or anything that is not understood? */
static bool is_beyond(const struct pattern *p, uint32_t mark)
{
  uint32_t n = p->n;
  if (alternative_end(p, 0, n) < n || pattern_is_odd(p))
    return true;
  for (uint32_t at = 0; at < n;) {
    struct element e = element_at(p, at, n);
    if (e.start <= mark && e.behind > mark)
      return e.behind != mark + 1;
    at = e.behind;
  }
  return true;
}

/* Is what stands in front of the quantity nothing, or a single unit of which the atoms
   tell all?  Of an escape they may tell too much. */
static bool is_plain(const struct pattern *p, uint32_t mark)
{
  if (mark == 0)
    return true;
  struct element e = element_at(p, 0, mark);
  for (uint32_t i = e.from; i < e.to; i++) {
    if (p->u[i] == '\\')
      return false;
  }
  return e.behind == mark && e.end == mark && (e.sort == ELEMENT_UNIT || e.sort == ELEMENT_CLASS);
}

/* Behind the lone units with which a match may begin the quantity stands. */
static struct atoms before_quantity(struct reading *x, struct atoms first, uint64_t classes)
{
  struct atoms quantity = with_room(x, CLASSES);
  for (uint32_t i = 0; !quantity.any && i < CLASSES; i++) {
    if ((classes >> i & 1) != 0)
      quantity.pair[quantity.n++] = (OTHER_BASE + i) << 16 | PAIR_ALONE;
  }
  return then(x, first, quantity);
}

/* How much work it is to look for atoms; those that any unit may follow are found often. */
static uint32_t weight(const struct atoms *a)
{
  uint32_t sum = 0;
  for (uint32_t i = 0; i < a->n; i++)
    sum += second_of(a->pair[i]) == PAIR_ANY && !unit_is_private(first_of(a->pair[i])) ? 64 : 1;
  return sum;
}

/* Behind the last element from `from` on that takes something. */
static uint32_t last_needed(const struct pattern *p, uint32_t from, uint32_t to)
{
  uint32_t end = from;
  for (uint32_t at = from; at < to;) {
    struct element e = element_at(p, at, to);
    at = e.behind;
    if (element_length(p, &e).least > 0)
      end = at;
  }
  return end;
}

/* What must stand somewhere behind the first element: the rarest of what is known. */
static struct atoms read_inside(struct reading *x, uint32_t mark, uint64_t classes)
{
  enum { WEIGHT_MAX = 64 };
  struct atoms best = {.any = true};
  uint32_t least = WEIGHT_MAX + 1, at = mark > 0 ? element_at(x->p, 0, mark).behind : mark;
  uint32_t end = last_needed(x->p, at, mark);
  for (; at < end; at = element_at(x->p, at, mark).behind) {
    struct atoms own = known(read_sequence(x, at, mark));
    if (own.any)
      continue;
    own = before_quantity(x, own, classes);
    if (own.any || weight(&own) >= least)
      continue;
    least = weight(&own);
    best = own;
  }
  return best;
}

/* Takes what is known out of the memory in which it was made. */
static bool keep(struct atoms_room *room, struct atoms *a)
{
  const uint32_t *pairs = a->pair;
  if (a->any || a->n == 0) {
    *a = (struct atoms){.any = a->any, .empty = a->empty};
    return true;
  }
  a->pair = arena_alloc(&room->kept, a->n * sizeof *a->pair);
  if (a->pair == NULL)
    return false;
  memcpy(a->pair, pairs, a->n * sizeof *a->pair);
  return true;
}

static bool keep_all(struct atoms_room *room, struct rule_atoms *out)
{
  bool ok = keep(room, &out->inside);
  for (int place = 0; place < PLACES; place++)
    ok = keep(room, &out->at[place]) && ok;
  arena_reset(&room->arena);
  return ok;
}

bool rule_atoms(const struct pattern *pattern, uint32_t mark, struct atoms_room *room,
                struct rule *r, struct rule_atoms *out)
{
  uint32_t n = pattern->n;
  struct reading ahead = {.p = pattern, .room = room};
  struct reading back = {.p = pattern, .room = room, .left = true};
  for (int place = 0; place < PLACES; place++)
    out->at[place] = (struct atoms){.any = true};
  out->inside = (struct atoms){.any = true};
  r->before_least = 0;
  r->before_most = r->reach = LENGTH_MAX;
  r->trivial = r->clausal = false;
  if (is_beyond(pattern, mark))
    return true;
  out->at[PLACE_LEFT] = known(read_sequence(&back, 0, mark));
  out->at[PLACE_RIGHT] = known(read_sequence(&ahead, mark + 1, n));
  struct atoms first = known(read_sequence(&ahead, 0, mark));
  out->at[PLACE_FIRST] = first.any ? first : before_quantity(&ahead, first, r->classes);
  if (!first.any)
    out->inside = read_inside(&ahead, mark, r->classes);
  uint32_t at = 0;
  struct length before = sequence_length(pattern, &at, mark);
  at = mark + 1;
  struct length behind = sequence_length(pattern, &at, n);
  r->before_least = before.least;
  r->before_most = before.most;
  r->reach = at_most((uint64_t)behind.most + before.ahead + behind.ahead);
  r->clausal = !pattern_takes(pattern, 0, mark, ',');
  r->trivial = mark + 1 == n && is_plain(pattern, mark);
  return !ahead.nomem && !back.nomem && keep_all(room, out);
}

bool rule_needs(const struct pattern *pattern, struct atoms_room *room, struct atoms *out)
{
  uint32_t n = pattern->n;
  struct reading x = {.p = pattern, .room = room};
  *out = (struct atoms){.any = true};
  if (alternative_end(pattern, 0, n) == n && !pattern_is_odd(pattern))
    *out = read_needs(&x, 0, n);
  return !x.nomem && keep(room, out);
}
