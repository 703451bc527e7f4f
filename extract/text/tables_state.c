/* tables_state.c - the heads of a table that goes on in the next chunk.
   SPDX-License-Identifier: Apache-2.0

   What the heads say points into their text, so their lines are kept as text
   and read again, together with the periods that they named. */
#include <string.h>

#include "extract/text/fold.h"
#include "extract/text/tables_parts.h"

void tables_state_init(struct tables_state *state)
{
  state->open = false;
}

/* Is the first line that says anything a row? */
static bool begins_with_row(const struct chunk *c)
{
  uint32_t i = 0;
  while (i < c->n_lines && (c->lines[i].kind == LINE_BLANK || c->lines[i].kind == LINE_NOISE))
    i++;
  return i < c->n_lines && c->lines[i].kind == LINE_ROW;
}

/* The kept lines as a chunk of captions. */
static bool make_chunk(const struct table *t, struct chunk *c)
{
  const struct tables_state *st = t->e->state;
  uint32_t unit_at = 0, n = st->n_lines;
  *c = (struct chunk){.arena = t->c->arena, .n_lines = n};
  size_t len = n > 0 ? st->end[n - 1] : 0;
  char *text = arena_copy(c->arena, st->text, len);
  c->lines = arena_zalloc(c->arena, n + 1, sizeof *c->lines);
  if (text == NULL || c->lines == NULL ||
      !units_make(t->e->tables->fold, text, len, c->arena, &c->text))
    return false;
  for (uint32_t i = 0; i < n; i++) {
    c->lines[i] = (struct line){.start = unit_at, .kind = LINE_CAPTION};
    while (unit_at < c->text.n && c->text.u[unit_at] != '\n')
      unit_at++;
    c->lines[i].end = unit_at++;
  }
  return true;
}

/* What `from` learned of captions and heads. */
static void take_over(struct table *t, const struct table *from)
{
  const struct tables_state *st = t->e->state;
  t->caption = from->caption;
  t->caption.when = (struct when){st->caption.known, st->caption.period, {0, 0}};
  t->caption_unit = from->caption_unit;
  t->caption_percent = from->caption_percent;
  t->n_heads = from->n_heads;
  for (uint32_t j = 0; j < t->n_heads; j++) {
    t->heads[j] = from->heads[j];
    t->heads[j].when = (struct when){st->column[j].known, st->column[j].period, {0, 0}};
  }
  t->heads_made = t->in_rows = t->carried = true;
}

bool table_resume(struct table *t)
{
  struct chunk *c;
  struct table *from;
  if (t->e->state == NULL || !t->e->state->open || !begins_with_row(t->c))
    return true;
  c = arena_zalloc(t->c->arena, 1, sizeof *c); /* heads point into its text */
  from = arena_zalloc(t->c->arena, 1, sizeof *from);
  if (c == NULL || from == NULL || !make_chunk(t, c))
    return false;
  from->e = t->e;
  from->c = c;
  from->u = c->text.u;
  table_forget(from);
  for (uint32_t i = 0; i < c->n_lines; i++) {
    struct line *line = &c->lines[i];
    if (i < t->e->state->n_captions &&
        !head_tells_unit(from, (struct span){line->start, line->end}))
      line->kind = LINE_HEADING;
    if (!table_line(from, i))
      return false;
  }
  head_columns(from, t->e->state->width);
  take_over(t, from);
  return true;
}

/* Words of time are kept as periods: in the text, marks that name nothing stand
   in their place. */
static void hide_times(const struct table *t, struct span line, char *text)
{
  for (uint32_t j = 0; j < t->n_heads; j++) {
    struct span words = t->heads[j].when.words;
    if (!t->heads[j].when.known || words.start < line.start || words.end > line.end)
      continue;
    size_t before = units_text(&t->c->text, (struct span){line.start, words.start}).len;
    memset(text + before, '#', units_text(&t->c->text, words).len);
  }
}

void table_keep(const struct table *t)
{
  struct tables_state *st = t->e->state;
  size_t len = 0;
  if (st == NULL || (t->carried && t->in_rows))
    return;
  st->open = t->in_rows;
  st->width = t->width;
  st->n_captions = (uint8_t)t->n_captions;
  st->n_lines = 0;
  for (uint32_t i = 0; st->open && i < t->n_context && i < TABLES_STATE_LINES; i++) {
    struct govfig_str line = units_text(&t->c->text, t->context[i]);
    if (len + line.len + 1 > sizeof st->text)
      break;
    memcpy(st->text + len, line.data, line.len);
    hide_times(t, t->context[i], st->text + len);
    len += line.len;
    st->text[len++] = '\n';
    st->end[st->n_lines++] = (uint16_t)len;
  }
  st->caption.known = t->caption.when.known;
  st->caption.period = t->caption.when.period;
  for (uint32_t j = 0; j < t->n_heads && j < TABLES_STATE_COLUMNS; j++) {
    st->column[j].known = t->heads[j].when.known;
    st->column[j].period = t->heads[j].when.period;
  }
}
