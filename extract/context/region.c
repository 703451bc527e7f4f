/* region.c - the tree of regions, and the stage.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/context/region.h"

#include <stdlib.h>
#include <string.h>

#include "extract/context/region_parts.h"

uint32_t region_index(const struct regions *x, uint32_t code)
{
  if (code < REGION_CODE_FIRST || code > REGION_CODE_LAST)
    return NOWHERE;
  uint32_t i = x->first[(code - REGION_CODE_FIRST) / 100];
  while (i < x->n && x->items[i].code < code)
    i++;
  return i < x->n && x->items[i].code == code ? i : NOWHERE;
}

bool region_within(const struct regions *x, uint32_t inner, uint32_t outer)
{
  if (inner == NOWHERE || outer == NOWHERE)
    return false;
  while (inner != outer && inner != NATION)
    inner = x->items[inner].parent;
  return inner == outer;
}

uint32_t region_common(const struct regions *x, uint32_t a, uint32_t b)
{
  if (a == NOWHERE || b == NOWHERE)
    return NOWHERE;
  while (!region_within(x, b, a))
    a = x->items[a].parent;
  return a;
}

/* ---- names by themselves ---- */

/* Which candidate of the word lies in `outer`, or the largest when none must. */
static uint32_t pick(const struct regions *x, const struct region_word *w, uint32_t outer)
{
  uint32_t best = NOWHERE;
  if (w->sort == SORT_NATION || w->sort == SORT_STATE)
    return outer == NATION ? NATION : NOWHERE;
  if (w->sort != SORT_NAME)
    return NOWHERE;
  for (uint32_t i = w->first; i != 0; i = x->candidates[i - 1].next) {
    uint32_t c = x->candidates[i - 1].region;
    if (!region_within(x, c, outer))
      continue;
    if (best == NOWHERE || region_level(x, c) < region_level(x, best) ||
        (x->items[best].until != 0 && x->items[c].until == 0))
      best = c;
  }
  return best;
}

uint32_t region_read_name(const struct regions *x, const unit *u, uint32_t n, uint32_t *len)
{
  uint32_t region = NATION, at = 0, payload;
  *len = 0;
  while (at < n) {
    uint32_t l = lexicon_longest(x->lexicon, WORD_REGION, u + at, n - at, &payload);
    uint32_t inner = l == 0 ? NOWHERE : pick(x, &x->words[payload], region);
    if (inner == NOWHERE)
      break;
    region = inner;
    at += l;
  }
  *len = at;
  return at == 0 ? NOWHERE : region;
}

static uint32_t read_code(struct govfig_str s)
{
  uint32_t code = 0;
  for (size_t i = 0; i < s.len; i++) {
    if (s.data[i] < '0' || s.data[i] > '9')
      return 0;
    code = code * 10 + (uint32_t)(s.data[i] - '0');
  }
  return s.len == 6 ? code : 0;
}

/* Takes out what people put between names; what is left of n units. */
static uint32_t without_marks(unit *u, uint32_t n)
{
  uint32_t kept = 0;
  for (uint32_t i = 0; i < n; i++) {
    if (u[i] != ' ' && u[i] != '-' && u[i] != '/')
      u[kept++] = u[i];
  }
  return kept;
}

uint32_t regions_find_name(const struct regions *x, struct govfig_str name)
{
  unit u[64] = {0};
  uint32_t code = name.len <= 6 ? read_code(name) : 0, len;
  if (code != 0)
    return region_index(x, code) != NOWHERE ? code : 0;
  uint32_t n = without_marks(u, fold_word(x->fold, name, u, 63));
  uint32_t region = region_read_name(x, u, n, &len);
  return n > 0 && len == n ? x->items[region].code : 0;
}

struct govfig_str regions_name(const struct regions *x, uint32_t code)
{
  return x->names[x->items[region_index(x, code)].name];
}

/* ---- the stage ---- */

void region_state_init(struct region_state *state)
{
  memset(state, 0, sizeof *state);
}

