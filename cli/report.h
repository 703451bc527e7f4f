/* report.h - what became of the documents: notes, counts, progress.
   SPDX-License-Identifier: GPL-3.0-or-later

   Workers write notes and counts into an item's own struct findings; the
   reporter takes these in the items' order, so that words, like figures, come
   in the order of the documents whatever the number of threads. */
#ifndef GOVFIG_CLI_REPORT_H
#define GOVFIG_CLI_REPORT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include <govfig/input.h>

#include "base/buf.h"

enum { ENCODINGS_TOLD = 8, ENCODING_NAME_ROOM = 24 };

struct counts {
  uint64_t documents, failed, unreadable, warned; /* unreadable: failed for want of reading */
  uint64_t figures, text_bytes, input_bytes, replaced;
  struct {
    char name[ENCODING_NAME_ROOM];
    uint64_t documents;
  } encoding[ENCODINGS_TOLD];
};

struct findings {
  struct counts counts;
  struct buf notes;
};

enum note_level { NOTE_ERROR, NOTE_WARNING };

/* What a worker found of a document.  `warning`: a status that its extraction
   ended with, with the words in `err`.  False without memory. */
bool findings_document(struct findings *f, const struct govfig_input_report *report,
                       uint64_t figures);
bool findings_note(struct findings *f, enum note_level level, struct govfig_str document,
                   enum govfig_status status, const char *reason);
void findings_done(struct findings *f);

struct reporter {
  bool quiet, verbose, json, terminal;
  FILE *errors;          /* --errors FILE, NULL none */
  const char *errors_name;
  struct counts total;
  uint64_t input_total;  /* bytes of all inputs, 0 unknown */
  struct timespec began, shown;
};

/* Takes an item's findings; E_WRITE when the error file is full. */
enum govfig_status reporter_take(struct reporter *r, const struct findings *f);

/* The line of numbers at the end. */
void reporter_summary(struct reporter *r);

/* 0, 1 or 3 by what the documents came to. */
int reporter_exit(const struct reporter *r);

#endif
