/* words.h - the words that charts add to what the figures say (data/plot.table).
   SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GOVFIG_PLOT_WORDS_H
#define GOVFIG_PLOT_WORDS_H

#include <govfig/status.h>
#include <govfig/str.h>

#include "base/arena.h"

struct words;

/* The words of a language ("zh", "en"), in the arena.
   Status: OK, E_USAGE (no such language), E_SYNTAX (the table), E_NOMEM. */
enum govfig_status words_load(struct arena *a, const char *language, const struct words **out,
                              struct govfig_error *err);

/* The word for `key`; the key itself where there is none. */
struct govfig_str words_get(const struct words *w, struct govfig_str key);
struct govfig_str words_of(const struct words *w, const char *key);

/* The text for `key` with its "%s" replaced by the parts in order; data NULL
   without memory. */
struct govfig_str words_fill(const struct words *w, struct arena *a, const char *key,
                             const struct govfig_str *parts, size_t n);

/* The largest power of ten that has a name and is fit for numbers as large as
   `size`: 8 and "yi" for 4.5e9.  0 and "" for none. */
void words_scale(const struct words *w, double size, int *exponent, struct govfig_str *name);

/* Family names of fonts that cover Chinese and are good to read, best first;
   an empty string past the last. */
struct govfig_str words_font(const struct words *w, size_t i);

#endif
