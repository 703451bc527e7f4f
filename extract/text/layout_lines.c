/* layout_lines.c - where lines and sentences end, and how lines look.
   SPDX-License-Identifier: Apache-2.0

   One pass over the chunk finds line breaks, sentence ends and years.  Lines
   that could be more than running text are measured; of longer ones it matters
   only how they begin. */
#include "extract/text/layout_parts.h"

#include <string.h>

enum { SHORT_UNITS = 128, LOOK_UNITS = 64, TAIL_UNITS = 60 };

/* Appends to a growing array of uint32_t in the arena. */
struct list {
  uint32_t *items;
  uint32_t n, room;
};

static inline bool list_add(struct arena *a, struct list *list, uint32_t item)
{
  if (list->n == list->room) {
    uint32_t room = list->room * 2;
    uint32_t *items = arena_alloc(a, room * sizeof *items);
    if (items == NULL)
      return false;
    memcpy(items, list->items, list->n * sizeof *items);
    list->items = items;
    list->room = room;
  }
  list->items[list->n++] = item;
  return true;
}

static bool list_new(struct arena *a, struct list *list, uint32_t room)
{
  *list = (struct list){arena_alloc(a, room * sizeof *list->items), 0, room};
  return list->items != NULL;
}

/* Counts the year that ends in front of `at`, unless it is named as a distant
   one: "to 2035". */
static void count_year(struct splitter *s, uint32_t at)
{
  const unit *u = s->u + at;
  if (at < 4 || !unit_is_digit(u[-1]) || !unit_is_digit(u[-2]) || !unit_is_digit(u[-3]) ||
      (at > 4 && unit_is_digit(u[-5])))
    return;
  const uint8_t *role = s->x->role;
  bool as_of = (at > 5 && role[u[-6]] == CHAR_AS_OF) || (at > 6 && role[u[-7]] == CHAR_AS_OF);
  if (!as_of && (role[u[-5]] == CHAR_TOWARD || (at > 5 && role[u[-6]] == CHAR_TOWARD)))
    return;
  int year = (u[-4] - '0') * 1000 + (u[-3] - '0') * 100 + (u[-2] - '0') * 10 + (u[-1] - '0');
  int i = year - LAYOUT_YEAR_FIRST;
  if (i >= 0 && i < LAYOUT_YEARS && s->state->years[i] < UINT16_MAX)
    s->state->years[i]++;
}

/* The second of several blanks inside a line? */
static bool is_gap(const struct splitter *s, uint32_t i)
{
  return i >= 2 && s->u[i - 1] == ' ' && s->u[i - 2] != ' ' && s->u[i - 2] != '\n';
}

/* The first character at or behind `i` that may be an event; n for none. */
static inline uint32_t next_event(const uint8_t *role, const unit *u, uint32_t i, uint32_t n)
{
  for (; i + 4 <= n; i += 4) {
    if (((role[u[i]] | role[u[i + 1]] | role[u[i + 2]] | role[u[i + 3]]) & CHAR_EVENT) != 0)
      break;
  }
  while (i < n && (role[u[i]] & CHAR_EVENT) == 0)
    i++;
  return i;
}

/* Finds line starts and sentence ends. */
static bool find_breaks(struct splitter *s, struct list *starts, struct list *ends)
{
  struct arena *a = s->chunk->arena;
  const uint8_t *role = s->x->role;
  uint32_t n = s->chunk->text.n;
  if (!list_add(a, starts, 0))
    return false;
  for (uint32_t i = next_event(role, s->u, 0, n); i < n; i = next_event(role, s->u, i + 1, n)) {
    bool added = true;
    switch (role[s->u[i]]) {
    case CHAR_YEAR:
      count_year(s, i);
      break;
    case CHAR_BREAK:
      added = list_add(a, starts, i + 1);
      break;
    case CHAR_END:
      added = list_add(a, ends, i);
      break;
    default:
      added = !is_gap(s, i) || list_add(a, ends, i);
    }
    if (!added)
      return false;
  }
  return list_add(a, ends, n);
}

uint32_t layout_next(const struct splitter *s, uint32_t line)
{
  for (line++; line < s->chunk->n_lines && s->chunk->lines[line].kind == LINE_BLANK; line++) {
  }
  return line;
}

static void trim(const struct splitter *s, struct look *k)
{
  while (k->start < k->end && layout_blank(s->x, s->u[k->start]))
    k->start++;
  while (k->start < k->end && layout_blank(s->x, s->u[k->end - 1]))
    k->end--;
}

/* Takes Markdown's heading marks, list and emphasis marks off both ends. */
static void trim_markdown(const struct splitter *s, struct look *k)
{
  uint32_t hashes = 0;
  while (k->start + hashes < k->end && s->u[k->start + hashes] == '#')
    hashes++;
  if (hashes > 0 && hashes <= 6 && s->u[k->start + hashes] == ' ') {
    k->hashes = (uint8_t)hashes;
    k->start += hashes;
    trim(s, k);
  }
  while (k->end - k->start > 4 && s->u[k->start] == '*' && s->u[k->start + 1] == '*') {
    k->strong = s->u[k->end - 1] == '*';
    k->start += 2;
  }
  while (k->end - k->start > 2 && s->u[k->end - 1] == '*')
    k->end--;
  trim(s, k);
}

