/* parcel.h - a piece of work for one thread.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_INPUT_PARCEL_H
#define GOVFIG_INPUT_PARCEL_H

#include "input/deliver.h"
#include "input/encoding.h"
#include "input/sniff.h"
#include "input/source.h"

enum parcel_kind { PARCEL_FAULT, PARCEL_DOCUMENT, PARCEL_RECORDS };

struct govfig_parcel {
  const struct shared *shared;
  enum parcel_kind kind;
  enum format format; /* TEXT, TABLE, HTML, MHTML, DOCX or PDF; of records JSONL or CSV */
  char *name;         /* of the document, or of the file with the records */
  const char *encoding;
  char encoding_room[SNIFF_LABEL_ROOM];
  struct source source; /* PARCEL_DOCUMENT */
  struct buf block;     /* PARCEL_RECORDS: whole records, UTF-8 */
  struct buf header;    /* of CSV: the first row */
  char separator;       /* of CSV and TABLE */
  uint64_t first;       /* number of the first record, 1-based */
  uint64_t mark, bytes;
  struct govfig_error fault;
  /* Called when the source is needed no more, where others wait for it. */
  void (*release)(void *ctx);
  void *release_ctx;
};

/* The readers of the formats; each delivers what is in the parcel.  Status: OK
   also for a document that failed; E_NOMEM; what the handler said. */
enum govfig_status parcel_read_text(struct govfig_parcel *p, struct delivery *d,
                                    struct govfig_error *err);
enum govfig_status parcel_read_html(struct govfig_parcel *p, struct delivery *d,
                                    struct govfig_error *err);
enum govfig_status parcel_read_mhtml(struct govfig_parcel *p, struct delivery *d,
                                     struct govfig_error *err);
enum govfig_status parcel_read_docx(struct govfig_parcel *p, struct delivery *d,
                                    struct govfig_error *err);
enum govfig_status parcel_read_pdf(struct govfig_parcel *p, struct delivery *d,
                                   struct govfig_error *err);
enum govfig_status parcel_read_jsonl(struct govfig_parcel *p, struct delivery *d,
                                     struct govfig_error *err);
enum govfig_status parcel_read_csv(struct govfig_parcel *p, struct delivery *d,
                                   struct govfig_error *err);

enum govfig_status parcel_read_table(struct govfig_parcel *p, struct delivery *d,
                                     struct govfig_error *err);

/* Delivers the page `text` (UTF-8, well-formed; it is written to) as `document`,
   what that lacks taken from the page's head. */
enum govfig_status html_deliver(struct delivery *d, const struct govfig_document *document,
                                const char *encoding, struct buf *text, uint64_t replaced,
                                struct govfig_error *err);

/* Takes a piece of text, or with text NULL nothing more.  E_LIMIT says that the
   text cannot be taken further; the document is then reported. */
typedef enum govfig_status piece_fn(void *ctx, const char *text, size_t len);

/* Hands the source to `take` in pieces of UTF-8, its mark left out, as the document
   of delivery `d`, and ends that. */
enum govfig_status parcel_stream(struct govfig_parcel *p, struct delivery *d, piece_fn *take,
                                 void *ctx, struct govfig_error *err);

/* Delivers record number `number`; `why` says what is wrong with it, NULL nothing. */
enum govfig_status record_deliver(struct govfig_parcel *p, struct delivery *d, struct record *r,
                                  uint64_t number, const char *why, struct govfig_error *err);

/* The document of a parcel that is one: its name is its id. */
struct govfig_document parcel_document(const struct govfig_parcel *p);

/* The whole source in UTF-8, its mark left out; *replaced as in encoding.h.
   E_LIMIT past document_bytes_max, else what the source says. */
enum govfig_status parcel_load(struct govfig_parcel *p, struct buf *text, uint64_t *replaced,
                               struct govfig_error *err);

#endif
