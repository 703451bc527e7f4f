/* indicator_right.c - the phrase behind a figure.  SPDX-License-Identifier: Apache-2.0

   A measure word stands in front of what it counts; a share may stand in front
   of its whole.  The phrase runs to the end of the clause or to a word that
   begins something else. */
#include "extract/context/indicator_trim.h"

enum {
  LONG = 16,    /* characters above which a phrase ends at a verb */
  LONGEST = 20, /* and in any case */
  REACH = 48    /* units that are looked at */
};

static bool is_blank(unit c)
{
  return c == ' ' || c == '\n' || c == '\r';
}

/* Can a noun or a verb start with this unit?  Most ideographs stand from 0x4E00 on, and
   nothing but words behind them; of the others there is one question. */
static inline bool begins_words(unit c)
{
  return c >= 0x4E00 ||
         ((c >= 0x3400) & (c <= 0x4DBF)) + unit_is_latin(c) + (c == OPEN_QUOTE) + (c == OPEN_TITLE) != 0;
}

/* Does a figure at `start` begin a further member of a list? */
static bool joined(const struct reader *r, uint32_t start)
{
  return start > 0 && (uses_at(r, start - 1) & USE_AND) != 0;
}

/* Behind the quotation that opens at `i`, which may hold numbers; `i` for none. */
static uint32_t quote_end(const struct reader *r, uint32_t i, uint32_t limit)
{
  if (r->u[i] != OPEN_QUOTE)
    return i;
  for (uint32_t k = i; k < limit && k < i + REACH; k++) {
    if (r->u[k] == CLOSE_QUOTE)
      return k + 1;
  }
  return i;
}

/* Where the next figure starts, or the sentence ends.  What a share is of may
   hold figures of its own. */
static uint32_t limit_of(const struct reader *r, uint32_t i)
{
  const struct chunk *c = r->c;
  const struct found *f = &c->found[i];
  uint32_t from = f->span.end, limit = c->sentences[f->sentence].end;
  bool whole = (f->kind == KIND_PERCENT || f->kind == KIND_RATIO) &&
               (uses_at(r, from) & (USE_LEAD | USE_INSIDE)) == (USE_LEAD | USE_INSIDE);
  uint32_t k = i + 1, quoted = quote_end(r, from, limit);
  while (k < c->n_found && c->found[k].span.start < quoted)
    k++;
  uint32_t next = k < c->n_found ? c->found[k].span.start : UINT32_MAX;
  if (whole && next < limit && !joined(r, next))
    next = limit;
  limit = next < limit ? next : limit; /* no branch: either is as likely */
  if (limit < from)
    limit = from;
  return limit - from > REACH ? from + REACH : limit;
}

/* Marks of nesting in [from, to), from *from on: how deep. */
static uint32_t nested(const struct reader *r, uint32_t *from, uint32_t to, unit open, unit close,
                       uint32_t depth)
{
  for (; *from < to; ++*from) {
    depth += r->u[*from] == open;
    depth -= r->u[*from] == close && depth > 0;
  }
  return depth;
}

/* A list mark ends the phrase when a figure follows in the next member. */
static uint32_t member_end(const struct reader *r, const struct window *w, uint32_t end,
                           bool figure_follows)
{
  uint32_t at = w->start, depth = 0;
  for (uint32_t k = 0; k < w->n; k++) {
    const struct token *t = &w->tokens[k];
    if ((w->traits & TRAIT_ROUND) != 0)
      depth = nested(r, &at, t->start, '(', ')', depth);
    bool mark = t->end == t->start + 1 && !unit_is_han(r->u[t->start]);
    if (depth > 0 || t->end > end || (t->uses & USE_AND) == 0 || !mark)
      continue;
    return figure_follows || phrase_exceeds(r, w->start, end, w->traits, LONG) ? t->start : end;
  }
  return end;
}

/* Does the word begin something else than what is counted?  One character does
   so only right behind the figure, or when it would part a phrase anyway; a predicate
   that tells those counted apart does so anywhere else. */
static bool stops(const struct token *t, uint32_t figure_end)
{
  if ((t->uses & (USE_TIME | USE_EACH | USE_STOP)) == 0)
    return false;
  bool touches = t->start == figure_end;
  bool keeps = touches & ((t->uses & USE_KEEP) != 0);
  bool parts = touches | (t->end > t->start + 1) | ((t->uses & USE_CUT) != 0);
  return (t->uses & (USE_TIME | USE_EACH)) != 0 || (parts && !keeps);
}

/* Is token `k` the preposition of what begins at its end, "to", "until" a time, or the
   adverb of a verb? */
