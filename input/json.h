/* json.h - JSON at scanning speed.  SPDX-License-Identifier: Apache-2.0

   Records of text need four or five strings out of each object, nothing more:
   no tree is built, nothing recurses, what is not asked for is stepped over. */
#ifndef GOVFIG_INPUT_JSON_H
#define GOVFIG_INPUT_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <govfig/str.h>

#include "base/buf.h"

/* ---- where a value ends; all zeros before its first byte ---- */

struct json_scan {
  uint64_t depth;
  bool in_string, escaped, complete;
};

/* Scans an object or array on; returns the bytes that belong to it.  When its
   end is among them, `complete` is set. */
size_t json_scan_feed(struct json_scan *scan, const char *s, size_t len);

/* ---- an object's fields ---- */

enum json_kind { JSON_ABSENT, JSON_STRING, JSON_NUMBER, JSON_OTHER };

struct json_value {
  enum json_kind kind;
  bool escaped;           /* a string with backslashes */
  struct govfig_str text; /* of a string: between the quotes; else as it stands */
};

/* Where the cursor stands in an object. */
struct json_object {
  const char *at, *end;
  bool broken; /* what was read is not JSON */
};

/* Enters the object in `text`; false when it is none. */
bool json_object_enter(struct json_object *o, struct govfig_str text);

/* The next member; false behind the last or where the JSON breaks. */
bool json_object_next(struct json_object *o, struct govfig_str *key, struct json_value *value);

/* A string without its escapes, in UTF-8: `value` itself when there are none,
   otherwise appended to `room`, which is not moved afterwards: it must have
   value->text.len bytes reserved.  Lone surrogates become U+FFFD. */
struct govfig_str json_text(const struct json_value *value, struct buf *room);

/* An array of strings as lines, in `room` as json_text has it; empty for any
   other value. */
struct govfig_str json_lines(const struct json_value *value, struct buf *room);

#endif
