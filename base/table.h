/* table.h - the one format of everything in data/ and in a user's --rules FILE.
   SPDX-License-Identifier: Apache-2.0

   UTF-8 text.  A line that is blank or starts with '#' says nothing.
       @table NAME column column ...     starts a table and names its columns
       cell<TAB>cell<TAB>...             a row; missing cells at the end are empty
       @rules                            starts rules: lines `keyword rest`
   Cells and words are trimmed of blanks.  The reader hands over one row at a
   time; in @rules, a row of two cells (keyword, rest).  Strings point into the
   file's text, which must outlive what is built from it. */
#ifndef GOVFIG_BASE_TABLE_H
#define GOVFIG_BASE_TABLE_H

#include <govfig/status.h>
#include <govfig/str.h>

enum { TABLE_COLUMNS_MAX = 16 };

struct table_row {
  const char *file;
  size_t line;
  struct govfig_str cell[TABLE_COLUMNS_MAX]; /* in the order of the handler's columns */
};

/* Who takes the rows of a table.  `columns` ends in NULL; a file may name them
   in any order and leave some out, and an unknown one is an error.  A last
   handler without `row` drops the tables that no other one takes. */
struct table_handler {
  const char *table;
  const char *const *columns;
  enum govfig_status (*row)(void *ctx, const struct table_row *row, struct govfig_error *err);
  void *ctx;
};

/* Reads `text` and hands every row to the handler of its table.  A table that
   no handler takes is E_SYNTAX, with file, line and column, as is every
   malformed line. */
enum govfig_status table_read(const char *file, struct govfig_str text,
                              const struct table_handler *handlers, size_t n,
                              struct govfig_error *err);

/* E_SYNTAX at cell `cell` of a row; format is printf's. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
enum govfig_status table_error(const struct table_row *row, struct govfig_error *err,
                               const char *format, ...);

/* A data file that the build embedded (the list ends with name NULL).  The names and bytes
   of all stand in one text. */
struct embedded_file {
  const char *name;
  const unsigned char *bytes;
  size_t len;
};
extern const struct embedded_file embedded_files[];
extern const unsigned char embedded_text[];
extern const size_t embedded_text_size;

#endif
