/* options.c - parses a command line by its table.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/options.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/say.h"
#include "cli/usage.h"

struct parse {
  const struct command *command;
  char **argv;
  int argc, at; /* argv[at] is the next word */
  char *settings;
  struct operands operands;
  bool help;
};

const struct option_row *options_find(const struct option_row *rows, const char *name, size_t len)
{
  for (; rows->name != NULL; rows++)
    if (strlen(rows->name) == len && memcmp(rows->name, name, len) == 0)
      return rows;
  return NULL;
}

const struct option_row *options_find_letter(const struct option_row *rows, char letter)
{
  for (; rows->name != NULL; rows++)
    if (rows->letter == letter && letter != '\0')
      return rows;
  return NULL;
}

int options_choice(const char *choices, const char *word)
{
  size_t len = strlen(word);
  for (int i = 0;; i++) {
    size_t n = strcspn(choices, "|");
    if (n == len && memcmp(choices, word, n) == 0)
      return i;
    if (choices[n] == '\0')
      return -1;
    choices += n + 1;
  }
}

/* ---- near misses ---- */

enum { GUESS_LEN_MAX = 32 };

/* Edit distance by single rows; words are short. */
static size_t distance(const char *a, size_t n, const char *b, size_t m)
{
  size_t row[GUESS_LEN_MAX + 1];
  for (size_t j = 0; j <= m; j++)
    row[j] = j;
  for (size_t i = 1; i <= n; i++) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= m; j++) {
      size_t best = diagonal + (a[i - 1] != b[j - 1]);
      diagonal = row[j];
      if (row[j] + 1 < best)
        best = row[j] + 1;
      if (row[j - 1] + 1 < best)
        best = row[j - 1] + 1;
      row[j] = best;
    }
  }
  return row[m];
}

void guess_try(struct guess *g, const char *word, size_t len, const char *candidate)
{
  size_t m = strlen(candidate);
  if (len == 0 || len > GUESS_LEN_MAX || m > GUESS_LEN_MAX)
    return;
  bool begins = len >= 2 && m > len && memcmp(word, candidate, len) == 0;
  size_t d = begins ? 1 : distance(word, len, candidate, m);
  if (d > (m <= 3 ? 1u : m / 3 + 1u))
    return;
  if (g->best == NULL || d < g->distance)
    *g = (struct guess){candidate, d};
}

static bool unknown_long(const struct parse *p, const char *name, size_t len)
{
  struct guess g = {0};
  for (const struct option_row *r = p->command->options; r->name != NULL; r++)
    guess_try(&g, name, len, r->name);
  guess_try(&g, name, len, "help");
  if (g.best != NULL)
    say("%s: unknown option --%.*s; did you mean --%s?", p->command->name, (int)len, name,
        g.best);
  else
    say("%s: unknown option --%.*s; 'govfig %s --help' lists them", p->command->name, (int)len,
        name, p->command->name);
  return false;
}

/* ---- values ---- */

static bool store_number(const struct parse *p, const struct option_row *row, const char *value)
{
  char *end;
  errno = 0;
  long n = strtol(value, &end, 10);
  if (end == value || *end != '\0' || errno != 0 || n < row->min || n > row->max) {
    say("%s: --%s takes a whole number between %ld and %ld, not '%s'", p->command->name,
        row->name, row->min, row->max, value);
    return false;
  }
  memcpy(p->settings + row->offset, &n, sizeof n);
  return true;
}

static bool store_choice(const struct parse *p, const struct option_row *row, const char *value)
{
  int choice = options_choice(row->choices, value);
  if (choice < 0) {
    say("%s: --%s takes one of %s, not '%s'", p->command->name, row->name, row->choices, value);
    return false;
  }
  memcpy(p->settings + row->offset, &choice, sizeof choice);
  return true;
}

static bool store_item(const struct parse *p, const struct option_row *row, const char *value)
{
  struct option_list *list = (void *)(p->settings + row->offset);
  if (list->item == NULL) /* there cannot be more values than words */
    list->item = calloc((size_t)p->argc + 1, sizeof *list->item);
  if (list->item == NULL) {
    say("out of memory");
    return false;
  }
  list->item[list->n++] = value;
  return true;
}

