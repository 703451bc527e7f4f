/* knowledge.h - everything the extractor knows, compiled.
   SPDX-License-Identifier: Apache-2.0

   The inside of struct govfig_rules: one engine per subject, each fed from the
   tables of data/ and of the user's files.  Immutable after govfig_rules_load. */
#ifndef GOVFIG_EXTRACT_KNOWLEDGE_H
#define GOVFIG_EXTRACT_KNOWLEDGE_H

#include <govfig/rules.h>

#include "base/image.h"
#include "extract/context/authority.h"
#include "extract/context/indicator.h"
#include "extract/context/region.h"
#include "extract/context/period.h"
#include "extract/number/quantity.h"
#include "extract/rules/rules.h"
#include "extract/text/layout.h"
#include "extract/text/tables.h"

struct govfig_rules {
  struct fold *fold;
  struct lexicon *lexicon;
  struct numerals *numerals;
  struct unit_registry *units;
  struct bounds *bounds;
  struct phrases *phrases;
  struct rule_set *rules;
  struct layout *layout;
  struct tables *tables;
  struct times *times;
  struct regions *regions;
  struct indicators *indicators;
  struct authorities *authorities;
  char **texts; /* the user's files, which the tables point into */
  size_t n_texts;
  void *image;  /* the memory in which all this lies, if it came from an image */
};

/* What is made of the embedded tables, as the build found it (image_make.c). */
extern const struct image knowledge_image;

/* Reads the tables of `files` and of the options; room for the code of patterns is still
   to be made.  `told`: the embedded rules' patterns are tried as a user's are. */
enum govfig_status knowledge_read(const struct embedded_file *files,
                                  const struct govfig_rules_options *options, bool told,
                                  struct govfig_rules **out, struct govfig_error *err);

#endif
