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
  const uint64_t *numerals; /* of the chunk */
  const struct mark *phrase, *phrases_end;
  uint32_t phrase_at; /* where the next phrase starts; UINT32_MAX for none */
  const struct sentence *sentence, *sentences_end; /* the first that ends behind the place */
  const struct span *cover; /* likewise, of the times that cover; there is one in front */
};

/* The first place at or behind `from` where a numeral can start, behind the last one the end
   of the text. */
static inline uint32_t next_numeral(const struct ahead *x, uint32_t from)
{
  for (;; from += 64) {
    const uint64_t *w = x->numerals + from / 64;
    uint64_t bits = w[0] >> from % 64 | w[1] << 1 << (63 - from % 64);
    if (bits != 0)
      return from + bits_first(bits);
  }
}

/* Goes to the sentence that ends behind `place`; false for none. */
static inline bool enter_sentence(struct ahead *x, uint32_t place)
{
  const struct sentence *i = x->sentence, *end = x->sentences_end;
  if (end - i > 3) { /* how many it is nobody can foresee: the first few without branches */
    i += i->end <= place;
    i += i->end <= place;
    i += i->end <= place;
  }
  while (i < end && i->end <= place)
    i++;
  x->sentence = i;
  return i < end;
}

/* Passes the times that end in front of `place`; the first without a branch.  The last one
   ends nowhere. */
static inline const struct span *pass_covers(struct ahead *x, uint32_t place)
{
  x->cover += x->cover->end <= place;
  while (x->cover->end <= place)
    x->cover++;
  return x->cover;
}

/* Takes the next phrase, a quantity without a numeral, where it stands between `s->start`
   and `s->end` and behind what was taken. */
static bool take_phrase(const struct scan *s, struct ahead *x, struct list *out)
{
  const struct mark *m = x->phrase++;
  x->phrase_at = x->phrase < x->phrases_end ? x->phrase->start : UINT32_MAX;
  if (m->start < s->start || m->start >= s->end || out->taken > m->start)
    return true;
  if (!room_for_one(out))
    return false;
  struct quantity *q = out->next;
  *q = (struct quantity){.sentence = s->sentence};
  q->span = (struct span){m->start, m->start + m->len};
  q->numeral = (struct numeral){.start = q->span.start, .end = q->span.end, .chinese = true};
  phrases_fill(s->e->phrases, m->payload, q);
  q->kind = q->class = q->unit != NULL ? q->unit->kind : KIND_NUMBER;
  take(out);
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

/* Can u[0], number `at`, stand in an address that begins at or behind `from`?  One question:
   each character by itself is ASCII or not as a coin falls. */
static inline bool may_be_in_address(const unit *u, uint32_t from, uint32_t at)
{
  return ((u[0] | u[-1] | u[-2]) < 0x80) & (at >= from + 3);
}

/* Takes the quantity whose numeral starts at `at`; where to go on.  There is room for it. */
static inline uint32_t take_quantity(struct scan *s, uint32_t at, struct list *out)
{
  struct quantity *q = out->next;
  uint32_t end = quantity_read(s, at, q, true);
  if (end == at)
    return at + 1;
  if (out->taken > at) /* by a phrase */
    return s->last_end = out->taken;
  q->span.start = q->span.start < out->taken ? at : q->span.start;
  take(out);
  return s->last_end = end;
}

/* Lets the numbers of the sentence that was left share their unit. */
static void share_unit(struct scan *s, const struct sentence *left, struct list *out)
{
  if (out->n > out->first + 1) {
    quantity_between(s, left->start, left->end);
    quantity_share_unit(s, out->items + out->first, out->n - out->first);
  }
  out->bare = false;
}

/* Sets what is scanned around `place`: the sentence, and in it what stands between two times
   that cover.  False behind the last sentence. */
static inline bool enter(struct scan *s, struct ahead *x, uint32_t place, struct list *out)
{
  const struct sentence *left = x->sentence;
  bool more = enter_sentence(x, place);
  if (out->bare && x->sentence != left)
    share_unit(s, left, out);
  out->first = x->sentence != left ? out->n : out->first;
  if (!more)
    return false;
  const struct sentence *i = x->sentence;
  const struct span *cover = pass_covers(x, place);
  uint32_t covered = cover[-1].end;
  s->sentence = (uint32_t)(i - s->sentences);
  s->last_end = s->last_end > covered ? s->last_end : covered;
  quantity_between(s, i->start > covered ? i->start : covered,
                   i->end < cover->start ? i->end : cover->start);
  return true;
}

/* Runs from numeral or phrase to the next. */
static bool scan_all(struct scan *s, struct ahead *x, struct list *out)
{
  uint32_t at = 0;
  for (;;) {
    uint32_t numeral = next_numeral(x, at), address;
    bool phrase = x->phrase_at <= numeral;
    if (!phrase && numeral_is_none(&s->reader, numeral)) {
      at = numeral + 1;
      continue;
    }
    if (!enter(s, x, phrase ? x->phrase_at : numeral, out))
      return true;
    if (phrase) {
      if (!take_phrase(s, x, out))
        return false;
      continue;
    }
    at = at > s->start ? at : s->start;
    if (numeral < at)
      continue;
    if (may_be_in_address(s->u + numeral, at, numeral) && (address = skip_address(s, at, numeral)) > numeral) {
      at = address;
      continue;
    }
    if (!room_for_one(out))
      return false;
    at = take_quantity(s, numeral, out);
  }
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
  struct scan s = {.e = e, .u = c->text.u, .sentences = c->sentences};
  s.reader = (struct numeral_reader){e->numerals, c->text.u, 0, quantity_unit_here, e};
  struct ahead x = {.numerals = c->numerals,
                    .phrase = phrases->items,
                    .phrases_end = phrases->items + phrases->n,
                    .phrase_at = phrases->n > 0 ? phrases->items->start : UINT32_MAX,
                    .sentence = c->sentences,
                    .sentences_end = c->sentences + c->n_sentences,
                    .cover = c->covers};
  if (list.items == NULL)
    return false;
  list.next = list.items;
  list.limit = list.items + room;
  s.bound_pairs = bounds_pairs(e->bounds);
  s.percent = sign_unit(e, '%');
  s.permille = sign_unit(e, 0x2030);
  if (!scan_all(&s, &x, &list))
    return false;
  *out = list.items;
  *n = list.n;
  return true;
}
