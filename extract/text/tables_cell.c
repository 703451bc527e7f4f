/* tables_cell.c - the cells of a row into figures.  SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/limits.h"
#include "extract/text/tables_parts.h"

enum { NO_HEAD = UINT32_MAX, GROUP_INDICATOR_UNITS = 16 };

/* A row at work. */
struct row {
  const struct cells *cells;
  uint32_t head[CELLS_MAX]; /* of each cell, NO_HEAD none */
  struct head label;
  bool labelled;
  uint32_t first;           /* first cell that may be a number */
  struct told_unit unit;    /* of a column of units */
  struct period year;       /* where the label is a bare year */
  struct span year_words;
  uint32_t line, sentence;
};

static bool is_empty(struct span s)
{
  return s.start == s.end;
}

/* Which head stands over which cell.  Rows of as many cells as there are heads
   match by place; others by the order of what is not empty, with or without a
   head over the labels. */
static void match_heads(const struct table *t, struct row *r)
{
  uint32_t filled[CELLS_MAX], n = 0, k = 0;
  for (uint32_t j = 0; j < t->n_heads; j++) {
    if (!is_empty(t->heads[j].span))
      filled[n++] = j;
  }
  bool by_place = r->cells->n == t->n_heads;
  bool cornerless = r->cells->filled == n + 1;
  for (uint32_t j = 0; j < r->cells->n; j++) {
    r->head[j] = NO_HEAD;
    if (by_place)
      r->head[j] = j;
    else if (!is_empty(r->cells->cell[j])) {
      uint32_t i = cornerless ? k - 1 : k;
      if (i < n)
        r->head[j] = filled[i];
      k++;
    }
  }
}

static const struct head *head_over(const struct table *t, const struct row *r, uint32_t j)
{
  return r->head[j] != NO_HEAD ? &t->heads[r->head[j]] : NULL;
}

static bool has_role(const struct table *t, const struct row *r, uint32_t j, enum head_role role)
{
  const struct head *h = head_over(t, r, j);
  return h != NULL && head_has(h, role) && h->n_name == 0;
}

/* A bare year as label. */
static bool take_year(const struct table *t, struct row *r, uint32_t j)
{
  struct span cell = r->cells->cell[j];
  const unit *u = t->u + cell.start;
  if (!has_role(t, r, j, HEAD_YEAR) || cell.end - cell.start != 4 ||
      !cell_is_numeric(t->u, cell))
    return false;
  int16_t year = (int16_t)((u[0] - '0') * 1000 + (u[1] - '0') * 100 + (u[2] - '0') * 10 + u[3] - '0');
  r->year = (struct period){.first = {year, 1, 1}, .last = {year, 12, 31}, .known = true};
  r->year_words = cell;
  return true;
}

/* Finds the label, the unit of a column of units, and where the numbers begin. */
static void find_label(const struct table *t, struct row *r)
{
  for (uint32_t j = 0; j < r->cells->n; j++) {
    struct span cell = r->cells->cell[j];
    if (is_empty(cell))
      continue;
    if (has_role(t, r, j, HEAD_UNIT)) {
      r->unit = head_unit(t, cell, true);
      r->first = j + 1;
    } else if (take_year(t, r, j)) {
      r->first = j + 1;
    } else if (!cell_is_numeric(t->u, cell)) {
      if (r->labelled)
        break;
      head_read(t, cell, true, &r->label);
      r->labelled = true;
      r->first = j + 1;
    } else if (r->labelled || !has_role(t, r, j, HEAD_SERIAL)) {
      break;
    }
  }
}

/* ---- the number in a cell ---- */

struct number {
  struct span span;
  struct decimal value;
  struct told_unit unit; /* where the cell has one */
};

