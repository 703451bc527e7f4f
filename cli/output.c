/* output.c - a result that is whole or not there.  SPDX-License-Identifier: GPL-3.0-or-later */
#ifdef __linux__
#define _GNU_SOURCE /* sync_file_range, fallocate */
#endif
#define _XOPEN_SOURCE 700 /* realpath, lockf */
#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/vfs.h>
#endif

#include "base/buf.h"
#include "base/error.h"

enum {
  /* The file is written in blocks of this size that begin at a multiple of it: systems
     keep such a block as one piece of memory, others as a dozen. */
  BLOCK_BYTES = 256 * 1024,
  PUSH_BYTES = 8 * 1024 * 1024, /* so many go to the disk while work goes on */
  RESERVE_FIRST = 1024 * 1024,  /* room on the disk is asked for behind so many, and for */
  RESERVE_MOST = 64 * 1024 * 1024 /* no more than so many at a time */
};

struct output {
  int fd;
  bool renames;       /* written beside its final name */
  bool keeps;         /* an unfinished file is kept */
  char *path, *beside;
  struct buf held; /* less than a block, from the last beginning of one on */
  size_t size, unpushed;
  bool reserves;   /* room on the disk is asked for ... */
  size_t reserved; /* ... and was up to here */
  /* One thread waits for the signals, so that removing the file is ordinary code. */
  pthread_t watcher;
  bool watched;
  sigset_t signals, before;
};

static enum govfig_status failed(const struct output *o, struct govfig_error *err)
{
  int why = errno;
  return error_set(err, GOVFIG_E_WRITE, o->path != NULL ? o->path : "standard output", 0, 0,
                   "cannot be written: %s", strerror(why));
}

/* ---- signals ---- */

static void *watch(void *arg)
{
  struct output *o = arg;
  int signal_number;
  if (sigwait(&o->signals, &signal_number) != 0 || signal_number == SIGUSR1)
    return NULL; /* SIGUSR1: the output is closed */
  if (!o->keeps)
    unlink(o->beside);
  struct sigaction plain = {.sa_handler = SIG_DFL};
  sigaction(signal_number, &plain, NULL);
  sigset_t one;
  sigemptyset(&one);
  sigaddset(&one, signal_number);
  pthread_sigmask(SIG_UNBLOCK, &one, NULL);
  kill(getpid(), signal_number);
  return NULL;
}

