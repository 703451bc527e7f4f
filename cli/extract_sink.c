/* extract_sink.c - where the rows of govfig extract go.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/extract_sink.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "cli/schema.h"

/* How often a resumable run makes sure of what it has. */
enum { COMMIT_SECONDS = 1 };

/* ---- what a resumed run must have in common ---- */

static uint64_t hash_text(uint64_t h, const char *text)
{
  if (text == NULL)
    return resume_chain(h, 1);
  for (; *text != '\0'; text++)
    h = resume_chain(h, (unsigned char)*text);
  return resume_chain(h, 2);
}

static uint64_t hash_settings(const struct extract_settings *s, const struct operands *inputs)
{
  const char *const texts[] = {
      GOVFIG_VERSION,  s->manifest,     s->encoding,    s->shard,         s->fields.text,
      s->fields.title, s->fields.date,  s->fields.source, s->fields.region, s->fields.id,
      s->title,        s->publisher,    s->published,   s->region,        s->scale};
  const long numbers[] = {s->input_format, s->max_megabytes, s->format, s->language,
                          s->no_header,    s->excel};
  uint64_t h = 0;
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    h = hash_text(h, texts[i]);
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
    h = resume_chain(h, (uint64_t)numbers[i]);
  for (size_t i = 0; i < s->rules.n; i++)
    h = hash_text(h, s->rules.item[i]);
  for (size_t i = 0; i < inputs->n; i++)
    h = hash_text(h, inputs->item[i]);
  return h;
}

static char *with_ending(const char *path, const char *ending)
{
  size_t n = strlen(path), m = strlen(ending);
  char *name = malloc(n + m + 1);
  if (name == NULL)
    return NULL;
  memcpy(name, path, n);
  memcpy(name + n, ending, m + 1);
  return name;
}

static enum govfig_status open_resumable(struct extract_sink *s, const struct operands *inputs,
                                         struct govfig_error *err)
{
  const char *path = s->settings->output;
  s->partial = with_ending(path, ".part");
  s->journal = with_ending(path, ".resume");
  if (s->partial == NULL || s->journal == NULL)
    return error_nomem(err);
  enum govfig_status status =
      resume_read(s->journal, hash_settings(s->settings, inputs), &s->done, err);
  if (status == GOVFIG_OK && s->done.parcels != 0 && access(s->partial, W_OK) != 0)
    status = error_set(err, GOVFIG_E_WRITE, s->partial, 0, 0,
                       "is gone; remove %s to start anew", s->journal);
  s->skip = s->done.parcels;
  return status;
}

/* ---- opening ---- */

static enum govfig_status check(const struct extract_settings *s, struct govfig_error *err)
{
  bool file = s->output != NULL && strcmp(s->output, "-") != 0;
  if (!file && (s->resume || s->schema || s->format == EXTRACT_XLSX))
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "extract: %s needs -o FILE",
                     s->resume ? "--resume" : s->schema ? "--schema" : "--format xlsx");
  if (s->schema && (s->format > EXTRACT_TSV || s->language != 0))
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0,
                     "extract: --schema describes csv and tsv with English heads");
  if (s->format == EXTRACT_XLSX && (s->resume || s->excel || s->no_header))
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0,
                     "extract: --%s does not go with --format xlsx",
                     s->resume ? "resume" : s->excel ? "excel" : "no-header");
  return GOVFIG_OK;
}

enum govfig_status extract_sink_open(struct extract_sink *s, const struct extract_settings *settings,
                                     const struct operands *inputs, const struct dress *dress,
                                     struct govfig_error *err)
{
  *s = (struct extract_sink){.settings = settings};
  enum govfig_status status = check(settings, err);
  if (status == GOVFIG_OK && settings->resume)
    status = open_resumable(s, inputs, err);
  if (status == GOVFIG_OK)
    status = output_open(settings->output, s->partial, (size_t)s->done.offset, &s->output, err);
  if (status == GOVFIG_OK && settings->format == EXTRACT_XLSX)
    status = sheet_open(output_path(s->output), dress, &s->sheet, err);
  clock_gettime(CLOCK_MONOTONIC, &s->committed);
  return status;
}

/* ---- rows ---- */

enum govfig_status extract_sink_put(struct extract_sink *s, const void *bytes, size_t len,
                                    struct govfig_error *err)
{
  if (s->sheet != NULL)
    return sheet_put(s->sheet, bytes, len, err);
  enum govfig_status status = output_write(s->output, bytes, len, err);
  if (status == GOVFIG_OK && s->settings->flush)
    status = output_flush(s->output, err);
  return status;
}

static enum govfig_status commit(struct extract_sink *s, const struct reporter *r,
                                 struct govfig_error *err)
{
  enum govfig_status status = output_sync(s->output, err);
  if (status != GOVFIG_OK)
    return status;
  s->done.offset = output_size(s->output);
  s->done.counts = r->total;
  s->done.errors = 0;
  if (r->errors != NULL && fflush(r->errors) == 0 && ftell(r->errors) > 0)
    s->done.errors = (uint64_t)ftell(r->errors);
  clock_gettime(CLOCK_MONOTONIC, &s->committed);
  return resume_write(s->journal, &s->done, err);
}

enum govfig_status extract_sink_parcel(struct extract_sink *s, uint64_t mark,
                                       const struct reporter *r, struct govfig_error *err)
{
  struct timespec now;
  if (s->journal == NULL)
    return GOVFIG_OK;
  s->done.parcels++;
  s->done.chain = resume_chain(s->done.chain, mark);
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec - s->committed.tv_sec < COMMIT_SECONDS ? GOVFIG_OK : commit(s, r, err);
}

/* ---- closing ---- */

enum govfig_status extract_sink_close(struct extract_sink *s, bool whole, struct govfig_error *err)
{
  enum govfig_status status = sheet_close(s->sheet, whole, err);
  enum govfig_status closed = output_close(s->output, whole && status == GOVFIG_OK,
                                           status == GOVFIG_OK ? err : NULL);
  if (status == GOVFIG_OK)
    status = closed;
  if (whole && status == GOVFIG_OK && s->journal != NULL)
    unlink(s->journal);
  if (whole && status == GOVFIG_OK && s->settings->schema)
    status = schema_write(s->settings->output,
                          s->settings->format == EXTRACT_TSV ? "tsv" : "csv", err);
  free(s->partial);
  free(s->journal);
  return status;
}
