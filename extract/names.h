/* names.h - the words of the enumerations in chunk.h, as the table prints them.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_NAMES_H
#define GOVFIG_EXTRACT_NAMES_H

#include <stdbool.h>
#include <stdint.h>

#include <govfig/str.h>

enum name_set {
  NAMES_KIND,
  NAMES_BOUND,
  NAMES_CHANGE,
  NAMES_BASIS,
  NAMES_MEASURE,
  NAMES_STATUS
};

/* The names of a set, by value. */
struct name_list {
  const struct govfig_str *names;
  uint8_t n;
};
extern const struct name_list name_lists[];

/* The name of a value; empty where the value means "none". */
static inline struct govfig_str name_of(enum name_set set, uint8_t value)
{
  struct govfig_str none = {"", 0};
  return value < name_lists[set].n ? name_lists[set].names[value] : none;
}

/* The value of a name; false for an unknown one. */
bool name_find(enum name_set set, struct govfig_str name, uint8_t *value);

#endif
