/* layout_lines.c - where lines and sentences end, and how lines look.
   SPDX-License-Identifier: Apache-2.0

   One pass over the chunk finds line breaks, sentence ends and years.  Lines
   that could be more than running text are measured; of longer ones it matters
   only how they begin. */
#include "extract/text/layout_parts.h"

#include <string.h>

enum { SHORT_UNITS = 128, LOOK_UNITS = 64, TAIL_UNITS = 60 };

/* One in each of eight bytes. */
static const uint64_t ONES = UINT64_C(0x0101010101010101);

/* A growing array of uint32_t in the arena. */
struct list {
  uint32_t *items;
  uint32_t n, room;
};

/* Makes room for `more` items, at most as many as a new list has. */
static inline bool list_room(struct arena *a, struct list *list, uint32_t more)
{
  if (list->room - list->n >= more)
    return true;
  uint32_t room = list->room * 2;
  uint32_t *items = arena_alloc(a, room * sizeof *items);
  if (items == NULL)
    return false;
  memcpy(items, list->items, list->n * sizeof *items);
  list->items = items;
  list->room = room;
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
  const struct layout *x = s->x;
  bool as_of = (at > 5 && layout_role(x, u[-6]) == CHAR_AS_OF) ||
               (at > 6 && layout_role(x, u[-7]) == CHAR_AS_OF);
  if (!as_of && (layout_role(x, u[-5]) == CHAR_TOWARD ||
                 (at > 5 && layout_role(x, u[-6]) == CHAR_TOWARD)))
    return;
  int year = (u[-4] - '0') * 1000 + (u[-3] - '0') * 100 + (u[-2] - '0') * 10 + (u[-1] - '0');
  int i = year - LAYOUT_YEAR_FIRST;
  struct layout_state *state = s->state;
  if (i < 0 || i >= LAYOUT_YEARS || state->years[i] == UINT16_MAX)
    return;
  uint16_t named = ++state->years[i], most = state->years[state->most];
  if (named > most || (named == most && i > state->most))
    state->most = (uint8_t)i;
}

/* The second of several blanks inside a line? */
static bool is_gap(const struct splitter *s, uint32_t i)
{
  return i >= 2 && s->u[i - 1] == ' ' && s->u[i - 2] != ' ' && s->u[i - 2] != '\n';
}

/* What one pass over the text finds, each in order. */
struct places {
  struct list starts;  /* of lines */
  struct list ends;    /* of sentences, and gaps */
  struct list closers; /* units that close a dateline by themselves */
};

/* Takes the year that ends in front of `i`, or the unit that closes a dateline there;
   is `i` a gap? */
static bool take_sign(struct splitter *s, uint32_t i, struct list *closers)
{
  uint8_t bits = s->x->role[s->u[i]];
  if ((bits & CHAR_CLOSER) != 0)
    closers->items[closers->n++] = i;
  if ((bits & CHAR_ROLE_MASK) == CHAR_YEAR)
    count_year(s, i);
  return (bits & CHAR_ROLE_MASK) == CHAR_BLANK && is_gap(s, i);
}

/* Takes the places from `i` to `stop`, eight units at a time.  Every candidate is
   written to the lists of starts and ends, and kept where it is one. */
static void take_piece(struct splitter *s, uint32_t i, uint32_t stop, struct places *p)
{
  uint32_t *start = p->starts.items + p->starts.n, *end = p->ends.items + p->ends.n;
  for (; i < stop; i += 8) {
    uint64_t w = units_eight(s->class + i, UNIT_BREAK | UNIT_STOP | UNIT_BLANK | UNIT_SIGN);
    while (w != 0) { /* nothing stands behind the text */
      uint32_t k = units_first(w), at = i + k;
      uint32_t class = s->class[at];
      w &= ~UINT64_C(0xFF) << 8 * k;
      *start = at + 1;
      start += class / UNIT_BREAK & 1;
      *end = at;
      end += class / UNIT_STOP & 1;
      if ((class & (UNIT_BLANK | UNIT_SIGN)) != 0)
        end += take_sign(s, at, &p->closers);
    }
  }
  p->starts.n = (uint32_t)(start - p->starts.items);
  p->ends.n = (uint32_t)(end - p->ends.items);
}

