/* jsonl.c - a block of JSON records, one a line.  SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/str.h"
#include "input/json.h"
#include "input/parcel.h"

enum { ID_ROOM = 512 };

/* NAME#N, for a record that has no id. */
static struct govfig_str make_id(const struct govfig_parcel *p, uint64_t number, char *room)
{
  int n = snprintf(room, ID_ROOM, "%s#%llu", p->name, (unsigned long long)number);
  return (struct govfig_str){room, n < ID_ROOM ? (size_t)n : ID_ROOM - 1};
}

/* Records of one file have their keys in the same order: what the n-th key of the
   last record meant, that of this one nearly always means too. */
enum { KEYS_REMEMBERED = 16 };
struct known_key {
  struct govfig_str key; /* in the block */
  enum role role;
  unsigned rank;
};

static const struct known_key *look_up(const struct fields *fields, struct govfig_str key,
                                       struct known_key *known)
{
  if (known->key.data == NULL || !str_equal(known->key, key)) {
    known->key = key;
    known->role = fields_role(fields, key, &known->rank);
  }
  return known;
}

/* A string, a number as it stands, paragraphs in an array; of anything else nothing. */
static struct govfig_str text_of_value(const struct json_value *value, struct buf *room)
{
  if (value->kind == JSON_STRING)
    return json_text(value, room);
  return value->kind == JSON_NUMBER ? value->text : json_lines(value, room);
}

/* Reads the fields of one object.  `why` says what is wrong with it. */
static bool read_record(const struct fields *fields, struct govfig_str line, struct record *r,
                        struct known_key *known, struct buf *room, const char **why)
{
  struct json_object o;
  struct govfig_str key;
  struct json_value value;
  buf_clear(room);
  if (!buf_reserve(room, line.len)) {
    *why = NULL;
    return false;
  }
  if (!json_object_enter(&o, line)) {
    *why = "the record is not a JSON object";
    return false;
  }
  for (size_t n = 0; json_object_next(&o, &key, &value); n++) {
    const struct known_key *k = look_up(fields, key, &known[n % KEYS_REMEMBERED]);
    if (k->role != ROLES && record_wants(r, k->role, k->rank))
      record_put(r, k->role, k->rank, text_of_value(&value, room));
  }
  *why = "the record is not well-formed JSON";
  return !o.broken;
}

/* A crawl may keep whole pages. */
static enum govfig_status deliver_page(struct govfig_parcel *p, struct delivery *d,
                                       const struct govfig_document *document,
                                       struct govfig_str text, struct govfig_error *err)
{
  struct buf page;
  uint64_t replaced = 0;
  buf_init(&page, 0);
  enum govfig_status status = buf_add(&page, text.data, text.len) && utf8_repair(&page, &replaced)
                                  ? html_deliver(d, document, p->encoding, &page, replaced, err)
                                  : error_nomem(err);
  buf_done(&page);
  return status;
}

enum govfig_status record_deliver(struct govfig_parcel *p, struct delivery *d, struct record *r,
                                  uint64_t number, const char *why, struct govfig_error *err)
{
  char id[ID_ROOM], date[DATE_ROOM];
  struct govfig_document document = {
      .id = r->value[ROLE_ID].len != 0 ? r->value[ROLE_ID] : make_id(p, number, id),
      .title = r->value[ROLE_TITLE],
      .publisher = r->value[ROLE_SOURCE],
      .published = date_normalise(r->value[ROLE_DATE], date),
      .region = r->value[ROLE_REGION]};
  struct govfig_str text = r->value[ROLE_TEXT];
  if (why == NULL && sniff_html(text.data, text.len))
    return deliver_page(p, d, &document, text, err);
  deliver_start(d, &document, p->encoding);
  if (why != NULL)
    return deliver_done(d, GOVFIG_E_FORMAT, why);
  if (r->rank[ROLE_TEXT] == 0 && !r->has_text)
    return deliver_done(d, GOVFIG_E_FORMAT, "the record has no field with text");
  enum govfig_status status = deliver_text(d, text.data, text.len);
  return status != GOVFIG_OK ? status : deliver_done(d, GOVFIG_OK, NULL);
}

static bool is_blank(struct govfig_str s)
{
  for (size_t i = 0; i < s.len; i++)
    if (strchr(" \t\r\n", s.data[i]) == NULL)
      return false;
  return true;
}

enum govfig_status parcel_read_jsonl(struct govfig_parcel *p, struct delivery *d,
                                     struct govfig_error *err)
{
  struct buf room;
  struct known_key known[KEYS_REMEMBERED] = {0};
  buf_init(&room, 0);
  enum govfig_status status = GOVFIG_OK;
  const char *s = p->block.data, *end = s + p->block.len;
  for (uint64_t number = p->first; s < end && status == GOVFIG_OK; number++) {
    const char *stop = memchr(s, '\n', (size_t)(end - s));
    struct govfig_str line = {s, (size_t)((stop != NULL ? stop : end) - s)};
    s += line.len + 1;
    if (is_blank(line))
      continue;
    struct record r = {0};
    const char *why;
    bool good = read_record(&p->shared->fields, line, &r, known, &room, &why);
    if (!good && why == NULL)
      status = error_nomem(err);
    else
      status = record_deliver(p, d, &r, number, good ? NULL : why, err);
  }
  buf_done(&room);
  return status;
}
