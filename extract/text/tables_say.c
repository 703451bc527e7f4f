/* tables_say.c - what the number in a cell says: unit, measure, indicator, period.
   SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/limits.h"
#include "extract/text/tables_parts.h"

enum { GROUP_INDICATOR_UNITS = 16, PARTS_MOST = 5000 };

/* ---- unit ---- */

static struct told_unit percent_unit(const struct table *t)
{
  static const unit text[9] = {'%'};
  struct unit_read r = unit_read(t->e->units, text, 0, 1, false);
  return (struct told_unit){.known = r.unit != NULL, .unit = r.unit};
}

/* The unit of ranks: the first word that heads a column of them. */
static struct told_unit rank_unit(const struct table *t)
{
  const struct tables *words = t->e->tables;
  uint32_t i = 0;
  while (i < words->n_words && words->words[i].role != HEAD_RANK)
    i++;
  if (i == words->n_words)
    return (struct told_unit){0};
  const struct head_word *w = &words->words[i];
  struct unit_read r = unit_read(t->e->units, w->u, 0, w->len, false);
  return (struct told_unit){.known = r.unit != NULL, .unit = r.unit};
}

/* Does the head speak of a part or a rate, which is told in percent? */
static bool speaks_percent(const struct head *h, bool is_label)
{
  return h->percent || ((head_has(h, HEAD_GROWTH) || head_has(h, HEAD_SHARE) ||
                         head_has(h, HEAD_COMPLETION) || head_has(h, HEAD_CONTRIBUTION) ||
                         (is_label && head_has(h, HEAD_RATIO))) &&
                        !head_has(h, HEAD_CHANGE));
}