/* Finds all places; a break and a sentence end stand behind the text. */
static bool find_places(struct splitter *s, struct places *p)
{
  enum { PIECE = 256 };
  struct arena *a = s->chunk->arena;
  uint32_t n = s->chunk->text.n, room = n / 32 + 2 * PIECE;
  if (!list_new(a, &p->starts, room) || !list_new(a, &p->ends, room) ||
      !list_new(a, &p->closers, room))
    return false;
  p->starts.items[p->starts.n++] = 0;
  for (uint32_t i = 0; i < n; i += PIECE) {
    take_piece(s, i, n - i > PIECE ? i + PIECE : n, p);
    if (!list_room(a, &p->starts, PIECE + 8) || !list_room(a, &p->ends, PIECE + 8) ||
        !list_room(a, &p->closers, PIECE + 8))
      return false;
  }
  p->starts.items[p->starts.n++] = n + 1;
  p->ends.items[p->ends.n++] = n;
  return true;
}

/* All places where a word that closes a dateline starts, in order: marked words and
   single units. */
static bool merge_closers(struct splitter *s, const struct list *single)
{
  const struct mark_list *words = &s->chunk->by_class[WORD_LAYOUT];
  uint32_t n = 0, k = 0;
  uint32_t *at = arena_alloc(s->chunk->arena, (single->n + words->n + 1) * sizeof *at);
  if (at == NULL)
    return false;
  for (size_t i = 0; i < words->n; i++) {
    if (words->items[i].payload != ROLE_DATELINE)
      continue;
    while (k < single->n && single->items[k] < words->items[i].start)
      at[n++] = single->items[k++];
    at[n++] = words->items[i].start;
  }
  while (k < single->n)
    at[n++] = single->items[k++];
  at[n] = UINT32_MAX;
  s->closers = at;
  return true;
}

static inline bool blank(const struct splitter *s, uint32_t i)
{
  return (s->class[i] & (UNIT_BLANK | UNIT_BREAK)) != 0;
}

