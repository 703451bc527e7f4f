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

/* ---- numerals that may be of time ---- */

/* Where the token that begins with the numeral from `i` to `end` ends: a row of
   figures is skipped whole, with its points and commas, and a year or a month behind
   it, with which no word begins. */
static uint32_t behind_token(const struct time_scan *s, uint32_t i, uint32_t end)
{
  if (unit_is_digit(s->u[i])) {
    end = i;
    while (end < s->n && (unit_is_digit(s->u[end]) ||
                          ((s->u[end] == '.' || s->u[end] == ',') && unit_is_digit(s->u[end + 1]))))
      end++;
  }
  return end < s->n && (time_role(s, end) == ROLE_YEAR || time_role(s, end) == ROLE_MONTH) ? end + 1
                                                                                           : end;
}

/* Does a numeral follow what joins numerals at `i`? */
static bool joins_numeral(const struct time_scan *s, uint32_t i)
{
  uint32_t at = time_blank(s, i + 1);
  if (time_role(s, at) == ROLE_DASH)
    at++;
  enum time_role role = time_role(s, at);
  return role == ROLE_NUMERAL || role == ROLE_TEN || role == ROLE_HUNDRED;
}

/* Can the character at `i` make the numeral in front of it one of time? */
static bool makes_time(const struct time_scan *s, uint32_t i, const struct time_number *n)
{
  uint32_t len;
  if ((s->x->begins[s->u[i]] & BEGIN_UNIT) != 0 && time_word_at(s, i, &len) != NULL)
    return true;
  switch (time_role(s, i)) {
  case ROLE_YEAR:
  case ROLE_MONTH:
  case ROLE_DAY:
  case ROLE_NUMBER:
  case ROLE_HOUR:
  case ROLE_WEEK:
  case ROLE_SPAN_DAY:
  case ROLE_SOME:
    return true;
  case ROLE_POINT: /* of a list, but for minutes behind it */
    return time_role(s, i + 1) == ROLE_HALF || joins_numeral(s, i);
  case ROLE_COLON:
    return n->arabic && n->digits == 2 && unit_is_digit(s->u[i + 1]);
  case ROLE_DASH:
  case ROLE_TO:
  case ROLE_LIST:
  case ROLE_AND:
  case ROLE_SLASH:
    return joins_numeral(s, i);
  default:
    return false;
  }
}

/* Can what stands behind the numeral that ends at `end` make it one of time?  Most
   cannot, and this says so soon. */
static bool promises(const struct time_scan *s, uint32_t end, const struct time_number *n)
{
  unit mark = s->u[end];
  bool date = n->arabic && n->digits == 4 && (mark == '-' || mark == '/' || mark == '.');
  uint32_t behind = time_blank(s, end);
  return date || ((s->x->begins[s->u[behind]] & (BEGIN_UNIT | BEGIN_BEHIND)) != 0 && makes_time(s, behind, n));
}

/* ---- the pass over the text ---- */

/* Where expressions of time may begin, as far as the pass has come. */
struct places {
  const struct mark *word; /* the next one that opens an expression, or the end */
  uint32_t numeral;        /* the next one */
  uint32_t lead;           /* what leads up to it; the numeral itself where nothing does */
};

/* The character that leads up to the numeral at `at`, not before `from`. */
static uint32_t lead_of(const struct time_scan *s, uint32_t from, uint32_t at)
{
  uint32_t i = at;
  for (int n = 0; n < 2 && i > from && time_role(s, i - 1) == ROLE_BLANK; n++)
    i--;
  return i > from && (s->x->begins[s->u[i - 1]] & BEGIN_LEAD) != 0 ? i - 1 : at;
}

/* Moves to the first places at or behind `i`; both are `end` or more for none. */
static void go_to(struct time_scan *s, uint32_t i, uint32_t end, struct places *p)
{
  while (s->marks < s->marks_end && s->marks->start < i)
    s->marks++;
  if (p->word < s->marks)
    p->word = s->marks;
  while (p->word < s->marks_end && !s->x->words[p->word->payload].opens)
    p->word++;
  if (p->numeral < i)
    p->numeral = units_next(s->text, i, end, UNIT_TIME);
  p->lead = p->numeral < end ? lead_of(s, i, p->numeral) : end;
}

static bool word_at(const struct time_scan *s, const struct mark *word, uint32_t at)
{
  return word < s->marks_end && word->start == at;
}

/* Reads the expression that opens with the numeral of `p` or what leads up to it;
   where to go on, and whether there is one in `found`. */
static uint32_t take_numeral(const struct time_scan *s, const struct places *p,
                             struct time_mark *mark, bool *found)
{
  struct time_number n;
  uint32_t end = time_number(s, p->numeral, &n);
  bool promising = promises(s, end, &n);
  *found = promising && time_expression(s, p->lead, mark);
  if (*found)
    return mark->span.end;
  bool again = p->lead < p->numeral && (promising || word_at(s, p->word, p->numeral));
  return again ? p->numeral : behind_token(s, p->numeral, end);
}

/* The same with the word of `p`. */
static uint32_t take_word(const struct time_scan *s, const struct places *p,
                          struct time_mark *mark, bool *found)
{
  struct time_number n;
  uint32_t at = p->word->start;
  *found = time_expression(s, at, mark);
  if (*found)
    return mark->span.end;
  if (s->x->words[p->word->payload].use == USE_OTHER)
    return at + p->word->len;
  return at == p->numeral ? behind_token(s, at, time_number(s, at, &n)) : at + 1;
}

/* One article (or the whole chunk): units from `i` to `end`. */
static bool scan_part(struct time_scan *s, uint32_t i, uint32_t end, struct list *list)
{
  struct places p = {.word = s->marks};
  p.numeral = units_next(s->text, i, end, UNIT_TIME);
  for (;;) {
    struct time_mark mark;
    bool found;
    go_to(s, i, end, &p);
    uint32_t word = p.word < s->marks_end ? p.word->start : end;
    if (word >= end && p.lead >= end)
      return true;
    i = word <= p.lead ? take_word(s, &p, &mark, &found) : take_numeral(s, &p, &mark, &found);
    if (found && !add(list, mark))
      return false;
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
  const struct mark_list *words = &chunk->by_class[WORD_TIME];
  struct time_scan s = {.x = x, .text = &chunk->text, .u = chunk->text.u, .n = chunk->text.n,
                        .marks = words->items, .marks_end = words->items + words->n};
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
