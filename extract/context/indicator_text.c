/* indicator_text.c - a phrase as a string, and as a known indicator.
   SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/limits.h"
#include "extract/context/indicator_parts.h"

enum { LIMIT = GOVFIG_INDICATOR_UNITS_MAX };

static bool is_blank(unit c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static uint32_t phrase_length(const struct reader *r, uint32_t start, uint32_t end)
{
  uint32_t n = 0;
  for (uint32_t i = start; i < end; i++)
    n += (trait_at(r, i) & TRAIT_SILENT) == 0;
  return n;
}

bool phrase_exceeds(const struct reader *r, uint32_t start, uint32_t end, uint8_t traits,
                    uint32_t length)
{
  return end > start + length &&
         ((traits & TRAIT_SILENT) == 0 || phrase_length(r, start, end) > length);
}

/* Length of a footnote mark "[12]" at `i`, else 0. */
static uint32_t footnote(const struct reader *r, uint32_t i, uint32_t end)
{
  uint32_t k = i + 1;
  if (r->u[i] != '[')
    return 0;
  while (k < end && unit_is_digit(r->u[k]))
    k++;
  return k > i + 1 && k < end && r->u[k] == ']' ? k + 1 - i : 0;
}

/* Length of what stands at `i` and is no part of the words: a footnote mark, a
   blank, a time, also in parentheses; *k is the first token that ends behind `i`. */
static uint32_t left_out(const struct reader *r, const struct token **k, uint32_t i, uint32_t end)
{
  while ((*k)->end <= i)
    ++*k;
  if (r->u[i] == '(' && (*k)->start == i + 1 && (*k)->uses == USE_TIME && (*k)->end < end &&
      r->u[(*k)->end] == ')')
    return (*k)->end + 1 - i; /* "today (2 April)" */
  if ((*k)->start == i && (*k)->uses == USE_TIME && (*k)->end <= end)
    return (*k)->end - i;
  return is_blank(r->u[i]) ? 1 : footnote(r, i, end);
}

/* Copies what is left of a phrase with something in it that is left out. */
static bool copy_parts(const struct reader *r, struct span p, const struct token *k,
                       struct govfig_str *out)
{
  struct govfig_str all = units_text(&r->c->text, p);
  char *to = arena_alloc(r->c->arena, all.len + 1);
  size_t len = 0;
  if (to == NULL)
    return false;
  for (uint32_t i = p.start; i < p.end;) {
    uint32_t skip = left_out(r, &k, i, p.end);
    if (skip == 0) {
      struct govfig_str one = units_text(&r->c->text, (struct span){i, i + 1});
      memcpy(to + len, one.data, one.len);
      len += one.len;
    }
    i += skip == 0 ? 1 : skip;
  }
  *out = (struct govfig_str){to, len};
  return true;
}

/* Does a word of time lie within the phrase?  `k`: its first token. */
static bool holds_time(struct span p, const struct token *k)
{
  for (; k->start < p.end; k++) {
    if (k->uses == USE_TIME && k->start >= p.start && k->end <= p.end)
      return true;
  }
  return false;
}

bool phrase_parts_text(const struct reader *r, const struct phrase *p, struct govfig_str *out)
{
  struct span s = {p->start, p->end};
  if (s.end - s.start > LIMIT)
    s.start = s.end - LIMIT;
  const struct token *first = token_first(r, s.start);
  if (!p->plain && ((traits_of(r, s.start, s.end) & TRAIT_GAP) != 0 || holds_time(s, first)))
    return copy_parts(r, s, first, out);
  *out = units_text(&r->c->text, s);
  return true;
}

/* ---- known indicators ---- */

/* Behind the words at `i` that only say where, when or that it was reached; `i` when
   there are none. */
static uint32_t behind_place(const struct reader *r, uint32_t i, uint32_t end)
{
  for (const struct token *t = token_first(r, i); t->start == i; t++) {
    bool gives = (t->uses & (USE_DONE | USE_TRAIL)) == (USE_DONE | USE_TRAIL);
    if (((t->uses & (USE_TIME | USE_LEAD)) == 0 && !gives && !token_places(r, t)) || t->end > end)
      break;
    i = t->end;
  }
  return i;
}

static uint32_t key_of(const struct reader *r, uint32_t known, uint32_t region)
{
  enum { NATION = 100000 };
  bool nation = region == NATION && r->x->known[known].nation.len > 0;
  return known + 1 + (nation ? r->x->n_known : 0);
}

uint32_t label_key(const struct reader *r, struct govfig_str label, uint32_t region)
{
  uint32_t known;
  return names_find(&r->x->names, label, &known) ? key_of(r, known, region) : 0;
}

static uint32_t key_at(const struct reader *r, uint32_t start, uint32_t end, uint32_t region)
{
  for (uint32_t k = 0; k < r->n_keys && r->keys[k].start <= start; k++) {
    if (r->keys[k].start == start && start + r->keys[k].len == end)
      return key_of(r, r->keys[k].payload, region);
  }
  return 0;
}

uint32_t phrase_key(const struct reader *r, const struct phrase *p, uint32_t region)
{
  uint32_t key = key_at(r, p->start, p->end, region);
  if (key != 0 || p->end <= p->start || p->end - p->start > LIMIT)
    return key;
  uint32_t start = behind_place(r, p->start, p->end);
  return start == p->start ? 0 : key_at(r, start, p->end, region);
}
