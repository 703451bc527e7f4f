/* article_head.c - headline blocks and titles.
   SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/buf.h"
#include "extract/text/article_parts.h"

enum {
  CRUMB_COLUMNS = 8, /* lines above a title that say where on a site it stands */
  TITLE_COLUMNS = 12,
  WIDE_COLUMNS = 40 /* a line of a title that was broken for want of room */
};

void article_block_add(struct writer *w, uint32_t i)
{
  enum { ROOM = sizeof w->block / sizeof *w->block };
  if (w->n_block == ROOM) {
    memmove(w->block, w->block + 1, (ROOM - 1) * sizeof *w->block);
    w->n_block--;
  }
  w->block[w->n_block++] = i;
}

static const struct look *look_of(const struct writer *w, uint32_t k)
{
  return &w->s->looks[w->block[k]];
}

static bool starts_with_dash(const struct writer *w, uint32_t k)
{
  return layout_role(w->s->x, w->s->u[look_of(w, k)->start]) == CHAR_DASH;
}

/* Numbered lines are headings within an article, never titles. */
static bool is_numbered(const struct writer *w, uint32_t k)
{
  const struct look *look = look_of(w, k);
  enum char_role role = layout_role(w->s->x, w->s->u[look->start]);
  if (role == CHAR_NUMERAL || role == CHAR_ORDINAL) {
    for (uint32_t i = look->start; i < look->end && i < look->start + 5; i++) {
      role = layout_role(w->s->x, w->s->u[i]);
      if (role == CHAR_COMMA || role == CHAR_PART)
        return true;
    }
  }
  return role == CHAR_OPEN && layout_role(w->s->x, w->s->u[look->start + 1]) == CHAR_NUMERAL &&
         layout_role(w->s->x, w->s->u[look->start + 2]) == CHAR_CLOSE;
}

static bool same_text(const struct writer *w, uint32_t a, uint32_t b)
{
  const struct look *x = look_of(w, a), *y = look_of(w, b);
  return x->end - x->start == y->end - y->start &&
         memcmp(w->s->u + x->start, w->s->u + y->start, (x->end - x->start) * sizeof(unit)) ==
             0;
}

/* Takes off the number of a footnote. */
static uint32_t without_note(const struct writer *w, struct span t)
{
  const unit *u = w->s->u;
  uint32_t i = t.end;
  if (i <= t.start + 3 || u[i - 1] != ']')
    return t.end;
  for (i--; i > t.start && unit_is_digit(u[i - 1]); i--) {
  }
  return i > t.start && u[i - 1] == '[' && i + 1 < t.end ? i - 1 : t.end;
}

/* A day and a meeting behind a title are no part of it, but the day of the
   speech.  Returns where the title ends. */
static uint32_t without_session(struct writer *w, struct span t)
{
  struct splitter *s = w->s;
  struct span where;
  struct origin o = {.day_rank = DAY_SESSION};
  if (t.end - t.start < 12)
    return t.end;
  o.day = day_find(s, t.start, t.end, &where);
  struct span meeting = layout_find(s, ROLE_SESSION, (struct span){where.end, t.end});
  uint32_t end = where.start;
  if (where.start == t.start || where.start == where.end || meeting.start == meeting.end ||
      o.day.year == 0)
    return t.end;
  while (end > t.start &&
         (layout_role(s->x, s->u[end - 1]) == CHAR_DASH ||
          layout_role(s->x, s->u[end - 1]) == CHAR_OPEN || layout_blank(s->x, s->u[end - 1])))
    end--;
  article_apply(w, &o);
  w->speech = true;
  return end;
}

static bool add_title_line(struct writer *w, struct buf *b, uint32_t k, bool spaced)
{
  const struct look *look = look_of(w, k);
  struct span span = {look->start, look->end};
  span.end = without_session(w, span);
  span.end = without_note(w, span);
  if (span.start == span.end)
    return true;
  struct govfig_str text = units_text(&w->s->chunk->text, span);
  return (!spaced || buf_add_char(b, ' ')) && buf_add(b, text.data, text.len);
}

/* Is a line of the block as wide as the text, or wide? */
static bool fills_line(const struct writer *w, uint32_t k)
{
  uint32_t width = look_of(w, k)->width;
  return width >= WIDE_COLUMNS || (w->s->wrap > 0 && width + WRAP_SLACK >= w->s->wrap);
}

void article_take_title(struct writer *w, uint32_t k, uint32_t n)
{
  struct buf b;
  buf_init(&b, LAYOUT_TITLE_BYTES);
  for (uint32_t i = k; i < n && w->ok; i++) {
    w->s->chunk->lines[w->block[i]].kind = LINE_TITLE;
    w->s->chunk->lines[w->block[i]].level = 0;
    if (i > k && same_text(w, i, i - 1))
      continue;
    bool near = i > k && w->block[i] == w->block[i - 1] + 1 && fills_line(w, i - 1);
    if (b.len + (look_of(w, i)->end - look_of(w, i)->start) * 4 + 1 < LAYOUT_TITLE_BYTES)
      w->ok = add_title_line(w, &b, i, b.len > 0 && !near && !starts_with_dash(w, i));
  }
  char *title =
      w->ok ? arena_copy(w->s->chunk->arena, b.data != NULL ? b.data : "", b.len) : NULL;
  w->ok = title != NULL;
  if (w->ok && b.len > 0)
    article_now(w)->title = (struct govfig_str){title, b.len};
  buf_done(&b);
  w->s->state->headed = true;
}

