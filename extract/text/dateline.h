/* dateline.h - who printed a text and when, as its own lines say it.
   SPDX-License-Identifier: Apache-2.0

   Reads datelines (agency, place, day, "by wire"), credit lines (labels of the
   source and of the day), bylines and the line that says when a speech was
   held.  A day without a year gets the year of the document, never today's. */
#ifndef GOVFIG_EXTRACT_DATELINE_H
#define GOVFIG_EXTRACT_DATELINE_H

#include "extract/text/layout_parts.h"

/* How well a publisher or a day is known; the better one holds. */
enum publisher_rank {
  PUBLISHER_NONE,
  PUBLISHER_SIGNED,
  PUBLISHER_GIVEN,
  PUBLISHER_BYLINE,
  PUBLISHER_NOTICE, /* a dateline without a day */
  PUBLISHER_CREDIT,
  PUBLISHER_DATELINE
};
enum day_rank {
  DAY_NONE,
  DAY_GIVEN,
  DAY_NEIGHBOUR,
  DAY_LEAD,
  DAY_SESSION,
  DAY_LINE,
  DAY_DATELINE,
  DAY_CREDIT
};

/* What a line says; ranks are NONE where it says nothing. */
struct origin {
  struct span publisher; /* units */
  struct day day;
  uint8_t publisher_rank, day_rank;
  bool own;   /* "our own report": whoever prints it */
  bool alone; /* nothing else stands in the line */
};

/* Reads a day in [i, end): its parts may be Arabic or Chinese; year 0 where only
   month and day stand.  Returns the unit behind it, or i for none. */
uint32_t day_read(const struct splitter *s, uint32_t i, uint32_t end, struct day *day);

/* The first day in [i, end); `at` is its span, empty for none. */
struct day day_find(const struct splitter *s, uint32_t i, uint32_t end, struct span *at);

/* Gives `day` the year of the document, where it has none. */
struct day day_with_year(const struct splitter *s, struct day day);

/* Reads a dateline at the head (or, in brackets, at the tail) of a line. */
bool dateline_read(const struct splitter *s, const struct look *line, struct origin *out);

/* Reads a line of labels.  `value_next`: the label stands alone, its value in
   the next line, which is to be read by credit_value. */
bool credit_read(const struct splitter *s, const struct look *line, struct origin *out,
                 enum layout_role *value_next);
bool credit_value(const struct splitter *s, const struct look *line, enum layout_role label,
                  struct origin *out);

/* Has the line a colon, and in front of it perhaps a label whose characters blanks hold
   apart? */
static inline bool credit_spaced(const struct splitter *s, const struct look *line)
{
  return (line->marks & MARK_COLON) != 0 && line->end > line->start + 2 &&
         unit_is_han(s->u[line->start]) && layout_blank(s->x, s->u[line->start + 1]);
}

/* Where the headline begins that stands behind a label for it; the line's end for none. */
uint32_t credit_title(const struct splitter *s, const struct look *line);

/* Does the name of an office end at `end`, in the line? */
bool office_ends(const struct splitter *s, const struct look *line, uint32_t end);

/* Reads a line that is a publisher's name and a day, perhaps with a few other words. */
bool masthead_read(const struct splitter *s, const struct look *line, struct origin *out);

/* Reads what is one only above an article: a paper's name alone, an office's letterhead,
   a day with that of the week, a line of a post. */
bool masthead_above(const struct splitter *s, const struct look *line, struct origin *out);

/* Is the line the number of a document: words, a year in brackets, a number? */
bool docnumber_read(const struct splitter *s, const struct look *line);

/* Reads a line that names who wrote, and nothing else. */
bool byline_read(const struct splitter *s, const struct look *line, struct origin *out);

/* Reads a line under a headline that is a day, a session's day or the name of
   an office. */
bool signature_read(const struct splitter *s, const struct look *line, struct origin *out);

#endif
