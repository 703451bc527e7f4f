/* rule_view.c - a sentence as rules see it.  SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/rules/rule_run.h"

/* Copies `n` units, eight at a time: there is room for seven more, as there are seven
   to be read behind a text. */
static inline void copy(unit *out, const unit *u, uint32_t n)
{
  for (uint32_t i = 0; i < n; i += 8)
    memcpy(out + i, u + i, 8 * sizeof *u);
}

/* Copies a stretch without line breaks, which are layout inside a sentence, and without
   private use; how many units are left of it. */
static uint32_t copy_changed(unit *out, const struct units *t, struct span s)
{
  uint32_t n = 0;
  for (uint32_t from = s.start; from < s.end;) {
    uint32_t plain = units_next(t, from, s.end, UNIT_BREAK | UNIT_SIGN);
    copy(out + n, t->u + from, plain - from);
    n += plain - from;
    if (plain < s.end && t->u[plain] != '\n')
      out[n++] = unit_is_private(t->u[plain]) ? UNIT_BAD : t->u[plain];
    from = plain + 1;
  }
  return n;
}

/* Does a view have unit `i` as it is? */
static inline bool is_plain_unit(const struct units *t, uint32_t i)
{
  return t->u[i] != '\n' && !unit_is_private(t->u[i]);
}

/* Does it have all of [from, to)?  Most that are UNIT_SIGN are no private use. */
static inline bool is_plain(const struct units *t, uint32_t from, uint32_t to)
{
  while ((from = units_next(t, from, to, UNIT_BREAK | UNIT_SIGN)) < to) {
    if (!is_plain_unit(t, from))
      return false;
    from++;
  }
  return true;
}

/* A blank beside a quantity says nothing: some set numbers off so.  Two blanks,
   or one that is all there is between two quantities, are a gap and stay. */
static inline struct span without_blanks(const unit *u, struct span s, bool behind, bool before)
{
  if (s.end - s.start < 2)
    return s;
  if (behind && u[s.start] == ' ' && u[s.start + 1] != ' ')
    s.start++;
  if (before && u[s.end - 1] == ' ' && u[s.end - 2] != ' ')
    s.end--;
  return s;
}

/* Copies what stands between quantities, or at an end of the sentence. */
static inline uint32_t copy_between(unit *out, const struct units *t, struct span s, bool plain)
{
  if (!plain)
    return copy_changed(out, t, s);
  copy(out, t->u + s.start, s.end - s.start);
  return s.end - s.start;
}

/* ---- what stands between quantities ---- */

/* What stands for quantity `i` in a view. */
static inline unit sign_of(const struct apply *a, uint32_t i)
{
  return (unit)(OTHER_BASE + a->q[i].class);
}

/* Is quantity `i` the last of its sentence? */
static inline bool is_last(const struct apply *a, uint32_t i)
{
  return i + 1 == a->n_q || a->q[i + 1].sentence != a->q[i].sentence;
}

/* Where the text is that stands in front of quantity `i`: behind the one before, or from
   the beginning of the sentence on. */
static inline struct span text_before(const struct apply *a, uint32_t i)
{
  const struct quantity *q = &a->q[i];
  uint32_t start = a->chunk->sentences[q->sentence].start, end = a->q[i - (i > 0)].span.end;
  return (struct span){i == a->view.first ? start : end, q->span.start};
}

/* The same behind it. */
static inline struct span text_behind(const struct apply *a, uint32_t i)
{
  const struct quantity *q = &a->q[i], *next = q + (i + 1 < a->n_q);
  uint32_t end = a->chunk->sentences[q->sentence].end, start = next->span.start;
  return (struct span){q->span.end, is_last(a, i) ? end : start};
}

/* Both as the view has them. */
static inline struct span view_before(const struct apply *a, uint32_t i)
{
  return without_blanks(a->chunk->text.u, text_before(a, i), i > a->view.first, true);
}

static inline struct span view_behind(const struct apply *a, uint32_t i)
{
  return without_blanks(a->chunk->text.u, text_behind(a, i), true, !is_last(a, i));
}

/* ---- the copy ---- */

