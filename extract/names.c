/* names.c - enumerations and their names, in one place.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/names.h"

#include "base/str.h"
#include "extract/chunk.h"

static const char *const kinds[] = {
    [KIND_COUNT] = "count",     [KIND_MONEY] = "money",       [KIND_PERCENT] = "percent",
    [KIND_RATIO] = "ratio",     [KIND_DURATION] = "duration", [KIND_AGE] = "age",
    [KIND_RANK] = "rank",       [KIND_LENGTH] = "length",     [KIND_AREA] = "area",
    [KIND_VOLUME] = "volume",   [KIND_MASS] = "mass",         [KIND_ENERGY] = "energy",
    [KIND_POWER] = "power",     [KIND_TEMPERATURE] = "temperature",
    [KIND_SPEED] = "speed",     [KIND_DATA] = "data",         [KIND_SCORE] = "score",
    [KIND_RATE] = "rate",       [KIND_NUMBER] = "number",
};
static const char *const bounds[] = {
    [BOUND_EXACT] = "exact",       [BOUND_ABOUT] = "about",     [BOUND_OVER] = "over",
    [BOUND_UNDER] = "under",       [BOUND_AT_LEAST] = "at_least",
    [BOUND_AT_MOST] = "at_most",   [BOUND_RANGE] = "range",
};
static const char *const changes[] = {
    [CHANGE_NONE] = "", [CHANGE_INCREASE] = "increase", [CHANGE_DECREASE] = "decrease",
};
static const char *const bases[] = {
    [BASIS_NONE] = "",   [BASIS_YOY] = "yoy",     [BASIS_MOM] = "mom",
    [BASIS_AVG] = "avg", [BASIS_OTHER] = "other",
};
static const char *const measures[] = {
    [MEASURE_LEVEL] = "level",     [MEASURE_CHANGE] = "change",
    [MEASURE_GROWTH] = "growth",   [MEASURE_SHARE] = "share",
    [MEASURE_CONTRIBUTION] = "contribution",
    [MEASURE_GAP] = "gap",         [MEASURE_COMPLETION] = "completion",
    [MEASURE_RANK] = "rank",
};
static const char *const statuses[] = {
    [STATUS_ACTUAL] = "actual", [STATUS_ESTIMATE] = "estimate",
    [STATUS_TARGET] = "target", [STATUS_RULE] = "rule",
};

#define SET(names) {names, sizeof(names) / sizeof *(names)}
static const struct {
  const char *const *names;
  uint8_t n;
} sets[] = {
    [NAMES_KIND] = SET(kinds),   [NAMES_BOUND] = SET(bounds),     [NAMES_CHANGE] = SET(changes),
    [NAMES_BASIS] = SET(bases),  [NAMES_MEASURE] = SET(measures), [NAMES_STATUS] = SET(statuses),
};

const char *name_of(enum name_set set, uint8_t value)
{
  return value < sets[set].n ? sets[set].names[value] : "";
}

bool name_find(enum name_set set, struct govfig_str name, uint8_t *value)
{
  for (uint8_t i = 0; i < sets[set].n; i++) {
    if (str_is(name, sets[set].names[i])) {
      *value = i;
      return true;
    }
  }
  return false;
}
