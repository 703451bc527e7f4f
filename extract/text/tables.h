/* tables.h - figures from the rows of tables.  SPDX-License-Identifier: Apache-2.0

   Takes a chunk whose lines, sentences, time marks and figures are there, gives
   a figure for every cell that is a number: its unit from the cell, the column
   head, the row's label or the caption, its indicator from label and head, its
   period from head, label or caption.  Figures that the prose engine found in
   labels, heads and number cells are taken out.  Remembers the heads
   of a table that goes on in the next chunk. */
#ifndef GOVFIG_EXTRACT_TABLES_H
#define GOVFIG_EXTRACT_TABLES_H

#include "extract/chunk.h"
#include "extract/number/numeral.h"
#include "extract/number/unit.h"
#include "extract/words/table.h"

struct tables; /* what words in heads and captions mean */

struct tables *tables_new(const struct fold *fold);
/* Handler of the table `heads`; how many (1). */
size_t tables_handlers(struct tables *t, struct table_handler *out);
void tables_free(struct tables *t);

enum { TABLES_STATE_BYTES = 2048, TABLES_STATE_COLUMNS = 48, TABLES_STATE_LINES = 8 };

/* The heads of a table that goes on in the next chunk: their lines, and the
   periods that they named. */
struct tables_state {
  bool open;
  uint32_t width; /* cells of a row */
  uint8_t n_captions, n_lines;
  uint16_t end[TABLES_STATE_LINES]; /* of each line in text */
  char text[TABLES_STATE_BYTES];
  struct {
    bool known;
    struct period period;
  } caption, column[TABLES_STATE_COLUMNS];
};

void tables_state_init(struct tables_state *state);

struct tables_engine {
  const struct tables *tables;
  const struct numerals *numerals;
  const struct unit_registry *units;
  const struct lexicon *lexicon;
  uint32_t rule;              /* of a figure of kind k: rule + k */
  struct tables_state *state; /* NULL: the chunk is the whole document */
};

/* Puts the cells' figures (from_table) into chunk->found, in order; false
   without memory. */
bool tables_cells(const struct tables_engine *e, struct chunk *c);

#endif
