/* region_topic.c - what each figure of an article is about.
   SPDX-License-Identifier: Apache-2.0

   Walks over figures and the mentions that may tell what they are about, and with
   these over sentences.  What a clause begins with holds for the sentences that follow
   in the paragraph, and for the paragraph behind it when that names nothing, but for
   regions that a sentence sets side by side; what stands inside a clause holds for its
   sentence.  Formal texts go on from subject to subject: every sentence begins anew
   with what the text is about, in those of a region every clause. */
#include "extract/context/region_parts.h"

struct topic {
  struct region_reader *r;
  uint32_t about;                /* the article's region */
  uint32_t section;              /* what the heading says, else `about` */
  uint32_t paragraph;            /* what clauses of this paragraph began with, else `section` */
  uint32_t now;                  /* of the sentence */
  uint32_t last;                 /* region that was named last */
  bool fresh;                    /* `paragraph` was set in this paragraph's first sentence */
  bool first;                    /* this is a paragraph's first sentence */
  bool row;                      /* it is a row of a table, which tells of itself alone */
  bool heading;                  /* it is a heading, which decides about `section` */
  uint32_t begin, end;           /* of the sentence */
  uint32_t number;               /* of the paragraph */
  uint32_t clause;               /* what the topic was named in is read up to here */
  uint32_t alone;                /* the region that a clause of the sentence began with */
  struct region_columns columns; /* of the table that is being read */
  /* what held in front of the brackets that close before `aside_end`, 0 outside any */
  uint32_t aside_end, outer_now, outer_paragraph;
  bool outer_fresh;
  /* names that the sentence deals out over figures, from unit `deal_at` on */
  uint32_t deal, n_deal, deal_at, dealt;
};

static bool local(const struct topic *t)
{
  return t->about > NATION;
}

/* The region of which `word` speaks: the nearest around the topic whose name ends so. */
static uint32_t own_region(const struct topic *t, const struct region_word *word)
{
  const struct regions *x = t->r->x;
  const uint32_t from[] = {t->now, t->last, t->about};
  for (size_t i = 0; i < sizeof from / sizeof *from; i++) {
    for (uint32_t k = from[i]; k > NATION; k = x->items[k].parent) {
      if (word->province ? region_level(x, k) == 1 : x->items[k].ending == word->ending)
        return k;
    }
  }
  return NOWHERE;
}

enum { BRACKETS_FAR = 80 };

/* Has a round bracket been opened shortly in front of `here`?  All are looked at, several at
   a time, since seldom one has. */
static bool near_brackets(const unit *here)
{
  const unit *from = here - BRACKETS_FAR;
  unit any = 0;
  for (int i = 0; i < BRACKETS_FAR; i++)
    any |= (unit)(from[i] == '(');
  return any != 0;
}

/* Behind the round brackets that unit `at` of the sentence stands in; 0 outside any. */
static uint32_t behind_brackets(const struct topic *t, uint32_t at)
{
  enum { FAR = BRACKETS_FAR };
  const unit *u = t->r->c->text.u;
  if (at >= FAR && !near_brackets(u + at))
    return 0;
  uint32_t k = at, floor = at > t->begin + FAR ? at - FAR : t->begin;
  while (k > floor && u[k - 1] != '(' && u[k - 1] != ')')
    k--;
  if (k == floor || u[k - 1] == ')')
    return 0;
  for (k = at; k < t->end && k < at + FAR; k++) {
    if (u[k] == ')')
      return k + 1;
  }
  return 0;
}

/* What was named in brackets holds inside them. */
static void leave_brackets(struct topic *t, uint32_t at)
{
  if (t->aside_end == 0 || at < t->aside_end)
    return;
  t->now = t->outer_now;
  t->paragraph = t->outer_paragraph;
  t->fresh = t->outer_fresh;
  t->aside_end = 0;
}

/* What the sentences behind it speak of when a clause begins with `region`: of regions that
   a sentence sets beside one another each has its clause, and none goes on. */
