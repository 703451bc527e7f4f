/* layout_lines.c - how lines look.  SPDX-License-Identifier: Apache-2.0

   Most lines of a text are plain: sentences that begin with a character and end with
   a full stop.  The others are measured; of long ones it matters only how they begin. */
#include "extract/text/layout_parts.h"

#include <string.h>

enum {
  SHORT_UNITS = 128,
  LOOK_UNITS = 64,
  PLAIN_UNITS = 16, /* more than page numbers have columns */
  TAIL_UNITS = 60
};

/* One in each of eight bytes. */
static const uint64_t ONES = UINT64_C(0x0101010101010101);

/* One in each of four units. */
static const uint64_t FEET = UINT64_C(0x0001000100010001);

static inline bool blank(const struct splitter *s, uint32_t i)
{
  return (s->class[i] & (UNIT_BLANK | UNIT_BREAK)) != 0;
}

static inline void trim(const struct splitter *s, struct look *k)
{
  uint64_t text;
  while ((text = ~units_eight(s->class + k->start, UNIT_BLANK) & ONES * UNIT_BLANK) == 0)
    k->start += 8;
  k->start += units_first(text);
  if (k->start > k->end)
    k->start = k->end;
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
  while (k->end - k->start > 4 && s->u[k->start] == '*' && s->u[k->start + 1] == '*')
    k->start += 2;
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
  for (uint32_t i = k->start; (i = units_next(&s->chunk->text, i, end, UNIT_CLAUSE)) < end; i++)
    commas += layout_role(s->x, s->u[i]) == CHAR_COMMA;
  return commas;
}

/* Does a run of two blanks and more end in front of one of [i + 2, end + 2)? */
static bool has_gap(const struct splitter *s, uint32_t i, uint32_t end)
{
  for (; i < end; i++) {
    if (s->u[i] == ' ' && s->u[i + 1] == ' ' && s->u[i + 2] != ' ')
      return true;
  }
  return false;
}

/* Which of four units take two columns: a bit at the foot of each 16. */
static inline uint64_t wide_of_four(const unit *u)
{
  uint64_t w =
      (uint64_t)u[0] | (uint64_t)u[1] << 16 | (uint64_t)u[2] << 32 | (uint64_t)u[3] << 48;
  return (w | w << 1 | w << 2) >> 15 & FEET; /* not below 0x2000 */
}

/* The lowest `n` bits, at most 63. */
static inline uint64_t below(uint32_t n)
{
  return (UINT64_C(1) << n) - 1;
}

struct layout_measure layout_measure(const struct splitter *s, const struct look *k)
{
  uint32_t len = k->end - k->start, i = k->start, end = k->prose ? i : measured_end(k);
  uint32_t columns = len * 2 - (end - i);
  uint64_t wide = 0, digits = 0; /* sums of four and of eight */
  for (; end - i >= 8; i += 8) {
    digits += units_eight(s->class + i, UNIT_DIGIT);
    wide += wide_of_four(s->u + i) + wide_of_four(s->u + i + 4);
  }
  uint32_t rest = end - i, more = rest > 4 ? rest - 4 : 0;
  digits += units_eight(s->class + i, UNIT_DIGIT) & below(8 * rest);
  wide += wide_of_four(s->u + i) & below(rest < 4 ? 16 * rest : 63);
  wide += wide_of_four(s->u + i + 4) & below(16 * more);
  return (struct layout_measure){columns + (uint32_t)(wide * FEET >> 48),
                                 (uint32_t)(digits / UNIT_DIGIT * ONES >> 56)};
}

/* Finds the marks of the measured part alone, and counts undecodable units. */
static void recount(const struct splitter *s, struct look *k)
{
  uint32_t end = measured_end(k), bits = 0, marks = 0;
  for (uint32_t i = k->start;
       (i = units_next(&s->chunk->text, i, end, UNIT_SIGN | UNIT_BLANK)) < end; i++) {
    bits = s->x->role[s->u[i]];
    marks |= layout_mark_of(bits);
    k->bad = (uint8_t)(k->bad + ((bits & CHAR_ROLE_MASK) == CHAR_BAD));
  }
  k->marks = (uint8_t)(marks | (has_gap(s, k->start, end) ? MARK_GAP : 0));
}

