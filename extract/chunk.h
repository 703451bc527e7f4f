/* chunk.h - what the stages of extract/ hand to each other.
   SPDX-License-Identifier: Apache-2.0

   A document is worked on in chunks that end at a paragraph (base/limits.h).
   text/ fills in lines, sentences and articles; words/ the marks; number/ and
   rules/ the found figures; context/ completes these.  Everything lives in the
   chunk's arena and dies with it; what must live on (article number, region,
   passages) is in the extractor's document state.  Positions are units of the
   chunk; `base_unit` and `base_line` lead back to the document. */
#ifndef GOVFIG_EXTRACT_CHUNK_H
#define GOVFIG_EXTRACT_CHUNK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/decimal.h"
#include "extract/text/emphasis.h"
#include "extract/text/units.h"
#include "extract/words/lexicon.h"

/* ---- values of columns; the names stand in extract/names.c ---- */

enum kind {
  KIND_COUNT, KIND_MONEY, KIND_PERCENT, KIND_RATIO, KIND_DURATION, KIND_AGE, KIND_RANK,
  KIND_LENGTH, KIND_AREA, KIND_VOLUME, KIND_MASS, KIND_ENERGY, KIND_POWER,
  KIND_TEMPERATURE, KIND_SPEED, KIND_DATA, KIND_SCORE, KIND_RATE, KIND_NUMBER,
  KIND_BUILTIN /* kinds that a user's rules name follow from here */
};
enum bound {
  BOUND_EXACT, BOUND_ABOUT, BOUND_OVER, BOUND_UNDER, BOUND_AT_LEAST, BOUND_AT_MOST, BOUND_RANGE
};
enum change { CHANGE_NONE, CHANGE_INCREASE, CHANGE_DECREASE };
enum basis { BASIS_NONE, BASIS_YOY, BASIS_MOM, BASIS_AVG, BASIS_OTHER };
enum measure {
  MEASURE_LEVEL, MEASURE_CHANGE, MEASURE_GROWTH, MEASURE_SHARE, MEASURE_CONTRIBUTION,
  MEASURE_GAP, MEASURE_COMPLETION, MEASURE_RANK
};
enum fig_status { STATUS_ACTUAL, STATUS_ESTIMATE, STATUS_TARGET, STATUS_RULE };

/* ---- layout (text/) ---- */

enum line_kind {
  LINE_BLANK,
  LINE_TEXT,    /* running text, a paragraph or a part of one that layout broke */
  LINE_TITLE,   /* headline of an article */
  LINE_HEADING, /* heading inside an article */
  LINE_CREDIT,  /* source, date, author, editor lines */
  LINE_CAPTION, /* table caption, unit line, column heads */
  LINE_ROW,     /* row of a table */
  LINE_NOISE    /* page heads, page numbers, image links, addresses */
};

struct line {
  uint32_t start, end;  /* without the line break */
  uint32_t article;     /* index into articles */
  uint32_t heading;     /* index of the nearest LINE_HEADING above within the
                           article, or NO_LINE */
  uint8_t kind;         /* enum line_kind */
  uint8_t level;        /* of a heading: 1 outermost; 0 otherwise */
  bool joins_next;      /* layout broke the paragraph here: the sentence goes on */
};
#define NO_LINE UINT32_MAX

struct sentence {
  uint32_t start, end; /* may span lines that join */
  uint32_t line;       /* index of the line it starts in */
  uint32_t paragraph;  /* number of the paragraph, counting from 0 in the chunk */
};

/* A calendar day; month and day are 0 where only the year (month) is known,
   year 0: unknown. */
struct day {
  int16_t year;
  uint8_t month, day;
};

struct article {
  uint32_t start, end;          /* units */
  uint32_t number;              /* 1, 2, ... in the document */
  struct govfig_str title;      /* document's own characters */
  struct govfig_str publisher;  /* "" unknown */
  struct day published;
  uint32_t region;              /* adcode that the article is about; 0 unknown,
                                   100000 the nation */
};

/* ---- periods (context/) ---- */

/* What the figure covers.  An open end has year 0 in `first` or `last`. */
struct period {
  struct day first, last;
  bool known, open_start, open_end;
};

/* Words of time, found before the numerals are: the numerals in a date count
   nothing.  A span of time that is a figure too does not cover. */
struct time_mark {
  struct span span;
  struct period period; /* resolved against the article's date */
  bool covers;          /* numerals inside are not figures */
  uint8_t sort;         /* context/time.h */
};

/* ---- figures ---- */

/* What context/ asks of every figure stands in its first 64 bytes. */
struct found {
  struct span span;      /* bound words, numeral, magnitude, unit */
  struct span numeral;   /* numeral and magnitude alone */
  uint32_t sentence;     /* index */
  bool has_value, has_high;
  bool from_table;       /* a cell: text/tables.c filled in what it knew */
  bool change_noun;      /* the number itself is a change (a doubling) */
  bool status_above;     /* a heading or the title gave the status, no word beside it */
  bool status_told;      /* a rule gave it */
  uint8_t kind, bound, change, basis, measure, status;
  uint32_t region;       /* by context/: adcode, 0 none */
  struct period period;        /* likewise */
  struct span period_words;    /* empty where implied */
  uint32_t indicator_key;      /* index + 1 into known indicators, 0 none */
  uint32_t rule;         /* index into rule names */
  struct decimal value, high;
  struct govfig_str unit_name; /* canonical; of a rate "a/b" */
  struct govfig_str unit_code; /* ISO 4217 or UCUM, may be empty */
  struct govfig_str indicator; /* by context/: in the chunk's arena */
  struct govfig_str authority; /* likewise */
};

struct time_block;

struct chunk {
  struct arena *arena;
  struct units text;       /* without the asterisks of Markdown */
  struct emphasis emphasis; /* the text with them */
  uint64_t base_unit, base_line; /* of its first unit in the document */
  bool returns;                  /* is there a carriage return in it? */
  struct line *lines;
  uint32_t n_lines;
  struct sentence *sentences;
  uint32_t n_sentences;
  struct article *articles;
  uint32_t n_articles;
  struct mark_list by_class[WORD_CLASSES]; /* marks */
  const struct time_block *time_blocks;    /* where those of WORD_TIME begin: context/ */
  struct time_mark *times; /* in order of span.start */
  uint32_t n_times;
  const struct span *covers; /* of the times that cover; one at 0 stands in front and one at
                                UINT32_MAX behind */
  const uint64_t *numerals; /* a bit for each unit of UNIT_NUMERAL that none of them covers,
                               one behind the text, and a word of zeros */
  struct found *found; /* in order of span.start */
  uint32_t n_found;
};

/* The first time that begins at `at` or behind it; n_times for none. */
static inline uint32_t times_from(const struct chunk *c, uint32_t at)
{
  uint32_t low = 0, high = c->n_times;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (c->times[middle].span.start < at)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* What the caller knows of a document beside its text. */
struct given {
  struct govfig_str document, publisher, title;
  struct day published;
  uint32_t region; /* adcode, 0 unknown */
};

#endif
