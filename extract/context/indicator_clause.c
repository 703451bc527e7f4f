/* indicator_clause.c - where the clause of a figure begins and ends.
   SPDX-License-Identifier: Apache-2.0

   It begins behind the last mark that parts clauses, the last figure, or the parenthesis
   that the figure stands in.  Quoted words are passed over whole; a parenthesis
   is, unless it holds a figure.  Most clauses have neither: they are read while
   their beginning or their end is looked for. */
#include "extract/context/indicator_trim.h"

struct pair {
  unit open, close;
};
static const struct pair pairs[] = {{'(', ')'}, {'[', ']'}, {OPEN_QUOTE, CLOSE_QUOTE},
                                    {OPEN_TITLE, CLOSE_TITLE}};
enum { PAIRS = sizeof pairs / sizeof *pairs };

static const struct pair *pair_closes(unit c)
{
  for (int i = 0; i < PAIRS; i++) {
    if (pairs[i].close == c)
      return &pairs[i];
  }
  return NULL;
}

/* The pair_opening mark of the pair that ends at `i`; `i` itself when it is not
   within `floor` ... i. */
uint32_t pair_opening(const struct reader *r, uint32_t floor, uint32_t i)
{
  const struct pair *p = pair_closes(r->u[i]);
  for (uint32_t k = i; k > floor; k--) {
    if (r->u[k - 1] == p->open)
      return k - 1;
    if (r->u[k - 1] == p->close)
      break;
  }
  return i;
}

uint32_t pair_closing(const struct reader *r, uint32_t i, uint32_t end)
{
  for (uint32_t k = i; k < end; k++) {
    if (r->u[k] == ')')
      return k + 1;
  }
  return i;
}

static bool breaks(const struct reader *r, uint32_t i)
{
  unit c = r->u[i];
  return (uses_at(r, i) & USE_BREAK) != 0 || c == '(' || c == '[' || c == '\t';
}

bool parts_clauses(const struct reader *r, uint32_t i)
{
  return breaks(r, i) &&
         !(r->u[i] == ',' && i > 0 && unit_is_digit(r->u[i - 1]) &&
           unit_is_digit(r->u[i + 1]));
}

/* No further back than the sentence, the window, or what a list has used up. */
static uint32_t clause_floor(const struct reader *r, const struct found *f)
{
  uint32_t floor = r->c->sentences[f->sentence].start, at = f->span.start;
  uint32_t far = at > WINDOW_UNITS ? at - WINDOW_UNITS : 0;
  floor = floor > far ? floor : far;
  return r->behind > floor && r->behind <= at ? r->behind : floor;
}

/* Back from `at` to behind the next unit that may part clauses. */
static uint32_t back(const struct reader *r, uint32_t at, uint32_t stop, uint8_t *traits)
{
  for (; at > stop; at--) {
    *traits |= trait_at(r, at - 1);
    if (may_part(r, at - 1))
      break;
  }
  return at;
}

/* Where the clause begins in which figure `i` and, in front of it, unit `at` stand. */
static uint32_t clause_around(const struct reader *r, uint32_t i, uint32_t at, uint8_t *traits)
{
  const struct found *f = r->c->found;
  uint32_t floor = clause_floor(r, &f[i]), k = i;
  for (;;) {
    while (k > 0 && f[k - 1].span.start >= at)
      k--;
    uint32_t stop = k > 0 && f[k - 1].span.end > floor ? f[k - 1].span.end : floor;
    at = back(r, at, stop, traits);
    if (at <= stop)
      return at;
    if (parts_clauses(r, at - 1))
      return at;
    if (pair_closes(r->u[at - 1]) != NULL) {
      uint32_t open = pair_opening(r, floor, at - 1);
      bool quote = r->u[at - 1] == CLOSE_QUOTE || r->u[at - 1] == CLOSE_TITLE;
      if (open == at - 1 || (!quote && k > 0 && f[k - 1].span.start > open))
        return at;
      at = open;
      *traits |= UINT8_MAX & ~TRAIT_SILENT; /* as it may be; what is silent in there counts */
    } else {
      at--;
    }
  }
}

uint32_t clause_start(const struct reader *r, uint32_t i, uint8_t *traits)
{
  return clause_around(r, i, r->c->found[i].span.start, traits);
}

/* ---- reading ---- */

/* What is read from the figure backwards. */
struct back {
  size_t at;
  struct token *out; /* the first token */
  uint32_t uses;
  uint8_t traits;
};

/* Words of one character down to `low`, or to behind what may part clauses. */
static inline struct back back_singles(const struct reader *r, struct back b, size_t low)
{
  const uint8_t *of = r->x->sort_of;
  const struct sort *sorts = r->x->sorts;
  const unit *u = r->u;
  for (; b.at > low; b.at--) {
    uint8_t sort = of[u[b.at - 1]];
    if ((sort & SORT_CLAUSE) != 0)
      break;
    uint32_t uses = sorts[sort].uses;
    b.out[-1] = (struct token){(uint32_t)b.at - 1, (uint32_t)b.at, uses};
    b.out -= uses != 0; /* whether it is a word is no branch, it would be a coin toss */
    b.traits |= sorts[sort].traits;
    b.uses |= uses;
  }
  return b;
}

/* A token that ends there. */
static inline struct back back_token(const struct reader *r, struct back b, const struct token *t)
{
  while (b.at > t->start)
    b.traits |= trait_at(r, (uint32_t)--b.at);
  *--b.out = *t;
  b.uses |= t->uses;
  return b;
}

/* Reads the window that ends at the figure, no further back than `stop`; false where
   its beginning is not plain to see. */
