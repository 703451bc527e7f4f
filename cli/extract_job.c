/* extract_job.c - one run of govfig extract.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/extract_job.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "cli/extract_sink.h"
#include "cli/extract_work.h"
#include "cli/say.h"

struct job {
  const struct extract_settings *settings;
  const struct operands *operands;
  struct govfig_writer_options writing;
  struct dress *dress; /* NULL: figures as they are */
  struct govfig_rules *rules;
  struct govfig_manifest *manifest;
  struct govfig_input *input;
  struct extract_sink sink;
  struct reporter reporter;
  struct extract_worker *workers[EXTRACT_JOBS_MAX];
  size_t n_workers;
  struct govfig_error read_err, write_err, err; /* of next, of put, of the rest */
};

/* ---- what the pool calls ---- */

static enum govfig_status next_item(void *ctx, void **item)
{
  struct job *job = ctx;
  struct govfig_parcel *parcel;
  enum govfig_status status = govfig_input_next(job->input, &parcel, &job->read_err);
  if (status != GOVFIG_OK || parcel == NULL)
    return status;
  struct extract_item *i = calloc(1, sizeof *i);
  if (i == NULL) {
    govfig_parcel_free(parcel);
    return error_nomem(&job->read_err);
  }
  i->parcel = parcel;
  i->mark = govfig_parcel_mark(parcel);
  i->findings.counts.input_bytes = govfig_parcel_bytes(parcel);
  *item = i;
  return GOVFIG_OK;
}

static enum govfig_status put_rows(void *ctx, const void *bytes, size_t len)
{
  struct job *job = ctx;
  return extract_sink_put(&job->sink, bytes, len, &job->write_err);
}

static enum govfig_status finish_item(void *ctx, void *item, int whole)
{
  struct job *job = ctx;
  struct extract_item *i = item;
  enum govfig_status status = GOVFIG_OK;
  if (whole)
    status = reporter_take(&job->reporter, &i->findings);
  if (status != GOVFIG_OK)
    error_set(&job->write_err, status, job->settings->errors, 0, 0, "cannot be written: %s",
              strerror(errno));
  else if (whole)
    status = extract_sink_parcel(&job->sink, i->mark, &job->reporter, &job->write_err);
  govfig_parcel_free(i->parcel);
  findings_done(&i->findings);
  free(i);
  return status;
}

/* Steps over the parcels that an interrupted run had done. */
static enum govfig_status skip_done(struct job *job)
{
  uint64_t chain = 0;
  for (uint64_t n = 0; n < job->sink.skip; n++) {
    struct govfig_parcel *parcel;
    enum govfig_status status = govfig_input_next(job->input, &parcel, &job->read_err);
    if (status != GOVFIG_OK)
      return status;
    if (parcel == NULL)
      break;
    chain = resume_chain(chain, govfig_parcel_mark(parcel));
    govfig_parcel_free(parcel);
  }
  if (chain == job->sink.done.chain)
    return GOVFIG_OK;
  return error_set(&job->err, GOVFIG_E_USAGE, job->sink.journal, 0, 0,
                   "the inputs are not those of the interrupted run; remove it to start anew");
}

/* ---- preparing ---- */

static enum govfig_status check_region(const struct govfig_rules *rules, const char *name,
                                       struct govfig_error *err)
{
  if (name == NULL || govfig_rules_region(rules, (struct govfig_str){name, strlen(name)}) != 0)
    return GOVFIG_OK;
  return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0,
                   "extract: --region takes a region's name or six-digit code, not '%s'", name);
}

static enum govfig_status load_knowledge(struct job *job)
{
  const struct extract_settings *s = job->settings;
  struct govfig_rules_options options = govfig_rules_defaults();
  options.files = s->rules.item;
  options.n_files = s->rules.n;
  options.jit = !s->no_jit;
  enum govfig_status status = govfig_rules_load(&options, &job->rules, &job->err);
  if (status == GOVFIG_OK)
    status = check_region(job->rules, s->region, &job->err);
  if (status == GOVFIG_OK && s->manifest != NULL)
    status = govfig_manifest_read(s->manifest, &job->manifest, &job->err);
  if (status == GOVFIG_OK && (s->language != 0 || s->scale != NULL || s->format == EXTRACT_XLSX))
    status = dress_new(s->language != 0, s->scale, &job->dress, &job->err);
  return status;
}

