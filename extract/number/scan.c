/* scan.c - all quantities of a chunk.  SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/number/quantity_parts.h"
#include "extract/text/bits.h"

/* The quantities so far; grown in the arena by copying. */
struct list {
  struct arena *arena;
  struct quantity *items, *next, *limit; /* next: behind the last */
  uint32_t n;
  uint32_t taken; /* where the last one ends */
  uint32_t first; /* number of the first in this sentence */
  bool bare;      /* is there a number without unit in it? */
};

/* Makes sure that there is room at out->next. */
static bool room_for_one(struct list *out)
{
  if (out->next < out->limit)
    return true;
  size_t n = out->n;
  struct quantity *items = arena_alloc(out->arena, 2 * n * sizeof *items);
  if (items == NULL)
    return false;
  memcpy(items, out->items, n * sizeof *items);
  out->items = items;
  out->next = items + n;
  out->limit = items + 2 * n;
  return true;
}

/* Makes what was filled in at out->next part of the list. */
static inline void take(struct list *out)
{
  out->taken = out->next->span.end;
  out->bare |= out->next->class == CLASS_BARE;
  out->next++;
  out->n++;
}

/* What comes next, of each sort; none of them ever looks back. */
struct ahead {
  const uint64_t *numerals; /* a bit for each of `n` units with which a numeral can start */
  uint32_t n;
  const struct mark *phrase, *phrases_end;
  uint32_t phrase_at; /* where the next phrase starts; UINT32_MAX for none */
  const struct time_mark *time, *times_end; /* what follows `cover` */
  struct span cover;  /* the next time that covers numerals; ends at UINT32_MAX for none */
  uint32_t covered;   /* end of the last one that was passed */
};

static inline uint32_t next_phrase(struct ahead *x, uint32_t from)
{
  while (x->phrase_at < from) {
    x->phrase++;
    x->phrase_at = x->phrase < x->phrases_end ? x->phrase->start : UINT32_MAX;
  }
  return x->phrase_at;
}

/* A bit for each unit of UNIT_NUMERAL, and behind them words of none; NULL without memory. */
static const uint64_t *find_numerals(const struct units *t, struct arena *a)
{
  uint32_t words = t->n / 64;
  uint64_t *bits = arena_alloc(a, (words + 2) * sizeof *bits);
  if (bits == NULL)
    return NULL;
  for (uint32_t k = 0; k < words; k++)
    bits[k] = bits_of_class(t->class + 64 * k, UNIT_NUMERAL);
  bits[words] = bits[words + 1] = 0;
  for (uint32_t i = 64 * words; i < t->n; i++)
    bits[words] |= (uint64_t)((t->class[i] & UNIT_NUMERAL) != 0) << i % 64;
  return bits;
}

/* The 64 bits from unit `from` on. */
static inline uint64_t numerals_from(const struct ahead *x, uint32_t from)
{
  const uint64_t *w = x->numerals + from / 64;
  return w[0] >> from % 64 | w[1] << 1 << (63 - from % 64);
}

/* The first place at or behind `from` where a numeral can start; `to` when there is none in
   front of it. */
static inline uint32_t next_numeral(const struct ahead *x, uint32_t from, uint32_t to)
{
  for (; from < to; from += 64) {
    uint64_t w = numerals_from(x, from);
    if (w != 0) {
      from += bits_first(w);
      return from < to ? from : to;
    }
  }
  return to;
}

/* Where the next numeral or phrase may start. */
static inline uint32_t next_place(struct ahead *x, uint32_t from)
{
  uint32_t numeral = next_numeral(x, from, x->n);
  uint32_t phrase = next_phrase(x, from);
  return numeral < phrase ? numeral : phrase;
}

/* Passes the time marks that end in front of `at`; the next one starts at x->cover.start. */
static inline void pass_covers(struct ahead *x, uint32_t at)
{
  while (x->cover.end <= at) {
    const struct time_mark *t = x->time;
    x->covered = x->cover.end;
    while (t < x->times_end && !t->covers)
      t++;
    x->cover = (struct span){UINT32_MAX, UINT32_MAX};
    if (t < x->times_end)
      x->cover = (t++)->span;
    x->time = t;
  }
}

/* Takes the phrases (quantities without numeral) that start before `until`. */
static bool take_phrases(const struct scan *s, struct ahead *x, uint32_t until, struct list *out)
{
  while (next_phrase(x, s->start) < until) {
    const struct mark *m = x->phrase;
    next_phrase(x, m->start + 1);
    if (out->taken > m->start)
      continue;
    if (!room_for_one(out))
      return false;
    struct quantity *q = out->next;
    *q = (struct quantity){.sentence = s->sentence};
    q->span = (struct span){m->start, m->start + m->len};
    q->numeral = (struct numeral){.start = q->span.start, .end = q->span.end, .chinese = true};
    phrases_fill(s->e->phrases, m->payload, q);
    q->kind = q->class = q->unit != NULL ? q->unit->kind : KIND_NUMBER;
    take(out);
  }
  return true;
}

static inline bool in_address(unit c)
{
  return c < 0x7F && c > ' ' && c != ')' && c != '|';
}

static bool is_address(const unit *u, uint32_t at, uint32_t end)
{
  return at + 2 < end && u[at] == ':' && u[at + 1] == '/' && u[at + 2] == '/';
}

/* The end of the address that `at` stands in, where one begins at or behind
   `from`; else `at`. */
