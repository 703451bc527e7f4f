/* passage.h - fingerprints of sentences, and the memory that finds reprints.
   SPDX-License-Identifier: Apache-2.0

   The fingerprint of a passage is FNV-1a over 64 bits, one step per character
   instead of per byte.  Any tool can compute it:
     1. fold the text as data/fold.table says (full width to half width,
        traditional to simplified);
     2. keep Han characters of the BMP, ASCII letters and ASCII digits; drop all
        else: punctuation, blanks, line breaks, symbols;
     3. turn A-Z into a-z;
     4. h = 0xCBF29CE484222325; for each code point c kept:
        h = ((h XOR c) * 0x100000001B3) modulo 2^64.
   The column `passage` is "p" and h in 16 lower-case hex digits. */
#ifndef GOVFIG_EXTRACT_PASSAGE_H
#define GOVFIG_EXTRACT_PASSAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "extract/text/units.h"

/* The hashes of `n` passages of u, of which seven units behind are readable. */
void passage_hashes(const unit *u, const struct span *s, size_t n, uint64_t *hash);

enum { PASSAGE_TEXT = 17 }; /* characters of the column, without a NUL */
void passage_text(uint64_t hash, char out[PASSAGE_TEXT]);

/* The last GOVFIG_PASSAGES_REMEMBERED passages of a document and where their
   figures start; a fixed amount of memory, a constant time per figure. */
struct passage_memory;

enum { PASSAGE_NEW = -1 };

struct passage_memory *passage_memory_new(void);
void passage_memory_free(struct passage_memory *m);

/* Forgets everything: a document begins.  Takes no time. */
void passage_memory_reset(struct passage_memory *m);

/* A passage begins; the figures that follow are its own.  `next`: hash of the one
   that will follow, if it is known, so that its place is brought meanwhile. */
void passage_begin(struct passage_memory *m, uint64_t hash, uint64_t next);

/* The next figure of the passage starts at `start` (code points of the
   document).  Returns the start of the same figure in the first copy of the
   passage that is known, or PASSAGE_NEW. */
int64_t passage_figure(struct passage_memory *m, uint64_t start);

#endif
