/* time_parts.h - what the files of the words of time share.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_TIME_PARTS_H
#define GOVFIG_EXTRACT_TIME_PARTS_H

#include "extract/context/time.h"
#include "extract/text/bits.h"

/* What one character does in an expression of time. */
enum time_role {
  ROLE_NONE,
  ROLE_NUMERAL, /* 0-9 in any script; value */
  ROLE_TEN,
  ROLE_HUNDRED,
  ROLE_YEAR,
  ROLE_MONTH,
  ROLE_DAY,
  ROLE_NUMBER, /* a day of a month that has been told: "No." */
  ROLE_HOUR,
  ROLE_POINT,  /* an hour too, but more often a point of a list */
  ROLE_MINUTE,
  ROLE_BLANK,
  ROLE_DASH,
  ROLE_TO,
  ROLE_LIST,   /* the comma of a list */
  ROLE_AND,
  ROLE_SLASH,
  ROLE_COLON,
  ROLE_DOT,
  ROLE_ORDINAL,
  ROLE_FIRST,  /* the first so many */
  ROLE_BEGIN,  /* of a year or month */
  ROLE_END,
  ROLE_SINCE,
  ROLE_FROM,
  ROLE_COME,   /* so many years "up to here" */
  ROLE_WEEK,
  ROLE_SEASON, /* a quarter behind a year */
  ROLE_SPAN_DAY, /* so many days; no day of a month */
  ROLE_NEAR,     /* opens a span up to now */
  ROLE_THIS,     /* opens a span up to the year spoken of */
  ROLE_NAMING,   /* behind a plan: its name, not its time */
  ROLE_PART_OF_DAY,
  ROLE_BETWEEN,
  ROLE_SOME,   /* and some more */
  ROLE_OF,
  ROLE_BASIS,  /* compared with */
  ROLE_QUOTE,
  ROLE_LASTING, /* makes days behind it a span */
  ROLE_HALF,
  ROLE_NOT_OVER, /* behind a length of time: it is none that things happened in */
  ROLE_AT,    /* in front of a time: what stands before happened then */
  ROLE_ABOUT, /* in front of a time: it is only spoken about */
  ROLE_WILL,  /* the same; also around a time that is to come */
  ROLE_OPEN_TITLE,
  ROLE_CLOSE_TITLE,
  ROLE_WIRE,  /* behind a day: a dateline */
  ROLE_REACH, /* a level reached */
  ROLE_BECOME,
  ROLE_IS,    /* in front of a time: what something is compared with */
  ROLE_STOP    /* ends a clause */
};

/* What a word does. */
enum time_use {
  USE_OTHER, /* begins like a word of time and is none */
  USE_PLAIN, /* of no period, but its numerals count nothing */
  USE_YEAR,  /* number: offset from the article's year */
  USE_YEAR_IN_FORCE,
  USE_YEAR_TOLD, /* the same, of a year that the paragraph has named */
  USE_MONTHS, /* from month `number` to `until` */
  USE_DAYS,   /* of a month, likewise */
  USE_MONTH_OF_ARTICLE,
  USE_MONTH_IN_FORCE,
  USE_DAY_OF_ARTICLE,
  USE_DAY_IN_FORCE,
  USE_YEAR_BEGIN,
  USE_YEAR_END,
  USE_MONTH_BEGIN,
  USE_MONTH_END,
  USE_UNIT_YEAR,    /* units that follow a numeral */
  USE_UNIT_QUARTER,
  USE_UNIT_SEASON,  /* a quarter behind a year alone: a character, no word */
  USE_UNIT_MONTH,
  USE_UNIT_MONTHS,  /* so many of them: a span */
  USE_UNIT_WEEKS,
  USE_UNIT_DAYS,
  USE_UNIT_DECADE,
  USE_UNIT_CENTURY,
  USE_NOT_DATE, /* behind a numeral and its unit: it is a span */
  USE_PART_OF_DAY,
  USE_SINCE,
  USE_UNTIL,
  USE_DURING,
  USE_PAST,   /* opens a span up to now */
  USE_RUN,    /* opens a span up to the year in force */
  USE_COMING, /* opens a span from now on */
  USE_NOW,
  USE_RECENT,
  USE_SAME,
  USE_ERA,    /* years of the Republic follow; number: what to add */
  USE_CENTURY, /* number: its first year; a decade may follow */
  USE_PLAN,   /* from year `number` to `until` */
  USE_FEAST,  /* from month and day `number` (mmdd) to `until` */
  USE_REPORT, /* of the year before the one in its title */
  USE_ACCOUNT, /* makes it one of that year itself; looked for in titles alone */
  USE_RECORD,  /* ends a name of what is published on a year; in names alone */
  USE_ANNOUNCE, /* the day beside it is that of an announcement */
  USE_AGAINST, /* what follows is compared with */
  USE_LASTING, /* a number of days behind it is how long it lasts */
  TIME_USES
};

