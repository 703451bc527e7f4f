/* extract.h - extraction whose every figure is checked against the document.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_TESTS_EXTRACT_H
#define GOVFIG_TESTS_EXTRACT_H

#include <govfig/extractor.h>

#include "base/buf.h"

/* All rows of a document as text, a cell per line, and the first thing found
   wrong with any of them. */
struct extraction {
  struct buf rows;
  size_t n;
  enum govfig_status status;
  struct govfig_error err;
  char wrong[400];

  const char *text; /* the document */
  size_t len;
};

/* Extracts `text`, fed in pieces of `piece` bytes (0: whole).  The extraction
   is begun anew; free it with extraction_done. */
void extraction_run(struct extraction *e, struct govfig_extractor *x, const char *text,
                    size_t len, size_t piece);
void extraction_done(struct extraction *e);

/* Did it end in a status that text can provoke, and was every row right? */
int extraction_is_sound(const struct extraction *e);

#endif
