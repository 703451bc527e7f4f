/* scan.c - all quantities of a chunk.  SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/number/quantity_parts.h"

/* The quantities so far; grown in the arena by copying. */
struct list {
  struct arena *arena;
  struct quantity *items;
  uint32_t n, room;
};

/* The place of the next quantity, which ++l->n makes part of the list; NULL
   without memory. */
static struct quantity *next_item(struct list *l)
{
  if (l->n == l->room) {
    uint32_t room = l->room * 2;
    struct quantity *items = arena_alloc(l->arena, room * sizeof *items);
    if (items == NULL)
      return NULL;
    memcpy(items, l->items, l->n * sizeof *items);
    l->items = items;
    l->room = room;
  }
  return &l->items[l->n];
}

/* Where the last quantity ends. */
static uint32_t taken_to(const struct list *l)
{
  return l->n > 0 ? l->items[l->n - 1].span.end : 0;
}

/* What comes next, of each sort; none of them ever looks back. */
struct ahead {
  const struct units *text;
  const struct mark *phrase, *phrases_end;
  const struct time_mark *time, *times_end;
  uint32_t numeral; /* the first place behind all that was scanned where one can start */
  uint32_t covered; /* end of the last time mark that was passed and covers numerals */
};

/* May a phrase start before `until`? */
static inline bool phrase_waits(const struct ahead *x, uint32_t until)
{
  return x->phrase < x->phrases_end && x->phrase->start < until;
}

static inline uint32_t next_phrase(struct ahead *x, uint32_t from)
{
  while (phrase_waits(x, from))
    x->phrase++;
  return x->phrase < x->phrases_end ? x->phrase->start : x->text->n;
}

static inline uint32_t next_numeral(struct ahead *x, uint32_t from)
{
  if (x->numeral < from)
    x->numeral = units_next(x->text, from, x->text->n, UNIT_NUMERAL);
  return x->numeral;
}

/* Where the next numeral or phrase may start. */
static uint32_t next_place(struct ahead *x, uint32_t from)
{
  uint32_t numeral = next_numeral(x, from), phrase = next_phrase(x, from);
  return numeral < phrase ? numeral : phrase;
}

/* Where the next time mark starts that covers numerals and ends behind `at`. */
static uint32_t next_cover(struct ahead *x, uint32_t at)
{
  for (; x->time < x->times_end && (!x->time->covers || x->time->span.end <= at); x->time++) {
    if (x->time->covers)
      x->covered = x->time->span.end;
  }
  return x->time < x->times_end ? x->time->span.start : UINT32_MAX;
}

/* Takes the phrases (quantities without numeral) that start before `until`. */
static bool take_phrases(const struct scan *s, struct ahead *x, uint32_t until, struct list *out)
{
  while (next_phrase(x, s->start) < until) {
    const struct mark *m = x->phrase++;
    if (taken_to(out) > m->start)
      continue;
    struct quantity *q = next_item(out);
    if (q == NULL)
      return false;
    *q = (struct quantity){.sentence = s->sentence};
    q->span = (struct span){m->start, m->start + m->len};
    q->numeral = (struct numeral){.start = q->span.start, .end = q->span.end, .chinese = true};
    phrases_fill(s->e->phrases, m->payload, q);
    q->kind = q->class = q->unit != NULL ? q->unit->kind : KIND_NUMBER;
    out->n++;
  }
  return true;
}

/* Behind digits in a name, the rest of the name; behind an address, its end. */
static uint32_t skip_name(const unit *u, uint32_t at, uint32_t end)
{
  while (at < end && (unit_is_digit(u[at]) || unit_is_latin(u[at]) ||
                      ((u[at] == '.' || u[at] == '-' || u[at] == '_') && at + 1 < end &&
                       (unit_is_digit(u[at + 1]) || unit_is_latin(u[at + 1])))))
    at++;
  return at;
}