/* Reads the cell as a number with or without unit; false for anything else. */
static bool read_number(const struct table *t, struct span cell, struct number *out)
{
  const unit *u = t->u;
  struct numeral n = {0};
  uint32_t at = cell.start;
  bool negative = u[at] == '-';
  if ((negative || u[at] == '+') && at + 1 < cell.end)
    at++;
  if (!unit_is_digit(u[at]))
    return false;
  uint32_t end = numeral_read(t->e->numerals, u, at, cell.end, NULL, NULL, &n);
  if (end == at || !n.has_value || n.overflow || n.has_high || head_time(t, cell) != NO_TIME)
    return false;
  *out = (struct number){.span = {cell.start, end}, .value = n.value};
  if (negative)
    out->value = decimal_negate(n.value);
  while (cell.end > end && (u[cell.end - 1] == '*' || u[cell.end - 1] == ' '))
    cell.end--;
  if (end < cell.end && u[end] != '[') {
    while (end < cell.end && u[end] == ' ')
      end++;
    out->unit = head_unit(t, (struct span){end, cell.end}, false);
    out->span.end = cell.end;
    return out->unit.unit != NULL && out->unit.shift == 0;
  }
  return true;
}

/* ---- unit ---- */

static struct told_unit percent_unit(const struct table *t)
{
  static const unit text[9] = {'%'};
  struct unit_read r = unit_read(t->e->units, t->e->lexicon, text, 0, 1, false);
  return (struct told_unit){.known = r.unit != NULL, .unit = r.unit};
}

/* Does the head speak of a part or a rate, which is told in percent? */
static bool speaks_percent(const struct head *h)
{
  return h->percent || ((head_has(h, HEAD_GROWTH) || head_has(h, HEAD_SHARE) ||
                         head_has(h, HEAD_COMPLETION) || head_has(h, HEAD_CONTRIBUTION)) &&
                        !head_has(h, HEAD_CHANGE));
}

/* The nearest of those that tell a unit: cell, head, row, label, caption. */
static struct told_unit unit_of(const struct table *t, const struct row *r, const struct head *h,
                                const struct number *n)
{
  if (n->unit.known)
    return n->unit;
  if (h != NULL && h->unit.known)
    return h->unit;
  if (h != NULL && speaks_percent(h))
    return percent_unit(t);
  if (r->unit.known)
    return r->unit;
  if (r->labelled && r->label.unit.known)
    return r->label.unit;
  if (r->labelled && r->label.percent)
    return percent_unit(t);
  return t->caption_unit.known ? t->caption_unit : t->label_unit;
}

/* "a/b" in the arena. */
static bool rate_text(struct arena *a, struct govfig_str x, struct govfig_str y,
                      struct govfig_str *out)
{
  char *p = arena_alloc(a, x.len + y.len + 1);
  if (p == NULL)
    return false;
  memcpy(p, x.data, x.len);
  p[x.len] = '/';
  memcpy(p + x.len + 1, y.data, y.len);
  *out = (struct govfig_str){p, x.len + y.len + 1};
  return true;
}

static bool set_unit(const struct table *t, const struct told_unit *u, struct found *f)
{
  f->kind = KIND_NUMBER;
  if (!u->known)
    return true;
  if (!decimal_shift(&f->value, u->shift))
    f->has_value = false;
  if (u->unit == NULL) {
    f->kind = KIND_COUNT;
    f->unit_name = units_text(&t->c->text, u->words);
    return true;
  }
  f->kind = u->per != NULL ? KIND_RATE : u->unit->kind;
  f->unit_name = u->unit->name;
  f->unit_code = u->unit->code;
  if (u->per == NULL)
    return true;
  struct govfig_str per =
      u->per->per_only ? units_text(&t->c->text, u->per_span) : u->per->name;
  f->unit_code = (struct govfig_str){NULL, 0};
  return rate_text(t->c->arena, u->unit->name, per, &f->unit_name) &&
         (u->unit->code.len == 0 || u->per->code.len == 0 ||
          rate_text(t->c->arena, u->unit->code, u->per->code, &f->unit_code));
}

/* ---- what the number says ---- */

