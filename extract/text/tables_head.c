/* tables_head.c - what heads, labels and captions say.  SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/text/tables_parts.h"

enum { HEAD_UNITS = 80 /* a head is read so far */ };

/* ---- words and times ---- */

/* The longest word that starts at `at`; its length, 0 for none. */
static uint32_t word_at(const struct table *t, uint32_t at, uint32_t end, uint8_t *role)
{
  const struct tables *words = t->e->tables;
  uint32_t best = 0;
  if (!words->first[t->u[at] % 1024])
    return 0;
  for (uint32_t i = 0; i < words->n_words; i++) {
    const struct head_word *w = &words->words[i];
    if (w->len > best && w->len <= end - at &&
        memcmp(w->u, t->u + at, w->len * sizeof(unit)) == 0) {
      best = w->len;
      *role = w->role;
    }
  }
  return best;
}

uint32_t head_time(const struct table *t, struct span span)
{
  const struct chunk *c = t->c;
  uint32_t i = times_from(c, span.start);
  return i < c->n_times && c->times[i].span.end <= span.end ? i : NO_TIME;
}

/* ---- units ---- */

static uint32_t skip_blanks(const unit *u, uint32_t at, uint32_t end)
{
  while (at < end && (u[at] == ' ' || u[at] == '\t'))
    at++;
  return at;
}

/* The unit without magnitude that fills [at, end). */
static bool plain_unit(const struct table *t, uint32_t at, uint32_t end, struct told_unit *out)
{
  struct unit_read r = unit_read(t->e->units, t->u, at, end, false);
  if (r.unit == NULL || skip_blanks(t->u, r.end, end) != end)
    return false;
  out->known = true;
  out->unit = r.unit;
  out->per = r.per;
  out->per_span = r.per_span;
  out->words = (struct span){at, r.end};
  return true;
}

/* Power of ten of a magnitude character; 0 for any other. */
static int magnitude(const struct table *t, unit c)
{
  uint8_t role = t->e->numerals->role[c];
  return role == ROLE_SCALE || role == ROLE_MYRIAD ? t->e->numerals->value[c] : 0;
}

struct told_unit head_unit(const struct table *t, struct span span, bool lenient)
{
  struct told_unit out = {.text = &t->c->text};
  uint32_t at = skip_blanks(t->u, span.start, span.end), end = span.end;
  while (end > at && t->u[end - 1] == ' ')
    end--;
  while (at < end && (t->u[at] == '+' || t->u[at] == '-' || t->u[at] == 0xB1)) /* plus-minus */
    at++;
  if (at == end)
    return out;
  int shift = 0, more;
  while (!plain_unit(t, at, end, &out)) {
    if ((more = magnitude(t, t->u[at])) == 0 || at + 1 >= end)
      break;
    shift += more;
    at++;
  }
  out.shift = shift;
  if (!out.known && end - at <= HEAD_WORD_UNITS && (shift > 0 || lenient) &&
      cell_han(t->u, (struct span){at, end}) > 0) {
    out.known = true;
    out.words = (struct span){at, end};
  }
  return out;
}

/* ---- heads ---- */

/* Behind the bracket that closes the one at `at`, or `end`. */
static uint32_t behind_bracket(const unit *u, uint32_t at, uint32_t end)
{
  unit close = u[at] == '(' ? ')' : ']';
  for (uint32_t i = at + 1; i < end; i++) {
    if (u[i] == close)
      return i + 1;
  }
  return end;
}

/* What stands in brackets: a unit, a note's number, or words with roles. */
static uint32_t read_bracket(const struct table *t, uint32_t at, uint32_t end, struct head *h)
{
  uint32_t behind = behind_bracket(t->u, at, end);
  struct span inside = {at + 1, behind > at + 1 ? behind - 1 : behind};
  struct told_unit told = head_unit(t, inside, false);
  if (told.known)
    h->unit = told;
  for (uint32_t i = inside.start; i < inside.end; i++) {
    uint8_t role;
    h->percent |= t->u[i] == '%';
    if (word_at(t, i, inside.end, &role) > 0)
      h->roles |= 1u << role;
  }
  return behind;
}

static bool is_filler(unit c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '#' || c == '*' || c == ':' || c == '|';
}

