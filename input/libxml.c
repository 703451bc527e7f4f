/* libxml.c - libxml2, loaded or linked.  SPDX-License-Identifier: Apache-2.0 */
#include "input/libxml.h"

enum govfig_status libxml_load(struct libxml *x, struct govfig_error *err)
{
#ifdef GOVFIG_LATE_LIBXML
  static const char *const names[] = {LIBXML_FUNCTIONS(LATE_NAME) NULL};
  enum govfig_status status = late_load(GOVFIG_LATE_LIBXML, names, x, err);
  if (status != GOVFIG_OK)
    return status;
#else
  (void)err;
  *x = (struct libxml){LIBXML_FUNCTIONS(LATE_LINKED)};
#endif
  x->xmlInitParser(); /* which threads may do at once, and again */
  return GOVFIG_OK;
}
