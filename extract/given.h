/* given.h - what the caller knows of a document.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_GIVEN_H
#define GOVFIG_EXTRACT_GIVEN_H

#include <govfig/extractor.h>

#include "extract/chunk.h"

/* Copies the strings of `document` into `a` and reads its date; NULL means
   nothing is known.  The region is left to the gazetteer.  False without memory. */
bool given_take(struct given *g, const struct govfig_document *document, struct arena *a);

/* Reads YYYY, YYYY-MM or YYYY-MM-DD; all zero for anything else. */
struct day given_day(struct govfig_str text);

/* Writes a day as far as it is known, at most 10 characters; its length. */
size_t given_print_day(struct day d, char *out);

#endif
