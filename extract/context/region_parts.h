/* region_parts.h - what the files of the region stage share.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_REGION_PARTS_H
#define GOVFIG_EXTRACT_REGION_PARTS_H

#include "extract/context/region.h"
#include "extract/context/region_around.h"
#include "extract/text/fold.h"

/* What a word of class WORD_REGION names. */
enum region_sort {
  SORT_NAME,   /* regions of that name */
  SORT_NATION, /* the nation as a whole */
  SORT_STATE,  /* the nation where it acts, and bodies of the centre */
  SORT_ABROAD,
  SORT_CROSS, /* several provinces at once */
  SORT_OWN,   /* the region that is spoken of */
  SORT_OURS   /* the same, in the words of those who live there */
};

/* What characters and words around names do; bits. */
enum {
  ROLE_TRAP = 1 << 0,   /* no region, whatever name is inside */
  ROLE_AFTER = 1 << 1,  /* the name before it is part of another name */
  ROLE_SCOPE = 1 << 2,  /* the name before it is what is measured against */
  ROLE_BEFORE = 1 << 3, /* the name behind it is a goal, an origin, a partner, a measure */
  ROLE_LEAD = 1 << 4,   /* may stand in front of what a clause is about */
  ROLE_EACH = 1 << 5,   /* deals out the names before it */
  ROLE_FORMAL = 1 << 6,
  ROLE_CENTRAL = 1 << 7,
  ROLE_PAPER = 1 << 8,    /* a publisher; the code above ROLE_BITS */
  ROLE_DATELINE = 1 << 9, /* the name behind it is where the report was written, or left out */
  ROLE_BITS = 10,
  /* of characters alone: */
  ROLE_CLAUSE = 1 << 10,
  ROLE_OPEN = 1 << 11,
  ROLE_TIME = 1 << 12,
  ROLE_AND = 1 << 13,
  ROLE_NATURE = 1 << 14, /* a short name before it is part of a name in nature */
  ROLE_MORE = 1 << 15    /* the name before it stands for others, too */
};

enum { NOWHERE = 0, NATION = 1 }; /* indices of regions */

struct region {
  uint32_t code, parent; /* parent: index, its own for NATION and NOWHERE */
  uint16_t until;        /* last year in force; 0: it still is */
  unit ending;           /* last character of its name */
  uint8_t level;         /* 0 nation, 1 province, 2 city, 3 county */
  uint32_t name;         /* its place in regions.names */
};

/* One region that a word may mean; `region` is a code until regions_finish. */
struct candidate {
  uint32_t region, next; /* next: index + 1, 0 none */
};

struct region_word {
  uint8_t sort;
  uint8_t len;        /* units */
  unit ending;        /* SORT_OWN, SORT_OURS: of the region's name; SORT_NAME: its own */
  bool doubt : 1, province : 1;
  bool full : 1;      /* the official name of a candidate */
  bool we : 1;        /* SORT_NATION: ours, wherever it stands */
  bool trap : 1;      /* it may be one by itself */
  bool asks;          /* SORT_NAME: the text must tell which region it means, if any */
  uint8_t odd;        /* ODD_ALWAYS: it asks, is of SORT_OWN or SORT_OURS, or a trap;
                         PAIR_TRAP: longer traps begin with it */
  uint8_t role;       /* as a mention's */
  uint32_t first;     /* index + 1 of its first candidate */
  uint32_t region;    /* that it means wherever it stands; where it asks the province that
                         it means if no word before it and no issuer says otherwise */
};

enum { ODD_ALWAYS = PAIR_TRAP << 1 };

enum { REGION_BEGINS = 1 << 16, REGION_EDGES = 1 << 12 };

/* What may be next to a name, as few bytes tell in which characters meet. */
enum {
  EDGE_FRONT = 1 << 0, /* in front of it: it may say more or less than a name inside a clause */
  EDGE_AND = 1 << 1,   /* in front of it: ROLE_AND */
  EDGE_BEHIND = 1 << 2, /* behind it: ROLE_AFTER, ROLE_SCOPE, ROLE_NATURE, ROLE_MORE */
  EDGE_ASIDE = 1 << 4,  /* in front of it: ROLE_DATELINE */
  EDGE_BEGINS = 1 << 3  /* full names of more than two characters begin with it */
};

