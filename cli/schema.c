/* schema.c - datapackage.json beside a table.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <govfig/figure.h>

#include "base/buf.h"
#include "base/error.h"
#include "cli/output.h"

static void put_string(struct buf *b, const char *text)
{
  buf_add_char(b, '"');
  for (const char *s = text; *s != '\0'; s++) {
    char escaped[8];
    if (*s == '"' || *s == '\\')
      buf_add_char(b, '\\');
    if ((unsigned char)*s < 0x20)
      snprintf(escaped, sizeof escaped, "\\u%04x", (unsigned)*s);
    else
      snprintf(escaped, sizeof escaped, "%c", *s);
    buf_add_text(b, escaped);
  }
  buf_add_char(b, '"');
}

static const char *type_name(enum govfig_column_type type)
{
  return type == GOVFIG_DECIMAL ? "number" : type == GOVFIG_INTEGER ? "integer" : "string";
}

static void put_field(struct buf *b, enum govfig_column column)
{
  buf_add_text(b, "        {\"name\": ");
  put_string(b, govfig_column_name(column));
  buf_add_text(b, ", \"type\": \"");
  buf_add_text(b, type_name(govfig_column_type(column)));
  buf_add_text(b, "\", \"description\": ");
  put_string(b, govfig_column_meaning(column));
  if (column == GOVFIG_COLUMN_REGION_CODE)
    buf_add_text(b, ", \"constraints\": {\"pattern\": \"[0-9]{6}\"}");
  if (column == GOVFIG_COLUMN_PASSAGE)
    buf_add_text(b, ", \"constraints\": {\"pattern\": \"p[0-9a-f]{16}\"}");
  buf_add_text(b, column + 1 < GOVFIG_COLUMN_COUNT ? "},\n" : "}\n");
}

static void put_package(struct buf *b, const char *file, const char *format)
{
  bool tabs = strcmp(format, "tsv") == 0;
  buf_add_text(b, "{\n  \"profile\": \"tabular-data-package\",\n  \"name\": \"figures\",\n"
                  "  \"resources\": [{\n    \"profile\": \"tabular-data-resource\",\n"
                  "    \"name\": \"figures\",\n    \"path\": ");
  put_string(b, file);
  buf_add_text(b, ",\n    \"format\": \"");
  buf_add_text(b, format);
  buf_add_text(b, tabs ? "\",\n    \"mediatype\": \"text/tab-separated-values\",\n"
                       : "\",\n    \"mediatype\": \"text/csv\",\n");
  buf_add_text(b, "    \"encoding\": \"utf-8\",\n    \"dialect\": {\"delimiter\": \"");
  buf_add_text(b, tabs ? "\\t" : ",");
  buf_add_text(b, "\", \"header\": true},\n    \"schema\": {\n      \"missingValues\": [\"\"],\n"
                  "      \"fields\": [\n");
  for (int c = 0; c < GOVFIG_COLUMN_COUNT; c++)
    put_field(b, (enum govfig_column)c);
  buf_add_text(b, "      ]\n    }\n  }]\n}\n");
}

enum govfig_status schema_write(const char *path, const char *format, struct govfig_error *err)
{
  static const char name[] = "datapackage.json";
  struct buf text, beside;
  struct output *o = NULL;
  const char *slash = strrchr(path, '/');
  const char *file = slash != NULL ? slash + 1 : path;
  buf_init(&text, 0);
  buf_init(&beside, 0);
  put_package(&text, file, format);
  buf_add(&beside, path, (size_t)(file - path));
  buf_add(&beside, name, sizeof name);
  enum govfig_status status =
      text.failed || beside.failed ? error_nomem(err) : output_open(beside.data, NULL, 0, &o, err);
  if (status == GOVFIG_OK)
    status = output_write(o, text.data, text.len, err);
  enum govfig_status closed = output_close(o, status == GOVFIG_OK, err);
  buf_done(&text);
  buf_done(&beside);
  return status != GOVFIG_OK ? status : closed;
}
