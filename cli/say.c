/* say.c - words for standard error.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/say.h"

#include <stdarg.h>

enum { SAY_BYTES_MAX = 4096 };

/* U+0080 ... U+009F in UTF-8: terminals take them for escapes. */
static int is_c1(const unsigned char *s)
{
  return s[0] == 0xC2 && s[1] >= 0x80 && s[1] <= 0x9F;
}

void say_clean(FILE *to, const char *text)
{
  for (const unsigned char *s = (const unsigned char *)text; *s != '\0'; s++) {
    if (*s < 0x20 || *s == 0x7F) {
      fprintf(to, "\\x%02X", *s);
    } else if (is_c1(s)) {
      fprintf(to, "\\x%02X", s[1]);
      s++;
    } else {
      putc(*s, to);
    }
  }
}

void say(const char *format, ...)
{
  char text[SAY_BYTES_MAX];
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  flockfile(stderr); /* one line stays one line whichever thread speaks */
  fputs("govfig: ", stderr);
  say_clean(stderr, text);
  putc('\n', stderr);
  funlockfile(stderr);
}

void say_error(const struct govfig_error *err)
{
  if (err->file[0] == '\0')
    say("%s", err->text);
  else if (err->line == 0)
    say("%s: %s", err->file, err->text);
  else if (err->column == 0)
    say("%s:%zu: %s", err->file, err->line, err->text);
  else
    say("%s:%zu:%zu: %s", err->file, err->line, err->column, err->text);
}
