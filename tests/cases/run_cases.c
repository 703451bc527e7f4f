/* run_cases.c - runs the program over every case and compares the table.
   SPDX-License-Identifier: GPL-3.0-or-later

   usage: run_cases PROGRAM FOLDER [PART-OF-NAME]
   Exit 0 when every case that is no known gap passes. */
#define _XOPEN_SOURCE 700 /* realpath */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/cases.h"

enum { ARGUMENTS_MAX = 64, WORDS_MAX = 1 << 16 };

/* What one run gave. */
struct run {
  int status;
  char *out, *err;
  size_t out_len, err_len;
};

/* Complaints about one case, printed only when it counts. */
struct report {
  char text[WORDS_MAX];
  size_t len;
};

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
static void complain(struct report *r, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  int n = vsnprintf(r->text + r->len, sizeof r->text - r->len, format, args);
  va_end(args);
  if (n > 0)
    r->len += (size_t)n;
  if (r->len >= sizeof r->text)
    r->len = sizeof r->text - 1;
}

/* The command line: `args` holds options, one a line; a first line that is no
   option is the command, which is otherwise `extract`. */
static void split_arguments(char *args, char *input, char **argv, char *program)
{
  size_t n = 0;
  char *line = args != NULL ? strtok(args, "\n") : NULL;
  argv[n++] = program;
  if (line != NULL && line[0] != '-') {
    argv[n++] = line;
    line = strtok(NULL, "\n");
  } else {
    static char extract[] = "extract";
    argv[n++] = extract;
  }
  for (; line != NULL && n < ARGUMENTS_MAX - 2; line = strtok(NULL, "\n"))
    argv[n++] = line;
  if (input != NULL)
    argv[n++] = input;
  argv[n] = NULL;
}

static void child(const char *folder, char **argv, int out, int err)
{
  int in = open("/dev/null", O_RDONLY);
  if (chdir(folder) != 0 || in < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0)
    _exit(126);
  execv(argv[0], argv);
  _exit(127);
}

static char *read_back(FILE *f, size_t *len)
{
  char path[64];
  snprintf(path, sizeof path, "/proc/self/fd/%d", fileno(f));
  char *text = file_read(path, len);
  fclose(f);
  return text;
}

static struct run run_program(const struct test_case *c, char *program)
{
  struct run r = {.status = -1};
  char *argv[ARGUMENTS_MAX];
  size_t len;
  char *args = case_file(c, "args", &len);
  split_arguments(args, c->input, argv, program);
  FILE *out = tmpfile(), *err = tmpfile();
  if (out == NULL || err == NULL) {
    perror("tmpfile");
    exit(2);
  }
  pid_t pid = fork();
  if (pid == 0)
    child(c->path, argv, fileno(out), fileno(err));
  int status = 0;
  while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
    continue;
  r.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  r.out = read_back(out, &r.out_len);
  r.err = read_back(err, &r.err_len);
  free(args);
  return r;
}

static void compare_row(const struct csv *want, const struct csv *got, size_t i, struct report *r)
{
  for (size_t k = 0; k < want->row[0].n; k++) {
    const char *column = want->row[0].cell[k];
    const char *cell = got->row[i].cell[csv_column(got, column)];
    if (!cell_matches(want->row[i].cell[k], cell))
      complain(r, "  row %zu, %s: expected '%s', got '%s'\n", i, column, want->row[i].cell[k], cell);
  }
}

static void list_texts(const char *head, const struct csv *csv, struct report *r)
{
  size_t k = csv_column(csv, "text");
  complain(r, "  %s:", head);
  for (size_t i = 1; i < csv->n; i++)
    complain(r, " [%s]", k < csv->row[0].n ? csv->row[i].cell[k] : csv->row[i].cell[0]);
  complain(r, "\n");
}

static void compare_tables(const struct csv *want, const struct csv *got, struct report *r)
{
  for (size_t k = 0; k < want->row[0].n; k++)
    if (got->n == 0 || csv_column(got, want->row[0].cell[k]) == got->row[0].n) {
      complain(r, "  no column %s in the output\n", want->row[0].cell[k]);
      return;
    }
  if (want->n != got->n) {
    complain(r, "  %zu rows expected, %zu got\n", want->n - 1, got->n - 1);
    list_texts("expected", want, r);
    list_texts("got     ", got, r);
    return;
  }
  for (size_t i = 1; i < want->n; i++)
    compare_row(want, got, i, r);
}

static void check_table(const struct test_case *c, const struct run *run, struct report *r)
{
  struct csv want = {0}, got = {0};
  size_t len;
  char *text = case_file(c, "expected.csv", &len);
  if (text == NULL)
    return;
  const char *bad = csv_take(text, len, &want);
  if (bad != NULL)
    complain(r, "  expected.csv: row %zu: %s\n", want.n, bad);
  else if ((bad = csv_take(run->out, run->out_len, &got)) != NULL)
    complain(r, "  output: row %zu: %s\n", got.n, bad);
  else if (want.n == 0 || got.n == 0)
    complain(r, "  %s has no header\n", want.n == 0 ? "expected.csv" : "the output");
  else
    compare_tables(&want, &got, r);
  csv_free(&want);
  csv_free(&got);
  free(text);
}

/* Exit status (file `exit`, else 0) and words on standard error (file `stderr`). */
static void check_ending(const struct test_case *c, const struct run *run, struct report *r)
{
  size_t len;
  char *text = case_file(c, "exit", &len);
  int expected = text != NULL ? atoi(text) : 0;
  if (run->status != expected)
    complain(r, "  exit %d expected, got %d: %.300s\n", expected, run->status, run->err);
  free(text);
  text = case_file(c, "stderr", &len);
  if (text != NULL) {
    text[strcspn(text, "\n")] = '\0';
    if (strstr(run->err, text) == NULL)
      complain(r, "  standard error lacks '%s': %.300s\n", text, run->err);
  }
  free(text);
}

struct tally {
  size_t passed, failed, gaps, closed;
};

static void run_case(const struct test_case *c, char *program, struct tally *tally)
{
  static struct report r;
  r.len = 0;
  r.text[0] = '\0';
  struct run run = run_program(c, program);
  check_ending(c, &run, &r);
  check_table(c, &run, &r);
  if (r.len == 0 && c->known_gap) {
    printf("note: %s is a known gap no longer: rename it to .d\n", c->name);
    tally->closed++;
  } else if (c->known_gap) {
    printf("gap: %s\n", c->name);
    tally->gaps++;
  } else if (r.len == 0) {
    tally->passed++;
  } else {
    printf("FAILED %s\n%s", c->name, r.text);
    tally->failed++;
  }
  free(run.out);
  free(run.err);
}

int main(int argc, char **argv)
{
  struct tally tally = {0};
  if (argc < 3) {
    fprintf(stderr, "usage: run_cases PROGRAM FOLDER [PART-OF-NAME]\n");
    return 2;
  }
  char *program = realpath(argv[1], NULL);
  if (program == NULL) {
    perror(argv[1]);
    return 2;
  }
  struct test_cases cases = cases_load(argv[2], argc > 3 ? argv[3] : NULL);
  for (size_t i = 0; i < cases.n; i++)
    run_case(&cases.item[i], program, &tally);
  printf("%zu passed, %zu failed, %zu known gaps, %zu of them closed\n", tally.passed,
         tally.failed, tally.gaps + tally.closed, tally.closed);
  cases_free(&cases);
  free(program);
  return tally.failed > 0 || tally.passed + tally.gaps == 0;
}
