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
    uint32_t room = list->room * 2;
    struct time_mark *items = arena_alloc(list->arena, room * sizeof *items);
    if (items == NULL)
      return false;
    memcpy(items, list->items, list->n * sizeof *items);
    list->items = items;
    list->room = room;
  }
  list->items[list->n++] = mark;
  return true;
}

/* ---- numerals that may be of time ---- */

static uint8_t begins(const struct time_scan *s, uint32_t i)
{
  return s->x->begins[s->u[i]];
}

/* Where a row of figures ends that goes on at `end`, with its points and commas. */
static uint32_t behind_figures(const struct time_scan *s, uint32_t end)
{
  const unit *u = s->u;
  while (unit_is_digit(u[end]) || ((u[end] == '.' || u[end] == ',') && unit_is_digit(u[end + 1])))
    end++;
  return end;
}

/* Behind a year or month at `end` of a numeral: no word begins with it. */
static uint32_t behind_year(const struct time_scan *s, uint32_t end)
{
  return time_role(s, end) == ROLE_YEAR || time_role(s, end) == ROLE_MONTH ? end + 1 : end;
}

/* Where to go on behind the numeral from `i` to `end`: a row of figures is skipped
   whole. */
static uint32_t behind_token(const struct time_scan *s, uint32_t i, uint32_t end)
{
  return behind_year(s, unit_is_digit(s->u[i]) ? behind_figures(s, i) : end);
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

/* A numeral of which is asked whether it is one of time. */
struct numeral {
  uint32_t start, end;
  uint32_t digits; /* in a row, 0 where it counts with tens */
  bool figures;    /* Arabic */
};

/* The use of the word of time at `i`, USE_OTHER for none. */
static enum time_use word_use(const struct time_scan *s, uint32_t i)
{
  uint32_t len;
  const struct time_word *word = time_word_at(s, i, &len);
  return word != NULL ? (enum time_use)word->use : USE_OTHER;
}

/* May a numeral and the unit at `i` be a length of time: does something behind them or
   in front make it one, or does a clause begin so? */
static bool may_be_length(const struct time_scan *s, uint32_t i, const struct numeral *n)
{
  enum time_role behind = time_role(s, i + 1);
  if (i > n->end || n->start == 0 || behind == ROLE_COME || behind == ROLE_BETWEEN ||
      behind == ROLE_SOME || word_use(s, time_blank(s, i + 1)) == USE_SINCE)
    return true;
  enum time_role before = time_role(s, n->start - 1);
  return before == ROLE_STOP || before == ROLE_BLANK || s->u[n->start - 1] == '\n' ||
         (begins(s, n->start - 1) & BEGIN_LEAD) != 0;
}

/* Does what stands at `i`, behind "No. 15", leave it a day? */
static bool may_be_day(const struct time_scan *s, uint32_t i)
{
  enum time_use use = word_use(s, i);
  return time_role(s, i) == ROLE_STOP || time_role(s, i) == ROLE_PART_OF_DAY || i >= s->n ||
         use == USE_PART_OF_DAY || use == USE_ANNOUNCE;
}

/* Can the character at `i` make the numeral in front of it one of time? */
static bool makes_time(const struct time_scan *s, uint32_t i, const struct numeral *n)
{
  uint32_t len;
  if (time_word_at(s, i, &len) != NULL)
    return true;
  switch (time_role(s, i)) {
  case ROLE_MONTH:
  case ROLE_HOUR:
    return true;
  case ROLE_YEAR:
    return n->digits == 4 || n->digits == 2 || may_be_length(s, i, n);
  case ROLE_DAY:
    return n->figures || may_be_length(s, i, n);
  case ROLE_WEEK:
  case ROLE_SPAN_DAY:
    return may_be_length(s, i, n);
  case ROLE_NUMBER:
    return n->figures && may_be_day(s, i + 1);
  case ROLE_POINT: /* of a list, but for minutes behind it */
    return time_role(s, i + 1) == ROLE_HALF || joins_numeral(s, i);
  case ROLE_COLON:
    return n->figures && n->digits == 2 && unit_is_digit(s->u[i + 1]);
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

/* Can what stands behind a numeral make it one of time? */
static bool promises(const struct time_scan *s, const struct numeral *n)
{
  unit mark = s->u[n->end];
  if (n->figures && n->digits == 4 && (mark == '-' || mark == '/' || mark == '.')) /* a date */
    return true;
  uint32_t behind = time_blank(s, n->end);
  uint8_t flags = begins(s, behind);
  if ((flags & (BEGIN_UNIT | BEGIN_BEHIND)) == 0)
    return false;
  if (time_role(s, behind) != ROLE_SOME || (flags & BEGIN_UNIT) != 0)
    return makes_time(s, behind, n);
  struct numeral some = {n->start, n->end + 1, 0, false}; /* it can only be a length */
  return behind == n->end && makes_time(s, time_blank(s, some.end), &some);
}

/* Reads the numeral at `i`, which others will ask for. */
static uint32_t keep_number(struct time_scan *s, uint32_t i)
{
  s->number_at = i;
  s->number_end = time_read_number(s, i, &s->number);
  return s->number_end;
}

/* Behind the row of figures at `at` where it is no time, else `at`. */
static uint32_t pass_figures(struct time_scan *s, uint32_t at)
{
  struct numeral n = {at, at + 1, 1, true};
  while (unit_is_digit(s->u[n.end]))
    n.end++;
  bool spaced = n.end == at + 1 && time_role(s, n.end) == ROLE_BLANK;
  if (spaced)
    n.end = keep_number(s, at);
  n.digits = spaced ? s->number.digits : n.end - at;
  if (!promises(s, &n))
    return spaced ? behind_token(s, at, n.end) : behind_year(s, behind_figures(s, n.end));
  keep_number(s, at);
  return at;
}

/* Behind the numeral at `at` where it is no time, else `at`.  Most are none, and the
   character behind them says so. */
static inline uint32_t pass_numeral(struct time_scan *s, uint32_t at)
{
  if (unit_is_digit(s->u[at]))
    return pass_figures(s, at);
  if ((begins(s, at + 1) & (BEGIN_INSIDE | BEGIN_UNIT | BEGIN_BEHIND)) == 0)
    return at + 1;
  uint32_t end = keep_number(s, at);
  struct numeral n = {at, end, s->number.positional ? s->number.digits : 0, false};
  return promises(s, &n) ? at : behind_year(s, end);
}

/* ---- the pass over the text ---- */

/* The first numeral in [*i, to) that may be of time, `to` for none; *i moves behind
   those that are not. */
static uint32_t next_numeral(struct time_scan *s, uint32_t *i, uint32_t to)
{
  for (;;) {
    uint32_t at = units_next(s->text, *i, to, UNIT_TIME);
    uint32_t next = at < to ? pass_numeral(s, at) : at;
    if (next == at)
      return at;
    *i = next;
  }
}

/* The character in front of a numeral at `at` that leads up to it, not before `from`;
   `at` for none. */
static uint32_t lead_of(const struct time_scan *s, uint32_t from, uint32_t at)
{
  uint32_t i = at;
  for (int n = 0; n < 2 && i > from && time_role(s, i - 1) == ROLE_BLANK; n++)
    i--;
  return i > from && (begins(s, i - 1) & BEGIN_LEAD) != 0 ? i - 1 : at;
}

/* Moves to the words of time from `i` on; the first of them that opens an expression,
   or the end of them. */
static const struct mark *opening_word(struct time_scan *s, uint32_t i, const struct mark *word)
{
  while (s->marks < s->marks_end && s->marks->start < i)
    s->marks++;
  if (word < s->marks)
    word = s->marks;
  while (word < s->marks_end && !s->x->words[word->payload].opens)
    word++;
  return word;
}

/* Reads the expression that may begin at `i`, with `word` or, where that is NULL, with
   a numeral or what leads up to it.  Where to go on; *found says whether there is one. */
static uint32_t take(const struct time_scan *s, uint32_t i, const struct mark *word,
                     struct time_mark *mark, bool *found)
{
  *found = time_expression(s, i, mark);
  if (*found)
    return mark->span.end;
  if (word != NULL && s->x->words[word->payload].use == USE_OTHER)
    return i + word->len;
  struct time_number n;
  return (begins(s, i) & BEGIN_NUMERAL) != 0 ? behind_token(s, i, time_number(s, i, &n)) : i + 1;
}

/* One article (or the whole chunk): units from `i` to `end`. */
static bool scan_part(struct time_scan *s, uint32_t i, uint32_t end, struct list *list)
{
  const struct mark *word = s->marks;
  for (;;) {
    struct time_mark mark;
    bool found;
    word = opening_word(s, i, word);
    uint32_t to = word < s->marks_end && word->start < end ? word->start : end;
    uint32_t numeral = next_numeral(s, &i, to);
    if (i > to)
      continue; /* the word stood inside a token */
    if (numeral >= end)
      return true;
    uint32_t lead = (begins(s, numeral) & BEGIN_NUMERAL) != 0 ? lead_of(s, i, numeral) : numeral;
    i = take(s, lead, lead == to ? word : NULL, &mark, &found);
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
  struct list list = {.arena = chunk->arena, .room = chunk->text.n / 128 + 16};
  const struct mark_list *words = &chunk->by_class[WORD_TIME];
  struct time_scan s = {.x = x, .text = &chunk->text, .u = chunk->text.u, .n = chunk->text.n,
                        .marks = words->items, .marks_end = words->items + words->n,
                        .number_at = UINT32_MAX};
  uint32_t at = 0;
  list.items = arena_alloc(list.arena, list.room * sizeof *list.items);
  if (list.items == NULL)
    return false;
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
