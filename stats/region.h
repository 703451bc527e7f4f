/* region.h - GB/T 2260 codes.  SPDX-License-Identifier: GPL-3.0-or-later

   Six digits: two for the province, two for the city, two for the county; what
   ends in zeros is the larger unit itself.  100000 is the nation. */
#ifndef GOVFIG_STATS_REGION_H
#define GOVFIG_STATS_REGION_H

#include <stdbool.h>

#include <govfig/str.h>

enum region_level {
  REGION_UNKNOWN, /* no six digits */
  REGION_NATION,
  REGION_PROVINCE,
  REGION_CITY,
  REGION_COUNTY
};

enum { REGION_CODE_DIGITS = 6 };

enum region_level stats_region_level_of(struct govfig_str code);

/* The word of --level: REGION_UNKNOWN for another one. */
enum region_level stats_region_level_named(const char *word);
const char *stats_region_level_name(enum region_level level);

/* Writes the code of the region of `level` that `code` lies in (itself, if it is
   that large or larger) into out[6]; false for no code. */
bool stats_region_up(struct govfig_str code, enum region_level level, char *out);

/* Does `part` lie in `whole`, and is it another region? */
bool stats_region_is_part(struct govfig_str part, struct govfig_str whole);

#endif
