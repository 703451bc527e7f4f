/* width.c - ranges of wide and of zero-width characters.  SPDX-License-Identifier: GPL-3.0-or-later

   Source: Unicode 15.0, EastAsianWidth.txt (values W and F) and general
   categories Mn, Me and Cf, merged into blocks.  Facts, no text taken over. */
#include "stats/width.h"

#include <stdbool.h>
#include <stdint.h>

struct range {
  uint32_t from, to;
};

static const struct range wide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},
    {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0xA4CF},
    {0xA960, 0xA97C},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE10, 0xFE19},
    {0xFE30, 0xFE6B},   {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},   {0x16FE0, 0x18CFF},
    {0x1B000, 0x1B2FB}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FC}, {0x1F900, 0x1F9FF},
    {0x20000, 0x3FFFD},
};

static const struct range none[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2064},
    {0x20D0, 0x20F0}, {0x302A, 0x302D}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF},
    {0xE0100, 0xE01EF},
};

static bool is_in(uint32_t c, const struct range *ranges, size_t n)
{
  size_t low = 0, high = n;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (c > ranges[middle].to)
      low = middle + 1;
    else if (c < ranges[middle].from)
      high = middle;
    else
      return true;
  }
  return false;
}

/* The character at text.data[*i]; moves on.  Malformed bytes are themselves. */
static uint32_t next_char(struct govfig_str text, size_t *i)
{
  unsigned char lead = (unsigned char)text.data[(*i)++];
  size_t tails = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
  uint32_t c = tails > 0 ? lead & (0x3Fu >> tails) : lead;
  for (; tails > 0 && *i < text.len && ((unsigned char)text.data[*i] & 0xC0) == 0x80; tails--)
    c = c << 6 | ((unsigned char)text.data[(*i)++] & 0x3F);
  return c;
}

size_t width_of(struct govfig_str text)
{
  size_t width = 0;
  for (size_t i = 0; i < text.len;) {
    uint32_t c = next_char(text, &i);
    if (c < 0x300)
      width++;
    else if (!is_in(c, none, sizeof none / sizeof none[0]))
      width += is_in(c, wide, sizeof wide / sizeof wide[0]) ? 2 : 1;
  }
  return width;
}
