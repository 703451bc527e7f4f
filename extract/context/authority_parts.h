/* authority_parts.h - what the files of authority share.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_AUTHORITY_PARTS_H
#define GOVFIG_EXTRACT_AUTHORITY_PARTS_H

#include "extract/context/authority.h"

/* Kinds of words, of both tables; data/agencies.table explains each. */
enum authority_word {
  AGENCY_NAME = 1,
  AGENCY_SUFFIX,
  AGENCY_TITLE,
  AGENCY_JOINT,
  AGENCY_NONE,
  AGENCY_PLACE,
  SOURCE_TOLD,
  SOURCE_SHOWS,
  SOURCE_FROM
};

struct authorities {
  uint8_t single[65536]; /* kinds of words of one character */
  struct lexicon_builder *builder; /* while the tables are read */
};

#endif