enum { TITLE_WORDS_MAX = 24 };

/* Words that titles are searched for. */
struct title_words {
  struct govfig_str word[TITLE_WORDS_MAX];
  uint32_t n;
};

struct time_word {
  uint8_t use;
  bool opens;   /* an expression of time may begin with it */
  bool follows; /* it may stand behind the numeral of one */
  bool further; /* an expression may go on with it */
  bool tells;   /* it says what a time near it is for: USE_ANNOUNCE, USE_AGAINST, USE_SINCE */
  int16_t number, until;
};

/* What a character may be the beginning of; nothing for most. */
enum time_begin {
  BEGIN_NUMERAL = 1,
  BEGIN_LEAD = 2,   /* what leads up to a numeral */
  BEGIN_WORD = 4,
  BEGIN_UNIT = 8,   /* a word that stands behind a numeral */
  BEGIN_BEHIND = 16, /* a single character that does */
  BEGIN_INSIDE = 32, /* a further character of a numeral, or a blank behind it */
  BEGIN_FURTHER = 64 /* what an expression may go on with, other than a word */
};

struct times {
  uint8_t role[65536];
  uint8_t value[65536];
  uint8_t begins[65536]; /* enum time_begin */
  struct lexicon_builder *builder; /* while tables are read */
  struct time_word *words;
  uint32_t n_words, room;
  struct title_words report, account, record; /* the words of these uses */
};

struct time_number {
  int value;
  uint8_t digits;  /* how many characters */
  bool arabic;
  bool positional; /* a row of digits, no ten among them */
};

/* The words of time that begin in 64 units in a row, a bit for each. */
struct time_block {
  uint64_t words;
  uint64_t opens;   /* those that open an expression */
  uint64_t follows; /* those that can stand behind a numeral */
  uint64_t further; /* those with which one can go on */
  uint64_t tells;   /* those that say what a time beside them is for */
  uint32_t before;  /* how many begin in front of the 64, where there are any */
};

struct time_told; /* what a word says alone */

/* A chunk under work. */
struct time_scan {
  const struct times *x;
  const struct units *text;
  const unit *u;
  uint32_t n;
  const struct mark *marks; /* words of time */
  const struct time_block *blocks;
  const uint32_t *places; /* the next where an expression may begin; the last is UINT32_MAX */
  uint64_t *numerals;     /* as in a chunk; times that cover are not taken out yet */
  struct day reference; /* the article's day, as far as it is known */
  struct time_told *told; /* of each word */
  uint32_t day;           /* counts the days that `reference` has been */
  uint32_t number_at, number_end; /* the numeral that was read last while looking for one */
  struct time_number number;
};

/* What can begin with the character at `i`: enum time_begin. */
static inline uint8_t time_begins(const struct time_scan *s, uint32_t i)
{
  return s->x->begins[s->u[i]];
}

static inline enum time_role time_role(const struct time_scan *s, uint32_t i)
{
  return (enum time_role)s->x->role[s->u[i]];
}

/* May an expression that has come to `i` go on there? */
static inline bool time_goes_on(const struct time_scan *s, uint32_t i)
{
  return (time_begins(s, i) & (BEGIN_WORD | BEGIN_FURTHER)) != 0;
}

/* Does what stands at `i`, behind "No. 5", say what was done, or that a clause ends? */
bool time_act(const struct time_scan *s, uint32_t i);

/* Does a word of time begin at `i`? */
static inline bool time_is_word(const struct time_scan *s, uint32_t i)
{
  return (s->blocks[i / 64].words >> i % 64 & 1) != 0;
}

