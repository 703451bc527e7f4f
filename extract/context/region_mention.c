/* region_mention.c - the names of an article, how they stand and what they weigh.
   SPDX-License-Identifier: Apache-2.0

   One pass over the names of the article, and beside it over the words around names. */
#include "base/prefetch.h"
#include "extract/context/region_parts.h"

enum {
  LOOK_UNITS = 24,  /* how far back the head of a clause is looked for */
  WORD_MAX = 10,    /* words around names are no longer */
  LEAD_UNITS = 200, /* of the article's text count double */
  TITLE_WEIGHT = 4
};

/* ---- how it stands ---- */

/* Length of the word around names with one of the roles that ends at unit `at`, which
   is not behind the name that is being read. */
static uint32_t word_behind(const struct region_reader *r, uint32_t at, uint32_t role)
{
  const struct mark *words = r->around.items;
  for (size_t i = r->word; i > 0 && words[i - 1].start + WORD_MAX > at; i--) {
    const struct mark *w = &words[i - 1];
    if (w->start + w->len == at && (w->payload & role) != 0)
      return w->len;
  }
  return 0;
}

/* Roles of all words around names that end where the name starts. */
static uint32_t roles_before(const struct region_reader *r, uint32_t at)
{
  const struct mark *words = r->around.items;
  uint32_t roles = 0;
  for (size_t i = r->word; i > 0 && words[i - 1].start + WORD_MAX > at; i--)
    roles |= words[i - 1].start + words[i - 1].len == at ? words[i - 1].payload : 0;
  return roles;
}

/* Roles of what starts at unit `at` in or behind the name that is being read. */
static uint32_t roles_at(const struct region_reader *r, uint32_t at)
{
  const struct mark *words = r->around.items;
  size_t i = r->word, n = r->around.n;
  while (i < n && words[i].start < at)
    i++;
  return r->x->roles[r->c->text.u[at]] | (i < n && words[i].start == at ? words[i].payload : 0);
}

/* Start of the span of time that ends at unit `at`, or `at`. */
static uint32_t before_time(struct region_reader *r, uint32_t at)
{
  const struct chunk *c = r->c;
  while (r->time < c->n_times && c->times[r->time].span.start < at)
    r->time++;
  const struct time_mark *first = c->times, *t = first + r->time;
  for (int back = 0; back < 3 && t > first; back++) {
    if ((--t)->span.end == at)
      return t->span.start;
  }
  return at;
}

/* Does the clause begin at `at`, words of time and place aside?  *opens: the
   sentence does, as no clause before it says more than when. */
static bool is_head(struct region_reader *r, uint32_t at, bool *opens)
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
    else if ((at < start || (r->before & ROLE_LEAD) != 0) &&
             (len = word_behind(r, at, ROLE_LEAD)) > 0)
      at -= len;
    else if (region_role(x, u[at - 1], ROLE_TIME | ROLE_OPEN | ROLE_LEAD))
      at--;
    else
      return head;
  }
  *opens = at == 0;
  return head || at == 0;
}