/* The places of all quantities, and all units. */
static void copy_all(struct apply *a, bool plain)
{
  struct view *v = &a->view;
  const struct units *t = &a->chunk->text;
  uint32_t n = 0, i = v->first;
  for (bool last = false; !last; i++) {
    struct span s = view_before(a, i);
    n += copy_between(v->u + n, t, s, plain);
    v->at[i - v->first] = n;
    v->u[n++] = sign_of(a, i);
    last = is_last(a, i);
  }
  n += copy_between(v->u + n, t, view_behind(a, i - 1), plain);
  v->u[n] = v->u[n + 1] = 0;
  v->n = n;
}

void rule_view_copy(struct apply *a)
{
  const struct sentence *s = &a->chunk->sentences[a->q[a->view.first].sentence];
  copy_all(a, is_plain(&a->chunk->text, s->start, s->end));
  a->view.made = true;
}

void rule_view_enter(struct apply *a, uint32_t first)
{
  struct view *v = &a->view;
  v->first = first;
  v->made = false;
  v->searched = v->n_hits = v->clause = 0;
}

/* ---- what stands beside a quantity ---- */

/* Units that a view may lack or change. */
enum { UNITS_ODD = UNIT_BLANK | UNIT_BREAK | UNIT_SIGN };

/* Unit `i` of the text; clears *same where a view has another. */
static unit text_unit(const struct units *t, uint32_t i, bool *same)
{
  *same &= is_plain_unit(t, i);
  return t->u[i];
}

/* The unit in front of quantity `i`. */
static unit unit_before(const struct apply *a, uint32_t i, bool *same)
{
  struct span s = view_before(a, i);
  if (s.start < s.end)
    return text_unit(&a->chunk->text, s.end - 1, same);
  return i == a->view.first ? 0 : sign_of(a, i - 1);
}

static unit unit_behind(const struct apply *a, uint32_t i, bool *same)
{
  struct span s = view_behind(a, i);
  if (s.start < s.end)
    return text_unit(&a->chunk->text, s.start, same);
  return is_last(a, i) ? 0 : sign_of(a, i + 1);
}

/* Where another quantity, a blank or an end of the sentence is near. */
static struct two_units look_left(struct apply *a, uint32_t i)
{
  struct span s = view_before(a, i);
  struct two_units two = {0, 0};
  bool same = true, first = i == a->view.first;
  two.near = unit_before(a, i, &same);
  if (s.end - s.start >= 2)
    two.far = text_unit(&a->chunk->text, s.end - 2, &same);
  else if (!first)
    two.far = s.start < s.end ? sign_of(a, i - 1) : unit_before(a, i - 1, &same);
  if (same)
    return two;
  rule_view_make(a);
  const unit *u = a->view.u + a->view.at[i - a->view.first];
  return (struct two_units){u[-1], u[-2]};
}

static struct two_units look_right(struct apply *a, uint32_t i)
{
  struct span s = view_behind(a, i);
  struct two_units two = {0, 0};
  bool same = true;
  two.near = unit_behind(a, i, &same);
  if (s.end - s.start >= 2)
    two.far = text_unit(&a->chunk->text, s.start + 1, &same);
  else if (!is_last(a, i))
    two.far = s.start < s.end ? sign_of(a, i + 1) : unit_behind(a, i + 1, &same);
  if (same)
    return two;
  rule_view_make(a);
  const unit *u = a->view.u + a->view.at[i - a->view.first];
  return (struct two_units){u[1], u[2]};
}

struct two_units rule_view_left(struct apply *a, uint32_t i)
{
  const struct units *t = &a->chunk->text;
  struct span s = text_before(a, i);
  if (s.end - s.start < 2 || ((t->class[s.end - 1] | t->class[s.end - 2]) & UNITS_ODD) != 0)
    return look_left(a, i);
  return (struct two_units){t->u[s.end - 1], t->u[s.end - 2]};
}

struct two_units rule_view_right(struct apply *a, uint32_t i)
{
  const struct units *t = &a->chunk->text;
  struct span s = text_behind(a, i);
  if (s.end - s.start < 2 || ((t->class[s.start] | t->class[s.start + 1]) & UNITS_ODD) != 0)
    return look_right(a, i);
  return (struct two_units){t->u[s.start], t->u[s.start + 1]};
}

/* ---- where rules can begin ---- */

