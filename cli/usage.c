/* usage.c - the help texts.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/usage.h"

#include <errno.h>
#include <string.h>

#include "cli/say.h"

enum { LINE_WIDTH = 79, HELP_INDENT = 28 };

int usage_finish(FILE *to)
{
  if (fflush(to) == 0 && !ferror(to))
    return 0;
  say("cannot write: %s", strerror(errno));
  return 4;
}

const char *usage_value(const struct option_row *row)
{
  if (row->type == OPTION_FLAG)
    return "";
  if (row->type == OPTION_CHOICE && row->metavar == NULL)
    return row->choices;
  return row->metavar != NULL ? row->metavar : "VALUE";
}

/* Words of `text` up to its end or a line feed, broken before LINE_WIDTH;
   the cursor is at `at`.  Returns what follows the line feed. */
static const char *wrap(FILE *to, const char *text, int indent, int at)
{
  while (*text != '\0' && *text != '\n') {
    size_t len = strcspn(text, " \n");
    if (at > indent && at + 1 + (int)len > LINE_WIDTH) {
      fprintf(to, "\n%*s", indent, "");
      at = indent;
    } else if (at > indent) {
      putc(' ', to);
      at++;
    }
    fwrite(text, 1, len, to);
    at += (int)len;
    text += len;
    while (*text == ' ')
      text++;
  }
  putc('\n', to);
  return *text == '\n' ? text + 1 : text;
}

static void print_option(FILE *to, const struct option_row *row)
{
  const char *value = usage_value(row);
  int at;
  if (row->letter != '\0')
    at = fprintf(to, "  -%c, --%s%s%s", row->letter, row->name, *value ? "=" : "", value);
  else
    at = fprintf(to, "      --%s%s%s", row->name, *value ? "=" : "", value);
  if (at > HELP_INDENT - 2) {
    putc('\n', to);
    at = 0;
  }
  fprintf(to, "%*s", HELP_INDENT - at, "");
  wrap(to, row->help, HELP_INDENT, HELP_INDENT);
}

static void print_examples(FILE *to, const char *examples)
{
  if (examples == NULL)
    return;
  fputs("\nExamples:\n", to);
  while (*examples != '\0') {
    size_t what = strcspn(examples, "\t"), all = strcspn(examples, "\n");
    const char *command = what < all ? examples + what + 1 : examples;
    fprintf(to, "  %.*s\n", (int)(examples + all - command), command);
    if (what < all)
      fprintf(to, "      %.*s\n", (int)what, examples);
    examples += all + (examples[all] == '\n');
  }
}

int usage_print(const struct command *command, FILE *to)
{
  fprintf(to, "Usage: govfig %s %s\n\n", command->name, command->synopsis);
  for (const char *text = command->description; *text != '\0';) {
    text = wrap(to, text, 0, 0);
    if (*text != '\0')
      putc('\n', to);
  }
  const char *section = NULL;
  for (const struct option_row *r = command->options; r->name != NULL; r++) {
    if (r->section != NULL)
      fprintf(to, "\n%s:\n", r->section);
    else if (section == NULL && r == command->options)
      fputs("\nOptions:\n", to);
    print_option(to, r);
  }
  static const struct option_row help = {.name = "help", .letter = 'h', .help = "print this help"};
  if (command->options->name == NULL)
    fputs("\nOptions:\n", to);
  print_option(to, &help);
  print_examples(to, command->examples);
  return usage_finish(to);
}

int usage_overview(FILE *to)
{
  fputs("Usage: govfig COMMAND [OPTION]... [ARGUMENT]...\n\n"
        "Reads Chinese government reporting and turns the numbers in its prose into a\n"
        "table of figures, the table into statistics, the statistics into plots.\n\n"
        "Commands:\n",
        to);
  for (const struct command *const *c = commands; *c != NULL; c++)
    fprintf(to, "  %-10s%s\n", (*c)->name, (*c)->summary);
  fputs("\n'govfig COMMAND --help' tells more of a command, 'govfig help man COMMAND'\n"
        "prints its manual page.\n\n"
        "Exit status: 0 all done; 1 some documents failed, the rest were done; 2 the\n"
        "command line is wrong; 3 no input could be read; 4 the output could not be\n"
        "written.\n",
        to);
  return usage_finish(to);
}

const struct command *commands_find(const char *name)
{
  for (const struct command *const *c = commands; *c != NULL; c++)
    if (strcmp((*c)->name, name) == 0)
      return *c;
  return NULL;
}

void commands_unknown(const char *name)
{
  struct guess g = {0};
  for (const struct command *const *c = commands; *c != NULL; c++)
    guess_try(&g, name, strlen(name), (*c)->name);
  if (g.best != NULL)
    say("unknown command '%s'; did you mean '%s'?", name, g.best);
  else
    say("unknown command '%s'; 'govfig help' lists them", name);
}
