/* indicator.c - what a figure counts, in the document's words.
   SPDX-License-Identifier: Apache-2.0

   Goes through the figures of a chunk in order and decides between the words
   in front, the words behind, and what holds on. */
#include "base/str.h"
#include "extract/context/indicator_thread.h"

enum { RANKED_MAX = 20 }; /* characters of an indicator with its verb of growth */

/* ---- choosing between the words in front and behind ---- */

static bool counts_what_follows(uint8_t kind)
{
  const uint32_t kinds = 1u << KIND_COUNT | 1u << KIND_LENGTH | 1u << KIND_AREA |
                         1u << KIND_VOLUME | 1u << KIND_MASS | 1u << KIND_ENERGY |
                         1u << KIND_POWER | 1u << KIND_DATA | 1u << KIND_AGE | 1u << KIND_NUMBER;
  return kind >= KIND_BUILTIN || (kinds >> kind & 1) != 0;
}

static bool prefers_right(const struct found *f, const struct phrase *left,
                          const struct phrase *right)
{
  bool strong = !phrase_empty(*left) && !left->bare && !left->relative;
  if (phrase_empty(*right) || f->kind == KIND_RANK || (right->weak && !phrase_empty(*left)))
    return false;
  if (left->lasts && (f->kind == KIND_MONEY || (f->kind == KIND_DURATION && right->linked)))
    return true;
  if (f->measure == MEASURE_SHARE && right->linked)
    return !left->quantity;
  if (f->kind == KIND_MONEY && right->linked)
    return !left->quantity;
  if (f->kind == KIND_PERCENT && f->measure == MEASURE_LEVEL && !left->quantity)
    return !right->verbal;
  if (f->change != CHANGE_NONE && !counts_what_follows(f->kind) && (phrase_empty(*left) || strong))
    return strong && left->verbal && !right->verbal;
  if (f->kind == KIND_MONEY && (left->bare || left->verbal))
    return !right->verbal;
  if (!strong || left->among)
    return true;
  if (right->linked)
    return left->verbal;
  return !left->quantity && counts_what_follows(f->kind);
}

/* Does prefers_right say no to a figure that is no count, whatever stands behind it?  Then
   that is not read. */
static bool left_decides(const struct found *f, const struct phrase *left)
{
  if (phrase_empty(*left) || left->bare || left->relative || left->per || left->among || left->lasts)
    return false;
  if (f->kind == KIND_RANK)
    return true;
  bool of_whole = f->measure == MEASURE_SHARE || f->kind == KIND_MONEY ||
                  (f->kind == KIND_PERCENT && f->measure == MEASURE_LEVEL);
  return !left->verbal && (left->quantity || !of_whole) &&
         !(f->kind == KIND_MONEY && f->bound != BOUND_EXACT);
}

/* ---- lists that are dealt out ---- */

/* Figures from `i` on that stand in one list. */
static uint32_t list_length(struct work *w, uint32_t i)
{
  uint32_t n = 1;
  while (n < MEMBERS_MAX && i + n < w->r.c->n_found &&
         thread_figure(w, i + n)->kind == thread_figure(w, i)->kind &&
         figures_adjoin(&w->r, i + n - 1, i + n, true,
                        thread_same_unit(thread_figure(w, i + n), thread_figure(w, i))))
    n++;
  return n;
}

/* "town" of "town, village income": with what the list shares. */
static bool give_with_head(struct work *w, uint32_t i, const struct phrase *member)
{
  struct found *f = thread_figure(w, i);
  struct govfig_str words;
  if (!phrase_text(&w->r, member, &words) ||
      !thread_join(w, i, words, units_text(&w->r.c->text, w->t.head)))
    return false;
  f->indicator_key = label_key(&w->r, f->indicator, f->region);
  return true;
}

