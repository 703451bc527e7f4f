/* dress.h - figures dressed for people who read rather than compute.
   SPDX-License-Identifier: GPL-3.0-or-later

   In Chinese (heads of columns, the words of measure, status and the like) and
   in larger units of counting (4500000000 yuan as 45, its unit with the word
   before it).  The names come from data/display.table.  Immutable once made;
   threads share it. */
#ifndef GOVFIG_CLI_DRESS_H
#define GOVFIG_CLI_DRESS_H

#include <stdbool.h>

#include <govfig/figure.h>
#include <govfig/table.h>

struct dress;

/* `chinese`: names and words in Chinese.  `scale`: a word of counting, NULL none.
   Status: OK, E_USAGE (no such scale; err lists them), E_NOMEM. */
enum govfig_status dress_new(bool chinese, const char *scale, struct dress **out,
                             struct govfig_error *err);
void dress_free(struct dress *d);

/* The columns under the names that they are to have. */
const struct govfig_table_column *dress_columns(const struct dress *d);

/* What a figure's cells become; they live as long as `figure` and `room`. */
struct dress_room {
  char value[96], high[96], unit[256];
};
void dress_figure(const struct dress *d, const struct govfig_figure *figure,
                  struct dress_room *room, struct govfig_figure *out);

#endif
