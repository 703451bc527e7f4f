/* cmd_extract.c - govfig extract.  SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/extract_work.h"
#include "cli/output.h"
#include "cli/say.h"

enum { JOBS_MAX = 256 };

struct settings {
  const char *manifest, *encoding, *shard;
  struct govfig_input_fields fields;
  const char *title, *publisher, *published, *region;
  int input_format;
  long max_megabytes;
  const char *output, *errors;
  int format, log_format;
  bool no_header, excel, flush;
  struct option_list rules;
  bool no_jit;
  long jobs;
  bool quiet, verbose;
};

static const struct settings defaults = {.max_megabytes = 64, .jobs = 1};

#define AT(member) .offset = offsetof(struct settings, member)

static const struct option_row rows[] = {
    {.section = "Input",
     .name = "input", .type = OPTION_CHOICE, AT(input_format),
     .choices = "auto|text|html|docx|pdf|jsonl|json|csv|archive",
     .help = "what the inputs are; by default their content tells"},
    {.name = "encoding", .type = OPTION_TEXT, AT(encoding), .metavar = "LABEL",
     .help = "encoding of the inputs (utf-8, gb18030, big5, utf-16, ...); by default found out"},
    {.name = "manifest", .letter = 'm', .type = OPTION_TEXT, AT(manifest), .metavar = "FILE",
     .help = "CSV file with columns document, publisher, published, region, title: what is known "
             "of each document beside its text"},
    {.name = "publisher", .type = OPTION_TEXT, AT(publisher), .metavar = "NAME",
     .help = "publisher of documents that do not say it"},
    {.name = "published", .type = OPTION_TEXT, AT(published), .metavar = "DATE",
     .help = "date of documents that do not say it, as YYYY-MM-DD, YYYY-MM or YYYY"},
    {.name = "region", .type = OPTION_TEXT, AT(region), .metavar = "NAME|CODE",
     .help = "region that the documents are about where they do not say it"},
    {.name = "title", .type = OPTION_TEXT, AT(title), .metavar = "TEXT",
     .help = "title of documents that have none"},
    {.name = "max-document", .type = OPTION_NUMBER, AT(max_megabytes), .metavar = "MB",
     .min = 1, .max = 1024,
     .help = "refuse web pages, Word and PDF files and records larger than this (64)"},
    {.name = "shard", .type = OPTION_TEXT, AT(shard), .metavar = "I/N",
     .help = "take only part I of N of the documents; a document's id decides its part"},
    {.section = "Fields of JSON records and CSV files",
     .name = "text-field", .type = OPTION_TEXT, AT(fields.text), .metavar = "NAME",
     .help = "field with the text; several names a|b in order of preference (text|content|body "
             "and others)"},
    {.name = "title-field", .type = OPTION_TEXT, AT(fields.title), .metavar = "NAME",
     .help = "field with the title (title|headline and others)"},
    {.name = "date-field", .type = OPTION_TEXT, AT(fields.date), .metavar = "NAME",
     .help = "field with the date (date|published|time and others)"},
    {.name = "source-field", .type = OPTION_TEXT, AT(fields.source), .metavar = "NAME",
     .help = "field with the publisher (source|publisher and others)"},
    {.name = "region-field", .type = OPTION_TEXT, AT(fields.region), .metavar = "NAME",
     .help = "field with the region (region|province and others)"},
    {.name = "id-field", .type = OPTION_TEXT, AT(fields.id), .metavar = "NAME",
     .help = "field that names the document (id|url and others)"},
    {.section = "Output",
     .name = "output", .letter = 'o', .type = OPTION_TEXT, AT(output), .metavar = "FILE",
     .help = "write to FILE, which appears when it is whole"},
    {.name = "format", .letter = 'f', .type = OPTION_CHOICE, AT(format),
     .choices = "csv|tsv|jsonl|markdown", .help = "format of the table"},
    {.name = "no-header", .type = OPTION_FLAG, AT(no_header), .help = "leave out the header row"},
    {.name = "excel", .type = OPTION_FLAG, AT(excel),
     .help = "make CSV and TSV safe for spreadsheets: byte order mark, CRLF, a ' before text "
             "that would run as a formula"},
    {.name = "flush", .type = OPTION_FLAG, AT(flush),
     .help = "hand on each record's figures at once, for use as a filter"},
    {.section = "Work",
     .name = "rules", .letter = 'r', .type = OPTION_LIST, AT(rules), .metavar = "FILE",
     .help = "read further rules, units, names from FILE; may be repeated"},
    {.name = "no-jit", .type = OPTION_FLAG, AT(no_jit),
     .help = "do not compile patterns to machine code"},
    {.name = "jobs", .letter = 'j', .type = OPTION_NUMBER, AT(jobs), .metavar = "N", .min = 0,
     .max = JOBS_MAX,
     .help = "work with N threads (1); 0: as many as there are processors. The output is the same"},
    {.section = "Words",
     .name = "quiet", .letter = 'q', .type = OPTION_FLAG, AT(quiet),
     .help = "say nothing of documents that failed"},
    {.name = "verbose", .letter = 'v', .type = OPTION_FLAG, AT(verbose),
     .help = "say more: malformed bytes, encodings, a summary"},
    {.name = "errors", .type = OPTION_TEXT, AT(errors), .metavar = "FILE",
     .help = "write a line of JSON to FILE for each document that failed"},
    {.name = "log-format", .type = OPTION_CHOICE, AT(log_format), .choices = "text|json",
     .help = "how documents that failed and the summary are told"},
    {.name = NULL}};

#undef AT

/* One run. */
struct job {
  const struct settings *settings;
  const struct operands *operands;
  struct govfig_writer_options writing;
  struct govfig_rules *rules;
  struct govfig_manifest *manifest;
  struct govfig_input *input;
  struct output *output;
  struct reporter reporter;
  struct extract_worker *workers[JOBS_MAX];
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
  enum govfig_status status = output_write(job->output, bytes, len, &job->write_err);
  if (status == GOVFIG_OK && job->settings->flush)
    status = output_flush(job->output, &job->write_err);
  return status;
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
  govfig_parcel_free(i->parcel);
  findings_done(&i->findings);
  free(i);
  return status;
}

