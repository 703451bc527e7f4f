/* lexicon.h - all words of all tables, found in one pass.
   SPDX-License-Identifier: Apache-2.0

   Every engine of extract/ puts its words in, each with a class and a payload;
   one pass over a text then marks where they stand.  Words are folded like the
   text is.  Immutable once finished; shared by all threads. */
#ifndef GOVFIG_EXTRACT_LEXICON_H
#define GOVFIG_EXTRACT_LEXICON_H

#include <stdbool.h>
#include <stdint.h>

#include "extract/text/units.h"

/* Who put a word in.  A word may stand in several classes. */
enum word_class {
  WORD_UNIT,      /* units and measure words; payload: index of the unit */
  WORD_REGION,    /* names of regions; payload: index of the name */
  WORD_TIME,      /* words of time: today, last year, first half */
  WORD_AGENCY,    /* bodies that publish or announce */
  WORD_PUBLISHER, /* who prints */
  WORD_SOURCE,    /* words that name an origin: according to, announced */
  WORD_INDICATOR, /* known indicators and their synonyms */
  WORD_EDGE,      /* words at which an indicator begins or ends; payload: their uses */
  WORD_STATUS,    /* words of aim, estimate and rule */
  WORD_LAYOUT,    /* words of headlines, captions and page furniture */
  WORD_STOP,      /* fixed phrases in which a numeral counts nothing */
  WORD_NOUN,      /* words that begin like a unit and are none */
  WORD_PHRASE,    /* quantities without a numeral */
  WORD_RANGE,     /* what stands between the ends of a range */
  WORD_CLASSES
};

/* Classes that are looked up where a word of theirs may stand, never marked
   over a whole text: their words, mostly one common character, would slow the
   pass down, or few places ask for them. */
enum {
  LEXICON_LOOKED_UP = 1u << WORD_UNIT | 1u << WORD_NOUN | 1u << WORD_RANGE |
                      1u << WORD_PUBLISHER | 1u << WORD_AGENCY
};

/* Classes that are read beside figures alone: marked in their sentences, when these are
   known. */
enum { LEXICON_OF_FIGURES = 1u << WORD_INDICATOR | 1u << WORD_EDGE };

struct lexicon;
struct lexicon_builder;

/* One word found in a text. */
struct mark {
  uint32_t start; /* unit */
  uint16_t len;   /* units */
  uint16_t class;
  uint32_t payload;
};

/* The marks of one class, in order of start; no two start at the same place. */
struct mark_list {
  struct mark *items;
  size_t n;
};

enum { LEXICON_WORD_MAX = 60 }; /* units of a word */

struct lexicon_builder *lexicon_builder_new(const struct fold *fold);

/* Adds `word` (UTF-8, at most 60 characters).  The same word and class twice:
   the later payload holds, as a user's file overrides the embedded one.
   False without memory or for a word that is empty or too long. */
bool lexicon_add(struct lexicon_builder *b, enum word_class class, struct govfig_str word,
                 uint32_t payload);

/* The payload of a word, which is put in with `payload` when it is not there; to be
   read and changed before the next one is asked for.  NULL where lexicon_add is false. */
uint32_t *lexicon_entry(struct lexicon_builder *b, enum word_class class, struct govfig_str word,
                        uint32_t payload);

/* The same for a word that is folded and has `n` units, 0 < n <= LEXICON_WORD_MAX. */
uint32_t *lexicon_entry_folded(struct lexicon_builder *b, enum word_class class, const unit *u,
                               uint32_t n, uint32_t payload);

/* How words are folded, for who keeps them elsewhere as well. */
const struct fold *lexicon_builder_fold(const struct lexicon_builder *b);

/* Did memory run out in an addition?  Tells lack of memory from a bad word. */
bool lexicon_builder_starved(const struct lexicon_builder *b);

/* The payload of exactly this word in this class; false when it is not there. */
bool lexicon_builder_find(const struct lexicon_builder *b, enum word_class class,
                          struct govfig_str word, uint32_t *payload);

/* Freezes and frees the builder; NULL without memory. */
struct lexicon *lexicon_finish(struct lexicon_builder *b);
void lexicon_builder_free(struct lexicon_builder *b);
void lexicon_free(struct lexicon *lex);

/* Sets in `of_unit`, of each unit with which a word can start, the bits of the word's
   class: what is known of a character spares many look-ups. */
void lexicon_starting(const struct lexicon *lex, const uint8_t bits_of[WORD_CLASSES],
                      uint8_t of_unit[65536]);

/* The longest word of `class` that starts at u[0] (at most `n` units are
   read); its length in units, 0 for none. */
uint32_t lexicon_longest(const struct lexicon *lex, enum word_class class, const unit *u,
                         uint32_t n, uint32_t *payload);

/* Marks of `text`, one list per class: at each place the longest word of the class
   that starts there.  Words of the classes LEXICON_LOOKED_UP and LEXICON_OF_FIGURES are
   not marked, their lists are empty.  Words may overlap.  The lists come from `a`; false
   without memory. */
bool lexicon_mark(const struct lexicon *lex, const struct units *text, struct arena *a,
                  struct mark_list by_class[WORD_CLASSES]);

/* The same for the words of the classes LEXICON_OF_FIGURES that start in one of `n` spans,
   which are in order and apart.  Touches no other list. */
bool lexicon_mark_spans(const struct lexicon *lex, const struct units *text,
                        const struct span *spans, size_t n, struct arena *a,
                        struct mark_list by_class[WORD_CLASSES]);

/* The first mark of a list that starts at `at` or behind it; list->n for none. */
static inline size_t mark_list_from(const struct mark_list *list, uint32_t at)
{
  size_t low = 0, high = list->n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (list->items[middle].start < at)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The mark that starts at `at`; NULL for none. */
static inline const struct mark *mark_list_at(const struct mark_list *list, uint32_t at)
{
  size_t i = mark_list_from(list, at);
  return i < list->n && list->items[i].start == at ? &list->items[i] : NULL;
}

#endif
