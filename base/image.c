/* image.c - memory as data.  SPDX-License-Identifier: Apache-2.0 */
#include "base/image.h"

#include <string.h>

#include "base/pages.h"

void *image_load(const struct image *image, const unsigned char *text, void **block)
{
  enum { WORD = sizeof *image->data };
  char *memory = pages_calloc_large(image->words * WORD, block);
  const uintptr_t *from = image->data;
  if (memory == NULL)
    return NULL;
  for (size_t i = 0; i < image->n_stretches; i++) {
    const struct image_stretch s = image->stretches[i];
    memcpy(memory + (size_t)s.at * WORD, from, (size_t)s.n * WORD);
    from += s.n;
  }
  for (size_t i = 0; i < image->n_pointers; i++) {
    char *at = memory + (size_t)image->pointers[i] * WORD;
    uintptr_t offset;
    memcpy(&offset, at, sizeof offset);
    const void *to = offset < image->text ? (const void *)(text + offset)
                                          : memory + (offset - image->text);
    memcpy(at, &to, sizeof to);
  }
  return memory + image->root;
}
