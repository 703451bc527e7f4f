/* indicator_parts.h - what the files of indicator share.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_INDICATOR_PARTS_H
#define GOVFIG_EXTRACT_INDICATOR_PARTS_H

#include "base/limits.h"
#include "extract/context/cursor.h"
#include "extract/context/indicator.h"

/* What an edge word does; data/edges.table explains each. */
enum edge_use {
  USE_TRAIL = 1u << 0,
  USE_LEAD = 1u << 1,
  USE_CUT = 1u << 2,
  USE_STOP = 1u << 3,
  USE_VERB = 1u << 4,
  USE_RELATIVE = 1u << 5,
  USE_OVER = 1u << 6,
  USE_AGAINST = 1u << 7,
  USE_WITH = 1u << 8,
  USE_EACH = 1u << 9,
  USE_AND = 1u << 10,
  USE_AMONG = 1u << 11,
  USE_QUANTITY = 1u << 12,
  USE_BREAK = 1u << 13,
  USE_SCOPE = 1u << 14,
  USE_CHANGE = 1u << 15,
  USE_NEW = 1u << 16,
  USE_STARTS = 1u << 17,
  USE_TO = 1u << 18,
  USE_SINCE = 1u << 19,
  USE_INSIDE = 1u << 20,
  USE_DONE = 1u << 21,
  USE_KEEP = 1u << 22,
  USE_VAGUE = 1u << 23,
  USE_IS = 1u << 24,
  USE_HAS = 1u << 25,
  USE_ADVERB = 1u << 26,
  USE_RANK = 1u << 27,
  USE_PER = 1u << 28,
  /* not in the table */
  USE_TIME = 1u << 29,
  USE_REGION = 1u << 30
};

struct known {
  struct govfig_str name, nation; /* canonical; of the nation where it differs */
};

/* Known indicators by name, in the folded spelling of the table. */
struct name {
  struct govfig_str name;
  uint32_t known;
};
struct names {
  struct name *slots; /* `room` of them, a power of two */
  uint32_t n, room;
};
bool names_add(struct names *n, struct govfig_str name, uint32_t known);
bool names_find(const struct names *n, struct govfig_str name, uint32_t *known);

/* What a unit is to those that pass over many.  Bits without "may" are verdicts. */
enum unit_trait {
  TRAIT_CLAUSE = 1,  /* may part clauses or end a pair */
  TRAIT_JUNK = 4,    /* comes off the front of a phrase */
  TRAIT_TAIL = 8,    /* may come off its end */
  TRAIT_SILENT = 16, /* does not count for a length */
  TRAIT_GAP = 32,    /* may be left out of a phrase's text */
  TRAIT_ROUND = 64,  /* a parenthesis */
  TRAIT_QUOTE = 128  /* a quotation mark that opens or closes */
};

/* What units of a sort have in common. */
struct sort {
  uint32_t uses; /* as a word of one character; longer ones have theirs as payload */
  uint8_t traits;
};
/* There are few sorts, so that a byte for each unit tells its own, and what is known of
   all units stays at hand.  The odd ones may part clauses, which is asked most. */
enum { SORTS = 256, SORT_CLAUSE = 1 };

struct indicators {
  uint8_t sort_of[65536];
  struct sort sorts[SORTS];
  uint32_t n_sorts[2]; /* even and odd ones; sort 0 is that of units without anything */
  uint32_t uses;       /* of all sorts */
  struct known *known;
  uint32_t n_known, known_room;
  struct names names;
  struct lexicon_builder *builder; /* while the tables are read */
  const struct lexicon *lexicon;
};

/* An edge word, a word of time or a region, where it stands in the chunk. */
struct token {
  uint32_t start, end, uses;
};

/* The chunk, and the words of the sentence that is being read. */
struct reader {
  const struct indicators *x;
  struct chunk *c;
  const unit *u;
  uint32_t sentence;    /* that one; NO_SENTENCE at first */
  struct token *room;   /* for the tokens of any sentence */
  struct token *tokens; /* of more than one character, in order, apart; in front of the
                           first stands one that ends at 0, behind the last one BEHIND
                           that are behind everything */
  uint32_t start;           /* where the text that they were collected from starts */
  uint32_t uses;            /* of all tokens, and perhaps of words that they hide */
  const struct token *near; /* first that ends behind the start of the figure at work */
  const struct mark *keys; /* marks of known indicators, in order */
  uint32_t n_keys;
  struct cursor edges, regions, names;
  uint32_t time;   /* next of chunk->times */
  uint32_t behind; /* end of the last member of a list that a figure used up */
};
#define NO_SENTENCE UINT32_MAX
enum { BEHIND = 4 };

