/* time_scan.c - all expressions of time of a chunk.  SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/context/calendar.h"
#include "extract/context/time_parts.h"

/* The marks so far; grown in the arena by copying. */
struct list {
  struct arena *arena;
  struct time_mark *items;
  uint32_t n, room;
};

/* Makes room for one more. */
static bool grow(struct list *list)
{
  uint32_t room = list->room * 2;
  struct time_mark *items = arena_alloc(list->arena, room * sizeof *items);
  if (items == NULL)
    return false;
  memcpy(items, list->items, list->n * sizeof *items);
  list->items = items;
  list->room = room;
  return true;
}

/* ---- the pass over the text ---- */

/* The character in front of a numeral at `at` that leads up to it, not before `from`;
   `at` where there is none, or no numeral. */
static uint32_t lead_of(const struct time_scan *s, uint32_t from, uint32_t at)
{
  uint32_t i = at;
  if ((time_begins(s, at) & BEGIN_NUMERAL) == 0)
    return at;
  for (int n = 0; n < 2 && i > from && time_role(s, i - 1) == ROLE_BLANK; n++)
    i--;
  return i > from && (time_begins(s, i - 1) & BEGIN_LEAD) != 0 ? i - 1 : at;
}

/* What the word of a mark says alone; asked once for each day of an article. */
static const struct time_told *told(const struct time_scan *s, const struct mark *word)
{
  struct time_told *t = &s->told[word->payload];
  if (t->day != s->day) {
    t->day = s->day;
    time_alone(s, word, t);
  }
  return t;
}

/* Reads the expression that may begin at `i`, where no word of time does.  Where to go
   on; *found says whether there is one. */
static uint32_t take(const struct time_scan *s, uint32_t i, struct time_mark *mark, bool *found)
{
  struct time_number n;
  *found = time_expression(s, i, mark);
  if (*found)
    return mark->span.end;
  if ((time_begins(s, i) & BEGIN_NUMERAL) == 0)
    return i + 1;
  return time_behind_token(s, i, time_number(s, i, &n));
}

/* The same with a word of time at `i`. */
static uint32_t take_word(const struct time_scan *s, uint32_t i, struct time_mark *mark,
                          bool *found)
{
  const struct mark *word = s->marks + time_rank_of(s->blocks, i);
  const struct time_told *t = told(s, word);
  bool other = s->x->words[word->payload].use == USE_OTHER;
  uint32_t end = i + word->len;
  if (t->alone == ALONE_TELLS && time_ends(s, end)) {
    *mark = t->mark;
    mark->span = (struct span){i, end};
    *found = true;
    return end;
  }
  *found = false;
  if (t->alone == ALONE_NOTHING && time_ends(s, end))
    return other ? end : i + 1;
  if (t->alone == ALONE_TELLS) {
    struct time_point p = t->point;
    p.end = end;
    *found = time_plain(s, i, &p, mark);
  }
  if (*found)
    return mark->span.end;
  uint32_t behind = take(s, i, mark, found);
  return *found || !other ? behind : end;
}

/* The same with a numeral at `i`, or what leads up to one. */
static uint32_t take_numeral(struct time_scan *s, uint32_t i, struct time_mark *mark, bool *found)
{
  *found = unit_is_digit(s->u[i]) && time_plain(s, i, NULL, mark);
  if (*found)
    return mark->span.end;
  if ((time_begins(s, i) & BEGIN_NUMERAL) != 0)
    time_keep_number(s, i);
  return take(s, i, mark, found);
}

static inline bool opens(const struct time_scan *s, uint32_t i)
{
  return (s->blocks[i / 64].opens >> i % 64 & 1) != 0;
}

/* One article (or the whole chunk): units from `i` to `end`.  `from`: no numeral of which
   has not been asked yet begins before. */
