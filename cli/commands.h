/* commands.h - every command of govfig; main.c lists them.
   SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GOVFIG_CLI_COMMANDS_H
#define GOVFIG_CLI_COMMANDS_H

#include "cli/options.h"

extern const struct command command_extract, command_help, command_plot, command_rules,
    command_stats, command_version;

#endif
