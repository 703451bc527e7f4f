/* selection.h - what `stats` and `plot` have in common: which figures, grouped how,
   read from where.  SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GOVFIG_CLI_SELECTION_H
#define GOVFIG_CLI_SELECTION_H

#include <stdbool.h>

#include <govfig/stats.h>

#include "base/buf.h"
#include "cli/options.h"

/* A part of the command's settings. */
struct selection {
  const char *by, *level, *every, *convert, *weights;
  struct option_list where;
  int bounds, reprints; /* indices into the choices of their rows */
  int input;            /* format of the tables */
  bool ci;
  const char *confidence;
  long resamples, seed, bins;
};

/* What the settings are before parsing. */
#define SELECTION_DEFAULTS { .resamples = 2000, .seed = 1 }

#define SELECTION_AT(settings, part, member) \
  .offset = offsetof(settings, part) + offsetof(struct selection, member)

/* Rows of an option table for the member `part`, a struct selection, of the
   structure `settings`: a list of initialisers, with a heading of its own. */
#define SELECTION_ROWS(settings, part)                                                         \
  {.section = "Which figures", .name = "where", .letter = 'w', .type = OPTION_LIST,            \
   SELECTION_AT(settings, part, where), .metavar = "'COLUMN OP VALUE'",                        \
   .help = "only figures for which this holds; OP is = != < <= > >= ~ (contains) or !~; "      \
           "several --where must all hold"},                                                   \
  {.name = "bounds", .type = OPTION_CHOICE, SELECTION_AT(settings, part, bounds),              \
   .choices = "all|exact|midpoint",                                                            \
   .help = "figures that are ranges or bounds: take all by their value, only exact ones, or "  \
           "ranges by their middle"},                                                          \
  {.name = "reprints", .type = OPTION_CHOICE, SELECTION_AT(settings, part, reprints),          \
   .choices = "drop|count", .help = "the same passage in several documents counts once, or "   \
                                    "every time"},                                             \
  {.name = "input", .type = OPTION_CHOICE, SELECTION_AT(settings, part, input),                \
   .choices = "auto|csv|tsv|jsonl",                                                            \
   .help = "format of the tables; by default their first line tells"},                         \
  {.section = "Groups", .name = "by", .letter = 'b', .type = OPTION_TEXT,                      \
   SELECTION_AT(settings, part, by), .metavar = "COLUMN,...",                                  \
   .help = "columns whose values make a group; kind, unit, measure and status always part "    \
           "groups"},                                                                          \
  {.name = "level", .type = OPTION_TEXT, SELECTION_AT(settings, part, level),                  \
   .metavar = "province|city|county", .help = "roll regions up to this level"},                \
  {.name = "every", .type = OPTION_TEXT, SELECTION_AT(settings, part, every),                  \
   .metavar = "year|quarter|month", .help = "put periods into buckets"},                       \
  {.name = "convert", .type = OPTION_TEXT, SELECTION_AT(settings, part, convert),              \
   .metavar = "UNIT,...", .help = "convert compatible units into these, by exact factors"},    \
  {.name = "weights", .type = OPTION_TEXT, SELECTION_AT(settings, part, weights),              \
   .metavar = "FILE", .help = "CSV file with columns of the figures table and 'weight'"},      \
  {.section = "Intervals and bins", .name = "ci", .type = OPTION_FLAG,                         \
   SELECTION_AT(settings, part, ci),                                                           \
   .help = "bootstrap intervals of mean and median"},                                          \
  {.name = "confidence", .type = OPTION_TEXT, SELECTION_AT(settings, part, confidence),        \
   .metavar = "SHARE", .help = "confidence of the intervals (0.95)"},                          \
  {.name = "resamples", .type = OPTION_NUMBER, SELECTION_AT(settings, part, resamples),        \
   .metavar = "N", .min = 10, .max = 1000000, .help = "resamples of the bootstrap (2000)"},    \
  {.name = "seed", .type = OPTION_NUMBER, SELECTION_AT(settings, part, seed), .metavar = "N",  \
   .min = 0, .max = 2147483647, .help = "seed of the bootstrap (1)"},                          \
  {.name = "bins", .type = OPTION_NUMBER, SELECTION_AT(settings, part, bins), .metavar = "N",  \
   .min = 1, .max = 1000, .help = "bins of a histogram; by default Freedman and Diaconis"}

/* Fills statistics options; `weights` takes the file of weights and must outlive
   their use.  Status: OK, E_USAGE (confidence), E_READ, E_NOMEM. */
enum govfig_status selection_options(const struct selection *s, struct govfig_stats_options *out,
                                     struct buf *weights, struct govfig_error *err);

/* Reads a whole file, standard input for "-". */
enum govfig_status selection_file(const char *path, struct buf *out, struct govfig_error *err);

/* Reads the tables named, standard input for "-" and for none at all, into the
   accumulator.  What the inputs lack or what is damaged is in `err`, with file,
   line and column. */
enum govfig_status selection_read(const struct selection *s, const struct operands *tables,
                                  struct govfig_stats *stats, struct govfig_error *err);

#endif
