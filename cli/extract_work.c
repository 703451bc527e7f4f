/* extract_work.c - one thread's work.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/extract_work.h"

#include <stdlib.h>

#include "base/error.h"

static enum govfig_status write_rows(void *ctx, const void *bytes, size_t len)
{
  struct extract_worker *w = ctx;
  return pool_put(w->to, bytes, len);
}

enum govfig_status extract_worker_new(const struct govfig_rules *rules,
                                      const struct govfig_writer_options *options,
                                      const struct dress *dress,
                                      struct extract_worker **out, struct govfig_error *err)
{
  *out = NULL;
  struct extract_worker *w = calloc(1, sizeof *w);
  if (w == NULL)
    return error_nomem(err);
  struct govfig_writer_options rows = *options;
  rows.no_header = 1;
  w->dress = dress;
  enum govfig_status status = govfig_extractor_new(rules, &w->extractor, err);
  if (status == GOVFIG_OK && dress == NULL)
    status = govfig_writer_new(&rows, write_rows, w, &w->writer, err);
  else if (status == GOVFIG_OK)
    status = govfig_writer_new_table(&rows, dress_columns(dress), GOVFIG_COLUMN_COUNT, write_rows,
                                     w, &w->writer, err);
  if (status == GOVFIG_OK)
    *out = w;
  else
    extract_worker_free(w);
  return status;
}

void extract_worker_free(struct extract_worker *w)
{
  if (w == NULL)
    return;
  govfig_writer_free(w->writer);
  govfig_extractor_free(w->extractor);
  free(w);
}

/* ---- one document ---- */

static enum govfig_next found(const struct govfig_figure *figure, void *ctx)
{
  struct extract_worker *w = ctx;
  if (w->dress != NULL) {
    struct dress_room room;
    struct govfig_figure dressed;
    dress_figure(w->dress, figure, &room, &dressed);
    w->status = govfig_writer_row(w->writer, dressed.column, &w->err);
  } else {
    w->status = govfig_writer_put(w->writer, figure, &w->err);
  }
  w->figures += w->status == GOVFIG_OK;
  return w->status == GOVFIG_OK ? GOVFIG_CONTINUE : GOVFIG_STOP;
}

/* What the extractor said, or what stopped it. */
static enum govfig_status verdict(const struct extract_worker *w, enum govfig_status status)
{
  return status == GOVFIG_E_STOPPED && w->status != GOVFIG_OK ? w->status : status;
}

static enum govfig_status begin(const struct govfig_document *document, void *ctx)
{
  struct extract_worker *w = ctx;
  w->begun = true;
  return govfig_extractor_begin(w->extractor, document, &w->err);
}

static char *room(size_t len, void *ctx)
{
  struct extract_worker *w = ctx;
  return govfig_extractor_room(w->extractor, len);
}

static enum govfig_status feed(const char *text, size_t len, void *ctx)
{
  struct extract_worker *w = ctx;
  return verdict(w, govfig_extractor_feed(w->extractor, text, len, found, w, &w->err));
}

/* E_MATCH and E_RANGE cost some figures, not the document: they are noted. */
static enum govfig_status end_text(struct extract_worker *w, struct govfig_str document)
{
  enum govfig_status status =
      verdict(w, govfig_extractor_end(w->extractor, found, w, &w->err));
  if (status != GOVFIG_E_MATCH && status != GOVFIG_E_RANGE)
    return status;
  w->findings->counts.warned++;
  return findings_note(w->findings, NOTE_ERROR, document, status, w->err.text)
             ? GOVFIG_OK
             : GOVFIG_E_NOMEM;
}

static enum govfig_status done(const struct govfig_input_report *report, void *ctx)
{
  struct extract_worker *w = ctx;
  struct govfig_input_report whole = *report;
  enum govfig_status status = w->begun ? end_text(w, report->document) : GOVFIG_OK;
  if (w->begun)
    whole.replaced += govfig_extractor_replaced(w->extractor);
  if (status == GOVFIG_OK && !findings_document(w->findings, &whole, w->figures))
    status = GOVFIG_E_NOMEM;
  w->begun = false;
  w->figures = 0;
  return status;
}

enum govfig_status extract_work(void *worker, void *item, struct pool_output *to)
{
  static const struct govfig_input_handler handler = {begin, feed, done, room};
  struct extract_worker *w = worker;
  struct extract_item *i = item;
  w->to = to;
  w->findings = &i->findings;
  w->begun = false;
  w->figures = 0;
  w->status = GOVFIG_OK;
  enum govfig_status status = govfig_parcel_read(i->parcel, &handler, w, &w->err);
  if (status == GOVFIG_OK)
    status = govfig_writer_flush(w->writer, &w->err);
  govfig_parcel_free(i->parcel); /* others may wait for its archive */
  i->parcel = NULL;
  return status;
}
