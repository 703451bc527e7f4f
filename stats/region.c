/* region.c - levels are read off the digits.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/region.h"

#include <string.h>

static const char *const names[] = {
    [REGION_UNKNOWN] = "",       [REGION_NATION] = "nation", [REGION_PROVINCE] = "province",
    [REGION_CITY] = "city",      [REGION_COUNTY] = "county",
};

enum region_level stats_region_level_of(struct govfig_str code)
{
  if (code.len != REGION_CODE_DIGITS)
    return REGION_UNKNOWN;
  for (size_t i = 0; i < code.len; i++) {
    if (code.data[i] < '0' || code.data[i] > '9')
      return REGION_UNKNOWN;
  }
  if (memcmp(code.data, "100000", 6) == 0)
    return REGION_NATION;
  if (memcmp(code.data + 2, "0000", 4) == 0)
    return REGION_PROVINCE;
  return memcmp(code.data + 4, "00", 2) == 0 ? REGION_CITY : REGION_COUNTY;
}

enum region_level stats_region_level_named(const char *word)
{
  for (int i = REGION_PROVINCE; i <= REGION_COUNTY; i++) {
    if (strcmp(word, names[i]) == 0)
      return (enum region_level)i;
  }
  return REGION_UNKNOWN;
}

const char *stats_region_level_name(enum region_level level)
{
  return names[level];
}

bool stats_region_up(struct govfig_str code, enum region_level level, char *out)
{
  enum region_level own = stats_region_level_of(code);
  if (own == REGION_UNKNOWN)
    return false;
  memcpy(out, code.data, REGION_CODE_DIGITS);
  if (own == REGION_NATION)
    return true;
  if (level <= REGION_PROVINCE)
    memcpy(out + 2, "0000", 4);
  else if (level == REGION_CITY)
    memcpy(out + 4, "00", 2);
  return true;
}

bool stats_region_is_part(struct govfig_str part, struct govfig_str whole)
{
  enum region_level p = stats_region_level_of(part), w = stats_region_level_of(whole);
  char up[REGION_CODE_DIGITS];
  if (p == REGION_UNKNOWN || w == REGION_UNKNOWN || p <= w)
    return false;
  if (w == REGION_NATION)
    return true;
  return stats_region_up(part, w, up) && memcmp(up, whole.data, sizeof up) == 0;
}
