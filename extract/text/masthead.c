/* masthead.c - what stands above an article: names of papers with the day and the page,
   heads of documents, lines below posts.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/text/dateline.h"

enum { HEAD_COLUMNS = 110, NAME_UNITS = 12, OTHER_UNITS = 18 };

/* The word right in front of `i`, blanks and brackets aside. */
static struct span word_before(const struct splitter *s, uint32_t from, uint32_t i)
{
  const uint32_t between = 1u << CHAR_BLANK | 1u << CHAR_TAB | 1u << CHAR_BREAK |
                           1u << CHAR_OPEN | 1u << CHAR_CLOSE;
  while (i > from &&
         ((1u << layout_role(s->x, s->u[i - 1]) & between) != 0 || s->u[i - 1] == '/'))
    i--;
  struct span word = {i, i};
  while (word.start > from && unit_is_han(s->u[word.start - 1]))
    word.start--;
  return word;
}

/* Is the word the name of a paper: a known one, or one that ends as such names do? */
static bool is_paper(const struct splitter *s, struct span name)
{
  uint32_t n = name.end - name.start;
  if (n > 0 && layout_publisher(s, name.start) == n)
    return true;
  for (uint32_t i = name.start + 1; n <= NAME_UNITS && i < name.end; i++) {
    if (i + layout_ending(s, i) == name.end)
      return true;
  }
  return false;
}

/* The name of a paper among the words of [i, end); empty for none. */
static struct span paper_in(const struct splitter *s, uint32_t i, uint32_t end)
{
  while (i < end) {
    struct span word = {i, i};
    while (word.end < end && unit_is_han(s->u[word.end]))
      word.end++;
    if (is_paper(s, word))
      return word;
    i = word.end + 1;
  }
  return (struct span){end, end};
}

/* The paper of a line with a day: right in front of it, or, in the head of a page, a word
   in front or behind among few others (day of the week, number and name of the page). */
static struct span paper_beside(const struct splitter *s, const struct look *line, struct span day)
{
  struct span name = word_before(s, line->start, day.start);
  if (is_paper(s, name))
    return name;
  name = paper_in(s, line->start, day.start);
  if (name.start == name.end)
    name = paper_in(s, day.end, line->end);
  uint32_t others = layout_han(s, line, UINT32_MAX) - (name.end - name.start);
  return others <= OTHER_UNITS ? name : (struct span){line->end, line->end};
}

bool masthead_read(const struct splitter *s, const struct look *line, struct origin *out)
{
  struct span where;
  *out = (struct origin){.alone = true};
  if ((line->finished && !line->exclaims) || layout_width(s, line) > HEAD_COLUMNS ||
      layout_digits(s, line) < 6)
    return false;
  struct day day = day_find(s, line->start, line->end, &where);
  if (where.start == where.end || day.year == 0 || day.day == 0)
    return false;
  if (where.end < line->end && unit_is_han(s->u[where.end]) &&
      !layout_blank(s->x, s->u[where.end - 1]))
    return false; /* the day belongs to a name that goes on */
  struct span name = paper_beside(s, line, where);
  if (name.start == name.end)
    return false;
  out->publisher = name;
  out->publisher_rank = PUBLISHER_CREDIT;
  out->day = day;
  out->day_rank = DAY_CREDIT;
  return true;
}

/* Is the line nothing but the name of a paper? */
static bool is_name(const struct splitter *s, const struct look *line)
{
  uint32_t n = line->end - line->start;
  if (n > NAME_UNITS || layout_han(s, line, NAME_UNITS) != n)
    return false;
  for (uint32_t i = line->start + 1; i < line->end; i++) {
    if (i + layout_says(s, ROLE_PAPER, i) == line->end)
      return true;
  }
  return false;
}

/* The office in "documents of the office", the whole line; empty for none. */
static struct span letterhead(const struct splitter *s, const struct look *line)
{
  struct span none = {line->end, line->end};
  struct span word = layout_find(s, ROLE_LETTERHEAD, (struct span){line->start, line->end});
  if (word.start == word.end || word.end != line->end || word.start < line->start + 3 ||
      !office_ends(s, line, word.start))
    return none;
  return (struct span){line->start, word.start};
}

/* A line with a day, in front of which stands the name of who posted it, or which the day
   begins and the day of the week follows. */
static bool day_above(const struct splitter *s, const struct look *line, struct origin *out)
{
  enum { CLOCK_UNITS = 10 };
  struct span where;
  struct day day = day_find(s, line->start, line->end, &where);
  if (where.start == where.end || day.year == 0 || day.day == 0)
    return false;
  uint32_t far = line->end - where.end > CLOCK_UNITS ? where.end + CLOCK_UNITS : line->end;
  struct span posted = layout_find(s, ROLE_POSTED, (struct span){where.end, far});
  if (posted.start < posted.end) {
    out->publisher = word_before(s, line->start, where.start);
    out->publisher_rank =
        out->publisher.start < out->publisher.end ? PUBLISHER_CREDIT : PUBLISHER_NONE;
  } else if (where.end >= line->end || layout_says(s, ROLE_WEEKDAY, where.end) == 0 ||
             layout_han(s, line, UINT32_MAX) > 2 * OTHER_UNITS) {
    return false;
  }
  out->day = day;
  out->day_rank = DAY_CREDIT;
  return true;
}

bool masthead_above(const struct splitter *s, const struct look *line, struct origin *out)
{
  *out = (struct origin){.alone = true};
  if (line->finished || layout_width(s, line) > HEAD_COLUMNS)
    return false;
  if (layout_digits(s, line) >= 6)
    return day_above(s, line, out);
  out->publisher = is_name(s, line) ? (struct span){line->start, line->end}
                                    : letterhead(s, line);
  if (out->publisher.start == out->publisher.end)
    return false;
  out->publisher_rank = out->publisher.end == line->end ? PUBLISHER_CREDIT : PUBLISHER_SIGNED;
  return true;
}