/* Index in the block of the first line of the title: crumbs and what lies too
   far above are left out. */
static uint32_t title_start(const struct writer *w)
{
  uint32_t k = w->n_block > TITLE_LINES_MAX ? w->n_block - TITLE_LINES_MAX : 0;
  while (k + 1 < w->n_block &&
         (is_numbered(w, k) || (look_of(w, k)->width <= CRUMB_COLUMNS &&
                                look_of(w, w->n_block - 1)->width >= TITLE_COLUMNS)))
    k++;
  return k;
}

static bool is_bulletin(const struct writer *w, uint32_t k)
{
  const struct look *look = look_of(w, k);
  if (!layout_has(w->s, look, ROLE_BULLETIN))
    return false;
  struct span word = layout_find(w->s, ROLE_BULLETIN, (struct span){look->start, look->end});
  return word.end == look->end && word.start < word.end;
}

void article_headed(struct writer *w)
{
  uint32_t k = title_start(w);
  if (w->n == 0 || w->body)
    article_open(w, look_of(w, k)->start);
  if (w->ok && !w->s->state->headed) {
    w->s->state->bulletin = w->s->state->bulletin || is_bulletin(w, k);
    article_take_title(w, k, w->n_block);
  }
  w->n_block = 0;
}

/* How many lines at the head of the block are a title when running text
   follows them: the first, and its subtitles. */
static uint32_t title_length(const struct writer *w, uint32_t k)
{
  uint32_t n = k + 1;
  uint8_t hashes = look_of(w, k)->hashes;
  while (n < w->n_block && (starts_with_dash(w, n) || same_text(w, n, k) ||
                            (hashes > 0 && look_of(w, n)->hashes == hashes)))
    n++;
  return n;
}

/* A name right behind the title is its author's. */
static void take_author(struct writer *w, uint32_t k)
{
  enum { NAME_COLUMNS = 8 };
  if (k < w->n_block && look_of(w, k)->width <= NAME_COLUMNS && look_of(w, k)->digits == 0 &&
      !is_numbered(w, k)) {
    w->s->chunk->lines[w->block[k]].kind = LINE_CREDIT;
    w->s->chunk->lines[w->block[k]].level = 0;
  }
}

/* The line of the block at which a new article begins though only running text
   follows it: the top heading of Markdown, the headline of a short item. */
static uint32_t break_in(const struct writer *w)
{
  if (w->s->state->bulletin && w->n_block > 0)
    return w->n_block - 1;
  if (w->closed && w->n_block > 0 && !is_numbered(w, 0))
    return 0;
  for (uint32_t k = 0; k < w->n_block; k++) {
    if (look_of(w, k)->hashes == 1 && !is_numbered(w, k))
      return k;
  }
  return w->n_block;
}

static void make_text(struct writer *w, uint32_t k)
{
  w->s->chunk->lines[w->block[k]].kind = LINE_TEXT;
  w->s->chunk->lines[w->block[k]].level = 0;
}

/* Short lines in a row, none numbered, head nothing: they are a list.  Where
   paragraphs are broken, so is one line with a comma. */
static void demote(struct writer *w, uint32_t from)
{
  enum { NAMES_MIN = 4, BROKEN_COLUMNS = 28 };
  uint32_t plain = 0, last = w->n_block - 1;
  if (w->n_block - from < NAMES_MIN && !w->s->broken)
    return;
  for (uint32_t k = from; k < w->n_block; k++)
    plain += look_of(w, k)->hashes == 0 && !is_numbered(w, k);
  for (uint32_t k = from; plain >= NAMES_MIN && k < w->n_block; k++) {
    if (look_of(w, k)->hashes == 0 && !is_numbered(w, k))
      make_text(w, k);
  }
  const struct look *look = look_of(w, last);
  if (w->s->broken && look->hashes == 0 && look->width >= BROKEN_COLUMNS &&
      layout_commas(w->s, look) > 0 && !is_numbered(w, last))
    make_text(w, last);
}

/* The block stands at the head of the first article, or of one that has no
   title yet; returns how many of its lines the title takes. */
static uint32_t head_first(struct writer *w, uint32_t line)
{
  if (w->n == 0 && (w->n_block > 0 || line < w->s->chunk->n_lines))
    article_open(w, w->n_block > 0 ? look_of(w, 0)->start : w->s->looks[line].start);
  if (!w->ok || w->n == 0 || w->n_block == 0 || is_numbered(w, 0))
    return 0;
  uint32_t n = title_length(w, 0);
  take_author(w, n);
  w->s->state->bulletin = w->s->state->bulletin || is_bulletin(w, 0);
  article_take_title(w, 0, n);
  return n;
}

/* A new article begins at line `k` of the block; returns where its title ends. */
static uint32_t head_next(struct writer *w, uint32_t k)
{
  bool bulletin = w->s->state->bulletin;
  uint32_t n = bulletin ? k + 1 : w->closed ? w->n_block : title_length(w, k);
  if (w->body || bulletin)
    article_open(w, look_of(w, k)->start);
  if (w->ok)
    article_take_title(w, k, n);
  return n;
}

void article_settle(struct writer *w, uint32_t line)
{
  uint32_t used = 0, k;
  if (w->n == 0 || (!w->body && !w->s->state->headed && w->n_block > 0))
    used = head_first(w, line);
  else if ((k = break_in(w)) < w->n_block)
    used = head_next(w, k);
  if (w->ok && used < w->n_block)
    demote(w, used);
  w->n_block = 0;
}
