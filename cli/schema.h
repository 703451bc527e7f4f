/* schema.h - the types of the columns, for programs that would guess.
   SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GOVFIG_CLI_SCHEMA_H
#define GOVFIG_CLI_SCHEMA_H

#include <govfig/status.h>

/* Writes datapackage.json (Frictionless Data Package, Table Schema) beside the
   table at `path`, which is "csv" or "tsv" (`format`). */
enum govfig_status schema_write(const char *path, const char *format, struct govfig_error *err);

#endif
