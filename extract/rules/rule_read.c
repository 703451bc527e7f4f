/* rule_read.c - rules as they stand in files, keyword by keyword.
   SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/str.h"
#include "extract/names.h"
#include "extract/rules/rule_parts.h"

static bool grow(void *items, uint32_t n, uint32_t *room, size_t size)
{
  if (n < *room)
    return true;
  uint32_t more = *room == 0 ? 64 : *room * 2;
  void *p = realloc(*(void **)items, more * size);
  if (p == NULL)
    return false;
  *(void **)items = p;
  *room = more;
  return true;
}

typedef enum govfig_status keyword_fn(struct rule_set *s, struct rule *r,
                                      const struct table_row *row, struct govfig_error *err);

static const struct {
  const char *prefix;
  uint8_t topic;
  bool stop;
} topics[] = {
    {"stop.", TOPIC_FIGURE, true},    {"figure.", TOPIC_FIGURE, false},
    {"change.", TOPIC_CHANGE, false}, {"basis.", TOPIC_BASIS, false},
    {"measure.", TOPIC_MEASURE, false}, {"status.", TOPIC_STATUS, false},
};

static enum govfig_status start_rule(struct rule_set *s, struct rule *unused,
                                     const struct table_row *row, struct govfig_error *err)
{
  struct govfig_str name = row->cell[1];
  struct rule r = {.name = name, .file = row->file, .line = row->line, .priority = 5,
                   .topic = TOPICS, .order = s->n};
  (void)unused;
  for (size_t i = 0; i < sizeof topics / sizeof *topics; i++) {
    size_t len = strlen(topics[i].prefix);
    if (name.len > len && memcmp(name.data, topics[i].prefix, len) == 0) {
      r.topic = topics[i].topic;
      r.stop = topics[i].stop;
    }
  }
  if (r.topic == TOPICS)
    return table_error(row, err, "a rule's name begins with stop., figure., change., basis., "
                                 "measure. or status.");
  if (!grow(&s->rules, s->n, &s->rules_room, sizeof *s->rules))
    return error_nomem(err);
  s->rules[s->n++] = r;
  return GOVFIG_OK;
}

static enum govfig_status add_macro(struct rule_set *s, struct rule *unused,
                                    const struct table_row *row, struct govfig_error *err)
{
  struct govfig_str rest = row->cell[1];
  size_t n = 0;
  (void)unused;
  while (n < rest.len && rest.data[n] != ' ' && rest.data[n] != '\t')
    n++;
  size_t skip = n;
  while (skip < rest.len && (rest.data[skip] == ' ' || rest.data[skip] == '\t'))
    skip++;
  if (n == 0 || skip == rest.len)
    return table_error(row, err, "expected: macro NAME PATTERN");
  if (!grow(&s->macros, s->n_macros, &s->macros_room, sizeof *s->macros))
    return error_nomem(err);
  s->macros[s->n_macros++] =
      (struct macro){{rest.data, n}, {rest.data + skip, rest.len - skip}};
  return GOVFIG_OK;
}

static enum govfig_status take_match(struct rule_set *s, struct rule *r,
                                     const struct table_row *row, struct govfig_error *err)
{
  (void)s;
  if (r->pattern.len > 0)
    return table_error(row, err, "a rule has one match line");
  r->pattern = row->cell[1];
  r->pattern_line = row->line;
  return GOVFIG_OK;
}

static enum govfig_status take_heading(struct rule_set *s, struct rule *r,
                                       const struct table_row *row, struct govfig_error *err)
{
  (void)s;
  (void)err;
  r->heading = row->cell[1];
  r->heading_line = row->line;
  return GOVFIG_OK;
}

static enum govfig_status take_title(struct rule_set *s, struct rule *r,
                                     const struct table_row *row, struct govfig_error *err)
{
  (void)s;
  (void)err;
  r->title = row->cell[1];
  r->title_line = row->line;
  return GOVFIG_OK;
}

static enum govfig_status take_priority(struct rule_set *s, struct rule *r,
                                        const struct table_row *row, struct govfig_error *err)
{
  struct decimal d;
  (void)s;
  if (!decimal_parse(row->cell[1].data, row->cell[1].len, &d) || d.exponent != 0 ||
      d.mantissa < 0 || d.mantissa > 9)
    return table_error(row, err, "a priority is a digit, 0 first");
  r->priority = (int)d.mantissa;
  return GOVFIG_OK;
}

static enum govfig_status take_reach(struct rule_set *s, struct rule *r,
                                     const struct table_row *row, struct govfig_error *err)
{
  (void)s;
  if (!str_is(row->cell[1], "sentence"))
    return table_error(row, err, "expected: reach sentence");
  r->whole_sentence = true;
  return GOVFIG_OK;
}

static enum govfig_status take_units(struct rule_set *s, struct rule *r,
                                     const struct table_row *row, struct govfig_error *err)
{
  (void)s;
  (void)err;
  r->units = row->cell[1];
  return GOVFIG_OK;
}

static const struct {
  const char *name;
  uint8_t field;
  enum name_set names;
} fields[] = {
    {"kind", FIELD_KIND, NAMES_KIND},          {"bound", FIELD_BOUND, NAMES_BOUND},
    {"change", FIELD_CHANGE, NAMES_CHANGE},    {"basis", FIELD_BASIS, NAMES_BASIS},
    {"measure", FIELD_MEASURE, NAMES_MEASURE}, {"status", FIELD_STATUS, NAMES_STATUS},
};

/* Cuts the next blank-separated word off `rest`. */
static struct govfig_str next_word(struct govfig_str *rest)
{
  size_t from = 0, n;
  while (from < rest->len && (rest->data[from] == ' ' || rest->data[from] == '\t'))
    from++;
  for (n = from; n < rest->len && rest->data[n] != ' ' && rest->data[n] != '\t'; n++)
    continue;
  struct govfig_str word = {rest->data + from, n - from};
  *rest = (struct govfig_str){rest->data + n, rest->len - n};
  return word;
}

