/* layout_places.c - where lines and sentences end, and what is rare in a line.
   SPDX-License-Identifier: Apache-2.0

   Which kind of place comes next nobody foresees, so the pass over the text asks few
   questions: of a piece of text it lists all places that may concern anybody, writes each
   to all lists it may belong to, and keeps it where it does belong. */
#include "extract/text/layout_parts.h"

#include <string.h>

enum { BLOCK = 64, PIECE = 16 * BLOCK };

/* What the pass has found, each in order. */
struct places {
  struct layout_start *starts; /* the marks of the last line are still coming */
  uint32_t *ends;
  uint32_t n_starts, n_ends;   /* n_starts: without the line that is being read */
  uint32_t starts_room, ends_room;
  uint64_t breaks, blanks;     /* bits of the block before */
};

/* A unit that is a sign, or the second of two blanks. */
struct sign {
  uint32_t at, line;
};

/* A copy of a list with twice the room; NULL without memory. */
static void *grown(struct arena *a, const void *items, uint32_t n, uint32_t *room, size_t size)
{
  void *more = arena_alloc(a, *room * 2 * size);
  *room *= 2;
  return more != NULL ? memcpy(more, items, n * size) : NULL;
}

/* Makes room for the places of a piece, and for what stands behind the text. */
static bool make_room(struct arena *a, struct places *p)
{
  if (p->starts_room - p->n_starts < PIECE + 2)
    p->starts = grown(a, p->starts, p->n_starts + 1, &p->starts_room, sizeof *p->starts);
  if (p->ends_room - p->n_ends < PIECE + 2)
    p->ends = grown(a, p->ends, p->n_ends, &p->ends_room, sizeof *p->ends);
  return p->starts != NULL && p->ends != NULL;
}

/* ---- the places of a piece ---- */

/* The bits of the block at `from`; behind the text there are none. */
static struct bits_of_classes bits_at(const struct units *t, uint32_t from)
{
  uint8_t last[BLOCK] = {0};
  if (t->n - from >= BLOCK)
    return bits_of_classes(t->class + from);
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
  for (uint32_t k = 0; k < FEW; k++) {
    out[k] = from + bits_first(w | top);
    w &= w - 1;
  }
  for (out += FEW; w != 0; w &= w - 1)
    *out++ = from + bits_first(w);
  return end;
}

/* Lists all places of [from, to), a piece; blanks are such only where they follow another
   one, and these do not begin a line. */
static uint32_t list_places(struct splitter *s, uint32_t from, uint32_t to, struct places *p,
                            uint32_t *places)
{
  uint32_t *out = places, line = p->n_starts;
  for (; from < to; from += BLOCK) {
    struct bits_of_classes b = bits_at(&s->chunk->text, from);
    uint64_t second = b.blanks & (b.blanks << 1 | p->blanks >> 63);
    uint64_t in_front = b.breaks << 2 | p->breaks >> 62;
    s->blocks[from / BLOCK] = (struct layout_block){.breaks = b.breaks, .line = line};
    line += bits_count(b.breaks);
    out = list_bits(b.breaks | b.others | (second & ~in_front), from, out);
    p->breaks = b.breaks;
    p->blanks = b.blanks;
  }
  return (uint32_t)(out - places);
}

/* ---- what they are ---- */

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
  return i >= 2 && s->u[i - 1] == ' ' && s->u[i - 2] != ' ' && s->u[i - 2] != '\n' &&
         layout_role(s->x, s->u[i]) == CHAR_BLANK;
}

/* Takes the lines and sentences that end at the places; lists the signs. */
static uint32_t take_ends(struct splitter *s, const uint32_t *places, uint32_t n,
                          struct places *p, struct sign *signs)
{
  uint32_t n_signs = 0, n_ends = p->n_ends, line = p->n_starts;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t at = places[i], class = s->class[at];
    bool gap = (class & UNIT_BLANK) != 0 && is_gap(s, at);
    p->ends[n_ends] = at;
    n_ends += (class / UNIT_STOP & 1) | gap;
    signs[n_signs] = (struct sign){at, line};
    n_signs += (class / UNIT_SIGN & 1) | gap;
    p->starts[line + 1] = (struct layout_start){at + 1, n_ends, 0};
    line += class / UNIT_BREAK & 1;
  }
  p->n_starts = line;
  p->n_ends = n_ends;
  return n_signs;
}

/* Gives lines the marks of their signs, and counts years. */
static void take_signs(struct splitter *s, const struct sign *signs, uint32_t n,
                       struct layout_start *starts)
{
  uint32_t years[PIECE], n_years = 0;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t at = signs[i].at, bits = s->x->role[s->u[at]], role = bits & CHAR_ROLE_MASK;
    s->blocks[at / BLOCK].closers |= (uint64_t)(bits / CHAR_CLOSER) << at % BLOCK;
    starts[signs[i].line].marks |= layout_mark_of(bits) | (role == CHAR_BLANK ? MARK_GAP : 0);
    years[n_years] = at;
    n_years += role == CHAR_YEAR;
  }
  for (uint32_t i = 0; i < n_years; i++)
    count_year(s, years[i]);
}

bool layout_places(struct splitter *s, struct layout_start **starts)
{
  uint32_t places[PIECE + BLOCK];
  struct sign signs[PIECE];
  struct arena *a = s->chunk->arena;
  uint32_t n = s->chunk->text.n, room = n / 32 + 2 * PIECE;
  struct places p = {.starts_room = room, .ends_room = room};
  p.starts = arena_alloc(a, room * sizeof *p.starts);
  p.ends = arena_alloc(a, room * sizeof *p.ends);
  s->blocks = arena_alloc(a, (n / BLOCK + 1) * sizeof *s->blocks);
  if (p.starts == NULL || p.ends == NULL || s->blocks == NULL)
    return false;
  s->blocks[n / BLOCK] = (struct layout_block){0};
  p.starts[0] = (struct layout_start){0, 0, 0};
  for (uint32_t i = 0; i < n; i += PIECE) {
    if (!make_room(a, &p))
      return false;
    uint32_t n_places = list_places(s, i, n - i > PIECE ? i + PIECE : n, &p, places);
    uint32_t n_signs = take_ends(s, places, n_places, &p, signs);
    take_signs(s, signs, n_signs, p.starts);
  }
  p.starts[p.n_starts + 1] = (struct layout_start){n + 1, p.n_ends, 0};
  p.ends[p.n_ends++] = n; /* a break and a sentence end stand behind the text */
  s->ends = p.ends;
  s->n_ends = p.n_ends;
  s->chunk->n_lines = p.n_starts + 1;
  if (p.n_starts > 0 && p.starts[p.n_starts].at == n)
    s->chunk->n_lines--; /* the last break ends the last line */
  *starts = p.starts;
  return true;
}