static bool give_members(struct work *w, uint32_t i, uint32_t n)
{
  const struct phrase *m = w->t.members;
  for (uint32_t k = 0; k < n; k++) {
    bool lacks = w->t.head.end > w->t.head.start && m[k].end <= w->t.head.start;
    if (!(lacks ? give_with_head(w, i + k, &m[k]) : thread_give(w, i + k, &m[k])))
      return false;
  }
  thread_hold(w, i + n - 1, NULL);
  return true;
}

/* Do no more than the rest of a clause, and `more` others, stand between figure `i` and the
   next? */
static bool follows_closely(const struct work *w, uint32_t i, uint32_t more)
{
  enum { FAR = 20 };
  uint32_t at = w->r.c->found[i].span.end, end = w->r.c->found[i + 1].span.start, marks = 0;
  if (end > at + FAR)
    return false;
  for (; at < end; at++)
    marks += w->r.u[at] == ';' ? FAR : (uses_at(&w->r, at) & USE_BREAK) != 0;
  return marks >= 1 && marks <= 1 + more;
}

/* Do the `n` figures in front of figure `i` lend their names to those from `i` on?  They
   are levels of the same sentence; where no word deals out, of the same units, or alike and
   the others percentages. */
static bool lends(struct work *w, uint32_t i, uint32_t n, bool each)
{
  const struct found *first = thread_figure(w, i);
  bool says = first->change != CHANGE_NONE || (each && first->measure == MEASURE_SHARE);
  if (n < 2 || i < n || !says || !follows_closely(w, i - 1, each))
    return false;
  for (uint32_t k = 0; k < n; k++) {
    const struct found *from = thread_figure(w, i - n + k), *f = thread_figure(w, i + k);
    bool alike = thread_same_unit(from, thread_figure(w, i - 1));
    if (first->measure == MEASURE_SHARE && !alike)
      return false;
    if (from->sentence != f->sentence || from->change != CHANGE_NONE || from->indicator.len == 0 ||
        from->kind == KIND_RANK || from->kind == KIND_DURATION ||
        (!each && !thread_same_unit(from, f) && !(alike && f->kind == KIND_PERCENT)))
      return false;
  }
  return true;
}

/* "7923 accidents with 6834 dead, down by 24.9% and 19.5%": to each the name of its own. */
static bool borrow(struct work *w, uint32_t i, uint32_t n)
{
  for (uint32_t k = 0; k < n; k++) {
    if (!thread_inherit(w, i + k, i - n + k))
      return false;
  }
  thread_hold(w, i + n - 1, NULL);
  return true;
}

/* "A and B grew by 1% and 2%": figures that were served, 0 for none. */
static bool deal(struct work *w, uint32_t i, const struct phrase *left, uint32_t *served)
{
  *served = 0;
  if (!left->each && (!phrase_empty(*left) || (w->t.n_members == 0 &&
                                               thread_figure(w, i)->change == CHANGE_NONE)))
    return true;
  uint32_t n = list_length(w, i);
  if (phrase_empty(*left) && n != w->t.n_members && lends(w, i, n, left->each)) {
    *served = n;
    return borrow(w, i, n);
  }
  bool before = left->each && n > 1 && phrase_empty(*left);
  struct phrase list = before ? thread_list(w, i) : *left;
  if (left->each && n > 1 && phrase_deal(&w->r, list, w->t.members, n)) {
    w->t.n_members = n;
    w->t.head = phrase_shared_head(&w->r, w->t.members, n, thread_figure(w, i)->span.start);
    *served = n;
  } else if (phrase_empty(*left) && n > 1 && n == w->t.n_members) {
    *served = n;
  } else if (left->each) {
    w->t.n_members = 0;
  }
  return *served == 0 || give_members(w, i, n);
}

/* ---- figures without words of their own ---- */

/* "sports grounds are 1.9 billion m2, 1.46 per head": with what it is per head of. */
static bool give_per(struct work *w, uint32_t i, const struct phrase *left)
{
  struct govfig_str last = thread_figure(w, w->t.last)->indicator, per;
  return phrase_text(&w->r, left, &per) && thread_join(w, i, per, last);
}

