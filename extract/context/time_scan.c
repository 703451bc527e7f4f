/* time_scan.c - all expressions of time of a chunk.  SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/context/time_parts.h"

/* The marks so far; grown in the arena by copying. */
struct list {
  struct arena *arena;
  struct time_mark *items;
  uint32_t n, room;
};

static bool add(struct list *list, struct time_mark mark)
{
  if (list->n == list->room) {
    uint32_t room = list->room == 0 ? 64 : list->room * 2;
    struct time_mark *items = arena_alloc(list->arena, room * sizeof *items);
    if (items == NULL)
      return false;
    if (list->n > 0)
      memcpy(items, list->items, list->n * sizeof *items);
    list->items = items;
    list->room = room;
  }
  list->items[list->n++] = mark;
  return true;
}

/* ---- the pass over the text ---- */

/* Where the token that begins at `i` ends: a numeral is skipped whole. */
static uint32_t skip(const struct time_scan *s, uint32_t i)
{
  struct time_number n;
  if (!unit_is_digit(s->u[i])) {
    uint32_t end = time_number(s, i, &n);
    if (end > i && end < s->n && (time_role(s, end) == ROLE_YEAR || time_role(s, end) == ROLE_MONTH))
      return end + 1; /* no word begins with the numeral's unit */
    return end > i ? end : i + 1;
  }
  while (i < s->n && (unit_is_digit(s->u[i]) ||
                      ((s->u[i] == '.' || s->u[i] == ',') && i + 1 < s->n && unit_is_digit(s->u[i + 1]))))
    i++;
  return i < s->n && (time_role(s, i) == ROLE_YEAR || time_role(s, i) == ROLE_MONTH) ? i + 1 : i;
}

/* Can what stands behind the numeral at `i` make it one of time?  Most cannot, and
   this says so soon. */
static bool promises(const struct time_scan *s, uint32_t i)
{
  struct time_number n;
  uint32_t end = time_number(s, i, &n);
  if (n.arabic && n.digits != 4 && (s->u[end] == '.' || s->u[end] == ',') &&
      unit_is_digit(s->u[end + 1]))
    return false;
  end = time_blank(s, end);
  return end < s->n &&
         (time_role(s, end) != ROLE_NONE || (s->x->begins[s->u[end]] & BEGIN_WORD) != 0);
}

/* May an expression begin at `i`, where no word of time does? */
static bool worth_reading(const struct time_scan *s, uint32_t i, uint8_t begins)
{
  if ((begins & BEGIN_NUMERAL) != 0)
    return promises(s, i);
  return (begins & BEGIN_LEAD) != 0 &&
         (s->x->begins[s->u[time_blank(s, i + 1)]] & BEGIN_NUMERAL) != 0;
}

/* Where to go on when nothing has been read at `i`. */
static uint32_t next_start(const struct time_scan *s, uint32_t i, uint8_t begins, bool word)
{
  if (word && s->x->words[s->marks->payload].use == USE_OTHER)
    return i + s->marks->len;
  return (begins & BEGIN_NUMERAL) != 0 ? skip(s, i) : i + 1;
}

/* One article (or the whole chunk): units from `i` to `end`. */
static bool scan_part(struct time_scan *s, uint32_t i, uint32_t end, struct list *list)
{
  const uint8_t *begins = s->x->begins;
  const unit *u = s->u;
  for (;;) {
    struct time_mark mark;
    while (i < end && (begins[u[i]] & BEGIN_ANY) == 0)
      i++;
    if (i >= end)
      return true;
    while (s->marks < s->marks_end && (s->marks->start < i || s->marks->class != WORD_TIME))
      s->marks++;
    bool word = s->marks < s->marks_end && s->marks->start == i;
    if ((!word && !worth_reading(s, i, begins[s->u[i]])) || !time_expression(s, i, &mark)) {
      i = next_start(s, i, begins[s->u[i]], word);
      continue;
    }
    if (!add(list, mark))
      return false;
    i = mark.span.end;
  }
}

/* The article's day; what the caller gave where the article has none. */
static struct day reference_of(const struct article *a, const struct given *given)
{
  if (a != NULL && a->published.year != 0)
    return a->published;
  return given != NULL ? given->published : (struct day){0};
}

bool time_scan(const struct times *x, const struct given *given, struct chunk *chunk)
{
  struct list list = {.arena = chunk->arena};
  struct time_scan s = {.x = x, .u = chunk->text.u, .n = chunk->text.n, .marks = chunk->marks,
                        .marks_end = chunk->marks + chunk->n_marks};
  uint32_t at = 0;
  for (uint32_t a = 0; a <= chunk->n_articles; a++) {
    bool last = a == chunk->n_articles;
    uint32_t end = last ? s.n : chunk->articles[a].start;
    s.reference = reference_of(a > 0 ? &chunk->articles[a - 1] : NULL, given);
    if (end > at && !scan_part(&s, at, end, &list))
      return false;
    at = end > at ? end : at;
  }
  chunk->times = list.items;
  chunk->n_times = list.n;
  return true;
}