struct regions {
  struct region *items; /* in order of code; [0] NOWHERE, [1] NATION */
  uint32_t n, room;
  struct govfig_str *names; /* in the order of the table; [0] is empty */
  uint32_t n_names, names_room;
  uint32_t *first; /* by the first four digits of a code: the first region of these or more */
  struct region_word *words;
  uint32_t n_words, words_room;
  struct candidate *candidates;
  uint32_t n_candidates, candidates_room;
  uint16_t *roles; /* of characters */
  uint8_t edges[REGION_EDGES]; /* bits EDGE_, by region_edge */
  struct around_words around;
  uint8_t begins[REGION_BEGINS / 8]; /* bits, by the first two characters of full names */
  struct lexicon_builder *builder;
  bool starved; /* memory ran out while names were taken */
  char nameless[1]; /* the name of NOWHERE: like all else no pointer out of the knowledge */
  const struct fold *fold;
  const struct lexicon *lexicon;
};

enum {
  REGION_CODE_FIRST = 100000,
  REGION_CODE_LAST = 999999,
  REGION_PREFIXES = (REGION_CODE_LAST - REGION_CODE_FIRST) / 100 + 1
};

/* How much a mention says about what its clause is about. */
enum stand {
  STAND_NONE,  /* nothing: a goal, an origin, a measure */
  STAND_INNER, /* it stands inside a clause: of the sentence at most */
  STAND_HEAD   /* the clause begins with it: of what follows, too */
};

enum { MENTION_WE = SORT_OURS + 1, MENTION_SORTS };

/* What is true of a mention; bits. */
enum {
  MENTION_NAME = 1 << 0,   /* it begins with a word of SORT_NAME */
  MENTION_JOINS = 1 << 1,  /* ROLE_AND may stand before it */
  MENTION_INSIDE = 1 << 2, /* it stands inside a clause */
  MENTION_MORE = 1 << 3,   /* it is the first of several that are not named */
  MENTION_TITLE = 1 << 4,  /* it stands in the article's title */
  MENTION_SCOPE = 1 << 5,  /* it is what is measured against */
  MENTION_PLACED = 1 << 6, /* `stand` and MENTION_OPENS are known, for region_stand */
  MENTION_OPENS = 1 << 7   /* the sentence begins with it */
};

/* A name in the text, with the names of what it lies in when these touch it. */
struct mention {
  uint32_t start, end;
  uint32_t region; /* index; NATION for the nation, NOWHERE for SORT_OWN and abroad */
  uint8_t role;    /* sort of the word, or MENTION_WE */
  uint8_t is;      /* bits MENTION_ */
  uint8_t stand;   /* to be asked for with region_stand */
  const struct region_word *word;
};

/* Weight of the evidence that an article is about a region. */
struct votes {
  uint32_t of[SORT_OURS + 1]; /* by sort; of SORT_OWN and SORT_OURS those of one ending */
  unit ending, own_ending;
  bool title_abroad, title_nation, title_state;
};

/* What the article said of a region: all 0 between two articles; and what is asked with
   it. */
struct said {
  uint32_t seen;  /* unit behind its last mention */
  uint32_t votes; /* for itself alone */
  uint32_t below; /* 1 + those for it and what lies in it; 0: not touched.  By region_settle */
  uint32_t parent : 24, level : 7, gone : 1; /* the region's; gone: it is in force no more */
};

/* What is said of NOWHERE and NATION is noted like the rest, to be spared the question,
   and not to be read. */
struct region_memory {
  struct said *said; /* of each region */
  uint32_t *named;   /* those that were */
  uint32_t *touched; /* those and what they lie in, without NATION: by region_settle */
};

/* The stage at work on a chunk, one article after the other. */
struct region_reader {
  const struct regions *x;
  struct chunk *c;
  struct mark_list names;   /* words of WORD_REGION */
  size_t name;              /* the first one not read */
  uint8_t *glances;         /* what stands around those of the article: see region_mention.c */
  struct mention *mentions; /* of the article; in front of them stands one that touches none */
  uint32_t n;
  uint32_t *speakers; /* mentions that may tell what a figure is about, then n */
  struct region_memory memory;
  uint32_t n_named, n_touched;
  struct votes votes;
  uint32_t issuer; /* region of who gave out the article, or that the caller named */
  const struct region_word *doubtful[4]; /* words of the title that named nothing yet */
  uint32_t n_doubtful;
  uint32_t time, line, sentence, figure; /* first ones not read */
  uint64_t *times; /* a bit for each unit at which a span of time ends */
  struct span title; /* the next line that is a title */
  /* The publisher that was read last, as neighbouring articles share it. */
  struct govfig_str publisher;
  uint32_t publisher_region;
  bool publisher_formal, publisher_read;
  bool formal;
};

/* Has the character one of the roles? */
static inline bool region_role(const struct regions *x, unit c, uint16_t roles)
{
  return (x->roles[c] & roles) != 0;
}

