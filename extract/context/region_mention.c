/* region_mention.c - the names of an article and what they weigh.
   SPDX-License-Identifier: Apache-2.0

   Most mean the same region wherever they stand and have no word beside them that says
   otherwise: a few bytes tell so.  These are asked for all names of an article at once,
   without a branch, since nobody foresees which are which. */
#include "base/prefetch.h"
#include "extract/context/region_parts.h"

enum {
  LEAD_UNITS = 200, /* of the article's text count double */
  TITLE_WEIGHT = 4
};

/* ---- what it weighs ---- */

static void vote_region(struct region_reader *r, const struct mention *m, uint32_t weight)
{
  struct said *said = &r->memory.said[m->region];
  r->memory.named[r->n_named] = m->region;
  r->n_named += said->seen == 0;
  said->seen = m->end;
  said->votes += weight;
}

/* Of words that say "the whole of it" those with the first one's ending count. */
static void vote_own(uint32_t *votes, unit *ending, unit word)
{
  if (*votes == 0)
    *ending = word;
  *votes += word == *ending;
}

static void vote_title(struct region_reader *r, struct mention *m)
{
  struct votes *v = &r->votes;
  uint8_t sort = m->word->sort;
  v->title_nation |= sort == SORT_NATION && (m->word->we || !v->title_abroad);
  v->title_state |= sort == SORT_STATE && !v->title_abroad;
  v->title_abroad |= sort == SORT_ABROAD && region_stand(r, m) != STAND_NONE;
}

/* ---- a name ---- */

/* Does the name stand in the article's title?  Lines are passed in order. */
static bool in_title(struct region_reader *r, uint32_t at)
{
  while (at >= r->title.end) {
    const struct line *lines = r->c->lines;
    uint32_t i = r->line, n = r->c->n_lines;
    while (i < n && (lines[i].kind != LINE_TITLE || lines[i].end <= at))
      i++;
    r->line = i;
    r->title = i < n ? (struct span){lines[i].start, lines[i].end}
                     : (struct span){UINT32_MAX, UINT32_MAX};
  }
  return at >= r->title.start;
}

/* What the characters next to a name tell of it. */
struct beside {
  uint8_t pair; /* bits PAIR_ of the two before it */
  uint8_t edge; /* bits EDGE_ of the one before it */
};

static inline struct beside before(const struct regions *x, const unit *here, uint32_t at)
{
  return (struct beside){at > 1 ? around_pair(&x->around, here - 2) : UINT8_MAX,
                         x->edges[region_edge(here[-1])]};
}

/* What a glance at a name's surroundings tells: bits of its mention, and whether it may
   mean something else than it mostly does. */
enum { GLANCE_ODD = MENTION_NAME };

static inline uint8_t glance_before(const struct region_reader *r, uint32_t at, struct beside b)
{
  bool front = ((uint32_t)(b.edge & (EDGE_FRONT | EDGE_AND)) |
                (uint32_t)(b.pair & (PAIR_LEAD | PAIR_BEFORE)) | region_behind_time(r, at)) != 0;
  bool and = (b.edge & EDGE_AND) != 0;
  return (uint8_t)(!front * (MENTION_INSIDE | MENTION_PLACED) | and * MENTION_JOINS);
}

/* A word of WORD_REGION at its place. */
struct sighting {
  uint32_t start, end;
  const struct region_word *word;
  uint32_t region; /* as in a mention */
  uint32_t outer;  /* the region whose name it touches */
  uint32_t roles;  /* of what stands behind it */
  struct beside before;
};

/* A name that touches the last mention: the more special of both holds. */
static bool extend(const struct regions *x, struct mention *last, const struct sighting *s)
{
  uint8_t sort = s->word->sort;
  if (last->word->sort == SORT_ABROAD)
    return false;
  bool nation = last->word->sort == SORT_NATION || last->word->sort == SORT_STATE;
  if (sort == SORT_OWN || sort == SORT_NATION || sort == SORT_STATE) {
    if (last->word->sort != SORT_NAME)
      return false;
  } else if (sort != SORT_NAME ||
             (!nation &&
              (s->region == last->region || !region_within(x, s->region, last->region)))) {
    return false;
  } else {
    last->region = s->region;
    last->word = s->word;
    last->role = s->word->role;
  }
  last->end = s->end;
  return true;
}