/* The nearest of those that tell a unit: cell, head, row, label, caption. */
static struct told_unit unit_of(const struct table *t, const struct row *r,
                                const struct head *h, const struct number *n)
{
  if (n->unit.known)
    return n->unit;
  bool labelled = r->labelled && r->label.percent && (h == NULL || (h->roles & MEASURE_ROLES) == 0);
  if (h != NULL && h->unit.known && !labelled)
    return h->unit;
  if (h != NULL && speaks_percent(h, false))
    return percent_unit(t);
  if (r->unit.known)
    return r->unit;
  if (r->labelled && r->label.unit.known)
    return r->label.unit;
  if (r->labelled && r->label.percent)
    return percent_unit(t);
  if (t->caption_percent && r->labelled && speaks_percent(&r->label, true))
    return percent_unit(t);
  if (t->caption_unit.known)
    return t->caption_unit;
  bool part = decimal_compare(n->value, decimal_of(PARTS_MOST)) <= 0; /* no head count */
  return part && !t->label_unit.known && speaks_percent(&t->caption, false) ? percent_unit(t)
                                                                            : t->label_unit;
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
    f->unit_name = units_text(u->text, u->words);
    return true;
  }
  f->kind = u->per != NULL ? KIND_RATE : u->unit->kind;
  f->unit_name = u->unit->name;
  f->unit_code = u->unit->code;
  if (u->per == NULL)
    return true;
  struct govfig_str per = u->per->per_only ? units_text(u->text, u->per_span) : u->per->name;
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
  } bases[] = {{HEAD_YOY, BASIS_YOY},
               {HEAD_MOM, BASIS_MOM},
               {HEAD_AVG, BASIS_AVG},
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
  } else if ((roles & (1u << HEAD_GROWTH | 1u << HEAD_CHANGE)) != 0 ||
             (percent && (roles & (1u << HEAD_MOM | 1u << HEAD_YOY)) != 0 &&
              (roles & MEASURE_ROLES) == 0)) {
    bool growth = percent && (roles >> HEAD_CHANGE & 1) == 0;
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

/* Does the head of a column tell a measure?  Then the caption's is that column's: "output
   and its growth". */
static bool columns_tell(const struct table *t)
{
  for (uint32_t i = 0; i < t->n_heads; i++) {
    if ((t->heads[i].roles & MEASURE_ROLES) != 0)
      return true;
  }
  return false;
}

/* Roles of head and label; of the caption where no head and not the label tells a measure. */
static uint32_t roles_of(const struct table *t, const struct row *r, const struct head *h)
{
  const uint32_t bases = 1u << HEAD_YOY | 1u << HEAD_MOM | 1u << HEAD_AVG | 1u << HEAD_OTHER;
  uint32_t roles = h != NULL ? h->roles : 0;
  if ((roles & MEASURE_ROLES) == 0 && r->labelled)
    roles |= r->label.roles;
  if ((roles & MEASURE_ROLES) == 0)
    return roles | (columns_tell(t) ? t->caption.roles & ~MEASURE_ROLES : t->caption.roles);
  return (roles & bases) == 0 ? roles | (t->caption.roles & bases) : roles;
}

/* ---- indicator and period ---- */

/* Appends the document's characters of a name to `out`; units with room for. */
static uint32_t add_name(const struct head *h, uint32_t used, char *out, size_t *len)
{
  const uint32_t *name = h->name;
  uint32_t n = h->n_name;
  for (uint32_t i = 0; i < n && used < GOVFIG_INDICATOR_UNITS_MAX;) {
    uint32_t k = i + 1;
    while (k < n && name[k] == name[k - 1] + 1 && used + (k - i) < GOVFIG_INDICATOR_UNITS_MAX)
      k++;
    struct govfig_str s = units_text(h->text, (struct span){name[i], name[k - 1] + 1});
    memcpy(out + *len, s.data, s.len);
    *len += s.len;
    used += k - i;
    i = k;
  }
  return used;
}

/* Does the label already end as a short head does ("output")? */
static bool repeats(const struct row *r, const struct head *h)
{
  uint32_t n = r->labelled ? r->label.n_name : 0;
  return n > 2 && h->n_name > 0 && h->n_name <= 2 &&
         r->label.text->u[r->label.name[n - 1]] == h->text->u[h->name[h->n_name - 1]];
}

/* Is the label the name of a region, of which the columns tell quantities? */
static bool is_region(const struct table *t, const struct row *r)
{
  uint32_t n = r->label.n_name;
  if (!r->labelled || n == 0)
    return false;
  const struct mark *m = mark_list_at(&t->c->by_class[WORD_REGION], r->label.name[0]);
  return m != NULL && m->start + m->len == r->label.name[n - 1] + 1;
}

/* What a column without a name ("growth") tells of a region, or of a row without a label:
   the quantity of the column in front, behind the labels', or that of the caption. */
static const struct head *counted(const struct table *t, const struct head *h)
{
  const struct head *k = h;
  while (k > t->heads + 1 && k->n_name == 0)
    k--;
  if (k > t->heads && k->n_name > 0)
    return k;
  return t->caption.n_name > 0 ? &t->caption : h;
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
  if (!span_empty(t->group)) {
    struct head group;
    head_read(t, t->group, true, &group);
    if (group.n_name + n_label <= GROUP_INDICATOR_UNITS)
      used = add_name(&group, used, text, &len);
  }
  bool region = h != NULL && (n_label == 0 || is_region(t, r));
  if (region && h->n_name == 0)
    h = counted(t, h);
  if (n_label > 0 && (!region || (h->n_name == 0 && !head_has(h, HEAD_RANK))))
    used = add_name(&r->label, used, text, &len);
  if (h != NULL && !repeats(r, h))
    add_name(h, used, text, &len);
  if (len == 0 && h != NULL && head_has(h, HEAD_RANK)) {
    f->indicator = units_text(h->text, h->span);
    return true;
  }
  f->indicator = (struct govfig_str){text, len};
  return true;
}

static void set_period(const struct table *t, const struct row *r, const struct head *h,
                       struct found *f)
{
  const struct when year = {r->year.known, r->year, r->year_words};
  const struct when *when = h != NULL && h->when.known           ? &h->when
                            : r->labelled && r->label.when.known ? &r->label.when
                            : year.known                         ? &year
                                                                 : &t->caption.when;
  if (!when->known)
    return;
  f->period = when->period;
  f->period_words = when->words;
}

bool cell_say(const struct table *t, const struct row *r, const struct head *h,
              const struct number *n, struct found *f)
{
  uint32_t roles = roles_of(t, r, h);
  struct told_unit told = (roles >> HEAD_RANK & 1) != 0 ? rank_unit(t) : unit_of(t, r, h, n);
  if (!set_unit(t, &told, f) || !set_indicator(t, r, h, f))
    return false;
  set_measure(roles, f);
  set_period(t, r, h, f);
  return true;
}
