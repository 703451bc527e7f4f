/* rule_above.c - what rules ask of the heading and the title above.
   SPDX-License-Identifier: Apache-2.0

   All rules that need characters which are not there are refused at once, when the
   first asks; a pattern is run once per rule and heading, and rule and title. */
#include "extract/rules/rule_run.h"

enum { DEPTH_MAX = 6 };

/* The heading that line `h`, a heading itself, stands under: the nearest above
   of an outer level; NO_LINE for none. */
static uint32_t outer_heading(const struct chunk *c, uint32_t h)
{
  uint32_t below = h, p = c->lines[h].heading;
  while (p != NO_LINE && p < below && c->lines[p].level >= c->lines[h].level) {
    below = p;
    p = c->lines[p].heading;
  }
  return p < below ? p : NO_LINE;
}

/* Refuses the rules that need none of the pairs of units of a text ... */
struct absence {
  uint64_t *refused;
  const struct rule_index *index;
  enum place place;
};

/* ... and takes back those that need one of this. */
static void keep_present(const struct absence *x, const unit *u, uint32_t n)
{
  const struct rule_index *index = x->index;
  const struct pair_rows *t = &index->pairs[x->place];
  for (uint32_t i = 0; i < n; i++) {
    uint32_t key = unit_key(&index->pages, u[i]);
    if (t->first.row[key] == 0)
      continue;
    struct pair pair = pair_of(t, key, unit_key(&index->pages, u[i + 1]));
    for (uint32_t w = 0; w < index->words; w++)
      x->refused[w] &= ~pair_word(t, pair, w);
  }
}

static struct absence refuse_all(struct apply *a, struct answers *of, enum place place)
{
  const struct rule_index *x = a->set->index;
  for (uint32_t w = 0; w < x->words; w++)
    of->refused[w] = x->above[place][w] & ~x->pairs[place].first.bits[w]; /* row 0: any */
  of->read = true;
  return (struct absence){of->refused, x, place};
}

static void read_heading(struct apply *a)
{
  struct absence absence = refuse_all(a, &a->of_heading, PLACE_HEADING);
  uint32_t h = a->heading;
  for (int depth = 0; h != NO_LINE && depth < DEPTH_MAX; depth++) {
    const struct line *l = &a->chunk->lines[h];
    keep_present(&absence, a->chunk->text.u + l->start, l->end - l->start);
    h = outer_heading(a->chunk, h);
  }
}

static void read_title(struct apply *a)
{
  struct absence absence = refuse_all(a, &a->of_title, PLACE_TITLE);
  struct govfig_str text = a->chunk->articles[a->article].title;
  a->title.n = 0;
  if (text.len == 0)
    return;
  if (units_make(a->set->fold, text.data, text.len, a->chunk->arena, &a->title))
    keep_present(&absence, a->title.u, a->title.n);
  else
    a->nomem = true;
}

/* Does a heading above match, the nearest or one that it stands under? */
static bool heading_matches(struct apply *a, const struct rule *r)
{
  uint32_t h = a->heading;
  for (int depth = 0; h != NO_LINE && depth < DEPTH_MAX; depth++) {
    const struct line *l = &a->chunk->lines[h];
    if (rule_runs(a, r, PATTERN_HEADING, a->chunk->text.u + l->start, l->end - l->start))
      return true;
    h = outer_heading(a->chunk, h);
  }
  return false;
}

static bool title_matches(struct apply *a, const struct rule *r)
{
  return a->title.n > 0 && rule_runs(a, r, PATTERN_TITLE, a->title.u, a->title.n);
}

bool rule_holds_above(struct apply *a, const struct rule *r, uint32_t word, uint64_t bit)
{
  struct answers *heading = &a->of_heading, *title = &a->of_title;
  if (r->heading.len > 0 && !heading->read)
    read_heading(a);
  if (r->title.len > 0 && !title->read)
    read_title(a);
  if (((heading->refused[word] | title->refused[word]) & bit) != 0)
    return false;
  if (r->heading.len > 0 && (heading->asked[word] & bit) == 0) {
    heading->asked[word] |= bit;
    if (!heading_matches(a, r))
      heading->refused[word] |= bit;
  }
  if ((heading->refused[word] & bit) == 0 && r->title.len > 0 &&
      (title->asked[word] & bit) == 0) {
    title->asked[word] |= bit;
    if (!title_matches(a, r))
      title->refused[word] |= bit;
  }
  return ((heading->refused[word] | title->refused[word]) & bit) == 0;
}
