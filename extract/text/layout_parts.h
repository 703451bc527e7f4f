/* layout_parts.h - what the files of the layout stage share.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_LAYOUT_PARTS_H
#define GOVFIG_EXTRACT_LAYOUT_PARTS_H

#include "extract/text/bits.h"
#include "extract/text/layout.h"

/* What a character does in the layout of a text. */
enum char_role {
  CHAR_PLAIN,
  CHAR_PIPE,
  CHAR_TAB,
  CHAR_BAD, /* undecodable */
  CHAR_COLON,
  CHAR_CRUMB, /* between the steps of a path through a site */
  CHAR_CLOSE, /* closing quotation mark or bracket */
  CHAR_OPEN,
  CHAR_COMMA,   /* the sentence goes on behind it */
  CHAR_DIGIT,   /* 0-9 */
  CHAR_NUMERAL, /* Chinese digits; `value` */
  CHAR_MONTH,
  CHAR_DAY,
  CHAR_TOWARD,  /* before a year: one to come, or compared with */
  CHAR_ORDINAL, /* begins an ordinal */
  CHAR_PART,    /* chapter, section: what an ordinal numbers in a heading */
  CHAR_PAGE,    /* stands in page numbers */
  CHAR_DASH,
  CHAR_MARK,      /* bullets, arrows */
  CHAR_AS_OF,     /* begins "as of", which no distant year follows */
  CHAR_MAGNITUDE, /* goes on with a number, and a unit goes on with it */
  CHAR_SCALE,     /* likewise: units */
  CHAR_BLANK,
  CHAR_BREAK, /* line break */
  CHAR_END,   /* ends a sentence */
  CHAR_YEAR,
  CHAR_ROLES,
  /* bits beside the role, so that a line without any such character is asked nothing: */
  CHAR_ROLE_MASK = 31,
  CHAR_ODD = 32,    /* by itself a word of one of ODD_ROLES */
  CHAR_RIGHTS = 64, /* a notice of rights may begin with it */
  CHAR_CLOSER = 128 /* closes a dateline by itself */
};

/* What stands in a line that is rarely in one; bits. */
enum line_mark {
  MARK_GAP = 1, /* a run of two blanks and more */
  MARK_PIPE = 1 << CHAR_PIPE,
  MARK_TAB = 1 << CHAR_TAB,
  MARK_BAD = 1 << CHAR_BAD,
  MARK_COLON = 1 << CHAR_COLON,
  MARK_CRUMB = 1 << CHAR_CRUMB,
  MARK_RIGHTS = CHAR_RIGHTS,
  MARK_CLOSER = CHAR_CLOSER
};

/* What a word of table `layout` does. */
enum layout_role {
  ROLE_SOURCE,    /* label of the publisher; labels stand in front */
  ROLE_DATE,      /* label of the date of publication */
  ROLE_RIGHTS,    /* in front of the name of who owns the rights */
  ROLE_OWNED,     /* behind it */
  ROLE_BYLINE,    /* who wrote */
  ROLE_PHOTO,     /* ends the line of a photograph */
  ROLE_DATELINE,  /* closes a dateline */
  ROLE_OWN,       /* the publisher speaks of itself */
  ROLE_REPRINT,   /* opens a dateline taken over from elsewhere */
  ROLE_SESSION,   /* ends the line that says when a speech was held */
  ROLE_BULLETIN,  /* headline of a bundle of items */
  ROLE_TURN,      /* continued on another page */
  ROLE_STAFF,     /* label of a line that says nothing */
  ROLE_FURNITURE, /* a line that begins with it says nothing */
  ROLE_BUTTON,    /* a line that is just this says nothing */
  ROLE_CAPTION,   /* begins a caption */
  ROLE_UNIT,      /* label of a table's unit */
  ROLE_ENDING,    /* how names of publishers end */
  ROLE_OFFICE,    /* how names of offices end that sign a document */
  ROLE_TITLE,     /* label of the headline */
  ROLE_PAPER,     /* how names of papers end, and of nothing else */
  ROLE_LETTERHEAD, /* behind the office whose documents have it at their head */
  ROLE_WEEKDAY,   /* begins a day of the week */
  ROLE_POSTED,    /* behind a day: by the name in front */
  ROLE_IMPRINT,   /* beside the office and the day at the end of a document */
  LAYOUT_ROLES
};

/* Words that begin page furniture, or the caption of a table. */
enum {
  FURNITURE_ROLES = 1 << ROLE_TURN | 1 << ROLE_STAFF | 1 << ROLE_FURNITURE | 1 << ROLE_BUTTON,
  CAPTION_ROLES = 1 << ROLE_UNIT | 1 << ROLE_CAPTION,
  ODD_ROLES = FURNITURE_ROLES | CAPTION_ROLES
};

/* Few units are words, and the table of them is far: this much of a unit tells most apart. */
enum { LAYOUT_SINGLE_BITS = 512 };