/* Measures a line that is not plain. */
static void measure(const struct splitter *s, struct look *k)
{
  struct layout_measure m = layout_measure(s, k);
  k->width = m.width;
  k->digits = (uint8_t)m.digits;
  if (!k->prose &&
      (k->end - k->start > SHORT_UNITS || (k->marks & (MARK_TAB | MARK_BAD | MARK_GAP)) != 0))
    recount(s, k);
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
  k->open_ended = k->last == CHAR_COMMA || k->last == CHAR_ORDINAL || ends_inside(s, k);
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

/* Is the line a sentence that can be nothing else, whatever stands in it?  A short one
   that ends in a full stop, or is too long for a page number.  Each is as likely as
   not, so nothing is asked before the end. */
static bool is_plain(const struct splitter *s, const struct look *k, uint8_t first)
{
  const uint32_t odd = MARK_PIPE | MARK_TAB | MARK_BAD | MARK_GAP;
  const uint32_t odd_first = 1u << CHAR_MARK | 1u << CHAR_OPEN | 1u << CHAR_ORDINAL;
  const uint32_t words = FURNITURE_ROLES | 1u << ROLE_UNIT; /* a caption is a heading */
  unit c = s->u[k->start];
  bool sentence = k->finished & !k->exclaims & (k->hashes == 0);
  bool no_address = c >= 0x80;
  bool no_page = (k->last == CHAR_END) | (k->end - k->start > PLAIN_UNITS);
  bool no_word = ((first & CHAR_ODD) | (k->roles & words)) == 0;
  bool no_table = (k->marks & odd) == 0;
  bool begins = unit_is_han(c) & ((1u << k->first & odd_first) == 0);
  bool plain_short = no_page & no_word & no_table & begins & !k->prose;
  return sentence & (plain_short | (k->prose & no_address));
}

/* Takes off the marks of Markdown too; what stands in the rest is to be counted. */
static void look_at_markdown(const struct splitter *s, struct look *k)
{
  trim_markdown(s, k);
  k->marks |= MARK_GAP;
}

/* Is it a row of a table, however its last cell ends? */
static bool is_row(const struct splitter *s, const struct look *k)
{
  enum { TABS = 3 };
  uint32_t n = 0;
  for (uint32_t i = k->start; (k->marks & MARK_TAB) != 0 && i < k->start + LOOK_UNITS; i++)
    n += s->u[i] == '\t';
  return n >= TABS;
}

/* Trims the line, of which blanks are not yet off, and measures it unless it is plain. */
static void look_at(const struct splitter *s, struct look *k)
{
  uint32_t start = k->start;
  trim(s, k);
  k->indented = k->start >= start + 2;
  if (s->u[k->start] == '#' || s->u[k->start] == '*' || s->u[k->end - 1] == '*')
    look_at_markdown(s, k);
  if (k->start == k->end)
    return;
  uint8_t first = s->x->role[s->u[k->start]];
  k->first = first & CHAR_ROLE_MASK;
  k->last = (uint8_t)layout_role(s->x, s->u[k->end - 1]);
  look_at_end(s, k);
  k->prose = k->finished & !k->exclaims & (k->end - k->start > LOOK_UNITS) && !is_row(s, k);
  k->plain = is_plain(s, k, first);
  k->roles |= (uint32_t)(k->marks / MARK_CLOSER) << ROLE_DATELINE;
  k->marks = k->prose ? 0 : k->marks;
  k->width = (k->end - k->start) * 2;
  if (!k->plain)
    measure(s, k);
}

/* Lays the lines out between their breaks; which ones are not empty. */
static void place_lines(struct splitter *s)
{
  const uint32_t *starts = s->places.starts;
  struct line *line = s->chunk->lines;
  struct look *k = s->looks;
  uint32_t shown = 0;
  for (uint32_t i = 0, n = s->chunk->n_lines; i < n; i++) {
    uint32_t start = starts[i], end = starts[i + 1] - 1;
    k[i] = (struct look){.start = start, .end = end};
    line[i] = (struct line){.start = start, .end = end, .heading = NO_LINE};
    s->shown[shown] = i;
    shown += start < end;
  }
  s->n_shown = shown;
}

/* Tells each line the roles of the marked words in it, and each block where they start,
   and which of them close a dateline. */
static void place_words(struct splitter *s)
{
  const struct mark_list *words = &s->chunk->by_class[WORD_LAYOUT];
  for (size_t i = 0; i < words->n; i++) {
    const struct mark *word = &words->items[i];
    struct layout_block *b = &s->blocks[word->start / 64];
    uint64_t bit = UINT64_C(1) << word->start % 64;
    s->looks[layout_line(s, word->start)].roles |= 1u << word->payload;
    b->words |= bit;
    b->closers |= word->payload == ROLE_DATELINE ? bit : 0;
  }
  for (uint32_t i = 0, n = 0; i <= s->chunk->text.n / 64; i++) {
    s->blocks[i].word = n;
    n += bits_count(s->blocks[i].words);
  }
}

/* How each line looks.  Lines of blanks alone are shown no longer. */
static void look_at_lines(struct splitter *s)
{
  struct chunk *c = s->chunk;
  uint32_t shown = 0, odd = 0;
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
    c->lines[i].kind = LINE_TEXT;
    s->shown[shown++] = i;
    s->odd[odd] = i;
    odd += !k->plain;
  }
  s->n_shown = shown;
  s->n_odd = odd;
}

bool layout_lines(struct splitter *s)
{
  struct chunk *c = s->chunk;
  if (!layout_find_places(s))
    return false;
  c->lines = arena_alloc(c->arena, c->n_lines * sizeof *c->lines);
  s->looks = arena_alloc(c->arena, c->n_lines * sizeof *s->looks);
  s->shown = arena_alloc(c->arena, 2 * c->n_lines * sizeof *s->shown);
  if (c->lines == NULL || s->looks == NULL || s->shown == NULL)
    return false;
  s->odd = s->shown + c->n_lines;
  place_lines(s);
  layout_take_signs(s);
  place_words(s);
  look_at_lines(s);
  return true;
}
