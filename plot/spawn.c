/* spawn.c - running a program, without a shell.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"

extern char **environ;

/* The child starts with no signal blocked and none ignored, whatever we do. */
static int set_signals(posix_spawnattr_t *attributes)
{
  sigset_t none, all;
  sigemptyset(&none);
  sigemptyset(&all);
  sigaddset(&all, SIGPIPE);
  sigaddset(&all, SIGINT);
  sigaddset(&all, SIGTERM);
  sigaddset(&all, SIGHUP);
  int why = posix_spawnattr_setsigmask(attributes, &none);
  if (why == 0)
    why = posix_spawnattr_setsigdefault(attributes, &all);
  if (why == 0)
    why = posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  return why;
}

static int set_files(posix_spawn_file_actions_t *actions, const char *output, const char *words)
{
  const int how = O_WRONLY | O_CREAT | O_TRUNC;
  int why = posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  if (why == 0)
    why = posix_spawn_file_actions_addopen(actions, STDOUT_FILENO, output, how, 0600);
  if (why == 0)
    why = posix_spawn_file_actions_addopen(actions, STDERR_FILENO, words, how, 0600);
  return why;
}

/* The argument vector of posix_spawn is not const, though it is not written to. */
static int start(pid_t *child, const char *const *argv, const char *output, const char *words)
{
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  char *arguments[8] = {NULL};
  for (size_t i = 0; i + 1 < 8 && argv[i] != NULL; i++)
    memcpy(&arguments[i], &argv[i], sizeof arguments[i]);
  int why = posix_spawn_file_actions_init(&actions);
  if (why != 0)
    return why;
  why = posix_spawnattr_init(&attributes);
  if (why == 0) {
    why = set_signals(&attributes);
    if (why == 0)
      why = set_files(&actions, output, words);
    if (why == 0)
      why = posix_spawnp(child, arguments[0], &actions, &attributes, arguments, environ);
    posix_spawnattr_destroy(&attributes);
  }
  posix_spawn_file_actions_destroy(&actions);
  return why;
}

enum govfig_status spawn_run(const char *const *argv, const char *package, const char *output,
                             const char *words, int *code, struct govfig_error *err)
{
  pid_t child;
  int status, why = start(&child, argv, output, words);
  if (why != 0)
    return error_set(err, GOVFIG_E_READ, NULL, 0, 0, "%s cannot be run: %s (it is in the "
                     "package %s)", argv[0], strerror(why), package);
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR)
      return error_set(err, GOVFIG_E_READ, NULL, 0, 0, "%s was lost: %s", argv[0],
                       strerror(errno));
  *code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (*code == 127) /* where the system finds out only in the child */
    return error_set(err, GOVFIG_E_READ, NULL, 0, 0, "%s is not installed (package %s)", argv[0],
                     package);
  return GOVFIG_OK;
}

enum govfig_status spawn_read(const char *path, struct buf *out, struct govfig_error *err)
{
  ssize_t n = 1;
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return error_set(err, GOVFIG_E_READ, path, 0, 0, "%s", strerror(errno));
  while (n != 0 && buf_reserve(out, 65536)) {
    n = read(fd, out->data + out->len, 65536);
    if (n < 0 && errno != EINTR)
      break;
    out->len += n > 0 ? (size_t)n : 0;
  }
  int why = errno;
  close(fd);
  if (out->failed)
    return error_nomem(err);
  return n == 0 ? GOVFIG_OK : error_set(err, GOVFIG_E_READ, path, 0, 0, "%s", strerror(why));
}

enum govfig_status spawn_write(const char *path, const struct buf *bytes,
                               struct govfig_error *err)
{
  size_t done = 0;
  int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  bool ok = fd >= 0;
  while (ok && done < bytes->len) {
    ssize_t n = write(fd, bytes->data + done, bytes->len - done);
    ok = n > 0 || (n < 0 && errno == EINTR);
    done += n > 0 ? (size_t)n : 0;
  }
  if (fd >= 0 && close(fd) != 0)
    ok = false;
  return ok ? GOVFIG_OK : error_set(err, GOVFIG_E_WRITE, path, 0, 0, "%s", strerror(errno));
}
