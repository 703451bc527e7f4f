/* usage.h - help, manual pages and completion, all from the option tables.
   SPDX-License-Identifier: GPL-3.0-or-later

   Each function writes to `to` and returns the exit status: 0, or 4 where it
   could not be written. */
#ifndef GOVFIG_CLI_USAGE_H
#define GOVFIG_CLI_USAGE_H

#include <stdio.h>

#include "cli/options.h"

/* The commands, ended by NULL. */
extern const struct command *const commands[];

/* The command called `name`; NULL for none. */
const struct command *commands_find(const char *name);

/* Says that there is no such command, with the one that was probably meant. */
void commands_unknown(const char *name);

/* --help of a command. */
int usage_print(const struct command *command, FILE *to);

/* `govfig help`: the list of commands. */
int usage_overview(FILE *to);

/* Manual pages in troff; NULL means that of govfig itself. */
int manual_print(const struct command *command, FILE *to);

/* Completion script for bash. */
int completion_print_bash(FILE *to);

/* Flushes `to`; 0, or 4 with a message. */
int usage_finish(FILE *to);

/* An option's value as the help shows it ("FILE", "csv|tsv"), "" for none. */
const char *usage_value(const struct option_row *row);

#endif