/* A stretch of text and its tokens, those of one character among them. */
enum { WINDOW_UNITS = 72 };
struct window {
  uint32_t start, end;
  struct token *tokens; /* in `room` */
  uint32_t n;
  uint32_t uses;  /* of all its tokens */
  uint8_t traits; /* of all its units and perhaps others */
  struct token room[WINDOW_UNITS + 1];
};

/* Words that may be an indicator; small, as it is handed on a lot. */
struct phrase {
  uint32_t start, end; /* empty where equal */
  uint32_t clause;     /* in front of the figure: where the clause begins */
  bool bare;               /* a verb without its object */
  bool verbal;             /* in front of the figure: ends in a verb; behind: begins with one */
  bool fresh;              /* that verb says that something is new */
  bool done;               /* that verb means what was counted before */
  bool per;                /* nothing but "per head" */
  bool among;              /* in front of it a list ended in "and others" */
  bool quantity;           /* ends in a word for an amount */
  bool relative;           /* nothing but "its growth" and the like */
  bool each;               /* its members are dealt out over the figures that follow */
  bool to;                 /* a word that leads to a new level was taken off its end */
  bool operand;            /* what the figure is compared with */
  bool lasts;              /* a word was taken off its end behind whose number stands its object */
  bool weak;               /* says what happened to those counted */
  bool linked;             /* a right phrase that an attributive particle opens */
  bool plain;              /* known to hold nothing that its text leaves out */
};

/* Makes room for the tokens of any sentence; false without memory. */
bool reader_init(struct reader *r, const struct indicators *x, struct chunk *c);

/* Comes to a figure: collects the tokens of its sentence; those of the one in front of
   it, too, which is false without memory. */
void reader_figure(struct reader *r, const struct found *f);
bool reader_two_sentences(struct reader *r, const struct found *f);

/* The first of reader.tokens that ends behind `at`, which is near the figure. */
static inline const struct token *token_first(const struct reader *r, uint32_t at)
{
  const struct token *t = r->near;
  while (t[-1].end > at)
    t--;
  while (t->end <= at)
    t++;
  return t;
}

/* The token that starts at `at`, be it of one character without a use. */
struct token token_at(const struct reader *r, uint32_t at);

/* Is the token the full name of a region, that ends in the word for its kind?  Only
   such a name does nothing but tell the place. */
bool token_places(const struct reader *r, const struct token *k);

/* Reads [start, end) into `w`, the last WINDOW_UNITS of it; `traits` as there. */
void window_read(const struct reader *r, uint32_t start, uint32_t end, uint8_t traits,
                 struct window *w);
/* The same, of the first WINDOW_UNITS of it the tokens that start in front of `stop`. */
void window_read_first(const struct reader *r, uint32_t start, uint32_t stop, uint32_t end,
                       uint8_t traits, struct window *w);

/* The phrase in front of found[i], behind it, and the subject of [start, end). */
void phrase_left(const struct reader *r, uint32_t i, struct phrase *out);
void phrase_right(const struct reader *r, uint32_t i, struct phrase *out);
struct phrase phrase_subject(const struct reader *r, uint32_t start, uint32_t end);

/* May the words in front of found[i], a count at its level, keep it from counting the
   noun behind it, or add to that?  Not where it is plain that they neither name an amount
   nor say that something is new or reached, nor deal out a list. */
bool phrase_left_adds(const struct reader *r, uint32_t i);

/* Where the words in front of found[*i] end.  "Oil per barrel (5 litres) 138 yuan": those in
   front of a parenthesis are the words of the figure that it begins with, and of the one
   behind it where it holds no more; *i becomes the figure in front of which they stand. */
uint32_t front_end(const struct reader *r, uint32_t *i);

