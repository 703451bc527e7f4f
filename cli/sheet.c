/* sheet.c - the figures table as a workbook.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

#ifndef GOVFIG_WITH_XLSX

enum govfig_status sheet_open(const char *path, const struct dress *dress, struct sheet **out,
                              struct govfig_error *err)
{
  (void)path;
  (void)dress;
  *out = NULL;
  return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0,
                   "xlsx: this program was built without libxlsxwriter");
}

enum govfig_status sheet_put(struct sheet *s, const void *csv, size_t len,
                             struct govfig_error *err)
{
  (void)s;
  (void)csv;
  (void)len;
  (void)err;
  return GOVFIG_OK;
}

enum govfig_status sheet_close(struct sheet *s, bool whole, struct govfig_error *err)
{
  (void)s;
  (void)whole;
  (void)err;
  return GOVFIG_OK;
}

#else

#include <xlsxwriter.h>

#include "base/late.h"

#define XLSXWRITER_FUNCTIONS(X)                                                               \
  X(workbook_new_opt)                                                                         \
  X(workbook_add_format)                                                                      \
  X(workbook_add_worksheet)                                                                   \
  X(workbook_set_properties)                                                                  \
  X(workbook_close)                                                                           \
  X(lxw_workbook_free)                                                                        \
  X(lxw_strerror)                                                                             \
  X(format_set_bold)                                                                          \
  X(worksheet_freeze_panes)                                                                   \
  X(worksheet_autofilter)                                                                     \
  X(worksheet_write_string)                                                                   \
  X(worksheet_write_number)

/* libxlsxwriter, which may be loaded late. */
struct xlsxwriter {
  XLSXWRITER_FUNCTIONS(LATE_MEMBER)
};

static enum govfig_status load(struct xlsxwriter *lib, struct govfig_error *err)
{
#ifdef GOVFIG_LATE_XLSXWRITER
  static const char *const names[] = {XLSXWRITER_FUNCTIONS(LATE_NAME) NULL};
  return late_load(GOVFIG_LATE_XLSXWRITER, names, lib, err);
#else
  (void)err;
  *lib = (struct xlsxwriter){XLSXWRITER_FUNCTIONS(LATE_LINKED)};
  return GOVFIG_OK;
#endif
}

/* Excel's own limits. */
enum { SHEET_ROWS_MAX = 1048576, CELL_CHARACTERS_MAX = 32767, NUMBER_DIGITS_MAX = 15 };
enum { SHEET_CREATED = 946684800 }; /* 2000-01-01 */
enum { CELL_BYTES = CELL_CHARACTERS_MAX * 3 + 4 };

struct sheet {
  struct xlsxwriter lib;
  lxw_workbook *book;
  lxw_worksheet *page;
  lxw_format *head;
  lxw_row_t row;
  unsigned pages;
  bool failed;
  const struct dress *dress;
  struct govfig_reader *reader;
  char cell[CELL_BYTES];
};

/* The head row of a sheet, which is frozen. */
static bool start_page(struct sheet *s)
{
  char name[32];
  snprintf(name, sizeof name, "figures%.0d", s->pages);
  s->page = s->lib.workbook_add_worksheet(s->book, name);
  if (s->page == NULL)
    return false;
  s->pages += s->pages == 0 ? 2 : 1; /* figures, figures2, figures3 */
  s->lib.worksheet_freeze_panes(s->page, 1, 0);
  for (int c = 0; c < GOVFIG_COLUMN_COUNT; c++) {
    const char *head = dress_columns(s->dress)[c].name;
    s->lib.worksheet_write_string(s->page, 0, (lxw_col_t)c, head, s->head);
  }
  s->row = 1;
  return true;
}

static void end_page(struct sheet *s)
{
  if (s->page != NULL)
    s->lib.worksheet_autofilter(s->page, 0, 0, s->row > 1 ? s->row - 1 : 1,
                                GOVFIG_COLUMN_COUNT - 1);
}

