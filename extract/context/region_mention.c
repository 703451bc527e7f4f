/* region_mention.c - the names of an article, how they stand and what they weigh.
   SPDX-License-Identifier: Apache-2.0

   One pass over the marks of the article. */
#include "extract/context/region_parts.h"

enum {
  LOOK_UNITS = 24,  /* how far back the head of a clause is looked for */
  WORD_MAX = 10,    /* words around names are no longer */
  LEAD_UNITS = 200, /* of the article's text count double */
  TITLE_WEIGHT = 4
};

/* ---- how it stands ---- */

/* Length of the word around names with one of the roles that ends at unit `at`. */
static uint32_t word_behind(const struct region_reader *r, size_t mark, uint32_t at,
                            uint32_t role)
{
  const struct mark *m = r->marks;
  for (size_t i = mark; i > 0 && m[i - 1].start + WORD_MAX > at; i--) {
    const struct mark *w = &m[i - 1];
    if (w->class == WORD_AROUND && (w->payload & role) != 0 && w->start + w->len == at)
      return w->len;
  }
  return 0;
}

/* Roles of the words that start at unit `at`; marks are looked at from `mark`. */
static uint32_t roles_at(const struct region_reader *r, size_t mark, uint32_t at)
{
  uint32_t roles = r->x->roles[r->c->text.u[at]];
  for (size_t i = mark; i < r->n_marks && r->marks[i].start <= at; i++) {
    if (r->marks[i].start == at && r->marks[i].class == WORD_AROUND)
      roles |= r->marks[i].payload;
  }
  return roles;
}

/* Start of the span of time that ends at unit `at`, or `at`. */
static uint32_t before_time(struct region_reader *r, uint32_t at)
{
  const struct chunk *c = r->c;
  while (r->time < c->n_times && c->times[r->time].span.start < at)
    r->time++;
  for (uint32_t i = r->time; i > 0 && i + 3 > r->time; i--) {
    if (c->times[i - 1].span.end == at)
      return c->times[i - 1].span.start;
  }
  return at;
}

/* Does the clause begin at `at`, words of time and place aside?  *opens: the
   sentence does, as no clause before it says more than when. */
static bool is_head(struct region_reader *r, size_t mark, uint32_t at, bool *opens)
{
  const struct regions *x = r->x;
  const unit *u = r->c->text.u;
  uint32_t start = at, floor = at > LOOK_UNITS ? at - LOOK_UNITS : 0, begin, len;
  const struct mention *last = r->n > 0 ? &r->mentions[r->n - 1] : NULL;
  bool head = false;
  while (at > floor) {
    if (region_role(x, u[at - 1], ROLE_CLAUSE)) {
      *opens = u[at - 1] != ',';
      head = true;
      if (*opens)
        return true;
      at--;
      continue;
    }
    if (last != NULL && last->end == at) {
      *opens = at == start && last->opens;
      return head || (at == start && last->stand == STAND_HEAD);
    }
    if ((begin = before_time(r, at)) < at)
      at = begin;
    else if ((len = word_behind(r, mark, at, ROLE_LEAD)) > 0)
      at -= len;
    else if (region_role(x, u[at - 1], ROLE_TIME | ROLE_OPEN | ROLE_LEAD))
      at--;
    else
      return head;
  }
  *opens = at == 0;
  return head || at == 0;
}

static enum stand stand_of(struct region_reader *r, size_t mark, uint32_t start, uint32_t roles,
                           bool *opens)
{
  const unit *u = r->c->text.u;
  *opens = false;
  if (start > 0 && u[start - 1] == '(')
    return STAND_NONE; /* an aside */
  if ((roles & ROLE_SCOPE) != 0 || word_behind(r, mark, start, ROLE_BEFORE) > 0 ||
      (start > 0 && region_role(r->x, u[start - 1], ROLE_BEFORE)))
    return STAND_NONE;
  return is_head(r, mark, start, opens) ? STAND_HEAD : STAND_INNER;
}

/* ---- what it weighs ---- */

/* `outer`: what the same mention named before, NOWHERE where it is new. */
static void vote_region(struct region_reader *r, uint32_t region, uint32_t outer, uint32_t end,
                        uint32_t weight)
{
  const struct regions *x = r->x;
  r->votes.domestic += outer > NATION ? 0 : weight;
  for (uint32_t i = region; i > NATION && i != outer; i = x->items[i].parent) {
    uint16_t *below = &r->votes.below[i];
    if (*below == 0)
      r->touched[r->n_touched++] = i;
    *below = (uint16_t)(*below + weight < UINT16_MAX ? *below + weight : UINT16_MAX);
  }
  if (region > NATION)
    r->seen[region] = end;
}

