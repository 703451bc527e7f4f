/* indicator_traits.c - what single units are to those that pass over many.
   SPDX-License-Identifier: Apache-2.0

   Marks alone, folded; indicator_words.c adds what the tables say of characters. */
#include "extract/context/indicator_trim.h"
#include "extract/text/fold.h"

struct range {
  unit first, last;
  unsigned traits;
};

enum {
  BLANK = TRAIT_JUNK | TRAIT_TAIL | TRAIT_SILENT | TRAIT_GAP,
  OPENING = TRAIT_TAIL | TRAIT_SILENT | TRAIT_QUOTE,
  CLOSING = TRAIT_CLAUSE | TRAIT_JUNK | TRAIT_SILENT | TRAIT_QUOTE
};

static const struct range ranges[] = {
    {' ', ' ', BLANK},
    {'\n', '\n', BLANK},
    {'\r', '\r', BLANK},
    {'\t', '\t', BLANK | TRAIT_CLAUSE},
    {0x3000, 0x3000, TRAIT_JUNK | TRAIT_TAIL}, /* not folded, it would be a blank */
    {'"', '"', TRAIT_SILENT},
    {0x2018, 0x201B, TRAIT_SILENT},
    {OPEN_QUOTE, OPEN_QUOTE, OPENING},
    {OPEN_TITLE, OPEN_TITLE, OPENING},
    {CLOSE_QUOTE, CLOSE_QUOTE, CLOSING},
    {CLOSE_TITLE, CLOSE_TITLE, CLOSING},
    {'(', '(', TRAIT_CLAUSE | TRAIT_TAIL | TRAIT_ROUND},
    {')', ')', TRAIT_CLAUSE | TRAIT_JUNK | TRAIT_ROUND},
    {'[', '[', TRAIT_CLAUSE | TRAIT_GAP},
    {']', ']', TRAIT_CLAUSE | TRAIT_JUNK | TRAIT_TAIL},
    {'|', '|', TRAIT_CLAUSE | TRAIT_JUNK},
    {'-', '-', TRAIT_JUNK},
    {'*', '*', TRAIT_JUNK},
    {'#', '#', TRAIT_JUNK},
    {0xB7, 0xB7, TRAIT_JUNK},         /* middle dot, bullet, */
    {0x2022, 0x2022, TRAIT_JUNK},
    {0x2010, 0x2016, TRAIT_JUNK},     /* dashes, */
    {0x2500, 0x27BF, TRAIT_JUNK},     /* boxes and signs of lists */
};

void traits_init(uint8_t traits[65536])
{
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
    for (uint32_t c = ranges[i].first; c <= ranges[i].last; c++)
      traits[c] |= (uint8_t)ranges[i].traits;
  }
}

void indicators_classify(struct fold *fold)
{
  fold_classify(fold, '(', UNIT_CLAUSE);
  fold_classify(fold, ')', UNIT_CLAUSE);
}
