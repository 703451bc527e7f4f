/* names.h - the words of the enumerations in chunk.h, as the table prints them.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_NAMES_H
#define GOVFIG_EXTRACT_NAMES_H

#include <stdbool.h>
#include <stdint.h>

#include <govfig/str.h>

enum name_set { NAMES_KIND, NAMES_BOUND, NAMES_CHANGE, NAMES_BASIS, NAMES_MEASURE, NAMES_STATUS };

/* The name of a value; "" where the value means "none". */
struct govfig_str name_of(enum name_set set, uint8_t value);

/* The value of a name; false for an unknown one. */
bool name_find(enum name_set set, struct govfig_str name, uint8_t *value);

#endif