static bool store(const struct parse *p, const struct option_row *row, const char *value)
{
  switch (row->type) {
  case OPTION_FLAG: {
    bool yes = true;
    memcpy(p->settings + row->offset, &yes, sizeof yes);
    return true;
  }
  case OPTION_TEXT:
    memcpy(p->settings + row->offset, &value, sizeof value);
    return true;
  case OPTION_NUMBER:
    return store_number(p, row, value);
  case OPTION_CHOICE:
    return store_choice(p, row, value);
  case OPTION_LIST:
    return store_item(p, row, value);
  }
  return false;
}

/* The value in the next word. */
static bool store_next(struct parse *p, const struct option_row *row)
{
  if (p->at >= p->argc) {
    say("%s: --%s needs a value", p->command->name, row->name);
    return false;
  }
  return store(p, row, p->argv[p->at++]);
}

/* ---- words ---- */

/* `word` begins behind the two dashes. */
static bool parse_long(struct parse *p, const char *word)
{
  size_t len = strcspn(word, "=");
  const char *value = word[len] == '=' ? word + len + 1 : NULL;
  const struct option_row *row = options_find(p->command->options, word, len);
  if (row == NULL && len == 4 && memcmp(word, "help", 4) == 0) {
    p->help = true;
    return true;
  }
  if (row == NULL)
    return unknown_long(p, word, len);
  if (row->type == OPTION_FLAG && value != NULL) {
    say("%s: --%s takes no value", p->command->name, row->name);
    return false;
  }
  if (row->type == OPTION_FLAG || value != NULL)
    return store(p, row, value);
  return store_next(p, row);
}

/* `word` begins behind the dash: flags, and at the end one letter with its
   value in the rest of the word or in the next. */
static bool parse_short(struct parse *p, const char *word)
{
  for (; *word != '\0'; word++) {
    const struct option_row *row = options_find_letter(p->command->options, *word);
    if (row == NULL && *word == 'h') {
      p->help = true;
      continue;
    }
    if (row == NULL) {
      say("%s: unknown option -%c; 'govfig %s --help' lists them", p->command->name, *word,
          p->command->name);
      return false;
    }
    if (row->type == OPTION_FLAG) {
      store(p, row, NULL);
      continue;
    }
    return word[1] != '\0' ? store(p, row, word + 1) : store_next(p, row);
  }
  return true;
}

static bool parse_words(struct parse *p)
{
  bool options = true;
  while (p->at < p->argc) {
    const char *word = p->argv[p->at++];
    if (options && strcmp(word, "--") == 0)
      options = false;
    else if (options && word[0] == '-' && word[1] == '-') {
      if (!parse_long(p, word + 2))
        return false;
    } else if (options && word[0] == '-' && word[1] != '\0') {
      if (!parse_short(p, word + 1))
        return false;
    } else {
      p->operands.item[p->operands.n++] = word;
    }
  }
  return true;
}

static void free_lists(const struct parse *p)
{
  for (const struct option_row *r = p->command->options; r->name != NULL; r++)
    if (r->type == OPTION_LIST) {
      struct option_list *list = (void *)(p->settings + r->offset);
      free(list->item);
    }
}

int options_run(const struct command *command, int argc, char **argv)
{
  struct parse p = {.command = command, .argv = argv, .argc = argc};
  int status = 3;
  p.settings = malloc(command->settings_size + 1);
  p.operands.item = calloc((size_t)argc + 1, sizeof *p.operands.item);
  if (p.settings == NULL || p.operands.item == NULL) {
    say("out of memory");
    free(p.settings);
    free(p.operands.item);
    return status;
  }
  if (command->settings_size != 0)
    memcpy(p.settings, command->defaults, command->settings_size);
  if (!parse_words(&p))
    status = OPTIONS_EXIT_USAGE;
  else if (p.help)
    status = usage_print(command, stdout);
  else
    status = command->run(p.settings, &p.operands);
  free_lists(&p);
  free(p.settings);
  free(p.operands.item);
  return status;
}
