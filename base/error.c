/* error.c - statuses in words.  SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct {
  int exit_status;
  const char *message;
} statuses[GOVFIG_STATUS_COUNT] = {
#define ROW(name, exit_status, message) [GOVFIG_##name] = {exit_status, message},
    GOVFIG_STATUS_LIST(ROW)
#undef ROW
};

const char *govfig_status_message(enum govfig_status status)
{
  if ((unsigned)status >= GOVFIG_STATUS_COUNT)
    return "unknown status";
  return statuses[status].message;
}

int govfig_status_exit(enum govfig_status status)
{
  return (unsigned)status < GOVFIG_STATUS_COUNT ? statuses[status].exit_status : 3;
}

/* Drops a UTF-8 sequence that vsnprintf cut in the middle. */
static void trim_partial(char *text)
{
  size_t n = strlen(text), i = n;
  while (i > 0 && ((unsigned char)text[i - 1] & 0xC0) == 0x80)
    i--;
  if (i == 0)
    return;
  unsigned char lead = (unsigned char)text[i - 1];
  size_t want = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  if (n - (i - 1) < want)
    text[i - 1] = '\0';
}

enum govfig_status error_set(struct govfig_error *err, enum govfig_status status,
                             const char *file, size_t line, size_t column,
                             const char *format, ...)
{
  if (err == NULL)
    return status;
  err->status = status;
  err->line = line;
  err->column = column;
  snprintf(err->file, sizeof err->file, "%s", file != NULL ? file : "");
  va_list args;
  va_start(args, format);
  vsnprintf(err->text, sizeof err->text, format, args);
  va_end(args);
  trim_partial(err->file);
  trim_partial(err->text);
  return status;
}

enum govfig_status error_nomem(struct govfig_error *err)
{
  return error_set(err, GOVFIG_E_NOMEM, NULL, 0, 0, "%s",
                   govfig_status_message(GOVFIG_E_NOMEM));
}
