/* extractor.c - the one place that orders the stages.  SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "extract/context/outlook.h"
#include "extract/document.h"
#include "extract/given.h"

enum govfig_status govfig_extractor_new(const struct govfig_rules *rules,
                                        struct govfig_extractor **out, struct govfig_error *err)
{
  struct govfig_extractor *x = calloc(1, sizeof *x);
  *out = NULL;
  if (x == NULL)
    return error_nomem(err);
  x->knowledge = rules;
  x->matcher = rule_matcher_new(rules->rules);
  x->passages = passage_memory_new();
  x->region_memory = region_memory_new(rules->regions);
  if (x->matcher == NULL || x->passages == NULL || x->region_memory == NULL) {
    govfig_extractor_free(x);
    return error_nomem(err);
  }
  *out = x;
  return GOVFIG_OK;
}

void govfig_extractor_free(struct govfig_extractor *x)
{
  if (x == NULL)
    return;
  rule_matcher_free(x->matcher);
  passage_memory_free(x->passages);
  region_memory_free(x->region_memory);
  arena_done(&x->given_arena);
  arena_done(&x->arena);
  buf_done(&x->pending);
  free(x);
}

enum govfig_status govfig_extractor_begin(struct govfig_extractor *x,
                                          const struct govfig_document *document,
                                          struct govfig_error *err)
{
  arena_reset(&x->given_arena);
  buf_clear(&x->pending);
  x->taken = 0;
  x->units_done = x->lines_done = x->replaced = 0;
  x->trouble = (struct govfig_error){.status = GOVFIG_OK};
  x->stopped = false;
  layout_state_init(&x->layout);
  tables_state_init(&x->tables);
  region_state_init(&x->regions);
  period_state_init(&x->periods);
  authority_state_init(&x->authorities);
  passage_memory_reset(x->passages);
  if (!given_take(&x->given, document, &x->given_arena))
    return error_nomem(err);
  if (document != NULL)
    x->given.region = regions_find_name(x->knowledge->regions, document->region);
  return GOVFIG_OK;
}

/* ---- the stages over one chunk ---- */

/* Asked for by the last stage, answered while the bytes are at hand; true. */
static bool note_returns(struct chunk *c)
{
  c->returns = memchr(c->text.utf8, '\r', c->text.bytes) != NULL;
  return true;
}

static bool read_text(struct govfig_extractor *x, struct chunk *c, const char *text, size_t len)
{
  const struct govfig_rules *k = x->knowledge;
  return units_make(k->fold, text, len, &x->arena, &c->text) &&
         note_returns(c) && emphasis_take_out(k->fold, &x->arena, &c->text, &c->emphasis) &&
         lexicon_mark(k->lexicon, &c->text, &x->arena, c->by_class) &&
         layout_split(k->layout, &x->layout, &x->given, c) &&
         time_scan(k->times, &x->given, c);
}

/* Remembers the first trouble of a document for its end. */
static void note_trouble(struct govfig_extractor *x, const struct govfig_error *e)
{
  if (x->trouble.status == GOVFIG_OK)
    x->trouble = *e;
}

static void note_overflow(struct govfig_extractor *x, const struct chunk *c,
                          const struct quantity *q, uint32_t n)
{
  struct govfig_error e = {0};
  for (uint32_t i = 0; i < n; i++) {
    if (!q[i].numeral.overflow)
      continue;
    error_set(&e, GOVFIG_E_RANGE, NULL,
              (size_t)c->base_line + c->sentences[q[i].sentence].line + 1, 0,
              "a number of more than 38 digits was left out");
    note_trouble(x, &e);
    return;
  }
}

/* Quantities, and which of them are figures. */
static enum govfig_status find_figures(struct govfig_extractor *x, struct chunk *c,
                                       struct govfig_error *err)
{
  const struct govfig_rules *k = x->knowledge;
  struct number_engine engine = {k->numerals, k->units, k->bounds, k->lexicon, k->phrases};
  struct quantity *q;
  uint32_t n;
  struct govfig_error trouble;
  if (!quantities_scan(&engine, c, &q, &n))
    return error_nomem(err);
  note_overflow(x, c, q, n);
  enum govfig_status status = rules_apply(k->rules, x->matcher, c, q, n, x->fired, &trouble);
  if (status == GOVFIG_E_MATCH) {
    note_trouble(x, &trouble);
    return GOVFIG_OK;
  }
  return status == GOVFIG_OK ? GOVFIG_OK : error_nomem(err);
}

/* Where, when, what and who. */
static bool attribute(struct govfig_extractor *x, struct chunk *c)
{
  const struct govfig_rules *k = x->knowledge;
  struct tables_engine tables = {k->tables, k->numerals, k->units, k->lexicon,
                                 rule_set_count(k->rules), &x->tables};
  return tables_cells(&tables, c) &&
         regions_attribute(k->regions, x->region_memory, &x->regions, &x->given, c) &&
         periods_attribute(k->times, &x->periods, &x->given, c) &&
         indicators_attribute(k->indicators, c) &&
         authority_attribute(k->authorities, &x->authorities, c);
}

