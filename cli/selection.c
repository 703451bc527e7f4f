/* selection.c - options and inputs that `stats` and `plot` share.
   SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/selection.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/decimal.h"
#include "base/error.h"
#include "base/str.h"

enum { PIECE_BYTES = 1 << 18 };

/* --- options --- */

/* A decimal between 0 and 1, whatever the locale. */
static enum govfig_status read_share(const char *text, double *out, struct govfig_error *err)
{
  struct decimal d;
  if (!decimal_parse(text, strlen(text), &d) || decimal_compare(d, decimal_of(0)) <= 0 ||
      decimal_compare(d, decimal_of(1)) >= 0)
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "confidence '%s' is not between 0 and 1",
                     text);
  double value = (double)d.mantissa;
  for (int i = d.exponent; i < 0; i++)
    value /= 10;
  *out = value;
  return GOVFIG_OK;
}

static enum govfig_status unreadable(const char *path, struct govfig_error *err)
{
  int why = errno;
  return error_set(err, GOVFIG_E_READ, path, 0, 0, "cannot be read: %s", strerror(why));
}

/* One read; 0 at the end, -1 on failure. */
static ssize_t read_piece(int fd, char *piece, size_t room)
{
  ssize_t n;
  do
    n = read(fd, piece, room);
  while (n < 0 && errno == EINTR);
  return n;
}

enum govfig_status selection_file(const char *path, struct buf *out, struct govfig_error *err)
{
  bool standard = strcmp(path, "-") == 0;
  int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
  ssize_t n = 1;
  if (fd < 0)
    return unreadable(path, err);
  while (n > 0 && buf_reserve(out, PIECE_BYTES)) {
    n = read_piece(fd, out->data + out->len, PIECE_BYTES);
    out->len += n > 0 ? (size_t)n : 0;
  }
  enum govfig_status status = n < 0 ? unreadable(path, err)
                              : out->failed ? error_nomem(err) : GOVFIG_OK;
  if (!standard)
    close(fd);
  return status;
}

enum govfig_status selection_options(const struct selection *s, struct govfig_stats_options *out,
                                     struct buf *weights, struct govfig_error *err)
{
  static const char *const bounds[] = {"all", "exact", "midpoint"};
  static const char *const reprints[] = {"drop", "count"};
  enum govfig_status status = GOVFIG_OK;
  *out = govfig_stats_defaults();
  if (s->by != NULL)
    out->by = s->by;
  out->level = s->level;
  out->every = s->every;
  out->convert = s->convert;
  out->bounds = bounds[s->bounds];
  out->reprints = reprints[s->reprints];
  out->where = s->where.item;
  out->n_where = s->where.n;
  out->ci = s->ci;
  out->resamples = (size_t)s->resamples;
  out->seed = (unsigned long)s->seed;
  out->bins = (size_t)s->bins;
  if (s->confidence != NULL)
    status = read_share(s->confidence, &out->confidence, err);
  if (status == GOVFIG_OK && s->weights != NULL)
    status = selection_file(s->weights, weights, err);
  out->weights = (struct govfig_str){weights->data, weights->len};
  return status;
}

/* --- inputs --- */

struct reading {
  struct govfig_stats *stats;
  enum govfig_status status; /* of the accumulator */
  struct govfig_error *err;
};

static enum govfig_next take(const struct govfig_figure *figure, void *ctx)
{
  struct reading *r = ctx;
  r->status = govfig_stats_add(r->stats, figure, r->err);
  return r->status == GOVFIG_OK ? GOVFIG_CONTINUE : GOVFIG_STOP;
}

/* A table of JSON Lines begins with a brace; one of TSV has a tab in its first line. */
static const char *guess_format(const char *bytes, size_t len)
{
  if (len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
    bytes += 3;
    len -= 3;
  }
  const char *end = len > 0 ? memchr(bytes, '\n', len) : NULL;
  if (len > 0 && bytes[0] == '{')
    return "jsonl";
  return len > 0 && memchr(bytes, '\t', end != NULL ? (size_t)(end - bytes) : len) != NULL ? "tsv"
                                                                                         : "csv";
}

static enum govfig_status open_reader(const struct selection *s, const char *name,
                                      const char *piece, size_t len, const struct reading *r,
                                      struct govfig_reader_options *o, struct govfig_reader **out)
{
  static const char *const formats[] = {NULL, "csv", "tsv", "jsonl"};
  *o = govfig_reader_defaults();
  o->format = s->input != 0 ? formats[s->input] : guess_format(piece, len);
  o->name = name;
  o->needed = govfig_stats_needed(r->stats, &o->n_needed);
  return govfig_reader_new(o, out, r->err);
}

/* What the accumulator refused gets the place where the reader stands. */
static enum govfig_status refused(const struct reading *r, const char *name,
                                  const struct govfig_reader *reader)
{
  if (r->err->file[0] == '\0') {
    strncpy(r->err->file, name, sizeof r->err->file - 1);
    r->err->file[sizeof r->err->file - 1] = '\0';
    r->err->line = govfig_reader_line(reader);
  }
  return r->status;
}

static enum govfig_status feed_all(const struct selection *s, int fd, const char *name, char *piece,
                                   struct reading *r)
{
  struct govfig_reader *reader = NULL;
  struct govfig_reader_options options;
  ssize_t n = read_piece(fd, piece, PIECE_BYTES);
  enum govfig_status status =
      open_reader(s, name, piece, n > 0 ? (size_t)n : 0, r, &options, &reader);
  while (status == GOVFIG_OK && n > 0) {
    status = govfig_reader_feed(reader, piece, (size_t)n, take, r, r->err);
    if (status == GOVFIG_OK)
      n = read_piece(fd, piece, PIECE_BYTES);
  }
  if (status == GOVFIG_OK && n < 0)
    status = unreadable(name, r->err);
  if (status == GOVFIG_OK)
    status = govfig_reader_finish(reader, take, r, r->err);
  if (status == GOVFIG_E_STOPPED)
    status = refused(r, name, reader);
  govfig_reader_free(reader);
  return status;
}

static enum govfig_status read_table(const struct selection *s, const char *path, char *piece,
                                     struct reading *r)
{
  if (strcmp(path, "-") == 0)
    return feed_all(s, STDIN_FILENO, "standard input", piece, r);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return unreadable(path, r->err);
  enum govfig_status status = feed_all(s, fd, path, piece, r);
  close(fd);
  return status;
}

enum govfig_status selection_read(const struct selection *s, const struct operands *tables,
                                  struct govfig_stats *stats, struct govfig_error *err)
{
  struct govfig_error scrap;
  struct reading r = {stats, GOVFIG_OK, err != NULL ? err : &scrap};
  char *piece = malloc(PIECE_BYTES);
  if (piece == NULL)
    return error_nomem(err);
  enum govfig_status status = GOVFIG_OK;
  *r.err = (struct govfig_error){0};
  if (tables->n == 0)
    status = read_table(s, "-", piece, &r);
  for (size_t i = 0; i < tables->n && status == GOVFIG_OK; i++)
    status = read_table(s, tables->item[i], piece, &r);
  free(piece);
  return status;
}
