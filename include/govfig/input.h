/* input.h - documents out of files, folders, archives and streams.
   SPDX-License-Identifier: Apache-2.0

   Takes paths, gives UTF-8 text, one document after the other: plain text and
   Markdown, HTML, Word (.docx), PDF (through the program pdftotext), JSON
   Lines, JSON, CSV with a column of text, and archives (zip, tar, 7z, ...) or
   compressed files (gz, xz, zst, bz2) of any of these.  What a file is its
   content says, not its name; so it does for the encoding.

   The work comes in parcels: a document, or a block of records of a large
   file.  One thread asks for parcels, any threads read them:

       govfig_input_new -> govfig_input_next ... -> govfig_parcel_read -> govfig_parcel_free

   Memory: a block or a window per parcel, and for the formats that must be
   read whole (HTML, Word, PDF, a single record) at most `document_bytes_max`.
   Nothing here reaches for a network or a shell. */
#ifndef GOVFIG_INPUT_H
#define GOVFIG_INPUT_H

#include <stdint.h>

#include <govfig/extractor.h> /* struct govfig_document */
#include <govfig/status.h>
#include <govfig/str.h>

/* --- what is known of documents beside their text -------------------------- */

/* A table document,publisher,published,region[,title]; immutable once read. */
struct govfig_manifest;

/* Reads the CSV file at `path`.  Status: OK, E_READ, E_FORMAT (no column
   `document`, a broken row), E_NOMEM. */
enum govfig_status govfig_manifest_read(const char *path, struct govfig_manifest **out,
                                        struct govfig_error *err);
void govfig_manifest_free(struct govfig_manifest *m);

/* The row whose document is `id` as given or else its last path component; NULL for
   none.  Any thread. */
const struct govfig_document *govfig_manifest_find(const struct govfig_manifest *m,
                                                   struct govfig_str id);

/* --- options --------------------------------------------------------------- */

/* Names of the field that holds each thing, in JSON and CSV, "a|b|c" in order
   of preference.  NULL: the usual ones (input/fields.table). */
struct govfig_input_fields {
  const char *text, *title, *date, *source, *region, *id;
};

struct govfig_input_options {
  const char *format;   /* one of govfig_input_formats(); NULL: by content */
  const char *encoding; /* any label (gb2312, big5, utf-16, ...); NULL: found out */
  struct govfig_input_fields fields;
  const struct govfig_manifest *manifest; /* goes before what a record says; may be NULL */
  struct govfig_document given;           /* for whatever nothing else says; id unused */
  size_t document_bytes_max;              /* default 64 MiB */
  size_t block_bytes;                     /* of a parcel of records; default 1 MiB */
  int eager;      /* hand on records as they arrive, without waiting for a full block */
  unsigned shard; /* take only the documents whose id falls into part `shard` ... */
  unsigned shards; /* ... of this many, 1-based; 0: all */
  int uncounted; /* whoever takes the text counts what is malformed in it, as the
                    extractor does (govfig_extractor_replaced): a report's `replaced`
                    has only what was replaced while an encoding was decoded */
};

struct govfig_input_options govfig_input_defaults(void);

/* "text", "html", "docx", "pdf", "jsonl", "json", "csv", "archive"; ends in NULL. */
const char *const *govfig_input_formats(void);

/* --- reading --------------------------------------------------------------- */

/* What became of a document. */
struct govfig_input_report {
  struct govfig_str document;
  enum govfig_status status; /* GOVFIG_OK, or why it could not be read (to its end) */
  const char *reason;        /* in words; "" when all is well */
  const char *encoding;      /* "UTF-8", "GB18030", ...; "" unknown */
  uint64_t bytes;            /* of text, in UTF-8 */
  uint64_t replaced;         /* byte sequences that became U+FFFD */
};

/* Takes documents: begin, text any number of times, done; only done for one
   that cannot be read at all.  A piece of text may end inside a character, and
   what is malformed in a UTF-8 input is handed on as it is: the extractor takes
   both.  Strings live until the call returns.  A status
   other than OK ends the parcel and is what govfig_parcel_read returns.
   `room` may be NULL: where plain text may be put, `len` bytes of it, before some of
   it is handed on from there; NULL: elsewhere. */
struct govfig_input_handler {
  enum govfig_status (*begin)(const struct govfig_document *document, void *ctx);
  enum govfig_status (*text)(const char *utf8, size_t len, void *ctx);
  enum govfig_status (*done)(const struct govfig_input_report *report, void *ctx);
  char *(*room)(size_t len, void *ctx);
};

struct govfig_input;
struct govfig_parcel;

/* Inputs in order: files, folders (walked in name order), "-" for standard
   input.  `options` (NULL: the defaults), what it points to and the paths must
   outlive the input and its parcels.
   Status: OK, E_USAGE (no such format or encoding), E_NOMEM. */
enum govfig_status govfig_input_new(const struct govfig_input_options *options,
                                    const char *const *paths, size_t n,
                                    struct govfig_input **out, struct govfig_error *err);

/* The next parcel in order, *out NULL behind the last.  What cannot be read
   comes as a parcel that reports it.  May wait for a parcel that reads from the
   same archive to be freed; never for one that was not handed out.
   Status: OK, E_NOMEM. */
enum govfig_status govfig_input_next(struct govfig_input *in, struct govfig_parcel **out,
                                     struct govfig_error *err);

/* Bytes of all inputs as they lie on disk, found by a walk of their own; streams
   count nothing.  For those who wait: a progress line. */
uint64_t govfig_input_total(const struct govfig_input *in);

/* All parcels must have been freed. */
void govfig_input_free(struct govfig_input *in);

/* Reads the documents of a parcel.  One thread per parcel.
   Status: OK (also when documents failed), E_NOMEM, or what the handler said. */
enum govfig_status govfig_parcel_read(struct govfig_parcel *p,
                                      const struct govfig_input_handler *handler, void *ctx,
                                      struct govfig_error *err);

/* A number that tells a parcel from others: which file, which part, its size.
   The same inputs give the same numbers in the same order. */
uint64_t govfig_parcel_mark(const struct govfig_parcel *p);

/* Size of the parcel's share of the input, in bytes as they lie on disk where
   that is known, 0 otherwise. */
uint64_t govfig_parcel_bytes(const struct govfig_parcel *p);

void govfig_parcel_free(struct govfig_parcel *p);

#endif