static void vote(struct region_reader *r, const struct mention *m, uint32_t outer,
                 uint32_t weight)
{
  struct votes *v = &r->votes;
  switch ((enum region_sort)m->word->sort) {
  case SORT_NAME:
    vote_region(r, m->region, outer, m->end, weight);
    break;
  case SORT_NATION:
    v->nation += weight * 2;
    v->title_nation |= m->title && (m->word->we || !v->title_abroad);
    break;
  case SORT_STATE:
    v->nation += weight;
    v->title_state |= m->title && !v->title_abroad;
    break;
  case SORT_ABROAD:
    v->abroad += weight;
    v->title_abroad |= m->title && m->stand != STAND_NONE;
    break;
  case SORT_OURS:
    if (v->ours == 0)
      v->ending = m->word->ending;
    v->ours += m->word->ending == v->ending;
    break;
  case SORT_OWN:
    if (v->own == 0)
      v->own_ending = m->word->ending;
    v->own += m->word->ending == v->own_ending;
    break;
  case SORT_CROSS:
    break;
  }
}

/* ---- the pass ---- */

/* Does the mention stand in the article's title?  Lines are passed in order. */
static bool in_title(struct region_reader *r, uint32_t at)
{
  const struct chunk *c = r->c;
  while (r->line < c->n_lines && c->lines[r->line].end <= at)
    r->line++;
  return r->line < c->n_lines && c->lines[r->line].kind == LINE_TITLE;
}

/* How a name is joined to what stands before it. */
enum joint {
  JOINT_NONE,
  JOINT_LIST, /* to the mention before it, with no more than a few words between */
  JOINT_NEXT, /* to that mention and its figure: the next of several of a kind */
  JOINT_LOOSE /* to what is no name */
};

static enum joint joint_of(const struct region_reader *r, const struct mention *last,
                           uint32_t start)
{
  enum { BETWEEN_UNITS = 16 };
  const unit *u = r->c->text.u;
  bool digits = false;
  if (start == 0 || !region_role(r->x, u[start - 1], ROLE_AND))
    return JOINT_NONE;
  if (last == NULL || last->word->sort != SORT_NAME || last->end + BETWEEN_UNITS < start)
    return JOINT_LOOSE;
  for (uint32_t i = last->end; i + 1 < start; i++) {
    digits = digits || unit_is_digit(u[i]);
    if (region_role(r->x, u[i], ROLE_CLAUSE))
      return JOINT_LOOSE;
  }
  return digits ? JOINT_NEXT : JOINT_LIST;
}

static void place(struct region_reader *r, const struct mention *last, size_t mark,
                  uint32_t roles, struct mention *m)
{
  enum joint joint = m->word->sort == SORT_NAME ? joint_of(r, last, m->start) : JOINT_NONE;
  m->listed = joint == JOINT_LIST;
  if (joint == JOINT_NONE)
    m->stand = (uint8_t)stand_of(r, mark, m->start, roles, &m->opens);
  else
    m->stand = joint == JOINT_LOOSE ? STAND_NONE : last->stand;
  if (m->listed)
    m->opens = last->opens;
}

/* A word of WORD_REGION at its place. */
struct sighting {
  uint32_t start, end;
  const struct region_word *word;
  uint32_t region; /* of SORT_NAME */
  uint32_t outer;  /* the region whose name it touches */
  uint32_t roles;  /* of what stands behind it */
  bool title;
};

/* A name that touches the last mention: the more special of both holds. */
static bool extend(struct region_reader *r, struct mention *last, const struct sighting *s)
{
  uint8_t sort = s->word->sort;
  if (last == NULL || last->end != s->start || last->word->sort == SORT_ABROAD)
    return false;
  bool nation = last->word->sort == SORT_NATION || last->word->sort == SORT_STATE;
  if (sort == SORT_OWN || sort == SORT_NATION || sort == SORT_STATE) {
    if (last->word->sort != SORT_NAME)
      return false;
  } else if (sort != SORT_NAME ||
             (!nation &&
              (s->region == last->region || !region_within(r->x, s->region, last->region)))) {
    return false;
  } else {
    last->region = s->region;
    last->word = s->word;
  }
  last->end = s->end;
  return true;
}

/* Remembers a word of the title that the text may yet explain. */
static void doubt_title(struct region_reader *r, const struct region_word *w, bool title)
{
  if (title && r->n_doubtful < sizeof r->doubtful / sizeof *r->doubtful)
    r->doubtful[r->n_doubtful++] = w;
}