/* Place of a character in regions.edges. */
static inline uint32_t region_edge(unit c)
{
  return c % REGION_EDGES;
}

/* Roles of a character in front of a name: few have one, and for the others no line of the
   large table is fetched. */
static inline uint16_t region_roles_in_front(const struct regions *x, unit c)
{
  return (x->edges[region_edge(c)] & EDGE_FRONT) != 0 ? x->roles[c] : 0;
}

/* Bit of two characters in regions.begins. */
static inline uint32_t region_begin(unit a, unit b)
{
  return (uint16_t)(a * 0x9E37u + b * 0x79B1u);
}

/* May a full name of more than two characters begin so? */
static inline bool region_may_begin(const struct regions *x, unit a, unit b)
{
  return (x->edges[region_edge(a)] & EDGE_BEGINS) != 0 &&
         (x->begins[region_begin(a, b) / 8] >> region_begin(a, b) % 8 & 1) != 0;
}

static inline int region_level(const struct regions *x, uint32_t region)
{
  return x->items[region].level;
}

/* Does a span of time end at unit `at`? */
static inline bool region_behind_time(const struct region_reader *r, uint32_t at)
{
  return (r->times[at / 64] >> at % 64 & 1) != 0;
}

/* Unit behind the last mention of a region; 0 for none. */
static inline uint32_t region_seen(const struct region_reader *r, uint32_t region)
{
  return region > NATION ? r->memory.said[region].seen : 0;
}

/* ---- region.c ---- */

/* Index of a code, NOWHERE when there is none. */
uint32_t region_index(const struct regions *x, uint32_t code);

/* Is `inner` the region `outer` or in it? */
bool region_within(const struct regions *x, uint32_t inner, uint32_t outer);

/* The smallest region that both lie in. */
uint32_t region_common(const struct regions *x, uint32_t a, uint32_t b);

/* Reads names from the start of `name` (a row of them, from large to small);
   units read go into *len. */
uint32_t region_read_name(const struct regions *x, const unit *u, uint32_t n, uint32_t *len);

/* ---- region_resolve.c ---- */

/* The region that the word, `len` units at unit `at`, means there; NOWHERE when it is
   not to be believed.  `outer`: the region whose name ends at `at`. */
uint32_t region_resolve(const struct region_reader *r, const struct region_word *w,
                        uint32_t len, uint32_t outer, uint32_t at);

/* ---- region_mention.c ---- */

/* Reads the mentions of an article and what they vote for; wants times. */
void region_mentions(struct region_reader *r, const struct article *a);

/* ---- region_stand.c ---- */

/* Roles of the word that starts at unit `at`, if one is ROLE_AFTER, ROLE_SCOPE or ROLE_EACH. */
uint32_t region_word_roles(const struct region_reader *r, uint32_t at);

/* Is it joined to the mention before it, with no more than a few words between? */
bool region_listed(const struct region_reader *r, const struct mention *m);

/* Finds out how the mention stands. */
void region_place(struct region_reader *r, struct mention *m);

/* How the mention stands. */
static inline enum stand region_stand(struct region_reader *r, struct mention *m)
{
  if ((m->is & MENTION_PLACED) == 0)
    region_place(r, m);
  return (m->is & MENTION_SCOPE) != 0 ? STAND_NONE : (enum stand)m->stand;
}

/* ---- region_article.c ---- */

/* Region of who printed it, or of what the caller said. */
uint32_t region_issuer(struct region_reader *r, const struct given *given,
                       const struct article *a, bool *formal);

/* What the article is about, after its mentions were read. */
uint32_t region_settle(struct region_reader *r);

/* ---- region_columns.c ---- */

enum { REGION_COLUMNS_MAX = 32 };

/* The head of a table: the regions that its columns name, NOWHERE for others. */
struct region_columns {
  uint32_t region[REGION_COLUMNS_MAX];
  uint32_t gaps; /* between its columns; 0: there is no head */
  uint32_t row;  /* the line looked at last */
  bool fits;     /* it has as many columns */
};

/* Reads the head in a line, once; `k`: the first mention in it or behind it. */
void region_columns_read(struct region_columns *h, const struct region_reader *r,
                         uint32_t index, uint32_t k);

/* Looks at a row, once. */
void region_columns_row(struct region_columns *h, const struct region_reader *r, uint32_t line);

/* The region of the column in which unit `at` of that row stands. */
uint32_t region_columns_at(const struct region_columns *h, const struct region_reader *r,
                           uint32_t at);

/* ---- region_topic.c ---- */

/* Gives the article's figures their regions. */
void region_figures(struct region_reader *r, const struct article *a, uint32_t about);

#endif