/* Remembers a word of the title that the text may yet explain. */
static void doubt_title(struct region_reader *r, const struct region_word *w, uint32_t at)
{
  if (r->n_doubtful < sizeof r->doubtful / sizeof *r->doubtful && in_title(r, at))
    r->doubtful[r->n_doubtful++] = w;
}

/* Finds the region of a name, or of a shorter one that it begins with. */
static bool find_region(struct region_reader *r, struct sighting *s)
{
  const struct regions *x = r->x;
  const struct region_word *longest = s->word;
  uint32_t payload, len = s->end - s->start;
  while ((s->region = region_resolve(r, s->word, len, s->outer, s->start)) == NOWHERE) {
    len = len <= 2 ? 0
                   : lexicon_longest(x->lexicon, WORD_REGION, r->c->text.u + s->start, len - 1,
                                     &payload);
    if (len < 2 || x->words[payload].sort != SORT_NAME) {
      doubt_title(r, longest, s->start);
      return false;
    }
    s->word = &x->words[payload];
    s->end = s->start + len;
  }
  return true;
}

/* Is the name behind a word like "agency", where reports tell where they were written, or
   like "except"? */
static bool behind_dateline(const struct region_reader *r, const struct sighting *s)
{
  const struct units *t = &r->c->text;
  if ((s->before.edge & EDGE_ASIDE) != 0 && region_role(r->x, t->u[s->start - 1], ROLE_DATELINE))
    return true;
  return (s->before.pair & PAIR_DATELINE) != 0 &&
         around_ending(&r->x->around, t->u, t->n, s->start, ROLE_DATELINE) > 0;
}

/* Roles of what stands behind a name that ends at unit `at`. */
static uint32_t roles_behind(const struct region_reader *r, uint32_t at)
{
  const struct regions *x = r->x;
  const unit *u = r->c->text.u + at;
  uint32_t roles = (x->edges[region_edge(*u)] & EDGE_BEHIND) != 0 ? x->roles[*u] : 0;
  return roles | ((around_pair(&x->around, u) & PAIR_BEHIND) != 0 ? region_word_roles(r, at) : 0);
}

/* Does what stands behind it make the name part of another one? */
static bool goes_on(const struct regions *x, const struct sighting *s)
{
  return (s->roles & ROLE_AFTER) != 0 ||
         ((s->roles & ROLE_NATURE) != 0 && s->word->sort == SORT_NAME && !s->word->full &&
          region_level(x, s->region) == 3);
}

/* Looks at a name; false when it says nothing there.  `last`: the mention that it
   touches, or NULL. */
static bool sight(struct region_reader *r, const struct mention *last, const struct mark *m,
                  struct sighting *s)
{
  const struct regions *x = r->x;
  const struct region_word *w = &x->words[m->payload];
  *s = (struct sighting){m->start, m->start + m->len, w, w->region,
                         last != NULL ? last->region : NOWHERE, 0,
                         before(x, r->c->text.u + m->start, m->start)};
  if (behind_dateline(r, s))
    return false;
  if (w->asks && !find_region(r, s))
    return false;
  if (last != NULL && (w->sort == SORT_NATION || w->sort == SORT_STATE) &&
      last->word->sort == SORT_ABROAD) /* another nation */
    return false;
  s->roles = roles_behind(r, s->end);
  if ((s->roles & (ROLE_AFTER | ROLE_NATURE)) != 0 && goes_on(x, s))
    return false;
  if (w->sort == SORT_STATE)
    s->roles &= ~(uint32_t)ROLE_SCOPE; /* "of the centre's first group" */
  return true;
}