static void start_watching(struct output *o)
{
  static const int caught[] = {SIGINT, SIGTERM, SIGHUP, SIGUSR1};
  sigemptyset(&o->signals);
  for (size_t i = 0; i < sizeof caught / sizeof caught[0]; i++) {
    struct sigaction now;
    if (sigaction(caught[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
      sigaddset(&o->signals, caught[i]); /* nohup stays nohup */
  }
  if (pthread_sigmask(SIG_BLOCK, &o->signals, &o->before) != 0)
    return;
  o->watched = pthread_create(&o->watcher, NULL, watch, o) == 0;
  if (!o->watched)
    pthread_sigmask(SIG_SETMASK, &o->before, NULL);
}

static void stop_watching(struct output *o)
{
  if (!o->watched)
    return;
  pthread_kill(o->watcher, SIGUSR1);
  pthread_join(o->watcher, NULL);
  pthread_sigmask(SIG_SETMASK, &o->before, NULL);
  o->watched = false;
}

/* ---- opening ---- */

/* DIR/.NAME.XXXXXX */
static char *name_beside(const char *path)
{
  static const char ending[] = ".XXXXXX";
  const char *slash = strrchr(path, '/');
  size_t dir = slash != NULL ? (size_t)(slash - path) + 1 : 0, n = strlen(path + dir);
  char *name = malloc(dir + 1 + n + sizeof ending);
  if (name == NULL)
    return NULL;
  memcpy(name, path, dir);
  name[dir] = '.';
  memcpy(name + dir + 1, path + dir, n);
  memcpy(name + dir + 1 + n, ending, sizeof ending);
  return name;
}

/* The mode of the file that is replaced, or what the umask leaves. */
static mode_t final_mode(const char *path)
{
  struct stat st;
  if (stat(path, &st) == 0)
    return st.st_mode & 0777;
  mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

/* Is it faster to write where room was asked for?  Ext4 else looks for some page by page;
   others do not, or keep what is written there in a worse form, not packed, say. */
static bool gains_by_room(int fd)
{
#ifdef __linux__
  enum { EXT4 = 0xEF53 };
  struct statfs system;
  return fstatfs(fd, &system) == 0 && system.f_type == EXT4;
#else
  (void)fd;
  return false;
#endif
}

static enum govfig_status open_beside(struct output *o, const char *partial, size_t offset,
                                      struct govfig_error *err)
{
  o->renames = true;
  o->keeps = partial != NULL;
  o->beside = partial != NULL ? strdup(partial) : name_beside(o->path);
  if (o->beside == NULL)
    return error_nomem(err);
  mode_t mode = final_mode(o->path);
  o->fd = partial != NULL ? open(o->beside, O_WRONLY | O_CREAT | O_CLOEXEC, mode)
                          : mkstemp(o->beside);
  if (o->fd < 0)
    return failed(o, err);
  if (partial != NULL && lockf(o->fd, F_TLOCK, 0) != 0)
    return error_set(err, GOVFIG_E_WRITE, o->beside, 0, 0, "another run is writing it");
  if (partial == NULL)
    fchmod(o->fd, mode);
  else if (ftruncate(o->fd, (off_t)offset) != 0 || lseek(o->fd, 0, SEEK_END) != (off_t)offset)
    return failed(o, err);
  o->size = offset;
  o->reserves = gains_by_room(o->fd);
  start_watching(o);
  return GOVFIG_OK;
}

static enum govfig_status open_any(struct output *o, const char *path, const char *partial,
                                   size_t offset, struct govfig_error *err)
{
  struct stat st;
  if (path == NULL || strcmp(path, "-") == 0) {
    o->fd = STDOUT_FILENO;
    return GOVFIG_OK;
  }
  o->path = realpath(path, NULL); /* a link stays a link: what it leads to is replaced */
  if (o->path == NULL)
    o->path = strdup(path);
  if (o->path == NULL)
    return error_nomem(err);
  if (stat(path, &st) != 0 || S_ISREG(st.st_mode))
    return open_beside(o, partial, offset, err);
  o->fd = open(path, O_WRONLY | O_CLOEXEC);
  return o->fd >= 0 ? GOVFIG_OK : failed(o, err);
}

enum govfig_status output_open(const char *path, const char *partial, size_t offset,
                               struct output **out, struct govfig_error *err)
{
  *out = NULL;
  struct output *o = calloc(1, sizeof *o);
  if (o == NULL)
    return error_nomem(err);
  o->fd = -1;
  buf_init(&o->held, 0);
  enum govfig_status status = open_any(o, path, partial, offset, err);
  if (status == GOVFIG_OK)
    *out = o;
  else
    output_close(o, false, NULL);
  return status;
}

/* ---- writing ---- */

/* Lets the disk begin, so that the sync at the end has little left to wait for.
   Advice: a failure shows at that sync. */
static void push(struct output *o, size_t written)
{
  o->unpushed += written;
  if (!o->renames || o->unpushed < PUSH_BYTES)
    return;
  o->unpushed = 0;
#ifdef __linux__
  sync_file_range(o->fd, 0, 0, SYNC_FILE_RANGE_WRITE);
#endif
}

/* Asks for room on the disk, for as much again as will have been written when the next
   `len` bytes are.  Advice, too. */
static void reserve(struct output *o, size_t len)
{
  size_t written = o->size + len;
  if (!o->reserves || written < RESERVE_FIRST || written <= o->reserved)
    return;
#ifdef __linux__
  size_t from = o->size / BLOCK_BYTES * BLOCK_BYTES;
  size_t room = written < RESERVE_MOST ? written : RESERVE_MOST;
  o->reserved = from + len + room;
  o->reserves = fallocate(o->fd, FALLOC_FL_KEEP_SIZE, (off_t)from, (off_t)(len + room)) == 0;
#endif
}

/* Gives back what was asked for and not used. */
static enum govfig_status release(struct output *o, struct govfig_error *err)
{
  bool done = o->reserved == 0 || ftruncate(o->fd, (off_t)o->size) == 0;
  return done ? GOVFIG_OK : failed(o, err);
}

/* Takes `done` bytes off the front of *n parts; what is left of them. */
static struct iovec *without(struct iovec *part, int *n, size_t done)
{
  for (; *n > 0 && done >= part->iov_len; part++, --*n)
    done -= part->iov_len;
  if (*n > 0) {
    part->iov_base = (char *)part->iov_base + done;
    part->iov_len -= done;
  }
  return part;
}

/* What is held, and `len` bytes behind it. */
static enum govfig_status write_all(struct output *o, const char *bytes, size_t len,
                                    struct govfig_error *err)
{
  struct iovec both[] = {{o->held.data, o->held.len}, {(void *)bytes, len}};
  int n = 2;
  struct iovec *left = without(both, &n, 0);
  buf_clear(&o->held);
  while (n > 0) {
    ssize_t done = writev(o->fd, left, n);
    if (done < 0 && errno == EINTR)
      continue;
    if (done < 0)
      return failed(o, err);
    left = without(left, &n, (size_t)done);
    push(o, (size_t)done);
  }
  return GOVFIG_OK;
}

enum govfig_status output_flush(struct output *o, struct govfig_error *err)
{
  return write_all(o, NULL, 0, err);
}

enum govfig_status output_write(struct output *o, const void *bytes, size_t len,
                                struct govfig_error *err)
{
  const char *from = bytes;
  if (o->size % BLOCK_BYTES + len >= BLOCK_BYTES) {
    size_t behind = (o->size + len) % BLOCK_BYTES; /* the last beginning of a block */
    reserve(o, len);
    enum govfig_status status = write_all(o, from, len - behind, err);
    if (status != GOVFIG_OK)
      return status;
    from += len - behind;
    o->size += len - behind;
    len = behind;
  }
  o->size += len;
  return buf_add(&o->held, from, len) ? GOVFIG_OK : error_nomem(err);
}

enum govfig_status output_sync(struct output *o, struct govfig_error *err)
{
  enum govfig_status status = output_flush(o, err);
  if (status == GOVFIG_OK && o->renames && fsync(o->fd) != 0)
    status = failed(o, err);
  return status;
}

size_t output_size(const struct output *o)
{
  return o->size;
}

const char *output_path(const struct output *o)
{
  return o->renames ? o->beside : o->path;
}

/* ---- closing ---- */

/* The directory entry is on the disk only when the directory is. */
static void sync_folder(const char *path)
{
  const char *slash = strrchr(path, '/');
  char *folder = slash == NULL ? strdup(".") : strndup(path, (size_t)(slash - path) + 1);
  int fd = folder != NULL ? open(folder, O_RDONLY | O_CLOEXEC) : -1;
  if (fd >= 0) {
    fsync(fd);
    close(fd);
  }
  free(folder);
}

static enum govfig_status finish(struct output *o, struct govfig_error *err)
{
  enum govfig_status status = output_flush(o, err);
  if (status == GOVFIG_OK)
    status = release(o, err);
  if (status == GOVFIG_OK)
    status = output_sync(o, err);
  if (status != GOVFIG_OK || o->path == NULL)
    return status;
  int fd = o->fd;
  o->fd = -1;
  if (close(fd) != 0)
    return failed(o, err);
  if (o->renames && rename(o->beside, o->path) != 0)
    return failed(o, err);
  if (o->renames)
    sync_folder(o->path);
  return GOVFIG_OK;
}

enum govfig_status output_close(struct output *o, bool whole, struct govfig_error *err)
{
  if (o == NULL)
    return GOVFIG_OK;
  enum govfig_status status = GOVFIG_OK;
  if (whole) {
    status = finish(o, err);
  } else if ((o->keeps || !o->renames) && o->fd >= 0) {
    status = output_flush(o, err);
    if (status == GOVFIG_OK)
      status = release(o, err);
  }
  if (o->renames && !o->keeps && o->beside != NULL && (!whole || status != GOVFIG_OK))
    unlink(o->beside);
  stop_watching(o);
  if (o->fd >= 0 && o->fd != STDOUT_FILENO)
    close(o->fd);
  buf_done(&o->held);
  free(o->path);
  free(o->beside);
  free(o);
  return status;
}
