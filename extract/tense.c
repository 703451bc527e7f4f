/* tense.c - what the day of its article tells of a figure.  SPDX-License-Identifier: Apache-2.0

   A rule reads the words around a number, and a goal need not say that it is one
   where the heading or the sentence before has said so.  Its period tells: an
   article cannot report what comes after its own day, and a heading over plans
   makes none of what it recalls of the years before. */
#include "extract/document.h"

/* Does `p` end after the article was printed?  A period that had begun before
   the article's own year may still tell what has been reached of it so far. */
static bool lies_ahead(const struct period *p, struct day printed)
{
  return (p->first.year >= printed.year) & (p->last.year > printed.year) & p->known &
         !p->open_start & !p->open_end & (printed.year != 0);
}

/* Was `p` over when the year of the article began? */
static bool lies_behind(const struct period *p, struct day printed)
{
  return p->known && !p->open_end && printed.year != 0 && p->last.year < printed.year;
}

/* Does a word of time shortly in front of the figure tell days that were to come when the
   article was printed?  How old somebody is then, and how long something lasts, is no aim,
   nor is what a rule of its own calls actual. */
static bool is_to_come(const struct found *f, struct day printed)
{
  enum { FAR = 30 };
  const struct period *p = &f->period;
  uint32_t told = f->period_words.end, at = f->span.start;
  if (calendar_compare(p->first, printed) <= 0 || p->first.year != printed.year)
    return false; /* nearly always */
  bool own = told > f->period_words.start && told <= at && at - told <= FAR;
  return own && !f->status_told && p->known && !p->open_start && printed.day != 0 &&
         f->kind != KIND_DURATION && f->kind != KIND_AGE && f->kind != KIND_RANK;
}

static void settle_status(struct found *f, struct day printed)
{
  if (f->status == STATUS_ACTUAL &&
      ((lies_ahead(&f->period, printed) && f->kind != KIND_AGE) || is_to_come(f, printed)))
    f->status = STATUS_TARGET;
  else if (f->status == STATUS_TARGET && f->status_above && lies_behind(&f->period, printed))
    f->status = STATUS_ACTUAL;
}

/* Gives a unit that meant something else when the text was written its name of
   then; a later text converts what it reports, so the figure's own time decides
   only where the article has no day. */
static void use_former_unit(const struct unit_registry *units, struct found *f, struct day when)
{
  if (when.year == 0 && f->period.known)
    when = f->period.open_end ? f->period.first : f->period.last;
  const struct govfig_str *name = unit_former_name(units, f->unit_name, when);
  if (name != NULL) {
    f->unit_name = *name;
    f->unit_code = (struct govfig_str){NULL, 0};
  }
}

void tense_settle(const struct unit_registry *units, struct chunk *c)
{
  uint32_t end = 0; /* of the article */
  struct day printed = {0};
  bool former = true;
  for (uint32_t i = 0; i < c->n_found; i++) {
    struct found *f = &c->found[i];
    if (f->span.start >= end) {
      const struct article *a = &c->articles[c->lines[c->sentences[f->sentence].line].article];
      printed = a->published;
      former = unit_any_former(units, printed);
      end = a->end;
    }
    settle_status(f, printed);
    if (former)
      use_former_unit(units, f, printed);
  }
}