/* A mention that goes on: what its region lies in has been voted for. */
static void vote_further(struct region_reader *r, const struct mention *m, uint32_t outer,
                         uint32_t weight)
{
  vote_region(r, m, weight);
  r->memory.said[outer].votes -= weight;
  r->votes.of[SORT_NAME] += outer > NATION ? 0 : weight;
}

static void vote(struct region_reader *r, struct mention *m, uint32_t weight)
{
  struct votes *v = &r->votes;
  uint8_t sort = m->word->sort;
  if (sort == SORT_OWN) {
    vote_own(&v->of[sort], &v->own_ending, m->word->ending);
  } else if (sort == SORT_OURS) {
    vote_own(&v->of[sort], &v->ending, m->word->ending);
  } else {
    vote_region(r, m, weight);
    v->of[sort] += weight;
  }
  if ((m->is & MENTION_TITLE) != 0)
    vote_title(r, m);
}

/* A new mention, as far as its place and its word tell. */
static inline struct mention *put(struct region_reader *r, uint32_t start, uint32_t end,
                                  const struct region_word *w, uint32_t region,
                                  uint8_t glance)
{
  struct mention *m = &r->mentions[r->n++];
  bool name = w->sort == SORT_NAME;
  *m = (struct mention){.start = start,
                        .end = end,
                        .region = region,
                        .role = w->role,
                        .is = (uint8_t)((glance & ~GLANCE_ODD) | name * MENTION_NAME),
                        .stand = STAND_INNER,
                        .word = w};
  return m;
}

static void take(struct region_reader *r, const struct article *a, const struct mark *m)
{
  struct mention *last = &r->mentions[r->n] - 1;
  bool touches = last->end == m->start;
  struct sighting s;
  if (!sight(r, touches ? last : NULL, m, &s))
    return;
  bool title = in_title(r, s.start);
  uint8_t more = (s.roles & ROLE_MORE) != 0 ? MENTION_MORE : 0;
  uint8_t scope = (s.roles & ROLE_SCOPE) != 0 ? MENTION_SCOPE : 0;
  uint32_t weight = title ? TITLE_WEIGHT : s.start < a->start + LEAD_UNITS ? 2 : 1;
  if (touches && extend(r->x, last, &s)) {
    last->is = (uint8_t)((last->is & ~MENTION_MORE) | more | scope);
    vote_further(r, last, s.outer, weight);
    return;
  }
  last = put(r, s.start, s.end, s.word, s.region, glance_before(r, s.start, s.before));
  last->is |= (uint8_t)(more | scope | title * MENTION_TITLE);
  vote(r, last, weight);
}

/* ---- traps ---- */

/* Where the last of the traps ends that begin at `from` or behind it and in front of
   `at`, each of which is read behind the one before it; `from` for none.  Only those
   count that one of the characters in front of `at` can be inside of. */
static uint32_t pass_traps(const struct region_reader *r, uint32_t from, uint32_t at)
{
  const struct around_words *w = &r->x->around;
  const struct units *t = &r->c->text;
  uint32_t i = at, behind = from;
  while (i > from && (around_pair(w, t->u + i - 1) & PAIR_INSIDE) != 0)
    i--;
  while (i < at) {
    const struct around_word *word = around_longest(w, t->u + i, t->n - i);
    bool trap = word != NULL && (word->roles & ROLE_TRAP) != 0;
    i += trap ? word->len : 1;
    behind = trap ? i : behind;
  }
  return behind;
}

/* Is there a trap at the same place that is as long?  *end: where it ends. */
static bool is_trap(const struct region_reader *r, const struct mark *m, uint32_t *end)
{
  const struct around_words *w = &r->x->around;
  const struct units *t = &r->c->text;
  const unit *u = t->u + m->start;
  const struct region_word *name = &r->x->words[m->payload];
  if (!name->trap && (name->odd & w->pairs[around_slot_of_three(u)] & PAIR_TRAP) == 0)
    return false;
  const struct around_word *word = around_longest(w, u, t->n - m->start);
  if (word == NULL || (word->roles & ROLE_TRAP) == 0 || word->len < m->len)
    return false;
  *end = m->start + word->len;
  return true;
}

