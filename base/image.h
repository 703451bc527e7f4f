/* image.h - what one program built in its memory, for another one to begin with.
   SPDX-License-Identifier: Apache-2.0

   Memory as data: its words but for those that are 0, and where in it pointers stand.  A
   pointer leads into a text that both programs have or into the memory itself. */
#ifndef GOVFIG_BASE_IMAGE_H
#define GOVFIG_BASE_IMAGE_H

#include <stddef.h>
#include <stdint.h>

struct image_stretch {
  uint32_t at, n; /* words */
};

struct image {
  const uintptr_t *data; /* the words of all stretches; a pointer as an offset into the
                            text and, behind that, the memory */
  const struct image_stretch *stretches;
  const uint32_t *pointers; /* the words that are pointers */
  size_t n_stretches, n_pointers;
  size_t words;             /* of the memory; 0: there is no image */
  size_t text, root;        /* bytes of the text; the place of the first struct */
};

/* Builds the memory, of which nearly all is used, and returns its first struct; NULL
   without memory.  What is to be freed is *block. */
void *image_load(const struct image *image, const unsigned char *text, void **block);

#endif