/* Words that are the whole of a head or a part of its name like any other. */
#define NOMINAL_ROLES                                                                          \
  (1u << HEAD_PLAIN | 1u << HEAD_CORNER | 1u << HEAD_SERIAL | 1u << HEAD_UNIT | 1u << HEAD_YEAR)

/* Is the word left out of the name?  A label keeps what it says, but for "of
   which" in front. */
static bool is_left_out(const struct head *h, uint8_t role, bool label)
{
  const uint32_t kept = NOMINAL_ROLES | 1u << HEAD_RATIO | 1u << HEAD_CAPTION;
  return label ? role == HEAD_SUBSET && h->n_name == 0 : (kept >> role & 1) == 0;
}

static void add_to_name(const struct table *t, uint32_t i, uint32_t len, struct head *h)
{
  for (uint32_t end = i + len; i < end; i++) {
    h->percent |= t->u[i] == '%';
    if (!is_filler(t->u[i]) && t->u[i] != '%' && h->n_name < NAME_UNITS)
      h->name[h->n_name++] = i;
  }
}

void head_read(const struct table *t, struct span span, bool label, struct head *h)
{
  uint32_t mark = head_time(t, span);
  struct span time = {0, 0};
  *h = (struct head){.span = span, .text = &t->c->text};
  if (mark != NO_TIME) {
    time = t->c->times[mark].span;
    h->when = (struct when){true, t->c->times[mark].period, time};
  }
  uint32_t end = span.end - span.start > HEAD_UNITS ? span.start + HEAD_UNITS : span.end;
  uint32_t plain = 0; /* units of the name that say nothing */
  for (uint32_t i = span.start, len; i < end; i += len) {
    uint8_t role;
    unit c = t->u[i];
    bool in_time = i >= time.start && i < time.end;
    len = word_at(t, i, end, &role);
    if (in_time && i + len <= time.end) {
      len = time.end - i;
    } else if (c == '(' || c == '[') {
      len = read_bracket(t, i, end, h) - i;
    } else if (len > 0) {
      h->roles |= 1u << role;
      plain += (NOMINAL_ROLES >> role & 1) != 0 ? len : 0;
      if (!is_left_out(h, role, label))
        add_to_name(t, i, len, h);
      if (i < time.start && i + len > time.start)
        h->when.known = false; /* "since January": what it is compared with */
    } else {
      len = 1;
      add_to_name(t, i, 1, h);
    }
  }
  if (!label && plain >= h->n_name)
    h->n_name = 0;
}

/* ---- captions ---- */

/* Behind the label of the unit and its colon; 0 when the line has none. */
static uint32_t behind_label(const struct table *t, struct span line)
{
  uint32_t limit = line.end - line.start > HEAD_UNITS ? line.start + HEAD_UNITS : line.end;
  for (uint32_t i = line.start; i < limit; i++) {
    uint8_t role = HEAD_ROLES;
    uint32_t len = word_at(t, i, limit, &role);
    uint32_t at = len > 0 && role == HEAD_UNIT ? skip_blanks(t->u, i + len, limit) : limit;
    if (at < limit && t->u[at] == ':')
      return at + 1;
  }
  return 0;
}

bool head_numbers_table(const struct table *t, struct span line)
{
  uint8_t role = HEAD_ROLES;
  uint32_t len = word_at(t, line.start, line.end, &role);
  if (role != HEAD_CAPTION)
    return false;
  uint32_t at = skip_blanks(t->u, line.start + len, line.end);
  return at < line.end &&
         (unit_is_digit(t->u[at]) || t->e->numerals->role[t->u[at]] == ROLE_DIGIT);
}

bool head_tells_unit(const struct table *t, struct span line)
{
  return behind_label(t, line) != 0;
}

static bool ends_part(unit c)
{
  return c == ',' || c == ';' || c == ' ' || c == '\t' || c == ')' || c == ']' ||
         c == 0x3001; /* ideographic comma */
}

static bool is_percent(const struct told_unit *u)
{
  return u->unit != NULL && u->per == NULL && u->unit->kind == KIND_PERCENT;
}

