/* manual.c - manual pages in troff.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/usage.h"

#include <ctype.h>
#include <string.h>

/* Text as troff reads it: backslashes and dashes escaped, no line that begins
   with a control character. */
static void put_text(FILE *to, const char *text, size_t len)
{
  for (size_t i = 0; i < len; i++) {
    bool first = i == 0 || text[i - 1] == '\n';
    if (first && (text[i] == '.' || text[i] == '\''))
      fputs("\\&", to);
    if (text[i] == '\\')
      fputs("\\e", to);
    else if (text[i] == '-')
      fputs("\\-", to);
    else
      putc(text[i], to);
  }
}

static void put_upper(FILE *to, const char *text)
{
  for (; *text != '\0'; text++)
    putc(toupper((unsigned char)*text), to);
}

static void put_paragraphs(FILE *to, const char *text)
{
  while (*text != '\0') {
    size_t len = strcspn(text, "\n");
    fputs(".PP\n", to);
    put_text(to, text, len);
    putc('\n', to);
    text += len + (text[len] == '\n');
  }
}

static void put_option(FILE *to, const struct option_row *row)
{
  const char *value = usage_value(row);
  fputs(".TP\n", to);
  if (row->letter != '\0')
    fprintf(to, "\\fB\\-%c\\fR, ", row->letter);
  fputs("\\fB\\-\\-", to);
  put_text(to, row->name, strlen(row->name));
  fputs("\\fR", to);
  if (*value != '\0') {
    fputs("=\\fI", to);
    put_text(to, value, strlen(value));
    fputs("\\fR", to);
  }
  putc('\n', to);
  put_text(to, row->help, strlen(row->help));
  putc('\n', to);
}

static void put_options(FILE *to, const struct option_row *rows)
{
  fputs(".SH OPTIONS\n", to);
  for (; rows->name != NULL; rows++) {
    if (rows->section != NULL)
      fprintf(to, ".SS %s\n", rows->section);
    put_option(to, rows);
  }
  put_option(to, &(struct option_row){.name = "help", .letter = 'h', .help = "print a summary"});
}

static void put_examples(FILE *to, const char *examples)
{
  if (examples == NULL)
    return;
  fputs(".SH EXAMPLES\n", to);
  while (*examples != '\0') {
    size_t what = strcspn(examples, "\t"), all = strcspn(examples, "\n");
    fputs(".TP\n\\fB", to);
    if (what < all) {
      put_text(to, examples + what + 1, all - what - 1);
      fputs("\\fR\n", to);
      put_text(to, examples, what);
    } else {
      put_text(to, examples, all);
      fputs("\\fR", to);
    }
    putc('\n', to);
    examples += all + (examples[all] == '\n');
  }
}

static void put_exit(FILE *to)
{
  fputs(".SH EXIT STATUS\n"
        "0 all done; 1 some documents failed, the rest were done; 2 the command line or a rule "
        "file is wrong; 3 no input could be read; 4 the output could not be written. "
        "A closed pipe ends the program by its signal.\n",
        to);
}

static void put_see_also(FILE *to, const struct command *self)
{
  fputs(".SH SEE ALSO\n", to);
  if (self != NULL)
    fputs("\\fBgovfig\\fR(1)", to);
  const char *comma = self != NULL ? ", " : "";
  for (const struct command *const *c = commands; *c != NULL; c++)
    if (*c != self) {
      fprintf(to, "%s\\fBgovfig\\-%s\\fR(1)", comma, (*c)->name);
      comma = ", ";
    }
  putc('\n', to);
}

static void put_overview(FILE *to)
{
  fputs(".TH GOVFIG 1 \"\" \"govfig " GOVFIG_VERSION "\" \"User Commands\"\n"
        ".SH NAME\ngovfig \\- figures out of Chinese government reporting\n"
        ".SH SYNOPSIS\n\\fBgovfig\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR]... "
        "[\\fIARGUMENT\\fR]...\n"
        ".SH DESCRIPTION\nReads Chinese government reporting and turns the numbers in its prose "
        "into a table of figures, the table into statistics, the statistics into plots.\n"
        ".SH COMMANDS\n",
        to);
  for (const struct command *const *c = commands; *c != NULL; c++) {
    fprintf(to, ".TP\n\\fB%s\\fR\n", (*c)->name);
    put_text(to, (*c)->summary, strlen((*c)->summary));
    putc('\n', to);
  }
}

int manual_print(const struct command *c, FILE *to)
{
  if (c == NULL) {
    put_overview(to);
  } else {
    fputs(".TH GOVFIG\\-", to);
    put_upper(to, c->name);
    fputs(" 1 \"\" \"govfig " GOVFIG_VERSION "\" \"User Commands\"\n.SH NAME\n", to);
    fprintf(to, "govfig\\-%s \\- ", c->name);
    put_text(to, c->summary, strlen(c->summary));
    fprintf(to, "\n.SH SYNOPSIS\n\\fBgovfig %s\\fR ", c->name);
    put_text(to, c->synopsis, strlen(c->synopsis));
    fputs("\n.SH DESCRIPTION\n", to);
    put_paragraphs(to, c->description);
    put_options(to, c->options);
    put_examples(to, c->examples);
  }
  put_exit(to);
  put_see_also(to, c);
  return usage_finish(to);
}