static uint8_t basis_of(uint32_t roles)
{
  static const struct {
    uint8_t role, basis;
  } bases[] = {{HEAD_YOY, BASIS_YOY}, {HEAD_MOM, BASIS_MOM}, {HEAD_AVG, BASIS_AVG},
               {HEAD_OTHER, BASIS_OTHER}};
  for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
    if ((roles >> bases[i].role & 1) != 0)
      return bases[i].basis;
  }
  return BASIS_NONE;
}

static void set_measure(uint32_t roles, struct found *f)
{
  bool percent = f->kind == KIND_PERCENT;
  int sign = decimal_compare(f->value, decimal_of(0));
  f->measure = MEASURE_LEVEL;
  if ((roles >> HEAD_RANK & 1) != 0) {
    f->measure = MEASURE_RANK;
    f->kind = KIND_RANK;
  } else if ((roles & (1u << HEAD_GROWTH | 1u << HEAD_CHANGE)) != 0) {
    bool growth = percent && (roles >> HEAD_GROWTH & 1) != 0;
    f->measure = growth ? MEASURE_GROWTH : MEASURE_CHANGE;
    f->change = sign < 0 ? CHANGE_DECREASE : sign > 0 ? CHANGE_INCREASE : CHANGE_NONE;
    f->basis = basis_of(roles);
  } else if (percent && (roles >> HEAD_CONTRIBUTION & 1) != 0) {
    f->measure = MEASURE_CONTRIBUTION;
  } else if (percent && (roles >> HEAD_COMPLETION & 1) != 0) {
    f->measure = MEASURE_COMPLETION;
  } else if (percent && (roles >> HEAD_SHARE & 1) != 0) {
    f->measure = MEASURE_SHARE;
  }
  if ((roles >> HEAD_TARGET & 1) != 0)
    f->status = STATUS_TARGET;
  else if ((roles >> HEAD_ESTIMATE & 1) != 0)
    f->status = STATUS_ESTIMATE;
}

/* Roles of head and label; of the caption where neither tells a measure. */
static uint32_t roles_of(const struct table *t, const struct row *r, const struct head *h)
{
  const uint32_t measures = 1u << HEAD_GROWTH | 1u << HEAD_CHANGE | 1u << HEAD_SHARE |
                            1u << HEAD_COMPLETION | 1u << HEAD_CONTRIBUTION | 1u << HEAD_RANK;
  const uint32_t bases = 1u << HEAD_YOY | 1u << HEAD_MOM | 1u << HEAD_AVG | 1u << HEAD_OTHER;
  uint32_t roles = h != NULL ? h->roles : 0;
  if ((roles & measures) == 0 && r->labelled)
    roles |= r->label.roles;
  if ((roles & measures) == 0)
    return roles | t->caption.roles;
  return (roles & bases) == 0 ? roles | (t->caption.roles & bases) : roles;
}

/* ---- indicator and period ---- */

/* Appends the document's characters of a name to `out`; units with room for. */
static uint32_t add_name(const struct table *t, const uint32_t *name, uint32_t n, uint32_t used,
                         char *out, size_t *len)
{
  for (uint32_t i = 0; i < n && used < GOVFIG_INDICATOR_UNITS_MAX;) {
    uint32_t k = i + 1;
    while (k < n && name[k] == name[k - 1] + 1 && used + (k - i) < GOVFIG_INDICATOR_UNITS_MAX)
      k++;
    struct govfig_str s = units_text(&t->c->text, (struct span){name[i], name[k - 1] + 1});
    memcpy(out + *len, s.data, s.len);
    *len += s.len;
    used += k - i;
    i = k;
  }
  return used;
}

/* Does the label already end as a short head does ("output")? */
static bool repeats(const struct table *t, const struct row *r, const struct head *h)
{
  uint32_t n = r->labelled ? r->label.n_name : 0;
  return n > 2 && h->n_name > 0 && h->n_name <= 2 &&
         t->u[r->label.name[n - 1]] == t->u[h->name[h->n_name - 1]];
}

