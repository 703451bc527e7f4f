/* layout_places.c - where lines and sentences end, and what is rare in a line.
   SPDX-License-Identifier: Apache-2.0

   Which kind of place comes next nobody foresees, so the pass over the text asks few
   questions: of a piece of text it lists all places that may concern anybody, writes each
   to all lists it may belong to, and keeps it where it does belong. */
#include "extract/text/layout_parts.h"

#include <string.h>

#include "base/clones.h"

enum { BLOCK = 64, PIECE = 16 * BLOCK };

/* The places under construction. */
struct finder {
  struct layout_places *p; /* n_starts is that of the breaks so far */
  uint32_t starts_room, ends_room, signs_room;
  struct bits_of_classes before; /* of the block before */
};

/* A copy of a list with twice the room; NULL without memory. */
static void *grown(struct arena *a, const void *items, uint32_t n, uint32_t *room, size_t size)
{
  void *more = arena_alloc(a, *room * 2 * size);
  *room *= 2;
  return more != NULL ? memcpy(more, items, n * size) : NULL;
}

/* Makes room for what a piece has, and for what stands behind the text. */
static bool make_room(struct arena *a, struct finder *f)
{
  struct layout_places *p = f->p;
  if (f->starts_room - p->n_starts < PIECE + 2)
    p->starts = grown(a, p->starts, p->n_starts + 1, &f->starts_room, sizeof *p->starts);
  if (f->ends_room - p->n_ends < PIECE + 1)
    p->ends = grown(a, p->ends, p->n_ends, &f->ends_room, sizeof *p->ends);
  if (f->signs_room - p->n_signs < PIECE)
    p->signs = grown(a, p->signs, p->n_signs, &f->signs_room, sizeof *p->signs);
  return p->starts != NULL && p->ends != NULL && p->signs != NULL;
}

/* ---- the places of a piece ---- */

/* The bits of the block at `from`; behind the text there are none. */
static struct bits_of_classes bits_at(const struct units *t, uint32_t from)
{
  uint8_t last[BLOCK];
  if (t->n - from >= BLOCK)
    return bits_of_classes(t->class + from);
  memset(last, 0, BLOCK);
  memcpy(last, t->class + from, t->n - from);
  return bits_of_classes(last);
}

/* Writes the units that are bits of `w`, the first of which is `from`; behind the last one
   anything may be written.  Mostly they are few. */
static uint32_t *list_bits(uint64_t w, uint32_t from, uint32_t *out)
{
  enum { FEW = 6 };
  const uint64_t top = UINT64_C(1) << 63;
  uint32_t *end = out + bits_count(w);
  for (uint32_t k = 0; k < FEW; k++, w &= w - 1)
    *out++ = from + bits_first(w | top);
  for (; w != 0; w &= w - 1)
    *out++ = from + bits_first(w);
  return end;
}

/* Lists all places of [from, to), a piece; blanks are such only where they follow another
   one, and these do not begin a line. */
static CLONED uint32_t list_places(struct splitter *s, uint32_t from, uint32_t to, struct finder *f,
                            uint32_t *places)
{
  uint32_t *out = places, line = f->p->n_starts;
  struct bits_of_classes before = f->before;
  for (; from < to; from += BLOCK) {
    struct bits_of_classes b = bits_at(&s->chunk->text, from);
    uint64_t second = b.blanks & (b.blanks << 1 | before.blanks >> 63);
    uint64_t in_front = b.breaks << 2 | before.breaks >> 62;
    s->blocks[from / BLOCK] = (struct layout_block){.breaks = b.breaks, .line = line};
    line += bits_count(b.breaks);
    out = list_bits(b.breaks | b.others | (second & ~in_front), from, out);
    before = b;
  }
  f->before = before;
  return (uint32_t)(out - places);
}

/* The second of several blanks inside a line? */
static bool is_gap(const struct splitter *s, uint32_t i)
{
  return i >= 2 && s->u[i - 1] == ' ' && s->u[i - 2] != ' ' && s->u[i - 2] != '\n' &&
         layout_role(s->x, s->u[i]) == CHAR_BLANK;
}

