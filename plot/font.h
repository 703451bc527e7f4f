/* font.h - a font that covers Chinese.  SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GOVFIG_PLOT_FONT_H
#define GOVFIG_PLOT_FONT_H

#include <govfig/status.h>

#include "base/buf.h"
#include "plot/words.h"

/* Asks fontconfig for the families that cover simplified Chinese and adds to
   `out` the name of `wished`, when it is one of them, else of the best.  Without
   such a font gnuplot would draw boxes and report nothing.  `scratch` is a folder.
   Status: OK, E_USAGE (no such font), E_READ (no font, no fc-list), E_NOMEM. */
enum govfig_status font_find(const struct words *words, struct govfig_str wished,
                             const char *scratch, struct buf *out, struct govfig_error *err);

/* Picks from the lines of fc-list; the rest as above. */
enum govfig_status font_choose(const struct words *words, struct govfig_str wished,
                               struct govfig_str list, struct buf *out, struct govfig_error *err);

#endif