enum govfig_status document_chunk(struct govfig_extractor *x, const char *text, size_t len,
                                  govfig_figure_fn *found, void *ctx, struct govfig_error *err)
{
  struct chunk c = {.arena = &x->arena, .base_unit = x->units_done, .base_line = x->lines_done};
  enum { ARENA_BYTES = 24 }; /* that are needed for a byte of text, or somewhat less */
  arena_expect(&x->arena, len * ARENA_BYTES);
  arena_reset(&x->arena);
  if (!read_text(x, &c, text, len))
    return error_nomem(err);
  enum govfig_status status = find_figures(x, &c, err);
  if (status == GOVFIG_OK && !attribute(x, &c))
    status = error_nomem(err);
  if (status == GOVFIG_OK) {
    outlook_settle(x->knowledge->times, &x->periods, &c);
    tense_settle(x->knowledge->units, &c);
    status = row_emit_all(x, &c, found, ctx, err);
  }
  x->units_done += c.emphasis.source.n;
  x->replaced += c.emphasis.source.replaced;
  x->lines_done += c.n_lines - (len == 0 || text[len - 1] != '\n'); /* as many as breaks */
  return status;
}

/* ---- feeding ---- */

enum { CACHE_LINE = 64 };

/* Moves what chunks did not take to the front, so that what will be read behind it begins
   with a line of the cache: the system copies faster to such a place. */
static void move_pending(struct govfig_extractor *x)
{
  struct buf *b = &x->pending;
  size_t left = b->len - x->taken;
  size_t apart = (CACHE_LINE - (uintptr_t)(b->data + left) % CACHE_LINE) % CACHE_LINE;
  if (left > 0)
    memmove(b->data + apart, b->data + x->taken, left);
  b->len = apart + left;
  x->taken = apart;
}

/* Room for `len` bytes behind those that are pending.  What chunks took of them goes
   when its room is needed and no more must be moved than went: so a byte is moved once
   or not at all. */
char *govfig_extractor_room(struct govfig_extractor *x, size_t len)
{
  struct buf *b = &x->pending;
  if (len > b->room - b->len && x->taken >= CACHE_LINE && b->len - x->taken <= x->taken)
    move_pending(x);
  return buf_reserve(b, len) ? b->data + b->len : NULL;
}

/* Appends to the pending bytes, where they may be already. */
static bool add_pending(struct govfig_extractor *x, const char *text, size_t len)
{
  struct buf *b = &x->pending;
  if (b->data == NULL || text != b->data + b->len) {
    char *room = govfig_extractor_room(x, len);
    if (room == NULL)
      return false;
    memcpy(room, text, len);
  }
  b->len += len;
  return true;
}

/* Works on all whole chunks of the pending bytes. */
static enum govfig_status work(struct govfig_extractor *x, bool last, govfig_figure_fn *found,
                               void *ctx, struct govfig_error *err)
{
  size_t n;
  enum govfig_status status = GOVFIG_OK;
  while (status == GOVFIG_OK && x->taken < x->pending.len) {
    const char *text = x->pending.data + x->taken;
    n = document_cut(text, x->pending.len - x->taken, last);
    if (n == 0)
      break;
    x->taken += n;
    status = document_chunk(x, text, n, found, ctx, err);
  }
  x->stopped = status == GOVFIG_E_STOPPED;
  return status;
}

enum govfig_status govfig_extractor_feed(struct govfig_extractor *x, const char *text, size_t len,
                                         govfig_figure_fn *found, void *ctx,
                                         struct govfig_error *err)
{
  enum { PIECE = 1024 * 1024 }; /* so that the pending bytes stay few */
  while (len > 0) {
    size_t n = len < PIECE ? len : PIECE;
    if (!add_pending(x, text, n))
      return error_nomem(err);
    enum govfig_status status = work(x, false, found, ctx, err);
    if (status != GOVFIG_OK)
      return status;
    text += n;
    len -= n;
  }
  return GOVFIG_OK;
}

enum govfig_status govfig_extractor_end(struct govfig_extractor *x, govfig_figure_fn *found,
                                        void *ctx, struct govfig_error *err)
{
  enum govfig_status status = work(x, true, found, ctx, err);
  if (status != GOVFIG_OK || x->trouble.status == GOVFIG_OK)
    return status;
  if (err != NULL)
    *err = x->trouble;
  return x->trouble.status;
}

uint64_t govfig_extractor_replaced(const struct govfig_extractor *x)
{
  return x->replaced;
}

enum govfig_status govfig_extract(struct govfig_extractor *x,
                                  const struct govfig_document *document, const char *text,
                                  size_t len, govfig_figure_fn *found, void *ctx,
                                  struct govfig_error *err)
{
  enum govfig_status status = govfig_extractor_begin(x, document, err);
  if (status == GOVFIG_OK)
    status = govfig_extractor_feed(x, text, len, found, ctx, err);
  if (status == GOVFIG_OK)
    status = govfig_extractor_end(x, found, ctx, err);
  return status;
}
