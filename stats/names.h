/* names.h - names of regions that no figure names.  SPDX-License-Identifier: GPL-3.0-or-later

   Rolled up, figures of a city are about its province, which they may never
   mention; its name comes from the table of regions that the build embedded. */
#ifndef GOVFIG_STATS_NAMES_H
#define GOVFIG_STATS_NAMES_H

#include "stats/store.h"

/* Fills s->official for the codes that the figures have.  Status: OK, E_SYNTAX, E_NOMEM. */
enum govfig_status names_load(struct govfig_stats *s, struct govfig_error *err);

#endif
