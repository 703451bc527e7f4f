/* dateline.c - datelines and bylines.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/text/dateline.h"

enum {
  DATELINE_UNITS = 36, /* a dateline's end mark stands within so many units */
  NAME_UNITS = 14,     /* and the publisher's name within these */
  PLACE_UNITS = 6,
  NAMES_UNITS = 20, /* reporters behind a dateline in brackets */
  BYLINE_COLUMNS = 60
};

static bool is_role(const struct splitter *s, uint32_t i, enum char_role role)
{
  return layout_role(s->x, s->u[i]) == role;
}

/* The length of what may stand in front of a name at `i`: blanks, bullets, opening
   brackets and the word for "according to"; 0 for none. */
static inline uint32_t front_at(const struct splitter *s, uint32_t i)
{
  const uint32_t fronts =
      1u << CHAR_BLANK | 1u << CHAR_MARK | 1u << CHAR_OPEN | 1u << CHAR_DASH;
  if ((1u << layout_role(s->x, s->u[i]) & fronts) != 0)
    return 1;
  return layout_says(s, ROLE_REPRINT, i);
}

static inline uint32_t skip_front(const struct splitter *s, uint32_t i, uint32_t end)
{
  uint32_t len;
  while (i < end && (len = front_at(s, i)) > 0)
    i += len;
  return i;
}

/* The publisher's name at `i`: a known one, or one that ends as they do. */
static struct span name_at(const struct splitter *s, uint32_t i, uint32_t end)
{
  uint32_t known = layout_publisher(s, i), limit = end < i + NAME_UNITS ? end : i + NAME_UNITS;
  struct span name = {i, i + known};
  if (i < end && !unit_is_han(s->u[i]))
    return name;
  for (uint32_t at = i + 1; at < limit && unit_is_han(s->u[at]) && name.end < end; at++) {
    if (known > 0 && at > name.end)
      break;
    uint32_t behind = at + layout_ending(s, at);
    if (behind > at && behind > name.end && behind <= end)
      name.end = behind;
  }
  return name;
}

/* May the word that closes a dateline be followed by this? */
static bool closes(const struct splitter *s, uint32_t i, uint32_t end)
{
  const uint32_t behind =
      1u << CHAR_BLANK | 1u << CHAR_TAB | 1u << CHAR_OPEN | 1u << CHAR_CLOSE | 1u << CHAR_COLON;
  return i >= end || (1u << layout_role(s->x, s->u[i]) & behind) != 0 ||
         layout_says(s, ROLE_BYLINE, i) > 0;
}

/* Does a clause end in [i, end)? */
static bool clause_ends(const struct splitter *s, uint32_t i, uint32_t end)
{
  const uint32_t ends = 1u << CHAR_END | 1u << CHAR_COMMA | 1u << CHAR_COLON;
  for (; (i = units_next(&s->chunk->text, i, end, UNIT_STOP | UNIT_CLAUSE)) < end; i++) {
    if ((1u << layout_role(s->x, s->u[i]) & ends) != 0)
      return true;
  }
  return false;
}

/* The word that closes the dateline which starts at `i`, in its first clause. */
static struct span closing_word(const struct splitter *s, uint32_t i, uint32_t end)
{
  uint32_t limit = end - i > DATELINE_UNITS ? i + DATELINE_UNITS : end;
  for (uint32_t at = i; (at = layout_closer(s, at, limit)) < limit; i = at++) {
    if (clause_ends(s, i, at + 1))
      break;
    uint32_t len = layout_says(s, ROLE_DATELINE, at);
    if (len > 0 && closes(s, at + len, end))
      return (struct span){at, at + len};
  }
  return (struct span){end, end};
}

/* The day in front of the word that closes a dateline. */
static struct day day_before(const struct splitter *s, uint32_t i, uint32_t word)
{
  const uint32_t last = 1u << CHAR_DAY | 1u << CHAR_MONTH | 1u << CHAR_DIGIT;
  struct span where;
  uint32_t end = word;
  while (end > i && layout_blank(s->x, s->u[end - 1]))
    end--;
  if (end == i || (1u << layout_role(s->x, s->u[end - 1]) & last) == 0)
    return (struct day){0};
  struct day day = day_find(s, i, word, &where);
  while (where.end < word && layout_blank(s->x, s->u[where.end]))
    where.end++;
  return where.start < where.end && where.end == word ? day : (struct day){0};
}

