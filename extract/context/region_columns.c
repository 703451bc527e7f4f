/* region_columns.c - tables whose columns are regions.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/context/region_parts.h"

/* Length of the gap between two columns at unit `at`, 0 for none. */
static uint32_t gap(const unit *u, uint32_t at, uint32_t end)
{
  uint32_t n = 0;
  if (u[at] == '|' || u[at] == '\t')
    return 1;
  while (at + n < end && u[at + n] == ' ')
    n++;
  return n > 1 && at + n < end && u[at + n] != '|' && u[at + n] != '\t' ? n : 0;
}

/* How many gaps between columns there are in [start, end). */
static uint32_t count_gaps(const unit *u, uint32_t start, uint32_t end)
{
  uint32_t gaps = 0;
  for (uint32_t i = start; i < end;) {
    uint32_t n = gap(u, i, end);
    gaps += n > 0;
    i += n > 0 ? n : 1;
  }
  return gaps;
}

void region_columns_read(struct region_columns *h, const struct region_reader *r,
                         uint32_t index, uint32_t k)
{
  const struct line *line = &r->c->lines[index];
  const unit *u = r->c->text.u;
  uint32_t at = line->start, column = 0;
  if (h->row == index)
    return;
  *h = (struct region_columns){.gaps = count_gaps(u, line->start, line->end), .row = index};
  for (; k < r->n && r->mentions[k].start < line->end; k++) {
    const struct mention *m = &r->mentions[k];
    column += count_gaps(u, at, m->start);
    at = m->start;
    if (column < REGION_COLUMNS_MAX)
      h->region[column] = m->region;
  }
  if (h->gaps >= REGION_COLUMNS_MAX)
    h->gaps = 0;
}

void region_columns_row(struct region_columns *h, const struct region_reader *r, uint32_t line)
{
  const struct line *l = &r->c->lines[line];
  if (h->gaps == 0 || h->row == line)
    return;
  h->row = line;
  h->fits = count_gaps(r->c->text.u, l->start, l->end) == h->gaps;
}

uint32_t region_columns_at(const struct region_columns *h, const struct region_reader *r,
                           uint32_t at)
{
  if (h->gaps == 0 || !h->fits)
    return NOWHERE;
  const struct line *l = &r->c->lines[h->row];
  if (at < l->start || at >= l->end)
    return NOWHERE;
  return h->region[count_gaps(r->c->text.u, l->start, at)];
}