static bool governs(const struct window *w, uint32_t k, const struct token *of)
{
  const struct token *t = &w->tokens[k];
  uint32_t uses = (of->uses & USE_TIME) != 0 ? USE_STOP : USE_STOP | USE_LEAD;
  return t->end == of->start && t->end == t->start + 1 && (t->uses & uses) == uses;
}

/* Words in quotation marks stop nothing. */
static uint32_t stop_end(const struct reader *r, const struct window *w, uint32_t end,
                         uint32_t figure_end)
{
  uint32_t quotes = 0, at = w->start;
  for (uint32_t k = 0; k < w->n && w->tokens[k].end <= end; k++) {
    const struct token *t = &w->tokens[k];
    if ((w->traits & TRAIT_QUOTE) != 0)
      quotes = nested(r, &at, t->start, OPEN_QUOTE, CLOSE_QUOTE, quotes);
    if (quotes == 0 && stops(t, figure_end))
      return k > 0 && governs(w, k - 1, t) ? w->tokens[k - 1].start : t->start;
  }
  return end;
}

/* Where the words that start at w->start end: before the clause's `end`, a further
   member of a list, a word that begins something else. */
static uint32_t words_end(const struct reader *r, const struct window *w, uint32_t end,
                          bool figure_follows, uint32_t figure_end)
{
  if ((w->uses & USE_AND) != 0)
    end = member_end(r, w, end, figure_follows);
  if ((w->uses & (USE_TIME | USE_EACH | USE_STOP)) != 0)
    end = stop_end(r, w, end, figure_end);
  return end;
}

/* Between two figures the verb and what follows belong to the second. */
static uint32_t predicate_begin(const struct window *w, uint32_t start, uint32_t end)
{
  enum { NOUN_LEAST = 1 };
  for (uint32_t k = 0; k < w->n; k++) {
    const struct token *t = &w->tokens[k];
    bool longer = t->end > t->start + 1, last = longer || t->end == end;
    uint32_t uses = longer ? USE_STARTS | USE_CUT | USE_TRAIL | USE_CHANGE : USE_TRAIL | USE_STOP;
    bool touches = t->start > start && t->end == end && (t->uses & USE_TRAIL) != 0;
    if ((t->start > start + NOUN_LEAST || touches) && t->end <= end && last && (t->uses & uses) != 0)
      return t->start;
  }
  return end;
}

/* A single character at the end is more often the end of a noun. */
static bool closes(const struct token *t)
{
  uint32_t single = USE_INSIDE | USE_AND | USE_AMONG;
  uint32_t longer = USE_TRAIL | USE_AND | USE_AMONG | USE_CUT | USE_WITH;
  return (t->uses & (t->end > t->start + 1 ? longer : single)) != 0;
}

/* Where [start, end) ends if it holds no half of a quotation or title: at a mark that closes
   what was opened in front of the figure, or that opens what is cut off. */
static uint32_t quotes_end(const struct reader *r, const struct window *w, uint32_t start,
                           uint32_t end)
{
  uint32_t depth = 0, opened = end;
  if ((w->traits & TRAIT_QUOTE) == 0)
    return end;
  for (uint32_t i = start; i < end; i++) {
    unit c = r->u[i];
    if (c == OPEN_QUOTE || c == OPEN_TITLE)
      opened = depth++ == 0 ? i : opened;
    else if ((c == CLOSE_QUOTE || c == CLOSE_TITLE) && depth-- == 0)
      return i;
  }
  return depth > 0 && opened > start ? opened : end;
}

/* Takes joining and closing words off the end. */
static uint32_t trim_end(const struct reader *r, const struct window *w, uint32_t start,
                         uint32_t end)
{
  for (uint32_t k = w->n; end > start; ) {
    unit c = r->u[end - 1];
    if (is_blank(c) || c == '(' || c == '[') {
      end--;
      continue;
    }
    while (k > 0 && w->tokens[k - 1].end > end)
      k--;
    const struct token *t = k > 0 ? &w->tokens[k - 1] : NULL;
    if (t == NULL || t->end != end || !closes(t))
      break;
    end = t->start;
  }
  return end;
}

static bool is_particle(const struct token *t)
{
  return t->end == t->start + 1 && (t->uses & USE_INSIDE) != 0 && (t->uses & USE_LEAD) != 0;
}

/* Shortens a long phrase: the noun behind its last attributive particle, or up
   to its first verb, or its first characters. */
