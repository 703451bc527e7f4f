/* extractor.h - one document in, its figures out.
   SPDX-License-Identifier: Apache-2.0

   One extractor per thread; the rules are shared.  A document is begun, fed in
   pieces of any size and ended; figures come out in document order while it is
   fed.  The table does not depend on how the document was cut into pieces.
   Memory: bounded by the limits in the manual, whatever the document's size,
   and kept for the next document. */
#ifndef GOVFIG_EXTRACTOR_H
#define GOVFIG_EXTRACTOR_H

#include <stdint.h>

#include <govfig/figure.h>
#include <govfig/rules.h>
#include <govfig/status.h>
#include <govfig/str.h>

struct govfig_extractor;

/* What is known of a document beside its text; empty strings where nothing is.
   `id` fills the column document.  `published` is an ISO 8601 day, month or
   year; `region` a name or a six-digit code.  Values that are none of these
   are ignored.  What the text itself says goes before publisher, published and title. */
struct govfig_document {
  struct govfig_str id, title, publisher, published, region;
};

/* E_NOMEM or OK.  `rules` must outlive the extractor. */
enum govfig_status govfig_extractor_new(const struct govfig_rules *rules,
                                        struct govfig_extractor **out, struct govfig_error *err);
void govfig_extractor_free(struct govfig_extractor *x);

/* Starts a document; one that was not ended is forgotten.  The strings are copied. */
enum govfig_status govfig_extractor_begin(struct govfig_extractor *x,
                                          const struct govfig_document *document,
                                          struct govfig_error *err);

/* Feeds `len` bytes of UTF-8 (malformed bytes count as U+FFFD, one per bad sequence).
   Status: OK; E_NOMEM; E_MATCH (a rule hit its match limit: err names it, the
   figures of that place are left out, the rest is still extracted); E_RANGE (a
   number of more than 38 digits was left out); E_STOPPED (found said STOP).
   E_MATCH and E_RANGE are told once, by govfig_extractor_end. */
enum govfig_status govfig_extractor_feed(struct govfig_extractor *x, const char *text, size_t len,
                                         govfig_figure_fn *found, void *ctx,
                                         struct govfig_error *err);

/* Where the text that will be fed next may be put, `len` bytes of it: what is fed from
   there is not copied.  Good until the extractor is used again; NULL without memory. */
char *govfig_extractor_room(struct govfig_extractor *x, size_t len);

/* Ends the document and hands over what is left. */
enum govfig_status govfig_extractor_end(struct govfig_extractor *x, govfig_figure_fn *found,
                                        void *ctx, struct govfig_error *err);

/* Malformed byte sequences in what was read of the document: all of it behind the end. */
uint64_t govfig_extractor_replaced(const struct govfig_extractor *x);

/* Begin, feed all, end. */
enum govfig_status govfig_extract(struct govfig_extractor *x,
                                  const struct govfig_document *document, const char *text,
                                  size_t len, govfig_figure_fn *found, void *ctx,
                                  struct govfig_error *err);

#endif
