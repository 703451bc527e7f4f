/* str.h - a counted string.  SPDX-License-Identifier: Apache-2.0

   `data` holds `len` bytes of UTF-8 and need not end in NUL; an empty string
   may have data NULL.  A govfig_str never owns its bytes. */
#ifndef GOVFIG_STR_H
#define GOVFIG_STR_H

#include <stddef.h>

struct govfig_str {
  const char *data;
  size_t len;
};

#endif
