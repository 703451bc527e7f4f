/* options.h - one table of options per command.  SPDX-License-Identifier: GPL-3.0-or-later

   A command is a row of data: its words, its options, its defaults and the
   function that does it.  Parsing, --help, the manual page and the completion
   script all read the same table, so that none of them can lie.

   An option stores its value into the command's settings structure, at the
   offset that its row names:
     OPTION_FLAG    bool                  set to true
     OPTION_TEXT    const char *          as given
     OPTION_NUMBER  long                  between min and max
     OPTION_CHOICE  int                   index of the word in `choices`
     OPTION_LIST    struct option_list    every value given, in order */
#ifndef GOVFIG_CLI_OPTIONS_H
#define GOVFIG_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

enum option_type { OPTION_FLAG, OPTION_TEXT, OPTION_NUMBER, OPTION_CHOICE, OPTION_LIST };

struct option_list {
  const char **item;
  size_t n;
};

struct option_row {
  const char *name; /* without the dashes; NULL ends the table */
  char letter;      /* 0: none */
  enum option_type type;
  size_t offset;       /* of the value in the settings */
  const char *metavar; /* what the value is called in the help; NULL for flags and choices */
  const char *choices; /* OPTION_CHOICE: "csv|tsv|jsonl" */
  long min, max;       /* OPTION_NUMBER */
  const char *section; /* starts a new heading in the help; NULL: goes on under the last */
  const char *help;    /* one or two sentences, small letter first, no full stop at the end */
};

/* What stands on the command line beside options. */
struct operands {
  const char **item;
  size_t n;
};

struct command {
  const char *name;
  const char *synopsis;    /* "[OPTION]... [INPUT]..." */
  const char *summary;     /* a line of the command list */
  const char *description; /* paragraphs, each ended by a line feed */
  const char *examples;    /* lines "what it does<TAB>command line" */
  const struct option_row *options;
  const void *defaults;    /* the settings before parsing */
  size_t settings_size;
  /* `settings` is a private copy of the defaults with the options filled in.
     Returns the exit status. */
  int (*run)(void *settings, const struct operands *operands);
};

/* The status of a command line that is wrong. */
enum { OPTIONS_EXIT_USAGE = 2 };

/* Parses the arguments behind the command's name and runs it; -h and --help
   print the help instead.  Words on what is wrong go to standard error.
   Returns the exit status. */
int options_run(const struct command *command, int argc, char **argv);

/* The row called `name` (`len` bytes) or with this letter; NULL for none. */
const struct option_row *options_find(const struct option_row *rows, const char *name, size_t len);
const struct option_row *options_find_letter(const struct option_row *rows, char letter);

/* Which of the words of "a|b|c" is `word`; -1 for none. */
int options_choice(const char *choices, const char *word);

/* The candidate nearest to `word`, where it is near enough to have been meant:
   feed candidates one by one into a guess of all zeros. */
struct guess {
  const char *best;
  size_t distance;
};
void guess_try(struct guess *g, const char *word, size_t len, const char *candidate);

#endif
