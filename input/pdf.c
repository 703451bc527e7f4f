/* pdf.c - PDF through the program pdftotext.  SPDX-License-Identifier: Apache-2.0

   Reading PDF means running a large parser on hostile bytes: it runs as a child
   with ceilings on time, memory and output, without a shell, reading from its
   standard input and writing to a pipe.  The child has no other file open. */
#define _GNU_SOURCE /* pipe2, in POSIX since 2024 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "input/parcel.h"

enum { WAIT_SECONDS = 60, PIECE_BYTES = 64 * 1024, WORDS_ROOM = 200 };

extern char **environ;

struct child {
  pid_t pid;
  int text, words; /* its standard output and error */
};

/* The bytes of the parcel in a file without a name, rewound. */
static enum govfig_status spool(struct govfig_parcel *p, FILE **out, struct govfig_error *err)
{
  char piece[PIECE_BYTES];
  size_t got, total = 0;
  *out = tmpfile();
  if (*out == NULL)
    return error_set(err, GOVFIG_E_READ, NULL, 0, 0, "no temporary file: %s", strerror(errno));
  do {
    enum govfig_status status = source_read(&p->source, piece, sizeof piece, &got, err);
    if (status != GOVFIG_OK)
      return status;
    total += got;
    if (total > p->shared->options.document_bytes_max)
      return error_set(err, GOVFIG_E_LIMIT, NULL, 0, 0, "is larger than %zu MiB",
                       p->shared->options.document_bytes_max >> 20);
    if (fwrite(piece, 1, got, *out) != got)
      return error_set(err, GOVFIG_E_READ, NULL, 0, 0, "no room for a temporary file: %s",
                       strerror(errno));
  } while (got != 0);
  if (fflush(*out) != 0 || lseek(fileno(*out), 0, SEEK_SET) != 0)
    return error_set(err, GOVFIG_E_READ, NULL, 0, 0, "no room for a temporary file: %s",
                     strerror(errno));
  return GOVFIG_OK;
}

/* prlimit sets the ceilings; it is part of util-linux, as essential as the
   kernel.  Where it is missing the time limit still holds. */
static int spawn_child(struct child *c, int pdf, int text, int words)
{
  static char *const limited[] = {"prlimit", "--as=2147483648", "--cpu=60", "--core=0", "--",
                                  "pdftotext", "-layout", "-nopgbrk", "-enc", "UTF-8", "-", "-",
                                  NULL};
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attr;
  sigset_t none;
  sigemptyset(&none);
  if (posix_spawn_file_actions_init(&files) != 0)
    return ENOMEM;
  if (posix_spawnattr_init(&attr) != 0) {
    posix_spawn_file_actions_destroy(&files);
    return ENOMEM;
  }
  posix_spawn_file_actions_adddup2(&files, pdf, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, text, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&files, words, STDERR_FILENO);
  posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK);
  posix_spawnattr_setsigmask(&attr, &none);
  int failed = posix_spawnp(&c->pid, limited[0], &files, &attr, limited, environ);
  if (failed == ENOENT)
    failed = posix_spawnp(&c->pid, limited[5], &files, &attr, limited + 5, environ);
  posix_spawnattr_destroy(&attr);
  posix_spawn_file_actions_destroy(&files);
  return failed;
}

static bool make_pipe(int ends[2])
{
  return pipe2(ends, O_CLOEXEC) == 0; /* other threads start children too */
}

static enum govfig_status start_child(struct child *c, int pdf, struct govfig_error *err)
{
  int text[2], words[2];
  if (!make_pipe(text))
    return error_set(err, GOVFIG_E_READ, NULL, 0, 0, "no pipe: %s", strerror(errno));
  if (!make_pipe(words)) {
    close(text[0]);
    close(text[1]);
    return error_set(err, GOVFIG_E_READ, NULL, 0, 0, "no pipe: %s", strerror(errno));
  }
  int failed = spawn_child(c, pdf, text[1], words[1]);
  close(text[1]);
  close(words[1]);
  c->text = text[0];
  c->words = words[0];
  if (failed == 0)
    return GOVFIG_OK;
  close(c->text);
  close(c->words);
  return error_set(err, GOVFIG_E_READ, NULL, 0, 0,
                   "pdftotext cannot be run (package poppler-utils): %s", strerror(failed));
}

