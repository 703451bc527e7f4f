/* authority.h - the body that a number comes from.  SPDX-License-Identifier: Apache-2.0

   Takes a sentence that names its origin ("the ministry announced", "as was
   learned from the bureau", "according to the department's head"), gives the
   body's name in the document's words to the figures behind it, up to the end
   of the paragraph.  "The report shows" means the last body that the article
   named.  Knows bodies by name and by how such names end (data/agencies.table). */
#ifndef GOVFIG_EXTRACT_AUTHORITY_H
#define GOVFIG_EXTRACT_AUTHORITY_H

#include <stdbool.h>

#include "base/table.h"
#include "extract/chunk.h"

struct authorities;

enum { AUTHORITY_BYTES = 96 };

/* The last body that an article named, for the chunks that follow. */
struct authority_state {
  uint32_t article; /* its number */
  uint32_t len;     /* of the name; 0 none */
  char name[AUTHORITY_BYTES];
};

/* NULL without memory. */
struct authorities *authorities_new(void);
void authorities_free(struct authorities *x);

/* Handlers of the tables `agencies` and `sources`; how many.  `out` has room
   for two. */
size_t authorities_handlers(struct authorities *x, struct lexicon_builder *b,
                            struct table_handler *out);

/* Who has all words; to be told before a chunk is worked on. */
void authorities_meet(struct authorities *x, const struct lexicon *lexicon);

void authority_state_init(struct authority_state *state);

/* Fills `authority` of the chunk's figures; wants marks (WORD_SOURCE,
   WORD_REGION) and times.  False without memory. */
bool authority_attribute(const struct authorities *x, struct authority_state *state,
                         struct chunk *chunk);

#endif