/* Bytes of at most CELL_CHARACTERS_MAX characters. */
static size_t cell_bytes(struct govfig_str text)
{
  size_t n = 0;
  for (size_t i = 0; i < text.len; i++) {
    n += ((unsigned char)text.data[i] & 0xC0) != 0x80;
    if (n > CELL_CHARACTERS_MAX || i >= CELL_BYTES - 1)
      return i;
  }
  return text.len;
}

static bool is_number(struct govfig_str text)
{
  size_t digits = 0;
  for (size_t i = 0; i < text.len; i++)
    digits += text.data[i] >= '0' && text.data[i] <= '9';
  return digits != 0 && digits <= NUMBER_DIGITS_MAX;
}

static enum govfig_next put_figure(const struct govfig_figure *figure, void *ctx)
{
  struct sheet *s = ctx;
  struct dress_room room;
  struct govfig_figure dressed;
  if (s->row == SHEET_ROWS_MAX) {
    end_page(s);
    if (!start_page(s)) {
      s->failed = true;
      return GOVFIG_STOP;
    }
  }
  dress_figure(s->dress, figure, &room, &dressed);
  for (int c = 0; c < GOVFIG_COLUMN_COUNT; c++) {
    struct govfig_str text = dressed.column[c];
    if (text.len == 0)
      continue;
    size_t n = cell_bytes(text);
    memcpy(s->cell, text.data, n);
    s->cell[n] = '\0';
    if (dress_columns(s->dress)[c].type != GOVFIG_TEXT && is_number(text))
      s->lib.worksheet_write_number(s->page, s->row, (lxw_col_t)c, strtod(s->cell, NULL),
                                    NULL);
    else
      s->lib.worksheet_write_string(s->page, s->row, (lxw_col_t)c, s->cell, NULL);
  }
  s->row++;
  return GOVFIG_CONTINUE;
}

enum govfig_status sheet_open(const char *path, const struct dress *dress, struct sheet **out,
                              struct govfig_error *err)
{
  *out = NULL;
  struct sheet *s = calloc(1, sizeof *s);
  if (s == NULL)
    return error_nomem(err);
  lxw_workbook_options options = {.constant_memory = LXW_TRUE};
  s->dress = dress;
  enum govfig_status status = load(&s->lib, err);
  if (status != GOVFIG_OK) {
    free(s);
    return status;
  }
  status = govfig_reader_new(NULL, &s->reader, err);
  s->book = s->lib.workbook_new_opt(path, &options);
  s->head = s->book != NULL ? s->lib.workbook_add_format(s->book) : NULL;
  if (status == GOVFIG_OK && (s->head == NULL || !start_page(s)))
    status = error_nomem(err);
  if (status == GOVFIG_OK) {
    /* not the clock: the same figures make the same bytes */
    lxw_doc_properties properties = {.created = SHEET_CREATED};
    s->lib.workbook_set_properties(s->book, &properties);
    s->lib.format_set_bold(s->head);
    *out = s;
  } else {
    sheet_close(s, false, NULL);
  }
  return status;
}

enum govfig_status sheet_put(struct sheet *s, const void *csv, size_t len,
                             struct govfig_error *err)
{
  enum govfig_status status = govfig_reader_feed(s->reader, csv, len, put_figure, s, err);
  return s->failed ? error_nomem(err) : status;
}

enum govfig_status sheet_close(struct sheet *s, bool whole, struct govfig_error *err)
{
  enum govfig_status status = GOVFIG_OK;
  if (s == NULL)
    return status;
  govfig_reader_free(s->reader);
  if (whole) {
    end_page(s);
    lxw_error wrong = s->lib.workbook_close(s->book);
    if (wrong != LXW_NO_ERROR)
      status = error_set(err, GOVFIG_E_WRITE, NULL, 0, 0, "the workbook cannot be written: %s",
                         s->lib.lxw_strerror(wrong));
  } else if (s->book != NULL) {
    s->lib.lxw_workbook_free(s->book);
  }
  free(s);
  return status;
}

#endif
