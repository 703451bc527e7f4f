/* sniff.h - what the first bytes say a file is.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_INPUT_SNIFF_H
#define GOVFIG_INPUT_SNIFF_H

#include <stdbool.h>
#include <stddef.h>

enum format {
  FORMAT_AUTO,
  FORMAT_TEXT,
  FORMAT_HTML,
  FORMAT_DOCX,
  FORMAT_PDF,
  FORMAT_JSONL,
  FORMAT_JSON,
  FORMAT_CSV,
  FORMAT_ARCHIVE, /* an archive or a compressed file: libarchive tells which */
  FORMAT_TABLE, /* CSV without a column of text: a table in one document */
  FORMAT_MHTML, /* a page saved as one file */
  FORMAT_UNREADABLE,
  FORMATS
};

struct sniffed {
  enum format format;
  const char *encoding; /* of text formats; NULL otherwise */
  const char *reason;   /* FORMAT_UNREADABLE: why */
  char separator;       /* FORMAT_CSV: , or TAB or ; */
};

/* The window in which everything is decided. */
enum { SNIFF_BYTES = 64 * 1024, SNIFF_LABEL_ROOM = 40 };

/* Looks at the first `len` bytes (`whole`: there are no more) of what is called
   `name`; the name only breaks ties.  `wanted` and `encoding` overrule (AUTO,
   NULL: find out).  `room` holds an unusual encoding's name. */
struct sniffed sniff(const char *bytes, size_t len, bool whole, const char *name,
                     enum format wanted, const char *encoding, char *room);

/* Does the text begin as a page or a piece of one does? */
bool sniff_html(const char *text, size_t len);

/* Does the name end in .`ending`, in any case? */
bool sniff_ends(const char *name, const char *ending);

#endif