/* The number of the word that begins at `i` among all. */
static inline uint32_t time_rank_of(const struct time_block *blocks, uint32_t i)
{
  const struct time_block *b = &blocks[i / 64];
  return b->before + bits_count(b->words & ((UINT64_C(1) << i % 64) - 1));
}

/* The word of time that begins at `i`, or NULL. */
static inline const struct time_word *time_word_at(const struct time_scan *s, uint32_t i,
                                                   uint32_t *len)
{
  if (!time_is_word(s, i))
    return NULL;
  const struct mark *m = s->marks + time_rank_of(s->blocks, i);
  *len = m->len;
  return &s->x->words[m->payload];
}

/* Is it sure that an expression which has come to `i` ends there, and that no numeral
   stands behind it? */
static inline bool time_ends(const struct time_scan *s, uint32_t i)
{
  return (s->text->class[i] & (UNIT_NUMERAL | UNIT_TIME)) == 0 &&
         (s->blocks[i / 64].further >> i % 64 & 1) == 0;
}

/* Skips blanks (no more than two). */
static inline uint32_t time_blank(const struct time_scan *s, uint32_t i)
{
  for (int n = 0; n < 2 && time_role(s, i) == ROLE_BLANK; n++)
    i++;
  return i;
}

/* ---- numerals ---- */

/* Reads a numeral at `i`; where it ends, `i` when there is none.  A numeral that
   can be no part of a date has value -1. */
uint32_t time_read_number(const struct time_scan *s, uint32_t i, struct time_number *out);

static inline uint32_t time_number(const struct time_scan *s, uint32_t i, struct time_number *out)
{
  if (i != s->number_at)
    return time_read_number(s, i, out);
  *out = s->number;
  return s->number_end;
}

enum { TIME_NUMBERS_MAX = 12 };

/* Several numerals that share a unit: 3, 4 and 5; 1 to 10. */
struct time_numbers {
  struct time_number item[TIME_NUMBERS_MAX];
  uint32_t end[TIME_NUMBERS_MAX]; /* where each ends */
  uint8_t sign[TIME_NUMBERS_MAX]; /* role of what stands before each */
  uint32_t n;
};

void time_numbers(const struct time_scan *s, uint32_t i, struct time_numbers *out);

static inline uint32_t time_numbers_end(const struct time_numbers *list)
{
  return list->end[list->n - 1];
}

/* The unit behind a numeral. */
struct time_unit {
  enum time_use use; /* USE_OTHER: none */
  uint32_t end;
  enum time_role edge; /* ROLE_BEGIN, ROLE_END: of the year or month */
};

/* The unit at `i`: a word, or else a single character. */
struct time_unit time_unit(const struct time_scan *s, uint32_t i);

/* ---- where expressions may begin ---- */

/* Fills blocks, places and numerals; false without memory. */
bool time_places(struct time_scan *s, const struct mark_list *words, struct arena *arena);

/* Can a numeral be one of time that ends at `at`, whatever it is?  Characters with which
   words begin that stand behind one are common elsewhere. */
bool time_may_end(const struct time_scan *s, uint32_t at);

#define TIME_NO_NUMERAL UINT32_MAX

/* The first of the numerals that end at `last` and begin nowhere before `from` that may
   be of time; *i moves behind those that are not. */
uint32_t time_find_numeral(struct time_scan *s, uint32_t *i, uint32_t from, uint32_t last);

/* Where to go on behind the numeral from `i` to `end`: a row of figures is skipped
   whole. */
uint32_t time_behind_token(const struct time_scan *s, uint32_t i, uint32_t end);

/* Reads the numeral at `i`, which others will ask for; where it ends. */
uint32_t time_keep_number(struct time_scan *s, uint32_t i);

/* ---- points of time ---- */

enum time_rank { RANK_NONE, RANK_YEAR, RANK_PART, RANK_MONTH, RANK_DAY, RANK_CLOCK };

/* A day, month, quarter, year ... as far as it is told. */
struct time_point {
  uint8_t sort; /* enum time_sort */
  uint8_t top;  /* of the coarsest part told */
  uint8_t rank; /* of the finest */
  struct day first, last;
  uint32_t end;
};

/* Reads a point of time at `i`; false when there is none.  `after` is the point
   that a range began with, or NULL. */
