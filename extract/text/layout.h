/* layout.h - a chunk into lines, sentences and articles.
   SPDX-License-Identifier: Apache-2.0

   Takes units, marks (class WORD_LAYOUT) and the lexicon for publishers, gives the
   lines, sentences and articles of chunk.h.  Lines are trimmed of blanks and of
   Markdown's marks; a blank line is empty.  Running text, titles, headings,
   captions and rows have sentences, credits and noise have none: what stands in
   them counts nothing.  A sentence that layout broke spans its lines, with the
   line breaks inside.  What must outlive a chunk is in the state. */
#ifndef GOVFIG_EXTRACT_LAYOUT_H
#define GOVFIG_EXTRACT_LAYOUT_H

#include "extract/chunk.h"
#include "extract/text/fold.h"
#include "extract/words/table.h"

struct layout;

enum {
  LAYOUT_TITLE_BYTES = 768,
  LAYOUT_PUBLISHER_BYTES = 192,
  LAYOUT_YEAR_FIRST = 1900, /* years that a text may speak from */
  LAYOUT_YEARS = 200
};

/* A copy of a string that outlives its chunk. */
struct layout_name {
  char data[LAYOUT_TITLE_BYTES];
  size_t len;
};

/* What is known of the document when a chunk ends. */
struct layout_state {
  bool headed;                           /* its title is known or given up */
  bool bulletin;                         /* the document is a bundle of short items */
  uint32_t number;                       /* of the open article */
  struct layout_name title, publisher;   /* of the open article */
  struct layout_name document_publisher; /* of the document's head */
  struct day published, document_published;
  uint8_t published_rank, publisher_rank; /* how well they are known */
  uint8_t document_published_rank, document_publisher_rank;
  uint16_t years[LAYOUT_YEARS]; /* how often the text names a year as its own */
  uint8_t most;                 /* which it names most often, the latest of several */
};

struct layout *layout_new(void);

/* Handlers of the tables `characters`, `layout` and `publishers`; how many.
   `out` has room for four. */
size_t layout_handlers(struct layout *x, struct lexicon_builder *b, struct table_handler *out);
void layout_free(struct layout *x);

/* Gives it the lexicon, for the names of publishers. */
void layout_meet(struct layout *x, const struct lexicon *lexicon);

/* Tells which units are UNIT_STOP, UNIT_CLAUSE, UNIT_NUMERAL (digits of days), or
   UNIT_SIGN: years, bars, steps of a path, undecodable ones, what may
   begin a notice of rights or close a dateline. */
void layout_classify(const struct layout *x, struct fold *fold);

void layout_state_init(struct layout_state *state);

/* Fills lines, sentences and articles of `chunk`; false without memory. */
bool layout_split(const struct layout *x, struct layout_state *state, const struct given *given,
                  struct chunk *chunk);

#endif
