/* additive.c - kinds and measures that do not add up.  SPDX-License-Identifier: GPL-3.0-or-later

   An amount of one thing and an amount of another make an amount; a percentage
   and a percentage, a rank and a rank, a temperature and a temperature do not.
   The names are those of the columns kind and measure, not words of a language.
   A kind that a user's rule made up is taken for an amount. */
#include "stats/additive.h"

#include <stddef.h>

#include "base/str.h"

static const struct {
  const char *name, *objection;
} kinds[] = {
    {"percent", "percentages do not add up"}, {"ratio", "ratios do not add up"},
    {"rank", "ranks do not add up"},          {"rate", "rates do not add up"},
    {"age", "ages do not add up"},            {"score", "scores do not add up"},
    {"speed", "speeds do not add up"},        {"temperature", "temperatures do not add up"},
},
  measures[] = {
    {"growth", "growth rates do not add up"}, {"share", "shares of different wholes do not add up"},
    {"contribution", "contributions do not add up"},
    {"completion", "degrees of completion do not add up"},
    {"gap", "gaps do not add up"},            {"rank", "ranks do not add up"},
};

const char *additive_objection(struct govfig_str kind, struct govfig_str measure)
{
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    if (str_is(kind, kinds[i].name))
      return kinds[i].objection;
  }
  for (size_t i = 0; i < sizeof measures / sizeof measures[0]; i++) {
    if (str_is(measure, measures[i].name))
      return measures[i].objection;
  }
  return NULL;
}
