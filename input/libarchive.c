/* libarchive.c - libarchive, loaded or linked.  SPDX-License-Identifier: Apache-2.0 */
#include "input/libarchive.h"

enum govfig_status libarchive_load(struct libarchive *la, struct govfig_error *err)
{
#ifdef GOVFIG_LATE_LIBARCHIVE
  static const char *const names[] = {LIBARCHIVE_FUNCTIONS(LATE_NAME) NULL};
  return late_load(GOVFIG_LATE_LIBARCHIVE, names, la, err);
#else
  (void)err;
  *la = (struct libarchive){LIBARCHIVE_FUNCTIONS(LATE_LINKED)};
  return GOVFIG_OK;
#endif
}
