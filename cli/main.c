/* main.c - govfig: the table of commands.  SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/commands.h"
#include "cli/say.h"
#include "cli/usage.h"

const struct command *const commands[] = {
    &command_extract,
    &command_stats,
    &command_plot,
    &command_rules,
    &command_help,
    &command_version,
    NULL,
};

/* Words in place of a command that are understood all the same. */
static const char *command_name(const char *word)
{
  if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
    return "help";
  if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0)
    return "version";
  return word;
}

int main(int argc, char **argv)
{
  if (argc < 2) {
    usage_overview(stderr);
    return OPTIONS_EXIT_USAGE;
  }
  const char *name = command_name(argv[1]);
  const struct command *command = commands_find(name);
  if (command != NULL)
    return options_run(command, argc - 2, argv + 2);
  if (name[0] == '-')
    say("unknown option '%s'; 'govfig help' lists the commands", name);
  else
    commands_unknown(name);
  return OPTIONS_EXIT_USAGE;
}
