/* sheet.h - the figures table as a workbook (.xlsx).  SPDX-License-Identifier: GPL-3.0-or-later

   Takes the table as CSV in pieces, gives a file that Excel opens: codes are
   text, numbers numbers (those of more than 15 digits stay text, as Excel has no
   more), the head is frozen and filters are on.  A sheet holds 1,048,575 figures;
   further ones go to a next sheet.  Without libxlsxwriter sheet_open says so. */
#ifndef GOVFIG_CLI_SHEET_H
#define GOVFIG_CLI_SHEET_H

#include <stddef.h>

#include <govfig/status.h>

#include "cli/dress.h"

struct sheet;

/* `dress` gives names and words; it must outlive the sheet. */
enum govfig_status sheet_open(const char *path, const struct dress *dress, struct sheet **out,
                              struct govfig_error *err);

/* Takes CSV, the header row first. */
enum govfig_status sheet_put(struct sheet *s, const void *csv, size_t len,
                             struct govfig_error *err);

/* Writes the file where `whole`; frees the sheet. */
enum govfig_status sheet_close(struct sheet *s, bool whole, struct govfig_error *err);

#endif
