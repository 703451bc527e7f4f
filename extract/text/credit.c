/* credit.c - lines of labels, signatures.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/text/dateline.h"

enum {
  CREDIT_COLUMNS = 110, /* a line of labels is no longer */
  LABEL_UNITS = 40,     /* and its first label begins within these */
  SIGNATURE_COLUMNS = 110,
  OFFICE_UNITS = 24,
  NAME_UNITS = 12
};

static enum char_role role_at(const struct splitter *s, uint32_t i)
{
  return layout_role(s->x, s->u[i]);
}

/* Behind the colon (or bar) that follows a label; `at` when there is none. */
static uint32_t behind_colon(const struct splitter *s, uint32_t at, uint32_t end)
{
  uint32_t i = at;
  while (i < end && role_at(s, i) == CHAR_BLANK)
    i++;
  if (i >= end || (role_at(s, i) != CHAR_COLON && role_at(s, i) != CHAR_PIPE))
    return at;
  for (i++; i < end && role_at(s, i) == CHAR_BLANK; i++) {
  }
  return i;
}

/* The name that starts at `i`: it ends at a blank, a bracket, a date, a comma
   or a further label. */
static struct span name_of(const struct splitter *s, uint32_t i, uint32_t end)
{
  struct span name;
  struct day day;
  while (i < end && role_at(s, i) == CHAR_DASH)
    i++;
  name = (struct span){i, i};
  for (; i < end; i++) {
    enum char_role role = role_at(s, i);
    if (role == CHAR_BLANK || role == CHAR_TAB || role == CHAR_OPEN || role == CHAR_CLOSE ||
        role == CHAR_PIPE || role == CHAR_COLON || role == CHAR_COMMA || role == CHAR_END ||
        (role == CHAR_DIGIT && day_read(s, i, end, &day) != i))
      break;
    name.end = i + 1;
  }
  return name;
}

static void take_name(const struct splitter *s, uint32_t i, uint32_t end, struct origin *out)
{
  struct span name = name_of(s, i, end);
  if (name.end > name.start && out->publisher_rank < PUBLISHER_CREDIT) {
    out->publisher = name;
    out->publisher_rank = PUBLISHER_CREDIT;
  }
}

static void take_day(const struct splitter *s, uint32_t i, uint32_t end, struct origin *out)
{
  struct span where;
  struct day day = day_find(s, i, end, &where);
  if (where.end > where.start && day.year != 0 && day.day != 0 && out->day_rank < DAY_CREDIT) {
    out->day = day;
    out->day_rank = DAY_CREDIT;
  }
}

/* "... the rights are X's alone": the name in front of the next word of that
   role, or up to the punctuation. */
static void take_owner(const struct splitter *s, uint32_t i, uint32_t end, struct origin *out)
{
  struct span owned = layout_find(s, ROLE_OWNED, (struct span){i, end});
  take_name(s, i, owned.start, out);
}

/* Does a label stand at `at`, and not the end of a longer word? */
static bool stands_free(const struct splitter *s, const struct look *line, uint32_t at)
{
  return at == line->start || !unit_is_han(s->u[at - 1]);
}

/* Takes the value of a label that stands in the line; false when it is none. */
static bool take_label(const struct splitter *s, const struct look *line, enum layout_role role,
                       uint32_t limit, struct origin *out, enum layout_role *value_next)
{
  struct span label = layout_find(s, role, (struct span){line->start, limit});
  if (label.end == label.start)
    return false;
  uint32_t value = behind_colon(s, label.end, line->end);
  if (value == label.end || !stands_free(s, line, label.start))
    return false;
  if (value == line->end)
    *value_next = role;
  else if (role == ROLE_SOURCE)
    take_name(s, value, line->end, out);
  else
    take_day(s, value, line->end, out);
  return true;
}

bool credit_read(const struct splitter *s, const struct look *line, struct origin *out,
                 enum layout_role *value_next)
{
  if (!layout_labelled(s, line) || layout_width(s, line) > CREDIT_COLUMNS)
    return false;
  uint32_t limit =
      line->end - line->start > LABEL_UNITS ? line->start + LABEL_UNITS : line->end;
  *out = (struct origin){.alone = true};
  *value_next = LAYOUT_ROLES;
  bool source = take_label(s, line, ROLE_SOURCE, limit, out, value_next);
  bool date = take_label(s, line, ROLE_DATE, limit, out, value_next);
  if (source || date) {
    take_day(s, line->start, line->end, out);
    return true;
  }
  struct span rights = layout_find(s, ROLE_RIGHTS, (struct span){line->start, limit});
  if (rights.end > rights.start)
    take_owner(s, rights.end, line->end, out);
  return out->publisher_rank != PUBLISHER_NONE;
}