bool time_point(const struct time_scan *s, uint32_t i, const struct time_point *after,
                struct time_point *p);

/* Reads a numeral and the unit of a span, so many years, months, weeks or days, at
   `i`; `opened` says that a word before it has made it one, else what stands
   behind must.  first holds the years, months and days. */
bool time_length(const struct time_scan *s, uint32_t i, bool opened, struct time_point *p);

/* Four-digit numerals are years only between these. */
enum { TIME_YEAR_MIN = 1000, TIME_YEAR_MAX = 2200 };

/* Numerals that begin at `start`, and the unit behind the last of them. */
struct time_counted {
  uint32_t start;
  struct time_numbers numbers; /* one or more */
  struct time_unit unit;
};

/* The parts of a point that begin with a numeral; false when it is none of them.
   Each moves p->end behind itself. */
bool time_numeric(const struct time_scan *s, const struct time_counted *c, struct time_point *p);
bool time_year(const struct time_scan *s, const struct time_counted *c, struct time_point *p);
bool time_month(const struct time_counted *c, enum time_role lead, struct time_point *p);
bool time_day(const struct time_scan *s, const struct time_counted *c,
              const struct time_point *after, struct time_point *p);
bool time_decade(const struct time_scan *s, uint32_t i, int century, struct time_point *p);
bool time_clock(const struct time_scan *s, uint32_t i, struct time_point *p);

/* Reads numerals and their unit at `i`; false when there are none. */
bool time_counted(const struct time_scan *s, uint32_t i, struct time_counted *out);

/* Reads the expression of time that begins at `i`; false when there is none. */
bool time_expression(const struct time_scan *s, uint32_t i, struct time_mark *out);

/* The same of one that begins with the point of a word, NULL for none, as most do: with a
   day, month or year in figures, each directly in front of its unit, behind which nothing
   can go on but "since".  False for others too. */
bool time_plain(const struct time_scan *s, uint32_t i, const struct time_point *word,
                struct time_mark *out);

/* Where "from now on" at `i` ends, behind a point that begins at `start`; 0 for none. */
uint32_t time_since(const struct time_scan *s, uint32_t start, uint32_t i);

/* What a word says that is a whole expression: nothing can go on behind it. */
enum time_alone {
  ALONE_TELLS,
  ALONE_NOTHING, /* no expression begins with it then */
  ALONE_ASK      /* that depends on what stands around it */
};

struct time_told {
  uint32_t day;  /* the article's, as time_scan counts them; 0 for none */
  uint8_t alone; /* enum time_alone */
  struct time_point point;
  struct time_mark mark;
};

/* Finds that out for a mark, by its word and the article's day alone. */
void time_alone(const struct time_scan *s, const struct mark *m, struct time_told *out);

/* Turns a point that counts from the article's day into a fixed one. */
void time_settle(const struct time_scan *s, struct time_point *p);

/* May figures at `i` be a day whose month is not told, by what stands in front? */
bool time_bare_day(const struct time_scan *s, uint32_t i);

/* Is what stands at `i`, behind days, what days have there?  `told`: their month is. */
bool time_day_sign(const struct time_scan *s, uint32_t i, bool told);

/* Days past the end of a month become its last. */
void time_clip(struct day *d);

/* The mark of a point that begins at `start`. */
struct time_mark time_mark_of(const struct time_point *p, uint32_t start);

/* What `word`, which ends at `end`, tells of a point; false when it is no part of it. */
bool time_word_part(const struct time_scan *s, const struct time_word *word, uint32_t end,
                    struct time_point *p);

/* Notes that a part of rank `rank` has been told up to `end`. */
static inline bool time_told(struct time_point *p, enum time_rank rank, uint32_t end)
{
  if (p->top == RANK_NONE)
    p->top = (uint8_t)rank;
  p->rank = (uint8_t)rank;
  p->end = end;
  return true;
}

/* The same of a part that says how the point tells its period. */
static inline bool time_tell(struct time_point *p, enum time_sort sort, int offset,
                             enum time_rank rank, uint32_t end)
{
  p->sort = (uint8_t)sort;
  p->first.year = p->last.year = (int16_t)offset;
  return time_told(p, rank, end);
}

#endif
