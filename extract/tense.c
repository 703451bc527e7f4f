/* tense.c - what has not come yet is no result.  SPDX-License-Identifier: Apache-2.0

   A rule reads the words around a number, and a goal need not say that it is one
   where the heading or the sentence before has said so.  Its period tells: an
   article cannot report what comes after its own day, and a heading over plans
   makes none of what it recalls of the years before. */
#include "extract/document.h"

/* Does `p` end after the article was printed?  A period that had begun before
   the article's own year may still tell what has been reached of it so far. */
static bool lies_ahead(const struct period *p, struct day printed)
{
  if (!p->known || p->open_start || p->open_end || printed.year == 0)
    return false;
  return p->first.year >= printed.year && p->last.year > printed.year;
}

/* Was `p` over when the year of the article began? */
static bool lies_behind(const struct period *p, struct day printed)
{
  return p->known && !p->open_end && printed.year != 0 && p->last.year < printed.year;
}

void tense_settle(struct chunk *c)
{
  for (uint32_t i = 0; i < c->n_found; i++) {
    struct found *f = &c->found[i];
    const struct line *line = &c->lines[c->sentences[f->sentence].line];
    struct day printed = c->articles[line->article].published;
    if (f->status == STATUS_ACTUAL && lies_ahead(&f->period, printed))
      f->status = STATUS_TARGET;
    else if (f->status == STATUS_TARGET && f->status_above && lies_behind(&f->period, printed))
      f->status = STATUS_ACTUAL;
  }
}
