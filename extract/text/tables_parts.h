/* tables_parts.h - what the files of the table stage share.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_TABLES_PARTS_H
#define GOVFIG_EXTRACT_TABLES_PARTS_H

#include "extract/text/tables.h"
#include "extract/text/tables_row.h"

/* What a word in a head or caption says of the numbers below it. */
enum head_role {
  HEAD_GROWTH,
  HEAD_CHANGE,
  HEAD_SHARE,
  HEAD_COMPLETION,
  HEAD_CONTRIBUTION,
  HEAD_RANK,
  HEAD_RATIO,
  HEAD_YOY,
  HEAD_MOM,
  HEAD_AVG,
  HEAD_OTHER,  /* compared with what */
  HEAD_PLAIN,  /* "amount": says nothing */
  HEAD_CORNER, /* head of the labels */
  HEAD_SERIAL, /* head of a column of serial numbers */
  HEAD_UNIT,   /* head of a column of units; label of the caption's unit */
  HEAD_YEAR,   /* head of a column of years */
  HEAD_SUBSET, /* in front of a label: "of which" */
  HEAD_TARGET,
  HEAD_ESTIMATE,
  HEAD_CAPTION, /* in front of the number of a table */
  HEAD_ROLES
};

enum { HEAD_WORD_UNITS = 12, HEAD_WORDS_MAX = 256, NAME_UNITS = 40 };

/* Those that tell a measure. */
#define MEASURE_ROLES                                                                          \
  (1u << HEAD_GROWTH | 1u << HEAD_CHANGE | 1u << HEAD_SHARE | 1u << HEAD_COMPLETION |          \
   1u << HEAD_CONTRIBUTION | 1u << HEAD_RANK)

struct head_word {
  unit u[HEAD_WORD_UNITS];
  uint8_t len, role;
};

struct tables {
  const struct fold *fold;
  bool first[1024]; /* may a word begin with this unit (modulo)? */
  struct head_word words[HEAD_WORDS_MAX];
  uint32_t n_words;
};

/* A unit of measure as a head tells it. */
struct told_unit {
  bool known;
  const struct unit_info *unit, *per; /* NULL: only the words are known */
  const struct units *text;           /* in which the words stand */
  struct span words, per_span;
  int shift; /* power of ten of the magnitude */
};

/* The time that a head names. */
struct when {
  bool known;
  struct period period;
  struct span words; /* empty for heads of a chunk before */
};

/* What a head or caption says. */
struct head {
  struct span span;
  uint32_t roles; /* bits of enum head_role */
  struct told_unit unit;
  bool percent;              /* has a percent sign */
  uint32_t name[NAME_UNITS]; /* units of the text that name the quantity */
  uint32_t n_name;
  struct when when;
  const struct units *text; /* of the chunk at hand, or of the heads of one before */
};
#define NO_TIME UINT32_MAX
#define NO_HEAD UINT32_MAX
enum { HEAD_ROWS_MAX = 3, CONTEXT_LINES_MAX = 8 };

/* The table at hand. */
struct table {
  const struct tables_engine *e;
  struct chunk *c;
  const unit *u;
  struct head caption;           /* title lines, united */
  struct told_unit caption_unit; /* of the line that tells it */
  bool caption_percent;          /* which also tells % */
  struct cells head_rows[HEAD_ROWS_MAX];
  uint32_t n_head_rows;
  struct span context[CONTEXT_LINES_MAX]; /* lines of captions, then of heads */
  uint32_t n_captions, n_context;
  uint32_t width;               /* cells of the last row */
  bool carried;                 /* heads and captions are those of a chunk before */
  struct head heads[CELLS_MAX]; /* of the columns, the labels' included */
  uint32_t n_heads;
  bool heads_made, in_rows;
  struct span group;           /* heading of the rows at hand */
  struct told_unit label_unit; /* of the last label that told one */
  uint32_t sentence;           /* cursor */
  struct found *cells;         /* figures so far */
  uint32_t n_cells, room;
  struct span *covered; /* spans whose prose figures are taken out */
  uint32_t n_covered, covered_room;
};

static inline bool head_has(const struct head *h, enum head_role role)
{
  return (h->roles >> role & 1) != 0;
}

/* ---- tables_head.c ---- */

/* Reads the head of a column or a caption; a label keeps the words of its roles. */
void head_read(const struct table *t, struct span span, bool label, struct head *out);

/* Do two heads, which are not empty, say the same? */
bool head_same(const struct head *a, const struct head *b);

/* Does the line begin with the number of a table? */
bool head_numbers_table(const struct table *t, struct span line);

/* Does the line tell the unit of a table? */
bool head_tells_unit(const struct table *t, struct span line);

/* Reads [span) as a unit with its magnitude, up to its very end; `lenient`:
   words that are no known unit are one by themselves. */
struct told_unit head_unit(const struct table *t, struct span span, bool lenient);

/* Makes the column heads from the rows of heads for rows of `width` cells. */
void head_columns(struct table *t, uint32_t width);

/* Reads the line that tells the unit. */
void head_caption(struct table *t, struct span line);

/* The time mark that lies in the span, NO_TIME for none. */
uint32_t head_time(const struct table *t, struct span span);

/* ---- tables.c ---- */

/* Figures of the prose in this span are taken out; false without memory. */
bool table_cover(struct table *t, struct span span);

/* ---- tables_state.c ---- */

/* Takes up the table that the chunk before ended in; false without memory. */
bool table_resume(struct table *t);

/* Remembers the table that this chunk ends in, if it does. */
void table_keep(const struct table *t);

/* ---- tables_walk, in tables.c ---- */

/* Takes one line; false without memory. */
bool table_line(struct table *t, uint32_t line);
void table_forget(struct table *t);

/* ---- tables_cell.c ---- */

/* A row at work. */
struct row {
  const struct cells *cells;
  uint32_t head[CELLS_MAX]; /* of each cell, NO_HEAD none */
  struct head label;
  bool labelled;
  uint32_t label_at;     /* the label's cell */
  uint32_t first;        /* first cell that may be a number */
  struct told_unit unit; /* of a column of units */
  struct period year;    /* where the label is a bare year */
  struct span year_words;
  uint32_t sentence;
};

/* The number in a cell. */
struct number {
  struct span span;
  struct decimal value;
  struct told_unit unit; /* where the cell has one */
};

static inline bool span_empty(struct span s)
{
  return s.start == s.end;
}

/* The figures of a row; false without memory. */
bool cells_of_row(struct table *t, uint32_t line, const struct cells *row);

/* ---- tables_say.c ---- */

/* Fills in unit, measure, indicator and period of the number `n` under head `h`
   (NULL: none); false without memory. */
bool cell_say(const struct table *t, const struct row *r, const struct head *h,
              const struct number *n, struct found *f);

#endif
