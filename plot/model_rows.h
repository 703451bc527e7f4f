/* model_rows.h - the rows of a report that go into one chart.
   SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GOVFIG_PLOT_MODEL_ROWS_H
#define GOVFIG_PLOT_MODEL_ROWS_H

#include "plot/model.h"

struct model_row {
  size_t index;                   /* in the report */
  struct govfig_str group, series; /* clean; with code and unit */
  struct govfig_str split;        /* kind, unit, measure, status where `by` has them not */
  size_t group_number, series_number;
  double figures;                 /* n */
};

/* What a key column of the report is to the chart. */
enum model_role {
  ROLE_SPLIT, /* kind, unit, measure, status: one value per chart */
  ROLE_BY,    /* named in `by` */
  ROLE_CODE,  /* region_code, behind the region whose code it is */
  ROLE_UNIT   /* the unit, named in `by`: parts groups, stands behind values */
};

/* A name and how many figures stand behind it. */
struct model_name {
  struct govfig_str name;
  double figures;
  size_t first; /* row of the report where it stands first */
  double key;   /* to sort by */
};

struct model_rows {
  struct model_row *row;
  size_t n;
  struct model_name *groups, *series; /* in order of their names */
  size_t n_groups, n_series;
  size_t keys;         /* the report's first columns, which name its groups */
  enum model_role role[GOVFIG_COLUMN_COUNT]; /* of these */
  size_t group_column; /* which of them gives the chart's groups; keys for none */
  struct govfig_str split; /* what was chosen */
};

/* The unit that stands behind the value of a row; empty where all have the same.
   data NULL without memory. */
struct govfig_str model_unit(const struct model_rows *r, struct model *m,
                             const struct govfig_report *report, size_t row);

/* Reads the report's rows, keeps those of the split with the most figures and
   numbers their groups and series.  A note tells of other splits.
   Status: OK, E_FORMAT (no rows), E_NOMEM. */
enum govfig_status model_rows_read(struct model_rows *r, struct model *m, const char *by,
                                   const struct govfig_report *report, struct govfig_error *err);
/* Does that column hold periods or dates? */
bool model_is_time(const char *column);

/* Is `column` one of the columns of "a,b,c"? */
bool model_by_has(const char *by, const char *column);

/* The group of a row of the report as text: its cell, the code of a region, a unit
   that `by` names; with `detail`, the last two alone.  false without memory. */
bool model_group_text(const struct model_rows *r, struct model *m,
                      const struct govfig_report *report, size_t row, bool detail,
                      struct govfig_str *out);

/* What the chart calls the group of a row of the report.  data NULL without memory. */
struct govfig_str model_group_label(const struct model_rows *r, struct model *m,
                                    const struct govfig_report *report, size_t row);

/* The series of a row of the report: its `by` cells but that of the group, as
   they are or as labels.  false without memory. */
bool model_series_text(const struct model_rows *r, struct model *m,
                       const struct govfig_report *report, size_t row, bool label,
                       struct govfig_str *out);

void model_rows_done(struct model_rows *r);

#endif