/* Splits NAME=VALUE; the row of the field, or -1. */
static int split(struct govfig_str word, struct govfig_str *value)
{
  const char *sign = word.len > 0 ? memchr(word.data, '=', word.len) : NULL;
  if (sign == NULL)
    return -1;
  struct govfig_str name = {word.data, (size_t)(sign - word.data)};
  *value = (struct govfig_str){sign + 1, word.len - name.len - 1};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    if (str_is(name, fields[i].name))
      return (int)i;
  }
  return str_is(name, "unit") ? FIELD_UNIT : -1;
}

static enum govfig_status take_set(struct rule_set *s, struct rule *r,
                                   const struct table_row *row, struct govfig_error *err)
{
  struct govfig_str rest = row->cell[1], word;
  (void)s;
  r->sets = row->cell[1];
  while ((word = next_word(&rest)).len > 0) {
    struct govfig_str value;
    uint8_t v;
    int i = split(word, &value);
    if (i == FIELD_UNIT) {
      r->unit_name = value;
      r->set[FIELD_UNIT] = 1;
      continue;
    }
    bool none = str_is(value, "none");
    if (i < 0 || (!none && !name_find(fields[i].names, value, &v)))
      return table_error(row, err, "unknown field or value: %.*s", (int)word.len, word.data);
    if (none)
      v = 0;
    r->set[fields[i].field] = (uint8_t)(v + 1);
  }
  return GOVFIG_OK;
}

/* Bits of the values in "a|b", "none" being the empty one; 0 for an unknown one. */
static uint64_t value_bits(enum name_set names, struct govfig_str values)
{
  uint64_t bits = 0;
  while (values.len > 0) {
    const char *bar = memchr(values.data, '|', values.len);
    size_t n = bar != NULL ? (size_t)(bar - values.data) : values.len;
    struct govfig_str value = {values.data, n};
    uint8_t v = 0;
    if (!str_is(value, "none") && !name_find(names, value, &v))
      return 0;
    bits |= 1ull << v;
    n += bar != NULL;
    values = (struct govfig_str){values.data + n, values.len - n};
  }
  return bits;
}

/* KEYWORD NAME=VALUE|VALUE ... : what fields must be, of whom the keyword says. */
static enum govfig_status take_when(struct rule_set *s, struct rule *r,
                                    const struct table_row *row, struct govfig_error *err)
{
  struct govfig_str rest = row->cell[1], word;
  enum condition_of of = str_is(row->cell[0], "when")      ? OF_FIGURE
                         : str_is(row->cell[0], "follows") ? OF_SENTENCE
                                                           : OF_PARAGRAPH;
  (void)s;
  while ((word = next_word(&rest)).len > 0) {
    struct govfig_str values;
    int i = split(word, &values);
    if (i < 0 || i == FIELD_UNIT || r->n_conditions == 4)
      return table_error(row, err, "unknown field: %.*s", (int)word.len, word.data);
    uint64_t bits = value_bits(fields[i].names, values);
    if (bits == 0)
      return table_error(row, err, "unknown value: %.*s", (int)values.len, values.data);
    r->conditions[r->n_conditions++] = (struct condition){fields[i].field, (uint8_t)of, bits};
  }
  return GOVFIG_OK;
}

static enum govfig_status add_example(struct rule_set *s, struct rule *r,
                                      const struct table_row *row, struct govfig_error *err)
{
  if (!grow(&s->texts, s->n_texts, &s->texts_room, sizeof *s->texts))
    return error_nomem(err);
  s->texts[s->n_texts] =
      (struct rule_text){row->cell[1], r->examples, str_is(row->cell[0], "accept")};
  r->examples = ++s->n_texts;
  return GOVFIG_OK;
}

static const struct {
  const char *word;
  keyword_fn *take;
  bool in_rule;
} keywords[] = {
    {"rule", start_rule, false},      {"macro", add_macro, false},
    {"match", take_match, true},      {"heading", take_heading, true},
    {"priority", take_priority, true}, {"reach", take_reach, true},
    {"unit", take_units, true},       {"set", take_set, true},
    {"when", take_when, true},
    {"follows", take_when, true},     {"continues", take_when, true},
    {"title", take_title, true},        {"accept", add_example, true},
    {"reject", add_example, true},
};

static enum govfig_status take_row(void *ctx, const struct table_row *row,
                                   struct govfig_error *err)
{
  struct rule_set *s = ctx;
  for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
    if (!str_is(row->cell[0], keywords[i].word))
      continue;
    if (row->cell[1].len == 0)
      return table_error(row, err, "%s says nothing", keywords[i].word);
    if (keywords[i].in_rule && (s->n == 0 || s->rules[s->n - 1].file != row->file))
      return table_error(row, err, "%s stands inside a rule", keywords[i].word);
    return keywords[i].take(s, s->n > 0 ? &s->rules[s->n - 1] : NULL, row, err);
  }
  return table_error(row, err, "unknown keyword: %.*s", (int)row->cell[0].len,
                     row->cell[0].data);
}

size_t rule_set_handlers(struct rule_set *s, struct table_handler *out)
{
  static const char *const columns[] = {"keyword", "rest", NULL};
  out[0] = (struct table_handler){"rules", columns, take_row, s};
  return 1;
}
