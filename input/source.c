/* source.c - bytes from somewhere.  SPDX-License-Identifier: Apache-2.0 */
#include "input/source.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { PULL_BYTES = 64 * 1024 };

void source_init(struct source *s, struct origin origin)
{
  *s = (struct source){.origin = origin};
  buf_init(&s->window, 0);
}

static enum govfig_status pull(struct source *s, char *to, size_t n, size_t *got,
                               struct govfig_error *err)
{
  *got = 0;
  if (s->ended)
    return GOVFIG_OK;
  enum govfig_status status = s->origin.pull(s->origin.self, to, n, got, err);
  if (status != GOVFIG_OK)
    *got = 0;
  if (*got == 0)
    s->ended = true;
  return status;
}

enum govfig_status source_peek(struct source *s, size_t want, struct govfig_error *err)
{
  while (!s->ended && s->window.len - s->at < want) {
    size_t room = want - (s->window.len - s->at), got;
    if (room < PULL_BYTES)
      room = PULL_BYTES;
    if (!buf_reserve(&s->window, room))
      return error_nomem(err);
    enum govfig_status status = pull(s, s->window.data + s->window.len, room, &got, err);
    if (status != GOVFIG_OK)
      return status;
    s->window.len += got;
  }
  return GOVFIG_OK;
}

enum govfig_status source_read(struct source *s, char *to, size_t n, size_t *got,
                               struct govfig_error *err)
{
  size_t ahead = s->window.len - s->at;
  if (ahead == 0) {
    enum govfig_status status = pull(s, to, n, got, err);
    s->read += *got;
    return status;
  }
  *got = ahead < n ? ahead : n;
  memcpy(to, s->window.data + s->at, *got);
  source_skip(s, *got);
  return GOVFIG_OK;
}

void source_skip(struct source *s, size_t n)
{
  s->at += n;
  s->read += n;
  if (s->at == s->window.len) {
    s->at = 0;
    buf_clear(&s->window);
  }
}

enum govfig_status source_read_all(struct source *s, struct buf *to, struct govfig_error *err)
{
  size_t got;
  do {
    size_t ahead = s->window.len - s->at;
    if (!buf_reserve(to, ahead > PULL_BYTES ? ahead : PULL_BYTES)) {
      size_t max = to->max != 0 ? to->max : SIZE_MAX;
      if (to->len + PULL_BYTES < max)
        return error_nomem(err);
      return error_set(err, GOVFIG_E_LIMIT, NULL, 0, 0, "is larger than %zu MiB", max >> 20);
    }
    enum govfig_status status = source_read(s, to->data + to->len, to->room - to->len, &got, err);
    if (status != GOVFIG_OK)
      return status;
    to->len += got;
  } while (got != 0);
  return GOVFIG_OK;
}

bool source_detach(struct source *s)
{
  if (s->ended && s->origin.close != NULL)
    s->origin.close(s->origin.self);
  if (s->ended)
    s->origin.close = NULL;
  return s->ended;
}

void source_done(struct source *s)
{
  if (s->origin.close != NULL)
    s->origin.close(s->origin.self);
  s->origin.close = NULL;
  s->ended = true;
  buf_done(&s->window);
}

/* ---- files ---- */

struct file {
  int fd;
};

static enum govfig_status file_pull(void *self, char *to, size_t n, size_t *got,
                                    struct govfig_error *err)
{
  const struct file *f = self;
  ssize_t r;
  do
    r = read(f->fd, to, n);
  while (r < 0 && errno == EINTR);
  if (r < 0)
    return error_set(err, GOVFIG_E_READ, NULL, 0, 0, "cannot be read: %s", strerror(errno));
  *got = (size_t)r;
  return GOVFIG_OK;
}

static void file_close(void *self)
{
  struct file *f = self;
  if (f->fd != STDIN_FILENO)
    close(f->fd);
  free(f);
}

enum govfig_status origin_of_file(int fd, struct origin *out, struct govfig_error *err)
{
  struct file *f = malloc(sizeof *f);
  if (f == NULL) {
    if (fd != STDIN_FILENO)
      close(fd);
    return error_nomem(err);
  }
  f->fd = fd;
  *out = (struct origin){file_pull, file_close, f};
  return GOVFIG_OK;
}