/* "2/8": part 2 of 8. */
static enum govfig_status parse_shard(const char *text, struct govfig_input_options *o,
                                      struct govfig_error *err)
{
  int used = 0;
  if (text == NULL)
    return GOVFIG_OK;
  if (sscanf(text, "%5u/%5u%n", &o->shard, &o->shards, &used) == 2 && text[used] == '\0' &&
      o->shard >= 1 && o->shard <= o->shards)
    return GOVFIG_OK;
  return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0,
                   "extract: --shard takes I/N with 1 <= I <= N, not '%s'", text);
}

static struct govfig_str text_of(const char *s)
{
  return (struct govfig_str){s, s != NULL ? strlen(s) : 0};
}

static enum govfig_status open_input(struct job *job)
{
  static const char *const standard[] = {"-"};
  const struct extract_settings *s = job->settings;
  struct govfig_input_options o = govfig_input_defaults();
  if (s->input_format > 0)
    o.format = govfig_input_formats()[s->input_format - 1];
  o.encoding = s->encoding;
  o.fields = s->fields;
  o.manifest = job->manifest;
  o.given.title = text_of(s->title);
  o.given.publisher = text_of(s->publisher);
  o.given.published = text_of(s->published);
  o.given.region = text_of(s->region);
  o.document_bytes_max = (size_t)s->max_megabytes << 20;
  o.eager = s->flush;
  o.uncounted = 1; /* the extractor counts: extract_work.c */
  enum govfig_status status = parse_shard(s->shard, &o, &job->err);
  if (status != GOVFIG_OK)
    return status;
  bool named = job->operands->n != 0;
  if (!named && !s->quiet && isatty(STDIN_FILENO))
    say("reading from the terminal; Ctrl-D ends it");
  return govfig_input_new(&o, named ? job->operands->item : standard,
                          named ? job->operands->n : 1, &job->input, &job->err);
}

static enum govfig_status hire_workers(struct job *job)
{
  long n = job->settings->jobs;
  if (n == 0)
    n = sysconf(_SC_NPROCESSORS_ONLN);
  if (n < 1)
    n = 1;
  if (n > EXTRACT_JOBS_MAX)
    n = EXTRACT_JOBS_MAX;
  /* a workbook dresses the figures itself, when they are read back */
  const struct dress *dress = job->settings->format == EXTRACT_XLSX ? NULL : job->dress;
  for (; job->n_workers < (size_t)n; job->n_workers++) {
    enum govfig_status status = extract_worker_new(job->rules, &job->writing, dress,
                                                   &job->workers[job->n_workers], &job->err);
    if (status != GOVFIG_OK)
      return status;
  }
  return GOVFIG_OK;
}

/* Goes on behind what counts of the error file of an interrupted run. */
static FILE *open_errors(const char *path, uint64_t offset)
{
  FILE *f = fopen(path, offset != 0 ? "r+e" : "we");
  if (f != NULL && offset != 0 &&
      (ftruncate(fileno(f), (off_t)offset) != 0 || fseek(f, 0, SEEK_END) != 0)) {
    fclose(f);
    return NULL;
  }
  return f;
}

static enum govfig_status open_report(struct job *job)
{
  const struct extract_settings *s = job->settings;
  struct reporter *r = &job->reporter;
  *r = (struct reporter){.quiet = s->quiet, .verbose = s->verbose, .json = s->log_format == 1};
  r->total = job->sink.done.counts;
  clock_gettime(CLOCK_MONOTONIC, &r->began);
  r->terminal = !s->quiet && !r->json && isatty(STDERR_FILENO) &&
                (s->output != NULL || !isatty(STDOUT_FILENO));
  if (r->terminal)
    r->input_total = govfig_input_total(job->input);
  if (s->errors == NULL)
    return GOVFIG_OK;
  r->errors = open_errors(s->errors, job->sink.done.errors);
  if (r->errors == NULL)
    return error_set(&job->err, GOVFIG_E_WRITE, s->errors, 0, 0, "cannot be written: %s",
                     strerror(errno));
  return GOVFIG_OK;
}

