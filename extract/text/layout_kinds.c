/* layout_kinds.c - what each line is, by itself.  SPDX-License-Identifier: Apache-2.0

   Blank, noise, heading or text; rows, credits and titles are found by looking
   at several lines (layout_rows.c, article.c). */
#include "extract/text/layout_parts.h"

enum {
  HEADLINE_COLUMNS = 100, /* longer lines are running text */
  HEADING_COLUMNS = 80,
  FURNITURE_COLUMNS = 90,
  PAGE_COLUMNS = 16
};

static enum char_role role_at(const struct splitter *s, uint32_t i)
{
  return layout_role(s->x, s->u[i]);
}

/* "- 4 -", "page 3 of 5" */
static bool is_page_number(const struct splitter *s, const struct look *k)
{
  bool marked = false;
  if (k->digits == 0 || k->width > PAGE_COLUMNS)
    return false;
  for (uint32_t i = k->start; i < k->end; i++) {
    enum char_role role = role_at(s, i);
    if (role == CHAR_PAGE)
      marked = true;
    else if (role != CHAR_DIGIT && role != CHAR_DASH && role != CHAR_BLANK &&
             role != CHAR_ORDINAL && role != CHAR_PIPE && s->u[i] != '/')
      return false;
  }
  return marked || (role_at(s, k->start) == CHAR_DASH && role_at(s, k->end - 1) == CHAR_DASH);
}

/* Images, addresses, undecodable bytes, ornaments. */
static bool is_debris(const struct splitter *s, const struct look *k)
{
  const unit *u = s->u + k->start;
  if ((u[0] == '!' && u[1] == '[') ||
      (u[0] == 'h' && u[1] == 't' && u[2] == 't' && u[3] == 'p') ||
      (u[0] == 'w' && u[1] == 'w' && u[2] == 'w' && u[3] == '.'))
    return true;
  if (k->bad * 4u > k->end - k->start)
    return true;
  return !unit_is_han(u[0]) && k->digits == 0 && !unit_is_latin(u[0]) &&
         (k->marks & MARK_PIPE) == 0 && layout_han(s, k, 1) == 0;
}

static uint32_t skip_marks(const struct splitter *s, const struct look *k)
{
  uint32_t i = k->start;
  while (i < k->end && (role_at(s, i) == CHAR_MARK || role_at(s, i) == CHAR_OPEN))
    i++;
  return i;
}

/* Nothing but buttons and blanks? */
static bool only_buttons(const struct splitter *s, uint32_t i, uint32_t end)
{
  enum layout_role role;
  for (uint32_t len; i < end; i += len) {
    bool blank = layout_blank(s->x, s->u[i]);
    len = blank ? 1 : layout_role_at(s, i, &role);
    if (len == 0 || (!blank && role != ROLE_BUTTON && role != ROLE_STAFF))
      return false;
  }
  return true;
}

static bool is_furniture(const struct splitter *s, struct look *k)
{
  enum layout_role role;
  uint32_t i = skip_marks(s, k);
  if (!layout_may_be_odd(s, k, FURNITURE_ROLES, i) || k->width > FURNITURE_COLUMNS)
    return false;
  uint32_t len = layout_role_at(s, i, &role), behind = i + len;
  if (len == 0)
    return false;
  if (role == ROLE_TURN) {
    k->turned = true;
    return true;
  }
  if (role == ROLE_STAFF && behind < k->end && role_at(s, behind) != CHAR_BLANK)
    return role_at(s, behind) == CHAR_COLON || role_at(s, behind) == CHAR_PIPE ||
           s->u[behind] == '/';
  return role == ROLE_FURNITURE ||
         ((role == ROLE_BUTTON || role == ROLE_STAFF) && only_buttons(s, i, k->end));
}

/* A path through a site: steps with marks between, in a short line. */
static bool is_crumbs(const struct splitter *s, const struct look *k)
{
  if ((k->marks & MARK_CRUMB) == 0 || k->width > FURNITURE_COLUMNS || k->finished ||
      k->digits > 0)
    return false;
  for (uint32_t i = k->start; i < k->end; i++) {
    if (s->u[i] == '<')
      return false; /* brackets around a title */
  }
  return true;
}

/* "page 3: news" at the head of a newspaper page. */
static bool is_page_head(const struct splitter *s, const struct look *k)
{
  uint32_t i = k->start + 1, first = i;
  if (k->first != CHAR_ORDINAL || k->width > 2 * PAGE_COLUMNS || k->end - k->start < 3)
    return false;
  while (i < k->end && (role_at(s, i) == CHAR_DIGIT || role_at(s, i) == CHAR_NUMERAL ||
                        (i == first && unit_is_latin(s->u[i]))))
    i++;
  return i > first && i < k->end && role_at(s, i) == CHAR_PAGE;
}