static void shorten(const struct reader *r, const struct window *w, struct phrase *p)
{
  if (!phrase_exceeds(r, p->start, p->end, w->traits, LONG))
    return;
  for (uint32_t k = 0; k < w->n; k++) {
    const struct token *t = &w->tokens[k];
    if (t->start >= p->start + 4 && t->end <= p->end &&
        (t->uses & (USE_VERB | USE_STARTS | USE_AMONG)) != 0) {
      p->end = t->start;
      if (!phrase_exceeds(r, p->start, p->end, w->traits, LONG))
        return;
    }
  }
  while (phrase_exceeds(r, p->start, p->end, w->traits, LONGEST))
    p->end--;
}

/* The end of the sentence that found[i] stands in, within reach. */
static uint32_t reach_of(const struct reader *r, uint32_t i, uint32_t start)
{
  uint32_t end = r->c->sentences[r->c->found[i].sentence].end;
  return end > start + REACH ? start + REACH : end;
}

/* "For 35 years, ..." is said of the clause that follows. */
static uint32_t behind_since(const struct reader *r, uint32_t i, struct token first,
                             uint32_t limit)
{
  uint32_t start = first.end;
  if ((first.uses & (USE_SINCE | USE_IS)) == 0 || r->c->found[i].kind != KIND_DURATION)
    return first.start;
  while (start < limit && (is_blank(r->u[start]) || parts_phrases(r, start)))
    start++;
  for (first = token_at(r, start); (first.uses & (USE_LEAD | USE_TIME)) != 0 && first.end < limit;
       first = token_at(r, start))
    start = first.end;
  return start;
}

/* Behind the parenthesis at `at`, which may hold figures; `at` for none. */
static uint32_t behind_parenthesis(const struct reader *r, uint32_t at, uint32_t limit)
{
  if (at >= limit || r->u[at] != '(')
    return at;
  for (uint32_t k = at; k < limit; k++) {
    if (r->u[k] == ')')
      return k + 1;
  }
  return at;
}

/* Can the figure be that of "there are 360 that are X"?  Every other one is a count: no
   branch about that. */
static bool may_be_of_is(const struct reader *r, const struct found *f)
{
  const unit *u = r->u + f->span.start;
  return (f->kind == KIND_COUNT) & ((sort_of(r, u[-1])->uses & USE_HAS) != 0);
}

/* "There are 360 (a half) that are X": where X starts; 0 for none.  `noun` is
   where a noun between number and parenthesis ends. */
static uint32_t behind_is(const struct reader *r, uint32_t i, uint32_t noun)
{
  const struct found *f = &r->c->found[i];
  uint32_t at = behind_parenthesis(r, noun, reach_of(r, i, noun));
  struct token is = token_at(r, at);
  if ((is.uses & USE_IS) != 0)
    return is.end;
  return at > f->span.end && noun == f->span.end ? at : 0;
}

/* Where words behind a figure may stand. */
struct stretch {
  uint32_t start, limit; /* no further than there */
  uint32_t figure_end;   /* `start` where it touches the figure, else 0 */
  bool figure_at_limit;  /* the next one begins there */
  bool counts;           /* the figure counts something */
};

/* Its words end before `end`, which is at the limit if `touches`. */
static void settle(const struct reader *r, const struct window *w, uint32_t end, bool touches,
                   const struct token *first, struct phrase *p)
{
  if (touches)
    end = predicate_begin(w, w->start, end);
  end = trim_end(r, w, w->start, quotes_end(r, w, w->start, end));
  if (end < w->start + 1)
    return;
  p->start = w->start;
  p->end = end;
  bool verb = (first->uses & USE_VERB) != 0;
  p->verbal = verb && (first->end < end || (first->uses & USE_QUANTITY) == 0);
  if (touches && verb && first->end >= end) /* the next figure's */
    p->end = p->start;
  shorten(r, w, p);
  if (p->end < end)
    p->end = trim_end(r, w, p->start, quotes_end(r, w, p->start, p->end));
}

/* The words of a stretch from `start` on, if there are any; `first` is their first token. */
static void words_from(const struct reader *r, const struct stretch *s, uint32_t start,
                       const struct token *first, struct phrase *p)
{
  struct window w;
  if (start >= s->limit || !begins_words(r->u[start]))
    return;
  uint32_t end = clause_read_ahead(r, start, s->limit, &w);
  p->plain = (w.traits & TRAIT_GAP) == 0 && (w.uses & USE_TIME) == 0;
  bool figure_follows = s->figure_at_limit & (end == s->limit);
  end = words_end(r, &w, end, figure_follows, s->figure_end);
  settle(r, &w, end, figure_follows && end == s->limit, first, p);
}