/* ---- preparing ---- */

static enum govfig_status load_knowledge(struct job *job)
{
  const struct settings *s = job->settings;
  struct govfig_rules_options options = govfig_rules_defaults();
  options.files = s->rules.item;
  options.n_files = s->rules.n;
  options.jit = !s->no_jit;
  enum govfig_status status = govfig_rules_load(&options, &job->rules, &job->err);
  if (status == GOVFIG_OK && s->manifest != NULL)
    status = govfig_manifest_read(s->manifest, &job->manifest, &job->err);
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
  const struct settings *s = job->settings;
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
  enum govfig_status status = parse_shard(s->shard, &o, &job->err);
  if (status != GOVFIG_OK)
    return status;
  bool named = job->operands->n != 0;
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
  if (n > JOBS_MAX)
    n = JOBS_MAX;
  for (; job->n_workers < (size_t)n; job->n_workers++) {
    enum govfig_status status = extract_worker_new(
        job->rules, &job->writing, &job->workers[job->n_workers], &job->err);
    if (status != GOVFIG_OK)
      return status;
  }
  return GOVFIG_OK;
}

static enum govfig_status open_report(struct job *job)
{
  const struct settings *s = job->settings;
  struct reporter *r = &job->reporter;
  *r = (struct reporter){.quiet = s->quiet, .verbose = s->verbose, .json = s->log_format == 1};
  clock_gettime(CLOCK_MONOTONIC, &r->began);
  r->terminal = !s->quiet && !r->json && isatty(STDERR_FILENO) &&
                (s->output != NULL || !isatty(STDOUT_FILENO));
  if (r->terminal)
    r->input_total = govfig_input_total(job->input);
  if (s->errors == NULL)
    return GOVFIG_OK;
  r->errors = fopen(s->errors, "we");
  if (r->errors == NULL)
    return error_set(&job->err, GOVFIG_E_WRITE, s->errors, 0, 0, "cannot be written: %s",
                     strerror(errno));
  return GOVFIG_OK;
}

