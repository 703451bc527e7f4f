/* scenarios.c - rules, extraction and tables, from opening to closing.
   SPDX-License-Identifier: Apache-2.0 */
#include "tests/faults/scenarios.h"

#include <govfig/extractor.h>
#include <govfig/table.h>

static enum govfig_status append(void *ctx, const void *bytes, size_t len)
{
  return buf_add(ctx, bytes, len) ? GOVFIG_OK : GOVFIG_E_WRITE;
}

/* ---- rules ---- */

static enum govfig_status load(const char *const *files, size_t n, struct buf *out,
                               struct govfig_error *err)
{
  struct govfig_rules *rules = (struct govfig_rules *)(size_t)1;
  struct govfig_rules_options options = govfig_rules_defaults();
  options.files = files;
  options.n_files = n;
  enum govfig_status s = govfig_rules_load(&options, &rules, err);
  if (s != GOVFIG_OK && rules != NULL)
    buf_add_text(out, "rules are not NULL");
  govfig_rules_free(rules);
  return s;
}

static enum govfig_status load_rules(const struct materials *m, struct buf *out,
                                     struct govfig_error *err)
{
  (void)m;
  return load(NULL, 0, out, err);
}

/* A user's rules: all tables are read. */
static enum govfig_status read_rules(const struct materials *m, struct buf *out,
                                     struct govfig_error *err)
{
  static const char *const files[] = {GOVFIG_SOURCE_DIR "/data/rules/change.rules"};
  (void)m;
  return load(files, 1, out, err);
}

/* ---- extraction ---- */

struct sink {
  struct govfig_writer *writer;
  struct govfig_error err;
  enum govfig_status status;
};

static enum govfig_next put(const struct govfig_figure *figure, void *ctx)
{
  struct sink *sink = ctx;
  sink->status = govfig_writer_put(sink->writer, figure, &sink->err);
  return sink->status == GOVFIG_OK ? GOVFIG_CONTINUE : GOVFIG_STOP;
}

static enum govfig_status extract_into(const struct materials *m, struct govfig_writer *writer,
                                       struct govfig_error *err)
{
  struct govfig_extractor *x;
  struct govfig_document document = {.id = {"report.txt", 10}, .published = {"2023-12-06", 10}};
  struct sink sink = {.writer = writer};
  enum govfig_status s = govfig_extractor_new(m->rules, &x, err);
  if (s == GOVFIG_OK)
    s = govfig_extract(x, &document, m->report, m->report_len, put, &sink, err);
  if (s == GOVFIG_E_STOPPED) {
    *err = sink.err;
    s = sink.status;
  }
  if (s == GOVFIG_OK)
    s = govfig_writer_flush(writer, err);
  govfig_extractor_free(x);
  return s;
}

static enum govfig_status extract(const char *format, const struct materials *m, struct buf *out,
                                  struct govfig_error *err)
{
  struct govfig_writer *writer;
  struct govfig_writer_options options = govfig_writer_defaults();
  options.format = format;
  enum govfig_status s = govfig_writer_new(&options, append, out, &writer, err);
  if (s == GOVFIG_OK)
    s = extract_into(m, writer, err);
  govfig_writer_free(writer);
  return s;
}

static enum govfig_status extract_csv(const struct materials *m, struct buf *out,
                                      struct govfig_error *err)
{
  return extract("csv", m, out, err);
}

static enum govfig_status extract_tsv(const struct materials *m, struct buf *out,
                                      struct govfig_error *err)
{
  return extract("tsv", m, out, err);
}

static enum govfig_status extract_jsonl(const struct materials *m, struct buf *out,
                                        struct govfig_error *err)
{
  return extract("jsonl", m, out, err);
}

/* ---- reading tables ---- */

static enum govfig_next keep_value(const struct govfig_figure *figure, void *ctx)
{
  const struct govfig_str *v = &figure->column[GOVFIG_COLUMN_VALUE];
  buf_add(ctx, v->data, v->len);
  buf_add_char(ctx, '\n');
  return GOVFIG_CONTINUE;
}

static enum govfig_status read_table(const char *format, const struct buf *table, struct buf *out,
                                     struct govfig_error *err)
{
  struct govfig_reader *r;
  struct govfig_reader_options options = govfig_reader_defaults();
  options.format = format;
  enum govfig_status s = govfig_reader_new(&options, &r, err);
  for (size_t i = 0; i < table->len && s == GOVFIG_OK; i += 1000) {
    size_t n = table->len - i < 1000 ? table->len - i : 1000;
    s = govfig_reader_feed(r, table->data + i, n, keep_value, out, err);
  }
  if (s == GOVFIG_OK)
    s = govfig_reader_finish(r, keep_value, out, err);
  govfig_reader_free(r);
  return s;
}

static enum govfig_status read_csv(const struct materials *m, struct buf *out,
                                   struct govfig_error *err)
{
  return read_table("csv", &m->csv, out, err);
}

static enum govfig_status read_tsv(const struct materials *m, struct buf *out,
                                   struct govfig_error *err)
{
  return read_table("tsv", &m->tsv, out, err);
}

static enum govfig_status read_jsonl(const struct materials *m, struct buf *out,
                                     struct govfig_error *err)
{
  return read_table("jsonl", &m->jsonl, out, err);
}

const struct scenario extract_scenarios[] = {
    {"load rules", load_rules},
    {"read rules", read_rules},
    {"extract to csv", extract_csv},
    {"extract to tsv", extract_tsv},
    {"extract to jsonl", extract_jsonl},
    {"read csv", read_csv},
    {"read tsv", read_tsv},
    {"read jsonl", read_jsonl},
    {NULL, NULL},
};
