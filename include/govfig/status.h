/* status.h - what every fallible call of govfig returns, and the error that
   tells more.  SPDX-License-Identifier: Apache-2.0

   A function that can fail returns enum govfig_status; GOVFIG_OK is 0.  One
   that takes a `struct govfig_error *` fills it on failure and leaves it alone
   on success; NULL is allowed everywhere and means "the status is enough".
   Any thread may call these functions; an error object belongs to its caller. */
#ifndef GOVFIG_STATUS_H
#define GOVFIG_STATUS_H

#include <stddef.h>

/* name, process exit status of the command line, message */
#define GOVFIG_STATUS_LIST(X)                                                  \
  X(OK, 0, "done")                                                             \
  X(E_USAGE, 2, "the call or the command line is wrong")                       \
  X(E_READ, 3, "an input cannot be read")                                      \
  X(E_WRITE, 4, "the output cannot be written")                                \
  X(E_NOMEM, 3, "out of memory")                                               \
  X(E_SYNTAX, 2, "a rule file or data table is malformed")                     \
  X(E_PATTERN, 2, "a pattern of a rule does not compile")                      \
  X(E_MATCH, 1, "a rule exceeded its match limit")                             \
  X(E_RANGE, 1, "a number does not fit in 38 digits")                          \
  X(E_ENCODING, 1, "the bytes are not text in the stated encoding")            \
  X(E_FORMAT, 1, "the input is not in the expected format")                    \
  X(E_LIMIT, 1, "a stated limit was exceeded")                                 \
  X(E_STOPPED, 1, "stopped by the caller")

enum govfig_status {
#define GOVFIG_STATUS_ENUM(name, exit_status, message) GOVFIG_##name,
  GOVFIG_STATUS_LIST(GOVFIG_STATUS_ENUM)
#undef GOVFIG_STATUS_ENUM
      GOVFIG_STATUS_COUNT
};

/* Where and why.  `line` and `column` are 1-based, 0 where they do not apply;
   columns count code points.  The strings are always NUL-terminated. */
struct govfig_error {
  enum govfig_status status;
  size_t line;
  size_t column;
  char file[256]; /* file or table name, "" where none */
  char text[256]; /* what is wrong, in words */
};

/* The constant message of a status; never NULL, not to be freed. */
const char *govfig_status_message(enum govfig_status status);

/* The exit status (0-4) with which a process reports `status`. */
int govfig_status_exit(enum govfig_status status);

#endif
