/* json.h - one line of JSON Lines.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_FIGURE_JSON_H
#define GOVFIG_FIGURE_JSON_H

#include "figure/split.h"

/* Takes the raw row, a flat object of strings, numbers, true, false and null,
   apart: cells are key, value, key, value ...; null is an empty value. */
enum govfig_status json_row(struct split *s, struct govfig_error *err);

#endif
