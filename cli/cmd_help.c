/* cmd_help.c - govfig help, govfig version.  SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/say.h"
#include "cli/usage.h"

static int help_man(const struct operands *words)
{
  if (words->n == 1 || strcmp(words->item[1], "govfig") == 0)
    return manual_print(NULL, stdout);
  const struct command *command = commands_find(words->item[1]);
  if (command != NULL)
    return manual_print(command, stdout);
  commands_unknown(words->item[1]);
  return OPTIONS_EXIT_USAGE;
}

static int help_completion(const struct operands *words)
{
  if (words->n >= 2 && strcmp(words->item[1], "bash") == 0)
    return completion_print_bash(stdout);
  say("help: completion is there for: bash");
  return OPTIONS_EXIT_USAGE;
}

static int help_run(void *settings, const struct operands *words)
{
  (void)settings;
  if (words->n == 0)
    return usage_overview(stdout);
  if (strcmp(words->item[0], "man") == 0)
    return help_man(words);
  if (strcmp(words->item[0], "completion") == 0)
    return help_completion(words);
  const struct command *command = commands_find(words->item[0]);
  if (command != NULL)
    return usage_print(command, stdout);
  commands_unknown(words->item[0]);
  return OPTIONS_EXIT_USAGE;
}

static int version_run(void *settings, const struct operands *words)
{
  (void)settings;
  (void)words;
  puts("govfig " GOVFIG_VERSION "\n"
       "Licence GPLv3+: GNU GPL version 3 or later <https://gnu.org/licenses/gpl.html>;\n"
       "base, figure, input and extract: Apache-2.0.  There is NO WARRANTY.");
  return usage_finish(stdout);
}

static const struct option_row no_options[] = {{.name = NULL}};

const struct command command_help = {
    .name = "help",
    .synopsis = "[COMMAND | man [COMMAND] | completion bash]",
    .summary = "help on a command, manual pages, shell completion",
    .description =
        "Prints the list of commands, or the help of one.\n"
        "'man' prints the manual page of a command (or of govfig itself) in troff, "
        "'completion bash' a script that completes commands and options.\n",
    .examples = "read the manual page of a command\tgovfig help man extract | man -l -\n"
                "complete words in this shell\teval \"$(govfig help completion bash)\"\n",
    .options = no_options,
    .run = help_run,
};

const struct command command_version = {
    .name = "version",
    .synopsis = "",
    .summary = "version and licence",
    .description = "Prints the version and the licence.\n",
    .options = no_options,
    .run = version_run,
};