static bool in_address(unit c)
{
  return c > ' ' && c < 0x7F && c != ')' && c != '|';
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

/* The next place where a numeral can start; over addresses at one go. */
static inline uint32_t next_start(const struct scan *s, struct ahead *x, uint32_t from)
{
  uint32_t at = next_numeral(x, from);
  while (at < s->end && at > from && in_address(s->u[at - 1]) && in_address(s->u[at]) &&
         (from = skip_address(s, from, at)) > at)
    at = next_numeral(x, from);
  return at;
}

/* Quantities between two covering time marks. */
static bool scan_stretch(struct scan *s, struct ahead *x, struct list *out)
{
  for (uint32_t at = next_start(s, x, s->start); at < s->end; at = next_start(s, x, at)) {
    if (phrase_waits(x, at + 1) && !take_phrases(s, x, at + 1, out))
      return false;
    struct quantity *q = next_item(out);
    if (q == NULL)
      return false;
    uint32_t end = quantity_read(s, at, q), taken = taken_to(out);
    if (end == at) {
      at++;
      continue;
    }
    if (q->class == CLASS_NAME)
      end = skip_name(s->u, end, s->end);
    else if (quantity_may_join(s, q))
      end = quantity_range(s, q);
    if (taken > q->span.start)
      q->span.start = at;
    out->n += taken <= at;
    s->last_end = at = taken > at ? taken : end;
  }
  return !phrase_waits(x, s->end) || take_phrases(s, x, s->end, out);
}

/* Runs over a sentence, around the time marks that cover numerals. */
static bool scan_sentence(struct scan *s, struct ahead *x, const struct sentence *sentence,
                          struct list *out)
{
  uint32_t at = sentence->start, first = out->n, place;
  while ((place = next_place(x, at)) < sentence->end) {
    uint32_t cover = next_cover(x, place);
    if (cover <= place) {
      at = x->time->span.end;
      continue;
    }
    if (at <= x->covered)
      s->last_end = at = x->covered;
    s->start = at;
    s->end = at = cover < sentence->end ? cover : sentence->end;
    if (!scan_stretch(s, x, out))
      return false;
  }
  s->end = sentence->end;
  if (out->n > first + 1)
    quantity_share_unit(s, out->items + first, out->n - first);
  return true;
}

/* Runs over the sentences that hold a numeral or a phrase. */
static bool scan_sentences(struct scan *s, struct ahead *x, const struct chunk *c,
                           struct list *out)
{
  const struct sentence *all = c->sentences;
  uint32_t i = 0, n = c->n_sentences, place = next_place(x, 0);
  for (;;) {
    while (i < n && all[i].end <= place)
      i++;
    if (i == n)
      return true;
    if (all[i].start > place && (place = next_place(x, all[i].start)) >= all[i].end)
      continue;
    if (i > 0 && s->last_end < all[i].start && all[i - 1].end == all[i].start)
      s->last_end = all[i].start; /* behind a sentence that was passed over, too, a dash is no minus */
    s->sentence = i;
    if (!scan_sentence(s, x, &all[i], out))
      return false;
    place = next_place(x, all[i].end);
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
  struct list list = {.arena = c->arena, .room = c->text.n / 24 + 16};
  struct scan s = {.e = e, .u = c->text.u};
  struct ahead x = {.text = &c->text,
                    .phrase = phrases->items,
                    .phrases_end = phrases->items + phrases->n,
                    .time = c->times,
                    .times_end = c->times + c->n_times};
  s.percent = sign_unit(e, '%');
  s.permille = sign_unit(e, 0x2030);
  x.numeral = units_next(x.text, 0, x.text->n, UNIT_NUMERAL);
  list.items = arena_alloc(c->arena, list.room * sizeof *list.items);
  if (list.items == NULL || !scan_sentences(&s, &x, c, &list))
    return false;
  *out = list.items;
  *n = list.n;
  return true;
}