static inline uint64_t begins(const struct rule_index *x, unit a, unit b)
{
  return x->begins[begins_word(a)] >> (b & 63) & 1;
}

/* Which of up to 64 units a rule may begin at, a bit for each.  There are no branches but
   the loop's: which units do is like tossing a coin. */
static inline uint64_t begins_of(const struct rule_index *x, const unit *u, uint32_t n)
{
  uint64_t bits = 0;
  for (uint32_t i = (n + 3) / 4 * 4; i > 0; i -= 4) {
    bits = bits << 1 | begins(x, u[i - 1], u[i]);
    bits = bits << 1 | begins(x, u[i - 2], u[i - 1]);
    bits = bits << 1 | begins(x, u[i - 3], u[i - 2]);
    bits = bits << 1 | begins(x, u[i - 4], u[i - 3]);
  }
  return n < 64 ? bits & ((UINT64_C(1) << n) - 1) : bits;
}

static inline void note_hit(struct apply *a, uint32_t at, unit u, unit next)
{
  const struct pair_rows *t = &a->set->index->pairs[PLACE_FIRST];
  struct view *v = &a->view;
  uint32_t first = unit_row(&t->first, u), second = unit_row(&t->second, next);
  uint32_t words = t->second.words;
  const uint64_t *any = t->first.bits + (size_t)first * 2 * words, *some = any + words;
  const uint64_t *seconds = t->second.bits + (size_t)second * words;
  v->hits[v->n_hits] = (struct hit){at, (uint16_t)first, (uint16_t)second};
  v->n_hits += first != 0;
  uint64_t comma = u == ',' ? ~UINT64_C(0) : 0;
  const uint64_t *clausal = a->set->index->clausal;
  v->clause = u == ',' ? at + 1 : v->clause;
  for (uint32_t w = 0; w < words; w++)
    v->begun[w] = (v->begun[w] & ~(clausal[w] & comma)) | any[w] | (some[w] & seconds[w]);
}

/* Looks for hits among `n` units, the first of which has place `at`; `last` stands behind
   the last of them. */
static void search(struct apply *a, const unit *u, uint32_t n, uint32_t at, unit last)
{
  const struct rule_index *x = a->set->index;
  uint32_t from = 0;
  for (; from + 1 < n; from += 64) {
    uint32_t more = n - 1 - from;
    uint64_t bits = begins_of(x, u + from, more < 64 ? more : 64);
    for (; bits != 0; bits &= bits - 1) {
      uint32_t i = from + lowest_bit(bits);
      note_hit(a, at + i, u[i], u[i + 1]);
    }
  }
  if (n > 0 && begins(x, u[n - 1], last))
    note_hit(a, at + n - 1, u[n - 1], last);
}

/* Looks for hits between the quantity before number `i` of the sentence and that. */
static void search_before(struct apply *a, uint32_t i)
{
  struct view *v = &a->view;
  uint32_t from = i > 0 ? v->at[i - 1] + 1 : 0;
  const unit *u = v->u + from;
  if (!v->made) {
    struct span s = view_before(a, v->first + i);
    u = a->chunk->text.u + s.start;
    v->at[i] = from + (s.end - s.start);
  }
  uint32_t n = v->at[i] - from;
  unit own = sign_of(a, v->first + i);
  if (i > 0) {
    unit other = sign_of(a, v->first + i - 1), next = n > 0 ? u[0] : own;
    if (begins(a->set->index, other, next))
      note_hit(a, from - 1, other, next);
  }
  search(a, u, n, from, own);
}

/* Does the sentence go on in another line? */
static bool is_broken(const struct apply *a)
{
  const struct sentence *s = &a->chunk->sentences[a->q[a->view.first].sentence];
  return s->end > a->chunk->lines[s->line].end;
}

/* What is private use in the text is UNIT_BAD in a view.  Where no rule begins with that,
   hits among private use are only in vain. */
void rule_view_search(struct apply *a, uint32_t i)
{
  struct view *v = &a->view;
  if (v->searched == 0) {
    memset(v->begun, 0, 2 * a->set->index->words * sizeof *v->begun);
    if (is_broken(a) || a->set->index->names_bad)
      rule_view_make(a);
  }
  for (; v->searched <= i - v->first; v->searched++)
    search_before(a, v->searched);
}