struct region_memory *region_memory_new(const struct regions *x)
{
  struct region_memory *m = calloc(1, sizeof *m);
  if (m == NULL)
    return NULL;
  m->said = calloc(x->n, sizeof *m->said);
  m->named = calloc(x->n + 1, sizeof *m->named);
  m->touched = calloc(x->n, sizeof *m->touched);
  if (m->said == NULL || m->named == NULL || m->touched == NULL) {
    region_memory_free(m);
    return NULL;
  }
  for (uint32_t i = 0; i < x->n; i++) {
    m->said[i].parent = x->items[i].parent & 0xFFFFFF;
    m->said[i].level = x->items[i].level & 3;
    m->said[i].gone = x->items[i].until != 0;
  }
  return m;
}

void region_memory_free(struct region_memory *m)
{
  if (m == NULL)
    return;
  free(m->said);
  free(m->named);
  free(m->touched);
  free(m);
}

static bool reader_new(struct region_reader *r, const struct region_memory *m)
{
  static const struct region_word none = {.sort = SORT_CROSS};
  size_t words = r->c->text.n / 64 + 1;
  r->names = r->c->by_class[WORD_REGION];
  r->memory = *m;
  r->mentions = arena_alloc(r->c->arena, (r->names.n + 2) * sizeof *r->mentions);
  if (r->mentions == NULL)
    return false;
  r->speakers = arena_alloc(r->c->arena, (r->names.n + 1) * sizeof *r->speakers);
  r->times = arena_alloc(r->c->arena, words * sizeof *r->times);
  r->glances = arena_alloc(r->c->arena, r->names.n + 1);
  if (r->speakers == NULL || r->times == NULL || r->glances == NULL)
    return false;
  memset(r->times, 0, words * sizeof *r->times);
  for (uint32_t i = 0; i < r->c->n_times; i++) {
    uint32_t end = r->c->times[i].span.end;
    r->times[end / 64] |= UINT64_C(1) << end % 64;
  }
  *r->mentions++ = (struct mention){.end = UINT32_MAX, .word = &none, .role = SORT_CROSS, .is = MENTION_PLACED};
  return true;
}

/* Forgets what the article said. */
static void reader_reset(struct region_reader *r)
{
  const struct region_memory *m = &r->memory;
  for (uint32_t i = 0; i < r->n_named; i++)
    m->said[m->named[i]].seen = m->said[m->named[i]].votes = 0;
  for (uint32_t i = 0; i < r->n_touched; i++)
    m->said[m->touched[i]].below = 0;
  r->n_named = 0;
  r->n_touched = 0;
  r->n_doubtful = 0;
  r->n = 0;
  r->votes = (struct votes){0};
}

/* Does one of the article's figures ask for a region? */
static bool has_figures(struct region_reader *r, const struct article *a)
{
  const struct chunk *c = r->c;
  while (r->figure < c->n_found && c->found[r->figure].span.start < a->start)
    r->figure++;
  return r->figure < c->n_found && c->found[r->figure].span.start < a->end;
}

static void read_article(struct region_reader *r, struct region_state *state,
                         const struct given *given, struct article *a)
{
  bool goes_on = state->settled && state->article == a->number;
  r->formal = goes_on && state->formal;
  r->issuer = goes_on ? state->region : region_issuer(r, given, a, &r->formal);
  region_mentions(r, a);
  uint32_t about = goes_on ? state->region : region_settle(r);
  *state = (struct region_state){a->number, about, true, r->formal};
  a->region = r->x->items[about].code;
  region_figures(r, a, about);
  reader_reset(r);
}

bool regions_attribute(const struct regions *x, struct region_memory *memory,
                       struct region_state *state, const struct given *given,
                       struct chunk *chunk)
{
  struct region_reader r = {.x = x, .c = chunk};
  if (!reader_new(&r, memory))
    return false;
  for (uint32_t i = 0; i < chunk->n_articles; i++) { /* the last one may go on */
    if (i + 1 == chunk->n_articles || has_figures(&r, &chunk->articles[i]))
      read_article(&r, state, given, &chunk->articles[i]);
  }
  return true;
}
