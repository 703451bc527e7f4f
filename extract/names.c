/* names.c - enumerations and their names, in one place.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/names.h"

#include "base/str.h"
#include "extract/chunk.h"

/* The length is known when the table is made, not counted for every row. */
#define WORD(text)                                                                             \
  {                                                                                            \
    text, sizeof(text) - 1                                                                     \
  }

static const struct govfig_str kinds[] = {
    [KIND_COUNT] = WORD("count"),       [KIND_MONEY] = WORD("money"),
    [KIND_PERCENT] = WORD("percent"),   [KIND_RATIO] = WORD("ratio"),
    [KIND_DURATION] = WORD("duration"), [KIND_AGE] = WORD("age"),
    [KIND_RANK] = WORD("rank"),         [KIND_LENGTH] = WORD("length"),
    [KIND_AREA] = WORD("area"),         [KIND_VOLUME] = WORD("volume"),
    [KIND_MASS] = WORD("mass"),         [KIND_ENERGY] = WORD("energy"),
    [KIND_POWER] = WORD("power"),       [KIND_TEMPERATURE] = WORD("temperature"),
    [KIND_SPEED] = WORD("speed"),       [KIND_DATA] = WORD("data"),
    [KIND_SCORE] = WORD("score"),       [KIND_RATE] = WORD("rate"),
    [KIND_NUMBER] = WORD("number"),
};
static const struct govfig_str bounds[] = {
    [BOUND_EXACT] = WORD("exact"),       [BOUND_ABOUT] = WORD("about"),
    [BOUND_OVER] = WORD("over"),         [BOUND_UNDER] = WORD("under"),
    [BOUND_AT_LEAST] = WORD("at_least"), [BOUND_AT_MOST] = WORD("at_most"),
    [BOUND_RANGE] = WORD("range"),
};
static const struct govfig_str changes[] = {
    [CHANGE_NONE] = WORD(""),
    [CHANGE_INCREASE] = WORD("increase"),
    [CHANGE_DECREASE] = WORD("decrease"),
};
static const struct govfig_str bases[] = {
    [BASIS_NONE] = WORD(""),   [BASIS_YOY] = WORD("yoy"),     [BASIS_MOM] = WORD("mom"),
    [BASIS_AVG] = WORD("avg"), [BASIS_OTHER] = WORD("other"),
};
static const struct govfig_str measures[] = {
    [MEASURE_LEVEL] = WORD("level"),
    [MEASURE_CHANGE] = WORD("change"),
    [MEASURE_GROWTH] = WORD("growth"),
    [MEASURE_SHARE] = WORD("share"),
    [MEASURE_CONTRIBUTION] = WORD("contribution"),
    [MEASURE_GAP] = WORD("gap"),
    [MEASURE_COMPLETION] = WORD("completion"),
    [MEASURE_RANK] = WORD("rank"),
};
static const struct govfig_str statuses[] = {
    [STATUS_ACTUAL] = WORD("actual"),
    [STATUS_ESTIMATE] = WORD("estimate"),
    [STATUS_TARGET] = WORD("target"),
    [STATUS_RULE] = WORD("rule"),
};

#define SET(names)                                                                             \
  {                                                                                            \
    names, sizeof(names) / sizeof *(names)                                                     \
  }
const struct name_list name_lists[] = {
    [NAMES_KIND] = SET(kinds),  [NAMES_BOUND] = SET(bounds),     [NAMES_CHANGE] = SET(changes),
    [NAMES_BASIS] = SET(bases), [NAMES_MEASURE] = SET(measures), [NAMES_STATUS] = SET(statuses),
};

bool name_find(enum name_set set, struct govfig_str name, uint8_t *value)
{
  for (uint8_t i = 0; i < name_lists[set].n; i++) {
    if (str_equal(name, name_lists[set].names[i])) {
      *value = i;
      return true;
    }
  }
  return false;
}
