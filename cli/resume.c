/* resume.c - how far an interrupted run had come.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/resume.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"

/* The numbers of the file, in its order. */
static const struct {
  const char *name;
  size_t offset;
} numbers[] = {
    {"settings", offsetof(struct resume, settings)},
    {"parcels", offsetof(struct resume, parcels)},
    {"chain", offsetof(struct resume, chain)},
    {"offset", offsetof(struct resume, offset)},
    {"errors", offsetof(struct resume, errors)},
    {"documents", offsetof(struct resume, counts.documents)},
    {"failed", offsetof(struct resume, counts.failed)},
    {"unreadable", offsetof(struct resume, counts.unreadable)},
    {"warned", offsetof(struct resume, counts.warned)},
    {"figures", offsetof(struct resume, counts.figures)},
    {"text_bytes", offsetof(struct resume, counts.text_bytes)},
    {"input_bytes", offsetof(struct resume, counts.input_bytes)},
    {"replaced", offsetof(struct resume, counts.replaced)},
};
enum { NUMBERS = sizeof numbers / sizeof numbers[0] };

uint64_t resume_chain(uint64_t chain, uint64_t mark)
{
  chain = (chain ^ mark) * UINT64_C(0x9E3779B97F4A7C15);
  return chain ^ chain >> 29;
}

static bool read_numbers(FILE *from, struct resume *r)
{
  for (int i = 0; i < NUMBERS; i++) {
    char name[32];
    uint64_t value;
    if (fscanf(from, "%31s %" SCNx64, name, &value) != 2 || strcmp(name, numbers[i].name) != 0)
      return false;
    memcpy((char *)r + numbers[i].offset, &value, sizeof value);
  }
  return true;
}

enum govfig_status resume_read(const char *path, uint64_t settings, struct resume *out,
                               struct govfig_error *err)
{
  *out = (struct resume){.settings = settings};
  FILE *from = fopen(path, "re");
  if (from == NULL)
    return GOVFIG_OK;
  struct resume r = {0};
  bool good = read_numbers(from, &r);
  fclose(from);
  if (!good)
    return error_set(err, GOVFIG_E_FORMAT, path, 0, 0, "is damaged; remove it to start anew");
  if (r.settings != settings)
    return error_set(err, GOVFIG_E_USAGE, path, 0, 0,
                     "the interrupted run had other options; remove it to start anew");
  *out = r;
  return GOVFIG_OK;
}

static bool write_numbers(FILE *to, const struct resume *r)
{
  for (int i = 0; i < NUMBERS; i++) {
    uint64_t value;
    memcpy(&value, (const char *)r + numbers[i].offset, sizeof value);
    fprintf(to, "%s %" PRIx64 "\n", numbers[i].name, value);
  }
  return fflush(to) == 0 && fsync(fileno(to)) == 0;
}

enum govfig_status resume_write(const char *path, const struct resume *r,
                                struct govfig_error *err)
{
  size_t len = strlen(path);
  char *beside = malloc(len + 5);
  if (beside == NULL)
    return error_nomem(err);
  memcpy(beside, path, len);
  memcpy(beside + len, ".new", 5);
  FILE *to = fopen(beside, "we");
  bool good = to != NULL && write_numbers(to, r);
  if (to != NULL && fclose(to) != 0)
    good = false;
  if (good)
    good = rename(beside, path) == 0;
  enum govfig_status status =
      good ? GOVFIG_OK
           : error_set(err, GOVFIG_E_WRITE, path, 0, 0, "cannot be written: %s", strerror(errno));
  free(beside);
  return status;
}
