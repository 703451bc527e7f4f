/* credit.c - lines of labels, signatures.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/text/dateline.h"

enum {
  CREDIT_COLUMNS = 110, /* a line of labels is no longer */
  LABEL_UNITS = 40,     /* and its first label begins within these */
  SIGNATURE_COLUMNS = 110,
  OFFICE_UNITS = 24
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

/* A label whose characters blanks hold apart at the head of a line: its role, and in
   *value what stands behind its colon; LAYOUT_ROLES for none. */
static enum layout_role spaced_label(const struct splitter *s, const struct look *line,
                                     uint32_t *value)
{
  enum { LONGEST = 8 };
  unit label[LONGEST];
  uint32_t n = 0, i = line->start, payload;
  for (; i < line->end && n < LONGEST && role_at(s, i) != CHAR_COLON; i++) {
    if (unit_is_han(s->u[i]))
      label[n++] = s->u[i];
    else if (!layout_blank(s->x, s->u[i]))
      return LAYOUT_ROLES;
  }
  *value = behind_colon(s, i, line->end);
  if (*value == i || lexicon_longest(s->x->lexicon, WORD_LAYOUT, label, n, &payload) != n)
    return LAYOUT_ROLES;
  return (enum layout_role)payload;
}

/* A line with such a label; false for none. */
static bool spaced_read(const struct splitter *s, const struct look *line, struct origin *out)
{
  uint32_t value;
  if (!credit_spaced(s, line))
    return false;
  *out = (struct origin){.alone = true};
  switch (spaced_label(s, line, &value)) {
  case ROLE_SOURCE:
    take_name(s, value, line->end, out);
    return true;
  case ROLE_DATE:
    take_day(s, value, line->end, out);
    return true;
  case ROLE_STAFF:
    return true;
  default:
    return false;
  }
}

uint32_t credit_title(const struct splitter *s, const struct look *line)
{
  uint32_t value = line->end, len = layout_says(s, ROLE_TITLE, line->start);
  if (len > 0)
    value = behind_colon(s, line->start + len, line->end);
  else if (!credit_spaced(s, line) || spaced_label(s, line, &value) != ROLE_TITLE)
    return line->end;
  return value == line->start + len ? line->end : value;
}

bool credit_read(const struct splitter *s, const struct look *line, struct origin *out,
                 enum layout_role *value_next)
{
  *value_next = LAYOUT_ROLES;
  if (layout_width(s, line) > CREDIT_COLUMNS)
    return false;
  if (!layout_labelled(s, line))
    return spaced_read(s, line, out);
  uint32_t limit =
      line->end - line->start > LABEL_UNITS ? line->start + LABEL_UNITS : line->end;
  *out = (struct origin){.alone = true};
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

bool office_ends(const struct splitter *s, const struct look *line, uint32_t end)
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
  return end - line->start <= OFFICE_UNITS && office_ends(s, line, end) &&
         layout_han(s, line, 3) >= 3;
}

/* Behind the day of the week at `i`, perhaps in brackets; `i` where there is none. */
static uint32_t behind_weekday(const struct splitter *s, uint32_t i, uint32_t end)
{
  uint32_t at = i;
  while (at < end && (layout_blank(s->x, s->u[at]) || role_at(s, at) == CHAR_OPEN))
    at++;
  uint32_t len = at < end ? layout_says(s, ROLE_WEEKDAY, at) : 0;
  return len == 0 ? i : at + len < end ? at + len + 1 : end; /* its last character tells which */
}

/* Is there nothing in [i, end) but the day of the week, blanks, brackets, a time of day? */
static bool nothing_else(const struct splitter *s, uint32_t i, uint32_t end)
{
  for (i = behind_weekday(s, i, end); i < end; i++) {
    enum char_role role = role_at(s, i);
    if (role == CHAR_PLAIN || role == CHAR_END || role == CHAR_NUMERAL)
      return i + 5 >= end && role == CHAR_PLAIN && role_at(s, i - 1) == CHAR_DIGIT; /* 41" */
  }
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

/* In front of a word of an imprint that ends at `end`; `end` for none. */
static uint32_t before_imprint(const struct splitter *s, uint32_t start, uint32_t end)
{
  enum { LONGEST = 2 };
  for (uint32_t len = 1; len <= LONGEST && end > start + len; len++) {
    if (layout_says(s, ROLE_IMPRINT, end - len) == len)
      return end - len;
  }
  return end;
}

/* The office whose name is all that stands in front of a day; empty for none. */
static struct span office_before(const struct splitter *s, const struct look *line,
                                 uint32_t day)
{
  uint32_t end = day;
  while (end > line->start && layout_blank(s->x, s->u[end - 1]))
    end--;
  bool apart = end < day;
  end = before_imprint(s, line->start, end);
  bool office = apart && end > line->start && is_office(s, line, end);
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
  uint32_t end = before_imprint(s, where.end - (where.end > where.start), line->end);
  if (full && nothing_else(s, where.end, end))
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