void head_caption(struct table *t, struct span line)
{
  uint32_t i = behind_label(t, line);
  if (i == 0)
    return;
  t->caption_unit = (struct told_unit){0};
  t->caption_percent = false;
  while (i < line.end) {
    uint32_t end = i;
    while (end < line.end && !ends_part(t->u[end]))
      end++;
    struct told_unit told = head_unit(t, (struct span){i, end}, true);
    bool percent = is_percent(&told);
    t->caption_percent |= percent;
    if (told.known && (!t->caption_unit.known || (is_percent(&t->caption_unit) && !percent)))
      t->caption_unit = told;
    i = end + 1;
  }
}

/* ---- columns ---- */

/* The head above column `j`, its own or that of the merged cell to its left. */
static struct span parent_of(const struct cells *row, uint32_t j)
{
  while (j > 0 && row->cell[j].start == row->cell[j].end)
    j--;
  return row->cell[j];
}

/* Adds what the head of a group of columns says to one of them. */
static void add_parent(const struct table *t, struct span span, struct head *h)
{
  struct head parent;
  head_read(t, span, false, &parent);
  h->roles |= parent.roles & ~(1u << HEAD_CORNER);
  h->percent |= parent.percent;
  if (!h->when.known)
    h->when = parent.when;
  if (!h->unit.known)
    h->unit = parent.unit;
  if (parent.n_name + h->n_name > NAME_UNITS)
    return;
  memmove(h->name + parent.n_name, h->name, h->n_name * sizeof *h->name);
  memcpy(h->name, parent.name, parent.n_name * sizeof *h->name);
  h->n_name += parent.n_name;
}

static bool is_later(struct day a, struct day b)
{
  return a.year != b.year     ? a.year > b.year
         : a.month != b.month ? a.month > b.month
                              : a.day > b.day;
}

/* The time of the columns right before column `j`: the latest where several
   stand side by side ("2023, 2022, growth"). */
static struct when latest_left(const struct table *t, uint32_t j)
{
  struct when best = t->heads[j - 1].when;
  for (uint32_t k = j - 1; k > 0 && t->heads[k].when.known && t->heads[k].n_name == 0 &&
                           (t->heads[k].roles & MEASURE_ROLES) == 0;
       k--) {
    if (is_later(t->heads[k].when.period.last, best.period.last))
      best = t->heads[k].when;
  }
  return best;
}

bool head_same(const struct head *a, const struct head *b)
{
  uint32_t n = a->span.end - a->span.start;
  return n > 0 && n == b->span.end - b->span.start &&
         memcmp(a->text->u + a->span.start, b->text->u + b->span.start, n * sizeof(unit)) == 0;
}

/* A column of growth is that of the quantity to its left, unless labels stand there, in a
   second block of columns. */
static void inherit(struct table *t)
{
  for (uint32_t j = 2; j < t->n_heads; j++) {
    struct head *h = &t->heads[j], *left = h - 1;
    if ((h->roles & MEASURE_ROLES) == 0)
      continue;
    if (!h->when.known)
      h->when = latest_left(t, j);
    if (h->n_name == 0 && !head_same(left, &t->heads[0])) {
      memcpy(h->name, left->name, left->n_name * sizeof *h->name);
      h->n_name = left->n_name;
    }
  }
}

/* Rows of heads that together have as many cells as the rows below: one row,
   broken. */
static bool is_broken(const struct table *t, uint32_t width)
{
  uint32_t cells = 0;
  for (uint32_t i = 0; i < t->n_head_rows; i++)
    cells += t->head_rows[i].n;
  return t->n_head_rows > 1 && cells == width;
}

void head_columns(struct table *t, uint32_t width)
{
  t->n_heads = 0;
  if (is_broken(t, width)) {
    for (uint32_t i = 0; i < t->n_head_rows; i++) {
      for (uint32_t j = 0; j < t->head_rows[i].n && t->n_heads < CELLS_MAX; j++)
        head_read(t, t->head_rows[i].cell[j], false, &t->heads[t->n_heads++]);
    }
  } else if (t->n_head_rows > 0) {
    const struct cells *last = &t->head_rows[t->n_head_rows - 1];
    for (uint32_t j = 0; j < last->n; j++) {
      struct head *h = &t->heads[t->n_heads++];
      head_read(t, last->cell[j], false, h);
      for (uint32_t i = t->n_head_rows - 1; i > 0; i--) {
        if (t->head_rows[i - 1].n == last->n)
          add_parent(t, parent_of(&t->head_rows[i - 1], j), h);
      }
    }
  }
  inherit(t);
}
