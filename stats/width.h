/* width.h - how many columns of a terminal a text takes.
   SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GOVFIG_STATS_WIDTH_H
#define GOVFIG_STATS_WIDTH_H

#include <stddef.h>

#include <govfig/str.h>

/* East Asian wide and fullwidth characters take two, combining marks none. */
size_t width_of(struct govfig_str text);

#endif