/* "GDP grew by 5%, third in the country": the rank is the growth's. */
static struct phrase ranked_growth(struct work *w, uint32_t i)
{
  struct phrase p = w->t.phrase;
  if (thread_figure(w, i)->kind != KIND_RANK || w->t.last + 1 != i ||
      thread_figure(w, i - 1)->measure != MEASURE_GROWTH || phrase_empty(p))
    return (struct phrase){0};
  p.end = thread_figure(w, i - 1)->span.start;
  p.plain = false;
  return phrase_exceeds(&w->r, p.start, p.end, TRAIT_SILENT, RANKED_MAX) ? (struct phrase){0} : p;
}

/* "500,000 cars, the share second in the country": what is ranked is the share of them. */
static bool give_ranked_share(struct work *w, uint32_t i, const struct phrase *left)
{
  struct govfig_str share;
  return phrase_text(&w->r, left, &share) &&
         thread_join(w, i, thread_figure(w, w->t.last)->indicator, share);
}

static bool continue_thread(struct work *w, uint32_t i, const struct phrase *left,
                            const struct phrase *right)
{
  struct phrase subject = thread_subject(w, i, left->clause);
  if (phrase_empty(subject) && w->t.last != NO_FIGURE) {
    struct phrase growth = ranked_growth(w, i);
    if (!phrase_empty(growth))
      return thread_give(w, i, &growth);
    if (left->relative && left->quantity && thread_figure(w, i)->kind == KIND_RANK)
      return give_ranked_share(w, i, left);
    return left->per ? give_per(w, i, left) : thread_inherit(w, i, w->t.last);
  }
  if (phrase_empty(subject))
    subject = *(phrase_empty(*right) ? left : right);
  if (phrase_empty(subject) && !thread_nearby(w, i, &subject))
    return false;
  thread_hold(w, i, NULL);
  return thread_give(w, i, &subject);
}

/* "completed 300, or 20 km, of pipes": the noun stands behind the next one. */
static void shared_right(struct work *w, uint32_t i, struct phrase *right)
{
  for (uint32_t k = i + 1; k < w->r.c->n_found && k < i + 4; k++) {
    if (!figures_adjoin(&w->r, k - 1, k, false, false))
      break;
    phrase_right(&w->r, k, right);
    if (!phrase_empty(*right))
      return;
  }
  *right = (struct phrase){0};
}

/* ---- one figure ---- */

/* The noun behind; a verb that says it is new stays with it. */
static bool give_right(struct work *w, uint32_t i, const struct phrase *left,
                       const struct phrase *right)
{
  thread_hold(w, i, NULL);
  if ((uses_at(&w->r, right->end) & USE_AND) != 0)
    w->r.behind = right->end;
  struct govfig_str verb;
  if (!thread_give(w, i, right))
    return false;
  if (!left->fresh)
    return true;
  thread_figure(w, i)->indicator_key = 0;
  return phrase_text(&w->r, left, &verb) &&
         thread_join(w, i, verb, thread_figure(w, i)->indicator);
}

/* "from 3 tons of coal to 2": is there something that it is said of? */
static bool goes_on_from(struct work *w, uint32_t i, const struct phrase *left)
{
  uint32_t last = w->t.last, sentence = thread_figure(w, i)->sentence;
  if (last != NO_FIGURE && thread_figure(w, last)->sentence == sentence)
    return true;
  return thread_subject(w, i, left->clause).quantity;
}

static bool give_one(struct work *w, uint32_t i, const struct phrase *left, struct phrase *right)
{
  struct found *f = thread_figure(w, i);
  if (phrase_empty(*right) && (phrase_empty(*left) || left->bare) && counts_what_follows(f->kind))
    shared_right(w, i, right);
  bool goes_on = phrase_empty(*left) && left->to && !right->linked && goes_on_from(w, i, left);
  if (!goes_on && prefers_right(f, left, right))
    return give_right(w, i, left, right);
  if (phrase_empty(*left) || left->relative || left->per)
    return continue_thread(w, i, left, right);
  w->t.n_members = 0;
  if (left->bare)
    return thread_give_verb(w, i, left);
  if (!left->operand)
    thread_hold(w, i, left);
  if (!thread_give(w, i, left))
    return false;
  if (f->kind == KIND_MONEY && f->bound != BOUND_EXACT && !phrase_empty(*right) && !right->linked)
    f->indicator_key = 0; /* "26 counties of a product above 20 billion": theirs, no total */
  return true;
}

