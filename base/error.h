/* error.h - filling a govfig_error.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_BASE_ERROR_H
#define GOVFIG_BASE_ERROR_H

#include <govfig/status.h>

/* Fills `err` (NULL allowed) and returns `status`, so that a failing function
   can say `return error_set(...)`.  `file` may be NULL; `format` is printf's.
   A text that is too long is cut at a whole character. */
#if defined(__GNUC__)
__attribute__((format(printf, 6, 7)))
#endif
enum govfig_status error_set(struct govfig_error *err, enum govfig_status status,
                             const char *file, size_t line, size_t column,
                             const char *format, ...);

/* error_set for lack of memory. */
enum govfig_status error_nomem(struct govfig_error *err);

#endif
