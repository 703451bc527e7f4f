/* report.c - what became of the documents.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/report.h"

#include <string.h>

#include "cli/say.h"

/* ---- a worker's side ---- */

static void count_encoding(struct counts *c, const char *name, uint64_t documents)
{
  for (int i = 0; i < ENCODINGS_TOLD; i++) {
    if (c->encoding[i].documents == 0)
      snprintf(c->encoding[i].name, ENCODING_NAME_ROOM, "%s", name);
    if (strcmp(c->encoding[i].name, name) == 0) {
      c->encoding[i].documents += documents;
      return;
    }
  }
}

/* A note in `notes`: level, status, document NUL, reason NUL. */
bool findings_note(struct findings *f, enum note_level level, struct govfig_str document,
                   enum govfig_status status, const char *reason)
{
  struct buf *b = &f->notes;
  buf_add_char(b, (char)level);
  buf_add_char(b, (char)status);
  for (size_t i = 0; i < document.len; i++) /* a NUL would end it */
    buf_add_char(b, document.data[i] != '\0' ? document.data[i] : '?');
  buf_add_char(b, '\0');
  return buf_add(b, reason, strlen(reason) + 1);
}

bool findings_document(struct findings *f, const struct govfig_input_report *report,
                       uint64_t figures)
{
  struct counts *c = &f->counts;
  c->documents++;
  c->figures += figures;
  c->text_bytes += report->bytes;
  c->replaced += report->replaced;
  if (report->encoding[0] != '\0')
    count_encoding(c, report->encoding, 1);
  if (report->replaced != 0) {
    char words[80];
    snprintf(words, sizeof words, "%llu malformed byte sequences became U+FFFD",
             (unsigned long long)report->replaced);
    if (!findings_note(f, NOTE_WARNING, report->document, GOVFIG_E_ENCODING, words))
      return false;
  }
  if (report->status == GOVFIG_OK)
    return true;
  c->failed++;
  c->unreadable += report->bytes == 0 && strcmp(report->reason, "is empty") != 0;
  return findings_note(f, NOTE_ERROR, report->document, report->status, report->reason);
}

void findings_done(struct findings *f)
{
  buf_done(&f->notes);
}

/* ---- words ---- */

/* `text` as the inside of a JSON string. */
static void put_json(FILE *to, const char *text)
{
  for (const unsigned char *s = (const unsigned char *)text; *s != '\0'; s++) {
    if (*s == '"' || *s == '\\')
      fprintf(to, "\\%c", *s);
    else if (*s < 0x20 || *s == 0x7F)
      fprintf(to, "\\u%04x", *s);
    else
      putc(*s, to);
  }
}

static const char *status_name(enum govfig_status status)
{
  static const char *const names[GOVFIG_STATUS_COUNT] = {
#define NAME(name, exit_status, message) [GOVFIG_##name] = #name,
      GOVFIG_STATUS_LIST(NAME)
#undef NAME
  };
  return (unsigned)status < GOVFIG_STATUS_COUNT ? names[status] : "E_UNKNOWN";
}

static void put_note_json(FILE *to, enum note_level level, const char *document,
                          enum govfig_status status, const char *reason)
{
  fprintf(to, "{\"level\":\"%s\",\"document\":\"", level == NOTE_ERROR ? "error" : "warning");
  put_json(to, document);
  fprintf(to, "\",\"status\":\"%s\",\"reason\":\"", status_name(status));
  put_json(to, reason);
  fputs("\"}\n", to);
}

static void wipe_progress(struct reporter *r)
{
  if (r->shown.tv_sec != 0)
    fputs("\r\033[K", stderr);
  r->shown = (struct timespec){0};
}

static void tell(struct reporter *r, enum note_level level, const char *document,
                 enum govfig_status status, const char *reason)
{
  if (r->errors != NULL && level == NOTE_ERROR)
    put_note_json(r->errors, level, document, status, reason);
  if (r->quiet || (level == NOTE_WARNING && !r->verbose))
    return;
  wipe_progress(r);
  if (r->json)
    put_note_json(stderr, level, document, status, reason);
  else
    say("%s: %s", document, reason);
}

/* ---- progress ---- */

static double seconds_since(const struct timespec *then)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)(now.tv_sec - then->tv_sec) + (double)(now.tv_nsec - then->tv_nsec) / 1e9;
}

