/* strings.h - every string once.  SPDX-License-Identifier: GPL-3.0-or-later

   Takes strings, gives numbers: equal strings have equal numbers, 0 is the
   empty string.  The hash of a string is the same in every run; where it goes
   in the table is not, so that nobody can make input that collides. */
#ifndef GOVFIG_STATS_STRINGS_H
#define GOVFIG_STATS_STRINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include <govfig/str.h>

struct strings_entry {
  struct govfig_str text;
  uint64_t hash;
};

struct strings {
  struct arena bytes;
  struct strings_entry *entry;
  uint32_t n, room;
  uint32_t *slot; /* number of an entry, 0: free */
  uint32_t n_slots;
  uint64_t seed;
};

bool strings_init(struct strings *s);
void strings_done(struct strings *s);

/* The number of `text`, which is copied when it is new; false without memory. */
bool strings_add(struct strings *s, struct govfig_str text, uint32_t *id);

/* The number of a string that was added before; false for another one. */
bool strings_find(const struct strings *s, struct govfig_str text, uint32_t *id);

static inline struct govfig_str strings_text(const struct strings *s, uint32_t id)
{
  return s->entry[id].text;
}

/* Order of two strings as bytes: <0, 0, >0. */
int strings_compare(const struct strings *s, uint32_t a, uint32_t b);

/* SipHash-1-3 (Aumasson and Bernstein) of `len` bytes under a fixed key. */
uint64_t strings_hash(const void *bytes, size_t len);

/* Spreads a 64-bit number over all its bits. */
static inline uint64_t strings_mix(uint64_t x)
{
  x ^= x >> 32;
  x *= 0xD6E8FEB86659FD93u;
  x ^= x >> 32;
  x *= 0xD6E8FEB86659FD93u;
  return x ^ x >> 32;
}

#endif