/* Where the clause of found[i] may begin at the earliest: with the sentence, behind the
   figure in front, at the edge of the window, behind what a list used up. */
uint32_t clause_stop(const struct reader *r, uint32_t i);
/* Does the unit at `i` part clauses?  A comma between digits belongs to a number. */
bool parts_clauses(const struct reader *r, uint32_t i);
/* Where the clause of found[i] begins: behind the last mark that parts clauses
   or the last figure.  Adds to *traits those of its units. */
uint32_t clause_start(const struct reader *r, uint32_t i, uint8_t *traits);
/* Reads from there to the figure into `w`. */
void clause_read(const struct reader *r, uint32_t i, struct window *w);
/* Reads from `start`, no further than `limit`, to the end of the clause, which it gives:
   before a mark that parts phrases, or a list mark.  A word may hang over it. */
uint32_t clause_read_ahead(const struct reader *r, uint32_t start, uint32_t limit,
                           struct window *w);

/* Does nothing but words that join members of a list (and commas, if `commas`; and a verb of
   change behind such a word, if `verbs`) stand between the two? */
bool figures_adjoin(const struct reader *r, uint32_t i, uint32_t j, bool commas, bool verbs);

/* Parts `p` into exactly `n` members; false when it has not that many. */
bool phrase_deal(const struct reader *r, struct phrase p, struct phrase *members, uint32_t n);

/* The words for the amount that members of such a list share: in the last member, or in
   front of the first figure, which starts at `figure`.  Empty where each member has its
   own, or where they begin is not sure. */
struct span phrase_shared_head(const struct reader *r, const struct phrase *members, uint32_t n,
                               uint32_t figure);

/* The same as phrase_text, of any phrase. */
bool phrase_parts_text(const struct reader *r, const struct phrase *p, struct govfig_str *out);

/* The phrase's text without footnote marks, blanks and times, cut to the
   limit; false without memory.  Most have nothing to leave out. */
static inline bool phrase_text(const struct reader *r, const struct phrase *p,
                               struct govfig_str *out)
{
  if (!p->plain || p->end - p->start > GOVFIG_INDICATOR_UNITS_MAX)
    return phrase_parts_text(r, p, out);
  *out = units_text(&r->c->text, (struct span){p->start, p->end});
  return true;
}

/* Index + 1 of the known indicator that the phrase names, or 0. */
uint32_t phrase_key(const struct reader *r, const struct phrase *p, uint32_t region);

/* The same for the name of a table's row or column. */
uint32_t label_key(const struct reader *r, struct govfig_str label, uint32_t region);

/* Has [start, end) more characters than that?  Blanks and quotation marks do not
   count; `traits` are those of its units and perhaps others. */
bool phrase_exceeds(const struct reader *r, uint32_t start, uint32_t end, uint8_t traits,
                    uint32_t length);

/* ---- indicator_traits.c ---- */

/* Notes what single units are whatever the tables say. */
void traits_init(struct indicators *x);

/* Adds to what `c` is; false where there would be too many sorts. */
bool traits_add(struct indicators *x, unit c, uint32_t uses, unsigned traits);

static inline const struct sort *sort_of(const struct reader *r, unit c)
{
  return &r->x->sorts[r->x->sort_of[c]];
}

static inline uint8_t trait_at(const struct reader *r, uint32_t i)
{
  return sort_of(r, r->u[i])->traits;
}

/* Of the word that is the unit alone. */
static inline uint32_t uses_at(const struct reader *r, uint32_t i)
{
  return sort_of(r, r->u[i])->uses;
}

static inline bool may_part(const struct reader *r, uint32_t i)
{
  return (r->x->sort_of[r->u[i]] & SORT_CLAUSE) != 0;
}

/* Does the unit end what stands behind a figure? */
static inline bool parts_phrases(const struct reader *r, uint32_t i)
{
  unit c = r->u[i];
  return (uses_at(r, i) & USE_BREAK) != 0 || c == '\t' || c == '|';
}

/* The traits of all units of [start, end). */
static inline uint8_t traits_of(const struct reader *r, uint32_t start, uint32_t end)
{
  uint8_t all = 0;
  for (; start < end; start++)
    all |= trait_at(r, start);
  return all;
}

#endif