static uint32_t stays(struct topic *t, uint32_t region)
{
  const struct regions *x = t->r->x;
  uint32_t before = t->alone;
  t->alone = region;
  if (before == NOWHERE || region <= NATION || before <= NATION || region_within(x, region, before) ||
      region_within(x, before, region))
    return region;
  return region_within(x, region, t->section) ? t->section : region;
}

/* Takes `region` as the topic, as far as the mention's place allows. */
static void turn(struct topic *t, uint32_t region, enum stand stand, uint32_t at)
{
  uint32_t end = t->aside_end == 0 ? behind_brackets(t, at) : 0;
  if (end != 0) {
    t->aside_end = end;
    t->outer_now = t->now;
    t->outer_paragraph = t->paragraph;
    t->outer_fresh = t->fresh;
  }
  bool alone = t->clause == t->begin || t->paragraph == region;
  t->now = region;
  t->clause = at;
  if (stand == STAND_HEAD && !t->r->formal) {
    t->paragraph = stays(t, region);
    t->fresh = t->first && alone && !t->row;
  }
}

/* Would turning to the region change nothing that is still to be read? */
static bool is_topic(const struct topic *t, uint32_t region)
{
  return t->now == region && t->paragraph == region && t->section == region && !t->heading;
}

/* Does a paragraph all but begin with the mention?  A line break inside a sentence
   may begin one too. */
static bool leads(const struct topic *t, const struct mention *m)
{
  enum { NEARLY = 14 };
  const struct regions *x = t->r->x;
  const unit *u = t->r->c->text.u;
  bool first = t->first;
  uint32_t begin = t->begin;
  if (m > t->r->mentions && m[-1].start >= t->begin)
    return false;
  for (uint32_t i = t->begin; i < m->start; i++) {
    if (u[i] == '\n') {
      first = true;
      begin = i + 1;
    } else if (region_role(x, u[i], ROLE_CLAUSE)) {
      return false;
    }
  }
  return first && m->start < begin + NEARLY;
}

/* Do brackets with a number in them follow the name?  "Jiangsu (13), Yunnan (7)": it
   holds for these, also where it is no topic. */
static bool has_brackets(const struct region_reader *r, const struct mention *m)
{
  enum { FAR = 12 };
  const struct units *c = &r->c->text;
  if (m->end >= c->n || c->u[m->end] != '(')
    return false;
  for (uint32_t i = m->end + 1; i < c->n && i < m->end + FAR && c->u[i] != ')'; i++) {
    if (unit_is_digit(c->u[i]))
      return true;
  }
  return false;
}

static void hear_name(struct topic *t, struct mention *m, uint32_t region)
{
  const struct regions *x = t->r->x;
  t->last = region > NATION ? region : t->last;
  if ((m->is & MENTION_MORE) != 0 || region == NOWHERE || is_topic(t, region))
    return;
  if (local(t) && region != t->about && region_within(x, t->about, region))
    return; /* what the article's region lies in is what it is compared with */
  enum stand stand = region_stand(t->r, m);
  if (stand == STAND_NONE && has_brackets(t->r, m))
    turn(t, region, STAND_INNER, m->end + 1);
  if (stand == STAND_NONE)
    return;
  if (stand == STAND_INNER && region_within(x, t->now, region))
    return; /* the topic is more special */
  if (t->r->formal && (stand != STAND_HEAD ||
                       (local(t) && (m->is & MENTION_OPENS) == 0 && !region_within(x, region, t->about))))
    return;
  turn(t, region, stand == STAND_INNER && leads(t, m) ? STAND_HEAD : stand, m->end);
}

static void hear_nation(struct topic *t, struct mention *m)
{
  if (t->about == NATION && t->now == NOWHERE && m->word->we)
    turn(t, NATION, STAND_INNER, m->end); /* another nation's share of ours */
  if (t->about == NOWHERE && m->word->sort == SORT_NATION && !m->word->we)
    return; /* theirs */
  if (is_topic(t, NATION) || (local(t) && (t->r->formal || m->role == SORT_STATE)) ||
      region_stand(t->r, m) != STAND_HEAD)
    return;
  turn(t, NATION, (m->is & MENTION_OPENS) != 0 ? STAND_HEAD : STAND_INNER, m->end);
}

