/* fields.c - which field of a record holds what.  SPDX-License-Identifier: Apache-2.0 */
#include "input/fields.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"

/* fields.table, made into bytes by the build. */
extern const char fields_table[];

static const char *const role_names[ROLES] = {
    [ROLE_TEXT] = "text",     [ROLE_TITLE] = "title",   [ROLE_DATE] = "date",
    [ROLE_SOURCE] = "source", [ROLE_REGION] = "region", [ROLE_ID] = "id"};

/* The rest of the line `role<TAB>...` of the table. */
static struct govfig_str built_in(const char *role)
{
  size_t n = strlen(role);
  for (const char *line = fields_table; *line != '\0';) {
    size_t len = strcspn(line, "\n");
    if (len > n && memcmp(line, role, n) == 0 && line[n] == '\t')
      return (struct govfig_str){line + n + 1, len - n - 1};
    line += len + (line[len] == '\n');
  }
  return (struct govfig_str){0};
}

static void add_names(struct fields *f, enum role role)
{
  const char *s = f->names[role].data, *end = s + f->names[role].len;
  for (unsigned rank = 0; s < end && f->n < FIELD_NAMES_MAX; rank++) {
    const char *bar = memchr(s, '|', (size_t)(end - s));
    size_t len = (size_t)((bar != NULL ? bar : end) - s);
    f->field[f->n].name = (struct govfig_str){s, len};
    f->field[f->n].role = role;
    f->field[f->n++].rank = rank;
    s += len + 1;
  }
}

void fields_init(struct fields *f, const struct govfig_input_fields *options)
{
  const char *given[ROLES] = {options->text,   options->title,  options->date,
                              options->source, options->region, options->id};
  f->n = 0;
  for (int i = 0; i < ROLES; i++) {
    f->names[i] = given[i] != NULL ? str_of(given[i]) : built_in(role_names[i]);
    add_names(f, (enum role)i);
  }
}

enum role fields_role(const struct fields *f, struct govfig_str name, unsigned *rank)
{
  for (size_t i = 0; i < f->n; i++)
    if (f->field[i].name.len == name.len &&
        strncasecmp(f->field[i].name.data, name.data, name.len) == 0) {
      *rank = f->field[i].rank;
      return f->field[i].role;
    }
  return ROLES;
}

bool fields_have_text(const struct fields *f, const char *row, size_t len, char separator,
                      size_t *known)
{
  bool text = false;
  *known = 0;
  const char *at = row, *end = row + len;
  while (at < end) {
    const char *stop = at;
    while (stop < end && *stop != separator && *stop != '\r' && *stop != '\n')
      stop++;
    const char *from = at, *to = stop;
    while (from < to && (*from == '"' || *from == ' '))
      from++;
    while (to > from && (to[-1] == '"' || to[-1] == ' '))
      to--;
    unsigned rank;
    enum role role = fields_role(f, (struct govfig_str){from, (size_t)(to - from)}, &rank);
    *known += role != ROLES;
    text = text || role == ROLE_TEXT;
    at = stop + 1;
  }
  return text;
}

bool record_wants(const struct record *r, enum role role, unsigned rank)
{
  return r->rank[role] == 0 || rank + 1 < r->rank[role];
}

void record_put(struct record *r, enum role role, unsigned rank, struct govfig_str value)
{
  r->has_text = r->has_text || role == ROLE_TEXT;
  if (value.len == 0 || !record_wants(r, role, rank))
    return;
  r->value[role] = value;
  r->rank[role] = rank + 1;
}

/* ---- dates ---- */

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* A number of at most `max` digits at s; how many there were. */
static size_t read_number(const char *s, const char *end, size_t max, unsigned *out)
{
  size_t n = 0;
  *out = 0;
  while (s + n < end && n < max && is_digit(s[n]))
    *out = *out * 10 + (unsigned)(s[n++] - '0');
  return n;
}

/* One separator: at most 4 bytes that are neither digits nor letters. */
static const char *skip_separator(const char *s, const char *end)
{
  const char *from = s;
  while (s < end && s - from < 4 && !is_digit(*s) &&
         !((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z')))
    s++;
  return s;
}

static bool month_day(unsigned month, unsigned day)
{
  return month >= 1 && month <= 12 && day <= 31;
}

/* The date whose year begins at s; false when it is none. */
static bool date_at(const char *s, const char *end, char *room)
{
  unsigned year, month = 0, day = 0;
  if (read_number(s, end, 4, &year) != 4 || year < 1900 || year > 2100)
    return false;
  s += 4;
  bool packed = s < end && is_digit(*s);
  if (!packed)
    s = skip_separator(s, end);
  size_t n = read_number(s, end, 2, &month);
  s += n;
  if (packed && n != 2)
    return false;
  if (n != 0 && s < end && !packed)
    s = skip_separator(s, end);
  if (n != 0)
    read_number(s, end, 2, &day);
  if (!month_day(month, day))
    snprintf(room, DATE_ROOM, "%04u", year % 10000);
  else if (day == 0)
    snprintf(room, DATE_ROOM, "%04u-%02u", year % 10000, month % 100);
  else
    snprintf(room, DATE_ROOM, "%04u-%02u-%02u", year % 10000, month % 100, day % 100);
  return true;
}

struct govfig_str date_normalise(struct govfig_str text, char *room)
{
  if (text.len == 0)
    return (struct govfig_str){NULL, 0};
  const char *s = text.data, *end = s + text.len;
  while (s < end) {
    if (!is_digit(*s)) {
      s++;
    } else if (date_at(s, end, room)) {
      return str_of(room);
    } else {
      while (s < end && is_digit(*s))
        s++;
    }
  }
  return (struct govfig_str){0};
}
