/* article_state.c - what an article begins with, learns and hands on.
   SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/text/article_parts.h"

static bool grow(struct writer *w)
{
  if (w->n < w->room)
    return true;
  struct article *items = arena_alloc(w->s->chunk->arena, w->room * 2 * sizeof *items);
  if (items == NULL)
    return false;
  memcpy(items, w->items, w->n * sizeof *items);
  w->items = items;
  w->room *= 2;
  return true;
}

void article_open(struct writer *w, uint32_t start)
{
  struct layout_state *st = w->s->state;
  const struct given *given = w->s->given;
  if (!grow(w)) {
    w->ok = false;
    return;
  }
  struct govfig_str publisher = given->publisher;
  st->publisher_rank = publisher.len > 0 ? PUBLISHER_GIVEN : PUBLISHER_NONE;
  if (st->document_publisher.len > 0) {
    char *p =
        arena_copy(w->s->chunk->arena, st->document_publisher.data, st->document_publisher.len);
    w->ok = p != NULL;
    publisher = (struct govfig_str){p, st->document_publisher.len};
    st->publisher_rank = PUBLISHER_GIVEN;
  }
  struct day day = st->document_published.year != 0 ? st->document_published : given->published;
  st->published_rank = day.year != 0 ? DAY_GIVEN : DAY_NONE;
  st->headed = false;
  st->number++;
  w->items[w->n++] = (struct article){.start = start,
                                      .number = st->number,
                                      .title = given->title,
                                      .publisher = publisher,
                                      .published = day,
                                      .region = given->region};
  w->body = false;
  w->speech = false;
  w->closed = false;
}

/* Said in the head of the document: holds for all its articles. */
static void keep_for_document(struct writer *w, const struct origin *o)
{
  struct layout_state *st = w->s->state;
  if (st->number != 1 || w->body)
    return;
  if (o->publisher_rank == PUBLISHER_CREDIT) {
    struct govfig_str name = units_text(&w->s->chunk->text, o->publisher);
    if (name.len <= sizeof st->document_publisher.data) {
      memcpy(st->document_publisher.data, name.data, name.len);
      st->document_publisher.len = name.len;
    }
  }
  if (o->day_rank == DAY_CREDIT || o->day_rank == DAY_LINE)
    st->document_published = o->day;
}

void article_apply(struct writer *w, const struct origin *o)
{
  struct layout_state *st = w->s->state;
  if (w->n == 0)
    return;
  if (o->publisher_rank > st->publisher_rank) {
    article_now(w)->publisher = units_text(&w->s->chunk->text, o->publisher);
    st->publisher_rank = o->publisher_rank;
  }
  if (o->day_rank > st->published_rank) {
    article_now(w)->published = o->day;
    st->published_rank = o->day_rank;
  }
  keep_for_document(w, o);
}

static bool copy_name(struct arena *a, const struct layout_name *name, struct govfig_str *out)
{
  char *p = arena_copy(a, name->data, name->len);
  *out = (struct govfig_str){p, name->len};
  return p != NULL;
}

static void keep_name(struct layout_name *name, struct govfig_str s)
{
  size_t n = s.len < sizeof name->data ? s.len : sizeof name->data;
  while (n > 0 && n < s.len && ((unsigned char)s.data[n] & 0xC0) == 0x80)
    n--;
  memcpy(name->data, n > 0 ? s.data : "", n);
  name->len = n;
}

bool article_resume(struct writer *w)
{
  struct layout_state *st = w->s->state;
  struct arena *a = w->s->chunk->arena;
  if (st->number == 0)
    return true;
  struct article *now = &w->items[0];
  *now = (struct article){
      .number = st->number, .published = st->published, .region = w->s->given->region};
  w->n = 1;
  w->body = true;
  return copy_name(a, &st->title, &now->title) && copy_name(a, &st->publisher, &now->publisher);
}

/* Ends, neighbours' days, and each line's article and heading. */
static void complete(struct writer *w)
{
  struct chunk *c = w->s->chunk;
  struct day known = w->s->state->document_published;
  for (uint32_t k = 0; k < w->n; k++) {
    w->items[k].end = k + 1 < w->n ? w->items[k + 1].start : c->text.n;
    if (known.year == 0)
      known = w->items[k].published;
  }
  for (uint32_t k = 0; k < w->n; k++) {
    if (w->items[k].published.year == 0)
      w->items[k].published = known;
  }
  uint32_t i = 0;
  for (uint32_t k = 0; k < w->n; k++) {
    uint32_t heading = NO_LINE, next = k + 1 < w->n ? w->items[k + 1].start : UINT32_MAX;
    for (; i < c->n_lines && c->lines[i].start < next; i++) {
      c->lines[i].article = k;
      c->lines[i].heading = heading;
      if (c->lines[i].kind == LINE_HEADING)
        heading = i;
    }
  }
}

void article_finish(struct writer *w)
{
  struct layout_state *st = w->s->state;
  struct article *last = article_now(w);
  w->s->chunk->articles = w->items;
  w->s->chunk->n_articles = w->n;
  complete(w);
  st->number = last->number;
  st->published = last->published;
  keep_name(&st->title, last->title);
  keep_name(&st->publisher, last->publisher);
}