static void hear_abroad(struct topic *t, struct mention *m)
{
  if (!t->r->formal && !is_topic(t, NOWHERE) && region_stand(t->r, m) == STAND_HEAD &&
      ((m->is & MENTION_OPENS) != 0 || t->about != NATION))
    turn(t, NOWHERE, STAND_HEAD, m->end);
}

static void hear(struct topic *t, struct mention *m)
{
  switch (m->role) {
  case SORT_NAME:
    hear_name(t, m, m->region);
    break;
  case SORT_NATION:
  case SORT_STATE:
  case MENTION_WE:
    hear_nation(t, m);
    break;
  case SORT_ABROAD:
    hear_abroad(t, m);
    break;
  case SORT_CROSS:
    if (!local(t) && !is_topic(t, t->about) && region_stand(t->r, m) == STAND_HEAD)
      turn(t, t->about, STAND_HEAD, m->end);
    break;
  case SORT_OWN:
  case SORT_OURS:
    if (region_stand(t->r, m) == STAND_HEAD)
      hear_name(t, m, own_region(t, m->word));
    break;
  }
}

/* Names joined into one list speak of what they all lie in, when that is a region below
   the nation, and else of nothing new; those inside the topic are parts of it. */
static void hear_list(struct topic *t, struct mention *m, uint32_t n)
{
  const struct regions *x = t->r->x;
  enum stand stand = region_stand(t->r, m);
  uint32_t common = m->region;
  for (uint32_t i = 1; i < n; i++)
    common = region_common(x, common, m[i].region);
  if (common > NATION && (local(t) || stand == STAND_HEAD))
    hear_name(t, m, common);
  else if (stand != STAND_NONE && !local(t) && !(t->now > NATION && region_within(x, common, t->now)))
    turn(t, t->about, stand, m->end);
}

/* The word that deals the list out, between it and the end of the sentence; behind a
   semicolon it deals out another one. */
static uint32_t find_deal(const struct region_reader *r, uint32_t from, uint32_t end)
{
  uint32_t at = from;
  while (at < end && r->c->text.u[at] != ';' && (region_word_roles(r, at) & ROLE_EACH) == 0)
    at++;
  return at < end && r->c->text.u[at] != ';' ? at : end;
}

/* Hears speaker `k`, with all that are joined to it; the next one. */
static uint32_t hear_from(struct topic *t, uint32_t k)
{
  struct region_reader *r = t->r;
  uint32_t i = r->speakers[k], n = 1;
  struct mention *m = &r->mentions[i];
  if (m->start < t->begin)
    return k + 1; /* in front of the sentence, in none */
  leave_brackets(t, m->start);
  while (i + n < r->n && region_listed(r, &m[n]))
    n++;
  if (n == 1) {
    hear(t, m);
    return k + 1;
  }
  hear_list(t, m, n);
  t->deal = i;
  t->n_deal = region_stand(r, m) == STAND_NONE ? 0 : n;
  t->dealt = 0;
  t->deal_at = t->n_deal > 0 ? find_deal(r, m[n - 1].end, t->end) : t->end;
  return k + n; /* names all are speakers */
}

/* In a region's formal text the topic ends with its clause. */
static void end_clause(struct topic *t, uint32_t at)
{
  const struct regions *x = t->r->x;
  const unit *u = t->r->c->text.u;
  if (!t->r->formal || !local(t))
    return;
  for (; t->clause < at && t->now != t->paragraph; t->clause++) {
    unit c = u[t->clause]; /* a row of a table is one clause */
    if (region_role(x, c, ROLE_CLAUSE) && c != '\n' && c != '\t' && c != '|')
      t->now = t->paragraph;
  }
}

/* A part of the article's region whose name stands at unit `at` with one character
   too many, as texts read from images have it; NOWHERE for none. */