static bool scan_part(struct time_scan *s, uint32_t i, uint32_t end, struct list *list)
{
  uint32_t from = i;
  for (uint32_t next = i, at; (at = *s->places) < end; s->places++) {
    if (at < next)
      continue;
    bool word = opens(s, at), found;
    uint32_t numeral = at;
    if (!word) {
      next = at + 1;
      if (!time_may_end(s, at))
        continue;
      numeral = time_find_numeral(s, &i, from, at);
    } else if (at > from && (s->text->class[at - 1] & UNIT_NUMERAL) != 0) {
      numeral = time_find_numeral(s, &i, from, at - 1);
      word = numeral == TIME_NO_NUMERAL && i <= at;
      numeral = word ? at : numeral;
    }
    if (numeral == TIME_NO_NUMERAL) {
      from = next = i > next ? i : next;
      continue;
    }
    struct time_mark *mark = &list->items[list->n];
    uint32_t lead = lead_of(s, i, numeral);
    word = word && lead == at;
    i = word ? take_word(s, at, mark, &found) : take_numeral(s, lead, mark, &found);
    from = next = i;
    s->places -= i <= at; /* what led up to it led nowhere: once more without */
    list->n += found;
    if (list->n == list->room && !grow(list))
      return false;
  }
  return true;
}

/* The article's day; what the caller gave where the article has none. */
static struct day reference_of(const struct article *a, const struct given *given)
{
  if (a != NULL && a->published.year != 0)
    return a->published;
  return given != NULL ? given->published : (struct day){0};
}

static void set_reference(struct time_scan *s, struct day day)
{
  if (s->day == 0 || calendar_compare(day, s->reference) != 0)
    s->day++;
  s->reference = day;
}

/* Takes the bits from..to-1 away. */
static inline void clear_bits(uint64_t *bits, struct span s)
{
  uint64_t first = ~UINT64_C(0) << s.start % 64, last = (UINT64_C(1) << s.end % 64) - 1;
  uint32_t k = s.start / 64, end = s.end / 64;
  for (; k < end; k++, first = ~UINT64_C(0))
    bits[k] &= ~first;
  bits[k] &= ~(first & last);
}

/* Lists the times that cover, and takes their numerals away; false without memory. */
static bool cover(const struct list *times, uint64_t *numerals, struct chunk *chunk)
{
  struct span *covers = arena_alloc(times->arena, (times->n + 2) * sizeof *covers), *out = covers;
  if (covers == NULL)
    return false;
  *out++ = (struct span){0, 0};
  for (uint32_t i = 0; i < times->n; i++) {
    struct span s = times->items[i].span;
    *out = s;
    out += times->items[i].covers;
    s.end = times->items[i].covers ? s.end : s.start;
    clear_bits(numerals, s);
  }
  *out = (struct span){UINT32_MAX, UINT32_MAX};
  chunk->covers = covers + 1;
  chunk->numerals = numerals;
  return true;
}

bool time_scan(const struct times *x, const struct given *given, struct chunk *chunk)
{
  struct list list = {.arena = chunk->arena, .room = chunk->text.n / 64 + 16};
  const struct mark_list *words = &chunk->by_class[WORD_TIME];
  struct time_scan s = {.x = x, .text = &chunk->text, .u = chunk->text.u, .n = chunk->text.n,
                        .marks = words->items, .number_at = UINT32_MAX};
  uint32_t at = 0;
  list.items = arena_alloc(list.arena, list.room * sizeof *list.items);
  s.told = arena_alloc(list.arena, x->n_words * sizeof *s.told);
  if (list.items == NULL || s.told == NULL || !time_places(&s, words, chunk->arena))
    return false;
  memset(s.told, 0, x->n_words * sizeof *s.told);
  for (uint32_t a = 0; a <= chunk->n_articles; a++) {
    bool last = a == chunk->n_articles;
    uint32_t end = last ? s.n : chunk->articles[a].start;
    set_reference(&s, reference_of(a > 0 ? &chunk->articles[a - 1] : NULL, given));
    if (end > at && !scan_part(&s, at, end, &list))
      return false;
    at = end > at ? end : at;
  }
  chunk->time_blocks = s.blocks;
  chunk->times = list.items;
  chunk->n_times = list.n;
  return cover(&list, s.numerals, chunk);
}