/* The region of such a word that the text named after all. */
static uint32_t explain_title(const struct region_reader *r)
{
  for (uint32_t k = 0; k < r->n_doubtful; k++) {
    for (uint32_t i = r->doubtful[k]->first; i != 0; i = r->x->candidates[i - 1].next) {
      uint32_t c = r->x->candidates[i - 1].region;
      if (r->seen[c] != 0)
        return c;
    }
  }
  return NOWHERE;
}

/* Finds the region of a name, or of a shorter one that it begins with. */
static bool find_region(struct region_reader *r, struct sighting *s)
{
  const struct regions *x = r->x;
  const struct region_word *longest = s->word;
  uint32_t payload, len = s->end - s->start;
  while ((s->region = region_resolve(r, s->word, len, s->outer, s->start)) == NOWHERE) {
    len = lexicon_longest(x->lexicon, WORD_REGION, r->c->text.u + s->start, len - 1, &payload);
    if (len < 2 || x->words[payload].sort != SORT_NAME) {
      doubt_title(r, longest, s->title);
      return false;
    }
    s->word = &x->words[payload];
    s->end = s->start + len;
  }
  return true;
}

/* Looks at the word of mark `i`; false when it says nothing there. */
static bool sight(struct region_reader *r, const struct mention *last, size_t i,
                  struct sighting *s)
{
  const struct mark *m = &r->marks[i];
  bool touches = last != NULL && last->end == m->start;
  *s = (struct sighting){.start = m->start,
                         .end = m->start + m->len,
                         .word = &r->x->words[m->payload],
                         .title = in_title(r, m->start)};
  uint8_t sort = s->word->sort;
  bool nation = sort == SORT_NATION || sort == SORT_STATE;
  if (word_behind(r, i, m->start, ROLE_DATELINE) > 0 ||
      (nation && touches && last->word->sort == SORT_ABROAD)) /* another nation */
    return false;
  s->outer = touches ? last->region : NOWHERE;
  if (sort == SORT_NAME && !find_region(r, s))
    return false;
  if (nation)
    s->region = NATION;
  s->roles = roles_at(r, i, s->end);
  if (sort == SORT_STATE)
    s->roles &= ~(uint32_t)ROLE_SCOPE; /* "of the centre's first group" */
  bool nature = (s->roles & ROLE_NATURE) != 0 && sort == SORT_NAME && !s->word->full &&
                region_level(r->x, s->region) == 3;
  return (s->roles & ROLE_AFTER) == 0 && !nature;
}

static void take(struct region_reader *r, const struct article *a, size_t i)
{
  struct mention *last = r->n > 0 ? &r->mentions[r->n - 1] : NULL;
  struct sighting s;
  if (!sight(r, last, i, &s))
    return;
  uint32_t outer = s.word->sort == SORT_NAME ? s.outer : last != NULL ? last->region : NOWHERE;
  if (!extend(r, last, &s)) {
    struct mention *new = &r->mentions[r->n++];
    *new = (struct mention){
        .start = s.start, .end = s.end, .region = s.region, .word = s.word, .title = s.title};
    place(r, last, i, s.roles, new);
    last = new;
    outer = NOWHERE;
  }
  if ((s.roles & ROLE_SCOPE) != 0)
    last->stand = STAND_NONE;
  last->more = (s.roles & ROLE_MORE) != 0;
  vote(r, last, outer, s.title ? TITLE_WEIGHT : s.start < a->start + LEAD_UNITS ? 2 : 1);
}

static bool is_trap(const struct mark *m)
{
  return m->class == WORD_AROUND && (m->payload & ROLE_TRAP) != 0;
}

/* Is there a trap at the same place that is as long?  Of one place the name comes
   first. */
static bool trapped(const struct region_reader *r, size_t i)
{
  const struct mark *m = &r->marks[i];
  return i + 1 < r->n_marks && m[1].start == m->start && is_trap(&m[1]) && m[1].len >= m->len;
}

/* Of two that overlap, the one that begins first holds, then the longer one. */
void region_mentions(struct region_reader *r, const struct article *a)
{
  uint32_t behind = 0; /* what is read already */
  size_t i = r->mark;
  while (i < r->n_marks && r->marks[i].start < a->start)
    i++;
  for (; i < r->n_marks && r->marks[i].start < a->end; i++) {
    const struct mark *m = &r->marks[i];
    if (m->start < behind)
      continue;
    if (is_trap(m)) {
      behind = m->start + m->len;
    } else if (m->class == WORD_REGION && !trapped(r, i)) {
      behind = m->start + m->len;
      take(r, a, i);
    }
  }
  r->mark = i;
  r->votes.title = explain_title(r);
}