static inline void trim(const struct splitter *s, struct look *k)
{
  while (k->start < k->end && blank(s, k->start))
    k->start++;
  while (k->start < k->end && blank(s, k->end - 1))
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

/* The part of a line that is measured. */
static uint32_t measured_end(const struct look *k)
{
  return k->end - k->start <= SHORT_UNITS ? k->end : k->start + LOOK_UNITS;
}

uint32_t layout_han(const struct splitter *s, const struct look *k, uint32_t max)
{
  uint32_t han = 0, end = measured_end(k);
  if (k->prose)
    return 1;
  for (uint32_t i = k->start; i < end && han < max; i++)
    han += unit_is_han(s->u[i]);
  return han;
}

uint32_t layout_commas(const struct splitter *s, const struct look *k)
{
  uint32_t commas = 0, end = k->prose ? k->start : measured_end(k);
  for (uint32_t i = k->start;
       (i = units_next(&s->chunk->text, i, end, UNIT_CLAUSE)) < end; i++)
    commas += layout_role(s->x, s->u[i]) == CHAR_COMMA;
  return commas;
}

/* Runs of two blanks and more. */
static uint32_t count_gaps(const struct splitter *s, uint32_t i, uint32_t end)
{
  uint32_t gaps = 0;
  for (; i < end; i++)
    gaps += s->u[i] == ' ' && s->u[i + 1] == ' ' && s->u[i + 2] != ' ';
  return gaps;
}

/* Units that take one column. */
static uint32_t count_narrow(const unit *u, uint32_t n)
{
  uint16_t narrow = 0;
  for (uint32_t i = 0; i < n; i++)
    narrow = (uint16_t)(narrow + (u[i] < 0x2000));
  return narrow;
}

/* Where the counts of a line stand in their sum: none can reach 256 in SHORT_UNITS. */
enum { PIPES = 0, TABS = 8, BADS = 16, COLONS = 24, CRUMBS = 32, BLANKS = 40 };

/* Counts the marks and digits of [i, end); `seen`: all bits of the marks' roles. */
static uint64_t count_marks(const struct splitter *s, uint32_t i, uint32_t end, uint32_t *digits,
                            uint32_t *seen)
{
  static const uint64_t one[CHAR_ROLE_MASK + 1] = {
      [CHAR_PIPE] = UINT64_C(1) << PIPES,   [CHAR_TAB] = UINT64_C(1) << TABS,
      [CHAR_BAD] = UINT64_C(1) << BADS,     [CHAR_COLON] = UINT64_C(1) << COLONS,
      [CHAR_CRUMB] = UINT64_C(1) << CRUMBS, [CHAR_BLANK] = UINT64_C(1) << BLANKS};
  uint64_t count = 0, digit = 0;
  for (; i < end; i += 8) {
    uint64_t w = units_eight(s->class + i, 0xFF);
    if (end - i < 8)
      w &= ~(~UINT64_C(0) << 8 * (end - i));
    digit += w / UNIT_DIGIT & ONES;
    for (w &= ONES * (UNIT_SIGN | UNIT_BLANK); w != 0;) {
      uint32_t k = units_first(w), role = s->x->role[s->u[i + k]];
      *seen |= role;
      count += one[role & CHAR_ROLE_MASK];
      w &= ~(UINT64_C(0xFF) << 8 * k);
    }
  }
  *digits = (uint32_t)(digit * ONES >> 56);
  return count;
}

/* Counts what the line is made of, unless it is prose. */
static void measure(const struct splitter *s, struct look *k)
{
  uint32_t len = k->end - k->start, digits, seen = 0;
  k->prose = k->finished && !k->exclaims && len > LOOK_UNITS;
  k->width = len * 2;
  if (k->prose)
    return;
  uint32_t end = measured_end(k);
  uint64_t count = count_marks(s, k->start, end, &digits, &seen);
  k->width -= count_narrow(s->u + k->start, end - k->start);
  k->digits = (uint8_t)digits;
  k->labelled = (seen & CHAR_RIGHTS) != 0;
  if (count == 0)
    return;
  k->pipes = (uint8_t)(count >> PIPES);
  k->tabs = (uint8_t)(count >> TABS);
  k->bad = (uint8_t)(count >> BADS);
  k->colons = (uint8_t)(count >> COLONS);
  k->crumbs = (uint8_t)(count >> CRUMBS);
  k->labelled = k->labelled || k->colons > 0 || k->pipes > 0;
  if (count >> BLANKS > 1 || (count >> BLANKS > 0 && end < k->end))
    k->gaps = (uint8_t)count_gaps(s, k->start, end);
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
  enum char_role role = (enum char_role)k->last;
  if (role == CHAR_END) {
    k->finished = true;
    k->exclaims = s->u[i - 1] == '!' || s->u[i - 1] == '?';
    return;
  }
  while (role == CHAR_CLOSE || blank(s, i - 1)) {
    if (--i == k->start)
      return;
    role = layout_role(s->x, s->u[i - 1]);
  }
  unit c = s->u[i - 1];
  k->finished = role == CHAR_END || role == CHAR_COLON || role == CHAR_DASH;
  k->exclaims = c == '!' || c == '?';
  k->open_ended = k->last == CHAR_COMMA || ends_inside(s, k);
}

/* A number at the end of a line and its magnitude or unit at the start of the
   next belong together, whatever the lines look like otherwise. */
static void look_for_broken_quantity(const struct splitter *s, struct look *a, struct look *b)
{
  bool prose = b->finished || layout_commas(s, a) > 0 || layout_commas(s, b) > 0; /* no list */
  if (!prose || layout_han(s, a, 1) == 0)
    return;
  if (a->last == CHAR_DIGIT)
    b->inside = b->first == CHAR_SCALE || b->first == CHAR_MAGNITUDE || b->first == CHAR_YEAR;
  else if (a->end - a->start > 1)
    b->inside = b->first == CHAR_SCALE && layout_role(s->x, s->u[a->end - 2]) == CHAR_DIGIT;
  a->open_ended = a->open_ended || b->inside;
}

/* Trims and measures the line of which the breaks and maybe blanks are not yet off. */
static void look_at(const struct splitter *s, struct look *k)
{
  uint32_t start = k->start;
  trim(s, k);
  k->indented = k->start >= start + 2;
  if (s->u[k->start] == '#' || s->u[k->start] == '*' || s->u[k->end - 1] == '*')
    trim_markdown(s, k);
  if (k->start == k->end)
    return;
  k->first = (uint8_t)layout_role(s->x, s->u[k->start]);
  k->last = (uint8_t)layout_role(s->x, s->u[k->end - 1]);
  look_at_end(s, k);
  measure(s, k);
}

/* Lays the lines out between their breaks; which ones are not empty. */
static void place_lines(struct splitter *s, const uint32_t *starts)
{
  struct line *line = s->chunk->lines;
  struct look *k = s->looks;
  uint32_t shown = 0;
  for (uint32_t i = 0, n = s->chunk->n_lines; i < n; i++) {
    k[i] = (struct look){.start = starts[i], .end = starts[i + 1] - 1};
    line[i] = (struct line){.start = k[i].start, .end = k[i].end, .heading = NO_LINE};
    s->shown[shown] = i;
    shown += k[i].start < k[i].end;
  }
  s->n_shown = shown;
}

/* How each line looks, the first sentence end that is not in front of it, and the
   words of layout in it.  Lines of blanks alone are shown no longer. */
static void look_at_lines(struct splitter *s)
{
  struct chunk *c = s->chunk;
  const struct mark_list *words = &c->by_class[WORD_LAYOUT];
  const struct mark *word = words->items, *last = word + words->n;
  uint32_t e = 0, shown = 0;
  for (uint32_t n = 0; n < s->n_shown; n++) {
    uint32_t i = s->shown[n];
    struct look *k = &s->looks[i];
    look_at(s, k);
    c->lines[i].start = k->start;
    c->lines[i].end = k->end;
    if (k->start == k->end)
      continue;
    if (i > 0 && (k[-1].last == CHAR_DIGIT || k[-1].last == CHAR_MAGNITUDE))
      look_for_broken_quantity(s, k - 1, k);
    while (s->ends[e] < k->start) /* the last one is the end of the text */
      e++;
    k->first_end = e;
    k->roles = s->x->singles;
    for (; word < last && word->start < k->end; word++)
      k->roles |= 1u << word->payload;
    s->shown[shown++] = i;
  }
  s->n_shown = shown;
}

bool layout_lines(struct splitter *s)
{
  struct chunk *c = s->chunk;
  struct places p;
  if (!find_places(s, &p) || !merge_closers(s, &p.closers))
    return false;
  uint32_t n = p.starts.n - 1;
  if (n > 1 && p.starts.items[n - 1] == c->text.n)
    n--; /* the last break ends the last line */
  s->ends = p.ends.items;
  s->n_ends = p.ends.n;
  c->n_lines = n;
  c->lines = arena_alloc(c->arena, n * sizeof *c->lines);
  s->looks = arena_alloc(c->arena, n * sizeof *s->looks);
  s->shown = arena_alloc(c->arena, n * sizeof *s->shown);
  if (c->lines == NULL || s->looks == NULL || s->shown == NULL)
    return false;
  place_lines(s, p.starts.items);
  look_at_lines(s);
  return true;
}