bool credit_value(const struct splitter *s, const struct look *line, enum layout_role label,
                  struct origin *out)
{
  *out = (struct origin){.alone = true};
  if (layout_width(s, line) > CREDIT_COLUMNS / 2)
    return false;
  if (label == ROLE_DATE)
    take_day(s, line->start, line->end, out);
  else
    take_name(s, line->start, line->end, out);
  return out->day_rank != DAY_NONE || out->publisher_rank != PUBLISHER_NONE;
}

/* Does the name of an office end at `end`? */
static bool ends_office(const struct splitter *s, const struct look *line, uint32_t end)
{
  uint32_t from = end - line->start > 8 ? end - 8 : line->start;
  if (!layout_may_end(s, line, ROLE_OFFICE, end))
    return false;
  const struct mark *behind = layout_mark(s, end);
  for (const struct mark *word = layout_mark(s, from); word < behind; word++) {
    if (word->payload == ROLE_OFFICE && word->start + word->len == end)
      return true;
  }
  return layout_says(s, ROLE_OFFICE, end - 1) == 1;
}

/* Does an office sign in [line->start, end): a short name that ends as such names do? */
static bool is_office(const struct splitter *s, const struct look *line, uint32_t end)
{
  return end - line->start <= OFFICE_UNITS && ends_office(s, line, end) &&
         layout_han(s, line, 3) >= 3;
}

/* Is there nothing in [i, end) but blanks, brackets, a time of day? */
static bool nothing_else(const struct splitter *s, uint32_t i, uint32_t end)
{
  for (; i < end; i++) {
    enum char_role role = role_at(s, i);
    if (role == CHAR_PLAIN || role == CHAR_END || role == CHAR_NUMERAL)
      return i + 5 >= end && role == CHAR_PLAIN && role_at(s, i - 1) == CHAR_DIGIT; /* 41" */
  }
  return true;
}

/* The word right in front of `i`, blanks and brackets aside. */
static struct span word_before(const struct splitter *s, uint32_t from, uint32_t i)
{
  while (i > from && (layout_blank(s->x, s->u[i - 1]) || role_at(s, i - 1) == CHAR_OPEN ||
                      role_at(s, i - 1) == CHAR_CLOSE || s->u[i - 1] == '/'))
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
    if (i + layout_says(s, ROLE_ENDING, i) == name.end)
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
  enum { OTHER_UNITS = 18 };
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
  if ((line->finished && !line->exclaims) || layout_width(s, line) > CREDIT_COLUMNS ||
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

bool docnumber_read(const struct splitter *s, const struct look *line)
{
  uint32_t i = line->end;
  if (i < line->start + 6 || role_at(s, i - 1) != CHAR_DAY ||
      layout_width(s, line) > SIGNATURE_COLUMNS / 2)
    return false;
  for (i--; i > line->start && role_at(s, i - 1) == CHAR_DIGIT; i--) {
  }
  return i > line->start && i + 1 < line->end && role_at(s, i - 1) == CHAR_CLOSE;
}

/* The office whose name is all that stands in front of a day; empty for none. */
static struct span office_before(const struct splitter *s, const struct look *line,
                                 uint32_t day)
{
  uint32_t end = day;
  while (end > line->start && layout_blank(s->x, s->u[end - 1]))
    end--;
  bool office = end < day && end > line->start && is_office(s, line, end);
  return (struct span){line->start, office ? end : line->start};
}

bool signature_read(const struct splitter *s, const struct look *line, struct origin *out)
{
  struct span where, office = {0, 0};
  *out = (struct origin){.alone = true};
  if (layout_width(s, line) > SIGNATURE_COLUMNS)
    return false;
  struct day day = day_find(s, line->start, line->end, &where);
  bool told = where.end > where.start && day.year != 0;
  bool full = told && day.day != 0;
  if (full && nothing_else(s, where.end, line->end))
    office = office_before(s, line, where.start);
  if (office.end > office.start) {
    out->publisher = office;
    out->publisher_rank = PUBLISHER_SIGNED;
    out->day_rank = DAY_LINE;
  } else if (told && where.start <= line->start + 1 && nothing_else(s, where.end, line->end)) {
    out->day_rank = DAY_LINE;
  } else if (full && (role_at(s, line->start) == CHAR_DASH ||
                      layout_find(s, ROLE_SESSION, (struct span){where.end, line->end}).start <
                          line->end)) {
    out->day_rank = DAY_SESSION;
  } else if (layout_digits(s, line) == 0 && is_office(s, line, line->end)) {
    out->publisher = (struct span){line->start, line->end};
    out->publisher_rank = PUBLISHER_SIGNED;
    return true;
  } else {
    return false;
  }
  out->day = day;
  return true;
}
