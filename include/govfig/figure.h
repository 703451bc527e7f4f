/* figure.h - one figure, and the columns of the figures table.
   SPDX-License-Identifier: Apache-2.0

   A figure is a row of strings, one per column, exactly as the table prints
   them: an empty string means "not stated".  The extractor makes figures, the
   table reader reads them back, writers and statistics take them; nobody needs
   another representation.  Strings live as long as the call that handed the
   figure over says. */
#ifndef GOVFIG_FIGURE_H
#define GOVFIG_FIGURE_H

#include <govfig/str.h>

/* What a column holds, for readers that want types (JSON, schema, Excel). */
enum govfig_column_type {
  GOVFIG_TEXT,    /* text, codes included: never to be read as a number */
  GOVFIG_DECIMAL, /* plain decimal, may have a sign and a point */
  GOVFIG_INTEGER  /* non-negative integer */
};

/* identifier, name in the header row, type, what it says */
#define GOVFIG_COLUMN_LIST(X)                                                  \
  X(DOCUMENT, "document", TEXT, "path or id of the document as given")         \
  X(ARTICLE, "article", INTEGER, "number of the article in the document")      \
  X(PUBLISHER, "publisher", TEXT, "who printed it")                            \
  X(PUBLISHED, "published", TEXT, "ISO 8601 date of publication")              \
  X(REGION, "region", TEXT, "region that the figure is about")                 \
  X(REGION_CODE, "region_code", TEXT, "its GB/T 2260 code; 100000: the nation")\
  X(PERIOD, "period", TEXT, "ISO 8601 day, month, year or start/end")          \
  X(INDICATOR, "indicator", TEXT, "what is counted, in the document's words")  \
  X(INDICATOR_KEY, "indicator_key", TEXT, "canonical name of a known one")     \
  X(MEASURE, "measure", TEXT,                                                  \
    "level change growth share contribution gap completion rank")              \
  X(STATUS, "status", TEXT, "actual estimate target rule")                     \
  X(KIND, "kind", TEXT, "count money percent ratio duration ...")              \
  X(VALUE, "value", DECIMAL, "exact value, signed; a range's lower end")       \
  X(HIGH, "high", DECIMAL, "a range's upper end")                              \
  X(BOUND, "bound", TEXT, "exact about over under at_least at_most range")     \
  X(UNIT, "unit", TEXT, "canonical unit in Chinese")                           \
  X(UNIT_CODE, "unit_code", TEXT, "its ISO 4217 or UCUM code")                 \
  X(CHANGE, "change", TEXT, "increase or decrease")                            \
  X(BASIS, "basis", TEXT, "yoy mom avg other")                                 \
  X(AUTHORITY, "authority", TEXT, "body named as the origin of the number")    \
  X(PASSAGE, "passage", TEXT, "fingerprint of the sentence")                   \
  X(REPEAT_OF, "repeat_of", INTEGER, "start of an earlier copy of the figure") \
  X(PERIOD_TEXT, "period_text", TEXT, "the words that gave the period")        \
  X(SECTION, "section", TEXT, "nearest heading above")                         \
  X(RULE, "rule", TEXT, "name of the extractor that found it")                 \
  X(LINE, "line", INTEGER, "1-based line of the document")                     \
  X(START, "start", INTEGER, "first code point, 0-based")                      \
  X(END, "end", INTEGER, "code point after the last")                          \
  X(TEXT, "text", TEXT, "exactly those characters")                            \
  X(TITLE, "title", TEXT, "headline of the article")                           \
  X(SENTENCE, "sentence", TEXT, "the sentence around it, on one line")

enum govfig_column {
#define GOVFIG_COLUMN_ENUM(id, name, type, meaning) GOVFIG_COLUMN_##id,
  GOVFIG_COLUMN_LIST(GOVFIG_COLUMN_ENUM)
#undef GOVFIG_COLUMN_ENUM
      GOVFIG_COLUMN_COUNT
};

struct govfig_figure {
  struct govfig_str column[GOVFIG_COLUMN_COUNT];
};

enum govfig_next { GOVFIG_CONTINUE, GOVFIG_STOP };

/* Takes a figure; its strings live until the call returns. */
typedef enum govfig_next govfig_figure_fn(const struct govfig_figure *figure, void *ctx);

/* Name, type and meaning of a column; constant strings. */
const char *govfig_column_name(enum govfig_column column);
enum govfig_column_type govfig_column_type(enum govfig_column column);
const char *govfig_column_meaning(enum govfig_column column);

/* The column called `name` (`len` bytes), or GOVFIG_COLUMN_COUNT for none. */
enum govfig_column govfig_column_find(const char *name, size_t len);

#endif