/* Nothing but closing marks in [i, end)? */
static bool only_closes(const struct splitter *s, uint32_t i, uint32_t end)
{
  while (i < end && (is_role(s, i, CHAR_CLOSE) || is_role(s, i, CHAR_BLANK)))
    i++;
  return i == end;
}

/* Reads a dateline in [i, end): who, perhaps where, when, and the word that
   closes it; without a day the word stands right behind the name. */
static bool read_at(const struct splitter *s, uint32_t i, uint32_t end, struct origin *out)
{
  bool bracketed = i < end && is_role(s, i, CHAR_OPEN);
  i = skip_front(s, i, end);
  struct span word = closing_word(s, i, end);
  if (word.start == word.end)
    return false;
  struct span name = name_at(s, i, word.start);
  struct day day = day_before(s, i, word.start);
  uint32_t own = layout_says(s, ROLE_OWN, i);
  bool named = name.start != name.end || own > 0;
  uint32_t behind = own > 0 ? i + own : name.end;
  bool daily = named && word.start > behind && is_role(s, word.start - 1, CHAR_DAY);
  if (day.month == 0 && !daily && (!named || word.start > behind + (own > 0 ? PLACE_UNITS : 0)))
    return false;
  if (!named && !unit_is_digit(s->u[i]))
    return false;
  out->own = own > 0;
  if (own == 0 && named) {
    out->publisher = name;
    out->publisher_rank = day.month != 0 || daily ? PUBLISHER_DATELINE : PUBLISHER_NOTICE;
  }
  if (day.day != 0) {
    out->day = day_with_year(s, day);
    out->day_rank = out->day.year == 0 ? DAY_NONE : day.year != 0 ? DAY_CREDIT : DAY_DATELINE;
  }
  out->alone = only_closes(s, word.end, end) ||
               (bracketed && end - word.end <= NAMES_UNITS && is_role(s, end - 1, CHAR_CLOSE));
  return true;
}

/* A dateline in brackets at the end of a line. */
static bool read_tail(const struct splitter *s, const struct look *line, struct origin *out)
{
  uint32_t floor =
      line->end - line->start > DATELINE_UNITS ? line->end - DATELINE_UNITS : line->start;
  if (line->last != CHAR_CLOSE)
    return false;
  for (uint32_t i = line->end - 1; i > floor; i--) {
    if (is_role(s, i - 1, CHAR_OPEN))
      return read_at(s, i - 1, line->end, out) && out->alone && i - 1 > line->start;
  }
  return false;
}

bool dateline_read(const struct splitter *s, const struct look *line, struct origin *out)
{
  *out = (struct origin){0};
  if (read_at(s, line->start, line->end, out))
    return true;
  *out = (struct origin){0};
  if (read_tail(s, line, out)) {
    /* a wire's mark behind a report, not in place of one */
    out->alone = layout_width(s, line) <= BYLINE_COLUMNS;
    return true;
  }
  *out = (struct origin){0};
  return false;
}

/* Are [i, end) names of people: short words, or longer ones with a dot inside? */
static bool only_names(const struct splitter *s, uint32_t i, uint32_t end)
{
  enum { NAME_HAN_MAX = 5 };
  uint32_t han = 0;
  bool dotted = false;
  for (; i <= end; i++) {
    if (i < end && unit_is_han(s->u[i])) {
      han++;
    } else if (i < end && s->u[i] == 0xB7) { /* middle dot */
      dotted = true;
    } else {
      if (han > NAME_HAN_MAX && !dotted)
        return false;
      han = 0;
      dotted = false;
    }
  }
  return true;
}

bool byline_read(const struct splitter *s, const struct look *line, struct origin *out)
{
  if (!layout_has(s, line, ROLE_BYLINE) || line->finished ||
      layout_width(s, line) > BYLINE_COLUMNS || layout_digits(s, line) > 0 ||
      layout_commas(s, line) > 2)
    return false;
  uint32_t i = skip_front(s, line->start, line->end);
  uint32_t own = layout_says(s, ROLE_OWN, i);
  struct span name = name_at(s, i, line->end);
  uint32_t at = own > 0 ? i + own : name.end;
  uint32_t limit = at + 4 < line->end ? at + 4 : line->end;
  struct span word = layout_find(
      s, ROLE_BYLINE, (struct span){at, limit + 4 < line->end ? limit + 4 : line->end});
  if (word.start >= limit || !only_names(s, word.end, line->end))
    return false;
  *out = (struct origin){.own = own > 0, .alone = true};
  if (own == 0 && name.start != name.end) {
    out->publisher = name;
    out->publisher_rank = PUBLISHER_BYLINE;
  }
  return true;
}