/* Is the noun behind what the figure counts, unless words in front say that it counts
   something else? */
static bool counts_right(const struct work *w, const struct found *f, const struct phrase *right)
{
  return f->change == CHANGE_NONE && f->measure == MEASURE_LEVEL && w->t.n_members == 0 &&
         !phrase_empty(*right) && !right->weak && !right->linked;
}

/* "24 issues", where a rule found the unit: its word, or letter, stands behind the number. */
static bool only_unit(const struct work *w, const struct found *f, const struct phrase *right)
{
  struct span s = {right->start, right->end};
  return s.end == s.start + 1 && s.start == f->span.end &&
         (unit_is_latin(w->r.u[s.start]) ||
          str_equal(units_text(&w->r.c->text, s), f->unit_name));
}

/* The words behind figure `i`. */
static void read_right(const struct work *w, uint32_t i, struct phrase *right)
{
  phrase_right(&w->r, i, right);
  if (only_unit(w, &w->r.c->found[i], right))
    right->end = right->start;
}

/* "22 cases, of them Nanjing 8, Wuxi 6": is there nothing but the place of some of those
   that were counted last? */
static bool is_place(const struct work *w, const struct phrase *p)
{
  if (phrase_empty(*p))
    return false;
  struct token t = token_at(&w->r, p->start);
  return (t.uses & USE_REGION) != 0 && t.end == p->end;
}

static bool only_place(struct work *w, uint32_t i, const struct phrase *left)
{
  const struct found *f = thread_figure(w, i), *last;
  if (f->kind != KIND_COUNT || w->t.last == NO_FIGURE || !is_place(w, left) ||
      is_place(w, &w->t.phrase))
    return false;
  last = thread_figure(w, w->t.last);
  return last->sentence == f->sentence && thread_same_unit(last, f);
}

/* Gives figure `i` and those that share a list with it their indicators; how many.  What
   stands on the other side is read only where it may decide. */
static bool give(struct work *w, uint32_t i, uint32_t *served)
{
  struct phrase left = {0}, right = {0};
  const struct found *f = thread_figure(w, i);
  bool counts = counts_what_follows(f->kind);
  *served = 1;
  if (counts) {
    read_right(w, i, &right);
    if (counts_right(w, f, &right) && !phrase_left_adds(&w->r, i))
      return give_right(w, i, &left, &right);
  }
  phrase_left(&w->r, i, &left);
  if (counts && phrase_empty(right) && only_place(w, i, &left))
    left.end = left.start;
  if (!deal(w, i, &left, served))
    return false;
  if (*served > 0)
    return true;
  if (!counts && !left_decides(f, &left))
    read_right(w, i, &right);
  return give_one(w, i, &left, &right);
}

bool indicators_attribute(const struct indicators *x, struct chunk *chunk)
{
  struct work w = {.t = {.last = NO_FIGURE}};
  if (chunk->n_found == 0)
    return true;
  if (!reader_init(&w.r, x, chunk))
    return false;
  for (uint32_t i = 0; i < chunk->n_found;) {
    uint32_t served = 1;
    thread_follow(&w, i);
    uint32_t behind = w.t.depth == 0 ? UINT32_MAX : w.t.behind;
    struct found *f = &chunk->found[i];
    if (f->indicator.len > 0) {
      f->indicator_key = label_key(&w.r, f->indicator, f->region);
    } else {
      reader_figure(&w.r, f);
      if (!give(&w, i, &served))
        return false;
    }
    i += served > 0 ? served : 1;
    w.t.behind = behind == UINT32_MAX ? chunk->found[i - 1].span.end : behind;
  }
  return true;
}