static void show_progress(struct reporter *r)
{
  if (!r->terminal || (r->shown.tv_sec != 0 && seconds_since(&r->shown) < 0.2))
    return;
  const struct counts *c = &r->total;
  double seconds = seconds_since(&r->began), rate = (double)c->text_bytes / 1e6;
  rate = seconds > 0 ? rate / seconds : 0;
  fprintf(stderr, "\r\033[K%llu documents, %.1f MB, %.1f MB/s, %llu figures",
          (unsigned long long)c->documents, (double)c->text_bytes / 1e6, rate,
          (unsigned long long)c->figures);
  if (r->input_total > c->input_bytes && c->input_bytes != 0)
    fprintf(stderr, ", %.0f s left",
            seconds * ((double)r->input_total / (double)c->input_bytes - 1));
  fflush(stderr);
  clock_gettime(CLOCK_MONOTONIC, &r->shown);
}

/* ---- the reporter ---- */

static void add_counts(struct counts *to, const struct counts *c)
{
  to->documents += c->documents;
  to->failed += c->failed;
  to->unreadable += c->unreadable;
  to->warned += c->warned;
  to->figures += c->figures;
  to->text_bytes += c->text_bytes;
  to->input_bytes += c->input_bytes;
  to->replaced += c->replaced;
  for (int i = 0; i < ENCODINGS_TOLD && c->encoding[i].documents != 0; i++)
    count_encoding(to, c->encoding[i].name, c->encoding[i].documents);
}

enum govfig_status reporter_take(struct reporter *r, const struct findings *f)
{
  add_counts(&r->total, &f->counts);
  for (size_t at = 0; at < f->notes.len;) {
    const char *document = f->notes.data + at + 2;
    const char *reason = document + strlen(document) + 1;
    tell(r, (enum note_level)f->notes.data[at], document,
         (enum govfig_status)f->notes.data[at + 1], reason);
    at = (size_t)(reason - f->notes.data) + strlen(reason) + 1;
  }
  if (!r->quiet)
    show_progress(r);
  if (r->errors != NULL && f->notes.len != 0 && fflush(r->errors) != 0)
    return GOVFIG_E_WRITE;
  return GOVFIG_OK;
}

static void summary_json(const struct counts *c, double seconds)
{
  fprintf(stderr,
          "{\"level\":\"summary\",\"documents\":%llu,\"failed\":%llu,\"figures\":%llu,"
          "\"text_bytes\":%llu,\"replaced\":%llu,\"seconds\":%.3f,\"encodings\":{",
          (unsigned long long)c->documents, (unsigned long long)c->failed,
          (unsigned long long)c->figures, (unsigned long long)c->text_bytes,
          (unsigned long long)c->replaced, seconds);
  for (int i = 0; i < ENCODINGS_TOLD && c->encoding[i].documents != 0; i++)
    fprintf(stderr, "%s\"%s\":%llu", i != 0 ? "," : "", c->encoding[i].name,
            (unsigned long long)c->encoding[i].documents);
  fputs("}}\n", stderr);
}

void reporter_summary(struct reporter *r)
{
  const struct counts *c = &r->total;
  if (r->quiet)
    return;
  wipe_progress(r);
  double seconds = seconds_since(&r->began);
  if (r->json) {
    summary_json(c, seconds);
    return;
  }
  if (c->failed != 0 && c->documents > 1)
    say("%llu of %llu documents failed", (unsigned long long)c->failed,
        (unsigned long long)c->documents);
  if (!r->verbose && !r->terminal)
    return;
  char encodings[ENCODINGS_TOLD * (ENCODING_NAME_ROOM + 24)] = "";
  size_t at = 0;
  for (int i = 0; i < ENCODINGS_TOLD && c->encoding[i].documents != 0; i++)
    at += (size_t)snprintf(encodings + at, sizeof encodings - at, "%s%s %llu",
                           i != 0 ? ", " : " (", c->encoding[i].name,
                           (unsigned long long)c->encoding[i].documents);
  say("%llu document%s%s%s, %.1f MB of text, %llu figures in %.1f s",
      (unsigned long long)c->documents, c->documents != 1 ? "s" : "", encodings,
      encodings[0] != '\0' ? ")" : "", (double)c->text_bytes / 1e6,
      (unsigned long long)c->figures, seconds);
}

int reporter_exit(const struct reporter *r)
{
  if (r->total.unreadable != 0 && r->total.failed == r->total.documents)
    return 3;
  return r->total.failed != 0 || r->total.warned != 0 ? 1 : 0;
}
