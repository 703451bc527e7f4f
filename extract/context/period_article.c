/* period_article.c - what title and day of an article tell of its periods.
   SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/context/period_parts.h"

/* Reports on a year appear until this month of the next one. */
enum { REPORT_MONTH_LAST = 4 };

static const struct period unknown = {{0}, {0}, false, false, false};

bool period_early(const struct period_state *st)
{
  struct day d = st->reference;
  return d.month != 0 ? d.month <= REPORT_MONTH_LAST : st->report;
}

/* The code point that begins at `at`, of three bytes; 0 for others. */
static uint32_t character(struct govfig_str t, size_t at)
{
  const unsigned char *b = (const unsigned char *)t.data + at;
  if (at + 3 > t.len || (b[0] & 0xF0) != 0xE0)
    return 0;
  return (b[0] & 0x0Fu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
}

/* The digit at `at`, in Arabic or Chinese, and its bytes; -1 for none. */
static int digit(const struct times *x, struct govfig_str t, size_t at, size_t *bytes)
{
  uint32_t c = at < t.len && (unsigned char)t.data[at] < 0x80 ? (unsigned char)t.data[at]
                                                              : character(t, at);
  *bytes = c < 0x80 ? 1 : 3;
  return c != 0 && x->role[c] == ROLE_NUMERAL ? x->value[c] : -1;
}

/* A year of four digits in a title, 0 for none. */
static int year_of_title(const struct times *x, struct govfig_str t)
{
  for (size_t i = 0, bytes; i < t.len; i += bytes) {
    int year = 0, n = 0, d;
    size_t at = i;
    while (n < 8 && (d = digit(x, t, at, &bytes)) >= 0) {
      year = n < 4 ? year * 10 + d : year;
      at += bytes;
      n++;
    }
    if (n == 4 && year >= 1900 && year < 2200 && x->role[character(t, at)] == ROLE_YEAR)
      return year;
    bytes = n > 0 ? at - i : bytes;
  }
  return 0;
}

/* Looks for the last byte, which tells more of a word than the first. */
static bool contains(struct govfig_str text, struct govfig_str word)
{
  if (word.len == 0)
    return false;
  const char *p;
  for (size_t i = word.len - 1; i < text.len; i = (size_t)(p - text.data) + 1) {
    p = memchr(text.data + i, word.data[word.len - 1], text.len - i);
    if (p == NULL)
      return false;
    if (memcmp(p - (word.len - 1), word.data, word.len) == 0)
      return true;
  }
  return false;
}

static bool contains_any(struct govfig_str title, const struct title_words *words)
{
  for (uint32_t i = 0; i < words->n; i++) {
    if (contains(title, words->word[i]))
      return true;
  }
  return false;
}

bool period_of_record(const struct walk *w, struct span name)
{
  struct govfig_str text = units_text(&w->c->text, name);
  const struct title_words *words = &w->x->record;
  for (uint32_t i = 0; i < words->n; i++) {
    struct govfig_str word = words->word[i];
    if (word.len < text.len && memcmp(text.data + text.len - word.len, word.data, word.len) == 0)
      return true;
  }
  return false;
}

/* A report of the year before, with the aims of the year in its title? */
static bool is_report(const struct times *x, struct govfig_str title)
{
  return contains_any(title, &x->report) && !contains_any(title, &x->account);
}

/* What figures and aims cover where no word of time says so. */
static void set_usual(struct period_state *st, int title_year)
{
  int year = st->reference.year;
  st->aim = unknown;
  if (st->report && (title_year == 0 || year == 0 || title_year == year)) {
    int of = title_year != 0 ? title_year : year;
    st->usual = period_early(st) ? calendar_years(of - 1, of - 1) : calendar_years(of, of);
    st->aim = calendar_years(of, of);
    return;
  }
  if (title_year != 0 && (year == 0 || title_year <= year))
    st->usual = calendar_years(title_year, title_year);
  else if (st->reference.month != 0)
    st->usual = calendar_years(year, year);
  st->printed = title_year == 0;
  if (year != 0 && title_year != 0 && title_year < year)
    st->aim = calendar_years(year, year);
}

/* The one year that the text of an article is about: it names it, not only days of
   it, and no other.  0 for none. */
static int only_year(const struct walk *w, const struct article *a)
{
  int year = 0;
  bool whole = false;
  for (uint32_t i = w->mark; i < w->c->n_times && w->c->times[i].span.start < a->end; i++) {
    const struct time_mark *m = &w->c->times[i];
    if (m->sort != TIME_FIXED || !m->period.known)
      continue;
    if (m->period.first.year != m->period.last.year || (year != 0 && m->period.first.year != year))
      return 0;
    year = m->period.first.year;
    whole = whole || calendar_whole_years(&m->period);
  }
  return whole ? year : 0;
}

void period_article(struct walk *w, const struct article *a)
{
  struct period_state *st = w->state;
  struct day r = a->published;
  bool outside = a->number == 1; /* what the caller says is of the first article's title */
  if (r.year == 0)
    r = w->given->published;
  int title_year = year_of_title(w->x, a->title);
  if (title_year == 0 && outside)
    title_year = year_of_title(w->x, w->given->title);
  *st = (struct period_state){.article = a->number, .reference = r};
  w->retold = w->mark;
  st->report = is_report(w->x, a->title) || (outside && is_report(w->x, w->given->title));
  if (r.year == 0 && title_year != 0 && st->report)
    st->reference = r = (struct day){(int16_t)title_year, 0, 0};
  if (title_year != 0 && title_year < r.year)
    st->report = false; /* it names the year that it is about */
  set_usual(st, title_year != 0 || r.year != 0 ? title_year : only_year(w, a));
  if (title_year == 0)
    st->printed = true;
  st->apart = st->usual;
}

void period_title(struct walk *w, const struct period *p, bool record)
{
  struct period_state *st = w->state;
  if (!p->known || p->open_start || p->open_end || st->report)
    return;
  if (p->last.year > st->reference.year && st->reference.year != 0)
    return;
  st->usual = *p;
  if (record)
    st->apart = *p; /* its sections are of the same */
  st->printed = false;
}