/* "158 from poor families": behind the first particle of the attribute that the first token,
   which else ends phrases, begins; the limit for none. */
static uint32_t behind_attribute(const struct reader *r, const struct stretch *s,
                                 const struct token *first)
{
  struct window w;
  if (!s->counts || first->start != s->figure_end || first->end < first->start + 2 ||
      (first->uses & (USE_STOP | USE_INSIDE)) != (USE_STOP | USE_INSIDE))
    return s->limit;
  uint32_t end = clause_read_ahead(r, first->end, s->limit, &w);
  for (uint32_t k = 0; k < w.n && w.tokens[k].end < end; k++) {
    if (is_particle(&w.tokens[k]) && w.tokens[k].start > first->end)
      return w.tokens[k].end;
  }
  return s->limit;
}

/* The phrase in a stretch, whose first token is `first`. */
static void phrase_from(const struct reader *r, const struct stretch *s, struct token first,
                        struct phrase *p)
{
  uint32_t start = s->start;
  *p = (struct phrase){.start = start, .end = start};
  if ((first.uses & USE_TIME) != 0 && first.end < s->limit) {
    start = first.end;
    first = token_at(r, start);
  }
  if ((first.uses & USE_ADVERB) != 0) {
    p->weak = true;
    start = first.end;
    first = token_at(r, start);
  }
  bool stopped = stops(&first, s->figure_end);
  if (stopped) {
    start = behind_attribute(r, s, &first);
    first = token_at(r, start);
  }
  if (!stopped || (start < s->limit && !stops(&first, start)))
    words_from(r, s, start, &first, p);
}

/* The phrase of "there are 360 that are X", X at `start`. */
static void phrase_of_is(const struct reader *r, uint32_t i, uint32_t start, struct phrase *p)
{
  struct stretch s = {.start = start, .limit = reach_of(r, i, start)};
  phrase_from(r, &s, token_at(r, start), p);
}

/* Does a mark of its own stand right behind the figure, one that begins nothing? */
static bool closed(const struct reader *r, uint32_t at)
{
  uint32_t opens = USE_TIME | USE_ADVERB | USE_SINCE | USE_IS | USE_LEAD;
  return (trait_at(r, at) & TRAIT_GAP) == 0 && !begins_words(r->u[at]) &&
         (uses_at(r, at) & opens) == 0 && token_first(r, at)->start != at;
}

/* The phrase behind a figure that may be that of "there are 360 that are X". */
static bool phrase_right_of_is(const struct reader *r, uint32_t i, uint32_t noun,
                               struct phrase *out)
{
  uint32_t is = behind_is(r, i, noun);
  if (is != 0)
    phrase_of_is(r, i, is, out);
  return is != 0;
}

/* The same of one that is not closed. */
static void phrase_open(const struct reader *r, uint32_t i, bool of_is, struct phrase *out)
{
  enum {
    ODD = USE_TIME | USE_ADVERB | USE_SINCE | USE_IS | USE_INSIDE | USE_STOP | USE_EACH
  };
  const struct found *f = &r->c->found[i];
  uint32_t start = f->span.end;
  struct stretch s = {.limit = limit_of(r, i), .counts = f->kind == KIND_COUNT};
  s.figure_at_limit = s.limit < r->c->sentences[f->sentence].end && s.limit < start + REACH;
  while (start < s.limit && is_blank(r->u[start]))
    start++;
  if (of_is && phrase_right_of_is(r, i, start, out))
    return;
  struct token first = token_at(r, start);
  s.start = s.figure_end = start;
  if (!of_is && (first.uses & ODD) == 0) { /* a noun, as most are */
    *out = (struct phrase){.start = start, .end = start};
    words_from(r, &s, start, &first, out);
    return;
  }
  s.start = behind_since(r, i, first, s.limit);
  bool linked = s.start == first.start && is_particle(&first);
  s.start += linked;
  s.figure_end = s.start;
  if (s.start != first.start)
    first = token_at(r, s.start);
  phrase_from(r, &s, first, out);
  if (of_is && out->end > out->start && r->u[out->end] == '(')
    phrase_right_of_is(r, i, out->end, out);
  out->linked = linked;
}

void phrase_right(const struct reader *r, uint32_t i, struct phrase *out)
{
  const struct found *f = &r->c->found[i];
  uint32_t start = f->span.end;
  bool of_is = may_be_of_is(r, f);
  if (of_is || !closed(r, start))
    phrase_open(r, i, of_is, out);
  else
    *out = (struct phrase){.start = start, .end = start};
}