static uint32_t skip_address(const struct scan *s, uint32_t from, uint32_t at)
{
  uint32_t start = at, end = at;
  while (start > from && in_address(s->u[start - 1]) && !is_address(s->u, start, s->end))
    start--;
  if (!is_address(s->u, start, s->end))
    return at;
  while (end < s->end && in_address(s->u[end]))
    end++;
  return end;
}

/* Can u[at] stand in an address that begins at or behind `from`?  One question of all the
   characters in front, as each by itself is ASCII or not as a coin falls. */
static inline bool may_be_in_address(const unit *u, uint32_t from, uint32_t at)
{
  return at >= from + 3 && (u[at] | u[at - 1] | u[at - 2] | u[at - 3]) < 0x80;
}

/* The next place where a numeral can start, s->end for none; over addresses at one go. */
static inline uint32_t next_start(const struct scan *s, const struct ahead *x, uint32_t from)
{
  uint32_t at = next_numeral(x, from, s->end);
  while (at < s->end && may_be_in_address(s->u, from, at) &&
         (from = skip_address(s, from, at)) > at)
    at = next_numeral(x, from, s->end);
  return at;
}

/* Quantities between two covering time marks. */
static bool scan_stretch(struct scan *s, struct ahead *x, struct list *out)
{
  uint32_t at = s->start;
  while ((at = next_start(s, x, at)) < s->end) {
    if ((x->phrase_at <= at && !take_phrases(s, x, at + 1, out)) || !room_for_one(out))
      return false;
    struct quantity *q = out->next;
    uint32_t end = quantity_read(s, at, q, true);
    if (end == at) {
      at++;
    } else if (out->taken > at) { /* by a phrase */
      s->last_end = at = out->taken;
    } else {
      q->span.start = q->span.start < out->taken ? at : q->span.start;
      take(out);
      s->last_end = at = end;
    }
  }
  return x->phrase_at >= s->end || take_phrases(s, x, s->end, out);
}

/* Lets the numbers of a sentence that was scanned share their unit. */
static void leave_sentence(struct scan *s, const struct sentence *i, struct list *out)
{
  if (out->bare && out->n > out->first + 1) {
    quantity_between(s, i->start, i->end);
    quantity_share_unit(s, out->items + out->first, out->n - out->first);
  }
  out->first = out->n;
  out->bare = false;
}

/* The sentence that ends behind `place`, from `i` on; NULL for none. */
static inline const struct sentence *sentence_of(const struct sentence *i,
                                                 const struct sentence *end, uint32_t place)
{
  if (end - i > 3) { /* how many it is nobody can foresee: the first few without branches */
    i += i->end <= place;
    i += i->end <= place;
    i += i->end <= place;
  }
  while (i < end && i->end <= place)
    i++;
  return i < end ? i : NULL;
}

/* Runs from numeral or phrase to the next, over sentences, and in these around the time
   marks that cover numerals. */
static bool scan_all(struct scan *s, struct ahead *x, const struct chunk *c, struct list *out)
{
  const struct sentence *i = c->sentences, *end = i + c->n_sentences;
  uint32_t at = 0, place = next_place(x, 0);
  while ((i = sentence_of(i, end, place)) != NULL) {
    at = i->start;
    s->sentence = (uint32_t)(i - c->sentences);
    s->opens = i == c->sentences || i[-1].end != at;
    if (place < at)
      place = next_place(x, at);
    for (; place < i->end; place = next_place(x, at)) {
      pass_covers(x, place);
      if (x->cover.start <= place) {
        at = x->cover.end;
        continue;
      }
      if (at <= x->covered)
        s->last_end = at = x->covered;
      quantity_between(s, at, x->cover.start < i->end ? x->cover.start : i->end);
      at = s->end;
      if (!scan_stretch(s, x, out))
        return false;
    }
    leave_sentence(s, i, out);
  }
  return true;
}

/* The unit that is spelled as this one character; NULL without one. */
static const struct unit_info *sign_unit(const struct number_engine *e, unit c)
{
  uint32_t index;
  unit word[2] = {c, 0};
  return lexicon_longest(e->lexicon, WORD_UNIT, word, 1, &index) == 1 ? unit_at(e->units, index)
                                                                     : NULL;
}

bool quantities_scan(const struct number_engine *e, const struct chunk *c,
                     struct quantity **out, uint32_t *n)
{
  const struct mark_list *phrases = &c->by_class[WORD_PHRASE];
  size_t room = c->text.n / 24 + 16;
  struct list list = {.arena = c->arena, .items = arena_alloc(c->arena, room * sizeof *list.items)};
  struct scan s = {.e = e, .u = c->text.u};
  s.reader = (struct numeral_reader){e->numerals, c->text.u, 0, quantity_unit_here, e};
  struct ahead x = {.numerals = find_numerals(&c->text, c->arena),
                    .n = c->text.n,
                    .phrase = phrases->items,
                    .phrases_end = phrases->items + phrases->n,
                    .phrase_at = phrases->n > 0 ? phrases->items->start : UINT32_MAX,
                    .time = c->times,
                    .times_end = c->times + c->n_times};
  if (list.items == NULL || x.numerals == NULL)
    return false;
  list.next = list.items;
  list.limit = list.items + room;
  s.bound_pairs = bounds_pairs(e->bounds);
  s.percent = sign_unit(e, '%');
  s.permille = sign_unit(e, 0x2030);
  if (!scan_all(&s, &x, c, &list))
    return false;
  *out = list.items;
  *n = list.n;
  return true;
}