/* ---- the pass ---- */

/* May the word mean something else there than it mostly does?  Where nothing next to
   it is in a word around names, it does not. */
static inline bool is_odd(const struct regions *x, const unit *here, uint32_t len,
                          const struct region_word *w, struct beside b)
{
  const struct around_words *a = &x->around;
  return ((uint32_t)(w->odd & (a->pairs[around_slot_of_three(here)] | ODD_ALWAYS)) |
          (uint32_t)(b.pair & PAIR_DATELINE) | (uint32_t)(b.edge & EDGE_ASIDE) |
          (uint32_t)(around_pair(a, here - 1) & PAIR_INSIDE) |
          (uint32_t)(around_pair(a, here + len) & PAIR_BEHIND) |
          (uint32_t)(x->edges[region_edge(here[len])] & EDGE_BEHIND)) != 0;
}

/* Finds out what stands around the names from `m` on in front of unit `end`; how many
   they are. */
static size_t glance(const struct region_reader *r, const struct mark *m, uint32_t end)
{
  enum { AHEAD = 24 };
  const struct region_reader all = *r; /* which bytes that are written cannot change */
  const struct regions *x = all.x;
  const struct region_word *words = x->words;
  const struct mark *last = all.names.items + all.names.n;
  const struct mark *far = last - m > AHEAD ? last - AHEAD : m;
  const unit *u = all.c->text.u;
  uint8_t *out = all.glances;
  for (; m < last && m->start < end; m++) {
    const struct mark *ahead = m < far ? m + AHEAD : m;
    const struct region_word *w = &words[m->payload];
    PREFETCH(&words[ahead->payload]);
    PREFETCH(u + ahead->start);
    PREFETCH(&all.memory.said[w->region]); /* for the pass over them */
    PREFETCH(&x->candidates[w->first * w->asks]);
    struct beside b = before(x, u + m->start, m->start);
    bool odd = is_odd(x, u + m->start, m->len, w, b);
    *out++ = (uint8_t)(glance_before(&all, m->start, b) | odd * GLANCE_ODD);
  }
  return (size_t)(out - all.glances);
}

/* Takes a name that may be odd, touches another or stands in a title; what is read with
   it ends at the unit that comes back, what was before it at `behind`. */
static uint32_t take_odd(struct region_reader *r, const struct article *a,
                         const struct mark *m, uint32_t behind)
{
  behind = pass_traps(r, behind, m->start);
  if (m->start < behind || is_trap(r, m, &behind))
    return behind;
  take(r, a, m);
  return m->start + m->len;
}

/* Of names and traps that overlap, the one that begins first holds, then the longer
   one, then the trap. */
void region_mentions(struct region_reader *r, const struct article *a)
{
  const struct regions *x = r->x;
  const struct mark *m = r->names.items + r->name, *end = r->names.items + r->names.n;
  uint32_t behind = a->start; /* what is read already */
  while (m < end && m->start < a->start)
    m++;
  const uint8_t *glances = r->glances;
  end = m + glance(r, m, a->end);
  for (; m < end; m++, glances++) {
    uint32_t start = m->start;
    const struct region_word *w = &x->words[m->payload];
    if (start < behind)
      continue;
    if ((*glances & GLANCE_ODD) != 0 || start >= r->title.start ||
        (&r->mentions[r->n])[-1].end == start) {
      behind = take_odd(r, a, m, behind);
      continue;
    }
    behind = start + m->len;
    uint32_t weight = start < a->start + LEAD_UNITS ? 2 : 1;
    vote_region(r, put(r, start, behind, w, w->region, *glances), weight);
    r->votes.of[w->sort] += weight;
  }
  r->name = (size_t)(m - r->names.items);
}
