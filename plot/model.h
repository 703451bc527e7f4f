/* model.h - a chart before it is drawn: groups by series, a cell each.
   SPDX-License-Identifier: GPL-3.0-or-later

   Made once from a report, then immutable; all emitters read it.  Strings are
   clean (text.h) and live in the arena with everything else. */
#ifndef GOVFIG_PLOT_MODEL_H
#define GOVFIG_PLOT_MODEL_H

#include <stdbool.h>

#include <govfig/plot.h>

#include "base/arena.h"
#include "plot/scale.h"
#include "plot/words.h"

enum {
  MODEL_GROUPS_MAX = 1000,  /* a chart never has more groups, */
  MODEL_SERIES_MAX = 60,    /* more series, */
  MODEL_BINS_MAX = 4000,    /* or a histogram more bins */
  MODEL_NOTES_MAX = 8,
  MODEL_FIVE = 7            /* numbers of a box: see enum model_five */
};

enum model_five { FIVE_MIN, FIVE_P05, FIVE_Q1, FIVE_MEDIAN, FIVE_Q3, FIVE_P95, FIVE_MAX };

struct model_cell {
  bool has;               /* there is a value to draw */
  bool interval;          /* low and high are the ends of a confidence interval */
  struct govfig_str text; /* the value as the report prints it: exact */
  struct govfig_str unit; /* to stand behind it, where values differ in it */
  double value, low, high;
  double five[MODEL_FIVE]; /* box */
  double figures;          /* how many it sums up */
};

struct model_group {
  struct govfig_str name;  /* as in the report */
  struct govfig_str label; /* for people */
  struct govfig_str detail; /* code and unit, which tell groups of one label apart */
  bool doubled;            /* there is another of this label */
  double position;         /* lines: on the time axis, in years; else 1, 2, ... */
};

struct model_series {
  struct govfig_str name, label;
};

struct model_bin {
  size_t series;
  double low, high, count;
};

struct model {
  enum govfig_chart chart;
  struct arena arena;
  const struct words *words;
  struct model_group *groups;
  struct model_series *series;
  struct model_cell *cells; /* of group g, series s: [g * n_series + s] */
  struct model_bin *bins;   /* histogram: by series, then low */
  size_t n_groups, n_series, n_bins;
  size_t all_groups, all_series; /* before any were left out */
  size_t slots;                  /* most series with a value that any group has */
  bool named_series;             /* the series have names: `by` has several columns */
  struct scale scale;            /* of the values */
  int places;                    /* digits behind the point in value labels, */
  bool even_places;              /* of all of them, not only where there are any */
  struct govfig_str title, subtitle, source, remark; /* remark: what stands below */
  struct govfig_str value_name;  /* what the value axis shows: "median" */
  struct govfig_str unit;        /* of the figures; empty where the values have none */
  struct govfig_str unit_name;   /* its unit with the scale's word: "100 million yuan" */
  struct govfig_str font;        /* wished for; empty: any */
  long width;                    /* pixels */
  const char *notes[MODEL_NOTES_MAX];
  size_t n_notes;
};

/* Makes the model of a report.  Status: as govfig_plot_new. */
enum govfig_status model_make(struct model *m, const struct govfig_plot_options *options,
                              const struct govfig_stats_options *stats,
                              const struct govfig_report *report, struct govfig_error *err);
void model_done(struct model *m);

static inline const struct model_cell *model_cell(const struct model *m, size_t group,
                                                  size_t series)
{
  return &m->cells[group * m->n_series + series];
}

/* Adds a remark for standard error; printf's format.  false without memory. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
bool model_note(struct model *m, const char *format, ...);

#endif
