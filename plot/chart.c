/* chart.c - what the emitters share.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/chart.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/decimal.h"
#include "plot/text.h"

void chart_put(struct buf *out, const char *format, ...)
{
  char text[512];
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  buf_add_text(out, text);
}

/* Hues that stay apart for colour-blind readers and in print. */
unsigned chart_colour(size_t series)
{
  static const unsigned colours[] = {0x1f6fb0, 0xd1552b, 0x3a9a78, 0xb0609c,
                                     0xd99a1c, 0x4fa8d8, 0x7a7a7a, 0x7d5340};
  return colours[series % (sizeof colours / sizeof colours[0])];
}

/* --- heat --- */

static unsigned mix(unsigned a, unsigned b, double share)
{
  unsigned out = 0;
  for (int shift = 16; shift >= 0; shift -= 8) {
    double x = (a >> shift) & 0xFFu, y = (b >> shift) & 0xFFu;
    out |= (unsigned)(x + (y - x) * share + 0.5) << shift;
  }
  return out;
}

unsigned chart_tint(size_t series)
{
  return mix(0xffffff, chart_colour(series), 0.45);
}

/* From pale over full to dark, `share` 0 to 1. */
static unsigned ramp(unsigned full, unsigned dark, double share)
{
  const unsigned pale = 0xf3f4f6;
  return share < 0.6 ? mix(pale, full, share / 0.6) : mix(full, dark, (share - 0.6) / 0.4);
}

unsigned chart_heat(const struct model *m, double value)
{
  double low = m->scale.low, high = m->scale.high;
  const unsigned blue = 0x4a8fc4, navy = 0x123a63, red = 0xd9694b, maroon = 0x7a1f12;
  if (low < 0 && high > 0) {
    double share = value / fmax(-low, high);
    return share < 0 ? ramp(blue, navy, fmin(-share, 1)) : ramp(red, maroon, fmin(share, 1));
  }
  double share = high > low ? (value - low) / (high - low) : 0.5;
  if (high <= 0)
    return ramp(blue, navy, 0.08 + 0.92 * fmin(fmax(1 - share, 0), 1));
  return ramp(blue, navy, 0.08 + 0.92 * fmin(fmax(share, 0), 1));
}

unsigned chart_on(unsigned colour)
{
  double light = 0.30 * ((colour >> 16) & 0xFFu) + 0.59 * ((colour >> 8) & 0xFFu) +
                 0.11 * (colour & 0xFFu);
  return light < 140 ? 0xffffff : 0x222222;
}

/* --- values --- */

/* A value far below the scale's unit says its own: 320 wan yuan among hundreds of yi. */
static bool add_small(const struct model *m, struct govfig_str text, double value, bool with_unit,
                      struct buf *out)
{
  struct scale own = m->scale;
  double size = fabs(value);
  if (m->scale.shift == 0 || value == 0 || size >= 0.1 * pow(10, m->scale.shift))
    return false;
  words_scale(m->words, size, &own.shift, &own.word);
  int places = scale_places(&own, text), most = scale_places_max(&own, size);
  scale_add_value(&own, text, value, places < most ? places : most, out);
  buf_add(out, own.word.data, own.word.len);
  if (with_unit && m->unit.len > 0)
    buf_add(out, m->unit.data, m->unit.len);
  return true;
}

void chart_add_label(const struct model *m, const struct model_cell *cell, struct buf *out)
{
  double scaled = fabs(cell->value) / pow(10, m->scale.shift);
  struct govfig_str text = cell->text;
  struct buf digits = {0};
  if (text.len == 0) {
    text_add_fixed(&digits, cell->value, 12);
    text = (struct govfig_str){digits.data, digits.len};
  }
  int places = m->places, own = scale_places(&m->scale, text);
  if (!m->even_places && own < places)
    places = own;
  while (cell->value != 0 && places < 8 && scaled * pow(10, places) < 0.5)
    places++; /* no value but zero is printed as zero */
  if (!add_small(m, text, cell->value, cell->unit.len == 0, out))
    scale_add_value(&m->scale, text, cell->value, places, out);
  buf_add(out, cell->unit.data, cell->unit.len);
  out->failed = out->failed || digits.failed;
  buf_done(&digits);
}

void chart_add_number(struct buf *out, const struct model_cell *cell)
{
  struct decimal d;
  char text[DECIMAL_TEXT_MAX];
  if (decimal_parse(cell->text.data, cell->text.len, &d))
    buf_add(out, text, decimal_print(d, text));
  else
    text_add_fixed(out, cell->value, 12);
}

/* The others of its row that have a value: how many, and the last of them. */
static size_t neighbours(const struct model *m, size_t group, size_t series,
                         const struct model_cell **other, size_t *at)
{
  size_t n = 0;
  for (size_t s = 0; s < m->n_series; s++)
    if (s != series && model_cell(m, group, s)->has) {
      *other = model_cell(m, group, s);
      *at = s;
      n++;
    }
  return n;
}

/* Two dots on a line have their values outside; more have none. */
int chart_side(const struct model *m, size_t group, size_t series)
{
  const struct model_cell *cell = model_cell(m, group, series), *other = NULL;
  size_t at = 0;
  if (!cell->has)
    return 0;
  if (m->chart == GOVFIG_CHART_BAR)
    return cell->value < 0 ? -1 : 1;
  size_t n = neighbours(m, group, series, &other, &at);
  if (n != 1)
    return n == 0;
  if (cell->value != other->value)
    return cell->value > other->value ? 1 : -1;
  return series < at ? -1 : 1;
}

/* Dots that would hide each other stand above each other. */
static double dodge_dot(const struct model *m, size_t group, size_t series)
{
  const struct model_cell *cell = model_cell(m, group, series);
  double near = 0.008 * (m->scale.high - m->scale.low);
  size_t before = 0, together = 0;
  for (size_t s = 0; s < m->n_series; s++) {
    const struct model_cell *other = model_cell(m, group, s);
    bool hides = other->has && fabs(other->value - cell->value) < near;
    before += s < series && hides;
    together += hides;
  }
  return together > 1 ? ((double)before - (double)(together - 1) / 2) * 0.3 : 0;
}

double chart_dodge(const struct model *m, size_t group, size_t series)
{
  size_t before = 0, present = 0;
  if (m->chart == GOVFIG_CHART_DOT)
    return model_cell(m, group, series)->has ? dodge_dot(m, group, series) : 0;
  for (size_t s = 0; s < m->n_series; s++) {
    before += s < series && model_cell(m, group, s)->has;
    present += model_cell(m, group, s)->has;
  }
  double middle = present > 0 ? (double)(present - 1) / 2 : 0;
  return ((double)before - middle) * 2 * chart_half(m);
}

double chart_half(const struct model *m)
{
  return m->slots > 1 ? 0.40 / (double)m->slots : 0.33;
}

bool chart_is_missing(const struct model *m, size_t group)
{
  for (size_t s = 0; s < m->n_series; s++)
    if (model_cell(m, group, s)->has)
      return false;
  return true;
}

bool chart_has_interval(const struct model *m, size_t series)
{
  for (size_t g = 0; g < m->n_groups; g++)
    if (model_cell(m, g, series)->interval)
      return true;
  return false;
}

double chart_count_max(const struct model *m)
{
  double most = 0;
  for (size_t i = 0; i < m->n_bins; i++)
    most = fmax(most, m->bins[i].count);
  return most;
}
