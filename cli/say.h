/* say.h - words for standard error.  SPDX-License-Identifier: GPL-3.0-or-later

   Whatever comes from outside (names of files, pieces of input) may hold line
   feeds and terminal escapes; everything that is said goes through here, where
   control characters become \xNN. */
#ifndef GOVFIG_CLI_SAY_H
#define GOVFIG_CLI_SAY_H

#include <stdio.h>

#include <govfig/status.h>

/* One line "govfig: ..." on standard error; format is printf's. */
#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
void say(const char *format, ...);

/* What an error says: "govfig: FILE:LINE:COLUMN: what". */
void say_error(const struct govfig_error *err);

/* Writes `text` with control characters, DEL and C1 controls shown as \xNN. */
void say_clean(FILE *to, const char *text);

#endif
