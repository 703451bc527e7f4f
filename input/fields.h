/* fields.h - which field of a record holds what.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_INPUT_FIELDS_H
#define GOVFIG_INPUT_FIELDS_H

#include <stdbool.h>

#include <govfig/input.h>

enum role { ROLE_TEXT, ROLE_TITLE, ROLE_DATE, ROLE_SOURCE, ROLE_REGION, ROLE_ID, ROLES };

enum { FIELD_NAMES_MAX = 128 };

/* The names that are looked for; further ones than there is room for are not. */
struct fields {
  struct govfig_str names[ROLES]; /* as "a|b|c" */
  struct {
    struct govfig_str name;
    enum role role;
    unsigned rank; /* among the names of its role */
  } field[FIELD_NAMES_MAX];
  size_t n;
};

/* The names that `options` give, the built-in ones for those it leaves out. */
void fields_init(struct fields *f, const struct govfig_input_fields *options);

/* The role that a field of this name has, ROLES for none; *rank is its place
   among the names of the role, the lower the better. */
enum role fields_role(const struct fields *f, struct govfig_str name, unsigned *rank);

/* Is one of the cells of a CSV file's first row the name of the text?  *known
   counts the cells with a known name. */
bool fields_have_text(const struct fields *f, const char *row, size_t len, char separator,
                      size_t *known);

/* The best value seen so far for each role; all zeros at the start. */
struct record {
  struct govfig_str value[ROLES];
  unsigned rank[ROLES]; /* + 1; 0: none yet */
  bool has_text;        /* there is a field for the text, if an empty one */
};

/* Takes the value when it is not empty and the name is better than before. */
bool record_wants(const struct record *r, enum role role, unsigned rank);
void record_put(struct record *r, enum role role, unsigned rank, struct govfig_str value);

enum { DATE_ROOM = 16 };

/* An ISO 8601 day, month or year out of any spelling with the year first
   (2023-12-04T09:30, 2023/12/4, 20231204, year-month-day with words between);
   "" where there is none.  `room` has DATE_ROOM bytes. */
struct govfig_str date_normalise(struct govfig_str text, char *room);

#endif