struct layout {
  uint8_t role[65536]; /* enum char_role of a unit, and the bits beside it */
  uint8_t *value;      /* of Chinese digits, by unit */
  uint8_t *single;     /* role + 1 of the words that are one unit: they are too many to
                          be marked; ask layout_single */
  uint64_t may_be_single[LAYOUT_SINGLE_BITS / 64]; /* for a unit, by its lowest bits */
  uint32_t singles;    /* roles (bits) that such words have */
  struct lexicon_builder *words;
  const struct lexicon *lexicon;
};

/* How a line looks (a long one: how it begins), before it is known what it is. */
struct look {
  uint32_t start, end; /* trimmed */
  uint32_t width;      /* columns: a Han character takes two; see layout_width */
  uint32_t roles;      /* bits of the layout words in it that are marked, and
                          ROLE_DATELINE for single units too */
  uint8_t marks;       /* bits of enum line_mark; of prose none */
  uint8_t digits, bad; /* counts */
  uint8_t hashes;      /* Markdown heading level */
  uint8_t first, last; /* enum char_role of its ends */
  bool indented;
  bool prose;      /* long and finished: running text, of which nothing is counted */
  bool plain;      /* that, or a sentence of some length: neither noise nor heading, nor
                      has it to do with a table; not measured */
  bool finished;   /* ends as a sentence does */
  bool exclaims;   /* ends in a question or exclamation mark, as a headline may */
  bool open_ended; /* ends in a comma, inside a quotation or inside a quantity */
  bool inside;     /* begins inside a quantity */
  bool turned;     /* says that the text goes on elsewhere */
};

/* 64 units in a row, a bit for each of them. */
struct layout_block {
  uint64_t breaks;
  uint64_t words;   /* a marked word of layout starts there */
  uint64_t closers; /* a word that closes a dateline starts there */
  uint32_t line;    /* in which the block begins */
  uint32_t word;    /* index of the first mark of layout at or behind it */
};

/* What the pass over the text finds, each in order. */
struct layout_places {
  uint32_t *starts; /* of lines, and one behind the last */
  uint32_t *ends;   /* of sentences, and gaps (second blank of a run); the text's last */
  uint64_t *signs;  /* and gaps: the unit, above it its line */
  uint32_t n_starts, n_ends, n_signs;
};

/* The stage at work on one chunk. */
struct splitter {
  const struct layout *x;
  struct layout_state *state;
  const struct given *given;
  struct chunk *chunk;
  const unit *u;
  const uint8_t *class; /* of units: enum unit_class */
  struct look *looks;   /* one per line */
  uint32_t *shown;      /* the lines that are not blank ... */
  uint32_t *odd;        /* ... and of these the ones that are not plain */
  uint32_t n_shown, n_odd;
  struct layout_places places;
  struct layout_block *blocks; /* one for every 64 units, and for one behind the text */
  uint32_t wrap;               /* columns at which layout broke the lines, 0: it did not */
  bool broken; /* paragraphs are broken at odd places, as on a page read from an image */
};

/* In a line of more columns a gap is where a paragraph was. */
enum { GAP_COLUMNS = 140 };

/* A line so much narrower than the wrap may still be full: words that are not
   broken, an indent that was lost. */
enum { WRAP_SLACK = 14 };

/* ---- layout_places.c ---- */

/* Finds the places, and the breaks of the blocks; false without memory. */
bool layout_find_places(struct splitter *s);

/* Gives lines the marks of their signs, blanks at their ends included, and blocks the
   single units that close a dateline; counts years. */
void layout_take_signs(struct splitter *s);

/* ---- layout_lines.c ---- */

/* Cuts lines and measures those that are not plain; false without memory. */
bool layout_lines(struct splitter *s);

/* Columns and digits of the measured part of a line; of prose there is none. */
struct layout_measure {
  uint32_t width, digits;
};
struct layout_measure layout_measure(const struct splitter *s, const struct look *k);

/* The same of a line that was not measured, as plain ones are not. */
static inline uint32_t layout_width(const struct splitter *s, const struct look *k)
{
  return k->plain ? layout_measure(s, k).width : k->width;
}

static inline uint32_t layout_digits(const struct splitter *s, const struct look *k)
{
  return k->plain ? layout_measure(s, k).digits : k->digits;
}

/* How many Han characters the line (a long one: its beginning) has, counted up to `max`. */
uint32_t layout_han(const struct splitter *s, const struct look *k, uint32_t max);

/* How many commas the line has, likewise; none in prose. */
uint32_t layout_commas(const struct splitter *s, const struct look *k);

/* The next line that is not blank, or n_lines. */
static inline uint32_t layout_next(const struct splitter *s, uint32_t line)
{
  for (line++; line < s->chunk->n_lines && s->chunk->lines[line].kind == LINE_BLANK; line++) {
  }
  return line;
}

/* ---- layout_kinds.c ---- */

/* Gives every line its kind and level.  A LINE_HEADING may yet turn out to be a title. */
void layout_kinds(struct splitter *s);

/* ---- layout_rows.c ---- */

/* Finds the rows of tables, their captions and heads. */
void layout_rows(struct splitter *s);