/* The header comes from a writer of its own; the workers' rows follow. */
static enum govfig_status write_header(struct job *job)
{
  struct govfig_writer *w;
  if (job->sink.skip != 0)
    return GOVFIG_OK; /* it is there */
  bool dressed = job->dress != NULL && job->settings->format != EXTRACT_XLSX;
  enum govfig_status status =
      dressed ? govfig_writer_new_table(&job->writing, dress_columns(job->dress),
                                        GOVFIG_COLUMN_COUNT, put_rows, job, &w, &job->err)
              : govfig_writer_new(&job->writing, put_rows, job, &w, &job->err);
  if (status == GOVFIG_OK)
    status = govfig_writer_flush(w, &job->write_err);
  govfig_writer_free(w);
  return status;
}

/* The output is opened before threads start: they leave its signals alone. */
static enum govfig_status prepare(struct job *job)
{
  const struct extract_settings *s = job->settings;
  job->writing = govfig_writer_defaults();
  if (s->format != EXTRACT_XLSX) /* which is made out of csv */
    job->writing.format = govfig_writer_formats()[s->format];
  job->writing.no_header = s->no_header;
  job->writing.excel = s->excel;
  enum govfig_status status = load_knowledge(job);
  if (status == GOVFIG_OK)
    status = open_input(job);
  if (status == GOVFIG_OK)
    status = hire_workers(job);
  if (status == GOVFIG_OK)
    status = extract_sink_open(&job->sink, s, job->operands, job->dress, &job->err);
  if (status == GOVFIG_OK)
    status = open_report(job);
  if (status == GOVFIG_OK)
    status = write_header(job);
  return status == GOVFIG_OK ? skip_done(job) : status;
}

/* ---- the end ---- */

/* Says what stopped the work, from where it happened. */
static void say_failure(const struct job *job, enum govfig_status status)
{
  const struct govfig_error *errors[] = {&job->err, &job->read_err, &job->write_err};
  for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++)
    if (errors[i]->status == status) {
      say_error(errors[i]);
      return;
    }
  for (size_t i = 0; i < job->n_workers; i++)
    if (job->workers[i]->err.status == status) {
      say_error(&job->workers[i]->err);
      return;
    }
  say("%s", govfig_status_message(status));
}

static enum govfig_status close_errors(struct job *job, enum govfig_status status)
{
  FILE *f = job->reporter.errors;
  if (f == NULL || fclose(f) == 0 || status != GOVFIG_OK)
    return status;
  return error_set(&job->write_err, GOVFIG_E_WRITE, job->settings->errors, 0, 0,
                   "cannot be written: %s", strerror(errno));
}

static int close_all(struct job *job, enum govfig_status status)
{
  bool whole = status == GOVFIG_OK;
  bool fruitless = reporter_exit(&job->reporter) == 3; /* an earlier table stays */
  enum govfig_status closed =
      extract_sink_close(&job->sink, whole && !fruitless, &job->write_err);
  if (whole)
    status = closed;
  status = close_errors(job, status);
  if (whole)
    reporter_summary(&job->reporter);
  if (whole && job->operands->n != 0 && job->reporter.total.documents == 0 &&
      !job->settings->quiet) /* a filter without input is silent */
    say("there was no document to read");
  if (status != GOVFIG_OK)
    say_failure(job, status);
  for (size_t i = 0; i < job->n_workers; i++)
    extract_worker_free(job->workers[i]);
  govfig_input_free(job->input);
  govfig_manifest_free(job->manifest);
  govfig_rules_free(job->rules);
  dress_free(job->dress);
  return status != GOVFIG_OK ? govfig_status_exit(status) : reporter_exit(&job->reporter);
}

int extract_run(const struct extract_settings *settings, const struct operands *inputs)
{
  static const struct pool_calls calls = {next_item, extract_work, put_rows, finish_item};
  struct job job = {.settings = settings, .operands = inputs};
  enum govfig_status status = prepare(&job);
  if (status == GOVFIG_OK)
    status = pool_run(&calls, &job, (void *const *)job.workers, job.n_workers);
  return close_all(&job, status);
}