static bool read_back(const struct reader *r, uint32_t stop, uint32_t end, struct window *w)
{
  const struct token *t = token_first(r, end);
  struct back b = {end, w->room + WINDOW_UNITS + 1, 0, 0};
  if (t->start < end) /* it ends within the figure */
    return false;
  for (t--;; t--) {
    uint32_t low = t->end > stop ? t->end : stop;
    b = back_singles(r, b, low);
    if (b.at > low || b.at == stop)
      break;
    b = back_token(r, b, t);
    if (b.at < stop || (b.traits & TRAIT_CLAUSE) != 0)
      return false;
  }
  w->start = (uint32_t)b.at;
  w->end = end;
  w->tokens = b.out;
  w->n = (uint32_t)(w->room + WINDOW_UNITS + 1 - b.out);
  w->uses = b.uses;
  w->traits = b.traits;
  return b.at == stop || parts_clauses(r, w->start - 1);
}

uint32_t clause_stop(const struct reader *r, uint32_t i)
{
  const struct found *f = &r->c->found[i];
  uint32_t floor = clause_floor(r, f), taken = i > 0 ? f[-1].span.end : 0;
  return taken > floor ? taken : floor;
}

/* "Oil per barrel (5 litres) 138 yuan": see the header. */
uint32_t front_end(const struct reader *r, uint32_t *i)
{
  const struct found *f = &r->c->found[*i], *first = f;
  uint32_t end = f->span.start;
  if (end > 0 && r->u[end - 1] == ')' && *i > 0 && f[-1].span.end == end - 1)
    first--;
  if (first->span.start == 0 || r->u[first->span.start - 1] != '(')
    return end;
  *i -= first != f;
  return first->span.start - 1;
}

void clause_read(const struct reader *r, uint32_t i, struct window *w)
{
  uint32_t end = front_end(r, &i), stop = clause_stop(r, i);
  if (stop <= end && read_back(r, stop, end, w))
    return;
  uint8_t traits = 0;
  uint32_t start = clause_around(r, i, end, &traits);
  window_read(r, start, end, traits, w);
}

/* ---- reading ahead ---- */

/* The next unit in [i, limit) that may part clauses; the traits on the way are added
   to *traits. */
static inline uint32_t next_mark(const struct reader *r, uint32_t i, uint32_t limit,
                                 uint8_t *traits)
{
  for (; i < limit; i++) {
    *traits |= trait_at(r, i);
    if (may_part(r, i))
      break;
  }
  return i;
}

/* The end of the clause: before a mark that parts clauses, or a list mark.  The
   traits of its units are added to *traits. */
static uint32_t clause_end(const struct reader *r, uint32_t start, uint32_t limit, uint8_t *traits)
{
  uint32_t depth = 0, open = start, i = next_mark(r, start, limit, traits);
  for (; i < limit; i = next_mark(r, i + 1, limit, traits)) {
    if (r->u[i] == '(') {
      open = depth++ == 0 ? i : open;
      continue;
    }
    bool closes = r->u[i] == ')';
    if ((closes && depth == 0) || parts_phrases(r, i))
      break;
    depth -= closes;
  }
  return depth > 0 ? open : i;
}

/* What is read from behind the figure on. */
struct front {
  uint32_t at;
  struct token *out; /* behind the last token */
  uint32_t uses;
  uint8_t traits;
};

/* Words of one character up to `high`, or to what may part clauses. */
static inline struct front front_singles(const struct reader *r, struct front f, uint32_t high)
{
  const uint8_t *of = r->x->sort_of;
  const struct sort *sorts = r->x->sorts;
  const unit *u = r->u;
  for (; f.at < high; f.at++) {
    uint8_t sort = of[u[f.at]];
    if ((sort & SORT_CLAUSE) != 0)
      break;
    uint32_t uses = sorts[sort].uses;
    *f.out = (struct token){f.at, f.at + 1, uses};
    f.out += uses != 0;
    f.traits |= sorts[sort].traits;
    f.uses |= uses;
  }
  return f;
}

/* A token that starts there. */
static inline struct front front_token(const struct reader *r, struct front f, const struct token *t)
{
  while (f.at < t->end)
    f.traits |= trait_at(r, f.at++);
  *f.out++ = *t;
  f.uses |= t->uses;
  return f;
}

/* Reads the window from `start` to what parts clauses; false where that, or where a
   word belongs, is not plain to see. */
static bool read_ahead(const struct reader *r, uint32_t start, uint32_t limit, struct window *w,
                       uint32_t *end)
{
  const struct token *t = token_first(r, start);
  struct front f = {start, w->room, 0, 0};
  if (t->start < start || limit - start > WINDOW_UNITS)
    return false;
  for (;; t++) {
    uint32_t high = t->start < limit ? t->start : limit;
    f = front_singles(r, f, high);
    if (f.at < high || high == limit)
      break;
    if (t->end > limit)
      return false;
    f = front_token(r, f, t);
  }
  w->start = start;
  w->end = limit;
  w->tokens = w->room;
  w->n = (uint32_t)(f.out - w->room);
  w->uses = f.uses;
  w->traits = f.traits;
  *end = f.at;
  return (f.traits & TRAIT_CLAUSE) == 0;
}

uint32_t clause_read_ahead(const struct reader *r, uint32_t start, uint32_t limit, struct window *w)
{
  uint32_t end;
  if (read_ahead(r, start, limit, w, &end) &&
      (end == limit || r->u[end] == ')' || parts_phrases(r, end)))
    return end;
  uint8_t traits = 0;
  end = clause_end(r, start, limit, &traits);
  window_read_first(r, start, end, limit, traits, w);
  return end;
}
