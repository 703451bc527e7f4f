/* text.h - strings for charts: made harmless, measured, broken into lines, quoted.
   SPDX-License-Identifier: GPL-3.0-or-later

   Everything that a chart shows passes text_clean once; each output form then
   quotes it in its own way.  Widths are in em: an East Asian character is 1. */
#ifndef GOVFIG_PLOT_TEXT_H
#define GOVFIG_PLOT_TEXT_H

#include <govfig/str.h>

#include "base/arena.h"
#include "base/buf.h"

enum { TEXT_UNITS_MAX = 200 /* characters of any one string of a chart */ };

/* A copy without control characters, line breaks, direction marks and malformed
   bytes, trimmed and at most TEXT_UNITS_MAX characters long, NUL behind it;
   data NULL without memory. */
struct govfig_str text_clean(struct arena *a, struct govfig_str s);

/* Width of clean text. */
double text_width(struct govfig_str s);

/* Cuts off `*rest` what fits into `em`, at a blank or between East Asian
   characters where there are any.  At least one character. */
struct govfig_str text_line(struct govfig_str *rest, double em);

/* `s` in at most `lines` lines of `em`, parted by line feeds, the last ending in
   an ellipsis where something had to go.  data NULL without memory. */
struct govfig_str text_wrap(struct arena *a, struct govfig_str s, double em, int lines);

/* `s` in one line of `em`; what is too much goes from the middle, because long
   names often differ at their ends.  data NULL without memory. */
struct govfig_str text_middle(struct arena *a, struct govfig_str s, double em);

/* How many lines text_wrap made. */
int text_lines(struct govfig_str wrapped);

/* Cuts the part before the next `separator` off `*rest`, and the separator too. */
struct govfig_str text_cut(struct govfig_str *rest, char separator);

/* gnuplot: between single quotes, where nothing but the quote is special. */
void text_add_quoted(struct buf *out, struct govfig_str s);

/* gnuplot: a field of a table parted by tabs.  A double quote and a backslash
   would be special: they become a closing quote and a slash. */
void text_add_field(struct buf *out, struct govfig_str s);

/* JSON: a string with its quotes; also safe inside HTML. */
void text_add_json(struct buf *out, struct govfig_str s);

/* Numbers, always with a point: `places` digits behind it at most, no trailing zeros. */
void text_add_fixed(struct buf *out, double value, int places);
void text_add_int(struct buf *out, long value);

/* A single string out of several; data NULL without memory. */
struct govfig_str text_join(struct arena *a, const struct govfig_str *parts, size_t n,
                            const char *between);

#endif
