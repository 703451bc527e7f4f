/* time.h - words of time: dates, clock times, periods and spans.
   SPDX-License-Identifier: Apache-2.0

   Takes folded units and the marks of class WORD_TIME, gives chunk->times; its
   knowledge is data/time.table.  The numerals inside a date count nothing, so
   this runs before the numbers are read.  What a mark means in days may depend
   on what stands before it ("the end of the year"): periods_attribute completes
   those that are not `known` yet (period.h). */
#ifndef GOVFIG_EXTRACT_TIME_H
#define GOVFIG_EXTRACT_TIME_H

#include "base/table.h"
#include "extract/chunk.h"
#include "extract/text/fold.h"

/* How a mark tells its period.  `first` and `last` of its period hold, where
   the period is not known: year, an offset; month and day, 0 where not told. */
enum time_sort {
  TIME_PLAIN,  /* of no period: clock times, days of the week, names */
  TIME_FIXED,  /* tells its year */
  TIME_OF_ARTICLE, /* offset in years from the article's: last year, this year's March */
  TIME_MONTH_OF_ARTICLE, /* offset in months: last month, 5th of this month */
  TIME_DAY_OF_ARTICLE,   /* offset in days: yesterday */
  TIME_IN_FORCE,  /* offset in years from the year that is spoken of: March, year-end */
  TIME_TOLD,      /* the same, where the paragraph has named a year */
  TIME_DAY,       /* a day of the month that is spoken of */
  TIME_SAME,      /* the same part of a year, offset from the one spoken of */
  TIME_SPAN,      /* so many years (months, days) up to now, or from now on: open_end */
  TIME_RUN,       /* so many years up to the one spoken of, in a row */
  TIME_THESE,     /* these so many years */
  TIME_NEAR,      /* the last so many years, months, days: less than a span */
  TIME_NOW,       /* up to the article's day */
  TIME_RECENT,    /* shortly before it */
  TIME_FEAST      /* from month and day to month and day of a year, about */
};

struct times;

/* NULL without memory. */
struct times *times_new(void);
void times_free(struct times *x);

/* Handlers of the tables `time_characters` and `time`; how many.  `out` has
   room for two. */
size_t times_handlers(struct times *x, struct lexicon_builder *b, struct table_handler *out);

/* Tells which units are UNIT_TIME, UNIT_NUMERAL for a date, UNIT_CLAUSE, or UNIT_SIGN
   for a title. */
void times_classify(const struct times *x, struct fold *fold);

/* Fills chunk->times; wants units, marks, lines and articles.  False without memory. */
bool time_scan(const struct times *x, const struct given *given, struct chunk *chunk);

#endif
