/* scan.c - all quantities of a chunk.  SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/number/quantity_parts.h"

/* The quantities so far; grown in the arena by copying. */
struct list {
  struct arena *arena;
  struct quantity *items;
  uint32_t n, room;
};

static bool push(struct list *l, const struct quantity *q)
{
  if (l->n == l->room) {
    uint32_t room = l->room * 2;
    struct quantity *items = arena_alloc(l->arena, room * sizeof *items);
    if (items == NULL)
      return false;
    memcpy(items, l->items, l->n * sizeof *items);
    l->items = items;
    l->room = room;
  }
  l->items[l->n++] = *q;
  return true;
}

/* Where the next mark of one class stands; marks are in order of start. */
struct cursor {
  const struct mark *at, *end;
};

static const struct mark *mark_from(struct cursor *c, uint32_t class, uint32_t unit_index)
{
  while (c->at < c->end && (c->at->start < unit_index || c->at->class != class))
    c->at++;
  return c->at < c->end ? c->at : NULL;
}

/* Takes the phrases (quantities without numeral) that start before `until`. */
static bool take_phrases(const struct scan *s, struct cursor *phrases, uint32_t until,
                         struct list *out)
{
  const struct mark *m;
  while ((m = mark_from(phrases, WORD_PHRASE, s->start)) != NULL && m->start < until) {
    phrases->at++;
    if (out->n > 0 && out->items[out->n - 1].span.end > m->start)
      continue;
    struct quantity q = {.sentence = s->sentence};
    q.span = q.numeral = (struct span){m->start, m->start + m->len};
    phrases_fill(s->e->phrases, m->payload, &q);
    q.kind = q.class = q.unit != NULL ? q.unit->kind : KIND_NUMBER;
    q.chinese = true;
    if (!push(out, &q))
      return false;
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

static uint32_t skip_address(const unit *u, uint32_t at, uint32_t end)
{
  while (at < end && u[at] > ' ' && u[at] < 0x7F && u[at] != ')' && u[at] != '|')
    at++;
  return at;
}

static bool is_address(const unit *u, uint32_t at, uint32_t end)
{
  return at + 2 < end && u[at] == ':' && u[at + 1] == '/' && u[at + 2] == '/';
}

/* The next place where a numeral can start; over addresses at one go. */
static uint32_t next_start(const struct scan *s, uint32_t at)
{
  const uint8_t *beside = s->e->numerals->beside;
  for (; at < s->end && (beside[s->u[at]] & BESIDE_START) == 0; at++) {
    if (s->u[at] == ':' && is_address(s->u, at, s->end))
      at = skip_address(s->u, at, s->end) - 1;
  }
  return at;
}

/* Quantities between two covering time marks. */
static bool scan_stretch(struct scan *s, struct cursor *phrases, struct list *out)
{
  for (uint32_t at = next_start(s, s->start); at < s->end; at = next_start(s, at)) {
    struct quantity q;
    uint32_t end = quantity_read(s, at, &q);
    if (end == at) {
      at++;
      continue;
    }
    if (q.class == CLASS_NAME)
      end = skip_name(s->u, end, s->end);
    else
      end = quantity_range(s, &q);
    if (!take_phrases(s, phrases, q.numeral.start + 1, out))
      return false;
    uint32_t taken = out->n > 0 ? out->items[out->n - 1].span.end : 0;
    if (taken > q.span.start)
      q.span.start = q.numeral.start;
    if (taken <= q.numeral.start && !push(out, &q))
      return false;
    s->last_end = at = taken > q.numeral.start ? taken : end;
  }
  return take_phrases(s, phrases, s->end, out);
}

/* Runs over a sentence, around the time marks that cover numerals. */
static bool scan_sentence(struct scan *s, const struct chunk *c, uint32_t *time,
                          struct cursor *phrases, struct list *out)
{
  const struct sentence *sentence = &c->sentences[s->sentence];
  uint32_t at = sentence->start, first = out->n;
  while (at < sentence->end) {
    while (*time < c->n_times && (c->times[*time].span.end <= at || !c->times[*time].covers))
      ++*time;
    uint32_t stop = *time < c->n_times ? c->times[*time].span.start : sentence->end;
    uint32_t next = *time < c->n_times ? c->times[*time].span.end : sentence->end;
    if (stop > sentence->end)
      stop = next = sentence->end;
    if (stop > at) {
      s->start = at;
      s->end = stop;
      if (!scan_stretch(s, phrases, out))
        return false;
    }
    s->last_end = at = next > at ? next : at + 1;
  }
  s->end = sentence->end;
  quantity_share_unit(s, out->items + first, out->n - first);
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
  struct list list = {.arena = c->arena, .room = c->text.n / 24 + 16};
  struct scan s = {.e = e, .u = c->text.u};
  struct cursor phrases = {c->marks, c->marks + c->n_marks};
  uint32_t time = 0;
  s.percent = sign_unit(e, '%');
  s.permille = sign_unit(e, 0x2030);
  list.items = arena_alloc(c->arena, list.room * sizeof *list.items);
  if (list.items == NULL)
    return false;
  for (s.sentence = 0; s.sentence < c->n_sentences; s.sentence++) {
    if (!scan_sentence(&s, c, &time, &phrases, &list))
      return false;
  }
  *out = list.items;
  *n = list.n;
  return true;
}
