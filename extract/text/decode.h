/* decode.h - UTF-8 to units that are not folded yet.  SPDX-License-Identifier: Apache-2.0

   The work is done in blocks of DECODE_STEP units: where one begins and which of its units
   are ASCII tells the byte of each. */
#ifndef GOVFIG_EXTRACT_DECODE_H
#define GOVFIG_EXTRACT_DECODE_H

#include "extract/text/units.h"

enum { DECODE_STEP = 32, DECODE_GUARD = 8 };

/* A text and what becomes of it. */
struct decoder {
  const unsigned char *p, *end; /* what is left of it */
  unit *u;                      /* room for as many as there are bytes, and DECODE_GUARD */
  struct units_block *blocks;   /* one for each DECODE_STEP bytes, and one more */
  unit lowered;                 /* of full-width ASCII: fold_lower */
  bool plain;                   /* not with the wider registers of the machine */
  uint32_t byte;                /* offset of p */
  size_t bad;                   /* malformed sequences so far */
};

/* Decodes all of the text; how many units it became. */
uint32_t decode(struct decoder *d);

/* ---- decode_wide.c ---- */

/* Decodes whole blocks with the wider registers of some machines, as long as the text is
   well-formed and far from its end; how many units they have. */
uint32_t decode_wide(struct decoder *d);

/* ---- decode.c ---- */

/* Decodes the sequence at p, of whatever length or malformed; its bytes. */
size_t decode_any(struct decoder *d, const unsigned char *p, unit *u);

#endif