static enum stand stand_of(struct region_reader *r, uint32_t start, uint32_t roles, bool *opens)
{
  const unit *u = r->c->text.u;
  *opens = false;
  if (start > 0 && u[start - 1] == '(')
    return STAND_NONE; /* an aside */
  if ((roles & ROLE_SCOPE) != 0 || (r->before & ROLE_BEFORE) != 0 ||
      (start > 0 && region_role(r->x, u[start - 1], ROLE_BEFORE)))
    return STAND_NONE;
  return is_head(r, start, opens) ? STAND_HEAD : STAND_INNER;
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
  const struct line *lines = r->c->lines;
  uint32_t i = r->line, n = r->c->n_lines;
  while (i < n && lines[i].end <= at)
    i++;
  r->line = i;
  return i < n && lines[i].kind == LINE_TITLE;
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

static void place(struct region_reader *r, const struct mention *last, uint32_t roles,
                  struct mention *m)
{
  enum joint joint = m->word->sort == SORT_NAME ? joint_of(r, last, m->start) : JOINT_NONE;
  m->listed = joint == JOINT_LIST;
  if (joint == JOINT_NONE)
    m->stand = (uint8_t)stand_of(r, m->start, roles, &m->opens);
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

/* Looks at a name; false when it says nothing there. */
static bool sight(struct region_reader *r, const struct mention *last, const struct mark *m,
                  struct sighting *s)
{
  bool touches = last != NULL && last->end == m->start;
  *s = (struct sighting){.start = m->start,
                         .end = m->start + m->len,
                         .word = &r->x->words[m->payload],
                         .title = in_title(r, m->start)};
  uint8_t sort = s->word->sort;
  bool nation = sort == SORT_NATION || sort == SORT_STATE;
  r->before = roles_before(r, m->start);
  if ((r->before & ROLE_DATELINE) != 0 ||
      (nation && touches && last->word->sort == SORT_ABROAD)) /* another nation */
    return false;
  s->outer = touches ? last->region : NOWHERE;
  if (sort == SORT_NAME && !find_region(r, s))
    return false;
  if (nation)
    s->region = NATION;
  s->roles = roles_at(r, s->end);
  if (sort == SORT_STATE)
    s->roles &= ~(uint32_t)ROLE_SCOPE; /* "of the centre's first group" */
  bool nature = (s->roles & ROLE_NATURE) != 0 && sort == SORT_NAME && !s->word->full &&
                region_level(r->x, s->region) == 3;
  return (s->roles & ROLE_AFTER) == 0 && !nature;
}

static void take(struct region_reader *r, const struct article *a, const struct mark *m)
{
  struct mention *last = r->n > 0 ? &r->mentions[r->n - 1] : NULL;
  struct sighting s;
  if (!sight(r, last, m, &s))
    return;
  uint32_t outer = s.word->sort == SORT_NAME ? s.outer : last != NULL ? last->region : NOWHERE;
  if (!extend(r, last, &s)) {
    struct mention *new = &r->mentions[r->n++];
    *new = (struct mention){
        .start = s.start, .end = s.end, .region = s.region, .word = s.word, .title = s.title};
    place(r, last, s.roles, new);
    last = new;
    outer = NOWHERE;
  }
  if ((s.roles & ROLE_SCOPE) != 0)
    last->stand = STAND_NONE;
  last->more = (s.roles & ROLE_MORE) != 0;
  vote(r, last, outer, s.title ? TITLE_WEIGHT : s.start < a->start + LEAD_UNITS ? 2 : 1);
}

/* Reads the words around names up to name `i`; behind the last trap among them, of
   which each is read from `behind` on.  What the names ahead will be read from lies
   all over the tables: it is asked for in steps, each of which wants what the step
   before it, two names ago, has brought. */
static uint32_t pass_words(struct region_reader *r, size_t i, uint32_t behind)
{
  enum { STEP = 2 };
  const struct regions *x = r->x;
  const struct mark *m = r->names.items + i, *words = r->around.items;
  if (i + 3 * STEP < r->names.n) {
    const unit *u = r->c->text.u, *near = u + m[STEP].start;
    const struct region_word *name = &x->words[m[STEP].payload];
    PREFETCH(&u[m[3 * STEP].start]);
    PREFETCH(&x->words[m[3 * STEP].payload]);
    PREFETCH(&x->candidates[x->words[m[2 * STEP].payload].first]);
    PREFETCH(&x->items[name->first != 0 ? x->candidates[name->first - 1].region : 0]);
    PREFETCH(&x->roles[near[-1]]);
    PREFETCH(&x->roles[near[m[STEP].len]]);
  }
  size_t k = r->word, n = r->around.n;
  for (; k < n && words[k].start < m->start; k++) {
    if ((words[k].payload & ROLE_TRAP) != 0 && words[k].start >= behind)
      behind = words[k].start + words[k].len;
  }
  r->word = k;
  return behind;
}

/* Is there a trap at the same place that is as long? */
static bool trapped(const struct region_reader *r, const struct mark *m)
{
  const struct mark *w = &r->around.items[r->word];
  return r->word < r->around.n && w->start == m->start && (w->payload & ROLE_TRAP) != 0 &&
         w->len >= m->len;
}

/* Of two that overlap, the one that begins first holds, then the longer one. */
void region_mentions(struct region_reader *r, const struct article *a)
{
  const struct mark *names = r->names.items;
  size_t i = r->name, n = r->names.n;
  uint32_t behind = a->start; /* what is read already */
  while (i < n && names[i].start < a->start)
    i++;
  for (; i < n && names[i].start < a->end; i++) {
    const struct mark *m = &names[i];
    behind = pass_words(r, i, behind);
    if (m->start >= behind && !trapped(r, m)) {
      behind = m->start + m->len;
      take(r, a, m);
    }
  }
  r->name = i;
  r->votes.title = explain_title(r);
}
