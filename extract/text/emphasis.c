/* emphasis.c - the asterisks of Markdown.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/text/emphasis.h"

#include <string.h>

enum { ASTERISK = '*', LONGEST = 4 /* of a run: "**a****b**" */ };

static bool is_empty(unit c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0;
}

static bool is_ascii_word(unit c)
{
  return unit_is_digit(c) || unit_is_latin(c);
}

/* Do the asterisks [start, end) emphasise what stands beside them?  Not when they have
   nothing beside them, are a bullet, or stand between Latin letters and digits. */
static bool emphasises(const struct units *t, uint32_t start, uint32_t end)
{
  unit before = start > 0 ? t->u[start - 1] : 0, behind = t->u[end];
  bool bullet = end - start == 1 && (before == 0 || before == '\n') && is_empty(behind);
  return end - start <= LONGEST && !bullet && !(is_empty(before) && is_empty(behind)) &&
         !(is_ascii_word(before) && is_ascii_word(behind));
}

/* The next run of asterisks of one byte in [from, t->n), of which `end` is the end. */
static uint32_t next_run(const struct units *t, uint32_t from, uint32_t *end)
{
  while (from < t->n && t->u[from] != ASTERISK)
    from++;
  *end = from;
  while (*end < t->n && t->u[*end] == ASTERISK)
    ++*end;
  return from;
}

/* Counts the asterisks that emphasise; notes them where `gone` is not NULL, and copies
   what is left to `utf8`, whose length it gives in *bytes. */
static uint32_t collect(const struct units *t, uint32_t *gone, char *utf8, size_t *bytes)
{
  uint32_t n = 0, end, kept = 0;
  for (uint32_t at = next_run(t, 0, &end); at < t->n; at = next_run(t, end, &end)) {
    if (!emphasises(t, at, end))
      continue;
    if (gone != NULL) {
      struct govfig_str text = units_text(t, (struct span){kept, at});
      memcpy(utf8 + *bytes, text.data, text.len);
      *bytes += text.len;
      kept = end;
      for (uint32_t i = at; i < end; i++)
        gone[n + (i - at)] = at - n;
    }
    n += end - at;
  }
  if (gone != NULL) {
    struct govfig_str text = units_text(t, (struct span){kept, t->n});
    memcpy(utf8 + *bytes, text.data, text.len);
    *bytes += text.len;
  }
  return n;
}

bool emphasis_take_out(const struct fold *fold, struct arena *a, struct units *text,
                       struct emphasis *out)
{
  *out = (struct emphasis){.source = *text};
  if (memchr(text->utf8, ASTERISK, text->bytes) == NULL)
    return true;
  uint32_t n = collect(text, NULL, NULL, NULL);
  if (n == 0)
    return true;
  size_t bytes = 0;
  uint32_t *gone = arena_alloc(a, n * sizeof *gone);
  char *utf8 = arena_alloc(a, text->bytes + 1);
  if (gone == NULL || utf8 == NULL)
    return false;
  out->n = collect(text, gone, utf8, &bytes);
  out->gone = gone;
  return units_make(fold, utf8, bytes, a, text);
}
