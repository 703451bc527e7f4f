/* document.h - the extractor's memory of one document.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_DOCUMENT_H
#define GOVFIG_EXTRACT_DOCUMENT_H

#include <govfig/extractor.h>

#include "base/buf.h"
#include "extract/context/passage.h"
#include "extract/knowledge.h"

enum { REGION_TEXTS = 1024 };

/* A region's cells, kept where it was printed last. */
struct region_text {
  uint32_t tag; /* its code and one; 0: none */
  struct govfig_str name;
  uint8_t zeros; /* in front of the six digits in `code` */
  char code[8];
  char text[32]; /* where `name` lies, if there is room */
};

struct govfig_extractor {
  const struct govfig_rules *knowledge;
  struct rule_matcher *matcher;
  struct arena given_arena; /* strings of `given`, for a document */
  struct arena arena;       /* everything else, for a chunk */
  struct buf pending;       /* bytes of the document, of which chunks ... */
  size_t taken;             /* ... took so many */
  struct given given;
  struct layout_state layout;
  struct tables_state tables;
  struct region_state regions;
  struct region_memory *region_memory;
  struct period_state periods;
  struct authority_state authorities;
  struct passage_memory *passages;
  uint64_t units_done, lines_done, replaced; /* in the chunks before */
  struct govfig_error trouble;               /* first E_MATCH or E_RANGE; GOVFIG_OK: none */
  bool stopped;
  struct region_text region_texts[REGION_TEXTS]; /* those that were printed last, by code */
  uint32_t *fired; /* while rules are tested: how often each decided; else NULL */
};

/* Bytes of the next chunk of `text`, or 0 when more text must come first
   (`last`: there is none).  Depends on the text alone, not on how it was fed. */
size_t document_cut(const char *text, size_t len, bool last);

/* Runs all stages over one chunk and hands its figures over. */
enum govfig_status document_chunk(struct govfig_extractor *x, const char *text, size_t len,
                                  govfig_figure_fn *found, void *ctx, struct govfig_error *err);

/* tense.c: what lies ahead of the article's day is an aim, whatever its words say, and
   units mean what they meant then. */
void tense_settle(const struct unit_registry *units, struct chunk *c);

/* row.c: hands over the figures of a finished chunk. */
enum govfig_status row_emit_all(struct govfig_extractor *x, struct chunk *c,
                                govfig_figure_fn *found, void *ctx, struct govfig_error *err);

#endif
