/* deliver.c - hands a document to the caller's handler.  SPDX-License-Identifier: Apache-2.0 */
#include "input/deliver.h"

#include "base/str.h"

uint64_t hash_bytes(uint64_t seed, const void *bytes, size_t len)
{
  const unsigned char *s = bytes;
  uint64_t h = seed ^ UINT64_C(0xCBF29CE484222325);
  for (size_t i = 0; i < len; i++)
    h = (h ^ s[i]) * UINT64_C(0x100000001B3);
  h ^= h >> 32; /* the low bits of FNV alone are poor */
  h *= UINT64_C(0xD6E8FEB86659FD93);
  return h ^ h >> 32;
}

bool deliver_elsewhere(const struct shared *shared, struct govfig_str id)
{
  const struct govfig_input_options *o = &shared->options;
  return o->shards > 1 && hash_bytes(0, id.data, id.len) % o->shards + 1 != o->shard;
}

void deliver_start(struct delivery *d, const struct govfig_document *document,
                   const char *encoding)
{
  d->document = *document;
  d->encoding = encoding != NULL ? encoding : "";
  d->bytes = d->replaced = 0;
  d->check = (struct utf8_check){0};
  d->unchecked = d->begun = d->inked = false;
  d->skipped = deliver_elsewhere(d->shared, document->id);
}

static struct govfig_str first_of(struct govfig_str a, struct govfig_str b, struct govfig_str c)
{
  return a.len != 0 ? a : b.len != 0 ? b : c;
}

/* Manifest before record before the command line. */
static enum govfig_status begin(struct delivery *d)
{
  static const struct govfig_document nothing = {0};
  const struct govfig_document *own = &d->document, *given = &d->shared->options.given;
  const struct govfig_document *row =
      govfig_manifest_find(d->shared->options.manifest, own->id);
  if (row == NULL)
    row = &nothing;
  struct govfig_document full = {
      .id = own->id,
      .title = first_of(row->title, own->title, given->title),
      .publisher = first_of(row->publisher, own->publisher, given->publisher),
      .published = first_of(row->published, own->published, given->published),
      .region = first_of(row->region, own->region, given->region),
  };
  char day[DATE_ROOM]; /* a spreadsheet writes 2025/6/1 */
  full.published = date_normalise(full.published, day);
  d->begun = true;
  return d->handler->begin(&full, d->ctx);
}

static bool has_ink(const char *s, size_t len)
{
  for (size_t i = 0; i < len; i++)
    if ((unsigned char)s[i] > ' ')
      return true;
  return false;
}

char *deliver_room(const struct delivery *d, size_t n)
{
  bool taken = d->begun && !d->skipped && d->handler->room != NULL;
  return taken ? d->handler->room(n, d->ctx) : NULL;
}

enum govfig_status deliver_text(struct delivery *d, const char *text, size_t len)
{
  if (d->skipped || len == 0)
    return GOVFIG_OK;
  if (!d->begun) {
    enum govfig_status status = begin(d);
    if (status != GOVFIG_OK)
      return status;
  }
  if (!d->inked)
    d->inked = has_ink(text, len);
  if (!d->unchecked && !d->shared->options.uncounted)
    utf8_check_feed(&d->check, text, len);
  d->bytes += len;
  return d->handler->text(text, len, d->ctx);
}

enum govfig_status deliver_done(struct delivery *d, enum govfig_status status,
                                const char *reason)
{
  if (d->skipped)
    return GOVFIG_OK;
  utf8_check_end(&d->check);
  if (status == GOVFIG_OK && !d->inked) {
    status = GOVFIG_E_FORMAT;
    reason = "is empty";
  }
  struct govfig_input_report report = {.document = d->document.id,
                                       .status = status,
                                       .reason = reason != NULL ? reason : "",
                                       .encoding = d->encoding,
                                       .bytes = d->bytes,
                                       .replaced = d->replaced + d->check.bad};
  return d->handler->done(&report, d->ctx);
}