/* "B03 local news": the number of a newspaper page, with a letter or a zero in front, and
   its name. */
static bool is_page_code(const struct splitter *s, const struct look *k)
{
  enum { NAME_UNITS = 5 };
  const unit *u = s->u;
  uint32_t i = k->start;
  if (k->width > PAGE_COLUMNS || k->end < i + 2 || !(unit_is_latin(u[i]) || u[i] == '0') ||
      !unit_is_digit(u[i + 1]))
    return false;
  for (i++; i < k->end && unit_is_digit(u[i]); i++) {
  }
  uint32_t digits = i - k->start;
  while (i < k->end && (layout_blank(s->x, u[i]) || role_at(s, i) == CHAR_PAGE ||
                        role_at(s, i) == CHAR_COLON))
    i++;
  uint32_t name = k->end - i;
  return digits <= 3 && name <= NAME_UNITS && (name == 0 || i > k->start + digits) &&
         layout_han(s, k, PAGE_COLUMNS) >= name;
}

/* Level of the ordinal that a line begins with (outermost 1), 0 for none:
   chapter, "one," "(one)" "1." "(1)". */
static uint8_t ordinal_level(const struct splitter *s, const struct look *k)
{
  uint32_t i = k->start;
  bool bracket = role_at(s, i) == CHAR_OPEN && s->u[i] == '(';
  bool ordinal = role_at(s, i) == CHAR_ORDINAL;
  i += bracket || ordinal;
  enum char_role sort = role_at(s, i);
  uint32_t first = i;
  if (sort != CHAR_NUMERAL && sort != CHAR_DIGIT)
    return 0;
  while (i < k->end && role_at(s, i) == sort)
    i++;
  if (ordinal)
    return role_at(s, i) == CHAR_PART ? 1 : 0;
  if (bracket)
    return role_at(s, i) == CHAR_CLOSE ? (sort == CHAR_NUMERAL ? 2 : 4) : 0;
  bool mark = role_at(s, i) == CHAR_COMMA || s->u[i] == '.';
  if (!mark || i - first > 3 || (s->u[i] == '.' && unit_is_digit(s->u[i + 1])) ||
      s->u[i] == ',')
    return 0;
  return sort == CHAR_NUMERAL ? 1 : 3;
}

/* Does a sentence end before the line does? */
static bool ends_inside(const struct splitter *s, const struct look *k)
{
  return units_next(&s->chunk->text, k->start, k->end, UNIT_STOP) + 2 < k->end;
}

/* Has the line a code, as bodies and accounts have: digits and letters in a row? */
static bool holds_code(const struct splitter *s, const struct look *k)
{
  enum { CODE_UNITS = 12, CODE_DIGITS = 8 };
  uint32_t run = 0;
  if (k->digits < CODE_DIGITS)
    return false;
  for (uint32_t i = k->start; i < k->end && run < CODE_UNITS; i++)
    run = unit_is_digit(s->u[i]) || unit_is_latin(s->u[i]) ? run + 1 : 0;
  return run == CODE_UNITS;
}

/* Could the line be a headline or a heading? */
static bool is_headline(const struct splitter *s, const struct look *k, uint8_t level)
{
  if (k->hashes > 0)
    return true;
  if (k->width > (level > 0 ? HEADING_COLUMNS : HEADLINE_COLUMNS) || k->open_ended ||
      k->inside || holds_code(s, k) || (k->finished && !k->exclaims) || layout_han(s, k, 2) < 2 ||
      ends_inside(s, k))
    return false;
  return s->wrap == 0 || k->width + WRAP_SLACK < s->wrap;
}

/* A line that may be no text. */
static void classify(const struct splitter *s, struct look *k, struct line *line)
{
  if (is_debris(s, k) || is_page_number(s, k) || is_page_head(s, k) ||
      is_page_code(s, k) || is_crumbs(s, k) || is_furniture(s, k)) {
    line->kind = LINE_NOISE;
    return;
  }
  uint8_t level = ordinal_level(s, k);
  if (is_headline(s, k, level)) {
    line->kind = LINE_HEADING;
    line->level = level > 0 ? level : k->hashes > 0 ? k->hashes : 1;
  }
}

void layout_kinds(struct splitter *s)
{
  for (uint32_t i = 0; i < s->n_odd; i++) {
    struct look *k = &s->looks[s->odd[i]];
    struct line *line = &s->chunk->lines[s->odd[i]];
    classify(s, k, line);
  }
}
