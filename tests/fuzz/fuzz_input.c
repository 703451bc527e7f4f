/* fuzz_input.c - any bytes as a file of whatever format.  SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE /* memfd_create */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include <govfig/input.h>

static enum govfig_status begin(const struct govfig_document *document, void *ctx)
{
  (void)document;
  (void)ctx;
  return GOVFIG_OK;
}

/* Every byte is read, so that a sanitizer sees what is not there. */
static enum govfig_status text(const char *utf8, size_t len, void *ctx)
{
  for (size_t i = 0; i < len; i++)
    *(size_t *)ctx += (unsigned char)utf8[i];
  return GOVFIG_OK;
}

static enum govfig_status done(const struct govfig_input_report *report, void *ctx)
{
  (void)ctx;
  require(report->reason != NULL && report->encoding != NULL);
  require(report->status == GOVFIG_OK || report->reason[0] != '\0');
  return GOVFIG_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const struct govfig_input_handler handler = {.begin = begin, .text = text, .done = done};
  static int file = -1;
  static char path[64];
  const char *paths[] = {path};
  struct govfig_input *in;
  struct govfig_parcel *parcel = NULL;
  struct govfig_input_options options = govfig_input_defaults();
  size_t bytes = 0;
  if (size >= 5 && data[0] == '%' && data[1] == 'P') /* pdftotext would be started */
    return 0;
  if (file < 0) {
    file = memfd_create("fuzz", 0);
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  }
  require(file >= 0 && ftruncate(file, 0) == 0 && pwrite(file, data, size, 0) == (ssize_t)size);
  options.document_bytes_max = 1 << 20;
  require(govfig_input_new(&options, paths, 1, &in, NULL) == GOVFIG_OK);
  while (govfig_input_next(in, &parcel, NULL) == GOVFIG_OK && parcel != NULL) {
    require(govfig_parcel_read(parcel, &handler, &bytes, NULL) == GOVFIG_OK);
    govfig_parcel_free(parcel);
  }
  govfig_input_free(in);
  return 0;
}
