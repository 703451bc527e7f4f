/* names.c - codes looked up in data/regions.table.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/names.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/table.h"

static const char *const columns[] = {"code", "name", "short", "from", "until", NULL};

enum { CODE, NAME, SHORT, FROM, UNTIL };

/* A name that is in force goes before one that was. */
static enum govfig_status take_row(void *ctx, const struct table_row *row, struct govfig_error *err)
{
  struct govfig_stats *s = ctx;
  uint32_t code, name;
  if (!strings_find(&s->strings, row->cell[CODE], &code) || code == 0 || code >= s->n_official)
    return GOVFIG_OK;
  if (s->official[code] != 0 && row->cell[UNTIL].len > 0)
    return GOVFIG_OK;
  if (!strings_add(&s->strings, row->cell[NAME], &name))
    return error_nomem(err);
  s->official[code] = name;
  return GOVFIG_OK;
}

enum govfig_status names_load(struct govfig_stats *s, struct govfig_error *err)
{
  const struct table_handler handlers[] = {{"region", columns, take_row, s}, {0}};
  const struct embedded_file *f = embedded_files;
  while (f->name != NULL && strcmp(f->name, "regions.table") != 0)
    f++;
  if (f->name == NULL)
    return GOVFIG_OK;
  uint32_t *official = calloc(s->strings.n, sizeof *official);
  if (official == NULL)
    return error_nomem(err);
  free(s->official);
  s->official = official;
  s->n_official = s->strings.n;
  return table_read(f->name, (struct govfig_str){(const char *)f->bytes, f->len}, handlers, 2, err);
}
