/* sentence.h - lines into sentences.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_SENTENCE_H
#define GOVFIG_EXTRACT_SENTENCE_H

#include "extract/text/layout_parts.h"

/* Fills the chunk's sentences; false without memory. */
bool sentence_split(struct splitter *s);

#endif
