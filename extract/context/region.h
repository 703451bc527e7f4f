/* region.h - which region a figure is about.  SPDX-License-Identifier: Apache-2.0

   Reads names of regions and the words around them (data/regions.table,
   data/regions-more.table), settles what region an article is about, and gives
   every figure the most specific region that its sentence, its paragraph or its
   article speaks of.  Immutable once finished. */
#ifndef GOVFIG_EXTRACT_REGION_H
#define GOVFIG_EXTRACT_REGION_H

#include <stdbool.h>

#include "base/table.h"
#include "extract/chunk.h"

struct regions;

enum { REGION_NATION_CODE = 100000 };

/* What must outlive a chunk: the article that was open at its end. */
struct region_state {
  uint32_t article; /* its number, 0 none */
  uint32_t region;  /* index of the region that it is about */
  bool settled, formal;
};

/* NULL without memory. */
struct regions *regions_new(void);
void regions_free(struct regions *x);

/* Handlers of the tables `region`, `region_name` and `region_word`; how many.
   `out` has room for three. */
size_t regions_handlers(struct regions *x, struct lexicon_builder *b,
                        struct table_handler *out);

/* Wants the finished lexicon, which must outlive `x` as `fold` must.  E_SYNTAX when a
   name has a code that no region has; E_NOMEM. */
enum govfig_status regions_finish(struct regions *x, const struct fold *fold,
                                  const struct lexicon *lexicon, struct govfig_error *err);

/* Code of a name or six digits, "province city county" in a row included; 0 when
   it is none that the tables know. */
uint32_t regions_find_name(const struct regions *x, struct govfig_str name);

/* Official name of a code, "" for an unknown one and for 0. */
struct govfig_str regions_name(const struct regions *x, uint32_t code);

void region_state_init(struct region_state *state);

/* Room for what an article says of each region, which the stage leaves cleared: to
   clear all of it for every chunk would be a good part of the work on a short document.
   One per thread; NULL without memory. */
struct region_memory *region_memory_new(const struct regions *x);
void region_memory_free(struct region_memory *m);

/* Fills region of the chunk's found figures, and of its articles that have some and
   the last one; wants marks, lines, sentences, articles and times.  False without
   memory. */
bool regions_attribute(const struct regions *x, struct region_memory *memory,
                       struct region_state *state, const struct given *given,
                       struct chunk *chunk);

#endif