static enum govfig_status put_header(void *ctx, const void *bytes, size_t len)
{
  struct job *job = ctx;
  return output_write(job->output, bytes, len, &job->write_err);
}

/* The header comes from a writer of its own; the workers' rows follow. */
static enum govfig_status write_header(struct job *job)
{
  struct govfig_writer *w;
  enum govfig_status status = govfig_writer_new(&job->writing, put_header, job, &w, &job->err);
  if (status == GOVFIG_OK)
    status = govfig_writer_flush(w, &job->write_err);
  govfig_writer_free(w);
  return status;
}

/* The output is opened first: threads that start later leave its signals alone. */
static enum govfig_status prepare(struct job *job)
{
  const struct settings *s = job->settings;
  job->writing = govfig_writer_defaults();
  job->writing.format = govfig_writer_formats()[s->format];
  job->writing.no_header = s->no_header;
  job->writing.excel = s->excel;
  enum govfig_status status = load_knowledge(job);
  if (status == GOVFIG_OK)
    status = open_input(job);
  if (status == GOVFIG_OK)
    status = hire_workers(job);
  if (status == GOVFIG_OK)
    status = open_report(job);
  if (status == GOVFIG_OK)
    status = output_open(s->output, NULL, 0, &job->output, &job->err);
  return status == GOVFIG_OK ? write_header(job) : status;
}

/* ---- the run ---- */

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

static int close_all(struct job *job, enum govfig_status status)
{
  bool whole = status == GOVFIG_OK;
  bool fruitless = reporter_exit(&job->reporter) == 3; /* an earlier table stays */
  enum govfig_status closed = output_close(job->output, whole && !fruitless, &job->write_err);
  if (whole)
    status = closed;
  if (job->reporter.errors != NULL && fclose(job->reporter.errors) != 0 && status == GOVFIG_OK)
    status = error_set(&job->write_err, GOVFIG_E_WRITE, job->settings->errors, 0, 0,
                       "cannot be written: %s", strerror(errno));
  if (whole)
    reporter_summary(&job->reporter);
  if (status != GOVFIG_OK)
    say_failure(job, status);
  for (size_t i = 0; i < job->n_workers; i++)
    extract_worker_free(job->workers[i]);
  govfig_input_free(job->input);
  govfig_manifest_free(job->manifest);
  govfig_rules_free(job->rules);
  return status != GOVFIG_OK ? govfig_status_exit(status) : reporter_exit(&job->reporter);
}

static int run(void *settings, const struct operands *operands)
{
  static const struct pool_calls calls = {next_item, extract_work, put_rows, finish_item};
  struct job job = {.settings = settings, .operands = operands};
  enum govfig_status status = prepare(&job);
  if (status == GOVFIG_OK)
    status = pool_run(&calls, &job, (void *const *)job.workers, job.n_workers);
  return close_all(&job, status);
}

const struct command command_extract = {
    .name = "extract",
    .synopsis = "[OPTION]... [INPUT]...",
    .summary = "documents into a table of figures",
    .description =
        "Reads documents and prints a table with one row per figure: how much, of what, where, "
        "when and according to whom, each row with the characters that it came from.\n"
        "An INPUT is a file or a folder, which is walked in name order; - or no INPUT at all is "
        "standard input. Text, Markdown, HTML, Word (.docx), PDF, JSON Lines, JSON and CSV are "
        "read, also from archives and compressed files; what a file is its content tells, as it "
        "does the encoding.\n"
        "A document that cannot be read is named on standard error, the others are done, and the "
        "exit status is 1. The table is the same bytes whatever the number of threads.\n",
    .examples = "a table of all figures of a folder\tgovfig extract -o figures.csv reports/\n"
                "from a compressed crawl, with four threads\tgovfig extract -j4 crawl.jsonl.xz -o "
                "figures.csv\n"
                "what is known of the documents comes from a table\tgovfig extract -m known.csv "
                "reports/ | govfig stats\n"
                "as a filter, one record in, its figures out\tgovfig extract --input jsonl --flush "
                "--no-header -f jsonl\n",
    .options = rows,
    .defaults = &defaults,
    .settings_size = sizeof defaults,
    .run = run,
};
