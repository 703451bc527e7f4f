/* completion.c - completion for bash.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/usage.h"

/* The words that may follow an option, where they are known: its choices. */
static void put_choices(FILE *to, const struct command *c)
{
  for (const struct option_row *r = c->options; r->name != NULL; r++) {
    if (r->type != OPTION_CHOICE)
      continue;
    fprintf(to, "    %s:--%s", c->name, r->name);
    if (r->letter != '\0')
      fprintf(to, "|%s:-%c", c->name, r->letter);
    fputs(") words=\"", to);
    for (const char *s = r->choices; *s != '\0'; s++)
      putc(*s == '|' ? ' ' : *s, to);
    fputs("\" ;;\n", to);
  }
}

static void put_options(FILE *to, const struct command *c)
{
  fprintf(to, "    %s) words=\"--help", c->name);
  for (const struct option_row *r = c->options; r->name != NULL; r++)
    fprintf(to, " --%s", r->name);
  fputs("\" ;;\n", to);
}

int completion_print_bash(FILE *to)
{
  fputs("# bash completion for govfig; made by 'govfig help completion bash'\n"
        "_govfig() {\n"
        "  local word=\"${COMP_WORDS[COMP_CWORD]}\" before=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
        "  local command=\"${COMP_WORDS[1]}\" words=\"\"\n"
        "  if [ \"$before\" = = ] && [ \"$COMP_CWORD\" -gt 2 ]; then\n"
        "    before=\"${COMP_WORDS[COMP_CWORD-2]}\"\n"
        "  fi\n"
        "  if [ \"$word\" = = ]; then word=\"\"; fi\n"
        "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
        "    COMPREPLY=($(compgen -W \"",
        to);
  for (const struct command *const *c = commands; *c != NULL; c++)
    fprintf(to, "%s%s", c != commands ? " " : "", (*c)->name);
  fputs("\" -- \"$word\"))\n    return\n  fi\n  case \"$command:$before\" in\n", to);
  for (const struct command *const *c = commands; *c != NULL; c++)
    put_choices(to, *c);
  fputs("    *) case \"$word\" in -*) case \"$command\" in\n", to);
  for (const struct command *const *c = commands; *c != NULL; c++)
    put_options(to, *c);
  fputs("    esac ;; esac ;;\n"
        "  esac\n"
        "  if [ -n \"$words\" ]; then COMPREPLY=($(compgen -W \"$words\" -- \"$word\")); fi\n"
        "}\n"
        "complete -o default -F _govfig govfig\n",
        to);
  return usage_finish(to);
}