/* Counts what the line is made of. */
static void measure(const struct splitter *s, struct look *k)
{
  uint32_t len = k->end - k->start;
  uint32_t end = len <= SHORT_UNITS ? k->end : k->start + LOOK_UNITS;
  uint32_t count[CHAR_ROLES] = {0}, wide = 0, han = 0, gaps = 0;
  if (k->finished && !k->exclaims && len > LOOK_UNITS) { /* prose: nothing else matters */
    k->width = len * 2;
    k->han = 1;
    return;
  }
  for (uint32_t i = k->start; i < end; i++) {
    unit c = s->u[i];
    enum char_role role = layout_role(s->x, c);
    wide += c >= 0x2000;
    han += unit_is_han(c);
    if (role == CHAR_PLAIN)
      continue;
    count[role]++;
    gaps += c == ' ' && s->u[i + 1] == ' ' && s->u[i + 2] != ' ';
  }
  k->width = end - k->start + wide + (k->end - end) * 2;
  k->han = (uint16_t)han;
  k->gaps = (uint16_t)gaps;
  k->commas = (uint16_t)count[CHAR_COMMA];
  k->digits = (uint16_t)count[CHAR_DIGIT];
  k->pipes = (uint16_t)count[CHAR_PIPE];
  k->tabs = (uint16_t)count[CHAR_TAB];
  k->bad = (uint16_t)count[CHAR_BAD];
}

/* Does the line end inside a quotation or a bracket? */
static bool ends_inside(const struct splitter *s, const struct look *k)
{
  uint32_t floor = k->end - k->start > TAIL_UNITS ? k->end - TAIL_UNITS : k->start;
  for (uint32_t i = k->end; i > floor; i--) {
    enum char_role role = layout_role(s->x, s->u[i - 1]);
    if (role == CHAR_OPEN)
      return true;
    if (role == CHAR_CLOSE || role == CHAR_END)
      return false;
  }
  return false;
}

/* How the line ends: closing marks stand behind the end of a sentence. */
static void look_at_end(const struct splitter *s, struct look *k)
{
  uint32_t i = k->end;
  while (i > k->start &&
         (layout_role(s->x, s->u[i - 1]) == CHAR_CLOSE || layout_blank(s->x, s->u[i - 1])))
    i--;
  if (i == k->start)
    return;
  unit c = s->u[i - 1];
  enum char_role role = layout_role(s->x, c);
  k->finished = role == CHAR_END || role == CHAR_COLON || role == CHAR_DASH;
  k->exclaims = c == '!' || c == '?';
  k->open_ended = (i == k->end && role == CHAR_COMMA) || ends_inside(s, k);
}

/* A number at the end of a line and its magnitude or unit at the start of the
   next belong together, whatever the lines look like otherwise. */
static void look_for_broken_quantities(struct splitter *s)
{
  for (uint32_t i = 0; i + 1 < s->chunk->n_lines; i++) {
    struct look *a = &s->looks[i], *b = &s->looks[i + 1];
    bool prose = a->commas > 0 || b->commas > 0 || b->finished; /* no list of names and numbers */
    if (!prose || a->han == 0 || b->start == b->end)
      continue;
    enum char_role last = layout_role(s->x, s->u[a->end - 1]);
    enum char_role first = layout_role(s->x, s->u[b->start]);
    if (last == CHAR_DIGIT)
      b->inside = first == CHAR_SCALE || first == CHAR_MAGNITUDE || first == CHAR_YEAR;
    else if (last == CHAR_MAGNITUDE && a->end - a->start > 1)
      b->inside = first == CHAR_SCALE && layout_role(s->x, s->u[a->end - 2]) == CHAR_DIGIT;
    a->open_ended = a->open_ended || b->inside;
  }
}

bool layout_lines(struct splitter *s)
{
  struct chunk *c = s->chunk;
  struct list starts, ends;
  if (!list_new(c->arena, &starts, c->text.n / 32 + 16) ||
      !list_new(c->arena, &ends, c->text.n / 32 + 16) || !find_breaks(s, &starts, &ends))
    return false;
  if (starts.n > 1 && starts.items[starts.n - 1] == c->text.n)
    starts.n--; /* the last break ends the last line */
  s->ends = ends.items;
  s->n_ends = ends.n;
  c->n_lines = starts.n;
  c->lines = arena_zalloc(c->arena, starts.n, sizeof *c->lines);
  s->looks = arena_zalloc(c->arena, starts.n, sizeof *s->looks);
  if (c->lines == NULL || s->looks == NULL)
    return false;
  uint32_t e = 0;
  for (uint32_t i = 0; i < starts.n; i++) {
    struct look *k = &s->looks[i];
    k->start = starts.items[i];
    k->end = i + 1 < starts.n ? starts.items[i + 1] - 1 : c->text.n;
    if (k->end > k->start && s->u[k->end - 1] == '\n')
      k->end--;
    uint32_t begin = k->start;
    trim(s, k);
    k->indented = k->start >= begin + 2;
    trim_markdown(s, k);
    look_at_end(s, k);
    measure(s, k);
    while (ends.items[e] < k->start && e + 1 < ends.n)
      e++;
    k->first_end = e;
    c->lines[i] = (struct line){.start = k->start, .end = k->end, .heading = NO_LINE};
  }
  look_for_broken_quantities(s);
  return true;
}