static long seconds_now(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (long)now.tv_sec;
}

/* Keeps the first words that the child complains with. */
static bool read_words(int fd, char *words, size_t *n)
{
  char piece[512];
  ssize_t got = read(fd, piece, sizeof piece);
  for (ssize_t i = 0; i < got && *n + 1 < WORDS_ROOM; i++)
    words[(*n)++] = piece[i];
  words[*n] = '\0';
  return got > 0;
}

/* Delivers the child's output until it ends, its time is up or it says more than
   any document does.  *late says whether it must be stopped. */
static enum govfig_status listen_to(const struct child *c, struct delivery *d, char *words,
                                    bool *late)
{
  char piece[PIECE_BYTES];
  size_t n_words = 0;
  long until = seconds_now() + WAIT_SECONDS;
  struct pollfd fds[2] = {{.fd = c->text, .events = POLLIN}, {.fd = c->words, .events = POLLIN}};
  words[0] = '\0';
  while (fds[0].fd >= 0 || fds[1].fd >= 0) {
    long left = until - seconds_now();
    *late = left <= 0 || d->bytes > d->shared->options.document_bytes_max;
    if (*late)
      return GOVFIG_OK;
    if (poll(fds, 2, (int)(left * 1000)) <= 0)
      continue;
    if (fds[1].revents != 0 && !read_words(c->words, words, &n_words))
      fds[1].fd = -1;
    if (fds[0].revents == 0)
      continue;
    ssize_t got = read(c->text, piece, sizeof piece);
    if (got <= 0) {
      fds[0].fd = -1;
      continue;
    }
    enum govfig_status status = deliver_text(d, piece, (size_t)got);
    if (status != GOVFIG_OK)
      return status;
  }
  return GOVFIG_OK;
}

static int end_child(struct child *c, bool kill_it)
{
  int how = 0;
  if (kill_it)
    kill(c->pid, SIGKILL);
  close(c->text);
  close(c->words);
  while (waitpid(c->pid, &how, 0) < 0 && errno == EINTR)
    ;
  return how;
}

/* In words why the child failed, NULL when it did not. */
static const char *complaint(int how, bool late, const char *words, uint64_t bytes)
{
  if (late)
    return "pdftotext took too long or said too much";
  if (strstr(words, "ncorrect password") != NULL || strstr(words, "ncrypted") != NULL)
    return "is encrypted";
  if (strstr(words, "language pack") != NULL)
    return "has fonts that need the package poppler-data";
  if (WIFSIGNALED(how))
    return "pdftotext was stopped by a limit or crashed";
  if (WEXITSTATUS(how) == 127)
    return "pdftotext is not installed (package poppler-utils)";
  if (WEXITSTATUS(how) != 0)
    return "the PDF is damaged";
  return bytes == 0 ? "has no text (scanned pages need OCR)" : NULL;
}

static enum govfig_status run_child(FILE *pdf, struct delivery *d)
{
  struct child c;
  struct govfig_error why;
  char words[WORDS_ROOM];
  bool late = false;
  if (start_child(&c, fileno(pdf), &why) != GOVFIG_OK)
    return deliver_done(d, why.status, why.text);
  enum govfig_status status = listen_to(&c, d, words, &late);
  int how = end_child(&c, late || status != GOVFIG_OK);
  if (status != GOVFIG_OK)
    return status;
  const char *wrong = complaint(how, late, words, d->inked ? 1 : 0);
  return deliver_done(d, wrong != NULL ? GOVFIG_E_FORMAT : GOVFIG_OK, wrong);
}

enum govfig_status parcel_read_pdf(struct govfig_parcel *p, struct delivery *d,
                                   struct govfig_error *err)
{
  (void)err;
  FILE *pdf;
  struct govfig_error why;
  struct govfig_document document = parcel_document(p);
  deliver_start(d, &document, "UTF-8");
  if (d->skipped)
    return GOVFIG_OK;
  enum govfig_status status = spool(p, &pdf, &why);
  status = status == GOVFIG_OK ? run_child(pdf, d) : deliver_done(d, status, why.text);
  if (pdf != NULL)
    fclose(pdf);
  return status;
}