/* Label, head of its group where there is room, and what the column counts. */
static bool set_indicator(const struct table *t, const struct row *r, const struct head *h,
                          struct found *f)
{
  enum { BYTES_PER_UNIT = 4 };
  char *text = arena_alloc(t->c->arena, (GOVFIG_INDICATOR_UNITS_MAX + 1) * BYTES_PER_UNIT);
  size_t len = 0;
  uint32_t used = 0, n_label = r->labelled ? r->label.n_name : 0;
  if (text == NULL)
    return false;
  if (!is_empty(t->group)) {
    struct head group;
    head_read(t, t->group, true, &group);
    if (group.n_name + n_label <= GROUP_INDICATOR_UNITS)
      used = add_name(t, group.name, group.n_name, used, text, &len);
  }
  used = add_name(t, r->label.name, n_label, used, text, &len);
  if (h != NULL && !repeats(t, r, h))
    add_name(t, h->name, h->n_name, used, text, &len);
  f->indicator = (struct govfig_str){text, len};
  return true;
}

static void set_period(const struct table *t, const struct row *r, const struct head *h,
                       struct found *f)
{
  uint32_t time = h != NULL && h->time != NO_TIME ? h->time
                  : r->labelled && r->label.time != NO_TIME ? r->label.time
                                                            : NO_TIME;
  if (time == NO_TIME && r->year.known) {
    f->period = r->year;
    f->period_words = r->year_words;
    return;
  }
  if (time == NO_TIME)
    time = t->caption.time;
  if (time == NO_TIME)
    return;
  f->period = t->c->times[time].period;
  f->period_words = t->c->times[time].span;
}

/* ---- a row ---- */

static bool grow(struct table *t)
{
  if (t->n_cells < t->room)
    return true;
  uint32_t room = t->room == 0 ? 64 : t->room * 2;
  struct found *items = arena_alloc(t->c->arena, room * sizeof *items);
  if (items == NULL)
    return false;
  if (t->n_cells > 0)
    memcpy(items, t->cells, t->n_cells * sizeof *items);
  t->cells = items;
  t->room = room;
  return true;
}

static bool add_figure(struct table *t, const struct row *r, uint32_t j, const struct number *n)
{
  const struct head *h = head_over(t, r, j);
  struct told_unit told = unit_of(t, r, h, n);
  if (!grow(t))
    return false;
  struct found *f = &t->cells[t->n_cells++];
  *f = (struct found){.span = n->span, .numeral = n->span, .sentence = r->sentence,
                      .value = n->value, .has_value = true, .from_table = true};
  if (!set_unit(t, &told, f) || !set_indicator(t, r, h, f))
    return false;
  set_measure(roles_of(t, r, h), f);
  set_period(t, r, h, f);
  f->rule = t->e->rule + f->kind;
  return true;
}

static uint32_t sentence_of(struct table *t, uint32_t line)
{
  const struct chunk *c = t->c;
  while (t->sentence + 1 < c->n_sentences && c->sentences[t->sentence].start < c->lines[line].start)
    t->sentence++;
  return t->sentence;
}

bool cells_of_row(struct table *t, uint32_t line, const struct cells *cells)
{
  struct row r = {.cells = cells, .line = line, .sentence = sentence_of(t, line)};
  struct number n;
  match_heads(t, &r);
  find_label(t, &r);
  if (r.labelled && r.label.unit.known)
    t->label_unit = r.label.unit;
  for (uint32_t j = 0; j < r.first; j++) {
    if (!table_cover(t, cells->cell[j]))
      return false;
  }
  for (uint32_t j = r.first; j < cells->n; j++) {
    if (is_empty(cells->cell[j]) || has_role(t, &r, j, HEAD_SERIAL) ||
        !read_number(t, cells->cell[j], &n))
      continue;
    if (!table_cover(t, cells->cell[j]) || !add_figure(t, &r, j, &n))
      return false;
  }
  return true;
}
