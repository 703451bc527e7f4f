/* utf8.h - is it UTF-8, and how many characters?  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_FIGURE_UTF8_H
#define GOVFIG_FIGURE_UTF8_H

#include <stddef.h>

/* Offset of the first byte that is not part of well-formed UTF-8 (NUL counts as
   damage: no text has one), or `len`. */
size_t utf8_check(const char *text, size_t len);

/* Characters in `len` bytes of UTF-8. */
size_t utf8_count(const char *text, size_t len);

#endif