/* Takes the lines, sentences and signs of the places of a piece. */
static void take_places(struct splitter *s, const uint32_t *places, uint32_t n,
                        struct layout_places *p)
{
  const uint8_t *classes = s->class;
  uint32_t *starts = p->starts + 1, *end = p->ends + p->n_ends;
  uint64_t *sign = p->signs + p->n_signs, line = p->n_starts;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t at = places[i], class = classes[at];
    *end = at;
    *sign = line << 32 | at;
    starts[line] = at + 1;
    if ((class & UNIT_BLANK) != 0 && is_gap(s, at)) /* rare */
      class |= UNIT_STOP | UNIT_SIGN;
    end += class / UNIT_STOP & 1;
    sign += class / UNIT_SIGN & 1;
    line += class / UNIT_BREAK & 1;
  }
  p->n_starts = (uint32_t)line;
  p->n_ends = (uint32_t)(end - p->ends);
  p->n_signs = (uint32_t)(sign - p->signs);
}

/* What stands behind the text, a break and a sentence end; how many lines there are. */
static void finish(struct splitter *s, struct layout_places *p)
{
  uint32_t n = s->chunk->text.n, lines = p->n_starts + 1;
  p->starts[lines] = n + 1;
  p->ends[p->n_ends++] = n;
  if (lines > 1 && p->starts[lines - 1] == n)
    lines--; /* the last break ends the last line */
  p->n_starts = s->chunk->n_lines = lines;
}

bool layout_find_places(struct splitter *s)
{
  uint32_t places[PIECE + BLOCK];
  struct arena *a = s->chunk->arena;
  struct layout_places *p = &s->places;
  uint32_t n = s->chunk->text.n, room = n / 32 + 2 * PIECE;
  struct finder f = {.p = p, .starts_room = room, .ends_room = room, .signs_room = room};
  p->starts = arena_alloc(a, room * sizeof *p->starts);
  p->ends = arena_alloc(a, room * sizeof *p->ends);
  p->signs = arena_alloc(a, room * sizeof *p->signs);
  s->blocks = arena_alloc(a, (n / BLOCK + 1) * sizeof *s->blocks);
  if (p->starts == NULL || p->ends == NULL || p->signs == NULL || s->blocks == NULL)
    return false;
  s->blocks[n / BLOCK] = (struct layout_block){0};
  p->starts[0] = 0;
  for (uint32_t i = 0; i < n; i += PIECE) {
    if (!make_room(a, &f))
      return false;
    uint32_t n_places = list_places(s, i, n - i > PIECE ? i + PIECE : n, &f, places);
    take_places(s, places, n_places, p);
  }
  finish(s, p);
  return true;
}

/* ---- signs ---- */

/* Counts the year that ends in front of `at`, unless it is named as a distant
   one, "to 2035", or to compare with, "than in 2019". */
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

void layout_take_signs(struct splitter *s)
{
  const struct layout_places *p = &s->places;
  uint32_t n_years = 0; /* in place of the first signs */
  for (uint32_t i = 0; i < p->n_signs; i++) {
    uint32_t at = (uint32_t)p->signs[i], bits = s->x->role[s->u[at]];
    uint32_t role = bits & CHAR_ROLE_MASK;
    struct look *k = &s->looks[p->signs[i] >> 32];
    s->blocks[at / BLOCK].closers |= (uint64_t)(bits / CHAR_CLOSER) << at % BLOCK;
    uint32_t gap = role == CHAR_BLANK ? MARK_GAP : 0;
    k->marks = (uint8_t)(k->marks | layout_mark_of(bits) | gap);
    p->signs[n_years] = at;
    n_years += role == CHAR_YEAR;
  }
  for (uint32_t i = 0; i < n_years; i++)
    count_year(s, (uint32_t)p->signs[i]);
}