static uint32_t misread(const struct topic *t, uint32_t at)
{
  enum { NAME_UNITS = 5 };
  const struct regions *x = t->r->x;
  const unit *u = t->r->c->text.u + at;
  if (!region_may_begin(x, u[0], u[1]) && !region_may_begin(x, u[0], u[2]))
    return NOWHERE;
  for (uint32_t left_out = 1; left_out < 4; left_out++) {
    unit name[NAME_UNITS + 3] = {0};
    uint32_t payload;
    for (uint32_t i = 0; i < NAME_UNITS; i++)
      name[i] = u[i + (i >= left_out)];
    uint32_t len = lexicon_longest(x->lexicon, WORD_REGION, name, NAME_UNITS, &payload);
    if (len < 3 || len <= left_out || !x->words[payload].full)
      continue;
    for (uint32_t i = x->words[payload].first; i != 0; i = x->candidates[i - 1].next) {
      if (region_within(x, x->candidates[i - 1].region, t->about))
        return x->candidates[i - 1].region;
    }
  }
  return NOWHERE;
}

/* ---- sentences ---- */

/* The first mention at unit `at` or behind it. */
static uint32_t mention_from(const struct region_reader *r, uint32_t at)
{
  uint32_t low = 0, high = r->n;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (r->mentions[middle].start < at)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Does a mention start in units from..to-1? */
static bool mentions_in(const struct region_reader *r, uint32_t from, uint32_t to)
{
  uint32_t k = mention_from(r, from);
  return k < r->n && r->mentions[k].start < to;
}

static void read_misread(struct topic *t, const struct sentence *s)
{
  uint32_t region = s->end - s->start < 8 ? NOWHERE : misread(t, s->start);
  if (region != NOWHERE && region != t->about && !mentions_in(t->r, s->start, s->start + 3)) {
    t->paragraph = region;
    t->fresh = true;
  }
}

static void begin_heading(struct topic *t)
{
  t->section = t->paragraph = t->about;
  t->fresh = false;
}

/* Keeps the head of a table as long as its rows last. */
static void read_columns(struct topic *t, const struct sentence *s, uint8_t kind)
{
  if (kind == LINE_CAPTION)
    region_columns_read(&t->columns, t->r, s->line, mention_from(t->r, s->start));
  else if (kind == LINE_ROW)
    region_columns_row(&t->columns, t->r, s->line);
  else
    t->columns.gaps = 0;
}

/* The paragraph of the next sentence: what the last one left to it, or its section. */
static inline void begin_paragraph(struct topic *t, const struct sentence *s)
{
  t->first = s->paragraph != t->number;
  t->number = s->paragraph;
  uint32_t anew = -(uint32_t)(t->first & !t->fresh); /* half of all sentences: no branch */
  t->paragraph = (t->section & anew) | (t->paragraph & ~anew);
  t->fresh = t->fresh & !t->first;
}

/* Does the last sentence leave nothing to the next one but a paragraph? */
static inline bool is_over(const struct topic *t)
{
  return (t->heading | (t->columns.gaps != 0) | (t->aside_end != 0)) == 0;
}

/* What a sentence begins with, in a line of that kind, whatever the last one was. */
static void begin_line(struct topic *t, const struct sentence *s, uint8_t kind)
{
  leave_brackets(t, s->start);
  if (t->heading && !t->r->formal)
    t->section = t->now;
  begin_paragraph(t, s);
  t->heading = kind == LINE_HEADING;
  if (t->heading)
    begin_heading(t);
  else if (t->first && local(t))
    read_misread(t, s);
  if (kind == LINE_CAPTION || kind == LINE_ROW || t->columns.gaps != 0)
    read_columns(t, s, kind);
}

static inline void begin_sentence(struct topic *t, const struct sentence *s, uint8_t kind)
{
  t->row = kind == LINE_ROW;
  t->begin = t->clause = s->start;
  t->end = s->end;
  t->now = t->paragraph;
  t->alone = NOWHERE;
  t->n_deal = 0;
}

/* Goes on to the sentence that ends behind unit `at`; false when the article has none.
   Those of running text on the way that say nothing only count as parts of their
   paragraph. */
static bool pass_sentences(struct topic *t, const struct article *a, uint32_t at)
{
  struct region_reader *r = t->r;
  const struct sentence *s = r->c->sentences + r->sentence;
  const struct sentence *end = r->c->sentences + r->c->n_sentences;
  const struct line *lines = r->c->lines;
  bool over = is_over(t), here = false;
  for (; s < end && s->start < a->end && !here; s++) {
    uint8_t kind = lines[s->line].kind;
    here = s->end > at;
    if (kind == LINE_TEXT && over && !(local(t) & (s->paragraph != t->number))) {
      begin_paragraph(t, s);
      if (here)
        begin_sentence(t, s, kind);
    } else {
      begin_line(t, s, kind);
      begin_sentence(t, s, kind);
      over = is_over(t);
    }
  }
  r->sentence = (uint32_t)(s - r->c->sentences);
  return here;
}

/* ---- figures ---- */

/* The figure's region; names that are dealt out take turns. */
static uint32_t region_of(struct topic *t, const struct found *f)
{
  uint32_t column = NOWHERE, region;
  leave_brackets(t, f->span.start);
  end_clause(t, f->span.start);
  if (t->n_deal > 0 && f->span.start > t->deal_at)
    region = t->r->mentions[t->deal + t->dealt++ % t->n_deal].region;
  else
    region = t->now;
  if (f->from_table && !mentions_in(t->r, t->begin, f->span.start))
    column = region_columns_at(&t->columns, t->r, f->span.start);
  return column != NOWHERE ? column : region;
}

/* Finds the mentions that may turn the topic: names, and others by how they stand as
   far as that is known. */
static void find_speakers(struct topic *t)
{
  struct region_reader *r = t->r;
  bool formal = r->formal, away = t->about == NOWHERE;
  const bool speaks[MENTION_SORTS][2] = {
      [SORT_NAME] = {true, true},
      [SORT_NATION] = {!(local(t) && formal) && !away, false},
      [SORT_STATE] = {!local(t), false},
      [SORT_ABROAD] = {!formal, false},
      [SORT_CROSS] = {!local(t), false},
      [SORT_OWN] = {true, false},
      [SORT_OURS] = {true, false},
      [MENTION_WE] = {!(local(t) && formal), t->about == NATION},
  };
  uint32_t *speakers = r->speakers, n = 0, all = r->n;
  for (uint32_t i = 0; i < all; i++) {
    const struct mention *m = &r->mentions[i];
    speakers[n] = i;
    n += speaks[m->role][(m->is & MENTION_INSIDE) != 0];
  }
  speakers[n] = all;
  r->mentions[all].start = UINT32_MAX;
}

/* Hears what is said in front of unit `at` and enters its sentence; false when the article
   has none.  `k`: the next speaker. */
static inline bool hear_until(struct topic *t, const struct article *a, uint32_t *k, uint32_t at)
{
  const struct region_reader *r = t->r;
  for (;;) {
    uint32_t next = r->mentions[r->speakers[*k]].start;
    if (t->end <= (next < at ? next : at) && !pass_sentences(t, a, next < at ? next : at))
      return false;
    if (next >= at)
      return true;
    *k = hear_from(t, *k);
  }
}

/* Hears a speaker at the start of a figure: "the 31 provinces" are the nation.  What its
   last characters begin is no name; returns the first speaker behind it. */
static inline uint32_t hear_within(struct topic *t, uint32_t k, struct span figure)
{
  const struct region_reader *r = t->r;
  uint32_t next;
  while ((next = r->mentions[r->speakers[k]].start) < figure.end)
    k = next == figure.start ? hear_from(t, k) : k + 1;
  return k;
}

void region_figures(struct region_reader *r, const struct article *a, uint32_t about)
{
  struct chunk *c = r->c;
  struct topic t = {.r = r, .about = about, .section = about, .paragraph = about};
  struct found *f = c->found + r->figure, *end = c->found + c->n_found;
  uint32_t k = 0;
  t.number = t.columns.row = UINT32_MAX;
  find_speakers(&t);
  while (r->sentence < c->n_sentences && c->sentences[r->sentence].start < a->start)
    r->sentence++;
  for (; f < end && f->span.start < a->end; f++) {
    if (!hear_until(&t, a, &k, f->span.start))
      break;
    k = hear_within(&t, k, f->span);
    f->region = r->x->items[region_of(&t, f)].code;
  }
  r->figure = (uint32_t)(f - c->found);
}