/* ---- layout_join.c ---- */

/* Finds the column at which a text is wrapped, and whether it is broken elsewhere. */
void layout_wrap(struct splitter *s);

/* Finds the lines that go on in the next one. */
void layout_join(struct splitter *s);

/* ---- words ---- */

static inline enum char_role layout_role(const struct layout *x, unit c)
{
  return (enum char_role)(x->role[c] & CHAR_ROLE_MASK);
}

/* The mark of a unit whose role and bits beside it are `bits`. */
static inline uint32_t layout_mark_of(uint32_t bits)
{
  const uint32_t roles = MARK_PIPE | MARK_TAB | MARK_BAD | MARK_COLON | MARK_CRUMB;
  return (1u << (bits & CHAR_ROLE_MASK) & roles) | (bits & (CHAR_RIGHTS | CHAR_CLOSER));
}

static inline bool layout_blank(const struct layout *x, unit c)
{
  enum char_role role = layout_role(x, c);
  return role == CHAR_BLANK || role == CHAR_TAB || role == CHAR_BREAK;
}

/* The line of the unit at `at`. */
static inline uint32_t layout_line(const struct splitter *s, uint32_t at)
{
  const struct layout_block *b = &s->blocks[at / 64];
  return b->line + bits_count(b->breaks & ((UINT64_C(1) << at % 64) - 1));
}

/* The first marked word of layout at or behind unit `at`, if there is one. */
static inline const struct mark *layout_mark(const struct splitter *s, uint32_t at)
{
  const struct layout_block *b = &s->blocks[at / 64];
  uint32_t in_front = bits_count(b->words & ((UINT64_C(1) << at % 64) - 1));
  return s->chunk->by_class[WORD_LAYOUT].items + b->word + in_front;
}

/* Length of the publisher's name that starts at `at`, 0 for none. */
uint32_t layout_publisher(const struct splitter *s, uint32_t at);

/* Length of the layout word that starts at `at`, and its role; 0 for none. */
uint32_t layout_role_at(const struct splitter *s, uint32_t at, enum layout_role *role);

/* Role + 1 of the word that the unit is, 0 for none. */
static inline uint32_t layout_single(const struct layout *x, unit c)
{
  uint64_t may_be = x->may_be_single[c % LAYOUT_SINGLE_BITS / 64] >> c % 64 & 1;
  return may_be != 0 ? x->single[c] : 0;
}

/* May a layout word of this role stand in the line? */
static inline bool layout_has(const struct splitter *s, const struct look *k,
                              enum layout_role role)
{
  return ((k->roles | s->x->singles) >> role & 1) != 0;
}

/* May one end in front of `end`, in the line? */
static inline bool layout_may_end(const struct splitter *s, const struct look *k,
                                  enum layout_role role, uint32_t end)
{
  return (k->roles >> role & 1) != 0 || layout_single(s->x, s->u[end - 1]) == role + 1u;
}

/* May the line be one of labels: has it a word of these, and a colon or a bar, or what may
   begin a notice of rights? */
static inline bool layout_labelled(const struct splitter *s, const struct look *k)
{
  const uint32_t labels = 1u << ROLE_SOURCE | 1u << ROLE_DATE | 1u << ROLE_RIGHTS;
  return (k->marks & (MARK_COLON | MARK_PIPE | MARK_RIGHTS)) != 0 &&
         ((k->roles | s->x->singles) & labels) != 0;
}

/* May a layout word of one of these roles (of ODD_ROLES) start at `at`, in the line? */
static inline bool layout_may_be_odd(const struct splitter *s, const struct look *k,
                                     uint32_t roles, uint32_t at)
{
  return (k->roles & roles) != 0 || (s->x->role[s->u[at]] & CHAR_ODD) != 0;
}

/* Length of the layout word of this role that starts at `at`, 0 for none. */
static inline uint32_t layout_says(const struct splitter *s, enum layout_role role, uint32_t at)
{
  if ((s->blocks[at / 64].words >> at % 64 & 1) == 0)
    return layout_single(s->x, s->u[at]) == role + 1u;
  const struct mark *word = layout_mark(s, at);
  return word->payload == role ? word->len : 0;
}

/* The first place in [at, end) where a word that closes a dateline starts, or `end`. */
static inline uint32_t layout_closer(const struct splitter *s, uint32_t at, uint32_t end)
{
  for (; at < end; at = (at | 63) + 1) {
    uint64_t w = s->blocks[at / 64].closers >> at % 64;
    if (w != 0) {
      at += bits_first(w);
      break;
    }
  }
  return at < end ? at : end;
}

/* Length of the ending of publishers' names that starts at `at`, 0 for none. */
static inline uint32_t layout_ending(const struct splitter *s, uint32_t at)
{
  uint32_t len = layout_says(s, ROLE_ENDING, at);
  return len > 0 ? len : layout_says(s, ROLE_PAPER, at);
}

/* The first layout word of this role that starts in the span; its span is empty
   when there is none. */
struct span layout_find(const struct splitter *s, enum layout_role role, struct span within);

#endif
